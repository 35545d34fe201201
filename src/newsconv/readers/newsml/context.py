"""What is kept while one item is read: what of it was taken, so that the rest can be reported.

Every element of the metadata is taken whole, opened (then its children count), or left. What is left
and says something is reported as skipped: nothing of an item is lost without a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsconv.document import Date
from newsconv.document.characters import clean_line
from newsconv.iptc.namespaces import GENERATOR, PROPERTY
from newsconv.iptc.parsing import local_name, origin_of, text_of
from newsconv.iptc.properties import SECTION_ORDER
from newsconv.report import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsconv.formats import ReadOptions
    from newsconv.report import Report

__all__ = ["Context", "children", "first_child"]

VALUE_ATTRIBUTES: Final = ("qcode", "uri", "literal", "value", "href", "residref", "tag", "guidref")
"""Attributes that hold the value of an element without text."""
SILENT: Final = frozenset({"catalog", "catalogRef", "itemClass"})
"""Elements that say nothing of the story."""
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def children(element: _Element | None, name: str = "") -> list[_Element]:
    """Give the child elements, all or those of one local name."""
    if element is None:
        return []
    return [child for child in element if local_name(child) and name in {"", local_name(child)}]


def first_child(element: _Element | None, *path: str) -> _Element | None:
    """Give the first element down a path of local names; nothing where there is none."""
    for name in path:
        element = next(iter(children(element, name)), None)
    return element


class Context:
    """One item under reading.

    Attributes:
        item: the newsItem.
        options: what the reader was told.
        report: what happened.
        signed: whether newsconv wrote the item.
        derived: fields that newsconv made up when writing it.
        language: tag by which a name is chosen of several, in small letters; may be empty.
    """

    __slots__ = ("derived", "item", "language", "opened", "options", "report", "signed", "taken")

    def __init__(self, item: _Element, options: ReadOptions, report: Report) -> None:
        """Find out who wrote the item."""
        self.item = item
        self.options = options
        self.report = report
        self.taken: set[_Element] = set()
        self.opened: set[_Element] = set()
        generators = [part for section in self.sections("itemMeta") for part in children(section, "generator")]
        self.signed = any(text_of(part) == GENERATOR for part in generators)
        self.taken.update(generators if self.signed else ())
        self.derived = frozenset(self.read_derived())
        self.language = (item.get(XML_LANG) or "").lower()

    def sections(self, name: str) -> list[_Element]:
        """Give the sections of one name, of which there may be several; also an item that is only that section."""
        return [self.item] if local_name(self.item) == name else children(self.item, name)

    def read_derived(self) -> Iterator[str]:
        """Give the fields that newsconv made up when writing the item."""
        for section in self.sections("itemMeta") if self.signed else ():
            for part in children(section, "itemMetaExtProperty"):
                if part.get("reluri") == f"{PROPERTY}derived":
                    self.taken.add(part)
                    yield part.get("value", "")

    def take(self, element: _Element) -> None:
        """Note that all in an element was used."""
        self.taken.add(element)

    def open(self, element: _Element) -> None:
        """Note that an element itself was used, but not yet its children."""
        self.opened.add(element)

    def line(self, element: _Element) -> str:
        """Take the text of an element, on one line."""
        self.take(element)
        return clean_line(text_of(element, lines=True))

    def lines(self, element: _Element) -> str:
        """Take the text of an element, with its line ends."""
        self.take(element)
        return text_of(element, lines=True)

    def date(self, element: _Element) -> Date | None:
        """Take a date; what is none is left."""
        try:
            date = Date(text_of(element))
        except ValueError:
            return None
        self.take(element)
        return date

    def skip(self, element: _Element, reason: str) -> None:
        """Report an element that can't be used."""
        self.take(element)
        self.report.add(Skipped(text=shown_text(element), reason=reason, origin=origin_of(element)))

    def report_rest(self) -> None:
        """Report what of the item was not used, each element once with all that is in it."""
        used = frozenset((*SECTION_ORDER, "contentSet"))
        stack = [] if local_name(self.item) in used else children(self.item)
        stack = [part for part in stack if local_name(part) not in used]
        stack += [part for name in SECTION_ORDER for section in self.sections(name) for part in children(section)]
        stack.reverse()
        while stack:
            element = stack.pop()
            if element in self.taken or local_name(element) in SILENT:
                continue
            if element in self.opened:
                stack += children(element)[::-1]
            elif shown_text(element):
                self.skip(element, f"the model has no place for this {local_name(element)}")


def shown_text(element: _Element) -> str:
    """Give the words of an element, or the value in its attributes."""
    text = clean_line(" ".join(piece for piece in element.itertext() if piece.strip()))
    if text:
        return text
    values = [part.get(name) for part in element.iter("*") for name in VALUE_ATTRIBUTES]
    return clean_line(" ".join(value for value in values if value))
