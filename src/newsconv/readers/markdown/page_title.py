"""Find the title of a page in what was made of it: `<title>`, with the name of the site behind it, and a heading.

Converters write the title of a page as front matter, as a header line, or as the first line of the text. It mostly says
what the heading above the story says, and the name of the site. In: the parts of a page and the title that is known.
Out: the headline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.noise.segments import fold
from newsconv.report import Removed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsconv.noise.parts import Part
    from newsconv.report import Report

__all__ = ["TITLE_RULE", "find_headline", "report_title"]

TITLE_RULE: Final = "page-title"
"""Name of what is told here, in reports."""
TITLE_REASON: Final = "the title of the page, with the name of the site; the heading of the story is taken"
MIN_TITLE_CHARS: Final = 15
"""Code points of the first line of a page from which on it may be its title; shorter ones name the site."""
MAX_TITLE_CHARS: Final = 200
"""Code points up to which it may be: of the 906 titles of the wcxb and press pages one is longer than 175."""
MAX_TITLE_LEVEL: Final = 3
"""Rank of a heading that may be the story's: some sites have the first for their own name."""
MIN_HEADING_CHARS: Final = 12
"""Code points of a heading that a title begins with; shorter ones are sections (`Politics | The Daily`)."""
MIN_SOLE_CHARS: Final = 25
"""Code points of the only heading of the first rank from which on it is the story's: the names of sites are shorter."""
RE_SITE: Final = re.compile(r"\s(?:[|·•»:–—-]|::|\|\|)\s+\S[^|]{0,60}$")  # noqa: RUF001 - the dashes are meant
"""A separator and the name of a site at the end of a title."""
RE_TAIL: Final = re.compile(
    r"\s*(?P<mark>[|\uff5c\u3163»]|(?<=\s)[·•\u2013\u2014-](?=\s)|(?<=\S)[\uff1a:](?=\S))"
    r"\s*(?P<tail>[^|\uff5c\u3163»]{2,40})$"
)
"""The last of what marks part in a title."""
RE_DASH: Final = re.compile(r"\s+(?:[|·•»:–—-]|::|\|\|)\s+")  # noqa: RUF001 - as above
MIN_SHARED: Final = 3
SHARED: Final = 0.4
"""Words, and share of its words, that a heading has in common with the title of its page if both are of one story: on
the press pages their wording differs on one of four. Must not: the name of a site as the heading of each page."""
PIPES: Final = frozenset("|\uff5c\u3163»")
"""A bar, a wide one, a Korean vowel that is used as one, and a quote: behind them titles name nothing but sections and
sites, if that is short. A dash also parts two sentences, and so needs the page to show the name."""
MAX_SITE_WORDS: Final = 4
"""Words of a site's or section's name: `Rest of World`, `Politics News`. Not the second half of a headline."""
MAX_LABEL_CHARS: Final = 60
"""Code points of a part that may show the name of the site: a logo, a menu's entry, a notice of rights."""
MAX_TAILS: Final = 3
"""Names at the end of one title: `Rain | Politics | News | The Daily` has the most."""
RE_WORD: Final = re.compile(r"\w+")
SEPARATORS: Final = tuple("|-–—·•:»«｜")  # noqa: RUF001 - as above
"""What a site's name begins behind."""


def find_headline(parts: Sequence[Part], known: str, others: Iterable[str] = ()) -> str:
    """Give the headline of a page.

    Args:
        parts: of the page, with text, in reading order.
        known: the title that the source names, or nothing.
        others: titles that it names for networks, without the name of the site.

    Returns:
        The heading, or other title, that the title begins with; else the only heading of the first rank, if the title
        that is known speaks of the same; else that title without the names of section and site. Where none is known,
        the only heading of the first rank, or where there is none what the first line says without the name of the
        site; or nothing, which leaves it open.
    """
    title = known or first_line(parts)
    headings = [part for part in parts if 0 < part.level <= MAX_TITLE_LEVEL]
    for heading in headings if title else ():
        if begins(title, heading.text):
            return heading.text
    shorter = next((other for other in others if known and begins(known, other)), "")
    first = [heading.text for heading in headings if heading.level == 1]
    sole = first[0] if len(first) == 1 and len(first[0]) >= MIN_SOLE_CHARS else ""
    if known:
        return shorter or told_by(sole, known) or without_site(known, parts)
    if first:
        return sole
    return RE_SITE.sub("", RE_SITE.sub("", title)) if len(title) <= MAX_TITLE_CHARS else ""


def told_by(heading: str, title: str) -> str:
    """Give the headline that a page's only top heading and its title tell together, if they speak of one story.

    The heading may begin with a label that the title lacks, the title may say it in other words for search engines.

    >>> told_by("Weather - Rain floods the old town", "Rain floods the old town - News - The Daily")
    'Rain floods the old town'
    >>> told_by("Rain floods the old town again", "Floods: what the rain did to the town | The Daily")
    'Rain floods the old town again'
    """
    words = words_of(heading)
    if not words:
        return ""
    for dash in reversed(list(RE_DASH.finditer(title))):
        part = words_of(title[: dash.start()])
        if dash.start() >= MIN_TITLE_CHARS and words[-len(part) :] == part:
            return title[: dash.start()]
    shared = len(set(words) & set(words_of(title)))
    return heading if shared >= max(MIN_SHARED, SHARED * len(set(words))) else ""


def without_site(title: str, parts: Sequence[Part]) -> str:
    """Give a title without the names of section and site at its end, as far as marks or the page tell them.

    Args:
        title: as `<title>` has it.
        parts: of the page.
    """
    labels = {" ".join(words_of(part.text)) for part in parts if len(part.text) <= MAX_LABEL_CHARS}
    for _ in range(MAX_TAILS):
        match = RE_TAIL.search(title)
        if match is None or match.start() < MIN_TITLE_CHARS:
            break
        tail = words_of(match["tail"])
        if len(tail) > MAX_SITE_WORDS:
            break
        if match["mark"] not in PIPES and not shows(labels, " ".join(tail)):
            break
        title = title[: match.start()]
    return title


def shows(labels: set[str], name: str) -> bool:
    """Tell whether a name is a label of its page, or stands in a short one."""
    return bool(name) and (name in labels or any(f" {name} " in f" {label} " for label in labels))


def words_of(text: str) -> list[str]:
    """Give the words of a text as they count in comparisons."""
    return RE_WORD.findall(fold(text))


def first_line(parts: Sequence[Part]) -> str:
    """Give the text of the first part of a page, if it may be its title."""
    first = parts[0] if parts else None
    if first is None or first.links or first.level or first.runs > 1:
        return ""
    return first.text if MIN_TITLE_CHARS <= len(first.text) <= MAX_TITLE_CHARS else ""


def begins(title: str, heading: str) -> bool:
    """Tell whether a title is a heading, perhaps with a site's name behind or before it.

    >>> begins("Rain floods the old town | The Daily", "Rain floods the old town")
    True
    >>> begins("Rain floods the old town", "Rain floods")
    False
    """
    if words_of(title) == words_of(heading):
        return True
    if len(heading) < MIN_HEADING_CHARS or heading not in title:
        return False
    before, _, after = title.partition(heading)
    return after.lstrip().startswith(SEPARATORS) if not before else not after and before.rstrip().endswith(SEPARATORS)


def report_title(title: str, report: Report) -> None:
    """Report the title of a page, in place of which the heading of the story is taken."""
    report.add(Removed(rule=TITLE_RULE, reason=TITLE_REASON, text=title))
