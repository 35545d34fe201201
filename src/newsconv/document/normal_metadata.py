"""The normal form of metadata; see `newsconv.document.normal`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from newsconv.document.characters import clean_line, clean_lines, normal_url
from newsconv.document.links import is_safe_url
from newsconv.document.metadata import Extra, Metadata, Person, Place, RelatedItem, Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["normal_language", "normal_metadata"]

RE_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
"""Well-formed tags of BCP 47 (RFC 5646, section 2.1), without the private and grandfathered ones."""
SCRIPT_LENGTH: Final = 4
REGION_LENGTH: Final = 2
MAX_URGENCY: Final = 9
"""The IPTC's scale of urgency is 1 to 9 (NewsML-G2 2.35, `Int1to9Type`)."""
MAX_VERSION: Final = 2**63 - 1
"""What every JSON reader and database holds; the largest version seen in feeds is 1618095828."""

_Record = TypeVar("_Record", Person, Place, Subject, RelatedItem)


def normal_metadata(metadata: Metadata) -> Metadata:
    """Bring the metadata into normal form: one line a field, no empty entries, numbers within bounds."""
    lines = {name: clean_line(getattr(metadata, name)) for name in LINE_FIELDS}
    return msgspec.structs.replace(
        metadata,
        **lines,
        **{name: clean_lines(getattr(metadata, name)) for name in LINES_FIELDS},
        url=normal_url(metadata.url) if is_safe_url(metadata.url) else "",
        language=normal_language(metadata.language),
        authors=tuple(person for person in map(normal_record, metadata.authors) if person.name),
        located=normal_place(metadata.located),
        sources=normal_texts(metadata.sources),
        keywords=normal_texts(metadata.keywords),
        subjects=normal_subjects(metadata.subjects),
        genres=normal_subjects(metadata.genres),
        related=normal_related(metadata.related),
        extra=tuple(extra for extra in map(normal_extra, metadata.extra) if extra.name and extra.value),
        urgency=metadata.urgency if metadata.urgency and 1 <= metadata.urgency <= MAX_URGENCY else None,
        version=metadata.version if metadata.version and 0 < metadata.version <= MAX_VERSION else None,
    )


LINES_FIELDS: Final = ("usage_terms", "editorial_note")
"""Fields that may hold several lines."""
LINE_FIELDS: Final = tuple(
    field.name
    for field in msgspec.structs.fields(Metadata)
    if field.type is str and field.name not in {*LINES_FIELDS, "language", "url"}
)
"""Fields of one line."""


def normal_language(tag: str) -> str:
    """Spell a language tag as BCP 47 recommends (RFC 5646, section 2.1.1); nothing where it is none.

    >>> normal_language("en_us"), normal_language("zh-hans-CN"), normal_language("English (US)")
    ('en-US', 'zh-Hans-CN', '')
    """
    text = clean_line(tag).replace("_", "-")
    if not RE_LANGUAGE.fullmatch(text):
        return ""
    first, *rest = text.lower().split("-")
    return "-".join([first, *map(subtag_case, rest)])


def subtag_case(subtag: str) -> str:
    """Spell a region in capitals, a script with a capital, the rest in small letters."""
    if len(subtag) == REGION_LENGTH:
        return subtag.upper()
    return subtag.title() if len(subtag) == SCRIPT_LENGTH and subtag.isalpha() else subtag


def normal_texts(texts: Sequence[str]) -> tuple[str, ...]:
    """Clean texts, leaving out empty ones and repetitions."""
    return tuple(dict.fromkeys(text for text in map(clean_line, texts) if text))


def normal_record(record: _Record) -> _Record:
    """Clean the texts of a record; addresses of it that are unsafe are emptied."""
    values = {name: clean_line(getattr(record, name)) for name in record.__struct_fields__}
    for name in ("url", "uri"):
        if name in values:
            values[name] = normal_url(values[name]) if is_safe_url(values[name]) else ""
    return msgspec.structs.replace(record, **values)


def normal_place(place: Place | None) -> Place | None:
    """Clean a place; one without a name is none."""
    normal = normal_record(place) if place else None
    return normal if normal and normal.name else None


def normal_subjects(subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """Clean subjects; a scheme without a code says nothing, and neither does a subject without name, code and URI."""
    result = []
    for subject in map(normal_record, subjects):
        kept = subject if subject.code else msgspec.structs.replace(subject, scheme="")
        if kept.name or kept.code or kept.uri:
            result.append(kept)
    return tuple(dict.fromkeys(result))


def normal_related(related: Sequence[RelatedItem]) -> tuple[RelatedItem, ...]:
    """Clean related items; one without title and address is none."""
    return tuple(item for item in map(normal_record, related) if item.title or item.url)


def normal_extra(extra: Extra) -> Extra:
    """Clean an unknown field; a list keeps its empty entries out."""
    value = extra.value
    cleaned = clean_line(value) if isinstance(value, str) else tuple(text for text in map(clean_line, value) if text)
    return Extra(clean_line(extra.name), cleaned)
