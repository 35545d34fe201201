"""The parts of a source with what became of each, and the page that shows them."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import pytest
from lxml import html

import newsconv
from newsconv.convert import Reading
from newsconv.document import Document, Metadata, Paragraph, Text
from newsconv.noise.rule import Judgement
from newsconv.noise.segments import make_segment
from newsconv.noise.trace import trace
from newsconv.report import Derived, Guessed, JudgedSegment, Origin, Removed, Repaired, Report, Skipped
from newsconv.report_page import report_page
from newsconv.report_parts import describe_reason, other_events, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsconv.report import Event

EXAMPLES: Final = Path(__file__).resolve().parents[1] / "examples"
PROSE = "It rained all day, and the river rose above the quay before anybody had seen it coming. "
PAGE = f"""<html lang="en"><head><title>Rain</title></head><body>
<nav><a href="/">Home</a></nav>
<main>
<h1>Rain floods the old town</h1>
<p>{PROSE * 2}</p>
<p>Advertisement</p>
<p>{PROSE * 3}</p>
</main>
<footer>All rights reserved</footer>
</body></html>"""


def segment(text: str, *, line: int | None = None, role: str = "body") -> JudgedSegment:
    """Make a kept segment."""
    return JudgedSegment(role=role, outcome="kept", reason="r", text=text, origin=Origin(line=line))


def reading(*, segments: Iterable[JudgedSegment] = (), events: Iterable[Event] = ()) -> Reading:
    """Make a reading of parts and events."""
    report = Report()
    report.segments += segments
    report.events += events
    return Reading(Document(), report, "html")


def shown(page: str) -> list[tuple[str, str]]:
    """Give the label and the text of each part that a page shows."""
    tree = html.document_fromstring(page)
    parts = tree.xpath("//ol[@class='parts']/li")
    return [(part.xpath("string(p[@class='label']/b)"), part.xpath("string(p[@class='text'])")) for part in parts]


# ---------------------------------------------------------------- the trace


def test_segments_stand_in_the_order_of_the_source() -> None:
    """Each block of a Markdown source is there once, in its order, with what became of it."""
    source = "# Rain\n\nAdvertisement\n\nIt rained.\n\nRelated article: [Snow](https://a.example/snow)\n"
    segments = newsconv.explain(source, "markdown").report.segments
    assert [(s.origin.line, s.role, s.outcome) for s in segments] == [
        (1, "headline", "moved"),
        (3, "boilerplate", "removed"),
        (5, "body", "kept"),
        (7, "related", "moved"),
    ]


def test_a_known_field_is_left_out() -> None:
    """A headline that the metadata have already is left out and not moved, and its reason says so."""
    source = "---\ntitle: Rain in town\n---\n\n# Rain in town\n\nIt rained.\n"
    first = newsconv.explain(source, "markdown").report.segments[0]
    assert (first.role, first.outcome) == ("headline", "removed")
    assert "the same as the headline that is known" in first.reason


def test_a_dead_link_takes_no_part_for_its_own() -> None:
    """The event about a link without a target is not taken for that of the next segment."""
    source = "It [rained](#) all day.\n\nAdvertisement\n\nIt [snowed](#).\n"
    segments = newsconv.explain(source, "markdown").report.segments
    assert [(s.text, s.outcome, s.rule) for s in segments] == [
        ("It rained all day.", "kept", ""),
        ("Advertisement", "removed", "advertisement"),
        ("It snowed.", "kept", ""),
    ]


def test_a_break_at_the_edge_is_left_out() -> None:
    """A rule that only parted the story from what was left out is traced as left out."""
    segments = newsconv.explain("It rained.\n\n---\n\nAdvertisement\n", "markdown").report.segments
    assert [(s.role, s.outcome) for s in segments] == [
        ("body", "kept"),
        ("boilerplate", "removed"),
        ("boilerplate", "removed"),
    ]


def test_trace_keeps_score_and_shares() -> None:
    """The score of a judgement and the share of each feature are in its trace."""
    judged = Judgement(
        segment=make_segment(0, (Paragraph((Text("It rained."),)),)),
        role="body",
        rule="score",
        reason="more like a story",
        score=1.25,
        shares=(("links", -0.5), ("chars", 1.75)),
    )
    (traced,) = trace([judged], [])
    assert (traced.score, traced.shares) == (1.25, (("links", -0.5), ("chars", 1.75)))


def test_three_largest_shares_are_told() -> None:
    """The features that weighed most are told first, whichever way they pulled; equal ones by name."""
    part = JudgedSegment(
        role="boilerplate",
        outcome="removed",
        rule="score",
        reason="more like a menu",
        score=-2.0,
        shares=(("a", 0.25), ("d", -1.0), ("c", 1.0), ("b", -1.5)),
    )
    assert describe_reason(part) == "more like a menu [score]; score -2.00: b -1.50, c +1.00, d -1.00"


def test_passages_of_text_are_traced() -> None:
    """What stays of a text has its lines; its head stands before it in the parts."""
    seen = newsconv.explain("By Ada Olsen\n\nIt rained all day.\nAnd all night.\n\nIt stopped.\n", "text")
    assert [(s.text, str(s.origin), s.outcome) for s in seen.report.segments][-1] == ("It stopped.", "line 6", "kept")
    assert parts_of(seen)[0].text == "By Ada Olsen"


def test_text_judged_on_demand_is_traced_once() -> None:
    """With `noise="drop"` each paragraph of a text is traced once, as it was judged."""
    seen = newsconv.explain("It rained.\n\nAdvertisement\n\nIt stopped.\n", "text", noise="drop")
    assert [(part.text, part.outcome) for part in parts_of(seen)] == [
        ("It rained.", "kept"),
        ("Advertisement", "removed"),
        ("It stopped.", "kept"),
    ]


# ---------------------------------------------------------------- the parts


def test_parts_beside_the_article_stand_at_their_lines() -> None:
    """What a page has around its article stands before and after the segments, by its lines."""
    texts = [part.text.split()[0] for part in parts_of(newsconv.explain(PAGE, "html"))]
    assert texts == ["Home", "Rain", "It", "Advertisement", "It", "All"]


def test_an_event_of_a_segment_is_no_second_part() -> None:
    """A segment that was left out is shown once, an equal text elsewhere beside it."""
    gone = JudgedSegment(role="boilerplate", outcome="removed", rule="ad", reason="r", text="Ad", origin=Origin(line=2))
    events = [
        Removed(rule="ad", reason="r", text="Ad", origin=Origin(line=2)),
        Removed(rule="ad", reason="r", text="Ad", origin=Origin(line=9)),
    ]
    parts = parts_of(reading(segments=[segment("a", line=1), gone], events=events))
    assert [(part.text, part.origin.line) for part in parts] == [("a", 1), ("Ad", 2), ("Ad", 9)]


def test_segments_keep_their_order_whatever_their_lines() -> None:
    """Lines that go back, as in a broken page, move no segment; parts beside go by the furthest line reached."""
    events = [Skipped(reason="r", text="beside", origin=Origin(line=4))]
    parts = parts_of(reading(segments=[segment("a", line=5), segment("b", line=3)], events=events))
    assert [part.text for part in parts] == ["beside", "a", "b"]


def test_blocks_stand_for_a_source_that_is_not_judged() -> None:
    """Of a structured source the blocks of its body are the parts, each kept."""
    source = newsconv.dumps(newsconv.loads("# Rain\n\nIt rained.\n\n- a\n- b", "markdown"), "json")
    parts = parts_of(newsconv.explain(source, "json"))
    assert [(part.text, part.tag, part.outcome) for part in parts] == [
        ("It rained.", "p", "kept"),
        ("a b", "ul", "kept"),
    ]


def test_other_events_are_about_no_part() -> None:
    """Dead links, repairs, fields from a page's head and what was derived are no parts of the source."""
    events: list[Event] = [
        Removed(rule="dead-link", reason="r", text="said"),
        Repaired(reason="r", text="x"),
        Derived(field="guid", reason="r", text="x"),
        Guessed(field="published", reason="r"),
        Guessed(field="published", reason="r", text="1 May 2021"),
        Guessed(field="published", reason="r", text="1 May 2021", origin=Origin(line=1)),
    ]
    assert other_events(reading(events=events)) == events[:5]


