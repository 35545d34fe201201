"""Dumps of pages that put blocks next to each other without a space: where they are parted, and what stays whole."""

from __future__ import annotations

import pytest

import newsconv
from newsconv.readers.text.seams import Seams, find_seams
from newsconv.report import Guessed
from test_noisy_markdown import FOOTERS, MENUS, RELATED, STORIES

DUMP = Seams(frozenset({"YouTube"}), is_dump=True)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("HomeNewsSport", ["Home", "News", "Sport"]),
        ("It rained.The river rose.A boat sank.", ["It rained.", "The river rose.", "A boat sank."]),
        ("Follow us on YouTubeInstagram", ["Follow us on YouTube", "Instagram"]),
        ("Stand: 20:45Rain (3)Comments", ["Stand: 20:45", "Rain (3)", "Comments"]),
        ("ГлавнаяНовости", ["Главная", "Новости"]),
    ],
)
def test_dump_is_parted(line: str, expected: list[str]) -> None:
    """A line of a dump is parted where one block ends and another begins; nothing else of it changes."""
    assert DUMP.part(line) == expected
    assert "".join(expected) == line


@pytest.mark.parametrize("line", ["McDonald and an iPhone", "the GmbH in U.S.A. at example.com", 'a "Quote" (Or two)'])
def test_words_stay_whole(line: str) -> None:
    """Names with a capital within, abbreviations, quotes and brackets are no seams."""
    assert DUMP.part(line) == [line]


def test_sentences_are_parted_in_any_text() -> None:
    """Where a text is no dump, sentences without a space are parted all the same, and words are not."""
    seams = find_seams(["It rained.The river rose in MenuNews."])
    assert seams.part("It rained.The river rose in MenuNews.") == ["It rained.", "The river rose in MenuNews."]


def test_names_are_learned() -> None:
    """A word with a capital within that stands alone several times is a name."""
    menu = "HomeNewsSportWeatherBusinessCultureOpinionRadioVideo"
    seams = find_seams([menu, "He likes HarbourPay.", "HarbourPay is cheap."])
    assert seams.is_dump
    assert seams.part("Pay with HarbourPay") == ["Pay with HarbourPay"]


def test_a_few_names_are_no_dump() -> None:
    """An article about programs, with one name or two a line, is no dump."""
    lines = [f"It uses {name} for that." for name in ("PowerShell", "DeepMind", "DataFrame", "HuffPost", "BuzzFeed")]
    assert not find_seams([*lines, "And TypeScript, and FastMail.", "And PostScript, and OpenOffice."]).is_dump


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_page_on_three_lines(language: str) -> None:
    """The story of a page whose blocks all touch is found, one paragraph a block."""
    headline, byline, paragraphs = STORIES[language]
    title, teasers = RELATED[language]
    menu, footer = "".join(MENUS[language]), "".join(FOOTERS[language])
    story = "".join(paragraphs)
    source = f"{menu}{menu}\n{headline}{byline}{story}\n{title}{''.join(teasers)}{footer}"
    seen = newsconv.explain(source, "text")
    assert "whole-page" in [event.rule for event in seen.report if isinstance(event, Guessed)]
    assert [line for line in seen.document.paragraphs() if line in paragraphs] == paragraphs
