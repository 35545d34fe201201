"""The noise engine: dates, rules held to their own examples, judging, assembling."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from newsconv.document import (
    Date,
    Document,
    Figure,
    Heading,
    Image,
    Link,
    Media,
    Metadata,
    Paragraph,
    Person,
    RelatedItem,
    Strong,
    Text,
    ThematicBreak,
    walk,
)
from newsconv.noise import Context, parse_date, parse_labelled_date, read_story
from newsconv.noise.bylines import is_byline, read_authors
from newsconv.noise.dates import MONTH_ROWS, MONTHS
from newsconv.noise.engine import judge
from newsconv.noise.rule import MAX_RULE_CHARS
from newsconv.noise.rules import ALL_RULES
from newsconv.noise.segments import make_segment
from newsconv.readers.html.segments import class_words, cut_segments
from newsconv.report import Guessed, Origin, Removed, Report

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.noise.rule import Judgement, NoiseRule

MONTHS_A_YEAR = 12
MAX_BARE_CHARS = 300
RAIN = "It rained all night and all day in the old town, and the river rose to the second step of the town hall."


def tree_of(source: str) -> _Element:
    """Parse a fragment into a body element."""
    body = etree.HTML(f"<html><body>{source}</body></html>").find("body")
    assert body is not None
    return body


def judged(source: str, *, is_page: bool = False, headline: str = "") -> list[Judgement]:
    """Cut and judge a fragment."""
    page = f"{source}<p>{RAIN * 20}</p>" if is_page and len(source) < MAX_BARE_CHARS else source
    segments = cut_segments(tree_of(page), report=Report())
    return judge(segments, context=Context(is_page=is_page, headline=headline))


def story(source: str, metadata: Metadata | None = None, *, is_page: bool = False) -> tuple[Document, Report]:
    """Read a fragment through the whole engine."""
    report = Report()
    context = Context(is_page=is_page)
    return read_story(tree_of(source), metadata or Metadata(), context=context, report=report), report


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("March 17, 2021", "2021-03-17"),
        ("Wednesday, 17th of March 2021", "2021-03-17"),
        ("17. März 2021", "2021-03-17"),
        ("1er mars 2021", "2021-03-01"),
        ("17 de marzo de 2021", "2021-03-17"),
        ("17 марта 2021", "2021-03-17"),
        ("17 मार्च 2021", "2021-03-17"),
        ("2021年3月17日", "2021-03-17"),
        ("17.03.2021", "2021-03-17"),
        ("03/17/2021", "2021-03-17"),
        ("2021/3/7", "2021-03-07"),
        ("March 2021", "2021-03"),
        ("2021-03-17T09:30:00+03:00", "2021-03-17T09:30:00+03:00"),
        ("March 17, 2021 at 4:05 p.m. EDT", "2021-03-17T16:05:00-04:00"),
        ("12:30 AM, 17 March 2021", "2021-03-17T00:30:00"),
        ("Mittwoch, 17. März 2021, 10:30 Uhr", "2021-03-17T10:30:00"),
        ("Mi 17.03.21", "2021-03-17"),
        ("Mi., 17.03.21, 10:30 Uhr", "2021-03-17T10:30:00"),
        ("Sat, 16 Mar 2021 10:00:00 GMT", "2021-03-16T10:00:00Z"),
    ],
)
def test_dates_keep_their_precision(text: str, iso: str) -> None:
    """A date in words becomes the same day or minute, in whatever language."""
    assert parse_date(text) == Date(iso)


@pytest.mark.parametrize(
    "text",
    [
        "", "2021", "17", "March 17", "March", "In March 2021", "March 17, 2021 was wet", "03/04/2021",
        "February 30, 2021", "17.03.21", "Wed 17.03.21", "Mi 17.03.21.5",
        "March 17, 2021 at 25:00", "17 17 March 2021", "March April 2021", "17 March 0021", "1,234 people", "x" * 5000,
        "March 17, 2021 10:00 CST",
    ],
)  # fmt: skip
def test_what_is_no_date_stays_text(text: str) -> None:
    """Prose, halves of dates, days that do not exist and dates that could be two are none."""
    assert parse_date(text) is None


def test_labels_tell_publishing_from_change() -> None:
    """The words before a date say which date it is."""
    assert parse_labelled_date("Published: March 17, 2021") == ("published", Date("2021-03-17"))
    assert parse_labelled_date("Last updated on 17 March 2021") == ("updated", Date("2021-03-17"))
    assert parse_labelled_date("Aktualisiert am 17. März 2021") == ("updated", Date("2021-03-17"))
    assert parse_labelled_date("Wet since March 17, 2021") is None


def test_no_month_name_means_two_months() -> None:
    """Every row names twelve months, and no name stands for different ones."""
    for row in MONTH_ROWS:
        names = row.split()
        assert len(names) == MONTHS_A_YEAR
        for number, alternatives in enumerate(names, start=1):
            assert {MONTHS[name] for name in alternatives.split("|")} == {number}


# ---------------------------------------------------------------- rules


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.name)
def test_rule_removes_its_examples(rule: NoiseRule) -> None:
    """Each rule decides about a segment of each of its own examples; there are at least two."""
    assert len(rule.removes) >= 2
    for example in rule.removes:
        assert rule.name in {j.rule for j in judged(example, is_page=rule.pages_only)}, example


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.name)
def test_rule_keeps_its_near_misses(rule: NoiseRule) -> None:
    """No rule decides about its own near misses; there are at least two."""
    assert len(rule.keeps) >= 2
    for example in rule.keeps:
        assert rule.name not in {j.rule for j in judged(example, is_page=rule.pages_only)}, example


def test_rule_names_are_unique_and_explained() -> None:
    """A report names rules by names that mean one rule, with a reason and where it was seen."""
    names = [rule.name for rule in ALL_RULES]
    assert sorted(names) == sorted(set(names))
    assert all(rule.reason and rule.source and rule.since for rule in ALL_RULES)


ADVERSARIES = (
    "a",
    "-",
    " ",
    "by A ",
    "sign up to the ",
    "© ",
    "we use cookies ",
    "all rights ",
    "more on ",
    "share ",
    "1",
)
SLOW_S = 0.05
"""Seconds for one rule on one text of the bound's length; linear ones need a thousandth of it."""


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.name)
def test_patterns_are_linear(rule: NoiseRule) -> None:
    """No pattern takes long on repetitive text of the length that patterns are tried on, nor ten times of it."""
    if rule.pattern is None:
        return
    for unit in ADVERSARIES:
        text = (unit * MAX_RULE_CHARS * 10)[: MAX_RULE_CHARS * 10] + "!"
        started = time.perf_counter()
        rule.pattern.search(text)
        assert time.perf_counter() - started < SLOW_S, unit


