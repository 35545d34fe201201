"""Rules for web pages, where elements and the words of classes are evidence beside the learned score.

Class words are those of an element and of the elements around it, up to the one that holds the
article, parted at hyphens, underscores and changes of case.
"""

# ruff: noqa: RUF001 - phrases in many scripts, some of whose letters look alike

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.document.plain import inline_text
from newsconv.noise.rule import NoiseRule, is_light

if TYPE_CHECKING:
    from newsconv.noise.rule import Place
    from newsconv.noise.segments import Segment

__all__ = ["PAGE_RULES"]

SITE_WORDS: Final = frozenset(
    """share sharing shares social socials sharebar sharetools addthis sharethis newsletter newsletters signup subscribe
    subscription subscribers paywall regwall comment comments disqus respond advert adverts advertisement advertising
    advertorial ad ads adv adslot adunit adsbygoogle dfp gpt sponsor sponsored sponsors promo promos promotion promobox
    outbrain taboola recommended recommendations recommendation recirculation recirc trending popular breadcrumb
    breadcrumbs cookie cookies consent gdpr modal popup toolbar pagination pager sidebar skyscraper
    navigation navbar menu nav tags taglist topics keywords copyright rating ratings print printfriendly sharedaddy
    login donate donation""".split()
)
"""Words in classes and ids of parts that are not the story. Seen across the aeb, press and wcxb pages; words that also
stand in the classes of stories (`content`, `more`, `header`, `banner`, `widget`, `tool`) are left out."""
NOTICE_WORDS: Final = frozenset({"disclaimer", "disclaimers", "cta"})
"""Words in classes of a site's notices and of its invitations ("call to action")."""
PRINT_WORDS: Final = frozenset({"print"})
HIDING_WORDS: Final = frozenset({"hide", "dnprint", "noprint"})
"""Words that turn `print` round: what is hidden in print (`hide-for-print`) is shown on the page, pictures of the story
among it (on 3 pages)."""
MEDIA_WORDS: Final = frozenset(
    "caption captions figcaption imagecaption wpcaption mediacaption photocaption cutline legend credit credits".split()
)
"""Words in classes of the text below a picture."""
MAX_SITE_PROSE_CHARS: Final = 1_500
"""Code points of a part that class words alone take out. More text than this under such a class is a story in an oddly
named box."""


def has_words(segment: Segment, words: frozenset[str]) -> bool:
    """Tell whether any of the words stands in the classes."""
    return not segment.words.isdisjoint(words)


def is_aside(segment: Segment, _place: Place) -> bool:
    """Tell whether a box beside the story is mostly links or short."""
    return "aside" in {segment.tag, *segment.containers}


def is_site_class(segment: Segment, _place: Place) -> bool:
    """Tell whether class words speak of the site rather than the story."""
    words = SITE_WORDS & segment.words
    if words <= PRINT_WORDS and not HIDING_WORDS.isdisjoint(segment.words):
        return False
    return bool(words) and len(segment.text) <= MAX_SITE_PROSE_CHARS


def is_notice_class(segment: Segment, _place: Place) -> bool:
    """Tell whether class words speak of a notice of the site."""
    return has_words(segment, NOTICE_WORDS) and len(segment.text) <= MAX_SITE_PROSE_CHARS


def is_caption_class(segment: Segment, _place: Place) -> bool:
    """Tell whether class words speak of the text below a picture."""
    return has_words(segment, MEDIA_WORDS) and segment.is_paragraph and not segment.is_picture


def is_text_line(segment: Segment, _place: Place) -> bool:
    """Tell whether a segment is one paragraph with text."""
    return segment.is_paragraph and not segment.is_picture


def is_pictured_caption(segment: Segment, _place: Place) -> bool:
    """Tell whether a paragraph is a picture and a short text that says whose the picture is."""
    split = segment.picture_and_text()
    return split is not None and RE_PICTURED.search(inline_text(split[1]).strip()) is not None


