"""Write the values of metadata as elements of NewsML-G2, as strings.

In: values in normal form. Out: for each kind of value (`newsconv.iptc.properties.Kind`) the parts that
hold it, in the element of the standard where that can hold it exactly, else in an extension property.
No white space is written between the elements of a record, so none can get into a value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newsconv.iptc.namespaces import PROPERTY
from newsconv.iptc.properties import EXTENSIONS, Kind
from newsconv.iptc.values import is_any_uri, is_date_time, make_qcode, write_relation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsconv.document import Date, Extra, Person, Place, RelatedItem, Subject
    from newsconv.iptc.properties import Property

__all__ = [
    "WRITERS",
    "Part",
    "attributes_xml",
    "concept",
    "element",
    "extension",
    "extra_part",
    "name_element",
    "party",
    "text_element",
]


def escape_text(text: str) -> str:
    """Escape text for use between tags; `str.replace` takes a fifth of the time of `str.translate`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def escape_attribute(text: str) -> str:
    """Escape text for an attribute, where a parser would make spaces of white space (XML 1.0, section 3.3.3)."""
    if text.isalnum():
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    if escaped.isprintable():
        return escaped
    return escaped.replace("\r", "&#13;").replace("\t", "&#9;").replace("\n", "&#10;")


class Part(NamedTuple):
    """One element of a section."""

    section: str
    element: str
    xml: str


def element(name: str, content: str = "", **attributes: str | None) -> str:
    """Write an element; attributes without a value are left out.

    Args:
        name: of the element.
        content: XML.
        attributes: text; a trailing underscore of a name is dropped.

    >>> element("name", "A &amp; B", role="", type_='"x"')
    '<name type="&quot;x&quot;">A &amp; B</name>'
    """
    tag = name + attributes_xml(attributes) if attributes else name
    return f"<{tag}>{content}</{name}>" if content else f"<{tag}/>"


def attributes_xml(attributes: Mapping[str, str | None]) -> str:
    """Write attributes, a space before each; those without a value are left out."""
    xml = ""
    for key, value in attributes.items():
        if value:
            xml += f' {key.rstrip("_")}="{escape_attribute(value)}"'
    return xml


def text_element(name: str, text: str, **attributes: str | None) -> str:
    """Write an element that holds text."""
    tag = name + attributes_xml(attributes) if attributes else name
    return f"<{tag}>{escape_text(text)}</{name}>" if text else f"<{tag}/>"


def note(field: str, text: str) -> str:
    """Write a field of a record that the standard has no element for; nothing where it is empty."""
    return text_element("note", text, roleuri=PROPERTY + field) if text else ""


def name_element(text: str) -> str:
    """Write a name; nothing where it is empty."""
    return text_element("name", text) if text else ""


def extension(section: str, field: str, content: str = "", *, value: str = "", literal: str = "") -> Part:
    """Write an extension property of a section."""
    name = EXTENSIONS[section]
    return Part(section, name, element(name, content, reluri=PROPERTY + field, literal=literal, value=value))


# ---------------------------------------------------------------- plain values


def line(row: Property, value: str) -> list[Part]:
    """Write text on one line."""
    role = PROPERTY + row.role if row.role else None
    return [Part(row.section, row.element, text_element(row.element, value, roleuri=role))]


def lines(row: Property, value: str) -> list[Part]:
    """Write text with line ends; the standard's mark for these is `br`."""
    content = "<br/>".join(escape_text(text) for text in value.split("\n"))
    return [Part(row.section, row.element, element(row.element, content))]


def texts(row: Property, values: tuple[str, ...]) -> list[Part]:
    """Write an element for each text."""
    return [Part(row.section, row.element, text_element(row.element, value)) for value in values]


def date(row: Property, value: Date) -> list[Part]:
    """Write a date of any precision."""
    return [Part(row.section, row.element, text_element(row.element, value.iso))]


def time(row: Property, value: Date) -> list[Part]:
    """Write a date, as an extension property where it is no time."""
    return date(row, value) if is_date_time(value) else [extension(row.section, row.field, value=value.iso)]


def number(row: Property, value: int) -> list[Part]:
    """Write a number."""
    return [Part(row.section, row.element, text_element(row.element, str(value)))]


def status(row: Property, value: str) -> list[Part]:
    """Write a publication status."""
    return [Part(row.section, row.element, element(row.element, qcode=f"stat:{value}"))]


def tag(row: Property, value: str) -> list[Part]:
    """Write a language tag."""
    return [Part(row.section, row.element, element(row.element, tag=value))]


