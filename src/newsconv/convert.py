"""Load, dump, convert and explain: what the package and the command are made of.

The names are those of `json`. `str` and `bytes` are always content, never a path.
"""

from __future__ import annotations

import io
import os
from typing import IO, TYPE_CHECKING, Any, TypeAlias

import msgspec

from newsconv.document import Document, normalize
from newsconv.errors import LimitError, OptionError, ReadError, UnknownFormatError
from newsconv.formats import (
    Format,
    Source,
    detect_format,
    find_format,
    format_for_path,
    iter_formats,
    make_options,
    plugin_boundary,
    resolve,
)
from newsconv.limits import DEFAULT_LIMITS
from newsconv.losses import report_losses, report_unsafe
from newsconv.output import write_file
from newsconv.report import Report
from newsconv.sites import Census

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsconv.formats import ReadOptions
    from newsconv.sites import Recurring

__all__ = [
    "Reading",
    "convert",
    "dump",
    "dump_all",
    "dumps",
    "dumps_all",
    "explain",
    "formats",
    "load",
    "load_all",
    "loads",
    "recurring",
    "write_file",
]

PathLike: TypeAlias = "str | os.PathLike[str]"
Readable: TypeAlias = "PathLike | IO[str] | IO[bytes]"
Writable: TypeAlias = "PathLike | IO[str] | IO[bytes]"


class Reading(msgspec.Struct, frozen=True):
    """A document with the story of how it was read."""

    document: Document
    report: Report
    format: str
    """Name of the format that it was read as."""


def loads(data: Any, format: str | None = None, *, report: Report | None = None, **options: Any) -> Document:  # noqa: A002 - the names of `json`; trees of two libraries
    r"""Read a document from content.

    Args:
        data: `str` or `bytes`; for html also a BeautifulSoup object or an lxml tree.
        format: name of its format; found by its content if missing.
        report: what happened is added to it.
        options: `noise`, `base_url`, `language`, `limits`, `recurring`, and what the format has besides.

    Raises:
        ReadError: it can't be read as that format.
        SeveralDocumentsError: it holds several documents; see `load_all`.
        UnknownFormatError: no such format, or none reads it.
        OptionError: an unknown option or value.

    >>> import newsconv
    >>> newsconv.loads("One.\n\nTwo.", "text").paragraphs()
    ['One.', 'Two.']
    """
    return read_one(Source(data), format, report, options)


def load(source: Readable, format: str | None = None, *, report: Report | None = None, **options: Any) -> Document:  # noqa: A002
    """Read a document from a path or file object; see `loads`.

    Raises:
        ReadError: also when the file is missing or can't be read.
    """
    return read_one(read_source(source, options), format, report, options)


def load_all(
    source: Readable,
    format: str | None = None,  # noqa: A002
    *,
    report: Report | None = None,
    **options: Any,
) -> Iterator[Document]:
    """Read every document from a path or file object that may hold several; see `loads`."""
    return read_many(read_source(source, options), format, report, options)


def dumps(document: Document, format: str, *, report: Report | None = None, **options: Any) -> str:  # noqa: A002
    """Write a document as text.

    Args:
        document: brought into normal form first.
        format: name of the format.
        report: what the format can't say, and what was derived, is added to it.
        options: `private`, and what the format has besides.

    Raises:
        WriteError: the document can't be written in that format.
        UnknownFormatError: no such format, or it is only read.
        OptionError: an unknown option or value.
    """
    record = find_format(format)
    writer = writable(record)
    settings = make_options(record.write_options, options, record.name)
    events = Report() if report is None else report
    normal = normalize(document)
    report_unsafe(document, normal, events)
    report_losses(normal, record, settings, events)
    with plugin_boundary(record):
        return str(writer(normal, options=settings, report=events))


