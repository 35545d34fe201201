"""Reading HTML pages: what is the article, what is not, and what is left alone."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from newsconv.document import Date, Document, Figure, Media, Metadata, Paragraph, Text
from newsconv.formats import ReadOptions, Source
from newsconv.readers.html import FORMAT, sniff
from newsconv.readers.html.page import read
from newsconv.report import Guessed, Removed, Report, Skipped
from newsconv.sniff import Certainty, take_sample

if TYPE_CHECKING:
    from pathlib import Path

RAIN = "It rained all night and all day in the old town, and the river rose to the second step of the town hall."
SUN = "Then the sun came out, and the people of the town walked down to the river to see what it had taken along."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Rain in the old town - The Daily</title>
<meta property="og:site_name" content="The Daily"><link rel="canonical" href="https://daily.example/rain"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<div class="page with-sidebar"><article class="story"><h1>Rain in the old town</h1>
<p class="byline">By Jane Doe</p><p>March 17, 2021</p>
<figure><img src="/a.jpg"><figcaption>The river.</figcaption></figure>
<p>{RAIN}</p><div class="share-bar"><p>Tell your friends about it</p></div><p>{SUN}</p>
<p>Read more: <a href="/fog">Fog in the old town</a></p>
<aside><p>A box beside the story</p></aside></article></div>
<footer><p>About us. Contact.</p></footer></body></html>"""


def page(data: Any, **options: Any) -> tuple[Document, Report]:
    """Read a page."""
    report = Report()
    return read(Source(data), options=ReadOptions(**options), report=report), report


def removed(report: Report) -> dict[str, str]:
    """Give the rule of each text that was left out."""
    return {event.text: event.rule for event in report if isinstance(event, Removed)}


def test_article_is_taken_from_its_page() -> None:
    """The story comes out in order, with its picture; headline, names, date and links become fields."""
    document, _ = page(PAGE)
    assert document.paragraphs() == [RAIN, SUN]
    assert document.body[0] == Figure((Media("/a.jpg"),), (Text("The river."),))
    metadata = document.metadata
    assert metadata.headline == "Rain in the old town"
    assert metadata.url == "https://daily.example/rain"
    assert metadata.published == Date("2021-03-17")
    assert [item.title for item in metadata.related] == ["Fog in the old town"]


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("The river. (Picture: J. Doe/AP)", "Picture: J. Doe/AP"),
        ("The river. © J. Doe/AP", "© J. Doe/AP"),
        ("The river. Bildrechte: MDR/J. Doe", "Bildrechte: MDR/J. Doe"),
        ("The river. [사진 = J. Doe]", "사진 = J. Doe"),
        ('The river. (Image: <span class="credit">Getty</span>', "Image: Getty"),
    ],
)
def test_credit_at_the_end_of_a_caption_is_taken_off(caption: str, credit: str) -> None:
    """The words at the end of a caption that credit the picture become the credit, which is reported."""
    document, report = page(PAGE.replace("The river.", caption))
    assert document.body[0] == Figure((Media("/a.jpg"),), (Text("The river."),), credit)
    assert [event.text.strip() for event in report if isinstance(event, Guessed) and event.field == "credit"]


@pytest.mark.parametrize("caption", ["The river (left)", "The river (PM)", "A photo: the river rose. It fell again."])
def test_other_ends_of_captions_stay(caption: str) -> None:
    """A place in the picture, and a word of credits amid a caption, are of the caption."""
    document, _ = page(PAGE.replace("The river.", caption))
    assert document.body[0] == Figure((Media("/a.jpg"),), (Text(caption),))


def test_caption_of_a_text_of_ones_own_is_left_alone() -> None:
    """Of a fragment, and of what newsconv wrote, the caption is taken as it stands."""
    document, _ = page('<figure><img src="/a.jpg"><figcaption>The river. © AP</figcaption></figure>')
    assert document.body[0] == Figure((Media("/a.jpg"),), (Text("The river. © AP"),))


def test_rest_of_the_page_is_reported() -> None:
    """What stands beside the story or inside it without being it is in the report, with what decided."""
    _, report = page(PAGE)
    rules = removed(report)
    assert rules["Tell your friends about it"] in {"score", "site-class"}
    assert rules["A box beside the story"] == "outside-story"
    assert rules["About us. Contact."] == "outside-story"
    assert rules["Home Sport"] == "outside-story"


