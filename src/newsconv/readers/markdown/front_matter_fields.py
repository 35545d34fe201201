"""The keys of front matter: one table for what is written and for what is read.

A row names a field of the metadata, the key that newsconv writes, the kind of its value, and the
keys that others use for it: Hugo and Jekyll, Pandoc, Obsidian's and other clippers, and scrapers
that turn the `meta` elements of a page into keys (`meta-og:title`). Keys are compared without
case, `-`, `_` and spaces. Of several keys for one field the one that stands first in its row counts;
the others are kept as extra fields, unless they say the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import msgspec

from newsconv.document import Date, Extra, Metadata, Person, Place, RelatedItem, Subject
from newsconv.document.links import is_safe_url
from newsconv.document.normal_metadata import normal_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsconv.document.metadata import Record


__all__ = ["FIELDS", "RECORDS", "SIGNATURE_KEY", "SIGNATURE_VALUE", "Field", "Pairs", "Value", "metadata_of"]

Value: TypeAlias = "str | list[Any] | tuple[tuple[str, Any], ...] | None"
"""A scalar as written, a list, the pairs of a mapping, or nothing (an empty value)."""
Pairs: TypeAlias = "tuple[tuple[str, Value], ...]"

Reader: TypeAlias = "Callable[[Field, Value, list[Extra]], Any]"
"""Reads a value of one kind for a row; parts that the field has no place for are added to the list."""
Kind: TypeAlias = Literal[
    "text", "date", "number", "status", "texts", "persons", "place", "subjects", "related", "extra"
]

SIGNATURE_KEY: Final = "generator"
SIGNATURE_VALUE: Final = "newsconv"
"""What a program writes that made a page or file (HTML's `meta name=generator`); without version, see the laws."""


class Field(msgspec.Struct, frozen=True):
    """One row of the table."""

    name: str
    """Of the field of the metadata."""
    key: str
    """That newsconv writes."""
    kind: Kind = "text"
    aliases: tuple[str, ...] = ()
    """Keys of others, the most telling first."""


FIELDS: Final = (
    Field("headline", "title", aliases=("headline", "og:title", "twitter:title", "dc.title")),
    Field("subheadline", "subtitle", aliases=("subheadline", "subhead", "dek", "standfirst", "deck")),
    Field("slugline", "slugline"),
    Field("byline", "byline"),
    Field(
        "authors",
        "authors",
        "persons",
        ("author", "creator", "article:author", "dc.creator", "parsely-author", "sailthru.author"),
    ),
    Field("dateline", "dateline"),
    Field("located", "location", "place", ("located", "place")),
    Field("created", "created", "date", ("date created", "content created", "dc.date.created")),
    Field(
        "published",
        "date",
        "date",
        (
            *("publish date", "date published", "published", "published time", "published at", "published date"),
            *("pub date", "article:published_time", "og:published_time", "parsely-pub-date", "dc.date", "datetime"),
        ),
    ),
    Field(
        "updated",
        "lastmod",
        "date",
        (
            *(
                "last modified at",
                "last modified",
                "date modified",
                "modified",
                "modified time",
                "updated",
                "updated at",
            ),
            *("last updated", "article:modified_time", "og:updated_time", "dc.date.modified"),
        ),
    ),
    Field("embargoed", "embargoed", "date", ("embargo", "embargoed until")),
    Field("expires", "expires", "date", ("expiry date", "unpublish date", "article:expiration_time")),
    Field("language", "lang", aliases=("language", "in language", "og:locale", "dc.language", "content-language")),
    Field("publisher", "publisher", aliases=("site name", "og:site_name", "site", "dc.publisher", "hostname")),
    Field("sources", "sources", "texts", ("source",)),
    Field("credit", "credit", aliases=("credit line",)),
    Field(
        "description",
        "description",
        aliases=("summary", "excerpt", "abstract", "og:description", "twitter:description", "dc.description"),
    ),
    Field("keywords", "tags", "texts", ("keywords", "tag", "news_keywords", "article:tag", "parsely-tags")),
    Field("subjects", "subjects", "subjects", ("categories", "category", "subject")),
    Field("genres", "genres", "subjects", ("genre",)),
    Field("section", "section", aliases=("article:section", "parsely-section")),
    Field("urgency", "urgency", "number"),
    Field("status", "status", "status"),
    Field("guid", "id", aliases=("guid", "identifier", "uuid", "dc.identifier")),
    Field("version", "version", "number"),
    Field(
        "url",
        "canonical_url",
        aliases=("canonical", "og:url", "permalink", "url", "link", "source url", "url source", "original url"),
    ),
    Field("copyright_holder", "copyright_holder"),
    Field("copyright_notice", "copyright", aliases=("copyright notice", "rights", "dc.rights")),
    Field("usage_terms", "usage_terms", aliases=("license",)),
    Field("editorial_note", "editorial_note", aliases=("ednote", "editors note")),
    Field("related", "related", "related"),
    Field("extra", "params", "extra"),
)
"""In the order in which they are written. `params` is Hugo's name for keys of one's own."""

RECORDS: Final[dict[Kind, type[Person | Place | Subject | RelatedItem]]] = {
    "persons": Person,
    "place": Place,
    "subjects": Subject,
    "related": RelatedItem,
}
"""Kinds whose values are mappings of the fields of a record; one with only a name is a text."""
STATUSES: Final = frozenset({"usable", "withheld", "canceled"})
MAX_URGENCY: Final = 9
MAX_DIGITS: Final = 4_000
"""Digits of a number; Python refuses to read one of more than 4,300 (`sys.set_int_max_str_digits`)."""

RE_KEY_MARKS: Final = re.compile(r"[-_ ]+")
RE_NUMBER: Final = re.compile(r"[1-9][0-9]*")
RE_WEB: Final = re.compile(r"https?://[^\s]+", re.IGNORECASE)
RE_SEVERAL: Final = re.compile(r"[,;&/|]| (?:and|und|et|y|e|en|og|och) ", re.IGNORECASE)
"""What parts the names of several authors; how exactly is a guess that is not made here."""
RE_BY: Final = re.compile(r"by\s", re.IGNORECASE)


def compared_key(key: str) -> str:
    """Spell a key as the table is searched.

    >>> compared_key("meta-article:published_time"), compared_key("publishDate")
    ('article:publishedtime', 'publishdate')
    """
    lowered = key.lower().strip()
    return RE_KEY_MARKS.sub("", lowered.removeprefix("meta-").removeprefix("meta:"))


BY_KEY: Final = {
    compared_key(key): (rank, field) for field in FIELDS for rank, key in enumerate((field.key, *field.aliases))
}
"""A key as compared, to its place in its row and the row."""
URL_RANK: Final = 50
BYLINE_RANK: Final = 50
"""Places after all keys of a row, for what stands under the key of another field."""


# ---------------------------------------------------------------- all keys


class Candidate(msgspec.Struct, frozen=True):
    """A key with what it says."""

    key: str
    value: Value
    field: str
    """Name of the field that it is for; empty where there is none, or the value says nothing to us."""
    rank: int
    """Place in the row of the field; the least counts."""
    result: Any
    """Value of the field."""
    rest: tuple[Extra, ...] = ()
    """Parts of the value that the field has no place for."""


def metadata_of(pairs: Pairs, *, signed: bool) -> Metadata:
    """Make metadata of the pairs of front matter; not yet in normal form.

    Args:
        pairs: keys and values in the order of the source.
        signed: newsconv wrote it, so that what is under `params` is extra and nothing else.
    """
    all_pairs = pairs if signed else spread_params(pairs)
    candidates = [
        read_pair(key, value)
        for key, value in all_pairs
        if value and not (signed and (key, value) == (SIGNATURE_KEY, SIGNATURE_VALUE))
    ]
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        if candidate.field and (candidate.field not in best or candidate.rank < best[candidate.field].rank):
            best[candidate.field] = candidate
    extra: list[Extra] = []
    for candidate in candidates:
        winner = best.get(candidate.field)
        if winner is candidate:
            extra += candidate.rest
        elif winner is None or winner.result != candidate.result:
            extra += flat_extra(candidate.key, candidate.value)
    fields: dict[str, Any] = {name: winner.result for name, winner in best.items() if name != "extra"}
    own_extra = best["extra"].result if "extra" in best else ()
    return Metadata(**fields, extra=(*own_extra, *extra))


def spread_params(pairs: Pairs) -> Iterator[tuple[str, Value]]:
    """Put what others have under `params` among the other keys, where they look for it too."""
    for key, value in pairs:
        if key == "params" and isinstance(value, tuple):
            yield from value
        else:
            yield key, value


def read_pair(key: str, value: Value) -> Candidate:
    """Find the field that a key is for, and read its value."""
    compared = compared_key(key)
    if (compared, value) in (("draft", "true"), ("published", "false")):
        return Candidate(key, value, "status", 1, "withheld")
    if compared == "source" and isinstance(value, str) and RE_WEB.fullmatch(value):
        return Candidate(key, value, "url", URL_RANK, value)
    rank, field = BY_KEY.get(compared, (0, None))
    if field is None:
        return Candidate(key, value, "", 0, None)
    if field.kind == "persons" and isinstance(value, str) and (RE_BY.match(value) or RE_SEVERAL.search(value)):
        return Candidate(key, value, "byline", BYLINE_RANK, value)
    rest: list[Extra] = []
    result = READERS[field.kind](field, value, rest)
    if result is None or result == ():
        return Candidate(key, value, "", 0, None)
    return Candidate(key, value, field.name, rank, result, tuple(rest))


def flat_extra(name: str, value: Value) -> list[Extra]:
    """Keep a value under its name; what is nested has the names and numbers of its place joined by dots.

    >>> flat_extra("images", [(("url", "a.jpg"), ("alt", "A"))])
    [Extra(name='images.0.url', value='a.jpg'), Extra(name='images.0.alt', value='A')]
    """
    match value:
        case None:
            return []
        case str():
            return [Extra(name, value)]
        case list():
            if all(part is None or isinstance(part, str) for part in value):
                return [Extra(name, tuple(part for part in value if part))]
            return [extra for number, part in enumerate(value) for extra in flat_extra(f"{name}.{number}", part)]
        case _:
            return [extra for key, part in value for extra in flat_extra(f"{name}.{key}", part)]


# ---------------------------------------------------------------- kinds


def read_text(field: Field, value: Value, _: list[Extra]) -> str | None:
    """Read a text; nothing where the normal form would leave nothing of it."""
    if not isinstance(value, str):
        return None
    if field.name == "language":
        return normal_language(value) or None
    return value if field.name != "url" or is_safe_url(value) else None


def read_date(_: Field, value: Value, __: list[Extra]) -> Date | None:
    """Read a date, in ISO 8601 or as people write it."""
    if not isinstance(value, str):
        return None
    try:
        return Date(value)
    except ValueError:
        from newsconv.noise.dates import parse_date

        return parse_date(value)


def read_number(field: Field, value: Value, _: list[Extra]) -> int | None:
    """Read a whole number from 1 on."""
    if not isinstance(value, str) or len(value) > MAX_DIGITS or not RE_NUMBER.fullmatch(value):
        return None
    number = int(value)
    return number if field.name != "urgency" or number <= MAX_URGENCY else None


def read_status(_: Field, value: Value, __: list[Extra]) -> str | None:
    """Read a publication status of the IPTC."""
    return value if isinstance(value, str) and value in STATUSES else None


def read_texts(_: Field, value: Value, __: list[Extra]) -> tuple[str, ...] | None:
    """Read a list of texts, or texts parted by commas."""
    parts = as_list(value)
    return tuple(parts) if all(isinstance(part, str) for part in parts) else None


def read_records(field: Field, value: Value, rest: list[Extra]) -> tuple[Record, ...] | None:
    """Read a list of records, or a single one; names may be parted by commas."""
    found: list[Record] = []
    for number, part in enumerate(as_list(value)):
        record = read_record(field, part, rest, f"{field.key}.{number}")
        if record is None:
            return None
        found.append(record)
    return tuple(found)


def read_place(field: Field, value: Value, rest: list[Extra]) -> Record | None:
    """Read a single place."""
    return read_record(field, value, rest, field.key)


def as_list(value: Value) -> list[Any]:
    """Give the parts of a list without empty ones, those of a text between its commas, or a mapping alone."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return [part for part in value if part] if isinstance(value, list) else [value]


def read_record(field: Field, value: Any, rest: list[Extra], name: str) -> Record | None:
    """Read a record: a mapping, or a text that is its name.

    Args:
        field: the row, which says what record.
        value: a part of a value.
        rest: keys of the mapping that the record has no field for are added to it.
        name: for those.
    """
    kind = RECORDS[field.kind]
    if isinstance(value, str):
        if kind is RelatedItem:
            return RelatedItem(url=value) if RE_WEB.fullmatch(value) else RelatedItem(title=value)
        return kind(value)
    if not isinstance(value, tuple):
        return None
    known: dict[str, str] = {}
    for key, part in value:
        if key in kind.__struct_fields__ and key not in known and isinstance(part, str | None):
            known[key] = part or ""
        else:
            rest += flat_extra(f"{name}.{key}", part)
    if kind in {Person, Place} and not known.get("name"):
        return None
    return kind(**known) if any(known.values()) else None


def read_extra(_: Field, value: Value, __: list[Extra]) -> tuple[Extra, ...] | None:
    """Read the keys that the model does not know: a mapping, or a list of mappings where keys repeat."""
    found: list[Extra] = []
    for mapping in value if isinstance(value, list) else [value]:
        if not isinstance(mapping, tuple):
            return None
        for key, part in mapping:
            found += flat_extra(key, part)
    return tuple(found)


READERS: Final[dict[Kind, Reader]] = {
    "text": read_text,
    "date": read_date,
    "number": read_number,
    "status": read_status,
    "texts": read_texts,
    "persons": read_records,
    "place": read_place,
    "subjects": read_records,
    "related": read_records,
    "extra": read_extra,
}
"""How the value of each kind is read; nothing where it is no value of that kind."""
