"""The metadata of HTML pages: read from what pages say of themselves, written as a `<head>`, and back."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from newsconv.document import Date, Extra, Metadata, Person, Place, RelatedItem, Subject
from newsconv.document.normal_metadata import normal_metadata
from newsconv.formats import ReadOptions
from newsconv.readers.html.metadata import find_article_body_text, is_signed, read_metadata
from newsconv.readers.html.metadata.dates import read_date
from newsconv.readers.html.metadata.fields import FIELD_READERS
from newsconv.readers.html.metadata.names import read_names
from newsconv.readers.html.metadata.schema_org import ADDITIONAL, PROPERTIES, read_article, write_article
from newsconv.readers.html.metadata.scripts import parse_script
from newsconv.readers.html.metadata.trust import TRUST
from newsconv.readers.html.metadata.wording import strip_site
from newsconv.report import Guessed, Repaired, Report, Skipped
from newsconv.testing import metadata
from newsconv.writers.html.head import write_head

if TYPE_CHECKING:
    from pathlib import Path

FULL: Final = Metadata(
    headline='Rain </script> & "sun" <!-- --> \u2028',
    subheadline="Again",
    slugline="rain-again",
    byline="By Jane Doe in London",
    authors=(Person("Jane Doe", "editor", "jane@example.com", "https://example.com/jane"), Person("Doe, John and Co")),
    dateline="LONDON, March 17",
    located=Place("London", "England", "United Kingdom", "https://example.com/london"),
    created=Date("2021"),
    published=Date("2021-03-17"),
    updated=Date("2021-03-17T09:30:00"),
    embargoed=Date("2021-03-17T09:30:00+03:00"),
    expires=Date("2022-01"),
    language="en-GB",
    publisher="The Paper",
    sources=("AP", "AFP"),
    credit="Agencies",
    description="It rained - The Paper",
    keywords=("rain, heavy", "sun"),
    subjects=(Subject("weather", "17000000", "medtop", "http://cv.iptc.org/newscodes/mediatopic/17000000"),),
    genres=(Subject("Current"), Subject(code="x")),
    section="News",
    urgency=4,
    status="usable",
    guid="urn:newsml:example.com:20210317:rain",
    version=7,
    url="https://example.com/rain",
    copyright_holder="The Paper",
    copyright_notice="© 2021",
    usage_terms="One.\nTwo.",
    editorial_note="Note.\n\nMore.",
    related=(RelatedItem("Sun", "https://example.com/sun", "seeAlso"), RelatedItem(url="/x")),
    extra=(Extra("slugline", "another"), Extra("og:x", ("a",)), Extra("y", ("b", "c"))),
)
"""Metadata with every field set."""


def parse(page: str) -> Any:
    """Give the tree of a page."""
    return etree.fromstring(page, etree.HTMLParser())


def read(page: str, report: Report | None = None, **options: str) -> Metadata:
    """Read the metadata of a page."""
    return read_metadata(parse(page), options=ReadOptions(**options), report=Report() if report is None else report)  # type: ignore[arg-type]  # texts


def linked(*scripts: str, head: str = "", body: str = "") -> str:
    """Make a page with scripts of JSON-LD."""
    parts = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return f"<html><head>{head}{parts}</head><body>{body}<p>x</p></body></html>"


def article(**properties: object) -> str:
    """Make the JSON-LD of a story."""
    return json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **properties})


def names(page: str) -> list[str]:
    """Give the names of the authors that a page has."""
    return [person.name for person in read(page).authors]


# ---------------------------------------------------------------- what we write


def page_of(story: Metadata) -> str:
    """Make a whole page with the head that newsconv writes."""
    return f'<!DOCTYPE html>\n<html lang="fr">\n{write_head(story)}\n<body><h1>Other</h1></body></html>'


def test_full_metadata_comes_back() -> None:
    """Every field comes back exactly, whatever characters it holds."""
    assert normal_metadata(FULL) == FULL
    assert read(page_of(FULL)) == FULL
    assert all(getattr(FULL, field) not in ("", (), None) for field in Metadata.__struct_fields__)


@given(metadata())
def test_any_metadata_comes_back(story: Metadata) -> None:
    """The first law: reading what was written gives the same normal metadata, by both ways to make a tree."""
    normal = normal_metadata(story)
    page = page_of(normal)
    report = Report()
    assert read(page, report) == normal
    tree = lxml_html.document_fromstring(page)
    assert read_metadata(tree, options=ReadOptions(), report=report) == normal
    assert not report.events


@given(metadata())
def test_table_is_its_own_inverse(story: Metadata) -> None:
    """The table reads what it writes, without JSON and HTML in between."""
    normal = normal_metadata(story)
    assert read_article(write_article(normal)) == normal


def test_table_names_each_field_once() -> None:
    """Each field stands in exactly one row, so that none can be lost."""
    fields = [row.field for row in (*PROPERTIES, *ADDITIONAL)]
    assert sorted([*fields, "extra"]) == sorted(Metadata.__struct_fields__)


def test_empty_metadata_writes_little() -> None:
    """Empty fields are absent from the head, and the signature names no version."""
    head = write_head(Metadata())
    assert head.count("content=") == 2
    assert '<meta name="generator" content="newsconv">' in head
    assert '{\n  "@context": "https://schema.org",\n  "@type": "NewsArticle"\n}' in head
    assert read(page_of(Metadata())) == Metadata()


def test_script_cannot_be_ended_from_within() -> None:
    """No text of the story closes the script, opens a comment, or ends a line of it."""
    head = write_head(FULL)
    script = head.partition('ld+json">')[2]
    assert script.count("<") == 2
    assert "\u2028" not in script


def test_title_may_differ_from_headline() -> None:
    """A title of one's own goes to `<title>` alone."""
    head = write_head(Metadata(headline="Rain"), title="Rain & more")
    assert "<title>Rain &amp; more</title>" in head
    assert 'og:title" content="Rain"' in head


