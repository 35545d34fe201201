"""Dates as pages write them, with the precision and the zone that they have.

In: the value of a date in JSON-LD, `meta` or `datetime`. Out: a `Date`, or nothing where it names no day that
can be told for sure: what could be two days (`01/05/2024`) is none.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Final

from newsconv.document import Date
from newsconv.noise.dates import parse_date

__all__ = ["read_date", "read_url_date"]

MIN_YEAR: Final = 1600
"""The first newspapers are of 1605; years before are what programs write for no date (0001-01-01)."""
EPOCH_DAY: Final = "1970-01-01T00:00:00"
"""What programs write for no date: zero seconds since the epoch."""
MAX_DATE_CHARS: Final = 80
"""Code points of the longest spelling worth trying: weekday, day, month in words, year, time, zone in words."""

RE_EPOCH: Final = re.compile(r"(\d{10})(\d{3})?", re.ASCII)
RE_TIME: Final = (
    r"(?:(?:[T,]|\s|at|um|-|\u2013|à|kl\.?)*\s*"
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?)?"
)
RE_ZONE: Final = r"\s*(?P<half>[ap]\.?m\.?)?(?:\s*Uhr)?,?\s*\(?(?P<zone>Z|(?:UTC|GMT)?[+-]\d{2}:?\d{2}|UTC|GMT)?\b"
RE_NUMBERS: Final = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + RE_TIME + RE_ZONE + ".*", re.ASCII | re.IGNORECASE
)
RE_DOTTED: Final = re.compile(
    r"\D{0,20}(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})" + RE_TIME + RE_ZONE + ".*",
    re.ASCII | re.IGNORECASE,
)
RE_SLASHED: Final = re.compile(
    r"(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4})" + RE_TIME + RE_ZONE + ".*", re.ASCII | re.IGNORECASE
)
RE_DAY_FIRST: Final = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,?\s+)?(?P<day>\d{1,2})(?:\.|er|st|nd|rd|th|º)?[\s-](?:de\s+)?(?P<name>[^\W\d_]{3,12})\.?,?[\s-](?:de[l]?\s+)?(?P<year>\d{4})"
    + RE_TIME
    + RE_ZONE
    + ".*",
    re.IGNORECASE,
)
RE_MONTH_FIRST: Final = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,?\s+)?(?P<name>[^\W\d_]{3,12})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?P<rest>[\s,].*)",
    re.IGNORECASE,
)
RE_YEAR_LAST: Final = re.compile(r"(?:,?\s+)(?P<year>\d{4})" + RE_TIME + RE_ZONE + ".*", re.IGNORECASE)
RE_SCRIPT_DATE: Final = re.compile(
    r"\s+(?P<hour>\d{1,2}):(?P<minute>\d{2}):(?P<second>\d{2})" + RE_ZONE + r"\s(?:[A-Z]{3,5}\s)?(?P<year>\d{4})"
)

MONTHS: Final = (
    "jan januar janvier enero gennaio janeiro januari ocak janner",
    "feb februar fevrier febrero febbraio fevereiro februari subat fev",
    "mar march marz mars marzo marco maart mart maerz mrz",
    "apr april avril abril aprile nisan avr",
    "may mai mayo maggio maio mei mayis maj",
    "jun june juni juin junio giugno junho haziran",
    "jul july juli juillet julio luglio julho temmuz",
    "aug august aout agosto augustus agustos ago augusti",
    "sep sept september septembre septiembre settembre setembro eylul set",
    "oct october oktober octobre octubre ottobre outubro ekim okt",
    "nov november novembre noviembre novembro kasim",
    "dec december dezember decembre diciembre dicembre dezembro aralik dez dic des desember",
)
"""Names of the months and their short forms without accents: English, German, French, Spanish, Italian, Portuguese,
Dutch, Turkish, and the Scandinavian ones that differ."""
MONTH_NUMBER: Final = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()} | {
    "january": 1,
    "february": 2,
}


def read_date(text: str) -> Date | None:
    """Read a date in one of the spellings that pages use; nothing where none fits.

    >>> read_date("Wed, 05 Mar 2025 14:07:00 +0100"), read_date("5. März 2025, 14.07 Uhr")
    (Date('2025-03-05T14:07:00+01:00'), Date('2025-03-05T14:07:00'))
    >>> read_date("1741180020000"), read_date("03/04/2025"), read_date("0001-01-01T00:00:00")
    (Date('2025-03-05T13:07:00Z'), None, None)
    """
    line = " ".join(text.split())
    if not line or len(line) > MAX_DATE_CHARS:
        return None
    found = read_iso(line) or read_epoch(line) or read_spelled(line) or parse_date(line)
    if found is None or int(found.iso[:4]) < MIN_YEAR or found.iso.startswith(EPOCH_DAY):
        return None
    return found


def read_url_date(url: str) -> Date | None:
    """Read the day in an address, which owns the beginning of a folder's or the story's name.

    >>> read_url_date("https://example.com/2021/03/17/rain"), read_url_date("example.com/blog/2021-03-17-rain.html")
    (Date('2021-03-17'), Date('2021-03-17'))
    >>> read_url_date("https://example.com/uk/2021/mar/17/rain"), read_url_date("https://example.com/2021/rain/17/")
    (Date('2021-03-17'), None)
    >>> read_url_date("https://example.com/rain-2021-03-17"), read_url_date("https://example.com/2021/03/rain")
    (None, None)
    """
    if match := RE_URL_DATE.search(url):
        return read_date("-".join(match.group("year", "month", "day")))
    found = (make_date(match.groupdict()) for match in RE_URL_NAMED.finditer(url))
    return next((date for date in found if date), None)


RE_URL_DATE: Final = re.compile(
    r"/(?P<year>(?:19|20)\d{2})(?P<mark>[/-]?)(?P<month>0\d|1[0-2])(?P=mark)(?P<day>[0-2]\d|3[01])(?!\d)", re.ASCII
)
"""A day in an address, in figures. Not one: digits behind a word (`story-20210317`), maybe the number of the story."""
RE_URL_NAMED: Final = re.compile(
    r"/(?P<year>(?:19|20)\d{2})/(?P<name>[a-z]{3,9})/(?P<day>[0-2]?\d|3[01])/", re.ASCII | re.IGNORECASE
)
"""A day in an address with the month in words, `/2021/mar/17/`, as a British newspaper and a wcxb page have it."""


def read_iso(line: str) -> Date | None:
    """Read ISO 8601, with the name of a zone in brackets or after it (RFC 9557) passed over."""
    try:
        return Date(line.partition("[")[0])
    except ValueError:
        return None


def read_epoch(line: str) -> Date | None:
    """Read seconds or milliseconds since 1970, which are in UTC."""
    match = RE_EPOCH.fullmatch(line)
    if match is None:
        return None
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(match[1]))
    return Date(moment.strftime("%Y-%m-%dT%H:%M:%S") + (f".{match[2]}" if match[2] and match[2] != "000" else "") + "Z")


def read_spelled(line: str) -> Date | None:
    """Read a day in numbers or words, and the time if there is one."""
    for pattern in (RE_NUMBERS, RE_DOTTED, RE_DAY_FIRST):
        if match := pattern.fullmatch(line):
            return make_date(match.groupdict())
    if match := RE_SLASHED.fullmatch(line):
        return read_slashed(match.groupdict())
    if match := RE_MONTH_FIRST.fullmatch(line):
        rest = RE_YEAR_LAST.fullmatch(match["rest"]) or RE_SCRIPT_DATE.fullmatch(match["rest"])
        return make_date({**match.groupdict(), **rest.groupdict()}) if rest else None
    return None


def read_slashed(part: dict[str, str | None]) -> Date | None:
    """Read day and month with slashes where their order is plain: one is above 12, or they are equal."""
    first, second = int(part["day"] or 0), int(part["month"] or 0)
    if first > len(MONTHS) or first == second:
        return make_date(part)
    return make_date({**part, "day": part["month"], "month": part["day"]}) if second > len(MONTHS) else None


def make_date(part: dict[str, str | None]) -> Date | None:
    """Make a date of its parts; nothing where one of them can't be."""
    name = part.get("name")
    month = MONTH_NUMBER.get(plain_letters(name)) if name else int(part["month"] or 0)
    if not month:
        return None
    day = f"{part['year']}-{month:02}-{int(part['day'] or 0):02}"
    try:
        return Date(day + written_time(part))
    except ValueError:
        return None


def written_time(part: dict[str, str | None]) -> str:
    """Give the time of day with its zone as ISO 8601 has it, or nothing."""
    if not part.get("hour"):
        return ""
    hour = int(part["hour"] or 0)
    half = (part.get("half") or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = (part.get("zone") or "").upper()
    offset = "Z" if zone.isalpha() else zone.lstrip("UTCGM")
    return f"T{hour:02}:{part['minute']}:{part['second'] or '00'}{offset}"


def plain_letters(name: str) -> str:
    """Give a name in small letters without accents."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("\u0131", "i"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
