"""Find the addresses that the normal form takes out: those that run or carry code.

`normalize` has nobody to tell; readers and writers of documents that are not normal yet report what this finds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsconv.document.links import is_safe_url
from newsconv.document.nodes import Embed, Figure, Image, Link
from newsconv.document.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsconv.document.document import Document

__all__ = ["iter_unsafe"]


def iter_unsafe(document: Document) -> Iterator[tuple[str, str]]:
    """Give what holds an unsafe address (`link`, `figure`, `metadata.url`, …), and the address, in reading order.

    >>> from newsconv.document import Document, Paragraph, Text
    >>> list(iter_unsafe(Document(body=(Paragraph((Link("javascript:x()", (Text("a"),)),)),))))
    [('link', 'javascript:x()')]
    """
    found = [*iter_metadata(document), *iter_body(document)]
    return ((what, url) for what, url in found if not is_safe_url(url))


def iter_metadata(document: Document) -> Iterator[tuple[str, str]]:
    """Give the addresses in the metadata."""
    metadata = document.metadata
    yield "metadata.url", metadata.url
    if metadata.located:
        yield "metadata.located", metadata.located.uri
    for name in ("authors", "subjects", "genres", "related"):
        for record in getattr(metadata, name):
            yield f"metadata.{name}", getattr(record, "url", "") or getattr(record, "uri", "")


def iter_body(document: Document) -> Iterator[tuple[str, str]]:
    """Give the addresses in the body."""
    for node in walk(document.body):
        match node:
            case Link():
                yield "link", node.url
            case Image():
                yield "image", node.url
            case Embed():
                yield "embed", node.url
            case Figure():
                for medium in node.media:
                    yield "figure", medium.url
            case _:
                pass
