"""Keep what of an item the model has no field for as extra fields; `newsconv.iptc.kept` says how they are spelled.

In: an item whose fields were read, so that the context knows what was taken. Out: an extra field for each element
that says something else: first those that are written as elements again, in the order of the schema, then the others.
Also what binds to a concept, a person or a link: its type, its other names, what it is the same as.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.document import Extra, Person, Place, RelatedItem, Subject
from newsconv.document.characters import clean_line
from newsconv.iptc.kept import BOUND_ATTRIBUTES, KEPT, NAMED, PREFIX, Form, extra_name, owned, spell
from newsconv.iptc.namespaces import PROPERTY, TEXT_CLASS
from newsconv.iptc.parsing import KNOWN_TAGS, local_name, local_part, origin_of, text_of
from newsconv.iptc.passages import PASSAGES, count_paragraphs, spell_passage
from newsconv.iptc.properties import ELEMENT_ORDER, EXTENSIONS, PROPERTIES
from newsconv.readers.newsml.context import children
from newsconv.readers.newsml.flattening import (
    LOCAL_ATTRIBUTES,
    attribute_name,
    attributes_of,
    flatten,
    identifier,
    is_mixed,
    is_same_language,
    mark_attributes,
    short_name,
)
from newsconv.readers.newsml.values import is_subheadline, label_of
from newsconv.report import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lxml.etree import _Element

    from newsconv.readers.newsml.context import Context

__all__ = ["kept_extras"]

SECTIONS: Final = frozenset({"rightsInfo", "itemMeta", "contentMeta", "contentSet", "groupSet"})
"""Parts of an item that are read elsewhere."""
SILENT: Final = frozenset({"catalogRef", "catalog", "rightsInfo"})
"""Elements that say nothing of the story: where aliases are declared."""
ITEM_SYNTAX: Final = frozenset({"guid", "version", "standard", "standardversion", "conformance", "formatversion"})
"""Attributes of an item that are fields, or say which standard it keeps; the last is STT's."""
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


def find_place(name: str) -> tuple[bool, int, str]:
    """Say where the extra fields of an element stand: first those that are written as elements."""
    return name not in KEPT and name not in BOUND_ATTRIBUTES, ELEMENT_ORDER.get(name, len(ELEMENT_ORDER)), name


