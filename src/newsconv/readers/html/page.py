"""Read an HTML page, a fragment of one, or what newsconv wrote.

In: `bytes`, `str`, a BeautifulSoup object or an lxml tree. Out: a document in normal form.

- A page that newsconv signed is read back as it was written.
- A fragment (the body of a content management system: no `html`, `head`, `body` or doctype) is the
  story as it stands; nothing of it is judged unless `noise="drop"`.
- From any other page the article is taken: metadata from its head, and of its parts those that the learned score and
  the rules of the noise engine find to be the story. Everything else is in the report.
- A page that shows no story, but holds it in its JSON-LD (`articleBody`) or its scripts, is read from there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsconv.document import Document, Metadata, normalize
from newsconv.noise import Context, read_segments
from newsconv.noise.features import MIN_WITNESS_CHARS, Hints
from newsconv.readers.html.article import find_article
from newsconv.readers.html.blocks import read_blocks
from newsconv.readers.html.captions import split_credits
from newsconv.readers.html.copies import read_copy, script_story
from newsconv.readers.html.metadata import is_signed, read_metadata, read_page_metadata
from newsconv.readers.html.tree import body_of, parse_page
from newsconv.report import Guessed, Skipped

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.formats import ReadOptions, Source
    from newsconv.readers.html.metadata import PageMetadata
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
    found = read_page_metadata(root, options=options, report=report)
    if options.noise == "keep":
        return whole(body, found.metadata, options, report)
    return read_article(root, found, options, report)


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


def read_article(root: _Element, found: PageMetadata, options: ReadOptions, report: Report) -> Document:
    """Take the article from a page, and report the rest."""
    metadata, copy = found
    hints = Hints(headline=metadata.headline, witness=copy, description=metadata.description)
    article = find_article(body_of(root), hints, report=report, base_url=options.base_url)
    context = Context(headline=metadata.headline, language=metadata.language or options.language, is_page=True)
    document = read_segments(article.segments, metadata, context=context, report=report)
    body = split_credits(document.body, report)
    if body != document.body:
        document = normalize(Document(document.metadata, body))
    if article.shows_story:
        return document
    return read_elsewhere(root, document, copy, options, report)


def read_elsewhere(root: _Element, document: Document, copy: str, options: ReadOptions, report: Report) -> Document:
    """Take the story from where the page holds it without showing it, if anywhere."""
    text, place = (copy, "its metadata has a copy of it (articleBody)") if len(copy) > MIN_WITNESS_CHARS else ("", "")
    if not text:
        text, place = script_story(root), "its scripts have the text"
    if not text:
        report.add(Skipped(reason="no article was found on the page: no part of it reads like a story"))
        return document
    reason = f"the page shows no story, or less than a third of it, but {place}"
    report.add(Guessed(field="body", rule="hidden-story", reason=reason))
    blocks = read_copy(text, report=report, base_url=options.base_url)
    return normalize(Document(document.metadata, (*document.body, *blocks)))
