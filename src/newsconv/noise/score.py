"""The learned score: how much speaks for a part being story, in log-odds, and what says so.

The score is a sum over few, shallow decision trees, in two passes: the first looks at a part and the boxes around it
(`newsconv.noise.features`), the second at the first scores near it (`newsconv.noise.smoothing`). Each tree also knows
the mean at each of its forks, so that the way through it tells how much each feature changed the score; those
shares add up to the score. The tables are data, fitted by `training/fit.py` in the repository; the trees of those that
come with newsconv are also there as code (`newsconv.noise.page_trees` and `text_trees`), which gives the same sums in
a third of the time.
"""

from __future__ import annotations

from binascii import crc32
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import msgspec

from newsconv.noise.features import FEATURES, Hints, Measured, Words, measure_parts
from newsconv.noise.smoothing import FEATURES as SECOND_FEATURES
from newsconv.noise.smoothing import look_around

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from newsconv.noise.parts import Part

__all__ = ["Scored", "Table", "TableName", "checksum", "load_table", "score_parts"]

TableName: TypeAlias = Literal["page", "text"]
Tree: TypeAlias = Any
"""A number, or a fork `[feature, threshold, tree where not more, tree where more, mean]`."""


MAX_RATIO: Final = 3.0
"""How many times stronger the second pass may take the first score for its shares to be told: where they nearly cancel
each other out, multiplying them would say nothing."""


class Table(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was learned."""

    about: str
    """Where it comes from, and the figures that it reached."""
    features: tuple[str, ...]
    """Names of the features of the first pass, as a check."""
    second_features: tuple[str, ...]
    words: Words
    base: float
    """Sum of the means of the first trees."""
    trees: list[Tree]
    second_base: float
    second_trees: list[Tree]
    checksum: int = 0
    """Of its trees, where it came with newsconv; see `checksum`. Not written."""
    name: str = ""
    """Under which it came with newsconv. Not written."""


class Scored(msgspec.Struct, frozen=True):
    """The scores of a source's parts."""

    scores: list[float]
    """Log-odds of being story, for each part."""
    measured: Measured
    second_rows: list[list[float]]
    table: Table

    def shares(self, index: int) -> list[tuple[str, float]]:
        """Give what each feature did to the score of a part, the strongest first.

        The shares of the first pass stand in for its score, in proportion to what the second pass made of it, as long
        as both point the same way.
        """
        second = shares_of(self.table.second_trees, self.second_rows[index], SECOND_FEATURES)
        first = shares_of(self.table.trees, self.measured.rows[index], FEATURES)
        total = sum(first.values())
        ratio = second.get("score", 0.0) / total if total else 0.0
        shares: dict[str, float] = {}
        if 0 < ratio <= MAX_RATIO:
            del second["score"]
            shares = {FEATURES[name]: share * ratio for name, share in first.items()}
        for name, share in second.items():
            shares[SECOND_FEATURES[name]] = shares.get(SECOND_FEATURES[name], 0.0) + share
        return sorted(shares.items(), key=lambda item: -abs(item[1]))


@cache
def load_table(name: TableName) -> Table:
    """Read a table that comes with newsconv."""
    table = msgspec.json.decode(files("newsconv.noise").joinpath("tables", f"{name}.json").read_bytes(), type=Table)
    if table.features != tuple(FEATURES) or table.second_features != tuple(SECOND_FEATURES):
        message = f"the table {name!r} was made for other features: run training/fit.py"
        raise AssertionError(message)
    return msgspec.structs.replace(table, checksum=checksum(table), name=name)


def checksum(table: Table) -> int:
    """Give a number that tells the trees of a table from those of any other."""
    return crc32(msgspec.json.encode((table.trees, table.second_trees)))


def score_parts(parts: Sequence[Part], table: Table, hints: Hints) -> Scored:
    """Score the parts of one source.

    Args:
        parts: those with text that a reader of the source sees, in reading order.
        table: what was learned from sources of this kind.
        hints: what is known from elsewhere.
    """
    measured = measure_parts(parts, table.words, hints)
    code = find_code(table)
    if code is None:
        first = evaluate(table.trees, measured.rows, table.base)
        rows = look_around(parts, measured, first)
        return Scored(evaluate(table.second_trees, rows, table.second_base), measured, rows, table)
    first = code.evaluate_first(measured.rows, table.base)
    rows = look_around(parts, measured, first)
    second = code.evaluate_second(rows, table.second_base)
    return Scored(second, measured, rows, table)


def find_code(table: Table) -> ModuleType | None:
    """Give the module that holds the trees of a table as code.

    It takes time to import, for which only those who score a source of its kind should wait.

    Returns:
        Nothing for a table in the making, and for one whose code was not written yet.
    """
    if not table.checksum:
        return None
    module = import_module(f"newsconv.noise.{table.name}_trees")
    return module if table.checksum == module.CHECKSUM else None


def evaluate(trees: Sequence[Tree], rows: Sequence[list[float]], base: float) -> list[float]:
    """Sum up the leaves that each row ends in."""
    scores = []
    for row in rows:
        score = base
        for tree in trees:
            node = tree
            while node.__class__ is list:
                node = node[2] if row[node[0]] <= node[1] else node[3]
            score += node
        scores.append(score)
    return scores


def shares_of(trees: Sequence[Tree], row: list[float], features: dict[str, str]) -> dict[str, float]:
    """Give what each feature did to the sum: at each fork the difference of the means before and behind it."""
    names = tuple(features)
    shares: dict[str, float] = {}
    for tree in trees:
        node = tree
        while node.__class__ is list:
            behind = node[2] if row[node[0]] <= node[1] else node[3]
            change = (behind[4] if behind.__class__ is list else behind) - node[4]
            shares[names[node[0]]] = shares.get(names[node[0]], 0.0) + change
            node = behind
    return shares
