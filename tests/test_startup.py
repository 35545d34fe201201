"""What `import newsconv` loads: starting the command must not wait for libraries that it may not need."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

import pytest

HEAVY: Final = ("bs4", "hypothesis", "importlib.metadata", "lxml", "markdownify", "pyromark", "yaml")
"""Libraries, ours and Python's, that are imported where they are used."""
SHOW_LOADED: Final = "import sys, {module}; print(*sorted({names!r} & sys.modules.keys()))"


def loaded_by(module: str) -> list[str]:
    """Name the heavy libraries that a fresh Python has loaded after importing a module."""
    code = SHOW_LOADED.format(module=module, names=set(HEAVY))
    done = subprocess.run(  # noqa: S603 - our own code in our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.split()


@pytest.mark.parametrize("module", ["newsconv", "newsconv.document", "newsconv.compare", "newsconv.cli"])
def test_import_loads_no_heavy_library(module: str) -> None:
    """Nothing is loaded before there is something to read or write."""
    assert loaded_by(module) == []


def test_the_probe_sees_what_is_loaded() -> None:
    """The same question finds a library where there is one to find."""
    assert loaded_by("newsconv.readers.html.tree, lxml") == ["lxml"]
