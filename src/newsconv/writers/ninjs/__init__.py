"""The ninjs format: a document in, a news item of ninjs 3.1 out, valid by the IPTC's schema.

Metadata go where `newsconv.readers.ninjs.properties` says; the body is HTML (`newsconv.writers.html.blocks`), whose
pictures are associations too. The schema allows no property of one's own, so what an item can't hold exactly - a day
where a time is demanded, an address that is no URI, a field of another standard - stands in `altIds`, with a role
that begins with `urn:newsconv:property:`.

What that is, is found out by reading: the item is read back, and each field that does not come back the same is
written there. So nothing is lost, whatever the properties of ninjs can hold.

The item is signed in `altIds`. What the standard demands and the document lacks (`uri`, offsets of times, times of
days) is derived, reported, and not read back.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import msgspec

from newsconv.document import Date, Extra, Metadata, codec
from newsconv.errors import OptionError
from newsconv.formats import ReadOptions
from newsconv.iptc.namespaces import GENERATOR
from newsconv.readers.ninjs.context import Context
from newsconv.readers.ninjs.item import read_item
from newsconv.readers.ninjs.properties import (
    DERIVED,
    EXTRA,
    EXTRAS,
    GENERATOR_ROLE,
    PROPERTIES,
    PROPERTY,
    ROLES,
    SCHEMA_URI,
    STANDARD_VERSION,
    Kind,
)
from newsconv.report import Derived, Report
from newsconv.writers.html.blocks import write_blocks
from newsconv.writers.ninjs.entities import add_entities
from newsconv.writers.ninjs.extras import add_extras
from newsconv.writers.ninjs.pictures import add_pictures
from newsconv.writers.ninjs.values import complete_time, is_uri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsconv.document import Document
    from newsconv.readers.ninjs import NinjsWriteOptions
    from newsconv.readers.ninjs.versions import JsonObject

__all__ = ["write", "write_many"]

MAX_INDENT: Final = 16
"""Spaces a level; the same as in the json format."""
HTML: Final = "text/html"
URI_PREFIX: Final = "urn:newsconv:sha256:"
"""Begins a derived URI; the SHA-256 of the document's JSON follows, in hexadecimal."""
GUID_PREFIX: Final = "urn:newsconv:guid:"
"""Begins the URI made of an identifier that is no URI; the identifier, percent-encoded, follows."""
KEY_ORDER: Final = {
    key: place
    for place, key in enumerate(
        """
        standard uri type representationType profile version versionCreated firstCreated contentCreated
        embargoedUntil expires pubStatus urgency language title headlines by slugline located descriptions bodies
        associations subjects people organisations places events objects genres infoSources copyrightHolder
        copyrightNotice usageTerms rightsInfo edNote digitalSourceType eventDetails altIds
        """.split()
    )
}
"""Place of each property in what is written; the schema does not fix any."""


def write(document: Document, *, options: NinjsWriteOptions, report: Report) -> str:
    """Write a document.

    Args:
        document: in normal form.
        options: `private` makes no difference, since the format is made for newsrooms.
        report: what was derived is added to it.

    Raises:
        OptionError: an indent below 0 or above 16.
    """
    if not 0 <= options.indent <= MAX_INDENT:
        message = f"option of format 'ninjs': `indent` is {options.indent}, expected 0 (one line) to {MAX_INDENT}"
        raise OptionError(message)
    item = make_item(document, report)
    ordered = {key: item[key] for key in sorted(item, key=KEY_ORDER.__getitem__)}
    data = msgspec.json.encode(ordered)
    if options.indent:
        data = msgspec.json.format(data, indent=options.indent)
    return data.decode() + "\n"


def write_many(documents: Iterable[Document], *, options: NinjsWriteOptions, report: Report) -> str:
    """Write documents as JSON Lines, one a line whatever the indent.

    Raises:
        OptionError: an indent below 0 or above 16.
    """
    one_line = msgspec.structs.replace(options, indent=0 if 0 <= options.indent <= MAX_INDENT else options.indent)
    return "".join(write(document, options=one_line, report=report) for document in documents)


