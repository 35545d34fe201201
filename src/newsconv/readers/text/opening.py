"""What stands above the story in unsigned text: slug line, note to editors, headline.

Only what is certain is taken, each with an event that says why; everything else stays a
paragraph. Bylines and dates below the headline are the business of the noise engine, as in other
formats; here the lines of a passage that is made of them are parted.
"""

# ruff: noqa: RUF001 - the marks of several scripts are meant as they are

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.noise.bylines import is_byline
from newsconv.noise.dates import parse_labelled_date
from newsconv.readers.text.dateline import RE_DATELINE, find_dateline
from newsconv.readers.text.layout import RE_BULLET, Passage
from newsconv.report import Guessed, Origin

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from newsconv.readers.text.structure import Part
    from newsconv.report import Report

__all__ = ["Opening", "read_opening", "split_head"]

MAX_HEADLINE_CHARS: Final = 120
"""Code points. Headlines of agencies have up to some 100; longer lines without a full stop are mostly lists."""
MIN_HEADLINE_WORDS: Final = 2
MIN_STORY_CHARS: Final = 80
"""Code points of a paragraph that show that a text follows its headline, and not a list of short lines."""
MIN_IDEOGRAPHIC_CHARS: Final = 30
"""The same for Chinese, Japanese and Korean, which say in a third of the characters what English does."""
MAX_BELOW_CHARS: Final = 300
"""Code points of a byline and two dates; a longer passage is of the story."""
MAX_STORY_PASSAGES: Final = 6
"""Passages among which the story begins: headline, byline, agency and two dates stand above it."""
MAX_SLUG_PASSAGES: Final = 2
"""Passages that a wire writes above the headline: a slug line and a note to editors."""

RE_NO_HEADLINE_END: Final = re.compile(r"[.,:;…。，：；][\"'”’»)\]]*$")
RE_STORY_END: Final = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
RE_SLUG: Final = re.compile(
    r"(?:[ABP]C|AM|PM|AP|US|EU|BBO|FBN)-+[A-Z][\w'’.&-]{1,60}(?:,\s?[\w-]{1,20}(?: [\w-]{1,20}){0,3}){0,4}"
)
"""`BC-Skarn-Flood, 1st Ld-Writethru,0450`: what American wires write above a story (ANPA 1312, keyword line)."""
RE_NOTE: Final = re.compile(r"(?:Eds?|EDS?|Editors|EDITORS)(?:'? note)?\s?:\s?")
RE_AGENCY: Final = re.compile(r"[A-Z][\w.&-]{1,20}(?: [A-Z][\w.&-]{1,20}){0,3}")
"""`Associated Press`, `Reuters`, `AP Sports Writer`, below a byline."""
RE_IDEOGRAPHS: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


class Opening(msgspec.Struct, frozen=True):
    """What was found above the story."""

    fields: dict[str, Any]
    """Names and values of metadata fields."""
    consumed: int
    """Passages that are not of the story."""


# ---------------------------------------------------------------- passages


def read_opening(passages: Sequence[Passage | Part], known: Container[str], report: Report) -> Opening:
    """Find what wires write above a story, and the headline, at the top of a text.

    Args:
        passages: of the text, in order.
        known: names of fields that are known already, from header lines; they are not looked for again.
        report: what is taken is added to it.

    Returns:
        The fields found, and how many passages were moved to them.
    """
    found: dict[str, Any] = {}
    consumed = 0
    for passage in passages[:MAX_SLUG_PASSAGES]:
        taken = read_slug(passage, found) if isinstance(passage, Passage) else None
        if taken is None:
            break
        name, value, reason = taken
        report.add(guessed(name, passage, value, reason))
        found[name] = value
        consumed += 1
    rest = passages[consumed:]
    if "headline" not in known and isinstance(rest[0] if rest else None, Passage) and has_headline(rest):
        first = rest[0]
        assert isinstance(first, Passage)  # noqa: S101 - for mypy, which can't follow the line above
        found["headline"] = first.text
        report.add(guessed("headline", first, first.text, "a short line without a full stop, alone above the text"))
        consumed += 1
    return Opening(found, consumed)


def read_slug(passage: Passage, found: Container[str]) -> tuple[str, str, str] | None:
    """Read a slug or a note to editors: the field, its value and the reason; nothing where a passage is neither."""
    if "slugline" not in found and RE_SLUG.fullmatch(passage.text):
        return "slugline", passage.text, "the slug line of a wire"
    note = RE_NOTE.match(passage.text)
    if "slugline" in found and "editorial_note" not in found and note:
        return "editorial_note", passage.text[note.end() :].strip(), "a note to editors below a slug line"
    return None


def has_headline(passages: Sequence[Passage | Part]) -> bool:
    """Tell whether the first passage is certainly a headline."""
    first = passages[0]
    if not isinstance(first, Passage) or not first.alone or "\n" in first.text or first.line != first.end_line:
        return False
    if len(first.text) > MAX_HEADLINE_CHARS or RE_NO_HEADLINE_END.search(first.text):
        return False
    if len(first.text.split()) < MIN_HEADLINE_WORDS and not is_ideographic(first.text):
        return False
    is_other = RE_BULLET.match(first.text) or find_dateline(first.text) or RE_DATELINE.match(first.text)
    if is_other or is_byline(first.text) or parse_labelled_date(first.text):
        return False
    return any(isinstance(passage, Passage) and is_story(passage.text) for passage in passages[1:MAX_STORY_PASSAGES])


def is_story(text: str) -> bool:
    """Tell whether a passage shows that a story follows."""
    least = MIN_IDEOGRAPHIC_CHARS if is_ideographic(text) else MIN_STORY_CHARS
    return len(text) >= least and RE_STORY_END.search(text[-16:]) is not None


def is_ideographic(text: str) -> bool:
    """Tell whether a text is in a script that parts no words, where fewer characters say as much."""
    return RE_IDEOGRAPHS.search(text) is not None


def split_head(passage: Passage) -> list[Passage]:
    """Part the lines of a passage below the headline, if each is a byline or a date; else give it as it is.

    The agency on the line below a byline is part of it.
    """
    lines = passage.text.split("\n")
    if len(lines) == 1 or len(passage.text) > MAX_BELOW_CHARS or passage.end_line - passage.line + 1 != len(lines):
        return [passage]
    kinds = ["byline" if is_byline(line) else "date" if parse_labelled_date(line) else "" for line in lines]
    if kinds[0] == "byline" and not kinds[1] and RE_AGENCY.fullmatch(lines[1]):
        lines[:2] = [f"{lines[0]}, {lines[1]}"]
        kinds[:2] = ["byline"]
    if not all(kinds):
        return [passage]
    first = passage.end_line - len(lines) + 1
    return [Passage(line, number, number, alone=False) for number, line in enumerate(lines, first)]


def guessed(field: str, passage: Passage | Part, text: str, reason: str) -> Guessed:
    """Give the event of a field that was found in a passage."""
    origin = Origin(line=passage.line, end_line=passage.end_line)
    return Guessed(reason=reason, field=field, rule=f"text-{field}", text=text, origin=origin)
