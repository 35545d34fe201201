"""Build segments for the noise engine of the parts of a tree.

In: an lxml element, or parts that were cut from it (`newsconv.readers.html.outline`). Out: segments in reading order,
each with its blocks and the evidence of the mark-up. The tree is not changed, and nothing recurses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from newsconv.document.plain import block_text
from newsconv.noise.parts import MAX_NAME_CHARS, RE_WORD
from newsconv.noise.segments import Segment, left_out, make_segment
from newsconv.readers.html.blocks import read_pieces
from newsconv.readers.html.elements import origin_of, origin_of_lines
from newsconv.readers.html.frames import HEADING_TAGS
from newsconv.readers.html.outline import outline
from newsconv.report import NOWHERE, Origin

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from lxml.etree import _Element

    from newsconv.document import Block
    from newsconv.noise.parts import Box, Part
    from newsconv.report import Report

__all__ = ["build_segments", "class_words", "cut_segments"]

RE_SEPARATOR: Final = re.compile(r"[\W_\d]+")
BELIEVED_SHARE: Final = 0.4
"""Share of all text from which on the name of a class or element is no evidence: what covers nearly half of a story
is the story, whatever it is called (`paywall`, `print`, `with-sidebar`)."""
NAMES: Final = ("class", "id", "role")
HEADING_NAMES: Final = ("class", "role")

Names: TypeAlias = tuple[frozenset[str], tuple[str, ...]]
"""Words of classes and the like, and names of elements, the outermost first."""


class Around(msgspec.Struct):
    """What the boxes around a part say."""

    words: frozenset[str]
    tags: tuple[str, ...]
    """The outermost first."""
    lines: Origin | None
    """Lines noted on the innermost of them that has some."""


class Cut(msgspec.Struct):
    """A segment in the making."""

    part: Part
    block: Block | None
    """None where the part is left out."""
    words: frozenset[str]
    around: Around
    origin: Origin
    text: str
    """As `block_text` gives it; empty where the part is left out."""


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
    return build_segments(outline(element, is_page=False).parts, report=report, base_url=base_url)


def build_segments(parts: Iterable[Part], *, report: Report, base_url: str = "") -> list[Segment]:
    """Build the segments of parts, one for each of their blocks; see `cut_segments`.

    Names that cover too much of their text to tell anything are left out. Parts that are left out are segments with a
    verdict instead of blocks, and are not counted.
    """
    surroundings = Surroundings()
    cuts = [cut for part in parts for cut in cuts_of(part, surroundings, report, base_url)]
    believed = believed_names(cuts)
    segments: list[Segment] = []
    count = 0
    for cut in cuts:
        part = cut.part
        if cut.block is None:
            segments.append(left_out(part, cut.origin) if report.is_wanted else UNTOLD)
            continue
        words, containers = believed[cut.words, cut.around.tags]
        segment = make_segment(
            count,
            (cut.block,),
            tag=part.tag,
            words=words,
            containers=containers,
            origin=cut.origin,
            score=part.score,
            shares=part.shares,
            recurrence=part.recurrence,
            visible=cut.text,
        )
        segments.append(segment)
        count += 1
    return segments


def believed_names(cuts: Sequence[Cut]) -> dict[Names, Names]:
    """Give the words and elements around cuts without those that cover too much of the text of all to tell anything.

    Returns:
        For the words and elements of each cut those that are evidence; most cuts share theirs.
    """
    sizes: dict[Names, int] = {}
    for cut in cuts:
        key = (cut.words, cut.around.tags)
        sizes[key] = sizes.get(key, 0) + len(cut.text)
    covered: dict[str, int] = {}
    for (words, tags), chars in sizes.items():
        for name in words.union([f"<{tag}>" for tag in tags]):
            covered[name] = covered.get(name, 0) + chars
    limit = BELIEVED_SHARE * sum(sizes.values())
    broad = {name for name, chars in covered.items() if chars >= limit}
    return {
        (words, tags): (words - broad, tuple(tag for tag in tags if f"<{tag}>" not in broad)) for words, tags in sizes
    }


def cuts_of(part: Part, surroundings: Surroundings, report: Report, base_url: str) -> list[Cut]:
    """Build the blocks of a part; one that is left out has none, and without text is not told about."""
    origin = place_of(part, surroundings) if report.is_wanted else NOWHERE
    if part.verdict:
        told = part.text or part.aside
        return [Cut(part, None, frozenset(), NOTHING_AROUND, origin, "")] if told else []
    around = surroundings.of(part.box)
    words = around.words
    if part.name and part.is_element:
        words = words | class_words(part.element, surroundings.names)
    blocks = read_pieces(part.pieces, report=report, base_url=base_url)
    return [Cut(part, block, words, around, origin, block_text(block)) for block in blocks]


NOTHING_AROUND: Final = Around(frozenset(), (), None)
UNTOLD: Final = Segment(index=-1, blocks=(), text="", verdict="left out, and nobody asks why")
"""What stands for a part that is left out where no report is wanted: more than half of a page's parts are."""


