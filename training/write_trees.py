"""Write the trees of the learned score as code, so that no tree is walked at run time.

    python training/write_trees.py [--check]

In: `src/newsconv/noise/tables/page.json`. Out: `src/newsconv/noise/page_trees.py`. To be run whenever the table was
fitted anew (`training/fit.py`); until then newsconv notices that the two differ and walks the table's own trees, which
takes three times as long. `--check` only tells whether it has to be run.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.noise.score import Table, checksum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.noise.score import Tree

NOISE: Final = Path(__file__).resolve().parents[1] / "src" / "newsconv" / "noise"
TABLE: Final = NOISE / "tables" / "page.json"
CODE: Final = NOISE / "page_trees.py"
HEAD: Final = '''# ruff: noqa: E501, PLR0915, PLR2004, TC003
# fmt: off
"""The trees of `tables/page.json` as code, made by `training/write_trees.py`: not to be edited.

Walking the table's own lists takes 2.3 ms a page of the aeb pages, this 0.7 ms. A value of a
row is named by its feature's number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

CHECKSUM: Final = {checksum}
"""Of the trees that this was made of; see `newsconv.noise.score.checksum`."""
'''


def code_of(table: Table) -> str:
    """Give the module for a table."""
    first = function_of("evaluate_first", table.trees, len(table.features))
    second = function_of("evaluate_second", table.second_trees, len(table.second_features))
    return f"{HEAD.format(checksum=checksum(table))}\n\n{first}\n\n{second}"


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


def current_code() -> str:
    """Give the module for the table as it is."""
    return code_of(msgspec.json.decode(TABLE.read_bytes(), type=Table))


def main() -> int:
    """Write the module, or tell whether it is up to date."""
    code = current_code()
    if "--check" in sys.argv[1:]:
        same = CODE.read_text() == code
        print("up to date" if same else f"{CODE.name} was made of another table")
        return 0 if same else 1
    CODE.write_text(code)
    return 0


if __name__ == "__main__":
    sys.exit(main())
