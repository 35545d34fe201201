"""The elements that become blocks, open while their content is read.

A frame gathers what is inside one element; `close` makes blocks of it. Whatever stands where HTML does
not allow it (text in a table, a paragraph in a list) is kept, beside or inside the block.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, get_args

from newsconv.document.links import is_safe_url
from newsconv.document.nodes import (
    Align,
    Aside,
    Cell,
    Embed,
    Figure,
    LineBreak,
    Link,
    List,
    ListItem,
    Quote,
    Row,
    Table,
)
from newsconv.document.plain import inline_text
from newsconv.document.walk import walk
from newsconv.readers.html.captions import PICTURES, caption_of, credited
from newsconv.readers.html.posts import POST_ADDRESSES, post_provider

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from newsconv.document.nodes import Block, Inline, Media

__all__ = [
    "FRAMES",
    "INLINE_FRAMES",
    "FigureFrame",
    "Frame",
    "HeadingFrame",
    "InlineFrame",
    "ListFrame",
    "ParagraphFrame",
    "PostFrame",
    "integer",
    "local_name",
    "tag_name",
]

RE_ALIGN: Final = re.compile(r"text-align:\s*(left|center|right)", re.IGNORECASE)
RE_INTEGER: Final = re.compile(r"\s*([+-]?\d{1,9})")
"""What HTML reads as an integer (Living Standard, section 2.3.4.1), as long as it fits."""
HEADING_TAGS: Final = {f"h{level}": level for level in range(1, 7)}


KNOWN_TAGS: Final = 1_000
"""Tags of which the name is kept; HTML has some 140 elements, the 115 press pages some 100 more of their own."""


def plain_tag(tag: object) -> str:
    """Give a tag in small letters and without namespace; nothing for that of a comment and such.

    >>> plain_tag("{http://www.w3.org/1999/xhtml}P"), plain_tag(None)
    ('p', '')
    """
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


tag_name: Final[Callable[[object], str]] = lru_cache(KNOWN_TAGS)(plain_tag)
"""The same from memory, in half the time: a page has few tags, each many times."""


def local_name(element: _Element) -> str:
    """Give the tag in small letters and without namespace; nothing for comments and such."""
    return tag_name(element.tag)


def integer(text: str | None, default: int) -> int:
    """Read an integer attribute as browsers do."""
    match = RE_INTEGER.match(text or "")
    return int(match[1]) if match else default


class Frame:
    """An open element; by itself one that only holds blocks, like `div`."""

    __slots__ = ("blocks", "element", "loose")

    level: int = 0
    """Level of the heading that text in it becomes; 0 is a paragraph."""
    inline_only: bool = False
    """Whether its content is inlines whatever it holds."""

    def __init__(self, element: Any) -> None:
        """Open an element; what holds all others has none."""
        self.element: Any = element
        self.blocks: list[Block] = []
        self.loose = False

    def close(self, parent: Frame) -> None:
        """Hand what was gathered to the frame around it."""
        parent.blocks += self.blocks


class ParagraphFrame(Frame):
    """`p`: text in it is a paragraph of its own."""

    __slots__ = ()

    def close(self, parent: Frame) -> None:
        """Hand on the paragraphs; a list item that holds some marks its list as loose."""
        parent.loose = parent.loose or bool(self.blocks)
        parent.blocks += self.blocks


class HeadingFrame(Frame):
    """`h1` to `h6`."""

    __slots__ = ("level",)

    def __init__(self, element: _Element) -> None:
        """Take the level from the tag."""
        super().__init__(element)
        self.level = HEADING_TAGS[local_name(element)]


class ListFrame(Frame):
    """`ul` and `ol`."""

    __slots__ = ("items",)

    def __init__(self, element: _Element) -> None:
        """Open a list without items."""
        super().__init__(element)
        self.items: list[ListItem] = []

    def adopt_strays(self) -> None:
        """Give what stands between the items to the item before it."""
        if self.blocks:
            before = self.items.pop().children if self.items else ()
            self.items.append(ListItem((*before, *self.blocks)))
            self.blocks = []

    def close(self, parent: Frame) -> None:
        """Make a list of the items."""
        self.adopt_strays()
        ordered = local_name(self.element) == "ol"
        start = integer(self.element.get("start"), 1)
        if self.items:
            parent.blocks.append(List(tuple(self.items), ordered, start, self.loose))


class ItemFrame(Frame):
    """`li`; outside a list it only holds blocks."""

    __slots__ = ()

    def close(self, parent: Frame) -> None:
        """Add an item to the list."""
        if not isinstance(parent, ListFrame):
            super().close(parent)
            return
        parent.adopt_strays()
        parent.items.append(ListItem(tuple(self.blocks)))
        parent.loose = parent.loose or self.loose


class QuoteFrame(Frame):
    """`blockquote`."""

    __slots__ = ("attribution",)

    def __init__(self, element: _Element) -> None:
        """Open a quote of nobody."""
        super().__init__(element)
        self.attribution: tuple[Inline, ...] = ()

    def close(self, parent: Frame) -> None:
        """Make a quote."""
        parent.blocks.append(Quote(tuple(self.blocks), self.attribution))


class TableFrame(Frame):
    """`table`."""

    __slots__ = ("caption", "rows")

    def __init__(self, element: _Element) -> None:
        """Open a table without rows."""
        super().__init__(element)
        self.rows: list[Row] = []
        self.caption: tuple[Inline, ...] = ()

    def close(self, parent: Frame) -> None:
        """Make a table; what stood in it outside its cells goes before it."""
        parent.blocks += self.blocks
        parent.blocks.append(Table(tuple(self.rows), self.caption))


class RowFrame(Frame):
    """`tr`."""

    __slots__ = ("cells",)

    def __init__(self, element: _Element) -> None:
        """Open a row without cells."""
        super().__init__(element)
        self.cells: list[Cell] = []

    def close(self, parent: Frame) -> None:
        """Add a row to the table; without a table its cells are blocks."""
        if isinstance(parent, TableFrame):
            parent.blocks += self.blocks
            parent.rows.append(Row(tuple(self.cells)))
        else:
            parent.blocks += [block for cell in self.cells for block in cell.children] + self.blocks


class CellFrame(Frame):
    """`td` and `th`."""

    __slots__ = ()

    def close(self, parent: Frame) -> None:
        """Add a cell to the row."""
        cell = Cell(
            tuple(self.blocks),
            local_name(self.element) == "th",
            self.align(),
            integer(self.element.get("colspan"), 1),
            integer(self.element.get("rowspan"), 1),
        )
        if isinstance(parent, RowFrame):
            parent.cells.append(cell)
        elif isinstance(parent, TableFrame):
            parent.rows.append(Row((cell,)))
        else:
            parent.blocks += self.blocks

    def align(self) -> Align | None:
        """Find how the cell is aligned, by style or by the older attribute."""
        match = RE_ALIGN.search(self.element.get("style") or "")
        word = match[1].lower() if match else (self.element.get("align") or "").lower()
        return word if word in get_args(Align) else None  # type: ignore[return-value]


class FigureFrame(Frame):
    """`figure`, and what pages use in its place."""

    __slots__ = ("caption", "credit", "media", "pictured")

    def __init__(self, element: _Element) -> None:
        """Open a figure without media."""
        super().__init__(element)
        self.media: list[Media] = []
        self.caption: tuple[Inline, ...] = ()
        self.credit = ""
        self.pictured: Final = next(element.iter(*PICTURES), None) is not None

    def add_credit(self, text: str) -> None:
        """Add to the credit."""
        self.credit = f"{self.credit} {text}".strip(" ")

    def close(self, parent: Frame) -> None:
        """Make a figure, or give the caption to the quote or table that the figure only wraps.

        Short paragraphs beside a picture are its caption, though no `figcaption` says so.
        """
        caption = self.caption
        match self.blocks:
            case [Quote(attribution=()) as quote] if not self.media:
                parent.blocks.append(Quote(quote.children, credited(caption, self.credit)))
                return
            case [Table(caption=()) as table] if not self.media:
                parent.blocks.append(Table(table.rows, credited(caption, self.credit)))
                return
        beside = caption_of(self.blocks) if self.pictured else ()
        if beside:
            caption = (*caption, LineBreak(), *beside) if caption else beside
        else:
            parent.blocks += self.blocks
        parent.blocks.append(Figure(tuple(self.media), caption, self.credit))


class EmbedFrame(Frame):
    """`figure.embed` as newsconv writes it: a first link with the title, then the text."""

    __slots__ = ("title", "url")

    def __init__(self, element: _Element) -> None:
        """Open an embed; the builder hands it the first link."""
        super().__init__(element)
        self.url = ""
        self.title = ""

    def close(self, parent: Frame) -> None:
        """Make an embed."""
        provider = self.element.get("data-provider") or ""
        parent.blocks.append(Embed(self.url, provider, self.title, tuple(self.blocks)))


class PostFrame(Frame):
    """A quote that a network's script turns into a post: its last link is the post, unless an attribute names it."""

    __slots__ = ()

    def close(self, parent: Frame) -> None:
        """Make an embed with the post's text; without an address it is a quote."""
        named = (self.element.get(name) or "" for name in POST_ADDRESSES)
        links = [node.url for node in walk(self.blocks) if isinstance(node, Link)]
        url = next(filter(is_safe_url, filter(None, named)), "") or (links[-1] if links else "")
        if url:
            parent.blocks.append(Embed(url, post_provider(self.element), "", tuple(self.blocks)))
        else:
            parent.blocks.append(Quote(tuple(self.blocks), ()))


