"""The second look: what the first score says of a part's neighbours and of the boxes around it.

A story is one run of parts in one place. A part that scores like story far from it is seldom story, and a
short line amid story mostly is. In: parts, their rows and first scores. Out: a row for each part, in the
order of `FEATURES`.
"""

from __future__ import annotations

from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from newsconv.noise import features

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsconv.noise.features import Measured
    from newsconv.noise.parts import Box, Part

__all__ = ["FEATURES", "look_around"]

FEATURES: Final[dict[str, str]] = {
    "score": "its first score",
    "previous": "the score of the part before it",
    "next": "the score of the part after it",
    "previous_but_one": "the score of the part before that",
    "next_but_one": "the score of the part after that",
    "window": "the scores of the parts near it",
    "box": "the scores of the others in its box",
    "box_best": "the best score in its box",
    "outer": "the scores of the others in the box around its box",
    "alike": "the scores of those marked up like it",
    "from_first": "the distance from the start of the story",
    "to_last": "the distance to the end of the story",
    "strong_before": "how much of the story is before it",
    "strong_after": "how much of the story is after it",
    "kept_box": "the share of the story that its box holds",
    "kept_outer": "the share of the story that the box around its box holds",
    "kept_up": "how far it is from the boxes of the story",
    "kept_down": "how deep it lies in the box of the story",
    "length": "its length",
    "level": "its rank as a heading",
    "link_share": "the share of links in it",
    "kind": "the kind of its element",
    "sentence_end": "how it ends",
    "text_words": "the words in it",
    "own_words": "the words of its class",
    "witness": "whether the metadata's copy of the story has it",
    "witness_cover": "how much of the metadata's copy of the story was found",
}
"""Name and wording of each number of a row, in order."""

OLD: Final = itemgetter(
    *map(
        tuple(features.FEATURES).index,
        (
            "length",
            "level",
            "link_share",
            "kind",
            "sentence_end",
            "text_words",
            "own_words",
            "witness",
            "witness_cover",
        ),
    )
)
"""Takes from a row what is looked at again."""
NOBODY: Final = -6.0
"""The score of a neighbour that is not there: as low as that of a menu."""
ALONE: Final = -9.0
"""The score of others where there are none."""
STRONG: Final = 1.0
"""Log-odds from which on a part that is long enough is surely story."""
STRONG_SIZE: Final = 80
MAX_WEIGHT: Final = 300
"""Size from which on a part counts no more: a long text is one decision, like a short one."""
MIN_WEIGHT: Final = 10
MAX_MASS: Final = 600
WINDOW: Final = 4
"""Parts to both sides that are near."""
CORE_SHARE: Final = 0.8
"""Share of the story that a box must hold to be its box. A choice between 0.74, where the choice by running text
loses nothing, and 1."""
MAX_COUNT: Final = 30
MAX_DISTANCE: Final = 20

Key = TypeVar("Key")


class Mean:
    """A weighted mean from which one member can be left out."""

    __slots__ = ("best", "total", "weight")

    def __init__(self) -> None:
        """Start without members."""
        self.total = self.weight = 0.0
        self.best = -99.0

    def add(self, score: float, weight: float) -> None:
        """Take a member in."""
        self.total += score * weight
        self.weight += weight
        if score > self.best:  # noqa: PLR1730 - a call of `max` takes six times as long
            self.best = score

    def without(self, score: float, weight: float) -> float:
        """Give the mean of the others."""
        rest = self.weight - weight
        return (self.total - score * weight) / rest if rest > 0 else ALONE


class Around(NamedTuple):
    """What the boxes around a part say of it."""

    box: Mean
    """The scores in its box."""
    outer: Mean
    """The scores of the parts whose box lies in the same box."""
    kept: tuple[float, float, float, float]
    """From `kept_box` to `kept_down`."""


def look_around(parts: Sequence[Part], measured: Measured, scores: Sequence[float]) -> list[list[float]]:
    """Make the rows of the second look.

    Args:
        parts: as measured, in reading order.
        measured: their rows.
        scores: their first scores, log-odds.
    """
    weights = [float(min(part.size, MAX_WEIGHT) + MIN_WEIGHT) for part in parts]
    boxes = Surroundings(parts, scores, weights)
    kinds = group(measured.alike, scores, weights)
    padded = [NOBODY, NOBODY, *scores, NOBODY, NOBODY]
    windows = near_means(scores, weights)
    distances = story_distances(
        [score > STRONG and part.size >= STRONG_SIZE for score, part in zip(scores, parts, strict=True)]
    )
    rows = []
    for index, (part, score, weight, window, distance) in enumerate(
        zip(parts, scores, weights, windows, distances, strict=True)
    ):
        around = boxes.of(part.box)
        rows.append(
            [
                score,
                padded[index + 1],
                padded[index + 3],
                padded[index],
                padded[index + 4],
                window,
                around.box.without(score, weight),
                around.box.best,
                around.outer.without(score, weight),
                kinds[measured.alike[index]].without(score, weight),
                *distance,
                *around.kept,
                *OLD(measured.rows[index]),
            ]
        )
    return rows


