"""The newsml format: what is written is valid and reads back the same; what others write is read."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import newsconv
from newsconv.document import (
    Aside,
    CodeBlock,
    Date,
    Document,
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
    Strong,
    Subject,
    Text,
    normalize,
)
from newsconv.document.characters import normal_url
from newsconv.errors import NewsconvError, OptionError, ReadError, SeveralDocumentsError, UnknownFormatError
from newsconv.iptc.values import is_any_uri, read_relation, write_relation
from newsconv.readers.newsml import FORMAT
from newsconv.report import Derived, NotRendered, Repaired, Report, Skipped
from newsconv.sniff import Certainty, take_sample
from newsconv.testing.strategies import documents, metadata

if TYPE_CHECKING:
    from pathlib import Path

NAR: Final = "{http://iptc.org/std/nar/2006-10-01/}"
ITEM: Final = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="2">{}</newsItem>'
ANY_URI: Final = b"""<schema xmlns="http://www.w3.org/2001/XMLSchema"><element name="a" type="anyURI"/></schema>"""

RICH: Final = Document(
    Metadata(
        headline='Rain & "hail" <hit> town',
        subheadline="Streets under water",
        slugline="Rain-Town",
        byline="By Jane Doe in London",
        authors=(
            Person("Jane Doe", "correspondent", "jane@example.com", "https://example.com/jane"),
            Person("Jo", url="1:no-iri"),
            Person("Jane Doe"),
        ),
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
            Subject("weather", "17000000", "medtop", "http://cv.iptc.org/newscodes/medtop/17000000"),
            Subject("London", "a b", "two words"),
            Subject(code="bare"),
            Subject("named", uri="a[1]"),
            Subject("scheme is a URI", "x", "http://example.com/scheme/"),
        ),
        genres=(Subject("Current", "Current", "genre"),),
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
        related=(
            RelatedItem("No address", rel="seeAlso"),
            RelatedItem("Hail", "https://example.com/hail", "seeAlso"),
            RelatedItem(url="a[1]", rel="irel:seeAlso"),
            RelatedItem("Odd", "https://example.com/odd", "read more"),
            RelatedItem("Qualified", "https://example.com/q", "own:rel"),
            RelatedItem("By URI", "https://example.com/u", "http://example.com/rel"),
        ),
        extra=(Extra("wordcount", "120"), Extra("tags", ("a", "b & c")), Extra("wordcount", "121")),
    ),
    (
        Heading(2, (Text("A heading"),)),
        Paragraph((Text("One "), Strong((Text("two"), Emphasis((Text(" three"),)))), LineBreak(), Text("& <four>"))),
        Paragraph((Link("https://example.com/?a&b", (Text("here"),), 'say "x"'), Image("/a.png", "alt"))),
        List((ListItem((Paragraph((Text("a"),)),)), ListItem()), ordered=True, start=3),
        Quote((Paragraph((Text("said"),)),), (Text("Jane"),)),
        Figure((Media("/b.jpg", width=640, height=480),), (Text("A street"),), "AP"),
        CodeBlock("a\n  b\n\nc", "text"),
        Aside((Paragraph((Text("box"),)),), "infobox", "Title"),
    ),
)


def write(document: Document, report: Report | None = None) -> str:
    """Write a document as NewsML-G2."""
    return newsconv.dumps(document, "newsml", report=report)


def read(data: str | bytes, report: Report | None = None) -> Document:
    """Read NewsML-G2."""
    return newsconv.loads(data, "newsml", report=report)


def skipped(report: Report) -> list[str]:
    """Give the texts that were skipped."""
    return [event.text for event in report if isinstance(event, Skipped)]


@pytest.fixture(scope="module")
def schema(shared: Path) -> etree.XMLSchema:
    """Give the IPTC's schema of NewsML-G2 2.35, power conformance."""
    return etree.XMLSchema(etree.parse(shared / "schemas" / "NewsML-G2_2.35-spec-All-Power.xsd"))


# ---------------------------------------------------------------- what is written


