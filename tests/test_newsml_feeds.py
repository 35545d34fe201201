"""What agencies send as NewsML-G2: the facts of each file, and each habit by its example and counter-example.

The files are those of `../shared/feeds`, read there and never copied; what is expected was read off them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
import pytest
from lxml import etree

import newsconv
from newsconv.document import Date, Document, Extra, Metadata, Person, Place, RelatedItem, Subject, walk
from newsconv.document.nodes import CodeBlock, Link
from newsconv.errors import ReadError
from newsconv.readers.newsml.habits import BODY_HABITS, FIELD_HABITS, BodyHabit, FieldHabit, Story, change_body
from newsconv.report import Guessed, Removed, Repaired, Report, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ITEM: Final = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="2">{}</newsItem>'
G2_FILES: Final = ("ap", "dpa", "ansa_culture", "text", "snep", "stt1", "stt_newsml_test")
LOSSLESS: Final = ("json", "markdown", "html", "newsml")


class Fact(msgspec.Struct, frozen=True):
    """What is known of one story of a file."""

    file: str
    headline: str
    """How it begins."""
    paragraphs: int
    date: str
    """Time of the version, as `Date` spells it; nothing where the file names none that counts."""
    dateline: str = ""
    byline: str = ""
    language: str = ""
    guid: str = ""
    version: int | None = None
    subjects: int | None = None
    keywords: int = 0
    index: int = 0
    """Place of the story in its file."""


FACTS: Final = (
    Fact(
        "ap",
        "Nutrisystem beats 4Q",
        10,
        "2018-02-26T21:20:34Z",
        "FORT WASHINGTON, Pa.",
        language="en",
        guid="tag:ap.org,2011:5e565888b587889c5c8bd62b6164118c-text",
        version=2,
        subjects=8,
        keywords=3,
    ),
    Fact(
        "ap",
        "DiamondRock Hospitality posts 4Q",
        11,
        "2018-02-26T21:22:17Z",
        "BETHESDA, Md.",
        language="en",
        version=2,
        keywords=3,
        index=1,
    ),
    Fact(
        "ap",
        "Scripps Networks tops 4Q",
        7,
        "2018-02-26T21:27:09Z",
        "KNOXVILLE, Tenn.",
        language="en",
        version=1,
        keywords=3,
        index=2,
    ),
    Fact(
        "dpa",
        "Eintracht in London: Hintereggers",
        3,
        "2022-10-11T11:14:42+02:00",
        "London (dpa) -",
        language="de",
        guid="urn:newsml:dpa.com:20090101:221011-930-4303",
        version=1,
        subjects=7,
        keywords=3,
    ),
    Fact(
        "ansa_culture",
        "TEST FROM XAWES",
        1,
        "2019-07-01T08:22:28Z",
        "ANSA TEST - ROMA, 01 LUG -",
        language="it",
        version=2,
        subjects=6,
    ),
    Fact(
        "text",
        "Soccer-Smiling Benitez pleads",
        1,
        "2013-03-01T15:09:04.000Z",
        byline="By Toby Davis",
        language="en",
        version=263518268,
        subjects=12,
    ),
    Fact("snep", "OUSTPM Link List", 0, "2013-03-04T11:40:31.000Z", language="en-US", version=472094323, subjects=2),
    Fact(
        "stt1",
        "Mikko Moilanen siirtyy",
        4,
        "2019-04-15T13:49:15",
        "Helsinki",
        language="fi-FI",
        guid="urn:newsml:stt.fi::102736761",
        version=2,
        subjects=8,
    ),
    Fact(
        "stt_newsml_test",
        "Parliament passed the Alcohol Act",
        40,
        "2017-10-18T11:16:43+02:00",
        "Helsinki",
        language="fi-FI",
        version=4,
        subjects=2,
    ),
)
"""Facts of the files; the 40 of STT are 39 paragraphs and a heading."""


def load(shared: Path, name: str, report: Report | None = None) -> list[Document]:
    """Read the stories of an agency's file."""
    path = shared / "feeds" / "agencies" / f"{name}.xml"
    if not path.is_file():
        pytest.skip(f"needs ../shared/feeds/agencies/{name}.xml")
    return list(newsconv.load_all(path, "newsml", report=report))


def extra_values(fields: Metadata, name: str) -> list[str | tuple[str, ...]]:
    """Give the values of the extra fields of one name."""
    return [extra.value for extra in fields.extra if extra.name == name]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.file}-{fact.index}")
