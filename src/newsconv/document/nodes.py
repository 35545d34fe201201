"""The nodes of a story: a closed union of blocks, a closed union of inlines.

Every node is an immutable `msgspec.Struct`: cheap to build, hashable, comparable. Sequences
are tuples. Nodes know nothing of formats, and nothing of where they came from: places in a
source are in the report. The names are those of CommonMark where it has one.

Docstrings below a field state what it holds; "inlines" and "blocks" are tuples of nodes.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

import msgspec

__all__ = [
    "Align",
    "Aside",
    "Block",
    "Cell",
    "Code",
    "CodeBlock",
    "Embed",
    "Emphasis",
    "Figure",
    "Heading",
    "Image",
    "Inline",
    "LineBreak",
    "Link",
    "List",
    "ListItem",
    "Media",
    "MediaKind",
    "Node",
    "Paragraph",
    "Quote",
    "Row",
    "Span",
    "Strikethrough",
    "Strong",
    "Subscript",
    "Superscript",
    "Table",
    "Text",
    "ThematicBreak",
]

Align: TypeAlias = Literal["left", "center", "right"]
MediaKind: TypeAlias = Literal["image", "video", "audio"]


def snake_case(name: str) -> str:
    """Spell a class name as the `type` of its JSON.

    >>> snake_case("ThematicBreak")
    'thematic_break'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Node(
    msgspec.Struct,
    frozen=True,
    tag=snake_case,
    tag_field="type",
    omit_defaults=True,
    repr_omit_defaults=True,
    forbid_unknown_fields=True,
):
    """What all nodes share: immutability, a `type` in JSON, and no unknown fields."""


# ---------------------------------------------------------------- inlines


class Text(Node, frozen=True):
    """A run of characters."""

    value: str


class Emphasis(Node, frozen=True):
    """Stressed words, mostly set in italics."""

    children: tuple[Inline, ...]


class Strong(Node, frozen=True):
    """Important words, mostly set in bold."""

    children: tuple[Inline, ...]


class Strikethrough(Node, frozen=True):
    """Words no longer valid."""

    children: tuple[Inline, ...]


class Subscript(Node, frozen=True):
    """Lowered characters, as in H2O."""

    children: tuple[Inline, ...]


class Superscript(Node, frozen=True):
    """Raised characters, as in m2."""

    children: tuple[Inline, ...]


class Code(Node, frozen=True):
    """Program text within a line; its spaces count."""

    value: str


class Link(Node, frozen=True):
    """Words that lead elsewhere."""

    url: str
    """An absolute or relative reference (RFC 3986); may be empty, never a script."""
    children: tuple[Inline, ...]
    title: str = ""
    """Advisory text, shown on hovering."""


class Image(Node, frozen=True):
    """A picture within a line; one with caption or credit is a `Figure`."""

    url: str
    alt: str = ""
    """What stands for the picture where it can't be seen."""
    title: str = ""


class LineBreak(Node, frozen=True):
    """A line end that belongs to the text, as in verse or an address."""


# ---------------------------------------------------------------- blocks


class Paragraph(Node, frozen=True):
    """A paragraph of running text."""

    children: tuple[Inline, ...]


class Heading(Node, frozen=True):
    """A heading within the story; the story's own headline is in the metadata."""

    level: int
    """1 to 6."""
    children: tuple[Inline, ...]


class ListItem(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True, forbid_unknown_fields=True):
    """One item of a `List`; may be empty."""

    children: tuple[Block, ...] = ()


class List(Node, frozen=True):
    """A bulleted or numbered list."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    """Number of the first item, 0 to 999,999,999; 1 where the list is not ordered."""
    loose: bool = False
    """Whether its paragraphs are set apart, as in CommonMark."""


class Quote(Node, frozen=True):
    """Somebody's words, set apart."""

    children: tuple[Block, ...]
    attribution: tuple[Inline, ...] = ()
    """Whose words they are."""


class Media(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True, forbid_unknown_fields=True):
    """One file of a figure."""

    url: str
    kind: MediaKind = "image"
    alt: str = ""
    title: str = ""
    width: int | None = None
    """Pixels."""
    height: int | None = None
    """Pixels."""
    media_type: str = ""
    """Such as `image/jpeg` (RFC 6838)."""
    rendition: str = ""
    """Which of several files of one picture this is, such as `thumbnail`."""


class Figure(Node, frozen=True):
    """A picture, video or sound with its caption and credit, each of which may be missing."""

    media: tuple[Media, ...] = ()
    """The renditions of one and the same thing, the preferred one first; empty where the source has only a caption."""
    caption: tuple[Inline, ...] = ()
    credit: str = ""
    """Who made or supplied it, as printed."""


class Cell(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True, forbid_unknown_fields=True):
    """One cell of a table; may be empty."""

    children: tuple[Block, ...] = ()
    header: bool = False
    align: Align | None = None
    colspan: int = 1
    """Columns covered, 1 to 1,000 (the bound of HTML, section 4.9.11)."""
    rowspan: int = 1
    """Rows covered, 1 to 65,534 (same source)."""


class Row(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True, forbid_unknown_fields=True):
    """One row of a table; holds at least one cell."""

    cells: tuple[Cell, ...]


class Table(Node, frozen=True):
    """A table; rows may differ in length."""

    rows: tuple[Row, ...]
    caption: tuple[Inline, ...] = ()


class CodeBlock(Node, frozen=True):
    """Program text or another preformatted text; its white space counts."""

    text: str
    """Lines parted by `\\n`, not ended by it."""
    language: str = ""
    """Name of the language, one word, as printed after a Markdown fence."""


class Embed(Node, frozen=True):
    """Something from elsewhere that the page shows in place: a post, a video, a map."""

    url: str
    provider: str = ""
    """Whose it is, such as `twitter`."""
    title: str = ""
    children: tuple[Block, ...] = ()
    """The text that the page gives for it."""


class Aside(Node, frozen=True):
    """A box beside the story."""

    children: tuple[Block, ...]
    role: str = ""
    """One word for what it is, such as `infobox`."""
    title: str = ""


class ThematicBreak(Node, frozen=True):
    """A change of subject, mostly set as a rule."""


Span: TypeAlias = Emphasis | Strong | Strikethrough | Subscript | Superscript
"""The inlines that only mark their children."""

Inline: TypeAlias = Text | Emphasis | Strong | Strikethrough | Subscript | Superscript | Code | Link | Image | LineBreak

Block: TypeAlias = Paragraph | Heading | List | Quote | Figure | Table | CodeBlock | Embed | Aside | ThematicBreak