def test_rich_document_reads_back_the_same() -> None:
    """Every field and node survives, and the reader finds nothing that it can't place."""
    report = Report()
    assert read(write(RICH), report) == normalize(RICH)
    assert not list(report)


def test_rich_document_is_valid(schema: etree.XMLSchema) -> None:
    """The item follows the IPTC's schema."""
    schema.assertValid(etree.fromstring(write(RICH).encode()))


@given(document=documents())
def test_any_document_reads_back_the_same(document: Document) -> None:
    """Law 1, lossless."""
    assert read(write(document)) == normalize(document)


@given(fields=metadata())
def test_any_metadata_reads_back_the_same(fields: Metadata) -> None:
    """Law 1 for the metadata alone, with nothing reported."""
    report = Report()
    assert read(write(Document(fields)), report) == normalize(Document(fields))
    assert not list(report)


@given(document=documents())
def test_any_document_is_valid(schema: etree.XMLSchema, document: Document) -> None:
    """The item follows the IPTC's schema whatever the document holds."""
    schema.assertValid(etree.fromstring(write(document).encode()))


WILD_LINES: Final = st.text(st.sampled_from("a:/?#[]@%&<>\"' \xa0\u2028\u3000\x85é"), max_size=9)


@given(url=WILD_LINES, text=WILD_LINES, rel=WILD_LINES, code=WILD_LINES)
def test_odd_values_are_valid_and_read_back(schema: etree.XMLSchema, url: str, text: str, rel: str, code: str) -> None:
    """An address that is no IRI, a code that makes no qcode, a relation with spaces: each has a place."""
    fields = Metadata(
        slugline=text,
        authors=(Person(text, code, rel, url),),
        located=Place(text, rel, code, url),
        subjects=(Subject(text, code, rel, url), Subject(code=text)),
        keywords=(text,),
        guid=code,
        url=url,
        usage_terms=f"{text}\n{rel}",
        related=(RelatedItem(text, url, rel), RelatedItem(code, "http://a/", rel), RelatedItem(rel, "", text)),
        extra=(Extra(text, rel), Extra(rel, (text, code))),
    )
    document = normalize(Document(fields))
    written = write(document)
    schema.assertValid(etree.fromstring(written.encode()))
    assert read(written) == document


@given(url=st.text(st.sampled_from("ab1:/?#[]@%20.+-_~!$&'()*,;= é\u3000<|"), max_size=12).map(normal_url))
def test_iris_are_what_the_schema_takes(url: str) -> None:
    """Whatever `is_any_uri` accepts, libxml2 accepts as `xs:anyURI`."""
    element = etree.Element("a")
    element.text = url
    assert not is_any_uri(url) or etree.XMLSchema(etree.fromstring(ANY_URI)).validate(element)


@given(rel=WILD_LINES.map(str.strip))
def test_relations_read_back(rel: str) -> None:
    """A relation comes back from the attributes of a link."""
    attributes = write_relation(rel)
    assert read_relation(attributes.get("rel"), attributes.get("reluri")) == rel


@pytest.mark.parametrize("moment", ["2021", "2021-03", "2021-03-17", "2021-03-17T09:30:00", "2021-03-17T09:30:00Z"])
def test_dates_keep_their_precision(moment: str) -> None:
    """A date with less than a time reads back as it was, wherever it stands."""
    date = Date(moment)
    fields = Metadata(created=date, published=date, updated=date, embargoed=date, expires=date)
    assert read(write(Document(fields))).metadata == fields


def test_derived_values_are_reported_and_not_read_back() -> None:
    """What the standard demands and nobody said is made from the content, named, and passed over."""
    report = Report()
    written = write(Document(), report)
    assert {event.field for event in report if isinstance(event, Derived)} == {"guid", "provider", "versionCreated"}
    root = etree.fromstring(written.encode())
    assert root.get("guid", "").startswith("urn:newsconv:sha256:")
    assert root.findtext(f".//{NAR}versionCreated") == "1970-01-01T00:00:00Z"
    assert read(written) == Document()


