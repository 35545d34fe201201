"""Write blocks as CommonMark with GFM's tables and strikethrough.

What Markdown has no marks for is written as an HTML block on one line: figures, embeds, boxes, tables with
spans or without a header, tight lists that Markdown could only write loose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, assert_never

from newsconv.document.nodes import (
    Aside,
    CodeBlock,
    Embed,
    Figure,
    Heading,
    List,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
)
from newsconv.writers.html.blocks import HtmlWriter
from newsconv.writers.markdown.escape import escape_info
from newsconv.writers.markdown.inlines import Place, write_inlines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.document.nodes import Align, Block, Cell, ListItem, Row

__all__ = ["write_blocks"]

HTML: Final = HtmlWriter(one_line=True)
PARAGRAPH: Final = Place()
HEADING: Final = Place(one_line=True)
CELL: Final = Place(one_line=True, in_table=True)

BULLETS: Final = "-+*"
NUMBER_MARKS: Final = ".)"
THEMATIC_BREAK: Final = "___"
"""Underscores, since `- ---` and `* ***` would be one rule instead of a list item that holds one."""
MAX_NUMBER: Final = 999_999_999
DELIMITER_ROW: Final[dict[Align | None, str]] = {None: "---", "left": ":---", "center": ":---:", "right": "---:"}
RE_FENCES: Final = {"`": re.compile(r"`{3,}"), "~": re.compile(r"~{3,}")}


def write_blocks(blocks: Sequence[Block], parent_mark: str = "") -> list[str]:
    """Write blocks.

    Args:
        blocks: in normal form.
        parent_mark: mark of the list item that they are in, which a list at its start must not use: `- - -` is a rule.

    Returns:
        One text a block, of one or several lines, without a final line end.
    """
    texts: list[str] = []
    mark = ""
    for block in blocks:
        if isinstance(block, List) and is_writable(block):
            mark = choose_mark(block, mark if texts else parent_mark)
            texts.append(write_list(block, mark))
        else:
            mark = ""
            texts.append(write_block(block))
    return texts


def write_block(block: Block) -> str:
    """Write a block that is no list, or a list that Markdown can't write."""
    match block:
        case Paragraph():
            return write_inlines(block.children, PARAGRAPH)
        case Heading():
            return write_heading(block)
        case Quote():
            return write_quote(block)
        case CodeBlock():
            return write_code_block(block)
        case ThematicBreak():
            return THEMATIC_BREAK
        case Table():
            return write_table(block) if is_pipe_table(block) else HTML.block(block)
        case List() | Figure() | Embed() | Aside():
            return HTML.block(block)
        case _:
            assert_never(block)


def write_heading(heading: Heading) -> str:
    """Write an ATX heading; a `#` at its end would be taken for a closing one."""
    text = write_inlines(heading.children, HEADING, at_line_start=False)
    if text.endswith("#"):
        text = f"{text[:-1]}\\#"
    return f"{'#' * heading.level} {text}"


def write_quote(quote: Quote) -> str:
    """Write a quote, its attribution as an HTML block at its end."""
    texts = write_blocks(quote.children)
    if quote.attribution:
        texts.append(f"<footer>{HTML.inlines(quote.attribution)}</footer>")
    return "\n".join(f"> {line}" if line else ">" for line in "\n\n".join(texts).split("\n"))


def write_code_block(block: CodeBlock) -> str:
    """Write a fenced code block, with a fence longer than any in the text."""
    mark = "~" if "`" in block.language else "`"
    length = max((len(run) + 1 for run in RE_FENCES[mark].findall(block.text)), default=3)
    fence = mark * length
    return f"{fence}{escape_info(block.language)}\n{block.text}\n{fence}"


# ---------------------------------------------------------------- lists


def choose_mark(block: List, avoid: str) -> str:
    """Choose the mark of a list, so that it does not continue the one before."""
    marks = NUMBER_MARKS if block.ordered else BULLETS
    return next(mark for mark in marks if mark != avoid)