# ---------------------------------------------------------------- segments


def test_segments_carry_their_evidence() -> None:
    """A segment knows its element, what is around it, its classes and its links."""
    source = "<section class='storyBody'>Intro<ul id='nav-list'><li><a href='#'>Rain</a></li></ul></section><h2>x</h2>"
    intro, links, heading = cut_segments(tree_of(f"{source}<p>{'y ' * 50}</p>"), report=Report())[:3]
    assert (intro.text, intro.tag, intro.containers, intro.index) == ("Intro", "p", ("section",), 0)
    assert {"story", "body"} <= intro.words
    assert (links.tag, links.list_depth, links.link_share, links.live_links) == ("ul", 1, 1.0, ())
    assert {"nav", "list", "story"} <= links.words
    assert heading.level == 2


def test_lines_of_the_source_are_kept() -> None:
    """Lines that a reader noted on elements come out as the origin of segments and events."""
    (segment,) = cut_segments(tree_of("<p data-line='12-14'>Rain</p>"), report=Report())
    assert segment.origin == Origin(line=12, end_line=14)


def test_cutting_leaves_the_tree_as_it_was() -> None:
    """A tree that belongs to the caller is only read."""
    tree = tree_of("<div>a<b>c</b>d<p>e</p>f<span><p>g</p></span></div>h")
    before = etree.tostring(tree)
    texts = [segment.text for segment in cut_segments(tree, report=Report())]
    assert texts == ["acd", "e", "f", "g", "h"]
    assert etree.tostring(tree) == before


