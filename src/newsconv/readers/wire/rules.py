"""A rule of the tables of this package: a pattern, what it means, where that comes from, what it takes and leaves.

A rule that is not shown at work, or not shown to leave alone what looks alike, is not trusted: `tests/test_wires.py`
tries the examples of every table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

__all__ = ["LineRule", "match_rule"]


class LineRule(msgspec.Struct, frozen=True, kw_only=True):
    """What a line of a message is, told by its words."""

    name: str
    """Of the rule, in reports."""
    kind: str
    """What the line then is."""
    pattern: re.Pattern[str]
    """Must match the whole line, without white space around it."""
    reason: str
    """In words, for reports."""
    source: str
    """Where the rule comes from."""
    takes: tuple[str, ...]
    """Lines that it takes."""
    keeps: tuple[str, ...]
    """Lines that look alike, and that it leaves."""


def match_rule(rules: Iterable[LineRule], text: str) -> tuple[LineRule, re.Match[str]] | None:
    """Give the first rule that takes a line, with its match; nothing where none does."""
    for rule in rules:
        if match := rule.pattern.fullmatch(text):
            return rule, match
    return None
