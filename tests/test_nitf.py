"""The nitf format: what is written is valid and reads back the same; what agencies write is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from lxml import etree

import newsconv
from newsconv.document import (
    Aside,
    Cell,
    Code,
    CodeBlock,
    Date,
    Document,
    Embed,
    Emphasis,
    Extra,
    Figure,
    Heading,
    Image,
    LineBreak,
    Link,
    List,
    ListItem,
    Media,
    Metadata,
    Paragraph,
    Person,
    Place,
    Quote,
    RelatedItem,
    Row,
    Strikethrough,
    Strong,
    Subject,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    normalize,
)
from newsconv.errors import ReadError
from newsconv.readers.nitf.habits import HABITS, Habit, put_right
from newsconv.readers.nitf.metadata import read_date
from newsconv.readers.nitf.properties import PROPERTIES
from newsconv.report import Removed, Repaired, Report, Skipped
from newsconv.testing import check_lossless, check_stable_output, documents
from newsconv.writers.nitf.body import write_body

if TYPE_CHECKING:
    from pathlib import Path

NITF: Final = "{http://iptc.org/std/NITF/2006-10-18/}"
BODY: Final = "<nitf><body><body.content>{}</body.content></body></nitf>"
HEAD: Final = "<nitf><head>{}</head><body><body.head>{}</body.head><body.content><p>A</p></body.content></body></nitf>"

RICH: Final = Document(
    Metadata(
        headline='Rain & "hail" <hit> town',
        subheadline="Streets under water",
        slugline="Rain-Town",
        byline="By Jane Doe in London",
        authors=(Person("Jane Doe", "correspondent", "jane@example.com", "https://example.com/jane"), Person("Jo")),
        dateline="LONDON, March 17 (AP)",
        located=Place("London", "Greater London", "United Kingdom", "https://www.wikidata.org/wiki/Q84"),
        created=Date("2021-03"),
        published=Date("2021-03-17T09:30:00+03:00"),
        updated=Date("2021-03-18T00:00:00.123Z"),
        embargoed=Date("2021-03-17T09:00:00"),
        expires=Date("2022"),
        language="en-GB",
        publisher="The Town Paper",
        sources=("AP", "Reuters"),
        credit="AP/The Town Paper",
        description="It rained & rained.",
        keywords=("rain", "hail"),
        subjects=(
            Subject("weather", "17000000", "subj", "http://cv.iptc.org/newscodes/subjectcode/17000000"),
            Subject("rain", "20000001", "medtop"),
            Subject("London", "a b", "two words"),
            Subject(code="bare"),
            Subject("dash", "-", "IPTC"),
            Subject("named"),
        ),
        genres=(Subject("Current", "Current", "genre"), Subject(code="x")),
        section="Local > Weather",
        urgency=4,
        status="usable",
        guid="urn:newsml:example.com:20210317:rain",
        version=3,
        url="https://example.com/rain?a=1&b=2#c",
        copyright_holder="The Town Paper Ltd",
        copyright_notice="© 2021 The Town Paper",
        usage_terms="No archive.\n\nNo resale.",
        editorial_note="Check\nwith Jane.",
        related=(RelatedItem("Hail", "https://example.com/hail", "seeAlso"), RelatedItem(url="a[1]")),
        extra=(
            Extra("nitf:anpa-sequence", "1747"),
            Extra("tags", ("a", "b & c")),
            Extra("tags", ("d",)),
            Extra("nitf:generator", "other"),
            Extra("nitf:two words", "x"),
        ),
    ),
    (
        Heading(2, (Text("Two"),)),
        Heading(5, (Text("Five"),)),
        Paragraph((Text("One "), Strong((Text("two"), Emphasis((Text(" three"),)))), LineBreak(), Text("& <four>"))),
        Paragraph((Text("H"), Subscript((Text("2"),)), Superscript((Text("2"),)), Code(" a  b "))),
        Paragraph(
            (Strikethrough((Text("no"),)), Image("/a.png", "alt", "title"), Link("", (Text("here"),), 'say "x"'))
        ),
        List((ListItem((Paragraph((Text("a"),)),)), ListItem()), ordered=True, start=3),
        Quote((Paragraph((Text("said"),)),), (Text("Jane"),)),
        Figure((Media("/b.jpg", width=640), Media("/b.mp4", "video", "alt", "t", None, 3, "video/mp4", "web"))),
        Figure((), (Text("No picture"),), "AP"),
        Table(
            (
                Row((Cell((Paragraph((Text("h"),)),), header=True, align="right", colspan=2),)),
                Row((Cell(rowspan=2), Cell((ThematicBreak(),)))),
            ),
            (Text("Caption"),),
        ),
        CodeBlock("a\n  b\n\nc", "text"),
        Embed("https://example.com/x", "twitter", "A post", (Paragraph((Text("post"),)),)),
        Aside((Paragraph((Text("box"),)),), "infobox", "Title"),
        ThematicBreak(),
    ),
)


def read(source: str | bytes, report: Report | None = None, **options: Any) -> Document:
    """Read NITF."""
    return newsconv.loads(source, "nitf", report=report, **options)


def agency(shared: Path, name: str) -> Path:
    """Give an agency's file, or skip."""
    path = shared / "feeds" / "agencies" / name
    if not path.is_file():
        pytest.skip(f"needs ../shared/feeds/agencies/{name}")
    return path


