"""The pages that newsconv reads worst, each with why: what is missing, what is too much, and what decided so.

In: a result of newsconv on pages. Out: for each of its worst pages the first paragraph of the truth that is missing,
the first that newsconv gave and the truth has not, and what `newsconv.explain` says about both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import newsconv
from newsconv.errors import NewsconvError
from newsconv.report import Report
from quality_measures import fold_line, lines_of, shingles, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quality_runs import Result, Scored

__all__ = ["Cause", "causes_of", "describe_worst", "worst_pages"]

SHOWN_CHARS: Final = 110
"""Code points of a paragraph that are shown."""
LIKENESS: Final = 0.5
"""Share of a paragraph's shingles that must be in an event for it to concern that paragraph."""
NOTHING_SAYS: Final = "no event says anything about it"


@dataclass(frozen=True)
class Cause:
    """One thing that is wrong with what was read of a page."""

    kind: str
    """`missing` or `extra`."""
    text: str
    """The first such paragraph, whole."""
    count: int
    """How many there are."""
    why: str
    """What decided, in words."""


def worst_pages(result: Result, count: int) -> list[Scored]:
    """Give the pages with the least F1 of shingles, the worst first, then by their ids."""
    return sorted(result.pages, key=lambda scored: (scored.score.f1, scored.page.id))[:count]


def causes_of(scored: Scored) -> list[Cause]:
    """Find out what is wrong with what was read of a page; nothing where all lines agree."""
    report = Report()
    try:
        newsconv.loads(scored.page.html, "html", report=report)
    except NewsconvError as error:
        return [Cause("missing", scored.score.truth, 1, f"{type(error).__name__}: {error}")]
    missing = absent(scored.score.truth, scored.output.text)
    extra = absent(scored.output.text, scored.score.truth)
    found = []
    if missing:
        found.append(Cause("missing", missing[0], len(missing), why_missing(missing[0], report)))
    if extra:
        found.append(Cause("extra", extra[0], len(extra), why_kept(extra[0], report)))
    return found


def absent(text: str, other: str) -> list[str]:
    r"""Give the lines of one text whose words another does not have in a row, in order.

    Lines that are only parted otherwise are none of them.

    >>> absent("It rained.\nIt snowed.", "Again it rained. It RAINED")
    ['It rained.', 'It snowed.']
    >>> absent("It rained.\nIt snowed.", "Today: It rained. It snowed.")
    []
    """
    known = lines_of(other)
    running = f" {' '.join(tokens(other))} "
    lines = filter(None, map(fold_line, text.split("\n")))
    return [line for line in lines if line not in known and f" {' '.join(tokens(line))} " not in running]


def why_missing(paragraph: str, report: Report) -> str:
    """Say which event concerns a paragraph that is missing."""
    best = nearest(paragraph, [event.text for event in report])
    if best is None:
        return NOTHING_SAYS
    event = report.events[best]
    rule = f" [{event.rule}]" if getattr(event, "rule", "") else ""
    return f"{type(event).__name__}{rule}: {event.reason}"


def why_kept(paragraph: str, report: Report) -> str:
    """Say why a paragraph that should not be in the text is there."""
    segments = report.segments
    best = nearest(paragraph, [segment.text for segment in segments])
    if best is None:
        return NOTHING_SAYS
    segment = segments[best]
    score = "" if segment.score is None else f", score {segment.score:+.2f}"
    rule = f" [{segment.rule}]" if segment.rule else ""
    return f"{segment.role}{rule}: {segment.reason}{score}"


def nearest(paragraph: str, texts: Sequence[str]) -> int | None:
    """Find the text that holds most of a paragraph; nothing where none holds half of it."""
    wanted = shingles(tokens(paragraph))
    if not wanted:
        return None
    shares = [(wanted & shingles(tokens(text))).total() / wanted.total() for text in texts]
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= LIKENESS else None


def describe_worst(result: Result, count: int) -> Iterator[str]:
    """Tell about the worst pages of a result, a line each with a line for each cause below it."""
    for scored in worst_pages(result, count):
        points = scored.score
        yield (
            f"- {scored.page.id} ({scored.language}): F1 {points.f1:.3f}, paragraphs {points.paragraphs:.3f};"
            f" {points.shared} shingles shared, {points.extra} too many, {points.missing} missing"
        )
        for cause in causes_of(scored):
            yield f"  - {cause.kind}, {cause.count}, the first: {shown(cause.text)}\n    {cause.why}"


def shown(text: str) -> str:
    """Quote the beginning of a text.

    >>> shown("It rained.")
    '"It rained."'
    """
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= SHOWN_CHARS else f'"{line[: SHOWN_CHARS - 1].rstrip()}…"'