def test_signed_pages_resolve_their_address_only_on_request() -> None:
    """A relative address stays as it was written, and is resolved where a base is given."""
    page = page_of(Metadata(url="/rain"))
    assert read(page).url == "/rain"
    assert read(page, base_url="https://example.com/a/").url == "https://example.com/rain"


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="generator" content="WordPress 6.4">',
        '<meta name="generator" content="newsconv"><meta name="generator" content="Hugo">',
        '<meta name="description" content="newsconv">',
        "",
    ],
)
def test_other_pages_are_not_signed(head: str) -> None:
    """Only a head that names newsconv as its one generator is ours."""
    assert not is_signed(parse(f"<html><head>{head}</head><body>x</body></html>"))


def test_signature_in_the_body_does_not_count() -> None:
    """Text that quotes our signature does not make a page ours."""
    assert not is_signed(parse('<html><body><p>x</p><meta name="generator" content="newsconv"></body></html>'))


def test_signed_page_without_its_script_is_read_like_any_other() -> None:
    """Somebody took the JSON-LD out: the rest of the page still speaks, and the report says so."""
    page = re.sub(r"(?s)<script.*</script>", "", page_of(Metadata(headline="Rain", publisher="P")))
    report = Report()
    assert read(page, report).headline == "Rain"
    assert any(isinstance(event, Repaired) for event in report)


# ---------------------------------------------------------------- JSON-LD as it is found


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('{"a": "x\ny\tz"}', [{"a": "x\ny\tz"}]),
        ('//<![CDATA[\n{"a": 1}\n//]]>', [{"a": 1}]),
        ('/* <![CDATA[ */ {"a": [1]} /* ]]> */', [{"a": [1]}]),
        ('<![CDATA[[{"a": 1}]]]>', [[{"a": 1}]]),
        ('<!-- {"a": 1} -->', [{"a": 1}]),
        ('{"a": 1};', [{"a": 1}]),
        ('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
        ("{&quot;a&quot;: &quot;x&quot;}", [{"a": "x"}]),
        ('{"a": "he said "no", twice", "b": 1}', [{"a": 'he said "no", twice', "b": 1}]),
        ('{"a": ["one "two" three", "four"]}', [{"a": ['one "two" three', "four"]}]),
        ('{"a": 1, // why\n "b": "http://x/", /* c */ }', [{"a": 1, "b": "http://x/"}]),
        ("{'a': 'it\\'s', \"b\": [1, 2,]}", [{"a": "it's", "b": [1, 2]}]),
        ('{"a": "x\\qy"}', [{"a": "xqy"}]),
        ('{"a": {"b": ["c", "d"', [{"a": {"b": ["c", "d"]}}]),
        ('{"a": 1}}', [{"a": 1}]),
    ],
)
def test_broken_json_is_repaired(script: str, expected: list[object]) -> None:
    """What people get wrong by hand is mended, and said."""
    parsed = parse_script(script)
    assert parsed.values == expected
    assert parsed.repair


