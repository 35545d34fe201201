"""Write what a story is about, who made it and where it came from, as entries of lists.

In: metadata in normal form. Out: the lists of an item. Which list a subject goes to, and its relation, is what
extra fields such as `ninjs:people` and `ninjs:rel/mentions` say; without them it is an entry of `subjects`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsconv.iptc.values import is_web_address
from newsconv.readers.ninjs.entities import label_of
from newsconv.readers.ninjs.properties import AUTHOR, ENTITIES, EXTRA_PREFIX, KEYWORD, LOCATED, SECTION
from newsconv.writers.ninjs.values import is_uri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsconv.document import Metadata, Person, Place, RelatedItem, Subject
    from newsconv.readers.ninjs.versions import JsonObject

__all__ = ["add_entities"]


def add_entities(item: JsonObject, metadata: Metadata) -> None:
    """Add all lists of entities to an item."""
    lists, relations = label_groups(metadata)
    for person in metadata.authors:
        append(item, "people", write_person(person))
    if metadata.section:
        append(item, "subjects", {"name": metadata.section, "rel": SECTION})
    for keyword in metadata.keywords:
        append(item, "subjects", {"name": keyword, "rel": KEYWORD})
    for subject in metadata.subjects:
        label = label_of(subject)
        key, rel = lists.get(label, "subjects"), relations.get(label, "")
        entry = write_concept(subject)
        append(item, key, {**entry, "rel": rel} if rel else entry)
    for genre in metadata.genres:
        append(item, "genres", write_concept(genre))
    for source in metadata.sources:
        append(item, "infoSources", {"name": source})
    if metadata.located:
        add_place(item, metadata.located)
    add_related(item, metadata.related)


def append(item: JsonObject, key: str, entry: JsonObject) -> None:
    """Add an entry to a list."""
    item.setdefault(key, []).append(entry)


def label_groups(metadata: Metadata) -> tuple[dict[str, str], dict[str, str]]:
    """Give the list and the relation of subjects by their label, where extra fields name them."""
    lists: dict[str, str] = {}
    relations: dict[str, str] = {}
    for extra in metadata.extra:
        name = extra.name.removeprefix(EXTRA_PREFIX)
        if name == extra.name or isinstance(extra.value, str):
            continue
        if name in ENTITIES:
            lists.update(dict.fromkeys(extra.value, name))
        elif name.startswith(RELATION):
            relations.update(dict.fromkeys(extra.value, name.removeprefix(RELATION)))
    return lists, relations


RELATION: Final = "rel/"
"""Begins the name of an extra field that says which subjects have a relation."""


def write_person(person: Person) -> JsonObject:
    """Write somebody who made the story, with the ways to reach them; the schema has no place for what they are."""
    contacts = [
        {"type": kind, "value": value}
        for kind, value in (("jobtitle", person.role), ("email", person.email), ("web", person.url))
        if value
    ]
    entry: JsonObject = {"name": person.name, "rel": AUTHOR}
    return {**entry, "contactInfo": contacts} if contacts else entry


def write_concept(subject: Subject) -> JsonObject:
    """Write a concept; a code with its scheme is a URI where the scheme is one, else `scheme:code`."""
    entry: dict[str, Any] = {"name": subject.name} if subject.name else {}
    literal, uri = subject.code, subject.uri
    if subject.scheme and is_web_address(subject.scheme):
        uri = uri or subject.scheme + subject.code
    elif subject.scheme:
        literal = f"{subject.scheme}:{subject.code}"
    if is_uri(uri):
        entry["uri"] = uri
    if literal:
        entry["literal"] = literal
    return entry


def add_place(item: JsonObject, place: Place) -> None:
    """Write where the story was made: as printed, and as an entry where more is known of it."""
    item["located"] = place.name
    if not (place.region or place.country or place.uri):
        return
    entry: JsonObject = {"name": place.name, "rel": LOCATED}
    if is_uri(place.uri):
        entry["uri"] = place.uri
    address = {key: value for key, value in (("area", place.region), ("country", place.country)) if value}
    if address:
        entry["contactInfo"] = [{"address": address}]
    append(item, "places", entry)


def add_related(item: JsonObject, related: Iterable[RelatedItem]) -> None:
    """Write each related item that has a URI as an association."""
    for other in related:
        if is_uri(other.url):
            entry = {"name": other.title, "uri": other.url}
            append(item, "associations", {**entry, "rel": other.rel} if other.rel else entry)
