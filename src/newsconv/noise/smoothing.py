"""The second look: what the first score says of a part's neighbours and of the boxes around it.

A story is one run of parts in one place. A part that scores like story far from it is seldom story, and a
short line amid story mostly is. In: parts, their rows and first scores. Out: a row for each part, in the
order of `FEATURES`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from newsconv.noise import features

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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

OLD: Final = tuple(
    tuple(features.FEATURES).index(name)
    for name in (
        "length",
        "level",
        "link_share",
        "kind",
        "sentence_end",
        "text_words",
        "own_words",
        "witness",
        "witness_cover",
    )
)
"""What is looked at again."""
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
        self.best = max(self.best, score)

    def without(self, score: float, weight: float) -> float:
        """Give the mean of the others."""
        rest = self.weight - weight
        return (self.total - score * weight) / rest if rest > 0 else ALONE


def look_around(parts: Sequence[Part], measured: Measured, scores: Sequence[float]) -> list[list[float]]:
    """Make the rows of the second look.

    Args:
        parts: as measured, in reading order.
        measured: their rows.
        scores: their first scores, log-odds.
    """
    count = len(parts)
    weights = [min(part.size, MAX_WEIGHT) + MIN_WEIGHT for part in parts]
    boxes, outers, kinds = group(parts, measured.alike, scores, weights)
    strong = [score > STRONG and part.size >= STRONG_SIZE for score, part in zip(scores, parts, strict=True)]
    first = next((index for index in range(count) if strong[index]), 0)
    last = next((index for index in range(count - 1, -1, -1) if strong[index]), count)
    mass, total = kept_mass(parts, scores)
    core = core_path(parts, mass)
    padded = [NOBODY, NOBODY, *scores, NOBODY, NOBODY]
    sums, weight_sums = (
        running([score * weight for score, weight in zip(scores, weights, strict=True)]),
        running(weights),
    )
    before, after = 0, sum(strong)
    rows = []
    for index, part in enumerate(parts):
        score, weight, box = scores[index], weights[index], part.box
        outer = box.parent or box
        low, high = max(0, index - WINDOW), min(count, index + WINDOW + 1)
        near = weight_sums[high] - weight_sums[low] - weight
        after -= strong[index]
        up, down = place_in(box, core, mass)
        old = measured.rows[index]
        rows.append(
            [
                score,
                padded[index + 1],
                padded[index + 3],
                padded[index],
                padded[index + 4],
                (sums[high] - sums[low] - score * weight) / near if near > 0 else NOBODY,
                boxes[box].without(score, weight),
                boxes[box].best,
                outers[outer].without(score, weight),
                kinds[measured.alike[index]].without(score, weight),
                max(-MAX_DISTANCE, min(MAX_DISTANCE, index - first)),
                max(-MAX_DISTANCE, min(MAX_DISTANCE, last - index)),
                min(before, MAX_COUNT),
                min(after, MAX_COUNT),
                mass[box] / total,
                mass[outer] / total,
                up,
                down,
                *[old[number] for number in OLD],
            ]
        )
        before += strong[index]
    return rows


def group(
    parts: Sequence[Part], alike: Sequence[int], scores: Sequence[float], weights: Sequence[float]
) -> tuple[dict[Box, Mean], dict[Box, Mean], dict[int, Mean]]:
    """Give the mean scores of boxes, of the boxes around them, and of kinds of mark-up."""
    boxes: dict[Box, Mean] = {}
    outers: dict[Box, Mean] = {}
    kinds: dict[int, Mean] = {}
    for part, kind, score, weight in zip(parts, alike, scores, weights, strict=True):
        boxes.setdefault(part.box, Mean()).add(score, weight)
        outers.setdefault(part.box.parent or part.box, Mean()).add(score, weight)
        kinds.setdefault(kind, Mean()).add(score, weight)
    return boxes, outers, kinds


def running(values: Iterable[float]) -> list[float]:
    """Give the sums of all values before each place, and of all."""
    result = [0.0]
    for value in values:
        result.append(result[-1] + value)
    return result


def kept_mass(parts: Sequence[Part], scores: Sequence[float]) -> tuple[Counter[Box], float]:
    """Sum up over each box what scores as story."""
    mass: Counter[Box] = Counter()
    total = 0.0
    for part, score in zip(parts, scores, strict=True):
        if score <= 0:
            continue
        size = min(part.size, MAX_MASS)
        total += size
        box: Box | None = part.box
        while box is not None:
            mass[box] += size  # type: ignore[assignment]
            box = box.parent
    return mass, total or 1.0


def core_path(parts: Sequence[Part], mass: Counter[Box]) -> dict[Box, int]:
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
    return {top: 0} if top is not None else {parts[0].box: 0} if parts else {}


def place_in(box: Box, core: dict[Box, int], mass: Counter[Box]) -> tuple[int, int]:
    """Give how far a box is from one with story, and how deep it lies in the story's box; -1 where it lies outside.

    What was looked up once is kept in `core`, so that a whole source takes time linear in its boxes.
    """
    chain = []
    inner: Box | None = box
    while inner is not None and inner not in core:
        chain.append(inner)
        inner = inner.parent
    depth = core[inner] if inner is not None else -1
    for outer in reversed(chain):
        depth = depth + 1 if depth >= 0 else -1
        core[outer] = depth
    if depth >= 0:
        return 0, depth
    up = 0
    inner = box
    while inner is not None and not mass[inner]:
        up += 1
        inner = inner.parent
    return min(up, 9), -1
