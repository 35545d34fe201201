"""The document: what every reader makes and every writer takes."""

from __future__ import annotations

import msgspec

from newsconv.document.metadata import Metadata
from newsconv.document.nodes import Block  # noqa: TC001 - msgspec resolves the annotations when a decoder is made
from newsconv.document.normal import normal_blocks
from newsconv.document.normal_metadata import normal_metadata
from newsconv.document.plain import iter_paragraphs

__all__ = ["Document", "normalize"]


class Document(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True, forbid_unknown_fields=True):
    """One news story.

    >>> from newsconv.document import Document, Metadata, Paragraph, Text
    >>> story = Document(Metadata(headline="Rain"), (Paragraph((Text("It rained."),)),))
    >>> story.paragraphs()
    ['It rained.']
    """

    metadata: Metadata = Metadata()
    body: tuple[Block, ...] = ()
    """The story's blocks, without its headline."""

    def paragraphs(self) -> list[str]:
        """Give the plain text of each textual block of the story, in reading order.

        Headings, paragraphs, list items, quoted paragraphs, preformatted text, and table rows
        joined by ` | `; without the headline, captions, asides and embeds.
        """
        return list(iter_paragraphs(self.body))


def normalize(document: Document) -> Document:
    """Give the one spelling of a document; see `newsconv.document.normal`."""
    return Document(normal_metadata(document.metadata), normal_blocks(document.body))
