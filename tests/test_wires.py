"""The old wires: IPTC 7901 and ANPA 1312, as agencies send them and damaged."""

# ruff: noqa: RUF001 - the quotes and dashes are meant as they are

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsconv
from newsconv.document import CodeBlock, Date, Extra, LineBreak, Paragraph, Person, Place, Subject, Text
from newsconv.errors import ReadError, SeveralDocumentsError
from newsconv.formats import detect_format
from newsconv.readers.wire.anpa_lines import HEAD_LINES
from newsconv.readers.wire.datelines import find_dateline
from newsconv.readers.wire.iptc7901_story import SIGN_OFF
from newsconv.readers.wire.notes import EDITOR_LINES, NOTE_MARKS
from newsconv.readers.wire.rules import match_rule
from newsconv.readers.wire.takes import TAKES
from newsconv.readers.wire.times import read_anpa_time, read_iptc_time
from newsconv.readers.wire.typography import DASHES, FRACTIONS, QUOTES, Typography
from newsconv.report import Removed, Repaired, Report, Skipped
from newsconv.testing import check_accountable, check_total

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from newsconv.document import Document
    from newsconv.readers.wire.rules import LineRule
    from newsconv.readers.wire.typography import TypeRule

IPTC: Final = (
    "\x01eca062 4 i 211 ccccb   dpa 061\r\n\nRain-floods/\r\n"
    "\x02River rises\r\nin the north =\r\n\n"
    "   Skarn (dpa) - The river rose by three metres overnight, and the town\r\n"
    "hall said that the old bridge would stay closed until the water had\r\n"
    "gone down.\r\n\n"
    "   Nobody was hurt.\r\n\n"
    "# dpa NOTEBOOK\r\n\n* * * *\nThe following information is not for publication\r\n- Editing by: Jane Doe\r\n"
    "\r\n\x03131137 GMT Okt 13 \r\n\x7f\n\x7f\x04"
)
ANPA: Final = (
    "\x16\x16\x01W2870\x1fasian\nu i\x13\x11 BC-Rain-Floods 1stLd-Writethru   11-13 0100\n"
    "\x02^BC-Rain-Floods, 1st Ld-Writethru,40<\n^River rises in the north<\n^AP Photo XNP101, XNP102<\n"
    "^Eds: With AP Photos.<\n^By JANE DOE=\n^Associated Press=\n"
    "\t   SKARN, Norway (AP) _ The river rose by three metres, and ``nobody was hurt,'' the mayor said.\n \n"
    "\t   ___\n \n\t   John Roe contributed.\n\n\t   \x03AP-WF-11-13-13 1509GMT<\n\n\x0c\n\x04"
)


def read(data: str | bytes, name: str) -> tuple[Document, Report]:
    """Read a message, and give the report too."""
    report = Report()
    return newsconv.loads(data, name, report=report), report


def extra(document: Document) -> dict[str, str | tuple[str, ...]]:
    """Give the unknown fields by name."""
    return {each.name: each.value for each in document.metadata.extra}


def texts(report: Report, kind: type) -> list[str]:
    """Give the texts of the events of one kind."""
    return [event.text for event in report if isinstance(event, kind)]


# ---------------------------------------------------------------- real messages


FACTS: Final = {
    "IPTC7901.txt": (
        "iptc7901",
        "Germany Social Democrats: Coalition talks with Merkel could fail",
        "Germany-politics",
        "",
        "Berlin (dpa)",
        "2013-11-13T11:37:00Z",
        5,
    ),
    "anpa-1.tst": (
        "anpa",
        "For Argentine chemo patients, mirrors can hurt",
        "BC-LT--Argentina-Cancer Beauty",
        "By PAUL BYRNE and ALMUDENA CALATRAVA",
        "BUENOS AIRES, Argentina (AP)",
        "2013-11-13T15:09:00Z",
        15,
    ),
    "anpa-2.tst": (
        "anpa",
        "Prairies vanish in the US push for green energy",
        "BC-US--Ethanol-Losing Grassland",
        "By CHET BROKAW and JACK GILLUM",
        "ROSCOE, South Dakota (AP)",
        "2013-11-13T07:45:00Z",
        34,
    ),
    "ap_anpa-1.tst": (
        "anpa",
        "Deng has 30 points, short-handed Heat beat Hawks 115-111",
        "BC-BKN--Heat-Hawks",
        "By CHARLES ODUM",
        "ATLANTA (AP)",
        "2016-02-20T03:37:00Z",
        19,
    ),
}
"""File to format, headline, slug, byline, dateline, time sent, number of paragraphs."""


