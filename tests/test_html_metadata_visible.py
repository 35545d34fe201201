"""The metadata of HTML pages that only people are shown: headings, bylines and date lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from newsconv.document import Date, Metadata
from newsconv.formats import ReadOptions
from newsconv.noise.dates_within import find_dates, label_kind
from newsconv.readers.html.metadata import read_metadata
from newsconv.readers.html.metadata.dates import read_date, read_url_date
from newsconv.readers.html.metadata.wording import strip_site
from newsconv.report import Guessed, Report

if TYPE_CHECKING:
    from collections.abc import Mapping

PROSE = "It rained all night and all day in the old town, and the river rose to the second step of the town hall. " * 2


def read(
    body: str, *, head: str = "", node: Mapping[str, object] | None = None, report: Report | None = None
) -> Metadata:
    """Read the metadata of a page of the given body, meta elements and JSON-LD."""
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>' if node else ""
    page = f"<html><head>{head}{script}</head><body>{body}</body></html>"
    tree = etree.fromstring(page, etree.HTMLParser())
    return read_metadata(tree, options=ReadOptions(), report=Report() if report is None else report)


def names(body: str, *, head: str = "", node: Mapping[str, object] | None = None) -> list[str]:
    """Give the names of the authors."""
    return [person.name for person in read(body, head=head, node=node).authors]


def title(text: str) -> str:
    """Make the `meta` element of a title."""
    return f'<meta property="og:title" content="{text}">'


# ---------------------------------------------------------------- headlines


def test_heading_wins_over_titles_for_search_engines() -> None:
    """On a page of no newsroom the heading is the headline where it shares words with what `meta` says."""
    report = Report()
    node = {"@type": "Article", "headline": "Top 7 Kitchen Trends for 2025"}
    found = read(
        "<h1>Seven kitchen trends from the fair</h1>", head=title("Top 7 Kitchen Trends"), node=node, report=report
    )
    assert found.headline == "Seven kitchen trends from the fair"
    (guess,) = [event for event in report if isinstance(event, Guessed)]
    assert "h1" in guess.reason
    assert "Top 7 Kitchen Trends" in guess.reason


def test_newsroom_states_its_headline() -> None:
    """What JSON-LD of a `NewsArticle` says stands, whatever the heading."""
    node = {"@type": "NewsArticle", "headline": "Rain floods the old town"}
    assert read("<h1>Rain floods old town: live</h1>", node=node).headline == "Rain floods the old town"


def test_heading_that_shares_nothing_is_no_headline() -> None:
    """The slogan of a site, the name of a part and the site's own name are headings, but not the story's."""
    head = title("Rain floods the old town") + '<meta property="og:site_name" content="The Paper">'
    for heading in ("We have what you need", "Blog", "The Paper"):
        assert read(f"<h1>{heading}</h1>", head=head).headline == "Rain floods the old town"


def test_of_several_headings_the_known_one_counts() -> None:
    """The heading that another source knows is the story's, not the first."""
    body = "<h1>The Morning Show</h1><h1>Rain floods the old town</h1>"
    assert read(body, head="<title>Rain floods the old town</title>").headline == "Rain floods the old town"


@pytest.mark.parametrize(
    "heading",
    [
        "<h1><span>Weather</span><span> - </span><span>Rain floods the old town</span></h1>",
        "<h1><small>Dec</small> <small>18</small> Rain floods the old town</h1>",
        "<nav><h1>Weather: Rain floods the old town</h1></nav><h2><span>Weather</span> Rain floods the old town</h2>",
    ],
)
def test_kicker_is_no_part_of_the_headline(heading: str) -> None:
    """A title that another source gives, and that ends a heading, stands without what is above it there."""
    node = {"@type": "NewsArticle", "headline": "Weather: Rain floods the old town"}
    assert read(heading, head=title("Rain floods the old town"), node=node).headline == "Rain floods the old town"


def test_end_of_a_heading_below_another_kicker_is_the_headline() -> None:
    """What ends both the heading and a title, each after a kicker of its own, is the headline without either."""
    body = "<h1><span>Weather</span> - <span>Rain floods the old town</span></h1>"
    assert read(body, head=title("Storm Ann: Rain floods the old town")).headline == "Rain floods the old town"


def test_end_of_a_title_without_a_kicker_is_no_headline() -> None:
    """Where no mark parts what stands before it, the end of a heading is a part of the headline."""
    body = "<h1><span>10</span> <span>ways to dry</span> <span>your old house</span></h1>"
    assert read(body, head=title("How to dry your old house")).headline == "10 ways to dry your old house"


def test_heading_below_that_is_a_title_is_the_headline() -> None:
    """Where no source knows the top heading, it names a section, and the title stands below it."""
    body = "<h1>Rain guide</h1><h2>How to dry a flooded cellar</h2>"
    assert read(body, head=title("How to dry a flooded cellar")).headline == "How to dry a flooded cellar"


