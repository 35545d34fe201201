"""Find the article of a page: which of its parts are the story, which may be fields of it, and which are neither.

The parts are scored (`newsconv.noise.score`). From the headline, or else the first part that scores as story, to the
last one is the stretch of the page that is built into segments and judged by rules as well; what lies outside it is
left out with its score as the reason. Pictures have no score: they belong to the story where they
stand inside the stretch, in a box that holds story or beside it, and link nowhere else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.noise.features import MIN_WITNESS_CHARS, Hints
from newsconv.noise.parts import PICTURE_TAGS, POST_TAG, Part, words_of
from newsconv.noise.recurring import RECURRING_RULE, mark_parts_recurring
from newsconv.noise.same import same_title
from newsconv.noise.score import load_table, score_parts
from newsconv.readers.html.outline import outline
from newsconv.readers.html.segments import build_segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsconv.noise.parts import Box
    from newsconv.noise.score import TableName
    from newsconv.noise.segments import Segment
    from newsconv.report import Report
    from newsconv.sites import Page

__all__ = ["Article", "candidates", "find_article", "mark_parts", "score_candidates", "whole_lists"]

MAX_HEAD_PARTS: Final = 25
"""Parts above the story among which its headline is looked for: beyond stands what belongs to the site. On the press
pages the headline is at most 20 parts above the text."""
MIN_STORY_SIZE: Final = 60
"""Size of all parts that score as story below which there is none: less is a line that only looks like one."""
SMALL_STORY_SIZE: Final = 300
"""Size of the story below which more is asked for."""
LOW_SCORE: Final = -1.0
"""Log-odds from which on a part is asked then. By cross-validation this adds .004 to F1 of the press pages, .001 to
that of the wcxb pages, and changes nothing on the aeb pages; 800 or 1,500 as the size lose on the aeb pages."""
DOUBTFUL_SCORE: Final = 0.01
"""What such a part scores in the end."""
COPY_RATIO: Final = 3.0
"""How many times longer than what the page shows a copy in the metadata must be to be taken. Of 63 corpus pages with a
copy four have one that is more than 1.5 times as long: two that show everything (1.6 and 2.2 times, mark-up
counted), two that show next to nothing (12 times and more)."""
COMMENT_WORDS: Final = frozenset({"comment", "comments", "commentlist", "disqus", "respond", "replies"})
"""Words in the names of boxes with what readers of the page wrote, which may be more than the story. On the corpus
pages 4,291 parts stand in such boxes, of which 20 are story (19 of them in one blog's)."""
RE_COMMENT: Final = re.compile(r"comment|disqus|respond|replies", re.IGNORECASE)
"""The letters of these words."""
COMMENT_SHARE: Final = 0.95
"""Share of the running text from which on such a name is not believed: it is on what holds the whole page
(`comments-open`)."""
BODY_PROPERTY: Final = "articleBody"
"""schema.org's name for the element that holds the text."""
MARKED_SHARE: Final = 0.4
"""Share of what scores as story from which on a part that the page marks so is believed. On 59 corpus pages that do so,
3,047 of the 3,954 code points that score as story outside are not."""
LIST_SHARE: Final = 0.9
"""Share of its text that must be story for a list or quote to be taken whole, with its marks."""
PICTURE_LINK_SHARE: Final = 0.5
"""Share of links in the text of a figure from which on it is a teaser."""
NO_PICTURE_BOXES: Final = frozenset({"nav", "aside", "footer", "li", "form"})
"""Boxes in which a picture beside the story is not the story's."""
WHOLE_TAGS: Final = frozenset({"ul", "ol", "menu", "blockquote"})
OUTSIDE_REASON: Final = "outside the story: by its place, its marks and its words it is not part of it"


class Article(msgspec.Struct, frozen=True):
    """What was found."""

    segments: list[Segment]
    """The stretch of the page that holds the story, ready to be judged; empty where there is none."""
    shows_story: bool
    """Whether the page shows its story; else all segments are left out."""


def find_article(
    body: _Element, hints: Hints, *, report: Report, base_url: str = "", page: Page | None = None
) -> Article:
    """Find the article of a page; what lies outside is reported.

    Args:
        body: the element that holds the page.
        hints: what is known from elsewhere.
        report: what is outside, and what blocks can't hold, is added to it.
        base_url: what relative addresses are resolved against; empty leaves them as they are.
        page: what is known of the other pages of its site.
    """
    parts = outline(body).parts
    texts = candidates(parts)
    score_candidates(texts, "page", hints, detailed=report.detailed)
    mark_parts_recurring(texts, page, report)
    leave_out_unmarked(parts)
    whole = whole_lists(parts)
    shows_story = mark_parts(whole, hints)
    return Article(build_segments(whole, report=report, base_url=base_url), shows_story)


def score_candidates(texts: Sequence[Part], table: TableName, hints: Hints, *, detailed: bool) -> None:
    """Score parts, and note on each its score.

    Args:
        texts: as `candidates` gives them.
        table: name of the table that was learned from sources of this kind.
        hints: what is known from elsewhere.
        detailed: whether to note what each feature added as well.
    """
    scored = score_parts(texts, load_table(table), hints)
    for index, (part, score) in enumerate(zip(texts, scored.scores, strict=True)):
        part.score = score
        if detailed:
            part.shares = tuple(scored.shares(index))


def mark_parts(parts: Sequence[Part], hints: Hints, *, tail: int = 0) -> bool:
    """Say of all parts outside the story why they are left out; tell whether there is a story.

    Args:
        parts: in reading order, with their scores.
        hints: what is known from elsewhere.
        tail: how many parts below the story the rules are asked about as well, for fields that stand there.
    """
    story = choose_story(parts, hints)
    if not story:
        mark_outside(parts, range(0))
        return False
    start, end = find_start(parts, story[0], hints.headline), story[-1] + 1
    for part in parts[end : end + tail]:
        if not part.text or part.tag in PICTURE_TAGS:
            part.rule, part.verdict = "control", CONTROL_REASON
    mark_outside(parts, range(start, min(len(parts), end + tail)))
    mark_pictures(parts, range(start, end))
    return True


def candidates(parts: Sequence[Part]) -> list[Part]:
    """Give the parts that are scored: those with text that is shown and that no reader of the page wrote."""
    texts = [part for part in parts if part.text and not part.hidden]
    prose: dict[Box, float] = {}
    total = 0.0
    for part in texts:
        box: Box | None = part.box
        size = part.prose
        total += size
        while box is not None and size:
            prose[box] = prose.get(box, 0.0) + size
            box = box.parent
    limit = COMMENT_SHARE * total
    named: dict[Box, bool] = {}
    for part in texts:
        if is_comment(part.box, named, prose, limit):
            part.rule, part.verdict = "comments", "what readers of the page wrote"
    return [part for part in texts if not part.verdict]


def is_comment(box: Box | None, known: dict[Box, bool], prose: dict[Box, float], limit: float) -> bool:
    """Tell whether a box, or one around it, is named as one of comments and does not hold the whole page."""
    chain: list[Box] = []
    while box is not None and box not in known:
        chain.append(box)
        box = box.parent
    found = known[box] if box is not None else False
    for inner in reversed(chain):
        found = found or (has_comment_word(inner.name) and prose.get(inner, 0.0) <= limit)
        known[inner] = found
    return found


def leave_out_unmarked(parts: Sequence[Part]) -> None:
    """Leave out what scores as story outside the part that the page itself marks as the article's body."""
    known: dict[Box, bool] = {}
    story = [part for part in parts if is_story(part)]
    inside = [part for part in story if is_marked(part, known)]
    if not inside or sum(part.size for part in inside) < MARKED_SHARE * sum(part.size for part in story):
        return
    kept = {id(part) for part in inside}
    for part in story:
        if id(part) not in kept:
            part.rule, part.verdict = "outside-marked-body", "the page marks another part as the article's body"


def is_marked(part: Part, known: dict[Box, bool]) -> bool:
    """Tell whether a part is, or stands in, what the page marks as the article's body; `known` keeps what was found."""
    chain: list[Box] = []
    box: Box | None = part.box
    while box is not None and box not in known:
        chain.append(box)
        box = box.parent
    found = known[box] if box is not None else False
    for inner in reversed(chain):
        found = found or BODY_PROPERTY in inner.name.split()
        known[inner] = found
    return found or BODY_PROPERTY in part.name.split()


def has_comment_word(name: str) -> bool:
    """Tell whether a name has a word of comments; few names hold the letters, and only those are taken apart."""
    return RE_COMMENT.search(name) is not None and not COMMENT_WORDS.isdisjoint(words_of(name))


def choose_story(parts: Sequence[Part], hints: Hints) -> list[int]:
    """Give the indices of the parts that are story; none where there is too little, or much less than a copy has.

    Where hardly anything scores as story, what nearly does is asked as well.
    """
    size = story_size(parts)
    if size < SMALL_STORY_SIZE:
        for part in parts:
            if part.score is not None and part.score > LOW_SCORE:
                part.score = max(part.score, DOUBTFUL_SCORE)
        size = story_size(parts)
    if size < MIN_STORY_SIZE or MIN_WITNESS_CHARS < len(hints.witness) > COPY_RATIO * size:
        return []
    return [index for index, part in enumerate(parts) if is_story(part)]


def story_size(parts: Sequence[Part]) -> float:
    """Sum up the sizes of the parts that score as story."""
    return sum(part.size for part in parts if is_story(part))


def is_story(part: Part) -> bool:
    """Tell whether a part scores as story, and does not recur on other pages."""
    return part.score is not None and part.score > 0 and not (part.hidden or part.verdict or part.recurrence)


def find_start(parts: Sequence[Part], first: int, headline: str) -> int:
    """Give the index of the headline above the story, or without any that of the story's first part.

    The headline is the nearest part that says the same, or else the nearest heading of the first rank.
    """
    above = range(first, max(-1, first - MAX_HEAD_PARTS - 1), -1)
    if headline:
        for index in above:
            if not parts[index].hidden and same_title(parts[index].text, headline):
                return index
    return next((index for index in above if parts[index].level == 1 and not parts[index].hidden), first)


def mark_outside(parts: Sequence[Part], stretch: range) -> None:
    """Say of each part outside the stretch, and of each that nobody sees, why it is left out."""
    for index, part in enumerate(parts):
        if part.hidden:
            part.rule, part.verdict = "hidden", part.hidden
        elif part.verdict:
            continue
        elif not part.text:
            if index not in stretch or (part.aside and not part.images):
                part.rule, part.verdict = "control", CONTROL_REASON
        elif index not in stretch:
            recurs = part.recurrence
            part.rule, part.verdict = (RECURRING_RULE, recurs) if recurs else ("outside-story", OUTSIDE_REASON)


def mark_pictures(parts: Sequence[Part], stretch: range) -> None:
    """Decide about pictures, which have no score: those of the story stay, others are left out."""
    held: set[Box] = set()
    for index in stretch:
        if is_story(parts[index]):
            box: Box | None = parts[index].box
            while box is not None and box not in held:
                held.add(box)
                box = box.parent
    for index in stretch:
        part = parts[index]
        is_post = part.tag == POST_TAG
        shows = is_post or (part.images and not (part.text and part.tag not in PICTURE_TAGS))
        if not shows or part.verdict or part.hidden:
            continue
        part.score, part.shares = None, ()
        if (part.link_share >= PICTURE_LINK_SHARE and not is_post) or not NO_PICTURE_BOXES.isdisjoint(
            boxes_outside(part, held)
        ):
            part.rule, part.verdict = "picture-beside", "a picture beside the story"


def boxes_outside(part: Part, held: set[Box]) -> set[str]:
    """Give the tags of the boxes around a part that hold no story."""
    tags: set[str] = set()
    box: Box | None = part.box
    while box is not None and box not in held:
        tags.add(box.tag)
        box = box.parent
    return tags


def whole_lists(parts: Sequence[Part]) -> list[Part]:
    """Put the parts of a list or quote that is story together again, so that its marks are kept.

    A list with headings is one story after another, and stays in parts.
    """
    sums: dict[Box, list[float]] = {}
    for part in parts:
        box = outermost_list(part.box)
        if box is not None:
            total = sums.setdefault(box, [0.0, 0.0])
            total[0] += part.size if is_story(part) else 0.0
            total[1] += part.size if not part.level else float("inf")
    whole = {box for box, (story, size) in sums.items() if story and story >= LIST_SHARE * size}
    result: list[Part] = []
    for part in parts:
        box = outermost_list(part.box)
        if box is None or box not in whole:
            result.append(part)
        elif not (result and result[-1].element is box.element):
            result.append(list_part(box, part))
        else:
            result[-1].size += part.size
            result[-1].text += f" {part.text}"
    return result


def outermost_list(box: Box | None) -> Box | None:
    """Give the outermost list or quote around a part that was cut."""
    found = None
    while box is not None:
        if box.tag in WHOLE_TAGS:
            found = box
        box = box.parent
    return found


def list_part(box: Box, first: Part) -> Part:
    """Make a part of a whole list, with the score of its first part that is story."""
    part = Part()
    part.text, part.size, part.runs, part.items = first.text, first.size, first.runs, first.items
    part.link_chars = part.links = part.bold = part.images = 0
    part.aside = part.hidden = ""
    part.tag, part.name, part.level = box.tag, box.name, 0
    part.is_element, part.element, part.pieces = True, box.element, [box.element]
    part.box = box.parent or box
    part.score = first.score if first.score is not None and first.score > 0 else 1.0
    part.shares = first.shares
    return part


CONTROL_REASON: Final = "a button, a picture or a choice outside the story's text"
