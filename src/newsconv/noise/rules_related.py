"""Rules for what points to other stories: "Read more" lines and headed lists of links."""

# ruff: noqa: RUF001 - phrases in many scripts, some of whose letters look alike

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.document.plain import inline_text
from newsconv.noise.rule import NoiseRule
from newsconv.noise.segments import fold

if TYPE_CHECKING:
    from newsconv.noise.rule import Place
    from newsconv.noise.segments import Segment

__all__ = ["RELATED_RULES"]

RELATED_LABELS: Final = (
    r"(?:related(?: articles?| stor(?:y|ies)| news| content| coverage| posts?| links?| reading| topics?)?"
    r"|(?:read|see|watch|listen|hear) (?:more|also|next|too)(?: (?:at|on|about|from) [^:]{1,40})?|also (?:read"
    r"|see|watch)"
    r"|more (?:on this(?: story| topic)?|stories|news|from [^:]{1,40}|about [^:]{1,40}|on [^:]{1,40}|coverage)"
    r"|(?:you (?:may|might) also like|recommended(?: for you| stories| reading)?|don'?t miss|further reading)"
    r"|most (?:read|popular|viewed|shared)(?: (?:in|on) [^:]{1,40})?"
    r"|trending(?: now)?|editor'?s'? picks?|top stories|latest (?:news|stories)"
    r"|(?:lesen|sehen) sie (?:auch|dazu)|mehr zum thema|mehr (?:dazu|lesen)|auch interessant|weiterlesen|zum thema"
    r"|(?:lire|voir) (?:aussi|également)|à lire(?: aussi| également)?|sur le même sujet|lisez aussi"
    r"|pour aller plus loin"
    r"|(?:lea|lee|leer|vea|ver|mira) (?:también|además|más)|te puede interesar|más información"
    r"|noticias? relacionadas?|relacionad[oa]s?"
    r"|(?:leia|veja|saiba) (?:também|mais)|(?:leggi|vedi) anche|(?:lees|bekijk) ook|läs (?:också|även|mer)"
    r"|les også|læs også"
    r"|(?:czytaj|zobacz|przeczytaj) (?:też|także|również|więcej)|(?:читайте|читать|смотрите) (?:также|ещ[её])|по теме"
    r"|(?:читайте|дивіться) також|baca juga|(?:ayrıca|bunu da) okuyun|ilgili haberler"
    r"|相关(?:阅读|新闻)|延伸閱讀|関連記事)"
)
"""What sites write before a link to another story (whole labels, in the languages named in the rules)."""
RE_LABEL: Final = re.compile(rf"^{RELATED_LABELS}\s?[:：|>»–—-]{{0,2}}\s?", re.IGNORECASE)
RE_WHOLE_LABEL: Final = re.compile(rf"^{RELATED_LABELS}\s?[:：…]?$", re.IGNORECASE)
LANGUAGES: Final = (
    "en",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "sv",
    "nb",
    "da",
    "pl",
    "ru",
    "uk",
    "id",
    "tr",
    "zh",
    "ja",
)
LIST_LINK_SHARE: Final = 0.8
"""Share of a list's text in links from which on it is a list of links: the rest are dates and sections."""
MAX_HEADING_CHARS: Final = 60
MAX_LINE_CHARS: Final = 300
"""Code points; a label and one title, or a few."""


def is_related_line(segment: Segment, _place: Place) -> bool:
    """Tell whether a line is a label and links, nothing else."""
    if not segment.links or len(segment.text) > MAX_LINE_CHARS:
        return False
    match = RE_LABEL.match(segment.text)
    if match is None:
        return False
    linked = fold(" ".join(inline_text(link.children) for link in segment.links))
    rest = fold(segment.text[match.end() :])
    if linked == fold(segment.text):
        return bool(rest) and segment.text[: match.end()].rstrip().endswith((":", "|", ">", "»", "-", "–", "—"))
    return bool(rest) and linked == rest


