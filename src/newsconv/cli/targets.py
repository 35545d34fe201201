"""Where the outputs of a conversion go, decided and checked before anything is written.

An output may replace a file, as with `cp`, but never an input, whatever name or link it goes by,
and never another output.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final, Literal

import click
import msgspec

from newsconv.cli.reading import STDIN, source_name
from newsconv.errors import WriteError
from newsconv.formats import Format, find_format, format_for_path, iter_formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.cli.inputs import Input, Inputs

__all__ = ["STDOUT", "Job", "Plan", "Target", "choose_target", "file_identity", "make_folder", "writable"]

STDOUT: Final = "-"
"""What names standard output as a target."""


class Target(msgspec.Struct, frozen=True):
    """Where outputs go."""

    kind: Literal["stdout", "file", "folder"]
    path: str = ""


class Job(msgspec.Struct, frozen=True):
    """One source and the file that it becomes."""

    name: str
    """Path of the source, or `-`."""
    output: str
    """Path of the output, or `-`."""


def choose_target(output: str | None, inputs: Inputs) -> Target:
    """Decide what `-o` names: a folder if it is one or ends like one, or if there are several inputs.

    Raises:
        click.UsageError: there are several inputs, and it can't be a folder.
    """
    if output is None or output == STDOUT:
        if inputs.are_many:
            message = "several inputs can't share standard output; give a folder with -o FOLDER"
            raise click.UsageError(message)
        return Target("stdout")
    if Path(output).is_dir() or output.endswith(("/", os.sep)):
        return Target("folder", output)
    if not inputs.are_many:
        return Target("file", output)
    if Path(output).exists() or PurePath(output).suffix.lower() in known_suffixes():
        message = f"several inputs need a folder to go to, {output} names a file; end it with / if it is one"
        raise click.UsageError(message)
    return Target("folder", output)


def known_suffixes() -> frozenset[str]:
    """Give the suffixes of all installed formats."""
    return frozenset(suffix for record in iter_formats() for suffix in record.suffixes)


def writable(name: str | None, target: Target) -> Format:
    """Find the format to write: the one named, else that of the output file's suffix.

    Raises:
        click.UsageError: nothing names it.
        UnknownFormatError: no such format, or it is not written.
    """
    if name is None and target.kind == "file":
        return format_for_path(target.path)
    if name is None:
        message = "nothing says what to convert to; name a format with --to, or a file with -o"
        raise click.UsageError(message)
    return find_format(name)


class Plan:
    """Which source becomes which file; no two become the same, and none becomes a source.

    Attributes:
        jobs: one for each input, in order.
    """

    __slots__ = ("jobs", "sources", "taken")
    jobs: tuple[Job, ...]
    taken: dict[str, str]
    sources: dict[tuple[int, int], str]

    def __init__(self, inputs: Sequence[Input], target: Target, record: Format) -> None:
        """Plan the outputs.

        Raises:
            WriteError: two inputs have the same output, or an output is an input.
        """
        self.taken = {}
        self.sources = {key: item.name for item in inputs if (key := file_identity(item.name)) is not None}
        suffix = record.suffixes[0] if record.suffixes else f".{record.name}"
        suffixes = known_suffixes() if target.kind == "folder" else frozenset()
        jobs = []
        for item in inputs:
            output = output_path(item, target, suffix, suffixes)
            self.claim(output, item.name)
            jobs.append(Job(item.name, output))
        self.jobs = tuple(jobs)

    def claim(self, output: str, name: str) -> None:
        """Keep an output for a source.

        Raises:
            WriteError: it is taken, or it is a source.
        """
        if output == STDOUT:
            return
        self.refuse_source(output)
        key = os.path.normcase(Path(output).absolute())
        other = self.taken.setdefault(key, name)
        if other != name:
            message = f"{source_name(other)} and {source_name(name)} would both become {output}; give them two folders"
            raise WriteError(message)

    def refuse_source(self, output: str) -> None:
        """Raise `WriteError` for an output that is one of the sources."""
        identity = file_identity(output)
        if identity in self.sources:
            message = (
                f"{output} is the input {self.sources[identity]}, and inputs are never overwritten; choose another -o"
            )
            raise WriteError(message)


def output_path(item: Input, target: Target, suffix: str, suffixes: frozenset[str]) -> str:
    """Give the path of an output; in a folder, a suffix that is some format's is replaced, another one kept."""
    if target.kind == "stdout":
        return STDOUT
    if target.kind == "file":
        return target.path
    place = PurePath(item.place)
    stem = place.with_suffix("") if place.suffix.lower() in suffixes else place
    return os.path.join(target.path, f"{stem}{suffix}")  # noqa: PTH118 - keeps the spelling of the argument


def numbered(output: str, number: int) -> str:
    """Give the path for one of several documents of a source.

    >>> numbered("out/feed.json", 2)
    'out/feed-2.json'
    """
    path = PurePath(output)
    return output.removesuffix(path.name) + f"{path.stem}-{number}{path.suffix}"


def file_identity(path: str) -> tuple[int, int] | None:
    """Give what is the same for all names of a file, symbolic and hard links included; none if there is no file."""
    if path in {STDIN, STDOUT}:
        return None
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def make_folder(output: str) -> None:
    """Make the folder of an output, where it is missing.

    Raises:
        WriteError: it can't be made.
    """
    folder = Path(output).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or error
        message = f"{folder}: the folder can't be made: {reason}; choose another target with -o"
        raise WriteError(message) from error
