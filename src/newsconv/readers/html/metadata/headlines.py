"""Which of the titles that a page gives is its story's headline.

In: the titles claimed in scripts and `meta`, and the headings that stand in the page. Out: the claim that is taken.

- What a newsroom states (a `NewsArticle` in JSON-LD) is the headline: of 10 press pages where it differs from the
  first heading it is right on 7. On other pages it is written for search engines, by plug-ins: of 37 wcxb pages where
  it differs the heading is right on 30, and of 111 where there is only `og:title`, on 71.
- A title that stands in a heading below a kicker is the headline without its kicker; so is the end of a heading
  before which a title has another kicker.
- Of several headings counts the one that another source knows, as others are the site's name, or parts of the story.
- Where no source knows the top heading, but one of the second rank is a title, that title is taken: the top one names
  the section. So it is on 4 of the wcxb pages; on none it takes a right headline away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from newsconv.readers.html.metadata.wording import compact, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from lxml.etree import _Element

__all__ = ["Heading", "Title", "choose_title"]

MIN_SHARED: Final = 0.3
"""Share of the words of a heading, or of the other title where that has fewer, from which on the two are of one story.
On the half of the wcxb pages that it was set on, headlines are right .872 of the time with .2, .877 with .3, .874
with .4."""
MIN_WORDS: Final = 3
"""Words of a heading that no source knows word for word: shorter ones are the name of a part (`Our blog`)."""
MAX_CHARS: Final = 220
"""Code points of a headline: the longest of the 906 stored pages that name one has 175. Longer texts in a heading or a
title (five of 186 to 300) are paragraphs or descriptions, and two of them stood in for the headline."""
KICKER_END: Final = ":"
"""What stands behind a kicker in a title: `Storm in the north: `. Not a bar or a dash: behind them stands a section."""
MIN_TAIL_CHARS: Final = 12
"""Letters and figures of a headline below a kicker that no title has alone: fewer are a name or a section."""
ELLIPSES: Final = ("…", "...", "[…]")
"""What stands at the end of a text that was cut."""


class Heading(NamedTuple):
    """A heading that stands in the page."""

    element: _Element
    level: int
    """1 or 2."""
    pieces: tuple[str, ...]
    """The texts of its elements, each on one line and not empty: a kicker is a piece of its own."""
    outside: bool
    """Whether it stands where nothing is of the story (`nav`)."""

    @property
    def text(self) -> str:
        """All its text on one line."""
        return " ".join(self.pieces)


class Title(NamedTuple):
    """A title that is claimed."""

    text: str
    stated: bool
    """Whether a newsroom states it: JSON-LD of a `NewsArticle`."""


def choose_title(
    titles: Sequence[Title], headings: Iterable[Heading], second: Iterable[Heading], sites: Collection[str]
) -> tuple[int, str]:
    """Choose among the titles and headings of a page.

    Args:
        titles: what is claimed, the most trusted first, freed of the site's name.
        headings: of the first rank, in document order.
        second: headings of the second rank; looked at only where titles differ.
        sites: folded names of the site, which are no headline.

    Returns:
        The number of the title that is taken and its text; the number is -1 for a heading that no source knows.
    """
    tops = [one for one in headings if fold(one.text) not in sites and len(one.text) <= MAX_CHARS]
    inside = [one for one in tops if not one.outside]
    if len(titles) > 1 and (below := below_kicker(titles, inside, second)) is not None:
        return below, titles[below].text
    if (tail := below_other_kicker(titles, inside)) is not None:
        return tail
    if titles and titles[0].stated:
        return complete(0, titles)
    known = next((number for one in inside if (number := find_title(one, titles)) is not None), None)
    if known is not None:
        return complete(known, titles)
    lower = next((number for one in second_inside(second) if (number := find_whole(one, titles)) is not None), None)
    if lower is not None:
        return complete(lower, titles)
    likely = likeliest(inside, titles) or likeliest(tops, titles)
    if likely:
        return -1, likely.text
    if titles:
        return complete(0, titles)
    return -1, next((one.text for one in inside), "")


def below_kicker(titles: Sequence[Title], inside: Sequence[Heading], second: Iterable[Heading]) -> int | None:
    """Find a title that stands in a heading: in a top one below a kicker; in one of the second rank also as a whole.

    The latter only where no top heading holds the first title. On the press pages of three of the 82 publishers `h1`
    repeats a title for search engines within the breadcrumbs, and `h2` holds kicker and headline.
    """
    numbers = {compact(title.text): number for number, title in reversed(list(enumerate(titles)))}
    first = compact(titles[0].text)
    if len(numbers) == 1:
        return None
    for heading in inside:
        if (number := next((numbers[end] for end in ends(heading)[1:] if end in numbers), None)) is not None:
            return number
    if any(first in {*ends(one), *beginnings(one)} for one in inside):
        return None
    below = [one for one in second if not one.outside]
    tails = [end for one in below if len(one.pieces) > 1 for end in ends(one)[1:]]
    wholes = [compact(one.text) for one in below[: 0 if inside else None]]
    return next((numbers[text] for text in tails + wholes if text in numbers), None)


def below_other_kicker(titles: Sequence[Title], inside: Sequence[Heading]) -> tuple[int, str] | None:
    """Find the end of a heading that also ends a title, each after a kicker of its own; with the title's number.

    On a press page `h1` holds "Unrest in the East", a dash and the headline, `og:title` "Attack on a town:" and the
    headline. Not one: what ends a title without a mark before it ("tools for your business" of "10 tools for ...").
    """
    for heading in inside:
        others = [(at, one.text) for at, one in enumerate(titles) if compact(one.text) != compact(heading.text)]
        for start in range(1, min(len(heading.pieces), MAX_PIECES)):
            text = " ".join(heading.pieces[start:])
            kicked = (at for at, title in others if title.endswith(text) and has_kicker(title, text))
            if len(compact(text)) >= MIN_TAIL_CHARS and (number := next(kicked, None)) is not None:
                return number, text
    return None


def has_kicker(title: str, text: str) -> bool:
    """Tell whether a title that ends in a text has a kicker before it.

    >>> has_kicker("Storm: Trees fall", "Trees fall"), has_kicker("In the storm Trees fall", "Trees fall")
    (True, False)
    """
    return title.removesuffix(text).rstrip().endswith(KICKER_END)


def find_title(heading: Heading, titles: Sequence[Title]) -> int | None:
    """Find the title that a heading holds: as a whole, else without what stands above or below it in the heading."""
    numbers = {compact(title.text): number for number, title in reversed(list(enumerate(titles)))}
    wholes = [*ends(heading), *beginnings(heading)]
    return next((numbers[text] for text in wholes if text in numbers), None)


def second_inside(second: Iterable[Heading]) -> Iterator[Heading]:
    """Give the headings of the second rank that may be the headline."""
    return (one for one in second if not one.outside and len(fold(one.text).split()) >= MIN_WORDS)


def find_whole(heading: Heading, titles: Sequence[Title]) -> int | None:
    """Find the title that a heading is."""
    words = compact(heading.text)
    return next((number for number, title in enumerate(titles) if compact(title.text) == words), None)


def ends(heading: Heading) -> list[str]:
    """Give a heading in comparable form, whole and without its first pieces, one by one."""
    return [compact(" ".join(heading.pieces[start:])) for start in range(min(len(heading.pieces), MAX_PIECES))]


def beginnings(heading: Heading) -> list[str]:
    """Give a heading in comparable form without its last pieces, one by one."""
    pieces = heading.pieces[:MAX_PIECES]
    return [compact(" ".join(pieces[:end])) for end in range(len(pieces) - 1, 0, -1)]


MAX_PIECES: Final = 8
"""Pieces of a heading that are looked at; a date, a kicker, a mark and the headline are four."""


def likeliest(headings: Sequence[Heading], titles: Sequence[Title]) -> Heading | None:
    """Give the heading that shares most words with a title; nothing where none shares enough."""
    shares = [(max((shared(one.text, title.text) for title in titles), default=0.0), one) for one in headings]
    fitting = [pair for pair in shares if pair[0] >= MIN_SHARED and len(fold(pair[1].text).split()) >= MIN_WORDS]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def shared(one: str, other: str) -> float:
    """Give the share of the words of the shorter text that the other has too; a single one is chance.

    >>> shared("Seven trends from the kitchen fair", "7 kitchen trends"), shared("So many models", "Small models")
    (0.6666666666666666, 0.0)
    """
    first, second = set(fold(one).split()), set(fold(other).split())
    common = len(first & second)
    return common / min(len(first), len(second)) if common > 1 else 0.0


def complete(number: int, titles: Sequence[Title]) -> tuple[int, str]:
    """Give a title, or another that begins like it where it was cut short."""
    text = titles[number].text
    mark = next((mark for mark in ELLIPSES if text.endswith(mark)), "")
    begin = text.removesuffix(mark).rstrip() if mark else ""
    longer = (at for at, one in enumerate(titles) if one.text.startswith(begin) and not one.text.endswith(mark))
    found = next(longer, number) if begin else number
    return found, titles[found].text