@pytest.mark.parametrize("script", ["", "  ", "nonsense", "{a", "[" * 5000, '{"a":' * 5000, "1" * 5000, "\x00"])
def test_what_is_no_json_gives_nothing(script: str) -> None:
    """What can't be read gives no value, and never an exception."""
    values = parse_script(script).values
    assert all(not isinstance(value, dict) or value.keys() <= {"a"} for value in values)


@pytest.mark.parametrize(
    "unit", ['"', '"\\', '{"', '",', '" ', "[", '{"a":', "/*", "/* ", "//", "'", '":', ",", "<![CDATA["]
)
@pytest.mark.timeout(20)
def test_hostile_scripts_take_linear_time(unit: str) -> None:
    """A script of any repeated marks is done with in seconds."""
    parse_script('{"a": "' + unit * (300_000 // len(unit)))


def test_one_bad_script_costs_only_itself() -> None:
    """The other scripts are read, and the report names the bad one."""
    report = Report()
    found = read(linked("{nonsense", article(headline="Rain"), '{"@type": "Person",}'), report)
    assert found.headline == "Rain"
    assert {type(event) for event in report} == {Skipped, Repaired}


def test_graph_with_references_is_resolved() -> None:
    """Nodes of `@graph` that name each other by `@id` are put together."""
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebPage", "@id": "#page", "datePublished": "2021-03-16"},
            {
                "@type": ["Article", "NewsArticle"],
                "headline": "Rain",
                "author": {"@id": "#jane"},
                "publisher": {"@id": "#p"},
            },
            {"@type": "Person", "@id": "#jane", "name": "Jane Doe", "url": "/jane"},
            {"@type": "Organization", "@id": "#p", "name": "The Paper"},
        ],
    }
    found = read(linked(json.dumps(graph)), base_url="https://example.com/")
    assert found.authors == (Person("Jane Doe", url="https://example.com/jane"),)
    assert found.publisher == "The Paper"
    assert found.published == Date("2021-03-16")


def test_story_of_the_page_is_told_from_others() -> None:
    """Stories in a list, or with another address, are not the page's."""
    other = {"@type": "NewsArticle", "headline": "Other", "url": "https://example.com/other"}
    listing = json.dumps({"@type": "ItemList", "itemListElement": [other]})
    head = '<link rel="canonical" href="https://example.com/rain/">'
    own = article(headline="Rain", url="http://www.example.com/rain")
    assert read(linked(listing, json.dumps(other), own, head=head)).headline == "Rain"
    assert read(linked(listing, head="<title>Rain</title>")).headline == "Rain"


def test_odd_shapes_are_read() -> None:
    """Nulls, nested lists, numbers, language maps and contexts that are objects do no harm."""
    node = {
        "@context": {"@vocab": "https://schema.org/"},
        "@type": "https://schema.org/NewsArticle",
        "headline": {"@value": "Rain &amp; <em>sun</em>", "@language": "en"},
        "author": [None, [{"@type": "Person", "name": ["Jane Doe", "John Roe"]}], {"name": None}],
        "datePublished": None,
        "keywords": ["a", ["b"], 7, True, {}],
        "articleSection": ["News", "World"],
        "publisher": "The Paper",
        "about": [{"name": "Weather"}, "Rain"],
        "inLanguage": "en_GB",
    }
    found = read(linked(json.dumps([node])))
    assert found.headline == "Rain & sun"
    assert [person.name for person in found.authors] == ["Jane Doe", "John Roe"]
    assert found.keywords == ("a", "b", "7")
    assert found.subjects == (Subject("Weather"), Subject("Rain"))
    assert (found.section, found.publisher, found.language) == ("News", "The Paper", "en-GB")