def test_class_words_are_parted_at_hyphens_and_case() -> None:
    """Class names give their words and themselves."""
    assert class_words(etree.Element("p", {"class": "mw-readMore", "role": "note"})) == {
        "mw", "read", "more", "mwreadmore", "note",
    }  # fmt: skip


def test_deep_trees_stay_linear() -> None:
    """Thousands of nested elements are cut without recursion, and their evidence stays bounded."""
    tree = current = etree.Element("div")
    for number in range(5_000):
        current.text = "x"
        current = etree.SubElement(current, "div", {"class": f"c{number}"})
    segments = cut_segments(tree, report=Report())
    assert len(segments) == 5_000
    assert max(len(segment.containers) for segment in segments) <= 64


# ---------------------------------------------------------------- stories


def test_clean_story_stays_whole() -> None:
    """A story without noise loses nothing; its first heading is the headline."""
    source = f"<h1>Rain</h1><p>{RAIN}</p><h2>Flood</h2><p>{RAIN}</p><ul><li>one</li><li><a href='/x'>two</a></li></ul>"
    document, report = story(source)
    assert document.metadata == Metadata(headline="Rain")
    assert document.paragraphs() == [RAIN, "Flood", RAIN, "one", "two"]
    assert [type(event) for event in report] == [Guessed]


def test_first_heading_of_two_is_the_headline() -> None:
    """Of several first-rank headings only the one that opens the text becomes the headline."""
    document, _ = story(f"<h1>Rain</h1><p>{RAIN}</p><h1>Flood</h1><p>{RAIN}</p>")
    assert document.metadata.headline == "Rain"
    assert document.body[1] == Heading(1, (Text("Flood"),))


def test_heading_below_prose_is_no_headline() -> None:
    """A heading that comes after the story began stays where it is."""
    document, report = story(f"<p>{RAIN}</p><h1>Flood</h1><p>{RAIN}</p>")
    assert document.metadata == Metadata()
    assert not list(report)


def test_known_headline_wins() -> None:
    """A headline from elsewhere is kept; the same one in the text is left out and reported, another one stays."""
    same, report = story(f"<h1>Rain in town</h1><p>{RAIN}</p>", Metadata(headline="Rain in Town"))
    assert same.metadata.headline == "Rain in Town"
    assert same.paragraphs() == [RAIN]
    (event,) = report
    assert isinstance(event, Removed)
    assert event.text == "Rain in town"
    other, _ = story(f"<h1>Floods in the old town</h1><p>{RAIN}</p>", Metadata(headline="Rain"))
    assert other.paragraphs() == ["Floods in the old town", RAIN]


def test_head_of_a_story_becomes_fields() -> None:
    """Byline and dates directly below the headline are fields, each reported with its rule."""
    source = (
        "<h1>Rain</h1><p>By Jane Doe and John Roe, Reuters</p><p>17 March 2021</p><p>Updated: 18 March 2021</p>"
        f"<p>{RAIN}</p>"
    )
    document, report = story(source)
    assert document.metadata == Metadata(
        headline="Rain",
        byline="By Jane Doe and John Roe, Reuters",
        authors=(Person("Jane Doe"), Person("John Roe")),
        published=Date("2021-03-17"),
        updated=Date("2021-03-18"),
    )
    assert document.paragraphs() == [RAIN]
    fields = [(event.field, event.rule) for event in report if isinstance(event, Guessed)]
    assert fields == [
        ("headline", "headline"),
        ("byline", "byline"),
        ("published", "date-line"),
        ("updated", "update-line"),
    ]


