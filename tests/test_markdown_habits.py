"""Habits of producers of Markdown: each is undone as its row says, and what looks like it stays."""

# ruff: noqa: RUF001 - the marks of confused encodings are meant as they are

from __future__ import annotations

from pathlib import Path

import pytest

import newsconv
from newsconv.document import Date, Metadata, Person
from newsconv.readers.markdown.habits import Habit, undo_habits
from newsconv.readers.markdown.habits_lines import LINE_HABITS
from newsconv.readers.markdown.habits_links import LINK_HABITS
from newsconv.readers.markdown.habits_marks import MARK_HABITS
from newsconv.readers.markdown.habits_pandoc import PANDOC_HABITS
from newsconv.report import Guessed, Removed, Repaired, Report

HABITS = (*PANDOC_HABITS, *MARK_HABITS, *LINE_HABITS, *LINK_HABITS)
STORY = "The river rose by three metres overnight, and the old bridge stays closed until the water has gone down."


@pytest.mark.parametrize(
    ("habit", "text", "expected"),
    [pytest.param(habit, *pair, id=f"{habit.name}-{n}") for habit in HABITS for n, pair in enumerate(habit.mends)],
)
def test_is_undone(habit: Habit, text: str, expected: str) -> None:
    """A habit is undone as its row says, with an event, and nothing is left to undo."""
    report = Report()
    assert undo_habits(text, report=report) == expected
    assert habit.reason in [event.reason for event in report]
    assert undo_habits(expected, report=Report()) == expected


@pytest.mark.parametrize(
    ("habit", "text"),
    [pytest.param(habit, text, id=f"{habit.name}-{n}") for habit in HABITS for n, text in enumerate(habit.keeps)],
)
def test_near_miss_stays(habit: Habit, text: str) -> None:
    """What looks like a habit stays as it is, and nothing is reported."""
    report = Report()
    assert undo_habits(text, report=report) == text
    assert not len(report), habit.name


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_rows(habit: Habit) -> None:
    """Each row has a name of its own, an origin, two texts that change and two that don't."""
    assert [other.name for other in HABITS].count(habit.name) == 1
    assert habit.source
    assert len(habit.mends) >= 2
    assert len(habit.keeps) >= 2


def test_page_names_all_habits() -> None:
    """The page on Markdown has a row for each habit, in their order."""
    page = (Path(__file__).parents[1] / "docs" / "formats" / "markdown.md").read_text(encoding="utf-8")
    rows = [row.split("`")[1] for row in page.split("### Habits of producers")[1].splitlines() if row.startswith("| `")]
    assert sorted(rows) == sorted(habit.name for habit in HABITS)


def test_lines_keep_their_places() -> None:
    """What was undone above does not move the lines that later events name."""
    text = (
        f"::: {{.a}}\n# Rain\n:::\n\nSee [the\nreport](https://a.example/b-\nc) of May.\n\n{STORY}\n\nAdvertisement\n"
    )
    seen = newsconv.explain(text, "markdown")
    assert [(type(event), event.origin.line) for event in seen.report] == [
        (Removed, 1),
        (Repaired, 6),
        (Guessed, 2),
        (Removed, 11),
    ]


def test_nothing_is_undone_unless_judged() -> None:
    """With `noise="keep"`, and in what newsconv wrote, the text stays as it is."""
    text = "It rained⟨1⟩ on⟨2⟩ and on⟨3⟩."
    kept = newsconv.loads(text, "markdown", noise="keep")
    assert kept.paragraphs() == [text]
    assert newsconv.loads(newsconv.dumps(kept, "markdown"), "markdown").paragraphs() == [text]


class TestHeaders:
    """What programs write above a text becomes metadata."""

    def test_reader_header(self) -> None:
        """The header lines of Jina's reader are fields, in whatever layout, and its lists are left out."""
        seen = newsconv.explain(
            "Title: Rain\nURL Source: <https://a.example/rain>\nPublished Time: 2021-03-17T09:30:00Z\n"
            f"Markdown Content:\n{STORY}\n\nImages:\n- ![Image 1: Dam](https://a.example/dam.jpg)\n\n"
            "Links/Buttons:\n- [Home](https://a.example/)\n",
            "markdown",
        )
        assert seen.document.metadata == Metadata(
            headline="Rain", url="https://a.example/rain", published=Date("2021-03-17T09:30:00Z")
        )
        assert seen.document.paragraphs() == [STORY]
        assert [event.origin.line for event in seen.report] == [1, 2, 3, 4, 10, 7]

    def test_page_without_title(self) -> None:
        """A label without a value has no field, and does not end the header."""
        story = newsconv.loads(f"Title:\n\nURL Source: https://a.example/\n\nMarkdown Content:\n{STORY}", "markdown")
        assert story.metadata == Metadata(url="https://a.example/")
        assert story.paragraphs() == [STORY]

    def test_title_block(self) -> None:
        """Pandoc's title block is headline, authors and date."""
        story = newsconv.loads(f"% Rain\n% Jane Doe; Max Roe\n% March 17, 2021\n\n{STORY}", "markdown")
        assert story.metadata == Metadata(
            headline="Rain",
            byline="Jane Doe; Max Roe",
            authors=(Person("Jane Doe"), Person("Max Roe")),
            published=Date("2021-03-17"),
        )
        assert story.paragraphs() == [STORY]

    @pytest.mark.parametrize(
        "text",
        ["% of the votes\n\nEnd.", "Title: One\n\nEnd.", "Warning: Title\nTitle: One", "Title: One\nURL Source: none"],
    )
    def test_no_header(self, text: str) -> None:
        """One label alone, one percent sign alone, or a value that is none is text."""
        assert newsconv.loads(text, "markdown").metadata == Metadata()

    def test_front_matter_without_quotes(self) -> None:
        """Front matter that is no YAML for want of quotes is read line by line, and reported."""
        seen = newsconv.explain(
            f"---\ntitle: Rain: what we know\nauthor: Jane Doe\nurl: https://a.example/b\ndate: 2021-03-17\n"
            f"tags: ['flood', 'rain']\n---\n{STORY}",
            "markdown",
        )
        assert seen.document.metadata == Metadata(
            headline="Rain: what we know",
            authors=(Person("Jane Doe"),),
            published=Date("2021-03-17"),
            keywords=("flood", "rain"),
            url="https://a.example/b",
        )
        assert seen.document.paragraphs() == [STORY]
        assert [type(event) for event in seen.report] == [Repaired]

    def test_text_between_rules(self) -> None:
        """A text between two rules is no front matter."""
        story = newsconv.loads(f"---\nNote: a: b\n\nIt rained.\n\n---\n\n{STORY}", "markdown")
        assert story.metadata == Metadata()
        assert "It rained." in story.paragraphs()

    def test_front_matter_wins(self) -> None:
        """What front matter says is not overwritten by header lines."""
        story = newsconv.loads(
            f"---\ntitle: Rain\n---\nTitle: Rain - The Daily\nURL Source: https://a.example/\n\n{STORY}", "markdown"
        )
        assert story.metadata == Metadata(headline="Rain", url="https://a.example/")


