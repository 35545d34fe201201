"""Keep what of an item the model has no field for as extra fields; `newsconv.iptc.kept` says how they are spelled.

In: an item whose fields were read, so that the context knows what was taken. Out: an extra field for each element
that says something else: first those that are written as elements again, in the order of the schema, then the others.
Also what binds to a concept, a person or a link: its type, its other names, what it is the same as.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsconv.document import Extra, Person, Place, RelatedItem, Subject
from newsconv.document.characters import clean_line
from newsconv.iptc.kept import BOUND_ATTRIBUTES, IDENTIFIERS, KEPT, NAMED, Form, extra_name, owned
from newsconv.iptc.namespaces import PROPERTY, TEXT_CLASS
from newsconv.iptc.parsing import local_name, origin_of, text_of
from newsconv.iptc.properties import ELEMENT_ORDER, EXTENSIONS, PROPERTIES
from newsconv.readers.newsml.context import LOOKS, XML_LANG
from newsconv.readers.newsml.values import is_subheadline, label_of
from newsconv.report import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml.etree import _Element

    from newsconv.readers.newsml.context import Context

__all__ = ["attributes_of", "flatten", "identifier", "kept_extras", "mark_attributes"]

SECTIONS: Final = frozenset({"rightsInfo", "itemMeta", "contentMeta", "contentSet", "groupSet"})
"""Parts of an item that are read elsewhere."""
SILENT: Final = frozenset({"catalogRef", "catalog", "rightsInfo"})
"""Elements that say nothing of the story: where aliases are declared."""
IGNORED_ATTRIBUTES: Final = frozenset({"schemaLocation", "dir"})
"""Attributes that say nothing of the story: where the schema is, and how to set the text, which its letters say too."""
LOCAL_ATTRIBUTES: Final = frozenset({"id", "idref", "idrefs", "root", "original"})
"""Attributes of fields and sections by which parts of one file refer to each other."""
ITEM_SYNTAX: Final = frozenset({"guid", "version", "standard", "standardversion", "conformance", "formatversion"})
"""Attributes of an item that are fields, or say which standard it keeps; the last is STT's."""
MAX_STEPS: Final = 6
"""Elements that the path of an extra field names; deeper ones are named by the last one only, so that hostile input
stays linear. The deepest of the feeds and listings has five."""
TEXTS: Final = frozenset(name for name, row in KEPT.items() if row.form is Form.TEXT) - {"altId"}
"""Elements that say nothing without text; an `altId` of the IPTC's listing 22 has its value in `id`."""


def kept_extras(context: Context, values: Mapping[str, Any]) -> list[Extra]:
    """Give what was not taken of an item as extra fields.

    Args:
        context: of an item whose fields were read.
        values: these fields; an attribute that says the same as one of them is not repeated.
    """
    extras: list[Extra] = []
    account = Account(context, values)
    for name in sorted(context.groups, key=place_of):
        for element in context.groups[name]:
            if element in context.opened or element in context.taken:
                extras += account.record(element, name)
            elif not is_silent(element, name, context):
                extras += account.whole(element, name)
    for element in context.others:
        extras += account.whole(element, f"rightsInfo/{local_name(element)}")
    if local_name(context.item) not in SECTIONS:
        for element in context.item:
            name = local_name(element)
            if name and name not in SECTIONS and name not in SILENT and element not in context.taken:
                extras += account.whole(element, name)
    return extras if context.signed else [*extras, *account.sections()]


def place_of(name: str) -> tuple[bool, int, str]:
    """Say where the extra fields of an element stand: first those that are written as elements."""
    return name not in KEPT and name not in BOUND_ATTRIBUTES, ELEMENT_ORDER.get(name, len(ELEMENT_ORDER)), name


EXTENSION_NAMES: Final = frozenset(EXTENSIONS.values())
OWN_PROPERTIES: Final = frozenset(f"{PROPERTY}{field}" for field in ("extra", "related", "derived", "marked", "order"))
"""Extension properties of newsconv that are read elsewhere."""


def is_silent(element: _Element, name: str, context: Context) -> bool:
    """Tell whether an element of the metadata says nothing: that a text is one, or a property read elsewhere."""
    if name == "itemClass":
        return name in context.derived or (element.get("qcode") == TEXT_CLASS and not len(element))
    return name in EXTENSION_NAMES and element.get("reluri") in OWN_PROPERTIES


