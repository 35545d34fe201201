"""Cut a tree of HTML into segments for the noise engine.

In: an lxml element. Out: its content as segments in reading order, each with its blocks and the
evidence of the mark-up. Elements that only hold others (`div`, `section`, …) are walked through;
text between blocks becomes a segment of its own. The tree is not changed, and nothing recurses.
"""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec
from lxml import etree

from newsconv.document.plain import block_text
from newsconv.noise.segments import Segment, make_segment
from newsconv.readers.html.blocks import read_blocks
from newsconv.readers.html.elements import BLOCK_TAGS, is_hidden, origin_of
from newsconv.readers.html.frames import local_name
from newsconv.report import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsconv.document import Block
    from newsconv.report import Report

__all__ = ["class_words", "cut_segments"]

WALKED_TAGS: Final = frozenset(
    """article body center details div dd dl dt fieldset form header hgroup html main search section summary dialog
    address""".split()
)
"""Block elements that only hold others: their parts are segments, not they."""
LAYOUT_TAGS: Final = frozenset("caption table tbody td tfoot th thead tr".split())
"""Walked through as well, inside a table that only lays out the page."""
MIN_LAYOUT_PARAGRAPHS: Final = 3
"""Paragraphs in a table from which on it lays out a page: cells of tables of data hold lines, not paragraphs."""
SILENT_TAGS: Final = frozenset({"script", "style", "template", "link", "meta", "head", "title", "noembed"})
"""Elements without visible text; a reader has nothing to say about them."""
ANY_BLOCK: Final = tuple(f"{{*}}{tag}" for tag in sorted(BLOCK_TAGS - {"br"}))
RE_WORD: Final = re.compile(r"(?<![A-Za-z])[A-Za-z]{2}(?![A-Za-z])|[A-Z]?[a-z]{2,}|[A-Z]{3,}(?![a-z])")
"""Words of a name; those of two letters only where they stand alone, as made-up names (`hJpRRP`) are full of them."""
RE_SEPARATOR: Final = re.compile(r"[\W_\d]+")

MAX_NAME_CHARS: Final = 400
"""Code points of a class or id that are read; longer ones are made by machines. Hostile pages must stay linear."""
MAX_AROUND: Final = 64
"""Elements around a segment that are evidence, the outermost first; the deepest of 995 corpus pages has 56. Hostile
pages must stay linear."""
BELIEVED_SHARE: Final = 0.4
"""Share of all text from which on the name of a class or element is no evidence: what covers nearly half of a story
is the story, whatever it is called (`paywall`, `print`, `with-sidebar`)."""

Piece: TypeAlias = "str | _Element"


class Walk(msgspec.Struct):
    """An element that is being walked through."""

    element: _Element
    children: Iterator[_Element]
    tag: str
    words: frozenset[str]
    around: tuple[Walk, ...]
    """Those around it whose evidence counts, the outermost first."""
    layout: bool
    lines: Origin | None
    """Lines noted on it or on an element around it."""


class Cut(msgspec.Struct):
    """A segment in the making."""

    block: Block
    tag: str
    words: frozenset[str]
    around: tuple[Walk, ...]
    origin: Origin
    chars: int
    """Code points of its text."""


def cut_segments(element: _Element, *, report: Report, base_url: str = "") -> list[Segment]:
    """Cut an element's content into segments.

    Args:
        element: of HTML or XHTML; evidence on itself or around it does not count.
        report: what its blocks can't hold is added to it.
        base_url: what relative addresses are resolved against; empty leaves them as they are.

    >>> from lxml import html
    >>> from newsconv.report import Report
    >>> tree = html.fromstring("<div>One and only<p class='note'>Two</p></div>")
    >>> [(segment.text, sorted(segment.words)) for segment in cut_segments(tree, report=Report())]
    [('One and only', []), ('Two', ['note'])]
    """
    return Cutter(element, report, base_url).cut()