class TestTables:
    """Tables that lay out text are unfolded, others stay."""

    @pytest.mark.parametrize(
        "table",
        [
            f"| {STORY} |\n| --- |",
            f"|  |  |\n| --- | --- |\n| {STORY} {STORY} | Dam |",
            f"| Dam |\n| --- |\n| {STORY} {STORY} |",
        ],
        ids=["one cell", "empty header", "one column"],
    )
    def test_layout(self, table: str) -> None:
        """A table of one cell, or of prose without a header, is its paragraphs."""
        kinds = {type(block).__name__ for block in newsconv.loads(f"It rained.\n\n{table}\n", "markdown").body}
        assert kinds == {"Paragraph"}

    @pytest.mark.parametrize(
        "table",
        [
            "| Day | Metres |\n| --- | --- |\n| Friday | 3 |",
            "|  |  |\n| --- | --- |\n| Friday | 3 |",
            "| Days |\n| --- |\n| Friday |\n| Sunday |",
        ],
        ids=["data", "empty header", "one column"],
    )
    def test_data(self, table: str) -> None:
        """A table of data stays a table."""
        assert type(newsconv.loads(f"It rained.\n\n{table}\n", "markdown").body[-1]).__name__ == "Table"


class TestCharacters:
    """Damaged characters are mended in text and in Markdown, with an event."""

    @pytest.mark.parametrize("format_name", ["text", "markdown"])
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("He doesnâ€™t say â€œnoâ€\x9d.", "He doesn’t say “no”."),
            ("CafÃ©, rÃ´le, dÃ©jÃ\xa0 vu.", "Café, rôle, déjà vu."),
            ("Москва и Киев".encode().decode("latin-1"), "Москва и Киев"),
        ],
        ids=["quotes", "accents", "cyrillic"],
    )
    def test_confused(self, format_name: str, text: str, expected: str) -> None:
        """UTF-8 that was read as windows-1252 is read anew."""
        seen = newsconv.explain(text, format_name)
        assert seen.document.paragraphs() == [expected]
        assert [type(event) for event in seen.report if "windows-1252" in event.reason] == [Repaired]

    @pytest.mark.parametrize("format_name", ["text", "markdown"])
    @pytest.mark.parametrize(
        "text",
        [
            "»MENÜ« und „MENÜ“, ein ß’ und Äpfel.",
            "The “CAFÉ” and the “CAFÉ”.",
            "AMANHÃ\xa0– não é hoje.",
            "The pair Ã© is one character.",
            "नमस्ते, Zürich; Łódź.",
        ],
    )
    def test_clean(self, format_name: str, text: str) -> None:
        """Clean text in any language stays as it is."""
        seen = newsconv.explain(text, format_name)
        assert seen.document.paragraphs() == [text]
        assert not len(seen.report)

    def test_entities(self) -> None:
        """Entities are read in plain text, and in Markdown those that were escaped twice; in code they stay."""
        assert newsconv.loads("AT&amp;T said &quot;no&quot;.", "text").paragraphs() == ['AT&T said "no".']
        assert newsconv.loads("AT&amp;amp;T said &amp;quot;no&amp;quot;.", "markdown").paragraphs() == [
            'AT&T said "no".'
        ]
        assert newsconv.loads("Write `&amp;amp;` for it.", "markdown").paragraphs() == ["Write &amp;amp; for it."]

    @pytest.mark.parametrize("format_name", ["text", "markdown"])
    def test_escaped_line_ends(self, format_name: str) -> None:
        """A text on one line that was copied out of JSON has its lines and quotes back; one with lines has not."""
        text = r"It rained.\n\nHe said \"no\".\n\nIt rained on."
        assert newsconv.loads(text, format_name).paragraphs() == ["It rained.", 'He said "no".', "It rained on."]
        assert len(newsconv.loads(f"{text}\n\nEnd.", format_name).paragraphs()) == 2

    def test_unseen(self) -> None:
        """Zero-width spaces at the edges of words go, those within words stay, as soft hyphens do."""
        text = "Rain \u200bin the north\u200b. ไทย\u200bแลนด์, Fluss\u00adufer."
        assert newsconv.loads(text, "markdown").paragraphs() == [
            "Rain in the north\u200b. ไทย\u200bแลนด์, Fluss\u00adufer."
        ]
