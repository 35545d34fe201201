"""Which formats the laws are tried on: all that are installed, built in or plugged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsconv.formats import installed_names, iter_formats

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from newsconv.formats import Format

SELECTIONS: dict[str, Callable[[Format], bool]] = {
    "any_format": lambda record: True,  # noqa: ARG005 - all of them
    "read_format": lambda record: record.reads,
    "written_format": lambda record: record.writes,
    "lossless_format": lambda record: record.reads and record.writes and record.lossless,
    "projecting_format": lambda record: record.reads and record.writes and not record.lossless,
    "signed_format": lambda record: record.reads and record.writes and (record.lossless or record.structured),
}
"""Names of test parameters, with what the formats that they take can do."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Parametrize a test that asks for a kind of format over the installed ones of that kind."""
    for name, wanted in SELECTIONS.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, [record.name for record in loaded_formats() if wanted(record)])


def loaded_formats() -> list[Format]:
    """Load the installed formats, sorted by name."""
    assert installed_names(), "newsconv must be installed: pip install -e ."
    return list(iter_formats())