def test_facts(shared: Path, fact: Fact) -> None:
    """Each story has its fields, its paragraphs and its dates."""
    document = load(shared, fact.file)[fact.index]
    fields = document.metadata
    assert fields.headline.startswith(fact.headline)
    assert len(document.paragraphs()) == fact.paragraphs
    assert (fields.dateline, fields.byline, fields.language) == (fact.dateline, fact.byline, fact.language)
    assert fact.date in {str(fields.updated), *extra_values(fields, "newsml:versionCreated")}
    assert fields.version == fact.version
    assert len(fields.keywords) == fact.keywords
    assert fact.guid in {"", fields.guid}
    assert fact.subjects in {None, len(fields.subjects)}


@pytest.mark.parametrize("name", G2_FILES)
def test_files_survive_every_lossless_format(shared: Path, name: str) -> None:
    """Law 3: read, written and read again is equal, and the same bytes, through any format that says everything."""
    for document in load(shared, name):
        for target in LOSSLESS:
            written = newsconv.dumps(document, target, private=True)
            assert newsconv.loads(written, target) == document
        report = Report()
        item = newsconv.dumps(document, "newsml")
        assert newsconv.dumps(newsconv.loads(item, "newsml", report=report), "newsml") == item
        assert not list(report)


@pytest.mark.parametrize("name", G2_FILES)
def test_files_are_written_valid(shared: Path, name: str) -> None:
    """Each story alone, and all of a file as a message, follow the IPTC's schema."""
    schema = etree.XMLSchema(etree.parse(shared / "schemas" / "NewsML-G2_2.35-spec-All-Power.xsd"))
    documents = load(shared, name)
    for document in documents:
        schema.assertValid(etree.fromstring(newsconv.dumps(document, "newsml").encode()))
    schema.assertValid(etree.fromstring(newsconv.dumps_all(documents, "newsml").encode()))


def test_ap_links_and_codes(shared: Path) -> None:
    """The last paragraph keeps its two links; what AP knows of subjects and identifiers is kept."""
    document = load(shared, "ap")[0]
    links = [node.url for node in walk(document.body[-1:]) if isinstance(node, Link)]
    assert links == ["http://www.automatedinsights.com/ap", "https://www.zacks.com/ap/NTRI"]
    assert document.paragraphs()[-2] == "_____"
    fields = document.metadata
    assert fields.editorial_note == "Eds: Adds full-year results."
    assert extra_values(fields, "newsml:altId type=ap:itemId") == ["5e565888b587889c5c8bd62b6164118c"]
    owner = "apsubject:5235a7a088e910048f29f8851349f9bd"
    assert extra_values(fields, f"newsml:subject/@why of={owner}") == ["why:direct"]
    broader = ("apsubject:4d3302d8857510048d06ff2260dd383e", "Corporate news")
    assert extra_values(fields, f"newsml:subject/broader of={owner}") == [broader]
    item = newsconv.dumps(document, "newsml")
    assert f'<subject qcode="{owner}" type="cpnat:abstract" why="why:direct" creator="apsubcreator:Teragram">' in item


def test_dpa_header_is_metadata_and_notes_stay_private(shared: Path) -> None:
    """The header in dpa's body says what the item says; contacts are in the note, and on no page."""
    report = Report()
    (document,) = load(shared, "dpa", report)
    assert document.paragraphs()[0].startswith("London (dpa) - 2019 gab es bittere Tränen")
    assert {event.text for event in report if isinstance(event, Removed)} >= {"11.10.2022 11:14", "Extra"}
    note = document.metadata.editorial_note
    assert "Autor/in: Patrick Reichardt (London), reichardt.patrick@dpa.com" in note
    assert note.count("dpa pre yyhe n1 deg") == 1
    assert note.endswith("\n\nFoto Archiv")
    for public in ("markdown", "html", "text"):
        assert "reichardt" not in newsconv.dumps(document, public).lower()


