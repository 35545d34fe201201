"""Write extra fields that came from elements of NewsML-G2 as these elements again, where they can be.

In: the extra fields of a document, and its subjects. Out: the parts that hold them, and the parts of subjects.
`newsconv.iptc.kept` says how they are spelled; what it does not know, or the schema does not take, is an extension
property. Where the order of the extra fields is not that in which they are read, one more property names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from newsconv.iptc.kept import (
    BOUND_ATTRIBUTES,
    BOUND_ELEMENTS,
    KEPT,
    MAX_OWNER_CHARS,
    Form,
    identifying_attribute,
    is_valid_attribute,
    split_name,
)
from newsconv.iptc.namespaces import GENERATOR, TEXT_CLASS
from newsconv.iptc.properties import ELEMENT_ORDER, SECTION_ORDER
from newsconv.iptc.values import is_any_uri, make_qcode
from newsconv.writers.newsml.elements import Part, element, extension, extra_part, name_element, text_element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.document import Extra, Subject

__all__ = ["Bound", "extra_parts"]

SUBJECT_PLACE: Final = (SECTION_ORDER.index("contentMeta"), ELEMENT_ORDER["subject"])
LAST_PLACE: Final = (len(SECTION_ORDER), 0)
"""Where extension properties are read."""
SCHEME_OF_KEEPING: Final = {name: place for place, name in enumerate((*BOUND_ATTRIBUTES, *BOUND_ELEMENTS))}
"""Order of what is written into a subject."""


class Bound(NamedTuple):
    """What is written into one subject."""

    attributes: dict[str, str]
    content: str
    """Its other elements, as XML in the order of the schema."""


class Placed(NamedTuple):
    """One extra field that is written as an element or into one."""

    order: tuple[int, ...]
    """By which it is read: section, element, and place within that."""
    number: int
    """Its place among the extra fields."""
    part: Part | None
    """Its element; nothing where it is written into a subject."""
    owner: int = -1
    """Place of the subject that it is written into."""
    attribute: tuple[str, str] = ("", "")
    xml: str = ""


def extra_parts(extras: Sequence[Extra], subjects: Sequence[Subject]) -> tuple[list[Part], dict[int, Bound]]:
    """Write extra fields.

    Returns:
        The parts that hold them, and by its place what is written into a subject.
    """
    if not extras:
        return [], {}
    placed = place_extras(extras, subjects)
    written = {each.number for each in placed}
    rest = [number for number in range(len(extras)) if number not in written]
    read = [each.number for each in sorted(placed, key=lambda each: each.order)] + rest
    parts = [each.part for each in placed if each.part is not None]
    parts += [extra_part(extras[number]) for number in rest]
    if read != sorted(read):
        places = {number: place for place, number in enumerate(read)}
        value = " ".join(str(places[number]) for number in range(len(extras)))
        parts.append(extension("contentMeta", "order", value=value))
    return parts, bind(placed)


def place_extras(extras: Sequence[Extra], subjects: Sequence[Subject]) -> list[Placed]:
    """Find the extra fields that can be written as elements, each once where the schema takes only one."""
    keys: dict[str, int] = {}
    for place, subject in enumerate(subjects):
        if len(key := subject_key(subject)) <= MAX_OWNER_CHARS:
            keys.setdefault(key, place)
    placed: list[Placed] = []
    singles: set[object] = set()
    for number, extra in enumerate(extras):
        path, attributes = split_name(extra.name)
        if path.startswith("subject/"):
            one = place_bound(number, path.removeprefix("subject/"), attributes, extra.value, keys)
            only: object = (one.owner, one.attribute[0]) if one and one.attribute[0] else None
        else:
            one = place_element(number, path, attributes, extra.value) if path in KEPT else None
            only = path if path in KEPT and KEPT[path].single else None
        if one is None or only in singles:
            continue
        if only is not None:
            singles.add(only)
        placed.append(one)
    return placed


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
    order = (SECTION_ORDER.index(row.section), ELEMENT_ORDER[path], number)
    return Placed(order, number, Part(row.section, path, xml))


def are_valid(attributes: list[tuple[str, str]], known: frozenset[str]) -> bool:
    """Tell whether the schema takes attributes, each once."""
    names = [name for name, _ in attributes]
    return len(set(names)) == len(names) and all(
        name in known and is_valid_attribute(name, value) for name, value in attributes
    )


def as_attributes(attributes: list[tuple[str, str]]) -> dict[str, str]:
    """Give attributes by their name in XML."""
    return {"xml:lang" if name == "lang" else name: value for name, value in attributes}


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


# ---------------------------------------------------------------- subjects


def subject_key(subject: Subject) -> str:
    """Give what identifies a subject in the item, as the reader finds it."""
    qcode = make_qcode(subject.scheme, subject.code)
    return qcode or (subject.uri if is_any_uri(subject.uri) else "") or subject.code or subject.name


def place_bound(
    number: int,
    path: str,
    attributes: list[tuple[str, str]],
    value: str | tuple[str, ...],
    keys: dict[str, int],
) -> Placed | None:
    """Write an extra field into the subject that it belongs to; nothing where it can't be."""
    if not attributes or attributes[-1][0] != "of" or attributes[-1][1] not in keys:
        return None
    owner = keys[attributes.pop()[1]]
    name = path.removeprefix("@")
    if name not in SCHEME_OF_KEEPING:
        return None
    order = (*SUBJECT_PLACE, owner, SCHEME_OF_KEEPING[name], number)
    if path.startswith("@"):
        is_valid = isinstance(value, str) and not attributes and is_valid_attribute(name, value)
        if not is_valid or name not in BOUND_ATTRIBUTES:
            return None
        return Placed(order, number, None, owner, (name, str(value)))
    if name == "name":
        is_valid = bool(attributes) and are_valid(attributes, frozenset({"lang", "role"}))
        xml = text_or_none(name, attributes, value) if is_valid else None
    else:
        is_valid = are_valid(attributes, frozenset({"type"}))
        xml = concept(name, attributes, value, Form.CONCEPT) if is_valid else None
    return None if xml is None else Placed(order, number, None, owner, xml=xml)


def bind(placed: Sequence[Placed]) -> dict[int, Bound]:
    """Gather what is written into each subject."""
    bound: dict[int, Bound] = {}
    for each in sorted(placed, key=lambda each: each.order):
        if each.part is None:
            one = bound.get(each.owner, Bound({}, ""))
            name, value = each.attribute
            attributes = {**one.attributes, name: value} if name else one.attributes
            bound[each.owner] = Bound(attributes, one.content + each.xml)
    return bound