@pytest.fixture(scope="module")
def schema(shared: Path) -> etree.XMLSchema:
    """Give the IPTC's schema of NITF 3.6."""
    return etree.XMLSchema(etree.parse(shared / "schemas" / "nitf-3-6.xsd"))


def validate(schema: etree.XMLSchema, text: str) -> None:
    """Raise where a document is not valid."""
    schema.assertValid(etree.fromstring(text.encode(), etree.XMLParser(huge_tree=True)))


# ---------------------------------------------------------------- writing


def test_rich_document_comes_back() -> None:
    """Every field and every node is written and read back."""
    check_lossless(RICH, "nitf")
    check_stable_output(RICH, "nitf")


@given(document=documents())
def test_output_is_valid(schema: etree.XMLSchema, document: Document) -> None:
    """Any document gives valid NITF 3.6, and comes back."""
    validate(schema, newsconv.dumps(document, "nitf"))
    check_lossless(document, "nitf")


def test_rich_output_is_valid(schema: etree.XMLSchema) -> None:
    """A document with every field and node gives valid NITF."""
    validate(schema, newsconv.dumps(RICH, "nitf"))


def test_fields_stand_in_their_places() -> None:
    """Each field stands where the table says, in the words of NITF."""
    root = etree.fromstring(newsconv.dumps(RICH, "nitf").encode())

    docdata = f"{NITF}head/{NITF}docdata"
    assert root.findtext(f"{NITF}body/{NITF}body.head/{NITF}hedline/{NITF}hl1") == 'Rain & "hail" <hit> town'
    found = {
        (str(element.tag).removeprefix(NITF), name): text
        for element in root.find(docdata).iter("*")  # type: ignore[union-attr]
        for name, text in element.attrib.items()
    }
    assert found["doc-id", "id-string"] == "urn:newsml:example.com:20210317:rain"
    assert found["date.issue", "norm"] == "20210317T093000+0300"
    assert found["date.expire", "norm"] == "2022"
    assert found["du-key", "key"] == "Rain-Town"
    assert found["ed-msg", "info"] == "Check\nwith Jane."


def test_embargo_is_a_status() -> None:
    """A document under embargo that has no other status says so, and the status is not read back."""
    story = Document(Metadata(embargoed=Date("2021-03-17T09:00:00Z")))
    written = newsconv.dumps(story, "nitf")
    assert 'management-status="embargoed"' in written
    assert read(written) == story


