"""The ninjs format: what is written is valid and reads back the same; what others write is read, in any version."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsconv
from newsconv.document import (
    Aside,
    CodeBlock,
    Date,
    Document,
    Extra,
    Figure,
    Heading,
    Link,
    List,
    ListItem,
    Media,
    Metadata,
    Paragraph,
    Person,
    Place,
    RelatedItem,
    Strong,
    Subject,
    Text,
    normalize,
)
from newsconv.errors import OptionError, ReadError, SeveralDocumentsError
from newsconv.readers.ninjs import FORMAT
from newsconv.readers.ninjs.properties import LEAVES, PROPERTIES, ROLES
from newsconv.report import Derived, Guessed, Repaired, Report, Skipped
from newsconv.sniff import Certainty, take_sample
from newsconv.testing.strategies import documents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OTHER_FORMATS: Final = ("json", "html", "markdown", "newsml")
"""Lossless formats that an item goes through."""

RICH: Final = Document(
    Metadata(
        headline='Rain & "hail" <hit> town',
        subheadline="Streets under water",
        slugline="Rain-Town",
        byline="By Jane Doe in London",
        authors=(Person("Jane Doe", "correspondent", "jane@example.com", "https://example.com/jane"), Person("Joe")),
        dateline="LONDON, March 17",
        located=Place("London", "Greater London", "United Kingdom", "https://www.wikidata.org/wiki/Q84"),
        created=Date("2021-03-16T08:00:00Z"),
        published=Date("2021-03-17T09:30:00+03:00"),
        updated=Date("2021-03-18T00:00:00.123Z"),
        embargoed=Date("2021-03-17T09:00:00Z"),
        expires=Date("2022-01-01T00:00:00Z"),
        language="en-GB",
        publisher="The Town Paper",
        sources=("AP", "Reuters"),
        credit="AP/The Town Paper",
        description="It rained & rained.",
        keywords=("rain", "hail"),
        subjects=(
            Subject("weather", "17000000", "medtop", "http://cv.iptc.org/newscodes/medtop/17000000"),
            Subject("by URI", "x", "http://example.com/scheme/"),
            Subject(code="bare"),
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
        related=(RelatedItem("Hail", "https://example.com/hail", "seeAlso"), RelatedItem(url="urn:x:y")),
        extra=(Extra("ninjs:profile", "text"), Extra("wordcount", "120"), Extra("tags", ("a", "b & c"))),
    ),
    (
        Heading(2, (Text("A heading"),)),
        Paragraph((Text("One "), Strong((Text("two"),)), Text(" & <four> "), Link("/x", (Text("here"),)))),
        List((ListItem((Paragraph((Text("a"),)),)), ListItem()), ordered=True, start=3),
        Figure((Media("https://example.com/b.jpg", width=640, rendition="web"),), (Text("A street"),), "AP"),
        CodeBlock("a\n  b\n\nc", "text"),
        Aside((Paragraph((Text("box"),)),), "infobox", "Title"),
    ),
)
"""Every field and many nodes, all of them such that ninjs has a place for them."""


def write(document: Document, report: Report | None = None) -> dict[str, Any]:
    """Write a document as ninjs, and give the object."""
    item = json.loads(newsconv.dumps(document, "ninjs", report=report))
    assert isinstance(item, dict)
    return item


def read(item: object, report: Report | None = None) -> Document:
    """Read an object of JSON, or text, as ninjs."""
    data = item if isinstance(item, (str, bytes)) else json.dumps(item)
    return newsconv.loads(data, "ninjs", report=report)


def roles(item: dict[str, Any]) -> list[str]:
    """Give the roles of what newsconv added to an item, but for the signature."""
    prefix = "urn:newsconv:property:"
    found = [entry["role"].removeprefix(prefix) for entry in item["altIds"] if entry["role"].startswith(prefix)]
    return [role for role in found if role != "generator"]


def extra_of(document: Document) -> dict[str, str | tuple[str, ...]]:
    """Give the extra fields of a document by name."""
    return {extra.name: extra.value for extra in document.metadata.extra}


@pytest.fixture(scope="module")
def is_valid(shared: Path) -> Callable[[object], None]:
    """Give a check of an item against the IPTC's schema of ninjs 3.1, formats included."""
    text = (shared / "schemas" / "ninjs-schema_3.1.json").read_text(encoding="utf-8")
    # The schema refers to one on the web for `geoJSON`, which we never write; no test fetches anything.
    schema = json.loads(text.replace('"$ref": "https://geojson.org/schema/GeoJSON.json#"', '"type": "object"'))
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    assert {"date-time", "uri"} <= checker.checkers.keys()
    validator = jsonschema.Draft202012Validator(schema, format_checker=checker)

    def check(item: object) -> None:
        validator.validate(item)

    return check


