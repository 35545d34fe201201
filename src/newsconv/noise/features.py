"""What the learned score looks at: numbers measured on each part of a source and on what is around it.

In: parts in reading order and what is known of the source. Out: a row of numbers for each part, in the order of
`FEATURES`. Nothing here knows a syntax; what a syntax does not give (classes, elements) is neutral.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping  # noqa: TC003 - msgspec resolves the annotations when it makes the class
from math import fsum, log2, sqrt
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.noise.parts import PROSE_SIZE, words_of
from newsconv.noise.segments import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.noise.parts import Box, Part

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

KINDS: Final = {"li": 2, "td": 3, "th": 3, "dd": 3, "dt": 3, "ul": 4, "ol": 4, "menu": 4, "table": 5, "blockquote": 6}
KINDS_MORE: Final = {
    "figure": 7,
    "figcaption": 7,
    "post": 7,
    "pre": 8,
    "h1": 9,
    "h2": 9,
    "h3": 9,
    "h4": 9,
    "h5": 9,
    "h6": 9,
}
KIND_OF: Final = {**KINDS, **KINDS_MORE}
"""Numbers of kinds of elements; 0 is a paragraph, 1 is text that stands between blocks."""
SENTENCE_ENDS: Final = tuple(".!?…\"”“»’')。！？」।؟;")  # noqa: RUF001 - marks of many scripts
RE_SENTENCE: Final = re.compile(r"[.!?。！？।؟…](?:\s|$|[\"”»])")  # noqa: RUF001 - as above
RE_CAPITAL: Final = re.compile(r"(?:^|\s)[^\w\s]?[A-ZÀ-ÞА-Я]")
ASCII_KINDS: Final = "".join(
    " "
    if chr(code).isspace()
    else "A"
    if chr(code).isupper()
    else "a"
    if chr(code).isalnum() or code == ord("_")
    else "."
    for code in range(128)
)
"""For each character of ASCII what kind it is of, to `str.translate`."""
NOBODY: Final = (-1.0, -1.0, False, False)
"""What a neighbour that is not there tells."""
BOX_SUMS: Final = 10
"""How many of the measures of a box come before those of its mark-up."""
DESCENT_SHARE: Final = 0.74
"""Share of its running text that a box must hold to be the main one inside its parent. Tried on the aeb, press and
wcxb pages: 0.65 loses text, 0.88 lets in more of what stands beside; between 0.70 and 0.80 little changes."""
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
FAR: Final = 99
MAX_TEXT_WORDS: Final = 14
"""Words at the start of a part that are looked up: prompts and labels say what they are at their start."""
MAX_AROUND: Final = 8
"""Boxes around a part whose classes are looked up, the innermost."""
BROAD_SHARE: Final = 0.9
"""Share of the running text from which on the classes of a box tell nothing of a part in it."""
BELIEVED_SHARE: Final = 0.5
"""Share of the running text from which on the element of a box (`nav`, `form`) is not believed."""


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
    alike: list[int]
    """For each part the number of its kind of mark-up."""
    cover: float = -1.0
    """Share of the metadata's copy of the story that was found; -1 without one."""


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


def describe(feature: int) -> str:
    """Word a feature for a person."""
    return tuple(FEATURES.values())[feature]


def weight(odds: float) -> tuple[float, float]:
    """Give what the odds of a word are compared by: what they say, then whether it is for or against."""
    return abs(odds), odds


def depth_of(box: Box) -> int:
    """Give how deep a box lies."""
    return box.depth


def count_capitals(text: str) -> int:
    """Count the words with a capital, which may have one mark before it.

    Made as short as its kind ("A" for a capital, "." for a mark), a text of ASCII takes half the time of a search.

    >>> count_capitals("Rain (Heavy) in the Old town"), count_capitals("Ärger in Köln")
    (3, 2)
    """
    if text.isascii():
        kinds = " " + text.translate(ASCII_KINDS)
        return kinds.count(" A") + kinds.count(" .A")
    return len(RE_CAPITAL.findall(text))