def test_second_date_is_reported() -> None:
    """A date that differs from the known one is left out, and the report says what is known."""
    document, report = story(
        f"<p>March 18, 2021</p><p>{RAIN}</p>", Metadata(headline="Rain", published=Date("2021-03-17"))
    )
    assert document.metadata.published == Date("2021-03-17")
    (event,) = report
    assert isinstance(event, Removed)
    assert "different from the published that is known: 2021-03-17" in event.reason


def test_names_are_told_from_sentences() -> None:
    """A byline is "By" and names; anything that goes on like a sentence is none."""
    assert is_byline("By Jane Doe")
    assert is_byline("Von Jana Muster und Max van der Berg")
    assert not is_byline("By Tuesday the river had risen")
    assert not is_byline("By Jane Doe, who was there when it rained.")
    assert not is_byline("By Friday")
    assert not is_byline("Jane Doe")
    assert read_authors("By Jane Doe & John Roe") == (Person("Jane Doe"), Person("John Roe"))


def test_credited_caption_becomes_a_figure() -> None:
    """A paragraph below the headline that ends in a bold credit is the caption of a picture that is gone."""
    document, _ = story(f"<h1>Rain</h1><p>The old town in May. <b>MT</b></p><p>{RAIN}</p>")
    assert document.body[0] == Figure((), (Text("The old town in May."),), "MT")


def test_caption_joins_the_picture_before_it() -> None:
    """A caption and a credit below a picture make one figure with it."""
    document, _ = story(f"<h1>Rain</h1><p><img src='a.jpg' alt='Rain'></p><p>In May. <b>MT</b></p><p>{RAIN}</p>")
    assert document.body[0] == Figure((Media("a.jpg", alt="Rain"),), (Text("In May."),), "MT")
    document, _ = story(f"<p>{RAIN}</p><p><img src='a.jpg'></p><p>Photo: J. Doe/AP</p>")
    assert document.body[1] == Figure((Media("a.jpg"),), (), "Photo: J. Doe/AP")


def test_linked_picture_joins_its_caption() -> None:
    """A picture with a link makes a figure with its credit; its link is reported."""
    document, report = story(f"<p>{RAIN}</p><p><a href='/b'><img src='a.jpg'></a></p><p>Photo: J. Doe/AP</p>")
    assert document.body[1:] == (Figure((Media("a.jpg"),), (), "Photo: J. Doe/AP"),)
    assert ("picture-link", "/b") in [(event.rule, event.text) for event in report if isinstance(event, Removed)]


@pytest.mark.parametrize(
    ("caption", "kept", "credit"),
    [
        ("The river. (Image: GETTY)", "The river.", "Image: GETTY"),
        ("The river in May, Foto: LAT Images", "The river in May", "Foto: LAT Images"),
        ("Der Fluss. Bildrechte: MDR/Jana Muster", "Der Fluss.", "Bildrechte: MDR/Jana Muster"),
        ("The river. Jane Doe/Reuters", "The river.", "Jane Doe/Reuters"),
        ("The river rose. (AP Photo/Jane Doe, File)", "The river rose.", "AP Photo/Jane Doe, File"),
        ("The river (Symbolfoto) © Getty Images | jdoe", "The river (Symbolfoto)", "© Getty Images | jdoe"),
        ("Rzeka w maju, fot. Jan Kowalski", "Rzeka w maju", "fot. Jan Kowalski"),
        ("Река в мае. Фото: РИА Новости", "Река в мае.", "Фото: РИА Новости"),
        ("Photo by Jane Doe on Unsplash", "", "Photo by Jane Doe on Unsplash"),
        ("Getty Images", "", "Getty Images"),
    ],
)  # fmt: skip
def test_credit_at_the_end_of_a_caption_is_a_field(caption: str, kept: str, credit: str) -> None:
    """Who made a picture is parted from what it shows, and the report says so."""
    document, report = story(f"<p>{RAIN}</p><figure><img src='a.jpg'><figcaption>{caption}</figcaption></figure>")
    assert document.body[1] == Figure((Media("a.jpg"),), (Text(kept),) if kept else (), credit)
    assert [event.text for event in report if isinstance(event, Guessed) and event.field == "credit"] == [credit]


