"""Habits of producers that tear links apart: one around several blocks, lists of links that are read as code.

HTML has links around a picture, a heading and a paragraph; Markdown has none. Producers write the brackets all the
same, blocks apart, where no parser finds them. What is lost is what tells a teaser from a paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.readers.markdown.draft import INDENTED, Draft, Edit
from newsconv.readers.markdown.habits import Habit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["LINK_HABITS"]

RE_MARK: Final = re.compile(r'\\.|!?\[|\]\((?P<target>[^\s()<>"]++(?:\([^\s()<>"]*\))?(?:\s+"[^"\n]*")?)\s?\)|\]')
"""An escape, a bracket that opens a link or a picture, or one that closes it, with its target or without."""
RE_BEGIN: Final = re.compile(r"(?: {0,3}(?:#{1,6}|[-*+>]|\d{1,9}[.)])\s+)*")
"""What begins the blocks that a line is in."""
RE_UNDERLINE: Final = re.compile(r"\s*(?:=+|-+)\s*$")
RE_LIST_ITEM: Final = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])\s")
MAX_LINK_LINES: Final = 40
"""Lines that one link goes over: teasers have a picture, a label, a title, a summary and a date."""
MIN_LINK_SHARE: Final = 0.5
"""Share of the lines of indented code with the target of a link from which on it is no code."""


class Place(msgspec.Struct, frozen=True):
    """Where a link begins or ends."""

    index: int
    """Of its line."""
    start: int
    end: int
    """Columns of its mark."""
    target: str = ""


class Span(msgspec.Struct, frozen=True):
    """What a link around blocks covers of one line, its marks included."""

    index: int
    """Of the line."""
    start: int
    end: int
    text: str
    """Without the marks."""
    target: str


# ---------------------------------------------------------------- links around blocks


def find_block_links(draft: Draft) -> Iterator[Edit]:
    """Find links that begin in one block and end in another, and make one of each line in between."""
    opened: Place | None = None
    spans: dict[int, list[Span]] = {}
    for start, end in draft.runs():
        own, closed = loose_marks(draft.lines, start, end)
        for place in closed:
            if opened is not None and place.index - opened.index <= MAX_LINK_LINES:
                for span in spans_of(draft.lines, opened, place):
                    spans.setdefault(span.index, []).append(span)
            opened = None
        opened = own or opened
    for index, found in sorted(spans.items()):
        yield Edit(index, with_links(draft.lines[index], found))


def loose_marks(lines: Sequence[str], start: int, end: int) -> tuple[Place | None, list[Place]]:
    """Give the last mark of a block that opens a link that does not end in it, and those that end one from before."""
    opened: list[Place] = []
    closed: list[Place] = []
    if all(map(is_even, lines[start:end])):
        return None, closed
    for index in range(start, end):
        if "]" not in lines[index] and "[" not in lines[index]:
            continue
        for mark in RE_MARK.finditer(lines[index]):
            if mark[0].endswith("["):
                opened.append(Place(index, mark.start(), mark.end()))
            elif mark[0][0] == "]" and opened:
                opened.pop()
            elif mark["target"]:
                closed.append(Place(index, mark.start(), mark.end(), mark["target"]))
    last = opened[-1] if opened else None
    return (None if last is None or last.end - last.start > 1 else last), closed


def is_even(line: str) -> bool:
    """Tell whether each bracket of a line has its other, as far as counting tells: most lines, in a tenth of the time.

    >>> is_even("[Rain](/a) and [sun](/b)"), is_even("[Rain"), is_even("](/a) [Sun")
    (True, False, False)
    """
    count = line.count("[")
    if count != line.count("]"):
        return False
    return not count or (line.find("[") < line.find("]") and line.rfind("[") < line.rfind("]"))


def spans_of(lines: Sequence[str], opened: Place, closed: Place) -> Iterator[Span]:
    """Give what a link around blocks covers of each line."""
    for index in range(opened.index, closed.index + 1):
        first = opened.start if index == opened.index else 0
        last = closed.end if index == closed.index else len(lines[index])
        inner_first = opened.end if index == opened.index else 0
        inner_last = closed.start if index == closed.index else len(lines[index])
        yield Span(index, first, last, lines[index][inner_first:inner_last], closed.target)


def with_links(line: str, spans: Sequence[Span]) -> str:
    """Give a line with a link for each of its spans, which follow one another."""
    parts: list[str] = []
    position = 0
    for span in spans:
        parts += (line[position : span.start], link_line(span.text, span.target))
        position = span.end
    return "".join([*parts, line[position:]])


def link_line(text: str, target: str) -> str:
    """Make a link of a line, behind what begins its blocks; what holds links, or underlines a heading, is none."""
    bare = text[len(text) - len(text.lstrip()) :].rstrip() if text.startswith(INDENTED) else text.rstrip()
    begin = RE_BEGIN.match(bare)
    head, rest = (bare[: begin.end()], bare[begin.end() :]) if begin else ("", bare)
    space = rest[: len(rest) - len(rest.lstrip())]
    rest = rest.lstrip()
    links = rest.count("](") - rest.count("![")
    if not rest or links > 0 or rest.count("[") != rest.count("]") or rest[0] == "|" or RE_UNDERLINE.match(rest):
        return bare
    return f"{head}{space}[{rest}]({target})"


# ---------------------------------------------------------------- lists that are read as code


def find_indented_links(draft: Draft) -> Iterator[Edit]:
    """Find links that are indented so far that they would be code, below what is no item of a list."""
    above = ""
    for start, end in draft.runs():
        lines = draft.lines[start:end]
        if not lines[0].startswith(INDENTED):
            above = next(line for line in reversed(lines) if not line.startswith(INDENTED))
            continue
        indented = all(line.startswith(INDENTED) for line in lines)
        if not indented or RE_LIST_ITEM.match(above) or above.startswith("  "):
            continue
        if sum("](" in line for line in lines) >= MIN_LINK_SHARE * len(lines):
            for offset, line in enumerate(lines):
                yield Edit(start + offset, line.lstrip())


LINK_HABITS: Final = (
    Habit(
        name="links-around-blocks",
        reason="a link around several blocks, which Markdown cannot say",
        source="pages made into Markdown (markdownify: on 49 of 117 pages of aeb, press and wcxb; html2text, crawl4ai)",
        marks=("](",),
        find=find_block_links,
        mends=(
            (
                "[### Rain in the north\n\nIt rained.](https://a.example/b)\n\nText.",
                "### [Rain in the north](https://a.example/b)\n\n[It rained.](https://a.example/b)\n\nText.",
            ),
            (
                '* [ ![Dam](a.jpg)\n\n    Rain ](/b "c")\n* [Sun](/d)',
                '*  [![Dam](a.jpg)](/b "c")\n\n[Rain](/b "c")\n* [Sun](/d)',
            ),
            ("[Rain\n====\n\nIt rained.](/b) Text.", "[Rain](/b)\n====\n\n[It rained.](/b) Text."),
            ("[Rain\n\nA](/b)[Sun\n\nC](/d)", "[Rain](/b)\n\n[A](/b)[Sun](/d)\n\n[C](/d)"),
        ),
        keeps=(
            "[a\n\nb (c) d]",
            "a [b\nc](/d) e",
            "[a] b\n\nc](/d)",
            "```\n[a\n\nb](/c)\n```",
            "![a\n\nb](/c)",
            "\\[a\n\nb](/c)",
        ),
    ),
    Habit(
        name="indented-links",
        reason="links that are indented like code",
        source="pages made into Markdown (html2text: menus, on 5 of 39 press pages)",
        marks=("    ",),
        find=find_indented_links,
        mends=(
            ("Home\n\n    * [Rain](/a)\n    * [Sun](/b)", "Home\n\n* [Rain](/a)\n* [Sun](/b)"),
            ("Rain\n\n    [It rained.](/a)\n\nText.", "Rain\n\n[It rained.](/a)\n\nText."),
        ),
        keeps=(
            "* Home\n\n    * [Rain](/a)",
            "Text:\n\n    a = b[0](c)\n    d = e\n    f()",
            "Text:\n\n    f(a)",
            "```\n\n    [a](/b)\n\n```",
        ),
    ),
)
"""Links of whole lines come first, so that lists of them are seen."""
