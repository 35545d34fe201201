"""Write the metadata of a document as the `head` and the `body.head` of an NITF document.

In: metadata in normal form. Out: XML, valid in NITF 3.6 for all metadata. `newsconv.readers.nitf.properties`
says where each field stands. No white space is written within elements that hold text.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from newsconv.iptc.namespaces import GENERATOR
from newsconv.readers.nitf.properties import (
    EXTRA_META,
    EXTRA_PREFIX,
    GENERATOR_META,
    NO_REFNUM,
    OWN_METAS,
    PROPERTIES,
    RELATED_META,
    SUBJECT_SCHEME,
    Kind,
)
from newsconv.writers.newsml.elements import element, text_element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsconv.document import Date, Extra, Metadata, Person, Place, RelatedItem, Subject

__all__ = ["write_body_head", "write_head"]

RE_NMTOKEN: Final = re.compile(r"[A-Za-z0-9._:\-]+")
"""Names that `NMTOKEN` allows (XML 1.0, section 2.3), as far as they are ASCII."""
RE_COUNTRY_CODE: Final = re.compile(r"[A-Z]{2,3}")
"""Codes of countries (ISO 3166-1), which `iso-cc` is made for."""
RE_SUBJECT: Final = re.compile(r"\d{2}000000")
RE_MATTER: Final = re.compile(r"\d{5}000")
"""Codes of the IPTC's subject codes by their level; the others of eight digits are details."""
EMBARGOED: Final = "embargoed"
"""The `management-status` of a document that says until when, and no other status."""
IPR: Final = "IPTC"
"""Value of `tobject.subject.ipr` for the IPTC's own codes."""
INDENT: Final = "  "


def write_head(metadata: Metadata) -> str:
    """Write the `head`, each element on a line, in the order of the schema."""
    parts = [
        text_element("title", metadata.headline) if metadata.headline else "",
        meta(GENERATOR_META, GENERATOR),
        *map(related_meta, metadata.related),
        *extra_metas(metadata.extra),
        tobject(metadata),
        docdata(metadata),
        element("pubdata", **attributes(metadata, "pubdata")),
        element("revision-history", **attributes(metadata, "revision-history")),
        *map(author, metadata.authors),
    ]
    return section("head", parts, depth=1)


def write_body_head(metadata: Metadata) -> str:
    """Write the `body.head`; nothing where it would be empty."""
    parts = [
        hedline(metadata),
        text_part("rights", metadata.copyright_notice),
        text_part("byline", metadata.byline),
        text_part("distributor", metadata.credit),
        dateline(metadata),
        element("abstract", text_part("p", metadata.description)),
    ]
    return section("body.head", parts, depth=2)


def section(name: str, parts: Iterable[str], *, depth: int) -> str:
    """Write an element with its children on lines of their own, leaving out those that say nothing."""
    told = [part for part in parts if part and not is_empty(part)]
    if not told:
        return ""
    indent = INDENT * depth
    lines = "".join(f"{indent}{INDENT}{part}\n" for part in told)
    return f"{indent}<{name}>\n{lines}{indent}</{name}>\n"


def is_empty(xml: str) -> bool:
    """Tell whether an element has neither attributes nor content.

    >>> is_empty("<pubdata/>"), is_empty("<docdata><a/></docdata>")
    (True, False)
    """
    return xml.endswith("/>") and xml.count("<") == 1 and " " not in xml


def attributes(metadata: Metadata, name: str) -> dict[str, str]:
    """Give the attributes of an element, as far as the table says that they are fields of one value."""
    return {
        row.attribute: written(getattr(metadata, row.field))
        for row in PROPERTIES
        if row.element == name and row.attribute and row.kind in PLAIN_KINDS
    }


PLAIN_KINDS: Final = frozenset({Kind.LINE, Kind.LINES, Kind.DATE, Kind.NUMBER})
"""Kinds of value that are one attribute."""


def written(value: str | int | Date | None) -> str:
    """Spell a value of one attribute."""
    if value is None:
        return ""
    return str(value) if isinstance(value, (str, int)) else basic_form(value)


def basic_form(date: Date) -> str:
    """Spell a date in the basic form of ISO 8601, which NITF prefers.

    >>> from newsconv.document import Date
    >>> basic_form(Date("2021-03-17T09:30:00-03:00")), basic_form(Date("2021-03"))
    ('20210317T093000-0300', '202103')
    """
    day, mark, time = date.iso.partition("T")
    return day.replace("-", "") + mark + time.replace(":", "")


def text_part(name: str, text: str) -> str:
    """Write an element that holds text; nothing where that is empty."""
    return text_element(name, text) if text else ""


# ---------------------------------------------------------------- head


def meta(name: str, content: str, own: Mapping[str, str] = MappingProxyType({})) -> str:
    """Write a `meta`, with attributes of our namespace."""
    return element("meta", name_=name, content_=content, **{f"nc:{key}": value for key, value in own.items()})