def test_dpa_names_are_in_the_language_of_the_item(shared: Path) -> None:
    """Of several names the German one counts, and not the short one; the others are kept."""
    fields = load(shared, "dpa")[0].metadata
    assert [subject.name for subject in fields.subjects][:3] == ["Deutschland", "Hessen", "Großbritannien"]
    assert fields.subjects[4].uri == "http://cv.iptc.org/newscodes/mediatopic/20001065"
    assert [item.rel for item in fields.related] == ["seeAlso"] * 5
    assert [person.name for person in fields.authors] == ["degenhardt.sandra"]
    assert extra_values(fields, "newsml:copyrightNotice lang=en") == ["(c) 2022 dpa Deutsche Presse Agentur GmbH"]
    assert "dpasrv:hes" in extra_values(fields, "newsml:service")
    assert extra_values(fields, "newsml:service/name role=nrol:full of=dpasrv:hes") == ["Landesdienst Hessen"]
    assert extra_values(fields, "newsml:service/name role=nrol:mnemonic of=dpasrv:hes") == ["hes"]
    assert "wikidata:Q145" in extra_values(fields, "newsml:subject/sameAs of=dpacountry:54")
    assert extra_values(fields, "newsml:subject/sameAs/name role=nrol:short lang=en of=wikidata:Q145") == ["Britain"]


def test_ansa_loses_its_routing_tail(shared: Path) -> None:
    """The codes behind ANSA's last paragraph are reported; an empty urgency and a headline said twice are none."""
    report = Report()
    (document,) = load(shared, "ansa_culture", report)
    assert document.paragraphs() == ["(ANSA) - ROMA, 1 LUG - TEST FROM XAWES (ANSA)."]
    (removed,) = [event for event in report if isinstance(event, Removed)]
    assert removed.text.startswith("51 77 03 CRO01")
    assert removed.origin.line
    fields = document.metadata
    assert (fields.subheadline, fields.urgency, fields.slugline) == ("", None, "")
    assert fields.located is not None
    assert (fields.located.name, fields.located.region, fields.located.country) == ("Roma", "Lazio", "Italia")
    assert extra_values(fields, "newsml:located type=cptype:city") == [("geo:3169070", "ROMA")]


def test_reuters_byline_is_its_paragraph(shared: Path) -> None:
    """A byline as first paragraph is also the byline; a note is a note."""
    report = Report()
    (document,) = load(shared, "text", report)
    assert document.paragraphs() == ["By Toby Davis"]
    assert document.metadata.editorial_note == "Editorial Note"
    assert [event.field for event in report if isinstance(event, Guessed)] == ["byline"]


def test_package_is_a_document_of_related_items(shared: Path) -> None:
    """A package has no body; its ten references are related items in order, its dateline of computers is none."""
    report = Report()
    (document,) = load(shared, "snep", report)
    related = document.metadata.related
    assert len(related) == 10
    assert related[0] == RelatedItem(
        "At least 15 killed on Kenya coast on election day", "tag:reuters.com,0000:newsml_BRE9220HA", "grpRole:Main"
    )
    first = f"newsml:itemRef/slugline separator=- of={related[0].url}"
    assert extra_values(document.metadata, first) == ["US-KENYA-ELECTIONS"]
    assert [event.origin.line for event in report if isinstance(event, Repaired)] == [62]


def test_stt_credit_note_and_tags(shared: Path) -> None:
    """The dash behind STT's credit is taken off, its note is private, its tags of companies leave their words."""
    (document,) = load(shared, "stt1")
    assert (document.metadata.credit, document.metadata.editorial_note) == ("STT", "lopusta")
    assert "terveysteknologiayhtiö Revenio Groupin ja" in document.paragraphs()[0]
    assert document.metadata.created == Date("2019-04-15T11:12:24")


def test_stt_references_escaped_twice(shared: Path) -> None:
    """What STT escaped twice reads as characters, and is reported with its lines."""
    report = Report()
    (document,) = load(shared, "stt_newsml_test", report)
    text = "\n".join(document.paragraphs())
    assert "4 o'clock" in text
    assert '"The will of the government' in text
    assert "&#39;" not in text
    repaired = [event for event in report if isinstance(event, Repaired)]
    assert repaired
    assert all(event.origin.line for event in repaired)


def test_every_listing_reads(shared: Path) -> None:
    """Every listing of the IPTC gives documents, whatever kind of item it is."""
    paths = sorted((shared / "feeds" / "iptc").glob("*.xml"))
    for path in paths:
        assert list(newsconv.load_all(path)), path.name


def test_listing_24_is_a_message_of_five(shared: Path) -> None:
    """A message with a package and four stories gives five documents; the package names the stories in order."""
    (path,) = (shared / "feeds" / "iptc").glob("LISTING_24_*.xml")
    documents = list(newsconv.load_all(path))
    assert len(documents) == 5


# ---------------------------------------------------------------- habits


