"""Gemtext for newsconv: the record of the format.

Gemtext (https://geminiprotocol.net/docs/gemtext-specification.gmi, version 0.24.1) has seven kinds of
lines and nothing within a line: text, `=>` links, three levels of `#` headings, `*` items, `>` quotes
and preformatted text between lines of three backticks.
"""

from __future__ import annotations

from newsconv.formats import Format
from newsconv.sniff import Certainty, Sample

__all__ = ["FORMAT", "sniff"]


def sniff(sample: Sample) -> Certainty:
    """Tell whether a sample is gemtext: a link line is what no other format has."""
    if sample.is_binary:
        return Certainty.NO
    if any(line.startswith("=> ") for line in sample.text.splitlines()):
        return Certainty.LIKELY
    return Certainty.POSSIBLE if sample.suffix in FORMAT.suffixes else Certainty.NO


FORMAT = Format(
    name="gemtext",
    title="Gemtext",
    media_types=("text/gemini",),
    suffixes=(".gmi", ".gemini"),
    sniff=sniff,
    carries=frozenset({"metadata.headline", "text", "paragraph", "heading", "link", "list", "quote", "code_block"}),
    reader="newsconv_gemtext.reading:read",
    writer="newsconv_gemtext.writing:write",
)
