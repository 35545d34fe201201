"""Law 3: writing what was read from a writer's output gives the same bytes, at home or through other formats."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from newsconv.formats import iter_formats
from newsconv.testing import check_stable_chain, check_stable_output, documents

if TYPE_CHECKING:
    from newsconv.document import Document

LOSSLESS = [record.name for record in iter_formats() if record.lossless and record.reads and record.writes]


@given(document=documents())
def test_stable_output(signed_format: str, document: Document) -> None:
    """Reading a writer's output and writing it again gives the same bytes."""
    check_stable_output(document, signed_format)


@pytest.mark.parametrize(("other", "home"), list(permutations(LOSSLESS, 2)))
@given(document=documents())
def test_stable_pairs(other: str, home: str, document: Document) -> None:
    """Going through another format ends in the same bytes as staying at home."""
    check_stable_chain(document, [home, other, home])


@pytest.mark.skipif({*LOSSLESS} < {"markdown", "html", "newsml", "json"}, reason="needs the four lossless formats")
@given(document=documents())
def test_stable_grand_tour(document: Document) -> None:
    """Going through all lossless formats ends in the same bytes as staying at home."""
    check_stable_chain(document, ["markdown", "html", "newsml", "json", "markdown"])
