"""Into which elements of NewsML-G2 an extra field can be written, and in which order all are read again.

In: the path in the name of an extra field, and what it says it is of. Out: the part of an element that can hold it
(`Target`), and the record of the metadata that this element is written for (`Record`).
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from newsconv.iptc.kept import BOUND_ATTRIBUTES, BOUND_RELATIONS, KEPT, LINES, MAX_OWNER_CHARS, NAME_HOLDERS
from newsconv.iptc.passages import PASSAGES, count_paragraphs, read_passage
from newsconv.iptc.properties import ELEMENT_ORDER, PROPERTIES, SECTION_ORDER
from newsconv.iptc.values import is_any_uri, make_qcode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsconv.document import Metadata, Subject

__all__ = ["READING_ORDER", "TARGETS", "Record", "Records", "Target", "Where"]

CONCEPTS: Final = {"genre": "genres", "subject": "subjects"}
"""Elements into which relations are written back, and the fields that they hold; their name may be empty."""
SECTION_PLACES: Final = {row.element: SECTION_ORDER.index(row.section) for row in PROPERTIES} | {
    "contributor": SECTION_ORDER.index("contentMeta"),
    **{name: SECTION_ORDER.index(row.section) for name, row in KEPT.items()},
}
"""Number of the section of each element of a field, or of an extra field."""
READING_ORDER: Final = {
    name: place
    for place, name in enumerate(
        sorted(
            (name for name in {*BOUND_ATTRIBUTES, *KEPT} if "/" not in name),
            key=lambda name: (SECTION_PLACES[name], ELEMENT_ORDER[name], name),
        )
    )
}
"""Place of each element in the order in which extra fields are read: by its section, and its place there."""


class Where(IntEnum):
    """What of the element of a field an extra field is written to; attributes come first."""

    TAG = 0
    """An attribute of it."""
    NAME_TAG = 1
    """An attribute of its name."""
    NAME = 2
    """Another name."""
    RELATION = 3
    """A relation to another concept."""


class Target(NamedTuple):
    """A place in the element of a field."""

    element: str
    name: str
    """Of the attribute, or of the element in it."""
    where: Where
    place: int
    """Among all that may be written there."""

    @property
    def is_attribute(self) -> bool:
        """Tell whether it takes one value."""
        return self.where <= Where.NAME_TAG


def find_targets(element: str) -> Iterator[tuple[str, Target]]:
    """Give what may be written into an element, by the path in the name of the extra field."""
    places = [(f"@{name}", name, Where.TAG) for name in BOUND_ATTRIBUTES[element]]
    if element in NAME_HOLDERS:
        places += [(f"name/@{name}", name, Where.NAME_TAG) for name in BOUND_ATTRIBUTES[f"{element}/name"]]
        places.append(("name", "name", Where.NAME))
    if element in CONCEPTS:
        places += [(name, name, Where.RELATION) for name in BOUND_RELATIONS]
    for place, (path, name, where) in enumerate(places):
        yield f"{element}/{path}", Target(element, name, where, place)


TARGETS: Final = {
    path: target for element in BOUND_ATTRIBUTES if "/" not in element for path, target in find_targets(element)
}
"""Each place that an extra field may be written to, by the path in its name."""

Record: TypeAlias = tuple[str, int]
"""A record of the metadata: the field that holds it, and its place there; of a passage, its first paragraph, from 1."""


class Records:
    """The records of one document that something can be written into.

    Attributes:
        passages: last paragraph of each passage that something is written into, by its record.
        ends: the last of these by field.
        counts: paragraphs of each field that was asked for.
    """

    __slots__ = ("counts", "ends", "keys", "metadata", "passages")

    def __init__(self, metadata: Metadata) -> None:
        """Note what identifies each record; of several that are identified alike, the first counts."""
        self.metadata = metadata
        self.keys: dict[tuple[str, str], Record] = {}
        for name, key, record in list_records(metadata):
            if len(key) <= MAX_OWNER_CHARS and (key or name in LINES):
                self.keys.setdefault((name, key), record)
        self.counts: dict[str, int] = {}
        self.passages: dict[Record, int] = {}
        self.ends: dict[str, int] = {}

    def find(self, target: Target, key: str) -> Record | None:
        """Give the record that is meant; nothing where there is none, or none that a name can stand beside.

        Args:
            target: what is to be written into it.
            key: what identifies it.
        """
        if target.element in PASSAGES:
            return self.find_passage(target.element, key)
        record = self.keys.get((target.element, key))
        if record is not None and Where.TAG < target.where < Where.RELATION and not self.has_name(record):
            return None  # the first name in the element is read as that of the record
        return record

    def has_name(self, record: Record) -> bool:
        """Tell whether a record has a name; only a concept may have none."""
        field, place = record
        return field not in CONCEPTS.values() or bool(getattr(self.metadata, field)[place].name)

    def find_passage(self, element: str, key: str) -> Record | None:
        """Give a passage; nothing where it overlaps with, or stands before, one that something is written into."""
        field = PASSAGES[element]
        if field not in self.counts:
            self.counts[field] = count_paragraphs(getattr(self.metadata, field))
        paragraphs = read_passage(key, self.counts[field])
        if paragraphs is None:
            return None
        record, last = (field, paragraphs[0]), paragraphs[1]
        if self.passages.get(record) == last:
            return record
        if paragraphs[0] <= self.ends.get(field, 0):
            return None
        self.ends[field] = self.passages[record] = last
        return record


def list_records(metadata: Metadata) -> Iterator[tuple[str, str, Record]]:
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


def subject_key(subject: Subject) -> str:
    """Give what identifies a subject or genre in the item, as the reader finds it."""
    qcode = make_qcode(subject.scheme, subject.code)
    return qcode or (subject.uri if is_any_uri(subject.uri) else "") or subject.code or subject.name