def apply_habit(habit: BodyHabit, content: str) -> tuple[str, Story]:
    """Give what a habit makes of the content of a body."""
    body = etree.fromstring(f"<body>{content}</body>")
    story = Story({}, Report(), {})
    habit.change(body, story, habit.name)
    return etree.tostring(body, encoding="unicode"), story


@pytest.mark.parametrize("habit", BODY_HABITS, ids=lambda habit: habit.name)
def test_body_habits(habit: BodyHabit) -> None:
    """Each habit changes its example, or takes a field from it, and says so; it leaves its counter-example alone."""
    before = etree.tostring(etree.fromstring(f"<body>{habit.example}</body>"), encoding="unicode")
    after, story = apply_habit(habit, habit.example)
    assert after != before or story.fields
    assert list(story.report)
    before = etree.tostring(etree.fromstring(f"<body>{habit.counter}</body>"), encoding="unicode")
    after, story = apply_habit(habit, habit.counter)
    assert (after, story.fields, list(story.report)) == (before, {}, [])


@pytest.mark.parametrize("habit", FIELD_HABITS, ids=lambda habit: habit.name)
def test_field_habits(habit: FieldHabit) -> None:
    """Each habit takes its part out of its example, and leaves its counter-example alone."""
    assert habit.pattern.sub("", habit.example).strip() != habit.example
    assert habit.pattern.sub("", habit.counter) == habit.counter


def paragraphs_of(body: str, meta: str = "", report: Report | None = None) -> list[str]:
    """Read an item with a body of XHTML."""
    content = f"<contentSet><inlineXML><html><body>{body}</body></html></inlineXML></contentSet>"
    return newsconv.loads(ITEM.format(meta + content), "newsml", report=report).paragraphs()


def test_bodies_of_wires() -> None:
    """Soft wraps are joined, indented paragraphs parted, a table of spaces keeps its lines, empty paragraphs go."""
    line = "The minister said on Tuesday that the bridge"
    assert paragraphs_of(f"<p>{line}<br/>{line}<br/>\n{line}<br/>end.</p>") == [f"{line} {line} {line} end."]
    assert paragraphs_of("<p>    One line\nand another.\n    Two.</p><p>&#160;</p><p/>") == [
        "One line and another.",
        "Two.",
    ]
    table = "Bayern   12   30\nKoeln     9   24\nBremen    1    3"
    item = ITEM.format(f"<contentSet><inlineXML><html><body><p>{table}</p></body></html></inlineXML></contentSet>")
    assert newsconv.loads(item, "newsml").body == (CodeBlock(table),)


def test_a_section_that_is_not_public_is_a_note() -> None:
    """A section marked as not for the public is part of the note for editors, parted by an empty line."""
    body = '<p>Text.</p><section class="np-nonpublic"><p>Call Jane.</p></section>'
    meta = "<itemMeta><edNote>Check.</edNote></itemMeta>"
    content = f"<contentSet><inlineXML><html><body>{body}</body></html></inlineXML></contentSet>"
    document = newsconv.loads(ITEM.format(meta + content), "newsml")
    assert (document.paragraphs(), document.metadata.editorial_note) == (["Text."], "Check.\n\nCall Jane.")


def test_renditions_for_editors_and_parts_are_no_body() -> None:
    """Of several texts the whole one is the body; one that is not public is a note; a teaser is reported."""
    parts = (
        '<inlineData rendition="r:teaser">Short.</inlineData><inlineData rendition="r:nonpublic">Call.</inlineData>'
        '<inlineData rendition="r:text">Long\nline.\n\nMore.</inlineData>'
    )
    report = Report()
    document = newsconv.loads(ITEM.format(f"<contentSet>{parts}</contentSet>"), "newsml", report=report)
    assert document.paragraphs() == ["Long line.", "More."]
    assert document.metadata.editorial_note == "Call."
    assert [event.text for event in report if isinstance(event, Skipped)] == ["Short."]


def test_metadata_that_is_not_public_is_a_note() -> None:
    """An element under a constraint on publication is no field that a page would show."""
    meta = (
        '<contentMeta><by pubconstraint="x:nonpublic">Jane Doe, 555-1</by><headline>Rain</headline>'
        '<altId pubconstraint="x:nonpublic">7</altId></contentMeta>'
    )
    fields = newsconv.loads(ITEM.format(meta), "newsml").metadata
    assert (fields.byline, fields.extra, fields.editorial_note) == ("", (), "Jane Doe, 555-1\n\n7")


