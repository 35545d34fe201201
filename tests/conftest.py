"""What all tests share: the folder `../shared`, the profiles of Hypothesis, the formats that laws are tried on.

`shared` holds schemas and corpora, beside the checkout. It is not part of the project:
tests that need it are skipped, with a reason, where it is missing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, settings

from newsconv.formats import entry_points, installed_names, iter_formats, load_format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsconv.formats import Format

SHARED: Final = Path(__file__).resolve().parents[1].parent / "shared"
"""Schemas, corpora and seeds, beside the checkout."""

SLOW_DRAWS: Final = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
"""Checks of how fast examples are made; deep documents are slow to draw on a busy machine, and no fault."""

settings.register_profile(
    "quick", max_examples=30, deadline=None, derandomize="CI" in os.environ, suppress_health_check=SLOW_DRAWS
)
settings.register_profile("thorough", max_examples=1000, deadline=None, suppress_health_check=SLOW_DRAWS)
settings.load_profile(os.environ.get("NEWSCONV_HYPOTHESIS", "quick"))


SELECTIONS: dict[str, Callable[[Format], bool]] = {
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


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of schemas and corpora, or skip."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared (schemas and corpora, not part of the project)")
    return SHARED


@pytest.fixture(scope="session")
def seed(shared: Path) -> Callable[[str], str]:
    """Give a function that reads a file of `../shared/seeds`, or skips."""

    def read_seed(name: str) -> str:
        path = shared / "seeds" / name
        if not path.is_file():
            pytest.skip(f"needs ../shared/seeds/{name}")
        return path.read_text(encoding="utf-8")

    return read_seed


@pytest.fixture
def fresh_registry() -> Iterator[None]:
    """Forget which formats are installed before and after a test that installs others."""
    entry_points.cache_clear()
    load_format.cache_clear()
    yield
    entry_points.cache_clear()
    load_format.cache_clear()