def address(row: Property, value: str) -> list[Part]:
    """Write an address, as an extension property where it is no IRI."""
    if is_any_uri(value):
        return [Part(row.section, row.element, text_element(row.element, value))]
    return [extension(row.section, row.field, value=value)]


def property_(row: Property, value: str) -> list[Part]:
    """Write text for which there is only an extension property."""
    return [extension(row.section, row.field, value=value)]


# ---------------------------------------------------------------- records


def party(row: Property, value: str) -> list[Part]:
    """Write the name of a person or organisation."""
    return [Part(row.section, row.element, element(row.element, name_element(value)))]


def parties(row: Property, values: tuple[str, ...]) -> list[Part]:
    """Write an element for each name."""
    return [part for value in values for part in party(row, value)]


def people(row: Property, values: tuple[Person, ...]) -> list[Part]:
    """Write an element for each person."""
    return [person(row, value) for value in values]


def person(row: Property, value: Person) -> Part:
    """Write a person, with the ways to reach them; who is a contributor and no more is that element."""
    name, role = ("contributor", "") if value.role == "contributor" else (row.element, value.role)
    has_web = is_any_uri(value.url)
    contact = text_element("email", value.email) if value.email else ""
    contact += text_element("web", value.url) if has_web else ""
    details = element("personDetails", element("contactInfo", contact)) if contact else ""
    notes = note("role", role) + ("" if has_web else note("url", value.url))
    return Part(row.section, name, element(name, name_element(value.name) + notes + details))


def place(row: Property, value: Place) -> list[Part]:
    """Write a place, with the region and country that it lies in."""
    broader = "".join(
        element("broader", name_element(name), typeuri=PROPERTY + field)
        for field, name in (("region", value.region), ("country", value.country))
        if name
    )
    uri = value.uri if is_any_uri(value.uri) else ""
    notes = "" if uri else note("uri", value.uri)
    return [Part(row.section, row.element, element(row.element, name_element(value.name) + notes + broader, uri=uri))]


def concepts(row: Property, values: tuple[Subject, ...]) -> list[Part]:
    """Write an element for each concept."""
    return [Part(row.section, row.element, concept(row.element, value)) for value in values]


def concept(name: str, value: Subject, attributes: dict[str, str] | None = None, content: str = "") -> str:
    """Write a concept: its code as a qcode, or as a literal where it makes none.

    Args:
        name: of the element.
        value: the concept.
        attributes: others that it has.
        content: what else is in it, as XML: names in other languages or roles, then relations.
    """
    qcode = make_qcode(value.scheme, value.code)
    uri = value.uri if is_any_uri(value.uri) else ""
    notes = ("" if qcode else note("scheme", value.scheme)) + ("" if uri else note("uri", value.uri))
    literal = "" if qcode else value.code
    return element(
        name, name_element(value.name) + notes + content, qcode=qcode, uri=uri, literal=literal, **(attributes or {})
    )


def related(row: Property, values: tuple[RelatedItem, ...]) -> list[Part]:
    """Write a link to each item; one that can't be linked to is an extension property that says its place."""
    return [related_item(row, place, value) for place, value in enumerate(values)]


def related_item(row: Property, place: int, value: RelatedItem) -> Part:
    """Write one related item."""
    if is_any_uri(value.url):
        title = text_element("title", value.title) if value.title else ""
        return Part(row.section, row.element, element(row.element, title, href=value.url, **write_relation(value.rel)))
    content = name_element(value.title) + note("url", value.url)
    return extension(row.section, row.field, content, value=value.rel, literal=str(place))


def extra_part(value: Extra) -> Part:
    """Write a field that the model has no name for."""
    if isinstance(value.value, str):
        return extension("contentMeta", "extra", value=value.value, literal=value.name)
    names = "".join(map(name_element, value.value))
    return extension("contentMeta", "extra", names, literal=value.name)


WRITERS: Final[dict[Kind, Callable[[Property, Any], list[Part]]]] = {
    Kind.LINE: line,
    Kind.LINES: lines,
    Kind.TEXTS: texts,
    Kind.DATE: date,
    Kind.TIME: time,
    Kind.NUMBER: number,
    Kind.STATUS: status,
    Kind.TAG: tag,
    Kind.ADDRESS: address,
    Kind.PARTY: party,
    Kind.PARTIES: parties,
    Kind.PEOPLE: people,
    Kind.PLACE: place,
    Kind.CONCEPTS: concepts,
    Kind.RELATED: related,
    Kind.PROPERTY: property_,
}
"""How each kind of value is written."""