@pytest.mark.parametrize(
    ("wrap", "expected"),
    [
        ("<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><body><p>A <b>b</b>.</p></body></html></inlineXML>", 1),
        ("<inlineXML><html><body><p xmlns=''>A <b>b</b>.</p></body></html></inlineXML>", 1),
        ("<inlineXML><h:p xmlns:h='http://www.w3.org/1999/xhtml'>A <h:b>b</h:b>.</h:p></inlineXML>", 1),
        ("<inlineXML><nitf><body><body.content><p>A <em>b</em>.</p></body.content></body></nitf></inlineXML>", 1),
        (
            (
                "<inlineXML><nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><body><body.content><block><p>A b.</p>"
                "</block></body.content></body></nitf></inlineXML>"
            ),
            1,
        ),
        ("<inlineData contenttype='text/html'>&lt;p&gt;A b.&lt;/p&gt;</inlineData>", 1),
        ("<inlineXML><![CDATA[<p>A <b>b</b>.</p>]]></inlineXML>", 1),
        ("<inlineXML><html><body><![CDATA[<p>A <b>b</b>.</p>]]></body></html></inlineXML>", 1),
        ("<inlineXML><html><body>A b.</body></html></inlineXML>", 1),
        ("<inlineData>A b.</inlineData>", 1),
        ("<inlineXML/>", 0),
    ],
)
def test_shapes_of_bodies(wrap: str, expected: int) -> None:
    """Whatever a body is wrapped in, its words are the same."""
    document = newsconv.loads(ITEM.format(f"<contentSet>{wrap}</contentSet>"), "newsml")
    assert document.paragraphs() == ["A b."] * expected


@pytest.mark.parametrize(
    ("written", "expected", "is_repaired"),
    [
        ("2018-02-26T21:20:34Z", "2018-02-26T21:20:34Z", False),
        ("\n  2018-02-26T21:20:34+00:00 ", "2018-02-26T21:20:34Z", False),
        ("2019-07-01T10:22:28+0100", "2019-07-01T10:22:28+01:00", True),
        ("20140829T134951+0000", "2014-08-29T13:49:51Z", True),
        ("2019-04-15T13:49:15", "2019-04-15T13:49:15", False),
        ("2019-04-15 13:49:15", "2019-04-15T13:49:15", True),
        ("", None, False),
        ("YYYYMMDD000000-HHMM", None, True),
    ],
)
def test_dates_of_feeds(written: str, expected: str | None, is_repaired: bool) -> None:  # noqa: FBT001 - a case
    """Each spelling of a date is read, what is none gives way to the next one, and repairs name their line."""
    meta = (
        f"<itemMeta><versionCreated>2001-01-01T00:00:00Z</versionCreated></itemMeta>"
        f"<contentMeta><contentModified>{written}</contentModified></contentMeta>"
    )
    report = Report()
    fields = newsconv.loads(ITEM.format(meta), "newsml", report=report).metadata
    assert fields.updated == Date(expected or "2001-01-01T00:00:00Z")
    repaired = [event for event in report if isinstance(event, Repaired)]
    assert bool(repaired) == is_repaired
    assert all(event.origin.line for event in repaired)


def test_withdrawn_items_and_items_without_a_guid() -> None:
    """A withdrawn item has its status and no body; an item without an identifier is read; `ednote` is a note."""
    meta = "<itemMeta><pubStatus qcode='stat:canceled'/><ednote>Kill.</ednote></itemMeta>"
    document = newsconv.loads(f"<newsItem>{meta}<contentSet><inlineXML/></contentSet></newsItem>", "newsml")
    assert document.body == ()
    assert (document.metadata.status, document.metadata.guid) == ("canceled", "")
    assert document.metadata.editorial_note == "Kill."


def test_own_catalog_resolves_codes() -> None:
    """A scheme that the item declares gives the URI of a code; nothing is fetched for the others."""
    meta = (
        '<catalog><scheme alias="own" uri="http://example.com/own#"/></catalog>'
        '<contentMeta><subject qcode="own:1"/><subject qcode="unknown:2"/><genre qcode="genre:Feature"/></contentMeta>'
    )
    fields = newsconv.loads(ITEM.format(meta), "newsml").metadata
    assert [subject.uri for subject in fields.subjects] == ["http://example.com/own#1", ""]
    assert fields.genres[0].uri == "http://cv.iptc.org/newscodes/genre/Feature"


