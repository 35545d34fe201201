"""Rules for text that is a field of the story: headline, byline, dates, credit, address, copyright."""

# ruff: noqa: RUF001 - phrases in many scripts, some of whose letters look alike

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.noise.bylines import is_byline
from newsconv.noise.dates import parse_labelled_date
from newsconv.noise.rule import NoiseRule, is_light
from newsconv.noise.same import same_folded
from newsconv.noise.segments import fold

if TYPE_CHECKING:
    from newsconv.noise.rule import Place
    from newsconv.noise.segments import Segment

__all__ = ["FIELD_RULES", "is_lone_url"]

MAX_CREDIT_CHARS: Final = 60
"""Code points of a credit in bold after a caption: "Anatoly Zhdanov / Kommersant / TASS" has 35."""
MAX_CREDIT_WORDS: Final = 8
"""As above; a bold sentence has more."""
SENTENCE_ENDS: Final = (".", "!", "?", "…", ".”", '."', "’", "”", '"', ")", "。")
"""What stands before a credit: the end of the caption's sentence."""
RE_URL: Final = re.compile(r"https?://\S+$", re.IGNORECASE)
SOURCE_LABELS: Final = (
    r"(?:original (?:url|article|source|link|story)|source(?: url| link)?|url|permalink|originally (?:published"
    r"|posted|appeared)(?: at| on| in)?"
    r"|clipped from|retrieved from|(?:original)?quelle|originalartikel|article original|fuente(?: original)?"
    r"|fonte(?: originale?)?|bron|källa"
    r"|źródło|источник|оригинал|джерело|kaynak|sumber|来源|來源|原文(?:链接|連結)?|转自|轉自)"
)
"""What people and clippers write before the address of a page."""
RE_SOURCE_LABEL: Final = re.compile(rf"^{SOURCE_LABELS}\s?[:：]?$", re.IGNORECASE)


def is_reader_header(segment: Segment, place: Place) -> bool:
    """Tell whether a segment stands in the head that Jina's reader writes: the address follows the title."""
    following = place.following
    return place.at_start and following is not None and following.text.startswith("URL Source:") and bool(segment.text)


def at_start(segment: Segment, place: Place) -> bool:
    """Tell whether a segment stands before the story."""
    return place.at_start and bool(segment.text)


def is_headline(segment: Segment, place: Place) -> bool:
    """Tell whether a segment is the one that was found to be the headline."""
    return segment.index == place.headline_index


def repeats_headline(segment: Segment, place: Place) -> bool:
    """Tell whether a segment above the story, or anywhere on a page, says the headline again.

    Whether it is light is asked last, as that takes longest: what stands for a picture is often the headline.
    """
    if place.in_head or place.is_above_headline:
        says = same_folded(place.folded(segment), place.folded_headline)
    else:
        says = place.context.is_page and bool(place.headline) and place.folded(segment) == place.folded_headline
    return says and not is_light(segment)


def is_date_line(segment: Segment, place: Place) -> bool:
    """Tell whether a segment in the head is nothing but the day of publishing."""
    return place.in_head and dated_as(segment.text) == "published"


def is_update_line(segment: Segment, place: Place) -> bool:
    """Tell whether a segment in the head is nothing but the day of the last change."""
    return place.in_head and dated_as(segment.text) == "updated"


def dated_as(text: str) -> str:
    """Say which date a text is; nothing where it is none."""
    found = parse_labelled_date(text)
    return found[0] if found else ""


def is_byline_below(segment: Segment, place: Place) -> bool:
    """Tell whether a segment in the head names those who wrote the story."""
    return place.in_head and not segment.level and is_byline(segment.text)


def is_credited_caption(segment: Segment, place: Place) -> bool:
    """Tell whether a paragraph in the head ends in a credit set in bold."""
    tail = segment.bold_tail() if place.in_head else None
    if tail is None:
        return False
    before, credit = tail
    return (
        before.endswith(SENTENCE_ENDS)
        and not credit.endswith((".", "!", "?", ":"))
        and len(credit) <= MAX_CREDIT_CHARS
        and len(credit.split()) <= MAX_CREDIT_WORDS
        and credit[:1].isupper()
        and place.following is not None
    )


