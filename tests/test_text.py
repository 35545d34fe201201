"""The text format: exact for our own, paragraphs by evidence for that of others."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsconv
from newsconv.document import (
    Code,
    CodeBlock,
    Date,
    Document,
    Emphasis,
    Image,
    LineBreak,
    List,
    ListItem,
    Metadata,
    Paragraph,
    Person,
    Quote,
    Text,
)
from newsconv.errors import ReadError
from newsconv.readers.text import sniff
from newsconv.report import Guessed, Report
from newsconv.sniff import Certainty, take_sample
from newsconv.testing import check_format

if TYPE_CHECKING:
    from collections.abc import Callable

LEAD = (
    "The river rose by three metres overnight, and the town hall said that the old bridge would stay closed until the "
    "water had gone down and engineers had looked at its piers."
)
SECOND = "Nobody was hurt. Schools stay open, said the mayor, who had spent the night with the fire brigade at the dam."


def paragraph(text: str) -> Paragraph:
    """Make a paragraph; line ends are line breaks."""
    first, *others = text.split("\n")
    return Paragraph((Text(first), *(part for line in others for part in (LineBreak(), Text(line)))))


def story(*texts: str, **fields: object) -> Document:
    """Make a document of paragraphs."""
    return Document(Metadata(**fields), tuple(map(paragraph, texts)))  # type: ignore[arg-type]


def read(text: str | bytes, **options: object) -> tuple[Document, Report]:
    """Read text, and give the report too."""
    report = Report()
    return newsconv.loads(text, "text", report=report, **options), report


# ---------------------------------------------------------------- our own


def test_laws() -> None:
    """All laws hold."""
    check_format("text", max_examples=40)


def test_layout_of_the_output() -> None:
    """A head of labels with the signature last, then the paragraphs, each on its line."""
    document = story(
        "One.",
        "Two,\nbroken.",
        headline="Rain",
        published=Date("2021-03-17"),
        keywords=("a", "b"),
        usage_terms="None.\n\nAsk.",
    )
    written = newsconv.dumps(document, "text")
    assert written == (
        "Headline: Rain\nPublished: 2021-03-17\nKeyword: a\nKeyword: b\nUsage terms: None.\nUsage terms:\n"
        "Usage terms: Ask.\nGenerator: newsconv\n\nOne.\n\nTwo,\nbroken.\n"
    )
    assert read(written)[0] == document


def test_without_head() -> None:
    """`head=False` gives the paragraphs alone, and nothing for a document without any."""
    assert newsconv.dumps(story("One.", "Two.", headline="Rain"), "text", head=False) == "One.\n\nTwo.\n"
    assert newsconv.dumps(Document(), "text", head=False) == ""


def test_private_fields_need_to_be_asked_for() -> None:
    """An editorial note is written only when it is asked for, and reported otherwise."""
    document = story("One.", editorial_note="Not for print.")
    report = Report()
    assert "Not for print" not in newsconv.dumps(document, "text", report=report)
    assert "metadata.editorial_note" in str(report)
    assert "Editorial note: Not for print.\n" in newsconv.dumps(document, "text", private=True)


def test_preformatted_text_comes_back() -> None:
    """Indented lines, empty ones too, are preformatted text; its language is reported as lost."""
    document = Document(body=(CodeBlock("a\n\n  b", "python"), CodeBlock("c")))
    report = Report()
    written = newsconv.dumps(document, "text", report=report)
    assert written == "Generator: newsconv\n\n    a\n    \n      b\n\n    c\n"
    assert read(written)[0] == Document(body=(CodeBlock("a\n\n  b"), CodeBlock("c")))
    assert "code_block.language" in str(report)


def test_marks_are_lost_and_reported() -> None:
    """Emphasis, lists and quotes leave their words, and the report names them."""
    words = Paragraph((Text("It "), Emphasis((Text("rained"),))))
    document = Document(body=(List((ListItem((words,)), ListItem((CodeBlock("x"),)))), Quote((paragraph("Wet."),))))
    report = Report()
    written = newsconv.dumps(document, "text", report=report)
    assert written == "Generator: newsconv\n\nIt rained\n\n    x\n\nWet.\n"
    assert {event.what for event in report} == {"list", "emphasis", "quote"}  # type: ignore[union-attr]


@given(st.lists(st.text(st.sampled_from("ab: \n\t\u00a0\x85\u2028\u200bHeadline-"), max_size=12), max_size=4))
def test_paragraphs_come_back(texts: list[str]) -> None:
    """The visible paragraphs of a document are those of what was written and read."""
    document = newsconv.loads(newsconv.dumps(story(*texts), "json"), "json")
    back = read(newsconv.dumps(document, "text"))[0]
    assert back.paragraphs() == document.paragraphs()


def test_paragraph_of_pictures_is_reported() -> None:
    """A paragraph in which text finds nothing is reported as lost, beside its pictures."""
    report = Report()
    document = Document(body=(Paragraph((Image("a.jpg", "A bridge"),)),))
    assert newsconv.dumps(document, "text", report=report) == "Generator: newsconv\n"
    lost = {(event.what, event.text) for event in report}  # type: ignore[union-attr]
    assert lost == {("paragraph", ""), ("image", "A bridge a.jpg")}


def test_white_space_of_code_is_folded() -> None:
    """Within a line of text a paragraph's spaces are folded, those of code too."""
    assert "\na b\n" in newsconv.dumps(Document(body=(Paragraph((Code("a  b"),)),)), "text")


