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

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeVar, assert_never

import msgspec

from newsconv.document.characters import (
    clean_characters,
    clean_line,
    clean_lines,
    fold_space,
    has_visible,
    normal_url,
)
from newsconv.document.links import is_safe_url
from newsconv.document.metadata import Extra, Metadata, Person, Place, RelatedItem, Subject
from newsconv.document.nodes import (
    Aside,
    Block,
    Cell,
    Code,
    CodeBlock,
    Embed,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Media,
    Paragraph,
    Quote,
    Row,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
)
from newsconv.document.plain import block_text, inline_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsconv.document.nodes import Span

__all__ = ["MAX_DEPTH", "normal_blocks", "normal_inlines", "normal_metadata"]

MAX_DEPTH: Final = 48
"""Nodes, one within another, that a normal document may have from the body to a leaf.

News needs fewer than ten. The bound makes every walk a bounded recursion (at most five frames
a node, so 240 of Python's 1,000), and keeps our XHTML within the 256 levels at which XML parsers
stop by default (libxml2, XML_PARSE_HUGE unset): a table takes four elements for one node.
"""
MAX_LIST_START: Final = 999_999_999
"""CommonMark 0.31.2, section 5.2: nine digits."""
MAX_COLSPAN: Final = 1_000
"""HTML, section 4.9.11."""
MAX_ROWSPAN: Final = 65_534
"""HTML, section 4.9.11."""
MAX_PIXELS: Final = 1_000_000
RE_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
"""Well-formed tags of BCP 47 (RFC 5646, section 2.1), without the private and grandfathered ones."""
SCRIPT_LENGTH: Final = 4
REGION_LENGTH: Final = 2
MAX_URGENCY: Final = 9

_Record = TypeVar("_Record", Person, Place, Subject, RelatedItem)


# ---------------------------------------------------------------- inlines


def normal_inlines(children: Iterable[Inline], depth: int = 1) -> tuple[Inline, ...]:
    """Bring the inlines of one block into normal form.

    >>> normal_inlines([Text(" a"), Emphasis((Text(" b "),)), Text("c")])
    (Text(value='a '), Emphasis(children=(Text(value='b'),)), Text(value=' c'))
    """
    return tuple(trim(join_inlines(flat_inlines(children, depth, frozenset()))))


def flat_inlines(children: Iterable[Inline], depth: int, within: frozenset[type]) -> list[Inline]:
    """Normalize each inline, hoisting white space out of spans and splicing spans within their own kind."""
    result: list[Inline] = []
    todo = [*children][::-1]
    while todo:
        child = todo.pop()
        if leaves_only_children(child, within):
            todo += child.children[::-1]  # type: ignore[union-attr]  # a span or a link
            continue
        match child:
            case Text():
                result.append(Text(fold_space(clean_characters(child.value))))
            case Code():
                result.append(normal_code(child))
            case LineBreak():
                result.append(child)
            case Image():
                result.append(normal_image(child))
            case Link():
                kind = Link(normal_url(child.url), (), clean_line(child.title))
                result += wrap_core(kind, child.children, depth, within | {Link})
            case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript():
                result += wrap_core(child, child.children, depth, within | {type(child)})
            case _:
                assert_never(child)
    return result


def leaves_only_children(inline: Inline, within: frozenset[type]) -> bool:
    """Tell whether an inline is a span or link inside its own kind, or a link that is unsafe.

    These add nothing to the depth of the normal form, so that an input may hold any number of them.
    """
    return type(inline) in within or (isinstance(inline, Link) and not is_safe_url(inline.url))


def wrap_core(wrapper: Span | Link, children: Sequence[Inline], depth: int, within: frozenset[type]) -> list[Inline]:
    """Wrap what is between the outer white space; without anything there, only white space is left."""
    if depth >= MAX_DEPTH:
        return [Text(fold_space(clean_characters(inline_text(children))))]
    inner = join_inlines(flat_inlines(children, depth + 1, within))
    core = trim(inner)
    if not core:
        return inner
    before, after = outer_space(inner)
    return [*before, msgspec.structs.replace(wrapper, children=tuple(core)), *after]


