"""Write extra fields that came from elements of NewsML-G2 as these elements again, where they can be.

In: the metadata of a document. Out: the parts that hold its extra fields, and what is written into the elements of
other fields: attributes into any of them, names beside theirs, relations into subjects and genres.
`newsconv.iptc.kept` says how they are spelled; what it does not know, or the schema does not take, is an extension
property. Where the order of the extra fields is not that in which they are read, one more property names it.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from newsconv.iptc.kept import (
    KEPT,
    LINES,
    MAX_OWNER_CHARS,
    NAME_ATTRIBUTES,
    Form,
    divide_name,
    identifying_attribute,
    is_valid_attribute,
    is_valid_list,
    split_attributes,
)
from newsconv.iptc.namespaces import GENERATOR, TEXT_CLASS
from newsconv.iptc.passages import PASSAGES
from newsconv.writers.newsml.elements import (
    Part,
    attributes_xml,
    element,
    extension,
    extra_part,
    name_element,
    text_element,
)
from newsconv.writers.newsml.targets import READING_ORDER, TARGETS, Record, Records, Where

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsconv.document import Metadata
    from newsconv.writers.newsml.targets import Target

__all__ = [
    "NAME",
    "NOTHING",
    "NO_OWNER",
    "Bound",
    "are_valid",
    "as_attributes",
    "bind_names",
    "bind_part",
    "concept",
    "extra_parts",
    "name_xml",
    "take_owner",
    "text_or_none",
    "with_content",
]

LAST_LINE: Final = 2
"""Place of extra fields in the element of a field: behind the headline and the second headline."""
NO_OWNER: Final = ("of", "")
"""How nothing is spelled, since it says nothing."""
NAME: Final = "/name"
"""Ends the path of a name of an element."""


class Bound(NamedTuple):
    """What is written into the element of one record."""

    attributes: dict[str, str]
    name_attributes: dict[str, str]
    """Of its name."""
    names: str
    """Other names, as XML."""
    relations: str
    """Its other elements, as XML in the order of the schema."""
    last: int = 0
    """Of a passage: its last paragraph, from 1."""


NOTHING: Final = Bound({}, {}, "", "")
"""What is written into most elements."""


class Placed(msgspec.Struct, frozen=True):
    """One extra field that is written as an element or into one."""

    order: tuple[int, ...]
    """By which it is read: the place of the element, that of the record, that within it, and the number; that of a
    name of such an element follows."""
    number: int
    """Its place among the extra fields."""
    part: Part | None = None
    """Its element; nothing where it is written into that of another field."""
    owner: Record | None = None
    """The record that it is written into."""
    target: Target | None = None
    """What of that it is written to."""
    xml: str = ""
    """The value of an attribute, or an element."""


def extra_parts(metadata: Metadata, elsewhere: Sequence[int] = ()) -> tuple[list[Part], dict[Record, Bound]]:
    """Write extra fields.

    Args:
        metadata: of the document.
        elsewhere: places of extra fields that stand in the content, in the order in which they are read.

    Returns:
        The parts that hold them, and what is written into the elements of other fields.
    """
    extras = metadata.extra
    if not extras:
        return [], {}
    placing = Placing(metadata)
    skipped = frozenset(elsewhere)
    for number in range(len(extras)):
        if number not in skipped:
            placing.place(number)
    placed = placing.finished()
    written = {*elsewhere, *(each.number for each in placed)}
    rest = [number for number in range(len(extras)) if number not in written]
    read = [*(each.number for each in placed), *rest, *elsewhere]
    parts = [each.part for each in placed if each.part is not None]
    parts += [extra_part(extras[number]) for number in rest]
    if read != sorted(read):
        places = {number: place for place, number in enumerate(read)}
        value = " ".join(str(places[number]) for number in range(len(extras)))
        parts.append(extension("contentMeta", "order", value=value))
    return parts, bind(placed, placing.records)


def bind_part(part: Part, bound: Bound) -> Part:
    """Write attributes into the start tag of a part, and names beside its own."""
    tag = f"<{part.element}"
    xml = f"{tag}{attributes_xml(as_attributes(bound.attributes))}{part.xml.removeprefix(tag)}"
    return bind_names(part._replace(xml=xml), bound)


def bind_names(part: Part, bound: Bound) -> Part:
    """Write attributes into the name of a part, which is its first element, and names behind it."""
    if not bound.name_attributes and not bound.names:
        return part
    start, _, rest = part.xml.partition("<name>")
    name, end, rest = rest.partition("</name>")
    told = attributes_xml(as_attributes(bound.name_attributes))
    return part._replace(xml=f"{start}<name{told}>{name}{end}{bound.names}{rest}")


class Placing:
    """The extra fields of one document that can be written as elements, each once where the schema takes only one.

    Attributes:
        records: those that something can be written into.
        found: what was placed, by its number.
        named: the last element that a name can be written into, by its path and what identifies it.
        names: by the number of such an element the names in it, as XML.
        singles: what can't be written again.
    """

    __slots__ = ("extras", "found", "named", "names", "records", "singles")

    def __init__(self, metadata: Metadata) -> None:
        """Start with nothing."""
        self.extras = metadata.extra
        self.records = Records(metadata)
        self.found: dict[int, Placed] = {}
        self.named: dict[tuple[str, str], int] = {}
        self.names: dict[int, list[str]] = {}
        self.singles: set[object] = set()

    def place(self, number: int) -> None:
        """Place an extra field, if it can be written as an element or into one."""
        extra = self.extras[number]
        path, words = divide_name(extra.name)
        target, row = TARGETS.get(path), KEPT.get(path)
        if target is None and row is None and not path.endswith(NAME):
            return
        attributes = split_attributes(words)
        if attributes is None or NO_OWNER in attributes:
            return
        only: object = None
        takes_names = False
        if target is not None:
            one = self.bound(number, target, attributes, extra.value)
            only = (one.owner, path) if one and target.is_attribute else None
            takes_names = target.where is Where.RELATION
        elif row is not None:
            one = place_element(number, path, attributes, extra.value)
            only = path if row.single else None
            takes_names = row.form is not Form.TEXT
        else:
            one = self.name(number, path.removesuffix(NAME), attributes, extra.value)
        if one is None or only in self.singles:
            return
        if only is not None:
            self.singles.add(only)
        self.found[number] = one
        if takes_names:
            self.named[path, extra.value if isinstance(extra.value, str) else extra.value[0]] = number

    def bound(
        self, number: int, target: Target, attributes: list[tuple[str, str]], value: str | tuple[str, ...]
    ) -> Placed | None:
        """Write an extra field into the element that it belongs to; nothing where it can't be."""
        key = take_owner(attributes)
        xml = inner_xml(target, attributes, value)
        owner = self.records.find(target, key) if xml else None
        if owner is None:
            return None
        place = int(owner[0] == "subheadline") if target.element in LINES else owner[1]
        return Placed((READING_ORDER[target.element], place, target.place, number), number, None, owner, target, xml)

    def name(
        self, number: int, path: str, attributes: list[tuple[str, str]], value: str | tuple[str, ...]
    ) -> Placed | None:
        """Write a name into the last element that it may be of; one without attributes would be read as its value."""
        key = take_owner(attributes)
        owner = self.named.get((path, key)) if 0 < len(key) <= MAX_OWNER_CHARS else None
        xml = name_xml(attributes, value) if attributes else ""
        if owner is None or not xml:
            return None
        self.names.setdefault(owner, []).append(xml)
        return Placed((*self.found[owner].order, number), number)

    def finished(self) -> list[Placed]:
        """Give what was placed in the order in which it is read, with the names in it."""
        for number, names in self.names.items():
            one = self.found[number]
            content = "".join(names)
            if one.part is not None:
                part = one.part._replace(xml=with_content(one.part.xml, one.part.element, content))
                self.found[number] = msgspec.structs.replace(one, part=part)
            elif one.target is not None:
                xml = with_content(one.xml, one.target.name, content)
                self.found[number] = msgspec.structs.replace(one, xml=xml)
        return sorted(self.found.values(), key=attrgetter("order"))


