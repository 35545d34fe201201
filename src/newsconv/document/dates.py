"""Dates that keep the precision they came with.

A day stays a day, a year a year, a time without a zone stays without one, and a written
offset stays as written. The spelling is ISO 8601, extended form, as in the profile that
`xs:gYear`, `xs:gYearMonth`, `xs:date` and `xs:dateTime` share (XML Schema 1.1, part 2).

Two spellings are folded, so that equal dates are equal: a zero offset is written `Z`, and
a time always has seconds.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final, Literal, TypeAlias

__all__ = ["Date", "Precision"]

Precision: TypeAlias = Literal["year", "month", "day", "time"]

RE_ISO: Final = re.compile(
    r"""
    (?P<year>\d{4})
    (?: -?(?P<month>\d{2})
      (?: -?(?P<day>\d{2})
        (?: [T ](?P<hour>\d{2}):?(?P<minute>\d{2})
          (?: :?(?P<second>\d{2}) (?: [.,](?P<fraction>\d{1,9})\d* )? )?
          \ ? (?P<zone> [Zz] | [+-]\d{2} (?: :?\d{2} )? )?
        )?
      )?
    )?
    """,
    re.VERBOSE | re.ASCII,
)


RE_COMMON: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-](?:0[1-9]|1[0-3]):[0-5][0-9])"
)
"""Times as nearly all feeds spell them, and as `Date` keeps them; their offsets are within the bound, and not zero."""


class Date:
    """A date or time, immutable, equal and hashed by its spelling.

    Attributes:
        iso: the canonical spelling: `2021`, `2021-03`, `2021-03-17`,
            `2021-03-17T09:30:00`, `2021-03-17T09:30:00+03:00` or `…00.123Z`.

    Raises:
        ValueError: the text is no such date, or names a day that does not exist.

    >>> Date("2021-03-17").precision
    'day'
    >>> str(Date("20210317T093000+0300"))
    '2021-03-17T09:30:00+03:00'
    """

    __slots__ = ("iso",)
    iso: str

    def __init__(self, text: str) -> None:
        """Read a date from ISO 8601 text, extended or basic, with `T` or a space before the time."""
        object.__setattr__(self, "iso", canonical_iso(text))

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a date never changes."""
        message = f"Date is immutable, {name} can't be set"
        raise AttributeError(message)

    def __eq__(self, other: object) -> bool:
        """Tell whether both are dates with one spelling."""
        return self.iso == other.iso if isinstance(other, Date) else NotImplemented

    def __hash__(self) -> int:
        """Hash by spelling."""
        return hash((Date, self.iso))

    def __repr__(self) -> str:
        """Show as a call that makes the same date."""
        return f"Date({self.iso!r})"

    def __str__(self) -> str:
        """Give the canonical spelling."""
        return self.iso

    def __reduce__(self) -> tuple[type[Date], tuple[str]]:
        """Pickle and copy by spelling."""
        return Date, (self.iso,)

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        if "T" in self.iso:
            return "time"
        names: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
        return names[len(self.iso)]

    @property
    def has_zone(self) -> bool:
        """Whether an offset from UTC was written."""
        return self.precision == "time" and RE_ZONE.search(self.iso) is not None

    def instant(self) -> datetime:
        """Give the first instant that the date covers; UTC is assumed where no offset was written.

        >>> Date("2021-03").instant().isoformat()
        '2021-03-01T00:00:00+00:00'
        """
        if self.precision == "time":
            moment = datetime.fromisoformat(self.iso)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        year, month, day = ([*map(int, self.iso.split("-")), 1, 1])[:3]
        return datetime(year, month, day, tzinfo=UTC)


RE_ZONE: Final = re.compile(r"(?:Z|[+-]\d{2}:\d{2})$")


def canonical_iso(text: str) -> str:
    """Spell a date the one way that `Date` keeps; see there."""
    if RE_COMMON.fullmatch(text) and exists(text):
        return text
    match = RE_ISO.fullmatch(text.strip())
    if match is None:
        message = f"not an ISO 8601 date: {text[:40]!r} (expected for example 2021-03-17 or 2021-03-17T09:30:00Z)"
        raise ValueError(message)
    part = match.groupdict()
    date = "-".join(part[name] for name in ("year", "month", "day") if part[name])
    check_day(part, text)
    if part["hour"] is None:
        return date
    time = f"{part['hour']}:{part['minute']}:{part['second'] or '00'}"
    fraction = f".{part['fraction']}" if part["fraction"] else ""
    return f"{date}T{time}{fraction}{canonical_zone(part['zone'])}"


def exists(time: str) -> bool:
    """Tell whether a time that has the right form names a day and an hour that there are."""
    try:
        datetime.fromisoformat(time)
    except ValueError:
        return False
    return True


def canonical_zone(zone: str | None) -> str:
    """Spell an offset as `Z` or `+hh:mm`; nothing stays nothing."""
    if not zone:
        return ""
    if zone in "Zz":
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return "Z" if digits == "0000" else f"{zone[0]}{digits[:2]}:{digits[2:]}"


def check_day(part: dict[str, str | None], text: str) -> None:
    """Raise `ValueError` for a day, time or offset that does not exist."""
    number = {name: int(value) for name, value in part.items() if value and name not in {"zone", "fraction"}}
    zone = canonical_zone(part["zone"])
    try:
        datetime(**{"month": 1, "day": 1, **number}, tzinfo=UTC)
        offset_minutes = int(zone[1:3]) * 60 + int(zone[4:]) if len(zone) > 1 else 0
    except ValueError as error:
        message = f"no such date: {text[:40]!r} ({error})"
        raise ValueError(message) from error
    if offset_minutes > MAX_OFFSET_MINUTES or zone[4:] > "59":
        message = f"no such offset from UTC: {text[:40]!r} (expected -14:00 to +14:00)"
        raise ValueError(message)


MAX_OFFSET_MINUTES: Final = 14 * 60
"""The bound of `xs:dateTime` (XML Schema 1.1, part 2, section 3.3.7)."""
