"""NewsML 1.x: what agencies send is read; the fields stand in lines, management and metadata of components."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

import newsconv
from newsconv.document import (
    Aside,
    Date,
    Document,
    Extra,
    Figure,
    Media,
    Metadata,
    Paragraph,
    Person,
    Place,
    RelatedItem,
    Subject,
    Text,
)
from newsconv.errors import ReadError, SeveralDocumentsError
from newsconv.report import Report, Skipped
from newsconv.testing import check_lossless, check_stable_output, check_total

if TYPE_CHECKING:
    from pathlib import Path

ITEM: Final = '<NewsML Version="1.2"><NewsItem>{}</NewsItem></NewsML>'
DATA: Final = "<ContentItem><DataContent>{}</DataContent></ContentItem>"


def read(source: str | bytes, report: Report | None = None) -> Document:
    """Read NewsML."""
    return newsconv.loads(source, "newsml", report=report)


def component(content: str) -> Document:
    """Read an item with one component."""
    return read(ITEM.format(f"<NewsComponent>{content}</NewsComponent>"))


@pytest.fixture(scope="module")
def afp(shared: Path) -> Path:
    """Give AFP's file, or skip."""
    path = shared / "feeds" / "agencies" / "afp.xml"
    if not path.is_file():
        pytest.skip("needs ../shared/feeds/agencies/afp.xml")
    return path


def test_facts_of_afp(afp: Path) -> None:
    """The fields and paragraphs of AFP's file are read as they stand in it."""
    document = newsconv.load(afp)
    found = document.metadata
    paragraphs = document.paragraphs()
    assert (len(paragraphs), paragraphs[-1]) == (10, "hh/ph/ts/hd")
    assert found.headline == "Sweden court accepts receivership for Saab carmaker"
    assert found.dateline == "STOCKHOLM, Aug 29, 2014 (AFP) -"
    assert found.slugline == "Sweden-SAAB"
    assert found.keywords == ("Sweden", "China", "auto", "business", "bankruptcy", "Saab")
    assert found.published == found.updated == Date("2014-08-29T13:49:51+00:00")
    assert (found.language, found.publisher, found.urgency, found.status) == ("en", "AFP", 4, "usable")
    assert found.located == Place("Stockholm", country="SWE")
    assert (found.guid, found.version) == ("urn:newsml:afp.com:20140829T135002Z:TX-PAR-FXW86", 1)
    assert found.usage_terms == "NO ARCHIVAL USE"
    assert [subject.code for subject in found.subjects] == ["04011002", "04016007", "04000000", "04016038", "04011000"]


def test_rest_of_afp_is_kept(afp: Path) -> None:
    """What the model has no field for is kept by its name in the standard."""
    extra = {one.name: one.value for one in newsconv.load(afp).metadata.extra}
    assert extra["newsml:NewsService"] == "DGTE"
    assert extra["newsml:NameLabel"] == "Sweden-China-auto-business-bankruptcy-Saab"
    assert extra["newsml:Words"] == "224"
    assert len(extra["newsml:OfInterestTo"]) == 6


@pytest.mark.parametrize("other", ["nitf", "json", "html", "markdown", "newsml"])
def test_afp_survives_every_lossless_format(afp: Path, other: str) -> None:
    """What was read comes back from every lossless format."""
    document = newsconv.load(afp)
    check_lossless(document, other)
    check_stable_output(document, other)


IDENTIFICATION: Final = (
    "<Identification><NewsIdentifier><ProviderId>a.b</ProviderId><DateId>20210317</DateId><NewsItemId>x</NewsItemId>"
    '<RevisionId PreviousRevision="1" Update="U">2</RevisionId></NewsIdentifier><NameLabel>Rain</NameLabel>'
    "</Identification>"
)
MANAGEMENT: Final = (
    '<NewsManagement><Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
    "<DateAndTime>20210317T090000+0100</DateAndTime></StatusWillChange>"
    '<DerivedFrom NewsItem="urn:x:1"/><Instruction FormalName="Rush"/></NewsManagement>'
)
LINES: Final = (
    "<NewsComponent><NewsLines><HeadLine>H</HeadLine><SubHeadLine>S</SubHeadLine><ByLine>By A</ByLine>"
    "<ByLineTitle>editor</ByLineTitle><CreditLine>C</CreditLine><CopyrightLine>(c) B</CopyrightLine>"
    '<NewsLine><NewsLineType FormalName="EditorialNote"/><NewsLineText>Call Jane.</NewsLineText></NewsLine>'
    '<NewsLine><NewsLineType FormalName="Kicker"/><NewsLineText>K</NewsLineText></NewsLine></NewsLines>'
)
METADATA: Final = (
    '<AdministrativeMetadata><Creator><Party FormalName="Jane Doe"/></Creator><Source><Party FormalName="Reuters"/>'
    "</Source></AdministrativeMetadata><RightsMetadata><Copyright><CopyrightHolder>B Ltd</CopyrightHolder></Copyright>"
    "<UsageRights><UsageType>No web</UsageType><EndDate>20220101</EndDate></UsageRights></RightsMetadata>"
    '<DescriptiveMetadata><Language FormalName="EN"/><Genre FormalName="Current"/><SubjectCode><Subject '
    'FormalName="17000000">weather</Subject></SubjectCode></DescriptiveMetadata></NewsComponent>'
)


