"""Read one item of ninjs as a document.

In: an object as JSON has it, of any version. Out: a normal document. The tables of
`newsconv.readers.ninjs.properties` say which property is which field.

Dates: `firstCreated` is when the story was published, `contentCreated` when it was made, `versionCreated` when
it was last changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.document import Date, Document, Extra, Metadata, normalize
from newsconv.document.characters import clean_line
from newsconv.document.codec import decode_date
from newsconv.document.normal_metadata import normal_language
from newsconv.iptc.namespaces import GENERATOR
from newsconv.readers.ninjs.content import plain_text, read_content
from newsconv.readers.ninjs.context import is_private_name, take_entries, take_text
from newsconv.readers.ninjs.entities import read_entities
from newsconv.readers.ninjs.properties import (
    DERIVED,
    EXTRA,
    EXTRA_PREFIX,
    EXTRAS,
    GENERATOR_ROLE,
    NATIVE_KEYS,
    PROPERTIES,
    PROPERTY,
    ROLES,
    Kind,
)
from newsconv.readers.ninjs.versions import CONTENT_TYPES, modernize

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsconv.readers.ninjs.context import Context
    from newsconv.readers.ninjs.properties import Role
    from newsconv.readers.ninjs.versions import JsonObject

__all__ = ["read_item"]

STATUSES: Final = {"usable": "usable", "withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}
"""Publication statuses in small letters; the IPTC's code has one `l`, many writers two."""
NATIVE_RANKS: Final = {f"{EXTRA_PREFIX}{key}": place for place, key in enumerate(NATIVE_KEYS)}
MAX_VERSION_DIGITS: Final = 18
"""Digits of a version; the longest seen has ten, a document holds no more than 19."""


def read_item(raw: JsonObject, context: Context) -> Document:
    """Read one item.

    Args:
        raw: the object; it is not changed.
        context: what has no field, and what happened, is added to it.
    """
    item = modernize(raw)
    item.pop("standard", None)
    own = take_own(item, context)
    values: dict[str, Any] = {}
    take_private(item, context)
    for row in PROPERTIES:
        if row.key in item and (value := READERS[row.kind](item, row.key, context)):
            values[row.field] = value
    for key in ("headlines", "descriptions", "altIds", "infoSources"):
        read_roles(key, item, values, context)
    read_entities(item, values, context)
    blocks = read_content(item, values, context)
    if not context.signed:
        add_title(item, values, context)
    if item.get("type") == "text":
        del item["type"]
    for key, value in item.items():
        context.keep(key, value)
    add_notes(values, context)
    values["language"] = values.get("language") or context.options.language
    values["extra"] = (*sorted(context.extra, key=native_rank), *own.extra)
    return normalize(Document(Metadata(**{**values, **own.values}), blocks))


def native_rank(extra: Extra) -> int:
    """Give the place of an extra field that our writer writes as a property; others come last, in their order."""
    key = extra.name
    return NATIVE_RANKS.get(key, NATIVE_RANKS.get(key.partition("/")[0], len(NATIVE_RANKS)))


# ---------------------------------------------------------------- what newsconv added


class Own(msgspec.Struct, frozen=True):
    """What our writer put into `altIds`."""

    values: dict[str, Any] = {}
    """Exact values of fields."""
    extra: tuple[Extra, ...] = ()
    """Extra fields that no property holds."""


def take_own(item: JsonObject, context: Context) -> Own:
    """Take our entries out of `altIds`, where the item is signed."""
    entries = item.get("altIds")
    if not isinstance(entries, list):
        return Own()
    pairs = [(entry.get("role"), entry.get("value")) if isinstance(entry, dict) else (None, None) for entry in entries]
    context.signed = (GENERATOR_ROLE, GENERATOR) in pairs
    if not context.signed:
        return Own()
    ours = [isinstance(role, str) and role.startswith(PROPERTY) and isinstance(value, str) for role, value in pairs]
    item["altIds"] = [entry for entry, is_ours in zip(entries, ours, strict=True) if not is_ours]
    values: dict[str, Any] = {}
    extra: list[Extra] = []
    for (role, value), is_ours in zip(pairs, ours, strict=True):
        if is_ours and role != GENERATOR_ROLE:
            read_own(str(role), str(value), values, extra, context)
    return Own(values, tuple(extra))