class Account:
    """What of the elements of one item was read, so that the rest can be kept.

    Attributes:
        context: of the item.
        told: by element what its field holds, as text.
        language: of the item, in small letters; empty where it names none.
    """

    __slots__ = ("context", "language", "told")

    def __init__(self, context: Context, values: Mapping[str, Any]) -> None:
        """Note what the fields say."""
        self.context = context
        self.language = str(values.get("language") or context.language).lower()
        self.told: dict[str, set[str]] = {}
        for row in () if context.signed else PROPERTIES:
            if value := values.get(row.field):
                self.told.setdefault(row.element, set()).update(strings_of(value))
        self.told["contributor"] = self.told.get("creator", set())

    # ------------------------------------------------------------ elements

    def record(self, element: _Element, path: str, around: str = "") -> Iterator[Extra]:
        """Give what of a record was not taken: attributes, and children.

        Args:
            element: taken or opened, so that what it is was read.
            path: of the element.
            around: what identifies the element around it.
        """
        taken, opened = self.context.taken, self.context.opened
        name = local_name(element)
        rest = [child for child in element if child not in taken or child.attrib or len(child)]
        if not (rest or element.attrib) or (name in EXTENSION_NAMES and (self.context.signed or element in taken)):
            return
        owner = self.owner(element, name) or around
        yield from self.attributes(element, path, owner)
        if element in taken:
            yield from self.marks(element, path, owner)
            return
        for child in rest:
            name = local_name(child)
            if not name:
                continue
            if child in taken or child in opened:
                yield from self.record(child, f"{path}/{name}", owner)
            else:
                yield from self.whole(child, f"{path}/{name}", owner)

    def whole(self, element: _Element, path: str, owner: str = "") -> Iterator[Extra]:
        """Give an element of which nothing was taken; one that is to hold text, and does not, is reported."""
        if path in TEXTS and not len(element) and not clean_line(element.text or ""):
            self.report(element, attributes_of(element), f"this {path} has no text")
            return
        yield from flatten(element, path, owner, self.language)

    def owner(self, element: _Element, name: str) -> str:
        """Give what identifies a record: for the model its name, its code, its text."""
        if name in NAMED:
            return label_of(element, self.context)
        if name == "headline" and self.context.signed:
            return "subheadline" if element.get("roleuri") == f"{PROPERTY}subheadline" else ""
        if name == "headline":
            return "subheadline" if is_subheadline(element) else ""
        return clean_line(text_of(element)) if name == "keyword" else identifier(element)

    # ------------------------------------------------------------ attributes

    def attributes(self, element: _Element, path: str, owner: str) -> Iterator[Extra]:
        """Give the attributes of a record that are not in the fields, those that are written back in order first."""
        if not element.attrib:
            return
        order = BOUND_ATTRIBUTES.get(path, ())
        found = dict(self.left(element, path.partition("/")[0]))
        names = [name for name in order if name in found]
        if not self.context.signed:
            names += [name for name in found if name not in order]
        if names and path != "edNote" and element.get("pubconstraint"):
            self.report(element, [(name, found[name]) for name in names], "it is of what is not for the public")
            return
        for name in names:
            yield Extra(extra_name(f"{path}/@{name}", owned(owner)), found[name])

    def left(self, element: _Element, field: str) -> Iterator[tuple[str, str]]:
        """Give the attributes of an element that say what the fields don't."""
        told = self.told.get(field, ())
        for name, value in attributes_of(element):
            if name in LOCAL_ATTRIBUTES or value in told:
                continue
            if name != "lang" or self.context.signed or not is_same_language(value, self.language):
                yield name, value

    def marks(self, element: _Element, path: str, owner: str) -> Iterator[Extra]:
        """Give the attributes of marks in a text, such as the addresses of links, unless the text says them."""
        if not len(element) or self.context.signed:
            return
        is_private = path.lower() == "ednote" or element.get("pubconstraint")
        told = self.told.get(path.partition("/")[0], ())
        for part, name, value in mark_attributes(element):
            if value in told or (name == "lang" and is_same_language(value, self.language)):
                continue
            if is_private:
                self.report(part, [(name, value)], "it is of what is not for the public")
            else:
                yield Extra(extra_name(f"{path}/{short_name(part)}/@{name}", owned(owner)), value)

    # ------------------------------------------------------------ sections

    def sections(self) -> Iterator[Extra]:
        """Give the attributes of the item and of its sections; text between elements is reported."""
        item = self.context.item
        if local_name(item) not in SECTIONS:
            for name, value in self.left(item, ""):
                if name not in ITEM_SYNTAX:
                    yield Extra(extra_name(f"@{name}", []), value)
        for section in (part for name in sorted(SECTIONS) for part in self.context.sections(name)):
            yield from self.attributes(section, local_name(section), "")
            if is_mixed(section, section):
                text = clean_line(" ".join([section.text or "", *(child.tail or "" for child in section)]))
                reason = f"text between the elements of {local_name(section)}"
                self.context.report.add(Skipped(text=text, reason=reason, origin=origin_of(section)))

    def report(self, element: _Element, attributes: Sequence[tuple[str, str]], reason: str) -> None:
        """Report attributes that are not kept."""
        if attributes:
            text = " ".join(value for _, value in attributes)
            reason = f"{', '.join(name for name, _ in attributes)} of {local_name(element)}: {reason}"
            self.context.report.add(Skipped(text=text, reason=reason, origin=origin_of(element)))


