"""What the command prints, and where.

Standard output holds what a command was asked for, always in UTF-8; standard error holds what is
said about it. Colours go to terminals only, and characters that would steer a terminal never do.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from typing import Any, Final

import click
import msgspec

from newsconv.errors import WriteError

__all__ = ["Paint", "complain", "note", "one_line", "printable", "silence_output", "write_out"]

RE_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls, which can steer a terminal, and what stands for the bytes of a file name that is not UTF-8."""


def printable(text: str) -> str:
    r"""Give a text that can be printed anywhere, each character that can't as U+FFFD.

    >>> printable("caf\udce9\x1b[2J.md")
    'caf�\ufffd[2J.md'
    """
    return RE_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    r"""Give a text on one line.

    >>> one_line("a\n  b")
    'a b'
    """
    return printable(" ".join(text.split()))


def complain(message: str) -> None:
    """Say on standard error what is wrong, on one line."""
    note(f"newsconv: {message}")


def note(message: str) -> None:
    """Say something on standard error, on one line."""
    click.echo(one_line(message), err=True)


def write_out(text: str) -> None:
    """Write to standard output, in UTF-8 whatever the locale.

    Raises:
        WriteError: it can't be written to; where nobody reads any more, it is a `BrokenPipeError` instead.
    """
    try:
        if sys.stdout is None:
            message = "standard output is closed; write to a file with -o"
            raise WriteError(message)
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        if isinstance(error, WriteError):
            raise
        message = f"standard output can't be written to: {error.strerror or error}"
        raise WriteError(message) from error


def silence_output() -> None:
    """Let what is left for a reader that went away vanish, so that Python does not complain at its end."""
    with contextlib.suppress(OSError, ValueError):  # a stream without a file has no number
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())


class Paint(msgspec.Struct, frozen=True):
    """Colours text, or leaves it as it is.

    >>> Paint(is_on=False)("word", fg="red")
    'word'
    """

    is_on: bool

    @classmethod
    def for_output(cls, choice: bool | None) -> Paint:  # noqa: FBT001 - an option of the command as it comes
        """Decide by the user's choice; else colour for a terminal, unless NO_COLOR (no-color.org) is set."""
        if choice is not None:
            return cls(choice)
        is_terminal = sys.stdout is not None and sys.stdout.isatty()
        return cls(is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")

    def __call__(self, text: str, **style: Any) -> str:
        """Give the text in a style of `click.style`."""
        return click.style(text, **style) if self.is_on else text