@pytest.fixture(scope="session")
def wire(shared: Path) -> Callable[[str], bytes]:
    """Give a function that reads a message of the agencies, or skips."""

    def read_wire(name: str) -> bytes:
        path = shared / "feeds" / "agencies" / name
        if not path.is_file():
            pytest.skip(f"needs ../shared/feeds/agencies/{name}")
        return path.read_bytes()

    return read_wire


@pytest.mark.parametrize("name", FACTS)
def test_facts(wire: Callable[[str], bytes], name: str) -> None:
    """The format is told by the content, and what a reader sees of the story is found."""
    seen = newsconv.explain(wire(name))
    metadata = seen.document.metadata
    found = (metadata.headline, metadata.slugline, metadata.byline, metadata.dateline, str(metadata.published))
    assert (seen.format, *found, len(seen.document.paragraphs())) == FACTS[name]
    assert not [event for event in seen.report if isinstance(event, (Repaired, Skipped))]


@pytest.mark.parametrize("name", FACTS)
def test_nothing_is_lost(wire: Callable[[str], bytes], name: str) -> None:
    """Every word of a message is in the document or in the report; underscores and controls are no words."""
    data = wire(name).decode("latin-1")
    shown = re.sub(r"\x03.*", "", data)  # the time sent is spelled anew
    words = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", shown).replace(" _ ", " ")
    check_accountable(data, FACTS[name][0], re.sub(r"(?<=[a-zA-Z])(?=\d{3})", " ", words, count=1))


def test_dpa_note_is_private(wire: Callable[[str], bytes]) -> None:
    """The notebook of dpa is an editorial note, and in no format for the public."""
    document = newsconv.loads(wire("IPTC7901.txt"))
    note = document.metadata.editorial_note
    assert note.startswith("# dpa NOTEBOOK\n")
    assert note.endswith("Tel: +49 30 2852 31472; <englishservice@dpa.com>\n\ndpa wsz jln npr")
    for name in ("text", "markdown", "html"):
        assert "NOTEBOOK" not in newsconv.dumps(document, name)
        assert "englishservice" not in newsconv.dumps(document, name)


def test_ap_typography(wire: Callable[[str], bytes]) -> None:
    """Backquotes and underscores became quotes and dashes."""
    document = newsconv.loads(wire("anpa-1.tst"))
    paragraphs = document.paragraphs()
    assert paragraphs[0].startswith("BUENOS AIRES, Argentina (AP) — For cancer patients")
    assert paragraphs[1].startswith("“Look Good Feel Better” is a program")
    assert "faced with, ‘This is who I am,’ and from there on, it's all about getting better.”" in paragraphs[12]
    assert "`" not in str(document)


# ---------------------------------------------------------------- IPTC 7901


def test_iptc_message() -> None:
    """Heading, slug, headline over two lines, wrapped paragraphs, note and time are all found."""
    document, report = read(IPTC, "iptc7901")
    metadata = document.metadata
    assert metadata.headline == "River rises in the north"
    assert metadata.slugline == "Rain-floods"
    assert metadata.urgency == 4
    assert metadata.subjects == (Subject(code="i", scheme="iptc7901-category"),)
    assert metadata.sources == ("dpa",)
    assert (metadata.dateline, metadata.located) == ("Skarn (dpa)", Place("Skarn"))
    assert (metadata.published, metadata.updated) == (Date("2013-10-13T11:37:00Z"), None)
    assert metadata.editorial_note.endswith("- Editing by: Jane Doe")
    assert metadata.extra == (
        Extra("iptc7901:service", "eca"),
        Extra("iptc7901:number", "062"),
        Extra("iptc7901:word-count", "211"),
        Extra("iptc7901:information", "ccccb dpa 061"),
    )
    assert document.paragraphs() == [
        (
            "Skarn (dpa) - The river rose by three metres overnight, and the town hall said that the old bridge would "
            "stay closed until the water had gone down."
        ),
        "Nobody was hurt.",
    ]
    assert not texts(report, Skipped)