class AsideFrame(Frame):
    """`aside`."""

    __slots__ = ("title",)

    def __init__(self, element: _Element) -> None:
        """Open a box without a title."""
        super().__init__(element)
        self.title = ""

    def close(self, parent: Frame) -> None:
        """Make a box."""
        role = self.element.get("data-role") or ""
        parent.blocks.append(Aside(tuple(self.blocks), role, self.title))


class InlineFrame(Frame):
    """An element whose content is one run of inlines: a caption, an attribution, a title."""

    __slots__ = ("inlines",)

    inline_only = True

    def __init__(self, element: _Element) -> None:
        """Open it without content."""
        super().__init__(element)
        self.inlines: tuple[Inline, ...] = ()

    def close(self, parent: Frame) -> None:
        """Give the inlines to the frame that wants them."""
        match parent:
            case FigureFrame() | TableFrame():
                parent.caption = (*parent.caption, *self.inlines)
            case QuoteFrame():
                parent.attribution = (*parent.attribution, *self.inlines)
            case AsideFrame():
                parent.title = f"{parent.title} {inline_text(self.inlines)}".strip(" ")


FRAMES: Final[dict[str, Callable[[_Element], Frame]]] = {
    "p": ParagraphFrame,
    **dict.fromkeys(HEADING_TAGS, HeadingFrame),
    "ul": ListFrame,
    "ol": ListFrame,
    "menu": ListFrame,
    "li": ItemFrame,
    "blockquote": QuoteFrame,
    "table": TableFrame,
    "tr": RowFrame,
    "td": CellFrame,
    "th": CellFrame,
    "figure": FigureFrame,
    "aside": AsideFrame,
}
"""What opens for each element that becomes a block."""

INLINE_FRAMES: Final[dict[str, tuple[type[Frame], ...]]] = {
    "figcaption": (FigureFrame,),
    "caption": (TableFrame,),
    "footer": (QuoteFrame,),
    "header": (AsideFrame,),
}
"""Elements that are a caption, attribution or title directly inside one of these frames."""
