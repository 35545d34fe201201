"""The line below the text that says when a message was sent.

IPTC 7901 writes day, hour and minute in one number, a zone, a month and a year of two digits (`131137 GMT Nov 13`);
ANPA 1312 leaves the line to agencies, of which AP writes source, wire, date and time (`AP-WF-11-13-13 1509GMT`).

A year of two digits is one of 1970 to 2069: the standards are of 1979 and later, and no clock is asked.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from newsconv.document import Date
from newsconv.noise.dates import MONTHS, ZONES

__all__ = ["SentLine", "read_anpa_time", "read_iptc_time"]

FIRST_SHORT_YEAR: Final = 70
"""From here on two digits are of the 1900s, below of the 2000s: neither wire is older than the 1970s (POSIX
draws the line at 69)."""
SHORT_YEAR_DIGITS: Final = 2
MORE_MONTHS: Final = {"mrz": 3, "mae": 3, "fév": 2, "fev": 2, "avr": 4, "jui": 6, "jul": 7, "aoû": 8, "aou": 8}
"""Names of three letters that wires write and Unicode CLDR does not know (German, French)."""
MORE_ZONES: Final = {"bst": "+01:00", "cst": "-06:00", "mst": "-07:00"}
"""Zones that mean several offsets elsewhere, and one on the wires of American and British agencies."""

RE_IPTC_TIME: Final = re.compile(
    r"(?P<day>\d{2})(?P<hour>\d{2})(?P<minute>\d{2})\s*(?P<zone>[A-Za-z]{1,5}\b)?\s+"
    r"(?P<month>[^\W\d_]{3,10})\.?\s+(?P<year>\d{4}|\d{2})\b"
)
RE_ANPA_TIME: Final = re.compile(
    r"(?:(?P<source>[A-Z]{2,6})(?:-(?P<wire>[A-Z]{1,4}))?[- ]\s*)?(?P<month>\d{2})-(?P<day>\d{2})-(?P<year>\d{4}|\d{2})"
    r"\s+(?P<hour>\d{2}):?(?P<minute>\d{2})\s*(?P<zone>[A-Za-z]{1,5})?\b"
)


class SentLine(msgspec.Struct, frozen=True):
    """What the line says."""

    sent: Date | None
    """With the offset that its zone means; without one where the zone is not written or not known."""
    source: str = ""
    """Agency, such as `AP`."""
    wire: str = ""
    """The wire of the agency, such as `WF`."""
    rest: str = ""
    """What stands before and after it on its line, or the zone if it is not known."""


def read_iptc_time(text: str) -> SentLine | None:
    """Read the line of IPTC 7901; nothing where the text holds none.

    >>> read_iptc_time("131137 GMT Nov 13").sent, read_iptc_time("010905 MESZ Okt 98").sent
    (Date('2013-11-13T11:37:00Z'), Date('1998-10-01T09:05:00+02:00'))
    >>> read_iptc_time("131137 GMT Foo 13")
    """
    match = RE_IPTC_TIME.search(text)
    if match is None:
        return None
    name = match["month"].lower()
    month = MONTHS.get(name) or MORE_MONTHS.get(name)
    return make_sent(match, month, text) if month else None


def read_anpa_time(text: str) -> SentLine | None:
    """Read the line of AP by ANPA 1312; nothing where the text holds none.

    >>> line = read_anpa_time("AP-WF-11-13-13 1509GMT<")
    >>> line.sent, line.source, line.wire
    (Date('2013-11-13T15:09:00Z'), 'AP', 'WF')
    """
    match = RE_ANPA_TIME.search(text)
    return make_sent(match, int(match["month"]), text) if match else None


def make_sent(match: re.Match[str], month: int, text: str) -> SentLine | None:
    """Make the record of a match; nothing where there is no such day or time."""
    part = match.groupdict()
    zone_name = (part["zone"] or "").lower()
    zone = MORE_ZONES.get(zone_name) or ZONES.get(zone_name, "")
    try:
        sent = Date(f"{full_year(part['year'])}-{month:02}-{part['day']}T{part['hour']}:{part['minute']}{zone}")
    except ValueError:
        return None
    around = (text[: match.start()], "" if zone else part["zone"] or "", text[match.end() :])
    rest = " ".join(filter(None, (piece.strip(" <=^") for piece in around)))
    return SentLine(sent, part.get("source") or "", part.get("wire") or "", rest)


def full_year(digits: str) -> str:
    """Give the four digits of a year.

    >>> full_year("69"), full_year("70"), full_year("2013")
    ('2069', '1970', '2013')
    """
    if len(digits) > SHORT_YEAR_DIGITS:
        return digits
    return ("19" if int(digits) >= FIRST_SHORT_YEAR else "20") + digits