@pytest.mark.parametrize("name", ["library.html", "ferry.md", "ferry.txt"])
def test_every_event_is_told_once(name: str) -> None:
    """Of each event there is one part that was not kept, or one entry beside the parts; and of nothing else."""
    seen = newsconv.explain((EXAMPLES / name).read_bytes())
    check_told_once(seen)


def test_every_event_of_real_pages_is_told_once(shared: Path) -> None:
    """The same holds for every tenth of the press pages."""
    folder = shared / "corpus" / "press" / "pages"
    if not folder.is_dir():
        pytest.skip("needs ../shared/corpus/press")
    for path in sorted(folder.iterdir())[::10]:
        check_told_once(newsconv.explain(gzip.decompress(path.read_bytes()), "html"))


def check_told_once(seen: Reading) -> None:
    """Count what is told about a reading."""
    parts = parts_of(seen)
    assert sum(part.outcome != "kept" for part in parts) + len(other_events(seen)) == len(seen.report)
    assert [part for part in parts if part in seen.report.segments] == seen.report.segments


# ---------------------------------------------------------------- the page


def test_page_shows_every_part_with_its_label() -> None:
    """Each part has a label in words, so that nothing depends on colours."""
    page = report_page([newsconv.explain("# Rain\n\nAdvertisement\n\nIt rained.", "markdown")], name="rain.md")
    assert shown(page) == [("headline", "Rain"), ("not the story", "Advertisement"), ("story", "It rained.")]