def test_every_visible_word_is_accounted_for() -> None:
    """Each word of the page's body is in the document or in an event."""
    document, report = page(PAGE)
    body = etree.HTML(PAGE).find("body")
    assert body is not None
    seen = set(re.findall(r"\w+", " ".join(str(text) for text in body.itertext())))
    told = f"{document!r} {' '.join(event.text for event in report)}"
    assert seen <= set(re.findall(r"\w+", told))


def test_bytes_str_soup_and_tree_read_alike() -> None:
    """All sources of one page give one document."""
    expected, _ = page(PAGE)
    tree = etree.HTML(PAGE)
    for source in (PAGE.encode(), BeautifulSoup(PAGE, "html.parser"), tree, tree.getroottree()):
        assert page(source)[0] == expected


def test_tree_of_the_caller_is_not_changed() -> None:
    """A tree that is read stays as it was."""
    tree = etree.HTML(PAGE)
    before = etree.tostring(tree)
    page(tree)
    assert etree.tostring(tree) == before


def test_fragment_is_taken_whole() -> None:
    """The body of a content management system is the story; nothing is judged unless asked."""
    fragment = f"<h2>Advertisement</h2><p class='share'>{RAIN}</p><p>Advertisement</p>"
    document, report = page(fragment)
    assert document.paragraphs() == ["Advertisement", RAIN, "Advertisement"]
    assert not list(report)
    dropped, _ = page(f"<p>{RAIN}</p><p>Advertisement</p>", noise="drop")
    assert dropped.paragraphs() == [RAIN]


def test_keep_takes_the_whole_body() -> None:
    """With noise="keep" nothing of a page is judged."""
    paragraphs = page(PAGE, noise="keep")[0].paragraphs()
    assert {"Home", "Tell your friends about it", RAIN, "About us. Contact."} <= set(paragraphs)


def test_signed_page_is_taken_as_it_is() -> None:
    """What newsconv wrote is not judged, however much it looks like noise."""
    signed = (
        '<!DOCTYPE html><html><head><meta name="generator" content="newsconv"></head><body>'
        '<article itemprop="articleBody"><p class="share">Advertisement</p><p>Skip to content</p></article>'
        "</body></html>"
    )
    assert page(signed)[0].paragraphs() == ["Advertisement", "Skip to content"]


def test_page_without_article_says_so() -> None:
    """A page of links and labels gives a document, and the report says that there was no article."""
    document, report = page("<html><body><ul><li><a href='/'>Home</a></li></ul></body></html>")
    assert document.body == ()
    assert any(isinstance(event, Skipped) and "no article" in event.reason for event in report)
    assert "Home" in removed(report)


def test_class_of_what_holds_the_story_is_not_believed() -> None:
    """A class that speaks of the site tells nothing when it covers most of the story."""
    texts = [f"{number}. {RAIN}" for number in range(8)]
    paragraphs = "".join(f"<div class='paywall'><p>{text}</p></div>" for text in texts)
    document, _ = page(f"<html><body class='no-ads'><div class='sidebar-layout'>{paragraphs}</div></body></html>")
    assert document.paragraphs() == texts


def test_text_without_paragraphs_is_found() -> None:
    """Text in divisions, parted by line breaks, is read as paragraphs."""
    source = f"<html><body><nav>Home</nav><div id='a'><div>{RAIN}<br><br>{SUN}</div></div></body></html>"
    assert page(source)[0].paragraphs() == [RAIN, SUN]


def test_marked_body_is_preferred() -> None:
    """An element that the page marks as the article's body is taken, comments beside it are not."""
    texts = [f"{number}. {RAIN}" for number in range(3)]
    comments = "".join(f"<p>{SUN}</p>" for _ in range(3))
    story = f"<div itemprop='articleBody'>{''.join(f'<p>{text}</p>' for text in texts)}</div>"
    source = f"<html><body><div>{story}<div>{comments}</div></div></body></html>"
    assert page(source)[0].paragraphs() == texts


def test_comments_are_not_the_article() -> None:
    """What readers wrote below a short article is not taken for it, though it be more."""
    texts = [f"{number}. {SUN}" for number in range(9)]
    comments = "".join(f"<li><p>{text}</p></li>" for text in texts)
    source = f"<html><body><main><div><p>{RAIN}</p></div><ol class='comment-list'>{comments}</ol></main></body></html>"
    document, report = page(source)
    assert document.paragraphs() == [RAIN]
    assert all(text in " ".join(removed(report)) for text in texts)


