"""The normal form of metadata; see `newsconv.document.normal`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec

from newsconv.document.characters import are_clean_lines, clean_line, clean_lines, normal_url
from newsconv.document.links import is_safe_url
from newsconv.document.metadata import Extra, Metadata, Person, Place, RelatedItem, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["MAX_URGENCY", "MAX_VERSION", "normal_language", "normal_metadata"]

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
    """Bring the metadata into normal form: one line a field, no empty entries, numbers within bounds.

    Most fields are normal already, and are given back as they are; the record itself is always a new one, since
    msgspec leaves out of JSON what is the very default of `Document`, but not what equals it.
    """
    changed: dict[str, Any] = {}
    for name, normal_value in NORMAL_VALUES.items():
        value = getattr(metadata, name)
        normal = normal_value(value) if value else DEFAULTS[name]
        if normal is not value and normal != value:
            changed[name] = normal
    return msgspec.structs.replace(metadata, **changed)


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
    cleaned = texts if are_clean_lines(texts) else map(clean_line, texts)
    return tuple(dict.fromkeys(text for text in cleaned if text))


def normal_records(records: Sequence[_Record]) -> Sequence[_Record]:
    """Clean records, all at once where they are clean."""
    if are_clean_lines(records) and all(map(has_normal_address, records)):
        return records
    return tuple(map(normal_record, records))


def has_normal_address(record: Person | Place | Subject | RelatedItem) -> bool:
    """Tell whether the address of a record is none, or one that is safe and in normal form."""
    url = record.url if isinstance(record, (Person, RelatedItem)) else record.uri
    return not url or (is_safe_url(url) and normal_url(url) == url)


def normal_record(record: _Record) -> _Record:
    """Clean the texts of a record; addresses of it that are unsafe are emptied."""
    values = {name: clean_line(getattr(record, name)) for name in record.__struct_fields__}
    for name in ("url", "uri"):
        if name in values:
            values[name] = normal_url(values[name]) if is_safe_url(values[name]) else ""
    return msgspec.structs.replace(record, **values)


def normal_people(people: Sequence[Person]) -> tuple[Person, ...]:
    """Clean people; one without a name is nobody."""
    return tuple(person for person in normal_records(people) if person.name)


def normal_place(place: Place) -> Place | None:
    """Clean a place; one without a name is none."""
    (normal,) = normal_records((place,))
    return normal if normal.name else None


def normal_subjects(subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """Clean subjects; a scheme without a code says nothing, and neither does a subject without name, code and URI."""
    kept = [
        msgspec.structs.replace(subject, scheme="") if subject.scheme and not subject.code else subject
        for subject in normal_records(subjects)
    ]
    return tuple(dict.fromkeys(subject for subject in kept if subject.name or subject.code or subject.uri))


def normal_related(related: Sequence[RelatedItem]) -> tuple[RelatedItem, ...]:
    """Clean related items; one without title and address is none."""
    return tuple(item for item in normal_records(related) if item.title or item.url)


def normal_extras(extras: Sequence[Extra]) -> tuple[Extra, ...]:
    """Clean unknown fields; one without a name or a value is none."""
    cleaned = extras if are_clean_lines(extras) and not any(map(has_list, extras)) else map(normal_extra, extras)
    return tuple(extra for extra in cleaned if extra.name and extra.value)


def has_list(extra: Extra) -> bool:
    """Tell whether an unknown field holds several values that need a look: an empty one, or no tuple."""
    value: object = extra.value
    return not isinstance(value, str) and not (isinstance(value, tuple) and all(value))


def normal_extra(extra: Extra) -> Extra:
    """Clean an unknown field; a list keeps its empty entries out."""
    value = extra.value
    cleaned = clean_line(value) if isinstance(value, str) else tuple(text for text in map(clean_line, value) if text)
    return Extra(clean_line(extra.name), cleaned)


def normal_address(url: str) -> str:
    """Spell an address; one that is unsafe is none."""
    return normal_url(url) if is_safe_url(url) else ""


def normal_urgency(urgency: int) -> int | None:
    """Keep an urgency of the IPTC's scale."""
    return urgency if 1 <= urgency <= MAX_URGENCY else None


def normal_version(version: int) -> int | None:
    """Keep a version that others can hold."""
    return version if 0 < version <= MAX_VERSION else None


NORMAL_VALUES: Final[dict[str, Callable[[Any], Any]]] = {
    **dict.fromkeys(
        (
            field.name
            for field in msgspec.structs.fields(Metadata)
            if field.type is str and field.name not in {"language", "url"}
        ),
        clean_line,
    ),
    "usage_terms": clean_lines,
    "editorial_note": clean_lines,
    "url": normal_address,
    "language": normal_language,
    "authors": normal_people,
    "located": normal_place,
    "sources": normal_texts,
    "keywords": normal_texts,
    "subjects": normal_subjects,
    "genres": normal_subjects,
    "related": normal_related,
    "extra": normal_extras,
    "urgency": normal_urgency,
    "version": normal_version,
}
"""How each field is brought into normal form where it holds something; the others (dates, status) are always."""
DEFAULTS: Final = msgspec.structs.asdict(Metadata())
"""What a field is that holds nothing."""