def make_item(document: Document, report: Report) -> JsonObject:
    """Make the object of an item."""
    metadata = document.metadata
    item: JsonObject = {
        "standard": {"name": "ninjs", "version": STANDARD_VERSION, "schema": SCHEMA_URI},
        "uri": make_uri(document, report),
        "type": "text",
    }
    add_properties(item, metadata, report)
    add_roles(item, metadata)
    if document.body:
        item["bodies"] = [{"role": "main", "contentType": HTML, "value": write_blocks(document.body).rstrip("\n")}]
    others = add_extras(item, metadata)
    add_entities(item, metadata)
    add_pictures(item, document.body)
    item["altIds"] = [
        *item.get("altIds", []),
        {"role": GENERATOR_ROLE, "value": GENERATOR},
        *map(extra_entry, others),
    ]
    add_exact(item, metadata)
    return item


def make_uri(document: Document, report: Report) -> str:
    """Give the URI of an item: its identifier, or what is made of it, or of the content."""
    guid = document.metadata.guid
    if is_uri(guid):
        return guid
    if guid:
        uri = GUID_PREFIX + quote(guid, safe="")
        report.add(Derived(field="uri", text=uri, reason="ninjs demands a URI; made from the identifier"))
        return uri
    uri = URI_PREFIX + hashlib.sha256(codec.encode(document)).hexdigest()
    report.add(Derived(field="uri", text=uri, reason="ninjs demands one; made from the content"))
    return uri


def add_properties(item: JsonObject, metadata: Metadata, report: Report) -> None:
    """Add the fields of one value that hold something."""
    for row in PROPERTIES:
        value = getattr(metadata, row.field)
        if not value or row.field == "guid":
            continue
        if row.kind is Kind.DATE:
            item[row.key] = complete_time(value)
            if item[row.key] != value.iso:
                reason = "ninjs demands a time with an offset; made from the first moment of the date, in UTC"
                report.add(Derived(field=row.key, text=item[row.key], reason=reason))
        else:
            item[row.key] = str(value) if row.kind is Kind.VERSION else value


def add_roles(item: JsonObject, metadata: Metadata) -> None:
    """Add the fields that an entry of a list holds."""
    for row in ROLES:
        text = getattr(metadata, row.field)
        if not text:
            continue
        entry = {"role": row.role, "value": text}
        if row.key == "infoSources":
            entry = {"role": row.role, "name": text}
        elif row.key != "altIds":
            entry = {"role": row.role, "contentType": "text/plain", "value": text}
        item.setdefault(row.key, []).append(entry)


# ---------------------------------------------------------------- what the properties can't hold


def extra_entry(extra: Extra) -> dict[str, str]:
    """Give the entry of `altIds` for an extra field that no property holds."""
    if isinstance(extra.value, str):
        return {"role": EXTRA + extra.name, "value": extra.value}
    return {"role": EXTRAS + extra.name, "value": msgspec.json.encode(extra.value).decode()}


def add_exact(item: JsonObject, metadata: Metadata) -> None:
    """Add the exact value of each field that does not come back from the item as it is."""
    back = read_back(item)
    empty = Metadata()
    entries = []
    for name in Metadata.__struct_fields__:
        value = getattr(metadata, name)
        if value == getattr(back, name):
            continue
        if value == getattr(empty, name):
            entries.append({"role": DERIVED, "value": name})
        else:
            entries.append({"role": PROPERTY + name, "value": exact_text(value)})
            if name == "extra":
                drop_extra_entries(item)
    item["altIds"] += entries


def read_back(item: JsonObject) -> Metadata:
    """Read the metadata of an item, without its text."""
    bodies = [{**body, "contentType": "text/plain", "value": "a"} for body in item.get("bodies", [])]
    return read_item({**item, "bodies": bodies}, Context(ReadOptions(), Report())).metadata


def drop_extra_entries(item: JsonObject) -> None:
    """Take out the entries of single extra fields, where all of them are written as one value."""
    item["altIds"] = [entry for entry in item["altIds"] if not entry["role"].startswith((EXTRA, EXTRAS))]


def exact_text(value: Any) -> str:
    """Spell a value as text, as JSON where it is neither text, date nor number."""
    return str(value) if isinstance(value, (str, int, Date)) else codec.ENCODER.encode(value).decode()
