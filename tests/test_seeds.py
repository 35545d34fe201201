"""The two documents that newsconv was made for: one story as plain text, and as Markdown full of noise.

They stand in `../shared/seeds`; the tests are skipped where that is missing.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest
from lxml import etree

import newsconv
from newsconv.compare import Comparison, compare
from newsconv.document import Date, Figure, Link, Paragraph, RelatedItem, Text, walk
from newsconv.report import Guessed, Removed
from newsconv.testing import check_projection

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newsconv.convert import Reading

FORMATS: Final = ("html", "json", "markdown", "newsml", "text")
LOSSLESS: Final = ("html", "json", "markdown", "newsml")
PARAGRAPHS: Final = 11
"""Paragraphs of the story in both seeds, counted by hand."""
HEADLINE: Final = "Russia Orders Closure of Independent News Site's Twitter Account"
CAPTION: Final = (
    "The independent MBKh Media news website denied publishing materials from Open Russia, "
    "a blacklisted group within Russia."
)
RELATED: Final = "Russia Threatens to Block Twitter Within 30 Days"
URL: Final = (
    "https://www.themoscowtimes.com/2021/03/17/russia-orders-closure-of-independent-news-sites-twitter-account-a73262"
)
DEAD_LINKS: Final = ("said", "undesirable organization", "escalated")
"""The words of the links of the noisy seed that lead to `#`."""


@pytest.fixture(scope="module")
def schema(shared: Path) -> etree.XMLSchema:
    """Give the IPTC's schema of NewsML-G2 2.35."""
    return etree.XMLSchema(etree.parse(shared / "schemas" / "NewsML-G2_2.35-spec-All-Power.xsd"))


@pytest.fixture
def plain(seed: Callable[[str], str]) -> Reading:
    """Give the plain seed as read, with its report."""
    return newsconv.explain(seed("plain.txt"), "text")


@pytest.fixture
def noisy(seed: Callable[[str], str]) -> Reading:
    """Give the noisy seed as read, with its report."""
    return newsconv.explain(seed("noisy.md"), "markdown")


@pytest.fixture
def seen(plain: Reading, noisy: Reading) -> Comparison:
    """Give the differences between the two seeds."""
    return compare(plain.document, noisy.document)


# ---------------------------------------------------------------- the plain seed


def test_plain_text_is_eleven_paragraphs_and_nothing_else(plain: Reading, seed: Callable[[str], str]) -> None:
    """Each line of the plain seed is one paragraph, word for word, and nothing is guessed around it."""
    assert plain.document.paragraphs() == seed("plain.txt").splitlines()
    assert len(plain.document.paragraphs()) == PARAGRAPHS
    assert plain.document.metadata == newsconv.Metadata()
    assert not plain.report.events


@pytest.mark.parametrize("format_name", FORMATS)
def test_plain_text_comes_back_from_each_format(plain: Reading, format_name: str) -> None:
    """The plain seed holds nothing that any format can't say: it comes back equal, and with the same bytes."""
    written = newsconv.dumps(plain.document, format_name)
    assert newsconv.loads(written, format_name) == plain.document
    assert newsconv.convert(written, format_name, format=format_name) == written


# ---------------------------------------------------------------- the noisy seed


def test_metadata_is_found_in_the_noise(noisy: Reading) -> None:
    """The headline, the day, the address and the related story are fields, and nothing else is invented."""
    assert noisy.document.metadata == newsconv.Metadata(
        headline=HEADLINE,
        published=Date("2021-03-17"),
        url=URL,
        related=(RelatedItem(title=RELATED),),
    )


def test_day_keeps_its_precision(noisy: Reading) -> None:
    """A printed day is not made a time."""
    published = noisy.document.metadata.published
    assert published is not None
    assert published.precision == "day"


def test_caption_and_credit_are_a_figure_without_media(noisy: Reading) -> None:
    """The caption that the picture left behind stays a caption, and its credit a credit."""
    figures = [block for block in noisy.document.body if not isinstance(block, Paragraph)]
    assert figures == [Figure(caption=(Text(CAPTION),), credit="MT")]


def test_story_is_the_eleven_paragraphs(noisy: Reading) -> None:
    """What stands around the story is not in it, and each of its paragraphs is, the first and last at their place."""
    paragraphs = noisy.document.paragraphs()
    assert len(paragraphs) == PARAGRAPHS
    assert paragraphs[0].startswith("Russia has demanded that Twitter delete")
    assert paragraphs[-1].endswith("for not sharing encryption keys with the security services.")
    everything = "\n".join(paragraphs)
    for outside in (HEADLINE, "March 17, 2021", CAPTION, "Related article", RELATED, "Original url", URL):
        assert outside not in everything