def read_own(role: str, value: str, values: dict[str, Any], extra: list[Extra], context: Context) -> None:
    """Read one entry of ours; one that somebody damaged is reported."""
    try:
        if role == DERIVED:
            values[value] = getattr(EMPTY, value)
        elif role.startswith(EXTRA):
            extra.append(Extra(role.removeprefix(EXTRA), value))
        elif role.startswith(EXTRAS):
            parts = msgspec.json.decode(value, type=tuple[str, ...])
            extra.append(Extra(role.removeprefix(EXTRAS), parts))
        else:
            field = role.removeprefix(PROPERTY)
            values[field] = exact_value(field, value)
    except (ValueError, KeyError, AttributeError, msgspec.DecodeError, RecursionError):
        context.skipped("altIds", value, f"a value of newsconv's that was damaged ({role})")


EMPTY: Final = Metadata()
FIELD_TYPES: Final = {field.name: field.type for field in msgspec.structs.fields(Metadata)}
TEXT_TYPES: Final[dict[object, Callable[[str], Any]]] = {str: str, Date | None: Date, int | None: int}
"""How values are read that are written as text; all others are JSON."""


def exact_value(field: str, text: str) -> Any:
    """Read the exact value of a field.

    Raises:
        KeyError: no such field.
        ValueError: no such value; `msgspec.DecodeError` where it is no JSON.
    """
    kind = FIELD_TYPES[field]
    if kind in TEXT_TYPES:
        return TEXT_TYPES[kind](text)
    if field == "status":
        return text if text in STATUSES.values() else ""
    return msgspec.json.decode(text, type=kind, dec_hook=decode_date)


# ---------------------------------------------------------------- plain values


def read_line(item: JsonObject, key: str, _context: Context) -> str:
    """Take text on one line."""
    return take_text(item, key)


def read_lines(item: JsonObject, key: str, _context: Context) -> str:
    """Take text with its line ends."""
    return str(item.pop(key)) if isinstance(item[key], str) else take_text(item, key)


def read_date(item: JsonObject, key: str, context: Context) -> Date | None:
    """Take a date; what is none stays, and is reported."""
    text = item[key]
    if not isinstance(text, str) or not text.strip():
        return None
    try:
        date = Date(text)
    except ValueError as error:
        context.repaired(key, text, f"{error}; kept as an extra field")
        return None
    del item[key]
    return date


def read_urgency(item: JsonObject, key: str, _context: Context) -> int | None:
    """Take an urgency of 1 to 9, also where it is text; another one stays."""
    value = item[key]
    text = str(value) if isinstance(value, int) else value
    if not isinstance(text, str) or text.strip() not in set("123456789"):
        return None
    del item[key]
    return int(text)


def read_version(item: JsonObject, key: str, _context: Context) -> int | None:
    """Take a version that is a positive number; another one stays."""
    value = item[key]
    text = value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""
    if not (text.isascii() and text.isdigit()) or len(text) > MAX_VERSION_DIGITS or int(text) < 1:
        return None
    if isinstance(value, bool) or str(int(text)) != text:
        return None
    del item[key]
    return int(text)


def read_status(item: JsonObject, key: str, context: Context) -> str:
    """Take a publication status; a word that is none stays."""
    text = item[key] if isinstance(item[key], str) else ""
    status = STATUSES.get(text.strip().lower(), "")
    if not status:
        return ""
    if status != text:
        context.repaired(key, text, f"the IPTC's word for it is {status!r}")
    del item[key]
    return status


def read_tag(item: JsonObject, key: str, _context: Context) -> str:
    """Take a language tag; what is none stays."""
    text = item[key]
    if not isinstance(text, str) or not normal_language(text):
        return ""
    del item[key]
    return normal_language(text)


READERS: Final[dict[Kind, Callable[[JsonObject, str, Context], Any]]] = {
    Kind.LINE: read_line,
    Kind.LINES: read_lines,
    Kind.DATE: read_date,
    Kind.URGENCY: read_urgency,
    Kind.VERSION: read_version,
    Kind.STATUS: read_status,
    Kind.TAG: read_tag,
}
"""How each kind of value is read."""


# ---------------------------------------------------------------- lists by role


def read_roles(key: str, item: JsonObject, values: dict[str, Any], context: Context) -> None:
    """Read a list whose entries are told by their role; what is no field of ours stays an extra field."""
    value_key = "name" if key == "infoSources" else "value"
    entries = take_entries(item, key, value_key, context)
    if key == "infoSources" and (source := take_text(item, "source")):
        entries.append({"name": source})
    rest = entries
    for row in ROLES:
        if row.key == key:
            rest = read_role(row, value_key, rest, values, context)
    if key == "infoSources":
        values["sources"] = tuple(read_source(entry, context) for entry in rest)
        return
    for entry in rest:
        role, content_type = take_text(entry, "role"), take_text(entry, "contentType")
        text = plain_text(str(entry.pop("value")), content_type, context) if entry.get("value") else ""
        context.keep(f"{key}/{role}".rstrip("/"), text)
        context.keep_rest(f"{key}/{role}".rstrip("/"), entry)


