r"""How near an extracted text is to the text that people took from the page by hand. Pure functions, no file is read.

In: what a system made of a page (`Output`) and what people found on it (`Truth`). Out: the `Score` of the page, and
of many scores their `summary`, every figure a share from 0 to 1.

- Shingles: a text's tokens are its runs of word characters (`\w+`), case kept; its shingles the multiset of runs of
  four tokens, or one run of all tokens where there are fewer. Precision is the mean over the pages where the system
  gave any, recall the mean over the pages where the truth has any, F1 their harmonic mean: the measure of the public
  article-extraction-benchmark.
- Paragraphs: the lines of both texts, folded, as multisets; F1 a page, and the mean over pages: after the public
  fundus-evaluation.
- Exact: the share of pages with the same tokens in the same order.
- Title, authors, day: the share of pages whose truth names one where the system names the same.
- Snippets: the mean share of the passages that must be in the text, and are; and of those that must not, and are not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from statistics import mean
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "Output",
    "Score",
    "Truth",
    "count_shared",
    "fold_field",
    "fold_line",
    "harmonic",
    "line_f1",
    "lines_of",
    "score",
    "shingles",
    "summary",
    "tokens",
]

SHINGLE_TOKENS: Final = 4
"""Tokens of a shingle, as in the article-extraction-benchmark."""
DAY_CHARS: Final = 10
"""Characters of the day in an ISO date."""
STRAIGHT_QUOTES: Final = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u201f", '"') | dict.fromkeys("\u2018\u2019\u201a\u201b", "'")
)
"""Curly quotes, and what they are read as in comparisons of lines."""
RE_TOKEN: Final = re.compile(r"\w+")
RE_NO_WORD: Final = re.compile(r"\W+")


@dataclass(frozen=True)
class Output:
    """What a system made of a page."""

    text: str
    """The story, one line a paragraph."""
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    """ISO date, or nothing."""
    language: str = ""
    """BCP 47 tag, where the system names one."""


@dataclass(frozen=True)
class Truth:
    """What people found on a page."""

    texts: tuple[str, ...]
    """The story; of several readings of it the one that a system is nearest to counts."""
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    """ISO date; it and the two above are empty where the truth does not name them."""
    wanted: tuple[str, ...] = ()
    """Passages that must be in the text."""
    unwanted: tuple[str, ...] = ()
    """Passages that must not be in the text."""


@dataclass(frozen=True)
class Score:
    """How near one output is to one truth; `None` for what the truth does not name."""

    shared: int
    """Shingles of both."""
    extra: int
    """Shingles of the output alone."""
    missing: int
    """Shingles of the truth alone."""
    paragraphs: float
    exact: bool
    title: bool | None = None
    authors: bool | None = None
    day: bool | None = None
    wanted: float | None = None
    unwanted: float | None = None
    truth: str = ""
    """The reading of the truth that counted."""

    @property
    def f1(self) -> float:
        """Shingles of both over the mean number of either; 1 where neither has any."""
        total = 2 * self.shared + self.extra + self.missing
        return 2 * self.shared / total if total else 1.0


def tokens(text: str) -> list[str]:
    """Give the words of a text.

    >>> tokens("Rain, again (7 mm)")
    ['Rain', 'again', '7', 'mm']
    """
    return RE_TOKEN.findall(text)


def shingles(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Count the runs of four tokens, or the one run of all where there are fewer; no tokens have none.

    >>> sorted(shingles("a b c d e".split()))
    [('a', 'b', 'c', 'd'), ('b', 'c', 'd', 'e')]
    >>> sorted(shingles(["a", "b"])), len(shingles([]))
    ([('a', 'b')], 0)
    """
    if not words:
        return Counter()
    starts = range(max(1, len(words) - SHINGLE_TOKENS + 1))
    return Counter(tuple(words[start : start + SHINGLE_TOKENS]) for start in starts)


def count_shared(found: Counter[tuple[str, ...]], truth: Counter[tuple[str, ...]]) -> tuple[int, int, int]:
    """Count what both have, what only the first has, and what only the second has, by multiset."""
    shared = (found & truth).total()
    return shared, found.total() - shared, truth.total() - shared


