r"""Cut a transmission into messages, a message into its parts, a part into lines.

In goes what a reader was given, out come the messages that it holds. Both standards frame a message by the
control characters of ISO 646 (ECMA-6): SOH opens the heading, STX the text, ETX ends the text, EOT the
transmission; teleprinters write `ZCZC` and `NNNN` for the first and the last. Agencies leave some of them out.
Padding (NUL, SYN, DEL, FF) says nothing. Line ends may be CR LF, CR CR LF, LF or CR, also in one file.

Specifications: IPTC 7901 (1995), section 3; ANPA 1312 (1989), section 2.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.decoding import decode_bytes, join_surrogates, refuse_binary, refuse_binary_start
from newsconv.errors import ReadError
from newsconv.report import Origin, Removed, Repaired, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsconv.formats import Source
    from newsconv.report import Report

__all__ = ["EOT", "ETX", "SOH", "STX", "TABULAR", "Line", "Message", "find_messages", "line_origin", "visible_lines"]

SOH: Final = "\x01"
STX: Final = "\x02"
ETX: Final = "\x03"
EOT: Final = "\x04"
TABULAR: Final = "\x12"
"""DC2 in the heading of ANPA 1312: the text is tabular."""
TABLE_LINE: Final = "\x08"
"""What a line of a table begins with (ANPA 1312; seen in AP's standings)."""
FRAME_NAMES: Final = {SOH: "SOH", STX: "STX", ETX: "ETX", EOT: "EOT"}

SPACING: Final = {"\x10": " ", "\x1e": " ", "\x1f": "\t", "\x0c": " ", "\x0b": " "}
"""Controls that part words, to what they become: a space band, a quad, a tabulator, a new page, a line down."""
SILENT: Final = dict.fromkeys("\x00\x05\x06\x07\x08\x11\x12\x13\x14\x15\x16\x17\x7f", "")
"""Controls of the line and of typesetting that say nothing of the text: padding, enquiry, bells, device controls."""
CONTROLS: Final = str.maketrans({**SPACING, **SILENT})

RE_LINE_END: Final = re.compile(r"\r*\n|\r")
RE_FRAME: Final = re.compile(r"[\x01-\x04]|^[ \t]*NNNN[ \t]*$", re.MULTILINE)
RE_START_SIGNAL: Final = re.compile(r"[ \t]*ZCZC\b.*")
RE_UNKNOWN_CONTROL: Final = re.compile(r"[\x0e\x0f\x18-\x1d]")
"""Controls that neither standard has; the normal form takes them out."""


class Line(msgspec.Struct, frozen=True):
    """A line of a message."""

    text: str
    """Without line end; controls of the heading stay, those of the text are resolved."""
    number: int
    """Counted from 1 in the source."""
    in_table: bool = False
    """Whether the wire marks it as a line of a table."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing of it can be seen."""
        return not self.text or not self.text.translate(CONTROLS).strip()


class Message(msgspec.Struct):
    """A message in its three parts, each a list of lines."""

    head: list[Line] = msgspec.field(default_factory=list)
    """What stands before STX, or all before ETX where there is no STX; with its controls."""
    text: list[Line] = msgspec.field(default_factory=list)
    tail: list[Line] = msgspec.field(default_factory=list)
    """What stands after ETX."""
    marks: set[str] = msgspec.field(default_factory=set)
    """Which of SOH, STX, ETX and EOT it has."""

    @property
    def first_line(self) -> int:
        """Number of its first visible line, or 1."""
        lines = [*self.head, *self.text, *self.tail]
        return next((line.number for line in lines if not line.is_blank), 1)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it can be seen."""
        return all(line.is_blank for part in (self.head, self.text, self.tail) for line in part)


def line_origin(lines: Sequence[Line]) -> Origin:
    """Give the place of lines that follow one another, at least one."""
    return Origin(line=lines[0].number, end_line=lines[-1].number)


def visible_lines(lines: Sequence[Line]) -> list[Line]:
    """Leave out the lines of which nothing can be seen."""
    return [line for line in lines if not line.is_blank]


def find_messages(
    source: Source, *, is_heading: Callable[[Sequence[Line]], bool], title: str, report: Report
) -> list[Message]:
    """Find the messages of a transmission, at least one.

    Args:
        source: `str` or `bytes`.
        is_heading: tells whether visible lines begin with the heading of the format, for messages without SOH and STX.
        title: of the format, for errors.
        report: what had to be repaired, and what stands between messages, is added to it.

    Raises:
        ReadError: empty, binary, or without a message of the format.
    """
    text = decode_wire(source, report)
    report_unknown_controls(text, report)
    found: list[Message] = []
    strays: list[Message] = []
    for message in split_messages(text):
        drop_start_signal(message, report)
        if message.is_empty:
            continue
        is_framed = SOH in message.marks or (STX in message.marks and ETX in message.marks)
        (found if is_framed or is_heading(visible_lines(message.head)) else strays).append(message)
    if not found:
        line = strays[0].first_line if strays else None
        what = "has neither SOH and STX nor a heading of that format" if strays else "holds no message"
        reason = f"it is no {title}: the transmission {what}; read it as text"
        raise ReadError(reason, source.name, line)
    for stray in (line for message in strays for line in (*message.head, *message.text, *message.tail)):
        if not stray.is_blank:
            reason = "it stands between messages"
            report.add(Skipped(text=resolve_controls(stray.text), reason=reason, origin=Origin(line=stray.number)))
    for message in found:
        report_missing_marks(message, report)
    return found


# ---------------------------------------------------------------- characters


def decode_wire(source: Source, report: Report) -> str:
    r"""Decode a transmission, keeping its controls, with `\n` as its only line end.

    Raises:
        ReadError: not `str` or `bytes`, or binary.
    """
    data = source.data
    if isinstance(data, bytes):
        refuse_binary_start(data, source.name)
        text = decode_bytes(data, "", report, source.name)
    elif isinstance(data, str):
        text = join_surrogates(data, report)
    else:
        reason = f"a wire is str or bytes, not {type(data).__name__}"
        raise ReadError(reason, source.name)
    refuse_binary(text, source.name, RE_UNKNOWN_CONTROL)
    return RE_LINE_END.sub("\n", text.removeprefix("\ufeff"))


def report_unknown_controls(text: str, report: Report) -> None:
    """Report the controls that neither standard has."""
    first = RE_UNKNOWN_CONTROL.search(text)
    if first is None:
        return
    count = sum(1 for _ in RE_UNKNOWN_CONTROL.finditer(text, first.start()))
    line = text.count("\n", 0, first.start()) + 1
    reason = f"{count} control characters that no wire has were taken out, first here"
    report.add(Repaired(reason=reason, origin=Origin(line=line)))


def resolve_controls(text: str) -> str:
    r"""Put spaces and tabulators for the controls that mean them, and take out the rest.

    >>> resolve_controls("a\x10b\x7f\x16")
    'a b'
    """
    return RE_UNKNOWN_CONTROL.sub("", text.translate(CONTROLS))


# ---------------------------------------------------------------- messages


def split_messages(text: str) -> Iterator[Message]:
    """Cut a text at its frame marks; a message may be empty."""
    message = Message()
    part, start, line = message.head, 0, 1
    for match in RE_FRAME.finditer(text):
        piece, mark = text[start : match.start()], match[0] if match[0] in FRAME_NAMES else EOT
        add_lines(part, piece, line, is_text=part is message.text)
        line, start = line + piece.count("\n"), match.end()
        if mark == EOT or (mark == SOH and (message.marks or not message.is_empty)):
            message.marks.update({EOT} if mark == EOT else ())
            yield message
            message = Message()
        if mark != EOT:
            message.marks.add(mark)
        part = {SOH: message.head, STX: message.text, ETX: message.tail, EOT: message.head}[mark]
    add_lines(part, text[start:], line, is_text=part is message.text)
    yield message


def add_lines(part: list[Line], piece: str, number: int, *, is_text: bool) -> None:
    """Add the lines of a piece to a part of a message; those of the text have their controls resolved."""
    for offset, text in enumerate(piece.split("\n")):
        in_table = is_text and text.lstrip(" \x7f").startswith(TABLE_LINE)
        part.append(Line(resolve_controls(text) if is_text else text, number + offset, in_table))


def drop_start_signal(message: Message, report: Report) -> None:
    """Take off the line `ZCZC …`, which opens a transmission on a teleprinter."""
    lines = visible_lines(message.head)
    if lines and RE_START_SIGNAL.fullmatch(resolve_controls(lines[0].text)):
        message.head.remove(lines[0])
        reason = "the signal and number with which a teleprinter opens a message"
        text = resolve_controls(lines[0].text).strip()
        report.add(Removed(rule="start-signal", text=text, reason=reason, origin=Origin(line=lines[0].number)))


def report_missing_marks(message: Message, report: Report) -> None:
    """Report which marks of its frame a message lacks."""
    missing = [name for mark, name in FRAME_NAMES.items() if mark not in message.marks]
    if missing:
        reason = f"the message has no {', no '.join(missing)}; its parts were told by their lines"
        report.add(Repaired(reason=reason, origin=Origin(line=message.first_line)))
