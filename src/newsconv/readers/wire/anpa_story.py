"""Read a message by ANPA 1312 as a document.

In: bytes or text. Out: a normal document for each message.

The heading has two lines: service letter and number, US, selector; then priority, category, DC3 or DC4, DC1
(text) or DC2 (tabular), keyword, month and day, word count. After STX stand lines that begin with `^` and end with
`<` (set left) or `=` (centred): slug with word count, headline, photo numbers, notes to editors, byline, title.
Paragraphs begin with a tabulator and three spaces. After ETX AP writes source, wire and time.

Known gaps: the letters of categories are kept without names, since each agency has its own; of priorities only those
are read as an urgency that are not used otherwise; typesetting codes within lines are taken out, not rendered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.errors import SeveralDocumentsError
from newsconv.readers.wire.anpa import RE_FIRST_LINE, RE_SECOND_LINE
from newsconv.readers.wire.anpa_lines import HEAD_LINES, StoryLines
from newsconv.readers.wire.fields import Fields, is_wire_byline
from newsconv.readers.wire.messages import (
    TABULAR,
    Line,
    find_messages,
    line_origin,
    resolve_controls,
    visible_lines,
)
from newsconv.readers.wire.notes import EDITOR_LINES
from newsconv.readers.wire.rules import match_rule
from newsconv.readers.wire.takes import TAKES, is_update
from newsconv.readers.wire.times import read_anpa_time
from newsconv.readers.wire.typography import DASHES, FRACTIONS, QUOTES, Typography
from newsconv.report import Guessed, Origin, Removed, Repaired, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsconv.document import Document
    from newsconv.formats import ReadOptions, Source
    from newsconv.readers.wire.anpa_lines import HeadLine
    from newsconv.readers.wire.messages import Message
    from newsconv.readers.wire.rules import LineRule
    from newsconv.report import Report

__all__ = ["read", "read_many"]

TITLE: Final = "message by ANPA 1312"
MAX_HEADING_CHARS: Final = 200
"""Code points of a heading line that are looked at; AP's longest has 62."""
URGENCIES: Final = {"b": 2, "u": 3, "r": 4, "d": 5}
"""Priority letter to the IPTC's urgency, as AP pairs them (its APPL schema: bulletin, urgent, rush, daily). `f`, flash,
is missing: AP sends features under it (`anpa-1.tst`), which no one wants to see at urgency 1."""
RE_SENTENCE_END: Final = re.compile(r"[.!?][\"'”)]*$")
RE_NO_SELECTOR: Final = re.compile(r"-+")


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
    """Tell whether visible lines begin with the two lines of the heading."""
    texts = [heading_text(line) for line in lines[:2]]
    return len(texts) > 1 and bool(RE_FIRST_LINE.fullmatch(texts[0]) and RE_SECOND_LINE.fullmatch(texts[1]))


def heading_text(line: Line) -> str:
    """Give a line of the heading without padding; its separators stay."""
    return line.text.strip("\x00\x16\x7f \t\x1d\x1e")[:MAX_HEADING_CHARS]


def read_message(message: Message, options: ReadOptions, report: Report) -> Document:
    """Read one message."""
    fields = Fields("anpa", Typography(QUOTES, DASHES, FRACTIONS), report)
    rest = read_heading(visible_lines(message.head), fields, report)
    lines = message.text or [Line(resolve_controls(line.text), line.number) for line in rest]
    if message.text:
        skip_lines(rest, report)
    story = StoryLines(lines, is_tabular=any(TABULAR in line.text for line in message.head))
    read_head_lines(story.head, fields)
    add_time(visible_lines(message.tail), story, fields, report)
    blocks = fields.read_body(story.body)
    origin = Origin(line=message.first_line)
    fields.typography.report_to(report, origin)
    if story.marks:
        reason = "marks that begin and end the lines of the wire"
        report.add(Removed(rule="line-marks", text=" ".join(sorted(story.marks)), reason=reason, origin=origin))
    return fields.make_document(blocks, options)


def skip_lines(lines: Sequence[Line], report: Report) -> None:
    """Report lines of the heading that say nothing to us."""
    for line in lines:
        reason = "no line of the heading that the format has"
        report.add(Skipped(text=resolve_controls(line.text).strip(), reason=reason, origin=Origin(line=line.number)))


# ---------------------------------------------------------------- the heading


def read_heading(lines: list[Line], fields: Fields, report: Report) -> list[Line]:
    """Read the visible lines of the heading; give those that are none of it."""
    rest = list(lines)
    first = RE_FIRST_LINE.fullmatch(heading_text(rest[0])) if rest else None
    if first:
        line = rest.pop(0)
        fields.add_extra("service", first["service"])
        fields.add_extra("number", first["number"])
        add_selector(first["selector"] or "", line, fields, report)
    second = RE_SECOND_LINE.fullmatch(heading_text(rest[0])) if rest else None
    if second:
        add_second_line(second, rest.pop(0), fields, report)
    if not (first and second):
        missing = " and ".join(
            name for name, found in (("service and number", first), ("priority and category", second)) if not found
        )
        origin = line_origin(lines) if lines else Origin()
        report.add(Repaired(reason=f"the heading has no line with {missing} as the format has", origin=origin))
    return rest


