"""Where each field of the metadata stands in an NITF document: one table for reader and writer.

Each row names a field, the element that holds it with the element around that, the attribute (none where
the text of the element is the value), and the kind of value. Of NITF 3.6 (schema of September 2009).

What no attribute of NITF can hold stands in an attribute of our namespace, which the schema lets stand on
every element, or in a `meta` whose name begins with `newsconv:`:

| what | where |
|---|---|
| role, e-mail and URL of an author | `role`, `email`, `url` of `revision-history`, in our namespace |
| a country that is no code, and the URI of a place | `country`, `uri` of `evloc`, in our namespace |
| code, scheme, URI of a subject or genre | `code`, `scheme`, `uri`, in our namespace, where NITF has no other place |
| a related item | `meta[@name=newsconv:related]`, with `title`, `url`, `rel` in our namespace |
| a field without a name in the model | `meta`: its name is the field's less `nitf:`, or `newsconv:extra` with `name` |
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

import msgspec

__all__ = [
    "EXTRA_META",
    "EXTRA_PREFIX",
    "GENERATOR_META",
    "NO_REFNUM",
    "OWN",
    "OWN_METAS",
    "PROPERTIES",
    "RELATED_META",
    "SUBJECT_SCHEME",
    "Kind",
    "Property",
]

OWN: Final = "urn:newsconv:property:"
"""Namespace of our attributes; the same that begins our properties in NewsML-G2."""
EXTRA_PREFIX: Final = "nitf:"
"""Begins the name of a field that is NITF's own, and for which the model has no name."""
OWN_METAS: Final = "newsconv:"
"""Begins the name of a `meta` of ours."""
GENERATOR_META: Final = "generator"
"""Name of the `meta` with which a document is signed."""
RELATED_META: Final = f"{OWN_METAS}related"
EXTRA_META: Final = f"{OWN_METAS}extra"
SUBJECT_SCHEME: Final = "subj"
"""Alias, in the IPTC's catalog, of the subject codes that `tobject.subject.refnum` holds unless `ipr` says other."""
NO_REFNUM: Final = "-"
"""Stands in `tobject.subject.refnum`, which the schema demands, where a subject has no code that fits."""


class Kind(Enum):
    """How a value is written and read."""

    __hash__ = object.__hash__  # each is the only one of its kind; the hash of `Enum` takes five times as long

    LINE = auto()
    """Text on one line."""
    LINES = auto()
    """Text with line ends; in an attribute, where these are character references."""
    TEXTS = auto()
    """Several texts, an element each."""
    DATE = auto()
    """A date of any precision, in the basic form of ISO 8601 that NITF prefers."""
    NUMBER = auto()
    STATUS = auto()
    """`usable`, `withheld` or `canceled`."""
    PEOPLE = auto()
    PLACE = auto()
    SUBJECTS = auto()
    GENRES = auto()
    RELATED = auto()
    EXTRA = auto()


class Property(msgspec.Struct, frozen=True):
    """One row: where a field stands."""

    field: str
    parent: str
    """Local name of the element around."""
    element: str
    attribute: str
    """Empty where the element's text is the value, or it has several attributes."""
    kind: Kind

    @property
    def place(self) -> str:
        """Spell the place as documentation does: `docdata/doc-id/@id-string`.

        >>> Property("guid", "docdata", "doc-id", "id-string", Kind.LINE).place
        'docdata/doc-id/@id-string'
        """
        path = "/".join(filter(None, (self.parent, self.element)))
        return f"{path}/@{self.attribute}" if self.attribute else path


PROPERTIES: Final = (
    Property("headline", "hedline", "hl1", "", Kind.LINE),
    Property("subheadline", "hedline", "hl2", "", Kind.LINE),
    Property("slugline", "docdata", "du-key", "key", Kind.LINE),
    Property("byline", "body.head", "byline", "", Kind.LINE),
    Property("authors", "head", "revision-history", "", Kind.PEOPLE),
    Property("dateline", "body.head", "dateline", "", Kind.LINE),
    Property("located", "docdata", "evloc", "", Kind.PLACE),
    Property("created", "dateline", "story.date", "norm", Kind.DATE),
    Property("published", "docdata", "date.issue", "norm", Kind.DATE),
    Property("updated", "head", "revision-history", "norm", Kind.DATE),
    Property("embargoed", "docdata", "date.release", "norm", Kind.DATE),
    Property("expires", "docdata", "date.expire", "norm", Kind.DATE),
    Property("language", "", "nitf", "baselang", Kind.LINE),
    Property("publisher", "docdata", "doc-id", "regsrc", Kind.LINE),
    Property("sources", "del-list", "from-src", "src-name", Kind.TEXTS),
    Property("credit", "body.head", "distributor", "", Kind.LINE),
    Property("description", "body.head", "abstract", "", Kind.LINE),
    Property("keywords", "key-list", "keyword", "key", Kind.TEXTS),
    Property("subjects", "tobject", "tobject.subject", "", Kind.SUBJECTS),
    Property("genres", "tobject", "tobject.property", "", Kind.GENRES),
    Property("section", "head", "pubdata", "position.section", Kind.LINE),
    Property("urgency", "docdata", "urgency", "ed-urg", Kind.NUMBER),
    Property("status", "head", "docdata", "management-status", Kind.STATUS),
    Property("guid", "docdata", "doc-id", "id-string", Kind.LINE),
    Property("version", "docdata", "du-key", "version", Kind.NUMBER),
    Property("url", "head", "pubdata", "ex-ref", Kind.LINE),
    Property("copyright_holder", "docdata", "doc.copyright", "holder", Kind.LINE),
    Property("copyright_notice", "body.head", "rights", "", Kind.LINE),
    Property("usage_terms", "docdata", "doc.rights", "limitations", Kind.LINES),
    Property("editorial_note", "docdata", "ed-msg", "info", Kind.LINES),
    Property("related", "head", "meta", "", Kind.RELATED),
    Property("extra", "head", "meta", "", Kind.EXTRA),
)
"""All fields."""