def place_of(part: Part, surroundings: Surroundings) -> Origin:
    """Give the lines noted on a part or around it, or else the line that the parser counted."""
    lines = noted_lines(part.element) if part.is_element else None
    lines = lines or surroundings.lines_of(part.box)
    if lines:
        return lines
    line = part.element.sourceline
    return Origin(line=line if isinstance(line, int) else None)


class Surroundings:
    """What boxes say of the parts in them, each box looked at once, and each name."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.known: dict[Box, Around] = {}
        self.lines_known: dict[Box, Origin | None] = {}
        self.names: dict[str, frozenset[str]] = {}

    def of(self, box: Box) -> Around:
        """Give what a box and those around it say; the outermost says nothing but its lines."""
        chain = unknown_boxes(box, self.known)
        for outer in reversed(chain):
            lines = self.lines_of(outer)
            if outer.parent is None:
                self.known[outer] = Around(frozenset(), (), lines)
                continue
            found = self.known[outer.parent]
            words = class_words(outer.element, self.names) if outer.name else None
            self.known[outer] = Around(found.words | words if words else found.words, (*found.tags, outer.tag), lines)
        return self.known[box]

    def lines_of(self, box: Box) -> Origin | None:
        """Give the lines noted on a box or the nearest one around it that has some."""
        chain = unknown_boxes(box, self.lines_known)
        for outer in reversed(chain):
            if outer.parent is None:
                self.lines_known[outer] = origin_of(outer.element) if any_lines(outer.element) else None
            else:
                self.lines_known[outer] = noted_lines(outer.element) or self.lines_known[outer.parent]
        return self.lines_known[box]


def unknown_boxes(box: Box, known: Container[Box]) -> list[Box]:
    """Give a box and those around it, the innermost first, up to the first that is known."""
    chain = []
    inner: Box | None = box
    while inner is not None and inner not in known:
        chain.append(inner)
        inner = inner.parent
    return chain


def noted_lines(element: _Element) -> Origin | None:
    """Give the lines that a reader noted on an element itself."""
    lines = element.get("data-line")
    return origin_of_lines(lines) if lines else None


def any_lines(element: _Element) -> bool:
    """Tell whether a reader noted lines on an element or around it."""
    return any(inner.get("data-line") for inner in (element, *element.iterancestors()))


def class_words(element: _Element, known: dict[str, frozenset[str]] | None = None) -> frozenset[str]:
    """Give the words of an element's class, id and role, and each name as one word.

    The id of a heading says nothing: it is made of the heading's own words, for links to it.

    Args:
        element: any.
        known: the words of names that were looked at before; more are added. A page has few names, each many times.

    >>> from lxml import etree
    >>> sorted(class_words(etree.Element("p", {"class": "readMore wp-caption"})))
    ['caption', 'more', 'read', 'readmore', 'wp', 'wpcaption']
    >>> sorted(class_words(etree.Element("h2", {"id": "5-promo-ideas"})))
    []
    """
    memory = {} if known is None else known
    found: frozenset[str] = frozenset()
    for attribute in NAMES if element.tag not in HEADING_TAGS else HEADING_NAMES:
        for name in (element.get(attribute) or "")[:MAX_NAME_CHARS].split():
            words = memory.get(name)
            if words is None:
                words = memory[name] = words_of_name(name)
            found = found | words if found else words
    return found


def words_of_name(name: str) -> frozenset[str]:
    """Give the words of one name, and the name as one word; nothing for one without letters.

    Two letters beside a figure are a part of a number that a machine made.

    >>> sorted(words_of_name("element-3ad4f")), sorted(words_of_name("ad-1"))
    (['element', 'elementadf'], ['ad'])
    """
    words = {word.lower() for word in RE_WORD.findall(name)}
    words.add(RE_SEPARATOR.sub("", name).lower())
    words.discard("")
    return frozenset(words)