class Cutter:
    """Walks through an element and gathers segments."""

    def __init__(self, root: _Element, report: Report, base_url: str) -> None:
        """Start at the element."""
        self.report = report
        self.base_url = base_url
        self.cuts: list[Cut] = []
        self.run: list[Piece] = []
        self.stack: list[Walk] = [
            Walk(root, iter(root), "", frozenset(), (), layout=False, lines=noted_lines(root, None))
        ]

    def cut(self) -> list[Segment]:
        """Walk once."""
        self.add_text(self.stack[0].element.text)
        while self.stack:
            walk = self.stack[-1]
            child = next(walk.children, None)
            if child is None:
                self.leave(walk)
            elif self.enter(child, walk):
                self.add_text(child.text)
            else:
                self.add_text(child.tail)
        return self.make(self.cuts)

    def make(self, cuts: list[Cut]) -> list[Segment]:
        """Make segments, leaving out names that cover too much text to tell anything."""
        words = [cut.words.union(*(walk.words for walk in cut.around)) for cut in cuts]
        tags = [tuple(walk.tag for walk in cut.around) for cut in cuts]
        covered: Counter[str] = Counter()
        for cut, names, around in zip(cuts, words, tags, strict=True):
            for name in names.union(f"<{tag}>" for tag in around):
                covered[name] += cut.chars
        limit = BELIEVED_SHARE * sum(cut.chars for cut in cuts)
        broad = frozenset(name for name, chars in covered.items() if chars >= limit)
        return [
            make_segment(
                index,
                (cut.block,),
                tag=cut.tag,
                words=names - broad,
                containers=tuple(tag for tag in around if f"<{tag}>" not in broad),
                origin=cut.origin,
            )
            for index, (cut, names, around) in enumerate(zip(cuts, words, tags, strict=True))
        ]

    def enter(self, child: _Element, walk: Walk) -> bool:
        """Take a child: walk through it and give true, or make it a segment or a part of one."""
        tag = local_name(child)
        if tag in SILENT_TAGS or not tag:
            return False
        layout = walk.layout or (tag == "table" and lays_out(child))
        if is_hidden(child) or not self.is_walked(child, tag, layout=layout):
            if tag in BLOCK_TAGS:
                self.flush()
                self.add_segment([child], child, tag)
            else:
                self.run.append(child)
            return False
        self.flush()
        around = walk.around if len(self.stack) > MAX_AROUND or not walk.tag else (*walk.around, walk)
        self.stack.append(Walk(child, iter(child), tag, class_words(child), around, layout, noted_lines(child, walk)))
        return True

    def leave(self, walk: Walk) -> None:
        """End an element that was walked through."""
        self.flush()
        self.stack.pop()
        if self.stack:
            self.add_text(walk.element.tail)

    def is_walked(self, child: _Element, tag: str, *, layout: bool) -> bool:
        """Tell whether an element only holds others."""
        if tag in WALKED_TAGS or (layout and tag in LAYOUT_TAGS):
            return True
        return tag not in BLOCK_TAGS and tag not in MARKING_TAGS and len(child) > 0 and holds_block(child)

    def add_text(self, text: str | None) -> None:
        """Add text to the run between blocks."""
        if text and (self.run or not text.isspace()):
            self.run.append(text)

    def flush(self) -> None:
        """Make a segment of the run between blocks."""
        if self.run:
            self.add_segment(self.run, self.stack[-1].element, "p")
            self.run = []

    def add_segment(self, pieces: list[Piece], element: _Element, tag: str) -> None:
        """Read pieces of the tree, and make a segment of each block in them."""
        walk = self.stack[-1]
        around = walk.around if len(self.stack) > MAX_AROUND or not walk.tag else (*walk.around, walk)
        words = frozenset[str]() if element is walk.element else class_words(element)
        lines = walk.lines if element is walk.element else noted_lines(element, walk)
        origin = lines or Origin(line=element.sourceline if isinstance(element.sourceline, int) else None)
        for block in read_blocks(wrap(pieces, lines), report=self.report, base_url=self.base_url):
            self.cuts.append(Cut(block, tag, words, around, origin, len(block_text(block))))


MARKING_TAGS: Final = frozenset(
    """a abbr b cite code del em i ins kbd mark noscript q s samp small strike strong sub sup u var iframe object
    svg""".split()
)
"""Elements whose mark would be lost on their parts."""


def noted_lines(element: _Element, walk: Walk | None) -> Origin | None:
    """Give the lines that a reader noted on an element or around it, without looking further than needed."""
    if walk is None:
        origin = origin_of(element)
        return origin if any(inner.get("data-line") for inner in (element, *element.iterancestors())) else None
    return origin_of(element) if element.get("data-line") else walk.lines


def wrap(pieces: list[Piece], lines: Origin | None) -> _Element:
    """Copy pieces of a tree into an element of their own, which keeps the lines noted on where they were."""
    wrapper = etree.Element("div")
    if lines:
        wrapper.set("data-line", f"{lines.line}-{lines.end_line or lines.line}")
    last: _Element | None = None
    for piece in pieces:
        if isinstance(piece, str):
            if last is None:
                wrapper.text = (wrapper.text or "") + piece
            else:
                last.tail = (last.tail or "") + piece
        else:
            last = deepcopy(piece)
            last.tail = None
            wrapper.append(last)
    return wrapper


def holds_block(element: _Element) -> bool:
    """Tell whether a block is anywhere inside an element."""
    return next(element.iterdescendants(*ANY_BLOCK), None) is not None


def lays_out(table: _Element) -> bool:
    """Tell whether a table lays out a page instead of holding data."""
    paragraphs = sum(1 for _ in islice(table.iterdescendants("{*}p"), MIN_LAYOUT_PARAGRAPHS))
    return paragraphs == MIN_LAYOUT_PARAGRAPHS and next(table.iterdescendants("{*}th"), None) is None


def class_words(element: _Element) -> frozenset[str]:
    """Give the words of an element's class, id and role, and each name as one word.

    >>> sorted(class_words(etree.Element("p", {"class": "readMore wp-caption"})))
    ['caption', 'more', 'read', 'readmore', 'wp', 'wpcaption']
    """
    words: set[str] = set()
    for attribute in ("class", "id", "role"):
        for name in (element.get(attribute) or "")[:MAX_NAME_CHARS].split():
            words.update(word.lower() for word in RE_WORD.findall(name))
            words.add(RE_SEPARATOR.sub("", name).lower())
    words.discard("")
    return frozenset(words)
