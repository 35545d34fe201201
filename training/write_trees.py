"""Write the trees of the learned score as code, so that no tree is walked at run time.

    python training/write_trees.py [--check]

In: `src/newsconv/noise/tables/page.json` and `text.json`. Out: `src/newsconv/noise/page_trees.py` and `text_trees.py`.
To be run whenever a table was fitted anew (`training/fit.py`); until then newsconv notices that the two differ and
walks the table's own trees, which takes three times as long. `--check` only tells whether it has to be run.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.noise.score import Table, checksum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.noise.score import TableName, Tree

NOISE: Final = Path(__file__).resolve().parents[1] / "src" / "newsconv" / "noise"
TABLES: Final[tuple[TableName, ...]] = ("page", "text")
HEAD: Final = '''# ruff: noqa: E501, PLR0915, PLR2004, TC003
# fmt: off
"""The trees of `tables/{name}.json` as code, made by `training/write_trees.py`: not to be edited.

{gain} A value of a
row is named by its feature's number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

CHECKSUM: Final = {checksum}
"""Of the trees that this was made of; see `newsconv.noise.score.checksum`."""
'''
GAINS: Final[dict[TableName, str]] = {
    "page": "Walking the table's own lists takes 2.3 ms a page of the aeb pages, this 0.7 ms.",
    "text": "Walking the table's own lists takes 10 ms for markdownify's Markdown of an aeb page, this 3 ms.",
}
"""What the code of each table saves."""


def code_path(name: TableName) -> Path:
    """Give where the code of a table stands."""
    return NOISE / f"{name}_trees.py"


def code_of(name: TableName, table: Table) -> str:
    """Give the module for a table."""
    first = function_of("evaluate_first", table.trees, len(table.features))
    second = function_of("evaluate_second", table.second_trees, len(table.second_features))
    return f"{HEAD.format(name=name, gain=GAINS[name], checksum=checksum(table))}\n\n{first}\n\n{second}"


def features_of(trees: Sequence[Tree]) -> set[int]:
    """Give the numbers of the features that the forks of trees ask for."""
    used: set[int] = set()
    work = [*trees]
    while work:
        node = work.pop()
        if isinstance(node, list):
            used.add(node[0])
            work += node[2:4]
    return used


def function_of(name: str, trees: Sequence[Tree], features: int) -> str:
    """Give a function that sums up the leaves of trees for each row."""
    used = features_of(trees)
    values = ", ".join(f"v{number}" if number in used else f"_{number}" for number in range(features))
    lines = [
        f"def {name}(rows: Sequence[Sequence[float]], base: float) -> list[float]:",
        '    """Sum up the leaves that each row ends in; a row is all floats, whose comparison Python does fastest."""',
        "    scores: list[float] = []",
        f"    for {values} in rows:",
        "        score = base",
        *(f"        score += {expression_of(tree)}" for tree in trees),
        "        scores.append(score)",
        "    return scores",
    ]
    return "\n".join(lines) + "\n"


def expression_of(tree: Tree) -> str:
    """Give a tree as a conditional expression; recurses as deep as trees are, which have at most 22 leaves."""
    if not isinstance(tree, list):
        return repr(float(tree))
    feature, threshold, left, right = tree[:4]
    return f"({expression_of(left)} if v{feature} <= {float(threshold)!r} else {expression_of(right)})"


def current_code(name: TableName) -> str:
    """Give the module for a table as it is."""
    path = NOISE / "tables" / f"{name}.json"
    return code_of(name, msgspec.json.decode(path.read_bytes(), type=Table))


def main() -> int:
    """Write the modules, or tell whether they are up to date."""
    stale = 0
    for name in TABLES:
        code, path = current_code(name), code_path(name)
        if "--check" not in sys.argv[1:]:
            path.write_text(code)
            continue
        same = path.is_file() and path.read_text() == code
        print(f"{path.name} is up to date" if same else f"{path.name} was made of another table")
        stale += not same
    return int(stale > 0)


if __name__ == "__main__":
    sys.exit(main())
