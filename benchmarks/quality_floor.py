"""The floor below which newsconv's figures must not fall: a file of figures, and the check against it.

A floor is what newsconv reached when the file was written, less a margin. Floors are kept for each sample (every n-th
page) of each set apart, with the fingerprint of the set that they were reached on: figures of other pages say nothing
about them, and are not judged.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from quality_runs import OURS, Result, figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["MARGIN", "Verdict", "check", "ordinal", "raised", "read_floors", "write_floors"]

MARGIN: Final = 0.005
"""How far below the figure reached its floor is: half a page in a hundred, so that a change that trades a few pages
for others does not fail, and one that loses does."""
FLOORED: Final = ("f1", "paragraphs", "exact", "title", "authors", "day", "wanted", "unwanted")
"""Figures that have a floor. Precision and recall have none: a change may trade one for the other."""
DIGITS: Final = 4


@dataclass
class Verdict:
    """What a check found."""

    failures: list[str]
    """A line for each figure below its floor."""
    unjudged: list[str]
    """A line for each set that has no floor, and why."""
    judged: int = 0
    """Figures that were compared."""


Floors = dict[str, Any]


def read_floors(path: Path) -> Floors:
    """Read the file of floors; an empty record where it is missing."""
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def write_floors(path: Path, floors: Floors) -> None:
    """Write the file of floors."""
    path.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def key_of(result: Result, every: int) -> str:
    """Name what a floor is for.

    >>> key_of(Result("markdown", "html2text", "newsconv", "aeb"), 6)
    'markdown by html2text, aeb, every 6th page'
    """
    return f"{result.name}, {result.corpus}, " + ("every page" if every == 1 else f"every {ordinal(every)} page")


def ordinal(number: int) -> str:
    """Give a number as an ordinal.

    >>> ordinal(2), ordinal(3), ordinal(4), ordinal(12), ordinal(21)
    ('2nd', '3rd', '4th', '12th', '21st')
    """
    teen = number // 10 % 10 == 1
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def ours(results: Iterable[Result]) -> list[Result]:
    """Give the results of newsconv that have pages."""
    return [result for result in results if result.system == OURS and result.pages]


def check(results: Iterable[Result], floors: Floors, prints: Mapping[str, str], every: int) -> Verdict:
    """Compare newsconv's figures with their floors.

    Args:
        results: of this run.
        floors: as `read_floors` gives them.
        prints: the fingerprint of each set.
        every: which sample was run.
    """
    verdict = Verdict([], [])
    for result in ours(results):
        key = key_of(result, every)
        known = floors.get(key)
        if known is None:
            verdict.unjudged.append(f"{key}: there is no floor yet; write one with --write-floor")
        elif known["corpus"] != prints[result.corpus]:
            verdict.unjudged.append(f"{key}: the floor was reached on other pages than those in ../shared")
        else:
            found = figures(result.pages)
            verdict.judged += len(known["floors"])
            verdict.failures += failures(key, found, known["floors"])
    return verdict


def failures(key: str, found: Mapping[str, float | None], floors: Mapping[str, float]) -> list[str]:
    """Give a line for each figure that is below its floor, or is gone."""
    return [
        f"{key}: {name} is {found[name] or 0.0:.4f}, below its floor of {floor:.4f}"
        for name, floor in floors.items()
        if (found[name] or 0.0) < floor
    ]


def raised(
    results: Sequence[Result], floors: Floors, prints: Mapping[str, str], every: int, *, may_fall: bool
) -> Floors:
    """Give floors for the figures of this run; the others stay as they are.

    Args:
        results: of this run.
        floors: those that there are.
        prints: the fingerprint of each set.
        every: which sample was run.
        may_fall: whether a floor may become lower than it is on the same pages.
    """
    written = dict(floors)
    for result in ours(results):
        key = key_of(result, every)
        found = {name: figure for name, figure in figures(result.pages).items() if figure is not None}
        fresh = {name: round(max(0.0, found[name] - MARGIN), DIGITS) for name in FLOORED if name in found}
        known = written.get(key, {})
        if not may_fall and known.get("corpus") == prints[result.corpus]:
            fresh = {name: max(floor, known["floors"].get(name, 0.0)) for name, floor in fresh.items()}
        written[key] = {"corpus": prints[result.corpus], "pages": len(result.pages), "floors": fresh}
    return written
