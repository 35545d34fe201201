"""Read Markdown: front matter and headers, then CommonMark, of which the noise engine makes a story.

Before Markdown is read, damaged characters are mended and the habits of producers undone. Nothing of this is done to
what newsconv wrote, unless asked (law 7).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.decoding import decode, refuse_empty
from newsconv.document import Document, normalize
from newsconv.readers.html.blocks import read_blocks
from newsconv.readers.markdown.front_matter import split_front_matter
from newsconv.readers.markdown.render import render

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.document import Metadata
    from newsconv.formats import ReadOptions, Source
    from newsconv.readers.markdown.front_matter import FrontMatter
    from newsconv.report import Report

__all__ = ["prepare", "read"]


def read(source: Source, *, options: ReadOptions, report: Report) -> Document:
    """Read a Markdown source.

    Raises:
        ReadError: the source is binary or empty.
    """
    text = decode(source.data, report=report, name=source.name)
    refuse_empty(text, source.name)
    front = split_front_matter(text, report=report)
    first_line = front.lines + 1
    if options.noise == "keep" or (options.noise == "auto" and front.signed):
        body = render(front.rest, first_line=first_line, report=report)
        return normalize(Document(front.metadata, read_blocks(body, report=report, base_url=options.base_url)))
    prepared = prepare(front, report)
    return read_prepared(prepared, options, report)


class Prepared(msgspec.Struct, frozen=True):
    """Markdown that was mended and rendered."""

    body: _Element
    metadata: Metadata
    lines: list[str]
    """Those of the text, from `first_line` on."""
    first_line: int
    containers: int
    """Marks of a page's boxes, as pandoc writes them."""


RE_CONTAINER: Final = re.compile(r"^[ >]*(?::{3,}[ ]+\{[#.]|<div[\s>])", re.MULTILINE)
"""The beginning of a box. Not `:::{note}` and `::: tip`, which people write."""


def prepare(front: FrontMatter, report: Report) -> Prepared:
    """Mend what stands below the front matter, and render it."""
    from newsconv.readers.markdown.habits import undo_habits
    from newsconv.readers.markdown.header import split_header
    from newsconv.readers.markdown.layout_tables import unfold_tables
    from newsconv.readers.text.characters import mend_characters, mend_entities, mend_line_ends

    first_line = front.lines + 1
    mended = mend_characters(mend_line_ends(front.rest, report=report), first_line=first_line, report=report)
    mended = mend_entities(mended, twice=True, first_line=first_line, report=report)
    header = split_header(mended, front.metadata, first_line=first_line, report=report)
    body = render(undo_habits(header.text, first_line=first_line, report=report), first_line=first_line, report=report)
    unfold_tables(body)
    containers = sum(1 for _ in RE_CONTAINER.finditer(header.text))
    return Prepared(body, header.metadata, header.text.split("\n"), first_line, containers)


def read_prepared(source: Prepared, options: ReadOptions, report: Report) -> Document:
    """Read the story: what the learned score finds in a whole page, or all that no rule speaks against."""
    from newsconv.noise import Context, read_segments
    from newsconv.noise.recurring import page_of
    from newsconv.readers.html.segments import cut_segments
    from newsconv.readers.markdown.whole_page import complete, find_story
    from newsconv.readers.text.dateline import add_dateline

    metadata = source.metadata
    site = page_of(metadata, options)
    page = find_story(
        source.body, metadata, report=report, base_url=options.base_url, site=site, containers=source.containers
    )
    language = metadata.language or options.language
    if page is None:
        segments = cut_segments(source.body, report=report, base_url=options.base_url)
        context = Context(headline=metadata.headline, language=language, page=site)
    else:
        metadata, segments = page.metadata, page.segments
        context = Context(headline=page.headline, language=metadata.language or language)
    story = read_segments(segments, metadata, context=context, report=report)
    if page is not None:
        story = complete(story, page, report)
    return add_dateline(story, source.lines, first_line=source.first_line, report=report)
