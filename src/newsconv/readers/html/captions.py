"""Captions and credits of figures: which text of a figure is which.

In: the elements and blocks that stand in a figure. Out: inlines of a caption, or nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.document.nodes import Figure, LineBreak, Paragraph, Text
from newsconv.document.plain import inline_text
from newsconv.report import Guessed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.document.nodes import Block, Inline
    from newsconv.report import Report

__all__ = ["CREDIT_LABELS", "PICTURES", "caption_of", "credited", "split_credits"]

CREDIT_LABELS: Final = (
    r"(?:foto|photo|picture|image|bild|quelle|credit|cr[ée]dit|fuente|source|copyright|bildrechte|bildquelle|"
    r"bildnachweis|symbolfoto|foto(?:graf[ií]a|graf|ğraf)|imagen|ảnh|фото|사진|写真|zdjęcie|kuva|isithombe)s?"
    r"(?:\s(?:credit|by|photo|courtesy|출처))?\s?"
)
"""Words of credits before a mark: en, de, fr, es, it, nl, sv, nb, da, fi, pl, tr, ru, vi, ko, ja, zu (pattern)."""
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


NAME_DOT: Final = r"(?<=\b\w)\.|\.(?=\S)"
"""A dot that ends no sentence: behind an initial, or within an address (pattern)."""
RE_CREDIT_TAIL: Final = re.compile(
    rf"(?:\((?:©|{CREDIT_LABELS}[:=])[^()]{{2,100}}\)|\[(?:©|{CREDIT_LABELS}[:=])[^\[\]]{{2,100}}\]"
    rf"|©(?:[^©.]|{NAME_DOT}){{2,80}}|(?<!\w){CREDIT_LABELS}: (?:[^:.]|{NAME_DOT}){{2,80}})$",
    re.IGNORECASE,
)
"""The credit at the end of a caption, by its words: `(Picture: Getty)`, `Foto: J. Doe`, `© AP`. On 17 of the 115 press
pages. Must not match `(l.)`, `(AP)`, or a label with a sentence behind it."""


def split_credits(blocks: Sequence[Block], report: Report) -> tuple[Block, ...]:
    """Give each figure of a page the credit at the end of its caption; what is moved is reported."""
    return tuple(
        split_credit(block, block.caption[-1], report) if isinstance(block, Figure) and block.caption else block
        for block in blocks
    )


def split_credit(figure: Figure, last: Inline, report: Report) -> Figure:
    """Give a figure with the end of its caption as its credit, if that is one.

    Where the credit is known, only its label may have stayed behind: `(Image: `.
    """
    if not isinstance(last, Text):
        return figure
    pattern = RE_LABEL_TAIL if figure.credit else RE_CREDIT_TAIL
    match = pattern.search(last.value, max(0, len(last.value) - MAX_TAIL_CHARS))
    if match is None:
        return figure
    report.add(Guessed(field="credit", rule="credit-words", reason="it ends the caption as credits do", text=match[0]))
    before = last.value[: match.start()].rstrip(" |,\u2013\u2014-")
    caption = (*figure.caption[:-1], Text(before)) if before else figure.caption[:-1]
    return msgspec.structs.replace(figure, caption=caption, credit=f"{match[0].strip()} {figure.credit}".strip())


RE_LABEL_TAIL: Final = re.compile(rf"(?:\(|(?<!\w)){CREDIT_LABELS}[:=]\s?$", re.IGNORECASE)
"""The label of a credit that stands in an element of its own, at the end of the caption."""
MAX_TAIL_CHARS: Final = 140
"""Code points at the end of a caption in which its credit is looked for."""
