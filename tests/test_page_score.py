"""The learned score of web pages: the light cut, what is measured, how trees are applied, and what is made of it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from lxml import html

import newsconv
from newsconv.document import Embed, List, Paragraph
from newsconv.noise.features import FEATURES, Hints, Words, measure_parts
from newsconv.noise.parts import size_of, words_of
from newsconv.noise.score import Table, evaluate, load_table, score_parts
from newsconv.noise.smoothing import FEATURES as SECOND_FEATURES
from newsconv.noise.smoothing import look_around
from newsconv.readers.html.article import find_article
from newsconv.readers.html.copies import read_copy, script_story
from newsconv.readers.html.outline import Outline, outline
from newsconv.readers.html.tree import body_of, parse_text
from newsconv.report import Guessed, Removed, Report, Skipped

RAIN = "It rained all night and all day in the old town, and the river rose to the second step of the town hall."
SUN = "Then the sun came out, and the people of the town walked down to the river to see what it had taken along."
FOG = "In the evening the fog came back, so thick that nobody could see the other bank, and the ferries stayed in port."
MAX_TABLE_BYTES = 60_000
"""A table is read at the first page; one of this size takes less than a millisecond."""


def tree_of(source: str) -> Any:
    """Give the body of a page."""
    return html.fromstring(f"<html><body>{source}</body></html>").find("body")


def cut(source: str, *, is_page: bool = True) -> Outline:
    """Cut a page."""
    return outline(tree_of(source), is_page=is_page)


def column(rows: list[list[float]], name: str) -> list[float]:
    """Give the numbers of one feature."""
    return [row[list(FEATURES).index(name)] for row in rows]


# ---------------------------------------------------------------- the cut


def test_parts_come_in_reading_order_with_their_measures() -> None:
    """Each block and each text between blocks is a part; links, bold text and lines are counted."""
    parts = cut(
        "<div>One <a href='/'>two</a><p class='x'><b>Three</b> four<br>five</p>six<ul><li>a<li>b</ul></div>"
    ).parts
    told = [(part.text, part.tag, part.link_chars, part.bold, part.runs, part.items) for part in parts]
    assert told == [
        ("One two", "p", 3, 0, 1, 0),
        ("Three four five", "p", 0, 5, 2, 0),
        ("six", "p", 0, 0, 1, 0),
        ("a b", "ul", 0, 0, 2, 2),
    ]
    assert [part.is_element for part in parts] == [False, True, False, True]


def test_two_line_breaks_end_a_part() -> None:
    """Text parted by two line breaks, with white space between them or not, is two parts; one break ends none."""
    assert [part.text for part in cut("one<br>two<br> <br>three<br><br><br>four").parts] == ["one two", "three", "four"]


def test_what_is_no_text_stands_aside() -> None:
    """Buttons, choices and text for browsers without scripts are no text of a part, but are not lost."""
    (part,) = cut("<p>Rain<button>Share <b>it</b></button><select><option>a<option>b</select></p>").parts
    assert (part.text, part.aside) == ("Rain", "Share it a b")


def test_hidden_parts_are_known() -> None:
    """What is hidden says so, whatever it is inside."""
    parts = cut(f"<p>{RAIN}</p><div style='display: none'><p>Menu</p></div><p hidden>Dialog</p>").parts
    assert [(part.text, bool(part.hidden)) for part in parts] == [(RAIN, False), ("Menu", True), ("Dialog", True)]


def test_hidden_text_that_is_more_than_the_rest_is_shown() -> None:
    """A page that scripts uncover, as React's streams are, is not taken for hidden."""
    parts = cut(f"<p>Loading</p><div hidden id='S:0'><p>{RAIN}</p><p>{SUN}</p></div>").parts
    assert [part.hidden for part in parts] == ["", "", ""]