@pytest.mark.parametrize(
    "text",
    ["Headline: A", "Generator: newsconv", "By Jane Doe", "Title: A\nURL Source: https://example.com/", "# A", "- a"],
)
def test_text_that_looks_like_a_head_stays_text(text: str) -> None:
    """In signed text a paragraph is a paragraph, whatever it looks like."""
    document = story(text, LEAD)
    assert read(newsconv.dumps(document, "text"))[0] == document


def test_edited_head() -> None:
    """A line that somebody added to a head is reported as skipped, and the rest is read."""
    document, report = read("Headline: Rain\nColour: blue\nPublished: soon\nGenerator: newsconv\n\nOne.\n")
    assert document == story("One.", headline="Rain")
    assert [event.text for event in report] == ["Colour: blue", "Published: soon"]


# ---------------------------------------------------------------- paragraphs of others


def test_one_paragraph_a_line(seed: Callable[[str], str]) -> None:
    """A text without empty lines and with long lines has a paragraph on each line, and nothing is guessed."""
    text = seed("plain.txt")
    document, report = read(text)
    assert document.paragraphs() == text.strip().split("\n")
    assert document.metadata == Metadata()
    assert not len(report)


def test_short_lines_without_empty_lines() -> None:
    """Without empty lines each line is a paragraph."""
    assert read("One.\nTwo.\nThree.")[0] == story("One.", "Two.", "Three.")


def test_line_breaks_between_empty_lines() -> None:
    """With empty lines, short lines within a paragraph are line breaks."""
    assert read("Roses are red,\nviolets are blue.\n\nThe end.")[0] == story(
        "Roses are red,\nviolets are blue.", "The end."
    )


@pytest.mark.parametrize("width", [60, 72, 78, 100])
def test_hard_wrapped_lines_are_joined(width: int) -> None:
    """Lines that were broken at one width are one paragraph again."""
    text = "\n\n".join(textwrap.fill(part, width, break_on_hyphens=False) for part in (LEAD, SECOND, LEAD))
    assert read(text, noise="keep")[0] == story(LEAD, SECOND, LEAD)


def test_hard_wrapped_lines_with_indents() -> None:
    """Where no empty lines part wrapped paragraphs, indents do."""
    text = "\n".join(textwrap.fill(part, 60, initial_indent="   ") for part in (LEAD, SECOND, LEAD))
    assert read(text, noise="keep")[0] == story(LEAD, SECOND, LEAD)


def test_hyphen_at_a_line_end_stays() -> None:
    """A hyphen at the end of a wrapped line stays, without a space, but for words that stand together."""
    lines = ["x" * 50 + " well-", "known " + "x" * 44 + " pre-", "and " + "x" * 50, "y" * 55 + "."]
    text = read("\n".join(lines) + "\n\nEnd.", noise="keep")[0].paragraphs()[0]
    assert "well-known" in text
    assert "pre- and" in text


def test_bullets_begin_paragraphs() -> None:
    """Lines with bullets or numbers are paragraphs of their own."""
    text = "To do:\n- one\n- two\n2) three\n\nEnd."
    assert read(text, noise="keep")[0] == story("To do:", "- one", "- two", "2) three", "End.")


def test_other_white_space() -> None:
    """Form feeds and vertical tabs part words, NBSP-only lines are empty, U+2028 ends no line."""
    assert read("One\x0btwo\n\x0c\nthree\n\xa0\nfour\u2028five")[0] == story("One two", "three", "four\u2028five")


def test_wide_text_is_no_hard_wrap() -> None:
    """Long lines between empty lines are paragraphs each."""
    assert read(f"{LEAD}\n{SECOND}{SECOND}\n\n{LEAD}", noise="keep")[0] == story(LEAD, SECOND + SECOND, LEAD)


# ---------------------------------------------------------------- what stands above


def test_opening_is_taken_with_reasons() -> None:
    """Headline, byline and date above a text are moved, each with its line and reason."""
    text = f"Bridge closed after flood\n\nBy Jane Doe and J. Roe\n17 March 2021\n\n{LEAD}\n\n{SECOND}\n"
    document, report = read(text)
    assert document == story(
        LEAD,
        SECOND,
        headline="Bridge closed after flood",
        byline="By Jane Doe and J. Roe",
        authors=(Person("Jane Doe"), Person("J. Roe")),
        published=Date("2021-03-17"),
    )
    assert all(isinstance(event, Guessed) for event in report)
    assert [event.origin.line for event in report] == [1, 3, 4]


def test_keep_guesses_nothing() -> None:
    """With `noise="keep"` all lines stay paragraphs."""
    document, report = read(f"Bridge closed after flood\n\nBy Jane Doe\n\n{LEAD}\n", noise="keep")
    assert document == story("Bridge closed after flood", "By Jane Doe", LEAD)
    assert not len(report)