def add_selector(selector: str, line: Line, fields: Fields, report: Report) -> None:
    """Keep the selector; dashes stand for none."""
    if RE_NO_SELECTOR.fullmatch(selector):
        reason = "stands for no selector"
        report.add(Removed(rule="no-selector", text=selector, reason=reason, origin=Origin(line=line.number)))
    else:
        fields.add_extra("selector", selector)


def add_second_line(match: re.Match[str], line: Line, fields: Fields, report: Report) -> None:
    """Keep what the second line of the heading says."""
    priority, keyword = match["priority"], " ".join(match["keyword"].split())
    fields.add_extra("priority", priority)
    fields.add_category(match["category"])
    fields.add_extra("keyword", keyword)
    fields.add_extra("date", match["date"])
    fields.add_extra("word-count", match["words"])
    fields.values["slugline"] = keyword
    fields.is_update = is_update(keyword)
    if urgency := URGENCIES.get(priority.lower()):
        fields.values["urgency"] = urgency
        reason = f"AP's priority {priority} is urgency {urgency}"
        event = Guessed(field="urgency", rule="priority", text=priority, reason=reason, origin=Origin(line=line.number))
        report.add(event)


# ---------------------------------------------------------------- lines above the story


def read_head_lines(head: Sequence[HeadLine], fields: Fields) -> None:
    """Read the lines above the story: each by its words, or else by its place."""
    was_byline = False
    for position, line in enumerate(head):
        if was_byline and line.end == "=":
            add_title(line, fields)
            continue
        was_byline = False
        if add_known_line(line, fields, is_first=position == 0):
            continue
        if "byline" not in fields.values and is_wire_byline(line.text):
            fields.take_byline(line.text, line.lines, "byline")
            was_byline = True
        else:
            add_plain_line(line, fields)


def add_known_line(line: HeadLine, fields: Fields, *, is_first: bool) -> bool:
    """Take a line that is told by its words; tell whether it was one."""
    if found := match_rule(HEAD_LINES, line.text):
        rule, match = found
        if rule.kind == "photos":
            fields.add_extra("photos", line.text)
            return True
        if is_first:
            add_slug(match, line, fields, rule)
            return True
    if found := match_rule(EDITOR_LINES, line.text):
        fields.add_note(line.text)
        reason = found[0].reason
        event = Guessed(
            field="editorial_note", rule=found[0].name, text=line.text, reason=reason, origin=line_origin(line.lines)
        )
        fields.report.add(event)
        return True
    if found := match_rule(TAKES, line.text):
        fields.is_update |= found[0].kind == "update"
        fields.add_extra("take", line.text)
        return True
    return False


def add_slug(match: re.Match[str], line: HeadLine, fields: Fields, rule: LineRule) -> None:
    """Take the slug, which is the keyword of the heading written in full."""
    fields.take("slugline", rule.name, match["slug"].strip(), line.lines, rule.reason)
    fields.add_extra("take", match["take"])
    fields.add_extra("slug-word-count", match["words"])
    fields.is_update |= is_update(line.text)


def add_title(line: HeadLine, fields: Fields) -> None:
    """Take the line below the byline as what its authors are."""
    title = line.text
    reason = "a centred line below the byline"
    fields.report.add(Guessed(field="authors", rule="title", text=title, reason=reason, origin=line_origin(line.lines)))
    if authors := fields.values.get("authors"):
        fields.values["authors"] = tuple(msgspec.structs.replace(author, role=title) for author in authors)
    else:
        fields.values["byline"] = f"{fields.values['byline']}, {title}"


def add_plain_line(line: HeadLine, fields: Fields) -> None:
    """Take a line that nothing tells: the first is the headline, a sentence below it a summary."""
    values = fields.values
    if "headline" not in values:
        fields.take(
            "headline", "headline", line.text, line.lines, "the first line above the story that nothing else is"
        )
    elif "description" not in values and RE_SENTENCE_END.search(line.text[-3:]):
        fields.take("description", "summary", line.text, line.lines, "a sentence between headline and story")
    elif "subheadline" not in values:
        fields.take("subheadline", "subheadline", line.text, line.lines, "a line between headline and story")
    else:
        fields.add_extra("line", fields.typography.set_text(line.text))


# ---------------------------------------------------------------- below the story


def add_time(tail: list[Line], story: StoryLines, fields: Fields, report: Report) -> None:
    """Read the line with source, wire and time, which without ETX is the last of the story."""
    last = next((line for line in reversed(story.body) if not line.is_blank), None)
    if not tail and last is not None:
        sent = read_anpa_time(last.text.strip())
        if sent and not sent.rest:
            fields.add_sent(sent)
            story.body.remove(last)
        return
    found = False
    for line in tail:
        text = resolve_controls(line.text).strip()
        sent = None if found else read_anpa_time(text)
        if sent:
            fields.add_sent(sent)
            found = True
        elif text:
            reason = "it stands below the end of the text"
            report.add(Skipped(text=text, reason=reason, origin=Origin(line=line.number)))
