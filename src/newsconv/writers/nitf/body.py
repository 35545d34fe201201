"""Write blocks and inlines as the body of an NITF document.

In: nodes in normal form. Out: XML in the namespace around it, which must be NITF's, valid as `body.content`
(NITF 3.6). Every node is written so that `newsconv.readers.nitf.body` reads it back:

| node | element |
|---|---|
| Paragraph | `p`; bare in tight list items and in cells that hold nothing else |
| Heading | `hl2`; of class `h1`, `h3`, … where its level is not 2 |
| Quote | `bq` with a `block`, the attribution in `credit` |
| Figure | `media`, a `media-reference` for each file, `media-caption`, `media-producer` |
| CodeBlock | `pre`, of class `language-…` |
| Embed | `media` of class `embed`; its text is the caption |
| Aside | `note` of class `aside`; its title is a first `hl2` of class `title` |
| Emphasis | `em`; the other spans and code are an `em` with a class |
| Image | `img` of XHTML, since the text of NITF may hold elements of other vocabularies, and has no picture |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from newsconv.document.nodes import (
    Aside,
    Code,
    CodeBlock,
    Embed,
    Emphasis,
    Figure,
    Heading,
    Image,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quote,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
)
from newsconv.iptc.namespaces import XHTML
from newsconv.writers.html.blocks import count_header_rows, escape_text
from newsconv.writers.newsml.elements import element, text_element

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsconv.document.nodes import Block, Cell, Inline, ListItem, Media, Row

__all__ = ["write_body"]

SPAN_CLASSES: Final = {
    Emphasis: "",
    Strong: "bold",
    Strikethrough: "strikethrough",
    Subscript: "sub",
    Superscript: "sup",
}
"""Class of the `em` of each span."""
CODE_CLASS: Final = "code"
PLAIN_LEVEL: Final = 2
"""Level of a heading that is a `hl2` without a class."""
NO_MEDIA: Final = "other"
"""The `media-type`, which the schema demands, of a figure without media and of an embed."""


def write_body(blocks: Iterable[Block]) -> str:
    r"""Write blocks, one a line.

    Args:
        blocks: in normal form.

    >>> write_body([Paragraph((Text("a < "), Strong((Text("b"),)))), ThematicBreak()])
    '<p>a &lt; <em class="bold">b</em></p>\n<hr/>\n'
    """
    return "".join(f"{write_block(block)}\n" for block in blocks)


# ---------------------------------------------------------------- blocks


def write_block(block: Block) -> str:
    """Write a block."""
    match block:
        case Paragraph():
            return f"<p>{write_inlines(block.children)}</p>"
        case Heading():
            name = "" if block.level == PLAIN_LEVEL else f"h{block.level}"
            return element("hl2", write_inlines(block.children), class_=name)
        case List():
            return write_list(block)
        case Quote():
            credit = f"<credit>{write_inlines(block.attribution)}</credit>" if block.attribution else ""
            return f"<bq>{element('block', write_children(block.children))}{credit}</bq>"
        case Figure():
            return write_figure(block)
        case Table():
            return write_table(block)
        case CodeBlock():
            return text_element("pre", block.text, class_=f"language-{block.language}" if block.language else "")
        case Embed():
            return write_embed(block)
        case Aside():
            title = text_element("hl2", block.title, class_="title") if block.title else ""
            content = element("body.content", title + write_children(block.children))
            return element("note", content, class_=f"aside {block.role}".rstrip(" "))
        case ThematicBreak():
            return "<hr/>"
        case _:
            assert_never(block)


def write_children(blocks: Iterable[Block]) -> str:
    """Write blocks within another, without white space between them."""
    return "".join(map(write_block, blocks))


def write_list(block: List) -> str:
    """Write a list."""
    items = "".join(f"<li>{write_item(item, loose=block.loose)}</li>" for item in block.items)
    if not block.ordered:
        return f"<ul>{items}</ul>"
    return element("ol", items, seqnum=str(block.start) if block.start != 1 else "")


def write_item(item: ListItem, *, loose: bool) -> str:
    """Write what is in a list item; paragraphs of a tight list are bare."""
    if loose:
        return write_children(item.children)
    return "".join(
        write_inlines(block.children) if isinstance(block, Paragraph) else write_block(block) for block in item.children
    )


def write_figure(figure: Figure) -> str:
    """Write a figure; the kinds of its files are noted where they differ."""
    kinds = [medium.kind for medium in figure.media]
    mixed = len(set(kinds)) > 1
    note = element("media-metadata", name_="newsconv:kinds", value=" ".join(kinds)) if mixed else ""
    files = "".join(map(write_media, figure.media)) or "<media-reference/>"
    caption = f"<media-caption>{write_inlines(figure.caption)}</media-caption>" if figure.caption else ""
    credit = text_element("media-producer", figure.credit) if figure.credit else ""
    kind = kinds[0] if kinds else NO_MEDIA
    return element("media", note + files + caption + credit, **{"media-type": kind})


def write_media(media: Media) -> str:
    """Write one file of a figure."""
    attributes = {
        "source": media.url,
        "name_": media.rendition,
        "mime-type": media.media_type,
        "alternate-text": media.alt,
        "height": str(media.height or ""),
        "width": str(media.width or ""),
    }
    return text_element("media-reference", media.title, **attributes)


def write_embed(embed: Embed) -> str:
    """Write an embed: its address, its text as the caption, its provider as the producer."""
    reference = element("media-reference", **{"source": embed.url, "alternate-text": embed.title})
    caption = f"<media-caption>{write_children(embed.children)}</media-caption>" if embed.children else ""
    provider = text_element("media-producer", embed.provider) if embed.provider else ""
    return element("media", reference + caption + provider, class_="embed", **{"media-type": NO_MEDIA})


# ---------------------------------------------------------------- tables


def write_table(table: Table) -> str:
    """Write a table."""
    caption = f"<caption>{write_inlines(table.caption)}</caption>" if table.caption else ""
    heads = count_header_rows(table.rows)
    return f"<table>{caption}{write_rows('thead', table.rows[:heads])}{write_rows('tbody', table.rows[heads:])}</table>"


def write_rows(tag: str, rows: Sequence[Row]) -> str:
    """Write rows as a section of a table."""
    lines = "".join(f"<tr>{''.join(map(write_cell, row.cells))}</tr>" for row in rows)
    return f"<{tag}>{lines}</{tag}>" if lines else ""


def write_cell(cell: Cell) -> str:
    """Write a cell; a single paragraph is bare."""
    only = cell.children[0] if len(cell.children) == 1 else None
    content = write_inlines(only.children) if isinstance(only, Paragraph) else write_children(cell.children)
    return element(
        "th" if cell.header else "td",
        content,
        rowspan=str(cell.rowspan) if cell.rowspan > 1 else "",
        colspan=str(cell.colspan) if cell.colspan > 1 else "",
        align=cell.align,
    )


# ---------------------------------------------------------------- inlines


def write_inlines(inlines: Iterable[Inline]) -> str:
    """Write inlines."""
    return "".join(map(write_inline, inlines))


def write_inline(inline: Inline) -> str:
    """Write an inline."""
    match inline:
        case Text():
            return escape_text(inline.value)
        case Code():
            return text_element("em", inline.value, class_=CODE_CLASS)
        case LineBreak():
            return "<br/>"
        case Image():
            return element("img", src=inline.url, alt=inline.alt, title=inline.title, xmlns=XHTML)
        case Link():
            return write_link(inline)
        case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript():
            return element("em", write_inlines(inline.children), class_=SPAN_CLASSES[type(inline)])
        case _:
            assert_never(inline)


def write_link(link: Link) -> str:
    """Write a link; its address always, even an empty one, since without one it would be no link.

    >>> write_link(Link("", (Text("a"),)))
    '<a href="">a</a>'
    """
    start = element("a", href=link.url, title=link.title).removesuffix("/>")
    if not link.url:
        start = start.replace("<a", '<a href=""', 1)
    return f"{start}>{write_inlines(link.children)}</a>"