# ---------------------------------------------------------------- other sources


def test_microdata_is_read() -> None:
    """A scope of a story gives its properties, with the items in it."""
    page = """<body itemscope itemtype="http://schema.org/WebPage"><div itemscope itemtype="http://schema.org/NewsArticle">
    <h1 itemprop="headline">Rain</h1><span itemprop="author" itemscope itemtype="http://schema.org/Person"><b
    itemprop="name">Jane Doe</b></span><time itemprop="datePublished" datetime="2021-03-17">today</time><meta
    itemprop="inLanguage" content="en"><a itemprop="url" href="/rain">x</a></div></body>"""
    found = read(page)
    assert found == Metadata(
        headline="Rain", authors=(Person("Jane Doe"),), published=Date("2021-03-17"), language="en", url="/rain"
    )


def test_meta_elements_are_read() -> None:
    """OpenGraph, Dublin Core and the rest each have their fields."""
    page = """<html lang="de"><head><meta property="og:title" content="Regen | Die Zeitung"><meta
    property="og:site_name" content="Die Zeitung"><meta
    name="DC.creator" content="Von Erika Muster und Max Muster"><meta
    property="article:published_time" content="2021-03-17T09:30:00+0100"><meta property="article:modified_time"
    content="2021-03-18"><meta property="article:tag" content="Regen"><meta property="article:tag" content="Sonne"><meta
    name="description" content="Es regnet."><meta property="article:section" content="Wetter"><link rel="canonical"
    href="/regen"><meta name="copyright" content="Alle Rechte"></head><body><h1>Regen</h1></body></html>"""
    assert read(page, base_url="https://example.com/x") == Metadata(
        headline="Regen",
        authors=(Person("Erika Muster"), Person("Max Muster")),
        published=Date("2021-03-17T09:30:00+01:00"),
        updated=Date("2021-03-18"),
        language="de",
        publisher="Die Zeitung",
        description="Es regnet.",
        keywords=("Regen", "Sonne"),
        section="Wetter",
        url="https://example.com/regen",
        copyright_notice="Alle Rechte",
    )


def test_page_itself_is_the_last_resort() -> None:
    """Where nothing else speaks, the heading, a time and a link to the author do; what stands in a footer does not."""
    page = """<html><head><title>Rain - Somewhere</title></head><body><h1>Rain</h1><a rel="author">Jane Doe</a>
    <time datetime="2021-03-17">x</time><footer><time datetime="1999">x</time></footer></body></html>"""
    found = read(page)
    assert (found.headline, found.published) == ("Rain", Date("2021-03-17"))
    assert found.authors == (Person("Jane Doe"),)


def test_lines_of_the_page_are_guessed_at() -> None:
    """Where all else is silent, lines that look like byline and date by their class are taken, and reported."""
    page = """<html><body><nav><p class="author">Not Me</p></nav>
    <h1>Rain</h1><div class="author">
    <span>By</span> <a>Jane Doe</a> and <a>John Roe</a> <span>March 17, 2021</span></div><p class="pub-date">Published
    on March 17, 2021, 9:30</p><div class="author-box">About the author</div></body></html>"""
    report = Report()
    found = read(page, report)
    assert found.authors == (Person("Jane Doe"), Person("John Roe"))
    assert found.published == Date("2021-03-17T09:30:00")
    assert {event.field for event in report if isinstance(event, Guessed)} == {"headline", "authors", "published"}


def test_lines_of_the_page_yield_to_what_is_stated() -> None:
    """A byline by its class counts for nothing where a source names an author."""
    assert names(linked(article(author="Jane Doe"), body='<p class="byline">By John Roe</p>')) == ["Jane Doe"]


