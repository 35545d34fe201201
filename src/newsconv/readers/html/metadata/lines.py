"""The lines around a page's headline, in which pages tell people who wrote the story and when.

In: the element of the headline. Out: lines, those below it first. A line is what a browser would show as one: the
text between the ends of two blocks. The walk goes from the headline outwards and is bounded, so that it costs the
same on any page.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["Line", "lines_above", "lines_below", "lines_within"]

MAX_EVENTS: Final = 600
"""Beginnings and ends of elements looked at in either direction: bounds what a page without text can cost."""
MAX_BELOW: Final = 12
"""Lines below the headline that are looked at. Of 186 authors and days that were found on the stored pages in lines
and are right, 173 stand in the first five, 11 in the next five, 2 further down; there, three of five were wrong."""
MAX_ABOVE: Final = 6
"""Lines above the headline that are looked at, the nearest first: all 26 that were right were in the first five."""
MAX_ELEMENTS_ABOVE: Final = 12
"""Elements above the headline that are looked at; many hold nothing but a picture or a mark."""
MAX_WITHIN: Final = 30
"""Lines of an element that are looked at, from its beginning, where no headline shows the place."""
MAX_PROSE: Final = 3
"""Lines of prose below the headline after which the story is under way: a standfirst has one, or two."""
PROSE_CHARS: Final = 160
"""Code points from which on a line is prose."""

SKIPPED: Final = frozenset(
    ("nav", "footer", "script", "style", "template", "noscript", "svg", "form", "select", "iframe", "video", "object")
)
"""Elements whose lines say nothing of the story."""
INLINE: Final = frozenset(
    (
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "font", "i", "img", "label", "mark", "q", "s",
        "small", "span", "strong", "sub", "sup", "time", "u", "wbr", "address",
    )
)  # fmt: skip
"""Elements that do not begin a line."""
NAMED_BY: Final = ("class", "id", "itemprop", "rel", "data-testid")
"""Attributes whose words tell what an element is."""
RE_AUTHOR_MARK: Final = re.compile(
    r"author(?!i[sz])|by-?_?line|(?<![a-z])autor|auteur|writer|written|contributor|verfasser|redakteur|kirjoittaja|yazar|"
    r"muhabir|forfatter|skribent|toimittaja|szerzo|rep-?name|reporter",
    re.IGNORECASE,
)
"""Words of names of elements that hold an author."""
RE_AUTHOR_PATH: Final = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autori|profiles?|profil|people|persons?|team|staff|contributors?|"
    r"columnists?|writers?|journalists?|journalistes?|reporters?|redaktion|redaktoren|redactie|by|bio|users?|yazar(?:lar)?|"
    r"schreiber|experts?|firma|medarbejder|skribent)/[^/?#]{2,80}/?(?:\.html?)?(?:[?#].*)?$|/@[\w.-]{2,60}/?$",
    re.IGNORECASE,
)
"""The end of an address that leads to a page about an author."""


class Line(NamedTuple):
    """A line of a page."""

    pieces: tuple[str, ...]
    """The texts of its elements, none empty."""
    linked: frozenset[int]
    """The numbers of the pieces that are links to pages about authors."""
    marked: bool
    """Whether it, or something in it or around it, is called an author's."""
    moments: tuple[str, ...]
    """The `datetime` of its `time` elements."""

    @property
    def text(self) -> str:
        """All its text."""
        return " ".join(self.pieces)


def lines_below(element: _Element) -> Iterator[Line]:
    """Give the lines that follow an element, up to where the story is under way."""
    prose = 0
    for line in islice(join_lines(events_below(element)), MAX_BELOW):
        prose += len(line.text) >= PROSE_CHARS
        if prose > MAX_PROSE:
            return
        yield line


def lines_above(element: _Element) -> list[Line]:
    """Give the lines that precede an element, the nearest first; an element of many lines is a menu, or a list."""
    lines: list[Line] = []
    for sibling in islice(elements_above(element), MAX_ELEMENTS_ABOVE):
        found = [*lines_within(sibling)]
        lines += reversed(found) if len(found) < MAX_WITHIN else ()
        if len(lines) >= MAX_ABOVE:
            break
    return lines[:MAX_ABOVE]


