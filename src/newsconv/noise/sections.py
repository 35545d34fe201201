"""Sections: boxes for the parts of a source that has none, such as Markdown or plain text.

On a page the elements around a part tell as much as the part itself. Markdown has headings instead: what follows one,
up to the next of its rank or above, belongs together. Plain text has empty lines: lines that touch belong together, and
so do such blocks up to a wider gap.

Names stand in for classes as well: a section has the words of its heading ("Related"), a part those of what
stands before it (`after-picture`), so that the score learns what such words say of a part.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from newsconv.noise.parts import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.noise.parts import Part

__all__ = ["WIDE_GAP", "block_boxes", "enter_sections"]

SECTION_TAG: Final = "section"
"""What a section would be in HTML."""
MAX_HEADING_CHARS: Final = 60
"""Code points of a heading that name its section: labels of boxes are shorter."""
WIDE_GAP: Final = 3
"""Empty lines from which on blocks of a text do not belong together. Dumps put one between paragraphs and two
around headings; more stand where a page has another box."""


def enter_sections(parts: Sequence[Part], boxes: Sequence[Box]) -> None:
    """Put parts, and the boxes that hold them, into sections.

    Args:
        parts: in reading order.
        boxes: those around them in the order in which they open; the first is the outermost.
    """
    root = boxes[0]
    open_sections: list[tuple[int, Box]] = []
    for part in parts:
        top = top_box(part.box, root)
        if part.level and top is root:
            while open_sections and open_sections[-1][0] >= part.level:
                open_sections.pop()
            around = open_sections[-1][1] if open_sections else root
            open_sections.append((part.level, Box(SECTION_TAG, part.text[:MAX_HEADING_CHARS], around, root.element)))
        if not open_sections:
            continue
        section = open_sections[-1][1]
        if top is root:
            part.box = section
        elif top.parent is root:
            top.parent = section
    name_parts(parts)
    for box in boxes[1:]:
        box.depth = box.parent.depth + 1 if box.parent is not None else 0


def name_parts(parts: Sequence[Part]) -> None:
    """Name parts that have no class by what stands directly before them."""
    before = ""
    for part in parts:
        if not part.name:
            part.name = before
        if not part.text:
            before = "after-picture" if part.images else "after-rule" if part.tag == "hr" else before
        else:
            before = "after-heading" if part.level else "after-picture" if part.images else ""


def top_box(box: Box, root: Box) -> Box:
    """Give the outermost box around a part below the root, or the root; of what is in a section already the section."""
    while box is not root and box.parent is not None and box.parent is not root and box.parent.tag != SECTION_TAG:
        box = box.parent
    return box


def block_boxes(lines: Sequence[tuple[int, int]]) -> list[Box]:
    """Make the boxes of the parts of a text.

    Args:
        lines: the first and last line of each part, in reading order.

    Returns:
        For each part the box of the lines that touch it, inside one for what no wide gap parts, inside one for all.
    """
    if not lines:
        return []
    root = Box("body", "", None, None)
    group = Box(SECTION_TAG, "", root, None)
    boxes = [Box("div", "", group, None)]
    for (_, end), (start, _) in pairwise(lines):
        empty = start - end - 1
        if empty >= WIDE_GAP:
            group = Box(SECTION_TAG, "", root, None)
        boxes.append(Box("div", "", group, None) if empty > 0 else boxes[-1])
    return boxes