def take_owner(attributes: list[tuple[str, str]]) -> str:
    """Take the last attribute off, which says whose an extra field is; nothing where it does not say."""
    return attributes.pop()[1] if attributes and attributes[-1][0] == "of" else ""


def with_content(xml: str, name: str, content: str) -> str:
    """Write more into an element, at its end.

    >>> with_content("<a/>", "a", "<b/>"), with_content("<a><c/></a>", "a", "<b/>")
    ('<a><b/></a>', '<a><c/><b/></a>')
    """
    if not content:
        return xml
    start = f"{xml[:-2]}>" if xml.endswith("/>") else xml.removesuffix(f"</{name}>")
    return f"{start}{content}</{name}>"


# ---------------------------------------------------------------- elements


def place_element(
    number: int, path: str, attributes: list[tuple[str, str]], value: str | tuple[str, ...]
) -> Placed | None:
    """Write an extra field as an element; nothing where the schema would not take it."""
    row = KEPT[path]
    if not are_valid(attributes, row.attributes) or (row.marked and not attributes):
        return None
    if value in {GENERATOR, TEXT_CLASS}:
        return None  # these have a meaning of their own
    xml = text_or_none(path, attributes, value) if row.form is Form.TEXT else concept(path, attributes, value, row.form)
    if xml is None:
        return None
    return Placed((READING_ORDER[path], LAST_LINE, 0, number), number, Part(row.section, path, xml))