def dumps_all(
    documents: Iterable[Document],
    format: str,  # noqa: A002
    *,
    report: Report | None = None,
    **options: Any,
) -> str:
    r"""Write several documents as one text: a newsMessage for newsml, JSON Lines for json.

    Args:
        documents: each brought into normal form first.
        format: name of the format, one of which a file may hold several documents.
        report: as for `dumps`; what concerns each document comes in their order.
        options: those of the format, the same for all.

    Raises:
        UnknownFormatError: no such format, it is only read, or a file of it holds one document.
        OptionError: an unknown option or value, or no document for a format that needs one.

    >>> import newsconv
    >>> newsconv.dumps_all([newsconv.Document(), newsconv.Document()], "json").count("\n")
    2
    """
    record = find_format(format)
    writable(record)
    if record.many_writer is None:
        several = ", ".join(f.name for f in iter_formats() if f.many_writer is not None)
        message = f"a file of format {record.name!r} holds one document; several fit into one of: {several}"
        raise UnknownFormatError(message, record.name)
    settings = make_options(record.write_options, options, record.name)
    events = Report() if report is None else report
    normal: list[Document] = []
    for document in documents:
        normal.append(normalize(document))
        report_unsafe(document, normal[-1], events)
        report_losses(normal[-1], record, settings, events)
    with plugin_boundary(record):
        return str(resolve(record.many_writer)(normal, options=settings, report=events))


def dump(
    document: Document,
    target: Writable,
    format: str | None = None,  # noqa: A002
    *,
    report: Report | None = None,
    **options: Any,
) -> None:
    """Write a document to a path or file object; a file is written whole or not at all.

    Raises:
        WriteError: also when the target can't be written.
    """
    name = target_format(target, format)
    write_target(target, dumps(document, name, report=report, **options))


def dump_all(
    documents: Iterable[Document],
    target: Writable,
    format: str | None = None,  # noqa: A002
    *,
    report: Report | None = None,
    **options: Any,
) -> None:
    """Write several documents to one path or file object; see `dumps_all` and `dump`.

    Raises:
        WriteError: also when the target can't be written.
    """
    name = target_format(target, format)
    write_target(target, dumps_all(documents, name, report=report, **options))


def target_format(target: Writable, name: str | None) -> str:
    """Name the format to write: the one given, else by the suffix of the target."""
    if name is not None:
        return name
    if isinstance(target, (str, os.PathLike)):
        return format_for_path(os.fspath(target)).name
    message = "a file object has no name to tell the format by; give `format`"
    raise OptionError(message)


def write_target(target: Writable, text: str) -> None:
    """Write text to a path or file object."""
    if isinstance(target, (str, os.PathLike)):
        write_file(target, text)
        return
    stream: Any = target
    stream.write(text if isinstance(stream, io.TextIOBase) or hasattr(stream, "encoding") else text.encode())


def convert(data: Any, to: str, *, format: str | None = None, report: Report | None = None, **options: Any) -> str:  # noqa: A002
    """Read content and write it in another format.

    Args:
        data: as for `loads`.
        to: name of the format to write.
        format: name of the format to read; found by the content if missing.
        report: what happened on both ways is added to it.
        options: those of reading and of writing; each goes where it is known.
    """
    source = Source(data)
    record = source_format(source, format)
    reading = record.read_options.__struct_fields__
    read = {name: value for name, value in options.items() if name in reading}
    write = {name: value for name, value in options.items() if name not in reading}
    document = read_one(source, record.name, report, read)
    return dumps(document, to, report=report, **write)


def explain(data: Any, format: str | None = None, **options: Any) -> Reading:  # noqa: A002
    """Read content and keep what happened: what was removed, moved, repaired, and why."""
    source = Source(data)
    record = source_format(source, format)
    report = Report(detailed=True)
    return Reading(read_one(source, record.name, report, options), report, record.name)


def recurring(
    sources: Iterable[Readable | bytes],
    format: str | None = None,  # noqa: A002
    **options: Any,
) -> Recurring:
    """Count which texts recur over the pages of each site, to read these pages by it with the option `recurring`.

    Args:
        sources: all pages, of one site or of several, in any order: paths, file objects, or content as `bytes`.
        format: name of their format; found for each by its content and name if missing.
        options: those of `loads`, with which the pages are to be read later.

    Returns:
        What recurs, by site: hashes and counts, no text.

    Raises:
        LimitError: their texts are more than `Limits.max_texts`.
        ReadError: a page can't be read, and what else `load` raises.
    """
    census = Census(options.get("limits", DEFAULT_LIMITS).max_texts)
    for each in sources:
        source = Source(each) if isinstance(each, bytes) else read_source(each, options)
        for _ in read_many(source, format, None, options | {"recurring": census}):
            pass
    return census.count()


