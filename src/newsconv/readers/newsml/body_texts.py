"""Put right the texts of a body that a wire's machines have bent: references, line ends, columns.

In: the body of a rendition. Out: the body is changed in place. Which habit does what, and where it was seen, is in
the table of `newsconv.readers.newsml.habits`.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from newsconv.document.characters import clean_characters, clean_line
from newsconv.iptc.parsing import local_name, origin_of, text_of
from newsconv.readers.newsml.body_parts import drop, elements
from newsconv.report import Repaired

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from newsconv.readers.newsml.body_parts import Story

__all__ = ["join_soft_wraps", "keep_columns", "read_pseudo_tags", "split_indented", "unescape_twice"]

RE_ESCAPED: Final = re.compile(r"&(?:amp;){0,5}(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""A reference to a character that shows as such, so that it was escaped once too often, or several times."""
MARK_UP: Final = frozenset({"lt", "gt"})
"""References that stay: they may be what the text is about."""
RE_PSEUDO_TAG: Final = re.compile(r"(?:<|&lt;)endash(?:>|&gt;)-?(?:<|&lt;)/endash(?:>|&gt;)")
LITERAL: Final = frozenset({"code", "pre", "script", "style", "kbd", "samp"})
"""Elements in which text means what it says."""


def unescape_twice(body: _Element, story: Story, rule: str) -> None:
    """Read references that were escaped twice as characters."""
    replace_texts(body, story, rule, "&", unescaped)


def unescaped(text: str) -> str:
    """Give a text with the characters that its references stand for.

    >>> unescaped("o&#39;clock, AT&amp;amp;T, &lt;b&gt;")
    "o'clock, AT&T, &lt;b&gt;"
    """
    return clean_characters(RE_ESCAPED.sub(referred, text))


def referred(match: re.Match[str]) -> str:
    """Give the character that a reference stands for; unknown ones and mark-up stay."""
    name = match[1]
    if name in MARK_UP:
        return match[0]
    character = html.unescape(f"&{name};")
    return match[0] if character == f"&{name};" else character


def read_pseudo_tags(body: _Element, story: Story, rule: str) -> None:
    """Read tags of typesetting that stand as text."""
    replace_texts(body, story, rule, "endash", lambda text: RE_PSEUDO_TAG.sub("\N{EN DASH}", text))


def replace_texts(body: _Element, story: Story, rule: str, sign: str, change: Callable[[str], str]) -> None:
    """Change the texts that hold a sign, but those that are literal, and report each once."""
    for element in body.iter("*"):
        inside, behind = element.text or "", element.tail or ""
        if sign not in inside and sign not in behind:
            continue
        places = (("text", inside if local_name(element) not in LITERAL else ""), ("tail", behind))
        for place, text in places:
            if sign not in text or (place == "tail" and element is body):
                continue
            changed = change(text)
            if changed != text:
                setattr(element, place, changed)
                reason = f"characters that were escaped or tagged too often ({rule})"
                story.report.add(Repaired(reason=reason, text=clean_line(text), origin=origin_of(element)))


MIN_WRAP_CHARS: Final = 35
MAX_WRAP_CHARS: Final = 100
"""Code points of a line that was wrapped to fit a wire's column (64 to 80), not ended by its author."""
MIN_WRAPS: Final = 3
"""Lines in a paragraph that all have that length; two may by chance."""


def join_soft_wraps(body: _Element, story: Story, rule: str) -> None:
    """Join the lines of a paragraph that a wire broke at its column with `br`."""
    for paragraph in elements(body, "p"):
        breaks = [child for child in paragraph if local_name(child) == "br"]
        if len(breaks) < MIN_WRAPS:
            continue
        lines = [line.strip() for line in text_of(paragraph, lines=True).split("\n")]
        if not all(MIN_WRAP_CHARS <= len(line) <= MAX_WRAP_CHARS for line in lines[:-1]):
            continue
        for mark in breaks:
            mark.tail = f" {(mark.tail or '').lstrip()}"
            drop(mark)
        reason = f"{len(breaks)} line breaks at the column of a wire, not of the text ({rule})"
        story.report.add(Repaired(reason=reason, origin=origin_of(paragraph)))


RE_INDENTED: Final = re.compile(r"\n {3,5}(?=\S)")
"""How a wire begins a paragraph; pretty-printed XML is indented deeper, or in every line."""
RE_FLUSH: Final = re.compile(r"\n(?=\S)")
RE_COLUMNS: Final = re.compile(r"(?<=\S) {2,}(?=\S)")
MIN_TABLE_LINES: Final = 3
MIN_GAPS: Final = 2
"""Lines, and gaps between columns in each, of a table that is set with spaces."""


def split_indented(body: _Element, story: Story, rule: str) -> None:
    """Part the paragraphs that stand in one `p`, told by their indentation."""
    for paragraph in elements(body, "p"):
        text = paragraph.text or ""
        if len(paragraph) or not RE_FLUSH.search(text.rstrip()) or is_fixed_width(text):
            continue
        first, *rest = [part for part in RE_INDENTED.split(f"\n{text.lstrip(chr(10))}") if part.strip()] or [""]
        if not rest:
            continue
        paragraph.text, tail, paragraph.tail = first, paragraph.tail, None
        for part in rest:
            new = paragraph.makeelement(str(paragraph.tag))
            new.text = part
            paragraph.addnext(new)
            paragraph = new  # noqa: PLW2901 - the next one follows this one
        paragraph.tail = tail
        reason = f"{len(rest) + 1} paragraphs in one, told by their indentation ({rule})"
        story.report.add(Repaired(reason=reason, origin=origin_of(paragraph)))


def is_fixed_width(text: str) -> bool:
    """Tell whether a text is a table set with spaces."""
    if "  " not in text or text.count("\n") < MIN_TABLE_LINES - 1:
        return False
    lines = [line for line in text.split("\n") if "  " in line and len(RE_COLUMNS.findall(line.strip())) >= MIN_GAPS]
    return len(lines) >= MIN_TABLE_LINES


def keep_columns(body: _Element, story: Story, rule: str) -> None:
    """Keep the lines and spaces of a table that is set with spaces."""
    for paragraph in elements(body, "p"):
        if not len(paragraph) and is_fixed_width(paragraph.text or ""):
            paragraph.tag = str(paragraph.tag)[:-1] + "pre"
            reason = f"a table set with spaces, kept as it is set ({rule})"
            story.report.add(Repaired(reason=reason, origin=origin_of(paragraph)))