@pytest.mark.parametrize(
    "caption",
    [
        "He showed me a photo: it was hers.",
        "The image (a photo) was hers.",
        "Image 2: A simple way to the river",
        "The Reuters office in London",
        "The river, which Getty bought in May",
        "Photo: the river rose in the night and took the bridge along",
    ],
)
def test_captions_about_pictures_stay_whole(caption: str) -> None:
    """A caption that speaks of photos or agencies in a sentence has no credit."""
    document, _ = story(f"<p>{RAIN}</p><figure><img src='a.jpg'><figcaption>{caption}</figcaption></figure>")
    assert document.body[1] == Figure((Media("a.jpg"),), (Text(caption),))


def test_caption_and_credit_in_one_element_are_parted() -> None:
    """What a page marks as credit may hold the caption as well, or only the name behind its label."""
    document, _ = story(
        f"<p>{RAIN}</p><figure><img src='a.jpg'><p class='copyright'>The mayor in May. Bild © J. Doe (hr)</p></figure>"
        "<figure><img src='b.jpg'><figcaption>Rain (Image: <span class='credit'>Getty</span>)</figcaption></figure>"
    )
    assert document.body[1:] == (
        Figure((Media("a.jpg"),), (Text("The mayor in May. Bild"),), "© J. Doe (hr)"),
        Figure((Media("b.jpg"),), (Text("Rain"),), "Image: Getty"),
    )


def test_picture_in_the_element_of_its_caption() -> None:
    """A caption's element that begins with the picture gives a figure with both."""
    document, _ = story(
        f"<p>{RAIN}</p><div class='wp-caption'><img src='a.jpg'> The river</div><p>{RAIN} Again.</p>", is_page=True
    )
    assert document.body[1] == Figure((Media("a.jpg"),), (Text("The river"),))


def test_portraits_of_authors_are_left_out() -> None:
    """A picture that shows no more than an author is the site's; one of the author at work is the story's."""
    known = Metadata(authors=(Person("Jane Doe"),))
    pictures = "<p><img src='a.jpg' alt='Jane Doe'></p><p><img src='b.jpg' alt='Jane Doe in the rain'></p>"
    document, _ = story(f"<p>{RAIN}</p>{pictures}<p>{RAIN} Again.</p>", known)
    assert [node.url for node in walk(document.body) if isinstance(node, Image)] == ["b.jpg"]


def test_related_line_becomes_related() -> None:
    """A line that points to another story is moved; its address is kept where it leads somewhere."""
    source = f"<p>{RAIN}</p><p><b>Related article:</b> <a href='#'>Sun</a></p><p>Read more: <a href='/f'>Fog</a></p>"
    document, report = story(source)
    assert document.metadata.related == (RelatedItem("Sun"), RelatedItem("Fog", "/f"))
    assert document.paragraphs() == [RAIN]
    assert [event.text for event in report] == ["Related article: Sun", "Read more: Fog"]


def test_dead_links_lose_the_link_not_the_words() -> None:
    """Words linked to nowhere stay as words; the report names each."""
    document, report = story(
        "<p>He <a href='#'>said</a> <strong><a href='#'>so</a></strong>, <a href='#n'>twice</a>.</p>"
    )
    (paragraph,) = document.body
    assert paragraph == Paragraph(
        (Text("He said "), Strong((Text("so"),)), Text(", "), Link("#n", (Text("twice"),)), Text("."))
    )
    assert [(event.text, event.rule) for event in report if isinstance(event, Removed)] == [
        ("said", "dead-link"),
        ("so", "dead-link"),
    ]


