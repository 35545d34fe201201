"""Write a document as a NewsML-G2 2.35 newsItem, conformance level power; several as one newsMessage.

What came from a packageItem is one again (`newsconv.writers.newsml.packages`).

In: documents in normal form. Out: XML, valid against the IPTC's schema for every document, the body as XHTML or,
if asked for, as NITF. Metadata is indented, the body is not, since white space counts there.

The item is signed in `itemMeta/generator`. What the standard demands and the document lacks (a guid, a
provider, the time of the version) is derived from the content, reported, and named in an extension
property `urn:newsconv:property:derived`, by which our reader knows to pass over it. The time of the
version is never read from an item of ours: where the source named one beside that of the last change, it is an extra
field too.

Known gap: one language for all text but what is kept as extra fields.
"""

from __future__ import annotations

import hashlib
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.document import Date
from newsconv.document.codec import encode
from newsconv.errors import OptionError
from newsconv.iptc.kept import LINES
from newsconv.iptc.namespaces import (
    GENERATOR,
    IPTC_CATALOG,
    NAR,
    NEWSML_VERSION,
    NITF,
    NITF_MEDIA_TYPE,
    PACKAGE_CLASS,
    TEXT_CLASS,
    XHTML,
    XHTML_MEDIA_TYPE,
)
from newsconv.iptc.passages import PARAGRAPH_END, PASSAGES
from newsconv.iptc.properties import DERIVED_ROOT, ELEMENT_ORDER, PROPERTIES, SECTION_ORDER, Kind
from newsconv.iptc.values import complete_time, is_date_time
from newsconv.report import Derived, NotRendered
from newsconv.writers.html.blocks import write_blocks
from newsconv.writers.newsml.elements import WRITERS, Part, concept, element, extension, text_element
from newsconv.writers.newsml.extras import NOTHING, bind_names, bind_part, extra_parts
from newsconv.writers.newsml.packages import make_package

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsconv.document import Document, Metadata
    from newsconv.iptc.properties import Property
    from newsconv.report import Report
    from newsconv.writers.newsml.extras import Bound
    from newsconv.writers.newsml.options import NewsmlWriteOptions

__all__ = ["write", "write_many"]

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>'
UNKNOWN_PROVIDER: Final = "unknown"
"""Literal of the provider, whom the schema demands, where nobody is named."""
UNKNOWN_TIME: Final = "1970-01-01T00:00:00Z"
"""Time of the version, which the schema demands, where no date is known: the beginning of Unix time, which no
real item has (NewsML-G2 is of 2006)."""
VERSION_EXTRA: Final = "newsml:versionCreated"
"""Extra field with the time of the version, where the source named one beside that of the last change."""
GUID_PREFIX: Final = "urn:newsconv:sha256:"
"""Begins a derived guid; the SHA-256 of the document's JSON follows, in hexadecimal."""


def write(document: Document, *, options: NewsmlWriteOptions, report: Report) -> str:
    """Write a document as an item.

    Args:
        document: in normal form.
        options: `private` makes no difference, since the format is made for newsrooms.
        report: what was derived is added to it.

    Raises:
        OptionError: a version below 1.
    """
    return f"{DECLARATION}\n{write_item(document, options, report)[0]}"


def write_many(documents: Iterable[Document], *, options: NewsmlWriteOptions, report: Report) -> str:
    """Write documents as a message; its time is the last of the times of their versions.

    Raises:
        OptionError: no documents, since a message holds one or more; a guid for several; a version below 1.
    """
    items = [write_item(document, options, report) for document in documents]
    if not items:
        message = "a newsMessage holds one document or more; there is none to write"
        raise OptionError(message)
    if options.guid and len(items) > 1:
        message = f"option `guid` is for one document, and there are {len(items)}"
        raise OptionError(message)
    sent = max((time for _, time in items), key=lambda time: Date(time).instant())
    report.add(Derived(field="sent", text=sent, reason="a newsMessage demands it; the last time of a version in it"))
    header = f"  {element('header', text_element('sent', sent))}\n"
    body = "".join(item for item, _ in items)
    return f'{DECLARATION}\n<newsMessage xmlns="{NAR}">\n{header}<itemSet>\n{body}</itemSet>\n</newsMessage>\n'


