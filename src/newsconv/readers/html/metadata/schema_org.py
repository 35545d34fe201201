"""The metadata as properties of a schema.org `NewsArticle`: one table for reading and for writing.

In: `Metadata`, or the JSON of a node (schema.org 29, as JSON-LD 1.1 or as microdata brought into
that shape). Out: the other of the two. What schema.org has no property for is written as an
`additionalProperty`. Reading takes the shapes that pages use (a text or an object, one or a list),
and gives exactly what was written for a node of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias, get_args

from newsconv.document import Date, Extra, Metadata, Person, Place, RelatedItem, Status, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "BY_PROPERTY",
    "PROPERTIES",
    "Json",
    "Kind",
    "Property",
    "iter_values",
    "read_article",
    "read_people",
    "read_places",
    "read_related",
    "read_subjects",
    "read_texts",
    "write_article",
]

Json: TypeAlias = Any
"""What a JSON parser gives: dict, list, str, int, float, bool or None."""
Kind: TypeAlias = Literal[
    "text",
    "texts",
    "date",
    "number",
    "status",
    "people",
    "organization",
    "organizations",
    "place",
    "subjects",
    "related",
]
"""The shape of a property's value, on our side and in JSON."""


class Property(NamedTuple):
    """A row of the table: a field of ours and where it stands in a `NewsArticle`."""

    field: str
    """Name in `Metadata`."""
    name: str
    """Name in schema.org; of an `additionalProperty`, its `propertyID`."""
    kind: Kind


PROPERTIES: Final = (
    Property("headline", "headline", "text"),
    Property("subheadline", "alternativeHeadline", "text"),
    Property("authors", "author", "people"),
    Property("created", "dateCreated", "date"),
    Property("published", "datePublished", "date"),
    Property("updated", "dateModified", "date"),
    Property("expires", "expires", "date"),
    Property("language", "inLanguage", "text"),
    Property("publisher", "publisher", "organization"),
    Property("sources", "sourceOrganization", "organizations"),
    Property("credit", "creditText", "text"),
    Property("description", "description", "text"),
    Property("keywords", "keywords", "texts"),
    Property("subjects", "about", "subjects"),
    Property("genres", "genre", "subjects"),
    Property("section", "articleSection", "text"),
    Property("dateline", "dateline", "text"),
    Property("located", "locationCreated", "place"),
    Property("status", "creativeWorkStatus", "status"),
    Property("guid", "identifier", "text"),
    Property("version", "version", "number"),
    Property("url", "url", "text"),
    Property("copyright_holder", "copyrightHolder", "organization"),
    Property("copyright_notice", "copyrightNotice", "text"),
    Property("usage_terms", "usageInfo", "text"),
    Property("related", "relatedLink", "related"),
)
"""Fields that schema.org has a property for, in the order of writing."""

ADDITIONAL: Final = (
    Property("slugline", "newsconv:slugline", "text"),
    Property("byline", "newsconv:byline", "text"),
    Property("embargoed", "newsconv:embargoed", "date"),
    Property("urgency", "newsconv:urgency", "number"),
    Property("editorial_note", "newsconv:editorial_note", "text"),
)
"""Fields that schema.org has no property for, in the order of writing; `extra` follows them, by its own names."""

BY_PROPERTY: Final = {row.name: row for row in PROPERTIES}
"""The rows that schema.org names, by that name."""

CONTEXT: Final = "https://schema.org"

PERSON: Final = (("name", "name"), ("role", "jobTitle"), ("email", "email"), ("url", "url"))
SUBJECT: Final = (("name", "name"), ("code", "termCode"), ("scheme", "inDefinedTermSet"), ("uri", "url"))
LINK: Final = (("title", "name"), ("url", "url"), ("rel", "linkRelationship"))
ADDRESS: Final = (("region", "addressRegion"), ("country", "addressCountry"))
"""Fields of our records beside the properties of a `Person`, `DefinedTerm`, `LinkRole` and `PostalAddress`."""


