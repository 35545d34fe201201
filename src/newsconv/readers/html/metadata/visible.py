"""Where a page shows people what its scripts do not say: around its headline, else where elements are called so.

In: the tree, its headings. Out: lines (`lines`). Nothing is looked for until somebody asks, and nothing twice.
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from newsconv.readers.html.metadata.headlines import Heading
from newsconv.readers.html.metadata.lines import lines_above, lines_below, lines_within
from newsconv.readers.html.metadata.microdata import MAX_TEXT_CHARS, iter_texts
from newsconv.readers.html.metadata.wording import compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsconv.readers.html.metadata.lines import Line

__all__ = ["MAX_HEADINGS", "Mark", "Visible", "is_outside"]

Mark: TypeAlias = Literal["author", "date"]
"""What elements may be called by their classes."""

RE_MARKS: Final[dict[Mark, re.Pattern[str]]] = {
    "author": re.compile(r"uthor|yline|autor"),
    "date": re.compile(r"[dD]ate|ublish|osted|time|entry-meta"),
}
"""Parts of classes by which bylines and date lines are known far from the headline."""
MAX_MARKED: Final = 20
"""Elements of such classes looked at; those of the story come first."""
MAX_MARKED_LINES: Final = 2
"""Lines of such an element looked at: a label and what it names."""
OUTSIDE: Final = frozenset({"aside", "nav", "footer"})
"""Elements in which nothing is of the story."""
MAX_ANCESTORS: Final = 64
"""Elements around one that are looked at; the deepest of 995 corpus pages has 56."""
MAX_HEADINGS: Final = 20
"""Headings of a rank that are kept."""
MAX_THIRD: Final = 100
"""Headings of the third rank among which the headline is looked for where there is no other, as on two press pages of
a broadcaster, whose menus have 30 before it."""


class Visible:
    """What a page shows.

    Attributes:
        root: the tree of the page.
        headings: its top headings that hold text.
        second: its elements of the headings of the second rank.
    """

    __slots__ = ("_below", "_lines", "_marked", "headings", "root", "second")

    def __init__(self, root: _Element) -> None:
        """Start with nothing."""
        self.root = root
        self.headings: list[Heading] = []
        self.second: list[_Element] = []
        self._below: list[Line] = []
        self._lines: Iterator[Line] | None = None
        self._marked: dict[Mark, list[_Element]] | None = None

    def add_heading(self, element: _Element) -> None:
        """Keep a heading; of the second rank only its element."""
        if element.tag == "h2":
            self.second += [element] if len(self.second) < MAX_HEADINGS else []
        elif len(self.headings) < MAX_HEADINGS and (heading := read_heading(element)).pieces:
            self.headings.append(heading)

    def subheadings(self) -> Iterator[Heading]:
        """Give the headings of the second rank."""
        return (heading for heading in map(read_heading, self.second) if heading.pieces)

    def around(self, headline: str) -> Iterator[Line]:
        """Give the lines around the headline of the page, one by one: those below it, then those above."""
        if self._lines is None:
            self._lines = self._find_lines(headline)
        yield from self._below
        for line in self._lines:
            self._below.append(line)
            yield line

    def _find_lines(self, headline: str) -> Iterator[Line]:
        """Give the lines around the headline, or the first of the story where no heading is."""
        place = self._find_place(headline)
        if place is not None:
            yield from lines_below(place)
            yield from lines_above(place)
            return
        parts = (next(self.root.iter(tag), None) for tag in ("article", "main", "body"))
        yield from lines_within(next((part for part in parts if part is not None), self.root))

    def _find_place(self, headline: str) -> _Element | None:
        """Give the element of the headline; where none holds it, the first top heading."""
        inside = [one for one in self.headings if not one.outside] or self.headings
        words = compact(headline)
        holders = chain(inside, (one for one in self._lower() if not one.outside) if words else ())
        found = next((one for one in holders if words and words in compact(one.text)), next(iter(inside), None))
        return found.element if found else None

    def _lower(self) -> Iterator[Heading]:
        """Give the headings of the second rank; those of the third where there is none of the first."""
        yield from self.subheadings()
        if not self.headings:
            yield from map(read_heading, islice(self.root.iter("h3"), MAX_THIRD))

    def marked(self, mark: Mark) -> Iterator[Line]:
        """Give the lines in what is called a byline or a date line, outside of menus and the like.

        It looks at every element, and so is for pages that say nothing elsewhere.
        """
        if self._marked is None:
            self._marked = find_marked(self.root)
        for element in self._marked[mark]:
            if not is_outside(element):
                yield from islice(lines_within(element), MAX_MARKED_LINES)


def find_marked(root: _Element) -> dict[Mark, list[_Element]]:
    """Find the first elements of each mark."""
    found: dict[Mark, list[_Element]] = {mark: [] for mark in RE_MARKS}
    known: dict[str, tuple[Mark, ...]] = {}
    for element in root.iter("*"):
        if names := element.get("class"):
            if (marks := known.get(names)) is None:
                marks = known[names] = tuple(mark for mark, pattern in RE_MARKS.items() if pattern.search(names))
            for mark in marks:
                if len(found[mark]) < MAX_MARKED:
                    found[mark].append(element)
    return found


def read_heading(element: _Element) -> Heading:
    """Read a heading."""
    pieces = tuple(piece for text in iter_texts(element) if (piece := " ".join(text.split())[:MAX_TEXT_CHARS]))
    return Heading(element, 1 if element.tag == "h1" else 2, pieces, is_outside(element))


def is_outside(element: _Element) -> bool:
    """Tell whether an element stands where nothing is of the story."""
    return any(ancestor.tag in OUTSIDE for ancestor in islice(element.iterancestors(), MAX_ANCESTORS))
