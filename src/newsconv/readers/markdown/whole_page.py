"""Find the story in Markdown that was made of a whole web page, menus and all.

In: the tree that Markdown was rendered to. Out: segments, of which those outside the story are left out with a reason;
or nothing, where the text looks like somebody's own, which is left to the rules alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.document import Metadata  # noqa: TC001 - msgspec resolves the annotations
from newsconv.formats import ReadOptions
from newsconv.noise.features import Hints
from newsconv.noise.gate import TAIL, is_whole_page, may_be_page, report_page
from newsconv.noise.recurring import mark_parts_recurring
from newsconv.noise.score import load_table
from newsconv.noise.sections import enter_sections
from newsconv.noise.segments import Segment  # noqa: TC001 - as above
from newsconv.readers.html.article import candidates, mark_parts, score_candidates, whole_lists
from newsconv.readers.html.metadata import read_metadata
from newsconv.readers.html.outline import outline
from newsconv.readers.html.segments import build_segments
from newsconv.readers.markdown.page_title import TITLE_RULE, find_headline, report_title
from newsconv.report import Guessed, Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsconv.document import Document
    from newsconv.noise.parts import Part
    from newsconv.sites import Page

__all__ = ["PageStory", "complete", "cut_markdown", "find_story", "hints_of"]

TITLE_KEYS: Final = ("title", "headline")
"""How keys of front matter end that name a title beside the main one: `meta-og:title`."""

TITLE_REASON: Final = "the title of the page, or its only top heading; nothing else in the story can be"
AROUND_RULE: Final = "around-headline"
AROUND_REASON: Final = "a line around the headline says so"


class PageStory(msgspec.Struct, frozen=True):
    """The story of a page."""

    metadata: Metadata
    """What the source says; its title without the name of the site."""
    segments: list[Segment]
    headline: str
    """What the headline is, for the rules to look for; empty where that is open."""
    body: Any
    """The element that holds the page, whose lines around the headline may say what nothing else does."""


def find_story(
    body: _Element,
    metadata: Metadata,
    *,
    report: Report,
    base_url: str = "",
    site: Page | None = None,
    containers: int = 0,
) -> PageStory | None:
    """Find the story in rendered Markdown.

    Args:
        body: as `newsconv.readers.markdown.render` gives it.
        metadata: what front matter and header lines say.
        report: what lies outside the story is added to it.
        base_url: what relative addresses are resolved against; empty leaves them as they are.
        site: what is known of the other pages of its site.
        containers: how many marks of a page's boxes the source has.

    Returns:
        The headline, and segments for the rules to judge; nothing where the text is no whole page, or no story is
        found on it.
    """
    parts, texts = cut_markdown(body)
    if not may_be_page(len(texts)):
        return None
    hints = hints_of(texts, metadata)
    score_candidates(texts, "text", hints, detailed=report.detailed)
    if not is_whole_page(texts, load_table("text").words.texts, containers=containers):
        return None
    mark_parts_recurring(texts, site, report)
    whole = whole_lists(parts)
    has_story = mark_parts(whole, hints, tail=TAIL)
    report_page(texts, report, has_story=has_story)
    if not has_story:
        return None
    if metadata.headline != hints.headline and metadata.headline:
        report_title(metadata.headline, report)
        metadata = msgspec.structs.replace(metadata, headline=hints.headline)
    segments = build_segments(whole, report=report, base_url=base_url)
    return PageStory(metadata, segments, hints.headline, body)


def complete(story: Document, page: PageStory, report: Report) -> Document:
    """Take headline, day and authors from around the story, where the rules found none in it.

    Args:
        story: as the rules made it of the page's segments.
        page: what was found on the page; what it says of its story stands above the headline as often as below.
        report: what was taken is added to it.
    """
    known, found = story.metadata, dict[str, Any]()
    if not known.headline and page.headline:
        found["headline"] = page.headline
        report.add(Guessed(field="headline", rule=TITLE_RULE, reason=TITLE_REASON, text=page.headline))
    has_day, has_author = known.published or known.updated, known.authors or known.byline
    if not (has_day and has_author):
        shown = read_metadata(page.body, options=ReadOptions(), report=Report())
        if not has_day and shown.published:
            found["published"] = shown.published
            report.add(Guessed(field="published", rule=AROUND_RULE, reason=AROUND_REASON, text=str(shown.published)))
        if not has_author and shown.authors:
            found["authors"] = shown.authors
            names = ", ".join(person.name for person in shown.authors)
            report.add(Guessed(field="authors", rule=AROUND_RULE, reason=AROUND_REASON, text=names))
    return msgspec.structs.replace(story, metadata=msgspec.structs.replace(known, **found)) if found else story


def hints_of(parts: Sequence[Part], metadata: Metadata) -> Hints:
    """Give what is known of a page from elsewhere than its parts, or from its first."""
    others = [one.value for one in metadata.extra if one.name.endswith(TITLE_KEYS) and isinstance(one.value, str)]
    return Hints(headline=find_headline(parts, metadata.headline, others), description=metadata.description)


def cut_markdown(body: _Element) -> tuple[list[Part], list[Part]]:
    """Cut rendered Markdown into parts, in the sections that its headings make.

    Returns:
        All parts, and those of them that are scored.
    """
    found = outline(body)
    enter_sections(found.parts, found.boxes)
    return found.parts, candidates(found.parts)
