"""Bring an item of any version of ninjs into the names and shapes of 3.1.

In: an object as JSON has it. Out: a new object; what is of no version keeps its name and value.

| 1.x, Superdesk | 2.x | 3.x |
|---|---|---|
| `headline`, `headline_ROLE`, `body_TYPE`, `description_TYPE` | lists | lists |
| `renditions`, `associations`, `altids` by name | lists with `name` or `role` | the same |
| `person`, `place`, `subject`, … | plural | plural |
| small letters, `byline`, `embargoed`, `mimetype` | small letters | camel case, `by`, `embargoedUntil`, `contentType` |
| `guid`, `source`, `service`, `authors`, `priority` (Superdesk) | - | - |
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

__all__ = ["CONTENT_TYPES", "JsonObject", "modern_entry", "modernize"]

JsonObject: TypeAlias = dict[str, Any]

NAMES: Final = """
uri type representationType profile version firstCreated versionCreated contentCreated embargoedUntil pubStatus
urgency copyrightHolder copyrightNotice usageTerms edNote language descriptions bodies headlines people
organisations places subjects events eventDetails plannedCoverage objects infoSources title by slugline located
renditions associations altIds trustIndicators standard genres expires rightsInfo digitalSourceType charCount
wordCount authors keywords
"""
"""Properties of an item of 3.1, with those that 1.x and Superdesk have besides."""
OLD_NAMES: Final = {
    "$standard": "standard",
    "byline": "by",
    "embargoed": "embargoedUntil",
    "event": "events",
    "genre": "genres",
    "infosource": "infoSources",
    "keyword": "keywords",
    "object": "objects",
    "organisation": "organisations",
    "person": "people",
    "place": "places",
    "subject": "subjects",
    "trustindicator": "trustIndicators",
}
NEW_NAMES: Final = {name.lower(): name for name in NAMES.split()} | OLD_NAMES
"""Names of properties in small letters, to that of 3.1."""

ENTRY_NAMES: Final = {
    name.lower(): name
    for name in """
    name role rel value contentType uri literal code scheme qcode href title width height sizeInBytes duration format
    aspectRatio videoCodec frameRate poi bitrate charCount wordCount creator relevance confidence symbols
    contactInfo geoJSON type address
    """.split()
} | {"mimetype": "contentType"}
"""Names of properties of an entry in small letters, to that of 3.1."""

VARIANTS: Final = {"headline": "headlines", "body": "bodies", "description": "descriptions"}
"""Texts of 1.x that are lists since 2.0."""
CONTENT_TYPES: Final = {
    "text": "text/plain",
    "plain": "text/plain",
    "html": "text/html",
    "html5": "text/html",
    "xhtml": "application/xhtml+xml",
    "nitf": "text/vnd.IPTC.NITF",
}
"""Media type by the end of the name of a text of 1.x; other ends are roles."""
KEYED: Final = {"renditions": "name", "associations": "name", "altIds": "role"}
"""Lists that 1.x has as objects, with the property that holds the key since 2.0."""
REPRESENTATIONS: Final = {"complete": "full", "incomplete": "partial"}
"""Words of 1.x for how much of a story an item is, to those of 2.0."""


def modernize(raw: JsonObject) -> JsonObject:
    """Give an item with the names and shapes of 3.1; nulls are left out.

    >>> modernize({"versioncreated": "2024", "body_text": "A", "person": [{"code": "x"}]})["bodies"]
    [{'role': 'text', 'contentType': 'text/plain', 'value': 'A'}]
    """
    item: JsonObject = {}
    for key, value in raw.items():
        small = key.lower()
        prefix, _, kind = small.partition("_")
        if value is None:
            continue
        if prefix in VARIANTS and isinstance(value, str):
            item.setdefault(VARIANTS[prefix], [])
            put(item, key, VARIANTS[prefix], [variant(kind, value)])
        else:
            name = NEW_NAMES.get(small, key)
            put(item, key, name, keyed_entries(name, value))
    if "guid" in item and "uri" not in item:
        item["uri"] = item.pop("guid")
    known = item.get("representationType")
    if isinstance(known, str):
        item["representationType"] = REPRESENTATIONS.get(known, known)
    return item


def put(item: JsonObject, key: str, name: str, value: Any) -> None:
    """Add a property; two of one name are joined where they are lists, else the second keeps its own name."""
    known = item.get(name)
    if known is None:
        item[name] = value
    elif isinstance(known, list) and isinstance(value, list):
        known.extend(value)
    else:
        item[key] = value


def variant(kind: str, value: str) -> JsonObject:
    """Give a text of 1.x as an entry."""
    entry = {"role": kind} if kind else {}
    if kind in CONTENT_TYPES:
        entry["contentType"] = CONTENT_TYPES[kind]
    return {**entry, "value": value}


def keyed_entries(name: str, value: Any) -> Any:
    """Give an object by names as a list of entries with their name; a list is copied."""
    if isinstance(value, list):
        return list(value)
    label = KEYED.get(name)
    if label is None or not isinstance(value, dict):
        return value
    return [
        {label: key, **entry} if isinstance(entry, dict) else {label: key, "value": entry}
        for key, entry in value.items()
        if entry is not None
    ]


def modern_entry(raw: JsonObject) -> JsonObject:
    """Give an entry of a list with the names of 3.1; nulls are left out."""
    return {ENTRY_NAMES.get(key.lower(), key): value for key, value in raw.items() if value is not None}
