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
SEPARATORS: Final = tuple("|-–—·•:»«｜")  # noqa: RUF001 - as above
"""What a site's name begins behind."""


def find_headline(parts: Sequence[Part], known: str, others: Iterable[str] = ()) -> str:
    """Give the headline of a page.

    Args:
        parts: of the page, with text, in reading order.
        known: the title that the source names, or nothing.
        others: titles that it names for networks, without the name of the site.

    Returns:
        The heading, or other title, that the title begins with; else the title that is known; without one, the only
        heading of the first rank, or where there is none what the first line says without the name of the site; or
        nothing, which leaves it open.
    """
    title = known or first_line(parts)
    headings = [part for part in parts if 0 < part.level <= MAX_TITLE_LEVEL]
    for heading in headings if title else ():
        if begins(title, heading.text):
            return heading.text
    shorter = next((other for other in others if known and begins(known, other)), "")
    first = [heading.text for heading in headings if heading.level == 1]
    if known or first:
        return shorter or known or (first[0] if len(first) == 1 and len(first[0]) >= MIN_SOLE_CHARS else "")
    return RE_SITE.sub("", RE_SITE.sub("", title)) if len(title) <= MAX_TITLE_CHARS else ""


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
    if fold(title) == fold(heading):
        return True
    if len(heading) < MIN_HEADING_CHARS or heading not in title:
        return False
    before, _, after = title.partition(heading)
    return after.lstrip().startswith(SEPARATORS) if not before else not after and before.rstrip().endswith(SEPARATORS)


def report_title(title: str, report: Report) -> None:
    """Report the title of a page, in place of which the heading of the story is taken."""
    report.add(Removed(rule=TITLE_RULE, reason=TITLE_REASON, text=title))
