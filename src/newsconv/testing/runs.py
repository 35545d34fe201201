"""Run the laws with Hypothesis; apart from the laws, so that these need no Hypothesis to be called by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from newsconv.formats import find_format
from newsconv.testing import laws
from newsconv.testing.damage import damaged_outputs
from newsconv.testing.strategies import documents, sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from hypothesis.strategies import SearchStrategy

    from newsconv.formats import Format

__all__ = ["applicable_laws", "run_laws"]


def applicable_laws(record: Format) -> dict[str, Callable[..., object]]:
    """Give the checks of documents that apply to a format, by the name of their law.

    A format that is only read has none; one that is only written must be deterministic.
    """
    if not record.writes:
        return {}
    found: dict[str, Callable[..., object]] = {"deterministic": laws.check_deterministic}
    if not record.reads:
        return found
    found["lossless" if record.lossless else "projection"] = (
        laws.check_lossless if record.lossless else laws.check_projection
    )
    if record.lossless or record.structured:
        found |= {"humble": laws.check_humble, "stable": laws.check_stable_output}
    return found


def run_laws(format_name: str, *, max_examples: int) -> None:
    """Run all laws that apply to a format; see `newsconv.testing.check_format`."""
    record = find_format(format_name)
    normal = documents()
    for check in applicable_laws(record).values():
        run_check(check, normal, record.name, max_examples)
    if record.reads and record.writes and not record.lossless:
        carried = normal.map(lambda document: laws.carried_part(document, record.carries))
        run_check(laws.check_projection, carried, record.name, max_examples)
    if record.reads:
        run_check(laws.check_total, sources(), record.name, max_examples)
    if record.reads and record.writes:
        run_check(laws.check_total, damaged_outputs(record.name), record.name, max_examples)


def run_check(check: Callable[..., object], examples: SearchStrategy[Any], format_name: str, max_examples: int) -> None:
    """Run one check with examples; Hypothesis names the smallest that fails."""

    @settings(max_examples=max_examples, deadline=None, suppress_health_check=[*HealthCheck])
    @given(example=examples)
    def run(example: object) -> None:
        check(example, format_name)

    run()