def test_a_guid_like_ours_is_kept() -> None:
    """Only what the item itself names as derived is passed over, not what looks like it."""
    fields = Metadata(guid="urn:newsconv:sha256:00", publisher="unknown")
    assert read(write(Document(fields))).metadata == fields


def test_version_time_is_the_last_date_made_complete() -> None:
    """The time of the version is made from the last date known, and is not read back as one."""
    written = write(Document(Metadata(published=Date("2021-03"))))
    assert "<versionCreated>2021-03-01T00:00:00Z</versionCreated>" in written
    assert read(written).metadata.updated is None


def test_output_is_deterministic_and_signed() -> None:
    """The same document gives the same bytes, signed without a version of ours."""
    assert write(RICH) == write(RICH)
    assert "<generator>newsconv</generator>" in write(RICH)
    assert newsconv.__version__ not in write(RICH).replace("2.35", "")


def test_editorial_note_is_written_always() -> None:
    """The format is for newsrooms, so private fields are in it unasked."""
    assert "<edNote>Check<br/>with Jane.</edNote>" in write(RICH)


# ---------------------------------------------------------------- the IPTC's listings


def listing(shared: Path, number: str) -> bytes:
    """Read a listing of the IPTC's guidelines."""
    return next((shared / "feeds" / "iptc").glob(f"LISTING_{number}_*.xml")).read_bytes()


def test_listing_1_metadata(shared: Path) -> None:
    """The IPTC's first example gives its fields, and what has no place is reported."""
    report = Report()
    found = read(listing(shared, "1"), report).metadata
    assert found.headline == 'Fed to halt QE to avert "bubble"'
    assert found.slugline == "US-Finance-Fed"
    assert (found.guid, found.version) == ("urn:newsml:acmenews.com:20161018:US-FINANCE-FED", 11)
    assert found.embargoed == Date("2018-10-23T12:00:00Z")
    assert (found.created, found.published, found.updated) == (
        Date("2016-10-18T11:12:00-05:00"),
        Date("2016-10-18T13:12:21-05:00"),
        Date("2018-10-21T16:22:45-05:00"),
    )
    assert found.located == Place("Berlin", "Berlin", "Germany")
    uri = "http://cv.iptc.org/newscodes/mediatopic/20000523"
    assert found.subjects[1] == Subject("labour market", "20000523", "medtop", uri)
    assert found.editorial_note.endswith("until 12noon on Friday, October 23, 2018.")
    assert found.related[0].rel == "seeAlso"
    assert Extra("newsml:signal", "sig:update") in found.extra
    assert Extra("newsml:subject/name lang=de of=medtop:20000523", "Arbeitsmarkt") in found.extra
    assert Extra("newsml:service", ("svc:uknews", "UK News Service")) in found.extra
    assert not skipped(report)


def test_listing_2_nitf_body(shared: Path) -> None:
    """An NITF body gives paragraphs, its head the byline that the item lacks."""
    document = read(listing(shared, "2"))
    first, second = document.paragraphs()
    assert first.startswith("(New York, NY - October 21) Et, sent luptat")
    assert second.endswith("esto cons dolutpat, si.")
    assert document.metadata.byline == "By Meredith Jameson, Staff Reporter"


def test_listing_25_and_28_are_sections_of_an_item(shared: Path) -> None:
    """A section that stands alone is read as an item that has only that."""
    report = Report()
    story = read(listing(shared, "25"), report)
    assert story.metadata.headline == "Arizona Diamondbacks (29-23) at Philadelphia Phillies (26-24), 7:05p.m."
    assert story.metadata.description.startswith("A pair of teams coming off big weekend sweeps")
    assert len(story.paragraphs()) == 1
    assert [type(event) for event in report] == [Repaired]
    place = read(listing(shared, "28")).metadata
    assert place.dateline == "MOSCOW, Monday (Reuters)"
    assert place.located == Place("Moscow", country="Russia")


