"""Every file of `../shared/feeds`: read by its content, or refused in words; lossless from then on; valid NewsML.

The facts of single files are in the tests of their formats; here is what must hold for all of them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import pytest
from lxml import etree

import newsconv
from newsconv.document import Document, Metadata, normalize
from newsconv.errors import ReadError, UnknownFormatError
from newsconv.formats import detect_format
from newsconv.report import Report
from newsconv.testing.differences import document_difference

if TYPE_CHECKING:
    from collections.abc import Iterator


FEEDS: Final = Path(__file__).resolve().parents[1].parent / "shared" / "feeds"
"""Messages of agencies, and examples of the IPTC; not part of the project, and perhaps not there."""
FILES: Final = tuple(
    path.relative_to(FEEDS).as_posix()
    for path in sorted(FEEDS.rglob("*"))
    if path.is_file() and path.suffix in {".xml", ".json", ".txt", ".tst", ".nitf"}
)
NO_STORIES: Final = {
    "iptc/LISTING_10_Abstract_Concept_conveyed_in_a_NewsML-G2_Concept_Item.xml": "concept",
    "iptc/LISTING_11_Person_Concept_conveyed_in_a_NewsML-G2_Concept_Item.xml": "concept",
    "iptc/LISTING_12_Knowledge_Item_for_Access_Codes.xml": "vocabulary|knowledge",
    "iptc/LISTING_13_Complete_Catalog_Item.xml": "catalog",
    "iptc/LISTING_14_Event_sent_as_a_Concept_Item.xml": "concept",
    "iptc/LISTING_15_Two_Related_Events_in_a_Knowledge_Item.xml": "vocabulary|knowledge",
    "iptc/LISTING_17_Planning_Item_a_CCL.xml": "plan",
    "iptc/LISTING_18_Planning_Item_at_PCL.xml": "plan",
    "iptc/LISTING_19_Planning_Item_with_delivery_at_CCL.xml": "plan",
    "iptc/LISTING_20_Planning_Item_with_delivery_at_PCL.xml": "plan",
}
"""Files that hold no story, with a word of the error that says so."""
LOSSLESS: Final = ("json", "newsml", "html", "markdown")
STORIES: Final = tuple(name for name in FILES if name not in NO_STORIES)
FORMATS: Final = {".tst": {"anpa"}, ".txt": {"iptc7901"}, ".json": {"ninjs"}, ".xml": {"newsml", "nitf"}}
"""Suffix to the formats that its files are told as."""


@pytest.fixture(scope="session")
def newsml_schema(shared: Path) -> etree.XMLSchema:
    """Give the schema of NewsML-G2."""
    return etree.XMLSchema(etree.parse(shared / "schemas" / "NewsML-G2_2.35-spec-All-Power.xsd"))


def read_all(name: str, report: Report | None = None) -> Iterator[Document]:
    """Read every story of a file, whose format is told by its content alone."""
    data = (FEEDS / name).read_bytes()
    return newsconv.load_all(FEEDS / name, detect_format(data).name, report=report)


@pytest.mark.skipif(bool(FILES), reason="../shared/feeds is there")
def test_feeds_are_missing() -> None:
    """Where the files are missing, their tests say so instead of passing."""
    pytest.skip("needs ../shared/feeds (not part of the project)")


@pytest.mark.parametrize("name", STORIES)
def test_story_is_read(name: str) -> None:
    """Each file is told by its content, gives at least one normal document that says something, the same each time."""
    data = (FEEDS / name).read_bytes()
    assert detect_format(data).name in FORMATS[Path(name).suffix]
    assert detect_format(data, name).name == detect_format(data).name
    documents = [*read_all(name)]
    assert documents
    assert [*read_all(name)] == documents
    for document in documents:
        assert document == normalize(document)
        assert document != Document()


@pytest.mark.parametrize("name", [name for name in FILES if name in NO_STORIES])
def test_other_item_is_no_story(name: str) -> None:
    """What is no story is refused with an error that says what it is, or gives its metadata without a text."""
    try:
        documents = [*read_all(name)]
    except (ReadError, UnknownFormatError) as error:
        assert re.search(NO_STORIES[name], str(error), re.IGNORECASE)  # noqa: PT017 - either may happen
    else:
        assert all(document.metadata != Metadata() for document in documents)
        assert not any(document.body for document in documents)


@pytest.mark.parametrize("target", LOSSLESS)
@pytest.mark.parametrize("name", STORIES)
def test_story_survives(name: str, target: str) -> None:
    """Written in a lossless format and read again, each story is the same, and written again the same bytes."""
    for document in read_all(name):
        written = newsconv.dumps(document, target, private=True)
        back = newsconv.loads(written, target)
        assert back == document, document_difference(document, back)
        assert newsconv.dumps(back, target, private=True) == written


@pytest.mark.parametrize("name", STORIES)
def test_story_survives_the_round(name: str) -> None:
    """Through all lossless formats, one after the other, each story ends as it began."""
    for document in read_all(name):
        current = document
        for target in ("markdown", "html", "newsml", "json"):
            current = newsconv.loads(newsconv.dumps(current, target, private=True), target)
        assert current == document, document_difference(document, current)


@pytest.mark.parametrize("name", STORIES)
def test_newsml_is_valid(newsml_schema: etree.XMLSchema, name: str) -> None:
    """The NewsML-G2 that each story is written as is valid by the IPTC's schema."""
    for document in read_all(name):
        written = newsconv.dumps(document, "newsml")
        assert newsml_schema.validate(etree.fromstring(written.encode())), newsml_schema.error_log.last_error


@pytest.mark.parametrize("name", STORIES)
def test_note_to_editors_is_private(name: str) -> None:
    """In the formats for the public a story is the same with a note to editors and without."""
    for document in read_all(name):
        bare = Document(msgspec.structs.replace(document.metadata, editorial_note=""), document.body)
        for target in ("text", "markdown", "html"):
            assert newsconv.dumps(document, target) == newsconv.dumps(bare, target)


@pytest.mark.parametrize("name", STORIES)
def test_report_is_written(name: str) -> None:
    """The events of each reading have words, and can be written as JSON."""
    report = Report()
    assert [*read_all(name, report)]
    assert all(event.wording and event.reason for event in report)
    assert report.to_json_lines().count("\n") == len(report)
