"""Text from elsewhere: what wires, mails, printers and pages make of a story, and what is found in it."""

# ruff: noqa: RUF001 - the marks of several scripts are meant as they are

from __future__ import annotations

import textwrap

import pytest

import newsconv
from newsconv.document import (
    Block,
    Cell,
    CodeBlock,
    Date,
    LineBreak,
    List,
    ListItem,
    Metadata,
    Paragraph,
    Person,
    Place,
    Quote,
    Row,
    Table,
    Text,
)
from newsconv.readers.text.dateline import find_dateline
from newsconv.report import Guessed, Removed, Repaired

LEAD = (
    "The river rose by three metres overnight, and the town hall said that the old bridge would stay closed until the "
    "water had gone down and engineers had looked at its piers."
)
SECOND = "Nobody was hurt, said the mayor, who had spent the night with the fire brigade at the dam above the town."


def paragraph(text: str) -> Paragraph:
    """Make a paragraph."""
    return Paragraph((Text(text),))


def items(*texts: str) -> tuple[ListItem, ...]:
    """Make items of a list."""
    return tuple(ListItem((paragraph(text),)) for text in texts)


def body(text: str) -> tuple[Block, ...]:
    """Read the blocks of a text."""
    return newsconv.loads(text, "text").body


# ---------------------------------------------------------------- whole stories


def test_story_of_four_blocks() -> None:
    """A short text has its headline, byline and dateline found, and its hard wraps joined."""
    text = (
        "Old bridge of Skarn closed after flood\n\nBy Jane Doe\n\n"
        "SKARN, March 17 (AP) - The river rose by three metres overnight, and the\n"
        "town hall said that the old bridge would stay closed.\n\n"
        "Nobody was hurt, the mayor said on Wednesday, but schools would stay shut\nfor the week.\n"
    )
    seen = newsconv.explain(text, "text")
    assert seen.document.metadata == Metadata(
        headline="Old bridge of Skarn closed after flood",
        byline="By Jane Doe",
        authors=(Person("Jane Doe"),),
        dateline="SKARN, March 17 (AP)",
        located=Place("Skarn"),
    )
    assert seen.document.paragraphs() == [
        (
            "SKARN, March 17 (AP) - The river rose by three metres overnight, and the town hall said that the old "
            "bridge would stay closed."
        ),
        "Nobody was hurt, the mayor said on Wednesday, but schools would stay shut for the week.",
    ]
    assert [event for event in seen.report if isinstance(event, Repaired)]


def test_wire_copy() -> None:
    """The slug line, the note to editors, the agency below the byline and the end mark of a wire are no story."""
    text = (
        "BC-Skarn-Flood, 1st Ld-Writethru,0450\n\nEds: Updates with quotes.\n\nOld bridge closed after flood\n\n"
        f"By JANE DOE\nReuters\n\n{LEAD}\n\n{SECOND}\n\n-30-\n"
    )
    seen = newsconv.explain(text, "text")
    assert seen.document.metadata == Metadata(
        headline="Old bridge closed after flood",
        slugline="BC-Skarn-Flood, 1st Ld-Writethru,0450",
        editorial_note="Updates with quotes.",
        byline="By JANE DOE, Reuters",
        authors=(Person("JANE DOE"),),
    )
    assert seen.document.paragraphs() == [LEAD, SECOND]
    assert [event.text for event in seen.report if isinstance(event, Removed)] == ["-30-"]


def test_mail() -> None:
    """Lines that a mail quotes are a quote, and joined as other lines are."""
    quoted = textwrap.indent(textwrap.fill(LEAD, 70) + "\n\n" + SECOND, "> ", lambda _: True)
    assert body(f"See below.\n\nJane Doe wrote:\n{quoted}\n\nBest,\nMax") == (
        paragraph("See below."),
        paragraph("Jane Doe wrote:"),
        Quote((paragraph(LEAD), paragraph(SECOND))),
        Paragraph((Text("Best,"), LineBreak(), Text("Max"))),
    )


def test_quoted_text() -> None:
    """A text of which each line is quoted is read without the marks."""
    seen = newsconv.explain("> Bridge closed after flood\n>\n> " + LEAD + "\n", "text")
    assert seen.document.metadata.headline == "Bridge closed after flood"
    assert seen.document.paragraphs() == [LEAD]


def test_quote_of_nothing() -> None:
    """Lines with nothing but the marks of a quote have no text that could be scored, and break nothing."""
    lines = [LEAD, ">\n>\n>", SECOND, "Home", "News", "Sport", "Weather"]
    assert body("\n\n".join(lines)) == tuple(paragraph(line) for line in lines if not line.startswith(">"))


