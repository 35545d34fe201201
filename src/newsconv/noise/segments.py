"""Segments: what a source is cut into, each a block of text with the evidence that its syntax gives.

A reader makes them with `make_segment`; from then on nothing knows the syntax any more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.document import (
    Aside,
    Block,
    CodeBlock,
    Embed,
    Figure,
    Heading,
    Image,
    Link,
    List,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    ThematicBreak,
    walk,
)
from newsconv.document.plain import block_text, inline_text
from newsconv.report import NOWHERE, Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.document import Inline
    from newsconv.noise.parts import Part

__all__ = ["DEAD_URLS", "Segment", "block_tag", "fold", "has_words", "is_dead_url", "left_out", "make_segment"]

DEAD_URLS: Final = frozenset({"", "#", "#!", "#0", "#_"})
"""Targets that lead nowhere. A longer fragment (`#notes`) may lead to a place within the story."""
BLOCK_TAGS: Final[dict[type[Block], str]] = {
    Paragraph: "p",
    Quote: "blockquote",
    Figure: "figure",
    Table: "table",
    CodeBlock: "pre",
    Embed: "figure",
    Aside: "aside",
    ThematicBreak: "hr",
}
"""The element of each block that has only one."""
RE_WORDS: Final = re.compile(r"[^\W_]+")
ASCII_MARKS: Final = bytes(code for code in range(128) if not chr(code).isalnum())
"""All of ASCII but letters and digits."""
ASCII_FOLDED: Final = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))
"""For each character of ASCII what `fold` makes of it, to `str.translate`: three quarters of the texts of the aeb pages
are ASCII, and take less than half the time of patterns so."""

TYPOGRAPHY: Final = "’“”‘–—…\xa0"  # noqa: RUF001 - these are meant
"""Marks beyond ASCII that part words. Of the 1,038 parts of 60 aeb pages that are not ASCII, 791 have no others: with
spaces in their place a text is folded in a third of the time of a pattern."""


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """One block of a source with its evidence."""

    index: int
    """Place among the segments of its source, from 0."""
    blocks: tuple[Block, ...]
    """What it would bring to the body, in normal form; mostly one block."""
    text: str
    """All visible text, one line; captions, credits and alternatives of pictures included."""
    tag: str = "p"
    """Name of the element in HTML's terms: `p`, `h1`, `ul`, `figure`, `nav`, …"""
    words: frozenset[str] = frozenset()
    """Words of the classes, id and role of the element and of those around it, in small letters."""
    containers: tuple[str, ...] = ()
    """Names of the elements around it, the outermost first."""
    link_share: float = 0.0
    """Share of the letters and digits that are inside links, 0 to 1; separators between links do not count."""
    links: tuple[Link, ...] = ()
    """The links in it, in reading order."""
    level: int = 0
    """1 to 6 for a heading, else 0."""
    list_depth: int = 0
    """Lists, one within another, of which it is made: 0 for none."""
    origin: Origin = NOWHERE
    score: float | None = None
    """Log-odds of being story, above 0 where that is likelier than not; none where no score was asked."""
    shares: tuple[tuple[str, float], ...] = ()
    """What each feature added to the score, where somebody asked."""
    verdict: str = ""
    """Why it was left out before any rule was asked, in words; such a segment has no blocks."""
    rule: str = ""
    """Name of what decided that."""
    recurrence: str = ""
    """How often its text recurs on other pages of its site, in words, where that is reason to leave it out."""

    @property
    def live_links(self) -> tuple[Link, ...]:
        """The links that lead somewhere."""
        return tuple(link for link in self.links if not is_dead_url(link.url))

    @property
    def is_paragraph(self) -> bool:
        """Whether it is one paragraph of running text."""
        return len(self.blocks) == 1 and isinstance(self.blocks[0], Paragraph)

    @property
    def is_break(self) -> bool:
        """Whether it is only a rule between two others."""
        if not self.blocks or not isinstance(self.blocks[0], ThematicBreak):  # as nearly always
            return False
        return all(isinstance(block, ThematicBreak) for block in self.blocks)

    @property
    def is_picture(self) -> bool:
        """Whether it is a paragraph of nothing but a picture, which may be linked."""
        if len(self.blocks) != 1 or not isinstance(block := self.blocks[0], Paragraph):
            return False
        children = block.children
        if (children and isinstance(children[0], Text)) or any(isinstance(child, Text) for child in children):
            return False
        leaves = [node for node in walk(children) if not isinstance(node, Link)]
        return len(leaves) == 1 and isinstance(leaves[0], Image)

    def picture_and_text(self) -> tuple[Image, tuple[Inline, ...]] | None:
        """Split a paragraph that begins with one picture, linked or not, into the picture and what follows it."""
        if not self.is_paragraph:
            return None
        children: tuple[Inline, ...] = self.blocks[0].children  # type: ignore[union-attr, assignment]
        first, rest = children[0], children[1:]
        inner = first.children if isinstance(first, Link) else (first,)
        if len(inner) != 1 or not isinstance(inner[0], Image) or any(isinstance(node, Image) for node in walk(rest)):
            return None
        return (inner[0], rest) if inline_text(rest).strip() else None

    def bold_tail(self) -> tuple[str, str] | None:
        """Split a paragraph that ends in bold into the text before it and the bold text.

        Returns:
            Both trimmed, both with something in them; nothing where the segment is no such paragraph.
        """
        if not self.is_paragraph:
            return None
        children: tuple[Inline, ...] = self.blocks[0].children  # type: ignore[union-attr, assignment]
        if len(children) < 2 or not isinstance(children[-1], Strong):  # noqa: PLR2004 - a text and its tail
            return None
        before, tail = inline_text(children[:-1]).strip(), inline_text(children[-1:]).strip()
        return (before, tail) if before and tail else None