def formats() -> tuple[Format, ...]:
    """Give the installed formats, sorted by name."""
    return tuple(iter_formats())


# ---------------------------------------------------------------- reading


def read_one(source: Source, format_name: str | None, report: Report | None, options: dict[str, Any]) -> Document:
    """Read the one document that a source holds."""
    record = source_format(source, format_name)
    settings = make_options(record.read_options, options, record.name)
    check_size(source, settings.limits.max_bytes)
    events = Report(is_wanted=False) if report is None else report
    with plugin_boundary(record):
        document: Document = readable(record)(source, options=settings, report=events)
    return judged(document, record, settings, events)


def read_many(
    source: Source, format_name: str | None, report: Report | None, options: dict[str, Any]
) -> Iterator[Document]:
    """Read every document that a source holds."""
    record = source_format(source, format_name)
    if record.many_reader is None:
        yield read_one(source, record.name, report, options)
        return
    settings = make_options(record.read_options, options, record.name)
    check_size(source, settings.limits.max_bytes)
    events = Report(is_wanted=False) if report is None else report
    with plugin_boundary(record):
        for document in resolve(record.many_reader)(source, options=settings, report=events):
            yield judged(document, record, settings, events)


def judged(document: Document, record: Format, options: ReadOptions, report: Report) -> Document:
    """Judge the story of a structured source, which nobody does unless asked to drop noise everywhere."""
    if not record.structured or options.noise != "drop":
        return document
    from newsconv.noise import judge_document

    return judge_document(document, report=report, options=options)


def readable(record: Format) -> Any:
    """Give the reader of a format that has one."""
    if record.reader is None:
        message = (
            f"format {record.name!r} is only written; read are: {', '.join(f.name for f in iter_formats() if f.reads)}"
        )
        raise UnknownFormatError(message, record.name)
    return resolve(record.reader)


def writable(record: Format) -> Any:
    """Give the writer of a format that has one."""
    if record.writer is None:
        message = (
            f"format {record.name!r} is only read; written are: {', '.join(f.name for f in iter_formats() if f.writes)}"
        )
        raise UnknownFormatError(message, record.name)
    return resolve(record.writer)


def source_format(source: Source, name: str | None) -> Format:
    """Find the format of a source by the name given, else by content and name."""
    if name is not None:
        return find_format(name)
    if isinstance(source.data, (str, bytes)):
        return detect_format(source.data, source.name)
    return find_format("html")


def check_size(source: Source, max_bytes: int) -> None:
    """Refuse a source that is larger than allowed; the length of a `str` is counted in code points."""
    if isinstance(source.data, (str, bytes)) and len(source.data) > max_bytes:
        message = f"{len(source.data):,} bytes are more than the limit of {max_bytes:,}; raise `Limits(max_bytes=...)`"
        raise LimitError(message, source.name)


def read_source(source: Readable, options: dict[str, Any]) -> Source:
    """Read a path or file object whole."""
    if not isinstance(source, (str, os.PathLike)):
        return Source(source.read(), str(getattr(source, "name", "")))
    from pathlib import Path

    path = Path(source)
    name = os.fspath(source)
    try:
        if "limits" in options and path.stat().st_size > options["limits"].max_bytes:
            message = f"{path.stat().st_size:,} bytes are more than the limit of {options['limits'].max_bytes:,}"
            raise LimitError(message, name)
        return Source(path.read_bytes(), name)
    except OSError as error:
        message = f"can't be read: {error.strerror or error}"
        raise ReadError(message, name) from error
    except ValueError as error:  # a NUL in the path
        if isinstance(error, ReadError):
            raise
        message = f"can't be read: {error}"
        raise ReadError(message, name) from error
