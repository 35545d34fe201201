"""Rules for web pages, where elements and the words of classes are evidence.

Class words are those of an element and of the elements around it, up to the one that holds the
article, parted at hyphens, underscores and changes of case.
"""

# ruff: noqa: RUF001 - phrases in many scripts, some of whose letters look alike

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.noise.rule import NoiseRule, is_light, is_prose

if TYPE_CHECKING:
    from newsconv.noise.rule import Place
    from newsconv.noise.segments import Segment

__all__ = ["PAGE_RULES", "SITE_TAGS", "SITE_WORDS"]

SITE_TAGS: Final = frozenset({"nav", "footer", "form", "dialog", "menu", "search"})
"""Elements that hold what surrounds a story (HTML Living Standard, sections 4.3 and 4.10)."""
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
RELATED_WORDS: Final = frozenset(
    "related relateds relatedarticles relatedposts readmore readnext seealso teaser teasers mostread morenews".split()
)
"""Words in classes of parts that point to other stories."""
MEDIA_WORDS: Final = frozenset(
    "caption captions figcaption imagecaption wpcaption mediacaption photocaption cutline legend credit credits".split()
)
"""Words in classes of the text below a picture."""
HEAD_WORDS: Final = frozenset(
    """byline bylines author authors dateline timestamp date dates datetime time published pubdate publish updated
    posted meta metadata postmeta kicker eyebrow""".split()
)
"""Words in classes of the lines that name author and date."""
MAX_HEAD_CHARS: Final = 160
"""Code points of a line that names author and date; longer ones are the story with a class like `meta-text`."""
LINKY_SHARE: Final = 0.75
"""Share of text in links from which on a list or box is a list of links. On the aeb and press pages story lists stay
below 0.5, lists of teasers are above 0.8."""
MIN_LINKY_LINKS: Final = 2
MAX_SITE_PROSE_CHARS: Final = 1_500
"""Code points of a part that class words alone take out. More text than this under such a class is a story in an oddly
named box."""


def has_words(segment: Segment, words: frozenset[str]) -> bool:
    """Tell whether any of the words stands in the classes."""
    return not segment.words.isdisjoint(words)


def is_site_part(segment: Segment, _place: Place) -> bool:
    """Tell whether the element or one around it is for navigation."""
    return segment.tag in SITE_TAGS or not SITE_TAGS.isdisjoint(segment.containers)


def is_aside(segment: Segment, _place: Place) -> bool:
    """Tell whether a box beside the story is mostly links or short."""
    return "aside" in {segment.tag, *segment.containers}


def is_site_class(segment: Segment, _place: Place) -> bool:
    """Tell whether class words speak of the site rather than the story."""
    return has_words(segment, SITE_WORDS) and len(segment.text) <= MAX_SITE_PROSE_CHARS


def is_related_class(segment: Segment, _place: Place) -> bool:
    """Tell whether class words speak of other stories."""
    return has_words(segment, RELATED_WORDS) and len(segment.text) <= MAX_SITE_PROSE_CHARS


def is_caption_class(segment: Segment, _place: Place) -> bool:
    """Tell whether class words speak of the text below a picture."""
    return has_words(segment, MEDIA_WORDS) and segment.is_paragraph and not segment.is_picture


def is_head_class(segment: Segment, _place: Place) -> bool:
    """Tell whether class words speak of author and date, and the line is as short as those are."""
    return has_words(segment, HEAD_WORDS) and not is_prose(segment) and len(segment.text) <= MAX_HEAD_CHARS


def is_link_list(segment: Segment, _place: Place) -> bool:
    """Tell whether a list, table or box is mostly links."""
    if segment.link_share < LINKY_SHARE or segment.is_picture:
        return False
    return segment.list_depth > 0 or len(segment.links) >= MIN_LINKY_LINKS


def is_text_line(segment: Segment, _place: Place) -> bool:
    """Tell whether a segment is one paragraph with text."""
    return segment.is_paragraph and not segment.is_picture


def is_repeated(_segment: Segment, place: Place) -> bool:
    """Tell whether the same text stood above."""
    return place.is_repeated


def is_label_above(segment: Segment, place: Place) -> bool:
    """Tell whether a short line above all prose is no sentence: a section, a name, a time."""
    return place.is_above_prose and is_label(segment)


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
MAX_LABEL_CHARS: Final = 80
"""Code points; the names of sections, authors and buttons on the aeb and press pages have fewer."""
SENTENCE_ENDS: Final = (".", "!", "?", "…", ":", '"', "”", "“", "»", "’", "'", ")", "。", "！", "？", "」", "।", "؟")

LONG_TEXT: Final = "It rained all night and all day in the old town, and the river rose up to the town hall. " * 5
"""Prose for the examples below."""

