"""Captions and credits of figures: which text of a figure is which.

In: the elements and blocks that stand in a figure. Out: inlines of a caption, or nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsconv.document.nodes import LineBreak, Paragraph, Text
from newsconv.document.plain import inline_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.document.nodes import Block, Inline

__all__ = ["PICTURES", "caption_of", "credited"]

PICTURES: Final = ("{*}img", "{*}picture", "{*}video", "{*}audio", "{*}amp-img", "{*}iframe")
"""Elements of pictures, players among them."""
MAX_CAPTION_CHARS: Final = 300
"""Code points of the paragraphs beside a picture that are its caption; more is a story in a figure. Of 42 such
paragraphs in figures of the corpus pages the longest caption has 158; a part of a story in one has 461."""


def caption_of(blocks: Sequence[Block]) -> tuple[Inline, ...]:
    """Give the inlines of blocks that are nothing but short paragraphs, a line each; else nothing."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if len(paragraphs) < len(blocks) or sum(len(inline_text(one.children)) for one in paragraphs) > MAX_CAPTION_CHARS:
        return ()
    inlines: list[Inline] = []
    for paragraph in paragraphs:
        inlines += [LineBreak()] * bool(inlines)
        inlines += paragraph.children
    return tuple(inlines)


def credited(caption: tuple[Inline, ...], credit: str) -> tuple[Inline, ...]:
    """Give a caption with its credit, for blocks that have no field of their own for it."""
    return (*caption, Text(f" {credit}" if caption else credit)) if credit else caption
