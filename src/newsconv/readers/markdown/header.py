r"""What programs write above and below a Markdown text beside front matter: header lines, title blocks, lists of links.

In goes a text, out come metadata and the text with empty lines in the place of what was taken:

- header lines (`newsconv.readers.text.header_lines`), and below the text of Jina's reader its lists of pictures and
  links (`Images:`, `Links/Buttons:`);
- pandoc's title block: `% title`, `% authors` parted by semicolons, `% date` (pandoc's manual, `pandoc_title_block`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.document import Metadata, Person
from newsconv.noise.dates import parse_date
from newsconv.readers.text.header_lines import read_header_lines
from newsconv.report import Guessed, Origin, Removed

if TYPE_CHECKING:
    from newsconv.report import Report

__all__ = ["Header", "split_header"]

RE_LIST_LABEL: Final = re.compile(r"(?:Images|Links/Buttons|Buttons & Links):$")
RE_LIST_ITEM: Final = re.compile(r"(?:[-*]\s+)?!?\[.*\]\(.*\)$|[-*]\s+\S")
TITLE_FIELDS: Final = ("headline", "byline", "published")
"""What the lines of a title block are, in order."""
MIN_TITLE_LINES: Final = 2
"""Lines of a title block; one line that begins with a percent sign may be text."""


class Header(msgspec.Struct, frozen=True):
    """What stood above a text, and the text."""

    metadata: Metadata
    """Not yet in normal form; that which was given, where nothing was found."""
    text: str
    """The text, of as many lines as before."""


def split_header(text: str, metadata: Metadata, *, first_line: int = 1, report: Report) -> Header:
    r"""Read the header lines, or the title block, at the top of a text.

    Args:
        text: lines end in a line feed.
        metadata: what is known from front matter, which wins.
        first_line: number of the first line in the source.
        report: what is taken is added to it.

    >>> from newsconv.report import Report
    >>> header = split_header("% Rain\n% Jane Doe\n\nIt rained.", Metadata(), report=Report())
    >>> header.metadata.headline, header.metadata.authors, header.text
    ('Rain', (Person(name='Jane Doe'),), '\n\n\nIt rained.')
    """
    start = text.lstrip(" \n")[:1]
    if start == "%":
        fields, lines = read_title_block(text.split("\n"), first_line, report)
    elif start.isalpha():
        lines = text.split("\n")
        found = read_header_lines(lines, report, first_line=first_line)
        fields = found.fields
        lines[: found.consumed] = [""] * found.consumed
        if "url" in fields:
            drop_lists(lines, first_line, report)
    else:
        return Header(metadata, text)
    if not fields:
        return Header(metadata, text)
    fresh = {name: value for name, value in fields.items() if not getattr(metadata, name)}
    return Header(msgspec.structs.replace(metadata, **fresh), "\n".join(lines))


def drop_lists(lines: list[str], first_line: int, report: Report) -> None:
    """Empty the lists of pictures and links that Jina's reader writes below a text, when asked to."""
    position = end = len(lines)
    while position:
        position -= 1
        line = lines[position].strip()
        if RE_LIST_LABEL.match(line):
            text = " ".join(filter(None, map(str.strip, lines[position:end])))
            reason = "a list of a page's pictures or links, by Jina's reader"
            origin = Origin(line=position + first_line)
            report.add(Removed(reason=reason, rule="reader-lists", text=text, origin=origin))
            lines[position:end] = [""] * (end - position)
            end = position
        elif line and not RE_LIST_ITEM.match(line):
            return


def read_title_block(lines: list[str], first_line: int, report: Report) -> tuple[dict[str, Any], list[str]]:
    """Read pandoc's title block: the fields, and the lines without it."""
    start = next(index for index, line in enumerate(lines) if line.strip())
    block = [line for line in lines[start : start + len(TITLE_FIELDS)] if line.startswith("%")]
    count = next((index for index, line in enumerate(block) if lines[start + index] != line), len(block))
    if count < MIN_TITLE_LINES or lines[start + count : start + count + 1] not in ([], [""]):
        return {}, lines
    fields: dict[str, Any] = {}
    for offset, (name, line) in enumerate(zip(TITLE_FIELDS, block, strict=False)):
        value = line[1:].strip()
        if not value:
            continue
        found = title_fields(name, value)
        origin = Origin(line=start + offset + first_line)
        reason = "a line of a title block, which pandoc writes"
        if found:
            report.add(Guessed(reason=reason, field=name, rule="title-block", text=value, origin=origin))
        else:
            report.add(Removed(reason=f"{reason}, but no date", rule="title-block", text=value, origin=origin))
        fields.update(found)
    return fields, [*[""] * (start + count), *lines[start + count :]]


def title_fields(name: str, value: str) -> dict[str, Any]:
    """Give the fields that a line of a title block is; none where it says nothing for its field."""
    if name == "published":
        date = parse_date(value)
        return {"published": date} if date else {}
    if name == "byline":
        authors = tuple(Person(part.strip()) for part in value.split(";") if part.strip())
        return {"byline": value, "authors": authors}
    return {name: value}