def fold_line(line: str) -> str:
    """Make curly quotes straight and collapse white space.

    >>> fold_line(" \u201cRain\u201d  again ")
    '"Rain" again'
    """
    return " ".join(line.translate(STRAIGHT_QUOTES).split())


def lines_of(text: str) -> Counter[str]:
    """Count the lines of a text, folded; empty ones are none."""
    return Counter(filter(None, map(fold_line, text.split("\n"))))


def line_f1(found: Counter[str], truth: Counter[str]) -> float:
    """Give twice the shared lines over the lines of both; 1 where neither has any."""
    total = found.total() + truth.total()
    return 2 * (found & truth).total() / total if total else 1.0


def fold_field(text: str) -> str:
    """Reduce a title or a name to its letters and digits: NFKC, small letters, anything else one space.

    >>> fold_field("Rain \u2013 again!")
    'rain again'
    """
    return RE_NO_WORD.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


def harmonic(precision: float, recall: float) -> float:
    """Give the harmonic mean of two shares; 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


# ---------------------------------------------------------------- one page


def score(output: Output, truth: Truth) -> Score:
    """Score one page; of several readings of the truth the best by paragraphs counts, the first of equals."""
    found = lines_of(output.text)
    by_reading = [line_f1(found, lines_of(text)) for text in truth.texts]
    best = by_reading.index(max(by_reading))
    text = truth.texts[best]
    ours, theirs = tokens(output.text), tokens(text)
    shared, extra, missing = count_shared(shingles(ours), shingles(theirs))
    return Score(
        shared=shared,
        extra=extra,
        missing=missing,
        paragraphs=by_reading[best],
        exact=ours == theirs,
        title=fold_field(output.title) == fold_field(truth.title) if truth.title else None,
        authors=folded_set(output.authors) == folded_set(truth.authors) if truth.authors else None,
        day=output.published[:DAY_CHARS] == truth.published[:DAY_CHARS] if truth.published else None,
        wanted=share_within(truth.wanted, output.text),
        unwanted=share_without(truth.unwanted, output.text),
        truth=text,
    )


def folded_set(names: Iterable[str]) -> set[str]:
    """Give names folded, without order and repetition."""
    return set(filter(None, map(fold_field, names)))


def share_within(snippets: Sequence[str], text: str) -> float | None:
    """Give the share of passages that a text has, white space and quotes folded; none for no passages.

    >>> share_within(["It rained.", "It snowed."], "It  rained. It hailed.")
    0.5
    """
    wanted = list(filter(None, map(fold_line, snippets)))
    folded = fold_line(text)
    return mean(snippet in folded for snippet in wanted) if wanted else None


def share_without(snippets: Sequence[str], text: str) -> float | None:
    """Give the share of passages that a text does not have; none for no passages."""
    within = share_within(snippets, text)
    return None if within is None else 1 - within


# ---------------------------------------------------------------- many pages


def summary(scores: Sequence[Score]) -> dict[str, float | None]:
    """Give the figures of a set of pages; `None` for what no truth of theirs names.

    Returns:
        `f1`, `precision` and `recall` of shingles, `paragraphs`, `exact`, `title`, `authors`, `day`, `wanted`,
        `unwanted`: each from 0 to 1.
    """
    precision = mean_of(s.shared / (s.shared + s.extra) for s in scores if s.shared + s.extra)
    recall = mean_of(s.shared / (s.shared + s.missing) for s in scores if s.shared + s.missing)
    return {
        "f1": harmonic(precision or 0.0, recall or 0.0),
        "precision": precision,
        "recall": recall,
        "paragraphs": mean_of(s.paragraphs for s in scores),
        "exact": mean_of(s.exact for s in scores),
        "title": mean_of(s.title for s in scores),
        "authors": mean_of(s.authors for s in scores),
        "day": mean_of(s.day for s in scores),
        "wanted": mean_of(s.wanted for s in scores),
        "unwanted": mean_of(s.unwanted for s in scores),
    }


def mean_of(values: Iterable[float | None]) -> float | None:
    """Give the mean of the values that there are, or nothing."""
    known = [float(value) for value in values if value is not None]
    return mean(known) if known else None
