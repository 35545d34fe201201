"""The page of losses, `docs/losses.md`, made of what the formats declare to carry.

In go the records of the formats that newsconv brings along, out comes the page. `python tests/losses_page.py` writes
it anew after a format has changed; `tests/test_losses.py` compares it with what is there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsconv.document import PRIVATE_FIELDS, Metadata
from newsconv.document.nodes import snake_case
from newsconv.formats import distribution, iter_formats
from newsconv.losses import ALL_FIELDS, ALL_NODES, EVERYTHING, NODE_TYPES, PRIVATE_FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.formats import Format

__all__ = ["PAGE", "make_page", "written_formats"]

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "losses.md"
LOST: Final = "lost"
KEPT: Final = ""

HEADING: Final = "\n## What a format can't carry\n"
"""Where the part of the page that is made begins; what is above it is written by hand."""
MATRIX: Final = f"""{HEADING}
An empty cell: it is written and read back.
"{LOST}": there is no place for it.
"private": it is written with the option `private` only.
"""
LOSSLESS: Final = """
{names} carry everything.
"""

PAIRS: Final = """
## From one format to another

How many fields and kinds of nodes the source (row) can hold that the target (column) can't carry.
An empty cell: none.
`newsconv explain FILE --to FORMAT` tells what a given file would lose.
"""


def written_formats() -> list[Format]:
    """Give the formats that newsconv itself writes, the most faithful first."""
    ours = [record for record in iter_formats() if record.writes and distribution(record.name) == "newsconv"]
    return sorted(ours, key=lambda record: (-len(record.carries), record.name))


def make_page(page: str) -> str:
    """Make the page anew, of what it has been."""
    formats = written_formats()
    faithful = [record.name for record in formats if record.carries >= EVERYTHING]
    parts = [page.partition(HEADING)[0], MATRIX]
    fields = [f"metadata.{name}" for name in Metadata.__struct_fields__]
    nodes = [snake_case(kind.__name__) for kind in NODE_TYPES]
    parts.append(f"\n### Fields\n\n{matrix(fields, formats)}")
    parts.append(f"\n### Nodes\n\n{matrix(nodes, formats)}")
    if faithful:
        parts.append(LOSSLESS.format(names=listed(faithful)))
    parts += [PAIRS, "\n" + pairs(formats)]
    return "".join(parts)


def matrix(names: Sequence[str], formats: Sequence[Format]) -> str:
    """Make a table of what is lost by at least one format."""
    rows = []
    for what in names:
        cells = [cell(what, record) for record in formats]
        if any(cells):
            rows.append([f"`{what.removeprefix('metadata.')}`", *cells])
    return table(["", *(record.name for record in formats)], rows)


def cell(what: str, record: Format) -> str:
    """Say what becomes of a field or a kind of node."""
    if what not in record.carries:
        return LOST
    is_private = what.removeprefix("metadata.") in PRIVATE_FIELDS and what in ALL_FIELDS
    return "private" if is_private and record.name not in PRIVATE_FORMATS else KEPT


def pairs(formats: Sequence[Format]) -> str:
    """Make the table of the losses between any two formats."""
    rows = []
    for source in formats:
        cells = [counted(source.carries - target.carries) if target is not source else "-" for target in formats]
        rows.append([source.name, *cells])
    return table(["from \\ to", *(record.name for record in formats)], rows)


def counted(lost: frozenset[str]) -> str:
    """Count the fields and the kinds of nodes.

    >>> counted(frozenset({"metadata.url", "table"})), counted(frozenset())
    ('1 field, 1 node', '')
    """
    counts = {"field": len(lost & ALL_FIELDS), "node": len(lost & ALL_NODES)}
    return ", ".join(f"{count} {what}{'s' * (count > 1)}" for what, count in counts.items() if count)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Make a table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n".replace("  |", " |") for line in lines)


def listed(names: Sequence[str]) -> str:
    """Join names into a sentence's subject.

    >>> listed(["html", "json", "newsml"])
    'html, json and newsml'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


if __name__ == "__main__":
    PAGE.write_text(make_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