def test_listing_3_picture(shared: Path) -> None:
    """A picture's files are one figure."""
    (figure,) = read(listing(shared, "3")).body
    assert isinstance(figure, Figure)
    assert [medium.media_type for medium in figure.media] == ["image/jpeg", "image/jpeg", "image/gif"]


@pytest.mark.parametrize(
    ("number", "headline"),
    [
        ("6", "UK"),
        ("11", "Concept Item describing Mario Draghi"),
        ("13", ""),
    ],
)
def test_listings_that_are_no_story(shared: Path, number: str, headline: str) -> None:
    """Another item of the standard is a document without a body; what it says is kept."""
    document = read(listing(shared, number))
    assert document.metadata.headline == headline
    assert document.metadata.extra
    assert not document.body


def test_all_listings_are_read_and_stable(shared: Path, schema: etree.XMLSchema) -> None:
    """Whatever a listing gives is written as a valid item that reads back the same, with nothing to report."""
    for path in sorted((shared / "feeds" / "iptc").glob("*.xml")):
        for story in newsconv.load_all(path, "newsml"):
            report = Report()
            written = write(story)
            schema.assertValid(etree.fromstring(written.encode()))
            assert read(written, report) == story, path.name
            assert not list(report), path.name


# ---------------------------------------------------------------- items of others


def test_message_with_several_stories() -> None:
    """A message with several items is an error where one document is wanted, and names the way out."""
    message = (
        "<newsMessage><header><sender>x</sender></header><itemSet>"
        "<newsItem guid='a'/><packageItem guid='p'/><newsItem guid='b'/></itemSet></newsMessage>"
    )
    with pytest.raises(SeveralDocumentsError, match="load_all"):
        read(message)


def test_message_stories_in_order(tmp_path: Path) -> None:
    """The items of a message come in order, packages among them."""
    path = tmp_path / "message.xml"
    path.write_text(
        "<newsMessage><itemSet><newsItem guid='a'/><packageItem/><newsItem guid='b'/></itemSet></newsMessage>"
    )
    assert [story.metadata.guid for story in newsconv.load_all(path, "newsml")] == ["a", "", "b"]


def test_message_of_one_story_is_a_document() -> None:
    """A message that holds one item is read as that."""
    assert read("<newsMessage><itemSet><newsItem guid='a'/></itemSet></newsMessage>").metadata.guid == "a"


def test_message_without_an_item() -> None:
    """A message that holds nothing is an error that names its line and element."""
    with pytest.raises(ReadError, match="line 2: <newsMessage> without an item; it holds header"):
        read("\n<newsMessage><header/></newsMessage>")


@pytest.mark.parametrize(
    "message",
    [
        "<newsMessage><Header><Sent>2020</Sent></Header><ItemSet><newsItem guid='a'/></ItemSet></newsMessage>",
        "<newsMessage><newsItem guid='a'/></newsMessage>",
        "<itemSet><newsItem guid='a'/></itemSet>",
    ],
)
def test_damaged_wrappers_of_a_message(message: str) -> None:
    """A wrapper with a capital letter, or none, hides no item."""
    assert read(message).metadata.guid == "a"


def test_headline_without_role_is_the_main_one() -> None:
    """Of several headlines the one without role counts, then the lowest rank; the others are kept."""
    meta = (
        '<contentMeta><headline rank="3" role="x:kicker">K</headline><headline>Main</headline>'
        '<headline role="hld:subHeadline">Sub</headline></contentMeta>'
    )
    report = Report()
    found = read(ITEM.format(meta), report).metadata
    assert (found.headline, found.subheadline) == ("Main", "Sub")
    assert found.extra == (
        Extra("newsml:headline rank=3 role=x:kicker", "K"),
        Extra("newsml:headline/@role of=subheadline", "hld:subHeadline"),
    )
    assert not skipped(report)


def test_version_time_counts_where_nothing_else_is_named() -> None:
    """The time of the version of a foreign item is that of its last change, unless it names another."""
    meta = "<itemMeta><versionCreated>2020-01-02T03:04:05Z</versionCreated></itemMeta>"
    assert read(ITEM.format(meta)).metadata.updated == Date("2020-01-02T03:04:05Z")
    more = meta + "<contentMeta><contentModified>2019</contentModified></contentMeta>"
    assert read(ITEM.format(more)).metadata.updated == Date("2019")


