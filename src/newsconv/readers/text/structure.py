r"""Quotes, lists and tables in plain text.

In go lines and passages, out come parts, each one block of a document with its place. Text has no marks for these, but
habits: `>` before each line of a quoted mail, a bullet or rising numbers before each item, columns parted by tabs or by
two spaces. Each is taken only where several lines have it; the report says so.

A dash before a line is how dialogue is printed in many languages, so that only a hyphen can be a bullet, and only where
no item has a second one.
"""

# ruff: noqa: RUF001 - the dashes are meant as they are

from __future__ import annotations

import re
import textwrap
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.document import Cell, CodeBlock, LineBreak, List, ListItem, Paragraph, Quote, Row, Table, Text
from newsconv.readers.text.layout import Passage, find_layout, iter_passages
from newsconv.report import Guessed, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsconv.document import Block, Inline
    from newsconv.readers.text.layout import Layout
    from newsconv.report import Event

__all__ = ["Part", "iter_parts", "paragraph_of", "unquoted"]

RE_QUOTED: Final = re.compile(r"\s?(?:>[ ]?)+")
RE_ITEM: Final = re.compile(r"(?:(?P<bullet>[-*•‣◦])|\(?(?P<number>\d{1,3})(?P<end>[.)]))\s+(?=\S)")
RE_SECOND_DASH: Final = re.compile(r" [-–—] ")
RE_GAP: Final = re.compile(r"(?<=[^\s.!?:;…])[ \t]{2,}(?=\S)|\t+(?=\S)")
"""What parts columns: not the two spaces that typists put behind a sentence."""
MIN_LINES: Final = 2
"""Lines that a quote, a list or a table has at least."""
MIN_COLUMN_LINES: Final = 3
"""Lines of a table whose columns are parted by spaces."""
ALIGNED_SHARE: Final = 0.7
"""Share of the lines of a table that have an edge of a cell at the same place: a choice; justified text has gaps
anywhere."""


class Part(msgspec.Struct, frozen=True):
    """A block of a text with its place."""

    block: Block
    tag: str
    """Name of its element, in HTML's terms."""
    line: int
    end_line: int
    event: Event | None = None
    """What was guessed to make it."""


def unquoted(lines: Sequence[str]) -> list[str] | None:
    """Give the lines of a text of which each is quoted, without the marks; nothing where one is not."""
    filled = [line for line in lines if line and not line.isspace()]
    if len(filled) < MIN_LINES or not all(map(is_quoted, filled)):
        return None
    return [RE_QUOTED.sub("", line, count=1) for line in lines]


def is_quoted(line: str) -> bool:
    """Tell whether a line is marked as quoted."""
    return line.startswith((">", " >"))


# ---------------------------------------------------------------- parts


def iter_passages_and_parts(lines: Sequence[str], layout: Layout, first_line: int) -> Iterator[Passage | Part]:
    """Give the passages of a text, and the parts that are none: quotes and tables."""
    start = 0
    while start < len(lines):
        if not lines[start] or lines[start].isspace():
            start += 1
            continue
        end = start
        quoted = is_quoted(lines[start])
        while end < len(lines) and lines[end].strip() and is_quoted(lines[end]) == quoted:
            end += 1
        block, line = lines[start:end], first_line + start
        if quoted and len(block) >= MIN_LINES:
            yield quote_of(block, line)
        elif table := table_of(block):
            reason = "lines whose columns stand below each other"
            tag = "table" if isinstance(table, Table) else "pre"
            yield guessed_part(table, tag, block, (line, line + len(block) - 1), reason)
        else:
            yield from iter_passages(block, layout, line)
        start = end


def iter_parts(lines: Sequence[str], layout: Layout, first_line: int = 1) -> Iterator[Passage | Part]:
    """Give the passages of a text in order, with quotes, lists and tables as parts.

    Args:
        lines: without line ends.
        layout: what the line ends mean.
        first_line: number in the source of the first of `lines`.
    """
    items: list[Passage] = []
    for passage in iter_passages_and_parts(lines, layout, first_line):
        is_item = isinstance(passage, Passage) and RE_ITEM.match(passage.text) is not None
        if items and not (is_item and isinstance(passage, Passage) and follows(items[-1], passage)):
            yield from list_of(items)
            items = []
        if is_item and isinstance(passage, Passage):
            items.append(passage)
        else:
            yield passage
    yield from list_of(items)


