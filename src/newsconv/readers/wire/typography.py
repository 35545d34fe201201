"""What the wires write for the quotes, dashes and fractions that their seven bits lack.

In goes the text of a paragraph, out comes the text that a printer would set. Every mark that was replaced is
counted, and reported once for each rule and message: the marks are no part of the story, the report names them.

Origin: AP's text wires by ANPA 1312 (`anpa-1.tst`, `anpa-2.tst`, `ap_anpa-1.tst`); AP's NITF of the same service
has an em dash where the wire has an underscore.
"""

# ruff: noqa: RUF001 - the quotes and dashes are meant as they are

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.report import Origin, Removed

if TYPE_CHECKING:
    from newsconv.report import Report

__all__ = ["DASHES", "FRACTIONS", "QUOTES", "TypeRule", "Typography", "set_quotes"]

RE_QUOTE: Final = re.compile(r"`{1,3}|'{1,3}")
RE_DASH: Final = re.compile(r"(?<![^ ])_(?![^ ])")
RE_HALF: Final = re.compile(r"(?<=[0-9 ])\{(?![^}\n]{0,80}\})")


class TypeRule(msgspec.Struct, frozen=True, kw_only=True):
    """A convention of typography."""

    name: str
    marks: str
    """What the wire writes, for the report."""
    reason: str
    source: str
    changes: tuple[tuple[str, str], ...]
    """Texts with what becomes of them."""
    keeps: tuple[str, ...]
    """Texts that look alike, and that stay."""


QUOTES: Final = TypeRule(
    name="wire-quotes",
    marks="`` '' ` '",
    reason="backquotes and apostrophes stand for quotes, which are in their place",
    source="anpa-1.tst; ANPA 1312, table of characters",
    changes=(
        ("``I think so,'' he said.", "“I think so,” he said."),
        ("``This is who I am, `me,' she said.''", "“This is who I am, ‘me,’ she said.”"),
        ("``It goes on in the next paragraph.", "“It goes on in the next paragraph."),
        ("``He said `no.'''", "“He said ‘no.’”"),
    ),
    keeps=("don't", "the workers' hall", "5'10'' tall", "Hawai`i", "the `90s"),
)
DASHES: Final = TypeRule(
    name="wire-dashes",
    marks="_",
    reason="an underscore between spaces stands for a dash, which is in its place",
    source="ap_anpa-1.tst",
    changes=(("ATLANTA (AP) _ Luol Deng", "ATLANTA (AP) — Luol Deng"), ("_ Item one.", "— Item one.")),
    keeps=("___", "snake_case", "a_ b"),
)
FRACTIONS: Final = TypeRule(
    name="wire-fractions",
    marks="{",
    reason="a brace in a table stands for a half, which is in its place",
    source="standings of AP's sports wire (known, no sample at hand)",
    changes=(("Boston   10  7  .588  2{", "Boston   10  7  .588  2½"), ("Boston   .588   {", "Boston   .588   ½")),
    keeps=("{a}", "x{", "5 {a}"),
)


class Typography:
    """Apply the conventions of one message, and count what was replaced."""

    def __init__(self, *rules: TypeRule) -> None:
        """Take the rules that the message's wire has."""
        self.rules = rules
        self.counts: dict[str, int] = {}

    def set_text(self, text: str) -> str:
        """Set the text of a paragraph or line."""
        for rule in self.rules:
            if rule is not FRACTIONS:
                text = self.apply(rule, text)
        return text

    def set_table(self, text: str) -> str:
        """Set the text of a table, in which quotes are marks of feet and inches."""
        for rule in self.rules:
            if rule is not QUOTES:
                text = self.apply(rule, text)
        return text

    def apply(self, rule: TypeRule, text: str) -> str:
        """Apply one rule."""
        changed, count = SETTERS[rule.name](text)
        if count:
            self.counts[rule.name] = self.counts.get(rule.name, 0) + count
        return changed

    def report_to(self, report: Report, origin: Origin) -> None:
        """Report what was replaced, one event for each rule."""
        for rule in self.rules:
            if count := self.counts.get(rule.name):
                reason = f"{rule.reason} ({count} times)" if count > 1 else rule.reason
                report.add(Removed(rule=rule.name, text=rule.marks, reason=reason, origin=origin))


def set_dashes(text: str) -> tuple[str, int]:
    """Put dashes for underscores between spaces, and count them."""
    return RE_DASH.subn("—", text)


def set_fractions(text: str) -> tuple[str, int]:
    """Put halves for braces that no brace closes, and count them."""
    return RE_HALF.subn("½", text)


def set_quotes(text: str) -> tuple[str, int]:
    """Put quotes for backquotes and for the apostrophes that close them, and count the marks.

    Double backquotes always open; two apostrophes close only what is open, and so does one. A single backquote
    opens only where something closes it: the wire has it for an apostrophe, too.
    """
    result: list[str] = []
    state = QuoteState()
    end = 0
    for match in RE_QUOTE.finditer(text):
        result.append(text[end : match.start()])
        before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
        quote = state.open(match[0], before, after) if match[0][0] == "`" else state.close(match[0], before, after)
        if SINGLE_OPEN in quote:
            state.single_at = len(result)
        result.append(quote)
        end = match.end()
    result.append(text[end:])
    if state.in_single:
        result[state.single_at] = result[state.single_at].replace(SINGLE_OPEN, "`")
        state.count -= 1
    return "".join(result), state.count


DOUBLE_OPEN: Final = "“"
DOUBLE_CLOSE: Final = "”"
SINGLE_OPEN: Final = "‘"
SINGLE_CLOSE: Final = "’"


class QuoteState:
    """Which quotes of a paragraph are open."""

    def __init__(self) -> None:
        """Start with none."""
        self.in_double = False
        self.in_single = False
        self.single_at = 0
        self.count = 0

    def open(self, mark: str, before: str, after: str) -> str:
        """Give what stands for one to three backquotes."""
        double = mark.startswith("``") and bool(after)
        rest = mark[2:] if double else mark
        if double:
            self.in_double = True
            self.count += 1
        is_single = rest == "`" and not self.in_single and not before.isalnum() and bool(after) and not after.isspace()
        if is_single:
            self.in_single = True
            self.count += 1
            rest = SINGLE_OPEN
        return (DOUBLE_OPEN if double else "") + rest

    def close(self, mark: str, before: str, after: str) -> str:
        """Give what stands for one to three apostrophes."""
        single, double = SINGLE_MARKS[len(mark)]
        if single and not (self.in_single and before and not before.isspace() and not after.isalnum()):
            single = 0
        if double and not self.in_double:
            double = 0
        left = mark[single + 2 * double :]
        self.in_single = self.in_single and not single
        self.in_double = self.in_double and not double
        self.count += single + double
        return SINGLE_CLOSE * single + DOUBLE_CLOSE * double + left


SINGLE_MARKS: Final = {1: (1, 0), 2: (0, 1), 3: (1, 1)}
"""Number of apostrophes in a row, to how many single and double quotes they may close."""
SETTERS: Final = {QUOTES.name: set_quotes, DASHES.name: set_dashes, FRACTIONS.name: set_fractions}
