"""Read elements of NewsML-G2 as values of the metadata: the inverse of `newsconv.writers.newsml.elements`.

In: the elements of one row of `newsconv.iptc.properties.PROPERTIES`, in document order, ours or anybody's.
Out: the value of the field, not yet in normal form, or nothing. What is used is taken from the context.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newsconv.document import Extra, Person, Place, RelatedItem, Subject
from newsconv.document.characters import clean_line
from newsconv.document.normal_metadata import MAX_URGENCY, normal_language
from newsconv.iptc.namespaces import PROPERTY
from newsconv.iptc.parsing import XML_SPACE, local_name, text_of
from newsconv.iptc.passages import PARAGRAPH_END, count_paragraphs
from newsconv.iptc.properties import Kind
from newsconv.iptc.schemes import concept_uri
from newsconv.iptc.values import is_web_address, read_relation, split_qcode
from newsconv.readers.newsml.context import XML_LANG, children, first_child

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

    from newsconv.document import Date
    from newsconv.iptc.properties import Property
    from newsconv.readers.newsml.context import Context

__all__ = ["READERS", "is_other_language", "is_subheadline", "label_of", "read_extra", "read_related_extension"]

RE_NUMBER: Final = re.compile(r"[0-9]{1,18}")
"""Digits of a number; more than 18 would not fit the 64 bits that other programs have for it."""
SUBHEADLINE_ROLES: Final = frozenset({"deck", "dek", "standfirst", "subhead", "subheading", "subheadline", "subtitle"})
"""Codes of headlines below the main one; no scheme of the IPTC's catalog 41 has them."""
LAST_RANK: Final = 10**9
"""Rank of what has none."""
REGION_TYPES: Final = frozenset({"region", "state", "statprov", "province", "countryarea"})
COUNTRY_TYPES: Final = frozenset({"country", "cntry", "nation", "iso3166-1a2", "iso3166-1a3"})
"""Codes of what a wider place is, and aliases of schemes of such places, as feeds have them."""


# ---------------------------------------------------------------- attributes


def role_of(element: _Element) -> str:
    """Give the code of an element's role, in small letters."""
    uri = (element.get("roleuri") or "").strip()
    code = split_qcode(element.get("role"))[1] or re.split("[/#:]", uri)[-1]
    return code.lower()


def rank_of(element: _Element) -> int:
    """Give the rank of an element; the lowest is the most important."""
    rank = (element.get("rank") or "").strip()
    return int(rank) if RE_NUMBER.fullmatch(rank) else LAST_RANK


def is_subheadline(element: _Element) -> bool:
    """Tell whether a headline is one below the main one."""
    return role_of(element) in SUBHEADLINE_ROLES


def note_of(element: _Element, field: str, context: Context) -> str:
    """Take what a note of ours holds for a field of a record."""
    for note in children(element, "note"):
        if note.get("roleuri") == PROPERTY + field:
            return context.line(note)
    return ""


def name_of(element: _Element, context: Context) -> str:
    """Take the name to show in the language of the item, else the first; that of ours is the first."""
    names = [name for name in children(element, "name") if text_of(name).strip(XML_SPACE)]
    if not names:
        return ""
    is_first = context.signed or len(names) == 1
    return context.line(names[0] if is_first else min(names, key=lambda name: name_rank(name, context)))


SHORT_ROLES: Final = frozenset({"mnemonic", "short", "code", "abbreviation"})
"""Roles of names that are not for show (dpa's `nrol:mnemonic`, `nrol:short`)."""


def name_rank(name: _Element, context: Context) -> tuple[bool, bool]:
    """Rank a name: one to show before a short one, one in the item's language before others."""
    return role_of(name) in SHORT_ROLES, is_other_language(name, context)


def is_other_language(element: _Element, context: Context) -> bool:
    """Tell whether an element says that it is in another language than the item; regions do not count."""
    tag = (element.get(XML_LANG) or "").lower()
    return bool(tag and context.language) and tag.partition("-")[0] != context.language.partition("-")[0]


def identifier_of(element: _Element) -> str:
    """Give what stands for a name that is missing: a literal, a code, or an address."""
    return element.get("literal") or split_qcode(element.get("qcode"))[1] or element.get("uri") or ""


def label_of(element: _Element, context: Context) -> str:
    """Take the name of a party or place, or what identifies it."""
    context.open(element)
    return name_of(element, context) or clean_line(identifier_of(element))


# ---------------------------------------------------------------- plain values


def read_line(row: Property, elements: Sequence[_Element], context: Context) -> str:
    """Read one text: of several the one without role, else that of lowest rank."""
    wanted = [
        element
        for element in elements
        if clean_line(text_of(element))
        and (row.element != "headline" or context.signed or is_subheadline(element) == bool(row.role))
    ]
    if not wanted:
        return ""
    return context.line(wanted[0] if len(wanted) == 1 else min(wanted, key=lambda e: line_rank(e, row, context)))


