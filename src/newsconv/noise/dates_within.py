"""Dates within a line that says other things too: who wrote the story, how long it takes to read.

In goes a line ("Jane Doe · 17 March 2021, 10:30 · 5 min read"); out come the days in it, each with what the words
before it call it. Like in `dates`, what could be two days is none, and so is a month without a day.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsconv.noise.dates import (
    LABELS,
    MONTHS,
    RE_CJK,
    RE_LABELS,
    RE_TOKEN,
    TWO_DIGITS,
    DateKind,
    build_date,
    place_numbers,
    take_token,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsconv.document import Date

__all__ = ["FoundDate", "find_dates", "is_label", "label_kind"]

MAX_LINE_CHARS: Final = 200
"""Code points of a line that is read; longer ones are prose."""
MAX_LABEL_CHARS: Final = 40
"""Code points before a date in which a label is looked for: room for `Posted by`, a name, and a weekday."""

RE_UPDATED: Final = re.compile(
    rf"\b(?:{LABELS['updated']}|edited(?: on)?|revised(?: on)?|(?:last |medically )?reviewed(?: on)?(?! by))\b"
    r"[^\d.!?]*$",
    re.IGNORECASE,
)
"""A label that speaks of a later day than that of publication, at the end of what stands before a date."""
RE_PUBLISHED: Final = re.compile(
    rf"\b(?:{LABELS['published']}|posted|published|written)\b(?:[^\d.!?]*)$", re.IGNORECASE
)
RE_SPACED: Final = re.compile(r"(?P<year>\d{4})\. ?(?P<month>\d{1,2})\. ?(?P<day>\d{1,2})(?!\d)")
"""A day as Korean pages write it, `2021. 3. 17.`."""
RE_SPACED_BACK: Final = re.compile(r"(?<!\d)(?P<day>\d{1,2})\. (?P<month>\d{1,2})\. (?P<year>\d{4})(?!\d)")
"""A day as Czech and Slovak pages write it, `17. 3. 2021`."""
START_KINDS: Final = frozenset({"number", "dotted", "time"})
"""Words of a line at which a date may begin, beside names of months."""


class FoundDate(NamedTuple):
    """A date in a line."""

    kind: DateKind | None
    """What the words before it call it; nothing where they don't."""
    date: Date
    start: int
    """Where it begins in the line, in code points."""
    end: int


def find_dates(line: str) -> list[FoundDate]:
    """Find the days in a line, in order.

    >>> [(one.kind, one.date.iso) for one in find_dates("Posted 17 March 2021 10:30 by Jane Doe - Updated: 18.03.2021")]
    [('published', '2021-03-17T10:30:00'), ('updated', '2021-03-18')]
    >>> find_dates("March 2021"), find_dates("03/04/2021"), find_dates("The 17 of March were 2021")
    ([], [], [])
    """
    if len(line) > MAX_LINE_CHARS or not any(map(str.isdigit, line)):
        return []
    found = [*find_numbered(line)] or [*find_worded(line)]
    return [
        FoundDate(label_kind(line[(found[number - 1][2] if number else 0) : start]), date, start, end)
        for number, (date, start, end) in enumerate(found)
    ]


def is_label(text: str) -> bool:
    """Tell whether a line is nothing but what stands before a date.

    >>> is_label("Last updated:"), is_label("Reviewed by Jane Doe")
    (True, False)
    """
    return any(pattern.fullmatch(f"{text.strip()} ") for pattern in RE_LABELS.values())


def label_kind(text: str) -> DateKind | None:
    """Tell what a text that ends where a date begins calls the date.

    >>> label_kind("Jane Doe, last updated on "), label_kind("Posted by Jane Doe on"), label_kind("Jane Doe")
    ('updated', 'published', None)
    """
    label = text[-MAX_LABEL_CHARS:].rstrip()
    if RE_UPDATED.search(label):
        return "updated"
    return "published" if RE_PUBLISHED.search(label) else None


def find_numbered(line: str) -> Iterator[tuple[Date, int, int]]:
    """Find dates that are written in figures, with words or spaces between."""
    for pattern in (RE_CJK, RE_SPACED, RE_SPACED_BACK):
        for match in pattern.finditer(line):
            date = build_date({name: int(value) for name, value in match.groupdict().items() if value})
            if date:
                yield date, match.start(), match.end()


def find_worded(line: str) -> Iterator[tuple[Date, int, int]]:
    """Find dates word by word: each the longest run of words that are a date's."""
    tokens = [*RE_TOKEN.finditer(line)]
    position = 0
    while position < len(tokens):
        kind = str(tokens[position].lastgroup)
        if kind in START_KINDS or tokens[position][0].lower() in MONTHS:
            date, end = read_run(tokens, position)
            if date:
                yield date, tokens[position].start(), tokens[end - 1].end()
                position = end
                continue
        position += 1


def read_run(tokens: Sequence[re.Match[str]], start: int) -> tuple[Date | None, int]:
    """Read a date from a word of a line on; give it, and the number of the word behind it."""
    parts: dict[str, int | str] = {}
    numbers: list[str] = []
    end = start
    while end < len(tokens):
        kind, token = str(tokens[end].lastgroup), tokens[end][0].lower().rstrip(".") or tokens[end][0]
        if kind == "number" and ("day" in parts or is_like(token, numbers)):
            break
        if not take_token(kind, token, parts, numbers):
            break
        end += 1
    whole = place_numbers(numbers, parts) and {"year", "month", "day"} <= parts.keys()
    date = build_date(parts) if whole else None
    return date, end


def is_like(token: str, numbers: Sequence[str]) -> bool:
    """Tell whether a number is a year or a day like one of those there are: a date has one of either."""
    return any((len(token) > TWO_DIGITS) == (len(other) > TWO_DIGITS) for other in numbers)
