"""Read Markdown: front matter, then CommonMark, of which the noise engine makes a story.

Nothing is judged in what newsconv wrote, unless asked (law 7).
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
    body = render(front.rest, first_line=front.lines + 1, report=report)
    if options.noise == "keep" or (options.noise == "auto" and front.signed):
        return normalize(Document(front.metadata, read_blocks(body, report=report, base_url=options.base_url)))
    from newsconv.noise import Context, read_story

    context = Context(headline=front.metadata.headline, language=front.metadata.language or options.language)
    return read_story(body, front.metadata, context=context, report=report, base_url=options.base_url)