def line_rank(element: _Element, row: Property, context: Context) -> tuple[bool, bool, int]:
    """Rank one of several texts for a field: no role, the item's language, the lowest rank."""
    return bool(role_of(element)) and not row.role, is_other_language(element, context), rank_of(element)


def read_lines(_row: Property, elements: Sequence[_Element], context: Context) -> str:
    """Read all texts, an empty line between them; one that an earlier one holds is not repeated.

    dpa sends its notes twice, all together and each alone (dpa.xml). Which paragraphs each element is, is noted.
    """
    texts: list[str] = []
    known: dict[str, tuple[int, int]] = {}
    last = 0
    has_attributes = any(element.attrib for element in elements)
    for element in elements:
        text = context.lines(element)
        if not text:
            continue
        count = count_paragraphs(text) if has_attributes else 1
        if text not in known or context.signed:
            texts.append(text)
            known |= dict.fromkeys((text, *text.split("\n")), (last + 1, last + count))
            last += count
        if has_attributes and count:
            context.passages[element] = known[text]
    return PARAGRAPH_END.join(texts)


def read_texts(_row: Property, elements: Sequence[_Element], context: Context) -> tuple[str, ...]:
    """Read each text."""
    return tuple(map(context.line, elements))


def read_date(_row: Property, elements: Sequence[_Element], context: Context) -> Date | None:
    """Read the first date."""
    return next((date for element in elements if (date := context.date(element))), None)


def read_number(_row: Property, elements: Sequence[_Element], context: Context) -> int | None:
    """Read a number on the scale of urgency; another one stays."""
    for element in elements:
        text = text_of(element).strip()
        if RE_NUMBER.fullmatch(text) and 1 <= int(text) <= MAX_URGENCY:
            context.take(element)
            return int(text)
    return None


def read_status(_row: Property, elements: Sequence[_Element], context: Context) -> str:
    """Read a publication status; the British spelling, which some feeds have, is that of the scheme too."""
    for element in elements:
        code = split_qcode(element.get("qcode"))[1] or (element.get("uri") or "").rpartition("/")[2]
        status = {"cancelled": "canceled"}.get(code.lower(), code.lower())
        if status in {"usable", "withheld", "canceled"}:
            context.open(element)
            return status
    return ""


def read_tag(_row: Property, elements: Sequence[_Element], context: Context) -> str:
    """Read the first language tag."""
    for element in elements:
        tag = normal_language(element.get("tag", ""))
        if tag:
            context.open(element)
            return tag
    return ""


def read_address(_row: Property, elements: Sequence[_Element], context: Context) -> str:
    """Read the first address; that of others must be one of the web."""
    for element in elements:
        text = clean_line(text_of(element))
        if text and (context.signed or is_web_address(text)):
            context.take(element)
            return text
    return ""


# ---------------------------------------------------------------- records


def read_party(_row: Property, elements: Sequence[_Element], context: Context) -> str:
    """Read the first name of a person or organisation."""
    return label_of(elements[0], context)


def read_parties(_row: Property, elements: Sequence[_Element], context: Context) -> tuple[str, ...]:
    """Read each name."""
    return tuple(label_of(element, context) for element in elements)


def read_people(_row: Property, elements: Sequence[_Element], context: Context) -> tuple[Person, ...]:
    """Read each person; a contributor who is also named as creator is not repeated (dpa.xml)."""
    people = [read_person(element, context) for element in elements]
    if context.signed:
        return tuple(people)
    creators = {person.name for person, element in zip(people, elements, strict=True) if not is_contributor(element)}
    return tuple(
        person
        for person, element in zip(people, elements, strict=True)
        if not (is_contributor(element) and person.role == CONTRIBUTOR and person.name in creators)
    )


CONTRIBUTOR: Final = "contributor"
"""Role of who is one and says no more; written as the element of that name."""


def is_contributor(element: _Element) -> bool:
    """Tell a contributor from a creator."""
    return local_name(element) == CONTRIBUTOR


def read_person(element: _Element, context: Context) -> Person:
    """Read a person, with the ways to reach them."""
    name = label_of(element, context)
    role = note_of(element, "role", context) or (CONTRIBUTOR if context.signed and is_contributor(element) else "")
    email, web = contact_of(element, "email", context), contact_of(element, "web", context)
    url = web or note_of(element, "url", context)
    if not context.signed:
        uri = clean_line(element.get("uri") or "")
        url = url or (uri if is_web_address(uri) and name != uri else "")
        role = role or split_qcode(element.get("role"))[1] or split_qcode(element.get("jobtitle"))[1]
        role = role or (CONTRIBUTOR if is_contributor(element) else "")
    return Person(name, role, email, url)