def is_below_picture(segment: Segment, place: Place) -> bool:
    """Tell whether a segment comes right after a picture."""
    previous = place.previous
    if previous is None or segment.level:
        return False
    return previous.segment.tag == "figure" or previous.segment.is_picture or previous.role == "caption"


def is_source_label(segment: Segment, place: Place) -> bool:
    """Tell whether a line announces the address that follows, at either end of the source."""
    following = place.following
    return (
        following is not None
        and (place.in_tail or place.at_start)
        and RE_SOURCE_LABEL.match(segment.text) is not None
        and is_lone_url(following)
    )


def is_labelled_url(segment: Segment, place: Place) -> bool:
    """Tell whether a segment is the address that the line before announced."""
    return place.previous is not None and place.previous.rule == "source-label" and is_lone_url(segment)


def is_lone_url(segment: Segment) -> bool:
    """Tell whether a segment is nothing but a web address."""
    return RE_URL.match(segment.text.strip("<> ")) is not None


def is_source_line(segment: Segment, place: Place) -> bool:
    """Tell whether a line at either end names the source with a link, or with its address; a page names its own."""
    if segment.level or place.context.is_page or not (place.in_tail or place.at_start):
        return False
    label, rest = split_source_line(segment.text)
    if not label:
        return False
    if RE_URL.match(rest.strip("<> ")):
        return True
    links = segment.live_links
    return len(links) == 1 and segment.link_share > 0 and fold(link_text(segment)) == fold(rest) and bool(fold(rest))


def split_source_line(text: str) -> tuple[str, str]:
    """Split a line into the label of a source and what follows it."""
    match = re.match(rf"({SOURCE_LABELS})\s?[:：]?\s?", text, re.IGNORECASE)
    return (match[1], text[match.end() :]) if match else ("", text)


def link_text(segment: Segment) -> str:
    """Give the words of all links of a segment."""
    from newsconv.document.plain import inline_text

    return " ".join(inline_text(link.children) for link in segment.links)


def in_tail(segment: Segment, place: Place) -> bool:
    """Tell whether a segment stands below the story."""
    return place.in_tail and not segment.level


