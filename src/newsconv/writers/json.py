"""The json format: a document in, one JSON object out, with the version of its schema.

The object ends with a line end. Everything of the document is in it; fields that hold their
default are left out. The same document gives the same bytes everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.document import codec
from newsconv.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsconv.document import Document
    from newsconv.readers.json import JsonWriteOptions
    from newsconv.report import Report

__all__ = ["write", "write_many"]

MAX_INDENT: Final = 16
"""Spaces a level; more helps nobody, and a document of `MAX_DEPTH` levels would be mostly spaces."""


def write(document: Document, *, options: JsonWriteOptions, report: Report) -> str:  # noqa: ARG001 - nothing is lost
    """Write a normal document.

    Raises:
        OptionError: an indent below 0 or above 16.
    """
    if not 0 <= options.indent <= MAX_INDENT:
        message = f"option of format 'json': `indent` is {options.indent}, expected 0 (one line) to {MAX_INDENT}"
        raise OptionError(message)
    data = codec.encode(document)
    if options.indent:
        data = msgspec.json.format(data, indent=options.indent)
    return data.decode() + "\n"


def write_many(documents: Iterable[Document], *, options: JsonWriteOptions, report: Report) -> str:
    """Write normal documents as JSON Lines, one a line whatever the indent.

    Raises:
        OptionError: an indent below 0 or above 16.
    """
    one_line = msgspec.structs.replace(options, indent=0 if 0 <= options.indent <= MAX_INDENT else options.indent)
    return "".join(write(document, options=one_line, report=report) for document in documents)