def outer_space(inlines: list[Inline]) -> tuple[list[Inline], list[Inline]]:
    """Give the line breaks and spaces at both edges of inlines that hold more than those."""
    before: list[Inline] = []
    after: list[Inline] = []
    if isinstance(inlines[0], LineBreak):
        before.append(LineBreak())
    elif isinstance(inlines[0], Text) and inlines[0].value.startswith(" "):
        before.append(Text(" "))
    if isinstance(inlines[-1], LineBreak):
        after.append(LineBreak())
    elif isinstance(inlines[-1], Text) and inlines[-1].value.endswith(" "):
        after.append(Text(" "))
    return before, after


def normal_code(code: Code) -> Inline:
    """Keep the spaces of a code span, but not its line ends; one of only spaces is a space."""
    value = clean_characters(code.value).replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return Code(value) if value.strip(" ") else Text(" " if value else "")


def normal_image(image: Image) -> Inline:
    """Keep a picture that has a safe address; else what stands for it."""
    alt = clean_line(image.alt)
    url = normal_url(image.url)
    return Image(url, alt, clean_line(image.title)) if url and is_safe_url(image.url) else Text(alt)


def join_inlines(inlines: Iterable[Inline]) -> list[Inline]:
    """Join neighbours of one kind, fold white space across them, and leave one line break of several."""
    result: list[Inline] = []
    for inline in inlines:
        last = result[-1] if result else None
        match last, inline:
            case _, Text(value=""):
                pass
            case Text(), Text():
                replace_text(result, last.value + inline.value)
            case LineBreak(), LineBreak():
                pass
            case Code(), Code():
                result[-1] = Code(last.value + inline.value)
            case LineBreak(), Text():
                append_text(result, inline.value.lstrip(" "))
            case Text(), LineBreak():
                result.pop()
                append_text(result, last.value.rstrip(" "))
                if not result or not isinstance(result[-1], LineBreak):
                    result.append(inline)
            case ((Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript()), _) if type(last) is type(
                inline
            ):
                result[-1] = join_spans(last, inline)
            case _:
                result.append(inline)
    return result


def join_spans(first: Inline, second: Inline) -> Inline:
    """Make one span of two neighbours of one kind."""
    both = [*first.children, *second.children]  # type: ignore[union-attr]
    return msgspec.structs.replace(first, children=tuple(join_inlines(both)))


def replace_text(result: list[Inline], value: str) -> None:
    """Put a longer text in place of the last one."""
    result.pop()
    append_text(result, fold_space(value))


def append_text(result: list[Inline], value: str) -> None:
    """Append a text, unless it is empty."""
    if value:
        result.append(Text(value))


def trim(inlines: Sequence[Inline]) -> list[Inline]:
    """Take spaces and line breaks off both edges of joined inlines."""
    result = list(inlines)
    while result and is_space(result[0]):
        result.pop(0)
    while result and is_space(result[-1]):
        result.pop()
    if result and isinstance(result[0], Text):
        result[0] = Text(result[0].value.lstrip(" "))
    if result and isinstance(result[-1], Text):
        result[-1] = Text(result[-1].value.rstrip(" "))
    return result


def is_space(inline: Inline) -> bool:
    """Tell whether an inline is only a space or a line break."""
    return isinstance(inline, LineBreak) or (isinstance(inline, Text) and inline.value == " ")


# ---------------------------------------------------------------- blocks


def normal_blocks(blocks: Iterable[Block], depth: int = 0) -> tuple[Block, ...]:
    """Bring blocks into normal form, leaving out those in which nothing is left."""
    if depth >= MAX_DEPTH - 2:  # room for a paragraph and its text
        texts = (clean_line(block_text(block)) for block in blocks)
        return tuple(Paragraph((Text(text),)) for text in texts if has_visible(text))
    normal = (normal_block(block, depth + 1) for block in blocks)
    return tuple(block for block in normal if block is not None)


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


def shows_anything(inlines: Sequence[Inline]) -> bool:
    """Tell whether normal inlines hold a visible character or a picture."""
    for inline in inlines:
        match inline:
            case Image():
                return True
            case Text() | Code():
                if has_visible(inline.value):
                    return True
            case LineBreak():
                pass
            case _:
                if shows_anything(inline.children):
                    return True
    return False


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
    """Normalize a figure; one without media, caption and credit is left out."""
    media = tuple(normal for medium in figure.media if (normal := normal_media(medium)))
    caption = normal_inlines(figure.caption, depth + 1)
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


