"""What is kept while one item is read: what of it was taken, so that the rest can be kept or reported.

Every element of the metadata is taken whole, opened (then its children count), or left. What is left and says
something becomes an extra field (`newsconv.readers.newsml.extras`): nothing of an item is lost without a word.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsconv.document import Date
from newsconv.document.characters import clean_line
from newsconv.iptc.kept import KEPT
from newsconv.iptc.namespaces import GENERATOR, PROPERTY
from newsconv.iptc.parsing import KNOWN_TAGS, local_name, local_part, origin_of, text_of
from newsconv.iptc.properties import EXTENSIONS, PROPERTIES, SECTION_ORDER
from newsconv.report import Repaired, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from newsconv.formats import ReadOptions
    from newsconv.report import Report

__all__ = ["LOOKS", "Context", "children", "everything_in", "first_child"]

VALUE_ATTRIBUTES: Final = ("qcode", "uri", "literal", "value", "href", "residref", "tag", "guidref")
"""Attributes that hold the value of an element without text."""
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
RIGHTS_ELEMENTS: Final = frozenset(row.element for row in PROPERTIES if row.section == "rightsInfo")
"""Elements of the rights that are read as fields; a `link` there, say, is about the rights."""
PROPER_NAMES: Final = {
    name.lower(): name
    for name in (*(row.element for row in PROPERTIES), *KEPT, *EXTENSIONS.values(), "versionCreated", "contributor")
}
"""Elements by their name in small letters: some feeds write `ednote`."""


def proper_part(tag: object) -> str:
    """Give the local name of an element of the metadata as the standard spells it.

    >>> proper_part("{http://iptc.org/std/nar/2006-10-01/}ednote")
    'edNote'
    """
    name = local_part(tag)
    return PROPER_NAMES.get(name.lower(), name)


proper_name: Final[Callable[[object], str]] = lru_cache(KNOWN_TAGS)(proper_part)
"""The same from memory."""


def children(element: _Element | None, name: str = "") -> list[_Element]:
    """Give the child elements, all or those of one local name."""
    if element is None or not len(element):
        return []
    if name:
        return [child for child in element if local_part(child.tag) == name]
    return [child for child in element if local_part(child.tag)]


def first_child(element: _Element | None, *path: str) -> _Element | None:
    """Give the first element down a path of local names; nothing where there is none."""
    for name in path:
        if element is None:
            return None
        element = next((child for child in element if local_part(child.tag) == name), None)
    return element


class Context:
    """One item under reading.

    Attributes:
        item: the newsItem.
        options: what the reader was told.
        report: what happened.
        groups: elements of the metadata by name, in document order; those of rights only if they are fields.
        others: elements of rights that are no field.
        spread: names of elements that stand in several sections.
        schemes: aliases that the item itself declares, with their URI.
        signed: whether newsconv wrote the item.
        derived: fields that newsconv made up when writing it.
        language: tag by which a name is chosen of several, in small letters; may be empty.
        passages: first and last paragraph, from 1, of each element that is a part of a text.
    """

    __slots__ = (
        "derived",
        "groups",
        "item",
        "language",
        "opened",
        "options",
        "others",
        "passages",
        "report",
        "schemes",
        "section_lists",
        "signed",
        "spread",
        "taken",
    )

    def __init__(self, item: _Element, options: ReadOptions, report: Report) -> None:
        """Sort the elements of the item, and find out who wrote it."""
        self.item = item
        self.options = options
        self.report = report
        self.taken: set[_Element] = set()
        self.opened: set[_Element] = set()
        self.passages: dict[_Element, tuple[int, int]] = {}
        self.section_lists: dict[str, list[_Element]] = {}
        for child in [item, *children(item)]:
            self.section_lists.setdefault(local_part(child.tag), []).append(child)
        self.groups: dict[str, list[_Element]] = {}
        self.others: list[_Element] = []
        self.spread: set[str] = set()
        for name in SECTION_ORDER:
            for section in self.sections(name):
                self.sort_elements(section, is_rights=name == "rightsInfo")
        generators = self.groups.get("generator", ())
        own = [part for part in generators if text_of(part) == GENERATOR]
        self.signed = bool(own)
        self.taken.update(own[:1])
        self.derived = self.read_derived() if own else frozenset()
        self.language = (item.get(XML_LANG) or "").lower()
        self.schemes = {} if own else self.read_schemes()

    def sections(self, name: str) -> list[_Element]:
        """Give the sections of one name, of which there may be several; also an item that is only that section."""
        return self.section_lists.get(name, [])

    def sort_elements(self, section: _Element, *, is_rights: bool) -> None:
        """Add the elements of a section to the groups.

        Feeds put some into the wrong section (`located` into `itemMeta`), so the section does not matter; only
        what of the rights is not known by its name there stays apart, since it would be about the rights.
        """
        found: dict[str, list[_Element]] = {}
        for element in section:
            name = proper_name(element.tag)
            if is_rights and name not in RIGHTS_ELEMENTS and name != "rightsInfoExtProperty":
                self.others.append(element)
            elif name in found:
                found[name].append(element)
            elif name:
                found[name] = [element]
        self.spread.update(found.keys() & self.groups.keys())
        for name, elements in found.items():
            self.groups.setdefault(name, []).extend(elements)

    def read_derived(self) -> frozenset[str]:
        """Give the fields that newsconv made up when writing the item."""
        parts = [p for p in self.groups.get("itemMetaExtProperty", ()) if p.get("reluri") == f"{PROPERTY}derived"]
        self.taken.update(parts)
        return frozenset(part.get("value", "") for part in parts)

    def read_schemes(self) -> dict[str, str]:
        """Give the schemes that the item's own catalogs declare."""
        return {
            scheme.get("alias", ""): scheme.get("uri", "").strip()
            for catalog in self.sections("catalog")
            for scheme in children(catalog, "scheme")
        }

    def take(self, element: _Element) -> None:
        """Note that all in an element was used."""
        self.taken.add(element)

    def open(self, element: _Element) -> None:
        """Note that an element itself was used, but not yet its children."""
        self.opened.add(element)

    def line(self, element: _Element) -> str:
        """Take the text of an element, on one line."""
        self.taken.add(element)
        return clean_line(text_of(element, lines=True))

    def lines(self, element: _Element) -> str:
        """Take the text of an element, with its line ends."""
        self.taken.add(element)
        return text_of(element, lines=True)

    def date(self, element: _Element) -> Date | None:
        """Take a date; what is none is reported, and left."""
        text = text_of(element).strip()
        try:
            date = Date(text)
        except ValueError:
            if text:
                reason = f"this {local_name(element)} is no date; the next best date counts"
                self.report.add(Repaired(reason=reason, text=text, origin=origin_of(element)))
            return None
        self.taken.add(element)
        if date.iso != text and not is_other_spelling(text):
            reason = f"a date in another form than that of the standard, read as {date}"
            self.report.add(Repaired(reason=reason, text=text, origin=origin_of(element)))
        return date

    def skip(self, element: _Element, reason: str, *, own: bool = True) -> None:
        """Report an element that can't be used.

        Args:
            element: with all in it.
            reason: in words.
            own: whether its own attributes say something.
        """
        self.taken.add(element)
        self.report.add(Skipped(text=everything_in(element, own=own), reason=reason, origin=origin_of(element)))


