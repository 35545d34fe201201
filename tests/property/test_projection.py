"""Law 2: a format that can't say everything loses only what it reports, and only once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from newsconv.formats import find_format
from newsconv.testing import check_projection, documents
from newsconv.testing.laws import carried_part

if TYPE_CHECKING:
    from newsconv.document import Document


@given(document=documents())
def test_projection(projecting_format: str, document: Document) -> None:
    """What is lost is reported, and a second round trip changes nothing."""
    check_projection(document, projecting_format)


@given(document=documents())
def test_carried_part(projecting_format: str, document: Document) -> None:
    """Of what the format carries, nothing is lost unless the writer says so."""
    check_projection(carried_part(document, find_format(projecting_format).carries), projecting_format)