def test_groups_are_followed_from_the_root() -> None:
    """References come in the order in which groups lead to them; a circle of groups ends; none is left out."""
    groups = (
        '<groupSet root="a"><group id="b" role="g:side"><itemRef residref="2"><title>Two</title></itemRef>'
        '<groupRef idref="a"/></group><group id="a" role="g:main"><itemRef residref="1" rel="irel:seeAlso">'
        '<headline>One</headline></itemRef><groupRef idref="b"/></group><group><itemRef href="http://x/3"/></group>'
        "</groupSet>"
    )
    package = f'<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="p">{groups}</packageItem>'
    fields = newsconv.loads(package).metadata
    assert fields.related == (
        RelatedItem("One", "1", "seeAlso"),
        RelatedItem("Two", "2", "g:side"),
        RelatedItem("", "http://x/3"),
    )
    assert extra_values(fields, "newsml:group id=a role=g:main") == [("1", "b")]


# ---------------------------------------------------------------- extra fields that are written back


NATIVE: Final = (
    Extra("newsml:copyrightHolder/@uri of=Tarn%20Wire", "http://example.com/rights"),
    Extra("newsml:copyrightNotice/@lang", "en"),
    Extra("newsml:copyrightNotice lang=en", "(c)"),
    Extra("newsml:itemClass", "ninat:picture"),
    Extra("newsml:provider/@qcode of=Tarn%20Wire", "nprov:tarn"),
    Extra("newsml:role", "itemRole:N"),
    Extra("newsml:fileName", "a.xml"),
    Extra("newsml:generator versioninfo=1.0", "Machine"),
    Extra("newsml:profile versioninfo=1", "text"),
    Extra("newsml:service", ("svc:uk", "UK News", "uk")),
    Extra("newsml:title lang=en", "Title"),
    Extra("newsml:memberOf type=x:y", "series"),
    Extra("newsml:instanceOf", ("event:1", "The match")),
    Extra("newsml:signal severity=sev:high", "sig:update"),
    Extra("newsml:link/@version of=http://example.com/", "3"),
    Extra("newsml:link/@rank of=http://example.com/", "1"),
    Extra("newsml:digitalSourceType", "digsrctype:human"),
    Extra("newsml:located/@qcode of=Tarnau", "geo:1"),
    Extra("newsml:infoSource/@role of=ap", "isrol:originfo"),
    Extra("newsml:contributor/@jobtitle of=Bo", "job:desk"),
    Extra("newsml:creator/@qcode of=Elin%20Sorge", "staff:es"),
    Extra("newsml:creator/@role of=Elin%20Sorge", "ctrol:reporter"),
    Extra("newsml:audience", "http://example.com/adults"),
    Extra("newsml:exclAudience", "children"),
    Extra("newsml:altId type=ap:itemId environment=x:y", "5e5658"),
    Extra("newsml:genre/@rank of=genre:Feature", "2"),
    Extra("newsml:genre/name lang=de of=genre:Feature", "Reportage"),
    Extra("newsml:keyword/@role of=rain", "krole:index"),
    Extra("newsml:subject/@type of=medtop:1", "cpnat:abstract"),
    Extra("newsml:subject/@relevance of=medtop:1", "80"),
    Extra("newsml:subject/name lang=de role=nrol:short of=medtop:1", "Wetter"),
    Extra("newsml:subject/sameAs of=medtop:1", ("wikidata:Q1", "Weather")),
    Extra("newsml:subject/broader type=cpnat:abstract of=medtop:1", "medtop:0"),
    Extra("newsml:slugline role=x:y", "RAIN"),
    Extra("newsml:headline/@lang", "de"),
    Extra("newsml:headline/@role", "hld:subHeadline"),
    Extra("newsml:headline/@role of=subheadline", "hld:deck"),
    Extra("newsml:headline rank=3", "Kicker"),
    Extra("newsml:dateline lang=de", "London"),
    Extra("newsml:by role=x:desk", "Desk"),
    Extra("newsml:creditline lang=de", "dpa"),
    Extra("newsml:description/@role", "drol:summary"),
    Extra("newsml:description role=drol:teaser", "It rained."),
)
"""Extra fields that are written as elements, in the order in which they are read."""
ODD: Final = (
    Extra("newsml:signal", "two words"),
    Extra("newsml:signal", ("sig:a",)),
    Extra("newsml:service", "no code"),
    Extra("newsml:role", ("a:b", "c")),
    Extra("newsml:role", "a:second"),
    Extra("newsml:headline", "without an attribute"),
    Extra("newsml:headline rank=-1", "below"),
    Extra("newsml:altId type=no-qcode", "1"),
    Extra("newsml:altId  type=a:b", "1"),
    Extra("newsml:altId type=a:b type=a:c", "1"),
    Extra("newsml:generator", "newsconv"),
    Extra("newsml:itemClass", "ninat:text"),
    Extra("newsml:subject/@type of=medtop:9", "cpnat:abstract"),
    Extra("newsml:subject/@type of=medtop:1", "cpnat:person"),
    Extra("newsml:subject/@href of=medtop:1", "http://example.com/"),
    Extra("newsml:subject/name of=medtop:1", "bare"),
    Extra("newsml:subject/broader of=medtop:1", ("", "x")),
    Extra("newsml:subject", "a:b"),
    Extra("newsml:creator/@qcode of=Elin%20Sorge", "staff:other"),
    Extra("newsml:creator/@qcode of=Nobody", "staff:n"),
    Extra("newsml:creator/@qcode of=", "staff:n"),
    Extra("newsml:creator/@qcode", "staff:n"),
    Extra("newsml:creator/qcode of=Elin%20Sorge", "staff:n"),
    Extra("newsml:creator/name lang=de of=Elin%20Sorge", "Elin"),
    Extra("newsml:provider/@uri of=Tarn%20Wire", "a b"),
    Extra("newsml:slugline/@role", "x:no-slugline"),
    Extra("newsml:description/@role of=subheadline", "x:none"),
    Extra("newsml:description/@role", "no qcode"),
    Extra("newsml:headline/role", "x:y"),
    Extra("newsml:link/@version of=http://example.com/", "0"),
    Extra("newsml:link/@version of=no%20address", "1"),
    Extra("newsml:keyword/@role of=rain", ("a:b", "a:c")),
    Extra("newsml:", "x"),
    Extra("newsml:title", ("a", "b")),
    Extra("anpa:selector", "x"),
)
"""Extra fields that no element holds."""


