"""What is known of a story beside its text, in the IPTC's terms.

A field that is not known is empty (`""`, `()` or `None`), never a placeholder. Where each
one lives in a format is in that format's page of the documentation.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import msgspec

from newsconv.document.dates import Date  # noqa: TC001 - msgspec resolves the annotations when a decoder is made

__all__ = [
    "PRIVATE_FIELDS",
    "Extra",
    "Metadata",
    "Person",
    "Place",
    "RelatedItem",
    "Status",
    "Subject",
]

Status: TypeAlias = Literal["", "usable", "withheld", "canceled"]
"""The IPTC's publication status (scheme `stat`); empty is not stated, and then usable."""


class Record(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True, forbid_unknown_fields=True):
    """What the records below share."""


class Person(Record, frozen=True):
    """Somebody who made the story."""

    name: str
    role: str = ""
    """What they did or are, as printed: `Reuters correspondent`, `editor`."""
    email: str = ""
    url: str = ""


class Place(Record, frozen=True):
    """Where the story was made or is set."""

    name: str
    """The most exact name given, mostly a city."""
    region: str = ""
    """State or province."""
    country: str = ""
    uri: str = ""


class Subject(Record, frozen=True):
    """What the story is about, or its genre: a name, a code of a scheme, or both."""

    name: str = ""
    code: str = ""
    """Such as `04000000`."""
    scheme: str = ""
    """Alias or URI of the scheme that the code belongs to, such as `medtop`."""
    uri: str = ""


class RelatedItem(Record, frozen=True):
    """Another story that this one points to."""

    title: str = ""
    url: str = ""
    rel: str = ""
    """How they are related, such as `seeAlso` (IPTC scheme `irel`)."""


class Extra(Record, frozen=True):
    """A field of the source that the model has no name for, kept as it was."""

    name: str
    value: str | tuple[str, ...]


class Metadata(Record, frozen=True):
    """All that is known of a story beside its text."""

    headline: str = ""
    subheadline: str = ""
    """The line below the headline, also called dek or standfirst."""
    slugline: str = ""
    """The wire's name for the story, such as `Sweden-SAAB`."""
    byline: str = ""
    """Who wrote it, as printed: `By Jane Doe in London`."""
    authors: tuple[Person, ...] = ()
    dateline: str = ""
    """Where and when it was filed, as printed: `LONDON, March 17 (AP)`."""
    located: Place | None = None
    """Where it was made."""
    created: Date | None = None
    """When the content was made."""
    published: Date | None = None
    """When it was first made public."""
    updated: Date | None = None
    """When it was last changed."""
    embargoed: Date | None = None
    """Until when it must not be made public."""
    expires: Date | None = None
    language: str = ""
    """BCP 47 tag of the text, such as `en-GB`."""
    publisher: str = ""
    """Who makes it public: the paper, site or agency."""
    sources: tuple[str, ...] = ()
    """Agencies and others that the content came from."""
    credit: str = ""
    """The credit line to print with the story."""
    description: str = ""
    """A summary or teaser."""
    keywords: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    genres: tuple[Subject, ...] = ()
    section: str = ""
    """The part of the paper or site that it belongs to."""
    urgency: int | None = None
    """1 (most urgent) to 9."""
    status: Status = ""
    guid: str = ""
    """Globally unique identifier of the story, whatever its version."""
    version: int | None = None
    """1 or more."""
    url: str = ""
    """Its canonical address."""
    copyright_holder: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    """May hold several lines."""
    editorial_note: str = ""
    """For editors only; may hold several lines. Private."""
    related: tuple[RelatedItem, ...] = ()
    extra: tuple[Extra, ...] = ()


PRIVATE_FIELDS: Final = frozenset({"editorial_note"})
"""Fields that formats made for the public leave out, unless told `private=True`."""
