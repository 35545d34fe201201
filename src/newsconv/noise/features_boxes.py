"""What the learned score measures on the boxes around parts, once for all parts in a box.

In: parts in reading order, and the log-odds of words in the names of boxes. Out: numbers for each box, in the order of
`newsconv.noise.features.FEATURES`.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple

from newsconv.noise.parts import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsconv.noise.parts import Box, Part

__all__ = ["AroundPart", "Boxes"]

DESCENT_SHARE: Final = 0.74
"""Share of its running text that a box must hold to be the main one inside its parent. Tried on the aeb, press and
wcxb pages: 0.65 loses text, 0.88 lets in more of what stands beside; between 0.70 and 0.80 little changes."""
MAX_AROUND: Final = 8
"""Boxes around a part whose classes are looked up, the innermost."""
BROAD_SHARE: Final = 0.9
"""Share of the running text from which on the classes of a box tell nothing of a part in it."""
BELIEVED_SHARE: Final = 0.5
"""Share of the running text from which on the element of a box (`nav`, `form`) is not believed."""


class AroundPart(NamedTuple):
    """What is measured on the boxes around a part, all of it floats."""

    sums: tuple[float, ...]
    """From `depth` to `wider_links`."""
    place: tuple[float, float]
    """`main_up` and `main_down`."""
    words: tuple[float, float, float, float]
    """From `box_words` to `around_worst`."""


class BoxSums:
    """What is summed up over all parts inside a box."""

    __slots__ = ("chars", "link_chars", "parts", "prose")

    def __init__(self) -> None:
        """Start at nothing."""
        self.prose = 0.0
        self.chars = 0
        self.link_chars = 0
        self.parts = 0

    def add(self, inner: BoxSums) -> None:
        """Add the sums of a box in this one."""
        self.prose += inner.prose
        self.chars += inner.chars
        self.link_chars += inner.link_chars
        self.parts += inner.parts


def weight(odds: float) -> tuple[float, float]:
    """Give what the odds of a word are compared by: what they say, then whether it is for or against."""
    return abs(odds), odds


def depth_of(box: Box) -> int:
    """Give how deep a box lies."""
    return box.depth


class Boxes:
    """The boxes of a source.

    Attributes:
        total: size of all running text, at least 1.
    """

    def __init__(
        self, parts: Sequence[Part], prose: Sequence[float], classes: Mapping[str, float], around: Mapping[str, float]
    ) -> None:
        """Sum up over the boxes.

        Args:
            parts: with text, in reading order.
            prose: size of the running text of each.
            classes: log-odds of words in the name of a part and the two boxes around it.
            around: those of words in the names of all boxes, and of their elements as `<nav>`.
        """
        self.classes = classes
        self.around_odds = around
        self.total = sum(prose) or 1.0
        self.sums = sum_boxes(parts, prose)
        self.main = main_path(self.sums)
        self.name_words: dict[str, frozenset[str]] = {"": frozenset()}
        self.class_scores: dict[str, float] = {"": 0.0}
        self.known: dict[Box, AroundPart] = {}
        self.box_odds: dict[Box, tuple[float, ...]] = {}

    def of(self, box: Box) -> AroundPart:
        """Give what is measured on a box and those around it."""
        known = self.known.get(box)
        if known is None:
            known = self.known[box] = AroundPart(self.measure_sums(box), self.place(box), self.measure_words(box))
        return known

    def measure_sums(self, box: Box) -> tuple[float, ...]:
        """Measure how much is in a box and in the two around it."""
        outer = box.parent or box
        wider = outer.parent or outer
        inside, out, wide = self.sums[box], self.sums[outer], self.sums[wider]
        return (
            float(box.depth),
            inside.prose / self.total,
            inside.link_chars / inside.chars,
            float(min(inside.parts, 60)),
            inside.chars / inside.parts,
            out.prose / self.total,
            out.link_chars / out.chars,
            float(min(out.parts, 60)),
            wide.prose / self.total,
            wide.link_chars / wide.chars,
        )

    def place(self, box: Box) -> tuple[float, float]:
        """Tell how far a box is from the main path."""
        down, up = 0.0, box
        while up not in self.main:
            down += 1.0
            up = up.parent  # type: ignore[assignment]
        return self.main[up], down

    def measure_words(self, box: Box) -> tuple[float, float, float, float]:
        """Look up the classes of a box and of those around it."""
        outer = self.class_score(box.parent.name) if box.parent else 0.0
        return (self.class_score(box.name), outer, *self.around(box))

    def around(self, box: Box | None) -> tuple[float, float]:
        """Give the mean and the worst of what the classes around say."""
        found: list[float] = []
        for _ in range(MAX_AROUND):
            if box is None:
                break
            odds = self.box_odds.get(box)
            if odds is None:
                odds = self.box_odds[box] = self.odds_of(box)
            found += odds
            box = box.parent
        return (fsum(found) / len(found), min(found)) if found else (0.0, 0.0)  # exact, so that order does not matter

    def odds_of(self, box: Box) -> tuple[float, ...]:
        """Look up what the classes and the element of a box say of the parts in it."""
        share = self.sums[box].prose / self.total
        if share >= BROAD_SHARE:
            return ()
        odds = self.around_odds
        found = [odds[word] for word in self.words_of(box.name) if word in odds]
        tag = odds.get(f"<{box.tag}>")
        if tag is not None and (tag > 0 or share < BELIEVED_SHARE):
            found.append(tag)
        return tuple(found)

    def class_score(self, name: str) -> float:
        """Look up the word of a class that says most."""
        known = self.class_scores.get(name)
        if known is None:
            classes = self.classes
            found = [classes[word] for word in self.words_of(name) if word in classes]
            known = self.class_scores[name] = max(found, key=weight) if found else 0.0
        return known

    def words_of(self, name: str) -> frozenset[str]:
        """Give the words of a name, taken apart only once: a page has few names, each many times."""
        known = self.name_words.get(name)
        if known is None:
            known = self.name_words[name] = words_of(name)
        return known


def sum_boxes(parts: Sequence[Part], prose: Sequence[float]) -> dict[Box, BoxSums]:
    """Sum up over each box, from the parts outwards."""
    sums: dict[Box, BoxSums] = {}
    for part, size in zip(parts, prose, strict=True):
        box: Box | None = part.box
        while box is not None and box not in sums:
            sums[box] = BoxSums()
            box = box.parent
        total = sums[part.box]
        total.prose += size
        total.chars += len(part.text)
        total.link_chars += part.link_chars
        total.parts += 1
    for inner in sorted(sums, key=depth_of, reverse=True):
        if inner.parent is not None:
            sums[inner.parent].add(sums[inner])
    return sums


def main_path(sums: Mapping[Box, BoxSums]) -> dict[Box, float]:
    """Find the smallest box that holds nearly all running text.

    Returns:
        It and the boxes around it, with their distance from it.
    """
    children: dict[Box, list[Box]] = {}
    top: Box | None = None
    for box in sums:
        if box.parent is None:
            top = box
        else:
            children.setdefault(box.parent, []).append(box)
    while top is not None:
        best = max(children.get(top, ()), key=lambda child: sums[child].prose, default=None)
        if best is None or not sums[best].prose or sums[best].prose < DESCENT_SHARE * sums[top].prose:
            break
        top = best
    path: dict[Box, float] = {}
    while top is not None:
        path[top] = float(len(path))
        top = top.parent
    return path
