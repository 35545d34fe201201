"""Where each field of the metadata stands in a NewsML-G2 newsItem: one table for reader and writer.

Each row of `PROPERTIES` names a field, the section and element that hold it, and the kind of value,
which says how it is written and read. What a row's element can't hold exactly goes into an extension
property of the same section: `<contentMetaExtProperty reluri="urn:newsconv:property:FIELD" value="…"/>`.

| what | extension property |
|---|---|
| a field of one value | `value` |
| a related item without an IRI | `literal` its place, `value` the relation, `name` the title, `note` the URL |
| an extra field with one value | `literal` its name, `value` |
| an extra field with several values | `literal` its name, a `name` for each value |
| a field that was derived and is not to be read | `derived`, `value` the field |
| a field whose text has attributes, as extra fields in the same element have | `marked`, `value` the field |
| the order of extra fields, where it is not that of the elements | `order`, `value` their places, from 0 |

Extra fields that came from elements of the standard are written as these again, where they can be
(`newsconv.iptc.kept`).

What a record has beside the elements of the standard stands in a `note` of it, with the field in `roleuri`.

The order of elements is that of the schema (NewsML-G2 2.35, power conformance).
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

import msgspec

__all__ = ["DERIVED_ROOT", "ELEMENT_ORDER", "EXTENSIONS", "PROPERTIES", "SECTION_ORDER", "Kind", "Property"]


class Kind(Enum):
    """How a value is written and read."""

    __hash__ = object.__hash__  # each is the only one of its kind; the hash of `Enum` takes five times as long

    LINE = auto()
    """Text on one line."""
    LINES = auto()
    """Text with line ends, written `br`."""
    TEXTS = auto()
    """Several texts, an element each."""
    DATE = auto()
    """A date of any precision."""
    TIME = auto()
    """A date that must be a time of a day."""
    NUMBER = auto()
    """A positive number."""
    STATUS = auto()
    """A code of the scheme `stat`."""
    TAG = auto()
    """A language tag."""
    ADDRESS = auto()
    """An IRI."""
    PARTY = auto()
    """The name of a person or organisation."""
    PARTIES = auto()
    """Several of these, an element each."""
    PEOPLE = auto()
    PLACE = auto()
    CONCEPTS = auto()
    RELATED = auto()
    PROPERTY = auto()
    """Text for which there is only an extension property."""


class Property(msgspec.Struct, frozen=True):
    """One row: where a field stands."""

    field: str
    section: str
    element: str
    kind: Kind
    role: str = ""
    """Set where several fields share an element: names the role, in `roleuri`."""


PROPERTIES: Final = (
    Property("copyright_holder", "rightsInfo", "copyrightHolder", Kind.PARTY),
    Property("copyright_notice", "rightsInfo", "copyrightNotice", Kind.LINE),
    Property("usage_terms", "rightsInfo", "usageTerms", Kind.LINES),
    Property("publisher", "itemMeta", "provider", Kind.PARTY),
    Property("published", "itemMeta", "firstCreated", Kind.TIME),
    Property("embargoed", "itemMeta", "embargoed", Kind.TIME),
    Property("status", "itemMeta", "pubStatus", Kind.STATUS),
    Property("editorial_note", "itemMeta", "edNote", Kind.LINES),
    Property("url", "itemMeta", "altRep", Kind.ADDRESS),
    Property("expires", "itemMeta", "expires", Kind.TIME),
    Property("related", "itemMeta", "link", Kind.RELATED),
    Property("urgency", "contentMeta", "urgency", Kind.NUMBER),
    Property("created", "contentMeta", "contentCreated", Kind.DATE),
    Property("updated", "contentMeta", "contentModified", Kind.DATE),
    Property("located", "contentMeta", "located", Kind.PLACE),
    Property("sources", "contentMeta", "infoSource", Kind.PARTIES),
    Property("authors", "contentMeta", "creator", Kind.PEOPLE),
    Property("language", "contentMeta", "language", Kind.TAG),
    Property("genres", "contentMeta", "genre", Kind.CONCEPTS),
    Property("keywords", "contentMeta", "keyword", Kind.TEXTS),
    Property("subjects", "contentMeta", "subject", Kind.CONCEPTS),
    Property("slugline", "contentMeta", "slugline", Kind.LINE),
    Property("headline", "contentMeta", "headline", Kind.LINE),
    Property("subheadline", "contentMeta", "headline", Kind.LINE, "subheadline"),
    Property("dateline", "contentMeta", "dateline", Kind.LINE),
    Property("byline", "contentMeta", "by", Kind.LINE),
    Property("credit", "contentMeta", "creditline", Kind.LINE),
    Property("description", "contentMeta", "description", Kind.LINE),
    Property("section", "contentMeta", "contentMetaExtProperty", Kind.PROPERTY),
)
"""All fields but `guid` and `version`, which are attributes of the item, and `extra`, which is only extension
properties."""

EXTENSIONS: Final = {
    "rightsInfo": "rightsInfoExtProperty",
    "itemMeta": "itemMetaExtProperty",
    "contentMeta": "contentMetaExtProperty",
}
"""The extension property of each section."""

DERIVED_ROOT: Final = "group"
"""Value of the property `derived` where the first group of a package has no identifier, which the schema demands."""

SECTION_ORDER: Final = ("rightsInfo", "itemMeta", "contentMeta")

ORDER: Final = """
copyrightHolder copyrightNotice usageTerms rightsInfoExtProperty

itemClass provider versionCreated firstCreated embargoed pubStatus role fileName generator profile service title edNote
memberOf instanceOf signal altRep expires link itemMetaExtProperty

urgency contentCreated contentModified digitalSourceType located infoSource creator audience exclAudience altId
language genre keyword subject slugline headline dateline by creditline description
contentMetaExtProperty
"""
ELEMENT_ORDER: Final = {name: place for place, name in enumerate(ORDER.split())} | {
    "contributor": ORDER.split().index("creator")
}
"""Place of each element that we write within its section; creators and contributors stay in their order."""
