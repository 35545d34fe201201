"""The plain text of nodes, without recursion on their depth.

`paragraphs` follows what corpora and measures of extraction count as the story: headings,
paragraphs, list items, quoted paragraphs and table rows, in reading order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsconv.document.nodes import (
    Aside,
    Code,
    CodeBlock,
    Embed,
    Figure,
    Heading,
    Image,
    LineBreak,
    List,
    Paragraph,
    Quote,
    Table,
    Text,
    ThematicBreak,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsconv.document.nodes import Block, Inline, Row

__all__ = ["block_text", "inline_text", "iter_paragraphs", "row_text"]


def inline_text(inlines: Iterable[Inline], *, alt: bool = False) -> str:
    r"""Give the words of inlines; a line break is `\n`, a picture is nothing or its `alt`.

    >>> from newsconv.document import Emphasis, LineBreak, Text
    >>> inline_text([Text("a "), Emphasis((Text("b"),)), LineBreak(), Text("c")])
    'a b\nc'
    """
    parts: list[str] = []
    stack: list[Inline] = [*inlines][::-1]
    if len(stack) == 1 and isinstance(stack[0], Text):  # most
        return stack[0].value
    while stack:
        inline = stack.pop()
        match inline:
            case Text() | Code():
                parts.append(inline.value)
            case LineBreak():
                parts.append("\n")
            case Image():
                parts.append(inline.alt if alt else "")
            case _:
                stack.extend(inline.children[::-1])
    return "".join(parts)


def iter_paragraphs(blocks: Iterable[Block], *, everything: bool = False, in_cell: bool = False) -> Iterator[str]:
    """Give the text of each textual block in reading order.

    Args:
        blocks: the blocks.
        everything: also captions, credits, asides, embeds, attributions and titles, for those who
            must account for every character.
        in_cell: the blocks are those of a table's cell, where the rows of another table are no rows.
    """
    stack: list[Block | str] = [*blocks]
    stack.reverse()
    while stack:
        block = stack.pop()
        if isinstance(block, str):
            if block:
                yield block
            continue
        match block:
            case Paragraph() | Heading():
                stack.append(inline_text(block.children, alt=everything))
            case CodeBlock():
                stack.append(block.text)
            case List():
                stack.extend(child for item in block.items[::-1] for child in item.children[::-1])
            case Quote():
                stack.append(inline_text(block.attribution) if everything else "")
                stack.extend(block.children[::-1])
            case Table() if in_cell:
                stack.extend(b for row in block.rows[::-1] for cell in row.cells[::-1] for b in cell.children[::-1])
                stack.append(inline_text(block.caption) if everything else "")
            case Table():
                stack.extend(row_text(row, everything=everything) for row in block.rows[::-1])
                stack.append(inline_text(block.caption) if everything else "")
            case Figure() | Aside() | Embed():
                stack.extend(side_content(block)[::-1] if everything else ())
            case ThematicBreak():
                pass


def side_content(block: Figure | Aside | Embed) -> list[Block | str]:
    """Give the texts and blocks of what stands beside the story."""
    if isinstance(block, Figure):
        alts = [medium.alt for medium in block.media]
        return [*alts, inline_text(block.caption, alt=True), block.credit]
    return [block.title, *block.children]


def row_text(row: Row, *, everything: bool = False) -> str:
    """Join the cells of a row by ` | `, the blocks of a cell by a space."""
    cells = (" ".join(iter_paragraphs(cell.children, everything=everything, in_cell=True)) for cell in row.cells)
    text = " | ".join(cells)
    return text if text.strip(" |") else ""


def block_text(block: Block) -> str:
    """Give all text of one block, captions and asides included, joined by spaces."""
    if isinstance(block, (Paragraph, Heading)):  # most
        return inline_text(block.children, alt=True)
    return " ".join(iter_paragraphs([block], everything=True))
