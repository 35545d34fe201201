"""The examples: the stories are read as they should be, the tour of the API runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

import newsconv
from newsconv.document import Figure, Heading, Media, Strong, Table, Text, walk
from newsconv.report import Guessed, Removed

EXAMPLES: Final = Path(__file__).resolve().parents[1] / "examples"
STORIES: Final = tuple(
    sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in {".txt", ".md", ".html", ".xml"})
)


def test_harbour_is_read_whole() -> None:
    """Plain wire copy gives headline, byline, date and dateline, and joins its wrapped lines."""
    story = newsconv.load(EXAMPLES / "harbour.txt")
    assert story.metadata.headline == "Port of Veldhaven reopens after dredger is refloated"
    assert story.metadata.byline == "By Marta Linde in Veldhaven"
    assert str(story.metadata.published) == "2024-05-03"
    assert story.metadata.dateline == "VELDHAVEN, May 3 (Nordkyst)"
    assert len(story.paragraphs()) == 5
    assert story.paragraphs()[1].endswith("Nobody was hurt, and no fuel was lost.")


def test_ferry_keeps_the_story_alone() -> None:
    """Noisy Markdown gives the four paragraphs of its story and no other."""
    story = newsconv.load(EXAMPLES / "ferry.md")
    clean = newsconv.load(EXAMPLES / "ferry.txt")
    assert [text[:20] for text in story.paragraphs()] == [
        "The last ferry betwe",
        "About 200 people cam",
        '"We always knew the ',
        "The bridge opens to ",
    ]
    assert len(clean.paragraphs()) == 4


def test_ferry_moves_what_belongs_elsewhere() -> None:
    """Date, caption, related story, address and copyright go where they belong."""
    story = newsconv.load(EXAMPLES / "ferry.md")
    assert str(story.metadata.published) == "2021-03-12"
    assert story.metadata.url == "https://courier.example/2021/03/12/last-ferry"
    assert story.metadata.copyright_notice == "© 2021 Skarn Courier"
    assert [item.title for item in story.metadata.related] == ["Skarn bridge passes its load test"]
    caption = (Text("The ferry Gudrun leaves Alder Point for the last time."),)
    assert story.body[0] == Figure(caption=caption, credit="Jon Berg / Skarn Courier")


def test_ferry_has_every_kind_of_noise() -> None:
    """The example shows each kind of noise that its page promises."""
    seen = newsconv.explain((EXAMPLES / "ferry.md").read_bytes(), "markdown")
    removed = {event.rule for event in seen.report if isinstance(event, Removed)}
    assert removed == {
        "outside-story", "dead-link", "advertisement", "subscribe-prompt", "share-row", "source-label",
    }  # fmt: skip
    moved = {event.field for event in seen.report if isinstance(event, Guessed)}
    assert moved == {"body", "headline", "published", "caption", "related", "url", "copyright_notice"}


def test_library_page_gives_story_and_metadata() -> None:
    """A whole page gives its article, and the metadata that its JSON-LD states."""
    story = newsconv.load(EXAMPLES / "library.html", base_url="https://ledger.example/")
    assert story.metadata.headline == "Lending of tools doubles at Ostrand library"
    assert [(person.name, person.role) for person in story.metadata.authors] == [("Ruth Amsel", "local reporter")]
    assert str(story.metadata.updated) == "2023-10-05T11:05:00+01:00"
    assert [item.url for item in story.metadata.related] == [
        "https://ledger.example/local/library-hours",
        "https://ledger.example/local/repair-cafe",
    ]
    picture = Media(
        "https://ledger.example/images/drill.jpg", alt="A drill on a shelf beside novels", width=1200, height=800
    )
    assert story.body[0] == Figure((picture,), (Text("Drills stand next to the novels."),), "Photo: Tom Varga")
    kinds = {type(node) for node in walk(story.body)}
    assert {Heading, Table, Strong} <= kinds
    text = "\n".join(story.paragraphs())
    assert "cookies" not in text
    assert "Imprint" not in text


def test_budget_item_gives_all_its_fields() -> None:
    """A NewsML-G2 item gives its metadata as they stand, and nothing is guessed or removed."""
    seen = newsconv.explain((EXAMPLES / "budget.xml").read_bytes(), "newsml")
    metadata = seen.document.metadata
    assert (metadata.urgency, metadata.version, metadata.status) == (3, 2, "usable")
    assert metadata.editorial_note == "Adds reaction of the opposition in paragraph 3."
    assert [subject.code for subject in metadata.subjects] == ["11000000"]
    assert len(seen.document.paragraphs()) == 3
    assert not [event for event in seen.report if isinstance(event, (Removed, Guessed))]


def test_budget_item_is_valid(shared: Path) -> None:
    """The NewsML-G2 example is valid by the IPTC's schema."""
    from lxml import etree

    path = shared / "schemas" / "NewsML-G2_2.35-spec-All-Power.xsd"
    if not path.is_file():
        pytest.skip("needs the IPTC's schema in ../shared/schemas")
    schema = etree.XMLSchema(etree.parse(path))
    schema.assertValid(etree.parse(EXAMPLES / "budget.xml"))


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("to", ["html", "json", "markdown", "newsml"])
def test_example_survives_each_lossless_format(name: str, to: str) -> None:
    """Every example can be written in every lossless format and read back the same."""
    story = newsconv.load(EXAMPLES / name)
    assert newsconv.loads(newsconv.dumps(story, to, private=True), to) == story


def test_tour_of_the_api_runs() -> None:
    """The tour runs without an error or warning, and ends with the error that it shows."""
    command = [sys.executable, "-W", "error", str(EXAMPLES / "api.py")]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)  # noqa: S603 - our own
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert lines[0] == "Lending of tools doubles at Ostrand library"
    assert "newsml: the same" in lines
    assert lines[-1].startswith("ReadError, exit code 4")