def test_body_in_the_wrong_namespace() -> None:
    """A page without a namespace of its own, and so in that of the item, is read all the same."""
    body = (
        "<contentSet><inlineXML><html><body><h1>Head</h1><p>One <b>two</b></p></body></html></inlineXML></contentSet>"
    )
    story = read(ITEM.format(body))
    assert story.metadata.headline == "Head"
    assert story.body == (Paragraph((Text("One "), Strong((Text("two"),)))),)


def test_one_rendition_is_read_and_the_others_reported() -> None:
    """Alternate renditions are never joined; XML is preferred to text."""
    body = (
        '<contentSet><inlineData contenttype="text/plain">Plain</inlineData>'
        "<inlineXML><div><p>Marked</p></div></inlineXML></contentSet>"
    )
    report = Report()
    assert read(ITEM.format(body), report).paragraphs() == ["Marked"]
    assert skipped(report) == ["Plain"]


def test_plain_text_body() -> None:
    """Text without marks is cut into paragraphs at empty lines."""
    body = '<contentSet><inlineData contenttype="text/plain">One\nline.\n\nTwo.</inlineData></contentSet>'
    assert read(ITEM.format(body)).paragraphs() == ["One line.", "Two."]


def test_html_as_text() -> None:
    """HTML that stands as text is read as HTML."""
    body = '<contentSet><inlineData contenttype="text/html">&lt;p&gt;A&amp;nbsp;b&lt;/p&gt;</inlineData></contentSet>'
    assert read(ITEM.format(body)).paragraphs() == ["A\xa0b"]


def test_nitf_media_and_headings() -> None:
    """Blocks of NITF become those of the model: cross-heads, figures, quotes."""
    body = (
        "<contentSet><inlineXML><nitf><body><body.content><block><hl2>Cross</hl2><p>A <em>b</em> <person>C</person></p>"
        '<media media-type="image"><media-reference source="/a.jpg" mime-type="image/jpeg" width="4" height="3"/>'
        "<media-caption>Cap</media-caption><media-producer>AP</media-producer></media></block></body.content></body>"
        "</nitf></inlineXML></contentSet>"
    )
    expected = (
        Heading(2, (Text("Cross"),)),
        Paragraph((Text("A "), Emphasis((Text("b"),)), Text(" C"))),
        Figure((Media("/a.jpg", width=4, height=3, media_type="image/jpeg"),), (Text("Cap"),), "AP"),
    )
    assert read(ITEM.format(body)).body == expected


def test_unknown_xml_is_kept() -> None:
    """Content that is no text gives a story without one, and extra fields with its words and values."""
    report = Report()
    body = "<contentSet><inlineXML><chess xmlns='urn:c'><move by='white'>e4</move></chess></inlineXML></contentSet>"
    story = read(ITEM.format(body), report)
    assert story.body == ()
    assert story.metadata.extra == (Extra("newsml:inlineXML/chess/move by=white", "e4"),)
    assert not skipped(report)


def test_much_unknown_xml_is_reported() -> None:
    """Content of more values than fit a head is in the report, word for word."""
    report = Report()
    moves = "".join(f"<move n='{number}'>e4</move>" for number in range(300))
    body = f"<contentSet><inlineXML><chess xmlns='urn:c'>{moves}</chess></inlineXML></contentSet>"
    assert read(ITEM.format(body), report).metadata.extra == ()
    assert skipped(report) == [" ".join(f"{number} e4" for number in range(300))]


# ---------------------------------------------------------------- bad input