@pytest.mark.parametrize("name", ["article:published_time", "article:published:time", "Article.Published_Time"])
def test_marks_in_names_of_meta_do_not_matter(name: str) -> None:
    """Pages mix up the marks between the words of a name."""
    assert read(f'<meta name="{name}" content="2021-03-17">').published == Date("2021-03-17")


def test_text_of_the_story_in_its_node_is_a_witness() -> None:
    """JSON-LD may hold the story's text, made plain; where it does not, there is none."""
    page = linked(article(headline="Rain", articleBody="It rained &amp; rained.\nThen sun."))
    assert find_article_body_text(parse(page)) == "It rained & rained.\nThen sun."
    assert find_article_body_text(parse("<p>x")) == ""


def test_language_of_the_options_fills_a_gap() -> None:
    """What the page says of its language wins, else what the caller knows."""
    assert read("<html lang='fr'><p>x", language="de").language == "fr"
    assert read("<p>x", language="de").language == "de"


# ---------------------------------------------------------------- trust


def test_table_of_trust_is_sound() -> None:
    """Ranks count from 1 without gaps, no place stands twice for a field, and each field can be read."""
    fields = {row.field for row in TRUST}
    for field in fields:
        rows = [row for row in TRUST if row.field == field]
        assert [row.rank for row in rows] == list(range(1, len(rows) + 1))
        assert len({(row.source, row.key) for row in rows}) == len(rows)
    assert fields == FIELD_READERS.keys() <= set(Metadata.__struct_fields__)


def test_disagreement_is_reported() -> None:
    """The most trusted source wins, and the report says what another says."""
    head = """<meta property="og:title" content="Sun"><meta name="author" content="John Roe"><meta
    property="article:published_time" content="2021-03-18">"""
    report = Report()
    found = read(linked(article(headline="Rain", author="Jane Doe", datePublished="2021-03-17"), head=head), report)
    assert (found.headline, found.published) == ("Rain", Date("2021-03-17"))
    guesses = {event.field: event for event in report if isinstance(event, Guessed)}
    assert {field: event.text for field, event in guesses.items()} == {
        "headline": "Rain",
        "authors": "Jane Doe",
        "published": "2021-03-17",
    }
    assert "JSON-LD headline" in guesses["headline"].reason
    assert "og:title says Sun" in guesses["headline"].reason


def test_agreement_is_not_reported() -> None:
    """Other spellings of the same are no disagreement."""
    head = (
        '<meta property="og:title" content="RAIN!"><meta property="article:published_time" content="2021-03-17T10:00Z">'
    )
    report = Report()
    read(linked(article(headline="Rain", datePublished="2021-03-17"), head=head), report)
    assert not report.events


def test_headline_cut_short_is_completed() -> None:
    """A headline that ends in an ellipsis gives way to one that goes on."""
    head = '<meta property="og:title" content="Rain in London for days">'
    assert read(linked(article(headline="Rain in London…"), head=head)).headline == "Rain in London for days"


def test_bad_dates_are_skipped_and_reported() -> None:
    """What is no date gives way to the next source."""
    head = '<meta property="article:published_time" content="2021-03-17">'
    report = Report()
    found = read(linked(article(datePublished="soon"), head=head), report)
    assert found.published == Date("2021-03-17")
    assert [(type(event), event.text) for event in report] == [(Skipped, "soon")]