@pytest.fixture(scope="module")
def feed(shared: Path) -> Callable[[str], bytes]:
    """Give a function that reads a file of the feeds."""

    def read_feed(name: str) -> bytes:
        path = shared / "feeds" / name
        if not path.is_file():
            pytest.skip(f"needs ../shared/feeds/{name}")
        return path.read_bytes()

    return read_feed


# ---------------------------------------------------------------- what is written


def test_rich_document_reads_back_the_same() -> None:
    """Every field and node survives, and the reader finds nothing that it can't place."""
    report = Report()
    assert read(newsconv.dumps(RICH, "ninjs"), report) == normalize(RICH)
    assert not list(report)


def test_rich_document_needs_only_properties_of_ninjs() -> None:
    """Where ninjs has a place for a value, it stands there and nowhere else."""
    assert roles(write(RICH)) == ["extra/wordcount", "extras/tags"]


def test_rich_document_is_valid(is_valid: Callable[[object], None]) -> None:
    """An item with every field is valid, formats of dates and URIs included."""
    is_valid(write(RICH))


@given(documents())
def test_every_document_is_valid(is_valid: Callable[[object], None], document: Document) -> None:
    """Whatever a document holds, its item is valid."""
    is_valid(write(document))


EXTRA_NAMES: Final = (
    *(f"ninjs:{name}" for name in (*LEAVES, "people", "places", "subjects", "rel/about", "rel/author", "rel/keyword")),
    *(
        f"ninjs:{key}/{role}"
        for key in ("headlines", "descriptions", "altIds", "infoSources")
        for role in ("x", "main")
    ),
    *(f"ninjs:{row.key}/{row.role}/role" for row in ROLES),
    *("ninjs:bodies/role", "ninjs:edNote", "ninjs:uri", "ninjs:headlines", "ninjs:", "other"),
)
EXTRA_VALUES: Final = (
    *("a", "text", "7", "main", "subhead", "creditline", "ednote", "full", "urn:x:1", "<p>a</p>", "generator"),
    *(("a",), ("a", "Weather"), ("Jane",)),
)


@given(
    st.lists(st.builds(Extra, st.sampled_from(EXTRA_NAMES), st.sampled_from(EXTRA_VALUES)), max_size=4),
    st.sampled_from((RICH, Document(), Document(Metadata(subjects=(Subject("a"), Subject("a", uri="urn:a")))))),
)
def test_every_extra_field_survives(
    is_valid: Callable[[object], None], extras: list[Extra], document: Document
) -> None:
    """Extra fields that look like properties of ninjs never change what they or other fields say."""
    metadata = msgspec.structs.replace(document.metadata, extra=tuple(extras))
    item = write(Document(metadata, document.body))
    is_valid(item)
    assert read(item) == normalize(Document(metadata, document.body))


@pytest.mark.parametrize("row", PROPERTIES, ids=lambda row: row.field)
def test_field_stands_in_its_property(row: Any) -> None:
    """Each field with a property of its own stands in it."""
    assert row.key in write(RICH)


@pytest.mark.parametrize("row", ROLES, ids=lambda row: row.field)
def test_field_stands_in_its_role(row: Any) -> None:
    """Each field that is an entry of a list is found by its role."""
    values = {entry.get("role"): entry.get("value", entry.get("name")) for entry in write(RICH)[row.key]}
    assert values[row.role] == getattr(RICH.metadata, row.field)


def test_item_begins_with_what_it_is() -> None:
    """An item says its standard first, for people and for programs that look at the beginning."""
    text = newsconv.dumps(RICH, "ninjs")
    assert list(json.loads(text))[:3] == ["standard", "uri", "type"]
    assert FORMAT.sniff is not None
    assert FORMAT.sniff(take_sample(text)) is Certainty.CERTAIN


def test_pictures_are_associations_too() -> None:
    """A figure of the text is an association with its renditions as well, and comes back once."""
    (figure,) = [entry for entry in write(RICH)["associations"] if entry.get("type") == "picture"]
    assert figure["descriptions"] == [{"role": "caption", "contentType": "text/plain", "value": "A street"}]
    assert figure["by"] == "AP"
    assert figure["renditions"] == [{"name": "web", "href": "https://example.com/b.jpg", "width": 640}]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2021", "2021-01-01T00:00:00Z"),
        ("2021-03", "2021-03-01T00:00:00Z"),
        ("2021-03-17", "2021-03-17T00:00:00Z"),
        ("2021-03-17T09:30:00", "2021-03-17T09:30:00Z"),
    ],
)
def test_time_is_completed_reported_and_not_read_back(written: str, expected: str) -> None:
    """A date that is no time with an offset is made one, in UTC; the report says so, and the date comes back."""
    report = Report()
    document = Document(Metadata(published=Date(written), guid="urn:x:1"))
    item = write(document, report)
    assert item["firstCreated"] == expected
    assert [(event.field, event.text) for event in report if isinstance(event, Derived)] == [("firstCreated", expected)]
    assert read(item) == document