def write_list(block: List, mark: str) -> str:
    """Write a list."""
    items = []
    for index, item in enumerate(block.items):
        label = f"{min(block.start + index, MAX_NUMBER)}{mark}" if block.ordered else mark
        items.append(write_item(item, label, mark, is_spaced=is_spaced(block)))
    return ("\n\n" if block.loose else "\n").join(items)


def write_item(item: ListItem, label: str, mark: str, *, is_spaced: bool) -> str:
    """Write one item, its lines after the first indented to the text of the first."""
    text = ("\n\n" if is_spaced else "\n").join(write_blocks(item.children, mark))
    indent = " " * (len(label) + 1)
    lines = text.split("\n")
    return "\n".join([f"{label} {lines[0]}".rstrip(" "), *(f"{indent}{line}" if line else "" for line in lines[1:])])


def is_spaced(block: List) -> bool:
    """Tell whether the blocks of an item are parted by empty lines.

    They must be in a loose list, and may be where no paragraph shows the difference.
    """
    return block.loose or not holds_paragraphs(block)


def holds_paragraphs(block: List) -> bool:
    """Tell whether any item holds a paragraph, by which a list is seen to be loose or tight."""
    return any(isinstance(child, Paragraph) for item in block.items for child in item.children)


def is_writable(block: List) -> bool:
    """Tell whether Markdown can write a list as it is.

    Not if it is tight and some blocks need an empty line, and not if an item is empty: after `> -` parsers disagree on
    what the lines below belong to.
    """
    if not all(item.children for item in block.items):
        return False
    if is_spaced(block):
        return True
    return all(
        can_touch(first, second)
        for item in block.items
        for first, second in zip(item.children, item.children[1:], strict=False)
    )


def can_touch(first: Block, second: Block) -> bool:
    """Tell whether two blocks stay two without an empty line between them."""
    match first:
        case Heading() | CodeBlock() | ThematicBreak():
            return True
        case Paragraph() | List() | Quote():
            return can_interrupt(second) and not (isinstance(first, List) and not is_writable(first))
        case _:
            return False  # HTML blocks and tables end with an empty line only


def can_interrupt(block: Block) -> bool:
    """Tell whether a block ends the paragraph above it without an empty line (CommonMark 4.8, 5.2)."""
    match block:
        case Paragraph():
            return False
        case Table():
            return not is_pipe_table(block)
        case List():
            return not is_writable(block) or not block.ordered or block.start == 1
        case _:
            return True


# ---------------------------------------------------------------- tables


def is_pipe_table(table: Table) -> bool:
    """Tell whether GFM can write a table: one header row, equal rows, no spans, one line a cell."""
    if table.caption or not all(cell.header for cell in table.rows[0].cells):
        return False
    aligns = [cell.align for cell in table.rows[0].cells]
    return any(cell.children for cell in table.rows[0].cells) and all(
        [cell.align for cell in row.cells] == aligns
        and all(is_line(cell) and cell.header == (index == 0) for cell in row.cells)
        for index, row in enumerate(table.rows)
    )


def is_line(cell: Cell) -> bool:
    """Tell whether a cell is at most one paragraph and covers one place."""
    if (cell.colspan, cell.rowspan) != (1, 1):
        return False
    return not cell.children or (len(cell.children) == 1 and isinstance(cell.children[0], Paragraph))


def write_table(table: Table) -> str:
    """Write a pipe table."""
    first, *others = table.rows
    delimiters = " | ".join(DELIMITER_ROW[cell.align] for cell in first.cells)
    return "\n".join([write_row(first), f"| {delimiters} |", *map(write_row, others)])


def write_row(row: Row) -> str:
    """Write one row."""
    cells = (write_inlines(b.children, CELL, at_line_start=False) for cell in row.cells for b in paragraphs_of(cell))
    return f"| {' | '.join(cells)} |"


def paragraphs_of(cell: Cell) -> list[Paragraph]:
    """Give the paragraph of a cell, an empty one where it has none."""
    return [block for block in cell.children if isinstance(block, Paragraph)] or [Paragraph(())]
