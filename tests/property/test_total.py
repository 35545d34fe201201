"""Law 6: any bytes give a normal document or a `NewsconvError`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsconv import dumps
from newsconv.document import Document, normalize
from newsconv.errors import NewsconvError
from newsconv.formats import detect_format, iter_formats
from newsconv.testing import check_total, raw_documents, sources
from newsconv.testing.damage import damaged_outputs

if TYPE_CHECKING:
    from newsconv.formats import Format

BOTH_WAYS = [record.name for record in iter_formats() if record.reads and record.writes]


@given(data=sources())
def test_any_source(read_format: str, data: str | bytes) -> None:
    """Pieces of any syntax, in any encoding, are read or refused."""
    check_total(data, read_format)


@pytest.mark.parametrize("format_name", BOTH_WAYS)
@settings(suppress_health_check=[*HealthCheck])
@given(data=st.data())
def test_damaged_output(format_name: str, data: st.DataObject) -> None:
    """What newsconv wrote, damaged, is read or refused."""
    check_total(data.draw(damaged_outputs(format_name)), format_name)


@given(document=raw_documents())
def test_any_document(written_format: str, document: Document) -> None:
    """A document that is not normal is written as its normal form is."""
    assert dumps(document, written_format) == dumps(normalize(document), written_format)


@given(data=sources())
def test_detection(data: str | bytes) -> None:
    """The format of any source is found, or not, with an error of ours."""
    found: Format | None
    try:
        found = detect_format(data)
    except NewsconvError:
        found = None
    assert found is None or found.reads