def test_iptc_take_words_and_byline() -> None:
    """Words above the headline are not of it; a lead is an update; the byline gives the authors."""
    data = IPTC.replace("\x02River", "\x02REFILE\r\n1ST LEAD\r\nNEWS FEATURE\r\nRiver").replace(
        "north =\r\n", "north =\r\nBy Jane Doe and John Roe, dpa =\r\n"
    )
    metadata = read(data, "iptc7901")[0].metadata
    assert metadata.headline == "River rises in the north"
    assert [each.value for each in metadata.extra if each.name == "iptc7901:take"] == ["REFILE", "1ST LEAD"]
    assert metadata.genres == (Subject(name="NEWS FEATURE"),)
    assert metadata.updated == metadata.published == Date("2013-10-13T11:37:00Z")
    assert metadata.byline == "By Jane Doe and John Roe, dpa"
    assert metadata.authors == (Person("Jane Doe"), Person("John Roe"))


def test_iptc_without_controls() -> None:
    """A message that has lost its control characters is read by its lines, and the report says so."""
    bare = re.sub(r"[\x01-\x04\x7f]", "", IPTC.replace("# dpa NOTEBOOK", "#").replace("* * * *", "")).replace(
        "The following information is not for publication\r\n- Editing by: Jane Doe\r\n", ""
    )
    document, report = read(bare.replace("#", ""), "iptc7901")
    whole, _ = read(IPTC, "iptc7901")
    assert document.metadata.headline == "River rises in the north"
    assert document.metadata.slugline == "Rain-floods"
    assert document.metadata.published == whole.metadata.published
    assert document.body == whole.body
    assert any("no SOH, no STX, no ETX, no EOT" in event.reason for event in report if isinstance(event, Repaired))


def test_iptc_headline_without_end_mark() -> None:
    """A first block that nothing ends is the headline, if a story follows it."""
    document, _ = read(IPTC.replace(" =\r\n", "\r\n"), "iptc7901")
    assert document.metadata.headline == "River rises in the north"
    assert len(document.body) == 2


def test_iptc_story_without_headline() -> None:
    """An indented paragraph with a dateline is no headline."""
    document, _ = read(IPTC.replace("River rises\r\nin the north =\r\n", ""), "iptc7901")
    assert document.metadata.headline == ""
    assert len(document.body) == 2


def test_iptc_slug_of_several_words() -> None:
    """The parts of a slug are keywords."""
    metadata = read(IPTC.replace("Rain-floods/", "Politik/Hochwasser/"), "iptc7901")[0].metadata
    assert metadata.slugline == "Politik/Hochwasser"
    assert metadata.keywords == ("Politik", "Hochwasser")


@pytest.mark.parametrize("codec", ["latin-1", "cp1252", "utf-8"])
def test_encodings(codec: str) -> None:
    """Eight bits are windows-1252, and with it Latin-1, unless they are UTF-8."""
    document, _ = read(IPTC.replace("Skarn", "München").encode(codec), "iptc7901")
    assert document.metadata.located == Place("München")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r\r\n", "\r"])
def test_line_ends(line_end: str) -> None:
    """The line ends of teleprinters and of files all mean the same."""
    data = IPTC.replace("\r\n", "\n").replace("\n", line_end)
    assert read(data, "iptc7901")[0].body == read(IPTC, "iptc7901")[0].body


def test_iptc_table() -> None:
    """Lines whose words stand in columns keep their spaces; a wrapped paragraph does not."""
    table = "Munich          3    2\r\nDortmund        1    0"
    document, _ = read(IPTC.replace("   Nobody was hurt.", table), "iptc7901")
    assert document.body[1] == CodeBlock("Munich          3    2\nDortmund        1    0")


def test_iptc_short_lines() -> None:
    """Lines that end well before the margin keep their line ends."""
    document, _ = read(IPTC.replace("   Nobody was hurt.", "Town hall\r\n1 Main Street\r\nSkarn"), "iptc7901")
    broken = (Text("Town hall"), LineBreak(), Text("1 Main Street"), LineBreak(), Text("Skarn"))
    assert document.body[1] == Paragraph(broken)