def test_body_is_a_fragment() -> None:
    """The body alone is in the namespace around it, so that other standards can carry it."""
    blocks = (Heading(3, (Text("a"),)), Quote((Paragraph((Text("b"),)),), (Text("c"),)))
    assert write_body(blocks) == '<hl2 class="h3">a</hl2>\n<bq><block><p>b</p></block><credit>c</credit></bq>\n'


def test_table_has_every_field_once() -> None:
    """The table of properties names each field of the metadata, and no other."""
    assert sorted(row.field for row in PROPERTIES) == sorted(Metadata.__struct_fields__)


# ---------------------------------------------------------------- agencies

FACTS: Final = {
    "aap.xml": {
        "headline": "The main stories on today's 1900 ABC TV news",
        "byline": "By John Doe",
        "dateline": "Sydney",
        "description": "The main stories on today's 1900 ABC TV news",
        "published": Date("2013-10-20T19:27:51+11:00"),
        "paragraphs": 13,
        "last": "AAP RTV ar",
    },
    "aap-finance.xml": {
        "headline": "ASIA:Samsung sells defence, petrochemical units",
        "byline": "",
        "published": Date("2014-11-26T15:27:03"),
        "paragraphs": 14,
        "last": "AFP sn",
    },
    "aap-sports.xml": {
        "headline": "RL:Ferguson returns at centre for Roosters",
        "byline": "",
        "published": Date("2015-02-18T16:01:41"),
        "paragraphs": 5,
        "last": "AAP RTV",
    },
    "pa1.xml": {
        "headline": "PA SPORT TRIVIA (OCTOBER 14)",
        "slugline": "PA-SSS-SPORT-Trivia(Oct14)",
        "description": "ON THIS DAY IN SPORT",
        "sources": ("PA",),
        "published": Date("2015-10-14T04:30:01+01:00"),
        "paragraphs": 43,
        "last": "ends",
    },
    "efe_nitf.xml": {
        "headline": "Honduran president announces Cabinet changes",
        "subheadline": "",
        "byline": "gr/bp",
        "dateline": "",
        "description": "Test Abstract",
        "keywords": ("HONDURAS GOVERNMENT",),
        "language": "en-US",
        "located": Place("Tegucigalpa", country="HND"),
        "published": Date("2017-01-02T22:28:00+00:00"),
        "copyright_holder": "Agencia EFE",
        "paragraphs": 1,
        "last": "Tegucigalpa, Jan 2 (EFE).- Test body.",
    },
    "ap-nitf.xml": {
        "headline": "Can trading pollution like stocks help fight climate change?",
        "subheadline": "",
        "byline": "By BERNARD CONDON, AP Business Writer",
        "dateline": "NEW YORK",
        "guid": "",
        "editorial_note": "For global distribution",
        "published": Date("2015-12-10T19:10:44Z"),
        "paragraphs": 28,
        "last": (
            "Bernard Condon can be reached at http://twitter.com/BernardFCondon . "
            "His work can be found at http://www.bigstory.ap.org/content/bernard-condon ."
        ),
    },
}
"""What the files of the agencies say, read from the files."""


@pytest.mark.parametrize("name", FACTS)
def test_facts_of_agencies(shared: Path, name: str) -> None:
    """The fields and paragraphs of an agency's file are read as they stand in it."""
    document = newsconv.load(agency(shared, name))
    facts = dict(FACTS[name])
    paragraphs = document.paragraphs()
    assert (len(paragraphs), paragraphs[-1]) == (facts.pop("paragraphs"), facts.pop("last"))
    assert {field: getattr(document.metadata, field) for field in facts} == facts


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize("other", ["nitf", "json", "html", "markdown", "newsml"])
def test_agencies_survive_every_lossless_format(shared: Path, name: str, other: str) -> None:
    """What was read from an agency comes back from every lossless format."""
    document = newsconv.load(agency(shared, name))
    check_lossless(document, other)
    check_stable_output(document, other)


