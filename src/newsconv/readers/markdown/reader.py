"""Read Markdown: front matter and headers, then CommonMark, of which the noise engine makes a story.

Before Markdown is read, damaged characters are mended and the habits of producers undone. Nothing of this is done to
what newsconv wrote, unless asked (law 7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsconv.decoding import decode, refuse_empty
from newsconv.document import Document, normalize
from newsconv.readers.html.blocks import read_blocks
from newsconv.readers.markdown.front_matter import split_front_matter
from newsconv.readers.markdown.render import render

if TYPE_CHECKING:
    from newsconv.formats import ReadOptions, Source
    from newsconv.report import Report

__all__ = ["read"]


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
    from newsconv.noise import Context, read_story
    from newsconv.readers.markdown.habits import undo_habits
    from newsconv.readers.markdown.header import split_header
    from newsconv.readers.markdown.layout_tables import unfold_tables
    from newsconv.readers.text.characters import mend_characters, mend_entities, mend_line_ends
    from newsconv.readers.text.dateline import add_dateline

    mended = mend_characters(mend_line_ends(front.rest, report=report), first_line=first_line, report=report)
    mended = mend_entities(mended, twice=True, first_line=first_line, report=report)
    header = split_header(mended, front.metadata, first_line=first_line, report=report)
    body = render(undo_habits(header.text, first_line=first_line, report=report), first_line=first_line, report=report)
    unfold_tables(body)
    context = Context(headline=header.metadata.headline, language=header.metadata.language or options.language)
    story = read_story(body, header.metadata, context=context, report=report, base_url=options.base_url)
    return add_dateline(story, header.text.split("\n"), first_line=first_line, report=report)
