"""Sources that are almost right: what newsconv wrote, cut, doubled or with something put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from newsconv.convert import dumps
from newsconv.testing import awkward
from newsconv.testing.strategies import documents

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["damaged_outputs"]


def damaged_outputs(format_name: str) -> SearchStrategy[str]:
    """Give what a format's writer writes, with one or two places damaged."""
    return damaged(documents().map(lambda document: dumps(document, format_name)))


@st.composite
def damaged(draw: DrawFn, texts: SearchStrategy[str]) -> str:
    """Replace one or two stretches of a text by nothing, by a piece of syntax, or by themselves twice."""
    text = draw(texts)
    for _ in range(draw(st.integers(1, 2))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + draw(st.sampled_from((0, 1, 5, 50))))))
        piece = draw(st.sampled_from(("", text[start:end] * 2, *awkward.SOURCES, *awkward.CHARACTERS)))
        text = text[:start] + piece + text[end:]
    return text