def test_list_that_holds_a_page_is_cut_only_on_pages() -> None:
    """A list with paragraphs is cut on a page, where it may hold anything, and whole in a text of somebody's own."""
    source = f"<ul><li><p>{RAIN}</p></li><li><p>{SUN}</p></li><li><p>{FOG}</p></li></ul>"
    assert [part.text for part in cut(source).parts] == [RAIN, SUN, FOG]
    assert [part.tag for part in cut(source, is_page=False).parts] == ["ul"]


def test_button_that_swallowed_the_page_is_cut() -> None:
    """A button that is not closed holds the rest of the page, which is read all the same."""
    source = f"<button><div><p>{RAIN}</p><p>{SUN}</p><p>{FOG}</p></div></button>"
    assert [part.text for part in cut(source).parts] == [RAIN, SUN, FOG]


def test_deep_and_wide_pages_stay_linear() -> None:
    """Depth and number of elements are no danger: nothing recurses, and no text is lost."""
    tree = parse_text("<html><body>" + "<div>" * 900 + "deep" + "</div>" * 900, report=Report())
    deep = outline(body_of(tree)).parts
    wide = cut("<p>x</p>" * 20_000).parts
    assert ([part.text for part in deep], len(wide)) == (["deep"], 20_000)


def test_sizes_are_comparable_among_scripts() -> None:
    """A letter of Chinese counts for more than one of an alphabet."""
    assert size_of("四月") > size_of("four") / 2
    assert words_of("wp-readMore x7 AB") == {"wp", "read", "more", "ab"}


# ---------------------------------------------------------------- the numbers


def test_every_part_has_every_number() -> None:
    """A row has one number for each feature, also for a page of one part."""
    for source in ("<p>x</p>", f"<h1>Rain</h1><p>{RAIN}</p><ul><li><a href='/'>Home</a></ul>"):
        parts = cut(source).parts
        rows = measure_parts(parts, Words(), Hints()).rows
        assert [len(row) for row in rows] == [len(FEATURES)] * len(parts)


def test_shares_of_links_and_prose() -> None:
    """The share of links is that of the part; that of running text is that of its box on the whole page."""
    rows = measure_parts(
        cut(f"<div><p>{RAIN}</p></div><section><p>{RAIN}</p><p><a href='/'>Home</a></p></section>").parts,
        Words(),
        Hints(),
    ).rows
    assert column(rows, "link_share") == [0, 0, 1]
    assert column(rows, "box_prose") == [0.5, 0.5, 0.5]


def test_words_of_classes_are_looked_up() -> None:
    """The word that says most counts; the element of a box counts only where it holds less than half of the text."""
    words = Words(
        classes={"teaser": -2.0, "text": 0.5}, around={"<nav>": -3.0, "teaser": -1.0}, texts={"advertisement": -4.0}
    )
    parts = cut(f"<div class='a'><p class='teaser text'>Advertisement</p></div><nav><p>x</p></nav><p>{RAIN}</p>").parts
    rows = measure_parts(parts, words, Hints()).rows
    assert column(rows, "own_words") == [-2.0, 0, 0]
    assert column(rows, "around_worst") == [0, -3.0, 0]
    assert column(rows, "first_words") == [-4.0, 0, 0]
    most = measure_parts(cut(f"<nav><p>{RAIN}</p></nav><p>x</p>").parts, words, Hints()).rows
    assert column(most, "around_worst") == [0, 0]


def test_hints_from_elsewhere() -> None:
    """The headline is found, and what a copy of the story has; a copy of which little is found is not believed."""
    parts = cut(f"<h1>Rain in town</h1><p>{RAIN}</p><p>{SUN}</p><p>More news of today</p>").parts
    copy = f"{RAIN}\n{SUN}\n{FOG}"
    rows = measure_parts(parts, Words(), Hints(headline="Rain in Town", witness=copy)).rows
    assert column(rows, "same_title") == [1, 0, 0, 0]
    assert column(rows, "from_headline") == [0, 1, 2, 3]
    assert column(rows, "witness") == [0, 1, 1, 0]
    other = measure_parts(parts, Words(), Hints(witness=FOG * 4)).rows
    assert column(other, "witness") == [-1] * 4