FIELD_RULES: Final = (
    NoiseRule(
        name="reader-title",
        role="headline",
        reason="the title that Jina's reader wrote above the page",
        pattern=re.compile(r"^Title:\s?(?P<value>.+)$"),
        when=is_reader_header,
        source="pages made into Markdown (jina reader)",
        removes=(
            "<p>Title: Rain</p><p>URL Source: https://example.com/rain</p>",
            "<p>Title: A | B</p><p>URL Source: http://example.com/</p><p>Markdown Content:</p><p>Text.</p>",
        ),
        keeps=("<p>Title: Rain</p><p>It rained.</p>", "<p>Text.</p><p>Title: A</p><p>URL Source: http://b.c/</p>"),
    ),
    NoiseRule(
        name="reader-url",
        role="source_url",
        reason="the address that Jina's reader wrote above the page",
        pattern=re.compile(r"^URL Source:\s?<?(?P<value>https?://[^\s>]+)>?$"),
        when=at_start,
        source="pages made into Markdown (jina reader)",
        removes=(
            "<p>Title: Rain</p><p>URL Source: https://example.com/rain</p>",
            "<p>URL Source: http://example.com/</p><p>Markdown Content:</p>",
        ),
        keeps=("<p>Text.</p><p>URL Source: http://example.com/</p>", "<p>URL Source: unknown</p>"),
    ),
    NoiseRule(
        name="reader-time",
        role="published",
        reason="the time that Jina's reader wrote above the page",
        pattern=re.compile(r"^Published Time:\s?(?P<value>.+)$"),
        when=at_start,
        source="pages made into Markdown (jina reader)",
        removes=("<p>Published Time: 2021-03-17T09:00:00Z</p>", "<p>Published Time: March 17, 2021</p><p>Text.</p>"),
        keeps=("<p>Text.</p><p>Published Time: 2021-03-17</p>", "<p>Published time: unknown</p>"),
    ),
    NoiseRule(
        name="reader-mark",
        role="boilerplate",
        reason="a line that Jina's reader wrote above the page",
        pattern=re.compile(r"^(?:Markdown Content:|Number of Pages: \d+|Warning: (?:This page|Target URL).{0,200})$"),
        when=at_start,
        source="pages made into Markdown (jina reader)",
        removes=("<p>Markdown Content:</p>", "<p>Warning: This page maybe not yet fully loaded.</p>"),
        keeps=("<p>Text.</p><p>Markdown Content:</p>", "<p>Warning: floods</p>"),
    ),
    NoiseRule(
        name="headline",
        role="headline",
        reason="the heading that opens the story",
        when=is_headline,
        source="a page of The Moscow Times made into Markdown; pages made into Markdown (all producers)",
        removes=("<h1>Rain</h1><p>It rained.</p>", "<p>Opinion</p><h1>Rain</h1><p>It rained.</p>"),
        keeps=(
            "<p>It rained.</p><h2>Flood</h2><p>It rose.</p>",
            "<h2>One</h2><p>It rained.</p><h2>Two</h2><p>It rose.</p>",
        ),
    ),
    NoiseRule(
        name="headline-again",
        role="headline",
        reason="it repeats the headline",
        when=repeats_headline,
        source=(
            "pages made into Markdown (jina reader, html-to-markdown, scrapers without a "
            "main-content step: duplicated titles)"
        ),
        removes=(
            "<h1>Rain floods the town</h1><h1>Rain floods the town</h1><p>It rained.</p>",
            "<p>Rain floods the town | The Daily</p><h1>Rain floods the town</h1><p>It rained.</p>",
        ),
        keeps=(
            "<h1>Rain floods the town</h1><p>Rain floods the town every year in spring and autumn.</p>",
            "<h1>Rain</h1><p>It rained.</p><h2>Rain</h2>",
        ),
    ),
    NoiseRule(
        name="update-line",
        role="updated",
        reason="a line of the head that is only the day of the last change",
        when=is_update_line,
        languages=("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "pl", "ru", "uk", "tr"),
        source="pages made into Markdown (byline lines)",
        removes=(
            "<h1>Rain</h1><p>Updated: March 17, 2021</p><p>It rained.</p>",
            "<h1>Regen</h1><p>Aktualisiert am 17. März 2021</p><p>Es regnete.</p>",
        ),
        keeps=("<h1>Rain</h1><p>Updated daily</p>", "<h1>Rain</h1><p>It rained.</p><p>Updated: March 17, 2021</p>"),
    ),
    NoiseRule(
        name="date-line",
        role="published",
        reason="a line of the head that is only a date",
        when=is_date_line,
        source="a page of The Moscow Times made into Markdown",
        removes=(
            "<h1>Rain</h1><p>March 17, 2021</p><p>It rained.</p>",
            "<h1>Regen</h1><p>Mittwoch, 17. März 2021</p><p>Es regnete.</p>",
        ),
        keeps=(
            "<h1>Rain</h1><p>March 17, 2021 was wet.</p>",
            "<h1>Rain</h1><p>It rained.</p><p>March 17, 2021</p>",
            "<p>March 17, 2021</p><p>It rained.</p>",
        ),
    ),
    NoiseRule(
        name="byline",
        role="byline",
        reason="a line of the head that names who wrote the story",
        when=is_byline_below,
        languages=("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb"),
        source=(
            "pages made into Markdown (html-to-markdown, turbohtml, scrapers without a main-content step: byline lines)"
        ),
        removes=(
            "<h1>Rain</h1><p>By Jane Doe</p><p>It rained.</p>",
            "<h1>Regen</h1><p>Von Jana Muster und Max van der Berg</p><p>Es regnete.</p>",
        ),
        keeps=(
            "<h1>Rain</h1><p>By Tuesday the river had risen.</p>",
            "<h1>Rain</h1><p>It rained.</p><p>By Jane Doe</p>",
        ),
    ),
    NoiseRule(
        name="credited-caption",
        role="caption",
        reason="a paragraph of the head that ends in a credit in bold: the caption of the picture above the story",
        when=is_credited_caption,
        source="a page of The Moscow Times made into Markdown (The Moscow Times)",
        removes=(
            "<h1>Rain</h1><p>A street under water. <b>TASS</b></p><p>It rained.</p>",
            "<h1>Rain</h1><p>May 1, 2020</p><p>The river in May. <strong>Jane Doe / MT</strong></p><p>It rained.</p>",
        ),
        keeps=(
            "<h1>Rain</h1><p>He never gave <b>up</b></p><p>It rained.</p>",
            "<h1>Rain</h1><p>It rained.</p><p>It is over. <b>Really</b></p><p>It rained.</p>",
            "<h1>Rain</h1><p>It rained. <b>It will rain again.</b></p><p>It rained.</p>",
        ),
    ),
    NoiseRule(
        name="picture-credit",
        role="credit",
        reason="the credit of the picture above it",
        pattern=re.compile(
            r"^\(?(?P<value>(?:photo(?:graph)?s?(?: credit| courtesy)?|image(?: credit)?|picture|credits?|foto"
            r"|bild|crédits?(?: photo)?|фото)"
            r"(?::| by\b| -| –)\s?[^\s].{1,80}|(?:AP|AFP|Reuters|Getty) (?:Photo|Images?)(?:/.{1,60})?)\)?$",
            re.IGNORECASE,
        ),
        when=is_below_picture,
        languages=("en", "de", "fr", "es", "it", "nl", "pl", "ru"),
        source="pages made into Markdown (photo lines)",
        removes=(
            '<p><img src="a.jpg"></p><p>Photo: J. Doe/AP</p>',
            '<figure><img src="a.jpg"></figure><p>(AP Photo/Jane Doe)</p>',
        ),
        keeps=("<p>It rained.</p><p>Photo: J. Doe/AP</p>", '<p><img src="a.jpg"></p><p>Photos show the flood.</p>'),
    ),
    NoiseRule(
        name="source-label",
        role="boilerplate",
        reason="the label of the source's address",
        when=is_source_label,
        languages=("en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ru", "uk", "tr", "id", "zh"),
        source="a page of The Moscow Times made into Markdown; pages made into Markdown (web clippers: source footers)",
        removes=(
            '<p>It rained.</p><p>Original url:</p><p><a href="https://example.com/a">https://example.com/a</a></p>',
            "<p>Es regnete.</p><p>Quelle:</p><p>https://example.com/a</p>",
        ),
        keeps=("<p>It rained.</p><p>Source:</p><p>The police</p>", "<p>Original url:</p>"),
    ),
    NoiseRule(
        name="labelled-url",
        role="source_url",
        reason="the address of the source",
        when=is_labelled_url,
        source="a page of The Moscow Times made into Markdown",
        removes=(
            '<p>It rained.</p><p>Original url:</p><p><a href="https://example.com/a">https://example.com/a</a></p>',
            "<p>Es regnete.</p><p>Quelle:</p><p>https://example.com/a</p>",
        ),
        keeps=("<p>See:</p><p>https://example.com/a</p>", "<p>It rained.</p><p>https://example.com/a</p>"),
    ),
    NoiseRule(
        name="source-line",
        role="source_url",
        reason="a line that gives the address of the source",
        when=is_source_line,
        languages=("en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ru", "uk", "tr", "id", "zh"),
        source="pages made into Markdown (web clippers: laurent22/joplin#2609, deathau/markdownload#84)",
        removes=(
            '<p>It rained.</p><p>Source: <a href="https://example.com/a">The Daily</a></p>',
            "<p>It rained.</p><p>Original url: https://example.com/a</p>",
        ),
        keeps=(
            '<p>Source: police. See <a href="https://example.com/a">the report</a>.</p>',
            "<p>It rained.</p><p>Source: Reuters</p>",
        ),
    ),
    NoiseRule(
        name="copyright-line",
        role="copyright_notice",
        reason="a copyright notice below the story",
        pattern=re.compile(r"^(?:©|\(c\)\s|copyright\b\W{0,3}(?:©|\(c\)|\d{4})).{0,250}$", re.IGNORECASE),
        when=in_tail,
        source="pages made into Markdown (scrapers without a main-content step, html-to-markdown: site footers)",
        removes=(
            "<p>It rained.</p><p>© 2021 The Daily. All rights reserved.</p>",
            "<p>It rained.</p><p>Copyright 2021 The Associated Press</p>",
        ),
        keeps=(
            "<p>Copyright law is old.</p>",
            f"<p>© is the sign of copyright.</p><p>{'It is older than the law. ' * 5}</p>",
        ),
    ),
)
"""Fields, in the order of the page; the head that another program wrote comes first."""
