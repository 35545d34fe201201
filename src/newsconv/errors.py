"""Everything that newsconv raises on purpose.

    NewsconvError
    ├── OptionError            an option has a value it can't have         exit code 2
    ├── UnknownFormatError     no such format, or none that does this      exit code 3
    ├── ReadError              the source can't be read as its format      exit code 4
    │   ├── SeveralDocumentsError   one was asked for, there are more
    │   └── LimitError              the source is larger than allowed
    ├── WriteError             the document or target can't be written     exit code 5
    └── PluginError            an installed plug-in is broken              exit code 6

Each message says what is wrong, where, and what to do next. The fields are kept, and errors
survive pickling.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "LimitError",
    "NewsconvError",
    "OptionError",
    "PluginError",
    "ReadError",
    "SeveralDocumentsError",
    "UnknownFormatError",
    "WriteError",
]


class NewsconvError(Exception):
    """The root of all errors that newsconv raises on purpose."""

    exit_code: ClassVar[int] = 1


class OptionError(NewsconvError, ValueError):
    """An option has a value it can't have."""

    exit_code = 2


class UnknownFormatError(NewsconvError, LookupError):
    """No installed format has this name, fits this source, or does what was asked.

    Attributes:
        name: the name or source asked for.
        known: the names there are.
    """

    exit_code = 3

    def __init__(self, message: str, name: str = "", known: tuple[str, ...] = ()) -> None:
        """Keep what was asked for and what there is."""
        super().__init__(message, name, known)
        self.name = name
        self.known = known

    def __str__(self) -> str:
        """Give the message alone."""
        return str(self.args[0])


class ReadError(NewsconvError, ValueError):
    """The source can't be read as its format.

    Attributes:
        reason: what is wrong and what to do.
        source: name of the source, if it has one.
        line: counted from 1, if known.
        column: counted from 1, if known.
    """

    exit_code = 4

    def __init__(self, reason: str, source: str = "", line: int | None = None, column: int | None = None) -> None:
        """Keep the reason and the place."""
        super().__init__(reason, source, line, column)
        self.reason = reason
        self.source = source
        self.line = line
        self.column = column

    def __str__(self) -> str:
        """Give the place and the reason: `story.xml:3:14: …`."""
        place = ":".join(str(part) for part in (self.source, self.line, self.column) if part)
        if self.line and not self.source:
            place = f"line {place}"
        return f"{place}: {self.reason}" if place else self.reason


class SeveralDocumentsError(ReadError):
    """The source holds several documents where one was asked for."""


class LimitError(ReadError):
    """The source is larger than its limit allows."""


class WriteError(NewsconvError, OSError):
    """The document can't be written in this format, or the target can't be written to."""

    exit_code = 5


class PluginError(NewsconvError):
    """An installed plug-in is broken, or two of them claim one name."""

    exit_code = 6
