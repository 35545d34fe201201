"""From segments, or from a tree, to the document: the whole engine in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from newsconv.document import Document, normalize
from newsconv.noise.assemble import assemble, drop_edge_breaks
from newsconv.noise.engine import judge
from newsconv.noise.recurring import find_recurring, page_of
from newsconv.noise.rule import Context
from newsconv.noise.segments import block_tag, make_segment
from newsconv.noise.trace import trace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsconv.document import Metadata
    from newsconv.formats import ReadOptions
    from newsconv.noise.segments import Segment
    from newsconv.report import Report
    from newsconv.sites import Page

__all__ = ["judge_document", "read_segments", "read_story"]


def read_story(
    body: _Element, metadata: Metadata, *, context: Context | None = None, report: Report, base_url: str = ""
) -> Document:
    """Read the story that an element holds, whichever syntax it came from.

    Args:
        body: an lxml element of HTML; block elements may carry `data-line="12-14"`, their lines in the source.
        metadata: what is known from elsewhere (front matter, JSON-LD), which wins over what the text says.
        context: what else is known; its headline and language are taken from the metadata where empty.
        report: what was moved and left out is added to it.
        base_url: what relative addresses are resolved against; empty leaves them as they are.

    Returns:
        A document in normal form.
    """
    from newsconv.readers.html.segments import cut_segments

    segments = cut_segments(body, report=report, base_url=base_url)
    return read_segments(segments, metadata, context=context, report=report)


def judge_document(document: Document, *, report: Report, options: ReadOptions) -> Document:
    """Judge a document of a structured source, which is done only when asked for; each block is a segment."""
    segments = [make_segment(index, (block,), tag=block_tag(block)) for index, block in enumerate(document.body)]
    context = Context(page=page_of(document.metadata, options))
    return read_segments(segments, document.metadata, context=context, report=report)


def read_segments(
    segments: Sequence[Segment], metadata: Metadata, *, context: Context | None = None, report: Report
) -> Document:
    """Judge segments and make the document, in normal form; see `read_story`."""
    known = context or Context()
    known = msgspec.structs.replace(
        known,
        headline=known.headline or metadata.headline,
        authors=known.authors or tuple(person.name for person in metadata.authors),
        language=known.language or metadata.language,
    )
    if known.page is not None:
        segments = with_recurrences(segments, known.page, report)
    judgements = drop_edge_breaks(judge(segments, context=known))
    before = len(report.events)
    document = normalize(assemble(judgements, metadata, report))
    if report.is_wanted:
        report.segments += trace(judgements, report.events[before:])
    return document


def with_recurrences(segments: Sequence[Segment], page: Page, report: Report) -> list[Segment]:
    """Note on segments which recur on other pages of their site."""
    reasons = find_recurring(segments, page, report)
    return [
        msgspec.structs.replace(segment, recurrence=reason) if reason else segment
        for segment, reason in zip(segments, reasons, strict=True)
    ]