def is_repeated(_segment: Segment, place: Place) -> bool:
    """Tell whether the same text stood above."""
    return place.is_repeated


def is_label_below(segment: Segment, place: Place) -> bool:
    """Tell whether a short line below all prose is no sentence, or a heading has nothing under it: buttons, teasers."""
    if not (place.in_tail and place.story_end > 0):
        return False
    below = place.following
    return is_label(segment) or (bool(segment.level) and (below is None or bool(below.level)))


def is_label(segment: Segment) -> bool:
    """Tell whether a segment is one short line without the end of a sentence."""
    return (
        segment.is_paragraph
        and not is_light(segment)
        and len(segment.text) <= MAX_LABEL_CHARS
        and not segment.text.endswith(SENTENCE_ENDS)
    )


RE_CREDIT_TAIL: Final = re.compile(
    r"^(?=[^:©]*[:©]).*?(?:\((?:image|photo|picture|foto|bild|credit)s?(?: credit| by)?\s?:[^()]{1,80}\)"
    r"|\b(?:bildrechte|bildquelle|foto|fotos|photo credit|image credit|ảnh|fotoğraf)\s?: [^.]{2,60}|©[^.]{2,80})$",
    re.IGNORECASE,
)
"""The credit at the end of a caption. Few texts hold one of its two marks, and only in those it is looked for."""
RE_PICTURED: Final = re.compile(
    r"^(?:©\s?\S.{1,240}|(?:source|quelle|fuente|bron)\s?: [^.]{2,60}|.{1,200}\b(?:photo|image|picture|foto|bild)s?"
    r"(?: by| credit)?\s?: ?[^.]{2,60}\.?|.{1,200}\([^()]{1,40}/[^()]{1,40}\))$",
    re.IGNORECASE,
)
"""The text beside a picture in its paragraph that is its caption: a credit at the beginning or the end of it."""
MAX_LABEL_CHARS: Final = 80
"""Code points; the names of sections, authors and buttons on the aeb and press pages have fewer."""
SENTENCE_ENDS: Final = (".", "!", "?", "…", ":", '"', "”", "“", "»", "’", "'", ")", "。", "！", "？", "」", "।", "؟")

DOUBTFUL: Final = 1.0
"""Log-odds below which these rules are right more often than the score (held out: `box-beside` 219 of 219 words,
`label-below` 56 of 79, `site-class` 32 of 37, `repeated-text` 48 of 52), and above which they are not."""
SURE: Final = 2.0
"""Log-odds up to which a class that is the site's own word for a notice is believed; above stands 1 of 24 parts."""
LONG_TEXT: Final = "It rained all night and all day in the old town, and the river rose up to the town hall. " * 5
"""Prose for the examples below."""

