"""Read an HTML page, a fragment of one, or what newsconv wrote.

In: `bytes`, `str`, a BeautifulSoup object or an lxml tree. Out: a document in normal form.

- A page that newsconv signed is read back as it was written.
- A fragment (the body of a content management system: no `html`, `head`, `body` or doctype) is the
  story as it stands; nothing of it is judged unless `noise="drop"`.
- From any other page the article is taken: metadata from its head, the element that holds the
  text, and what the noise engine finds in that. Everything else is in the report.

Known gaps: a story spread over several places of a page is read from the one that holds them all;
pictures above the text that stand outside the article's element are left out, and reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsconv.document import Document, Metadata, normalize
from newsconv.noise import Context, read_story
from newsconv.noise.same import same_title
from newsconv.readers.html.article import choose_article, outside_parts
from newsconv.readers.html.blocks import read_blocks
from newsconv.readers.html.elements import origin_of
from newsconv.readers.html.metadata import is_signed, read_metadata
from newsconv.readers.html.tree import body_of, parse_page
from newsconv.report import Removed, Skipped

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.formats import ReadOptions, Source
    from newsconv.report import Report

__all__ = ["read"]

RE_PAGE_MARK: Final = re.compile(rb"<(?:!doctype|html|head|body)[\s>]", re.IGNORECASE)
PAGE_MARK_BYTES: Final = 65_536
"""How far into a source its `<html>` may be; on 994 of 995 corpus pages it is within 1,020 bytes, one has none."""
SIGNED_BODY: Final = etree.XPath("//*[@itemprop='articleBody']")


def read(source: Source, *, options: ReadOptions, report: Report) -> Document:
    """Read one document.

    Args:
        source: a page, a fragment, or a tree of either.
        options: `noise="keep"` takes a page's whole body, `noise="drop"` judges fragments and signed pages too.
        report: what was moved, left out or repaired is added to it.

    Raises:
        ReadError: the source is binary or empty.
    """
    root = parse_page(source, report=report)
    body = body_of(root)
    if options.noise != "drop" and is_signed(root):
        marked = SIGNED_BODY(root)
        return whole(
            marked[0] if marked else body, read_metadata(root, options=options, report=report), options, report
        )
    if options.noise != "drop" and is_fragment(source):
        return whole(body, Metadata(language=options.language), options, report)
    metadata = read_metadata(root, options=options, report=report)
    if options.noise == "keep":
        return whole(body, metadata, options, report)
    return read_article(body, metadata, options, report)


def is_fragment(source: Source) -> bool:
    """Tell whether a source is a piece of a page: it names none of the elements that only a whole one has."""
    data = source.data
    if isinstance(data, str):
        data = data[:PAGE_MARK_BYTES].encode("utf-8", "replace")
    if isinstance(data, bytes):
        return RE_PAGE_MARK.search(data[:PAGE_MARK_BYTES].replace(b"\0", b"")) is None
    if isinstance(data, etree._Element):  # noqa: SLF001 - lxml has no public name for its element
        return data.tag not in {"html", "body"}
    return False


def whole(element: _Element, metadata: Metadata, options: ReadOptions, report: Report) -> Document:
    """Take an element's content as it stands."""
    return normalize(Document(metadata, read_blocks(element, report=report, base_url=options.base_url)))


def read_article(body: _Element, metadata: Metadata, options: ReadOptions, report: Report) -> Document:
    """Take the article from a page, and report the rest."""
    article = choose_article(body)
    if not article.prose_chars:
        report.add(Skipped(reason="no article was found on the page: it has no running text"))
    report_outside(body, article.element, metadata, report)
    context = Context(headline=metadata.headline, language=metadata.language or options.language, is_page=True)
    return read_story(article.element, metadata, context=context, report=report, base_url=options.base_url)


def report_outside(body: _Element, article: _Element, metadata: Metadata, report: Report) -> None:
    """Report each part of a page that stands beside the article."""
    for text, reason, element, _ in outside_parts(body, article):
        if metadata.headline and same_title(text, metadata.headline):
            reason_here = f"the headline, which is known: {metadata.headline}"
            report.add(Removed(rule="headline", reason=reason_here, text=text, origin=origin_of(element)))
        else:
            report.add(Removed(rule="outside-article", reason=reason, text=text, origin=origin_of(element)))