def test_page_gives_each_reason_on_hover_in_print_and_in_a_list() -> None:
    """The reason of a part is its tooltip, stands below it, and once in the list with a link to it."""
    tree = html.document_fromstring(
        report_page([newsconv.explain("Advertisement\n\nIt rained.", "markdown")], name="a")
    )
    part = tree.get_element_by_id("part-1-1")
    reason = "the mark of an advertisement [advertisement]"
    assert part.get("title") == part.xpath("string(p[@class='why'])") == reason
    (row,) = tree.xpath("//tr[td[3][. = 'advertisement']]")
    assert row.xpath("td/a/@href") == ["#part-1-1"]


def test_page_counts_parts_and_words() -> None:
    """The legend says how many parts and words have each label."""
    tree = html.document_fromstring(
        report_page([newsconv.explain("It rained.\n\nIt stopped at noon.\n\nAdvertisement", "markdown")], name="a")
    )
    legend = [item.text_content() for item in tree.xpath("//ul[@class='legend']/li")]
    assert legend == ["story 2 parts, 6 words", "not the story 1 part, 1 word"]


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><b>", "&lt;script&gt;", "a\x00b\x1b[2J"],
)
def test_page_escapes_everything(hostile: str) -> None:
    """Whatever a text, a field, a reason, a rule, a name or a tag says, the page has no element and attribute of it."""
    part = JudgedSegment(
        role=hostile,
        outcome="removed",
        rule=hostile,
        reason=hostile,
        text=hostile,
        tag=hostile,
        origin=Origin(path=hostile),
    )
    document = Document(Metadata(headline=hostile, language=hostile, byline=hostile, url=hostile))
    report = Report()
    report.segments.append(part)
    report.add(Repaired(reason=hostile, text=hostile))
    tree = html.document_fromstring(report_page([Reading(document, report, hostile)], name=hostile))
    tags = {element.tag for element in tree.iter()}
    assert tags <= set(
        "html head meta title style body main h1 section h2 h3 table thead tbody tr th td ul ol li p b a".split()
    )
    attributes = {name for element in tree.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or name == "src"}


