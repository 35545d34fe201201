"""The choice among sources, by the table of trust.

In: `Evidence`. Out: the fields of `Metadata`. Where sources disagree on a field that matters, the report says what was
taken, and what another says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newsconv.document import Date
from newsconv.readers.html.metadata.fields import FIELD_READERS, VISIBLE_READERS, Reading
from newsconv.readers.html.metadata.trust import TRUST, Trust
from newsconv.readers.html.metadata.wording import fold
from newsconv.report import Guessed

if TYPE_CHECKING:
    from collections.abc import Collection

    from newsconv.readers.html.metadata.evidence import Evidence
    from newsconv.report import Report

__all__ = ["choose_fields"]

COMPARED: Final = frozenset({"headline", "authors", "published"})
"""Fields for which the report says so when sources disagree."""


class Claim(NamedTuple):
    """What a place says of a field."""

    row: Trust
    value: Any


def choose_fields(evidence: Evidence, *, base_url: str, report: Report) -> dict[str, Any]:
    """Give the fields that the page says something of, each by its most trusted source."""
    reading = Reading(evidence, base_url, report)
    claims: dict[str, list[Claim]] = {}
    for row in TRUST:
        if row.field in claims and is_settled(row, claims[row.field], reading.sites):
            continue
        values = evidence.get(row.source, row.key)
        if not values:
            continue
        reading.field = row.field
        read = VISIBLE_READERS[row.key] if row.source == "visible" else FIELD_READERS[row.field]
        value = read(values, reading)
        if value not in ("", (), None):
            claims.setdefault(row.field, []).append(Claim(row, value))
    return {field: settle(field, found, reading) for field, found in claims.items()}


GUESSED: Final = frozenset({"element", "visible"})
"""Sources that are made for people, and only seem to name a field."""


def is_settled(row: Trust, claims: list[Claim], sites: Collection[str]) -> bool:
    """Tell whether a row has nothing to add to the claims there are."""
    if row.source == "visible":
        return row.field != "authors" or not names_site(real_authors(claims, sites), sites)
    return row.field not in COMPARED


def settle(field: str, claims: list[Claim], reading: Reading) -> Any:
    """Give the value that is taken where several places speak; report disagreement and guesswork."""
    taken = claims[0]
    if field not in COMPARED:
        return taken.value
    if field == "headline":
        taken = whole_headline(claims)
    elif field == "authors":
        taken = real_authors(claims, reading.sites)
    others = claims if field != "authors" else [claim for claim in claims if not names_site(claim, reading.sites)]
    other = next((claim for claim in others if comparable(claim) != comparable(taken)), None)
    if taken.value and (other is not None or taken.row.source in GUESSED):
        reason = f"{place(taken.row)} says so" + (f", {place(other.row)} says {shown(other.value)}" if other else "")
        reading.report.add(Guessed(field=field, text=shown(taken.value), reason=reason, rule="trust"))
    return taken.value


def whole_headline(claims: list[Claim]) -> Claim:
    """Give the first headline, or another that begins like it where it was cut short."""
    first = claims[0]
    mark = next((mark for mark in ELLIPSES if first.value.endswith(mark)), "")
    begin = first.value.removesuffix(mark).rstrip() if mark else ""
    if not begin:
        return first
    longer = (one for one in claims if one.value.startswith(begin) and not one.value.endswith(mark))
    return next(longer, first)


ELLIPSES: Final = ("…", "...", "[…]")
"""What stands at the end of a text that was cut."""


def real_authors(claims: list[Claim], sites: Collection[str]) -> Claim:
    """Give the first claim that names others than the site.

    The site itself is the author only where the story's node says so: elsewhere its name is what stands in a template.
    """
    for claim in claims:
        if not names_site(claim, sites):
            return claim
    first = claims[0]
    return first if first.row.source in STATED else first._replace(value=())


def names_site(claim: Claim, sites: Collection[str]) -> bool:
    """Tell whether the authors claimed are the site and nobody else."""
    return all(fold(person.name) in sites for person in claim.value)


STATED: Final = frozenset({"JSON-LD", "microdata"})
"""Sources in which each story's authors are stated, not the site's."""


def comparable(claim: Claim) -> object:
    """Give what must be equal for two claims to agree: words, names, or the day."""
    value = claim.value
    if isinstance(value, Date):
        return value.iso[:10]
    return frozenset(fold(person.name) for person in value) if isinstance(value, tuple) else fold(value)


def place(row: Trust) -> str:
    """Name the place of a row in words."""
    return row.key if row.source == "meta" else f"{row.source} {row.key}"


def shown(value: Any) -> str:
    """Give a value in words."""
    return ", ".join(person.name for person in value) if isinstance(value, tuple) else str(value)