def test_fields_of_all_sections() -> None:
    """Each section of an item gives its fields."""
    assert read(ITEM.format(IDENTIFICATION + MANAGEMENT + LINES + METADATA)).metadata == Metadata(
        headline="H",
        subheadline="S",
        slugline="Rain",
        byline="By A",
        authors=(Person("Jane Doe", "editor"),),
        embargoed=Date("2021-03-17T09:00:00+01:00"),
        expires=Date("2022-01-01"),
        language="en",
        sources=("Reuters",),
        credit="C",
        subjects=(Subject("weather", "17000000", "subj"),),
        genres=(Subject("Current"),),
        guid="urn:newsml:a.b:20210317:x",
        version=2,
        copyright_holder="B Ltd",
        copyright_notice="(c) B",
        usage_terms="No web",
        editorial_note="Rush\n\nCall Jane.",
        related=(RelatedItem(url="urn:x:1", rel="derivedFrom"),),
        extra=(
            Extra("newsml:RevisionId/@PreviousRevision", "1"),
            Extra("newsml:RevisionId/@Update", "U"),
            Extra("newsml:NewsLineType", "Kicker"),
            Extra("newsml:NewsLineText", "K"),
        ),
    )


A: Final = Paragraph((Text("A"),))
B: Final = Paragraph((Text("B"),))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<nitf><body><body.content><p>A</p><p>B</p></body.content></body></nitf>", (A, B)),
        ("<html xmlns='http://www.w3.org/1999/xhtml'><body><p>A</p><p>B</p></body></html>", (A, B)),
        ("<p>A</p><p>B</p>", (A, B)),
        ("<![CDATA[<p>A</p><p>B</p>]]>", (A, B)),
        ("&lt;p>A&lt;/p>&lt;p>B&lt;/p>", (A, B)),
        ("A\n\nB", (A, B)),
        ("", ()),
    ],
)
def test_text_in_any_form(data: str, expected: tuple[Any, ...]) -> None:
    """The text is NITF, XHTML, HTML as text, or plain."""
    assert component(DATA.format(data)).body == expected


PHOTO: Final = (
    '<NewsComponent><Role FormalName="Photo"/><NewsLines><HeadLine>Rain</HeadLine><CreditLine>Jo / AP</CreditLine>'
    '</NewsLines><NewsComponent><Role FormalName="Caption"/>{}</NewsComponent><NewsComponent><Role '
    'FormalName="HighDef"/><ContentItem Href="/a.jpg"><MediaType FormalName="Photo"/><MimeType '
    'FormalName="image/jpeg"/><Characteristics><Property FormalName="Width" Value="640"/></Characteristics>'
    '</ContentItem></NewsComponent><NewsComponent><Role FormalName="Quicklook"/><ContentItem Href="/b.jpg">'
    '<MediaType FormalName="Photo"/></ContentItem></NewsComponent></NewsComponent>'
)


def test_photo_beside_the_text_is_a_figure() -> None:
    """The files of a photo are one figure, with the caption and credit of their component, not of the story."""
    lines = "<NewsLines><HeadLine>H</HeadLine></NewsLines>"
    story = component(lines + DATA.format("A") + PHOTO.format(DATA.format("<p>It rains</p>")))
    files = (
        Media("/a.jpg", width=640, media_type="image/jpeg", rendition="HighDef"),
        Media("/b.jpg", rendition="Quicklook"),
    )
    assert story.body == (A, Figure(files, (Text("It rains"),), "Jo / AP"))
    assert (story.metadata.headline, story.metadata.credit) == ("H", "")