def test_wrapped_lines_are_joined(shared: Path) -> None:
    """The breaks of AAP are spaces, and each repair has its line."""
    report = Report()
    paragraphs = newsconv.load(agency(shared, "aap.xml"), report=report).paragraphs()
    assert paragraphs[2] == (
        "1B) At Bilpin - people are tired after several days on fire watch - people with homes on Bells Line of Road "
        "are being told they need to leave tonight."
    )
    assert not any("\n" in text for text in paragraphs)
    assert all(event.origin.line for event in report if isinstance(event, Repaired))


def test_sign_off_goes_only_when_asked(shared: Path) -> None:
    """The sign-off of a desk is text, unless noise is to be dropped."""
    report = Report()
    story = newsconv.load(agency(shared, "aap.xml"), noise="drop", report=report)
    assert story.paragraphs()[-1].startswith("5. The Syrian conflict")
    assert [event.text for event in report if isinstance(event, Removed)] == ["AAP RTV ar"]


# ---------------------------------------------------------------- habits


def tree(source: str) -> etree._Element:
    """Parse an example."""
    return etree.fromstring(source.encode())


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_habit_changes_its_example(habit: Habit) -> None:
    """A habit changes its example, says so, and changes it only once."""
    root, report = tree(habit.example), Report()
    put_right(root, report, drop=habit.is_noise)
    assert etree.tostring(root) != etree.tostring(tree(habit.example))
    assert [event.reason for event in report] == [habit.reason]
    again = Report()
    put_right(root, again, drop=habit.is_noise)
    assert len(again) == 0


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_habit_keeps_its_counter_example(habit: Habit) -> None:
    """What only looks like a habit stays as it is."""
    root, report = tree(habit.counter_example), Report()
    put_right(root, report, drop=True)
    assert etree.tostring(root) == etree.tostring(tree(habit.counter_example))
    assert len(report) == 0


def test_habits_leave_our_own_alone() -> None:
    """A document that newsconv wrote is read as it is, whatever it looks like."""
    story = Document(
        Metadata(headline="A", subheadline="A", keywords=("A",)),
        (CodeBlock("One\n\nTwo"),),
    )
    assert read(newsconv.dumps(story, "nitf")) == story


# ---------------------------------------------------------------- reading


@pytest.mark.parametrize(
    "start",
    [
        "<nitf>",
        '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">',
        '<!DOCTYPE nitf SYSTEM "../dtd/nitf-3-2.dtd"><nitf>',
        '<?xml version="1.0" encoding="iso-8859-1"?><nitf version="-//IPTC//DTD NITF 3.1//EN">',
    ],
)
def test_any_namespace_or_none(start: str) -> None:
    """NITF is read with its namespace and without, and a DTD is never loaded."""
    source = f"{start}<body><body.head><hedline><hl1>H</hl1></hedline></body.head><body.content><p>A</p>"
    expected = Document(Metadata(headline="H"), (Paragraph((Text("A"),)),))
    assert newsconv.loads(f"{source}</body.content></body></nitf>") == expected


def test_prefixed_elements() -> None:
    """A prefix makes no difference."""
    source = f'<n:nitf xmlns:n="{NITF[1:-1]}"><n:body><n:body.content><n:p>A</n:p></n:body.content></n:body></n:nitf>'
    assert newsconv.loads(source).paragraphs() == ["A"]


