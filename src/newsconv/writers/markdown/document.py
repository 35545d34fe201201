"""Write a document as Markdown: YAML front matter, then CommonMark with GFM's tables and strikethrough.

The front matter holds all metadata and is the signature: its key `generator` says `newsconv`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsconv.losses import visible_metadata
from newsconv.writers.markdown.blocks import write_blocks
from newsconv.writers.markdown.front_matter import write_front_matter

if TYPE_CHECKING:
    from newsconv.document import Document
    from newsconv.formats import WriteOptions
    from newsconv.report import Report

__all__ = ["write"]


def write(document: Document, *, options: WriteOptions, report: Report) -> str:
    """Write a normal document; it loses nothing, so nothing is reported."""
    del report
    front_matter = write_front_matter(visible_metadata(document.metadata, options))
    return "\n".join([front_matter, *(f"{text}\n" for text in write_blocks(document.body))])