@pytest.mark.parametrize("written", ["2021-03-17T09:30:00Z", "2021-03-17T09:30:00.5+05:30"])
def test_exact_time_is_not_touched(written: str) -> None:
    """A time with an offset is written as it is, and nothing is added for it."""
    item = write(Document(Metadata(published=Date(written), guid="urn:x:1")))
    assert item["firstCreated"] == written
    assert roles(item) == []


def test_uri_is_derived_from_the_content() -> None:
    """A story without identifier gets one of its content; it is reported and not read back."""
    report = Report()
    document = Document(Metadata(headline="Rain"))
    item = write(document, report)
    assert item["uri"].startswith("urn:newsconv:sha256:")
    assert [event.field for event in report if isinstance(event, Derived)] == ["uri"]
    assert read(item) == document
    assert write(Document(Metadata(headline="Hail")))["uri"] != item["uri"]


def test_identifier_that_is_no_uri_comes_back() -> None:
    """An identifier that is no URI is made one, and comes back as it was."""
    document = Document(Metadata(guid="20170809001313906811"))
    assert write(document)["uri"] == "urn:newsconv:guid:20170809001313906811"
    assert read(write(document)) == document


def test_what_ninjs_cannot_say_stands_in_alternative_identifiers() -> None:
    """A value that no property can hold stands in `altIds`, by the name of its field."""
    related = (RelatedItem("No address", rel="seeAlso"),)
    document = Document(Metadata(guid="urn:x:1", located=Place("Köln", uri="#köln"), related=related))
    item = write(document)
    assert sorted(roles(item)) == ["located", "related"]
    assert read(item) == normalize(document)


