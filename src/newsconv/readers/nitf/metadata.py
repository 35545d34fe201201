"""Read the metadata of an NITF document: the inverse of `newsconv.writers.nitf.head`, and more.

In: the document, ours or anybody's. Out: fields of the metadata, not yet in normal form.

Dates of documents that we did not write: `date.issue` is when the story was published, `story.date` when it
was made, that of the last `revision-history` when it was changed; `date.release` is an embargo where it is
later than the issue, or the document calls itself embargoed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newsconv.document import Date, Extra, Person, Place, RelatedItem, Subject
from newsconv.document.characters import clean_line
from newsconv.document.normal_metadata import MAX_URGENCY, MAX_VERSION
from newsconv.iptc.parsing import local_name, text_of
from newsconv.readers.nitf.context import CLOSED, children, own
from newsconv.readers.nitf.marks import keep_marks
from newsconv.readers.nitf.phrases import is_time_stamp, phrase_of
from newsconv.readers.nitf.properties import (
    EXTRA_META,
    EXTRA_PREFIX,
    GENERATOR_META,
    NO_REFNUM,
    PROPERTIES,
    RELATED_META,
    SUBJECT_SCHEME,
    Kind,
)
from newsconv.report import Guessed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsconv.readers.nitf.context import Context

__all__ = ["read_date", "read_metadata"]

RE_TIGHT_TIME: Final = re.compile(r"(\d{8})(\d{6})((?:[+-]\d{4})?|Z)", re.ASCII)
"""`YYYYMMDDHHMMSS-HHMM`: how NITF 3.6 writes a day without a time, with zeros for it; agencies write times so too."""
NO_TIME: Final = "000000"
RE_NUMBER: Final = re.compile(r"[0-9]{1,18}")
STATUSES: Final = {"usable": "usable", "withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}
EMBARGOED: Final = "embargoed"
AUTHOR_FUNCTION: Final = "writer-author"
LEVELS: Final = ("detail", "matter", "type")
"""Where the name of a subject stands, the most exact first."""
IPR: Final = "IPTC"


def read_metadata(context: Context) -> dict[str, Any]:
    """Read the fields that the document has, what the model has no name for among them."""
    values: dict[str, Any] = {}
    for row in PROPERTIES:
        if row.attribute and row.kind in ATTRIBUTE_READERS:
            values[row.field] = ATTRIBUTE_READERS[row.kind](context, row.element, row.attribute)
    values |= read_texts(context)
    values |= read_records(context)
    values["editorial_note"] = "\n\n".join(filter(None, (values["editorial_note"], *read_notes(context))))
    if not context.signed:
        add_foreign_fields(values, context)
        for name in sorted(CLOSED):
            for element in context.elements(name):
                keep_marks(element, context)
    values["extra"] = (*values["extra"], *context.rest(values["language"]))
    return {name: value for name, value in values.items() if value}


# ---------------------------------------------------------------- attributes


def read_date(text: str) -> Date | None:
    """Read a date as NITF writes it; nothing where it is none.

    >>> read_date("20151210T191044Z"), read_date("20151210000000-0500"), read_date("YYYYMMDD000000-HHMM")
    (Date('2015-12-10T19:10:44Z'), Date('2015-12-10'), None)
    """
    match = RE_TIGHT_TIME.fullmatch(text.strip())
    if match:
        text = match[1] if match[2] == NO_TIME else f"{match[1]}T{match[2]}{match[3]}"
    try:
        return Date(text)
    except ValueError:
        return None


def date_of(context: Context, name: str, attribute: str) -> Date | None:
    """Take a date: the last one of several, since revisions are listed in order."""
    for element in reversed(context.elements(name)):
        if date := read_date(element.get(attribute) or ""):
            context.take(element, attribute)
            return date
    return None


def line_of(context: Context, name: str, attribute: str) -> str:
    """Take the first text that says something."""
    return context.first(name, attribute)


def lines_of(context: Context, name: str, attribute: str) -> str:
    """Take all texts, an empty line between them."""
    texts = (context.take_lines(element, attribute) for element in context.elements(name))
    return "\n\n".join(text for text in texts if clean_line(text))


def texts_of(context: Context, name: str, attribute: str) -> tuple[str, ...]:
    """Take the text of each element; some feeds write it between the tags."""
    return tuple(context.take(element, attribute) or context.take(element) for element in context.elements(name))


def number_of(context: Context, name: str, attribute: str) -> int | None:
    """Take the first number that the model holds: on the scale of urgency, or of a version; another one stays."""
    most = MAX_URGENCY if name == "urgency" else MAX_VERSION
    for element in context.elements(name):
        text = (element.get(attribute) or "").strip()
        if RE_NUMBER.fullmatch(text) and 1 <= int(text) <= most:
            context.take(element, attribute)
            return int(text)
    return None


def status_of(context: Context, name: str, attribute: str) -> str:
    """Take the status; that of an embargo is said by the date of the embargo."""
    for element in context.elements(name):
        text = (element.get(attribute) or "").strip().lower()
        if text in STATUSES or (text == EMBARGOED and has_release(context)):
            context.take(element, attribute)
            return STATUSES.get(text, "")
    return ""


def has_release(context: Context) -> bool:
    """Tell whether the document says from when it may be used."""
    return any(read_date(element.get("norm") or "") for element in context.elements("date.release"))


ATTRIBUTE_READERS: Final = {
    Kind.LINE: line_of,
    Kind.LINES: lines_of,
    Kind.TEXTS: texts_of,
    Kind.DATE: date_of,
    Kind.NUMBER: number_of,
    Kind.STATUS: status_of,
}
"""How each kind of value is read from an attribute."""


# ---------------------------------------------------------------- texts


def read_texts(context: Context) -> dict[str, Any]:
    """Read the fields that are the text of elements of `body.head`."""
    values: dict[str, Any] = {
        "headline": context.first("hl1"),
        "subheadline": context.first("hl2"),
        "credit": context.first("distributor"),
        "byline": ", ".join(filter(None, (phrase(element, context) for element in context.elements("byline")))),
        "dateline": next(filter(None, (phrase(element, context) for element in context.elements("dateline"))), ""),
        "description": " ".join(filter(None, (context.take(part) for part in context.elements("abstract")))),
        "copyright_notice": " ".join(filter(None, (read_rights(part, context) for part in context.elements("rights")))),
    }
    title = context.first("title")
    if title and not values["headline"]:
        values["headline"] = title
        if not context.signed:
            reason = "the title of the document, as it has no headline"
            context.report.add(Guessed(field="headline", text=title, reason=reason))
    elif title != values["headline"]:
        context.taken.difference_update((element, "") for element in context.elements("title"))
    return values


def phrase(element: _Element, context: Context) -> str:
    """Take a line made of parts, all of them: a byline or dateline; nothing where it is a part itself."""
    if (element, "") in context.taken:
        return ""
    context.taken.update((part, "") for part in element.iter("*"))
    return phrase_of(element)


def read_rights(element: _Element, context: Context) -> str:
    """Take the notice that stands in `rights` beside its parts, which have names of their own."""
    context.take(element)
    return clean_line(" ".join([element.text or "", *(part.tail or "" for part in element)]))


def read_notes(context: Context) -> Iterator[str]:
    """Take the notes of `body.head`: they caution those who work with the story, and are no part of it."""
    for note in context.elements("note"):
        context.take(note)
        yield text_of(note, lines=True)


# ---------------------------------------------------------------- records


def read_records(context: Context) -> dict[str, Any]:
    """Read the fields of several values a record."""
    extra = list(read_metas(context))
    subjects = tuple(read_subject(element, context, extra) for element in context.elements("tobject.subject"))
    return {
        "authors": tuple(read_people(context)),
        "located": read_place(context),
        "subjects": subjects,
        "genres": tuple(read_genre(element, context) for element in context.elements("tobject.property")),
        "related": tuple(read_related(context)),
        "extra": tuple(extra),
    }


def read_people(context: Context) -> Iterator[Person]:
    """Read who made the document: those of the byline, then those of its history."""
    seen: set[str] = set()
    for byline in () if context.signed else context.elements("byline"):
        for element in children(byline, "person"):
            person = read_person(element)
            seen.add(person.name)
            yield person
    for element in context.elements("revision-history"):
        if clean_line(element.get("name") or "") in seen:
            context.take(element, "name")
            context.take(element, "function")
        elif name := context.take(element, "name"):
            function = context.take(element, "function")
            role = context.take_own(element, "role") or ("" if function == AUTHOR_FUNCTION else function)
            yield Person(name, role, context.take_own(element, "email"), context.take_own(element, "url"))


def read_person(element: _Element) -> Person:
    """Read a person of a byline; what follows up to the next person is about them."""
    name = clean_line(text_of(element))
    about = {"byttl": "", "email": "", "url": ""}
    for part in element.itersiblings("*"):
        kind = local_name(part)
        text = clean_line(text_of(part))
        if kind == "person":
            break
        if kind == "virtloc":
            kind = "email" if "@" in text else "url"
        if kind in about:
            about[kind] = about[kind] or text
    return Person(name, about["byttl"], about["email"], about["url"])


def read_place(context: Context) -> Place | None:
    """Read where the story was made: in the dateline, else in the place of the event."""
    for dateline in () if context.signed else context.elements("dateline"):
        for location in children(dateline, "location"):
            if place := read_location(location):
                return place
    for element in context.elements("evloc"):
        if name := context.take(element, "city") or context.take(element, "county-dist"):
            country = context.take_own(element, "country") or context.take(element, "iso-cc")
            return Place(name, context.take(element, "state-prov"), country, context.take_own(element, "uri"))
    return None


def read_location(location: _Element) -> Place | None:
    """Read a location of a dateline, by its parts or as it is printed."""
    parts = {local_name(part): clean_line(text_of(part)) for part in children(location)}
    name = next(filter(None, (parts.get(kind) for kind in ("city", "sublocation", "region", "state", "country"))), "")
    if not name:
        text = clean_line(text_of(location))
        return Place(text) if text else None
    region, country = parts.get("state") or parts.get("region") or "", parts.get("country", "")
    return Place(name, region if region != name else "", country if country != name else "")


def read_subject(element: _Element, context: Context, extra: list[Extra]) -> Subject:
    """Read a subject; the names of the levels above its own are kept as a field of their own."""
    refnum, ipr = (context.take(element, f"tobject.subject.{name}") for name in ("refnum", "ipr"))
    names = [context.take(element, f"tobject.subject.{level}") for level in LEVELS]
    told = [name for name in names if name]
    if len(told) > 1:
        extra.append(Extra(f"{EXTRA_PREFIX}tobject.subject", (refnum, *told[::-1])))
    code = context.take_own(element, "code") or (refnum if refnum != NO_REFNUM else "")
    default = "" if context.signed else IPR
    scheme = SUBJECT_SCHEME if (ipr or default).upper() == IPR else ipr
    return Subject(
        told[0] if told else "", code, context.take_own(element, "scheme") or scheme, context.take_own(element, "uri")
    )


def read_genre(element: _Element, context: Context) -> Subject:
    """Read a genre."""
    code, scheme, uri = (context.take_own(element, name) for name in ("code", "scheme", "uri"))
    return Subject(context.take(element, "tobject.property.type"), code, scheme, uri)


def read_related(context: Context) -> Iterator[RelatedItem]:
    """Read what our own `meta` elements say of other stories."""
    for element in own_metas(context, RELATED_META):
        context.take(element, "content")
        title, url, rel = (element.get(own(name)) or "" for name in ("title", "url", "rel"))
        yield RelatedItem(title, url, rel)


def own_metas(context: Context, name: str) -> list[_Element]:
    """Give the `meta` elements of one name in a document of ours."""
    return [element for element in context.elements("meta") if context.signed and element.get("name") == name]


def read_metas(context: Context) -> Iterator[Extra]:
    """Read the fields without a name in the model that a document of ours has, in their order."""
    several: dict[str, list[str]] = {}
    for element in context.elements("meta") if context.signed else ():
        name = element.get("name") or ""
        if name in {GENERATOR_META, RELATED_META}:
            context.take(element, "content")
            continue
        field = element.get(own("name")) or "" if name == EXTRA_META else f"{EXTRA_PREFIX}{name}"
        value, place = context.take(element, "content"), element.get(own("list")) or ""
        if several and place != "more":
            yield from (Extra(key, tuple(values)) for key, values in several.items())
            several = {}
        if place:
            several.setdefault(field, []).append(value)
        else:
            yield Extra(field, value)
    yield from (Extra(key, tuple(values)) for key, values in several.items())


# ---------------------------------------------------------------- documents of others


def add_foreign_fields(values: dict[str, Any], context: Context) -> None:
    """Add what documents of others say elsewhere, or in another way than ours."""
    add_dates(values, context)
    add_rights(values, context)
    for number, element in enumerate(context.elements("from-src"), 1):
        if element.get("level-number") == str(number):
            context.take(element, "level-number")  # the number is only their order
    if not values["language"]:
        values["language"] = context.language


def add_dates(values: dict[str, Any], context: Context) -> None:
    """Tell an embargo from a date of release that is that of the issue, and find dates in text."""
    issue, release = values["published"], values["embargoed"]
    is_embargo = any(
        (element.get("management-status") or "").strip().lower() == EMBARGOED for element in context.elements("docdata")
    )
    if release and not is_embargo and not (issue and release.instant() > issue.instant()):
        values["embargoed"] = None
        if issue is None:
            values["published"] = release
        elif release != issue:
            context.taken.difference_update((part, "norm") for part in context.elements("date.release"))
    for element in context.elements("pubdata"):
        date = read_date(element.get("date.publication") or "")
        if date and values["published"] in {None, date}:
            context.take(element, "date.publication")
            values["published"] = date
    if values["created"] is None:
        stamps = (text_of(element) for element in context.elements("story.date"))
        values["created"] = next(filter(None, (read_date(text) for text in stamps if is_time_stamp(text))), None)


def add_rights(values: dict[str, Any], context: Context) -> None:
    """Add what the parts of `rights` and the kind of right in `doc.rights` say."""
    if not values["copyright_holder"]:
        values["copyright_holder"] = context.first("rights.owner")
    terms = [context.take(element, "type") for element in context.elements("doc.rights")]
    terms += [context.take(element) for element in context.elements("rights.limitations")]
    values["usage_terms"] = "\n\n".join(filter(None, (*terms, values["usage_terms"])))