def test_name_of_a_blog_is_no_headline() -> None:
    """What `title` has beside the story's own title is the name of the blog, though it is the top heading."""
    head = title("Rain in the old town") + "<title>The River Blog: Rain in the old town</title>"
    assert read("<h1>The River Blog</h1><h1>Rain gauges</h1>", head=head).headline == "Rain in the old town"


def test_paragraph_in_a_heading_is_no_headline() -> None:
    """A heading as long as a paragraph is none, whatever words it shares with a title."""
    head = title("10 ways to dry a flooded cellar")
    assert (
        read(f"<h1>Ways to dry a flooded cellar. {PROSE}</h1>", head=head).headline == "10 ways to dry a flooded cellar"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What we learned from rain | Rain Weblog", "What we learned from rain"),
        ("What we learned from rain - a first guide", "What we learned from rain - a first guide"),
    ],
)
def test_what_follows_a_heading_behind_a_bar_is_the_site(text: str, expected: str) -> None:
    """A heading of the second rank shows where the title ends and the name of the site begins; a dash does not."""
    assert (
        read("<h1>It came down in buckets</h1><h2>What we learned from rain</h2>", head=title(text)).headline
        == expected
    )


def test_teaser_is_no_headline() -> None:
    """A heading of the second rank that repeats a title does not count where the story has its own heading."""
    node = {"@type": "NewsArticle", "headline": "All news on the rain"}
    body = "<h1>All news on the rain</h1><h2>Weather: River rises</h2>"
    assert read(body, head=title("River rises"), node=node).headline == "All news on the rain"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain in town | Weather", "Rain in town"),
        ("Rain in town - Slashdot", "Rain in town"),
        ("Rain in town | The Paper of", "Rain in town"),
        ("Rain in town | Weather | The Paper of Record", "Rain in town"),
        ("Rain: slashdot", "Rain: slashdot"),
        ("Rain in town | Sun", "Rain in town | Sun"),
        ("Rain in townㅣThe Paper of Record", "Rain in town"),
    ],
)
def test_short_names_of_site_and_section_are_taken_off(text: str, expected: str) -> None:
    """The site may be called in short, or by a part of its domain; a section is a folder of the address."""
    assert strip_site(text, {"the paper of record", "developers slashdot org"}, (), {"weather"}) == expected


# ---------------------------------------------------------------- authors


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<p>By Jane Doe</p>", ["Jane Doe"]),
        ("<p>By <b>Jane Doe</b> and <b>John Roe</b></p>", ["Jane Doe", "John Roe"]),
        ("<p>Von Erika Muster, Hamburg</p>", ["Erika Muster"]),
        ("<div>Written by</div><div>Jane Doe</div><div>March 17, 2021</div>", ["Jane Doe"]),
        ("<p>by: <!-- -->Jane Doe<!-- -->, <!-- -->Dec 17, 2025</p>", ["Jane Doe"]),
        ("<p>03/17/2021 By Jane Doe</p>", ["Jane Doe"]),
        ("<p>This post was written by Jane Doe, Head of Marketing and Sales</p>", ["Jane Doe"]),
        ('<p><a href="/author/jane">Jane Doe</a> · 17 March 2021</p>', ["Jane Doe"]),
        ('<p><a href="/profile/j.doe.html?x=1">Jane Doe</a></p>', ["Jane Doe"]),
        ('<p>Posted by <a href="/~bo">BeauHD</a> on Friday</p>', ["BeauHD"]),
        ('<p class="post-author">Jane Doe</p><p class="post-author">Staff Writer</p>', ["Jane Doe"]),
        ('<p>By <a href="/author/a">Jane Doe</a>. Reviewed by <a href="/author/b">John Roe</a></p>', ["Jane Doe"]),
    ],
)
def test_byline_below_the_headline_is_read(line: str, expected: list[str]) -> None:
    """A line names its authors by a word, by where it links to, or by what it is called."""
    assert names(f"<h1>Rain</h1>{line}<p>{PROSE}</p>") == expected


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Tuesday the river had risen.</p>",
        "<p>Reviewed by Jane Doe</p>",
        "<p>Photo by Jane Doe</p>",
        "<p>Mental Health</p><p>March 17, 2021</p>",
        '<p class="author-box">About the author</p>',
        '<p><a href="/author/">All authors</a></p>',
        '<nav><a href="/author/jane">Jane Doe</a></nav>',
        f"<p>{PROSE}</p>" * 5 + "<p>By Jane Doe</p>",
    ],
)
def test_other_lines_name_nobody(line: str) -> None:
    """Sentences, makers of pictures, those who checked the story, menus and comments below it name no author."""
    assert names(f"<h1>Rain</h1>{line}") == []