def test_properties_of_ninjs_go_back_where_they_came_from() -> None:
    """What was read from a property that the model does not know is written into that property again."""
    item = {
        "uri": "urn:x:1",
        "type": "picture",
        "profile": "text-only",
        "title": "For the archive",
        "headlines": [{"role": "main", "value": "Rain"}, {"role": "kicker", "value": "Weather"}],
        "people": [{"name": "Jane Doe", "rel": "about"}],
        "digitalSourceType": {"uri": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"},
        "rightsInfo": {"linkedRights": "https://example.com/rights"},
        "altIds": [{"role": "internal", "value": "A1"}],
    }
    written = write(read(item))
    for key in ("uri", "type", "profile", "title", "people", "digitalSourceType", "rightsInfo"):
        assert written[key] == item[key], key
    assert written["headlines"][1] == {"role": "kicker", "contentType": "text/plain", "value": "Weather"}
    assert written["altIds"][0] == {"role": "internal", "value": "A1"}
    assert roles(written) == []


def test_one_line_for_json_lines() -> None:
    """Without an indent, an item is one line."""
    assert newsconv.dumps(RICH, "ninjs", indent=0).count("\n") == 1
    with pytest.raises(OptionError, match="indent"):
        newsconv.dumps(RICH, "ninjs", indent=17)


def test_several_documents_are_json_lines(tmp_path: Path) -> None:
    """Several documents are one item a line, and come back each by itself."""
    text = newsconv.dumps_all([RICH, Document()], "ninjs")
    path = tmp_path / "items.ninjs"
    path.write_text(text, encoding="utf-8")
    assert text.count("\n") == 2
    assert list(newsconv.load_all(path)) == [normalize(RICH), Document()]


# ---------------------------------------------------------------- versions

VERSION_1: Final = {
    "uri": "urn:x:1",
    "type": "text",
    "version": "2",
    "versioncreated": "2024-05-01T10:00:00Z",
    "firstcreated": "2024-05-01T09:00:00Z",
    "embargoed": "2024-05-02T09:00:00Z",
    "pubstatus": "usable",
    "byline": "Jane Doe",
    "headline": "Rain",
    "headline_subhead": "Hail",
    "copyrightholder": "The Paper",
    "usageterms": "None.",
    "ednote": "Check.",
    "body_html": "<p>It <b>rained</b>.</p>",
    "description_text": "Rain in town.",
    "subject": [{"name": "Weather", "uri": "http://example.com/s/1"}],
    "person": [{"name": "Joe", "rel": "about"}],
    "genre": [{"name": "Current"}],
    "infosource": [{"name": "AP"}],
    "associations": {"other": {"uri": "urn:x:2", "headline": "Hail"}},
    "altids": {"slug": "rain"},
}
VERSION_2: Final = {
    **{key: VERSION_1[key] for key in "uri type version versioncreated firstcreated embargoed pubstatus".split()},
    **{key: VERSION_1[key] for key in ("copyrightholder", "usageterms", "ednote")},
    "by": "Jane Doe",
    "headlines": [{"role": "main", "value": "Rain"}, {"role": "subhead", "value": "Hail"}],
    "bodies": [{"role": "main", "contenttype": "text/html", "value": "<p>It <b>rained</b>.</p>"}],
    "descriptions": [{"role": "text", "contenttype": "text/plain", "value": "Rain in town."}],
    "subjects": [{"name": "Weather", "uri": "http://example.com/s/1"}],
    "people": [{"name": "Joe", "rel": "about"}],
    "genres": [{"name": "Current"}],
    "infosources": [{"name": "AP"}],
    "associations": [{"name": "other", "uri": "urn:x:2", "headlines": [{"value": "Hail"}]}],
    "altids": [{"role": "slug", "value": "rain"}],
}
CAMEL: Final = {
    "versioncreated": "versionCreated",
    "firstcreated": "firstCreated",
    "embargoed": "embargoedUntil",
    "pubstatus": "pubStatus",
    "copyrightholder": "copyrightHolder",
    "usageterms": "usageTerms",
    "ednote": "edNote",
    "infosources": "infoSources",
    "altids": "altIds",
}
VERSION_3: Final = json.loads(
    json.dumps({CAMEL.get(key, key): value for key, value in VERSION_2.items()}).replace("contenttype", "contentType")
)
EXPECTED: Final = Document(
    Metadata(
        headline="Rain",
        subheadline="Hail",
        byline="Jane Doe",
        published=Date("2024-05-01T09:00:00Z"),
        updated=Date("2024-05-01T10:00:00Z"),
        embargoed=Date("2024-05-02T09:00:00Z"),
        description="Rain in town.",
        sources=("AP",),
        subjects=(Subject("Weather", uri="http://example.com/s/1"), Subject("Joe")),
        genres=(Subject("Current"),),
        status="usable",
        guid="urn:x:1",
        version=2,
        copyright_holder="The Paper",
        usage_terms="None.",
        editorial_note="Check.",
        related=(RelatedItem("Hail", "urn:x:2"),),
        extra=(
            Extra("ninjs:people", ("Joe",)),
            Extra("ninjs:rel/about", ("Joe",)),
            Extra("ninjs:altIds/slug", "rain"),
            Extra("ninjs:associations/other/name", "other"),
        ),
    ),
    (Paragraph((Text("It "), Strong((Text("rained"),)), Text("."))),),
)


@pytest.mark.parametrize("item", [VERSION_1, VERSION_2, VERSION_3], ids=["1", "2", "3"])
def test_versions_say_the_same(item: dict[str, Any]) -> None:
    """One story in ninjs 1, 2 and 3 is one document."""
    assert read(item) == EXPECTED


@pytest.mark.parametrize("name", ["001_simple_example", "004_simple_text_article", "006_photo_only"])
def test_samples_of_all_versions_say_the_same(feed: Callable[[str], bytes], name: str) -> None:
    """The IPTC's samples of 1.6, 2.2 and 3.1 that hold the same are the same document."""
    first, second, third = (read(feed(f"ninjs/{version}/{name}.json")) for version in ("1.6", "2.2", "3.1"))
    assert first == second == third


# ---------------------------------------------------------------- what others write


FEEDS: Final = (
    *(
        f"ninjs/{version}/{name}.json"
        for version in ("1.6", "2.2", "3.1")
        for name in (
            "001_simple_example",
            "002_renditions_example",
            "003_associations_example",
            "004_simple_text_article",
            "005_complex_text_article",
            "006_photo_only",
            "007_multimedia",
        )
    ),
    "ninjs/3.1/008_event.json",
    "agencies/ninjs1.json",
    "agencies/ninjs2.json",
    "agencies/ninjsExMediumText1.json",
    "agencies/bbc-ninjs-text-test.json",
)


@pytest.mark.parametrize("name", FEEDS)
def test_feed_is_recognised_and_survives(
    feed: Callable[[str], bytes], is_valid: Callable[[object], None], name: str
) -> None:
    """An item of others is told by its content, written valid, and read back the same, with the same bytes."""
    document = newsconv.loads(feed(name))
    written = newsconv.dumps(document, "ninjs")
    is_valid(json.loads(written))
    assert newsconv.loads(written) == document
    assert newsconv.dumps(newsconv.loads(written), "ninjs") == written


@pytest.mark.parametrize("other", OTHER_FORMATS)
@pytest.mark.parametrize("name", FEEDS)
def test_feed_survives_other_formats(feed: Callable[[str], bytes], name: str, other: str) -> None:
    """An item of others goes through every lossless format and comes back as the same bytes."""
    document = read(feed(name))
    back = newsconv.loads(newsconv.dumps(document, other, private=True), other)
    assert newsconv.dumps(back, "ninjs") == newsconv.dumps(document, "ninjs")


FACTS: Final[tuple[tuple[str, dict[str, object], int], ...]] = (
    (
        "ninjs/3.1/005_complex_text_article.json",
        {
            "headline": "Captain of wrecked cruise ship on trial in Italy",
            "byline": "Paulo Santalucia and Frances d'Emilio",
            "located": Place("Grossetto, Italy"),
            "updated": Date("2013-07-09T10:37:00Z"),
            "language": "en",
            "guid": "http://ninjs.example.com/newsitems/20130709med123",
            "copyright_notice": "Copyright 2013 The News Agency, www.tna.org - all rights reserved.",
        },
        4,
    ),
    (
        "agencies/ninjs1.json",
        {
            "headline": "headline",
            "slugline": "slugline",
            "byline": "Peter and Jane",
            "authors": (Person("John", "writer"),),
            "located": Place("Milton Keynes"),
            "published": Date("2017-08-24T04:37:19Z"),
            "updated": Date("2017-08-24T04:38:34Z"),
            "language": "fr",
            "sources": ("AAP",),
            "description": "abstract",
            "genres": (Subject("Article (news)", "Article"),),
            "section": "Advisory",
            "urgency": 3,
            "status": "usable",
            "version": 2,
            "copyright_holder": "Australian Associated Press",
            "usage_terms": "Usage",
            "editorial_note": "ed note",
        },
        1,
    ),
    (
        "agencies/ninjs2.json",
        {
            "headline": "Oil prices edge up on first drop in US drilling in months",
            "byline": "By Henning Gloystein",
            "located": Place("Singapore"),
            "sources": ("Reuters",),
            "section": "Finance",
            "editorial_note": "WEDNESDAY, JULY 8, 2015, FILE PHOTO",
            "guid": "tag:localhost:2017:7ca07622-3b19-4d61-8daf-18500412d46b",
            "version": 4,
        },
        9,
    ),
    (
        "agencies/bbc-ninjs-text-test.json",
        {
            "headline": "advisory",
            "byline": "John Doe",
            "published": Date("2018-05-28T16:40:08"),
            "description": "LDRS WALES v.1",
            "subjects": (Subject("Planning Permission", "category:planning-permission"),),
            "urgency": 3,
            "guid": "https://www.example.com//12345",
        },
        1,
    ),
)
"""Facts of the feeds, read in the files: fields, and the number of paragraphs."""


@pytest.mark.parametrize(("name", "fields", "paragraphs"), FACTS, ids=[name for name, _, _ in FACTS])
def test_facts_of_feed(feed: Callable[[str], bytes], name: str, fields: dict[str, object], paragraphs: int) -> None:
    """What an item of others says is in its fields."""
    document = read(feed(name))
    assert {field: getattr(document.metadata, field) for field in fields} == fields
    assert len(document.paragraphs()) == paragraphs


def test_pictures_follow_in_their_order(feed: Callable[[str], bytes]) -> None:
    """Associated pictures become figures, renditions in the order of the item, caption and credit with them."""
    document = read(feed("ninjs/3.1/007_multimedia.json"))
    first, second = [block for block in document.body if isinstance(block, Figure)]
    assert [(medium.rendition, medium.width, medium.height) for medium in first.media] == [
        ("main", 429, 281),
        ("small", 179, 117),
    ]
    assert first.credit == "Paulo Santalucia"
    assert second.caption == (
        Text(
            "Francesco Schettino the captain of the Costa Concordia cruise ship "
            "at court in Grossetto, Italy, on 9 July 2013"
        ),
    )


def test_picture_shown_in_the_text_is_not_shown_twice() -> None:
    """An association whose file stands in the text is left out; its caption and the name of its file are reported."""
    report = Report()
    picture = {"type": "picture", "description_text": "A street", "renditions": {"web": {"href": "http://x.y/a.jpg"}}}
    item = {"uri": "urn:x:1", "body_html": '<p>One.</p><img src="http://x.y/a.jpg">', "associations": {"a": picture}}
    document = read(item, report)
    assert not [block for block in document.body if isinstance(block, Figure) and block.caption]
    assert [event.text for event in report if isinstance(event, Skipped)] == ["A street web"]


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ([{"value": "Plain."}, {"contentType": "text/html", "value": "<p>Rich.</p>"}], ["Rich."]),
        ([{"contentType": "body_xhtml", "value": "<p>Rich.</p>"}, {"value": "Plain."}], ["Rich."]),
        ([{"contentType": "text/plain", "value": "a <b> c"}], ["a <b> c"]),
        ([{"contentType": "text/plain", "value": "<p>Rich.</p>"}], ["Rich."]),
        ([{"value": "One<br/><br/>two"}], ["One", "two"]),
        ([{"value": "One\nline.\n\nTwo."}], ["One line.", "Two."]),
        ([{"value": "One.\nTwo."}], ["One.", "Two."]),
        ([{"value": "  "}, {"value": "Two."}], ["Two."]),
        (
            [
                {"value": "Plain."},
                {
                    "contentType": "text/vnd.IPTC.NITF",
                    "value": "<nitf><body><body.content><p>NITF.</p></body.content></body></nitf>",
                },
            ],
            ["NITF."],
        ),
        ([{"contentType": "text/vnd.IPTC.NITF", "value": "<nitf><body><p>Broken</body></nitf>"}], ["Broken"]),
        (["Only text"], ["Only text"]),
        ("Not even a list", ["Not even a list"]),
    ],
)
def test_best_body_is_read(bodies: object, expected: list[str]) -> None:
    """Of several formats of one text the richest is read, told by its label and how it begins; never two of them."""
    assert read({"uri": "urn:x:1", "bodies": bodies}).paragraphs() == expected


