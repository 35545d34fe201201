"""How the values of each field are read, once they are found.

In: the values of one source under one key, as JSON gives them. Out: a value as `Metadata` holds it, or an empty one.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.document import Date, Person, Place, Subject
from newsconv.document.normal_metadata import normal_language
from newsconv.readers.html.metadata import schema_org
from newsconv.readers.html.metadata.articles import node_types
from newsconv.readers.html.metadata.dates import read_date
from newsconv.readers.html.metadata.evidence import join_url
from newsconv.readers.html.metadata.headlines import MIN_WORDS
from newsconv.readers.html.metadata.names import read_names
from newsconv.readers.html.metadata.people import find_day, find_people
from newsconv.readers.html.metadata.wording import MAX_CUTS, RE_SEPARATOR, fold, plain_text, strip_site
from newsconv.report import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsconv.readers.html.metadata.evidence import Evidence
    from newsconv.readers.html.metadata.schema_org import Json
    from newsconv.report import Report

__all__ = ["FIELD_READERS", "LINE_READERS", "Reading", "find_near"]

MAX_KEYWORDS: Final = 200
"""Keywords of one story; what is longer is the vocabulary of a whole site."""


class Reading:
    """What the readers of fields need beside the values.

    Attributes:
        evidence: what the page says.
        field: name of the field that is read.
        sites: folded names of the site.
        headings: folded top headings.
        base_url: what addresses are resolved against.
        report: takes what had to be passed over.
        headline: the story's, once it is chosen.
        named: whether a source names authors, be it only the site.
    """

    __slots__ = ("base_url", "evidence", "field", "headings", "headline", "named", "report", "sites")

    def __init__(self, evidence: Evidence, base_url: str, report: Report) -> None:
        """Prepare for the page that the evidence is of."""
        self.field = ""
        self.evidence = evidence
        self.sites = evidence.sites
        tops = {fold(heading.text) for heading in evidence.visible.headings if not heading.outside}
        self.headings = tops - {""} - evidence.sites
        self.headline = ""
        self.named = False
        self.base_url = base_url
        self.report = report


def read_line(values: list[Json], reading: Reading) -> str:
    """Give the first text."""
    del reading
    return next((line for text in schema_org.read_texts(values) if (line := plain_text(text))), "")


def read_headline(values: list[Json], reading: Reading) -> str:
    """Give the first text that is not the name of the site, without that name."""
    for text in schema_org.read_texts(values):
        title = strip_site(plain_text(text), reading.sites, reading.headings, reading.evidence.sections)
        title = title_in_heading(title, reading)
        if title and fold(title) not in reading.sites:
            return title
    return ""


def title_in_heading(title: str, reading: Reading) -> str:
    """Give the beginning of a title that a heading of the second rank is: what follows behind a bar names the site.

    Not one: what stands before a dash, as a part of the story may have the name of its beginning.
    """
    ends = [cut.start() for cut in islice(RE_SEPARATOR.finditer(title), MAX_CUTS) if "|" in cut[0]]
    if not ends or fold(title) in reading.headings:
        return title
    lower = {fold(one.text) for one in reading.evidence.visible.subheadings() if not one.outside}
    found = (title[:end] for end in ends if fold(title[:end]) in lower)
    return next((text for text in found if len(text.split()) >= MIN_WORDS), title)


def read_authors(values: list[Json], reading: Reading) -> tuple[Person, ...]:
    """Give the people named; the site is none of them where anybody else is."""
    bodies = [item for item in schema_org.iter_values(values) if is_body(item)]
    people = [clean_person(person, reading) for person in schema_org.read_people(values)]
    whole = {plain_text(name) for name in schema_org.read_texts(bodies)}
    names = [one for person in people for one in ([person] if person.name in whole else read_names([person]))]
    names = [*{fold(one.name): one for one in reversed(names)}.values()][::-1]
    others = [person for person in names if fold(person.name) not in reading.sites]
    return tuple(others or names)


def is_body(value: Json) -> bool:
    """Tell whether a value is described as a body, whose name is not taken apart."""
    return isinstance(value, dict) and any(kind.endswith(BODY_TYPES) for kind in node_types(value))


BODY_TYPES: Final = ("organization", "corporation", "business", "school", "university")
"""Ends of schema.org's types of bodies, in small letters."""


def clean_person(person: Person, reading: Reading) -> Person:
    """Make the texts of a person plain and the address absolute."""
    role, email = plain_text(person.role), plain_text(person.email)
    return Person(plain_text(person.name), role, email, join_url(reading.base_url, person.url))


def read_first_date(values: list[Json], reading: Reading) -> Date | None:
    """Give the first date; what is none is reported."""
    for text in schema_org.read_texts(values):
        date = read_date(text)
        if date is not None:
            return date
        if text.strip():
            reading.report.add(
                Skipped(reason=f"no date that can be told for sure, in {reading.field}", text=text.strip())
            )
    return None


