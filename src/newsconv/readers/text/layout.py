r"""Where the paragraphs of a text without marks begin and end.

In go lines, out come passages with their places. What a line end means is decided by evidence,
not by one convention:

- an empty line parts passages;
- lines that a program broke at one width are joined: such a program puts on each line as many
  words as fit, so that the first word of the next line would not have fitted (`is_full`);
- in a text without empty lines every other line is a passage, as in a text of one paragraph a line;
- in a text with empty lines other line ends stay, as line breaks: verse, addresses, tables;
- an indented line below one that is not, and a line with a bullet, begin a passage.

Nothing but white space is changed, and hyphens at line ends: one stays (`well-` + `known`) unless the rest of the text
shows that a printer broke the word there (`newsconv.readers.text.hyphens`).
"""

# ruff: noqa: RUF001 - the marks of several scripts are meant as they are

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.readers.text.hyphens import broken_words, find_broken, hyphenates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Layout", "Passage", "find_layout", "iter_passages"]

MAX_WRAP_CHARS: Final = 120
"""Widest hard wrap, in code points. Mail breaks at 72 to 78, html2text at 78, wires at 64 to 80, editors at
up to 120; a longer line is a paragraph by itself."""
MIN_WRAP_CHARS: Final = 40
"""Narrowest hard wrap, in code points; lines of verse and addresses are mostly shorter."""
MIN_NARROW_CHARS: Final = 18
"""Narrowest hard wrap in code points where words are broken at line ends, as in the columns of a newspaper."""
MIN_SHORT_CHARS: Final = 50
"""Code points of lines that are believed to be wrapped where there are fewer than `MIN_BOUNDARIES` line ends, if a
sentence goes on over each: lines of verse and addresses are shorter. In a short text nothing else tells."""
SHORT_SHARE: Final = 0.75
"""Share of the longest line that such lines have at least."""
MAX_SHORT_BOUNDARIES: Final = 10
"""Line ends up to which a text is so short that its head counts: a byline or an address is as many as its lines."""
PRINTED_SHARE: Final = 0.85
"""Share of the width that a printed line has at least where words are broken: letters are not equally wide."""
MAX_WORD_CHARS: Final = 20
"""Length up to which the first word of a line counts; text of scripts without spaces has no words by this measure."""
MIN_BOUNDARIES: Final = 3
"""Line ends within blocks that there must be as evidence of hard wrapping; fewer fall into place by accident."""
MIN_FULL_SHARE: Final = 0.6
"""Share of line ends at which the next word would not have fitted. The last line of a paragraph is followed by an
empty line in most wrapped texts, and then all are; in those that only indent, paragraphs have three lines and more."""
MIN_PLAUSIBLE_SHARE: Final = 0.9
"""Share of line ends that are full or end a sentence; one paragraph a line, or verse, has fewer of the former."""
WIDTH_PERCENTILE: Final = 0.95
"""Where in the sorted line lengths the width is taken, so that a few long lines (addresses, tables) don't count."""
MIN_INDENT: Final = 2
"""Spaces that are an indent; a tab counts as several."""

RE_BULLET: Final = re.compile(r"\s*(?:[-*•‣◦–]|\(?\d{1,3}[.)])\s+\S")
RE_SENTENCE_END: Final = re.compile(r"[.!?:…。！？][\"'”’»)\]]*\s*$")
RE_HYPHENED: Final = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
RE_AFTER_HYPHEN: Final = re.compile(r"(?!(?:and|or|to|und|oder|et|ou|y|o)\b)[^\W\d_]")


class Passage(msgspec.Struct, frozen=True):
    r"""A paragraph, or lines that belong together."""

    text: str
    r"""Lines parted by `\n` where they are line breaks of the text; not empty."""
    line: int
    """Its first line in the source, counted from 1."""
    end_line: int
    alone: bool
    """Whether empty lines, or the ends of the text, part it from all others."""


class Layout(msgspec.Struct, frozen=True):
    """What the line ends of a text mean."""

    has_gaps: bool
    """Whether empty lines part its paragraphs."""
    width: int = 0
    """Code points at which a program broke its lines; 0 where none did."""
    broken: frozenset[tuple[str, str]] = frozenset()
    """Parts of words between which the hyphen at the line end goes."""


def find_layout(lines: Sequence[str]) -> Layout:
    """Find out what the line ends of a text mean."""
    filled = [position for position, line in enumerate(lines) if line and not line.isspace()]
    if not filled:
        return Layout(has_gaps=False)
    has_gaps = len(filled) <= filled[-1] - filled[0]
    pairs = [
        (lines[first].strip(), lines[second].strip())
        for first, second in pairwise(filled)
        if second == first + 1 and not is_new(lines[first], lines[second])
    ]
    width = wrap_width(pairs)
    return Layout(has_gaps, width, find_broken(pairs, lines) if width else frozenset())