# ---------------------------------------------------------------- metadata


def normal_metadata(metadata: Metadata) -> Metadata:
    """Bring the metadata into normal form: one line a field, no empty entries, numbers within bounds."""
    lines = {name: clean_line(getattr(metadata, name)) for name in LINE_FIELDS}
    return msgspec.structs.replace(
        metadata,
        **lines,
        **{name: clean_lines(getattr(metadata, name)) for name in LINES_FIELDS},
        url=normal_url(metadata.url) if is_safe_url(metadata.url) else "",
        language=normal_language(metadata.language),
        authors=tuple(person for person in map(normal_record, metadata.authors) if person.name),
        located=normal_place(metadata.located),
        sources=normal_texts(metadata.sources),
        keywords=normal_texts(metadata.keywords),
        subjects=normal_subjects(metadata.subjects),
        genres=normal_subjects(metadata.genres),
        related=normal_related(metadata.related),
        extra=tuple(extra for extra in map(normal_extra, metadata.extra) if extra.name and extra.value),
        urgency=metadata.urgency if metadata.urgency and 1 <= metadata.urgency <= MAX_URGENCY else None,
        version=metadata.version if metadata.version and metadata.version > 0 else None,
    )


LINES_FIELDS: Final = ("usage_terms", "editorial_note")
"""Fields that may hold several lines."""
LINE_FIELDS: Final = tuple(
    field.name
    for field in msgspec.structs.fields(Metadata)
    if field.type is str and field.name not in {*LINES_FIELDS, "language", "url"}
)
"""Fields of one line."""


def normal_language(tag: str) -> str:
    """Spell a language tag as BCP 47 recommends (RFC 5646, section 2.1.1); nothing where it is none.

    >>> normal_language("en_us"), normal_language("zh-hans-CN"), normal_language("English (US)")
    ('en-US', 'zh-Hans-CN', '')
    """
    text = clean_line(tag).replace("_", "-")
    if not RE_LANGUAGE.fullmatch(text):
        return ""
    first, *rest = text.lower().split("-")
    return "-".join([first, *map(subtag_case, rest)])


def subtag_case(subtag: str) -> str:
    """Spell a region in capitals, a script with a capital, the rest in small letters."""
    if len(subtag) == REGION_LENGTH:
        return subtag.upper()
    return subtag.title() if len(subtag) == SCRIPT_LENGTH and subtag.isalpha() else subtag


def normal_texts(texts: Sequence[str]) -> tuple[str, ...]:
    """Clean texts, leaving out empty ones and repetitions."""
    return tuple(dict.fromkeys(text for text in map(clean_line, texts) if text))


def normal_record(record: _Record) -> _Record:
    """Clean the texts of a record; addresses of it that are unsafe are emptied."""
    values = {name: clean_line(getattr(record, name)) for name in record.__struct_fields__}
    for name in ("url", "uri"):
        if name in values:
            values[name] = normal_url(values[name]) if is_safe_url(values[name]) else ""
    return msgspec.structs.replace(record, **values)


def normal_place(place: Place | None) -> Place | None:
    """Clean a place; one without a name is none."""
    normal = normal_record(place) if place else None
    return normal if normal and normal.name else None


def normal_subjects(subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """Clean subjects; a scheme without a code says nothing, and neither does a subject without name, code and URI."""
    result = []
    for subject in map(normal_record, subjects):
        kept = subject if subject.code else msgspec.structs.replace(subject, scheme="")
        if kept.name or kept.code or kept.uri:
            result.append(kept)
    return tuple(dict.fromkeys(result))


def normal_related(related: Sequence[RelatedItem]) -> tuple[RelatedItem, ...]:
    """Clean related items; one without title and address is none."""
    return tuple(item for item in map(normal_record, related) if item.title or item.url)


def normal_extra(extra: Extra) -> Extra:
    """Clean an unknown field; a list keeps its empty entries out."""
    value = extra.value
    cleaned = clean_line(value) if isinstance(value, str) else tuple(text for text in map(clean_line, value) if text)
    return Extra(clean_line(extra.name), cleaned)
