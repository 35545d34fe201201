"""What the html writer may be told."""

from __future__ import annotations

from newsconv.formats import WriteOptions

__all__ = ["HtmlWriteOptions"]


class HtmlWriteOptions(WriteOptions, frozen=True, kw_only=True):
    """Options of the html writer."""

    fragment: bool = False
    """Whether to write only the story's blocks, for a CMS, instead of a whole page."""
