"""The json format: the document model itself, one object a document.

In goes an object with the version of its schema (`newsconv.document.json_schema()` describes it), or
several of them, one a line (JSON Lines). Out comes the document, in normal form.

Another major version of the schema is refused. A newer minor one is read as long as it holds
nothing that this version does not know: an unknown field is an error, since to leave it out
would lose it in silence. Duplicate keys: the last one counts, as in most JSON readers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.decoding import decode, refuse_empty
from newsconv.document import SCHEMA_VERSION, Document, codec, normalize
from newsconv.document.unsafe import iter_unsafe
from newsconv.errors import ReadError, SeveralDocumentsError
from newsconv.formats import Format, ReadOptions, Source, WriteOptions
from newsconv.losses import EVERYTHING
from newsconv.report import Origin, Repaired, Skipped
from newsconv.sniff import Certainty, Sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsconv.report import Report

__all__ = ["FORMAT", "JsonWriteOptions", "read", "read_many", "sniff"]

RE_SIGNED: Final = re.compile(r'\{\s*"newsconv"\s*:')
RE_BODY_FIRST: Final = re.compile(r'\{\s*"document"\s*:\s*\{')
"""What a program makes of our JSON that sorts keys; the signature then comes last."""
RE_BYTE: Final = re.compile(r" \(byte (\d+)\)$")
"""The place at the end of msgspec's messages for malformed JSON, counted from 0."""
RE_ESCAPE: Final = re.compile(
    r"\\(?:(?P<pair>u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|(?P<lone>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
"""Any escape of a JSON string (RFC 8259, section 7); `lone` is half of a pair."""


class JsonWriteOptions(WriteOptions, frozen=True, kw_only=True):
    """What the writer of json may be told."""

    indent: int = 2
    """Spaces a level, 0 to 16; 0 writes the document on one line, as JSON Lines needs it."""


class Version(msgspec.Struct, frozen=True):
    """The part of an envelope that every version has."""

    newsconv: str


VERSION_DECODER: Final = msgspec.json.Decoder(Version)


def sniff(sample: Sample) -> Certainty:
    """Tell whether a sample is a newsconv document as JSON."""
    text = sample.text.lstrip()
    if RE_SIGNED.match(text):
        return Certainty.CERTAIN
    return Certainty.LIKELY if RE_BODY_FIRST.match(text) else Certainty.NO


def read(source: Source, *, options: ReadOptions, report: Report) -> Document:  # noqa: ARG001 - the interface of readers
    """Read the one document that a source holds.

    Raises:
        ReadError: it is not JSON, or not of this schema; with line and column, or the path in the message.
        SeveralDocumentsError: it is JSON Lines with several documents.
    """
    text = decode(source.data, report=report, name=source.name)
    refuse_empty(text, source.name)
    try:
        return read_object(text, report)
    except msgspec.DecodeError as error:
        if is_followed(error) and (rest := rest_of(text, error)).startswith("{"):
            raise several(text, rest, source.name) from error
        raise read_error(error, text, source.name, 1) from error
    except RecursionError as error:
        raise too_deep(source.name) from error


def read_many(source: Source, *, options: ReadOptions, report: Report) -> Iterator[Document]:  # noqa: ARG001 - as above
    """Read every document of a source: one object, however it is laid out, or one a line.

    Raises:
        ReadError: as for `read`, for the first faulty one; those before it have been given.
    """
    text = decode(source.data, report=report, name=source.name)
    refuse_empty(text, source.name)
    try:
        document = read_object(text, report)
    except msgspec.DecodeError as error:
        if not is_followed(error):
            raise read_error(error, text, source.name, 1) from error
        if "\n" in text_before(text, error).strip():
            raise several(text, rest_of(text, error), source.name) from error
    except RecursionError as error:
        raise too_deep(source.name) from error
    else:
        yield document
        return
    yield from read_lines(text, source.name, report)


def read_lines(text: str, name: str, report: Report) -> Iterator[Document]:
    """Read one document a line; empty lines are passed over."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield read_object(line, report, number)
        except msgspec.DecodeError as error:
            raise read_error(error, line, name, number) from error
        except RecursionError as error:
            raise too_deep(name, number) from error


# ---------------------------------------------------------------- one object


def read_object(text: str, report: Report, first_line: int = 1) -> Document:
    """Read one object, which begins on the line `first_line` of the source, and bring its document into normal form.

    Raises:
        msgspec.DecodeError: not JSON or not of this schema.
        RecursionError: nested too deep.
    """
    try:
        version, document = codec.decode(text)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        mended = mend_escapes(text, report, first_line)
        if mended is None:
            raise
        version, document = codec.decode(mended)
    check_version(version)
    for what, url in iter_unsafe(document):
        report.add(Skipped(reason=f"an address that would run or carry code, in a {what}", text=url))
    return normalize(document)


def mend_escapes(text: str, report: Report, first_line: int) -> str | None:
    r"""Make `\ufffd` of escapes that are half of a surrogate pair; nothing where there are none."""
    first: list[int] = []

    def mend(match: re.Match[str]) -> str:
        if match["lone"] is None:
            return match[0]
        first.append(match.start())
        return r"\ufffd"

    mended = RE_ESCAPE.sub(mend, text)
    if not first:
        return None
    origin = Origin(line=text.count("\n", 0, first[0]) + first_line)
    report.add(Repaired(reason=f"{len(first)} lone surrogates became U+FFFD, first here", origin=origin))
    return mended


def check_version(version: str) -> None:
    """Refuse another major version of the schema.

    Raises:
        msgspec.ValidationError: it is another one, or no version.
    """
    if version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        message = (
            f"schema {version[:20]!r} can't be read, this newsconv reads {SCHEMA_VERSION}; use the one that wrote it"
        )
        raise msgspec.ValidationError(message)


# ---------------------------------------------------------------- errors


def several(text: str, rest: str, name: str) -> SeveralDocumentsError:
    """Make the error for a source that holds more than one object; JSON Lines has each on a line of its own."""
    first = text[: len(text) - len(rest)]
    remedy = "put each on one line, then read them" if "\n" in first.strip() else "read them"
    message = f"holds several documents, the second begins here; {remedy} with `load_all`"
    return SeveralDocumentsError(message, name, first.count("\n") + 1)


def is_followed(error: msgspec.DecodeError) -> bool:
    """Tell whether a whole object was read, and more came after it."""
    return "trailing characters" in str(error)


def rest_of(text: str, error: msgspec.DecodeError) -> str:
    """Give what follows the first object, from its first character that is no white space."""
    return text[len(text_before(text, error)) :]


def text_before(text: str, error: msgspec.DecodeError) -> str:
    """Give the text before the place of an error; all of it, but for final white space, where the place is the end."""
    match = RE_BYTE.search(str(error))
    if match is None:
        return text.rstrip()
    # msgspec has read the first of several trailing characters when it counts.
    position = int(match[1]) - is_followed(error)
    return text.encode()[:position].decode("utf-8", "ignore")


def read_error(error: msgspec.DecodeError, text: str, name: str, first_line: int) -> ReadError:
    """Say what is wrong, where, and what to do.

    Args:
        error: what msgspec found.
        text: of the object.
        name: of the source.
        first_line: number in the source of the first line of `text`.
    """
    if isinstance(error, msgspec.ValidationError):
        return ReadError(schema_fault(error, text), name, first_line if first_line > 1 else None)
    message = str(error)
    before = text_before(text, error)
    line = before.count("\n") + first_line
    column = len(before) - before.rfind("\n")
    reason = RE_BYTE.sub("", message.removeprefix("JSON is malformed: "))
    return ReadError(f"not JSON: {reason}; correct it or read it as another format", name, line, column)


def schema_fault(error: msgspec.ValidationError, text: str) -> str:
    """Say what is wrong with JSON that is well-formed."""
    try:
        version = VERSION_DECODER.decode(text).newsconv
        check_version(version)
    except msgspec.ValidationError as fault:
        other = str(fault)
        if other.startswith("schema "):
            return other
        return f"JSON, but not a newsconv document: {other}; if it is of another format, name that one"
    except (msgspec.DecodeError, RecursionError):
        version = SCHEMA_VERSION
    if version != SCHEMA_VERSION:
        return f"{error}; it is of schema {version[:20]!r} and this newsconv reads {SCHEMA_VERSION}: upgrade newsconv"
    return f"{error}; see the JSON Schema of the format"


def too_deep(name: str, line: int | None = None) -> ReadError:
    """Give the error for JSON that is nested deeper than any document."""
    return ReadError("nested too deep for a newsconv document", name, line)


FORMAT: Final = Format(
    name="json",
    title="newsconv JSON",
    aliases=("jsonl", "ndjson"),
    media_types=("application/json", "application/x-ndjson", "application/jsonl"),
    suffixes=(".json", ".jsonl", ".ndjson"),
    sniff=sniff,
    carries=EVERYTHING,
    lossless=True,
    structured=True,
    reader=read,
    many_reader=read_many,
    writer="newsconv.writers.json:write",
    many_writer="newsconv.writers.json:write_many",
    write_options=JsonWriteOptions,
)
"""The json format."""
