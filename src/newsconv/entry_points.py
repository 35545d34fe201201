"""Find the entry points of a group among the installed packages.

The same files that `importlib.metadata` reads (PyPA's specification of entry points: `entry_points.txt` in a
`.dist-info` folder on `sys.path`), and nothing of the rest of that module, whose import alone takes longer than
converting a story: 20 of 150 ms. Gap: packages in ZIP archives on `sys.path` are not found.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["EntryPoint", "iter_entry_points"]

INFO_SUFFIXES: Final = (".dist-info", ".egg-info")


class EntryPoint(NamedTuple):
    """One line of a package's `entry_points.txt`."""

    name: str
    value: str
    """Where the object is: `module:attribute`."""
    package: str
    """Name of the package, as its folder spells it."""

    def load(self) -> Any:
        """Import the object.

        Raises:
            Exception: whatever its module raises when it is imported.
        """
        import importlib

        module, _, attribute = self.value.partition(":")
        return getattr(importlib.import_module(module.strip()), attribute.strip())


def iter_entry_points(group: str) -> Iterator[EntryPoint]:
    """Give the entry points of a group, in the order of `sys.path`; of a package found twice, the first."""
    seen: set[str] = set()
    for folder in sys.path:
        for info in info_folders(folder or "."):
            package = os.path.basename(info).split("-")[0]  # noqa: PTH119 - pathlib takes longer to import than to read
            if package not in seen:
                seen.add(package)
                yield from read_entry_points(os.path.join(info, "entry_points.txt"), group, package)  # noqa: PTH118


def info_folders(folder: str) -> list[str]:
    """Give the folders in one of `sys.path` that describe packages, sorted; none where it can't be read."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.path for entry in entries if entry.name.endswith(INFO_SUFFIXES))
    except OSError:  # sys.path may name what is not there
        return []


def read_entry_points(path: str, group: str, package: str) -> Iterator[EntryPoint]:
    """Read the lines of one group; most packages have no such file."""
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - as above
            lines = file.read().split("\n")
    except OSError:
        return
    inside = False
    for line in map(str.strip, lines):
        if line.startswith("["):
            inside = line == f"[{group}]"
        elif inside and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            yield EntryPoint(name.strip(), value.strip(), package)