def measure_parts(parts: Sequence[Part], words: Words, hints: Hints) -> Measured:
    """Measure all parts of a source.

    Args:
        parts: those with text, in reading order.
        words: the log-odds of words.
        hints: what is known from elsewhere.
    """
    return Measurer(parts, words, hints).measure()


class Measurer:
    """Measures the parts of one source; everything that concerns several parts is prepared once."""

    def __init__(self, parts: Sequence[Part], words: Words, hints: Hints) -> None:
        """Prepare what concerns several parts."""
        self.parts = parts
        self.words = words
        self.hints = hints
        self.prose = [part.prose for part in parts]
        self.total = sum(self.prose) or 1.0
        self.folded = [fold(part.text) for part in parts]
        self.sums = self.sum_boxes()
        self.main = self.main_path()
        self.marks, self.mark_counts, self.mark_prose = self.sum_marks()
        self.headline_index = self.find_headline()
        self.witness, self.cover = self.find_witness()
        self.name_words: dict[str, frozenset[str]] = {"": frozenset()}
        self.box_words = {box: self.words_of_box(box) for box in self.sums}
        self.class_memory: dict[str, float] = {"": 0.0}

    # ------------------------------------------------------------ what concerns several parts

    def sum_boxes(self) -> dict[Box, BoxSums]:
        """Sum up over each box, from the parts outwards."""
        sums: dict[Box, BoxSums] = {}
        for part, prose in zip(self.parts, self.prose, strict=True):
            box: Box | None = part.box
            while box is not None and box not in sums:
                sums[box] = BoxSums()
                box = box.parent
            total = sums[part.box]
            total.prose += prose
            total.chars += len(part.text)
            total.link_chars += part.link_chars
            total.parts += 1
        for inner in sorted(sums, key=depth_of, reverse=True):
            if inner.parent is not None:
                sums[inner.parent].add(sums[inner])
        return sums

    def main_path(self) -> dict[Box, int]:
        """Find the smallest box that holds nearly all running text.

        Returns:
            It and the boxes around it, with their distance from it.
        """
        children: dict[Box, list[Box]] = {}
        top: Box | None = None
        for box in self.sums:
            if box.parent is None:
                top = box
            else:
                children.setdefault(box.parent, []).append(box)
        while top is not None:
            best = max(children.get(top, ()), key=lambda child: self.sums[child].prose, default=None)
            if (
                best is None
                or not self.sums[best].prose
                or self.sums[best].prose < DESCENT_SHARE * self.sums[top].prose
            ):
                break
            top = best
        path: dict[Box, int] = {}
        while top is not None:
            path[top] = len(path)
            top = top.parent
        return path

    def sum_marks(self) -> tuple[list[int], Counter[int], Counter[int]]:
        """Number the kinds of mark-up, and count parts and running text of each."""
        numbers: dict[tuple[str, str, str, str], int] = {}
        marks: list[int] = []
        counts: Counter[int] = Counter()
        prose: Counter[int] = Counter()
        for part, size in zip(self.parts, self.prose, strict=True):
            mark = numbers.setdefault((part.tag, part.name, part.box.tag, part.box.name), len(numbers))
            marks.append(mark)
            counts[mark] += 1
            prose[mark] += size  # type: ignore[assignment]
        return marks, counts, prose

    def find_headline(self) -> int:
        """Find the part that is the headline, or else the first heading of the first rank; -1 where there is none."""
        title = fold(self.hints.headline)
        first = -1
        for index, (part, text) in enumerate(zip(self.parts, self.folded, strict=True)):
            if title and text == title:
                return index
            begins = len(text) >= MIN_REPEAT_CHARS and 3 * len(text) >= 2 * len(title) and title.startswith(text)
            if first < 0 and (part.level == 1 or (title and begins)):
                first = index
        return first

    def find_witness(self) -> tuple[list[int], float]:
        """Tell of each part whether a copy of the story has it, and how much of the copy was found; -1 without copy."""
        if len(self.hints.witness) <= MIN_WITNESS_CHARS:
            return [], -1.0
        copy = fold(self.hints.witness).replace(" ", "")
        letters = [text.replace(" ", "") for text in self.folded]
        found = [
            int(len(text) >= MIN_WITNESS_LETTERS and text[:WITNESS_EDGE] in copy and text[-WITNESS_EDGE:] in copy)
            for text in letters
        ]
        got = sum(len(text) for text, hit in zip(letters, found, strict=True) if hit)
        return found, min(1.5, got / max(1, len(copy)))

    def words_of_box(self, box: Box) -> tuple[float, ...]:
        """Look up what the classes and the element of a box say of the parts in it."""
        share = self.sums[box].prose / self.total
        if share >= BROAD_SHARE:
            return ()
        around = self.words.around
        found = [around[word] for word in self.words_of(box.name) if word in around]
        tag = around.get(f"<{box.tag}>")
        if tag is not None and (tag > 0 or share < BELIEVED_SHARE):
            found.append(tag)
        return tuple(found)

    # ------------------------------------------------------------ rows

    def measure(self) -> Measured:
        """Make the rows."""
        before, after = self.distances()
        count = len(self.parts)
        lengths = [log2(part.size + 1) for part in self.parts]
        shares = [part.link_chars / len(part.text) for part in self.parts]
        boxes = [part.box for part in self.parts]
        marks = self.marks
        repeated, described = self.repeats(), self.find_description()
        known: dict[Box, tuple[list[float], list[float]]] = {}
        source = [self.cover, log2(self.total + 1), min(count, 300)]
        rows: list[list[float]] = []
        passed = 0.0
        for index, part in enumerate(self.parts):
            mark, box = marks[index], boxes[index]
            around = known.get(box)
            if around is None:
                around = known[box] = (self.of_box(box), self.of_words_around(box))
            last, following = index - 1, index + 1
            rows.append(
                [
                    *self.of_text(part, lengths[index], shares[index]),
                    *around[0][:BOX_SUMS],
                    self.mark_prose[mark] / self.total,
                    min(self.mark_counts[mark], 50),
                    *around[0][BOX_SUMS:],
                    index / count,
                    passed / self.total,
                    1 - (passed + self.prose[index]) / self.total,
                    before[index],
                    after[index],
                    max(-20, min(60, index - self.headline_index)) if self.headline_index >= 0 else -30,
                    self.folded[index] == fold(self.hints.headline) if index == self.headline_index else 0,
                    repeated[index],
                    -1 if self.cover < MIN_COVER else self.witness[index],
                    source[0],
                    described[index],
                    source[1],
                    source[2],
                    *((lengths[last], shares[last], marks[last] == mark, boxes[last] is box) if index else NOBODY),
                    *(
                        (lengths[following], shares[following], marks[following] == mark, boxes[following] is box)
                        if following < count
                        else NOBODY
                    ),
                    self.class_score(part.name),
                    *around[1],
                    *self.of_words(self.folded[index]),
                ]
            )
            passed += self.prose[index]
        return Measured(rows, self.marks, self.cover)

    def repeats(self) -> list[int]:
        """Count for each part how often its text stood before it, up to 3; short ones are not counted."""
        seen: Counter[str] = Counter()
        counts = []
        for text in self.folded:
            counts.append(min(seen[text], 3) if len(text) >= MIN_REPEAT_CHARS else 0)
            seen[text] += 1
        return counts

    def find_description(self) -> list[int]:
        """Tell of each part whether it is the description, or stands in it; -1 where that is too short to tell."""
        description = fold(self.hints.description)
        if len(description) < MIN_REPEAT_CHARS:
            return [-1] * len(self.parts)
        return [
            int(len(text) >= MIN_REPEAT_CHARS and (text in description or description.startswith(text[:60])))
            for text in self.folded
        ]

    def of_text(self, part: Part, length: float, link_share: float) -> list[float]:
        """Measure a part by itself; two of its measures are known."""
        text, chars = part.text, len(part.text)
        words = text.count(" ") + 1
        kind = KIND_OF.get(part.tag, 0 if part.is_element else 1)
        end = 1 if text.endswith(SENTENCE_ENDS) else 2 if text.endswith((":", "：")) else 0  # noqa: RUF001 - both colons
        return [
            length,
            link_share,
            min(part.links, 20),
            min(part.runs, 20),
            part.size / max(1, part.runs),
            min(part.items, 20),
            part.level,
            kind,
            end,
            min(len(RE_SENTENCE.findall(text)), 12),
            (text.count(",") + text.count("、") + text.count("،")) * 100 / chars,
            count_capitals(text) / words,
            part.bold / chars,
            min(part.images, 4),
        ]

    def of_box(self, box: Box) -> list[float]:
        """Measure the boxes around the parts of a box, once for all of them."""
        outer = box.parent or box
        wider = outer.parent or outer
        inside, out, wide = self.sums[box], self.sums[outer], self.sums[wider]
        down, up = 0, box
        while up not in self.main:
            down += 1
            up = up.parent  # type: ignore[assignment]
        return [
            box.depth,
            inside.prose / self.total,
            inside.link_chars / inside.chars,
            min(inside.parts, 60),
            inside.chars / inside.parts,
            out.prose / self.total,
            out.link_chars / out.chars,
            min(out.parts, 60),
            wide.prose / self.total,
            wide.link_chars / wide.chars,
            self.main[up],
            down,
        ]

    def of_words_around(self, box: Box) -> list[float]:
        """Look up the classes of a box and of those around it, once for all parts in it."""
        outer = self.class_score(box.parent.name) if box.parent else 0.0
        return [self.class_score(box.name), outer, *self.around(box)]

    def distances(self) -> tuple[list[int], list[int]]:
        """Count the parts from each to the running text before and after it."""
        before, after = [FAR] * len(self.parts), [FAR] * len(self.parts)
        for result, order in ((before, range(len(self.parts))), (after, range(len(self.parts) - 1, -1, -1))):
            last = None
            for index in order:
                if last is not None:
                    result[index] = min(abs(index - last), FAR)
                if self.prose[index] >= PROSE_SIZE:
                    last = index
        return before, after

    def around(self, box: Box | None) -> tuple[float, float]:
        """Give the mean and the worst of what the classes around say."""
        found: list[float] = []
        for _ in range(MAX_AROUND):
            if box is None:
                break
            found += self.box_words[box]
            box = box.parent
        return (fsum(found) / len(found), min(found)) if found else (0.0, 0.0)  # exact, so that order does not matter

    def class_score(self, name: str) -> float:
        """Look up the word of a class that says most."""
        known = self.class_memory.get(name)
        if known is None:
            classes = self.words.classes
            found = [classes[word] for word in self.words_of(name) if word in classes]
            known = self.class_memory[name] = max(found, key=weight) if found else 0.0
        return known

    def words_of(self, name: str) -> frozenset[str]:
        """Give the words of a name, taken apart only once: a page has few names, each many times."""
        known = self.name_words.get(name)
        if known is None:
            known = self.name_words[name] = words_of(name)
        return known

    def of_words(self, folded: str) -> tuple[float, float]:
        """Look up the words that a text begins with."""
        texts = self.words.texts
        words = folded.split(" ", MAX_TEXT_WORDS)[:MAX_TEXT_WORDS]
        found = [texts[word] for word in dict.fromkeys(words) if word in texts]
        first = texts.get(words[0], 0.0) + (texts.get(words[1], 0.0) if len(words) > 1 else 0.0)
        return sum(found) / sqrt(len(found)) if found else 0.0, first