def write_item(document: Document, options: NewsmlWriteOptions, report: Report) -> tuple[str, str]:
    """Write an item without the declaration of XML, and give the time of its version."""
    document = apply_options(document, options, report)
    package = make_package(document)
    metadata = package.rest_of(document.metadata) if package else document.metadata
    time = derive_version_time(metadata, report)
    parts = [*metadata_parts(metadata, package.extras if package else ()), *fixed_parts(metadata, time, report)]
    if package and not any(part.element == "itemClass" for part in parts):
        parts += package_class(report)
    if package and package.derived:
        reason = "NewsML-G2 demands that the first group can be referred to"
        report.add(Derived(field=DERIVED_ROOT, text=package.derived, reason=reason))
        parts.append(extension("itemMeta", "derived", value=DERIVED_ROOT))
    guid = metadata.guid
    if not guid:
        guid = derive_guid(document, report)
        parts.append(extension("itemMeta", "derived", value="guid"))
    sections = write_sections(parts)
    if package:
        return f"{start_tag('packageItem', metadata, guid)}\n{sections}  {package.xml}\n</packageItem>\n", time
    content = nitf_content(document) if options.body == "nitf" else xhtml_content(document)
    return f"{start_tag('newsItem', metadata, guid)}\n{sections}{content}</newsItem>\n", time


def apply_options(document: Document, options: NewsmlWriteOptions, report: Report) -> Document:
    """Put what the caller said in the place of what the document says, and report what that was."""
    if options.version is not None and options.version < 1:
        message = f"option of format 'newsml': `version` is {options.version}, expected 1 or more"
        raise OptionError(message)
    told = {"publisher": options.provider, "guid": options.guid, "version": options.version}
    told = {name: value for name, value in told.items() if value}
    for name, value in told.items():
        known = getattr(document.metadata, name)
        if known and known != value:
            reason = f"the caller set another: {value}"
            report.add(NotRendered(what=f"metadata.{name}", text=str(known), reason=reason))
    return msgspec.structs.replace(document, metadata=msgspec.structs.replace(document.metadata, **told))


def start_tag(name: str, metadata: Metadata, guid: str) -> str:
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
    tag = element(name, **attributes).removesuffix("/>")
    return f"{tag}>\n  {element('catalogRef', href=IPTC_CATALOG)}"


def metadata_parts(metadata: Metadata, elsewhere: Sequence[int]) -> list[Part]:
    """Write the fields that hold something, in the order of the table, but the extra fields that stand elsewhere."""
    extras, bound = extra_parts(metadata, elsewhere)
    parts: list[Part] = []
    for row in PROPERTIES:
        if value := getattr(metadata, row.field):
            parts += field_parts(row, value, bound) if bound else WRITERS[row.kind](row, value)
    return [*parts, *extras]


def field_parts(row: Property, value: Any, bound: dict[tuple[str, int], Bound]) -> Iterator[Part]:
    """Write a field, and into its elements what belongs there."""
    if row.element in PASSAGES:
        yield from passage_parts(row, value, bound)
        return
    if row.kind is Kind.CONCEPTS:
        for place, subject in enumerate(value):
            inside = bound.get((row.field, place), NOTHING)
            xml = concept(row.element, subject, inside.attributes, inside.relations)
            yield bind_names(Part(row.section, row.element, xml), inside)
        return
    for place, part in enumerate(WRITERS[row.kind](row, value)):
        inside = bound.get((row.field, place), NOTHING)
        if inside is NOTHING:
            yield part
        else:
            yield bind_part(part, inside)
            if row.element in LINES and not row.role:
                yield extension(row.section, "marked", value=row.field)


def passage_parts(row: Property, value: str, bound: dict[tuple[str, int], Bound]) -> Iterator[Part]:
    """Write a text as one element, but each passage of it that something belongs to as one of its own."""
    paragraphs = value.split(PARAGRAPH_END)
    ends = sorted((first, inside.last) for (field, first), inside in bound.items() if field == row.field)
    written = 0
    for first, last in [*ends, (len(paragraphs) + 1, 0)]:
        if between := paragraphs[written : first - 1]:
            yield from WRITERS[row.kind](row, PARAGRAPH_END.join(between))
        if last:
            (part,) = WRITERS[row.kind](row, PARAGRAPH_END.join(paragraphs[first - 1 : last]))
            yield bind_part(part, bound[row.field, first])
            written = last


