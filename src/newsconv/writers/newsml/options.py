"""What the writer of newsml may be told."""

from __future__ import annotations

from typing import Literal

from newsconv.formats import WriteOptions

__all__ = ["NewsmlWriteOptions"]


class NewsmlWriteOptions(WriteOptions, frozen=True, kw_only=True):
    """What the writer of newsml may be told; what it is told stands in the item like what the document says."""

    body: Literal["xhtml", "nitf"] = "xhtml"
    """How the body is written; both say everything."""
    provider: str = ""
    """Who sends the item, in place of the document's publisher."""
    guid: str = ""
    """Identifier of the item, in place of the document's own."""
    version: int | None = None
    """Version of the item, 1 or more, in place of the document's own."""
