"""The dateline that the first paragraph of a wire story begins with, and the place in it.

`BUENOS AIRES, Argentina (AP) — …`, `Berlin (dpa) - …`: a place, perhaps a day, the agency in brackets, a dash. It
stays in the paragraph, where readers look for it, and is copied to the metadata.
"""

# ruff: noqa: RUF001 - the dashes are meant as they are

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.document import Place
from newsconv.noise.dates import MONTHS, parse_date

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Dateline", "find_dateline"]

MAX_DATELINE_CHARS: Final = 160
"""Code points in which a dateline ends, twice what the longest in the agencies' samples has."""
MIN_CAPITALS: Final = 3
"""Letters of a place in capitals without an agency; two are a list's mark (`A -`, `US -`)."""
MAX_CITY_WORDS: Final = 5
"""Words of a city; `Ho Chi Minh City` has four, more are a sentence."""

RE_DATELINE: Final = re.compile(
    r"(?P<place>[^\W\d_][^()\n—–_]{1,78}?)(?:[ ]?\((?P<agency>[A-Za-z][\w/. &-]{1,30})\))?[ ]?(?:--?|[—–])[ ]"
)
RE_SENTENCE: Final = re.compile(r"(?:The|A|An|Der|Die|Das|Le|La|Les|El|Los)\b(?! (?:Hague|Paz|Habana)\b)|.*[!?;:\"]")
"""What begins or stands in sentences and in no place: `The United Nations (UN) - which`."""

REGIONS: Final = frozenset(
    """
    Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois
    |Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri
    |Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma
    |Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington
    |West Virginia|Wisconsin|Wyoming|Ala.|Ariz.|Ark.|Calif.|Colo.|Conn.|Del.|Fla.|Ga.|Ill.|Ind.|Kan.|Ky.|La.|Md.|Mass.
    |Mich.|Minn.|Miss.|Mo.|Mont.|Neb.|Nev.|N.H.|N.J.|N.M.|N.Y.|N.C.|N.D.|Okla.|Ore.|Pa.|R.I.|S.C.|S.D.|Tenn.|Vt.|Va.
    |Wash.|W.Va.|Wis.|Wyo.|D.C.|Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland|Nova Scotia|Nunavut
    |Northwest Territories|Ontario|Prince Edward Island|Quebec|Saskatchewan|Yukon|Alta.|B.C.|Man.|N.B.|N.S.|Ont.|Que.
    |Sask.
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""States and provinces of the United States and Canada, whole and as AP abbreviates them in datelines (AP
Stylebook, "datelines"); what else stands after a city there is a country."""
AMBIGUOUS: Final = frozenset({"Georgia"})
"""Names of a state and of a country; neither is said."""


class Dateline(msgspec.Struct, frozen=True):
    """A dateline."""

    text: str
    """As printed, without the dash: `BUENOS AIRES, Argentina (AP)`."""
    agency: str
    """As in the brackets; may be empty."""
    located: Place | None


def find_dateline(text: str) -> Dateline | None:
    """Find the dateline that a paragraph begins with; nothing where it is not certain to be one.

    It is certain where an agency stands in brackets, or the place is in capitals.

    >>> find_dateline("Berlin (dpa) - Negotiations").text
    'Berlin (dpa)'
    >>> find_dateline("ROSCOE, South Dakota (AP) — Robert Malsam").located
    Place(name='ROSCOE', region='South Dakota')
    >>> find_dateline("The man - who is 40 - said")
    """
    match = RE_DATELINE.match(text[:MAX_DATELINE_CHARS])
    if match is None or RE_SENTENCE.match(match["place"]):
        return None
    place, agency = match["place"].strip(), match["agency"] or ""
    city = place.split(",")[0]
    is_capital = city.isupper() and len(city) >= MIN_CAPITALS
    if len(city.split()) > MAX_CITY_WORDS or not (agency or is_capital):
        return None
    printed = text[: match.end()].rstrip(" -—–")
    return Dateline(printed, agency, read_place([part.strip() for part in place.split(",")]))


def read_place(parts: Sequence[str]) -> Place | None:
    """Read the parts of a place; days are left out."""
    names = [part for part in parts if part and not is_day(part)]
    if not names:
        return None
    city, *wider = names
    region = next((name for name in wider if name in REGIONS and name not in AMBIGUOUS), "")
    country = next((name for name in wider if name not in REGIONS), "")
    return Place(city, region, country)


def is_day(text: str) -> bool:
    """Tell whether a part of a dateline is a day: `Nov. 13`, `13. November`, `Aug 29`, `2014`.

    >>> is_day("Nov. 13"), is_day("13. November"), is_day("2014"), is_day("Argentina")
    (True, True, True, False)
    """
    words = text.replace(".", " ").lower().split()
    return parse_date(text) is not None or all(word.isdigit() or word in MONTHS for word in words)