def test_words_of_dead_links_stay(noisy: Reading) -> None:
    """Links to `#` go, and the words that they stood on stay in their sentences."""
    assert not any(isinstance(node, Link) for node in walk(noisy.document.body))
    paragraphs = noisy.document.paragraphs()
    assert paragraphs[0].endswith('"undesirable" organization\'s materials, the outlet said Wednesday.')
    assert 'the activities of Open Russia as an "undesirable organization" in 2017.' in paragraphs[2]
    assert "have recently escalated over what Moscow calls censorship" in paragraphs[8]


def test_explain_names_what_was_moved(noisy: Reading) -> None:
    """Each field that was taken from the text is reported with its words, its line and a reason."""
    moved = {event.field: (event.text, event.origin.line) for event in noisy.report if isinstance(event, Guessed)}
    assert moved == {
        "headline": (HEADLINE, 4),
        "published": ("March 17, 2021", 6),
        "caption": (f"{CAPTION} MT", 10),
        "related": (f"Related article: {RELATED}", 18),
        "url": (URL, 38),
    }
    assert all(event.reason for event in noisy.report)


def test_explain_names_what_was_removed(noisy: Reading) -> None:
    """Dead links and the label of the address are reported as removed, and nothing else is."""
    removed = [event.text for event in noisy.report if isinstance(event, Removed)]
    assert removed == [*DEAD_LINKS, "Original url:"]


@pytest.mark.parametrize("format_name", LOSSLESS)
def test_noisy_story_comes_back_from_each_lossless_format(noisy: Reading, format_name: str) -> None:
    """Story, caption, credit and fields come back equal, and with the same bytes the second time."""
    written = newsconv.dumps(noisy.document, format_name)
    assert newsconv.loads(written, format_name) == noisy.document
    assert newsconv.convert(written, format_name, format=format_name) == written


def test_noisy_story_keeps_its_paragraphs_as_text(noisy: Reading) -> None:
    """Plain text can't mark a caption, but the story's paragraphs and the bytes of a second pass stay."""
    written = newsconv.dumps(noisy.document, "text")
    assert newsconv.loads(written, "text").paragraphs() == noisy.document.paragraphs()
    assert newsconv.convert(written, "text", format="text") == written


def test_what_text_cannot_say_of_the_noisy_story_is_reported(noisy: Reading) -> None:
    """The loss of marks and fields on the way to plain text is exactly what the report says."""
    check_projection(noisy.document, "text")


# ---------------------------------------------------------------- both


@pytest.mark.parametrize("name", ["plain", "noisy"])
def test_news_item_is_valid(name: str, schema: etree.XMLSchema, request: pytest.FixtureRequest) -> None:
    """The NewsML-G2 of each seed follows the IPTC's schema."""
    reading: Reading = request.getfixturevalue(name)
    schema.assertValid(etree.fromstring(newsconv.dumps(reading.document, "newsml").encode()))


def test_comparison_finds_the_one_word(seen: Comparison) -> None:
    """All paragraphs pair up, and exactly one word differs."""
    assert [(pair.a, pair.b) for pair in seen.paragraphs] == [(n, n) for n in range(1, PARAGRAPHS + 1)]
    differing = [pair for pair in seen.paragraphs if not pair.is_equal]
    assert [(pair.a, pair.words) for pair in differing] == [(4, 1)]
    changed = [(run.kind, run.text.strip()) for run in differing[0].runs if run.kind != "equal"]
    assert changed == [("removed", "offical"), ("added", "official")]


def test_comparison_lists_the_metadata_of_the_noisy_seed(seen: Comparison) -> None:
    """The plain seed has no metadata, so that each field of the noisy one is a difference."""
    assert {field.name: (field.a, field.b) for field in seen.fields} == {
        "headline": (None, HEADLINE),
        "published": (None, Date("2021-03-17")),
        "url": (None, URL),
        "related": (None, (RelatedItem(title=RELATED),)),
    }


def test_command_compares_the_seeds(shared: Path, seed: Callable[[str], str]) -> None:
    """`newsconv compare` prints what the function finds."""
    names = ("plain.txt", "noisy.md")
    assert all(map(seed, names))
    done = subprocess.run(  # noqa: S603 - our own command with paths of ours
        [sys.executable, "-m", "newsconv", "compare", *(str(shared / "seeds" / name) for name in names)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert "[-offical-] {+official+}" in done.stdout
    assert "11 paragraphs pair up, 10 equal, 1 differs by 1 word" in done.stdout
    assert f"related: {RELATED}" in done.stdout
