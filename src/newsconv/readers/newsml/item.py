"""Read one newsItem of NewsML-G2 as a document.

In: the element `newsItem`, ours or anybody's; also one that is only a section of an item. Out: a normal
document. Elements are told by their local name, since feeds bind namespaces in many ways. The table of
`newsconv.iptc.properties` says which element is which field.

Dates of items that we did not write: `firstCreated` is when the story was published, `contentCreated`
when it was made, `contentModified` or else `versionCreated` when it was changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsconv.document import Date, Document, Heading, Metadata, RelatedItem
from newsconv.document.characters import clean_line
from newsconv.document.normal_metadata import MAX_VERSION, normal_metadata
from newsconv.document.plain import inline_text
from newsconv.iptc.kept import KEPT
from newsconv.iptc.namespaces import PROPERTY
from newsconv.iptc.parsing import local_name, origin_of, text_of
from newsconv.iptc.properties import EXTENSIONS, PROPERTIES, Kind
from newsconv.readers.newsml.content import read_content
from newsconv.readers.newsml.context import XML_LANG, Context, children, shown_text
from newsconv.readers.newsml.extras import kept_extras
from newsconv.readers.newsml.flattening import LOCAL_ATTRIBUTES, attributes_of, mark_attributes
from newsconv.readers.newsml.habits import change_fields
from newsconv.readers.newsml.packages import add_references
from newsconv.readers.newsml.values import RE_NUMBER, READERS, read_extra, read_related_extension
from newsconv.report import Guessed, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsconv.document import Block, Extra
    from newsconv.formats import ReadOptions
    from newsconv.iptc.properties import Property
    from newsconv.report import Report

__all__ = ["read_item"]

ALSO: Final = {"creator": ("contributor",)}
"""Elements that are read like another one, though they are not written."""


def read_item(item: _Element, *, options: ReadOptions, report: Report) -> Document:
    """Read one item.

    Args:
        item: the element; what is in it may be renamed.
        options: `language` is used where the item names none.
        report: what was repaired, guessed, and not read is added to it.
    """
    context = Context(item, options, report)
    private = [] if context.signed else take_private(context)
    values = read_fields(context)
    if private:
        values["editorial_note"] = "\n\n".join(filter(None, [values.get("editorial_note", ""), *private]))
    add_version_date(values, context)
    if not context.signed:
        repair_fields(values, context)
    content = read_content(context, values)
    blocks = content.blocks
    add_references(values, context)
    if not context.signed:
        blocks = add_content_fields(values, content.fields, blocks, context)
        add_title(values, context)
    values["language"] = values.get("language") or item.get(XML_LANG) or options.language
    values["extra"] = ordered_extras(
        [*kept_extras(context, values), *content.extras, *values.pop("own_extra", ())], context
    )
    return Document(normal_metadata(Metadata(**values)), blocks)


INLINE: Final = frozenset({"inlineData", "inlineXML"})
"""Elements that hold the text of a story, which has notes of its own."""


def take_private(context: Context) -> list[str]:
    """Take elements of the metadata that are marked as not for the public, other than notes, as notes."""
    notes = []
    for name, elements in context.groups.items():
        for element in elements if name != "edNote" else ():
            if element.get("pubconstraint") and (text := shown_text(element)):
                context.take(element)
                notes.append(text)
                reason = f"this {name} is not for the public"
                event = Guessed(field="editorial_note", text=text, reason=reason, origin=origin_of(element))
                context.report.add(event)
    return [*notes, *take_nested_notes(context)]


def take_nested_notes(context: Context) -> Iterator[str]:
    """Take notes to editors that stand deeper than the metadata, as in the plans of a planningItem."""
    own = {*context.groups.get("edNote", ()), *context.taken}
    for element in context.item.iter("{*}edNote", "{*}ednote"):
        if element in own or any(local_name(around) in INLINE for around in element.iterancestors()):
            continue
        if text := shown_text(element):
            context.take(element)
            yield text
            said = [(element, *pair) for pair in attributes_of(element) if pair[0] not in LOCAL_ATTRIBUTES]
            for mark, name, value in [*said, *mark_attributes(element)]:
                reason = f"{name} of {local_name(mark)} in a note to editors, deeper in the item"
                context.report.add(Skipped(text=value, reason=reason, origin=origin_of(mark)))
            reason = "a note to editors, deeper in the item"
            event = Guessed(field="editorial_note", text=text, reason=reason, origin=origin_of(element))
            context.report.add(event)


def read_fields(context: Context) -> dict[str, Any]:
    """Read the fields of the metadata that the item has."""
    values = read_attributes(context)
    for row in PROPERTIES:
        if row.kind is Kind.PROPERTY or (row.element not in context.groups and row.element not in ALSO):
            continue
        elements = row_elements(row, context)
        if not elements:
            continue
        if row.field in context.derived:
            context.taken.update(elements)
        elif value := READERS[row.kind](row, elements, context):
            values[row.field] = value
    read_extensions(values, context)
    return values


def row_elements(row: Property, context: Context) -> list[_Element]:
    """Give the elements of a row that are still there, those in the right section first."""
    found = context.groups.get(row.element, [])
    for name in ALSO.get(row.element, ()):
        if name in context.groups:
            found = in_document_order([*found, *context.groups[name]])
    if context.taken:
        found = [element for element in found if element not in context.taken]
    if context.signed:
        return own_elements(found, row, context) if row.element in KEPT else found
    names = (row.element, *ALSO.get(row.element, ()))
    if len(found) > 1 and (names[1:] or row.element in context.spread):
        return sorted(found, key=lambda element: section_of(element) != row.section)
    return found


def own_elements(found: list[_Element], row: Property, context: Context) -> list[_Element]:
    """Tell the field of an item of ours from extra fields in the same element, which have attributes.

    A field may have some too, which a property says; it stands before the extra fields.
    """
    if row.kind is not Kind.LINE:
        return found
    if row.role:
        return [element for element in found if element.get("roleuri") == PROPERTY + row.role]
    if is_marked(row, context):
        return [element for element in found if not (element.get("roleuri") or "").startswith(PROPERTY)][:1]
    return [element for element in found if not element.attrib]


def is_marked(row: Property, context: Context) -> bool:
    """Tell whether a property says that the text of a field has attributes."""
    return any(
        element.get("reluri") == f"{PROPERTY}marked" and element.get("value") == row.field
        for element in context.groups.get(EXTENSIONS[row.section], ())
    )


def in_document_order(elements: list[_Element]) -> list[_Element]:
    """Sort elements of one section as they stand there."""
    parents = {element.getparent() for element in elements}
    places = {child: place for parent in parents if parent is not None for place, child in enumerate(parent)}
    return sorted(elements, key=lambda element: places.get(element, 0)) if len(parents) == 1 else elements


def section_of(element: _Element) -> str:
    """Name the section that an element stands in."""
    parent = element.getparent()
    return "" if parent is None else local_name(parent)


def read_attributes(context: Context) -> dict[str, Any]:
    """Read the identifier and the version."""
    item = context.item
    values: dict[str, Any] = {}
    guid = item.get("guid")
    if guid and "guid" not in context.derived:
        values["guid"] = guid
    version = (item.get("version") or "").strip()
    if RE_NUMBER.fullmatch(version) and 1 <= int(version) <= MAX_VERSION:
        values["version"] = int(version)
    elif version:
        reason = "the version of an item is a positive number"
        context.report.add(Skipped(text=version, reason=reason, origin=origin_of(item)))
    return values


def ordered_extras(extras: list[Extra], context: Context) -> tuple[Extra, ...]:
    """Put the extra fields of an item of ours into the order that it names; nothing else has another order."""
    for element in context.groups.get("contentMetaExtProperty", ()) if context.signed else ():
        if element.get("reluri") == f"{PROPERTY}order":
            places = [int(place) for place in (element.get("value") or "").split() if RE_NUMBER.fullmatch(place)]
            if sorted(places) == list(range(len(extras))):
                return tuple(extras[place] for place in places)
    return tuple(extras)


# ---------------------------------------------------------------- extension properties


def read_extensions(values: dict[str, Any], context: Context) -> None:
    """Read the extension properties that `newsconv.iptc.properties` defines."""
    related: list[tuple[int, RelatedItem]] = []
    extra: list[Extra] = []
    for name in EXTENSIONS.values():
        for element in context.groups.get(name, ()):
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
    values["own_extra"] = extra


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
    for element in context.groups.get("versionCreated", ()):
        if context.signed:
            context.take(element)
        elif "updated" not in values:
            if date := context.date(element):
                values["updated"] = date
        elif is_known_date(element, values):
            context.take(element)


def repair_fields(values: dict[str, Any], context: Context) -> None:
    """Take out of fields what agencies put there; what was no value of a field at all becomes an extra field."""
    elements = {row.field: row.element for row in PROPERTIES}
    gone = change_fields(values, context.report, lambda field: origin_of(context.groups[elements[field]][0]))
    for row in PROPERTIES:
        if row.field in gone:
            context.taken.difference_update(context.groups.get(row.element, ()))


def is_known_date(element: _Element, values: dict[str, Any]) -> bool:
    """Tell whether a date is the one that was read as that of the last change."""
    try:
        return bool(Date(text_of(element)) == values["updated"])
    except ValueError:
        return False


def add_title(values: dict[str, Any], context: Context) -> None:
    """Take the title of the item, or the name of the concept that it defines, as headline where there is none."""
    candidates = context.groups.get("title", [])
    candidates += [name for concept in context.sections("concept") for name in children(concept, "name")]
    for element in () if values.get("headline") else candidates:
        if text := context.line(element):
            values["headline"] = text
            reason = f"the {local_name(element)} of the item, as it has no headline"
            context.report.add(Guessed(field="headline", text=text, reason=reason))
            return


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
        elif field == "editorial_note":
            values[field] = f"{values[field]}\n\n{text}"
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