PHOTO: Final = (
    '<media media-type="photo"><media-reference source="/a" name="web"/><media-reference source="/b" width="9"/>'
    "<media-caption><p>C</p></media-caption><media-producer>AP</media-producer></media>"
)
BLOCKS: Final = (
    ("<block><hl2>Cross</hl2><p>A <person>B</person></p></block>", (Heading(2, (Text("Cross"),)), "A B")),
    ("bare <em>text</em>", (Paragraph((Text("bare "), Emphasis((Text("text"),)))),)),
    ("<p>\u00a0</p><p/><p>A</p>", ("A",)),
    ("<p>It grew by <num><frac><numer>1</numer><denom>2</denom></frac></num>.</p>", ("It grew by 1/2.",)),
    ("<p><location><city>Perth</city><country>Australia</country></location></p>", ("Perth, Australia",)),
    ("<dl><dt>A</dt><dd>B</dd></dl>", ("A", "B")),
    ("<p>A</p><fn><body.content><p>B</p></body.content></fn>", ("A", Aside((Paragraph((Text("B"),)),), "footnote"))),
    ("<note><body.content><p>B</p></body.content></note>", (Aside((Paragraph((Text("B"),)),), "note"),)),
    ("<ol seqnum='4'><li>A</li></ol>", (List((ListItem((Paragraph((Text("A"),)),)),), ordered=True, start=4),)),
    (
        PHOTO,
        (Figure((Media("/a", rendition="web"), Media("/b", width=9)), (Text("C"),), "AP"),),
    ),
    (
        '<media media-type="image"><media-reference source="/a" source-credit="AP"/></media>',
        (Figure((Media("/a"),), (), "AP"),),
    ),
)


@pytest.mark.parametrize(("source", "expected"), BLOCKS)
def test_blocks(source: str, expected: tuple[Any, ...]) -> None:
    """Blocks of NITF become those of the model; what marks a word is dropped, the word stays."""
    blocks = tuple(Paragraph((Text(block),)) if isinstance(block, str) else block for block in expected)
    assert read(BODY.format(source)).body == blocks


@pytest.mark.parametrize("mark", ['type="npa"', 'noteclass="editorsnote"'])
def test_notes_for_editors_stay_private(mark: str) -> None:
    """A note that must not be published never gets into the text, nor into a format for the public."""
    note = f"<note {mark}><body.content><p>Call Jane.</p></body.content></note>"
    story = read(BODY.format(f"<p>A</p>{note}<p>B</p>"))
    assert (story.paragraphs(), story.metadata.editorial_note) == (["A", "B"], "Call Jane.")
    assert not any("Jane" in newsconv.dumps(story, name) for name in ("html", "markdown", "text"))


def test_several_notes_are_parted() -> None:
    """Several notes are parted by an empty line."""
    note = "<note><body.content><p>Two.</p></body.content></note>"
    story = read(HEAD.format('<docdata><ed-msg info="One."/></docdata>', note))
    assert story.metadata.editorial_note == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("head", "body_head", "expected"),
    [
        ("<docdata><key-list><keyword>K</keyword></key-list></docdata>", "", Metadata(keywords=("K",))),
        ("<docdata/><urgency ed-urg='2'/>", "", Metadata(urgency=2)),
        ("", "<abstract>bare</abstract><byline>By A</byline>", Metadata(description="bare", byline="By A")),
        ("", "<headline><hl1>H</hl1></headline>", Metadata(headline="H")),
        ("<title>T</title>", "", Metadata(headline="T")),
        (
            "",
            "<byline>By <person>Jane Doe</person>, <byttl>editor</byttl> <virtloc>j@a.b</virtloc></byline>",
            Metadata(byline="By Jane Doe, editor, j@a.b", authors=(Person("Jane Doe", "editor", "j@a.b"),)),
        ),
        (
            '<docdata management-status="embargoed"><date.release norm="20210317T090000Z"/></docdata>',
            "",
            Metadata(embargoed=Date("2021-03-17T09:00:00Z")),
        ),
        (
            '<revision-history name="Jane" function="editor" norm="20210317T090000Z"/>',
            "",
            Metadata(authors=(Person("Jane", "editor"),), updated=Date("2021-03-17T09:00:00Z")),
        ),
        (
            '<docdata><date.issue norm="YYYYMMDD000000-HHMM"/></docdata>',
            "",
            Metadata(extra=(Extra("nitf:date.issue.norm", "YYYYMMDD000000-HHMM"),)),
        ),
        (
            "",
            "<dateline><location><city>Perth</city><state>WA</state></location></dateline>",
            Metadata(dateline="Perth, WA", located=Place("Perth", "WA")),
        ),
    ],
)
def test_metadata(head: str, body_head: str, expected: Metadata) -> None:
    """Fields are read wherever feeds put them; what the model has no name for is kept."""
    assert read(HEAD.format(head, body_head)).metadata == normalize(Document(expected)).metadata


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20140829T134951+0000", Date("2014-08-29T13:49:51Z")),
        (" 20141126T152703 ", Date("2014-11-26T15:27:03")),
        ("20151210000000-0500", Date("2015-12-10")),
        ("20151210093000-0500", Date("2015-12-10T09:30:00-05:00")),
        ("YYYYMMDD000000-HHMM", None),
        ("", None),
    ],
)
def test_dates(text: str, expected: Date | None) -> None:
    """A date keeps its zone or has none; zeros without a `T` are how NITF writes a day."""
    assert read_date(text) == expected