def are_valid(attributes: list[tuple[str, str]], known: frozenset[str]) -> bool:
    """Tell whether the schema takes attributes, each once."""
    if not attributes:
        return True
    return len(dict(attributes)) == len(attributes) and all(
        name in known and is_valid_attribute(name, value) for name, value in attributes
    )


def as_attributes(attributes: Mapping[str, str] | list[tuple[str, str]]) -> dict[str, str]:
    """Give attributes by their name in XML."""
    told = dict(attributes)
    return {"xml:lang" if name == "lang" else name: value for name, value in told.items()} if "lang" in told else told


def text_or_none(path: str, attributes: list[tuple[str, str]], value: str | tuple[str, ...]) -> str | None:
    """Write an element of one text; nothing where there are several."""
    return text_element(path, value, **as_attributes(attributes)) if isinstance(value, str) else None


def concept(path: str, attributes: list[tuple[str, str]], value: str | tuple[str, ...], form: Form) -> str | None:
    """Write an element that is identified, and may have names; nothing where it can't be identified."""
    identifier, *names = (value,) if isinstance(value, str) else value
    name = identifying_attribute(identifier, form)
    if not name or (not names and not isinstance(value, str)):
        return None  # one value reads back as such, not as a list of one
    content = "".join(map(name_element, names))
    return element(path, content, **{name: identifier}, **as_attributes(attributes))


# ---------------------------------------------------------------- into elements of other fields

RELATION_ATTRIBUTES: Final = frozenset({"type"})
"""Attributes that may be written of a relation of a subject or genre."""


def inner_xml(target: Target, attributes: list[tuple[str, str]], value: str | tuple[str, ...]) -> str:
    """Give the value of an attribute or the XML of an element, as a target takes it; nothing where it does not."""
    if target.where is Where.NAME:
        return name_xml(attributes, value)
    if target.where is Where.RELATION:
        is_valid = are_valid(attributes, RELATION_ATTRIBUTES)
        return (concept(target.name, attributes, value, Form.CONCEPT) or "") if is_valid else ""
    takes_lists = target.where is Where.NAME_TAG or target.element in PASSAGES
    is_known = is_valid_list if takes_lists else is_valid_attribute
    return value if isinstance(value, str) and not attributes and is_known(target.name, value) else ""


def name_xml(attributes: list[tuple[str, str]], value: str | tuple[str, ...]) -> str:
    """Write a name with its attributes; nothing where the schema would not take it."""
    is_known = all(name in NAME_ATTRIBUTES and is_valid_list(name, told) for name, told in attributes)
    if not isinstance(value, str) or not is_known or len(dict(attributes)) != len(attributes):
        return ""
    return text_element("name", value, **as_attributes(attributes))


def bind(placed: Sequence[Placed], records: Records) -> dict[Record, Bound]:
    """Gather what is written into each record.

    Args:
        placed: in the order in which they are read.
        records: of the document.
    """
    found: dict[Record, tuple[dict[str, str], dict[str, str], list[str], list[str]]] = {}
    for each in placed:
        if each.owner is None or each.target is None:
            continue
        attributes, told, names, relations = found.setdefault(each.owner, ({}, {}, [], []))
        match each.target.where:
            case Where.TAG:
                attributes[each.target.name] = each.xml
            case Where.NAME_TAG:
                told[each.target.name] = each.xml
            case Where.NAME:
                names.append(each.xml)
            case Where.RELATION:
                relations.append(each.xml)
    return {
        record: Bound(attributes, told, "".join(names), "".join(relations), records.passages.get(record, 0))
        for record, (attributes, told, names, relations) in found.items()
    }