def paragraph_of(text: str) -> Paragraph:
    """Make a paragraph; line ends are line breaks."""
    inlines: list[Inline] = []
    for position, line in enumerate(text.split("\n")):
        if position:
            inlines.append(LineBreak())
        inlines.append(Text(line))
    return Paragraph(tuple(inlines))


def guessed_part(block: Block, tag: str, source: Iterable[str], lines: tuple[int, int], reason: str) -> Part:
    """Make a part of a block that was guessed.

    Args:
        block: what it is.
        tag: of the block.
        source: its text as it stood, with the bullets and numbers.
        lines: its first and last line.
        reason: for the report.
    """
    names = {"pre": "preformatted text", "blockquote": "quote", "ul": "list", "ol": "list"}
    origin = Origin(line=lines[0], end_line=lines[1])
    text = " ".join(" ".join(source).split())
    event = Guessed(reason=reason, field=names.get(tag, tag), rule="text-structure", text=text, origin=origin)
    return Part(block, tag, *lines, event)


# ---------------------------------------------------------------- quotes


def quote_of(lines: Sequence[str], first_line: int) -> Part:
    """Make a quote of lines that are marked as such; quotes in it become part of it."""
    bare = [RE_QUOTED.sub("", line, count=1) for line in lines]
    passages = iter_passages(bare, find_layout(bare), first_line)
    block = Quote(tuple(paragraph_of(passage.text) for passage in passages) or (Paragraph(()),))
    return guessed_part(block, "blockquote", bare, (first_line, first_line + len(lines) - 1), "lines that begin with >")


# ---------------------------------------------------------------- lists


def follows(before: Passage, item: Passage) -> bool:
    """Tell whether an item goes on with the list of another."""
    first, second = RE_ITEM.match(before.text), RE_ITEM.match(item.text)
    if first is None or second is None:
        return False
    if first["bullet"]:
        return first["bullet"] == second["bullet"]
    return (
        first["end"] == second["end"] and bool(second["number"]) and int(second["number"]) == int(first["number"]) + 1
    )


def list_of(items: Sequence[Passage]) -> Iterator[Passage | Part]:
    """Make a list of items that follow each other; fewer than two, and dialogue, stay passages."""
    matches = [match for item in items if (match := RE_ITEM.match(item.text))]
    texts = [item.text[match.end() :] for item, match in zip(items, matches, strict=True)]
    if len(items) < MIN_LINES or (matches[0]["bullet"] == "-" and any(map(RE_SECOND_DASH.search, texts))):
        yield from items
        return
    ordered = matches[0]["number"] is not None
    loose = any(after.line > before.end_line + 1 for before, after in pairwise(items))
    block = List(
        tuple(ListItem((paragraph_of(text),)) for text in texts),
        ordered=ordered,
        start=int(matches[0]["number"]) if ordered else 1,
        loose=loose,
    )
    reason = "lines with rising numbers" if ordered else "lines with the same bullet"
    source = (item.text for item in items)
    yield guessed_part(block, "ol" if ordered else "ul", source, (items[0].line, items[-1].end_line), reason)


# ---------------------------------------------------------------- tables


def table_of(lines: Sequence[str]) -> Table | CodeBlock | None:
    """Make a table of lines with as many tabs each, or preformatted text of lines with columns; nothing of others."""
    if len(lines) < MIN_LINES:
        return None
    if all("\t" in line.strip() for line in lines):
        rows = [[cell.strip() for cell in line.strip("\n").split("\t")] for line in lines]
        if len({len(row) for row in rows}) == 1:
            cells = (tuple(Cell((paragraph_of(cell),) if cell else ()) for cell in row) for row in rows)
            return Table(tuple(Row(row) for row in cells))
    if len(lines) >= MIN_COLUMN_LINES and has_columns([line.expandtabs().rstrip() for line in lines]):
        return CodeBlock(textwrap.dedent("\n".join(line.expandtabs().rstrip() for line in lines)))
    return None


def has_columns(lines: Sequence[str]) -> bool:
    """Tell whether cells begin, or end, below each other in nearly all lines, which hold no tabs."""
    gaps = [[match.span() for match in RE_GAP.finditer(line)] if "  " in line else [] for line in lines]
    if sum(map(bool, gaps)) < ALIGNED_SHARE * len(lines):
        return False
    for edge in (0, 1):
        places = Counter(place for line in gaps for place in {span[edge] for span in line})
        if max(places.values()) >= ALIGNED_SHARE * len(lines):
            return True
    return False