# ---------------------------------------------------------------- writing


def write_article(metadata: Metadata) -> dict[str, Json]:
    """Give normal metadata as a `NewsArticle`; empty fields stay absent, keys come in the table's order."""
    node: dict[str, Json] = {"@context": CONTEXT, "@type": "NewsArticle"}
    for row in PROPERTIES:
        value = getattr(metadata, row.field)
        if value not in ("", (), None):
            node[row.name] = write_value(row.kind, value)
    additional = [
        {"@type": "PropertyValue", "propertyID": row.name, "value": write_value(row.kind, value)}
        for row in ADDITIONAL
        if (value := getattr(metadata, row.field)) not in ("", (), None)
    ]
    additional += [
        {"@type": "PropertyValue", "name": extra.name, "value": write_texts(extra.value)} for extra in metadata.extra
    ]
    return {**node, "additionalProperty": additional} if additional else node


def write_value(kind: Kind, value: Any) -> Json:
    """Give one value in the shape of its kind."""
    match kind:
        case "date":
            return value.iso
        case "people":
            return [write_record("Person", PERSON, person) for person in value]
        case "organization":
            return {"@type": "Organization", "name": value}
        case "organizations":
            return [{"@type": "Organization", "name": name} for name in value]
        case "place":
            return write_place(value)
        case "subjects":
            return [write_record("DefinedTerm", SUBJECT, subject) for subject in value]
        case "related":
            return [write_record("LinkRole", LINK, item) for item in value]
        case "text" | "texts" | "number" | "status":
            return write_texts(value)


def write_texts(value: str | int | tuple[str, ...]) -> Json:
    """Give a text or a number as it is, several texts as a list."""
    return list(value) if isinstance(value, tuple) else value


def write_record(kind: str, rows: tuple[tuple[str, str], ...], record: object) -> dict[str, Json]:
    """Give the non-empty fields of a record as an object of a type."""
    return {"@type": kind} | {name: value for field, name in rows if (value := getattr(record, field))}


def write_place(place: Place) -> dict[str, Json]:
    """Give a place; what it lies in as its address."""
    node: dict[str, Json] = {"@type": "Place", "name": place.name}
    address = write_record("PostalAddress", ADDRESS, place)
    if len(address) > 1:
        node["address"] = address
    if place.uri:
        node["sameAs"] = place.uri
    return node


# ---------------------------------------------------------------- reading


def read_article(node: dict[str, Json]) -> Metadata:
    """Read the metadata of a node that `write_article` gave; what it can't have written is passed over."""
    values: dict[str, Any] = {}
    for row in PROPERTIES:
        if row.name in node:
            store_value(values, row, node[row.name])
    extras: list[Extra] = []
    own = {row.name: row for row in ADDITIONAL}
    for entry in iter_values(node.get("additionalProperty")):
        if not isinstance(entry, dict):
            continue
        if row_of_ours := own.get(str(entry.get("propertyID"))):
            store_value(values, row_of_ours, entry.get("value"))
        elif name := first_text(entry.get("name")):
            extras.append(Extra(name, read_extra(entry.get("value"))))
    return Metadata(**values, extra=tuple(extras))


def store_value(values: dict[str, Any], row: Property, value: Json) -> None:
    """Read a value by its kind and keep it under its field, unless it holds nothing."""
    if found := list(READERS[row.kind](value)):
        several = row.kind in SEVERAL
        values[row.field] = tuple(found) if several else found[0]


def read_extra(value: Json) -> str | tuple[str, ...]:
    """Read the value of a field that the model has no name for."""
    return tuple(read_texts(value)) if isinstance(value, list) else first_text(value)