def test_page_leads_nowhere_and_loads_nothing() -> None:
    """The only links lead to parts of the page; nothing is loaded, and no script is there."""
    source = "It [rained](https://a.example/x) ![](https://a.example/y.jpg)\n\nOriginal url: <https://a.example/z>\n"
    page = report_page([newsconv.explain(source, "markdown")], name="a")
    tree = html.document_fromstring(page)
    assert all(link.startswith("#part-") for link in tree.xpath("//@href"))
    assert not tree.xpath("//@src | //script | //link | //iframe | //img")
    assert not re.search(r"url\(|@import", page)


def test_page_has_both_colour_schemes_and_no_script() -> None:
    """Light and dark are a matter of the style sheet, with the same custom properties in both."""
    page = report_page([reading()], name="a")
    sheet = page.partition("<style>")[2].partition("</style>")[0]
    light, _, dark = sheet.partition("@media (prefers-color-scheme: dark)")
    names = set(re.findall(r"(--\w+):", light.partition("}")[0]))
    assert names - {"--mark"} == set(re.findall(r"(--\w+):", dark.partition("}")[0]))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_every_tint(scheme: str) -> None:
    """Text and reasons have a contrast of 4.5 on the page and on the tint of each role (WCAG 2.2, 1.4.3)."""
    sheet = report_page([], name="a").partition("<style>")[2]
    light, _, dark = sheet.partition("@media (prefers-color-scheme: dark)")
    part = light if scheme == "light" else dark
    colours = dict(re.findall(r"--(\w+): #(\w{6})", part.partition("}")[0]))
    (tint,) = re.findall(r"--tint: (\d+)%", part.partition("}")[0])
    grounds = [mixed(colours[name], colours["page"], int(tint) / 100) for name in colours]
    assert min(contrast(rgb(colours[name]), ground) for name in ("ink", "dim") for ground in grounds[4:]) >= 4.5


def rgb(colour: str) -> tuple[float, ...]:
    """Give red, green and blue from 0 to 1."""
    return tuple(int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))


def mixed(colour: str, page: str, share: float) -> tuple[float, ...]:
    """Mix a colour into that of the page."""
    return tuple(share * one + (1 - share) * other for one, other in zip(rgb(colour), rgb(page), strict=True))


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Give the contrast ratio of two colours by WCAG."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: tuple[float, ...]) -> float:
    """Give the relative luminance of a colour by WCAG."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_page_names_the_language_of_the_source() -> None:
    """Texts of the source carry its language and find their own direction; labels are English."""
    document = Document(Metadata(language="ar"))
    report = Report()
    report.segments.append(segment("مطر"))
    tree = html.document_fromstring(report_page([Reading(document, report, "html")], name="a"))
    (parts,) = tree.xpath("//ol[@class='parts']")
    assert (parts.get("lang"), parts.xpath("li/p[@class='text']/@dir")) == ("ar", ["auto"])
    assert parts.xpath("li/p[@class='why']/@lang") == ["en"]


def test_page_of_several_stories_has_unique_anchors() -> None:
    """Each story is a section of its own; no anchor is there twice."""
    seen = newsconv.explain("It rained.\n\nIt stopped.", "markdown")
    tree = html.document_fromstring(report_page([seen, seen], name="a"))
    anchors = tree.xpath("//@id")
    assert len(tree.xpath("//section")) == 2
    assert len(anchors) == len(set(anchors)) == 6


def test_page_is_the_same_each_time() -> None:
    """The same source gives the same bytes."""
    assert report_page([newsconv.explain(PAGE, "html")], name="a") == report_page(
        [newsconv.explain(PAGE, "html")], name="a"
    )


def test_segment_encodes_without_what_is_empty() -> None:
    """In JSON a segment names its role, its outcome and its reason, and of the rest what there is."""
    assert msgspec.json.decode(msgspec.json.encode(segment("a", line=2))) == {
        "role": "body",
        "outcome": "kept",
        "reason": "r",
        "text": "a",
        "origin": {"line": 2},
    }