def read_language(values: list[Json], reading: Reading) -> str:
    """Give the first language tag."""
    del reading
    tags = [tag for text in schema_org.read_texts(values) for tag in text.split(",")[:1]]
    return next((tag for tag in map(normal_language, tags) if tag), "")


def read_name(values: list[Json], reading: Reading) -> str:
    """Give the first text that is no address."""
    del reading
    lines = map(plain_text, schema_org.read_texts(values))
    return next((line for line in lines if line and not RE_URL.match(line)), "")


RE_URL: Final = re.compile(r"(?:https?:)?//|www\.")


def read_lines(values: list[Json], reading: Reading) -> tuple[str, ...]:
    """Give all texts."""
    del reading
    return tuple(filter(None, map(plain_text, schema_org.read_texts(values))))


def read_keywords(values: list[Json], reading: Reading) -> tuple[str, ...]:
    """Give the keywords, which often stand in one text with commas between."""
    texts = read_lines(values, reading)
    parts = texts if len(texts) > 1 else [part for text in texts for part in RE_COMMA.split(text)]
    words = [word.strip() for word in parts]
    return tuple(dict.fromkeys(filter(None, words)))[:MAX_KEYWORDS]


RE_COMMA: Final = re.compile(r"[,;、،|]")


def read_subjects(values: list[Json], reading: Reading) -> tuple[Subject, ...]:
    """Give subjects with plain names."""
    subjects = schema_org.read_subjects(values)
    del reading
    return tuple(msgspec.structs.replace(subject, name=plain_text(subject.name)) for subject in subjects)


def read_place(values: list[Json], reading: Reading) -> Place | None:
    """Give the first place."""
    del reading
    found = next(iter(schema_org.read_places(values)), None)
    return msgspec.structs.replace(found, name=plain_text(found.name)) if found else None


def read_identifier(values: list[Json], reading: Reading) -> str:
    """Give the first identifier that is one everywhere: an address or a name of a scheme."""
    del reading
    texts = [value for value in values if isinstance(value, str)]
    return next((text.strip() for text in texts if RE_IDENTIFIER.match(text.strip())), "")


RE_IDENTIFIER: Final = re.compile(r"(?:urn|tag|https?|doi|info):\S{4,400}$")


def read_url(values: list[Json], reading: Reading) -> str:
    """Give the first address, resolved."""
    for value in schema_org.iter_values(values):
        url = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(url, str) and url.strip() and " " not in url.strip():
            return join_url(reading.base_url, url)
    return ""


def read_number(values: list[Json], reading: Reading) -> int | None:
    """Give the first whole number."""
    del reading
    return next(iter(schema_org.read_numbers(values)), None)


def read_status(values: list[Json], reading: Reading) -> str:
    """Give the first of the IPTC's statuses."""
    del reading
    return next(iter(schema_org.read_statuses(values)), "")


def find_authors(reading: Reading) -> tuple[Person, ...]:
    """Give the people that lines of the page name: around the headline, else where elements are called so."""
    visible = reading.evidence.visible
    people = find_people(visible.around(reading.headline), reading.sites)
    if not people and not reading.named:
        people = find_people(visible.marked("author"), reading.sites)
    return tuple(msgspec.structs.replace(one, name=plain_text(one.name)) for one in people)


def find_published(reading: Reading) -> Date | None:
    """Give the day of publication that a line has: around the headline, else where elements are called so."""
    visible = reading.evidence.visible
    found = find_day(visible.around(reading.headline), "published")
    return found or find_day(visible.marked("date"), "published")


def find_updated(reading: Reading) -> Date | None:
    """Give the day of the last change that a line has: around the headline, else where elements are called so."""
    visible = reading.evidence.visible
    found = find_day(visible.around(reading.headline), "updated")
    return found or find_day(visible.marked("date"), "updated")


def find_near(reading: Reading) -> Date | None:
    """Give the day of publication that stands directly below the headline."""
    return find_day(islice(reading.evidence.visible.around(reading.headline), NEAR_LINES), "published")


NEAR_LINES: Final = 6
"""Lines below the headline in which a day is that of the story."""


LINE_READERS: Final[dict[str, Callable[[Reading], Any]]] = {
    "authors": find_authors,
    "published": find_published,
    "updated": find_updated,
}
"""How fields are found in the lines of the page."""
FIELD_READERS: Final[dict[str, Callable[[list[Json], Reading], Any]]] = {
    "headline": read_headline,
    "subheadline": read_line,
    "authors": read_authors,
    "published": read_first_date,
    "updated": read_first_date,
    "created": read_first_date,
    "expires": read_first_date,
    "language": read_language,
    "publisher": read_name,
    "sources": read_lines,
    "credit": read_line,
    "description": read_line,
    "keywords": read_keywords,
    "subjects": read_subjects,
    "genres": read_subjects,
    "section": read_line,
    "dateline": read_line,
    "located": read_place,
    "status": read_status,
    "guid": read_identifier,
    "version": read_number,
    "url": read_url,
    "copyright_holder": read_name,
    "copyright_notice": read_line,
    "usage_terms": read_line,
}
"""How the values of a field are read."""