def test_iptc_sign_off() -> None:
    """The initials below a story are for editors."""
    data = IPTC[: IPTC.index("# dpa")] + "dpa wsz jln npr\r\n\x03131137 GMT Nov 13\r\n\x04"
    document, _ = read(data, "iptc7901")
    assert document.metadata.editorial_note == "dpa wsz jln npr"
    assert len(document.body) == 2


def test_broken_heading_is_repaired() -> None:
    """Between SOH and STX anything may stand: it is kept or reported, and the story is read."""
    document, report = read(IPTC.replace("eca062 4 i 211", "eca062 ?"), "iptc7901")
    assert document.metadata.headline == "River rises in the north"
    assert "no line with service and number" in str(report)
    assert "eca062" in str(document) + str(report)


# ---------------------------------------------------------------- ANPA 1312


def test_anpa_message() -> None:
    """Heading, slug, headline, photos, note, byline, title and time are all found."""
    document, report = read(ANPA, "anpa")
    metadata = document.metadata
    assert metadata.headline == "River rises in the north"
    assert metadata.slugline == "BC-Rain-Floods"
    assert metadata.urgency == 3
    assert metadata.subjects == (Subject(code="i", scheme="anpa-category"),)
    assert metadata.byline == "By JANE DOE"
    assert metadata.authors == (Person("JANE DOE", "Associated Press"),)
    assert metadata.editorial_note == "Eds: With AP Photos."
    assert metadata.located == Place("SKARN", country="Norway")
    assert metadata.updated == metadata.published == Date("2013-11-13T15:09:00Z")
    assert metadata.sources == ("AP",)
    assert extra(document) == {
        "anpa:service": "W",
        "anpa:number": "2870",
        "anpa:selector": "asian",
        "anpa:priority": "u",
        "anpa:keyword": "BC-Rain-Floods 1stLd-Writethru",
        "anpa:date": "11-13",
        "anpa:word-count": "0100",
        "anpa:take": "1st Ld-Writethru",
        "anpa:slug-word-count": "40",
        "anpa:photos": "AP Photo XNP101, XNP102",
        "anpa:wire": "AP-WF",
    }
    assert document.paragraphs() == [
        "SKARN, Norway (AP) — The river rose by three metres, and “nobody was hurt,” the mayor said.",
        "___",
        "John Roe contributed.",
    ]
    assert {event.rule for event in report if isinstance(event, Removed)} == {
        "line-marks",
        "wire-dashes",
        "wire-quotes",
    }


def test_anpa_flash_is_no_urgency() -> None:
    """Priority f says flash, and AP sends features under it."""
    metadata = read(ANPA.replace("u i\x13", "f l\x13"), "anpa")[0].metadata
    assert metadata.urgency is None


def test_anpa_wrapped_lines() -> None:
    """A line above the story may be broken, and so may a paragraph."""
    data = ANPA.replace("rises in", "rises\nin").replace("rose by three", "rose by a number of\nthree")
    data = data.replace("_ The river", "_ The old and very long river of the north that nobody knows")
    document, _ = read(data, "anpa")
    assert document.metadata.headline == "River rises in the north"
    assert "by a number of three metres" in document.paragraphs()[0]


def test_anpa_summary_and_subheadline() -> None:
    """A sentence between headline and story is a summary, another line a subheadline."""
    data = ANPA.replace("north<\n", "north<\n^The bridge stays closed<\n^The river rose. Nobody was hurt.<\n")
    metadata = read(data, "anpa")[0].metadata
    assert metadata.headline == "River rises in the north"
    assert metadata.subheadline == "The bridge stays closed"
    assert metadata.description == "The river rose. Nobody was hurt."


def test_anpa_table_lines() -> None:
    """Lines that the wire marks as those of a table keep their spaces; a brace is a half."""
    rows = "\x08Boston    10   7  .588   {<\n\x08New York   9   8  .529  1{<\n"
    document, _ = read(ANPA.replace("\t   ___\n", rows), "anpa")
    assert document.body[1] == CodeBlock("Boston    10   7  .588   ½\nNew York   9   8  .529  1½")