PAGE_RULES: Final = (
    NoiseRule(
        name="site-part",
        role="boilerplate",
        reason="an element for navigation or input",
        when=is_site_part,
        pages_only=True,
        without_score=True,
        source="HTML Living Standard; aeb, press and wcxb pages",
        removes=("<nav>World Sport</nav><p>It rained.</p>", "<p>It rained.</p><footer>About us</footer>"),
        keeps=("<section>It rained.</section>", "<blockquote><p>It rained.</p><footer>Jane Doe</footer></blockquote>"),
    ),
    NoiseRule(
        name="box-beside",
        role="boilerplate",
        reason="a box beside the story",
        when=is_aside,
        pages_only=True,
        without_score=True,
        source="HTML Living Standard, section 4.3.5; aeb, press and wcxb pages",
        removes=("<p>It rained.</p><aside><p>More news</p></aside>", '<aside><a href="/a">Rain</a></aside>'),
        keeps=("<p>It rained.</p>", "<blockquote>It rained.</blockquote>"),
    ),
    NoiseRule(
        name="related-class",
        role="boilerplate",
        reason="a part whose class says that it points to other stories",
        when=is_related_class,
        pages_only=True,
        without_score=True,
        source="aeb, press and wcxb pages",
        removes=(
            '<div class="related-posts"><p>Flood</p></div>',
            '<div id="readMore"><a href="/a">Flood</a></div><p class="read-next teaser">x</p>',
        ),
        keeps=('<p class="story-text">It rained.</p>', '<p class="correlated">It rained.</p>'),
    ),
    NoiseRule(
        name="site-class",
        role="boilerplate",
        reason="a part whose class says that it is the site's",
        when=is_site_class,
        pages_only=True,
        without_score=True,
        source="aeb, press and wcxb pages",
        removes=('<div class="social-share"><p>Tell your friends</p></div>', '<p id="ad-1">Buy rain coats</p>'),
        keeps=('<p class="adapted reading">It rained.</p>', '<div class="story-content"><p>It rained.</p></div>'),
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
        without_score=True,
        source=(
            "aeb and press pages (captions of galleries, quotes pulled out); pages made into "
            "Markdown (crawl4ai, unclecode/crawl4ai#1213)"
        ),
        removes=(f"<p>{LONG_TEXT}</p><p>{LONG_TEXT}</p>", f"<p>{LONG_TEXT}</p><div><em>{LONG_TEXT}</em></div>"),
        keeps=(f"<p>{LONG_TEXT}</p><p>{LONG_TEXT} Again.</p>", "<p>It rained.</p><p>It rained.</p>"),
    ),
    NoiseRule(
        name="head-class",
        role="boilerplate",
        reason="a line whose class says that it names author or date",
        when=is_head_class,
        pages_only=True,
        without_score=True,
        source="aeb, press and wcxb pages",
        removes=('<p class="byline">Jane Doe, London</p>', '<div class="post-meta">3 hours ago</div>'),
        keeps=(
            f'<p class="meta">{"It rained all night and all day. " * 4}</p>',
            '<p class="dated-text">It rained.</p>',
        ),
    ),
    NoiseRule(
        name="link-list",
        role="boilerplate",
        reason="a list or row of links",
        when=is_link_list,
        pages_only=True,
        without_score=True,
        source="aeb, press and wcxb pages",
        removes=(
            '<ul><li><a href="/a">Rain</a></li><li><a href="/b">Flood</a></li></ul>',
            '<p><a href="/a">Rain</a> <a href="/b">Flood</a></p>',
        ),
        keeps=('<p><a href="/a">Rain</a></p>', '<ul><li>It rained in <a href="/a">Bonn</a></li></ul>'),
    ),
    NoiseRule(
        name="label-above",
        role="boilerplate",
        reason="a short line above the text that is no sentence",
        when=is_label_above,
        pages_only=True,
        without_score=True,
        source="aeb and press pages",
        removes=("<p>Get short URL</p>", "<div>Jane Doe, London</div>"),
        keeps=("<p>It rained.</p>", "<h2>Rain in the old town</h2>"),
    ),
    NoiseRule(
        name="label-below",
        role="boilerplate",
        reason="a short line below the text that is no sentence",
        when=is_label_below,
        pages_only=True,
        without_score=True,
        source="aeb and press pages",
        removes=(f"<p>{LONG_TEXT}</p><p>Back to gallery</p>", f"<p>{LONG_TEXT}</p><h3>More news</h3>"),
        keeps=(f"<p>{LONG_TEXT}</p><p>It rained.</p>", f"<h2>Rain</h2><p>{LONG_TEXT}</p>"),
    ),
)
"""What classes and elements of a page say."""
