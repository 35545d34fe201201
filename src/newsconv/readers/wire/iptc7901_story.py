"""Read a message by IPTC 7901 as a document.

In: bytes or text. Out: a normal document for each message.

The heading: service and number, priority, category, word count, what the agency adds; then the slug, its words
parted by `/`, which also ends it. After STX stand, perhaps below words that say what the message is to others
(`REFILE`, `1ST LEAD`), the headline and the byline, each ended by ` =`; then the paragraphs. What follows dpa's
notebook is not for publication. After ETX stands when the message was sent.

Known gaps: national variants of ISO 646 (`{` for `ä`) are not recognised; a table is told by its columns only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.errors import SeveralDocumentsError
from newsconv.readers.wire.datelines import find_dateline
from newsconv.readers.wire.fields import Fields, is_wire_byline
from newsconv.readers.wire.iptc7901 import RE_HEADING_LINE
from newsconv.readers.wire.messages import (
    Line,
    find_messages,
    line_origin,
    resolve_controls,
    visible_lines,
)
from newsconv.readers.wire.notes import find_note_start
from newsconv.readers.wire.rules import LineRule, match_rule
from newsconv.readers.wire.story import join_lines
from newsconv.readers.wire.takes import TAKES
from newsconv.readers.wire.times import read_iptc_time
from newsconv.readers.wire.typography import QUOTES, Typography
from newsconv.report import Origin, Removed, Repaired, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsconv.document import Document
    from newsconv.formats import ReadOptions, Source
    from newsconv.readers.wire.messages import Message
    from newsconv.readers.wire.times import SentLine
    from newsconv.report import Report

__all__ = ["SIGN_OFF", "read", "read_many"]

TITLE: Final = "message by IPTC 7901"
MAX_HEADING_CHARS: Final = 200
"""Code points of a heading line that are looked at; dpa's has 38."""
MAX_TITLE_LINES: Final = 8
"""Lines in which headline and byline end: take words, three lines of headline, one of byline."""
MAX_HEADLINE_CHARS: Final = 200
"""Code points of a headline that nothing ends; three lines of the wire."""

RE_AGENCY: Final = re.compile(r"(?:.*[ ])?(?P<agency>[A-Za-z]{2,8})[ ]+\d{1,5}")
"""The agency and its own number, at the end of the heading: `ccccb   dpa 061`."""
SIGN_OFF: Final = LineRule(
    name="sign-off",
    kind="note",
    pattern=re.compile(r"(?:dpa|dpa-\w{2,6}|afp|apa|sda|ats|belga|anp|ritzau|ntb|tt)(?:[ /][a-z]{2,4}){1,6}"),
    reason="the initials of those who wrote and edited it",
    source="IPTC7901.txt (`dpa wsz jln npr`)",
    takes=("dpa wsz jln npr", "dpa/abc de", "afp abc/def"),
    keeps=("dpa reported the news", "dpa", "Berlin dpa abc"),
)
END_MARK: Final = "="
"""What ends a headline and a byline."""


def read(source: Source, *, options: ReadOptions, report: Report) -> Document:
    """Read the one message of a transmission.

    Raises:
        ReadError: empty, binary, or without a message.
        SeveralDocumentsError: it holds several.
    """
    messages = find_messages(source, is_heading=is_heading, title=TITLE, report=report)
    if len(messages) > 1:
        reason = f"the transmission holds {len(messages)} messages; read them with load_all"
        raise SeveralDocumentsError(reason, source.name, messages[1].first_line)
    return read_message(messages[0], options, report)


def read_many(source: Source, *, options: ReadOptions, report: Report) -> Iterator[Document]:
    """Read every message of a transmission.

    Raises:
        ReadError: empty, binary, or without a message.
    """
    for message in find_messages(source, is_heading=is_heading, title=TITLE, report=report):
        yield read_message(message, options, report)


