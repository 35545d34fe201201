"""Read text from elsewhere: mend it, find its parts, and have the noise engine judge them.

In goes text that newsconv did not write, out comes a document. What was guessed is in the report: lines that were
joined, words that were broken, quotes, lists and tables, and what stands above the story.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.document import Metadata
from newsconv.noise import Context, read_segments
from newsconv.noise.recurring import page_of
from newsconv.noise.segments import make_segment
from newsconv.readers.text.characters import mend_characters, mend_entities, mend_line_ends
from newsconv.readers.text.dateline import add_dateline
from newsconv.readers.text.header_lines import read_header_lines
from newsconv.readers.text.layout import Passage, find_layout
from newsconv.readers.text.opening import MAX_STORY_PASSAGES, read_opening, split_head
from newsconv.readers.text.structure import iter_parts, paragraph_of, unquoted
from newsconv.readers.text.whole_page import find_pieces, read_page
from newsconv.report import Origin, Removed, Repaired

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsconv.document import Document
    from newsconv.formats import ReadOptions
    from newsconv.noise.segments import Segment
    from newsconv.readers.text.layout import Layout
    from newsconv.readers.text.structure import Part
    from newsconv.report import Report

__all__ = ["prepare", "read_pasted"]

RE_END: Final = re.compile(r"-+\s?(?:30|0|END|ENDS|ends)\s?-+|#{3,4}|\((?:END|ENDS|ENDE|FIN|FINE)\)|ENDS")
"""What stands below a story on its own line, for editors: `-30-`, `###`, `(END)`."""


def read_pasted(text: str, options: ReadOptions, report: Report) -> Document:
    """Read text from elsewhere.

    Args:
        text: lines end in a line feed.
        options: of the call; what they say of noise has been looked at.
        report: all that was guessed is added to it.
    """
    source = prepare(text, report)
    page = page_of(Metadata(**source.fields), options)
    pieces = find_pieces(source, report, page)
    metadata, segments = read_own(source, report) if pieces is None else read_page(source, pieces, report)
    context = Context(
        headline=metadata.headline,
        language=metadata.language or options.language,
        page=page if pieces is None else None,
    )
    document = read_segments(segments, metadata, context=context, report=report)
    return add_dateline(document, source.lines, report=report)


class Prepared(msgspec.Struct, frozen=True):
    """A text that was mended and cut."""

    lines: list[str]
    first_line: int
    """Number of the first line below the header."""
    fields: dict[str, Any]
    """What the header says."""
    parts: list[Passage | Part]


def prepare(text: str, report: Report) -> Prepared:
    """Mend a text, take its header off, and cut the rest into passages and parts."""
    mended = mend_characters(mend_line_ends(text, report=report), report=report)
    mended = mend_entities(mended, twice=False, report=report)
    lines = mended.split("\n")
    if bare := unquoted(lines):
        report.add(Repaired(reason="each line of the text was quoted", origin=Origin(line=1, end_line=len(lines))))
        lines = bare
    header = read_header_lines(lines, report)
    rest = lines[header.consumed :]
    layout = find_layout(rest)
    report_layout(layout, rest, header.consumed + 1, report)
    parts = list(iter_parts(rest, layout, header.consumed + 1))
    return Prepared(lines, header.consumed + 1, dict(header.fields), parts)


def read_own(source: Prepared, report: Report) -> tuple[Metadata, list[Segment]]:
    """Read a text of somebody's own: what stands above the story, and segments of the rest."""
    parts = list(source.parts)
    drop_end_mark(parts, report)
    opening = read_opening(parts, source.fields, report)
    metadata = Metadata(**{**source.fields, **opening.fields})
    return metadata, list(make_segments(parts[opening.consumed :], report))


def report_layout(layout: Layout, lines: Sequence[str], first_line: int, report: Report) -> None:
    """Report what was guessed of the line ends of a text."""
    origin = Origin(line=first_line, end_line=first_line + len(lines) - 1)
    if layout.width:
        report.add(Repaired(reason=f"lines that were broken at {layout.width} characters were joined", origin=origin))
    if layout.broken:
        words = " ".join(f"{first}-{second}" for first, second in sorted(layout.broken))
        report.add(Repaired(reason="words that were broken at line ends were joined", text=words, origin=origin))


def drop_end_mark(parts: list[Passage | Part], report: Report) -> None:
    """Leave out the mark that says that a story ends, if it is the last passage."""
    last = parts[-1] if parts else None
    if len(parts) > 1 and isinstance(last, Passage) and RE_END.fullmatch(last.text):
        origin = Origin(line=last.line)
        report.add(Removed(reason="the mark of a story's end", rule="text-end", text=last.text, origin=origin))
        parts.pop()


def make_segments(parts: Sequence[Passage | Part], report: Report) -> Iterator[Segment]:
    """Make segments of passages and parts; what was guessed to make a part is reported."""
    index = 0
    for position, part in enumerate(parts):
        if not isinstance(part, Passage):
            if part.event:
                report.add(part.event)
            origin = Origin(line=part.line, end_line=part.end_line)
            yield make_segment(index, (part.block,), tag=part.tag, origin=origin)
            index += 1
            continue
        for passage in split_head(part) if position < MAX_STORY_PASSAGES else (part,):
            origin = Origin(line=passage.line, end_line=passage.end_line)
            yield make_segment(index, (paragraph_of(passage.text),), origin=origin)
            index += 1