def test_anpa_tabular_message() -> None:
    """In a tabular message lines without an indent are of a table."""
    rows = "Boston 10 7<\nNew York 9 8<\n"
    data = ANPA.replace("\x13\x11", "\x13\x12").replace("\t   ___\n", rows)
    assert read(data, "anpa")[0].body[1] == CodeBlock("Boston 10 7\nNew York 9 8")


def test_anpa_space_band_and_tabs() -> None:
    """A space band parts words, and so do quads and tabulators; bells and device controls say nothing."""
    document, _ = read(ANPA.replace("John Roe contributed", "John\x10Roe\x1econ\x13tri\x07buted"), "anpa")
    assert document.paragraphs()[-1] == "John Roe contributed."


def test_anpa_note_within_the_story() -> None:
    """A paragraph that speaks to editors never reaches the body."""
    document, _ = read(ANPA.replace("___", "Eds: The rest is new."), "anpa")
    assert document.metadata.editorial_note == "Eds: With AP Photos.\n\nEds: The rest is new."
    assert len(document.body) == 2


def test_anpa_without_controls() -> None:
    """A message without its frame is told by the two lines of its heading."""
    bare = re.sub(r"[\x01-\x04\x0c\x16]", "", ANPA)
    document, report = read(bare, "anpa")
    whole, _ = read(ANPA, "anpa")
    assert document == whole
    assert any("no SOH" in event.reason for event in report)


def test_anpa_lines_without_a_place() -> None:
    """A take word, a third line, and text below the end of the message are all kept or reported."""
    data = ANPA.replace("^River", "^URGENT<\n^River").replace("north<\n", "north<\n^Second<\n^Third<\n")
    data = data.replace("GMT<\n", "GMT<\nReceived at desk 7\n")
    document, report = read(data, "anpa")
    assert [each.value for each in document.metadata.extra if each.name == "anpa:take"] == [
        "1st Ld-Writethru",
        "URGENT",
    ]
    assert document.metadata.subheadline == "Second"
    assert extra(document)["anpa:line"] == "Third"
    assert texts(report, Skipped) == ["Received at desk 7"]


def test_anpa_without_time() -> None:
    """A message whose end says nothing has no time, and its last line stays."""
    document, _ = read(re.sub(r"\x03AP.*<", "\x03", ANPA), "anpa")
    assert document.metadata.published is None
    bare = read(re.sub(r"\t   \x03AP.*<", "", ANPA), "anpa")[0]
    assert bare == document
    assert bare.paragraphs()[-1] == "John Roe contributed."


def test_anpa_unknown_heading() -> None:
    """Lines of a heading that nothing is known of are reported."""
    data = ANPA.replace("u i\x13\x11", "urgent")
    document, report = read(data, "anpa")
    assert document.metadata.headline == "River rises in the north"
    assert "no line with priority and category" in str(report)
    assert texts(report, Skipped)[0].startswith("urgent BC-Rain-Floods")


def test_iptc_lines_above_the_story() -> None:
    """A second line that is ended is a subheadline, a third is kept."""
    document, _ = read(IPTC.replace("north =\r\n", "north =\r\nSecond =\r\nThird =\r\n"), "iptc7901")
    assert document.metadata.subheadline == "Second"
    assert extra(document)["iptc7901:line"] == "Third"


def test_remark_on_changes_is_private() -> None:
    """What an agency says of the changes to a story is for editors."""
    document, _ = read(IPTC.replace("   Nobody", "   (Adds quotes, details)\r\n\r\n   Nobody"), "iptc7901")
    assert document.metadata.editorial_note.startswith("(Adds quotes, details)\n\n#")
    assert len(document.body) == 2


def test_no_selector() -> None:
    """Dashes stand for no selector."""
    assert "anpa:selector" not in extra(read(ANPA.replace("asian", "-----"), "anpa")[0])


def test_upper_case_and_short_number() -> None:
    """Agencies write the letters of the heading in either case."""
    document, _ = read(ANPA.replace("u i\x13", "U I\x14").replace("W2870\x1fasian", "a123"), "anpa")
    assert document.metadata.urgency == 3
    assert extra(document)["anpa:number"] == "123"


# ---------------------------------------------------------------- transmissions


