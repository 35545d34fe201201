"""What the learned score measures on the text of a part by itself.

In: a part, or its folded text. Out: numbers, in the order of `newsconv.noise.features.FEATURES`.
"""

from __future__ import annotations

import re
from math import sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsconv.noise.parts import Part

__all__ = ["RE_CAPITAL", "count_capitals", "measure_first_words", "measure_text"]

KINDS: Final = {"li": 2, "td": 3, "th": 3, "dd": 3, "dt": 3, "ul": 4, "ol": 4, "menu": 4, "table": 5, "blockquote": 6}
KINDS_MORE: Final = {
    "figure": 7,
    "figcaption": 7,
    "post": 7,
    "pre": 8,
    "h1": 9,
    "h2": 9,
    "h3": 9,
    "h4": 9,
    "h5": 9,
    "h6": 9,
}
KIND_OF: Final = {**KINDS, **KINDS_MORE}
"""Numbers of kinds of elements; 0 is a paragraph, 1 is text that stands between blocks."""
SENTENCE_ENDS: Final = frozenset(".!?…\"”“»’')。！？」।؟;")  # noqa: RUF001 - marks of many scripts
COLONS: Final = frozenset(":：")  # noqa: RUF001 - both colons
RE_SENTENCE: Final = re.compile(r"[.!?。！？।؟…](?:\s|$|[\"”»])")  # noqa: RUF001 - as above
RE_CAPITAL: Final = re.compile(r"(?:^|\s)[^\w\s]?[A-ZÀ-ÞА-Я]")
ASCII_KINDS: Final = "".join(
    " "
    if chr(code).isspace()
    else "A"
    if chr(code).isupper()
    else "a"
    if chr(code).isalnum() or code == ord("_")
    else "."
    for code in range(128)
)
"""For each character of ASCII what kind it is of, to `str.translate`."""
MAX_TEXT_WORDS: Final = 14
"""Words at the start of a part that are looked up: prompts and labels say what they are at their start."""


def measure_text(part: Part, length: float, link_share: float) -> list[float]:
    """Measure a part by itself.

    Args:
        part: with text.
        length: the logarithm of its size.
        link_share: its share of links.

    Returns:
        The numbers from `length` to `images`, all of them floats.
    """
    text = part.text
    chars = len(text)
    last = text[-1]
    numbers = (
        length,
        link_share,
        min(part.links, 20),
        min(part.runs, 20),
        part.size / (part.runs or 1),
        min(part.items, 20),
        part.level,
        KIND_OF.get(part.tag, 0 if part.is_element else 1),
        1 if last in SENTENCE_ENDS else 2 if last in COLONS else 0,
        min(len(RE_SENTENCE.findall(text)), 12),
        count_commas(text) * 100 / chars,
        count_capitals(text) / (text.count(" ") + 1),
        part.bold / chars,
        min(part.images, 4),
    )
    return [*map(float, numbers)]


def count_commas(text: str) -> int:
    """Count the commas of a text, those of other scripts too."""
    commas = text.count(",")
    return commas if text.isascii() else commas + text.count("、") + text.count("،")


def count_capitals(text: str) -> int:
    """Count the words with a capital, which may have one mark before it.

    Made as short as its kind ("A" for a capital, "." for a mark), a text of ASCII takes half the time of a search.

    >>> count_capitals("Rain (Heavy) in the Old town"), count_capitals("Ärger in Köln")
    (3, 2)
    """
    if text.isascii():
        kinds = " " + text.translate(ASCII_KINDS)
        return kinds.count(" A") + kinds.count(" .A")
    return len(RE_CAPITAL.findall(text))


def measure_first_words(folded: str, odds: Mapping[str, float]) -> tuple[float, float]:
    """Look up the words that a text begins with: give what they say together, and what the first two say.

    Args:
        folded: text.
        odds: log-odds of words.
    """
    words = folded.split(" ", MAX_TEXT_WORDS)[:MAX_TEXT_WORDS]
    found = [odds[word] for word in dict.fromkeys(words) if word in odds]
    if not found:
        return 0.0, 0.0
    first = odds.get(words[0], 0.0) + (odds.get(words[1], 0.0) if len(words) > 1 else 0.0)
    return sum(found) / sqrt(len(found)), first