# ---------------------------------------------------------------- the trees


def small_table(trees: list[Any], second: list[Any]) -> Table:
    """Make a table by hand."""
    return Table(
        about="",
        features=tuple(FEATURES),
        second_features=tuple(SECOND_FEATURES),
        words=Words(),
        base=0.5,
        trees=trees,
        second_base=-0.25,
        second_trees=second,
    )


def test_trees_are_walked_and_summed() -> None:
    """A fork goes left where the number is not above the threshold; leaves add up with the base."""
    tree = [0, 2.0, -1.0, [1, 5.0, 1.0, 3.0, 2.0], 0.5]
    assert evaluate([tree, 0.25], [[2.0, 9], [3.0, 5], [3.0, 6]], 10.0) == [9.25, 11.25, 13.25]


def test_second_look_sees_the_scores_around() -> None:
    """A part knows the scores of its neighbours, of its box, and where the story starts; beyond the edge nobody is."""
    parts = cut(f"<div><p>{RAIN}</p><p>{SUN}</p></div><p>Menu</p>").parts
    rows = look_around(parts, measure_parts(parts, Words(), Hints()), [3.0, 2.0, -4.0])
    names = list(SECOND_FEATURES)
    told = [{name: row[names.index(name)] for name in ("score", "previous", "next", "box_best")} for row in rows]
    assert told == [
        {"score": 3.0, "previous": -6.0, "next": 2.0, "box_best": 3.0},
        {"score": 2.0, "previous": 3.0, "next": -4.0, "box_best": 3.0},
        {"score": -4.0, "previous": 2.0, "next": -6.0, "box_best": -4.0},
    ]
    assert [row[names.index("from_first")] for row in rows] == [0, 1, 2]
    assert [row[names.index("kept_box")] for row in rows] == [1.0, 1.0, 1.0]
    assert [row[names.index("kept_down")] for row in rows] == [0, 0, -1]


def test_shares_add_up_to_the_score() -> None:
    """What each feature did, with the means at the roots, is the score; features that no fork asks have no share."""
    first = [[list(FEATURES).index("length"), 5.0, -1.0, 1.0, 0.25]]
    second = [[0, 0.0, -2.0, [list(SECOND_FEATURES).index("level"), 0.5, 3.0, 1.0, 2.0], 0.5]]
    table = small_table(first, second)
    scored = score_parts(cut(f"<h2>Rain</h2><p>{RAIN}</p>").parts, table, Hints())
    for index, score in enumerate(scored.scores):
        shares = scored.shares(index)
        assert sum(share for _, share in shares) == pytest.approx(score - table.second_base - 0.5)
        assert [abs(share) for _, share in shares] == sorted((abs(share) for _, share in shares), reverse=True)
    assert scored.scores == [-2.25, 2.75]


def test_table_fits_the_code() -> None:
    """The table that comes with newsconv is small, says where it comes from, and was made for these features."""
    table = load_table("page")
    assert table.about.startswith("fitted by training/fit.py")
    assert files("newsconv.noise").joinpath("tables", "page.json").stat().st_size < MAX_TABLE_BYTES  # type: ignore[attr-defined]
    assert table.features == tuple(FEATURES)


# ---------------------------------------------------------------- the article


MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
STORY = f"<h1>Rain in the old town</h1><p>{RAIN}</p><p>{SUN}</p>"