def is_same_language(tag: str, language: str) -> bool:
    """Tell whether a language is that of the item, or either is a variety of the other.

    >>> is_same_language("en", "en-gb"), is_same_language("en-US", "en-gb"), is_same_language("de", "")
    (True, False, False)
    """
    one, other = f"{tag.lower()}-", f"{language}-"
    return bool(language) and (one.startswith(other) or other.startswith(one))


def strings_of(value: Any) -> Iterator[str]:
    """Give the texts in the value of a field, and codes and relations as the standard writes them."""
    match value:
        case str():
            yield from (value, f"stat:{value}")
        case tuple():
            for part in value:
                yield from strings_of(part)
        case Subject():
            yield from filter(None, (value.name, value.code, value.uri, f"{value.scheme}:{value.code}"))
        case RelatedItem():
            yield from filter(None, (value.title, value.url, value.rel, f"irel:{value.rel}"))
        case Person() | Place():
            yield from filter(None, (getattr(value, name) for name in value.__struct_fields__))
        case _:
            yield str(value)


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


def flatten(element: _Element, path: str, owner: str = "", language: str = "") -> Iterator[Extra]:
    """Give an element and all in it as extra fields, each that holds a value.

    Args:
        element: of any kind.
        path: its name, and those of the elements around it.
        owner: what identifies the element around it.
        language: of the item, in small letters; names in others say so.
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
                for part, name, value in mark_attributes(node) if inner else ():
                    yield Extra(extra_name(f"{place}/{short_name(part)}/@{name}", []), value)
                continue
        names = [child for child in inner if local_name(child) == "name"]
        yield from own_extras(node, place, around, [clean_line(text_of(name)) for name in names])
        around = identifier(node) or around
        yield from name_extras(names, f"{place}/name", around, language)
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


MAX_SEARCHES: Final = 100
"""Attributes of marks in one text that are looked for in it; the search for more would take time that grows with the
square of the size, and they are kept. The most in a text of the feeds is seven."""
MAX_NAME_CHARS: Final = 60
"""Code points of the name of a mark in the name of an extra field, so that a long one is not repeated without end."""


def mark_attributes(element: _Element) -> Iterator[tuple[_Element, str, str]]:
    """Give the attributes of marks in a text that say more than looks, unless the text says it: mark, name, value."""
    text = clean_line(text_of(element))
    searches = 0
    for part in element.iterdescendants("*"):
        for name, value in attributes_of(part) if part.attrib else ():
            if name in LOOKS or name in LOCAL_ATTRIBUTES:
                continue
            searches += 1
            if searches > MAX_SEARCHES or value.removeprefix("mailto:") not in text:
                yield part, name, value


def short_name(element: _Element) -> str:
    """Give the beginning of the name of an element."""
    return local_name(element)[:MAX_NAME_CHARS]


def name_extras(names: Sequence[_Element], place: str, owner: str, language: str) -> Iterator[Extra]:
    """Give the attributes of names, but for the language of the item."""
    for part in names:
        for name, value in attributes_of(part) if part.attrib else ():
            if name != "lang" or not is_same_language(value, language):
                yield Extra(extra_name(f"{place}/@{name}", owned(owner)), value)


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