def test_noise_of_pages() -> None:
    """Prompts of a page that somebody pasted with the story are left out, and reported."""
    seen = newsconv.explain(
        f"Old bridge closed after flood\n\n17 March 2021\n\n{LEAD}\n\nAdvertisement\n\n{SECOND}\n\n"
        "© 2021 The Skarn Courier. All rights reserved.\n",
        "text",
    )
    assert seen.document.paragraphs() == [LEAD, SECOND]
    assert seen.document.metadata.published == Date("2021-03-17")
    assert seen.document.metadata.copyright_notice.startswith("© 2021")


# ---------------------------------------------------------------- lines


def test_broken_words() -> None:
    """Words that a printer broke are whole again, those with a hyphen of their own keep it; both are reported."""
    lines = (
        "The river rose by three",
        "metres overnight, and",
        "the well-known bridge re-",
        "mains closed until the",
        "water has gone down and",
        "the engineers have exam-",
        "ined its piers: the well-",
        "known builders of the coun-",
        "try did not expect that.",
    )
    seen = newsconv.explain("\n".join(lines), "text")
    assert seen.document.paragraphs() == [
        (
            "The river rose by three metres overnight, and the well-known bridge remains closed until the water has "
            "gone down and the engineers have examined its piers: the well-known builders of the country did not "
            "expect that."
        )
    ]
    assert [event.text for event in seen.report if "words" in event.reason] == ["coun-try exam-ined re-mains"]


@pytest.mark.parametrize(
    "text",
    [
        "Roses are red,\nviolets are blue,\nsugar is sweet.\n\nEnd.",
        "Skarn Courier\n1 Hill Street\nAlder Point\n\nEnd.",
        "He had a well-\n\nknown dam.",
    ],
    ids=["verse", "address", "gap"],
)
def test_lines_that_stay(text: str) -> None:
    """Verse, addresses and paragraphs are not joined, and nothing is reported."""
    seen = newsconv.explain(text, "text")
    assert "\n\n".join(seen.document.paragraphs()).split() == text.split()
    assert len(seen.document.paragraphs()) == text.count("\n\n") + 1
    assert not len(seen.report)


# ---------------------------------------------------------------- lists and tables


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- one\n- two", List(items("one", "two"))),
        ("• one\n• two", List(items("one", "two"))),
        ("* one\n\n* two", List(items("one", "two"), loose=True)),
        ("1. one\n2. two", List(items("one", "two"), ordered=True)),
        ("(3) one\n(4) two", List(items("one", "two"), ordered=True, start=3)),
    ],
)
def test_lists(text: str, expected: List) -> None:
    """Lines with one bullet, or with rising numbers, are a list, and the report says so."""
    seen = newsconv.explain(f"It rained.\n\n{text}\n\nIt rained on.", "text")
    assert seen.document.body == (paragraph("It rained."), expected, paragraph("It rained on."))
    assert [event.field for event in seen.report if isinstance(event, Guessed)] == ["list"]


@pytest.mark.parametrize(
    "text",
    ["- one", "1. one\n\n3. three", "- No - he said.\n- Yes - she said.", "– Нет.\n– Да.", "1986. A year\n1990. Two"],
    ids=["single", "numbers", "dialogue", "dashes", "years"],
)
def test_no_lists(text: str) -> None:
    """One item, numbers that don't rise by one, and dialogue stay paragraphs."""
    assert not any(isinstance(block, List) for block in body(f"It rained.\n\n{text}\n\nIt rained on."))


def test_columns_with_tabs() -> None:
    """Lines with as many tabs each are a table."""
    assert body("It rained.\n\nDay\tMetres\nFriday\t3\n\nEnd.")[1] == Table(
        (
            Row((Cell((paragraph("Day"),)), Cell((paragraph("Metres"),)))),
            Row((Cell((paragraph("Friday"),)), Cell((paragraph("3"),)))),
        )
    )


def test_columns_with_spaces() -> None:
    """Columns that spaces part are kept as they stand."""
    table = "Town          Level   Change\nSkarn           3.1     +0.2\nAlder Point     2.9     -0.1"
    assert body(f"It rained.\n\n{table}\n\nEnd.")[1] == CodeBlock(table)


