"""Read what a story is about, who made it and where it came from: the lists of people, places, subjects, ….

In: an item with the names of 3.1. Out: fields of the metadata. All that a story is about is a `Subject`; which of
these are people or places, and how the story is related to them, is kept as extra fields (`ninjs:people`,
`ninjs:rel/mentions`) that name them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newsconv.document import Extra, Person, Place, Subject
from newsconv.document.characters import clean_line
from newsconv.iptc.values import is_web_address
from newsconv.readers.ninjs.context import take_entries, take_text
from newsconv.readers.ninjs.properties import AUTHOR, ENTITIES, EXTRA_PREFIX, KEYWORD, LOCATED, SECTION

if TYPE_CHECKING:
    from newsconv.readers.ninjs.context import Context
    from newsconv.readers.ninjs.versions import JsonObject

__all__ = ["label_of", "read_concept", "read_entities"]

RE_QCODE: Final = re.compile(r"(?!(?:https?|urn|tag):)([A-Za-z][\w.\-]*):([^\s:]+)", re.ASCII | re.IGNORECASE)
"""An identifier that is the alias of a scheme and a code, and no URI of a common kind."""
CONTACTS: Final = {
    "email": "email",
    "e-mail": "email",
    "web": "url",
    "website": "url",
    "url": "url",
    "jobtitle": "role",
    "role": "role",
}
"""Types of contact information that a `Person` has a field for."""
AUTHOR_RELATIONS: Final = frozenset({AUTHOR, "creator", "byline", "contributor", "writer"})
"""Relations of people who made the story."""


def read_entities(item: JsonObject, values: dict[str, Any], context: Context) -> None:
    """Read all lists of entities of an item into `values`."""
    found = Found(context)
    for entry in take_entries(item, "authors", "name", context):
        found.add_author("authors", entry)
    for key in ENTITIES:
        for entry in take_entries(item, key, "name", context):
            found.add(key, entry)
    for entry in take_entries(item, "keywords", "name", context):
        found.keywords.append(take_text(entry, "name"))
        context.keep_rest("keywords", entry)
    found.finish(values)
    values["genres"] = tuple(read_genres(item, context))
    read_services(item, values, context)
    read_located(item, values, context)


class Found:
    """What the lists of an item name, by what it is for the model."""

    __slots__ = ("authors", "context", "groups", "keywords", "located", "section", "subjects")

    def __init__(self, context: Context) -> None:
        """Start with nothing."""
        self.context = context
        self.authors: list[Person] = []
        self.keywords: list[str] = []
        self.subjects: list[Subject] = []
        self.section = ""
        self.located: Place | None = None
        self.groups: dict[str, list[str]] = {}

    def add(self, key: str, entry: JsonObject) -> None:
        """Add an entry of a list."""
        rel = take_text(entry, "rel")
        if key == "people" and rel.lower() in AUTHOR_RELATIONS and "name" in entry:
            if rel != AUTHOR:
                entry.setdefault("role", rel)
            self.add_author(key, entry)
        elif key == "places" and rel == LOCATED and self.located is None:
            self.located = read_place(entry)
            self.context.keep_rest(f"places/{self.located.name}", entry)
        elif key == "subjects" and rel == KEYWORD and "name" in entry:
            self.keywords.append(take_text(entry, "name"))
            self.context.keep_rest(f"subjects/{self.keywords[-1]}", entry)
        elif key == "subjects" and rel == SECTION and not self.section and "name" in entry:
            self.section = take_text(entry, "name")
            self.context.keep_rest(f"subjects/{self.section}", entry)
        else:
            self.add_subject(key, rel, entry)

    def add_subject(self, key: str, rel: str, entry: JsonObject) -> None:
        """Add what the story is about."""
        subject = read_concept(entry)
        label = label_of(subject)
        if label:
            self.subjects.append(subject)
            if key != "subjects":
                self.groups.setdefault(key, []).append(label)
            if rel:
                self.groups.setdefault(f"rel/{rel}", []).append(label)
        self.context.keep_rest(f"{key}/{label}" if label else key, entry)

    def add_author(self, key: str, entry: JsonObject) -> None:
        """Add somebody who made the story."""
        name = take_text(entry, "name")
        known = {
            "role": take_text(entry, "role", "jobtitle"),
            "email": take_text(entry, "email"),
            "url": take_text(entry, "url"),
        }
        contacts = take_entries(entry, "contactInfo", "value", self.context)
        for contact in contacts:
            field = CONTACTS.get(str(contact.get("type", "")).lower(), "")
            if field and not known[field] and (value := take_text(contact, "value")):
                known[field] = value
                del contact["type"]
        left = [contact for contact in contacts if contact]
        if left:
            entry["contactInfo"] = left
        if not known["url"] and is_web_address(str(entry.get("uri", ""))):
            known["url"] = take_text(entry, "uri")
        self.authors.append(Person(name, **known))
        self.context.keep_rest(f"{key}/{name}", entry)

    def finish(self, values: dict[str, Any]) -> None:
        """Give the fields, and keep who is what."""
        values["authors"] = tuple(self.authors)
        values["keywords"] = tuple(self.keywords)
        values["subjects"] = tuple(self.subjects)
        if self.section:
            values["section"] = self.section
        if self.located is not None:
            values["located"] = self.located
        for name, labels in self.groups.items():
            self.context.extra.append(Extra(f"{EXTRA_PREFIX}{name}", tuple(dict.fromkeys(labels))))


# ---------------------------------------------------------------- records


def read_concept(entry: JsonObject) -> Subject:
    """Read a concept: a name, a URI, and a code with its scheme.

    >>> read_concept({"name": "Sport", "literal": "medtop:15000000"})
    Subject(name='Sport', code='15000000', scheme='medtop')
    >>> read_concept({"scheme": "http://example.com/c/", "code": "it"})
    Subject(code='it', scheme='http://example.com/c/')
    """
    name = take_text(entry, "name")
    uri = take_text(entry, "uri")
    scheme = take_text(entry, "scheme")
    code = take_text(entry, "code", "qcode")
    literal = take_text(entry, "literal")
    if not code and literal:
        code, scheme, uri = read_literal(literal, scheme, uri)
    elif not scheme and not uri and is_web_address(code):
        code, uri = "", code
    return Subject(name, code, scheme, uri)


def read_literal(literal: str, scheme: str, uri: str) -> tuple[str, str, str]:
    """Give code, scheme and URI of a concept that has a literal.

    A URI that ends with the literal is scheme and code, as 2.0 joins what 1.x has apart.
    """
    match = RE_QCODE.fullmatch(literal)
    if scheme:
        return literal, scheme, uri
    if match:
        return match[2], match[1], uri
    if is_web_address(uri) and uri.endswith(literal) and uri[: -len(literal)].endswith(("/", "#", "=", ":")):
        return literal, uri[: -len(literal)], ""
    return literal, "", uri


def label_of(subject: Subject) -> str:
    """Give the text by which an extra field names a concept."""
    return clean_line(subject.name or subject.code or subject.uri)


def read_genres(item: JsonObject, context: Context) -> list[Subject]:
    """Read the genres."""
    genres = []
    for entry in take_entries(item, "genres", "name", context):
        genre = read_concept(entry)
        genres.append(genre)
        context.keep_rest(f"genres/{label_of(genre)}".rstrip("/"), entry)
    return genres


def read_services(item: JsonObject, values: dict[str, Any], context: Context) -> None:
    """Read Superdesk's services, the desks that a story is for; the first one is its section."""
    for entry in take_entries(item, "service", "name", context):
        name = take_text(entry, "name")
        if name and not values.get("section"):
            values["section"] = name
        elif name:
            context.keep("service", name)
        context.keep_rest(f"service/{name}".rstrip("/"), entry)


def read_place(entry: JsonObject) -> Place:
    """Read a place with the region and country of its address."""
    address: JsonObject = {}
    contacts = entry.get("contactInfo")
    if isinstance(contacts, list) and len(contacts) == 1 and isinstance(contacts[0], dict):
        known = contacts[0].get("address")
        if isinstance(known, dict) and known.keys() <= {"area", "country"}:
            address = dict(known)
            del entry["contactInfo"]
    name = take_text(entry, "name", "literal")
    return Place(name, take_text(address, "area"), take_text(address, "country"), take_text(entry, "uri"))


def read_located(item: JsonObject, values: dict[str, Any], context: Context) -> None:
    """Read where the story was made, as printed; a place of that name in the list says more."""
    for entry in take_entries(item, "located", "name", context):
        name = take_text(entry, "name")
        known = values.get("located")
        if known is None:
            values["located"] = Place(name)
        elif name != known.name:
            context.keep("located", name)
        context.keep_rest("located", entry)