def is_heading(lines: Sequence[Line]) -> bool:
    """Tell whether visible lines begin with a heading whose word count is there."""
    match = match_heading(lines[0]) if lines else None
    return match is not None and match["words"] is not None


def match_heading(line: Line) -> re.Match[str] | None:
    """Match the first line of the heading."""
    return RE_HEADING_LINE.fullmatch(resolve_controls(line.text).strip()[:MAX_HEADING_CHARS])


def read_message(message: Message, options: ReadOptions, report: Report) -> Document:
    """Read one message."""
    fields = Fields("iptc7901", Typography(QUOTES), report)
    rest = read_heading(visible_lines(message.head), fields, report)
    lines = message.text
    if lines:
        add_slug(rest, fields, report)
    else:
        lines = part_head(message, rest, fields, report)
    lines, sent = read_time(message, list(lines), report)
    end = find_note_start(lines, report)
    start = read_title(lines[:end], fields, report)
    if sent:
        fields.add_sent(sent)
    body = add_sign_off(lines[start:end], fields)
    blocks = fields.read_body(body)
    if end < len(lines):
        fields.add_note("\n".join(line.text for line in lines[end:]))
    fields.typography.report_to(report, Origin(line=message.first_line))
    return fields.make_document(blocks, options)


# ---------------------------------------------------------------- the heading


def read_heading(lines: list[Line], fields: Fields, report: Report) -> list[Line]:
    """Read the first visible line of the heading; give the other ones."""
    match = match_heading(lines[0]) if lines else None
    if match is None:
        origin = line_origin(lines[:1]) if lines else Origin()
        reason = "the message has no line with service and number, priority and category as the format has"
        report.add(Repaired(reason=reason, origin=origin))
        return lines
    fields.add_extra("service", match["service"])
    fields.add_extra("number", match["number"])
    fields.values["urgency"] = int(match["priority"])
    fields.add_category(match["category"])
    fields.add_extra("word-count", match["words"])
    information = (match["information"] or "").strip()
    fields.add_extra("information", information)
    if agency := RE_AGENCY.fullmatch(information):
        fields.values["sources"] = (agency["agency"],)
    return lines[1:]


def add_slug(lines: Sequence[Line], fields: Fields, report: Report) -> None:
    """Read the visible lines between heading and STX as the slug."""
    slug = join_lines([resolve_controls(line.text) for line in lines])
    if not slug:
        return
    parts = [part.strip() for part in slug.split("/") if part.strip()]
    fields.values["slugline"] = "/".join(parts)
    if len(parts) > 1:
        fields.values["keywords"] = tuple(parts)
    if "/" in slug:
        reason = "a mark that parts the words of the slug and ends it"
        report.add(Removed(rule="line-marks", text="/", reason=reason, origin=line_origin(lines)))


def part_head(message: Message, rest: Sequence[Line], fields: Fields, report: Report) -> list[Line]:
    """Part the slug from the text where there is no STX: the slug ends with `/`."""
    start = rest[0].number if rest else 0
    lines = [Line(resolve_controls(line.text), line.number) for line in message.head if line.number >= start]
    visible = visible_lines(lines)
    if visible and visible[0].text.rstrip().endswith("/"):
        add_slug(visible[:1], fields, report)
        lines = [line for line in lines if line.number > visible[0].number]
    return lines if visible else []


# ---------------------------------------------------------------- headline and byline


def read_title(lines: Sequence[Line], fields: Fields, report: Report) -> int:
    """Read take words, headline and byline; give the number of lines up to the story."""
    start = 0
    unit: list[Line] = []
    for index, line in enumerate(lines):
        text = line.text.strip()
        if not unit and (line.is_blank or add_take(line, fields, report)):
            start = index + 1
        elif line.is_blank or len(unit) >= MAX_TITLE_LINES:
            break
        else:
            unit.append(line)
            if text.endswith(END_MARK):
                add_title_unit(unit, fields, report)
                unit, start = [], index + 1
                if "byline" in fields.values:
                    break
    if "headline" in fields.values or not unit:
        return start
    return add_unmarked_headline(lines, unit, start, fields)


