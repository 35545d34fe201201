"""Parts: what a source is cut into before anything of it is built, each a block of text with its measures.

A reader makes them in one light pass; the learned score judges them; only those that may matter are
built into blocks. Boxes are the elements around parts: a tree of its own, so that what is
measured on a box counts for all in it.
"""

from __future__ import annotations

import re
from typing import Any, Final

__all__ = ["PICTURE_TAGS", "POST_TAG", "PROSE_SIZE", "Box", "Part", "size_of", "words_of"]

RE_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""Kana, Han and Hangul: letters that say as much as two or three of an alphabet."""
CJK_SIZE: Final = 2.5
"""How many letters of an alphabet one of them counts for: a choice, about the ratio of the lengths of translations."""
PROSE_SIZE: Final = 80
"""Size of unlinked text from which on a part counts as prose: about one sentence. Shorter ones are as often labels."""
MAX_NAME_CHARS: Final = 400
"""Code points of a class or id that are read; longer ones are made by machines. Hostile pages must stay linear."""
RE_WORD: Final = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{2}(?![A-Za-z0-9])|[A-Z]?[a-z]{3,}|[A-Z][a-z]{2}|(?<![0-9])[a-z]{2}(?![0-9])|[A-Z]{3,}(?![a-z])"
)
"""Words of a name; those of two letters only where they stand alone, as made-up names (`hJpRRP`, `3ad4f`) are full of
them."""


class Box:
    """An element that holds parts.

    Attributes:
        tag: its name in HTML's terms.
        name: its classes, id, role and schema.org's property, parted by spaces.
        parent: the box around it; none for the outermost.
        depth: boxes around it.
        element: what the reader needs to find it again.
    """

    __slots__ = ("depth", "element", "name", "parent", "tag")

    depth: int

    def __init__(self, tag: str, name: str, parent: Box | None, element: Any) -> None:
        """Open a box inside another."""
        self.tag = tag
        self.name = name
        self.parent = parent
        self.depth = parent.depth + 1 if parent is not None else 0
        self.element = element


class Part:
    """A block of text, measured.

    Attributes:
        text: all visible text, one line.
        size: its length, comparable among scripts.
        link_chars: code points of the text that stand in links; `links`: how many links there are.
        runs: lines of text that block elements or breaks part; `items`: list items and table rows.
        bold: code points in bold.
        images: pictures, players and frames.
        aside: visible text that is none of a story: buttons, menus to choose from.
        tag: name of the element in HTML's terms; `level`: 1 to 6 for a heading, else 0.
        name: its classes and id, as of a box.
        is_element: whether it is an element, not text that stands between blocks.
        hidden: why no reader of the page sees it; empty where it is seen.
        box: the innermost box around it.
        pieces: what the reader builds its blocks of; `element`: what tells its place.
        score: log-odds of being story, once it was scored; `shares`: what each feature added to it.
        verdict: why it is left out without being built, in words; `rule`: the name of what decided that.
        recurrence: how often it recurs on other pages of its site, in words; empty where that was not counted or is no
            reason to leave it out.
    """

    __slots__ = (
        "aside",
        "bold",
        "box",
        "element",
        "hidden",
        "images",
        "is_element",
        "items",
        "level",
        "link_chars",
        "links",
        "name",
        "pieces",
        "recurrence",
        "rule",
        "runs",
        "score",
        "shares",
        "size",
        "tag",
        "text",
        "verdict",
    )

    text: str
    size: float
    link_chars: int
    links: int
    runs: int
    items: int
    bold: int
    images: int
    aside: str
    tag: str
    name: str
    level: int
    is_element: bool
    hidden: str
    box: Box
    element: Any
    pieces: Any
    recurrence: str
    score: float | None
    shares: tuple[tuple[str, float], ...]
    rule: str
    verdict: str

    def __init__(self) -> None:
        """Start with nothing decided."""
        self.score = None
        self.shares = ()
        self.rule = self.verdict = self.recurrence = ""

    @property
    def link_share(self) -> float:
        """Share of the text that stands in links, 0 to 1."""
        return self.link_chars / len(self.text) if self.text else 0.0

    @property
    def prose(self) -> float:
        """Size of the unlinked text, if that is running text; else 0."""
        if self.size < PROSE_SIZE or self.level or self.tag in PICTURE_TAGS:  # most are short
            return 0.0
        size = self.size * (1 - self.link_share)
        return size if size >= PROSE_SIZE else 0.0


POST_TAG: Final = "post"
"""What stands for an element's name where a quote is a post of a network."""
PICTURE_TAGS: Final = frozenset({"figure", "figcaption", POST_TAG})
"""Elements whose text belongs to a picture or to somebody's post, and is no paragraph of a story."""


def size_of(text: str) -> float:
    """Give the length of a text, comparable among scripts.

    >>> size_of("rain"), size_of("雨だ")
    (4, 5.0)
    """
    return len(text) if text.isascii() else len(text) + (CJK_SIZE - 1) * len(RE_CJK.findall(text))


def words_of(name: str) -> frozenset[str]:
    """Give the words of a class, id or role, in small letters.

    >>> sorted(words_of("readMore wp-caption"))
    ['caption', 'more', 'read', 'wp']
    """
    return frozenset(word.lower() for word in RE_WORD.findall(name[:MAX_NAME_CHARS]))