BESIDE: Final = (
    '<NewsComponent xml:lang="en"><Role FormalName="Photo"/><NewsLines><HeadLine>Rain</HeadLine>'
    '<ByLine>Jo Berg</ByLine><CreditLine>AP</CreditLine><NewsLine><NewsLineType FormalName="EditorialNote"/>'
    "<NewsLineText>Call Jo.</NewsLineText></NewsLine></NewsLines><AdministrativeMetadata>"
    '<FileName>a.jpg</FileName><Creator><Party FormalName="JB"/></Creator></AdministrativeMetadata>'
    "<RightsMetadata><UsageRights><UsageType>No web</UsageType>"
    '</UsageRights></RightsMetadata><DescriptiveMetadata><Property FormalName="Lens" Value="50mm"/>'
    '</DescriptiveMetadata><ContentItem Href="/a.jpg"><MediaType FormalName="Photo"/><Format FormalName="JPEG"/>'
    '<Characteristics><SizeInBytes>99</SizeInBytes><Property FormalName="Width" Value="640"/></Characteristics>'
    "</ContentItem></NewsComponent>"
)


def test_what_is_said_of_a_photo_is_kept_beside_it() -> None:
    """Lines, names and rights of a photo are extra fields that name its file, and no fields of the story."""
    lines = "<NewsLines><HeadLine>H</HeadLine><ByLine>By A</ByLine></NewsLines>"
    story = component(lines + DATA.format("A") + BESIDE)
    assert story.body == (A, Figure((Media("/a.jpg", width=640),), (Text("Rain"),), "AP"))
    assert (story.metadata.byline, story.metadata.usage_terms, story.metadata.authors) == ("By A", "", ())
    assert story.metadata.editorial_note == "Call Jo."
    assert story.metadata.extra == (
        Extra("newsml:NewsComponent/ByLine of=/a.jpg", "Jo Berg"),
        Extra("newsml:NewsComponent/FileName of=/a.jpg", "a.jpg"),
        Extra("newsml:NewsComponent/Creator/Party of=/a.jpg", "JB"),
        Extra("newsml:NewsComponent/UsageType of=/a.jpg", "No web"),
        Extra("newsml:NewsComponent/Lens of=/a.jpg", "50mm"),
        Extra("newsml:NewsComponent/Format of=/a.jpg", "JPEG"),
        Extra("newsml:NewsComponent/SizeInBytes of=/a.jpg", "99"),
    )


def test_lines_of_another_text_are_not_those_of_the_story() -> None:
    """The byline and language of a translation are its own; the story is in the language of its component."""
    side = (
        '<NewsComponent xml:lang="de"><Role FormalName="Translation"/><NewsLines><HeadLine>Regen</HeadLine>'
        '<ByLine>Von B</ByLine></NewsLines><DescriptiveMetadata><Language FormalName="de"/></DescriptiveMetadata>'
        f"{DATA.format('B')}</NewsComponent>"
    )
    main = (
        f'<NewsComponent xml:lang="en"><NewsLines><ByLine>By A</ByLine></NewsLines>{DATA.format("A")}</NewsComponent>'
    )
    story = component(main + side)
    assert (story.metadata.byline, story.metadata.language) == ("By A", "en")
    assert story.body == (A, Aside((B,), "Translation", "Regen"))
    assert story.metadata.extra == (
        Extra("newsml:NewsComponent/@lang of=Regen", "de"),
        Extra("newsml:NewsComponent/ByLine of=Regen", "Von B"),
        Extra("newsml:NewsComponent/Language of=Regen", "de"),
    )


def test_message_that_holds_more_than_items() -> None:
    """Topics beside the items, the head of a page and encoded files are reported; who sent it is kept."""
    report = Report()
    page = '<html><head><title>T</title><meta name="a" content="m1"/></head><body><p>A</p></body></html>'
    picture = "<NewsComponent><Role FormalName='Photo'/><ContentItem><MediaType FormalName='Photo'/>{}</ContentItem>"
    encoded = picture.format("<Encoding Notation='Base64'><DataContent>eA==</DataContent></Encoding>")
    story = read(
        "<NewsML><TopicSet><Topic>Words</Topic></TopicSet><NewsEnvelope><SentFrom><Party FormalName='Desk'/></SentFrom>"
        f"</NewsEnvelope><NewsItem><NewsComponent>{DATA.format(page)}{encoded}</NewsComponent></NewsComponent></NewsItem>"
        "</NewsML>",
        report,
    )
    assert (story.metadata.headline, story.body) == ("T", (A,))
    assert story.metadata.extra == (Extra("newsml:SentFrom/Party", "Desk"),)
    assert [(event.text, event.reason) for event in report if isinstance(event, Skipped)] == [
        ("Words", "the TopicSet is about the message, not the story"),
        ("a m1", "the head of the page in the item"),
        ("", "image in the file itself"),
    ]


