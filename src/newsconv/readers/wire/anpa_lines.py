"""The lines of a message by ANPA 1312: those above the story, and the story.

In go the lines between STX and ETX. Above the story stand lines that begin with `^` and end with `<` (set left) or
`=` (centred), which the source may have broken; out they come whole, without their marks. The lines of the story lose
their marks, and those of a table are told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.readers.wire.messages import Line
from newsconv.readers.wire.rules import LineRule

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["HEAD_LINES", "HeadLine", "StoryLines"]

MAX_SLUG_CHARS: Final = 200
"""Code points of a line that is looked at for a slug; AP's longest has some 60."""
HEAD_LINES: Final = (
    LineRule(
        name="slug",
        kind="slug",
        pattern=re.compile(
            r"(?P<slug>(?:[A-Z]{2}-{1,2})?\S[^,]*?(?:,(?! ?\d)[^,]*?){0,3}?)"
            r"(?:, ?(?P<take>\d{1,2}(?:st|nd|rd|th) [^,]+|Writethru|[^,]*Writethru))?,\s?(?P<words>\d{1,5})"
        ),
        reason="the slug of the story, with its number of words",
        source="anpa-1.tst, anpa-2.tst, ap_anpa-1.tst",
        takes=("BC-LT--Argentina-Cancer Beauty,466", "BC-BKN--Heat-Hawks, 1st Ld-Writethru,416"),
        keeps=("For Argentine chemo patients, mirrors can hurt", "Deng has 30 points, Heat win 115-111"),
    ),
    LineRule(
        name="slug-without-count",
        kind="slug",
        pattern=re.compile(r"(?P<slug>(?:AM|PM|BC|AP)-{1,2}\S[^,]*)(?:, ?(?P<take>[^,]+))?(?P<words>)"),
        reason="the slug of the story",
        source="AP's wire (known, no sample at hand)",
        takes=("PM-Rain", "BC-Rain, 1st Ld"),
        keeps=("Rain falls on AP-run site", "AP Photo XNP101"),
    ),
    LineRule(
        name="photos",
        kind="photos",
        pattern=re.compile(r"(?:[A-Z]{2,4} )?(?:Photos?|Graphics?|Video)\b.{0,20}[A-Z]{2,6}\d{2,}.*"),
        reason="the numbers of the pictures that go with the story",
        source="anpa-1.tst",
        takes=("AP Photo XNP101, XNP102", "AP Graphic GFX0456"),
        keeps=("Photos show the flood", "AP Photo contest won"),
    ),
)
"""Lines above the story that are told by their words; the slug only as the first."""
LINE_MARKS: Final = "<="
"""What ends a line: `<` sets it left, `=` in the middle (AP; ANPA 1312, typesetting commands)."""


class HeadLine(msgspec.Struct, frozen=True):
    """A line above the story, which the source may have broken."""

    text: str
    """Without its marks."""
    end: str
    """The mark that ends it, or nothing."""
    lines: tuple[Line, ...]


class StoryLines:
    """The lines of a message's text: those above the story, and the story.

    Attributes:
        head: the lines above.
        body: the lines of the story, without marks; an empty line parts a line that the wire sets apart.
        marks: the marks that were taken off.
    """

    def __init__(self, lines: Sequence[Line], *, is_tabular: bool) -> None:
        """Part lines; in a tabular message those without an indent are of a table."""
        self.head: list[HeadLine] = []
        self.body: list[Line] = []
        self.marks: set[str] = set()
        self.is_tabular = is_tabular
        start = self.read_head(lines)
        for line in lines[start:]:
            self.add_body_line(line)

    def read_head(self, lines: Sequence[Line]) -> int:
        """Read the lines above the story; give the number of lines up to the story."""
        index = 0
        while index < len(lines):
            line = lines[index]
            is_slug = not self.head and not line.in_table and is_slug_line(line)
            if not (line.is_blank or is_slug or line.text.lstrip().startswith("^")):
                break
            end = index + 1
            if not line.is_blank:
                while end < len(lines) and continues_head(lines[end - 1], lines[end]):
                    end += 1
                self.add_head_line(lines[index:end])
            index = end
        return index

    def add_head_line(self, lines: Sequence[Line]) -> None:
        """Add a line above the story."""
        joined = " ".join(line.text.strip() for line in lines)
        text, end = self.without_marks(joined)
        if text:
            self.head.append(HeadLine(text, end, tuple(lines)))

    def add_body_line(self, line: Line) -> None:
        """Add a line of the story."""
        if line.is_blank:
            self.body.append(line)
            return
        stripped, end = self.without_marks(line.text)
        is_apart = bool(end) or line.text.lstrip().startswith("^")
        in_table = line.in_table or (self.is_tabular and not is_apart and not line.text.startswith("\t"))
        if self.is_tabular and end == "<" and not line.text.lstrip().startswith("^"):
            in_table, is_apart = True, False
        text = indent_of(line.text) + stripped
        blank = [Line("", line.number)] if is_apart and not in_table else []
        self.body += [*blank, Line(text, line.number, in_table), *blank]

    def without_marks(self, text: str) -> tuple[str, str]:
        """Take the marks off a line; give its text and the mark that ended it."""
        text = text.strip()
        if text.startswith("^"):
            self.marks.add("^")
            text = text.lstrip("^")
        end = text[-1:] if text[-1:] and text[-1] in LINE_MARKS else ""
        if end:
            self.marks.update(text[len(text.rstrip(LINE_MARKS)) :])
            text = text.rstrip(LINE_MARKS)
        return text.strip(), end


def is_slug_line(line: Line) -> bool:
    """Tell whether a line is a slug with its number of words, whether or not marks stand around it."""
    return HEAD_LINES[0].pattern.fullmatch(line.text.strip(" ^<")[:MAX_SLUG_CHARS]) is not None


def continues_head(before: Line, line: Line) -> bool:
    """Tell whether a line goes on with one above the story, which is then not ended by a mark."""
    if line.is_blank or before.text.rstrip().endswith(("<", "=")):
        return False
    return not line.text.startswith(("^", "\t", "   ")) and not line.in_table


def indent_of(text: str) -> str:
    """Give the white space before the text of a line."""
    return text[: len(text) - len(text.lstrip())]
