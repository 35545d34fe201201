"""Find the story in text that was dumped of a whole web page, menus and all.

In: the passages and parts of a text. Out: the same with the scores and verdicts of the noise engine; or nothing, where
the text looks like somebody's own, which is left to the rules alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.document import Metadata
from newsconv.document.plain import block_text
from newsconv.noise.gate import TAIL, is_whole_page, may_be_page, report_page
from newsconv.noise.parts import Part, size_of
from newsconv.noise.recurring import mark_parts_recurring
from newsconv.noise.sections import block_boxes
from newsconv.noise.segments import left_out, make_segment
from newsconv.readers.text.layout import Passage
from newsconv.readers.text.seams import find_seams
from newsconv.readers.text.structure import paragraph_of
from newsconv.report import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsconv.noise.parts import Box
    from newsconv.noise.segments import Segment
    from newsconv.readers.text.seams import Seams
    from newsconv.readers.text.story import Prepared
    from newsconv.readers.text.structure import Part as TextPart
    from newsconv.report import Report
    from newsconv.sites import Page

__all__ = ["Piece", "cut_text", "find_pieces", "read_page"]

MAX_INDENT: Final = 80
"""White space before a line that is told apart; more is the indent of a source's own lines, any number of them."""


def find_pieces(source: Prepared, report: Report, page: Page | None = None) -> list[Piece] | None:
    """Find the story in a text: give its pieces with scores and verdicts, or nothing where it is somebody's own.

    Args:
        source: a text that was mended and cut.
        report: that it is a whole page is added to it.
        page: what is known of the other pages of its site.
    """
    seams = find_seams(source.lines)
    if not may_be_page(len(source.lines)) and not seams.is_dump:
        return None
    from newsconv.noise.features import Hints
    from newsconv.noise.score import load_table
    from newsconv.readers.html.article import mark_parts, score_candidates

    pieces = cut_text(source.parts, source.lines, seams)
    parts = [piece.part for piece in pieces]
    texts = [part for part in parts if part.text]  # lines of nothing but `>` are a quote without any
    hints = Hints(headline=source.fields.get("headline", ""), description=source.fields.get("description", ""))
    score_candidates(texts, "text", hints, detailed=report.detailed)
    if not is_whole_page(texts, load_table("text").words.texts):
        return None
    mark_parts_recurring(parts, page, report)
    has_story = mark_parts(parts, hints, tail=TAIL)
    report_page(texts, report, has_story=has_story)
    return pieces if has_story else None


def read_page(source: Prepared, pieces: Sequence[Piece], report: Report) -> tuple[Metadata, list[Segment]]:
    """Make segments of the pieces of a page; what was guessed to make one that stays is reported."""
    segments: list[Segment] = []
    count = 0
    for piece in pieces:
        part, at = piece.part, piece.source
        origin = Origin(line=at.line, end_line=at.end_line)
        if part.verdict:
            segments.append(left_out(part, origin))
            continue
        if not isinstance(at, Passage) and at.event:
            report.add(at.event)
        block = paragraph_of(at.text) if isinstance(at, Passage) else at.block
        segments.append(
            make_segment(
                count,
                (block,),
                tag=part.tag,
                origin=origin,
                score=part.score,
                shares=part.shares,
                recurrence=part.recurrence,
            )
        )
        count += 1
    return Metadata(**source.fields), segments


class Piece(msgspec.Struct, frozen=True):
    """A line or a block of a text, with its measures."""

    source: Passage | TextPart
    part: Part


def cut_text(pieces: Iterable[Passage | TextPart], lines: Sequence[str], seams: Seams) -> list[Piece]:
    """Measure the pieces of a text.

    Args:
        pieces: of the text, in order; the lines of a passage are judged one by one.
        lines: those of the whole text, in which indents are looked up.
        seams: where a dump put blocks next to each other.
    """
    singles = list(pieces_of(pieces, seams))
    boxes = block_boxes([(piece.line, piece.end_line) for piece in singles])
    indents = [indent_of(lines[piece.line - 1]) for piece in singles]
    return [
        Piece(piece, part_of(piece, box, indent)) for piece, box, indent in zip(singles, boxes, indents, strict=True)
    ]


def pieces_of(parts: Iterable[Passage | TextPart], seams: Seams) -> Iterator[Passage | TextPart]:
    """Part passages into their lines, and lines where a dump put blocks next to each other without a space."""
    for part in parts:
        if not isinstance(part, Passage):
            yield part
            continue
        texts = part.text.split("\n")
        exact = part.end_line - part.line + 1 == len(texts)
        for number, text in enumerate(texts):
            line = part.line + number if exact else part.line
            for piece in seams.part(text):
                yield Passage(piece, line, line if exact else part.end_line, alone=False)


def indent_of(line: str) -> int:
    """Count the white space before the text of a line, a tab as one."""
    return min(len(line) - len(line.lstrip()), MAX_INDENT)


def part_of(piece: Passage | TextPart, box: Box, indent: int) -> Part:
    """Measure a piece of a text."""
    part = Part()
    if isinstance(piece, Passage):
        part.text, part.tag, part.items = " ".join(piece.text.split()), "p", 0
    else:
        part.text, part.tag = " ".join(block_text(piece.block).split()), piece.tag
        part.items = len(getattr(piece.block, "items", ()))
    part.size = size_of(part.text)
    part.runs = max(1, part.items)
    part.links = part.link_chars = part.bold = part.images = part.level = 0
    part.aside = part.hidden = ""
    part.name = f"indent-{indent}"
    part.is_element = True
    part.element = part.pieces = None
    part.box = box
    return part