def near_means(scores: Sequence[float], weights: Sequence[float]) -> Iterator[float]:
    """Give of each part the mean score of the others near it."""
    count = len(scores)
    sums = running([score * weight for score, weight in zip(scores, weights, strict=True)])
    weight_sums = running(weights)
    for index, (score, weight) in enumerate(zip(scores, weights, strict=True)):
        low, high = max(0, index - WINDOW), min(count, index + WINDOW + 1)
        near = weight_sums[high] - weight_sums[low] - weight
        yield (sums[high] - sums[low] - score * weight) / near if near > 0 else NOBODY


def story_distances(strong: Sequence[bool]) -> Iterator[tuple[float, float, float, float]]:
    """Give of each part where it stands to those that are surely story: from `from_first` to `strong_after`."""
    count = len(strong)
    first = next((index for index in range(count) if strong[index]), 0)
    last = next((index for index in range(count - 1, -1, -1) if strong[index]), count)
    before, after = 0, sum(strong)
    for index, is_strong in enumerate(strong):
        after -= is_strong
        yield (
            float(max(-MAX_DISTANCE, min(MAX_DISTANCE, index - first))),
            float(max(-MAX_DISTANCE, min(MAX_DISTANCE, last - index))),
            float(min(before, MAX_COUNT)),
            float(min(after, MAX_COUNT)),
        )
        before += is_strong


def group(keys: Iterable[Key], scores: Sequence[float], weights: Sequence[float]) -> dict[Key, Mean]:
    """Give the mean scores of the parts of each key."""
    means: dict[Key, Mean] = {}
    for key, score, weight in zip(keys, scores, weights, strict=True):
        mean = means.get(key)
        if mean is None:
            mean = means[key] = Mean()
        mean.add(score, weight)
    return means


def running(values: Iterable[float]) -> list[float]:
    """Give the sums of all values before each place, and of all."""
    return [*accumulate(values, initial=0.0)]


class Surroundings:
    """What the boxes of a source say of the parts in them, each box looked at once."""

    def __init__(self, parts: Sequence[Part], scores: Sequence[float], weights: Sequence[float]) -> None:
        """Sum up the scores of boxes."""
        self.boxes = group([part.box for part in parts], scores, weights)
        self.outers = group([part.box.parent or part.box for part in parts], scores, weights)
        self.mass, self.total = kept_mass(parts, scores)
        self.core = core_path(parts, self.mass)
        self.known: dict[Box, Around] = {}

    def of(self, box: Box) -> Around:
        """Give what a box with parts in it and those around it say."""
        known = self.known.get(box)
        if known is None:
            outer = box.parent or box
            mass = self.mass
            shares = (mass.get(box, 0.0) / self.total, mass.get(outer, 0.0) / self.total)
            kept = (*shares, *place_in(box, self.core, mass))
            known = self.known[box] = Around(self.boxes[box], self.outers[outer], kept)
        return known


def kept_mass(parts: Sequence[Part], scores: Sequence[float]) -> tuple[dict[Box, float], float]:
    """Sum up over each box what scores as story."""
    mass: dict[Box, float] = {}
    total = 0.0
    for part, score in zip(parts, scores, strict=True):
        if score <= 0:
            continue
        size = min(part.size, MAX_MASS)
        total += size
        box: Box | None = part.box
        while box is not None:
            mass[box] = mass.get(box, 0.0) + size
            box = box.parent
    return mass, total or 1.0


def core_path(parts: Sequence[Part], mass: dict[Box, float]) -> dict[Box, float]:
    """Find the smallest box that holds nearly all that scores as story; give each box in it its depth below that."""
    top: Box | None = None
    children: dict[Box, list[Box]] = {}
    for box in mass:
        if box.parent is None:
            top = box
        else:
            children.setdefault(box.parent, []).append(box)
    while top is not None:
        best = max(children.get(top, ()), key=mass.__getitem__, default=None)
        if best is None or mass[best] < CORE_SHARE * mass[top]:
            break
        top = best
    return {top: 0.0} if top is not None else {parts[0].box: 0.0} if parts else {}


def place_in(box: Box, core: dict[Box, float], mass: dict[Box, float]) -> tuple[float, float]:
    """Give how far a box is from one with story, and how deep it lies in the story's box; -1 where it lies outside.

    What was looked up once is kept in `core`, so that a whole source takes time linear in its boxes.
    """
    chain = []
    inner: Box | None = box
    while inner is not None and inner not in core:
        chain.append(inner)
        inner = inner.parent
    depth = core[inner] if inner is not None else -1.0
    for outer in reversed(chain):
        depth = depth + 1.0 if depth >= 0 else -1.0
        core[outer] = depth
    if depth >= 0:
        return 0.0, depth
    up = 0
    inner = box
    while inner is not None and inner not in mass:
        up += 1
        inner = inner.parent
    return float(min(up, 9)), -1.0