def fixed_parts(metadata: Metadata, time: str, report: Report) -> list[Part]:
    """Write what every item must have, and our signature."""
    parts = [
        Part("itemMeta", "versionCreated", text_element("versionCreated", time)),
        Part("itemMeta", "generator", text_element("generator", GENERATOR)),
    ]
    if not metadata.publisher:
        report.add(Derived(field="provider", text=UNKNOWN_PROVIDER, reason="NewsML-G2 demands one, nobody is named"))
        parts.append(Part("itemMeta", "provider", element("provider", literal=UNKNOWN_PROVIDER)))
        parts.append(extension("itemMeta", "derived", value="publisher"))
    return parts


def package_class(report: Report) -> list[Part]:
    """Write the class of a package that names none."""
    report.add(Derived(field="itemClass", text=PACKAGE_CLASS, reason="NewsML-G2 demands one; it is a package"))
    own = Part("itemMeta", "itemClass", element("itemClass", qcode=PACKAGE_CLASS))
    return [own, extension("itemMeta", "derived", value="itemClass")]


def derive_version_time(metadata: Metadata, report: Report) -> str:
    """Give the time of this version: as the source named it, else the last date known, made complete."""
    for extra in metadata.extra:
        if extra.name == VERSION_EXTRA and isinstance(extra.value, str) and (time := read_time(extra.value)):
            return time
    date = metadata.updated or metadata.published or metadata.created
    time = complete_time(date) if date else UNKNOWN_TIME
    if metadata.updated is None or time != metadata.updated.iso:
        reason = "NewsML-G2 demands the time of the version; " + (
            "made from the last date known" if date else "no date is known"
        )
        report.add(Derived(field="versionCreated", text=time, reason=reason))
    return time


def read_time(text: str) -> str:
    """Give a time as the standard spells it; nothing where it is none."""
    try:
        date = Date(text)
    except ValueError:
        return ""
    return date.iso if is_date_time(date) else ""


def derive_guid(document: Document, report: Report) -> str:
    """Make an identifier of the content, the same for the same document."""
    guid = GUID_PREFIX + hashlib.sha256(encode(document)).hexdigest()
    report.add(Derived(field="guid", text=guid, reason="NewsML-G2 demands one; made from the content"))
    return guid


def write_sections(parts: list[Part]) -> str:
    """Write the sections, the parts of each in the order of the schema; an empty section is left out."""
    sections: dict[str, list[tuple[int, str]]] = {name: [] for name in SECTION_ORDER}
    for section, name, xml in parts:
        sections[section].append((ELEMENT_ORDER[name], xml))
    if not any(part.element == "itemClass" for part in parts):
        sections["itemMeta"].append((ELEMENT_ORDER["itemClass"], element("itemClass", qcode=TEXT_CLASS)))
    return "".join([write_section(name, own) for name, own in sections.items() if own])


def write_section(name: str, parts: list[tuple[int, str]]) -> str:
    """Write one section.

    Args:
        name: of the section.
        parts: the place of each in the schema, and its XML.
    """
    parts.sort(key=itemgetter(0))
    body = "".join([f"    {xml}\n" for _, xml in parts])
    return f"  <{name}>\n{body}  </{name}>\n"


def xhtml_content(document: Document) -> str:
    """Write the body as XHTML."""
    head = element("head", text_element("title", document.metadata.headline))
    body = element("body", write_blocks(document.body, xhtml=True).rstrip("\n"))
    page = element("html", head + body, xmlns=XHTML)
    return content_set(page, XHTML_MEDIA_TYPE)


def nitf_content(document: Document) -> str:
    """Write the body as NITF, which has a mark for every node."""
    from newsconv.writers.nitf.body import write_body

    body = element("body", element("body.content", write_body(document.body).rstrip("\n")))
    return content_set(element("nitf", body, xmlns=NITF), NITF_MEDIA_TYPE)


def content_set(content: str, media_type: str) -> str:
    """Write the one rendition of an item."""
    return f"  {element('contentSet', element('inlineXML', content, contenttype=media_type))}\n"
