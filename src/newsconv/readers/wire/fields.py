"""What is found of a message beside its text, collected until the metadata can be made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newsconv.document import Document, Extra, Metadata, Paragraph, Subject, normalize
from newsconv.document.plain import inline_text
from newsconv.noise.bylines import is_byline, read_authors
from newsconv.readers.wire.datelines import find_dateline
from newsconv.readers.wire.messages import line_origin
from newsconv.readers.wire.notes import EDITOR_LINES, note_event
from newsconv.readers.wire.rules import match_rule
from newsconv.readers.wire.story import iter_passages, make_block
from newsconv.report import Guessed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.document import Block
    from newsconv.formats import ReadOptions
    from newsconv.readers.wire.messages import Line
    from newsconv.readers.wire.story import Passage
    from newsconv.readers.wire.times import SentLine
    from newsconv.readers.wire.typography import Typography
    from newsconv.report import Report

__all__ = ["Fields", "is_wire_byline"]

RE_AGENCY_TAIL: Final = re.compile(r",? ?[(/]?\b[a-z]{2,6}\)?$")
"""An agency in small letters at the end of a byline: `By Jane Doe, dpa`."""


def is_wire_byline(text: str) -> bool:
    """Tell whether a line is `By` and names, perhaps with an agency that writes itself in small letters.

    >>> is_wire_byline("By Jane Doe, dpa"), is_wire_byline("By the river, dpa")
    (True, False)
    """
    return is_byline(text) or is_byline(RE_AGENCY_TAIL.sub("", text))


class Fields:
    """The fields of one message.

    Attributes:
        values: names and values of metadata fields of one value.
        is_update: whether the message says that it changes one that was sent before.
    """

    def __init__(self, prefix: str, typography: Typography, report: Report) -> None:
        """Start with no fields.

        Args:
            prefix: of the names of unknown fields: `anpa` makes `anpa:number`.
            typography: what the message's wire writes for quotes and dashes.
            report: what is judged is added to it.
        """
        self.prefix = prefix
        self.typography = typography
        self.report = report
        self.values: dict[str, Any] = {}
        self.is_update = False
        self._notes: list[str] = []
        self._extra: list[Extra] = []
        self._genres: list[Subject] = []

    def add_extra(self, name: str, value: str | None) -> None:
        """Keep a field that the model has no name for; one without a value says nothing."""
        if value and value.strip():
            self._extra.append(Extra(f"{self.prefix}:{name}", value.strip()))

    def add_category(self, code: str) -> None:
        """Keep the category, whose letters each wire defines for itself."""
        self.values["subjects"] = (Subject(code=code, scheme=f"{self.prefix}-category"),)

    def add_genre(self, name: str) -> None:
        """Keep a word for what kind of story it is, as printed."""
        self._genres.append(Subject(name=name))

    def add_note(self, text: str) -> None:
        """Keep what is for editors only."""
        self._notes.append(self.typography.set_text(text))

    def take(self, field: str, rule: str, text: str, lines: Sequence[Line], reason: str) -> None:
        """Take lines as a field of one value, and report it."""
        value = self.typography.set_text(text)
        self.values[field] = value
        self.report.add(Guessed(field=field, rule=rule, text=value, reason=reason, origin=line_origin(lines)))

    def take_byline(self, text: str, lines: Sequence[Line], rule: str) -> None:
        """Take a line as the byline, and the names in it as authors."""
        self.take("byline", rule, text, lines, "a line above the story that begins with By and a name")
        if authors := read_authors(self.values["byline"]):
            self.values["authors"] = authors

    def add_sent(self, sent: SentLine) -> None:
        """Keep when the message was sent, and by whom: published then, and changed if it says so."""
        if sent.sent:
            self.values["published"] = sent.sent
        if sent.sent and self.is_update:
            self.values["updated"] = sent.sent
        if sent.source and "sources" not in self.values:
            self.values["sources"] = (sent.source,)
        self.add_extra("wire", "-".join(filter(None, (sent.source, sent.wire))) if sent.wire else "")
        self.add_extra("time-note", sent.rest)

    def read_body(self, lines: Sequence[Line]) -> list[Block]:
        """Make the blocks of the text; what speaks to editors becomes a note, the dateline is copied."""
        blocks: list[Block] = []
        is_first = True
        for passage in iter_passages(lines):
            if not passage.is_table and (found := match_rule(EDITOR_LINES, passage.text)):
                self.add_note(passage.text)
                self.report.add(note_event(found[0], passage.text, passage.lines))
                continue
            block = make_block(passage, self.typography)
            blocks.append(block)
            if is_first and isinstance(block, Paragraph):
                self.copy_dateline(inline_text(block.children), passage)
                is_first = False
        return blocks

    def copy_dateline(self, text: str, passage: Passage) -> None:
        """Copy the dateline that the first paragraph begins with."""
        dateline = find_dateline(text)
        if dateline is None:
            return
        reason = "a place, the agency in brackets and a dash before the first sentence; it stays in the text"
        self.values["dateline"] = dateline.text
        self.values["located"] = dateline.located
        origin = line_origin(passage.lines)
        self.report.add(Guessed(field="dateline", rule="dateline", text=dateline.text, reason=reason, origin=origin))
        if dateline.agency and "sources" not in self.values:
            self.values["sources"] = (dateline.agency,)

    def make_document(self, blocks: Sequence[Block], options: ReadOptions) -> Document:
        """Make the normal document."""
        metadata = Metadata(
            **self.values,
            genres=tuple(self._genres),
            editorial_note="\n\n".join(self._notes),
            extra=tuple(self._extra),
            language=options.language,
        )
        return normalize(Document(metadata, tuple(blocks)))
