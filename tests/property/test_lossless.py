"""Law 1: reading what a lossless format wrote gives the same document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from newsconv.testing import check_lossless, documents

if TYPE_CHECKING:
    from newsconv.document import Document


@given(document=documents())
def test_lossless(lossless_format: str, document: Document) -> None:
    """Every normal document comes back, and no loss is reported."""
    check_lossless(document, lossless_format)
