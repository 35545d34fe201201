"""Words that were broken at line ends: which hyphens are a program's or a printer's, and which the author's.

In go lines that touch, out come the pairs of word parts between which the hyphen goes. A text tells by itself: the word
stands elsewhere whole, or with its hyphen, or its parts stand alone; and printers break one line in ten, whereas
programs that break at hyphens that are there do so now and then.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["HYPHENS", "MIN_BROKEN", "broken_words", "find_broken", "hyphenates"]

RE_BEFORE: Final = re.compile(r"([^\W\d_]{2,40})[-\u2010\u00ad]$")
"""The part of a word before a line end, with a hyphen or a soft one."""
HYPHENS: Final = ("-", "\u2010", "\u00ad")
"""What such a line ends with."""
RE_AFTER: Final = re.compile(r"[^\W\d_]{2,40}")
RE_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
MIN_BROKEN: Final = 3
"""Broken words that there must be where nothing else tells: fewer are an author's."""
BROKEN_SHARE: Final = 0.05
"""Share of line ends at which printers break words: a choice. Programs that only use hyphens that are there break at
one in a hundred in English."""
PRINTED_SHARE: Final = 2
"""Words that may have been broken for each that is known to have a hyphen, where a printer broke them: a choice."""
MAX_PART_CHARS: Final = 42


def broken_words(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the parts of words that go over a line end, the second in small letters, from trimmed lines that touch."""
    found = []
    for line, following in pairs:
        if not line.endswith(HYPHENS):  # nearly all
            continue
        before, after = RE_BEFORE.search(line[-MAX_PART_CHARS:]), RE_AFTER.match(following)
        if before and after and after[0].islower():
            found.append((before[1], after[0]))
    return found


def hyphenates(broken: int, boundaries: int) -> bool:
    """Tell whether so many broken words show that a printer broke them."""
    return broken >= MIN_BROKEN and broken >= BROKEN_SHARE * boundaries


def find_broken(pairs: Sequence[tuple[str, str]], lines: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Give the parts of words between which the hyphen goes.

    Args:
        pairs: lines that touch, trimmed.
        lines: of the whole text, in which the words are looked for.
    """
    broken = broken_words(pairs)
    if not broken:
        return frozenset()
    words = Counter(word.casefold() for line in lines for word in RE_WORD.findall(line))
    votes = {parts: vote(parts, words) for parts in broken}
    counts = Counter(votes[parts] for parts in broken)
    may_be = counts[0] + counts[1]
    is_printed = may_be >= PRINTED_SHARE * counts[-1] and (counts[1] > 0 or hyphenates(may_be, len(pairs)))
    return frozenset(parts for parts, voted in votes.items() if voted > 0 or (voted == 0 and is_printed))


def vote(parts: tuple[str, str], words: Counter[str]) -> int:
    """Tell what the rest of a text says: 1 for one word, -1 for two with a hyphen, 0 for nothing."""
    first, second = (part.casefold() for part in parts)
    if words[f"{first}-{second}"]:
        return -1
    if words[first + second]:
        return 1
    # Each part stands once in the count where it was broken, as a word of its line.
    return -1 if words[first] > 1 and words[second] > 1 else 0