@pytest.mark.parametrize(("name", "message"), [("iptc7901", IPTC), ("anpa", ANPA)])
def test_several_messages(name: str, message: str) -> None:
    """A transmission of several messages is read one by one, and never the first alone."""
    data = message + "\n\x7f\x7f" + message.replace("River", "Lake")
    with pytest.raises(SeveralDocumentsError, match="holds 2 messages"):
        newsconv.loads(data, name)
    headlines = [each.metadata.headline for each in newsconv.load_all(io.StringIO(data))]
    assert headlines == ["River rises in the north", "Lake rises in the north"]


def test_missing_end_of_transmission() -> None:
    """A second SOH ends a message as well."""
    data = IPTC.replace("\x04", "") + IPTC
    assert len([*newsconv.load_all(io.StringIO(data), "iptc7901")]) == 2


def test_teleprinter_signals() -> None:
    """ZCZC and NNNN frame a message as SOH and EOT do."""
    bare = IPTC.replace("\x01", "ZCZC ABC123\r\n").replace("\x04", "\r\nNNNN\r\n")
    report = Report()
    messages = [*newsconv.load_all(io.StringIO(bare + bare), "iptc7901", report=report)]
    assert [each.metadata.headline for each in messages] == ["River rises in the north"] * 2
    assert texts(report, Removed).count("ZCZC ABC123") == 2


def test_text_between_messages_is_reported() -> None:
    """What stands outside of every message is not of a story."""
    report = Report()
    data = f"{IPTC}\nLine test 123\n\x04{IPTC}"
    assert len([*newsconv.load_all(io.StringIO(data), "iptc7901", report=report)]) == 2
    assert "Line test 123" in texts(report, Skipped)


@pytest.mark.parametrize("name", ["iptc7901", "anpa"])
@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "holds no message"),
        ("\x16\x16\x04\x7f", "holds no message"),
        ("\n\nIt rained.\n", "line 3: it is no message by"),
        (b"%PDF-1.4 ...", "binary"),
    ],
)
def test_refused(name: str, data: str | bytes, message: str) -> None:
    """What is no message is refused, with the line of what stands there instead."""
    with pytest.raises(ReadError, match=message):
        newsconv.loads(data, name)


def test_tree_is_refused() -> None:
    """A wire is text, not a tree."""
    with pytest.raises(ReadError, match="not list"):
        newsconv.loads([], "anpa")


# ---------------------------------------------------------------- telling the format


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (IPTC, "iptc7901"),
        (ANPA, "anpa"),
        (ANPA.replace("\n", "\r\n"), "anpa"),
        (IPTC.replace("\x01", ""), "iptc7901"),
        ("\x00\x7f\r\n" + IPTC, "iptc7901"),
        ("eca062 4 i 211\n\nIt rained.\n", "text"),
        ("W2870 asian\nr l BC-Rain 11-13 0100\nIt rained.\n", "text"),
        ("\x01It rained all day in the north.\x02 Nobody was hurt.\n", "text"),
        ("Rain\n\nIt rained all day.\n", "text"),
    ],
)
def test_detection(data: str, name: str) -> None:
    """Only a heading with its controls is a wire; ordinary text never is, whatever the name."""
    assert detect_format(data).name == name
    assert detect_format(data.encode(), "story.txt").name == name


# ---------------------------------------------------------------- rules


LINE_RULES: Final = (*NOTE_MARKS, *EDITOR_LINES, *TAKES, *HEAD_LINES, SIGN_OFF)


@pytest.mark.parametrize("rule", LINE_RULES, ids=lambda rule: rule.name)
def test_rule_takes_and_keeps(rule: LineRule) -> None:
    """Each rule takes the lines that it shows, and leaves those that look alike."""
    assert [line for line in rule.takes if not rule.pattern.fullmatch(line)] == []
    assert [line for line in rule.keeps if rule.pattern.fullmatch(line)] == []
    assert len(rule.takes) > 1
    assert len(rule.keeps) > 1
    assert rule.source


@pytest.mark.parametrize("rule", [QUOTES, DASHES, FRACTIONS], ids=lambda rule: rule.name)
def test_convention_changes_and_keeps(rule: TypeRule) -> None:
    """Each convention of typography changes what it shows, and leaves what looks alike."""
    typography = Typography(rule)
    setter = typography.set_table if rule is FRACTIONS else typography.set_text
    assert [(before, setter(before)) for before, _ in rule.changes] == [*rule.changes]
    assert [setter(text) for text in rule.keeps] == [*rule.keeps]