BOMB: Final = (
    '<!DOCTYPE newsItem [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    "data",
    [
        "",
        " ",
        "\0",
        "text",
        "<newsItem>",
        "<newsItem><a></newsItem>",
        "<newsItem>&foo;</newsItem>",
        "<newsItem>&#0;</newsItem>",
        b"\xff\xfe<",
        b"\xef\xbb\xbf",
        b"<?xml version='1.0' encoding='utf-16'?>",
        "<nitf/>",
        "<NewsML/>",
        "<a>" * 10_000,
        "<newsItem>" + "<a>" * 10_000 + "</a>" * 10_000 + "</newsItem>",
        BOMB + "<newsItem guid='&i;'/>",
        BOMB + "<newsItem>&i;</newsItem>",
        '<!DOCTYPE newsItem [<!ENTITY x SYSTEM "file:///etc/hostname">]><newsItem>&x;</newsItem>',
        '<!DOCTYPE newsItem [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]><newsItem/>',
    ],
)
def test_what_is_no_item_is_a_read_error(data: str | bytes) -> None:
    """Nothing hostile or broken gives another exception than a ReadError."""
    with pytest.raises(ReadError):
        read(data)


def test_read_error_says_where() -> None:
    """The error has the place that the parser gives."""
    with pytest.raises(ReadError) as caught:
        read("<newsItem>\n  <a></b>\n</newsItem>")
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("data", "headline"),
    [
        ("a\0b\ud800", "ab\N{REPLACEMENT CHARACTER}"),
        ("caf&eacute;&nbsp;&amp;", "caf\xe9\xa0&"),
    ],
)
def test_repaired_characters(data: str, headline: str) -> None:
    """Characters that XML forbids and entities of HTML are repaired, and reported."""
    report = Report()
    item = ITEM.format(f"<contentMeta><headline>{data}</headline></contentMeta>")
    assert read(item, report).metadata.headline == headline
    assert any(isinstance(event, Repaired) for event in report)


@pytest.mark.parametrize(
    ("declared", "actual", "is_repaired"),
    [
        ("utf-8", "utf-8", False),
        ("iso-8859-1", "iso-8859-1", False),
        ("utf-16", "utf-16", False),
        ("iso-8859-1", "utf-8", True),
        ("utf-16", "utf-8", True),
        ("utf-8", "cp1252", True),
        ("no-such-code", "utf-8", True),
        ("punycode", "utf-8", True),
    ],
)
def test_encodings(declared: str, actual: str, is_repaired: bool) -> None:  # noqa: FBT001 - a case of a table
    """A label that lies is seen through, and reported."""
    report = Report()
    item = ITEM.format("<contentMeta><headline>Münze</headline></contentMeta>")
    data = f'<?xml version="1.0" encoding="{declared}"?>\n{item}'.encode(actual)
    assert read(data, report).metadata.headline == "Münze"
    assert any(isinstance(event, Repaired) for event in report) == is_repaired


def test_deep_body_is_read() -> None:
    """A thousand elements, one in another, are no fault."""
    body = "<contentSet><inlineXML>" + "<div>" * 1000 + "x" + "</div>" * 1000 + "</inlineXML></contentSet>"
    assert read(ITEM.format(body)).paragraphs() == ["x"]


@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=200)))
def test_any_bytes_give_a_document_or_an_error(data: bytes | str) -> None:
    """Law 6, total."""
    for source in (data, write(RICH)[: len(data) * 20] + str(data), write(RICH).encode()[: len(data) * 20]):
        try:
            read(source)
        except NewsconvError:
            continue


# ---------------------------------------------------------------- the format


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<?xml version="1.0"?><!-- x --><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"/>', Certainty.CERTAIN),
        ('<n:newsMessage xmlns:n="http://iptc.org/std/nar/2006-10-01/"/>', Certainty.CERTAIN),
        ("<newsItem/>", Certainty.CERTAIN),
        ("<nitf/>", Certainty.NO),
        ("<NewsML/>", Certainty.CERTAIN),
        ("<rss/>", Certainty.NO),
        ("<html/>", Certainty.NO),
        ("newsItem", Certainty.NO),
    ],
)
def test_sniff(text: str, expected: Certainty) -> None:
    """The format is told by the root element."""
    assert FORMAT.sniff is not None
    assert FORMAT.sniff(take_sample(text)) is expected