@pytest.mark.parametrize(
    "text",
    [
        "It rained.  It rained on.\nIt stopped.  Nobody knew why.\nIt began.  It stopped.",
        "A  wide gap here\nand then there is  one there\nand another  one",
        "a\tb\nc",
    ],
    ids=["two spaces", "anywhere", "one line"],
)
def test_no_columns(text: str) -> None:
    """Two spaces behind sentences, gaps anywhere, and a stray tab make no table."""
    assert {type(block) for block in body(f"It rained.\n\n{text}\n\nEnd.")} == {Paragraph}


# ---------------------------------------------------------------- fields in many languages

STORIES = {
    "en": ("Old bridge closed after flood", "By Jane Doe", "March 17, 2021", "SKARN, March 17 (AP)", "Skarn", " - "),
    "de": ("Alte Brücke gesperrt", "Von Jana Muster", "Mittwoch, 17. März 2021", "Berlin (dpa)", "Berlin", " - "),
    "fr": ("Le vieux pont est fermé", "Par Jeanne Dupont", "Publié le 17 mars 2021", "PARIS (AFP)", "Paris", " - "),
    "es": ("Cierran el puente", "Por Juana Pérez", "17 de marzo de 2021", "MADRID, 17 Mar. (EFE)", "Madrid", " - "),
    "it": ("Chiuso il vecchio ponte", "di Giovanna Bianchi", "17 marzo 2021", "ROMA, 17 MAR", "Roma", " - "),
    "pt": ("Ponte velha fechada", "Por Joana Silva", "17 de março de 2021", "LISBOA (Lusa)", "Lisboa", " - "),
    "nl": ("Oude brug is dicht", "Door Jan de Vries", "17 maart 2021", "AMSTERDAM (ANP)", "Amsterdam", " - "),
    "sv": ("Gamla bron är stängd", "Av Johanna Berg", "17 mars 2021", "STOCKHOLM (TT)", "Stockholm", " – "),
    "pl": ("Stary most zamknięty", "Autor: Jan Kowalski", "17 marca 2021", "WARSZAWA (PAP)", "Warszawa", " – "),
    "ru": (
        "Старый мост закрыли",
        "Автор: Иван Петров",
        "17 марта 2021",
        "МОСКВА, 17 мар - РИА Новости",
        "Москва",
        ". ",
    ),
    "uk": ("Старий міст закрили", "Автор: Іван Петренко", "17 березня 2021", "КИЇВ (Укрінформ)", "Київ", " – "),
    "tr": ("Eski köprü kapatıldı", "Haber: Ali Kaya", "17 Mart 2021", "ANKARA (AA)", "Ankara", " - "),
    "zh": ("洪水过后老桥关闭", "记者 王伟", "2021年3月17日", "新华社北京3月17日电", "北京", " "),
    "ja": ("洪水で古い橋が通行止め", "記者 山田太郎", "2021年3月17日", "【ワシントン共同】", "ワシントン", ""),
    "ar": ("إغلاق الجسر القديم", "كتب: محمد علي", "17 مارس 2021", "القاهرة (رويترز)", "القاهرة", " - "),
    "id": ("Jembatan tua ditutup", "Oleh Budi Santoso", "17 Maret 2021", "JAKARTA (ANTARA)", "Jakarta", " - "),
}
"""Headline, byline, date, dateline, its city, and what follows the dateline."""


@pytest.mark.parametrize("format_name", ["text", "markdown"])
@pytest.mark.parametrize("language", STORIES)
def test_fields(format_name: str, language: str) -> None:
    """What stands above a story is found in each language, from text and from Markdown alike."""
    headline, byline, day, dateline, city, dash = STORIES[language]
    mark = "# " if format_name == "markdown" else ""
    source = f"{mark}{headline}\n\n{byline}\n\n{day}\n\n{dateline}{dash}{LEAD}\n\n{SECOND}\n"
    document = newsconv.loads(source, format_name)
    found = document.metadata
    assert (found.headline, found.byline, found.published) == (headline, byline, Date("2021-03-17"))
    assert (found.dateline, found.located) == (dateline, Place(city))
    assert [author.name for author in found.authors] == [byline.split(maxsplit=1)[1]]
    assert document.paragraphs() == [f"{dateline}{dash}{LEAD}", SECOND]


@pytest.mark.parametrize(
    "text",
    [
        "US - China talks",
        "The river - it rose",
        "A (born 1980) man - or two",
        "新华社的记者说",
        "(서울) 비",
        "Nr. 5 - x",
    ],
)
def test_no_dateline(text: str) -> None:
    """A dash alone, a bracket alone, and an agency as the subject of a sentence make no dateline."""
    assert find_dateline(text) is None