place_of: Final[Callable[[str], tuple[bool, int, str]]] = lru_cache(KNOWN_TAGS)(find_place)
"""The same from memory."""


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
        counts: paragraphs of the texts that several elements hold, by the name of these.
        told: by element what its field holds, as text.
        language: of the item, in small letters; empty where it names none, or is ours, whose every language counts.
    """

    __slots__ = ("context", "counts", "language", "told")

    def __init__(self, context: Context, values: Mapping[str, Any]) -> None:
        """Note what the fields say."""
        self.context = context
        self.language = "" if context.signed else str(values.get("language") or context.language).lower()
        self.counts = {
            name: count_paragraphs(values.get(field, "")) for name, field in PASSAGES.items() if context.passages
        }
        self.told: dict[str, set[str]] = {}
        for row in () if context.signed else PROPERTIES:
            if value := values.get(row.field):
                self.told.setdefault(row.element, set()).update(strings_of(value))
        self.told["contributor"] = self.told.get("creator", set())

    # ------------------------------------------------------------ elements

    def record(self, element: _Element, path: str, around: str = "") -> list[Extra]:
        """Give what of a record was not taken: attributes, and children.

        Args:
            element: taken or opened, so that what it is was read.
            path: of the element.
            around: what identifies the element around it.
        """
        name = local_part(element.tag)
        is_taken = element in self.context.taken
        if name in EXTENSION_NAMES and (is_taken or self.context.signed):
            return []
        found = self.left(element, path)
        rest = self.rest(element, is_taken=is_taken) if len(element) else []
        if not found and not rest:
            return []
        owner = self.owner(element, name) or around
        extras = self.attributes(element, found, path, owner) if found else []
        if is_taken:
            return [*extras, *self.marks(element, path, owner)] if rest else extras
        for child in rest:
            place = f"{path}/{local_part(child.tag)}"
            if child in self.context.taken or child in self.context.opened:
                extras += self.record(child, place, owner)
            else:
                extras += self.whole(child, place, owner)
        return extras

    def rest(self, element: _Element, *, is_taken: bool) -> list[_Element]:
        """Give the children of a record that may say what was not read.

        Args:
            element: the record.
            is_taken: whether all its text was read, so that only attributes of marks in it may say more; marks of
                ours have none.
        """
        taken = self.context.taken
        if not is_taken:
            return [child for child in children(element) if child not in taken or len(child) or child.keys()]
        return [] if self.context.signed else children(element)

    def whole(self, element: _Element, path: str, owner: str = "") -> list[Extra]:
        """Give an element of which nothing was taken; one that is to hold text, and does not, is reported."""
        if path in TEXTS and not len(element) and not clean_line(element.text or ""):
            self.report(element, attributes_of(element), f"this {path} has no text")
            return []
        return flatten(element, path, owner, self.language)

    def owner(self, element: _Element, name: str) -> str:
        """Give what identifies a record: for the model its name, its code, its text, its paragraphs."""
        if name in NAMED:
            return label_of(element, self.context)
        if name in PASSAGES:
            passage = self.context.passages.get(element)
            return spell_passage(*passage, self.counts[name]) if passage else ""
        if name == "headline" and self.context.signed:
            return "subheadline" if element.get("roleuri") == f"{PROPERTY}subheadline" else ""
        if name == "headline":
            return "subheadline" if is_subheadline(element) else ""
        return clean_line(text_of(element)) if name == "keyword" else identifier(element)

    # ------------------------------------------------------------ attributes

    def left(self, element: _Element, path: str) -> dict[str, str]:
        """Give the attributes of an element that say what the fields don't, those that are written back in order first.

        Args:
            element: of any kind.
            path: of the element.
        """
        items = element.items()
        order = BOUND_ATTRIBUTES.get(path, ())
        signed = self.context.signed
        if not items or (signed and not order):
            return {}
        told = self.told.get(path.partition("/")[0], ())
        found: dict[str, str] = {}
        for key, value in items:
            name = attribute_name(key)
            line = clean_line(value) if name and name not in LOCAL_ATTRIBUTES else ""
            if line and line not in told and (name != "lang" or not is_same_language(line, self.language)):
                found[name] = line
        if not signed and (not order or len(found) == 1):
            return found
        first = {name: found[name] for name in order if name in found}
        return first if signed else first | found

    def attributes(self, element: _Element, found: Mapping[str, str], path: str, owner: str) -> list[Extra]:
        """Give what `left` found as extra fields; what is not for the public is reported."""
        if path != "edNote" and element.get("pubconstraint"):
            self.report(element, [*found.items()], "it is of what is not for the public")
            return []
        around = spell(owned(owner))
        return [Extra(f"{PREFIX}{path}/@{name}{around}", value) for name, value in found.items()]

    def marks(self, element: _Element, path: str, owner: str) -> list[Extra]:
        """Give the attributes of marks in a text, such as the addresses of links, unless the text says them."""
        extras: list[Extra] = []
        told = self.told.get(path.partition("/")[0], ())
        for part, name, value in mark_attributes(element):
            if value in told or (name == "lang" and is_same_language(value, self.language)):
                continue
            if path.lower() == "ednote" or element.get("pubconstraint"):
                self.report(part, [(name, value)], "it is of what is not for the public")
            else:
                extras.append(Extra(extra_name(f"{path}/{short_name(part)}/@{name}", owned(owner)), value))
        return extras

    # ------------------------------------------------------------ sections

    def sections(self) -> list[Extra]:
        """Give the attributes of the item and of its sections; text between elements is reported."""
        item = self.context.item
        extras: list[Extra] = []
        if local_name(item) not in SECTIONS:
            said = self.left(item, "").items()
            extras += [Extra(extra_name(f"@{name}", []), value) for name, value in said if name not in ITEM_SYNTAX]
        for section in (part for name in sorted(SECTIONS) for part in self.context.sections(name)):
            name = local_name(section)
            if found := self.left(section, name):
                extras += self.attributes(section, found, name, "")
            if is_mixed(section, section):
                text = clean_line(" ".join([section.text or "", *(child.tail or "" for child in section)]))
                reason = f"text between the elements of {name}"
                self.context.report.add(Skipped(text=text, reason=reason, origin=origin_of(section)))
        return extras

    def report(self, element: _Element, attributes: Sequence[tuple[str, str]], reason: str) -> None:
        """Report attributes that are not kept."""
        if attributes:
            text = " ".join(value for _, value in attributes)
            reason = f"{', '.join(name for name, _ in attributes)} of {local_name(element)}: {reason}"
            self.context.report.add(Skipped(text=text, reason=reason, origin=origin_of(element)))


def strings_of(value: Any) -> list[str]:
    """Give the texts in the value of a field, and codes and relations as the standard writes them."""
    match value:
        case str():
            return [value, f"stat:{value}"]
        case tuple():
            return [text for part in value for text in strings_of(part)]
        case Subject():
            return [value.name, value.code, value.uri, f"{value.scheme}:{value.code}"]
        case RelatedItem():
            return [value.title, value.url, value.rel, f"irel:{value.rel}"]
        case Person() | Place():
            return [*msgspec.structs.astuple(value)]
        case _:
            return [str(value)]
