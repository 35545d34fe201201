"""What stands above the story in unsigned text: headline, byline, date, dateline.

Only what is certain is taken, each with an event that says why; everything else stays a
paragraph. Headline, byline and date are moved from the body to the metadata. A dateline is
copied: it stays in the first paragraph, where readers of the story look for it.
"""

# ruff: noqa: RUF001 - the marks of several scripts are meant as they are

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.noise.dates import parse_labelled_date
from newsconv.readers.text.layout import RE_BULLET
from newsconv.report import Guessed, Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.document import Date
    from newsconv.readers.text.layout import Passage
    from newsconv.report import Report

__all__ = ["Opening", "read_opening"]

MAX_HEADLINE_CHARS: Final = 120
"""Code points. Headlines of agencies have up to some 100; longer lines without a full stop are mostly lists."""
MIN_HEADLINE_WORDS: Final = 2
MIN_STORY_CHARS: Final = 80
"""Code points of a paragraph that show that a text follows its headline, and not a list of short lines."""
MAX_BYLINE_CHARS: Final = 100
"""Code points; two names with their agency have some 60."""
MAX_BELOW_CHARS: Final = 300
"""Code points of a byline and two dates; a longer passage is of the story."""
MAX_DATELINE_CHARS: Final = 160
"""Code points in which a dateline ends, twice what the longest in the agencies' samples has."""
MAX_OPENING_PASSAGES: Final = 4
"""Passages below the headline that are looked at: byline, agency, and two dates."""

RE_NO_HEADLINE_END: Final = re.compile(r"[.,:;…。，：；][\"'”’»)\]]*$")
RE_STORY_END: Final = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
RE_BYLINE: Final = re.compile(r"(?i:by)\s+[^\W\d_a-z]")
RE_BYLINE_WORD: Final = re.compile(
    r"[^\W\d_a-z]|(?:and|in|of|for|at|the|de|da|di|du|la|le|van|von|der|den|al|bin|el)$|[&/|–-]$"
)
"""A word of a byline: with a capital (or a letter of a script without them), or small as in names and between them."""
RE_DATELINE: Final = re.compile(
    r"(?P<dateline>(?P<city>[^\W\d_a-z][^\W\d_]*(?:[ .'’-]{1,2}[^\W\d_]+\.?){0,4})"
    r"(?P<place>,[ ][^\W\d_][^,()\n—–]{1,30})?(?P<day>,[ ][^,()\n—–]{1,30}){0,2}"
    r"[ ]?(?P<agency>\([A-Z][\w /.&-]{1,30}\)|\([a-z]{2,5}\))?)"
    r"[ ]?(?P<dash>--|[-–—])[ ]"
)
"""City, perhaps region and date, perhaps agency in brackets, and a dash with a space after it."""


class Opening(msgspec.Struct, frozen=True):
    """What was found above the story."""

    fields: dict[str, Any]
    """Names and values of metadata fields."""
    consumed: int
    """Lines, or passages, that are not of the story."""


NOTHING: Final = Opening({}, 0)


# ---------------------------------------------------------------- passages


def read_opening(passages: Sequence[Passage], fields: dict[str, Any], report: Report) -> Opening:
    """Find headline, byline, dates and dateline at the top of a text.

    Args:
        passages: of the text, in order.
        fields: what is known already, from header lines; it is not looked for again.
        report: what is taken is added to it.

    Returns:
        The fields found, and how many passages were moved to them.
    """
    found: dict[str, Any] = {}
    consumed = 0
    if "headline" not in fields and has_headline(passages):
        found["headline"] = passages[0].text
        reason = "a short line without a full stop, alone above the text"
        report.add(guessed("headline", passages[0], passages[0].text, reason))
        consumed = 1
    if consumed or fields:
        for passage in passages[consumed : consumed + MAX_OPENING_PASSAGES]:
            below = read_below(passage, {**fields, **found}, report)
            if not below:
                break
            found.update(below)
            consumed += 1
    if consumed < len(passages):
        found.update(read_dateline(passages[consumed], report))
    return Opening(found, consumed)


def has_headline(passages: Sequence[Passage]) -> bool:
    """Tell whether the first passage is certainly a headline."""
    first = passages[0]
    if not first.alone or "\n" in first.text or first.line != first.end_line or len(first.text) > MAX_HEADLINE_CHARS:
        return False
    if RE_NO_HEADLINE_END.search(first.text) or len(first.text.split()) < MIN_HEADLINE_WORDS:
        return False
    if any(match(first.text) for match in (RE_BULLET.match, RE_DATELINE.match, is_byline, parse_labelled_date)):
        return False
    story = passages[1 : 2 + MAX_OPENING_PASSAGES]
    return any(len(passage.text) >= MIN_STORY_CHARS and RE_STORY_END.search(passage.text[-16:]) for passage in story)


def read_below(passage: Passage, known: dict[str, Any], report: Report) -> dict[str, Any]:
    """Read a passage below the headline of which each line is a byline or a date; nothing where one is not."""
    if len(passage.text) > MAX_BELOW_CHARS:
        return {}
    found: dict[str, Any] = {}
    events: list[Guessed] = []
    for line in passage.text.split("\n"):
        field: str
        value: str | Date
        if is_byline(line):
            field, value, reason = "byline", line, "a line below the headline that begins with By and a name"
        elif labelled := parse_labelled_date(line):
            (field, value), reason = labelled, "a date on a line of its own below the headline"
        else:
            return {}
        if field in found or field in known:
            return {}
        found[field] = value
        events.append(guessed(field, passage, line, reason))
    for event in events:
        report.add(event)
    return found


def is_byline(line: str) -> bool:
    """Tell whether a line is `By` and names."""
    if len(line) > MAX_BYLINE_CHARS or not RE_BYLINE.match(line) or RE_STORY_END.search(line):
        return False
    return all(map(RE_BYLINE_WORD.match, line.split()[1:]))


def read_dateline(passage: Passage, report: Report) -> dict[str, str]:
    """Copy the dateline that the first paragraph begins with; nothing where it is not certain to be one.

    It is certain where an agency stands in brackets, or the city is in capitals.
    """
    match = RE_DATELINE.match(passage.text[:MAX_DATELINE_CHARS])
    if match is None or not (match["agency"] or (match["city"].isupper() and len(match["city"]) > MIN_CITY_CHARS)):
        return {}
    reason = "place, date or agency, and a dash before the first sentence; it stays in the text"
    report.add(guessed("dateline", passage, match["dateline"].strip(), reason))
    return {"dateline": match["dateline"].strip()}


MIN_CITY_CHARS: Final = 2
"""Capitals that are not yet a city: `A -`, `US -`, the marks of lists and sections."""


def guessed(field: str, passage: Passage, text: str, reason: str) -> Guessed:
    """Give the event of a field that was found in a passage."""
    origin = Origin(line=passage.line, end_line=passage.end_line)
    return Guessed(reason=reason, field=field, rule=f"text-{field}", text=text, origin=origin)