@pytest.mark.timeout(20)
def test_many_files_of_one_picture_are_linear() -> None:
    """A picture of 4,000 components with files and lines is read in time that grows with its size."""
    one = (
        '<NewsComponent><Role FormalName="Photo"/><NewsLines><ByLine>B{0}</ByLine></NewsLines>'
        '<ContentItem Href="/{0}.jpg"><MediaType FormalName="Photo"/></ContentItem></NewsComponent>'
    )
    files = "".join(one.format(number) for number in range(4_000))
    story = component(f'<NewsComponent><Role FormalName="Photo"/>{files}</NewsComponent>')
    assert len(story.body) == 1
    assert len(story.metadata.extra) == 4_000


def test_abstract_is_the_description() -> None:
    """A component with the role of an abstract is no part of the text."""
    abstract = f'<NewsComponent><Role FormalName="Abstract"/>{DATA.format("S")}</NewsComponent>'
    story = component(abstract + f"<NewsComponent>{DATA.format('A')}</NewsComponent>")
    assert (story.metadata.description, story.body) == ("S", (A,))


def test_other_text_is_a_box() -> None:
    """A second text is a box with its role, and another form of the first is reported."""
    report = Report()
    side = f'<NewsComponent><Role FormalName="Sidebar"/>{DATA.format("B")}</NewsComponent>'
    content = f"<NewsComponent>{DATA.format('A')}{DATA.format('a again')}</NewsComponent>{side}"
    story = read(ITEM.format(f"<NewsComponent>{content}</NewsComponent>"), report)
    assert story.body == (A, Aside((B,), "Sidebar"))
    assert [event.text for event in report if isinstance(event, Skipped)] == ["a again"]


def test_private_note_in_the_text() -> None:
    """A note for editors in the text goes to the notes."""
    note = '<note type="npa"><body.content><p>Call Jane.</p></body.content></note>'
    story = component(DATA.format(f"<nitf><body><body.content><p>A</p>{note}</body.content></body></nitf>"))
    assert (story.body, story.metadata.editorial_note) == ((A,), "Call Jane.")


def test_several_items() -> None:
    """A document with several items is read with `load_all`, and refused where one is asked for."""
    item = f"<NewsItem><NewsComponent>{DATA.format('{}')}</NewsComponent></NewsItem>"
    source = f"<NewsML>{item.format('A')}{item.format('B')}</NewsML>"
    with pytest.raises(SeveralDocumentsError, match="2 stories"):
        read(source)


def test_without_an_item() -> None:
    """A document without a story is an error that says what it holds, and where."""
    with pytest.raises(ReadError, match="without a NewsItem; it holds TopicSet") as caught:
        read("\n<NewsML><TopicSet/></NewsML>")
    assert caught.value.line == 2


ENCODED: Final = "<ContentItem><Encoding Notation='Base64'><DataContent>eA==</DataContent></Encoding></ContentItem>"


@pytest.mark.parametrize(
    "inner",
    [
        "",
        "<NewsComponent/>" * 3,
        "<NewsComponent>" * 300 + "</NewsComponent>" * 300,
        "<Identification><NewsIdentifier><PublicIdentifier>:</PublicIdentifier></NewsIdentifier></Identification>",
        "<NewsComponent><ContentItem Href=''><MediaType FormalName='Photo'/></ContentItem></NewsComponent>",
        f"<NewsComponent>{ENCODED}</NewsComponent>",
        "<SubjectCode/><Subject FormalName='1'/><Location/><NewsLines><HeadLine/></NewsLines>",
    ],
)
def test_odd_items_are_read(inner: str) -> None:
    """Whatever an item lacks, it gives a normal document or an error of ours."""
    assert check_total(ITEM.format(inner), "newsml") is not None
