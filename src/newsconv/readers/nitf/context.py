"""What is kept while one NITF document is read: where its elements are, and what of them was taken.

Each attribute and each text of the head is taken, or left; what is left is a field that the model has no
name for, and is kept as such. So nothing of a head is lost, and nothing of it needs to be listed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.document import Extra
from newsconv.document.characters import clean_line
from newsconv.iptc.namespaces import GENERATOR
from newsconv.iptc.parsing import local_name, text_of
from newsconv.readers.nitf.properties import EXTRA_PREFIX, GENERATOR_META, OWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsconv.formats import ReadOptions
    from newsconv.report import Report

__all__ = ["CLOSED", "Context", "children", "is_signed", "own"]

CLOSED: Final = frozenset({"abstract", "body.content", "body.end", "hl1", "hl2", "note"})
"""Elements whose content is text, not elements of the head."""
SYNTAX: Final = frozenset({"id", "class", "style"})
"""Attributes that say nothing of the story."""
ROOT_SYNTAX: Final = frozenset({"version", "change.date", "change.time"})
"""Those of the root that say which NITF it is."""
META_NAMES: Final = frozenset({"name", "http-equiv", "content"})
"""Attributes of `meta` that are its field."""
XML_NAMESPACE: Final = "{http://www.w3.org/XML/1998/namespace}"
XML_LANG: Final = f"{XML_NAMESPACE}lang"
INSTANCE_NAMESPACE: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
RE_BAD_NAME: Final = re.compile(r"\s+")


def children(element: _Element | None, name: str = "") -> list[_Element]:
    """Give the child elements, all or those of one local name."""
    if element is None:
        return []
    return [child for child in element if local_name(child) and name in {"", local_name(child)}]


def own(name: str) -> str:
    """Give the full name of an attribute of our namespace."""
    return f"{{{OWN}}}{name}"


def is_signed(root: _Element) -> bool:
    """Tell whether newsconv wrote a document."""
    metas = [meta for head in children(root, "head") for meta in children(head, "meta")]
    return any(meta.get("name") == GENERATOR_META and meta.get("content") == GENERATOR for meta in metas)


class Context:
    """One document under reading.

    Attributes:
        root: the element `nitf`.
        options: what the reader was told.
        report: what happened.
        signed: whether newsconv wrote it.
        found: the elements of the head and of `body.head` by local name, in document order, wherever they stand:
            feeds put `urgency` outside `docdata` and `byline` behind the abstract.
        marks: what marks in the text say beside the words: by the name of the field its values, each once.
        notes: texts for editors that were found so far.
        language: that the document or its body is marked with; may be empty.
    """

    __slots__ = ("found", "language", "marks", "notes", "options", "report", "root", "signed", "taken")

    def __init__(self, root: _Element, options: ReadOptions, report: Report, *, signed: bool) -> None:
        """Index the elements of the head."""
        self.root = root
        self.options = options
        self.report = report
        self.signed = signed
        self.taken: set[tuple[_Element, str]] = set()
        self.marks: dict[str, dict[str, None]] = {}
        self.notes: list[str] = []
        bodies = (child for child in root if local_name(child) == "body")
        self.language = next((tag for part in (root, *bodies) if (tag := part.get(XML_LANG))), "")
        self.found: dict[str, list[_Element]] = {}
        for element in head_elements(root):
            self.found.setdefault(local_name(element), []).append(element)

    def elements(self, name: str) -> list[_Element]:
        """Give the elements of one name."""
        return self.found.get(name, [])

    def take(self, element: _Element, name: str = "") -> str:
        """Take an attribute, or the text of an element, on one line."""
        value = clean_line(element.get(name) or "") if name else clean_line(text_of(element, lines=True))
        self.taken.add((element, name))
        return value

    def take_lines(self, element: _Element, name: str) -> str:
        """Take an attribute with its line ends."""
        self.taken.add((element, name))
        return element.get(name) or ""

    def take_own(self, element: _Element, name: str) -> str:
        """Take an attribute of our namespace."""
        return self.take(element, own(name))

    def first(self, name: str, attribute: str = "") -> str:
        """Take the first text or attribute of elements of one name that says something."""
        for element in self.elements(name):
            if value := self.take(element, attribute):
                return value
            self.taken.discard((element, attribute))
        return ""

    def rest(self, language: str = "") -> Iterator[Extra]:
        """Give what was not taken, as fields with the names of NITF; several of one name are one field.

        Args:
            language: of the story; what is in another one says so.
        """
        values: dict[str, list[str]] = {}
        for elements in self.found.values():
            for element in elements:
                for name, value in self.rest_of(element, language):
                    values.setdefault(f"{EXTRA_PREFIX}{name}", []).append(value)
        for name, several in values.items():
            yield Extra(name, several[0] if len(several) == 1 else tuple(several))

    def kept_marks(self) -> Iterator[Extra]:
        """Give what marks in the text say, as fields with the names of NITF."""
        for name, several in self.marks.items():
            values = tuple(several)
            yield Extra(f"{EXTRA_PREFIX}{name}", values[0] if len(values) == 1 else values)

    def rest_of(self, element: _Element, language: str) -> Iterator[tuple[str, str]]:
        """Give what of one element was not taken, by name."""
        kind = local_name(element)
        meta = META_NAMES.intersection(element.attrib) if kind == "meta" else frozenset()
        if kind == "meta":
            kind = RE_BAD_NAME.sub("-", (element.get("name") or element.get("http-equiv") or kind).strip())
            value = clean_line(element.get("content") or "")
            if value and (element, "content") not in self.taken:
                yield kind, value
            if self.signed:
                return
        for attribute, value in element.attrib.items():
            name = str(attribute)
            if (element, name) in self.taken or name in meta or is_syntax(element, name):
                continue
            if name == XML_LANG and is_same_language(str(value), language):
                continue
            plain = name.rpartition("}")[2]
            if text := clean_line(str(value)):
                yield plain if plain.startswith(f"{kind}.") else f"{kind}.{plain}", text
        if (element, "") not in self.taken and (text := own_text(element)):
            yield kind, text


def is_same_language(tag: str, language: str) -> bool:
    """Tell whether a language is that of the story, or either is a variety of the other.

    >>> is_same_language("en", "en-US"), is_same_language("de", "en-US"), is_same_language("de", "")
    (True, False, False)
    """
    one, other = f"{tag.lower()}-", f"{language.lower()}-"
    return bool(language) and (one.startswith(other) or other.startswith(one))


def is_syntax(element: _Element, name: str) -> bool:
    """Tell whether an attribute says nothing of the story."""
    if name in SYNTAX or name.startswith(INSTANCE_NAMESPACE) or (name.startswith(XML_NAMESPACE) and name != XML_LANG):
        return True
    return name in ROOT_SYNTAX and local_name(element) == "nitf"


def own_text(element: _Element) -> str:
    """Give the text of an element that is not that of another element of the head."""
    if local_name(element) in CLOSED:
        return clean_line(text_of(element, lines=True))
    return clean_line(" ".join([element.text or "", *(child.tail or "" for child in element)]))


def head_elements(root: _Element) -> Iterator[_Element]:
    """Give the elements of the head and of `body.head`, but none within those that hold text."""
    stack = [root]
    while stack:
        element = stack.pop()
        name = local_name(element)
        if name in {"body.content", "body.end"}:
            continue
        yield element
        if name not in CLOSED:
            within = children(element)
            stack += [child for child in within if name != "body" or local_name(child) in BODY_PARTS][::-1]


BODY_PARTS: Final = frozenset({"body.head", "body.content", "body.end"})
"""Elements of `body`; what else stands there is text of the story."""