def is_related_heading(segment: Segment, place: Place) -> bool:
    """Tell whether a short line says that links to other stories follow, and they do."""
    following = place.following
    return (
        following is not None
        and len(segment.text) <= MAX_HEADING_CHARS
        and is_link_block(following)
        and RE_WHOLE_LABEL.match(segment.text) is not None
    )


def is_link_block(segment: Segment) -> bool:
    """Tell whether a segment is nothing but links, dates of theirs aside."""
    return bool(segment.links) and segment.link_share >= LIST_LINK_SHARE


def is_below_related(segment: Segment, place: Place) -> bool:
    """Tell whether a segment is one of the links that a heading announced."""
    return (
        place.previous is not None
        and place.previous.rule in {"related-heading", "related-list"}
        and is_link_block(segment)
        and not segment.level
    )


def is_lone_prompt(segment: Segment, _place: Place) -> bool:
    """Tell whether a link says only that there is more."""
    return not segment.level and bool(segment.links) and is_link_block(segment)


RELATED_RULES: Final = (
    NoiseRule(
        name="related-line",
        role="related",
        reason="a line that only points to another story",
        when=is_related_line,
        languages=LANGUAGES,
        source="a page of The Moscow Times made into Markdown; pages made into Markdown (related lines)",
        removes=(
            '<p><strong>Related article:</strong> <a href="#">Rain floods the town</a></p>',
            '<p>READ MORE: <a href="/rain">Rain floods the town</a></p>',
            '<p><a href="/regen">Lesen Sie auch: Regen in der Stadt</a></p>',
        ),
        keeps=(
            '<p>Read more about the flood in <a href="/rain">the report</a> that was published.</p>',
            '<p>See also the <a href="/law">law of 1998</a>, which forbids it.</p>',
            "<p>Related: nothing</p>",
        ),
    ),
    NoiseRule(
        name="related-heading",
        role="boilerplate",
        reason="the heading of links to other stories",
        when=is_related_heading,
        languages=LANGUAGES,
        source="pages made into Markdown (related lines)",
        removes=(
            '<h1>Flood</h1><h2>Related articles</h2><ul><li><a href="/a">Rain</a></li></ul>',
            '<p>Most read</p><p><a href="/a">Rain</a></p>',
        ),
        keeps=(
            "<h2>Related articles</h2><p>The museum shows them.</p>",
            '<h2>More rain</h2><ul><li><a href="/a">Rain</a></li></ul>',
        ),
    ),
    NoiseRule(
        name="related-list",
        role="related",
        reason="links to other stories",
        when=is_below_related,
        source="pages made into Markdown (related lines)",
        removes=(
            '<h1>Flood</h1><h2>Related articles</h2><ul><li><a href="/a">Rain</a></li></ul>',
            '<p>Most read</p><p><a href="/a">Rain</a></p><p><a href="/b">Flood</a></p>',
        ),
        keeps=(
            '<h2>Sources</h2><ul><li><a href="/a">Rain</a></li></ul>',
            '<h2>Related articles</h2><ul><li>Rain, see <a href="/a">here</a></li></ul>',
        ),
    ),
    NoiseRule(
        name="more-prompt",
        role="boilerplate",
        reason="a link that says only that there is more",
        pattern=re.compile(
            r"^(?:read (?:more|the full (?:story|article)|on)|(?:see|view|show|load) (?:more|all)|learn more"
            r"|click here|weiterlesen"
            r"|mehr(?: lesen)?|lire (?:la suite|plus)|leer más|ver más|leia mais|saiba mais|leggi (?:di più"
            r"|tutto)|lees (?:meer|verder)"
            r"|läs mer|czytaj (?:więcej|dalej)|читать (?:далее|полностью))\W{0,4}$",
            re.IGNORECASE,
        ),
        when=is_lone_prompt,
        languages=LANGUAGES,
        source="pages made into Markdown (related lines)",
        removes=('<p><a href="/a">Read more</a></p>', '<p><a href="/a">Weiterlesen …</a></p>'),
        keeps=("<p>Read on.</p>", '<p><a href="/a">Read more books</a></p>'),
    ),
)
"""Pointers to other stories."""