# ---------------------------------------------------------------- options and messages


def test_options_set_provider_guid_and_version() -> None:
    """What the caller sets stands in the item like what the document says, and is read back."""
    report = Report()
    written = newsconv.dumps(Document(), "newsml", report=report, provider="The Desk", guid="urn:x:9", version=4)
    assert read(written).metadata == Metadata(publisher="The Desk", guid="urn:x:9", version=4)
    assert {event.field for event in report if isinstance(event, Derived)} == {"versionCreated"}


def test_options_that_replace_are_reported() -> None:
    """A value of the document that the caller replaces is not lost without a word."""
    report = Report()
    written = newsconv.dumps(Document(Metadata(guid="urn:a", publisher="A")), "newsml", report=report, guid="urn:b")
    assert read(written).metadata == Metadata(guid="urn:b", publisher="A")
    assert [(event.what, event.text) for event in report if isinstance(event, NotRendered)] == [
        ("metadata.guid", "urn:a")
    ]


def test_version_option_must_be_positive() -> None:
    """NewsML-G2 counts versions from 1."""
    with pytest.raises(OptionError, match="expected 1 or more"):
        newsconv.dumps(Document(), "newsml", version=0)


@given(document=documents())
def test_nitf_body_is_valid_and_stable(schema: etree.XMLSchema, document: Document) -> None:
    """Law 2 for a body in NITF: the item is valid, and a second round trip changes nothing."""
    written = newsconv.dumps(document, "newsml", body="nitf")
    schema.assertValid(etree.fromstring(written.encode()))
    once = read(written)
    assert once.metadata == normalize(document).metadata
    assert read(newsconv.dumps(once, "newsml", body="nitf")) == once


def test_nitf_body_is_nitf() -> None:
    """The option `body` gives an NITF document in its namespace, and its type."""
    written = newsconv.dumps(RICH, "newsml", body="nitf")
    inline = etree.fromstring(written.encode()).find(f".//{NAR}inlineXML")
    assert inline is not None
    assert (inline.get("contenttype"), inline[0].tag) == (
        "application/nitf+xml",
        "{http://iptc.org/std/NITF/2006-10-18/}nitf",
    )


@given(several=st.lists(documents(), min_size=1, max_size=3))
def test_several_documents_are_one_message(schema: etree.XMLSchema, several: list[Document]) -> None:
    """A message holds documents in order, is valid, and reads back the same."""
    written = newsconv.dumps_all(several, "newsml")
    schema.assertValid(etree.fromstring(written.encode()))
    assert list(newsconv.load_all(io.StringIO(written), "newsml")) == [normalize(document) for document in several]


def test_several_documents_as_json_lines(tmp_path: Path) -> None:
    """Several documents as json are JSON Lines, one a line whatever the indent, to a path or a stream."""
    path = tmp_path / "stories.json"
    newsconv.dump_all([RICH, Document()], path)
    assert path.read_text("utf-8").count("\n") == 2
    assert list(newsconv.load_all(path)) == [normalize(RICH), Document()]
    stream = io.BytesIO()
    newsconv.dump_all([RICH, Document()], stream, "json", indent=4)
    assert stream.getvalue() == path.read_bytes()


def test_several_documents_need_a_format_for_them() -> None:
    """A format of which a file holds one document says which ones hold several."""
    with pytest.raises(UnknownFormatError, match="json, newsml"):
        newsconv.dumps_all([Document()], "markdown")
    with pytest.raises(OptionError, match="there is none to write"):
        newsconv.dumps_all([], "newsml")
    with pytest.raises(OptionError, match="for one document"):
        newsconv.dumps_all([Document(), Document()], "newsml", guid="urn:x")