def with_extras(extras: tuple[Extra, ...]) -> Document:
    """Make a document of extra fields."""
    metadata = Metadata(
        headline="H",
        subheadline="Deck",
        description="Rain.",
        copyright_notice="(c) Tarn",
        subjects=(Subject("weather", "1", "medtop"),),
        genres=(Subject("Feature", "Feature", "genre"),),
        keywords=("snow", "rain"),
        authors=(Person("Bo", "contributor"), Person("", "", "a@example.com"), Person("Elin Sorge", "reporter")),
        located=Place("Tarnau"),
        sources=("ap",),
        publisher="Tarn Wire",
        copyright_holder="Tarn Wire",
        related=(RelatedItem("No address", "no address"), RelatedItem("", "http://example.com/", "seeAlso")),
        extra=extras,
    )
    return newsconv.document.normalize(Document(metadata))


def test_known_extras_are_elements_again() -> None:
    """What came from elements of the standard is written as these, and not as extension properties."""
    item = newsconv.dumps(with_extras(NATIVE), "newsml")
    assert "property:extra" not in item
    assert "property:order" not in item
    assert '<creator qcode="staff:es" role="ctrol:reporter"><name>Elin Sorge</name>' in item
    assert '<description role="drol:summary">Rain.</description>' in item
    assert '<keyword role="krole:index">rain</keyword>' in item
    assert '<provider qcode="nprov:tarn"><name>Tarn Wire</name></provider>' in item
    assert '<service qcode="svc:uk"><name>UK News</name><name>uk</name></service>' in item
    assert '<sameAs qcode="wikidata:Q1"><name>Weather</name></sameAs>' in item


@pytest.mark.parametrize("order", [lambda extras: extras, lambda extras: extras[::-1]], ids=["as is", "reversed"])
def test_extras_read_back_in_any_order(shared: Path, order: Callable[[tuple[Extra, ...]], tuple[Extra, ...]]) -> None:
    """Known and odd extra fields in any order are written valid and read back the same, each alone too."""
    schema = etree.XMLSchema(etree.parse(shared / "schemas" / "NewsML-G2_2.35-spec-All-Power.xsd"))
    mixed = tuple(extra for pair in zip(NATIVE, (*ODD, *ODD), strict=False) for extra in pair)
    for extras in (order(NATIVE), order(ODD), order(mixed), *((extra,) for extra in (*NATIVE, *ODD))):
        document = with_extras(extras)
        item = newsconv.dumps(document, "newsml")
        schema.assertValid(etree.fromstring(item.encode()))
        assert newsconv.loads(item, "newsml") == document