def test_data_in_the_text_is_reported() -> None:
    """Data about the text is no text, and is reported."""
    report = Report()
    body = '<media media-type="image"><media-metadata name="n" value="v"/><media-reference source="/a"/></media>'
    assert read(BODY.format(body), report).body == (Figure((Media("/a"),)),)
    assert [event.text for event in report if isinstance(event, Skipped)] == ["n v"]


@pytest.mark.parametrize("source", ["<newsItem/>", "<nitf><p>", "", "<nitf>&x;</nitf"])
def test_what_is_not_nitf_is_refused(source: str) -> None:
    """What is not well-formed or not NITF is an error that says what it is."""
    with pytest.raises(ReadError):
        read(source)


def test_refusal_names_line_and_element() -> None:
    """An error names the line and the element."""
    with pytest.raises(ReadError, match="<html>") as caught:
        read("\n<html/>")
    assert caught.value.line == 2


def test_marks_in_the_text_are_kept() -> None:
    """What inline elements say beside their words becomes extra fields, each value once; looks say nothing."""
    text = (
        '<p class="lead" lede="true">On <chron norm="20210317">Wednesday</chron> <org value="SL/fa">the FA</org> and '
        '<org value="SL/fa" idsrc="x">others</org> paid <money unit="EUR">5</money>.</p>'
        '<media media-type="image"><media-reference source="a.jpg" data-location="s3" width="3"/></media>'
    )
    found = newsconv.loads(f"<nitf><body><body.content>{text}</body.content></body></nitf>", "nitf").metadata
    assert found.extra == (
        Extra("nitf:p.lede", "true"),
        Extra("nitf:chron.norm", "20210317"),
        Extra("nitf:org.value", "SL/fa"),
        Extra("nitf:org.idsrc", "x"),
        Extra("nitf:money.unit", "EUR"),
        Extra("nitf:media-reference.data-location", "s3"),
    )


def test_marks_in_notes_to_editors_are_reported() -> None:
    """Attributes within a note that is not for the public are no extra fields, which pages show."""
    note = '<note type="npa"><p>Call <a href="http://x.y/desk" rel="desk">the desk</a>.</p></note>'
    report = Report()
    document = newsconv.loads(
        f"<nitf><body><body.content>{note}<p>A</p></body.content></body></nitf>", "nitf", report=report
    )
    assert document.metadata.extra == ()
    assert [event.text for event in report if isinstance(event, Skipped)] == ["http://x.y/desk desk"]


def test_language_of_a_part_is_kept() -> None:
    """A part of the head in another language says so; one in the language of the story need not."""
    head = '<hedline><hl1 xml:lang="fr">Pluie</hl1><hl2 xml:lang="en">Rain</hl2></hedline>'
    found = newsconv.loads(f'<nitf baselang="en-GB"><body><body.head>{head}</body.head></body></nitf>', "nitf").metadata
    assert found.extra == (Extra("nitf:hl1.lang", "fr"),)
