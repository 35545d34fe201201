"""What a format can't say of a document, from what it declares to carry.

One place reports it for every writer, so that the report and the declaration can't disagree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.document.metadata import PRIVATE_FIELDS, Metadata
from newsconv.document.nodes import (
    Aside,
    Code,
    CodeBlock,
    Embed,
    Figure,
    Heading,
    Image,
    LineBreak,
    Link,
    List,
    Node,
    Paragraph,
    Quote,
    Span,
    Table,
    Text,
    ThematicBreak,
    snake_case,
)
from newsconv.document.plain import block_text, inline_text
from newsconv.document.walk import walk
from newsconv.report import NotRendered

if TYPE_CHECKING:
    from newsconv.document.document import Document
    from newsconv.formats import Format, WriteOptions
    from newsconv.report import Report

__all__ = ["ALL_FIELDS", "ALL_NODES", "EVERYTHING", "report_losses", "report_unsafe", "visible_metadata"]

SPANS: Final = Span.__args__
NODE_TYPES: Final = (
    *SPANS,
    Text,
    Code,
    Link,
    Image,
    LineBreak,
    Paragraph,
    Heading,
    List,
    Quote,
    Figure,
    Table,
    CodeBlock,
    Embed,
    Aside,
    ThematicBreak,
)
ALL_NODES: Final = frozenset(snake_case(kind.__name__) for kind in NODE_TYPES)
"""Names of all nodes."""
ALL_FIELDS: Final = frozenset(f"metadata.{name}" for name in Metadata.__struct_fields__)
"""Names of all metadata fields."""
EVERYTHING: Final = ALL_NODES | ALL_FIELDS
"""What a lossless format carries."""


def report_unsafe(document: Document, normal: Document, report: Report) -> None:
    """Report the unsafe addresses of a document that its normal form no longer has."""
    if document == normal:
        return
    from newsconv.document.unsafe import iter_unsafe

    for what, url in iter_unsafe(document):
        report.add(NotRendered(what=what, text=url, reason="an address that would run or carry code"))


def report_losses(document: Document, record: Format, options: WriteOptions, report: Report) -> None:
    """Report the fields and nodes of a normal document that a format does not carry, or must not show."""
    for name, value in set_fields(document.metadata).items():
        what = f"metadata.{name}"
        if what not in record.carries:
            report.add(NotRendered(what=what, text=value_text(value), reason=f"{record.title} has no place for it"))
        elif name in PRIVATE_FIELDS and not (options.private or record.name in PRIVATE_FORMATS):
            report.add(
                NotRendered(what=what, text=value_text(value), reason="it is private (see the option `private`)")
            )
    if record.carries >= ALL_NODES:
        return
    for node in walk(document.body):
        what = snake_case(type(node).__name__)
        if what not in record.carries:
            report.add(NotRendered(what=what, text=node_text(node), reason=f"{record.title} has no such mark"))


PRIVATE_FORMATS: Final = frozenset({"json", "newsml", "nitf", "ninjs"})
"""Formats made for newsrooms and archives, which hold private fields always."""


def visible_metadata(metadata: Metadata, options: WriteOptions) -> Metadata:
    """Give the metadata that a format for the public may show."""
    if options.private:
        return metadata
    defaults = Metadata()
    return msgspec.structs.replace(metadata, **{name: getattr(defaults, name) for name in PRIVATE_FIELDS})


def set_fields(metadata: Metadata) -> dict[str, object]:
    """Give the metadata fields that hold something."""
    values = {name: getattr(metadata, name) for name in Metadata.__struct_fields__}
    return {name: value for name, value in values.items() if value not in ("", (), None)}


def value_text(value: object) -> str:
    """Give the words of a metadata value.

    >>> from newsconv.document import Person
    >>> value_text((Person("Jane Doe", email="jane@example.com"),))
    'Jane Doe, jane@example.com'
    """
    if isinstance(value, tuple):
        return "; ".join(map(value_text, value))
    if isinstance(value, msgspec.Struct):
        parts = (getattr(value, name) for name in value.__struct_fields__)
        return ", ".join(value_text(part) for part in parts if part)
    return str(value)


def node_text(node: Node) -> str:
    """Give what is lost with the mark of a node: an address, the words that only it holds, or those it stood on."""
    match node:
        case Link():
            return " ".join(filter(None, (node.title, node.url)))
        case Image():
            return " ".join(filter(None, (node.alt, node.title, node.url)))
        case Embed():
            return " ".join(filter(None, (block_text(node), node.url)))
        case Figure():
            return block_text(node) or "; ".join(medium.url for medium in node.media)
        case Text() | Code():
            return node.value
        case LineBreak() | ThematicBreak():
            return ""
        case Paragraph() | Heading() | List() | Quote() | Table() | CodeBlock() | Aside():
            return block_text(node)
        case _:
            return inline_text(node.children)  # type: ignore[attr-defined]  # a span