@pytest.mark.parametrize(
    "item",
    [
        "<assert qcode='" + "x" * 40_000 + ":a'>" + "<name/><x y='1'/>" * 4_000 + "</assert>",
        "<itemMeta>" + "".join(f"<edNote>{number}</edNote>" for number in range(20_000)) + "</itemMeta>",
        "<itemMeta>" + "<a b='1'>" * 500 + "</a>" * 500 + "</itemMeta>",
        "<contentMeta><creditline>" + "\N{NO-BREAK SPACE}" * 100_000 + "x</creditline></contentMeta>",
        "<groupSet>" + "<group id='a'><groupRef idref='a'/></group>" * 5_000 + "</groupSet>",
        "<contentMeta><description>" + "<a href='x'>y</a>" * 20_000 + "</description></contentMeta>",
        "<contentSet>" + "<inlineXML><a b='1'/></inlineXML>" * 10_000 + "</contentSet>",
        "<contentSet><inlineXML><html><body>"
        + '<div class="notepad">' * 200
        + '<p class="notepad">x</p>' * 10_000
        + "</div>" * 200
        + "</body></html></inlineXML></contentSet>",
        "<itemMeta>" + "".join(f"<edNote role='a:b'>{number}</edNote>" for number in range(10_000)) + "</itemMeta>",
        "<contentMeta><subject qcode='a:b'><name>x</name>"
        + "".join(f"<name role='a:{number}'>y</name>" for number in range(10_000))
        + "</subject></contentMeta>",
        "<itemMeta>" + "<service qcode='a:b'><name xml:lang='de'>x</name></service>" * 5_000 + "</itemMeta>",
        "<groupSet root='a'><group id='a'>"
        + "<conceptRef qcode='a:b'><name xml:lang='de'>x</name></conceptRef>" * 3_000
        + "</group>"
        + "<group><itemRef residref='x' version='1'/></group>" * 3_000
        + "</groupSet>",
        "<contentSet><inlineXML><p>" + "<i lang='de'>x</i>" * 10_000 + "</p></inlineXML></contentSet>",
    ],
    ids=[
        "long owner",
        "many notes",
        "deep",
        "wide spaces",
        "circular groups",
        "many links",
        "many parts",
        "nested notes",
        "many roles",
        "many names",
        "many services",
        "many groups",
        "many languages",
    ],
)
@pytest.mark.timeout(20)
def test_hostile_items_are_linear(item: str) -> None:
    """What is long, deep or circular is read in time that grows with its size, and survives."""
    document = newsconv.loads(ITEM.format(item), "newsml")
    assert newsconv.loads(newsconv.dumps(document, "newsml"), "newsml") == document


def test_bad_xml_names_line() -> None:
    """What can't be read is an error with its line."""
    with pytest.raises(ReadError, match="line 2"):
        newsconv.loads("<newsItem>\n<contentSet></newsItem>", "newsml")


def test_habits_are_not_looked_for_in_items_of_ours() -> None:
    """What newsconv wrote is read as it stands."""
    story = newsconv.loads("By Toby Davis\n\n4 o&amp;#39;clock", "markdown", noise="keep")
    assert newsconv.loads(newsconv.dumps(story, "newsml"), "newsml") == story


def test_change_body_applies_all_habits() -> None:
    """The habits of one body add up."""
    body = etree.fromstring("<body><p>By Toby Davis</p><p>4 o&amp;#39;clock</p>51 77 03 CRO01 1113 APE4800</body>")
    story = Story({}, Report(), {})
    change_body(body, story)
    assert "".join(body.itertext()) == "By Toby Davis4 o'clock"
    assert story.fields == {"byline": "By Toby Davis"}


def test_notes_in_plans_stay_private() -> None:
    """A note to editors deep in a planning item is no extra field, which pages and Markdown show."""
    item = (
        '<planningItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a">'
        "<newsCoverageSet><newsCoverage><planning>"
        "<edNote>250 words</edNote><headline>Bridge</headline>"
        "</planning></newsCoverage></newsCoverageSet></planningItem>"
    )
    story = newsconv.loads(item, "newsml")
    assert story.metadata.editorial_note == "250 words"
    assert "250 words" not in newsconv.dumps(story, "markdown")
    assert "Bridge" in newsconv.dumps(story, "markdown")
