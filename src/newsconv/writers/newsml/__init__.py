"""Write a document as a NewsML-G2 2.35 newsItem, conformance level power.

In: a document in normal form. Out: XML, valid against the IPTC's schema for every document, the body
as XHTML. Metadata is indented, the body is not, since white space counts there.

The item is signed in `itemMeta/generator`. What the standard demands and the document lacks (a guid, a
provider, the time of the version) is derived from the content, reported, and named in an extension
property `urn:newsconv:property:derived`, by which our reader knows to pass over it. The time of the
version is never read from an item of ours.

Known gaps: no NITF body; one language for all text.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from newsconv.document.codec import encode
from newsconv.iptc.namespaces import (
    GENERATOR,
    IPTC_CATALOG,
    NAR,
    NEWSML_VERSION,
    XHTML,
    XHTML_MEDIA_TYPE,
)
from newsconv.iptc.properties import ELEMENT_ORDER, PROPERTIES, SECTION_ORDER
from newsconv.iptc.values import complete_time
from newsconv.report import Derived
from newsconv.writers.html.blocks import write_blocks
from newsconv.writers.newsml.elements import WRITERS, Part, element, extension, extra_part, text_element

if TYPE_CHECKING:
    from newsconv.document import Document, Metadata
    from newsconv.formats import WriteOptions
    from newsconv.report import Report

__all__ = ["write"]

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>'
UNKNOWN_PROVIDER: Final = "unknown"
"""Literal of the provider, whom the schema demands, where nobody is named."""
UNKNOWN_TIME: Final = "1970-01-01T00:00:00Z"
"""Time of the version, which the schema demands, where no date is known: the beginning of Unix time, which no
real item has (NewsML-G2 is of 2006)."""
GUID_PREFIX: Final = "urn:newsconv:sha256:"
"""Begins a derived guid; the SHA-256 of the document's JSON follows, in hexadecimal."""


def write(document: Document, *, options: WriteOptions, report: Report) -> str:
    """Write a document.

    Args:
        document: in normal form.
        options: `private` makes no difference, since the format is made for newsrooms.
        report: what was derived is added to it.
    """
    del options
    metadata = document.metadata
    parts = [*metadata_parts(metadata), *fixed_parts(metadata, report)]
    guid = metadata.guid
    if not guid:
        guid = derive_guid(document, report)
        parts.append(extension("itemMeta", "derived", value="guid"))
    sections = "".join(write_section(name, parts) for name in SECTION_ORDER)
    start = start_tag(metadata, guid)
    return f"{DECLARATION}\n{start}\n{sections}{content_set(document)}</newsItem>\n"


def start_tag(metadata: Metadata, guid: str) -> str:
    """Write the start tag of the item, and the catalog that its qcodes are from."""
    attributes = {
        "xmlns": NAR,
        "standard": "NewsML-G2",
        "standardversion": NEWSML_VERSION,
        "conformance": "power",
        "guid": guid,
        "version": str(metadata.version or ""),
        "xml:lang": metadata.language,
    }
    tag = element("newsItem", **attributes).removesuffix("/>")
    return f"{tag}>\n  {element('catalogRef', href=IPTC_CATALOG)}"


def metadata_parts(metadata: Metadata) -> list[Part]:
    """Write the fields that hold something, in the order of the table."""
    parts: list[Part] = []
    for row in PROPERTIES:
        value = getattr(metadata, row.field)
        if value:
            parts += WRITERS[row.kind](row, value)
    return [*parts, *map(extra_part, metadata.extra)]


def fixed_parts(metadata: Metadata, report: Report) -> list[Part]:
    """Write what every item must have, and our signature."""
    parts = [
        Part("itemMeta", "itemClass", element("itemClass", qcode="ninat:text")),
        Part("itemMeta", "versionCreated", text_element("versionCreated", derive_version_time(metadata, report))),
        Part("itemMeta", "generator", text_element("generator", GENERATOR)),
    ]
    if not metadata.publisher:
        report.add(Derived(field="provider", text=UNKNOWN_PROVIDER, reason="NewsML-G2 demands one, nobody is named"))
        parts.append(Part("itemMeta", "provider", element("provider", literal=UNKNOWN_PROVIDER)))
        parts.append(extension("itemMeta", "derived", value="publisher"))
    return parts


def derive_version_time(metadata: Metadata, report: Report) -> str:
    """Give the time of this version: the last date known of the story, made complete."""
    date = metadata.updated or metadata.published or metadata.created
    time = complete_time(date) if date else UNKNOWN_TIME
    if metadata.updated is None or time != metadata.updated.iso:
        reason = "NewsML-G2 demands the time of the version; " + (
            "made from the last date known" if date else "no date is known"
        )
        report.add(Derived(field="versionCreated", text=time, reason=reason))
    return time


def derive_guid(document: Document, report: Report) -> str:
    """Make an identifier of the content, the same for the same document."""
    guid = GUID_PREFIX + hashlib.sha256(encode(document)).hexdigest()
    report.add(Derived(field="guid", text=guid, reason="NewsML-G2 demands one; made from the content"))
    return guid


def write_section(name: str, parts: list[Part]) -> str:
    """Write the parts of a section in the order of the schema; an empty section is left out."""
    own = sorted((part for part in parts if part.section == name), key=lambda part: ELEMENT_ORDER[part.element])
    if not own:
        return ""
    body = "".join(f"    {part.xml}\n" for part in own)
    return f"  <{name}>\n{body}  </{name}>\n"


def content_set(document: Document) -> str:
    """Write the body as XHTML."""
    head = element("head", text_element("title", document.metadata.headline))
    body = element("body", write_blocks(document.body, xhtml=True).rstrip("\n"))
    page = element("html", head + body, xmlns=XHTML)
    inline = element("inlineXML", page, contenttype=XHTML_MEDIA_TYPE)
    return f"  {element('contentSet', inline)}\n"
