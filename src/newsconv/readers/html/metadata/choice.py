"""The choice among sources, by the table of trust.

In: `Evidence`. Out: the fields of `Metadata`. Where sources disagree on a field that matters, the report says what was
taken, and what another says.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newsconv.document import Date
from newsconv.readers.html.metadata.articles import NEWS_RANK, article_rank, node_types
from newsconv.readers.html.metadata.evidence import SAME_MARKS
from newsconv.readers.html.metadata.fields import FIELD_READERS, LINE_READERS, Reading, find_near
from newsconv.readers.html.metadata.headlines import Title, choose_title
from newsconv.readers.html.metadata.trust import TRUST, Trust
from newsconv.readers.html.metadata.wording import fold, plain_text
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
    claims = read_claims(reading)
    fields: dict[str, Any] = {}
    headline = choose_headline(claims.pop("headline", []), reading)
    if headline:
        fields["headline"] = reading.headline = headline
    if is_doubtful(claims.get("published", []), evidence):
        correct_day(claims["published"], reading)
    reading.named = "authors" in claims
    for field in LINE_READERS:
        if not settled(field, claims, reading):
            add_visible(field, claims, reading)
    return fields | {field: settle(field, found, reading) for field, found in claims.items()}


def read_claims(reading: Reading) -> dict[str, list[Claim]]:
    """Read what the places of the table say, each field as far as it takes to settle it."""
    claims: dict[str, list[Claim]] = {}
    values = reading.evidence.values
    for row, place in PLACES:
        if place not in values or (row.field in claims and row.field not in COMPARED):
            continue
        reading.field = row.field
        value = FIELD_READERS[row.field](values[place], reading)
        if value not in ("", (), None):
            claims.setdefault(row.field, []).append(Claim(row, value))
    return claims


PLACES: Final = tuple(
    (row, (row.source, row.key.translate(SAME_MARKS) if row.source == "meta" else row.key)) for row in TRUST
)
"""The rows of the table, each with where `Evidence` keeps what it names."""


def settled(field: str, claims: dict[str, list[Claim]], reading: Reading) -> bool:
    """Tell whether the lines of the page have nothing to add.

    They are for the authors where no source names a person, for the day where none has one, and for the last change
    where the page states no date at all: else programs write that for the page, not for the story.
    """
    if field == "authors":
        return any(not is_weak(claim, reading.sites) for claim in claims.get(field, ()))
    if field == "updated":
        stated = any(claim.row.source not in GUESSED for claim in claims.get("published", ()))
        return field in claims or stated
    return any(claim.row.source not in GUESSED for claim in claims.get(field, ()))


def is_doubtful(claims: list[Claim], evidence: Evidence) -> bool:
    """Tell whether a day stands only in the nodes of the story, and no newsroom made them.

    Programs that build pages write there when the page was built. What `meta` says is right as often as the lines.
    """
    stated = {claim.row.source for claim in claims} - GUESSED
    return bool(stated) and stated <= NODES and not describes_news(evidence)


def correct_day(claims: list[Claim], reading: Reading) -> None:
    """Put the day directly below the headline before those stated, where it is another.

    On the half of the wcxb pages that this was made with it was right 5 times out of 5, on the other half 2 out of 2.
    """
    found = find_near(reading)
    stated = [claim.value for claim in claims if claim.row.source not in GUESSED]
    if found is not None and not any(same_moment(found, value) for value in stated):
        claims.insert(0, Claim(Trust("published", "visible", VISIBLE_PLACES["published"], len(TRUST)), found))


def same_moment(one: Date, other: Date) -> bool:
    """Tell whether two dates may be one: in zones that have different days, or with day and month in another order."""
    if min(len(one.iso), len(other.iso)) < DAY_CHARS:
        return one.iso[:4] == other.iso[:4]
    first, second = (date.fromisoformat(value.iso[:DAY_CHARS]) for value in (one, other))
    swapped = (first.year, first.month, first.day) == (second.year, second.day, second.month)
    return swapped or abs((first - second).days) <= 1


DAY_CHARS: Final = 10
"""Code points of a day in ISO 8601."""


def describes_news(evidence: Evidence) -> bool:
    """Tell whether a newsroom describes the story: JSON-LD of a `NewsArticle`."""
    return article_rank(node_types({"@type": evidence.get("JSON-LD", "@type")})) == NEWS_RANK


def add_visible(field: str, claims: dict[str, list[Claim]], reading: Reading) -> None:
    """Add what the lines of the page say of a field."""
    value = LINE_READERS[field](reading)
    if value:
        claim = Claim(Trust(field, "visible", VISIBLE_PLACES[field], len(TRUST)), value)
        found = claims.setdefault(field, [])
        found.insert(len(found) if field == "authors" else 0, claim)


VISIBLE_PLACES: Final = {"authors": "byline", "published": "date line", "updated": "date line"}
"""What a line of the page is called in the report."""
NODES: Final = frozenset({"JSON-LD", "JSON-LD page", "microdata"})
"""Sources that describe things, stories among them."""
GUESSED: Final = frozenset({"element", "visible"})
"""Sources that are made for people, and only seem to name a field."""


def choose_headline(claims: list[Claim], reading: Reading) -> str:
    """Give the headline; report where sources disagree or it is a guess."""
    evidence = reading.evidence
    is_news = describes_news(evidence)
    titles = [Title(one.value, is_news and one.row.source == "JSON-LD") for one in claims]
    number, text = choose_title(titles, evidence.visible.headings, evidence.visible.subheadings(), reading.sites)
    text = plain_text(text)
    if number < 0 and text:
        claims = [Claim(Trust("headline", "element", "h1", len(TRUST)), text), *claims]
        number = 0
    if text:
        note(claims[number]._replace(value=text), claims, reading.report)
    return text


def settle(field: str, claims: list[Claim], reading: Reading) -> Any:
    """Give the value that is taken where several places speak; report disagreement and guesswork."""
    taken = claims[0]
    if field not in COMPARED:
        return taken.value
    if field == "authors":
        taken = next((claim for claim in claims if not is_weak(claim, reading.sites)), taken)
        claims = [claim for claim in claims if not names_site(claim, reading.sites)]
    note(taken, claims, reading.report)
    return taken.value


def note(taken: Claim, claims: list[Claim], report: Report) -> None:
    """Report what is taken where another place says something else, or where it is a guess."""
    other = next((claim for claim in claims if comparable(claim) != comparable(taken)), None)
    if other is not None or taken.row.source in GUESSED:
        reason = f"{place_name(taken.row)} says so" + (
            f", {place_name(other.row)} says {shown(other.value)}" if other else ""
        )
        report.add(Guessed(field=taken.row.field, text=shown(taken.value), reason=reason, rule="trust"))


def is_weak(claim: Claim, sites: Collection[str]) -> bool:
    """Tell whether a claim names nobody that a reader would know: the site, or the name of an account."""
    return all(fold(person.name) in sites or RE_ACCOUNT.fullmatch(person.name) for person in claim.value)


RE_ACCOUNT: Final = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*|[\w.-]*\d[\w.-]*")
"""The name of an account in a system (`jane.doe`, `editor2`), which pages have where nobody gave a name."""


def names_site(claim: Claim, sites: Collection[str]) -> bool:
    """Tell whether the authors claimed are the site and nobody else."""
    return all(fold(person.name) in sites for person in claim.value)


def comparable(claim: Claim) -> object:
    """Give what must be equal for two claims to agree: words, names, or the day."""
    value = claim.value
    if isinstance(value, Date):
        return value.iso[:10]
    return frozenset(fold(person.name) for person in value) if isinstance(value, tuple) else fold(value)


def place_name(row: Trust) -> str:
    """Name the place of a row in words."""
    return row.key if row.source == "meta" else f"{row.source} {row.key}"


def shown(value: Any) -> str:
    """Give a value in words."""
    return ", ".join(person.name for person in value) if isinstance(value, tuple) else str(value)