def is_other_spelling(text: str) -> bool:
    """Tell whether a date that `Date` spells otherwise is one of the standard: only its zone is UTC.

    >>> is_other_spelling("2018-02-26T21:20:34+00:00"), is_other_spelling("20180226T212034Z")
    (True, False)
    """
    return text.endswith(("+00:00", "-00:00")) and text[4:5] == "-" and text[10:11] == "T"


def shown_text(element: _Element) -> str:
    """Give the words of an element, or the value in its attributes."""
    text = clean_line(" ".join(piece for piece in element.itertext() if piece.strip()))
    if text:
        return text
    values = [part.get(name) for part in element.iter("*") for name in VALUE_ATTRIBUTES]
    return clean_line(" ".join(value for value in values if value))


LOOKS: Final = frozenset({"class", "id", "style"})
"""Attributes of marks in a text that say how it looks, or that parts of the file refer to."""


def everything_in(element: _Element, *, own: bool = True) -> str:
    """Give all words of an element, and all values of attributes that say something, in document order.

    Args:
        element: with all in it.
        own: whether its own attributes count.
    """
    from lxml import etree

    pieces: list[str] = []
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            attributes = part.attrib.items() if own or part is not element else ()
            pieces += [str(value) for name, value in attributes if str(name).rpartition("}")[2] not in LOOKS]
            pieces.append(part.text or "")
        elif part is not element:
            pieces.append(part.tail or "")
    return clean_line(" ".join(piece for piece in pieces if piece.strip()))
