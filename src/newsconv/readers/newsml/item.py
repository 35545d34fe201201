"""Read one newsItem of NewsML-G2 as a document.

In: the element `newsItem`, ours or anybody's; also one that is only a section of an item. Out: a normal
document. Elements are told by their local name, since feeds bind namespaces in many ways. The table of
`newsconv.iptc.properties` says which element is which field.

Dates of items that we did not write: `firstCreated` is when the story was published, `contentCreated`
when it was made, `contentModified` or else `versionCreated` when it was changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsconv.document import Date, Document, Heading, Metadata, RelatedItem, normalize
from newsconv.document.characters import clean_line
from newsconv.document.plain import inline_text
from newsconv.iptc.namespaces import PROPERTY
from newsconv.iptc.parsing import local_name, origin_of
from newsconv.iptc.properties import EXTENSIONS, PROPERTIES, SECTION_ORDER, Kind
from newsconv.readers.newsml.content import read_content
from newsconv.readers.newsml.context import XML_LANG, Context, children
from newsconv.readers.newsml.values import READERS, read_extra, read_related_extension
from newsconv.report import Guessed, Skipped

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.document import Block, Extra
    from newsconv.formats import ReadOptions
    from newsconv.iptc.properties import Property
    from newsconv.report import Report

__all__ = ["read_item"]

ALSO: Final = {"creator": ("contributor",)}
"""Elements that are read like another one, though they are not written."""
MAX_VERSION_DIGITS: Final = 4_000
"""Digits of a version; the longest seen has ten, and Python refuses to read more than 4,300."""


def read_item(item: _Element, *, options: ReadOptions, report: Report) -> Document:
    """Read one item.

    Args:
        item: the element; what is in it may be renamed.
        options: `language` is used where the item names none.
        report: what the model has no place for is added to it.
    """
    context = Context(item, options, report)
    values = read_fields(context)
    content = read_content(context)
    blocks = content.blocks
    add_version_date(values, context)
    if not context.signed:
        blocks = add_content_fields(values, content.fields, blocks, context)
    values["language"] = values.get("language") or item.get(XML_LANG) or options.language
    context.report_rest()
    return normalize(Document(Metadata(**values), blocks))


def read_fields(context: Context) -> dict[str, Any]:
    """Read the fields of the metadata that the item has."""
    values = read_attributes(context)
    groups = group_elements(context)
    for row in PROPERTIES:
        elements = row_elements(row, groups, context)
        if not elements or row.kind is Kind.PROPERTY:
            continue
        if row.field in context.derived:
            context.taken.update(elements)
        elif value := READERS[row.kind](row, elements, context):
            values[row.field] = value
    read_extensions(values, groups, context)
    return values


def row_elements(row: Property, groups: dict[str, list[_Element]], context: Context) -> list[_Element]:
    """Give the elements of a row that are still there, those in the right section first."""
    found = [
        element
        for name in (row.element, *ALSO.get(row.element, ()))
        for element in groups.get(name, ())
        if element not in context.taken
    ]
    return sorted(found, key=lambda element: section_of(element) != row.section)


def section_of(element: _Element) -> str:
    """Name the section that an element stands in."""
    parent = element.getparent()
    return "" if parent is None else local_name(parent)


def group_elements(context: Context) -> dict[str, list[_Element]]:
    """Give the elements of the metadata by local name.

    Feeds put some into the wrong section (`located` into `itemMeta`), so the section does not matter; only
    what of the rights is not known by its name there is left, since it would be about the rights.
    """
    groups: dict[str, list[_Element]] = {}
    for name in SECTION_ORDER:
        for section in context.sections(name):
            for element in children(section):
                if name != "rightsInfo" or local_name(element) in RIGHTS_ELEMENTS:
                    groups.setdefault(local_name(element), []).append(element)
    return groups


RIGHTS_ELEMENTS: Final = {row.element for row in PROPERTIES if row.section == "rightsInfo"}
"""Elements of the rights that are read."""


def read_attributes(context: Context) -> dict[str, Any]:
    """Read the identifier and the version."""
    item = context.item
    values: dict[str, Any] = {}
    guid = item.get("guid")
    if guid and "guid" not in context.derived:
        values["guid"] = guid
    version = (item.get("version") or "").strip()
    if version.isascii() and version.isdigit() and len(version) <= MAX_VERSION_DIGITS:
        values["version"] = int(version)
    elif version:
        reason = "the version of an item is a positive number"
        context.report.add(Skipped(text=version, reason=reason, origin=origin_of(item)))
    return values


# ---------------------------------------------------------------- extension properties


def read_extensions(values: dict[str, Any], groups: dict[str, list[_Element]], context: Context) -> None:
    """Read the extension properties that `newsconv.iptc.properties` defines."""
    related: list[tuple[int, RelatedItem]] = []
    extra: list[Extra] = []
    for name in EXTENSIONS.values():
        for element in groups.get(name, ()):
            uri = element.get("reluri") or ""
            field = uri.removeprefix(PROPERTY) if uri.startswith(PROPERTY) else ""
            if field == "related":
                related.append(read_related_extension(element, context))
            elif field == "extra":
                extra.append(read_extra(element, context))
            elif field in PLAIN_FIELDS:
                read_plain_extension(values, field, element, context)
    if related:
        values["related"] = insert_items(values.get("related", ()), related)
    if extra:
        values["extra"] = tuple(extra)


PLAIN_FIELDS: Final = {
    row.field: row.kind for row in PROPERTIES if row.kind in {Kind.TIME, Kind.ADDRESS, Kind.PROPERTY}
}
"""Fields of one value that may be an extension property."""


def read_plain_extension(values: dict[str, Any], field: str, element: _Element, context: Context) -> None:
    """Read a field of one value; a date that is none is left."""
    value = element.get("value") or ""
    if field in values or not value:
        return
    if PLAIN_FIELDS[field] is Kind.TIME:
        try:
            values[field] = Date(value)
        except ValueError:
            return
    else:
        values[field] = value
    context.take(element)


def insert_items(items: tuple[RelatedItem, ...], placed: list[tuple[int, RelatedItem]]) -> tuple[RelatedItem, ...]:
    """Put items into their places among others.

    >>> insert_items((RelatedItem("b"),), [(0, RelatedItem("a"))])
    (RelatedItem(title='a'), RelatedItem(title='b'))
    """
    result = list(items)
    for place, item in sorted(placed, key=lambda pair: pair[0]):
        result.insert(place, item)
    return tuple(result)


# ---------------------------------------------------------------- items of others


def add_version_date(values: dict[str, Any], context: Context) -> None:
    """Take the time of the version as that of the last change, where no other is named; never that of ours."""
    for section in context.sections("itemMeta"):
        for element in children(section, "versionCreated"):
            if context.signed:
                context.take(element)
            elif "updated" not in values and (date := context.date(element)):
                values["updated"] = date


def add_content_fields(
    values: dict[str, Any], fields: dict[str, str], blocks: tuple[Block, ...], context: Context
) -> tuple[Block, ...]:
    """Take from the content what the metadata do not say; a headline that the text repeats is taken off it."""
    report = context.report
    for field, text in fields.items():
        if field == "title":
            continue
        if not values.get(field):
            values[field] = text
        elif clean_line(str(values[field])) != text:
            report.add(Skipped(text=text, reason=f"the item names another {field}"))
    blocks = take_heading(values, blocks, report)
    if clean_line(str(values.get("headline", ""))) == clean_line(str(values.get("subheadline", ""))):
        values.pop("subheadline", None)  # some agencies fill one field with the other
    title = fields.get("title", "")
    if title and not values.get("headline"):
        values["headline"] = title
        report.add(Guessed(field="headline", text=title, reason="the title of the page, as nothing else is named"))
    elif title and title != clean_line(str(values.get("headline", ""))):
        report.add(Skipped(text=title, reason="the item has another headline than the page in it"))
    return blocks


def take_heading(values: dict[str, Any], blocks: tuple[Block, ...], report: Report) -> tuple[Block, ...]:
    """Take a heading of the first level at the top, if it is the headline or none is named."""
    match blocks:
        case (Heading(level=1, children=children_), *rest):
            text = clean_line(inline_text(children_))
            headline = clean_line(str(values.get("headline", "")))
            if headline in {"", text}:
                values["headline"] = text
                report.add(Guessed(field="headline", text=text, reason="the heading at the top of the text"))
                return tuple(rest)
    return blocks
