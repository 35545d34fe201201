"""Undo what producers of Markdown do to a text, before Markdown is read.

Scrapers, converters and clippers have habits: citation marks, fences of `:::`, numbered pictures, lines broken at a
width. Each is one row, a `Habit`, in the families beside this module; what it changes is in the report. A habit needs
evidence that a program made it, not a mark that somebody may have typed: two marks and the list that they refer to, or
a whole class of lines. Code and lines with a code span are left alone.

To add a habit, add a row; `tests/test_markdown_habits.py` holds it to its own examples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence  # noqa: TC003 - msgspec resolves the annotations
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from newsconv.readers.markdown.draft import Draft, Edit
from newsconv.report import Origin, Removed, Repaired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsconv.report import Report

__all__ = ["Habit", "undo_habits"]


class Habit(msgspec.Struct, frozen=True, kw_only=True):
    """One habit of producers, and how it is undone."""

    name: str
    """Unique, in kebab-case; stands in reports."""
    reason: str
    """What it is, in words that follow a colon."""
    source: str
    """Where it was seen."""
    marks: tuple[str, ...]
    """One of these is in every text that has the habit; texts without are not looked at."""
    find: Callable[[Draft], Iterable[Edit]]
    """Finds what to change; nothing where the evidence does not suffice."""
    kind: Literal["removed", "each", "repaired"] = "repaired"
    """Whether visible text goes, with one event for all of it or one for each run of lines, or only syntax changes."""
    mends: tuple[tuple[str, str], ...]
    """At least two texts with the habit, and without."""
    keeps: tuple[str, ...]
    """At least two texts that look like it and must not change."""


def undo_habits(text: str, *, first_line: int = 1, report: Report) -> str:
    """Undo all habits that a text shows.

    Args:
        text: Markdown without front matter; lines end in a line feed.
        first_line: number of its first line in the source.
        report: what was changed is added to it.

    Returns:
        Markdown of as many lines.
    """
    from newsconv.readers.markdown.habits_lines import LINE_HABITS
    from newsconv.readers.markdown.habits_links import LINK_HABITS
    from newsconv.readers.markdown.habits_marks import MARK_HABITS
    from newsconv.readers.markdown.habits_pandoc import PANDOC_HABITS

    draft = Draft(text)
    source = text
    known: dict[str, bool] = {}
    for habit in (*PANDOC_HABITS, *MARK_HABITS, *LINE_HABITS, *LINK_HABITS):
        if not holds_mark(source, habit.marks, known):
            continue
        edits = [edit for edit in habit.find(draft) if edit.line != draft.lines[edit.index]]
        if edits:
            for event in events_of(habit, edits, first_line):
                report.add(event)
            draft.apply(edits)
            source = draft.text
            known.clear()
    return source


def holds_mark(text: str, marks: Sequence[str], known: dict[str, bool]) -> bool:
    """Tell whether a text holds one of some marks.

    Most marks hold a character that few texts do, which is found, or not, in a tenth of the time of the mark.

    Args:
        text: of any length.
        marks: not empty.
        known: whether the text holds the first and last characters of marks; what was looked up is added.
    """
    if len(text) < SHORT_CHARS:
        return any(mark in text for mark in marks)
    for mark in marks:
        for character in (mark[0], mark[-1]):
            if character not in known:
                known[character] = character in text
        if known[mark[0]] and known[mark[-1]] and mark in text:
            return True
    return False


def events_of(habit: Habit, edits: Sequence[Edit], first_line: int) -> Iterator[Removed | Repaired]:
    """Word what a habit changed."""
    for run in runs_of(edits) if habit.kind == "each" else (edits,):
        first, last = run[0].index + first_line, run[-1].index + first_line
        origin = Origin(line=first, end_line=last if last > first else None)
        if habit.kind == "repaired":
            yield Repaired(reason=habit.reason, text=joined(run), origin=origin)
        else:
            yield Removed(rule=habit.name, reason=habit.reason, text=joined(run), origin=origin)


def runs_of(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """Part edits where lines between them stay."""
    run: list[Edit] = []
    for edit in edits:
        if run and edit.index > run[-1].index + MAX_GAP:
            yield run
            run = []
        run.append(edit)
    if run:
        yield run


SHORT_CHARS: Final = 5_000
"""Code points below which a mark is found as soon as it was told that its characters are there."""
MAX_GAP: Final = 2
"""Lines from one change to the next of the same event; an empty line may stand between."""


def joined(edits: Sequence[Edit]) -> str:
    """Give the visible text of edits as one line."""
    return " ".join(edit.text for edit in edits if edit.text)