def test_other_bodies_are_reported() -> None:
    """What other formats of the text say is in the report, whole."""
    report = Report()
    read({"uri": "urn:x:1", "body_text": "Plain words.", "body_html": "<p>Rich.</p>"}, report)
    assert [event.text for event in report if isinstance(event, Skipped)] == ["Plain words."]


PRIVATE: Final = (
    {"ednote": "Secret one."},
    {"associations": {"a": {"uri": "urn:x:2", "ednote": "Secret one."}}},
    {"bodies": [{"value": "Public."}, {"role": "nonpublic", "value": "<p>Secret one.</p>"}]},
    {"descriptions": [{"role": "editorial-note", "value": "Secret one."}]},
    {"plannedCoverage": [{"edNote": "Secret one."}]},
)


@pytest.mark.parametrize("part", PRIVATE)
@pytest.mark.parametrize("target", ["html", "markdown", "text"])
def test_notes_to_editors_stay_private(part: dict[str, Any], target: str) -> None:
    """A text for editors only, wherever it stands, is a private note and never printed."""
    document = read({"uri": "urn:x:1", "headline": "Rain", **part})
    assert document.metadata.editorial_note == "Secret one."
    assert "Secret" not in newsconv.dumps(document, target)


def test_several_notes_are_parted_by_an_empty_line() -> None:
    """The note of the story and that of its picture are one field."""
    item = {"uri": "urn:x:1", "edNote": "One.", "associations": [{"name": "a", "uri": "urn:x:2", "edNote": "Two."}]}
    assert read(item).metadata.editorial_note == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("key", "value", "field", "expected", "line"),
    [
        ("pubstatus", "cancelled", "status", "canceled", 3),
        ("pubStatus", "Usable", "status", "usable", 3),
        ("pubstatus", "gone", "status", "", None),
        ("urgency", "3", "urgency", 3, None),
        ("urgency", 0, "urgency", None, None),
        ("version", 7, "version", 7, None),
        ("version", "1.2", "version", None, None),
        ("versioncreated", "YYYYMMDD000000-HHMM", "updated", None, 3),
        ("versioncreated", " 2024-05-01T10:00:00+0000 ", "updated", Date("2024-05-01T10:00:00Z"), None),
        ("language", "en_us", "language", "en-US", None),
        ("language", "English", "language", "", None),
    ],
)
def test_odd_values(key: str, value: object, field: str, expected: object, line: int | None) -> None:
    """A value that can be read is read, and the report names its line; one that can't be is kept as an extra field."""
    report = Report()
    document = read(json.dumps({"uri": "urn:x:1", key: value}, indent=1), report)
    repaired = [event.origin.line for event in report if isinstance(event, Repaired)]
    if field == "language" and not expected:
        expected = normalize(Document(Metadata(language=str(value)))).metadata.language
    assert getattr(document.metadata, field) == expected
    assert repaired == ([line] if line else [])
    if expected in {"", None}:
        assert str(value).strip() in extra_of(document).values()


