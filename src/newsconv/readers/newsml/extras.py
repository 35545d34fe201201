"""Keep what of an item the model has no field for as extra fields; `newsconv.iptc.kept` says how they are spelled.

In: an item whose fields were read, so that the context knows what was taken. Out: an extra field for each element
that says something else: first those that are written as elements again, in the order of the schema, then the others.
Also what binds to a concept, a person or a link: its type, its other names, what it is the same as.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsconv.document import Extra
from newsconv.document.characters import clean_line
from newsconv.iptc.kept import IDENTIFIERS, KEPT, Form, extra_name, owned
from newsconv.iptc.namespaces import PROPERTY, TEXT_CLASS
from newsconv.iptc.parsing import local_name, text_of
from newsconv.iptc.properties import ELEMENT_ORDER, EXTENSIONS
from newsconv.readers.newsml.context import XML_LANG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from newsconv.readers.newsml.context import Context

__all__ = ["attributes_of", "flatten", "identifier", "kept_extras"]

SECTIONS: Final = frozenset({"rightsInfo", "itemMeta", "contentMeta", "contentSet", "groupSet"})
"""Parts of an item that are read elsewhere."""
SILENT: Final = frozenset({"catalogRef", "catalog", "rightsInfo"})
"""Elements that say nothing of the story: where aliases are declared."""
IGNORED_ATTRIBUTES: Final = frozenset({"schemaLocation", "dir"})
MAX_STEPS: Final = 6
"""Elements that the path of an extra field names; deeper ones are named by the last one only, so that hostile input
stays linear. The deepest of the feeds and listings has five."""
BOUND: Final[dict[str, tuple[str, ...]]] = {
    "subject": ("literal", "type", "typeuri", "rank", "why", "how", "creator", "confidence", "relevance"),
    "genre": ("literal", "type"),
    "creator": ("qcode", "uri", "role", "jobtitle"),
    "contributor": ("qcode", "uri", "role", "jobtitle"),
    "infoSource": ("qcode", "uri", "role", "type"),
    "provider": ("qcode", "uri"),
    "copyrightHolder": ("qcode", "uri"),
    "located": ("qcode", "type"),
    "broader": ("qcode", "type"),
    "link": ("version", "contenttype", "rank", "hreftype", "size"),
}
"""Attributes of opened elements that the model has no field for, and that are kept."""


TEXTS: Final = frozenset(name for name, row in KEPT.items() if row.form is Form.TEXT)
"""Elements that say nothing without text."""


def kept_extras(context: Context) -> list[Extra]:
    """Give what was not taken of an item as extra fields."""
    extras: list[Extra] = []
    for name in sorted(context.groups, key=place_of):
        for element in context.groups[name]:
            if element in context.opened:
                extras += bound_extras(element, name, context)
            elif element not in context.taken and not is_silent(element, name):
                extras += flatten(element, name)
    for element in context.others:
        extras += flatten(element, f"rightsInfo/{local_name(element)}")
    if local_name(context.item) not in SECTIONS:
        for element in context.item:
            name = local_name(element)
            if name and name not in SECTIONS and name not in SILENT and element not in context.taken:
                extras += flatten(element, name)
    return extras


def place_of(name: str) -> tuple[bool, int]:
    """Say where the extra fields of an element stand: first those that are written as elements."""
    return name not in KEPT and name != "subject", ELEMENT_ORDER.get(name, len(ELEMENT_ORDER))


EXTENSION_NAMES: Final = frozenset(EXTENSIONS.values())
OWN_PROPERTIES: Final = frozenset(f"{PROPERTY}{field}" for field in ("extra", "related", "derived", "order"))
"""Extension properties of newsconv that are read elsewhere."""


def is_silent(element: _Element, name: str) -> bool:
    """Tell whether an element of the metadata says nothing: that a text is one, or a property read elsewhere."""
    if name == "itemClass":
        return element.get("qcode") == TEXT_CLASS
    return name in EXTENSION_NAMES and element.get("reluri") in OWN_PROPERTIES


def bound_extras(element: _Element, path: str, context: Context) -> Iterator[Extra]:
    """Give what of a record was not taken: attributes, and children.

    Args:
        element: opened, so that what it is was read.
        path: of the element.
        context: tells which children were taken or opened.
    """
    owner = identifier(element)
    attributes = dict(element.items()) if not context.signed or path == "subject" else {}
    if attributes:
        for attribute in BOUND.get(local_name(element), ()):
            value = clean_line(attributes.get(attribute, ""))
            if value and value != owner and not (context.signed and attribute in {"literal", "typeuri"}):
                yield Extra(extra_name(f"{path}/@{attribute}", owned(owner)), value)
    for child in element:
        name = local_name(child)
        if not name or child in context.taken:
            continue
        if child in context.opened:
            yield from bound_extras(child, f"{path}/{name}", context)
        else:
            yield from flatten(child, f"{path}/{name}", owner)


def identifier(element: _Element) -> str:
    """Give what identifies an element: its code or address, else its first name."""
    names = element.keys()
    for name in IDENTIFIERS if names else ():
        if name in names and (value := element.get(name)):
            return clean_line(value)
    for child in element:
        if local_name(child) == "name" and (text := clean_line(text_of(child))):
            return text
    return ""


def flatten(element: _Element, path: str, owner: str = "") -> Iterator[Extra]:
    """Give an element and all in it as extra fields, each that holds a value.

    Args:
        element: of any kind.
        path: its name, and those of the elements around it.
        owner: what identifies the element around it.
    """
    stack = [(element, path, owner)]
    while stack:
        node, place, around = stack.pop()
        if local_name(node).lower() == "ednote":
            continue  # notes to editors are private, and extra fields are not
        inner = [child for child in node if local_name(child)]
        if not inner or is_mixed(node, inner):
            text = clean_line(text_of(node, lines=True))
            if text:
                yield Extra(extra_name(place, [*attributes_of(node), *owned(around)]), text)
                continue
        if not inner and place in TEXTS:
            continue  # an empty text says nothing, whatever its role
        names = [clean_line(text_of(child)) for child in inner if local_name(child) == "name"]
        yield from own_extras(node, place, around, names)
        around = identifier(node) or around
        parts = [child for child in inner if local_name(child) != "name"]
        prefix = place if place.count("/") < MAX_STEPS else place.partition("/")[0]
        stack += [(child, f"{prefix}/{local_name(child)}", around) for child in reversed(parts)]


def own_extras(node: _Element, place: str, around: str, names: list[str]) -> Iterator[Extra]:
    """Give what an element without text says itself: what identifies it and its names, else its attributes."""
    known = node.keys()
    found = next((name for name in IDENTIFIERS if name in known and (node.get(name) or "").strip()), "")
    values = [clean_line(node.get(found) or ""), *names] if found else names
    values = [value for value in values if value]
    if values:
        attributes = [*attributes_of(node, found), *owned(around)]
        yield Extra(extra_name(place, attributes), tuple(values) if len(values) > 1 else values[0])
        return
    for name, value in attributes_of(node):
        if line := clean_line(value):
            yield Extra(extra_name(f"{place}/@{name}", owned(around)), line)


def attributes_of(node: _Element, without: str = "") -> list[tuple[str, str]]:
    """Give the attributes of an element that say something, by local name."""
    result = []
    for name, value in node.items():
        local = "lang" if name == XML_LANG else str(name).rpartition("}")[2]
        if local != without and local not in IGNORED_ATTRIBUTES and (line := clean_line(str(value))):
            result.append((local, line))
    return result


def is_mixed(node: _Element, inner: Iterable[_Element]) -> bool:
    """Tell whether an element holds text beside its children."""
    if (node.text or "").strip():
        return True
    return any((child.tail or "").strip() for child in inner)