def wrap_width(pairs: Sequence[tuple[str, str]]) -> int:
    """Give the width at which lines were broken, from all lines that touch; 0 where they were not."""
    width = long_width(pairs) if len(pairs) >= MIN_BOUNDARIES else 0
    return width or (short_width(pairs) if len(pairs) <= MAX_SHORT_BOUNDARIES else 0)


def long_width(pairs: Sequence[tuple[str, str]]) -> int:
    """Give the width of a text with enough line ends to tell by their number."""
    lengths = sorted(len(line) for line, _ in pairs)
    width = lengths[int((len(lengths) - 1) * WIDTH_PERCENTILE)]
    is_printed = hyphenates(len(broken_words(pairs)), len(pairs))
    if not (MIN_NARROW_CHARS if is_printed else MIN_WRAP_CHARS) <= width <= MAX_WRAP_CHARS:
        return 0
    width = int(width * PRINTED_SHARE) if is_printed else width
    full = [is_full(line, following, width) for line, following in pairs]
    plausible = sum(flag or ends_sentence(line) for flag, (line, _) in zip(full, pairs, strict=True))
    is_wrapped = sum(full) >= MIN_FULL_SHARE * len(pairs) and plausible >= MIN_PLAUSIBLE_SHARE * len(pairs)
    return width if is_wrapped else 0


def short_width(pairs: Sequence[tuple[str, str]]) -> int:
    """Give the width of a text with few line ends, if a sentence goes on over each that long lines have; else 0."""
    long = [(line, following) for line, following in pairs if len(line) >= MIN_SHORT_CHARS]
    if not long or not all(not ends_sentence(line) and following[:1].islower() for line, following in long):
        return 0
    lengths = [len(line) for line, _ in long]
    return min(lengths) if SHORT_SHARE * max(lengths) <= min(lengths) and max(lengths) <= MAX_WRAP_CHARS else 0


def is_full(line: str, following: str, width: int) -> bool:
    """Tell whether the first word of the line that follows would not have fitted on a line."""
    word = following[:MAX_WORD_CHARS].split(" ", 1)[0]
    return len(line) <= MAX_WRAP_CHARS and len(line) + 1 + len(word) > width


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return RE_SENTENCE_END.search(line[-8:]) is not None


# ---------------------------------------------------------------- passages


def iter_passages(lines: Sequence[str], layout: Layout, first_line: int = 1) -> Iterator[Passage]:
    """Give the passages of a text.

    Args:
        lines: without line ends.
        layout: what the line ends mean.
        first_line: number in the source of the first of `lines`.
    """
    block: list[str] = []
    for number, line in enumerate(lines, first_line):
        if line and not line.isspace():
            block.append(line)
        elif block:
            yield from split_block(block, layout, number - len(block))
            block = []
    if block:
        yield from split_block(block, layout, first_line + len(lines) - len(block))


def split_block(block: Sequence[str], layout: Layout, first_line: int) -> Iterator[Passage]:
    """Split lines that touch into passages."""
    parts = [block[0].strip()]
    start = first_line
    for number, (before, line) in enumerate(pairwise(block), first_line + 1):
        text = line.strip()
        if begins_passage(before, line, layout):
            yield Passage("".join(parts), start, number - 1, alone=False)
            parts, start = [text], number
        else:
            glue = joint(before.strip(), text, layout)
            if not glue and broken_at(before.strip(), text) in layout.broken:
                parts[-1] = parts[-1][:-1]
            parts += (glue, text)
    yield Passage("".join(parts), start, first_line + len(block) - 1, alone=start == first_line)


def begins_passage(before: str, line: str, layout: Layout) -> bool:
    """Tell whether a line begins a passage, though no empty line parts it from the one before."""
    if is_new(before, line):
        return True
    if layout.width and is_full(before.strip(), line.strip(), layout.width):
        return False
    if layout.broken and broken_at(before.strip(), line.strip()) in layout.broken:
        return False
    return not layout.has_gaps or max(len(before), len(line)) > MAX_WRAP_CHARS


def is_new(before: str, line: str) -> bool:
    """Tell whether a line begins a passage whatever the layout: with a bullet, or indented below one that is not."""
    return RE_BULLET.match(line) is not None or (indent(line) >= MIN_INDENT and indent(before) < indent(line))


def indent(line: str) -> int:
    """Count the white space before the text of a line; a tab counts as an indent."""
    space = line[: len(line) - len(line.lstrip())]
    return len(space) + space.count("\t") * MIN_INDENT


def joint(before: str, text: str, layout: Layout) -> str:
    """Give what stands in place of a line end within a passage: a space, nothing after a hyphen, or a line break."""
    if layout.broken and broken_at(before, text) in layout.broken:
        return ""
    if not layout.width or not is_full(before, text, layout.width):
        return "\n"
    return "" if RE_HYPHENED.search(before[-2:]) and RE_AFTER_HYPHEN.match(text) else " "


def broken_at(before: str, text: str) -> tuple[str, str]:
    """Give the parts of the word that goes over a line end; empty ones where none does."""
    return next(iter(broken_words([(before, text)])), ("", ""))
