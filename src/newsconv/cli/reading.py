"""How the commands read: the options they share, sources by name, and errors that name their source.

A source is a path, or `-` for standard input. Options of one format (`-O key=value`) come as text
and take the type that the format gives them.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import msgspec

from newsconv.convert import Reading, read_many, read_one, read_source, readable, source_format
from newsconv.errors import NewsconvError, OptionError, ReadError, SeveralDocumentsError
from newsconv.formats import Format, Source, find_format, iter_formats
from newsconv.limits import Limits
from newsconv.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from newsconv.document import Document

__all__ = [
    "STDIN",
    "STDIN_NAME",
    "Settings",
    "format_options",
    "located",
    "locating",
    "open_source",
    "read_each",
    "read_single",
    "reading_options",
    "settings_from",
    "source_name",
]

STDIN: Final = "-"
"""What names standard input as a source."""
STDIN_NAME: Final = "<stdin>"
"""What messages call it, as compilers do."""
LIMIT_NAMES: Final = frozenset(Limits.__struct_fields__)
"""Bounds that `-O` may set too, such as `max_bytes`."""
NO_PAIRS: Final = frozenset({"limits", "recurring"})
"""Options of reading that no word can say."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How sources are to be read."""

    format: str | None = None
    """Name of their format; none to find it out for each."""
    options: dict[str, Any] = {}
    """Options that all readers know, those that were given only."""
    pairs: dict[str, str] = {}
    """Options of formats, as given with `-O`."""

    def check(self, writer: Format | None = None) -> None:
        """Raise `OptionError` for a pair that no reader in question, and not the writer, knows."""
        if not self.pairs:
            return
        records = [find_format(self.format)] if self.format else [record for record in iter_formats() if record.reads]
        kinds: list[Any] = [record.read_options for record in records] + ([writer.write_options] if writer else [])
        known = {name for kind in kinds for name in kind.__struct_fields__} - NO_PAIRS | LIMIT_NAMES
        for name in self.pairs:
            if name not in known:
                message = f"-O {name}: there is no such option; there are: {', '.join(sorted(known))}"
                raise OptionError(message)

    def limits(self) -> Limits:
        """Give the bounds on sources, those that were given and else those that hold without."""
        return Limits(**format_options(self.pairs, Limits))

    def options_for(self, record: Format) -> dict[str, Any]:
        """Give the options for one reader, typed."""
        values = self.options | format_options(self.pairs, record.read_options)
        limits = format_options(self.pairs, Limits)
        return values | {"limits": Limits(**limits)} if limits else values


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how to read; `settings_from` takes them."""
    for option in (
        click.option(
            "-O", "pairs", multiple=True, metavar="KEY=VALUE", help="An option of one format; may be given again."
        ),
        click.option("--language", metavar="TAG", help="Language of the text (BCP 47), where the source is silent."),
        click.option("--base-url", metavar="URL", help="What relative links are resolved against."),
        click.option(
            "--noise",
            type=click.Choice(["auto", "drop", "keep"]),
            help="Look for what is not the story: where it may be (auto, the default), everywhere, nowhere.",
        ),
        click.option("--from", "from_", metavar="FORMAT", help="Format of the input; found by content and name."),
    ):
        command = option(command)
    return command


def settings_from(
    from_: str | None, noise: str | None, base_url: str | None, language: str | None, pairs: tuple[str, ...]
) -> Settings:
    """Make settings of the values of `reading_options`.

    Raises:
        UnknownFormatError: no such format, or it is not read.
        OptionError: a pair without `=`.
    """
    if from_ is not None:
        record = find_format(from_)
        readable(record)
        from_ = record.name
    given = {"noise": noise, "base_url": base_url, "language": language}
    options = {name: value for name, value in given.items() if value is not None}
    return Settings(format=from_, options=options, pairs=dict(map(split_pair, pairs)))


def split_pair(text: str) -> tuple[str, str]:
    """Split `key=value`; a `-` in the key is a `_`."""
    key, equals, value = text.partition("=")
    if not (key and equals):
        message = f"-O {text}: a key and a value are expected, such as -O key=value"
        raise OptionError(message)
    return key.replace("-", "_"), value


def format_options(pairs: Mapping[str, str], kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Give those of the pairs that an options record knows, each in its type.

    >>> from newsconv.formats import WriteOptions
    >>> format_options({"private": "true", "unknown": "x"}, WriteOptions)
    {'private': True}
    """
    values = {}
    for field in msgspec.structs.fields(kind):
        if field.name not in pairs or field.name in NO_PAIRS:
            continue
        try:
            values[field.name] = msgspec.convert(pairs[field.name], field.type, strict=False)
        except msgspec.ValidationError as error:
            message = f"-O {field.name}={pairs[field.name]}: {error}"
            raise OptionError(message) from error
    return values


# ---------------------------------------------------------------- sources


def source_name(name: str) -> str:
    """Give what messages call a source."""
    return STDIN_NAME if name == STDIN else name


def open_source(name: str, settings: Settings) -> Source:
    """Read a source whole.

    Raises:
        ReadError: it can't be read.
        LimitError: it is larger than allowed; of standard input no more than that is read.
    """
    limits = settings.limits()
    if name == STDIN:
        if sys.stdin is None:
            message = "standard input is closed"
            raise ReadError(message)
        return Source(sys.stdin.buffer.read(limits.max_bytes + 1), STDIN_NAME)
    if Path(name).is_dir():
        message = "is a folder; name a file"
        raise ReadError(message, name)
    return read_source(name, {"limits": limits})


def read_single(source: Source, settings: Settings, report: Report) -> tuple[Document, Format]:
    """Read the one document of a source."""
    record = source_format(source, settings.format)
    return read_one(source, record.name, report, settings.options_for(record)), record


def read_each(source: Source, settings: Settings, *, detailed: bool = False) -> Iterator[Reading]:
    """Read every document of a source, each with what happened on its way; `detailed` reports the shares of scores."""
    record = source_format(source, settings.format)
    report = Report(detailed=detailed)
    documents = read_many(source, record.name, report, settings.options_for(record))
    pending: Reading | None = None
    try:
        for document in documents:
            if pending is not None:
                yield pending
            pending = Reading(document, drained(report), record.name)
    except NewsconvError:
        if pending is not None:
            yield pending
        raise
    if pending is None:
        message = "holds no story"
        raise ReadError(message, source.name)
    pending.report.events += report.events
    pending.report.segments += report.segments
    yield pending


def drained(report: Report) -> Report:
    """Move what a report holds into another one."""
    result = Report()
    result.events, report.events = report.events, []
    result.segments, report.segments = report.segments, []
    return result


def located(error: NewsconvError, name: str) -> str:
    """Give the message of an error with the source that it belongs to, if it does not name one.

    >>> located(ReadError("no end tag", line=3, column=14), "story.xml")
    'story.xml:3:14: no end tag'
    """
    message = str(with_source(error, name) if isinstance(error, ReadError) else error)
    return message if message.startswith(name) else f"{name}: {message}"


def with_source(error: ReadError, name: str) -> ReadError:
    """Give an error with its source, and with what to do on the command line."""
    reason = error.reason
    if isinstance(error, SeveralDocumentsError):
        reason = "holds several stories; `newsconv convert` with a folder as -o writes each to a file of its own"
    return type(error)(reason, error.source or name, error.line, error.column)


@contextmanager
def locating(name: str) -> Iterator[None]:
    """Let what can't be read within say which source it is.

    Raises:
        ReadError: with its source.
    """
    try:
        yield
    except ReadError as error:
        raise with_source(error, name) from error
