"""Makers of noisy Markdown: HTML in, the Markdown out that a scraper would store.

Scrapers turn whole pages into Markdown, menus and all, with one of a few libraries. These callables
give the same, so that a page with a known story becomes the input that the Markdown reader must
survive. Each needs its library: `markdownify` comes with the extra `testing`, the rest is optional.
"""

from __future__ import annotations

import warnings
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["PRODUCERS", "noisy_markdown"]


def noisy_markdown(html: str) -> str:
    r"""Turn a page into Markdown as scrapers do: markdownify with its defaults.

    >>> noisy_markdown("<ul><li><a href='/'>Home</a></li></ul><h1>Rain</h1><p>It <b>rained</b>.</p>")
    '* [Home](/)\n\nRain\n====\n\nIt **rained**.'
    """
    return markdownify_with(html)


def atx_markdown(html: str) -> str:
    """Turn a page into Markdown with markdownify, headings as `#`, as most who call it set it."""
    return markdownify_with(html, heading_style="ATX")


def bare_markdown(html: str) -> str:
    """Turn a page into Markdown with markdownify, without links and pictures."""
    return markdownify_with(html, heading_style="ATX", strip=["a", "img"])


def markdownify_with(html: str, **options: Any) -> str:
    """Call markdownify with options; beautifulsoup4's warnings about input like `a.html` are not ours to give."""
    import markdownify
    from bs4 import MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return str(markdownify.markdownify(html, **options))


def html2text_markdown(html: str) -> str:
    """Turn a page into Markdown with html2text, which wraps lines at 78 characters."""
    import html2text

    return str(html2text.html2text(html))


def html_to_markdown(html: str) -> str:
    """Turn a page into Markdown with html-to-markdown, the Rust converter."""
    import html_to_markdown

    result = html_to_markdown.convert(html)
    return str(getattr(result, "content", result) or "")


PRODUCERS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "markdownify": noisy_markdown,
        "markdownify-atx": atx_markdown,
        "markdownify-bare": bare_markdown,
        "html2text": html2text_markdown,
        "html-to-markdown": html_to_markdown,
    }
)
"""Makers by name; one raises `ImportError` where its library is missing."""