@pytest.mark.parametrize(
    "first",
    [
        "It rained.",
        "Among other things:",
        "Bridge",
        f"{LEAD[:-1]}",
        "March 17, 2021",
        "- a first point",
        "ROME (AP) - Bridge closed",
    ],
)
def test_no_headline(first: str) -> None:
    """A sentence, a label, a single word, a long or dated line is no headline."""
    document, _ = read(f"{first}\n\n{LEAD}\n")
    assert document.metadata.headline == ""
    assert document.paragraphs() == [first, LEAD]


def test_no_headline_without_a_text() -> None:
    """Above short lines nothing is a headline."""
    assert read("Milk and bread\n\nEggs\n\nSalt")[0] == story("Milk and bread", "Eggs", "Salt")


@pytest.mark.parametrize("line", ["By Friday the water was gone", "By then, nobody cared.", "Bye Jane Doe"])
def test_no_byline(line: str) -> None:
    """A sentence that begins with By is no byline."""
    document, _ = read(f"Bridge closed after flood\n\n{line}\n\n{LEAD}\n")
    assert document.metadata.byline == ""
    assert line in document.paragraphs()


@pytest.mark.parametrize(
    ("start", "dateline"),
    [
        ("LONDON, March 17 (AP) - ", "LONDON, March 17 (AP)"),
        ("STOCKHOLM, Aug 29, 2014 (AFP) - ", "STOCKHOLM, Aug 29, 2014 (AFP)"),
        ("FORT WASHINGTON, Pa. (AP) — ", "FORT WASHINGTON, Pa. (AP)"),
        ("London (dpa) - ", "London (dpa)"),
        ("NEW YORK — ", "NEW YORK"),
        ("SAN FRANCISCO -- ", "SAN FRANCISCO"),
        ("The river - ", ""),
        ("US - ", ""),
        ("", ""),
    ],
)
def test_dateline_is_copied(start: str, dateline: str) -> None:
    """A certain dateline is in the metadata, and stays in the text."""
    document, report = read(f"{start}{LEAD}\n\n{SECOND}\n")
    assert document.metadata.dateline == dateline
    assert document.paragraphs() == [start + LEAD, SECOND]
    assert [event.field for event in report] == (["dateline", "located"] if dateline else [])  # type: ignore[union-attr]


def test_header_lines() -> None:
    """Header lines of a scraper become fields; what has no field is reported as removed."""
    text = (
        "Title: Bridge closed\n\nURL Source: https://example.com/a\n\nPublished Time: 2021-03-17T09:30:00Z\n\n"
        f"Warning: This is a cached page\n\nMarkdown Content:\n{LEAD}\n"
    )
    document, report = read(text)
    assert document == story(
        LEAD, headline="Bridge closed", url="https://example.com/a", published=Date("2021-03-17T09:30:00Z")
    )
    assert "Warning: This is a cached page" in [event.text for event in report]
    assert [event.origin.line for event in report] == [1, 3, 5, 7, 9]


@pytest.mark.parametrize("text", ["Title: One", "Date: 2021-03-17\nTitle: One", "Title: One\nURL Source: none"])
def test_no_header_lines(text: str) -> None:
    """A single label, or a label that says nothing, is text."""
    assert read(f"{text}\n\nEnd.")[0].metadata == Metadata()


def test_language_where_the_source_says_none() -> None:
    """The language that the reader is told is taken where the text has none of its own."""
    assert read("Eins.", language="de")[0].metadata.language == "de"
    assert read("Language: fr\nGenerator: newsconv\n\nUn.\n", language="de")[0].metadata.language == "fr"


# ---------------------------------------------------------------- the rest


@pytest.mark.parametrize("data", ["", " \n\u00a0\n", b""])
def test_empty_is_refused(data: str | bytes) -> None:
    """Nothing is nothing to read."""
    with pytest.raises(ReadError, match="empty"):
        read(data)


@pytest.mark.parametrize(
    "text", ["x" * 3_000_000, "word " * 500_000, "a\n" * 100_000, "a\n\n" * 100_000, "A -" * 500_000]
)
def test_large_texts(text: str) -> None:
    """Megabytes on one line or on many are read."""
    document, _ = read(text)
    assert document.body


def test_sniff() -> None:
    """Signed text is certain, text without marks likely, with marks possible; what is something else is not."""
    assert sniff(take_sample(newsconv.dumps(story("<b>"), "text"))) is Certainty.CERTAIN
    assert sniff(take_sample(LEAD)) is Certainty.LIKELY
    assert sniff(take_sample("# Rain\n\nIt **rained**.")) is Certainty.POSSIBLE
    assert sniff(take_sample("<p>It rained.</p>")) is Certainty.POSSIBLE
    for data in ("", b"%PDF-1.7", b"\0" * 20, '{"a": 1}', "<?xml version='1.0'?><a/>", "<rss version='2.0'/>"):
        assert sniff(take_sample(data)) is Certainty.NO
    assert sniff(take_sample("", ".txt")) is Certainty.POSSIBLE
