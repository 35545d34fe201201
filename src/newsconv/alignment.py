"""Pair the equal and the similar items of two sequences: the paragraphs of two versions, the words of two paragraphs.

Paragraphs are paired in four steps, each on what the one before left: equal ones at the start and
at the end; equal ones that occur once in each version, in an order that keeps most of them (the
patience method); similar ones, so that the sum of similarities is the largest (or, where a gap is
too big for that, each with the most similar one near it). What remains is in one version only.
The words of a pair are compared by Myers's algorithm ("An O(ND) Difference Algorithm", 1986),
with a bound on D, so that time and memory stay linear in the size of the documents.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["equal_runs", "pair_paragraphs"]

Key: TypeAlias = tuple[str, ...]
"""The folded words of a paragraph."""
Pair: TypeAlias = "tuple[int | None, int | None]"
"""Indices of a paragraph in A and in B; one of them may be missing."""

MIN_SIMILARITY: Final = 0.5
"""Share of common words (Dice, 0 to 1) from which two paragraphs are versions of one: at least half. Below it
they are shown as one removed and one added, which reads better than a paragraph in which most words are marked."""
MAX_GAP_COST: Final = 4_000_000
"""Word comparisons spent on pairing the paragraphs of one gap in the best way, about half a second. A story of 200
paragraphs of 40 words that shares none with the other version stays below it (200 x 200 x 2 x 41 = 3,280,000)."""
WINDOW_PARAGRAPHS: Final = 8
"""How far ahead a paragraph's partner is sought in a gap that is too big for the best way."""
MAX_EDITS: Final = 500
"""Words removed and added in one pair up to which the shortest difference is sought; the time grows with its square.
Beyond it everything between the equal words at both ends counts as changed."""

# ---------------------------------------------------------------- paragraphs


def pair_paragraphs(a: Sequence[Key], b: Sequence[Key]) -> Iterator[Pair]:
    """Pair the paragraphs of two versions in reading order; see the module."""
    previous_a, previous_b = 0, 0
    for i, j in [*anchors(a, b), (len(a), len(b))]:
        gap = pair_gap(a[previous_a:i], b[previous_b:j])
        for left, right in gap:
            yield (None if left is None else previous_a + left, None if right is None else previous_b + right)
        if i < len(a):
            yield i, j
        previous_a, previous_b = i + 1, j + 1


def anchors(a: Sequence[Key], b: Sequence[Key]) -> list[tuple[int, int]]:
    """Pair equal paragraphs: those at both ends, and between them those that are unique in each version."""
    start, end = common_ends(a, b)
    stop_a, stop_b = len(a) - end, len(b) - end
    counts_a, counts_b = Counter(a[start:stop_a]), Counter(b[start:stop_b])
    places_b = {b[j]: j for j in range(start, stop_b) if counts_b[b[j]] == 1}
    unique = [(i, places_b[a[i]]) for i in range(start, stop_a) if counts_a[a[i]] == 1 and a[i] in places_b]
    head = [(i, i) for i in range(start)]
    tail = [(stop_a + i, stop_b + i) for i in range(end)]
    return head + longest_rising(unique) + tail


def common_ends(a: Sequence[object], b: Sequence[object]) -> tuple[int, int]:
    """Count the equal items at the start, and at the end of the rest."""
    shorter = min(len(a), len(b))
    start = 0
    while start < shorter and a[start] == b[start]:
        start += 1
    end = 0
    while end < shorter - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return start, end


def longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the most pairs whose second items rise; the first ones do already.

    >>> longest_rising([(0, 5), (1, 1), (2, 3), (3, 2)])
    [(1, 1), (3, 2)]
    """
    ends: list[int] = []  # the smallest second item that ends a run of each length
    last: list[int] = []  # the pair that ends it
    before: list[int] = []  # for each pair the one before it in its run, or -1
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        ends[length : length + 1] = [second]
        last[length : length + 1] = [index]
        before.append(last[length - 1] if length else -1)
    kept = []
    index = last[-1] if last else -1
    while index >= 0:
        kept.append(pairs[index])
        index = before[index]
    return kept[::-1]


def pair_gap(a: Sequence[Key], b: Sequence[Key]) -> Iterator[Pair]:
    """Pair the similar paragraphs of a gap between equal ones."""
    if not (a and b):
        yield from ((i, None) for i in range(len(a)))
        yield from ((None, j) for j in range(len(b)))
        return
    counts_a, counts_b = [Counter(key) for key in a], [Counter(key) for key in b]
    cost = len(b) * sum(len(c) + 1 for c in counts_a) + len(a) * sum(len(c) + 1 for c in counts_b)
    find = best_matches if cost <= MAX_GAP_COST else near_matches
    next_a, next_b = 0, 0
    for i, j in [*find(counts_a, counts_b), (len(a), len(b))]:
        yield from ((k, None) for k in range(next_a, i))
        yield from ((None, k) for k in range(next_b, j))
        if i < len(a):
            yield i, j
        next_a, next_b = i + 1, j + 1


def similarity(a: Counter[str], b: Counter[str]) -> float:
    """Give the share of words that two paragraphs have in common, 0 to 1 (Dice)."""
    fewer, more = (a, b) if len(a) < len(b) else (b, a)
    common = sum(min(count, more[word]) for word, count in fewer.items() if word in more)
    total = a.total() + b.total()
    return 2 * common / total if total else 1.0


def best_matches(a: Sequence[Counter[str]], b: Sequence[Counter[str]]) -> list[tuple[int, int]]:
    """Pair similar paragraphs in order, so that the sum of their similarities is the largest."""
    scores = [[similarity(left, right) for right in b] for left in a]
    totals = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]  # of the paragraphs from i and j on
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            paired = totals[i + 1][j + 1] + scores[i][j] if scores[i][j] >= MIN_SIMILARITY else 0.0
            totals[i][j] = max(paired, totals[i + 1][j], totals[i][j + 1])
    pairs = []
    i = j = 0
    while i < len(a) and j < len(b):
        if totals[i][j] == totals[i + 1][j]:
            i += 1
        elif totals[i][j] == totals[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def near_matches(a: Sequence[Counter[str]], b: Sequence[Counter[str]]) -> list[tuple[int, int]]:
    """Pair each paragraph with the most similar one of the next few; linear in the number of words."""
    pairs = []
    start = 0
    for i, left in enumerate(a):
        window = range(start, min(start + WINDOW_PARAGRAPHS, len(b)))
        score, j = max(((similarity(left, b[k]), -k) for k in window), default=(0.0, 0))
        if score >= MIN_SIMILARITY:
            pairs.append((i, -j))
            start = 1 - j
    return pairs


# ---------------------------------------------------------------- words


def equal_runs(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Give the runs of equal words: place in A, place in B, length."""
    start, end = common_ends(a, b)
    middle = common_items(a[start : len(a) - end], b[start : len(b) - end])
    runs: list[tuple[int, int, int]] = [(0, 0, start)] if start else []
    pairs = [(start + i, start + j) for i, j in middle] + [(len(a) - k, len(b) - k) for k in range(end, 0, -1)]
    for i, j in pairs:
        if runs and (runs[-1][0] + runs[-1][2], runs[-1][1] + runs[-1][2]) == (i, j):
            runs[-1] = (*runs[-1][:2], runs[-1][2] + 1)
        else:
            runs.append((i, j, 1))
    return runs


def common_items(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Pair the items of a longest common subsequence (Myers); none if more than `MAX_EDITS` items are not in it."""
    furthest = {1: 0}  # by diagonal (place in A minus place in B), the place in A reached
    trace: list[dict[int, int]] = []
    for edits in range(min(len(a) + len(b), MAX_EDITS) + 1):
        trace.append({})
        for diagonal in range(-edits, edits + 1, 2):
            goes_down = diagonal == -edits or (diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1])
            i = furthest[diagonal + 1] if goes_down else furthest[diagonal - 1] + 1
            while i < len(a) and 0 <= i - diagonal < len(b) and a[i] == b[i - diagonal]:
                i += 1
            furthest[diagonal] = trace[edits][diagonal] = i
            if i >= len(a) and i - diagonal >= len(b):
                return walk_back(trace, len(a), len(b))
    return []


def walk_back(trace: list[dict[int, int]], i: int, j: int) -> list[tuple[int, int]]:
    """Follow the places that `common_items` reached from the end to the start, and give the equal items passed."""
    pairs: list[tuple[int, int]] = []
    for edits in range(len(trace) - 1, -1, -1):
        diagonal = i - j
        before = trace[edits - 1] if edits else {}
        goes_down = diagonal == -edits or (
            diagonal != edits and before.get(diagonal - 1, -1) < before.get(diagonal + 1, -1)
        )
        previous = diagonal + 1 if goes_down else diagonal - 1
        i_before = before[previous] if edits else 0
        start = (i_before if goes_down else i_before + 1) if edits else 0
        pairs += [(k, k - diagonal) for k in range(i - 1, start - 1, -1)]
        i, j = i_before, i_before - previous
    return pairs[::-1]
