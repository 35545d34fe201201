"""`newsconv explain`: what was removed, moved, repaired and guessed in a source, and why.

First the document in short, then what happened, by kind and reason, each with its lines. With
`--to` also what that format would not say; with `--segments` each part of the source in its order
instead, and with `--html` that as a page.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

import click
import msgspec

from newsconv.cli.inputs import expand_inputs, read_suffixes
from newsconv.cli.reading import (
    Settings,
    format_options,
    locating,
    open_source,
    read_each,
    reading_options,
    settings_from,
    source_name,
)
from newsconv.cli.recurring import with_recurring
from newsconv.cli.targets import STDOUT, file_identity
from newsconv.cli.terminal import Paint, one_line, write_out
from newsconv.convert import Reading, dumps, write_file
from newsconv.errors import WriteError
from newsconv.formats import Format, find_format
from newsconv.losses import set_fields, value_text
from newsconv.report import Derived, Event, Guessed, NotRendered, Removed, Repaired, Skipped, as_record, excerpt
from newsconv.report_parts import OUTCOMES, counted, describe_reason, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsconv.document import Document

__all__ = ["command"]

KINDS: Final[dict[type, tuple[str, str]]] = {
    Removed: ("Removed, because it is not the story", "yellow"),
    Guessed: ("Moved to where it belongs", "cyan"),
    Repaired: ("Repaired", "magenta"),
    Skipped: ("Skipped, because there is no place for it", "red"),
    NotRendered: ("Not written", "red"),
    Derived: ("Made from what is there, because the format demands it", "cyan"),
}
"""Each kind of event with its heading and colour, in the order in which they are told."""
OUTCOME_COLORS: Final = {"kept": "green", "moved": "cyan", "removed": "yellow"}
"""The colour of a part by what became of it, that of its events where it has one."""
FIRST_FIELDS: Final = ("headline", "published")
"""Told first, and also where they are missing."""
VALUE_CHARS: Final = 120
"""Code points of a field that are shown; the rest is in `--json`."""
LABEL_CHARS: Final = 17
"""Width of the names of fields: the longest is `copyright holder`."""


@click.command(
    "explain",
    short_help="Tell what was removed, moved, repaired and guessed, and why.",
    epilog="""\b
Examples:
  newsconv explain story.md
  newsconv explain story.html --to text
  newsconv explain feed.xml --json
  newsconv explain story.html --segments
  newsconv explain pages/story.html --recurring pages/
  newsconv explain story.html --html story-explained.html
