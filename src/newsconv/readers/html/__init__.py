"""The html format: web pages, fragments of them, and what newsconv writes."""

from __future__ import annotations

import re
from typing import Final

from newsconv.formats import Format
from newsconv.losses import EVERYTHING
from newsconv.sniff import Certainty, Sample
from newsconv.writers.html.options import HtmlWriteOptions

__all__ = ["FORMAT"]

RE_PAGE: Final = re.compile(r"\s*(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL)
RE_FRAGMENT: Final = re.compile(
    r"\s*(?:<!--.*?-->\s*)*+<(?:head|body|article|main|section|div|p|h[1-6]|ul|ol|table|blockquote|figure|header|title|meta)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
"""What a piece of a page begins with."""
XML_ROOTS: Final = frozenset({"newsitem", "newsmessage", "packageitem", "newsml", "nitf", "rss", "feed", "rdf"})
"""Roots of the standards that are XML but no HTML."""


def sniff(sample: Sample) -> Certainty:
    """Tell whether a source is HTML.

    >>> from newsconv.sniff import take_sample
    >>> sniff(take_sample("<!DOCTYPE html><title>Rain</title>")).name, sniff(take_sample("<p>Rain")).name
    ('CERTAIN', 'LIKELY')
    """
    root = sample.root.lower()
    if sample.is_binary or sample.is_other_xml or root in XML_ROOTS:
        return Certainty.NO
    if root == "html" or RE_PAGE.match(sample.text):
        return Certainty.CERTAIN
    if RE_FRAGMENT.match(sample.text):
        return Certainty.LIKELY
    return Certainty.POSSIBLE if sample.text.lstrip().startswith("<") else Certainty.NO


FORMAT: Final = Format(
    name="html",
    title="HTML",
    aliases=("htm", "xhtml"),
    media_types=("text/html", "application/xhtml+xml"),
    suffixes=(".html", ".htm", ".xhtml"),
    sniff=sniff,
    carries=EVERYTHING,
    lossless=True,
    reader="newsconv.readers.html.page:read",
    writer="newsconv.writers.html.page:write",
    write_options=HtmlWriteOptions,
)
