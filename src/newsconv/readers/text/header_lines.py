"""Header lines: `Label: value` lines above a text, as scrapers and MultiMarkdown write them.

In go lines, out come fields of the metadata and how many lines they took. One label alone may be the beginning of a
text; two of those below, of which the first names the title or the address, are a header.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.noise.bylines import read_authors
from newsconv.noise.dates import parse_date
from newsconv.report import Guessed, Origin, Removed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.document import Date
    from newsconv.report import Report

__all__ = ["HeaderLines", "read_header_lines"]

HEADERS: Final = {
    "title": "headline",
    "headline": "headline",
    "subtitle": "subheadline",
    "url source": "url",
    "source url": "url",
    "url": "url",
    "published time": "published",
    "published": "published",
    "publish date": "published",
    "date": "published",
    "updated": "updated",
    "modified time": "updated",
    "author": "byline",
    "authors": "byline",
    "byline": "byline",
    "by": "byline",
    "site": "publisher",
    "site name": "publisher",
    "publisher": "publisher",
    "language": "language",
    "description": "description",
    "warning": "",
    "number of pages": "",
    "markdown content": "end",
    "text content": "end",
}
"""Labels of header lines, in small letters, to the field of the metadata; those without one are reported as removed,
and `end` closes the header. The first are those of Jina's reader (jina-ai/reader, `src/api/crawler.ts`); `author` and
`date` are MultiMarkdown's."""
FIRST_HEADERS: Final = frozenset({"title", "headline", "url source", "source url"})
"""Labels that a header begins with; a text may well begin with `Date:` or `Warning:`."""
MIN_HEADERS: Final = 2
"""Lines that make a header; one alone may be the beginning of a text."""
DATES: Final = frozenset({"published", "updated"})

RE_HEADER: Final = re.compile(r"([A-Za-z][A-Za-z ]{1,17}):(?:[ \t]+(\S.*))?$")
RE_URL: Final = re.compile(r"<?(https?://[^\s<>]+)>?$", re.IGNORECASE)
RE_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?$")


class HeaderLines(msgspec.Struct, frozen=True):
    """What stands in a header."""

    fields: dict[str, Any]
    """Names and values of metadata fields."""
    consumed: int
    """Lines that the header takes, empty ones included; 0 where there is none."""


NOTHING: Final = HeaderLines({}, 0)


def read_header_lines(lines: Sequence[str], report: Report, *, first_line: int = 1) -> HeaderLines:
    """Read `Title: …` lines at the top of a text; empty lines may stand between them.

    Args:
        lines: without line ends.
        report: each line of a header is added to it.
        first_line: number of the first line in the source.
    """
    fields: dict[str, Any] = {}
    events: list[Guessed | Removed] = []
    consumed = 0
    for number, line in enumerate(lines, 1):
        if not line or line.isspace():
            continue
        found = read_header(line.strip(), is_first=not events)
        if found is None or found[0] in fields:
            break
        field, value = found
        consumed = number
        events.append(header_event(field, line.strip(), number + first_line - 1))
        if field == "end":
            break
        if field:
            fields[field] = value
    if len(events) < MIN_HEADERS or not fields:
        return NOTHING
    for event in events:
        report.add(event)
    if authors := read_authors(fields.get("byline", "")):
        fields["authors"] = authors
    return HeaderLines(fields, consumed)


def read_header(line: str, *, is_first: bool) -> tuple[str, str | Date] | None:
    """Read one header line: the field and its value; nothing where it is none, or its value says nothing.

    A label of a scraper's without a value, as for a page without a title, has no field.
    """
    match = RE_HEADER.match(line)
    label = match[1].lower() if match else ""
    if match is None or label not in HEADERS or (is_first and label not in FIRST_HEADERS):
        return None
    field, text = HEADERS[label], (match[2] or "").strip()
    if field == "end":
        return None if text else (field, text)
    if not text:
        return "", ""
    value = header_value(field, text)
    return None if value is None else (field, value)


def header_value(field: str, text: str) -> str | Date | None:
    """Read the value of a header line; nothing where it is none for its field."""
    if field in DATES:
        return parse_date(text)
    if field == "url":
        address = RE_URL.match(text)
        return address[1] if address else None
    if field == "language":
        return text.replace("_", "-") if RE_LANGUAGE.match(text) else None
    return text


def header_event(field: str, line: str, number: int) -> Guessed | Removed:
    """Give the event of a header line."""
    origin = Origin(line=number)
    if field in {"", "end"}:
        return Removed(reason="a header line of a scraper", rule="header-lines", text=line, origin=origin)
    return Guessed(reason="a header line above the text", field=field, rule="header-lines", text=line, origin=origin)
