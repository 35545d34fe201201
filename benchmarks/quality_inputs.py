"""What a page is turned into before it is read: nothing, Markdown by a scraper's library, or text by a dump.

In: a decoded page. Out: the sources that newsconv is to read, by the name of what made them. Makers of Markdown are
those of `newsconv.testing`; dumps of text are what programs fall back to that have no use for marks.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Final

from newsconv.testing.producers import PRODUCERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["DUMPS", "INPUTS", "PAGES", "makers"]

PAGES: Final = "pages"
INPUTS: Final = (PAGES, "markdown", "text")
"""What can be read: pages as they are, Markdown made of them, text made of them."""
MODULES: Final = {"html-to-markdown": "html_to_markdown", "html2text": "html2text", "inscriptis": "inscriptis"}
"""Modules of makers whose names are others; markdownify's three are named after it, lxml is always there."""


def inscriptis_text(html: str) -> str:
    """Dump a page with inscriptis, which lays text out as a browser does."""
    import inscriptis

    return str(inscriptis.get_text(html))


def html2text_text(html: str) -> str:
    """Dump a page with html2text, without links, pictures, emphasis and wrapped lines."""
    import html2text

    converter = html2text.HTML2Text(bodywidth=0)
    converter.ignore_links = converter.ignore_images = converter.ignore_emphasis = True
    return str(converter.handle(html))


def lxml_text(html: str) -> str:
    """Dump a page with lxml's `text_content`, without scripts and styles, with the line ends of the source."""
    from lxml import etree
    from lxml import html as parser

    tree = parser.document_fromstring(html.encode(), parser=parser.HTMLParser(encoding="utf-8"))
    etree.strip_elements(tree, "script", "style", "noscript", "template", with_tail=False)
    body = tree.find("body")
    return str((tree if body is None else body).text_content())


DUMPS: Final[Mapping[str, Callable[[str], str]]] = {
    "inscriptis": inscriptis_text,
    "html2text, without links": html2text_text,
    "lxml text_content": lxml_text,
}
"""Makers of text by name."""


def makers(kind: str) -> dict[str, Callable[[str], str]]:
    """Give the installed makers of a kind of input by name."""
    known: Mapping[str, Callable[[str], str]] = PRODUCERS if kind == "markdown" else DUMPS
    return {name: make for name, make in known.items() if importlib.util.find_spec(module_of(name)) is not None}


def module_of(name: str) -> str:
    """Name the module that a maker needs.

    >>> module_of("markdownify-bare"), module_of("html2text, without links")
    ('markdownify', 'html2text')
    """
    first = name.partition(",")[0].partition(" ")[0]
    return MODULES.get(first, first.partition("-")[0])