def test_unknown_properties_are_kept() -> None:
    """What no version of ninjs knows is kept, a field for each value."""
    item = {"uri": "urn:x:1", "x_flag": True, "x_list": ["a", "b"], "x_map": {"k": [{"n": 1.5}]}, "x_null": None}
    assert extra_of(read(item)) == {
        "ninjs:x_flag": "true",
        "ninjs:x_list": ("a", "b"),
        "ninjs:x_map/k/0/n": "1.5",
    }


def test_large_unknown_property_is_one_field() -> None:
    """A property with very many values is kept as JSON, so that names are not repeated without end."""
    value = {f"k{number}": number for number in range(1000)}
    assert extra_of(read({"uri": "urn:x:1", "x": value})) == {"ninjs:x": json.dumps(value, separators=(",", ":"))}


def test_title_stands_in_for_a_headline() -> None:
    """The title is metadata, and is the headline only where there is no other."""
    report = Report()
    assert read({"uri": "urn:x:1", "title": "Event"}, report).metadata.headline == "Event"
    assert [event.field for event in report if isinstance(event, Guessed)] == ["headline"]
    document = read({"uri": "urn:x:1", "title": "Event", "headline": "Rain"})
    assert (document.metadata.headline, extra_of(document)) == ("Rain", {"ninjs:title": "Event"})