def test_byline_may_stand_above_the_headline() -> None:
    """Lines above count, after those below."""
    assert names(f"<p>By Jane Doe</p><h1>Rain</h1><p>{PROSE}</p>") == ["Jane Doe"]
    assert names(f"<p>By Jane Doe</p><h1>Rain</h1><p>By John Roe</p><p>{PROSE}</p>") == ["John Roe"]


def test_name_far_from_the_headline_yields_to_the_site() -> None:
    """Where the page states that it wrote the story itself, a marked name elsewhere is that of a reader's comment."""
    story = f"<h1>Rain</h1>{f'<p>{PROSE}</p>' * 4}<div class='comment-author'>Jane Doe</div>"
    node = {"@type": "BlogPosting", "headline": "Rain", "author": {"@type": "Person", "name": "The Paper"}}
    site = '<meta property="og:site_name" content="The Paper">'
    assert names(story, head=site, node=node) == ["The Paper"]
    assert names(story, head=site) == ["Jane Doe"]


def test_account_yields_to_the_name_in_the_page() -> None:
    """The name of an account says less than the byline; it stands where there is none."""
    node = {"@type": "BlogPosting", "headline": "Rain", "author": {"@type": "Person", "name": "andrew.key"}}
    assert names("<h1>Rain</h1><p>By Jane Doe</p>", node=node) == ["Jane Doe"]
    assert names("<h1>Rain</h1>", node=node) == ["andrew.key"]


def test_name_of_a_body_is_not_taken_apart() -> None:
    """An organization keeps the `&` and the comma in its name, a person's byline is split."""
    node = {"@type": "Article", "author": {"@type": "Organization", "name": "Doe & Roe, Partners"}}
    assert names("", node=node) == ["Doe & Roe, Partners"]
    assert names("", node={"@type": "Article", "author": {"@type": "Person", "name": "Jane Doe & John Roe"}}) == [
        "Jane Doe",
        "John Roe",
    ]


def test_names_of_an_index_are_turned_around() -> None:
    """`citation_author` holds the family name first."""
    assert names("", head='<meta name="citation_author" content="Doe, Jane">') == ["Jane Doe"]


# ---------------------------------------------------------------- days


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<p>Jane Doe · 17 March 2021 · 5 min read</p>", "2021-03-17"),
        ("<p>23.07.2025 · 6 min read</p>", "2025-07-23"),
        ("<span>August 16, 2019</span> <span>- Updated March 1, 2020</span>", "2019-08-16"),
        ("<div>Published</div><div>October 14, 2025</div>", "2025-10-14"),
        ("<p>2024年5月2日 14時30分</p>", "2024-05-02T14:30:00"),
        ("<p>2024. 5. 2. 입력</p>", "2024-05-02"),
        ('<time datetime="2021-03-17T09:30:00Z">last week</time>', "2021-03-17T09:30:00Z"),
        ("<p>March 16, 2021</p><p>Published: March 17, 2021</p><p>17 March 2021, 09:30</p>", "2021-03-17T09:30:00"),
    ],
)
def test_day_below_the_headline_is_read(line: str, expected: str) -> None:
    """A line's day is that of publication, in words or as a machine reads it; a label wins over none."""
    assert read(f"<h1>Rain</h1>{line}<p>{PROSE}</p>").published == Date(expected)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Last updated: March 17, 2021</p>",
        "<p>Updated on</p><p>March 17, 2021</p>",
        "<p>03/04/2021</p>",
        "<p>March 2021</p>",
        "<p>The doors of the town hall were closed from March 17, 2021, until the water and the mud were gone.</p>",
        "<footer>March 17, 2021</footer>",
    ],
)
def test_other_days_are_not_that_of_publication(line: str) -> None:
    """The day of a change, what could be two days, a month, and a day in a sentence are none."""
    assert read(f"<h1>Rain</h1>{line}").published is None


def test_day_of_the_last_change_is_kept() -> None:
    """Where a page states no date, a labelled line gives that of the last change."""
    assert read("<h1>Rain</h1><p>Last updated: March 17, 2021</p>").updated == Date("2021-03-17")


def test_headline_of_the_third_rank_shows_the_place() -> None:
    """Where a page has no heading of the first rank, the lines below that of the third which is a title count."""
    body = f"<article><h3>River rises</h3></article><h3>Rain</h3><p>March 17, 2021</p><p>{PROSE}</p>"
    assert read(body, head=title("Rain")).published == Date("2021-03-17")


def test_day_of_the_last_change_may_stand_apart() -> None:
    """A labelled day in an element that is called a date's is that of the last change, wherever it stands."""
    body = f"<h1>Rain</h1>{f'<p>{PROSE}</p>' * 4}<p class='pub-date'>Updated March 17, 2021</p>"
    assert (read(body).published, read(body).updated) == (None, Date("2021-03-17"))


