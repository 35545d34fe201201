"""What the learned score looks at: numbers measured on each part of a source and on what is around it.

In: parts in reading order and what is known of the source. Out: a row of numbers for each part, in the order of
`FEATURES`. Nothing here knows a syntax; what a syntax does not give (classes, elements) is neutral.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping  # noqa: TC003 - msgspec resolves the annotations when it makes the class
from math import log2
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.noise.features_boxes import Boxes
from newsconv.noise.features_text import measure_first_words, measure_text
from newsconv.noise.parts import PROSE_SIZE
from newsconv.noise.segments import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsconv.noise.parts import Part

__all__ = ["FEATURES", "Hints", "Words", "describe", "measure_parts"]

FEATURES: Final[dict[str, str]] = {
    "length": "its length",
    "link_share": "the share of links in it",
    "links": "how many links it has",
    "runs": "how many lines it has",
    "run_length": "the length of its lines",
    "items": "how many items it has",
    "level": "its rank as a heading",
    "kind": "the kind of its element",
    "sentence_end": "how it ends",
    "sentences": "how many sentences it has",
    "commas": "how many commas it has",
    "capitals": "the share of capitalized words",
    "bold": "the share of bold text",
    "images": "how many pictures it has",
    "depth": "how deep it lies",
    "box_prose": "the share of the running text that its box holds",
    "box_links": "the share of links in its box",
    "box_parts": "how much else is in its box",
    "box_mean": "the length of the texts in its box",
    "outer_prose": "the share of the running text that the box around its box holds",
    "outer_links": "the share of links in the box around its box",
    "outer_parts": "how much else is in the box around its box",
    "wider_prose": "the share of the running text in the next box outwards",
    "wider_links": "the share of links in the next box outwards",
    "alike_prose": "the share of the running text that is marked up like it",
    "alike": "how many are marked up like it",
    "main_up": "how far it is from the box that holds most running text",
    "main_down": "how deep it lies below the boxes around the story",
    "position": "its place in the source",
    "prose_before": "the share of the running text before it",
    "prose_after": "the share of the running text after it",
    "from_prose": "the distance from the running text before it",
    "to_prose": "the distance to the running text after it",
    "from_headline": "its distance from the headline",
    "same_title": "whether it is the headline",
    "repeated": "whether it stood before",
    "witness": "whether the metadata's copy of the story has it",
    "witness_cover": "how much of the metadata's copy of the story was found",
    "description": "whether it is the description",
    "source_prose": "how much running text there is",
    "source_parts": "how many parts there are",
    "previous_length": "the length of the part before it",
    "previous_links": "the share of links in the part before it",
    "previous_alike": "whether the part before it is marked up like it",
    "previous_box": "whether the part before it is in the same box",
    "next_length": "the length of the part after it",
    "next_links": "the share of links in the part after it",
    "next_alike": "whether the part after it is marked up like it",
    "next_box": "whether the part after it is in the same box",
    "own_words": "the words of its class",
    "box_words": "the words of its box's class",
    "outer_words": "the words of the class of the box around its box",
    "around_words": "the words of the classes around it",
    "around_worst": "the worst of the words of the classes around it",
    "text_words": "the words in it",
    "first_words": "the words that it begins with",
}
"""Name and wording of each number of a row, in order."""

NOBODY: Final = (-1.0, -1.0, 0.0, 0.0)
"""What a neighbour that is not there tells."""
MIN_WITNESS_CHARS: Final = 300
"""Code points of a copy of the story in the metadata from which on it is a witness; shorter ones are teasers."""
MIN_COVER: Final = 0.3
"""Share of such a copy that must be found for it to be believed."""
WITNESS_EDGE: Final = 50
"""Letters at both ends of a part that are looked up in such a copy."""
MIN_WITNESS_LETTERS: Final = 4
"""Letters from which on a text is looked up there: shorter ones are in any copy by chance."""
MIN_REPEAT_CHARS: Final = 20
"""Code points, folded, from which on a text that comes twice is no chance."""
FAR: Final = 99.0


class Words(msgspec.Struct, frozen=True):
    """Log-odds of words: how much more often parts with a word are story than parts without."""

    classes: Mapping[str, float] = {}
    """Words of the class of a part, its box, and the box around that."""
    around: Mapping[str, float] = {}
    """Words of the classes of all boxes around, and their elements as `<nav>`."""
    texts: Mapping[str, float] = {}
    """Folded words at the start of the text."""


class Hints(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a source from elsewhere."""

    headline: str = ""
    witness: str = ""
    """A copy of the story's text, such as JSON-LD's `articleBody`."""
    description: str = ""


