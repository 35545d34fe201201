r"""A Markdown text in lines, as the habits of its producer are looked for.

In goes a text, out come its lines with what habits need to know about them: which are code, at which width a program
broke them. Their number never changes, so that places in the source keep their meaning.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.readers.text.layout import MAX_WRAP_CHARS, wrap_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["RE_BLOCK_START", "Draft", "Edit"]

RE_FENCE: Final = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")
"""The first or last line of fenced code (CommonMark 0.31.2, section 4.5)."""
INDENTED: Final = ("    ", "\t")
"""What indented code begins with, below an empty line (section 4.4)."""
RE_BLOCK_START: Final = re.compile(r"\s*(?:[-*+>#|]|\d{1,9}[.)]\s|={2,}\s*$|!\[|\[[^\]\n]{1,80}\]:|<|:::)")
"""What a line begins with that is no running text: lists, quotes, headings, tables, pictures, definitions, tags."""


class Edit(msgspec.Struct, frozen=True):
    """What a habit changes on one line."""

    index: int
    """Of the line, from 0."""
    line: str
    """What it becomes; it may hold no line end."""
    text: str = ""
    """Visible text that goes with it, or that was there before the repair."""


class Draft:
    """Lines that can be changed."""

    def __init__(self, text: str) -> None:
        r"""Cut a text into lines.

        Args:
            text: its line ends are `\n`.
        """
        self.lines = text.split("\n")

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)

    @cached_property
    def code(self) -> frozenset[int]:
        """Indexes of the lines of fenced code, fences included; a fence that does not end is none."""
        return frozenset(iter_code(self.lines))

    @cached_property
    def width(self) -> int:
        """Code points at which a program broke running text; 0 where none did."""
        running = list(map(may_go_on, self.lines))
        pairs = [
            (before.strip(), after.strip())
            for index, (before, after) in enumerate(pairwise(self.lines))
            if running[index] and running[index + 1] and len(before) <= MAX_WRAP_CHARS and index not in self.code
        ]
        return wrap_width(pairs)

    def prose(self, mark: str) -> Iterator[tuple[int, str]]:
        """Give the lines that hold a mark with their indexes, without those of code or with a code span."""
        code = self.code
        for index, line in enumerate(self.lines):
            if mark in line and index not in code and "`" not in line:
                yield index, line

    @cached_property
    def blocks(self) -> list[tuple[int, int]]:
        """The runs of lines between empty ones as first index and the one behind the last, without code."""
        return list(self.iter_blocks())

    def iter_blocks(self) -> Iterator[tuple[int, int]]:
        """Give the runs of lines between empty ones."""
        start, code = -1, self.code
        for index, line in enumerate(self.lines):
            if line and not line.isspace() and index not in code:
                if start < 0 and not line.startswith(INDENTED):
                    start = index
            elif start >= 0:
                yield start, index
                start = -1
        if start >= 0:
            yield start, len(self.lines)

    def runs(self) -> Iterator[tuple[int, int]]:
        """Give the runs of lines between empty ones, indented ones too, without fenced code and lines with a span."""
        start = -1
        for index, line in enumerate(self.lines):
            is_text = bool(line) and not line.isspace() and index not in self.code and "`" not in line
            if is_text and start < 0:
                start = index
            elif not is_text and start >= 0:
                yield start, index
                start = -1
        if start >= 0:
            yield start, len(self.lines)

    def rewrite(self, mark: str, change: Callable[[str], str]) -> Iterator[Edit]:
        """Change the texts of blocks that hold a mark; lines that get empty stand below their block.

        Args:
            mark: blocks without it, and those with a code span, are left alone.
            change: of the text of a block, which may take lines away and add none.
        """
        for start, end in self.blocks:
            text = "\n".join(self.lines[start:end])
            if mark not in text or "`" in text:
                continue
            changed = change(text)
            if changed != text:
                lines = [line for line in changed.split("\n") if line and not line.isspace()]
                lines += [""] * (end - start - len(lines))
                yield from (Edit(start + offset, line) for offset, line in enumerate(lines))

    def apply(self, edits: Iterable[Edit]) -> None:
        """Change lines."""
        for edit in edits:
            self.lines[edit.index] = edit.line
        vars(self).pop("blocks", None)  # a line may be empty now; what was code stays code


def may_go_on(line: str) -> bool:
    """Tell whether a line may be one of a text that a program broke; one with a link tells nothing of its width."""
    return bool(line) and "](" not in line and not line.isspace() and RE_BLOCK_START.match(line) is None


def iter_code(lines: list[str]) -> Iterator[int]:
    """Give the indexes of the lines of fenced code."""
    start, fence = -1, ""
    for index, line in enumerate(lines):
        if "```" not in line and "~~~" not in line:
            continue
        match = RE_FENCE.match(line)
        if match is None:
            continue
        if start < 0:
            start, fence = index, match["mark"]
        elif match["mark"].startswith(fence) and not match["info"].strip():
            yield from range(start, index + 1)
            start = -1