def test_nitf_head_in_an_item_is_kept() -> None:
    """What the head of an NITF document in an item says is added to the item, or kept beside what the item says."""
    head = (
        '<head><docdata><urgency ed-urg="3"/><doc-id id-string="n1"/><fixture fix-id="x"/>'
        '<key-list><keyword key="rain"/><keyword key="snow"/></key-list></docdata></head>'
    )
    text = "<body.head><hedline><hl1>Wet</hl1></hedline></body.head><body.content><p>It rained.</p></body.content>"
    nitf = f"<nitf>{head}<body>{text}</body></nitf>"
    meta = "<contentMeta><headline>Rain</headline><keyword>rain</keyword></contentMeta>"
    report = Report()
    item = f'<newsItem guid="g">{meta}<contentSet><inlineXML>{nitf}</inlineXML></contentSet></newsItem>'
    found = newsconv.loads(item, "newsml", report=report).metadata
    assert (found.guid, found.headline, found.urgency, found.keywords) == ("g", "Rain", 3, ("rain",))
    assert set(found.extra) == {
        Extra("nitf:fixture.fix-id", "x"),
        Extra("nitf:doc-id.id-string", "n1"),
        Extra("nitf:keyword.key", "snow"),
        Extra("nitf:hl1", "Wet"),
    }
    assert not skipped(report)


def test_attributes_that_say_more_than_a_field_are_kept() -> None:
    """Roles, codes beside names, and other languages become extra fields that say whose they are."""
    meta = (
        '<itemMeta><provider qcode="nprov:tarn"><name xml:lang="en-GB">Tarn Wire</name></provider>'
        '<edNote role="r:notepad">Call.</edNote><link rel="irel:seeAlso" href="http://x.y/1" version="2"/></itemMeta>'
        '<contentMeta id="m1"><creator literal="jd"/><keyword role="r:index">rain</keyword>'
        '<language tag="en"><name xml:lang="fr">anglais</name></language>'
        '<description role="drol:summary" xml:lang="en">It rained, <a href="http://x.y/2">said Bo</a>.</description>'
        '<headline xml:lang="de">Regen</headline></contentMeta>'
    )
    report = Report()
    found = read(ITEM.format(meta), report).metadata
    assert (found.publisher, found.authors, found.description) == ("Tarn Wire", (Person("jd"),), "It rained, said Bo.")
    assert set(found.extra) == {
        Extra("newsml:provider/@qcode of=Tarn%20Wire", "nprov:tarn"),
        Extra("newsml:edNote/@role", "r:notepad"),
        Extra("newsml:link/@version of=http://x.y/1", "2"),
        Extra("newsml:keyword/@role of=rain", "r:index"),
        Extra("newsml:language/name lang=fr of=en", "anglais"),
        Extra("newsml:description/@role", "drol:summary"),
        Extra("newsml:description/a/@href", "http://x.y/2"),
        Extra("newsml:headline/@lang", "de"),
    }
    assert not skipped(report)


def test_attributes_of_private_texts_are_reported() -> None:
    """Addresses in a note to editors, and codes of what is not for the public, are no extra fields."""
    meta = (
        '<itemMeta><edNote>Call <a href="http://x.y/desk">the desk</a>.</edNote></itemMeta><contentMeta>'
        '<by pubconstraint="c:np" role="r:x">Jane Doe</by><slugline role="r:y"/>stray</contentMeta>'
    )
    report = Report()
    assert read(ITEM.format(meta), report).metadata.extra == ()
    assert sorted(skipped(report)) == ["http://x.y/desk", "r:x c:np", "r:y", "stray"]


def test_head_of_a_page_in_an_item_is_reported() -> None:
    """What the head of a page says beside its title is in the report, and so is an unknown part of the content."""
    page = (
        '<html><head><title>T</title><meta charset="utf-8"/><meta name="author" content="Jane"/></head>'
        "<body><p>A</p></body></html>"
    )
    body = (
        f'<contentSet><inlineXML rendition="r:full" wordcount="9">{page}</inlineXML><other a="1">x</other></contentSet>'
    )
    report = Report()
    assert read(ITEM.format(body), report).metadata.extra == (Extra("newsml:inlineXML/@rendition", "r:full"),)
    assert skipped(report) == ["author Jane", "1 x"]
