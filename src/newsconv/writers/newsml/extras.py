"""Write extra fields that came from elements of NewsML-G2 as these elements again, where they can be.

In: the metadata of a document. Out: the parts that hold its extra fields, and what is written into the elements of
other fields: attributes into any of them, elements into subjects and genres.
`newsconv.iptc.kept` says how they are spelled; what it does not know, or the schema does not take, is an extension
property. Where the order of the extra fields is not that in which they are read, one more property names it.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import msgspec

from newsconv.iptc.kept import (
    BOUND_ATTRIBUTES,
    BOUND_ELEMENTS,
    KEPT,
    LINES,
    MAX_OWNER_CHARS,
    Form,
    divide_name,
    identifying_attribute,
    is_valid_attribute,
    split_attributes,
)
from newsconv.iptc.namespaces import GENERATOR, TEXT_CLASS
from newsconv.iptc.properties import ELEMENT_ORDER, PROPERTIES, SECTION_ORDER
from newsconv.iptc.values import is_any_uri, make_qcode
from newsconv.writers.newsml.elements import (
    Part,
    attributes_xml,
    element,
    extension,
    extra_part,
    name_element,
    text_element,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsconv.document import Metadata, Subject

__all__ = ["NOTHING", "Bound", "are_valid", "bind_part", "concept", "extra_parts", "text_or_none"]

CONCEPTS: Final = frozenset({"genre", "subject"})
"""Elements into which other elements are written back."""
SECTION_PLACES: Final = {row.element: SECTION_ORDER.index(row.section) for row in PROPERTIES} | {
    "contributor": SECTION_ORDER.index("contentMeta"),
    **{name: SECTION_ORDER.index(row.section) for name, row in KEPT.items()},
}
"""Number of the section of each element of a field, or of an extra field."""
READING_ORDER: Final = {
    name: place
    for place, name in enumerate(
        sorted({*BOUND_ATTRIBUTES, *KEPT}, key=lambda name: (SECTION_PLACES[name], ELEMENT_ORDER[name], name))
    )
}
"""Place of each element in the order in which extra fields are read: by its section, and its place there."""


class Target(NamedTuple):
    """What of the element of a field an extra field may be written to."""

    element: str
    name: str
    """Of the attribute, or of the element in it."""
    is_attribute: bool
    place: int
    """Among all that may be written there."""


TARGETS: Final = {
    f"{element}/{'@' if is_attribute else ''}{name}": Target(element, name, is_attribute, place)
    for element, attributes in BOUND_ATTRIBUTES.items()
    for place, (name, is_attribute) in enumerate(
        [
            *((name, True) for name in attributes),
            *((name, False) for name in BOUND_ELEMENTS if element in CONCEPTS),
        ]
    )
}
"""Each of them by the path in the name of the extra field."""

LAST_LINE: Final = 2
"""Place of extra fields in the element of a field: behind the headline and the second headline."""

Record: TypeAlias = tuple[str, int]
"""A record of the metadata: the field that holds it, and its place there."""


class Bound(NamedTuple):
    """What is written into the element of one record."""

    attributes: dict[str, str]
    content: str
    """Its other elements, as XML in the order of the schema."""


NOTHING: Final = Bound({}, "")
"""What is written into most elements."""


class Placed(msgspec.Struct, frozen=True):
    """One extra field that is written as an element or into one."""

    order: tuple[int, int, int, int]
    """By which it is read: the place of the element, that of the record, that within it, and the number."""
    number: int
    """Its place among the extra fields."""
    part: Part | None
    """Its element; nothing where it is written into that of another field."""
    owner: Record = ("", 0)
    """The record that it is written into."""
    attribute: tuple[str, str] = ("", "")
    xml: str = ""


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
    placed = place_extras(metadata, frozenset(elsewhere))
    written = {*elsewhere, *(each.number for each in placed)}
    rest = [number for number in range(len(extras)) if number not in written]
    read = [*(each.number for each in placed), *rest, *elsewhere]
    parts = [each.part for each in placed if each.part is not None]
    parts += [extra_part(extras[number]) for number in rest]
    if read != sorted(read):
        places = {number: place for place, number in enumerate(read)}
        value = " ".join(str(places[number]) for number in range(len(extras)))
        parts.append(extension("contentMeta", "order", value=value))
    return parts, bind(placed)


def bind_part(part: Part, bound: Bound) -> Part:
    """Write attributes into the start tag of a part."""
    tag = f"<{part.element}"
    return part._replace(xml=f"{tag}{attributes_xml(as_attributes(bound.attributes))}{part.xml.removeprefix(tag)}")


def place_extras(metadata: Metadata, elsewhere: frozenset[int]) -> list[Placed]:
    """Find the extra fields that can be written as elements, each once where the schema takes only one.

    Returns:
        Them in the order in which they are read.
    """
    keys = find_records(metadata)
    placed: list[Placed] = []
    singles: set[object] = set()
    for number, extra in enumerate(metadata.extra):
        path, words = divide_name(extra.name)
        target = TARGETS.get(path)
        if (target is None and path not in KEPT) or number in elsewhere:
            continue
        attributes = split_attributes(words)
        if attributes is None:
            continue
        only: object = None
        if target is None:
            one = place_element(number, path, attributes, extra.value)
            only = path if KEPT[path].single else None
        else:
            one = place_bound(number, target, attributes, extra.value, keys)
            only = (one.owner, one.attribute[0]) if one and target.is_attribute else None
        if one is None or only in singles:
            continue
        if only is not None:
            singles.add(only)
        placed.append(one)
    return sorted(placed, key=attrgetter("order"))


def find_records(metadata: Metadata) -> dict[tuple[str, str], Record]:
    """Give the records that something can be written into, by element and what identifies the first such there."""
    keys: dict[tuple[str, str], Record] = {}
    for name, key, record in records(metadata):
        if len(key) <= MAX_OWNER_CHARS and (key or name in LINES):
            keys.setdefault((name, key), record)
    return keys


def records(metadata: Metadata) -> Iterator[tuple[str, str, Record]]:
    """Give the records that something can be written into: element, what identifies it there, and the record."""
    for row in PROPERTIES:
        if row.element in LINES and getattr(metadata, row.field):
            yield row.element, row.role, (row.field, 0)
    yield "copyrightHolder", metadata.copyright_holder, ("copyright_holder", 0)
    yield "provider", metadata.publisher, ("publisher", 0)
    if metadata.located is not None:
        yield "located", metadata.located.name, ("located", 0)
    for place, item in enumerate(metadata.related):
        if is_any_uri(item.url):  # all others are no links
            yield "link", item.url, ("related", place)
    for place, source in enumerate(metadata.sources):
        yield "infoSource", source, ("sources", place)
    for place, person in enumerate(metadata.authors):
        yield "contributor" if person.role == "contributor" else "creator", person.name, ("authors", place)
    for place, genre in enumerate(metadata.genres):
        yield "genre", subject_key(genre), ("genres", place)
    for place, keyword in enumerate(metadata.keywords):
        yield "keyword", keyword, ("keywords", place)
    for place, subject in enumerate(metadata.subjects):
        yield "subject", subject_key(subject), ("subjects", place)


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

NAME_ATTRIBUTES: Final = frozenset({"lang", "role"})
RELATION_ATTRIBUTES: Final = frozenset({"type"})
"""Attributes that may be written of a name and of a relation of a subject or genre."""


def subject_key(subject: Subject) -> str:
    """Give what identifies a subject or genre in the item, as the reader finds it."""
    qcode = make_qcode(subject.scheme, subject.code)
    return qcode or (subject.uri if is_any_uri(subject.uri) else "") or subject.code or subject.name


def place_bound(
    number: int,
    target: Target,
    attributes: list[tuple[str, str]],
    value: str | tuple[str, ...],
    keys: dict[tuple[str, str], Record],
) -> Placed | None:
    """Write an extra field into the element that it belongs to; nothing where it can't be."""
    key = attributes.pop()[1] if attributes and attributes[-1][0] == "of" else ""
    owner = keys.get((target.element, key))
    if owner is None:
        return None
    name = target.name
    place = int(owner[0] == "subheadline") if target.element in LINES else owner[1]
    order = (READING_ORDER[target.element], place, target.place, number)
    if target.is_attribute:
        is_valid = isinstance(value, str) and not attributes and is_valid_attribute(name, value)
        return Placed(order, number, None, owner, (name, str(value))) if is_valid else None
    if name == "name":
        is_valid = bool(attributes) and are_valid(attributes, NAME_ATTRIBUTES)
        xml = text_or_none(name, attributes, value) if is_valid else None
    else:
        is_valid = are_valid(attributes, RELATION_ATTRIBUTES)
        xml = concept(name, attributes, value, Form.CONCEPT) if is_valid else None
    return None if xml is None else Placed(order, number, None, owner, xml=xml)


def bind(placed: Sequence[Placed]) -> dict[Record, Bound]:
    """Gather what is written into each record.

    Args:
        placed: in the order in which they are read.
    """
    found: dict[Record, list[Placed]] = {}
    for each in placed:
        if each.part is None:
            found.setdefault(each.owner, []).append(each)
    return {
        record: Bound(dict(one.attribute for one in own if one.attribute[0]), "".join([one.xml for one in own]))
        for record, own in found.items()
    }
