"""What is lost: the report names exactly what a target can't carry, between any two formats, and the page says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from losses_page import PAGE, make_page, written_formats
from newsconv import dumps, loads
from newsconv.document import Document, Link, Metadata, Paragraph, Strong, Text, normalize, walk
from newsconv.document.nodes import snake_case
from newsconv.formats import find_format
from newsconv.losses import ALL_NODES, EVERYTHING, PRIVATE_FORMATS
from newsconv.report import NotRendered, Report
from newsconv.testing import check_projection, documents
from newsconv.testing.laws import without_marks

if TYPE_CHECKING:
    from newsconv.formats import Format

FORMATS: Final = tuple(record.name for record in written_formats())
READ_AND_WRITTEN: Final = tuple(record.name for record in written_formats() if record.reads)


def content_of(document: Document) -> set[str]:
    """Name the fields that are set in a normal document, and the kinds of its nodes."""
    empty = Metadata()
    fields = {
        f"metadata.{name}"
        for name in Metadata.__struct_fields__
        if getattr(document.metadata, name) != getattr(empty, name)
    }
    return fields | {snake_case(type(node).__name__) for node in walk(document.body)}


def declared_losses(document: Document, record: Format) -> set[str]:
    """Name what of a normal document a format does not carry."""
    return {what for what in content_of(document) if what not in record.carries}


def reported_losses(document: Document, name: str) -> set[str]:
    """Name what a writer reports as not rendered."""
    report = Report()
    dumps(document, name, report=report, private=True)
    return {event.what for event in report if isinstance(event, NotRendered)}


def whole_names(names: set[str]) -> set[str]:
    """Name the nodes of which only a part was reported, such as `code_block.language`, and all others as they are."""
    return {name if name.startswith("metadata.") else name.partition(".")[0] for name in names}


def test_page_is_up_to_date() -> None:
    """The page says what the formats declare; `python tests/losses_page.py` writes it anew."""
    page = PAGE.read_text(encoding="utf-8")
    assert page == make_page(page)


def test_names_are_known() -> None:
    """A format declares only fields and nodes that there are."""
    assert {name: find_format(name).carries - EVERYTHING for name in FORMATS} == {name: frozenset() for name in FORMATS}


def test_lossless_formats_carry_everything() -> None:
    """A format that says that it is lossless has a place for each field and node."""
    assert [name for name in FORMATS if find_format(name).lossless and find_format(name).carries < EVERYTHING] == []


@pytest.mark.parametrize("name", FORMATS)
@given(document=documents())
def test_report_names_what_is_not_carried(name: str, document: Document) -> None:
    """All that a document has and a format does not carry is reported; beyond it, only what a writer has reasons for.

    What a writer reports beyond its declaration is something that the document has, and lossless formats have none.
    """
    record = find_format(name)
    declared = declared_losses(document, record)
    reported = reported_losses(document, name)
    assert declared <= reported
    assert whole_names(reported) <= content_of(document)
    if record.lossless:
        assert reported == set()


@pytest.mark.parametrize("name", [name for name in READ_AND_WRITTEN if not find_format(name).lossless])
@given(document=documents())
def test_only_what_is_reported_is_lost(name: str, document: Document) -> None:
    """What comes back differs from the source in what was reported, and in nothing else."""
    check_projection(document, name)


@pytest.mark.parametrize("source", READ_AND_WRITTEN)
@settings(max_examples=10)
@given(document=documents(), data=st.data())
def test_between_any_two_formats(source: str, document: Document, data: st.DataObject) -> None:
    """A conversion loses what the target does not carry of what the source held, whatever the pair."""
    target = data.draw(st.sampled_from(FORMATS))
    held = normalize(loads(dumps(document, source, private=True), source, noise="keep"))
    declared = declared_losses(held, find_format(target))
    reported = reported_losses(held, target)
    assert declared <= reported
    assert whole_names(reported) <= content_of(held)


@pytest.mark.parametrize("name", FORMATS)
def test_private_fields_are_reported(name: str) -> None:
    """A note to editors is left out of formats for the public, and that is reported."""
    record = find_format(name)
    report = Report()
    note = "Not before noon"
    text = dumps(Document(Metadata(editorial_note=note), (Paragraph((Text("A."),)),)), name, report=report)
    lost = [event.what for event in report if isinstance(event, NotRendered)]
    shows = name in PRIVATE_FORMATS and "metadata.editorial_note" in record.carries
    assert (note in text) is shows
    assert lost == ([] if shows else ["metadata.editorial_note"])


def test_words_of_lost_marks_stay() -> None:
    """Marks are taken off, and the words in them stay in their places."""
    body = (Paragraph((Text("a "), Strong((Link("/x", (Text("b"),)),)), Text(" c"))),)
    bare = normalize(Document(body=without_marks(body, ALL_NODES & {"strong", "link"})))
    assert bare.body == (Paragraph((Text("a b c"),)),)