def test_time_of_another_story_does_not_count() -> None:
    """Of several `time` elements that near the headline is the story's."""
    body = (
        '<div><time datetime="2025-01-31">x</time></div><main><h1>Rain</h1><p><time datetime="2017-03-01">x</time></p>'
    )
    assert read(body).published == Date("2017-03-01")


def test_day_of_a_page_builder_yields_to_the_one_shown() -> None:
    """JSON-LD that no newsroom made, alone, says when the page was built; with `meta`, or of a newsroom, it stands."""
    body = f"<h1>Rain</h1><p>August 25, 2024</p><p>{PROSE}</p>"
    node = {"@type": "BlogPosting", "headline": "Rain", "datePublished": "Jun 24, 2025"}
    meta = '<meta property="article:published_time" content="2025-06-24T10:00Z">'
    assert read(body, node=node).published == Date("2024-08-25")
    assert str(read(body, node=node, head=meta).published)[:10] == "2025-06-24"
    assert read(body, node={**node, "@type": "NewsArticle"}).published == Date("2025-06-24")


def test_same_day_in_another_spelling_is_no_disagreement() -> None:
    """The next day in another zone, or day and month in the other order, leave what is stated."""
    for stated, shown in (("2025-12-19T02:41:41Z", "December 18, 2025"), ("2024-09-10", "09.10.2024")):
        node = {"@type": "BlogPosting", "headline": "Rain", "datePublished": stated}
        assert read(f"<h1>Rain</h1><p>{shown}</p>", node=node).published == Date(stated)


def test_day_of_any_name_of_meta_is_found() -> None:
    """Houses have their own names of `meta` for the day of publication; the publisher's is none."""
    assert read("", head='<meta name="w-published-date" content="2025-05-27">').published == Date("2025-05-27")
    assert read("", head='<meta name="publisher-since" content="1904-01-01">').published is None


def test_day_in_the_address_counts() -> None:
    """A day that owns the beginning of a part of the address is the story's; a number in a name is none."""
    link = '<link rel="canonical" href="https://example.com/{}">'
    assert read("", head=link.format("2021/03/17/rain")).published == Date("2021-03-17")
    assert read("", head=link.format("uk/2021/mar/17/rain")).published == Date("2021-03-17")
    assert read("", head=link.format("blog%2F2021-03-17%2Brain")).published == Date("2021-03-17")
    assert read("", head=link.format("news-20210317")).published is None
    assert read("", head=link.format("2021/rain/17/more")).published is None
    assert read_url_date("https://example.com/2021/13/17/rain") is None


def test_spelled_dates_of_scripts_are_read() -> None:
    """What the table of the languages knows is read in attributes, too."""
    assert read_date("2023 Jan 7") == Date("2023-01-07")
    assert read_date("17 марта 2021") == Date("2021-03-17")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Posted 17 March 2021 by Jane Doe", [("published", "2021-03-17")]),
        ("05.04.2025 - Güncelleme : 06.04.2025", [(None, "2025-04-05"), ("updated", "2025-04-06")]),
        ("20. 1. 2025 12:33", [(None, "2025-01-20")]),
        ("3 min • 18 Dec 2025", [(None, "2025-12-18")]),
        ("17/03/2021 - 10h30", [(None, "2021-03-17T10:30:00")]),
        ("Mi 17.03.21 | 14:07 Uhr | Von Jana Muster", [(None, "2021-03-17T14:07:00")]),
        ("Stand: 17.03.21", []),
        ("May 2024", []),
        ("1,234 people", []),
        ("17 March 2021 " + "x" * 300, []),
    ],
)
def test_dates_within_lines_are_found(text: str, expected: list[tuple[str | None, str]]) -> None:
    """Each day of a line is found with what the words before it call it; prose is not searched."""
    assert [(found.kind, found.date.iso) for found in find_dates(text)] == expected


def test_label_of_somebody_else_is_none() -> None:
    """Who checked a story does not say when."""
    assert label_kind("Reviewed by Jane Doe on") is None
    assert label_kind("Last reviewed on") == "updated"


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "unit",
    [
        "<p>By Jane Doe and ",
        "<b>17 March ",
        "<p><a href=/author/x>",
        "<h2>Rain - ",
        "1 ",
        "May ",
        "<p>by: ",
        "<nav>",
        "a<!-- -->",
    ],
)
def test_hostile_lines_take_linear_time(unit: str) -> None:
    """A page of one repeated piece below its headline is done with in seconds."""
    read(f"<h1>Rain</h1>{unit * (300_000 // len(unit))}", head=title("Rain"))