PAGE_RULES: Final = (
    NoiseRule(
        name="box-beside",
        role="boilerplate",
        reason="a box beside the story",
        when=is_aside,
        pages_only=True,
        up_to_score=DOUBTFUL,
        source="HTML Living Standard, section 4.3.5; aeb, press and wcxb pages",
        removes=("<p>It rained.</p><aside><p>More news</p></aside>", '<aside><a href="/a">Rain</a></aside>'),
        keeps=("<p>It rained.</p>", "<blockquote>It rained.</blockquote>"),
    ),
    NoiseRule(
        name="site-class",
        role="boilerplate",
        reason="a part whose class says that it is the site's",
        when=is_site_class,
        pages_only=True,
        up_to_score=DOUBTFUL,
        source="aeb, press and wcxb pages",
        removes=('<div class="social-share"><p>Tell your friends</p></div>', '<p id="ad-1">Buy rain coats</p>'),
        keeps=('<p class="adapted reading">It rained.</p>', '<div class="story-content"><p>It rained.</p></div>'),
    ),
    NoiseRule(
        name="notice-class",
        role="boilerplate",
        reason="a part whose class says that it is a notice of the site",
        when=is_notice_class,
        pages_only=True,
        up_to_score=SURE,
        source="aeb and wcxb pages (right on 22 of the 23 that it takes out)",
        removes=(
            f'<p class="article-disclaimer">Welcome to the deals of the day.</p><p>{LONG_TEXT}</p>',
            f'<div class="cta-box"><p>Looking for an umbrella? We sell some.</p></div><p>{LONG_TEXT}</p>',
        ),
        keeps=('<p class="disclaims">It rained.</p>', '<p class="octas">It rained.</p>'),
    ),
    NoiseRule(
        name="caption-class",
        role="caption",
        reason="a part whose class says that it is the text below a picture",
        when=is_caption_class,
        pages_only=True,
        source="aeb, press and wcxb pages",
        removes=('<p class="wp-caption-text">The river</p>', '<div class="image-caption">The river</div>'),
        keeps=('<p class="captivating">The river</p>', '<h2 class="caption">The river</h2>'),
    ),
    NoiseRule(
        name="pictured-caption",
        role="caption",
        reason="a picture with a text that says whose it is",
        when=is_pictured_caption,
        pages_only=True,
        languages=("en", "de", "es", "nl"),
        source="aeb and wcxb pages (right on all 13 that it takes)",
        removes=(
            '<p><img src="a.jpg"> © Jane Doe The river in May</p>',
            "<p><img src='a.jpg'>The river in May. Photo by: 'Jane Doe'.</p>",
            '<p><a href="/a"><img src="a.jpg"></a> Source: River Office</p>',
        ),
        keeps=(
            '<p><img src="a.jpg">The river rose to the second step of the town hall.</p>',
            '<p><img src="a.jpg">Our source: the police, who were there. They saw it.</p>',
            "<p>© Jane Doe</p>",
        ),
    ),
    NoiseRule(
        name="credited-line",
        role="caption",
        reason="a line that ends in the credit of a picture",
        pattern=RE_CREDIT_TAIL,
        when=is_text_line,
        pages_only=True,
        languages=("en", "de", "fr", "es", "it", "nl", "sv", "nb", "da", "vi", "tr", "pl"),
        source="aeb and press pages",
        removes=("<p>The river in May. (Image: GETTY)</p>", "<p>Der Fluss im Mai. Bildrechte: MDR/Jana Muster</p>"),
        keeps=("<p>He showed me a photo: it was hers.</p>", "<p>The image (a photo) was hers.</p>"),
    ),
    NoiseRule(
        name="repeated-text",
        role="boilerplate",
        reason="it says again what stands above",
        when=is_repeated,
        pages_only=True,
        up_to_score=DOUBTFUL,
        source=(
            "aeb and press pages (captions of galleries, quotes pulled out); pages made into "
            "Markdown (crawl4ai, unclecode/crawl4ai#1213)"
        ),
        removes=(f"<p>{LONG_TEXT}</p><p>{LONG_TEXT}</p>", f"<p>{LONG_TEXT}</p><div><em>{LONG_TEXT}</em></div>"),
        keeps=(f"<p>{LONG_TEXT}</p><p>{LONG_TEXT} Again.</p>", "<p>It rained.</p><p>It rained.</p>"),
    ),
    NoiseRule(
        name="label-below",
        role="boilerplate",
        reason="a short line below the text that is no sentence",
        when=is_label_below,
        pages_only=True,
        up_to_score=DOUBTFUL,
        source="aeb and press pages",
        removes=(f"<p>{LONG_TEXT}</p><p>Back to gallery</p>", f"<p>{LONG_TEXT}</p><h3>More news</h3>"),
        keeps=(f"<p>{LONG_TEXT}</p><p>It rained.</p>", f"<h2>Rain</h2><p>{LONG_TEXT}</p>"),
    ),
)
"""What classes and elements of a page say."""