def test_source_footer_becomes_the_address() -> None:
    """A label and the address below the story are the story's address."""
    document, report = story(f"<p>{RAIN}</p><hr><p>Original url:</p><p><a href='http://a.b/c'>http://a.b/c</a></p>")
    assert document == Document(Metadata(url="http://a.b/c"), (Paragraph((Text(RAIN),)),))
    assert [event.text for event in report] == ["", "Original url:", "http://a.b/c"]


def test_break_within_the_story_stays() -> None:
    """A rule between two parts of the story is kept, and so is one at its end if nothing after it was left out."""
    document, report = story(f"<p>{RAIN}</p><hr><p>{RAIN}</p><hr>")
    assert [type(block) for block in document.body] == [Paragraph, ThematicBreak, Paragraph, ThematicBreak]
    assert not list(report)


def test_reader_header_becomes_fields() -> None:
    """The head that Jina's reader writes is read like front matter."""
    source = (
        "<p>Title: Rain in town</p><p>URL Source: https://a.b/c</p><p>Published Time: 2021-03-17T09:00:00Z</p>"
        f"<p>Markdown Content:</p><h1>Rain in town</h1><p>{RAIN}</p>"
    )
    document, _ = story(source)
    assert document.metadata == Metadata(
        headline="Rain in town", url="https://a.b/c", published=Date("2021-03-17T09:00:00Z")
    )
    assert document.paragraphs() == [RAIN]


def test_everything_visible_is_accounted_for() -> None:
    """Each word of a noisy source is in the document or in an event."""
    source = (
        "<p><a href='#m'>Skip to content</a></p><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li>"
        "<li><a href='/s'>Sport</a></li></ul><h1>Rain</h1><p>By Jane Doe</p><p>5 min read</p>"
        f"<p>{RAIN}</p><p>ADVERTISEMENT</p><p>{RAIN}</p><p>Sign up for our newsletter and more updates.</p>"
        "<h2>Most read</h2><ul><li><a href='/f'>Fog</a></li></ul><p>© 2021 The Daily. All rights reserved.</p>"
    )
    document, report = story(source)
    assert document.paragraphs() == [RAIN, RAIN]
    assert document.metadata.copyright_notice == "© 2021 The Daily. All rights reserved."
    told = " ".join([RAIN, *(event.text for event in report)])
    for segment in cut_segments(tree_of(source), report=Report()):
        assert segment.text in told


def test_language_of_rules() -> None:
    """A rule whose phrases are of other languages is not asked; English ones are asked everywhere."""
    rules = {rule.name: rule for rule in ALL_RULES}
    assert rules["skip-link"].speaks("ja")
    assert (
        not rules["skip-link"]
        .__class__(name="x", role="boilerplate", reason="x", source="x", removes=(), keeps=(), languages=("de",))
        .speaks("fr-CH")
    )


def test_segments_need_no_tree() -> None:
    """A reader without HTML makes segments of blocks; the engine knows no syntax."""
    segments = [
        make_segment(0, (Heading(1, (Text("Rain"),)),)),
        make_segment(1, (Paragraph((Text("Advertisement"),)),)),
    ]
    assert [j.role for j in judge(segments, context=Context())] == ["headline", "boilerplate"]


def test_nothing_gives_nothing() -> None:
    """An empty source gives an empty document and no events."""
    document, report = story("")
    assert document == Document()
    assert not list(report)


def test_patterns_begin_at_the_start() -> None:
    """A rule's pattern is matched at the start of a text, and says so; one without would be read as a search."""
    assert all(rule.pattern.pattern.startswith("^") for rule in ALL_RULES if rule.pattern is not None)