@pytest.mark.parametrize(
    ("rules", "line", "kind"),
    [
        (TAKES, "2ND LEAD", "update"),
        (TAKES, "EXTRA", "take"),
        (TAKES, "Roundup", "genre"),
        (TAKES, "River rises", None),
    ],
)
def test_first_rule_counts(rules: Sequence[LineRule], line: str, kind: str | None) -> None:
    """A line is what the first rule that takes it says."""
    found = match_rule(rules, line)
    assert (found[0].kind if found else None) == kind


@pytest.mark.parametrize(
    ("text", "dateline", "place"),
    [
        ("Berlin (dpa) - The", "Berlin (dpa)", Place("Berlin")),
        ("Cairo/Tel Aviv (dpa) - The", "Cairo/Tel Aviv (dpa)", Place("Cairo/Tel Aviv")),
        ("WASHINGTON, Nov. 13 (AP) — The", "WASHINGTON, Nov. 13 (AP)", Place("WASHINGTON")),
        ("ST. PAUL PARK, Minn. (AP) — The", "ST. PAUL PARK, Minn. (AP)", Place("ST. PAUL PARK", "Minn.")),
        ("STOCKHOLM, Aug 29, 2014 (AFP) - The", "STOCKHOLM, Aug 29, 2014 (AFP)", Place("STOCKHOLM")),
        ("The Hague (dpa) - The", "The Hague (dpa)", Place("The Hague")),
        ("BADEN-BADEN - The", "BADEN-BADEN", Place("BADEN-BADEN")),
        ("TBILISI, Georgia (AP) — The", "TBILISI, Georgia (AP)", Place("TBILISI")),
    ],
)
def test_datelines(text: str, dateline: str, place: Place) -> None:
    """A place, perhaps a day, the agency in brackets, a dash."""
    found = find_dateline(text)
    assert found
    assert (found.text, found.located) == (dateline, place)


@pytest.mark.parametrize(
    "text",
    [
        "The United Nations (UN) - which met - said",
        "A - list",
        "Rain - again",
        "He said: no (AP) - then",
        "US - the",
        "",
    ],
)
def test_no_datelines(text: str) -> None:
    """A sentence with a dash has none."""
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("131137 GMT Nov 13", "2013-11-13T11:37:00Z"),
        ("131137 Nov 13", "2013-11-13T11:37:00"),
        ("010905 MESZ Mrz 1998", "1998-03-01T09:05:00+02:00"),
        ("131137 XYZ Nov 13", "2013-11-13T11:37:00"),
        ("131137 GMT Dez 69", "2069-12-13T11:37:00Z"),
        ("131137 GMT Déc 70", "1970-12-13T11:37:00Z"),
    ],
)
def test_iptc_times(text: str, sent: str) -> None:
    """Months of several languages; the zone as written; two digits of a year are of 1970 to 2069."""
    found = read_iptc_time(text)
    assert found
    assert found.sent == Date(sent)


@pytest.mark.parametrize("text", ["311137 GMT Feb 13", "131137 GMT Foo 13", "132537 GMT Nov 13", "Nov 13", ""])
def test_no_iptc_times(text: str) -> None:
    """What is no time is none."""
    assert read_iptc_time(text) is None


@pytest.mark.parametrize(
    ("text", "sent", "source"),
    [
        ("AP-WF-11-13-13 1509GMT<", "2013-11-13T15:09:00Z", "AP"),
        ("AP-NY-11-13-96 1509EST<", "1996-11-13T15:09:00-05:00", "AP"),
        ("AAP 11-13-13 1509", "2013-11-13T15:09:00", "AAP"),
    ],
)
def test_anpa_times(text: str, sent: str, source: str) -> None:
    """Source, wire, date and time of American wires."""
    found = read_anpa_time(text)
    assert found
    assert (found.sent, found.source) == (Date(sent), source)