""",
)
@click.argument("source", metavar="INPUT")
@reading_options
@click.option(
    "--recurring",
    multiple=True,
    metavar="FILE|FOLDER",
    help="Leave out text that recurs over these pages of the same site; may be given again.",
)
@click.option("--to", metavar="FORMAT", help="Tell also what this format would not say.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a story: format, document, events.")
@click.option(
    "--segments", is_flag=True, help="Show each part of the source in its order, with what became of it and why."
)
@click.option(
    "--html", "html", metavar="FILE", help="Write a page that shows the same in colours; - for standard output."
)
@click.option("--color/--no-color", "color", default=None, help="Use colours; only on a terminal by default.")
def command(  # noqa: PLR0913 - one parameter an option
    source: str,
    to: str | None,
    html: str | None,
    recurring: tuple[str, ...],
    *,
    as_json: bool,
    segments: bool,
    color: bool | None,
    **options: Any,
) -> None:
    """Tell what was removed, moved, repaired and guessed in a source, and why.

    INPUT is a file, or - for standard input.
    """
    settings = settings_from(**options)
    record = find_format(to) if to is not None else None
    settings.check(record)
    name = source_name(source)
    if html is not None:
        if as_json or segments:
            message = "--html is a way of showing by itself; leave out --json and --segments"
            raise click.UsageError(message)
        refuse_replacing(source, html)
    if recurring:
        pages = expand_inputs(recurring, lambda: read_suffixes(settings))
        settings = with_recurring(settings, [page.name for page in pages.found])
    readings = read_and_write(source, settings, record)
    with locating(name):
        if html is not None:
            from newsconv.report_page import report_page

            write_page(html, report_page(readings, name=PurePath(name).name))
            return
        paint = Paint.for_output(color)
        for number, reading in enumerate(readings, start=1):
            if as_json:
                write_out(as_json_line(name, reading, record, with_segments=segments))
                continue
            heading = name if number == 1 else f"{name}, story {number}"
            separator = "" if number == 1 else "\n"
            lines = told_parts(heading, reading, paint) if segments else told(heading, reading, record, paint)
            write_out(separator + "".join(f"{line}\n" for line in lines))


def read_and_write(source: str, settings: Settings, record: Format | None) -> Iterator[Reading]:
    """Read every story of a source, and write it if that is to be told about, too."""
    for reading in read_each(open_source(source, settings), settings, detailed=True):
        if record is not None:
            write_options = format_options(settings.pairs, record.write_options)
            dumps(reading.document, record.name, report=reading.report, **write_options)
        yield reading


def refuse_replacing(source: str, target: str) -> None:
    """Raise `WriteError` for a page that would replace its source."""
    identity = file_identity(target)
    if identity is not None and identity == file_identity(source):
        message = f"{target} is the input, and inputs are never overwritten; choose another --html"
        raise WriteError(message)


def write_page(target: str, page: str) -> None:
    """Write a page to a file, or to standard output."""
    if target == STDOUT:
        write_out(page)
    else:
        write_file(target, page)


def as_json_line(name: str, reading: Reading, record: Format | None, *, with_segments: bool) -> str:
    """Give a story and its events as one line of JSON, with each part of its source if asked."""
    from newsconv.document.codec import encode_date

    fields: dict[str, Any] = {"input": one_line(name), "format": reading.format}
    if record is not None:
        fields["to"] = record.name
    fields |= {"document": reading.document, "events": [as_record(event) for event in reading.report]}
    if with_segments:
        fields["segments"] = parts_of(reading)
    return msgspec.json.encode(fields, enc_hook=encode_date).decode() + "\n"


def told(heading: str, reading: Reading, record: Format | None, paint: Paint) -> Iterator[str]:
    """Give the lines that tell about a story."""
    yield f"{paint(one_line(heading), bold=True)}: {reading.format}"
    yield from summary(reading.document, paint)
    events = list(reading.report)
    if not events:
        yield ""
        yield "Nothing was removed, moved, repaired or guessed."
    for kind, (title, color) in KINDS.items():
        chosen: list[Event] = [event for event in events if type(event) is kind]
        if chosen:
            heading = f"{title} as {record.title}" if kind is NotRendered and record is not None else title
            yield ""
            yield paint(f"{heading} ({len(chosen)})", fg=color, bold=True)
            yield from by_reason(chosen, paint)


def told_parts(heading: str, reading: Reading, paint: Paint) -> Iterator[str]:
    """Give the lines that show each part of a source: its role and place, why, and what it says."""
    yield f"{paint(one_line(heading), bold=True)}: {reading.format}"
    yield from summary(reading.document, paint)
    for part in parts_of(reading):
        place = f", {one_line(str(part.origin))}" if str(part.origin) else ""
        yield ""
        yield f"{paint(part.role, fg=OUTCOME_COLORS[part.outcome], bold=True)} ({OUTCOMES[part.outcome]}{place})"
        yield f"  {one_line(describe_reason(part))}"
        yield f"  {paint(one_line(excerpt(part.text)), dim=part.outcome == 'removed')}"


def summary(document: Document, paint: Paint) -> Iterator[str]:
    """Give the fields that are set, and the size of the body."""
    fields = set_fields(document.metadata)
    for name in [*FIRST_FIELDS, *(name for name in fields if name not in FIRST_FIELDS)]:
        value = one_line(value_text(fields[name])) if name in fields else "(none found)"
        shown = value if len(value) <= VALUE_CHARS else f"{value[: VALUE_CHARS - 1].rstrip()}…"
        yield f"  {paint(name.replace('_', ' ').ljust(LABEL_CHARS), dim=True)} {shown}"
    paragraphs = document.paragraphs()
    words = sum(len(text.split()) for text in paragraphs)
    size = f"{counted(len(paragraphs), 'paragraph')}, {counted(words, 'word')}"
    yield f"  {paint('text'.ljust(LABEL_CHARS), dim=True)} {size}"


def by_reason(events: Iterable[Event], paint: Paint) -> Iterator[str]:
    """Give the events of one kind: each reason once, and below it what it concerned."""
    groups: dict[str, list[Event]] = {}
    for event in events:
        groups.setdefault(reason(event), []).append(event)
    for title, group in groups.items():
        yield f"  {title}"
        for event in group:
            place = one_line(str(event.origin))
            words = one_line(excerpt(event.text)) if event.text else ""
            if place or words:
                yield f"    {paint(place, dim=True)}{': ' if place and words else ''}{words}"


def reason(event: Event) -> str:
    """Give why something happened, and to what."""
    match event:
        case Guessed():
            return named_rule(f"taken as {event.field}: {event.reason}", event.rule)
        case Removed():
            return named_rule(event.reason, event.rule)
        case NotRendered():
            return one_line(f"{event.what}: {event.reason}")
        case Derived():
            return one_line(f"{event.field}: {event.reason}")
        case _:
            return one_line(event.reason)


def named_rule(words: str, rule: str) -> str:
    """Add the name of a rule to a reason."""
    return one_line(f"{words} [{rule}]" if rule else words)