def add_take(line: Line, fields: Fields, report: Report) -> bool:
    """Take a line that says what the message is to others, or what kind of story it is; tell whether it was one."""
    text = line.text.strip().rstrip(END_MARK).strip()
    found = match_rule(TAKES, text)
    if found is None or "headline" in fields.values:
        return False
    report_end_mark([line], report)
    if found[0].kind == "genre":
        fields.add_genre(text)
    else:
        fields.add_extra("take", text)
        fields.is_update |= found[0].kind == "update"
    return True


def add_title_unit(unit: Sequence[Line], fields: Fields, report: Report) -> None:
    """Take lines that the end mark ends: the byline by its words, else headline, subheadline."""
    text = join_lines([line.text for line in unit]).rstrip(END_MARK).strip()
    report_end_mark(unit, report)
    if is_wire_byline(text):
        fields.take_byline(text, unit, "byline")
    elif "headline" not in fields.values:
        fields.take("headline", "headline", text, unit, "the first lines of the text, up to the mark that ends them")
    elif "subheadline" not in fields.values:
        fields.take("subheadline", "subheadline", text, unit, "lines below the headline, up to the mark that ends them")
    else:
        fields.add_extra("line", text)


def report_end_mark(lines: Sequence[Line], report: Report) -> None:
    """Report the mark that ends lines, if one does."""
    if lines[-1].text.rstrip().endswith(END_MARK):
        reason = "a mark that ends the lines above the story"
        report.add(Removed(rule="line-marks", text=END_MARK, reason=reason, origin=line_origin(lines)))


def add_unmarked_headline(lines: Sequence[Line], unit: Sequence[Line], start: int, fields: Fields) -> int:
    """Take a first block that nothing ends as the headline, if it looks like one and a story follows."""
    text = join_lines([line.text for line in unit])
    end = lines.index(unit[-1]) + 1
    is_indented = unit[0].text.startswith(("   ", "\t"))
    has_story = any(not line.is_blank for line in lines[end:])
    if is_indented or not has_story or len(text) > MAX_HEADLINE_CHARS or text.endswith(".") or find_dateline(text):
        return start
    fields.take("headline", "headline", text, unit, "the first lines of the text, alone above it")
    return end


# ---------------------------------------------------------------- below the story


def add_sign_off(lines: Sequence[Line], fields: Fields) -> Sequence[Line]:
    """Take the initials below the story as a note; give the lines without them."""
    last = next((line for line in reversed(lines) if not line.is_blank), None)
    if last is None or not SIGN_OFF.pattern.fullmatch(last.text.strip()):
        return lines
    fields.add_note(last.text.strip())
    reason = f"{SIGN_OFF.reason}; kept for editors"
    event = Removed(rule=SIGN_OFF.name, text=last.text.strip(), reason=reason, origin=Origin(line=last.number))
    fields.report.add(event)
    return [line for line in lines if line is not last]


def read_time(message: Message, lines: list[Line], report: Report) -> tuple[list[Line], SentLine | None]:
    """Read when the message was sent, which without ETX its last line says; also give the lines that are left."""
    tail = visible_lines(message.tail)
    last = next((line for line in reversed(lines) if not line.is_blank), None)
    if not tail and last is not None:
        sent = read_iptc_time(last.text.strip())
        if sent is None or sent.rest:
            return lines, None
        return [line for line in lines if line is not last], sent
    found: SentLine | None = None
    for line in tail:
        text = resolve_controls(line.text).strip()
        sent = None if found else read_iptc_time(text)
        if sent:
            found = sent
        elif text:
            reason = "it stands below the end of the text"
            report.add(Skipped(text=text, reason=reason, origin=Origin(line=line.number)))
    return lines, found