def contact_of(element: _Element, kind: str, context: Context) -> str:
    """Take the first e-mail or web address of a person or organisation."""
    for details in ("personDetails", "organisationDetails") if len(element) else ():
        found = first_child(element, details, "contactInfo", kind)
        if found is not None:
            for parent in found.iterancestors():
                if parent is element:
                    break
                context.open(parent)
            return context.line(found)
    return ""


def read_place(_row: Property, elements: Sequence[_Element], context: Context) -> Place:
    """Read the first place, with the region and country that it lies in."""
    element = elements[0]
    wider = {"region": "", "country": ""}
    name = label_of(element, context)
    for broader in children(element, "broader"):
        field = wider_field(broader)
        if field and not wider[field]:
            wider[field] = label_of(broader, context)
    uri = clean_line(element.get("uri") or "") or note_of(element, "uri", context)
    if not uri and not context.signed:
        uri = concept_uri(*split_qcode(element.get("qcode")), context.schemes)
    return Place(name, wider["region"], wider["country"], uri if uri != name or context.signed else "")


def wider_field(broader: _Element) -> str:
    """Tell whether a wider place is a region or a country; nothing where it does not say."""
    alias = split_qcode(broader.get("qcode"))[0].lower()
    kind = split_qcode(broader.get("type"))[1] or re.split("[/#:]", broader.get("typeuri") or "")[-1]
    if kind.lower() in COUNTRY_TYPES or (not kind and alias in COUNTRY_TYPES):
        return "country"
    return "region" if kind.lower() in REGION_TYPES or (not kind and alias in REGION_TYPES) else ""


def read_concepts(_row: Property, elements: Sequence[_Element], context: Context) -> tuple[Subject, ...]:
    """Read each concept."""
    return tuple(read_concept(element, context) for element in elements)


def read_concept(element: _Element, context: Context) -> Subject:
    """Read a concept with its code, if it has one."""
    context.open(element)
    scheme, code = split_qcode(element.get("qcode"))
    code = code or element.get("literal") or ""
    scheme = scheme or note_of(element, "scheme", context)
    uri = element.get("uri") or note_of(element, "uri", context)
    if not uri and scheme and not context.signed:
        uri = concept_uri(scheme, code, context.schemes)
    return Subject(name_of(element, context), code, scheme, uri)


def read_related(_row: Property, elements: Sequence[_Element], context: Context) -> tuple[RelatedItem, ...]:
    """Read each link that leads anywhere."""
    return tuple(item for element in elements if (item := read_link(element, context)).url or item.title)


def read_link(element: _Element, context: Context) -> RelatedItem:
    """Read a link: of others, the identifier of an item stands for a missing address."""
    title = next((part for name in ("title", "headline", "name") for part in children(element, name)), None)
    target = clean_line(element.get("href") or element.get("residref") or element.get("guidref") or "")
    item = RelatedItem(
        context.line(title) if title is not None else clean_line(element.get("title") or ""),
        target,
        read_relation(element.get("rel"), element.get("reluri")),
    )
    if item.url or item.title:
        context.open(element)
    return item


def read_related_extension(element: _Element, context: Context) -> tuple[int, RelatedItem]:
    """Read a related item that is no link, and its place among the related items."""
    context.open(element)
    place = element.get("literal") or ""
    item = RelatedItem(name_of(element, context), note_of(element, "url", context), element.get("value") or "")
    return int(place) if RE_NUMBER.fullmatch(place) else LAST_RANK, item


def read_extra(element: _Element, context: Context) -> Extra:
    """Read a field that the model has no name for."""
    context.take(element)
    value = element.get("value")
    names = tuple(text_of(name) for name in children(element, "name"))
    return Extra(element.get("literal") or "", names if value is None else value)


READERS: Final[dict[Kind, Callable[[Property, Sequence[_Element], Context], Any]]] = {
    Kind.LINE: read_line,
    Kind.LINES: read_lines,
    Kind.TEXTS: read_texts,
    Kind.DATE: read_date,
    Kind.TIME: read_date,
    Kind.NUMBER: read_number,
    Kind.STATUS: read_status,
    Kind.TAG: read_tag,
    Kind.ADDRESS: read_address,
    Kind.PARTY: read_party,
    Kind.PARTIES: read_parties,
    Kind.PEOPLE: read_people,
    Kind.PLACE: read_place,
    Kind.CONCEPTS: read_concepts,
    Kind.RELATED: read_related,
}
"""How each kind of value is read."""