def read_role(
    row: Role, value_key: str, entries: list[JsonObject], values: dict[str, Any], context: Context
) -> list[JsonObject]:
    """Take the entry of a field, and the same in other formats; give what is left."""
    wanted = {row.role, *row.also}
    own = [entry for entry in entries if role_of(entry) in wanted and entry.get(value_key)]
    # An entry with our role comes before one with another's, plain text before HTML.
    own.sort(key=lambda entry: (role_of(entry) != row.role, role_of(entry) != "", is_marked_up(entry)))
    if not own and row.first:
        own = [entry for entry in entries if entry.get(value_key) and role_of(entry) not in OTHER_ROLES[row.key]][:1]
    if not own:
        return entries
    chosen = own[0]
    text = clean_words(chosen, value_key, context)
    values[row.field] = text
    role = take_text(chosen, "role")
    if role.lower() not in {"", row.role, *CONTENT_TYPES}:
        context.keep(f"{row.key}/{row.role}/role", role)
    for name in (value_key, "contentType"):
        chosen.pop(name, None)
    context.keep_rest(f"{row.key}/{row.role}", chosen)
    left = [entry for entry in entries if entry is not chosen]
    return [entry for entry in left if not is_same_text(entry, row, text, context)]


def is_same_text(entry: JsonObject, row: Role, text: str, context: Context) -> bool:
    """Tell whether an entry is a field's text in another format; one that says something else is reported."""
    if row.key == "infoSources" or role_of(entry) in OTHER_ROLES[row.key] or not is_marked_up(entry):
        return False
    words = clean_words(entry, "value", context)
    if words != text:
        context.skipped(row.key, words, f"another format of the {row.field}")
    for name in ("value", "contentType"):
        entry.pop(name, None)
    if role_of(entry) in {"", row.role, *row.also, *CONTENT_TYPES}:
        entry.pop("role", None)
    context.keep_rest(f"{row.key}/{row.role}", entry)
    return True


OTHER_ROLES: Final = {
    key: frozenset(role for row in ROLES if row.key == key and not row.first for role in (row.role, *row.also))
    for key in {row.key for row in ROLES}
}
"""Roles that are a field of ours which is not the main one of its list."""


def role_of(entry: JsonObject) -> str:
    """Give the role of an entry, in small letters."""
    return str(entry.get("role", "")).strip().lower()


def is_marked_up(entry: JsonObject) -> bool:
    """Tell whether a text is labelled as HTML, or begins like it."""
    content_type = str(entry.get("contentType", "")).lower()
    return "html" in content_type or (content_type != "text/plain" and str(entry.get("value", "")).lstrip()[:1] == "<")


def clean_words(entry: JsonObject, value_key: str, context: Context) -> str:
    """Give the words of an entry."""
    value = str(entry.get(value_key, ""))
    if value_key == "name":
        return clean_line(value)
    return plain_text(value, str(entry.get("contentType", "")).lower() or "text/plain", context)


def read_source(entry: JsonObject, context: Context) -> str:
    """Read whom the content came from."""
    name = take_text(entry, "name", "literal", "code", "uri")
    context.keep_rest(f"infoSources/{name}", entry)
    return name


# ---------------------------------------------------------------- notes and title


def take_private(item: JsonObject, context: Context) -> None:
    """Take texts out of the item that their role says are not for the public."""
    for key in ("bodies", "descriptions", "headlines"):
        entries = item.get(key)
        if not isinstance(entries, list) or context.signed:
            continue
        kept = []
        for entry in entries:
            role = str(entry.get("role", "")) if isinstance(entry, dict) else ""
            if is_private_name(role) and isinstance(entry.get("value"), str):
                context.notes.append(plain_text(entry["value"], "", context))
            else:
                kept.append(entry)
        item[key] = kept


def add_notes(values: dict[str, Any], context: Context) -> None:
    """Join the notes to editors, an empty line between two."""
    notes = [str(values.get("editorial_note", "")), *context.notes]
    if joined := "\n\n".join(note for note in dict.fromkeys(notes) if note.strip()):
        values["editorial_note"] = joined


def add_title(item: JsonObject, values: dict[str, Any], context: Context) -> None:
    """Take the title for the headline where there is no other; it is metadata, and not meant to be printed."""
    title = item.get("title")
    if isinstance(title, str) and clean_line(title) and not values.get("headline"):
        values["headline"] = clean_line(title)
        del item["title"]
        context.guessed("title", title, "headline", "the title of the item, as no headline is there")