# ---------------------------------------------------------------- names, titles, dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe, John Roe & Max Poe", ["Jane Doe", "John Roe", "Max Poe"]),
        ("Von Erika Muster und Max Muster", ["Erika Muster", "Max Muster"]),
        ("Par Anne Dupont et Luc Durand", ["Anne Dupont", "Luc Durand"]),
        ("Ana Gil y Luis Sol", ["Ana Gil", "Luis Sol"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Ursula von der Leyen", ["Ursula von der Leyen"]),
        ("Von der Leyen", ["Von der Leyen"]),
        ("Dylan Bailey, MD, PhD", ["Dylan Bailey, MD, PhD"]),
        ("Jane Doe, AFP", ["Jane Doe", "AFP"]),
        ("Jane Doe <jane@example.com>", ["Jane Doe"]),
        ("https://facebook.com/thepaper", []),
        ("@janedoe", []),
        ("admin", []),
        ("2021", []),
        ("x" * 90, []),
        ("Image: Getty", []),
        ("Center for Drug Evaluation and Research", ["Center for Drug Evaluation and Research"]),
        ("Written by", []),
        ("Anderson Cooper", ["Anderson Cooper"]),
        ("Byron Mandel", ["Byron Mandel"]),
        ("Anna Virtanen ja Matti Meri", ["Anna Virtanen", "Matti Meri"]),
        ("Ola Berg og Kari Dahl", ["Ola Berg", "Kari Dahl"]),
        ("Иван Петров и Анна Белова", ["Иван Петров", "Анна Белова"]),
        ("山田太郎、鈴木花子", ["山田太郎", "鈴木花子"]),
        ("\U0001f399 Jane Doe", ["Jane Doe"]),
        ("Jane Doe with John Roe", ["Jane Doe", "John Roe"]),
        ("View all posts by Jane Doe", ["Jane Doe"]),
        ("View more posts", []),
    ],
)
def test_names_are_told_apart(text: str, expected: list[str]) -> None:
    """A byline gives its people; prefixes, addresses and placeholders are no part of names."""
    assert [person.name for person in read_names([Person(text)])] == expected


def test_roles_and_addresses_stand_apart_from_names() -> None:
    """What somebody is, and where to write to, are fields of their own."""
    assert read_names([Person("Jane Doe, Political Editor")]) == [Person("Jane Doe", "Political Editor")]
    assert read_names([Person("Jane Doe (jane@example.com)")]) == [Person("Jane Doe", email="jane@example.com")]


