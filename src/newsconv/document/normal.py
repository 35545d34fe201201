"""The normal form: one spelling for each document.

`normalize` is idempotent, keeps every visible character, and gives what every reader returns
and every writer may rely on:

- no character that XML forbids; white space folded, and trimmed at the edges of blocks;
- white space and line breaks stand outside emphasis and links, one line break at a time;
- no empty inline, no empty block; neighbouring texts are one text, neighbouring spans of one
  kind one span, and so is code; no span inside its own kind, no link inside a link;
- no link and no picture that runs or carries code (`newsconv.document.links`); their words stay;
- a list is loose where two paragraphs of an item touch, or it has room to show that it is;
- numbers within the bounds of their fields; text instead of nodes below `MAX_DEPTH`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, assert_never

from newsconv.document.characters import clean_characters, clean_line, has_visible, is_clean_line, normal_url
from newsconv.document.links import is_safe_url
from newsconv.document.nodes import (
    Aside,
    Block,
    Cell,
    CodeBlock,
    Embed,
    Figure,
    Heading,
    List,
    ListItem,
    Media,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
    ThematicBreak,
)
from newsconv.document.normal_inlines import MAX_DEPTH, normal_inlines, shows_anything
from newsconv.document.plain import block_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["normal_blocks"]

MAX_LIST_START: Final = 999_999_999
"""CommonMark 0.31.2, section 5.2: nine digits."""
MAX_COLSPAN: Final = 1_000
"""HTML, section 4.9.11."""
MAX_ROWSPAN: Final = 65_534
"""HTML, section 4.9.11."""
MAX_PIXELS: Final = 1_000_000


def normal_blocks(blocks: Iterable[Block], depth: int = 0) -> tuple[Block, ...]:
    """Bring blocks into normal form, leaving out those in which nothing is left."""
    if depth >= MAX_DEPTH - 2:  # room for a paragraph and its text
        texts = (clean_line(block_text(block)) for block in blocks)
        return tuple(Paragraph((Text(text),)) for text in texts if has_visible(text))
    result: list[Block] = []
    for block in blocks:
        normal = block if is_plain_paragraph(block) else normal_block(block, depth + 1)
        if normal is not None:
            result.append(normal)
    return tuple(result)


def is_plain_paragraph(block: Block) -> bool:
    """Tell whether a block is a paragraph of one text in normal form, as most are; some of these are missed."""
    if not isinstance(block, Paragraph) or len(block.children) != 1 or not isinstance(block.children, tuple):
        return False
    text = block.children[0]
    return isinstance(text, Text) and is_clean_line(text.value) and has_visible(text.value)


def normal_block(block: Block, depth: int) -> Block | None:
    """Bring one block into normal form; nothing where it is empty."""
    match block:
        case Paragraph() | Heading():
            return normal_text_block(block, depth)
        case List():
            return normal_list(block, depth)
        case Quote():
            children = normal_blocks(block.children, depth)
            attribution = normal_inlines(block.attribution, depth + 1)
            return Quote(children, attribution) if children or attribution else None
        case Figure():
            return normal_figure(block, depth)
        case Table():
            return normal_table(block, depth)
        case CodeBlock():
            return normal_code_block(block)
        case Embed():
            return normal_embed(block, depth)
        case Aside():
            children, title = normal_blocks(block.children, depth), clean_line(block.title)
            return Aside(children, one_word(block.role), title) if children or title else None
        case ThematicBreak():
            return block
        case _:
            assert_never(block)


def normal_text_block(block: Paragraph | Heading, depth: int) -> Block | None:
    """Normalize a paragraph or heading; one that shows nothing is left out."""
    children = normal_inlines(block.children, depth + 1)
    if not shows_anything(children):
        return None
    if isinstance(block, Paragraph):
        return Paragraph(children)
    return Heading(min(max(block.level, 1), 6), children)


def normal_list(block: List, depth: int) -> Block | None:
    """Normalize a list; one without items is left out."""
    items = tuple(ListItem(normal_blocks(item.children, depth)) for item in block.items)
    if not items:
        return None
    start = min(max(block.start, 0), MAX_LIST_START) if block.ordered else 1
    return List(items, block.ordered, start, is_loose(items, wanted=block.loose))


def is_loose(items: Sequence[ListItem], *, wanted: bool) -> bool:
    """Tell whether a list is loose: it must be where paragraphs touch, and can be only where there is room.

    A list of which no item holds a paragraph looks the same either way, and so does one of a single
    item with a single block (CommonMark 0.31.2, section 5.3, of what makes a list loose).
    """
    paragraphs = [[isinstance(block, Paragraph) for block in item.children] for item in items]
    if not any(any(flags) for flags in paragraphs):
        return False
    if any(first and second for flags in paragraphs for first, second in pairwise(flags)):
        return True
    return wanted and (len(items) > 1 or len(items[0].children) > 1)


def normal_figure(figure: Figure, depth: int) -> Block | None:
    """Normalize a figure; what stands for a picture that can't be kept is its caption, where it has no other."""
    media = tuple(normal for medium in figure.media if (normal := normal_media(medium)))
    caption = normal_inlines(figure.caption, depth + 1)
    if not (media or caption):
        caption = tuple(Text(alt) for medium in figure.media[:1] if (alt := clean_line(medium.alt)))
    credit = clean_line(figure.credit)
    return Figure(media, caption, credit) if media or caption or credit else None


def normal_media(media: Media) -> Media | None:
    """Normalize a file of a figure; one without a safe address is left out."""
    url = normal_url(media.url)
    if not url or not is_safe_url(media.url):
        return None
    return Media(
        url,
        media.kind,
        clean_line(media.alt),
        clean_line(media.title),
        normal_pixels(media.width),
        normal_pixels(media.height),
        one_word(media.media_type),
        one_word(media.rendition),
    )


def normal_pixels(value: int | None) -> int | None:
    """Keep a size that a picture can have."""
    return value if value is not None and 0 < value <= MAX_PIXELS else None


def normal_table(table: Table, depth: int) -> Block | None:
    """Normalize a table; one without cells is left out."""
    rows = tuple(Row(tuple(normal_cell(cell, depth) for cell in row.cells)) for row in table.rows if row.cells)
    caption = normal_inlines(table.caption, depth + 1)
    return Table(rows, caption) if rows else (Paragraph(caption) if shows_anything(caption) else None)


def normal_cell(cell: Cell, depth: int) -> Cell:
    """Normalize a cell."""
    return Cell(
        normal_blocks(cell.children, depth),
        cell.header,
        cell.align,
        min(max(cell.colspan, 1), MAX_COLSPAN),
        min(max(cell.rowspan, 1), MAX_ROWSPAN),
    )


def normal_code_block(block: CodeBlock) -> Block | None:
    """Normalize line ends; leave out a block without visible text."""
    text = clean_characters(block.text.replace("\r\n", "\n").replace("\r", "\n"))
    if not has_visible(text):
        return None
    return CodeBlock(text.rstrip("\n"), one_word(block.language))


def normal_embed(embed: Embed, depth: int) -> Block | None:
    """Normalize an embed; one without a safe address becomes an aside."""
    children, title = normal_blocks(embed.children, depth), clean_line(embed.title)
    url = normal_url(embed.url)
    if url and is_safe_url(embed.url):
        return Embed(url, one_word(embed.provider), "" if title == url else title, children)
    return Aside(children, "embed", title) if children or title else None


def one_word(text: str) -> str:
    """Make one word of a name, so that every format can hold it."""
    return "-".join(clean_line(text).split())
