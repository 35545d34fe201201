"""Unfold tables that lay out text, on the tree that Markdown was rendered to.

Mails and old pages set their text in tables, which converters turn into pipe tables of one cell, or with an empty
header row above cells of prose. Each cell of such a table becomes a block of its own, in reading order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

__all__ = ["unfold_tables"]

PROSE_CHARS: Final = 200
"""Code points of a cell from which on it is prose, if it ends as a sentence does: some two sentences, a choice."""
SENTENCE_ENDS: Final = (".", "!", "?", "…", "”", '"', "。", "»")


def unfold_tables(body: _Element) -> None:
    """Make blocks of the cells of tables that only lay out text.

    Args:
        body: as `newsconv.readers.markdown.render` gives it; tables of raw HTML, which note no lines, stay.
    """
    for table in list(body.iter("table")):
        rows = table.findall("tr")
        if table.get("data-line") and rows and lays_out(rows):
            unfold(table, rows)


def lays_out(rows: Sequence[_Element]) -> bool:
    """Tell whether rows hold text and no data: a single cell, or prose below an empty header or in one column."""
    texts = [["".join(cell.itertext()).strip() for cell in row] for row in rows]
    filled = [text for row in texts for text in row if text]
    if len(filled) <= 1:
        return True
    is_headless = not any(texts[0])
    is_column = all(sum(map(bool, row)) <= 1 for row in texts)
    return (is_headless or is_column) and any(
        len(text) >= PROSE_CHARS and text.endswith(SENTENCE_ENDS) for text in filled
    )


def unfold(table: _Element, rows: Sequence[_Element]) -> None:
    """Make each cell a block, with the lines of its row."""
    table.tag = "div"
    for row in rows:
        row.tag = "div"
        for cell in row:
            cell.tag = "div"
            cell.attrib.pop("style", None)
            if row.get("data-line"):
                cell.set("data-line", row.get("data-line", ""))