def test_site_is_no_author_where_somebody_is() -> None:
    """The site's name is an author only where a page states it as such, and neither names nor shows anybody else."""
    head = '<meta property="og:site_name" content="The Paper">'
    site = {"@type": "Organization", "name": "The Paper"}
    byline = '<a rel="author">Jane Doe</a>'
    assert names(linked(article(author=[site, "Jane Doe"]), head=head)) == ["Jane Doe"]
    assert names(linked(article(author=site), head=head, body=byline)) == ["Jane Doe"]
    assert names(linked(article(author=site), head=head)) == ["The Paper"]
    stated = head + '<meta name="author" content="The Paper">'
    assert names(linked(head=stated)) == ["The Paper"]
    assert names(linked(head=stated, body="<h1>Rain</h1><p>By Jane Doe</p>")) == ["Jane Doe"]
    assert names(linked(head=head, body="<h1>Rain</h1><p>By The Paper</p>")) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Rain | The Paper", "Rain"),
        ("Rain - London - The Paper", "Rain - London"),
        ("The Paper: Rain", "Rain"),
        ("Rain - Sun", "Rain - Sun"),
        ("Rain \u2013 live", "Rain \u2013 live"),
        ("The Paper", "The Paper"),
        ("Wind | Weather | Elsewhere", "Wind"),
        ("", ""),
    ],
)
def test_site_is_taken_off_titles(title: str, expected: str) -> None:
    """Only what the page names as its site goes, or what its heading leaves out."""
    assert strip_site(title, {"the paper"}, {"wind"}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-03-17", "2021-03-17"),
        ("2021-03", "2021-03"),
        ("2021-3-7", "2021-03-07"),
        ("2021-03-17T09:30:00+03:00[Europe/Moscow]", "2021-03-17T09:30:00+03:00"),
        ("2021/03/17 09:30", "2021-03-17T09:30:00"),
        ("Wed, 17 Mar 2021 09:30:00 GMT", "2021-03-17T09:30:00Z"),
        ("Wed Mar 17 2021 09:30:00 GMT+0100 (CET)", "2021-03-17T09:30:00+01:00"),
        ("Mar 17, 2021 9:30 PM", "2021-03-17T21:30:00"),
        ("17.03.2021, 9:30 Uhr", "2021-03-17T09:30:00"),
        ("17. März 2021", "2021-03-17"),
        ("17 de marzo de 2021", "2021-03-17"),
        ("1615973400", "2021-03-17T09:30:00Z"),
        ("1615973400123", "2021-03-17T09:30:00.123Z"),
        ("17/03/2021", "2021-03-17"),
        ("03/17/2021", "2021-03-17"),
        ("03/04/2021", None),
        ("2021-02-30", None),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01T00:00:00Z", None),
        ("12:30", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_keep_what_they_say(text: str, expected: str | None) -> None:
    """Spellings of many pages are read with their precision and zone; what could be two days is none."""
    assert read_date(text) == (Date(expected) if expected else None)


# ---------------------------------------------------------------- any page


FRAGMENTS: Final = (
    *('<meta name="author" content="', '<meta property="og:title" content="', '<script type="application/ld+json">'),
    *('{"@type": "NewsArticle", "author": ', '{"@graph": [', '"headline": ', "</script>", '">', "null", "[", "]", "}"),
    *("<h1>", "<title>", '<time datetime="', '<link rel="canonical" href="', "http://[", "//x", "\x00", "é", ", ", ":"),
    *(
        '<div itemscope itemtype="http://schema.org/Article">',
        '<b itemprop="author">',
        '<a rel="author">',
        '"a"',
        "1e999",
    ),
)
"""Pieces of pages."""


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), max_size=30).map("".join))
def test_any_page_is_read(page: str) -> None:
    """No page makes the reader raise, and what it gives is in normal form."""
    root = parse(f"<p>x</p>{page}".replace("\x00", ""))
    found = read_metadata(root, options=ReadOptions(base_url="https://example.com/"), report=Report())
    assert normal_metadata(found) == found


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    ("@type", "@id", "@value", "name", "url", "address", *(row.name for row in PROPERTIES))
                ),
                inner,
            )
        ),
        max_leaves=20,
    )
)
def test_any_json_is_read(value: object) -> None:
    """No JSON in a story's node makes either reader raise."""
    node = {**value, "@type": "NewsArticle"} if isinstance(value, dict) else {"@type": "NewsArticle", "author": value}
    script = json.dumps(node).replace("<", "\\u003c")
    for generator in ("newsconv", "x"):
        found = read(linked(script, head=f'<meta name="generator" content="{generator}">'))
        assert normal_metadata(found) == found


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "unit",
    [
        '<div itemscope itemtype="http://schema.org/Article"><b itemprop="name">',
        "<h1>a - ",
        '<time datetime="2021">',
        '<a rel="author">',
        '<b class="author date">a</b>',
        '<b itemprop="name" class="author">',
        "<aside><time datetime=2021></time>",
        '<div class="author date">',
        '<meta property="article:tag" content="a, b">',
    ],
)
def test_hostile_pages_take_linear_time(unit: str) -> None:
    """A page of one repeated piece is done with in seconds."""
    read(unit * (300_000 // len(unit)))


# ---------------------------------------------------------------- real pages


def folded(text: str) -> str:
    """Give a text as fields are compared: NFKC, small letters, runs of other characters as one space."""
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text).lower()).strip()


def test_press_pages_are_read_well(shared: Path) -> None:
    """On pages of publishers in 30 countries, headline, authors and day are right as often as they were."""
    corpus = shared / "corpus" / "press"
    right = {"headline": 0, "authors": 0, "published": 0}
    total = dict.fromkeys(right, 0)
    for line in (corpus / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        data = gzip.decompress((corpus / truth["page"]).read_bytes())
        root = etree.fromstring(data, etree.HTMLParser(huge_tree=True, encoding="utf-8"))
        found = read_metadata(root, options=ReadOptions(), report=Report())
        pairs = {
            "headline": (folded(found.headline), folded(truth["title"])),
            "authors": ({folded(one.name) for one in found.authors}, {*map(folded, truth.get("authors", ()))}),
            "published": (str(found.published or "")[:10], (truth["published"] or "")[:10]),
        }
        for field, (ours, theirs) in pairs.items():
            total[field] += bool(theirs)
            right[field] += bool(theirs) and ours == theirs
    shares = {field: right[field] / total[field] for field in right}
    assert shares["headline"] >= 0.88, shares
    assert shares["authors"] >= 0.88, shares
    assert shares["published"] >= 0.98, shares
