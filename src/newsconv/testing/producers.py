"""Makers of noisy Markdown: HTML in, the Markdown out that a scraper would store.

Scrapers turn whole pages into Markdown, menus and all, with one of a few libraries. These callables
give the same, so that a page with a known story becomes the input that the Markdown reader must
survive. Each needs its library: `markdownify` comes with the extra `testing`, the rest is optional. Two scrapers whose
programs are services or browsers are imitated: Jina's reader and crawl4ai.
"""

from __future__ import annotations

import re
import warnings
from html import unescape
from itertools import count
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


def trafilatura_markdown(html: str) -> str:
    """Turn the story of a page into Markdown with trafilatura, which chooses it, with front matter."""
    import trafilatura

    return str(trafilatura.extract(html, output_format="markdown", with_metadata=True, include_links=True) or "")


def turbohtml_markdown(html: str) -> str:
    """Turn a page into Markdown with turbohtml."""
    import turbohtml  # type: ignore[import-not-found,unused-ignore]

    return str(turbohtml.parse(html).to_markdown())


def pandoc_markdown(html: str) -> str:
    """Turn a page into pandoc's Markdown, containers and attributes included; sandboxed, so that it fetches nothing."""
    import pypandoc  # type: ignore[import-untyped,import-not-found,unused-ignore]

    options = ["--sandbox", "--quiet"]  # as it would warn of everything that it may not fetch
    return str(pypandoc.convert_text(html, "markdown", format="html", extra_args=options))


def reader_markdown(html: str) -> str:
    r"""Turn a page into what Jina's reader would store: its header lines, markdownify's text, numbered pictures.

    >>> print(reader_markdown("<title>Rain</title><p>It rained.</p><img src='a.jpg' alt='Dam'>"))
    Title: Rain
    <BLANKLINE>
    URL Source: https://example.com/story
    <BLANKLINE>
    Markdown Content:
    It rained.
    <BLANKLINE>
    ![Image 1: Dam](a.jpg)
    """
    title = RE_TITLE.search(html)
    numbers = count(1)
    text = RE_PICTURE.sub(
        lambda match: f"![Image {next(numbers)}" + (": " if match[1] else "") + f"{match[1]}](",
        markdownify_with(RE_TITLE.sub("", html), heading_style="ATX"),
    )
    name = " ".join(unescape(title[1]).split()) if title else ""
    return f"Title: {name}\n\nURL Source: {EXAMPLE_URL}\n\nMarkdown Content:\n{text.strip()}"


def cited_markdown(html: str) -> str:
    r"""Turn a page into what crawl4ai would store: citation marks in place of links, and the list of them.

    >>> print(cited_markdown("<p>It <a href='/a'>rained</a>.</p>"))
    It rained⟨1⟩.
    <BLANKLINE>
    ## References
    <BLANKLINE>
    ⟨1⟩ /a
    """
    urls: dict[str, int] = {}

    def cite(match: re.Match[str]) -> str:
        number = urls.setdefault(match[2], len(urls) + 1)
        return f"{match[1]}⟨{number}⟩"

    text = RE_LINK.sub(cite, markdownify_with(html, heading_style="ATX")).strip()
    references = "\n".join(f"⟨{number}⟩ {url}" for url, number in urls.items())
    return f"{text}\n\n## References\n\n{references}" if urls else text


EXAMPLE_URL: Final = "https://example.com/story"
"""The address of every page in `reader_markdown`; that of a real one is not in the page."""
RE_TITLE: Final = re.compile(r"<title[^<>]*>([^<]*)</title>", re.IGNORECASE)
RE_PICTURE: Final = re.compile(r"!\[([^\[\]]*)\]\(")
RE_LINK: Final = re.compile(r"(?<!!)\[([^\[\]]*)\]\(([^()\s]+)[^()]*\)")


PRODUCERS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "markdownify": noisy_markdown,
        "markdownify-atx": atx_markdown,
        "markdownify-bare": bare_markdown,
        "html2text": html2text_markdown,
        "html-to-markdown": html_to_markdown,
        "trafilatura": trafilatura_markdown,
        "turbohtml": turbohtml_markdown,
        "pandoc": pandoc_markdown,
        "jina-reader": reader_markdown,
        "crawl4ai": cited_markdown,
    }
)
"""Makers by name; one raises `ImportError` where its library is missing."""
