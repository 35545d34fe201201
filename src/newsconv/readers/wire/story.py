"""From the lines of a message's text to blocks: paragraphs, and tables as preformatted text.

A wire breaks the lines of running text at some 69 columns, so that a line end means nothing there. A paragraph
ends at an empty line, or where a line is indented. Lines that the wire marks as those of a table, and lines whose
words stand in columns, keep their spaces. A block most of whose lines end well before the margin (an address, verse,
results) keeps its line ends.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.document import CodeBlock, LineBreak, Paragraph, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsconv.document import Block, Inline
    from newsconv.readers.wire.messages import Line
    from newsconv.readers.wire.typography import Typography

__all__ = ["Passage", "iter_passages", "join_lines", "make_block"]

FULL_COLUMNS: Final = 45
"""Columns from which a line counts as full. A wire has 69 (IPTC 7901, section 5; so has `IPTC7901.txt`), a word
up to 24 letters, and lines of addresses, verse and results are mostly shorter. The shortest line of that sample
that goes on has 55."""
MIN_FULL_SHARE: Final = 0.5
"""Share of line ends of a block that must be full for all of them to mean nothing."""
MIN_INDENT: Final = 2
"""Spaces that begin a paragraph; dpa and AP write three, AP a tabulator before them."""
MIN_TABLE_LINES: Final = 2
MIN_COLUMN_SHARE: Final = 0.6
"""Share of the lines of a block whose words stand in columns, for the block to be a table."""

RE_COLUMN_GAP: Final = re.compile(r"\S(?: {3,}|\t)\s*\S")
"""Three spaces between words; two stand after a full stop in text that is set by hand."""
RE_BULLET: Final = re.compile(r"\s*(?:[-*•+]|\(?\d{1,2}[.)])\s+\S")
RE_HYPHENED: Final = re.compile(r"[^\W\d_]-$")
RE_AFTER_HYPHEN: Final = re.compile(r"(?!(?:and|or|to|und|oder|et|ou|y|o)\b)[^\W\d_]")
"""What a hyphen at a line end is joined to without a space: `well-` + `known`, but `Bundes-` + `und`."""


class Passage(msgspec.Struct, frozen=True):
    """Lines that make one block."""

    lines: tuple[Line, ...]
    """At least one; none of them blank."""
    is_table: bool = False

    @property
    def text(self) -> str:
        """Its words on one line."""
        return join_lines([line.text for line in self.lines])


def iter_passages(lines: Iterable[Line]) -> Iterator[Passage]:
    """Cut lines into passages."""
    block: list[Line] = []
    for line in lines:
        if line.is_blank or (block and begins_passage(block[-1], line)):
            if block:
                yield make_passage(block)
            block = []
        if not line.is_blank:
            block.append(line)
    if block:
        yield make_passage(block)


def make_passage(lines: list[Line]) -> Passage:
    """Tell whether lines are those of a table, by the wire's marks or by their columns."""
    columns = sum(1 for line in lines if RE_COLUMN_GAP.search(line.text))
    in_columns = len(lines) >= MIN_TABLE_LINES and columns >= MIN_COLUMN_SHARE * len(lines)
    return Passage(tuple(lines), lines[0].in_table or in_columns)


def begins_passage(before: Line, line: Line) -> bool:
    """Tell whether a line begins a passage, though no empty line parts it from the one before."""
    if before.in_table or line.in_table:
        return before.in_table != line.in_table
    if RE_COLUMN_GAP.search(line.text) and RE_COLUMN_GAP.search(before.text):
        return False
    if RE_BULLET.match(line.text):
        return not is_full(before.text) or RE_BULLET.match(before.text) is not None
    depth, depth_before = indent(line.text), indent(before.text)
    if line.text.startswith("\t") or depth_before < MIN_INDENT <= depth:
        return True
    return depth >= MIN_INDENT and (
        depth > depth_before or not is_full(before.text) or len(before.text) > WIDEST_COLUMNS
    )


WIDEST_COLUMNS: Final = 120
"""Columns beyond which a line is a whole paragraph, since no wire is as wide."""


def indent(text: str) -> int:
    """Count the white space before the text of a line; a tabulator counts as an indent."""
    space = text[: len(text) - len(text.lstrip())]
    return len(space) + space.count("\t") * MIN_INDENT


def is_full(text: str) -> bool:
    """Tell whether a line goes up to where a wire breaks it."""
    return len(text.rstrip()) >= FULL_COLUMNS


# ---------------------------------------------------------------- blocks


def make_block(passage: Passage, typography: Typography) -> Block:
    """Make the block of a passage."""
    if passage.is_table:
        lines = (line.text.rstrip() for line in passage.lines)
        return CodeBlock("\n".join(typography.set_table(line) for line in lines))
    if keeps_line_ends(passage.lines):
        return Paragraph(tuple(broken_lines([typography.set_text(line.text.strip()) for line in passage.lines])))
    return Paragraph((Text(typography.set_text(passage.text)),))


def keeps_line_ends(lines: Sequence[Line]) -> bool:
    """Tell whether the line ends of a block are meant: fewer than half of its lines are full."""
    ends = len(lines) - 1
    return ends > 0 and sum(1 for line in lines[:-1] if is_full(line.text)) < MIN_FULL_SHARE * ends


def broken_lines(lines: Sequence[str]) -> Iterator[Inline]:
    """Give lines as texts with line breaks between them."""
    for position, line in enumerate(lines):
        if position:
            yield LineBreak()
        yield Text(line)


def join_lines(lines: Sequence[str]) -> str:
    """Join the lines of running text; a hyphen at a line end stays, without a space after it.

    >>> join_lines(["a well-", "known  ", " town"]), join_lines(["Bundes-", "und Landtag"])
    ('a well-known town', 'Bundes- und Landtag')
    """
    texts = [line.strip() for line in lines]
    parts = texts[:1]
    for before, text in pairwise(texts):
        is_word = RE_HYPHENED.search(before[-2:]) and RE_AFTER_HYPHEN.match(text)
        parts += ("" if is_word else " ", text)
    return "".join(parts)