def make_segment(  # noqa: PLR0913 - each is evidence of its own, by name
    index: int,
    blocks: Sequence[Block],
    *,
    tag: str = "p",
    words: frozenset[str] = frozenset(),
    containers: tuple[str, ...] = (),
    origin: Origin = NOWHERE,
    score: float | None = None,
    shares: tuple[tuple[str, float], ...] = (),
    recurrence: str = "",
    visible: str | None = None,
) -> Segment:
    """Make a segment of normal blocks, measuring what can be measured on them; `visible` is their text, if known."""
    visible = " ".join(map(block_text, blocks)) if visible is None else visible
    text = " ".join(visible.split())
    links = () if is_plain(blocks) else tuple(node for node in walk(blocks) if isinstance(node, Link))
    linked = sum(word_chars(inline_text(link.children, alt=True)) for link in links)
    chars = word_chars(text) if links else 0
    first = blocks[0] if len(blocks) == 1 else None
    return Segment(
        index=index,
        blocks=tuple(blocks),
        text=text,
        tag=tag,
        words=words,
        containers=containers,
        link_share=min(1.0, linked / chars) if chars else 0.0,
        links=links,
        level=first.level if isinstance(first, Heading) else 0,
        list_depth=list_depth(first) if isinstance(first, List) else 0,
        origin=origin,
        score=score,
        shares=shares,
        recurrence=recurrence,
    )


def left_out(part: Part, origin: Origin) -> Segment:
    """Make the segment of a part that is left out, and so is not built."""
    return Segment(
        index=-1,
        blocks=(),
        text=" ".join(filter(None, (part.text, part.aside))),
        tag=part.tag,
        origin=origin,
        score=part.score,
        shares=part.shares,
        verdict=part.verdict,
        rule=part.rule,
    )


def is_plain(blocks: Sequence[Block]) -> bool:
    """Tell whether blocks are running text without any marks, as most are: in those no link needs to be looked for."""
    for block in blocks:
        if not isinstance(block, (Paragraph, Heading)):
            return False
        children = block.children
        if len(children) != 1 or not isinstance(children[0], Text):  # the normal form has no two texts in a row
            return False
    return True


def block_tag(block: Block) -> str:
    """Name the element of HTML that a block would be."""
    match block:
        case Heading():
            return f"h{block.level}"
        case List():
            return "ol" if block.ordered else "ul"
        case _:
            return BLOCK_TAGS[type(block)]


def word_chars(text: str) -> int:
    """Count the letters and digits of a text; of ASCII in a tenth of the time that finding its words takes."""
    if text.isascii():
        return len(text.encode().translate(None, ASCII_MARKS))
    return sum(map(len, RE_WORDS.findall(text)))


def list_depth(block: List) -> int:
    """Count the lists that lie one within another.

    >>> from newsconv.document import ListItem
    >>> list_depth(List((ListItem((List((ListItem(),)),)),)))
    2
    """
    depth, level = 0, [block]
    while level:
        depth += 1
        level = [
            child for parent in level for item in parent.items for child in item.children if isinstance(child, List)
        ]
    return depth


def is_dead_url(url: str) -> bool:
    """Tell whether a link leads nowhere.

    >>> is_dead_url("#"), is_dead_url("#notes")
    (True, False)
    """
    return url.strip() in DEAD_URLS


def fold(text: str) -> str:
    """Reduce a text to what counts in comparisons: its letters and digits, in small letters.

    >>> fold(" Rain, again… “Heavy”") == fold("Rain again 'heavy'")
    True
    """
    if not text.isascii():
        for mark in TYPOGRAPHY:
            text = text.replace(mark, " ")
        if not text.isascii():
            return " ".join(RE_WORDS.findall(text.casefold()))
    return " ".join(text.translate(ASCII_FOLDED).split())


def has_words(text: str) -> bool:
    """Tell whether anything of a text counts in comparisons.

    >>> has_words("Rain"), has_words("- _ …")
    (True, False)
    """
    return RE_WORDS.search(text) is not None or fold(text) != ""  # all but never asked
