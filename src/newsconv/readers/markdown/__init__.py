"""Markdown: CommonMark, GFM's tables and strikethrough, front matter, and what scrapers emit."""

from __future__ import annotations

import re
from typing import Final

from newsconv.formats import Format
from newsconv.losses import EVERYTHING
from newsconv.sniff import Certainty, Sample

__all__ = ["FORMAT"]

RE_MARKS: Final = re.compile(
    r"^(?:\#{1,6}[ ]\S|[-*+][ ]+\[|>[ ]\S|```|={3,}$|-{3,}$)|\]\((?:https?:|/|\#|<)|\*\*\S[^*\n]{0,200}\S?\*\*",
    re.MULTILINE,
)
"""Marks that text written by hand for no format rarely has: headings, link lists, quotes, fences, links, bold."""


def sniff(sample: Sample) -> Certainty:
    """Tell by its marks; text without any may be Markdown, but need not."""
    if sample.is_binary or sample.is_other_xml or sample.root in {"html", "newsItem", "newsMessage", "nitf"}:
        return Certainty.NO
    if sample.text.startswith("---\n") and "\ngenerator: newsconv\n" in sample.text:
        return Certainty.CERTAIN
    if sample.text.startswith(("---\n", "+++\n")) or RE_MARKS.search(sample.text):
        return Certainty.LIKELY
    return Certainty.POSSIBLE if sample.text.strip() else Certainty.NO


FORMAT: Final = Format(
    name="markdown",
    title="Markdown",
    aliases=("md", "commonmark", "gfm"),
    media_types=("text/markdown",),
    suffixes=(".md", ".markdown", ".mdown"),
    sniff=sniff,
    carries=EVERYTHING,
    lossless=True,
    reader="newsconv.readers.markdown.reader:read",
    writer="newsconv.writers.markdown.document:write",
)
