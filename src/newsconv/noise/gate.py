"""The gate before the learned score of Markdown and text: is a source a whole page, or a text of somebody's own?

A page is read by the score, as menus, teasers and notices are around its story. A text that somebody wrote is not: of
it only named rules leave anything out. What tells them apart is the score itself, which also learned from clean texts
in which everything is story: of a page it says that many parts are not, of a text that none or few are not. For it to
count, some of these parts must be furniture: lines of nothing but links, and of words that only sites use; or, as the
score knows the words of few languages, there must be very many that it is sure of.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from newsconv.noise.parts import PROSE_SIZE
from newsconv.noise.segments import fold
from newsconv.report import Guessed, Skipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsconv.noise.parts import Part
    from newsconv.report import Report

__all__ = ["TAIL", "is_whole_page", "may_be_page", "report_page"]

MIN_PIECES: Final = 6
"""Parts of a source, or lines of a text, from which on it may be a page: those that programs made of the aeb and press
pages have seven and more, but for a few whose story is in scripts."""
OUTSIDE_SCORE: Final = -1.0
"""Log-odds below which a part is hardly story. Of 68 clean texts written by hand, in 20 languages, two have two parts
with such a score and none has more; what programs make of pages has 80 in the median."""
MIN_OUTSIDE: Final = 4
"""Parts with such a score that a page has at least. Of the stories of the aeb and press pages, written without anything
around them, one in a hundred has as many (a list of meals, of 200 short lines)."""
MIN_SPEAKING: Final = 2
"""Parts among them that speak of the site and suffice as evidence. Lists of meals, results and names have none."""
MIN_LINKING: Final = 3
"""Parts of nothing but links that suffice with one that speaks of the site; alone they may be somebody's list."""
SURE_SCORE: Final = -3.0
"""Log-odds below which a part is surely no story. What programs make of pages has dozens; of 450 stories of the aeb,
press and wcxb pages, written without anything around them and scored by tables that have not seen their publishers, two
have six (the goods of a shop)."""
MIN_SURE: Final = 6
"""Such parts that suffice where one part speaks of the site and `MIN_MANY` are hardly story."""
MIN_MANY: Final = 12
MIN_SURE_ALONE: Final = 20
"""Such parts, not of links, that suffice where none speaks of the site, with `MIN_PROSE` paragraphs and no code: pages
in languages that the score knows no words of. Both bounds together find 14 more of 1,061 sources made of pages, and one
more of the 450 stories; F1 of their stories rises from .55 to .93 in the mean."""
MIN_CONTAINERS: Final = 15
"""Marks of a page's boxes (`::: {.teaser}`, `<div class="teaser">`) that suffice as evidence: those who write Markdown
have a few at most, and code beside them. What pandoc makes of the press pages has 35 in the median; where the score
knows too few words of the language, 18 of its 115 were not told."""
MIN_PROSE: Final = 3
"""Paragraphs that score as story beside them: a list of results or names has none or few."""
PROSE_SCORE: Final = 1.0
CODE_RATIO: Final = 3
"""How many such parts there must be for each piece of code. With these bounds none of the 68 clean texts is taken for a
page, and none of the READMEs in Markdown among those of 118 Python packages, which have badges and lists of links."""
LINK_SHARE: Final = 0.8
"""Share of links from which on a part is of nothing but links, and what parts them."""
FURNITURE_ODDS: Final = -1.5
"""Sum of the log-odds of the words at its start from which on a part speaks of the site: `Privacy`, `Newsletter`."""
MAX_LABEL_SIZE: Final = 120
"""Size up to which a part may speak of the site: menus and notices are short."""
ADDRESS_MARK: Final = "://"
"""What stands in an address; the words of one (`https`, `com`) are those of sites and say nothing. Seen in READMEs."""
CODE_TAG: Final = "pre"
"""The element of code, which manuals have and pages of news hardly do."""
MAX_WORDS: Final = 14
"""Words at the start of a part that are looked up, as the score does."""
TAIL: Final = 12
"""Parts below the story that the rules are asked about: the source's address, a notice of copyright, related stories
and the author stand there. What no rule knows goes by its score."""
NO_STORY_REASON: Final = "no story was found on the page: no part of it reads like one, so that the rules alone decide"
PAGE_RULE: Final = "whole-page"


def may_be_page(pieces: int) -> bool:
    """Tell whether a source has parts enough to be a page."""
    return pieces >= MIN_PIECES


def is_whole_page(parts: Sequence[Part], words: Mapping[str, float], *, containers: int = 0) -> bool:
    """Tell whether a source is a whole page.

    Args:
        parts: of the source, with their scores.
        words: log-odds of words at the start of a part.
        containers: how many marks of a page's boxes the source has.
    """
    outside = [part for part in parts if is_outside(part)]
    if len(outside) < MIN_OUTSIDE:
        return False
    linking = sum(part.link_share >= LINK_SHARE for part in outside)
    code = sum(part.tag == CODE_TAG for part in parts)
    wanted = max(MIN_SPEAKING, CODE_RATIO * code - linking)
    if containers >= MIN_CONTAINERS and not code:
        return True
    speakers = (part for part in outside if speaks_of_site(part, words))
    speaking = sum(1 for _ in islice(speakers, wanted))  # more would change nothing
    if speaking + linking < CODE_RATIO * code:
        return False
    if speaking >= MIN_SPEAKING or (speaking > 0 and linking >= MIN_LINKING):
        return True
    sure = [part for part in outside if part.score is not None and part.score < SURE_SCORE]
    if speaking and len(outside) >= MIN_MANY and len(sure) >= MIN_SURE:
        return True
    return not code and has_much_else(parts, sure)


def has_much_else(parts: Sequence[Part], sure: Sequence[Part]) -> bool:
    """Tell whether a source has paragraphs of a story, and very much that is surely none and no links either."""
    alone = sum(part.link_share < LINK_SHARE for part in sure)
    prose = sum(part.score is not None and part.score > PROSE_SCORE and part.size >= PROSE_SIZE for part in parts)
    return alone >= MIN_SURE_ALONE and prose >= MIN_PROSE


def report_page(parts: Sequence[Part], report: Report, *, has_story: bool) -> None:
    """Report that a source is a whole page, and whether the score found its story."""
    if not has_story:
        report.add(Skipped(reason=NO_STORY_REASON))
        return
    count = sum(map(is_outside, parts))
    reason = f"it is a whole page: {count} of its {len(parts)} parts are hardly story, menus or the like among them"
    report.add(Guessed(field="body", rule=PAGE_RULE, reason=reason))


def is_outside(part: Part) -> bool:
    """Tell whether a part is hardly story."""
    return part.score is not None and part.score < OUTSIDE_SCORE


def speaks_of_site(part: Part, words: Mapping[str, float]) -> bool:
    """Tell whether a part is a short line of words of a site, without an address; numbers, as in dates, don't count."""
    if part.size > MAX_LABEL_SIZE or ADDRESS_MARK in part.text:
        return False
    first = fold(part.text).split(" ", MAX_WORDS)[:MAX_WORDS]
    return sum(words.get(word, 0.0) for word in dict.fromkeys(first) if word.isalpha()) <= FURNITURE_ODDS
