"""The programs that find the story of a page, each as a function from a page to an `Output`.

Each is called as its documentation says, in its default way but for three things that the truth settles: comments of
readers, links and the alternatives of pictures are left out where it can be told so. One that is not installed (extra
`bench`) is missing from the answer of `installed`. Those that take bytes get the bytes; for the others the page is
decoded beforehand, as newsconv would, and that is not timed.
"""

from __future__ import annotations

import importlib.util
import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import newsconv
from quality_measures import Output

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsconv.document import Document
    from quality_corpora import Page

__all__ = ["PARSE", "REFERENCE", "SYSTEMS", "block_lines", "installed", "output_of", "page_text", "prepare"]

Extract: TypeAlias = "Callable[[Page, str], Output]"
"""From a page and its decoded text to what was found."""

REFERENCE: Final = "trafilatura"
"""What times are compared with."""
PARSE: Final = "lxml parse"
"""The row for lxml's parser alone: what anything built on it takes at least."""
RE_AUTHOR_SEPARATOR: Final = re.compile(r"\s*;\s*")


def page_text(data: bytes) -> str:
    """Decode a page as newsconv would."""
    from newsconv.decoding import decode
    from newsconv.report import Report

    return decode(data, report=Report())


def output_of(document: Document) -> Output:
    """Give what newsconv read: the story's blocks, parted by blank lines, and the fields."""
    metadata = document.metadata
    return Output(
        "\n\n".join(document.paragraphs()),
        metadata.headline,
        tuple(person.name for person in metadata.authors),
        metadata.published.iso if metadata.published else "",
        metadata.language,
    )


def use_newsconv(page: Page, text: str) -> Output:  # noqa: ARG001 - all systems are called alike
    """Read the page, metadata included."""
    return output_of(newsconv.loads(page.html, "html"))


def use_trafilatura(page: Page, text: str) -> Output:  # noqa: ARG001 - as above
    """Extract with trafilatura, metadata included."""
    import trafilatura

    found: Any = trafilatura.bare_extraction(page.html, with_metadata=True, include_comments=False)
    if found is None:
        return Output("")
    authors = tuple(RE_AUTHOR_SEPARATOR.split(found.author)) if found.author else ()
    return Output(found.text or "", found.title or "", authors, found.date or "", found.language or "")


def use_readability(page: Page, text: str) -> Output:  # noqa: ARG001 - as above
    """Extract with readability-lxml, which gives HTML and a title."""
    from readability import Document as Readable

    found = Readable(text)
    return Output(block_lines(found.summary(html_partial=True)), found.short_title())


def use_newspaper(page: Page, text: str) -> Output:
    """Extract with newspaper4k, without pictures, which it would fetch."""
    import newspaper

    article = newspaper.Article(page.url or "https://example.com/", fetch_images=False)
    article.download(input_html=text)
    article.parse()
    date: Any = article.publish_date
    day = date.isoformat() if hasattr(date, "isoformat") else str(date or "")
    return Output(article.text, article.title or "", tuple(article.authors), day)


def use_resiliparse(page: Page, text: str) -> Output:  # noqa: ARG001 - as above
    """Extract with Resiliparse, which gives the text alone."""
    from resiliparse.extract.html2text import extract_plain_text

    return Output(str(extract_plain_text(text, main_content=True, alt_texts=False, links=False)))


def use_boilerpy3(page: Page, text: str) -> Output:  # noqa: ARG001 - as above
    """Extract with boilerpy3's extractor for articles."""
    from boilerpy3 import extractors

    found = extractors.ArticleExtractor(raise_on_failure=False).get_doc(text)
    return Output(found.content or "", found.title or "")


SYSTEMS: Final[dict[str, tuple[str, Extract]]] = {
    "newsconv": ("newsconv", use_newsconv),
    "trafilatura": ("trafilatura", use_trafilatura),
    "readability-lxml": ("readability", use_readability),
    "newspaper4k": ("newspaper", use_newspaper),
    "resiliparse": ("resiliparse", use_resiliparse),
    "boilerpy3": ("boilerpy3", use_boilerpy3),
}
"""Systems by their distribution: the module that must be there, and the call."""


def installed() -> list[str]:
    """Name the systems that are there, newsconv first."""
    return [name for name, (module, _) in SYSTEMS.items() if importlib.util.find_spec(module) is not None]


def prepare(names: list[str]) -> None:
    """Import what will be timed, without a word of it, and keep it from the network.

    newspaper4k asks for a list of domains, which it has a copy of; it is told to use that.
    """
    import logging
    import warnings

    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    for name in names:
        importlib.import_module(SYSTEMS[name][0])
    if "newspaper4k" in names:
        import tldextract
        from tldextract import tldextract as domains

        domains.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


# ---------------------------------------------------------------- HTML to lines

BREAKING_TAGS: Final = frozenset(
    """address article aside blockquote body br caption dd details div dl dt figcaption figure footer form h1 h2 h3 h4
    h5 h6 header hr li main nav ol p pre section table tr ul""".split()
)
"""Elements that begin a line and end one."""


def block_lines(html: str) -> str:
    r"""Give the text of HTML, one line a block, for systems that give HTML.

    >>> block_lines("<div><p>It <b>rained</b>\nagain.</p>So<br>what</div>")
    'It rained again.\nSo\nwhat'
    """
    from lxml import etree
    from lxml import html as parser

    if not html.strip():
        return ""
    parts: list[str] = []
    for event, element in etree.iterwalk(parser.fromstring(html), events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in BREAKING_TAGS:
            parts.append("\n")
        if event == "start":
            parts.append(collapsed(element.text) if tag not in {"script", "style"} else "")
        else:
            parts.append(collapsed(element.tail))
    return "\n".join(filter(None, (" ".join(line.split()) for line in "".join(parts).split("\n"))))


def collapsed(text: str | None) -> str:
    """Give a text with spaces for line ends."""
    return (text or "").replace("\n", " ")