def test_base_url_makes_links_absolute() -> None:
    """Relative addresses are resolved where a base is given."""
    document, _ = page(PAGE, base_url="https://daily.example/rain")
    assert document.body[0] == Figure((Media("https://daily.example/a.jpg"),), (Text("The river."),))


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("<!DOCTYPE html><p>x", Certainty.CERTAIN),
        ("\n<!-- x --><HTML lang=en>", Certainty.CERTAIN),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", Certainty.CERTAIN),
        ("<div>x</div>", Certainty.LIKELY),
        ("<p>x", Certainty.LIKELY),
        ("<?xml version='1.0'?><newsItem/>", Certainty.NO),
        ("<nitf><head/></nitf>", Certainty.NO),
        ("# Rain", Certainty.NO),
        ("", Certainty.NO),
    ],
)
def test_sniffing(text: str, certainty: Certainty) -> None:
    """Pages say what they are, fragments look like it, the standards of news are none."""
    assert sniff(take_sample(text)) is certainty


def test_format_names_what_it_is() -> None:
    """The record says that html is read and written without loss."""
    assert (FORMAT.name, FORMAT.lossless, FORMAT.reads, FORMAT.writes) == ("html", True, True, True)


MANY = 20_000
HOSTILE = {
    "deep": lambda: f"<html><body>{'<div class=a>' * MANY}{RAIN}",
    "wide": lambda: f"<html><body>{f'<p>{RAIN}</p>' * 3_000}",
    "open": lambda: "<html><body>" + "<p><b>x" * 5_000,
    "classes": lambda: f"<html><body><div class='{'ad share ' * MANY}'>{'<p>x y z</p>' * 2_000}</div>",
    "links": lambda: "<html><body><p>" + "<a href=#>x</a> " * MANY,
    "word": lambda: "<html><body><p>" + "x" * 1_000_000,
    "nested": lambda: "<html><body>" + "<div>x<p>y</p>" * 2_000,
}
"""Pages that are hard on readers, by what is hard about them."""


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_pages_end_in_time(name: str) -> None:
    """Deep, wide and repetitive pages are read within seconds."""
    source = HOSTILE[name]()
    started = time.process_time()
    page(source)
    assert time.process_time() - started < 20


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Give the runs of four tokens of a text, as the article-extraction-benchmark defines them."""
    tokens = re.findall(r"\w+", text)
    return Counter(tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3))) if tokens else Counter()


def score(rows: list[dict[str, Any]], folder: Path) -> float:
    """Give the F1 of shingles over pages."""
    precisions, recalls = [], []
    for row in rows:
        document, _ = page(gzip.decompress((folder / row["page"]).read_bytes()))
        ours, truth = shingles("\n\n".join(document.paragraphs())), shingles("\n\n".join(row["body"]))
        shared = sum((ours & truth).values())
        precisions += [shared / sum(ours.values())] if ours else []
        recalls.append(shared / sum(truth.values()))
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return 2 * precision * recall / (precision + recall)


def test_news_pages_of_the_corpus(shared: Path) -> None:
    """On a sample of real news pages the text comes out as people marked it."""
    folder = shared / "corpus" / "aeb"
    with (folder / "truth.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    assert score(rows[::6], folder) > 0.9


def test_blocks_of_a_fragment_keep_their_marks() -> None:
    """A fragment's metadata is empty and its body what the block reader gives."""
    assert page("<p>Rain</p>")[0] == Document(Metadata(), (Paragraph((Text("Rain"),)),))


def test_documents_do_not_depend_on_who_asks_for_a_report() -> None:
    """Without a report what is left out is not told, and what is kept is the same."""
    page = (
        "<body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav><hr><h1>Rain floods the old town</h1>"
        "<p>It rained all night and all day in the old town, and the river rose up to the town hall.</p><hr>"
        "<p>Nobody was hurt, said the mayor, who had been up all night with the firemen and the doctors.</p><hr>"
        "<div class='related'><a href='/a'>Flood</a> <a href='/b'>Storm</a></div><footer>Privacy</footer></body>"
    )
    told, untold = Report(), Report(is_wanted=False)
    documents = [read(Source(page.encode()), options=ReadOptions(), report=report) for report in (told, untold)]
    assert documents[0] == documents[1]
    assert "Home News" in [event.text for event in told]
    assert (len(told.segments) > len(documents[0].body), untold.segments) == (True, [])
