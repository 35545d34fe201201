"""Progress over many inputs, on a terminal only: one line that is written over and over."""

from __future__ import annotations

import sys
from typing import Final

import click

from newsconv.cli.terminal import printable

__all__ = ["Progress"]

CLEAR_LINE: Final = "\r\x1b[K"
"""Carriage return, and ECMA-48's "erase in line" to its end."""
NAME_CHARS: Final = 60
"""Code points of a name that are shown, its end, so that the line fits a terminal of 80 columns."""


class Progress:
    """Shows which input of how many is at work, where there are several and standard error is a terminal."""

    def __init__(self, total: int, *, quiet: bool = False, what: str = "") -> None:
        """Start with none.

        Args:
            total: how many inputs there are.
            quiet: whether to show nothing.
            what: is done with them, in a word; empty where that goes without saying.
        """
        self.total = total
        self.is_shown = total > 1 and not quiet and sys.stderr.isatty()
        self.before = f"{what} " if what else ""
        self.number = 0

    def show(self, name: str) -> None:
        """Show that the next input is at work."""
        self.number += 1
        if self.is_shown:
            line = f"{CLEAR_LINE}{self.before}{self.number}/{self.total} {printable(name[-NAME_CHARS:])}"
            click.echo(line, err=True, nl=False)

    def clear(self) -> None:
        """Make room for another line."""
        if self.is_shown:
            click.echo(CLEAR_LINE, err=True, nl=False)
