"""Which files the inputs of a command name: files, folders, patterns, standard input.

A folder stands for the files below it whose suffix is that of a format that can be read; hidden
ones, and links to folders, are passed over. A pattern (`*`, `?`, `[…]`, `**`) stands for the files
that match it, for where the shell left it as it is.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.cli.reading import STDIN, Settings
from newsconv.errors import OptionError, ReadError
from newsconv.formats import find_format, iter_formats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Input", "Inputs", "expand_inputs", "read_suffixes"]

PATTERN_MARKS: Final = "*?["
STDIN_PLACE: Final = "stdin"
"""What the file written from standard input is called, before its suffix."""


class Input(msgspec.Struct, frozen=True):
    """One source to read."""

    name: str
    """Its path, or `-`."""
    place: str
    """Its path below a folder that is written to."""


class Inputs(msgspec.Struct, frozen=True):
    """All sources to read."""

    found: tuple[Input, ...]
    """Each once, in the order of the arguments; those of one argument by name."""
    skipped: int
    """Files in folders whose suffix is that of no format."""
    are_many: bool
    """Whether there are several, or there could have been: a folder was named."""


def read_suffixes(settings: Settings) -> frozenset[str]:
    """Give the suffixes of the files in a folder that are read: those of the format named, else of all."""
    records = (
        [find_format(settings.format)] if settings.format else [record for record in iter_formats() if record.reads]
    )
    return frozenset(suffix for record in records for suffix in record.suffixes)


def expand_inputs(arguments: Iterable[str], suffixes: Callable[[], frozenset[str]], leave_out: str = "") -> Inputs:
    """Find the files that arguments name.

    Args:
        arguments: paths of files and folders, patterns, and `-`.
        suffixes: gives the suffixes of the files that are taken of a folder; with dot, in small letters.
        leave_out: path of a folder that is not entered: the one that is written to, else a second
            run would read what the first one wrote.

    Raises:
        ReadError: nothing is found for an argument.
        OptionError: standard input is named twice.
    """
    found: dict[str, Input] = {}
    skipped = 0
    is_folder_named = False
    for argument in arguments:
        if argument == STDIN:
            if STDIN in found:
                message = "standard input (-) can be read once only"
                raise OptionError(message)
            found[STDIN] = Input(STDIN, STDIN_PLACE)
            continue
        if Path(argument).is_dir():
            is_folder_named = True
            inputs, others = files_in(argument, suffixes(), leave_out)
            skipped += others
        else:
            inputs = matches(argument)
        for item in inputs:
            found.setdefault(os.path.normpath(Path(item.name).absolute()), item)
    return Inputs(tuple(found.values()), skipped, is_folder_named or len(found) > 1)


def files_in(folder: str, suffixes: frozenset[str], leave_out: str) -> tuple[list[Input], int]:
    """Find the files below a folder that can be read, sorted, and count the others.

    Raises:
        ReadError: there is none, or a folder can't be listed.
    """
    inputs: list[Input] = []
    skipped = 0
    closed = os.path.realpath(leave_out) if leave_out else ""
    for path, folders, files in os.walk(folder, onerror=refuse_folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and os.path.realpath(Path(path, name)) != closed
        )
        for name in sorted(files):
            if name.startswith("."):
                continue
            if PurePath(name).suffix.lower() not in suffixes:
                skipped += 1
                continue
            full = os.path.join(path, name)  # noqa: PTH118 - a `Path` would cost the spelling of the argument
            inputs.append(Input(full, os.path.relpath(full, folder)))
    if not inputs:
        message = f"no file in it has a suffix that can be read: {' '.join(sorted(suffixes))}"
        raise ReadError(message, folder)
    return inputs, skipped


def refuse_folder(error: OSError) -> None:
    """Make the error of a folder that can't be listed one of ours."""
    message = f"can't be listed: {error.strerror or error}"
    raise ReadError(message, str(error.filename)) from error


def matches(argument: str) -> list[Input]:
    """Find the files that match a pattern, or take a path as it is.

    Below the folder before `**` the files keep their places.

    Raises:
        ReadError: no file matches.
    """
    if os.path.lexists(argument) or not any(mark in argument for mark in PATTERN_MARKS):
        return [Input(argument, PurePath(argument).name)]
    import glob

    names = sorted(name for name in glob.glob(argument, recursive=True) if Path(name).is_file())  # noqa: PTH207 - as above
    if not names:
        message = "no file matches this pattern"
        raise ReadError(message, argument)
    head, stars, _ = argument.partition("**")
    if not stars:
        return [Input(name, PurePath(name).name) for name in names]
    top = os.path.dirname(head) or os.curdir  # noqa: PTH120 - `news/**` keeps `news`, as `Path.parent` would not
    return [Input(name, os.path.relpath(name, top)) for name in names]