def iter_values(value: Json) -> Iterator[Json]:
    """Give the single values of one value or of lists in lists, in order; nulls are none."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(item[::-1])
        elif item is not None:
            yield item


NAMING: Final = ("name", "@value", "headline", "title", "legalName", "alternateName")
"""Properties by which an object is called, the best first."""


def read_texts(value: Json) -> list[str]:
    """Give the texts of a value: of texts and numbers themselves, of objects their names."""
    texts: list[str] = []
    stack = [value]
    while stack:
        item = stack.pop()
        match item:
            case list():
                stack.extend(item[::-1])
            case dict():
                stack.append(next((item[key] for key in NAMING if item.get(key)), None))
            case bool() | None:
                pass
            case str() if item:
                texts.append(item)
            case int() | float():
                texts.append(repr(item))
    return texts


def first_text(value: Json) -> str:
    """Give the first text of a value, or nothing."""
    return next(iter(read_texts(value)), "")


def read_dates(value: Json) -> Iterator[Date]:
    """Give the dates of a value that are spelled by ISO 8601."""
    for text in read_texts(value):
        try:
            yield Date(text)
        except ValueError:
            continue


def read_numbers(value: Json) -> Iterator[int]:
    """Give the whole numbers of a value."""
    for item in iter_values(value):
        if isinstance(item, int) and not isinstance(item, bool):
            yield item
        elif isinstance(item, str) and item.isascii() and item.isdigit() and len(item) <= MAX_DIGITS:
            yield int(item)


MAX_DIGITS: Final = 15
"""Digits of a number that a version or an urgency may have."""


def read_statuses(value: Json) -> Iterator[Status]:
    """Give the IPTC's statuses among the texts of a value."""
    wanted = read_texts(value)
    return (status for status in get_args(Status) if status and status in wanted)


def read_people(value: Json) -> list[Person]:
    """Give people by name, from texts or objects; an object with several names is several people."""
    people: list[Person] = []
    for item in iter_values(value):
        if not isinstance(item, dict):
            people += [Person(name) for name in read_texts(item)]
            continue
        names = read_texts(item) or [" ".join(map(first_text, (item.get("givenName"), item.get("familyName"))))]
        role, email, url = (first_text(item.get(key)) for key in ("jobTitle", "email", "url"))
        people += [Person(name, role, email, url) for name in names if name.strip()]
    return people


def read_subjects(value: Json) -> list[Subject]:
    """Give subjects, from texts or objects."""
    subjects: list[Subject] = []
    for item in iter_values(value):
        if isinstance(item, dict):
            subjects.append(Subject(**{field: first_text(item.get(name)) for field, name in SUBJECT}))
        else:
            subjects += [Subject(name) for name in read_texts(item)]
    return subjects


def read_related(value: Json) -> list[RelatedItem]:
    """Give related items, from addresses or objects."""
    items: list[RelatedItem] = []
    for item in iter_values(value):
        if isinstance(item, dict):
            items.append(RelatedItem(**{field: first_text(item.get(name)) for field, name in LINK}))
        else:
            items += [RelatedItem(url=url) for url in read_texts(item)]
    return items


def read_places(value: Json) -> list[Place]:
    """Give places, from texts or objects."""
    places: list[Place] = []
    for item in iter_values(value):
        if not isinstance(item, dict):
            places += [Place(name) for name in read_texts(item)]
            continue
        address = next((part for part in iter_values(item.get("address")) if isinstance(part, dict)), {})
        name = first_text(item.get("name")) or first_text(address.get("addressLocality"))
        within = {field: first_text(address.get(key)) for field, key in ADDRESS}
        if name:
            places.append(Place(name, **within, uri=first_text(item.get("sameAs"))))
    return places


SEVERAL: Final = frozenset({"texts", "people", "organizations", "subjects", "related"})
"""Kinds whose field holds several values."""
READERS: Final[dict[Kind, Callable[[Json], Any]]] = {
    "text": read_texts,
    "texts": read_texts,
    "date": read_dates,
    "number": read_numbers,
    "status": read_statuses,
    "people": read_people,
    "organization": read_texts,
    "organizations": read_texts,
    "place": read_places,
    "subjects": read_subjects,
    "related": read_related,
}
"""How a value of each kind is read; each gives the values in order."""
