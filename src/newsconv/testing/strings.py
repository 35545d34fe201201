"""Hypothesis strategies for strings: texts, lines, references, names, dates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from newsconv.document import Date
from newsconv.testing import awkward

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["dates", "lines", "texts", "urls", "words"]

LONG_REPEATS: Final = (50, 700)
"""How often a piece is repeated in a long text: longer than any line that is wrapped, and than some buffers."""
LONG_IN: Final = 30
"""One text in so many is long, and one is of arbitrary characters."""


def texts(*, max_pieces: int = 4) -> SearchStrategy[str]:
    """Give any `str`: words, marks of all syntaxes, awkward characters, lone surrogates, sometimes long ones.

    Args:
        max_pieces: how many pieces of `newsconv.testing.awkward` are joined at most.
    """
    piece = st.one_of(
        st.sampled_from(awkward.WORDS),
        st.sampled_from((" ", "a", ".", "-", "1")),
        st.sampled_from(awkward.MARKS),
        st.sampled_from(awkward.LINES),
        st.sampled_from(awkward.CHARACTERS),
        st.sampled_from(awkward.SCALARS),
    )
    joined = st.lists(piece, max_size=max_pieces).map("".join)
    return st.integers(0, LONG_IN).flatmap(partial(one_text, joined=joined))


def one_text(lot: int, joined: SearchStrategy[str]) -> SearchStrategy[str]:
    """Choose between joined pieces (mostly), a long text and arbitrary characters."""
    if lot == LONG_IN:
        return st.builds(str.__mul__, joined, st.sampled_from(LONG_REPEATS))
    if lot == LONG_IN - 1:
        return st.text(st.characters(), max_size=12)
    return joined


def lines() -> SearchStrategy[str]:
    """Give a short text as fields hold it: words, or what YAML, JSON and markup would misread."""
    return st.one_of(
        st.sampled_from(awkward.WORDS),
        st.sampled_from(awkward.SCALARS),
        texts(max_pieces=3),
    )


def urls() -> SearchStrategy[str]:
    """Give references, absolute and relative, safe and not, with characters that no reference may hold."""
    listed = st.sampled_from(awkward.URLS)
    return st.one_of(listed, listed, st.builds("http://a.b/{}".format, texts(max_pieces=2)))


def words() -> SearchStrategy[str]:
    """Give names of one word, and what is not one."""
    return st.sampled_from(
        ("", "a", "python", "info-box", "a b", "C++", "a`b", "~", '"', "twitter", "{x}", "&", "\xa0", "<")
    )


def dates() -> SearchStrategy[Date]:
    """Give dates of every precision, with and without fraction and zone."""
    day = st.dates().map(str)
    fraction = st.sampled_from(("", ".5", ".123", ".000000001", ".120"))
    zone = st.sampled_from(("", "Z", "+00:00", "-00:00", "+03:00", "-04:30", "+14:00", "-14:00"))
    time = st.builds("{}T{}{}{}".format, day, st.times().map(lambda value: value.strftime("%H:%M:%S")), fraction, zone)
    return st.one_of(
        day.map(lambda value: value[:4]),
        day.map(lambda value: value[:7]),
        day,
        time,
    ).map(Date)