def read(body: str, head: str = "") -> newsconv.Reading:
    """Read a page."""
    return newsconv.explain(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", "html")


def rules(reading: newsconv.Reading) -> dict[str, str]:
    """Give the rule of each text that was left out."""
    return {event.text: event.rule for event in reading.report if isinstance(event, Removed)}


def test_every_segment_carries_its_score_and_reasons() -> None:
    """Who asks is told of each part its score and what each feature did to it."""
    reading = read(f"{MENU}<article>{STORY}</article><footer><p>About us</p></footer>")
    by_text = {segment.text: segment for segment in reading.report.segments}
    assert by_text[RAIN].outcome == "kept"
    assert by_text["About us"].outcome == "removed"
    for text, sign in ((RAIN, 1), ("About us", -1), ("Home Sport", -1)):
        segment = by_text[text]
        assert segment.score is not None
        assert segment.score * sign > 0
        assert len(segment.largest_shares) == 3


def test_scores_without_reasons_where_nobody_asks() -> None:
    """Reading alone does not work out what each feature did, which takes as long again."""
    report = Report()
    newsconv.loads(f"<html><body>{STORY}</body></html>", "html", report=report)
    assert {segment.shares for segment in report.segments} == {()}


def test_list_of_the_story_stays_a_list() -> None:
    """A list that was cut because of its paragraphs is put together again where it is story."""
    items = "".join(f"<li><p>{text}</p></li>" for text in (RAIN, SUN, FOG))
    reading = read(f"{MENU}<article><h1>Three days</h1><p>{RAIN} {SUN}</p><p>{SUN} {FOG}</p><ul>{items}</ul></article>")
    assert [type(block) for block in reading.document.body] == [Paragraph, Paragraph, List]
    assert reading.document.paragraphs()[2:] == [RAIN, SUN, FOG]


def test_pictures_of_the_story_stay_and_teasers_go() -> None:
    """A picture inside the story's stretch stays; one that links to another story, in a box of its own, goes."""
    teaser = "<aside><figure><a href='/fog'><img src='/t.jpg'>Fog in the harbour</a></figure></aside>"
    story = f"<h1>Rain in town</h1><p>{RAIN}</p><img src='/a.jpg' alt=''><p>{SUN}</p>"
    reading = read(f"<article>{story}{teaser}<p>{FOG}</p></article>")
    written = newsconv.dumps(reading.document, "html")
    assert "/a.jpg" in written
    assert "/t.jpg" not in written
    assert rules(reading)["Fog in the harbour"] == "picture-beside"


def test_posts_are_embeds() -> None:
    """A quote that a network handed out is a post with its address and text; a quote of the page's own is a quote."""
    post = "<p>The river rises.</p>Jane Doe (@jane) <a href='https://twitter.com/jane/status/1'>March 17</a>"
    body = f"<p>{RAIN}</p><blockquote class='twitter-tweet'>{post}</blockquote><p>{SUN}</p>"
    reading = read(f"<article><h1>Rain</h1>{body}<blockquote class='tweet-style'><p>{FOG}</p></blockquote></article>")
    (embed,) = (block for block in reading.document.body if isinstance(block, Embed))
    assert (embed.url, embed.provider) == ("https://twitter.com/jane/status/1", "Twitter")
    assert reading.document.paragraphs() == [RAIN, SUN, FOG]
    assert "The river rises." in newsconv.dumps(reading.document, "html")


def test_marked_body_is_believed() -> None:
    """What stands outside the part that the page marks as the article's body is left out, whatever it scores."""
    story = f"<div itemprop='articleBody'><p>{RAIN}</p><p>{SUN}</p></div>"
    reading = read(f"<div><h1>Rain</h1>{story}<div><p>{FOG}</p></div></div>")
    assert reading.document.paragraphs() == [RAIN, SUN]
    assert rules(reading)[FOG] in {"outside-marked-body", "outside-story"}


def test_what_readers_wrote_is_left_out_by_name() -> None:
    """Comments below a story are left out, however much they are; a class of the whole page is not believed."""
    comments = "".join(f"<p>{number}. {SUN}</p>" for number in range(9))
    reading = read(f"<main><article>{STORY}</article><div id='comments'>{comments}</div></main>")
    assert reading.document.paragraphs() == [RAIN, SUN]
    assert {rule for text, rule in rules(reading).items() if text[0].isdigit()} == {"comments"}
    whole = read(f"<div class='comments-open'><article>{STORY}</article></div>")
    assert whole.document.paragraphs() == [RAIN, SUN]


# ---------------------------------------------------------------- stories that a page does not show


def test_story_is_read_from_the_metadata_where_the_page_shows_none() -> None:
    """A page that shows a sentence and has the story in its JSON-LD gives the story, and says where it is from."""
    copy = "\n".join(f"{number}. {RAIN} {SUN}" for number in range(4))
    node = json.dumps(
        {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Rain", "articleBody": copy}
    )
    reading = read("<p>Subscribe to read on.</p>", f"<script type='application/ld+json'>{node}</script>")
    assert reading.document.paragraphs() == copy.split("\n")
    assert [event.rule for event in reading.report if isinstance(event, Guessed) and event.field == "body"] == [
        "hidden-story"
    ]


def test_story_on_the_page_wins_over_a_copy() -> None:
    """Where the page shows the story, its mark-up is better than the metadata's copy."""
    copy = f"{RAIN} {SUN} {FOG} {RAIN}"
    node = json.dumps(
        {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Rain", "articleBody": copy}
    )
    reading = read(f"<article>{STORY}<p>{FOG}</p></article>", f"<script type='application/ld+json'>{node}</script>")
    assert reading.document.paragraphs() == [RAIN, SUN, FOG]


def test_short_beginning_of_a_story_gives_way_to_its_copy() -> None:
    """A page that shows less than a third of the copy, as behind a paywall, gives way to it; half of it stays."""
    lines = [f"{number}. {RAIN} {SUN}" for number in range(4)]
    for shown, expected in ((1, lines), (2, lines[:2])):
        node = json.dumps({"@type": "NewsArticle", "headline": "Rain", "articleBody": "\n".join(lines)})
        body = "".join(f"<p>{line}</p>" for line in lines[:shown])
        script = f"<script type='application/ld+json'>{node}</script>"
        reading = read(f"<article><h1>Rain</h1>{body}</article>", script)
        assert reading.document.paragraphs() == expected


def test_story_is_read_from_scripts_where_nothing_else_has_it() -> None:
    """A page that its scripts fill gives the text that they hold."""
    text = "".join(f"<p>{number}. {RAIN} {SUN}</p>" for number in range(5))
    data = json.dumps({"content": {"html": text, "teaser": "<p>a</p><p>b</p><p>c</p>"}}).replace("<", "\\u003c")
    reading = read(f"<div id='app'></div><script>window.data = {data};</script>")
    assert len(reading.document.paragraphs()) == 5
    assert script_story(html.fromstring("<html><body><script>let a = '<p>x</p>';</script></body></html>")) == ""


def test_copy_with_marks_is_read_as_html() -> None:
    """A copy may be lines or mark-up."""
    assert read_copy("<p>One</p><p>Two</p>", report=Report()) == read_copy("One\r\n\nTwo", report=Report())


@pytest.mark.parametrize(
    "body",
    [
        "<h1>404</h1><p>Not found</p>",
        "<div id='root'></div><noscript>You need to enable JavaScript to run this app.</noscript>",
        "<ul>" + "".join(f"<li><a href='/{number}'>Story {number}</a></li>" for number in range(60)) + "</ul>",
    ],
)
def test_page_without_article_says_so(body: str) -> None:
    """Error pages, stubs and lists of links give no invented story, and the report says that there is none."""
    reading = read(body)
    assert reading.document.body == ()
    assert [event for event in reading.report if isinstance(event, Skipped) and "no article" in event.reason]


def test_article_is_found_in_a_tree() -> None:
    """The finder takes an element and hints, and gives segments in order, those left out with a verdict."""
    article = find_article(
        tree_of(f"{MENU}<article>{STORY}</article>"), Hints(headline="Rain in the old town"), report=Report()
    )
    assert article.shows_story
    assert [segment.text for segment in article.segments if not segment.verdict] == ["Rain in the old town", RAIN, SUN]
    assert [segment.text for segment in article.segments if segment.verdict] == ["Home Sport"]
