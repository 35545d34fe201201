"""Read NewsML-G2: items of all kinds, and newsMessages that carry them; and the NewsItems of NewsML 1.x.

In: `str` or `bytes` of XML, any 2.x, with or without its namespace. Out: a normal document for each item. A
packageItem is a document without a body, whose references are related items; so is an item that is no story
(a concept, a vocabulary, a plan of coverage, a catalog), whose content is kept as extra fields.

Also read: an item of which only a section is there (`contentSet`, `groupSet`, …), as manuals show them; a message
whose header or set of items is missing, or is written with a capital letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsconv.errors import ReadError, SeveralDocumentsError
from newsconv.iptc.parsing import local_name, origin_of, parse_xml
from newsconv.readers.newsml.context import children, everything_in
from newsconv.readers.newsml.item import read_item
from newsconv.readers.newsml.newsml12 import find_news_items, read_newsml12
from newsconv.report import Repaired, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsconv.document import Document
    from newsconv.formats import ReadOptions, Source
    from newsconv.report import Report

__all__ = ["read", "read_many"]

ITEMS: Final = frozenset({"newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"})
"""Items of NewsML-G2 2.35."""
NEWSML12_PARTS: Final = frozenset({"Catalog", "NewsEnvelope", "NewsItem"})
"""Parts of a message of NewsML 1.x that say where vocabularies are, or are read with each item."""
SECTIONS: Final = frozenset({"contentMeta", "contentSet", "groupSet", "itemMeta", "rightsInfo"})
"""Sections of an item that are read alone."""


def read(source: Source, *, options: ReadOptions, report: Report) -> Document:
    """Read the one item of a source.

    Raises:
        ReadError: not well-formed, not NewsML-G2, or without an item.
        SeveralDocumentsError: a message with several items.
    """
    items = find_items(source, report)
    if len(items) > 1:
        message = f"the message holds {len(items)} stories; read them with load_all"
        raise SeveralDocumentsError(message, source.name)
    return read_any_item(items[0], options=options, report=report)


def read_many(source: Source, *, options: ReadOptions, report: Report) -> Iterator[Document]:
    """Read every item of a source.

    Raises:
        ReadError: not well-formed, not NewsML-G2, or without an item.
    """
    for item in find_items(source, report):
        yield read_any_item(item, options=options, report=report)


def read_any_item(item: _Element, *, options: ReadOptions, report: Report) -> Document:
    """Read an item of NewsML-G2, or one of NewsML 1.x, whose name has a capital letter."""
    read_this = read_newsml12 if local_name(item) == "NewsItem" else read_item
    return read_this(item, options=options, report=report)


def find_items(source: Source, report: Report) -> list[_Element]:
    """Find the items of a source, at least one."""
    root = parse_xml(source, report)
    name = local_name(root)
    if name in ITEMS:
        return [root]
    if name in SECTIONS:
        report.add(Repaired(reason=f"only the {name} of an item is there", origin=origin_of(root)))
        return [root]
    if name == "NewsML":
        items = find_news_items(root, source.name)
        report_others([part for part in children(root) if local_name(part) not in NEWSML12_PARTS], report)
        return items
    if name == "newsMessage":
        return message_items(root, source.name, report)
    if name == "itemSet":
        report.add(Repaired(reason="only the itemSet of a message is there", origin=origin_of(root)))
        return message_items(root, source.name, report)
    message = f"it is XML, but not NewsML-G2: <{name[:60]}>; a newsItem, packageItem or newsMessage is wanted"
    raise ReadError(message, source.name, root.sourceline)


def message_items(message: _Element, name: str, report: Report) -> list[_Element]:
    """Give the items of a message, and report what else it holds."""
    parts = [part for child in children(message) for part in (children(child) if is_set(child) else [child])]
    items = [part for part in parts if local_name(part) in ITEMS]
    if not items:
        held = sorted({local_name(part)[:60] for part in parts})
        reason = f"<{local_name(message)}> without an item; it holds {', '.join(held) or 'nothing'}"
        raise ReadError(reason, name, message.sourceline)
    report_others([part for part in parts if local_name(part) not in ITEMS], report)
    return items


def report_others(parts: list[_Element], report: Report) -> None:
    """Report what a message holds beside items."""
    for part in parts:
        if text := everything_in(part):
            reason = f"the {local_name(part)} is about the message, not the story"
            report.add(Skipped(text=text, reason=reason, origin=origin_of(part)))


def is_set(element: _Element) -> bool:
    """Tell whether an element of a message holds the items."""
    return local_name(element).lower() == "itemset"