def elements_above(element: _Element) -> Iterator[_Element]:
    """Give the elements that end before an element begins, the nearest first, none of them in another."""
    node: _Element | None = element
    while node is not None and node.tag not in {"body", "html"}:
        yield from node.itersiblings(preceding=True)
        node = node.getparent()


def lines_within(element: _Element) -> Iterator[Line]:
    """Give the first lines of an element."""
    return islice(join_lines(islice(walk_events(element), MAX_EVENTS)), MAX_WITHIN)


Event = tuple[str, "_Element"]
"""The beginning of an element, its end, or (`tail`) the text behind it."""


def events_below(element: _Element) -> Iterator[Event]:
    """Walk through what follows an element in the page, in order."""
    budget = MAX_EVENTS
    node: _Element | None = element
    while node is not None and budget > 0 and node.tag not in {"body", "html"}:
        yield "end", node
        yield "tail", node
        for sibling in node.itersiblings():
            for event in islice(walk_events(sibling), budget):
                budget -= 1
                yield event
            yield "tail", sibling
            if budget <= 0:
                return
        node = node.getparent()


def walk_events(element: _Element) -> Iterator[Event]:
    """Walk through an element, past what says nothing; the text behind it is not of it."""
    if not isinstance(element.tag, str) or element.tag in SKIPPED:
        return
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            yield "start", node
            if node.tag in SKIPPED:
                walker.skip_subtree()
            continue
        if event == "end":
            yield "end", node
        if node is not element:
            yield "tail", node


def join_lines(events: Iterator[Event]) -> Iterator[Line]:
    """Join texts to lines."""
    maker = LineMaker()
    for event, node in events:
        if event == "tail":
            maker.add(node.tail)
            continue
        if node.tag not in INLINE and (line := maker.take()):
            yield line
        if event == "start":
            maker.enter(node)
        else:
            maker.leave(node)
    if line := maker.take():
        yield line


class LineMaker:
    """Gathers what makes up a line."""

    __slots__ = ("inside", "known", "link", "linked", "marked", "moments", "pieces")

    def __init__(self) -> None:
        """Start with nothing."""
        self.inside: list[_Element] = []
        self.known: dict[str, bool] = {}
        self.link: _Element | None = None
        self.pieces: list[str] = []
        self.linked: list[int] = []
        self.moments: list[str] = []
        self.marked = False

    def enter(self, element: _Element) -> None:
        """Take the beginning of an element."""
        if element.tag in SKIPPED:
            return
        if element.attrib:
            if self.names_author(element):
                self.inside.append(element)
            if element.tag == "a" and leads_to_author(element):
                self.link = element
            elif element.tag == "time" and (moment := element.get("datetime")):
                self.moments.append(moment)
        self.add(element.text)

    def names_author(self, element: _Element) -> bool:
        """Tell whether an element is called an author's."""
        for attribute in NAMED_BY:
            if names := element.get(attribute):
                if (marked := self.known.get(names)) is None:
                    marked = self.known[names] = RE_AUTHOR_MARK.search(names) is not None
                if marked:
                    return True
        return False

    def leave(self, element: _Element) -> None:
        """Take the end of an element."""
        if self.inside and self.inside[-1] is element:
            self.inside.pop()
        if self.link is element:
            self.link = None

    def add(self, text: str | None) -> None:
        """Take a text."""
        if text and (piece := " ".join(text.split())):
            if self.link is not None:
                self.linked.append(len(self.pieces))
            self.pieces.append(piece)
            self.marked = self.marked or bool(self.inside)

    def take(self) -> Line | None:
        """Give the line, if there is one, and begin the next."""
        if not self.pieces and not self.moments:
            return None
        line = Line(tuple(self.pieces), frozenset(self.linked), self.marked, tuple(self.moments))
        self.pieces, self.linked, self.moments, self.marked = [], [], [], False
        return line


def leads_to_author(link: _Element) -> bool:
    """Tell whether a link leads to a page about an author."""
    return (
        "author" in (link.get("rel") or "").lower() or RE_AUTHOR_PATH.search((link.get("href") or "")[:400]) is not None
    )
