"""Read one NewsItem of NewsML 1.0 to 1.2 as a document.

In: the element `NewsItem`, ours is never one. Out: a normal document. The tables say which element is which
field; what they do not name is kept as an extra field `newsml:NAME`, several values of one name as one field.

Components are walked in document order. Of the text, the first that is read is the story; the same text in another
form is reported, another text is a box with its role. Pictures, videos and sounds of one component are the files of
one figure, its caption and credit the lines and text beside them.

`NewsComponent` may be nested; the fields of the outer ones come first, since they are about the whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newsconv.document import Date, Document, Metadata, Person, Place, RelatedItem, Subject, normalize
from newsconv.document.characters import clean_line
from newsconv.document.normal_metadata import MAX_URGENCY, normal_language
from newsconv.errors import ReadError
from newsconv.iptc.parsing import local_name, text_of
from newsconv.readers.newsml.newsml12_beside import beside_extras
from newsconv.readers.newsml.newsml12_content import read_components
from newsconv.readers.newsml.newsml12_fields import VALUE, Fields
from newsconv.report import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from newsconv.formats import ReadOptions
    from newsconv.report import Report

__all__ = ["find_news_items", "read_newsml12"]

SUBJECT_SCHEME: Final = "subj"
"""Alias, in the IPTC's catalog, of the subject codes that NewsML 1.2 refers to."""
STATUSES: Final = {"usable": "usable", "withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}
EMBARGOED: Final = "embargoed"
RE_NUMBER: Final = re.compile(r"[0-9]{1,18}")
RE_REVISION: Final = re.compile(r":[0-9]{1,18}[A-Z]?")
"""End of a public identifier: the number of the revision, and whether it is an update (NewsML 1.2, section 5.4)."""

LINES: Final = (
    ("headline", "HeadLine", ""),
    ("subheadline", "SubHeadLine", ""),
    ("slugline", "SlugLine", ""),
    ("byline", "ByLine", ", "),
    ("dateline", "DateLine", ""),
    ("credit", "CreditLine", ""),
    ("copyright_notice", "CopyrightLine", " "),
    ("usage_terms", "RightsLine", "\n"),
    ("copyright_holder", "CopyrightHolder", ", "),
)
"""Fields that are the text of an element, with what joins several; nothing where only the first is taken."""
DATES: Final = (
    ("published", "FirstCreated"),
    ("updated", "ThisRevisionCreated"),
    ("created", "DateLineDate"),
    ("expires", "EndDate"),
)
TERMS: Final = ("UsageType", "Limitations")
"""Parts of the usage rights, a line each."""
RELATIONS: Final = {"AssociatedWith": "seeAlso", "DerivedFrom": "derivedFrom", "NewsItemRef": ""}
"""Elements that point to other items, with the IPTC's code for the relation; the last stands for a part of this one."""
NOTE_TYPES: Final = re.compile(r"ed(?:itor(?:ial|s|'s)?)?[ _-]?note|advisory|instruction", re.IGNORECASE)
"""Types of a line that is for editors."""


def find_news_items(root: _Element, name: str = "") -> list[_Element]:
    """Give the stories of a NewsML 1.x document, at least one.

    Args:
        root: the element `NewsML`.
        name: of the source, for messages.

    Raises:
        ReadError: it holds no story.
    """
    items = [child for child in root if local_name(child) == "NewsItem"]
    if not items:
        held = sorted({local_name(child)[:60] for child in root})
        message = f"<NewsML> without a NewsItem; it holds {', '.join(held) or 'nothing'}"
        raise ReadError(message, name, root.sourceline)
    return items


def read_newsml12(item: _Element, *, options: ReadOptions, report: Report) -> Document:
    """Read one story.

    Args:
        item: the element `NewsItem`; what is in it may be renamed.
        options: `language` is used where the item names none.
        report: what was guessed, repaired and not read is added to it.
    """
    content = read_components(item, options=options, report=report)
    fields = Fields(item, content.story)
    values = read_fields(fields)
    for name, value in content.fields.items():
        add_content_field(values, name, value, report)
    values["language"] = values.get("language") or options.language
    language = values["language"].lower()
    beside = beside_extras(content, fields, language)
    values["extra"] = (*fields.rest(language), *content.extras, *beside)
    values = {name: value for name, value in values.items() if value}
    return normalize(Document(Metadata(**values), content.blocks))


def add_content_field(values: dict[str, Any], name: str, value: Any, report: Report) -> None:
    """Add what the text itself says of a field; a note is added to the note, all else only where it is not known."""
    if name == "editorial_note" and values.get(name):
        values[name] = f"{values[name]}\n\n{value}"
    elif not values.get(name):
        values[name] = value
    elif isinstance(value, str) and clean_line(value) != clean_line(str(values[name])):
        report.add(Skipped(text=clean_line(value), reason=f"the item names another {name} than the text in it"))


# ---------------------------------------------------------------- fields


def read_fields(fields: Fields) -> dict[str, Any]:
    """Read the fields that the tables and functions below know."""
    values: dict[str, Any] = {}
    for name, element, joint in LINES:
        texts = fields.texts(element)
        values[name] = joint.join(texts) if joint else next(iter(texts), "")
        if not joint and len(texts) > 1:
            fields.taken.difference_update(fields.found[element][1:])
    for name, element in DATES:
        values[name] = read_date(fields, element)
    for name, read in READERS.items():
        if value := read(fields):
            values[name] = value
    values["slugline"] = values["slugline"] or fields.first("NameLabel")
    terms = [text for name in TERMS for text in fields.texts(name)]
    values["usage_terms"] = "\n".join(filter(None, (values["usage_terms"], *terms)))
    guid = values.get("guid", "")
    if "version" in values and guid != without_revision(guid):
        values["guid"] = without_revision(guid)
        fields.keep("PublicIdentifier", guid)
    return values


def read_date(fields: Fields, name: str) -> Date | None:
    """Take the first date of a name; what is no date is left."""
    for element in fields.elements(name):
        try:
            date = Date(text_of(element))
        except ValueError:
            continue
        fields.taken.add(element)
        return date
    return None


def read_guid(fields: Fields) -> str:
    """Read the public identifier, or else make it of its parts as the standard does."""
    parts = [fields.first(name) for name in ("ProviderId", "DateId", "NewsItemId")]
    public = fields.first("PublicIdentifier")
    return public or (f"urn:newsml:{':'.join(parts)}" if all(parts) else parts[2])


def without_revision(guid: str) -> str:
    """Take the revision off a public identifier.

    >>> without_revision("urn:newsml:afp.com:20140829T135002Z:TX-PAR-FXW86:1")
    'urn:newsml:afp.com:20140829T135002Z:TX-PAR-FXW86'
    """
    head, _, _ = guid.rpartition(":")
    is_public = guid.startswith("urn:newsml:") and RE_REVISION.fullmatch(guid[len(head) :]) is not None
    return head if is_public else guid


def read_version(fields: Fields) -> int | None:
    """Read the number of the revision; whether it is an update, and of which one, is an extra field."""
    for element in fields.elements("RevisionId"):
        text = text_of(element).strip()
        if RE_NUMBER.fullmatch(text):
            fields.taken.add(element)
            return int(text)
    return None


def read_urgency(fields: Fields) -> int | None:
    """Read the urgency; the priority of the message stands for it, and is kept only where it is another.

    What is no number on the scale stays.
    """
    numbers: list[int] = []
    for element in fields.elements("Urgency", "Priority"):
        text = clean_line(element.get(VALUE) or element.text or "")
        if RE_NUMBER.fullmatch(text) and 1 <= int(text) <= MAX_URGENCY:
            fields.taken.add(element)
            numbers.append(int(text))
    if len(set(numbers)) > 1:
        fields.taken.difference_update(fields.found.get("Priority", ()))
    return numbers[0] if numbers else None


def read_status(fields: Fields) -> str:
    """Read the publication status; an embargo is said by its date."""
    for element in fields.elements("Status"):
        text = (element.get(VALUE) or "").strip().lower()
        if text in STATUSES or (text == EMBARGOED and fields.elements("StatusWillChange")):
            fields.taken.add(element)
            return STATUSES.get(text, "")
    return ""


def read_embargo(fields: Fields) -> Date | None:
    """Read until when the story must not be used: when its status will change to usable."""
    for element in fields.elements("StatusWillChange"):
        inner = {local_name(part): part for part in element}
        future = inner.get("FutureStatus")
        if future is not None and (future.get(VALUE) or "").lower() == "usable" and "DateAndTime" in inner:
            try:
                date = Date(text_of(inner["DateAndTime"]))
            except ValueError:
                continue
            fields.taken.update(element.iter("*"))
            return date
    return None


def read_language(fields: Fields) -> str:
    """Read the language of the text, or that of the item."""
    tags = [fields.first("Language"), fields.language()]
    return next(filter(None, map(normal_language, tags)), "")


def read_authors(fields: Fields) -> tuple[Person, ...]:
    """Read who made the story; the title that the byline gives is that of the only one."""
    creators, contributors = fields.parties("Creator"), fields.parties("Contributor")
    titles = fields.texts("ByLineTitle")
    role = titles[0] if len(creators) == len(titles) == 1 else ""
    if titles and not role:
        fields.taken.difference_update(fields.found["ByLineTitle"])
    others = (Person(name, "contributor") for name in contributors if name not in creators)
    return (*(Person(name, role) for name in creators), *others)


def read_publisher(fields: Fields) -> str:
    """Read who provides the story; the name in the identifier is that of a site, and is not taken for it."""
    return next(iter(fields.parties("Provider")), "")


def read_sources(fields: Fields) -> tuple[str, ...]:
    """Read whom the story comes from."""
    return fields.parties("Source")


def read_place(fields: Fields) -> Place | None:
    """Read where the story was made: the location that is its origin, else the first."""
    places = [part for part in fields.elements("Location") if part.get("HowPresent") in {"Origin", None}]
    for location in places:
        parts = {
            (part.get(VALUE) or "").lower(): clean_line(part.get("Value") or "")
            for part in location
            if local_name(part) == "Property"
        }
        names = [parts.get(name, "") for name in ("city", "sublocation", "countryarea", "country")]
        name = next(filter(None, names), "")
        if name:
            fields.taken.update(location.iter("*"))
            return Place(name, *(part if part != name else "" for part in names[2:]))
    return None


def read_subjects(fields: Fields) -> tuple[Subject, ...]:
    """Read the subject codes, at each level that is given."""
    parts = fields.elements("Subject", "SubjectMatter", "SubjectDetail", "SubjectQualifier")
    codes = [part for part in parts if local_name(part.getparent()) == "SubjectCode"]  # type: ignore[arg-type]
    order = {part: place for place, part in enumerate(fields.item.iter("*"))} if codes else {}
    subjects = []
    for part in sorted(codes, key=lambda part: order.get(part, 0)):
        subjects.append(Subject(category_name(part), fields.value(part), SUBJECT_SCHEME))
        fields.keep("SubjectCode/@cat", part.get("cat") or "")
    return tuple(subjects)


def category_name(part: _Element) -> str:
    """Give the name of a subject, which some agencies write between the tags."""
    return clean_line(text_of(part)) if part.get(VALUE) else ""


def read_genres(fields: Fields) -> tuple[Subject, ...]:
    """Read the genres."""
    return tuple(Subject(name) for name in map(fields.value, fields.elements("Genre")) if name)


def read_keywords(fields: Fields) -> tuple[str, ...]:
    """Read the keywords, which are properties or a line."""
    return (*fields.properties("keyword", "keywords"), *fields.texts("KeywordLine"))


def read_related(fields: Fields) -> tuple[RelatedItem, ...]:
    """Read which items this one belongs with or comes from."""
    items = []
    for element in fields.elements(*RELATIONS):
        if target := clean_line(element.get("NewsItem") or ""):
            name = local_name(element)
            items.append(RelatedItem(fields.text(element), target, RELATIONS[name]))
            fields.keep(f"{name} of={target}" if " " not in target else name, element.get(VALUE) or "")
    return tuple(items)


def read_notes(fields: Fields) -> str:
    """Read what is for editors: instructions, and lines of such a type, also those of pictures."""
    notes = [fields.value(element) for element in fields.elements("Instruction")]
    for line in fields.item.iter("{*}NewsLine"):
        kinds = [part.get(VALUE) or "" for part in line if local_name(part) == "NewsLineType"]
        if any(map(NOTE_TYPES.search, kinds)):
            texts = [text_of(part, lines=True) for part in line if local_name(part) == "NewsLineText"]
            fields.taken.update(line.iter("*"))
            notes += texts
    return "\n\n".join(filter(None, notes))


READERS: Final[dict[str, Callable[[Fields], Any]]] = {
    "guid": read_guid,
    "version": read_version,
    "urgency": read_urgency,
    "status": read_status,
    "embargoed": read_embargo,
    "language": read_language,
    "authors": read_authors,
    "publisher": read_publisher,
    "sources": read_sources,
    "located": read_place,
    "subjects": read_subjects,
    "genres": read_genres,
    "keywords": read_keywords,
    "related": read_related,
    "editorial_note": read_notes,
}
"""Fields that are more than a text or date."""
