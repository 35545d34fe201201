"""Read NewsML-G2: newsItems, and newsMessages that carry them.

In: `str` or `bytes` of XML, any 2.x, with or without its namespace. Out: a normal document for each
newsItem. Other items of the standard (packages, concepts, plans, …) are no stories: one that stands alone
is an error that says what it is, one within a message is reported.

Also read: an item of which only a section is there (`contentSet`, `contentMeta`, …), as manuals show them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsconv.errors import ReadError, SeveralDocumentsError
from newsconv.iptc.parsing import local_name, origin_of, parse_xml
from newsconv.readers.newsml.context import children, shown_text
from newsconv.readers.newsml.item import read_item
from newsconv.report import Repaired, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsconv.document import Document
    from newsconv.formats import ReadOptions, Source
    from newsconv.report import Report

__all__ = ["read", "read_many"]

OTHER_ITEMS: Final = {
    "packageItem": "a package, which only names stories",
    "conceptItem": "a concept, an entry of a vocabulary",
    "knowledgeItem": "a vocabulary",
    "planningItem": "a plan of coverage to come",
    "catalogItem": "a catalog of vocabularies",
}
"""Items of NewsML-G2 that are no story, in words."""
SECTIONS: Final = frozenset({"contentMeta", "contentSet", "itemMeta", "rightsInfo"})
"""Sections of an item that are read alone."""


def read(source: Source, *, options: ReadOptions, report: Report) -> Document:
    """Read the one story of an item or message.

    Raises:
        ReadError: not well-formed, not NewsML-G2, or without a story.
        SeveralDocumentsError: a message with several stories.
    """
    items = find_items(source, report)
    if len(items) > 1:
        message = f"the message holds {len(items)} stories; read them with load_all"
        raise SeveralDocumentsError(message, source.name)
    return read_item(items[0], options=options, report=report)


def read_many(source: Source, *, options: ReadOptions, report: Report) -> Iterator[Document]:
    """Read every story of an item or message.

    Raises:
        ReadError: not well-formed, not NewsML-G2, or without a story.
    """
    for item in find_items(source, report):
        yield read_item(item, options=options, report=report)


def find_items(source: Source, report: Report) -> list[_Element]:
    """Find the stories of a source, at least one."""
    root = parse_xml(source, report)
    name = local_name(root)
    if name == "newsItem":
        return [root]
    if name in SECTIONS:
        report.add(Repaired(reason=f"only the {name} of an item is there", origin=origin_of(root)))
        return [root]
    if name == "newsMessage":
        return message_items(root, source.name, report)
    what = f"NewsML-G2, but {OTHER_ITEMS[name]}" if name in OTHER_ITEMS else f"XML, but not NewsML-G2: <{name[:60]}>"
    message = f"it is {what}; a newsItem or newsMessage is wanted"
    raise ReadError(message, source.name, root.sourceline)


def message_items(message: _Element, name: str, report: Report) -> list[_Element]:
    """Give the stories of a message, and report what else it holds."""
    parts = [part for child in children(message) for part in (children(child) if is_set(child) else [child])]
    items = [part for part in parts if local_name(part) == "newsItem"]
    if not items:
        kinds = sorted({OTHER_ITEMS[local_name(part)] for part in parts if local_name(part) in OTHER_ITEMS})
        reason = f"a message without a story; it holds {', '.join(kinds) or 'no item'}"
        raise ReadError(reason, name, message.sourceline)
    for part in parts:
        if local_name(part) != "newsItem" and (text := shown_text(part)):
            reason = OTHER_ITEMS.get(local_name(part), f"the {local_name(part)} is about the message, not the story")
            report.add(Skipped(text=text, reason=reason, origin=origin_of(part)))
    return items


def is_set(element: _Element) -> bool:
    """Tell whether an element of a message holds the items."""
    return local_name(element) == "itemSet"