def test_headline_repeated_in_the_text_is_taken_off() -> None:
    """A first heading that only repeats the headline is no part of the story; another one is."""
    item = {"uri": "urn:x:1", "headline": "Rain", "body_html": "<h1>Rain</h1><p>One.</p>"}
    assert read(item).paragraphs() == ["One."]
    assert read({**item, "headline": "Hail"}).paragraphs() == ["Rain", "One."]


# ---------------------------------------------------------------- sources


ITEMS: Final = ({"uri": "urn:x:1", "headline": "One"}, {"uri": "urn:x:2", "headline": "Two"})


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ITEMS),
        "\n".join(map(json.dumps, ITEMS)),
        "\n\n".join(map(json.dumps, ITEMS)) + "\n",
        json.dumps({"total": 2, "item": ITEMS}),
        json.dumps({"_items": ITEMS}),
    ],
    ids=["array", "lines", "lines with gaps", "bbc", "superdesk"],
)
def test_source_with_several_items(tmp_path: Path, text: str) -> None:
    """An array, an envelope or JSON Lines gives each item; asked for one, it is an error that says so."""
    path = tmp_path / "items.json"
    path.write_text(text, encoding="utf-8")
    assert [document.metadata.headline for document in newsconv.load_all(path, "ninjs")] == ["One", "Two"]
    with pytest.raises(SeveralDocumentsError, match="load_all"):
        read(text)


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ('{\n "uri": ?}', 2, 9, "not JSON"),
        ('{"uri": "urn:x:1",}', 1, 19, "trailing comma"),
        ('{"uri": "urn:x:1"}\n{"uri": }', 2, 9, "not JSON"),
        ('{"a": 1}', 1, None, "not ninjs"),
        ("[1, 2]", 1, None, "not ninjs"),
        ("[" * 100_000, 1, None, "nested"),
        ('{"uri": "urn:x:1", "a": ' + "[" * 500 + "]" * 500 + "}", 1, None, "nested"),
        ("<p>no</p>", 1, 1, "not JSON"),
        ('{"uri": "a\tb\n\nc",\n"headline": ?}', 4, 13, "not JSON"),
    ],
)
def test_fault_says_where(text: str, line: int, column: int | None, reason: str) -> None:
    """What can't be read is an error that says what is wrong, on which line, in which column."""
    with pytest.raises(ReadError, match=reason) as caught:
        read(text)
    assert caught.value.line == line
    assert column is None or caught.value.column == column


@pytest.mark.parametrize(
    ("text", "headline", "line"),
    [
        ('{"uri": "a",\n "headline": "a\tb\nc"}', "a b c", 2),
        ('{"uri": "a",\n "headline": "a\x00b"}', "ab", 2),
        ('{"uri": "a",\n "headline": "a\\ud800b"}', "a\N{REPLACEMENT CHARACTER}b", 2),
    ],
    ids=["raw line end", "raw NUL", "lone surrogate"],
)
def test_faulty_strings_are_repaired(text: str, headline: str, line: int) -> None:
    """Characters that JSON forbids in strings are read, and the report names the line."""
    report = Report()
    assert read(text, report).metadata.headline == headline
    assert line in [event.origin.line for event in report if isinstance(event, Repaired)]