def related_meta(item: RelatedItem) -> str:
    """Write a related item; the title is its content, which the schema demands, or else the address."""
    return meta(RELATED_META, item.title or item.url, {"title": item.title, "url": item.url, "rel": item.rel})


def extra_metas(extras: Iterable[Extra]) -> Iterator[str]:
    """Write the fields that the model has no name for; one of several values is several elements."""
    for extra in extras:
        own = extra.name.removeprefix(EXTRA_PREFIX)
        is_name = own != extra.name and RE_NMTOKEN.fullmatch(own) and not own.startswith(OWN_METAS)
        name, given = (own, "") if is_name and own != GENERATOR_META else (EXTRA_META, extra.name)
        if isinstance(extra.value, str):
            yield meta(name, extra.value, {"name": given})
            continue
        for number, value in enumerate(extra.value):
            yield meta(name, value, {"name": given, "list": "more" if number else "first"})


def author(person: Person) -> str:
    """Write a person who made the document, in the only place that tells who did what."""
    own = {"nc:role": person.role, "nc:email": person.email, "nc:url": person.url}
    return element("revision-history", name_=person.name, function="writer-author", **own)


def tobject(metadata: Metadata) -> str:
    """Write the genres and subjects."""
    return element("tobject", "".join([*map(genre, metadata.genres), *map(subject, metadata.subjects)]))


def genre(value: Subject) -> str:
    """Write a genre; one without a name has an empty one, since the schema would give it another."""
    own = {"nc:code": value.code, "nc:scheme": value.scheme, "nc:uri": value.uri}
    name = {"tobject.property.type": value.name}
    xml = element("tobject.property", **name, **own)
    return xml if value.name else xml.replace("<tobject.property", '<tobject.property tobject.property.type=""', 1)


def subject(value: Subject) -> str:
    """Write a subject: its code as the reference number, its name at the level that the code is of."""
    fits = RE_NMTOKEN.fullmatch(value.code) and value.code != NO_REFNUM
    refnum, code = (value.code, "") if fits else (NO_REFNUM, value.code)
    ipr, scheme = (IPR, "") if value.scheme == SUBJECT_SCHEME else (value.scheme, "")
    if value.scheme == IPR:
        ipr, scheme = "", value.scheme
    own = {"nc:code": code, "nc:scheme": scheme, "nc:uri": value.uri}
    names = {"ipr": ipr, "refnum": refnum, subject_level(value.code): value.name}
    return element("tobject.subject", **{f"tobject.subject.{key}": text for key, text in names.items()}, **own)


def subject_level(code: str) -> str:
    """Give the attribute for the name of a subject.

    >>> subject_level("15000000"), subject_level("15054000"), subject_level("medtop")
    ('type', 'matter', 'detail')
    """
    if RE_SUBJECT.fullmatch(code):
        return "type"
    return "matter" if RE_MATTER.fullmatch(code) else "detail"


def docdata(metadata: Metadata) -> str:
    """Write what the document is: where it was made, its identifiers, dates, rights and keywords."""
    status = metadata.status or (EMBARGOED if metadata.embargoed else "")
    parts = [
        place(metadata.located) if metadata.located else "",
        *(element(name, **attributes(metadata, name)) for name in DOCDATA),
        element("del-list", "".join(element("from-src", **{"src-name": name}) for name in metadata.sources)),
        element("key-list", "".join(element("keyword", key=key) for key in metadata.keywords)),
    ]
    content = "".join(part for part in parts if part and not is_empty(part))
    return element("docdata", content, **{"management-status": status})


DOCDATA: Final = (
    "doc-id",
    "urgency",
    "date.issue",
    "date.release",
    "date.expire",
    "ed-msg",
    "du-key",
    "doc.copyright",
    "doc.rights",
)
"""Elements of `docdata` that hold fields of one value, in the order of the schema's documentation."""


def place(value: Place) -> str:
    """Write where the document was made; a country that is no code has an attribute of ours."""
    is_code = RE_COUNTRY_CODE.fullmatch(value.country) is not None
    names = {"iso-cc": value.country if is_code else "", "state-prov": value.region, "city": value.name}
    return element("evloc", **names, **{"nc:country": "" if is_code else value.country, "nc:uri": value.uri})


# ---------------------------------------------------------------- body.head


def hedline(metadata: Metadata) -> str:
    """Write the headlines; the schema demands the first where there is a second."""
    if not (metadata.headline or metadata.subheadline):
        return ""
    return element("hedline", text_element("hl1", metadata.headline) + text_part("hl2", metadata.subheadline))


def dateline(metadata: Metadata) -> str:
    """Write the dateline as printed, and the date of the story as data."""
    date = element("story.date", **attributes(metadata, "story.date")) if metadata.created else ""
    text = text_part("dateline", metadata.dateline)
    return text.replace("</dateline>", f"{date}</dateline>") if text else element("dateline", date)
