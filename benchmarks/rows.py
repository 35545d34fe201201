"""What a suite gives: rows of figures, and how they are printed.

In: rows with named values. Out: tables in Markdown, so that a run can be pasted into `docs/benchmarks.md`, and
plain values for JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

__all__ = ["Row", "Settings", "Suite", "as_table"]

Value: TypeAlias = "float | int | str | None"


@dataclass(frozen=True)
class Settings:
    """How thoroughly to measure."""

    root: Path
    """The checkout."""
    shared: Path
    """Corpora and seeds beside it; may be missing."""
    quick: bool = False

    def choose(self, *, quick: int, full: int) -> int:
        """Give the number for this kind of run."""
        return quick if self.quick else full


@dataclass(frozen=True)
class Row:
    """One line of a table."""

    table: str
    """Heading of the table that it belongs to."""
    name: str
    values: dict[str, Value] = field(default_factory=dict)
    """By column, in the order of the columns; none is printed as `-`."""
    note: str = ""
    """Why there are no values, or what is special about them."""


@dataclass(frozen=True)
class Suite:
    """Measurements that answer one question."""

    name: str
    """One word, for `--only`."""
    question: str
    run: Callable[[Settings], Iterator[Row]]


def as_table(rows: Iterable[Row]) -> str:
    r"""Print the rows of one table in Markdown.

    >>> print(as_table([Row("t", "a", {"ms": 1.234}), Row("t", "b", note="skipped")]))
    | | ms | |
    |---|---:|---|
    | a | 1.23 | |
    | b | - | skipped |
    """
    listed = list(rows)
    columns = list(dict.fromkeys(name for row in listed for name in row.values))
    lines = [["", *columns, ""]]
    lines += [[row.name, *(shown(row.values.get(name)) for name in columns), row.note] for row in listed]
    head, *body = ["| " + " | ".join(cells).strip() + " |" for cells in lines]
    rule = "|---|" + "---:|" * len(columns) + "---|"
    return "\n".join([head.replace("|  |", "| |"), rule, *(line.replace("|  |", "| |") for line in body)])


def shown(value: Value) -> str:
    """Print a value with three significant digits.

    >>> shown(1234.5), shown(12.345), shown(0.01234), shown(7), shown(None)
    ('1,234', '12.3', '0.0123', '7', '-')
    """
    if value is None:
        return "-"
    if not isinstance(value, float):
        return str(value)
    whole_digits = len(str(int(abs(value))))
    if abs(value) >= 1:
        return f"{value:,.{max(0, 3 - whole_digits)}f}"
    return f"{value:.3g}"
