"""Where each field of the metadata stands in ninjs 3.1: one table for reader and writer.

`PROPERTIES` has the fields that a property holds, `ROLES` those that an entry of a list holds, told by its
role. The IPTC's schema allows no property of one's own, so what these can't hold exactly stands in `altIds`:

| role of the entry | value |
|---|---|
| `urn:newsconv:property:generator` | `newsconv`: our signature |
| `urn:newsconv:property:derived` | a field that was made up, and is not to be read |
| `urn:newsconv:property:FIELD` | the exact value of a field, as text, or as JSON where it is no text |
| `urn:newsconv:property:extra/NAME` | an extra field with one value |
| `urn:newsconv:property:extras/NAME` | an extra field with several values, as JSON |

An extra field whose name begins with `ninjs:` came from a property of that name, and is written there if it
can be: `ninjs:profile`, `ninjs:headlines/kicker` (an entry by its role),
`ninjs:headlines/main/role` (the role that the headline had), `ninjs:people` (who of the subjects are
people), `ninjs:rel/about` (which subjects have that relation), `ninjs:digitalSourceType/uri`.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

import msgspec

__all__ = [
    "AUTHOR",
    "DERIVED",
    "ENTITIES",
    "EXTRA",
    "EXTRAS",
    "EXTRA_PREFIX",
    "GENERATOR_ROLE",
    "ITEM_TYPES",
    "KEYWORD",
    "LEAVES",
    "LOCATED",
    "NATIVE_KEYS",
    "PROPERTIES",
    "PROPERTY",
    "ROLES",
    "SCHEMA_URI",
    "SECTION",
    "STANDARD_VERSION",
    "Kind",
    "Property",
    "Role",
]

STANDARD_VERSION: Final = "3.1"
"""The version of ninjs that is written."""
SCHEMA_URI: Final = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"
"""The schema of that version, as the IPTC's examples name it; never fetched."""

PROPERTY: Final = "urn:newsconv:property:"
"""Begins the roles of our own entries of `altIds`; the same as in our NewsML-G2."""
GENERATOR_ROLE: Final = f"{PROPERTY}generator"
DERIVED: Final = f"{PROPERTY}derived"
EXTRA: Final = f"{PROPERTY}extra/"
EXTRAS: Final = f"{PROPERTY}extras/"
EXTRA_PREFIX: Final = "ninjs:"
"""Begins the name of an extra field that came from ninjs."""

AUTHOR: Final = "author"
"""Relation of an entry of `people` who wrote the story; ninjs has no other place for authors."""
KEYWORD: Final = "keyword"
"""Relation of an entry of `subjects` that is a keyword; ninjs 3.1 has no property for keywords."""
SECTION: Final = "section"
"""Relation of an entry of `subjects` that is the part of the paper."""
LOCATED: Final = "located"
"""Relation of an entry of `places` that is where the story was made."""


class Kind(Enum):
    """How a value is written and read."""

    __hash__ = object.__hash__  # each is the only one of its kind; the hash of `Enum` takes five times as long

    LINE = auto()
    """Text on one line."""
    LINES = auto()
    """Text that may have line ends."""
    DATE = auto()
    """A time with an offset (RFC 3339)."""
    URGENCY = auto()
    """1 to 9."""
    VERSION = auto()
    """A number, written as a string."""
    STATUS = auto()
    """`usable`, `withheld` or `canceled`."""
    TAG = auto()
    """A language tag."""


class Property(msgspec.Struct, frozen=True):
    """One row: the property that holds a field."""

    field: str
    key: str
    kind: Kind


PROPERTIES: Final = (
    Property("guid", "uri", Kind.LINE),
    Property("version", "version", Kind.VERSION),
    Property("published", "firstCreated", Kind.DATE),
    Property("updated", "versionCreated", Kind.DATE),
    Property("created", "contentCreated", Kind.DATE),
    Property("embargoed", "embargoedUntil", Kind.DATE),
    Property("expires", "expires", Kind.DATE),
    Property("status", "pubStatus", Kind.STATUS),
    Property("urgency", "urgency", Kind.URGENCY),
    Property("copyright_holder", "copyrightHolder", Kind.LINE),
    Property("copyright_notice", "copyrightNotice", Kind.LINE),
    Property("usage_terms", "usageTerms", Kind.LINES),
    Property("editorial_note", "edNote", Kind.LINES),
    Property("language", "language", Kind.TAG),
    Property("byline", "by", Kind.LINE),
    Property("slugline", "slugline", Kind.LINE),
)
"""Fields of one value that have a property of their own."""


class Role(msgspec.Struct, frozen=True):
    """One row: the entry of a list that holds a field."""

    field: str
    key: str
    role: str
    """As we write it."""
    also: frozenset[str] = frozenset()
    """Other roles, in small letters, that are read as this field; `""` is an entry without one."""
    first: bool = False
    """Whether the field takes the first entry, of whatever role, where none has one of these."""


ROLES: Final = (
    Role("headline", "headlines", "main", frozenset({"", "headline", "title", "simple"}), first=True),
    Role("subheadline", "headlines", "subhead", frozenset({"subheadline", "subtitle", "sub"})),
    Role("credit", "descriptions", "creditline", frozenset({"credit"})),
    Role("dateline", "descriptions", "dateline"),
    Role(
        "description",
        "descriptions",
        "summary",
        frozenset({"", "main", "text", "abstract", "teaser", "description", "caption"}),
        first=True,
    ),
    Role("url", "altIds", "url", frozenset({"canonical", "canonicalurl"})),
    Role("publisher", "infoSources", "publisher", frozenset({"provider"})),
)
"""Fields that an entry of a list holds. The Associated Press has its credit line in `descriptions` so."""

ENTITIES: Final = ("subjects", "people", "organisations", "places", "events", "objects")
"""Lists of what the story is about, all of them `subjects` for the model."""

ITEM_TYPES: Final = frozenset("text audio video picture graphic composite component event planning".split())
"""Values of `type` (schema 3.1, `newsObjectType`)."""

LEAVES: Final = {
    "type": "type",
    "representationType": "representation",
    "profile": "text",
    "title": "text",
    "digitalSourceType/name": "text",
    "digitalSourceType/uri": "uri",
    "digitalSourceType/literal": "text",
    "rightsInfo/langId": "uri",
    "rightsInfo/linkedRights": "uri",
    "rightsInfo/encodedRights": "text",
    "eventDetails/eventStatus": "uri",
    "eventDetails/plannedCoverageStatus": "uri",
    "charCount": "count",
    "wordCount": "count",
}
"""Properties that the model has no field for, with what the schema lets them hold."""

NATIVE_KEYS: Final = (*LEAVES, "headlines", "descriptions", "infoSources", "bodies", *ENTITIES[1:], "rel")
"""What extra fields may be written as properties, in the order in which they are read."""