def test_escaped_nul_and_duplicate_keys() -> None:
    """An escaped NUL is left out, and of two keys of one name the last one counts."""
    assert read('{"uri": "a", "headline": "x", "headline": "a\\u0000b"}').metadata.headline == "ab"


@pytest.mark.parametrize(
    "value", [1, 1.5, True, "", "a", [], {}, [[]], [{}], [1], {"a": {"b": []}}, [None], [{"a": 1}]]
)
def test_values_of_any_type(value: object) -> None:
    """A property of any type gives a document; what it says is not lost."""
    for key in json.loads(newsconv.dumps(RICH, "ninjs")):
        document = read({"uri": "urn:x:1", "by": "Jane", key: value})
        assert document == normalize(document)
        assert value != "a" or "a" in newsconv.dumps(document, "json")


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ('{"standard": {"name": "ninjs", "version": "3.1"}, "uri": "a"}', Certainty.CERTAIN),
        ('{"headline": "a", "body_html": "b"}', Certainty.LIKELY),
        ('[{"versioncreated": "a"}]', Certainty.LIKELY),
        ('{"uri": "a"}', Certainty.POSSIBLE),
        ('{"newsconv": "1.0", "document": {}}', Certainty.NO),
        ('{"headline": "a"}', Certainty.NO),
        ('"bodies": 1', Certainty.NO),
    ],
)
def test_sniff(text: str, certainty: Certainty) -> None:
    """Ninjs is told by the properties that only it has."""
    assert FORMAT.sniff is not None
    assert FORMAT.sniff(take_sample(text)) is certainty


def test_damaged_values_of_ours_are_reported() -> None:
    """A value of newsconv's that somebody damaged does not stop the reading."""
    report = Report()
    item = write(Document(Metadata(guid="urn:x:1", headline="Rain", created=Date("2021"))))
    for entry in item["altIds"]:
        if entry["role"].endswith(":created"):
            entry["value"] = "never"
    assert read(item, report).metadata.created == Date("2021-01-01T00:00:00Z")
    assert [event.text for event in report if isinstance(event, Skipped)] == ["never"]


def test_time_grows_with_the_size() -> None:
    """Many odd values, all reported, are read in one go."""
    item = {
        "uri": "urn:x:1",
        "associations": [{"name": str(n), "versionCreated": "x", "edNote": "n"} for n in range(5000)],
    }
    assert len(read(item).metadata.related) == 5000


def test_nitf_body_says_more_than_the_text() -> None:
    """What the head of an NITF body says is added to the item; what the item says otherwise is an extra field."""
    nitf = (
        '<nitf><head><docdata><urgency ed-urg="3"/><doc-id id-string="n1"/><ed-msg info="Call."/><key-list>'
        '<keyword key="rain"/></key-list></docdata></head><body><body.head><hedline><hl1>Wet</hl1></hedline>'
        '</body.head><body.content><p>It rained, <person idsrc="x" value="p1">Ida</person> said.</p></body.content>'
        "</body></nitf>"
    )
    item = {"uri": "urn:x:1", "headlines": [{"value": "Rain"}], "bodies": [{"contentType": "", "value": nitf}]}
    fields = read(item).metadata
    assert (fields.headline, fields.urgency, fields.keywords, fields.editorial_note) == ("Rain", 3, ("rain",), "Call.")
    assert fields.extra == (
        Extra("nitf:person.idsrc", "x"),
        Extra("nitf:person.value", "p1"),
        Extra("nitf:doc-id.id-string", "n1"),
        Extra("nitf:hl1", "Wet"),
    )


def test_what_associations_and_lists_say_is_kept() -> None:
    """The role of a text of a picture, a type that is more than its kind, and what stands beside items are not lost."""
    picture = {
        "name": "a",
        "type": "graphic",
        "descriptions": [{"role": "richtext", "contentType": "text/plain", "value": "A street"}],
        "renditions": [{"name": "web", "href": "http://x.y/a.jpg"}],
    }
    item = {"uri": "urn:x:1", "located": ["Skarn", "Alder Point"], "associations": [picture]}
    report = Report()
    fields = newsconv.loads(json.dumps({"total": 1, "item": [item]}), "ninjs", report=report).metadata
    assert set(fields.extra) == {
        Extra("ninjs:located", "Alder Point"),
        Extra("ninjs:associations/a/type", "graphic"),
        Extra("ninjs:associations/a/descriptions/role", "richtext"),
    }
    assert [event.text for event in report if isinstance(event, Skipped)] == ['{"total":1}']