class Measured(msgspec.Struct):
    """The rows of a source and what the next step needs of it."""

    rows: list[list[float]]
    """All of floats, whose comparison Python does fastest."""
    alike: list[int]
    """For each part the number of its kind of mark-up."""
    cover: float = -1.0
    """Share of the metadata's copy of the story that was found; -1 without one."""


def describe(feature: int) -> str:
    """Word a feature for a person."""
    return tuple(FEATURES.values())[feature]


def measure_parts(parts: Sequence[Part], words: Words, hints: Hints) -> Measured:
    """Measure all parts of a source.

    Args:
        parts: those with text, in reading order.
        words: the log-odds of words.
        hints: what is known from elsewhere.
    """
    return Measurer(parts, words, hints).measure()


class Measurer:
    """Measures the parts of one source: whatever concerns several parts is measured for all of them first."""

    def __init__(self, parts: Sequence[Part], words: Words, hints: Hints) -> None:
        """Prepare what concerns several parts."""
        self.parts = parts
        self.words = words
        self.hints = hints
        self.prose = [part.prose for part in parts]
        self.folded = [fold(part.text) for part in parts]
        self.boxes = Boxes(parts, self.prose, words.classes, words.around)
        self.title = fold(hints.headline)
        self.marks, self.mark_measures = self.measure_marks()
        self.witness, self.cover = self.find_witness()

    def measure(self) -> Measured:
        """Make the rows."""
        lengths = [log2(part.size + 1) for part in self.parts]
        shares = [part.link_chars / len(part.text) for part in self.parts]
        before, after = self.measure_neighbours(lengths, shares)
        odds, boxes, marks = self.words.texts, self.boxes, self.mark_measures
        rows: list[list[float]] = []
        for part, length, share, folded, mark, place, previous, following in zip(
            self.parts, lengths, shares, self.folded, self.marks, self.measure_places(), before, after, strict=True
        ):
            around = boxes.of(part.box)
            rows.append(
                [
                    *measure_text(part, length, share),
                    *around.sums,
                    *marks[mark],
                    *around.place,
                    *place,
                    *previous,
                    *following,
                    boxes.class_score(part.name),
                    *around.words,
                    *measure_first_words(folded, odds),
                ]
            )
        return Measured(rows, self.marks, self.cover)

    # ------------------------------------------------------------ mark-up

    def measure_marks(self) -> tuple[list[int], list[tuple[float, float]]]:
        """Number the kinds of mark-up; give the number of each part, and `alike_prose` and `alike` of each number."""
        numbers: dict[tuple[str, str, str, str], int] = {}
        marks: list[int] = []
        counts: list[int] = []
        sizes: list[float] = []
        for part, size in zip(self.parts, self.prose, strict=True):
            box = part.box
            mark = numbers.setdefault((part.tag, part.name, box.tag, box.name), len(numbers))
            if mark == len(counts):
                counts.append(0)
                sizes.append(0)
            marks.append(mark)
            counts[mark] += 1
            sizes[mark] += size
        total = self.boxes.total
        return marks, [(size / total, float(min(count, 50))) for size, count in zip(sizes, counts, strict=True)]

    # ------------------------------------------------------------ places

    def measure_places(self) -> Iterator[tuple[float, ...]]:
        """Measure where each part stands among the others: the numbers from `position` to `source_parts`."""
        count, total = len(self.parts), self.boxes.total
        before, after = self.distances()
        headline = self.find_headline()
        witness = [-1.0] * count if self.cover < MIN_COVER else self.witness
        repeated, described = self.repeats(), self.find_description()
        source = (log2(total + 1), float(min(count, 300)))
        passed = 0.0
        for index, size in enumerate(self.prose):
            yield (
                index / count,
                passed / total,
                1 - (passed + size) / total,
                before[index],
                after[index],
                float(max(-20, min(60, index - headline))) if headline >= 0 else -30.0,
                float(index == headline and self.folded[index] == self.title),
                repeated[index],
                witness[index],
                self.cover,
                described[index],
                *source,
            )
            passed += size

    def distances(self) -> tuple[list[float], list[float]]:
        """Count the parts from each to the running text before and after it."""
        count = len(self.parts)
        before, after = [FAR] * count, [FAR] * count
        for result, order in ((before, range(count)), (after, range(count - 1, -1, -1))):
            last = None
            for index in order:
                if last is not None:
                    result[index] = min(float(abs(index - last)), FAR)
                if self.prose[index] >= PROSE_SIZE:
                    last = index
        return before, after

    def measure_neighbours(
        self, lengths: Sequence[float], shares: Sequence[float]
    ) -> tuple[list[tuple[float, ...]], list[tuple[float, ...]]]:
        """Measure what stands before and after each part: the numbers from `previous_length` to `next_box`."""
        boxes = [part.box for part in self.parts]
        before: list[tuple[float, ...]] = [NOBODY]
        after: list[tuple[float, ...]] = []
        for index in range(1, len(boxes)):
            last = index - 1
            same_mark = float(self.marks[last] == self.marks[index])
            same_box = float(boxes[last] is boxes[index])
            before.append((lengths[last], shares[last], same_mark, same_box))
            after.append((lengths[index], shares[index], same_mark, same_box))
        after.append(NOBODY)
        return before[: len(boxes)], after[: len(boxes)]

    # ------------------------------------------------------------ what is known from elsewhere

    def find_headline(self) -> int:
        """Find the part that is the headline, or else the first heading of the first rank; -1 where there is none."""
        title = self.title
        first = -1
        for index, (part, text) in enumerate(zip(self.parts, self.folded, strict=True)):
            if title and text == title:
                return index
            if first < 0:
                begins = len(text) >= MIN_REPEAT_CHARS and 3 * len(text) >= 2 * len(title) and title.startswith(text)
                first = index if part.level == 1 or (title and begins) else -1
        return first

    def find_witness(self) -> tuple[list[float], float]:
        """Tell of each part whether a copy of the story has it, and how much of the copy was found; -1 without copy."""
        if len(self.hints.witness) <= MIN_WITNESS_CHARS:
            return [], -1.0
        copy = fold(self.hints.witness).replace(" ", "")
        letters = [text.replace(" ", "") for text in self.folded]
        found = [
            float(len(text) >= MIN_WITNESS_LETTERS and text[:WITNESS_EDGE] in copy and text[-WITNESS_EDGE:] in copy)
            for text in letters
        ]
        got = sum(len(text) for text, hit in zip(letters, found, strict=True) if hit)
        return found, min(1.5, got / max(1, len(copy)))

    def repeats(self) -> list[float]:
        """Count for each part how often its text stood before it, up to 3; short ones are not counted."""
        seen: Counter[str] = Counter()
        counts = []
        for text in self.folded:
            if len(text) < MIN_REPEAT_CHARS:
                counts.append(0.0)
                continue
            counts.append(float(min(seen[text], 3)))
            seen[text] += 1
        return counts

    def find_description(self) -> list[float]:
        """Tell of each part whether it is the description, or stands in it; -1 where that is too short to tell."""
        description = fold(self.hints.description)
        if len(description) < MIN_REPEAT_CHARS:
            return [-1.0] * len(self.parts)
        return [
            float(len(text) >= MIN_REPEAT_CHARS and (text in description or description.startswith(text[:60])))
            for text in self.folded
        ]