def test_unknown_zone_is_kept() -> None:
    """A zone that nobody knows is kept, and says nothing of the time."""
    document, _ = read(IPTC.replace("GMT", "XYZ"), "iptc7901")
    assert document.metadata.published == Date("2013-10-13T11:37:00")
    assert extra(document)["iptc7901:time-note"] == "XYZ"


def test_time_that_is_none_is_reported() -> None:
    """A line below the text that is no time is not lost."""
    document, report = read(IPTC.replace("131137", "991137"), "iptc7901")
    assert document.metadata.published is None
    assert texts(report, Skipped) == ["991137 GMT Okt 13"]


# ---------------------------------------------------------------- laws


PIECES: Final = (
    *"\x00\x01\x02\x03\x04\x08\x0c\x10\x11\x12\x13\x16\x1e\x1f\x7f\r\n\t^<=_`'{/#",
    "\r\n", "\n\n", "   ", "NNNN\n", "ZCZC a1\n", "* * * *\n", "# dpa NOTEBOOK\n", "Eds: a<\n", "By Jane Doe=\n",
    "eca062 4 i 211 dpa 061\n", "W2870\x1fasian\nr l\x13\x11 BC-Rain 11-13 0100\n", "^BC-Rain,40<\n", "Rain/\n",
    "AP-WF-11-13-13 1509GMT<", "131137 GMT Nov 13", "Berlin (dpa) - It rained.", "1ST LEAD\n", "a    b    c\n", "ü\xa0",
)  # fmt: skip
"""What messages are made of."""


def messages() -> st.SearchStrategy[str | bytes]:
    """Give texts and bytes made of the pieces of messages, and real messages with pieces put in."""
    pieces = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)
    damaged = st.builds(
        lambda whole, at, cut, piece: whole[:at] + piece + whole[at + cut :],
        st.sampled_from((IPTC, ANPA)),
        st.integers(0, 700),
        st.integers(0, 60),
        pieces,
    )
    text = pieces | damaged
    return text | text.map(lambda value: value.encode("utf-8", "surrogatepass")) | text.map(latin) | st.binary()


def latin(text: str) -> bytes:
    """Encode as a Latin wire does."""
    return text.encode("latin-1", "replace")


@pytest.mark.parametrize("name", ["iptc7901", "anpa"])
@given(data=messages())
def test_total(name: str, data: str | bytes) -> None:
    """Anything is read or refused, the same each time."""
    check_total(data, name)


@pytest.mark.parametrize(("name", "message"), [("iptc7901", IPTC), ("anpa", ANPA)])
@given(
    words=st.lists(
        st.sampled_from(
            (
                "rain",
                "RIVER",
                "By",
                "Eds:",
                "^",
                "<",
                "=",
                "\n",
                "\n\n",
                "\n   ",
                "\t",
                "12,",
                "(dpa)",
                "-",
                "`",
                "/",
                "#",
            )
        ),
        max_size=20,
    ),
    at=st.sampled_from(("\x02", "\n\n", "rises", "\x03", "hurt", "\x01")),
)
def test_accountable(name: str, message: str, words: list[str], at: str) -> None:
    """Words put anywhere into a message are in the document or in the report."""
    added = " " + " ".join(words) + " "
    data = message.replace(at, at + added if at < " " else added + at, 1)
    check_accountable(data, name, added)


@pytest.mark.parametrize(("name", "message"), [("iptc7901", IPTC), ("anpa", ANPA)])
@pytest.mark.parametrize("target", ["json", "newsml", "html", "markdown"])
def test_survives_every_lossless_format(name: str, message: str, target: str) -> None:
    """What was read of a wire comes back from each lossless format."""
    document, _ = read(message, name)
    assert newsconv.loads(newsconv.dumps(document, target, private=True), target) == document


@pytest.mark.parametrize(
    "unit", ["`", "'", "``a '' ", "{", "a    ", "\n   a", "^a\n", "\x02", "a=\n", "\x08a\n", "- a\n"]
)
@pytest.mark.parametrize("name", ["iptc7901", "anpa"])
def test_hostile_sizes(name: str, unit: str) -> None:
    """Long repetitions are read in a time that grows with their length: these take far less than a second each."""
    message = {"iptc7901": IPTC, "anpa": ANPA}[name]
    newsconv.loads(message.replace("hurt", unit * (60_000 // len(unit))), name)
