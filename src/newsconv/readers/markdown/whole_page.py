"""Find the story in Markdown that was made of a whole web page, menus and all.

In: the tree that Markdown was rendered to. Out: segments, of which those outside the story are left out with a reason;
or nothing, where the text looks like somebody's own, which is left to the rules alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsconv.noise.features import Hints
from newsconv.noise.gate import TAIL, is_whole_page, may_be_page, report_page
from newsconv.noise.recurring import mark_parts_recurring
from newsconv.noise.score import load_table
from newsconv.noise.sections import enter_sections
from newsconv.readers.html.article import candidates, mark_parts, score_candidates, whole_lists
from newsconv.readers.html.outline import outline
from newsconv.readers.html.segments import build_segments

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.document import Metadata
    from newsconv.noise.parts import Part
    from newsconv.noise.segments import Segment
    from newsconv.report import Report
    from newsconv.sites import Page

__all__ = ["cut_markdown", "find_story"]


def find_story(
    body: _Element, metadata: Metadata, *, report: Report, base_url: str = "", page: Page | None = None
) -> list[Segment] | None:
    """Find the story in rendered Markdown.

    Args:
        body: as `newsconv.readers.markdown.render` gives it.
        metadata: what front matter and header lines say.
        report: what lies outside the story is added to it.
        base_url: what relative addresses are resolved against; empty leaves them as they are.
        page: what is known of the other pages of its site.

    Returns:
        Segments for the rules to judge; nothing where the text is no whole page, or no story is found on it.
    """
    parts, texts = cut_markdown(body)
    if not may_be_page(len(texts)):
        return None
    hints = Hints(headline=metadata.headline, description=metadata.description)
    score_candidates(texts, "text", hints, detailed=report.detailed)
    if not is_whole_page(texts, load_table("text").words.texts):
        return None
    mark_parts_recurring(texts, page, report)
    whole = whole_lists(parts)
    has_story = mark_parts(whole, hints, tail=TAIL)
    report_page(texts, report, has_story=has_story)
    return build_segments(whole, report=report, base_url=base_url) if has_story else None


def cut_markdown(body: _Element) -> tuple[list[Part], list[Part]]:
    """Cut rendered Markdown into parts, in the sections that its headings make.

    Returns:
        All parts, and those of them that are scored.
    """
    found = outline(body)
    enter_sections(found.parts, found.boxes)
    return found.parts, candidates(found.parts)
