"""Cut a tree of HTML into parts: one light pass that builds nothing.

In: an lxml element. Out: its blocks of text in reading order, each measured (see `newsconv.noise.parts`),
with the pieces of the tree that it is made of. Elements that only hold others (`div`, `section`, …) are
boxes; text between blocks is a part of its own, and two line breaks end it. The tree is not changed,
and nothing recurses.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from newsconv.document.characters import clean_line
from newsconv.noise.parts import POST_TAG, Box, Part, size_of
from newsconv.readers.html.elements import BLOCK_TAGS, CONTROL_TAGS, SPACE, UNSEEN_TAGS, is_hidden
from newsconv.readers.html.frames import HEADING_TAGS, local_name, tag_name
from newsconv.readers.html.posts import post_provider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["Outline", "Piece", "outline"]

WALKED_TAGS: Final = frozenset(
    """article aside body center details div dd dl dt fieldset footer form header hgroup html main nav search section
    summary dialog address""".split()
)
"""Block elements that only hold others: their parts are cut, not they."""
TABLE_TAGS: Final = frozenset("caption table tbody td tfoot th thead tr".split())
"""Walked through as well, inside a table that only lays out the page."""
LIST_TAGS: Final = frozenset("ul ol menu li blockquote figure".split())
"""Walked through as well, inside one that holds as much as a page does."""
LISTS: Final = frozenset({"ul", "ol", "menu"})
MARKING_TAGS: Final = frozenset(
    """a abbr b cite code del em i ins kbd mark noscript q s samp small strike strong sub sup u var iframe object
    svg""".split()
)
"""Elements whose mark would be lost on their parts."""
MIN_LAYOUT_BLOCKS: Final = 3
"""Paragraphs (in lists also headings) from which on a table or list lays out a page: cells and items of data hold
lines, not paragraphs."""
FRAME_TAGS: Final = frozenset({"iframe", "embed", "video", "audio", "object", "amp-img", "img"})
"""Elements that show something which is no text."""
MAX_DEPTH: Final = 100
"""Boxes, one within another, beyond which elements are taken whole; the deepest of 995 corpus pages has 56 elements."""

Piece: TypeAlias = "str | _Element"


class Outline:
    """The parts of an element.

    Attributes:
        parts: in reading order; a part without text has a picture, or only what is none of a story.
        boxes: in the order in which they open; the first is the element.
    """

    __slots__ = ("boxes", "parts")

    def __init__(self) -> None:
        """Start empty."""
        self.parts: list[Part] = []
        self.boxes: list[Box] = []


PLAIN, LINK, BOLD, FRAME, CONTROL, BLOCK, ITEM, UNSEEN, BREAK = range(9)
"""What an element is to the measures of the text around it."""


class Kinds(dict[object, int]):
    """What the elements of each tag are to the measures, asked once a tag: seven sets would be asked each time."""

    def __missing__(self, tag: object) -> int:
        """Find out for a tag that was not seen yet; that of a comment is no text."""
        kind = self[tag] = kind_of(tag_name(tag))
        return kind


def kind_of(tag: str) -> int:
    """Tell what elements of a tag are to the measures."""
    if not tag or tag in UNSEEN_TAGS:
        return UNSEEN
    if tag == "br":
        return BREAK
    if tag in BLOCK_TAGS:
        return ITEM if tag in ITEM_TAGS else BLOCK
    if tag in CONTROL_TAGS and tag not in FRAME_TAGS:
        return CONTROL
    return LINK if tag == "a" else BOLD if tag in BOLD_TAGS else FRAME if tag in FRAME_TAGS else PLAIN


def outline(element: _Element, *, is_page: bool = True) -> Outline:
    """Cut an element's content into parts.

    Args:
        element: of HTML or XHTML; what is around it does not count.
        is_page: whether lists, quotes and figures that hold as much as a page does are boxes as well.

    >>> from lxml import html
    >>> found = outline(html.fromstring("<div>One and only<p class='note'>Two <a>three</a></p></div>"))
    >>> [(part.text, part.name, part.link_chars) for part in found.parts]
    [('One and only', '', 0), ('Two three', 'note', 5)]
    """
    found = Outliner(element, is_page=is_page).walk()
    if is_page:
        show_hidden(found)
    return found


def show_hidden(found: Outline) -> None:
    """Take what is hidden for shown where it holds more running text than all that is shown.

    Scripts move it into place: React streams pages as `<div hidden id="S:0">` (6 of the 791 wcxb and one of the 115
    press pages). What must stay hidden: menus, dialogs and second copies for small screens, beside a story.
    """
    hidden = sum(part.prose for part in found.parts if part.hidden)
    if hidden and hidden > sum(part.prose for part in found.parts if not part.hidden):
        for part in found.parts:
            part.hidden = ""


class Outliner:
    """Walks through an element and gathers parts."""

    def __init__(self, root: _Element, *, is_page: bool) -> None:
        """Start at the element."""
        self.found = Outline()
        self.is_page = is_page
        self.kinds = Kinds()
        self.run: list[Piece] = []
        self.box = self.open(root, "body" if is_page else "")
        self.stack: list[tuple[Iterator[_Element], Box, str]] = [(iter(root), self.box, "")]

    def open(self, element: _Element, tag: str, parent: Box | None = None) -> Box:
        """Open a box."""
        box = Box(tag, name_of(element), parent, element)
        self.found.boxes.append(box)
        return box

    def walk(self) -> Outline:
        """Walk once."""
        self.add_text(self.box.element.text)
        while self.stack:
            children, self.box, hidden = self.stack[-1]
            for child in children:
                if self.enter(child, hidden):
                    self.add_text(child.text)
                    break
                self.add_text(child.tail)
            else:
                self.leave(hidden)
        return self.found

    def leave(self, hidden: str) -> None:
        """End a box."""
        self.flush(hidden)
        self.stack.pop()
        if self.stack:
            tail = self.box.element.tail
            self.box = self.stack[-1][1]
            self.add_text(tail)

    def enter(self, child: _Element, hidden: str) -> bool:
        """Take a child: open a box for it and give true, or make it a part or a piece of one."""
        tag = tag_name(child.tag)
        if not tag or tag in SILENT_TAGS:
            return False
        if tag not in NEVER_WALKED and self.is_walked(child, tag):
            self.flush(hidden)
            box = self.open(child, tag, self.box)
            why = hidden or ("hidden on the page" if is_hidden(child) else "")
            self.stack.append((iter(child), box, why))
            return True
        if tag == "br":
            self.add_break(child, hidden)
        elif tag in BLOCK_TAGS:
            self.flush(hidden)
            is_post = tag == "blockquote" and post_provider(child)
            self.add_part([child], POST_TAG if is_post else tag, child, hidden)
        else:
            self.run.append(child)
        return False

    def is_walked(self, child: _Element, tag: str) -> bool:
        """Tell whether an element only holds others."""
        if len(self.stack) > MAX_DEPTH:
            return False
        if tag in WALKED_TAGS:
            return self.is_page or tag not in WHOLE_TAGS
        if tag in TABLE_TAGS:
            return self.box.tag in TABLE_TAGS or (tag == "table" and lays_out(child))
        if tag in LIST_TAGS:
            return self.is_page and (self.box.tag in LISTS or holds_page(child))
        if tag in BLOCK_TAGS or tag in MARKING_TAGS or not len(child):
            return False
        if tag in CONTROL_TAGS:
            return holds_page(child)
        return any(tag_name(inner.tag) in BLOCK_TAGS for inner in child.iterdescendants())

    # ------------------------------------------------------------ parts

    def add_text(self, text: str | None) -> None:
        """Add text to the run between blocks."""
        if text and (self.run or not text.isspace()):
            self.run.append(text)

    def add_break(self, element: _Element, hidden: str) -> None:
        """Add a line break to the run; a second one ends it."""
        for piece in reversed(self.run):
            if piece.__class__ is str:
                if piece.isspace():
                    continue
            elif not isinstance(piece, str) and local_name(piece) == "br":
                self.flush(hidden)
                return
            break
        if self.run:
            self.run.append(element)

    def flush(self, hidden: str) -> None:
        """Make a part of the run between blocks."""
        if self.run:
            run, self.run = self.run, []
            self.add_part(run, self.box.tag if self.box.tag in TEXT_BOXES else "p", self.box.element, hidden)

    def add_part(self, pieces: list[Piece], tag: str, element: _Element, hidden: str) -> None:
        """Make a part of pieces of the tree; of nothing visible none is made."""
        part = Part()
        part.is_element = element is not self.box.element
        if not hidden and part.is_element and is_hidden(element):
            hidden = "hidden on the page"
        self.measure(part, pieces, whole=bool(hidden))
        if not (part.text or part.images or part.aside or tag == "hr"):
            return
        part.pieces = pieces
        part.tag = tag
        part.element = element
        part.name = name_of(element) if part.is_element else ""
        part.level = HEADING_TAGS.get(tag, 0)
        part.hidden = hidden
        part.box = self.box
        self.found.parts.append(part)

    def measure(self, part: Part, pieces: list[Piece], *, whole: bool) -> None:  # noqa: C901, PLR0912, PLR0915 - one loop, for speed
        """Measure pieces of the tree in one pass; `whole` counts hidden elements as well."""
        if len(pieces) == 1 and self.measure_text(part, pieces[0]):
            return
        texts: list[str] = []
        aside: list[str] = []
        links = link_chars = bold = images = items = in_link = in_bold = 0
        kinds = self.kinds
        work: list[Piece | int] = list(reversed(pieces))
        while work:
            item = work.pop()
            if item.__class__ is str:
                texts.append(item)
                if in_link:
                    link_chars += len(item)
                if in_bold:
                    bold += len(item)
                continue
            if item.__class__ is int:
                if item == LINK_END:
                    in_link -= 1
                else:
                    in_bold -= 1
                continue
            element: Any = item
            kind = kinds[element.tag]
            if kind == UNSEEN:
                if tag_name(element.tag) == "noscript":
                    aside.append(spaced_text(element))
                continue
            if not whole and (element.get("style") or element.get("hidden") is not None) and is_hidden(element):
                aside.append(spaced_text(element))
                continue
            if kind == BREAK:
                texts.append("\n")
                continue
            if kind <= BOLD and not len(element):  # three of five: not worth a way over the list
                if text := element.text:
                    texts.append(text)
                    link_chars += len(text) if in_link or kind == LINK else 0
                    bold += len(text) if in_bold or kind == BOLD else 0
                links += kind == LINK
                continue
            if kind == PLAIN:
                pass
            elif kind == LINK:
                links += 1
                in_link += 1
                work.append(LINK_END)
            elif kind == BOLD:
                in_bold += 1
                work.append(BOLD_END)
            elif kind == FRAME:
                images += 1
                texts.append(" ")
                if len(element) or element.text:
                    aside.append(spaced_text(element))
                continue
            elif kind == CONTROL:
                if not holds_page(element):
                    texts.append("" if tag_name(element.tag) == "svg" else " ")  # an icon parts no words
                    aside.append(spaced_text(element))
                    continue
            else:
                texts.append("\n")
                work.append("\n")
                items += kind == ITEM
            if len(element):
                for child in reversed(element):
                    if tail := child.tail:
                        work.append(tail)
                    work.append(child)
            if element.text:
                work.append(element.text)
        self.set_text(part, "".join(texts))
        part.links, part.link_chars = links, min(link_chars, len(part.text))
        part.bold, part.images, part.items = min(bold, len(part.text)), images, items
        part.aside = clean_line(" ".join(aside)) if aside else ""

    def measure_text(self, part: Part, piece: Piece) -> bool:
        """Measure a piece that is nothing but text, as a third of them are; false where it may be more."""
        if not isinstance(piece, str):
            if self.kinds[piece.tag] != BLOCK or len(piece) or not piece.text:
                return False
            piece = piece.text
        self.set_text(part, piece)
        part.links = part.link_chars = part.bold = part.images = part.items = 0
        part.aside = ""
        return True

    def set_text(self, part: Part, raw: str) -> None:
        """Set the text of a part, and what is measured on it."""
        raw = raw.strip(SPACE)
        part.text = clean_line(raw)
        part.size = size_of(part.text)
        if "\n" in raw:
            part.runs = len([line for line in raw.split("\n") if line and not line.isspace()])
        else:
            part.runs = int(bool(raw) and not raw.isspace())


SILENT_TAGS: Final = frozenset({"script", "style", "template", "link", "meta", "head", "title", "noembed"})
"""Elements without visible text; a reader has nothing to say about them."""
WHOLE_TAGS: Final = frozenset({"aside", "nav", "footer"})
"""Elements that are blocks of a text of somebody's own, and only boxes on a page."""
TEXT_BOXES: Final = frozenset({"li", "td", "th", "dd", "dt"})
"""Boxes whose text is known by them."""
NEVER_WALKED: Final = MARKING_TAGS | {"br", "img"} | (BLOCK_TAGS - WALKED_TAGS - TABLE_TAGS - LIST_TAGS)
"""Elements of which `Outliner.is_walked` says so in any case: most of a page's."""
ITEM_TAGS: Final = frozenset({"li", "tr"})
BOLD_TAGS: Final = frozenset({"b", "strong"})
NAMED_BY: Final = ("class", "id", "role", "itemprop")
LINK_END: Final = 1
BOLD_END: Final = 2
PAGE_BLOCKS: Final = ("{*}p", "{*}h2", "{*}h3")


CODE_TAGS: Final = frozenset({"script", "style"})
"""Elements whose content is no text at all."""


def spaced_text(element: _Element) -> str:
    """Give all text inside an element that shows no running text, a space between any two of its texts."""
    texts = [element.text]
    for inner in element.iterdescendants():
        if tag_name(inner.tag) not in CODE_TAGS:
            texts.append(inner.text if isinstance(inner.tag, str) else None)
        texts.append(inner.tail)
    return " ".join(filter(None, texts))


def name_of(element: _Element) -> str:
    """Give the classes, id, role and schema.org's property of an element."""
    found = dict(element.items())  # one call for all, in half the time of one for each
    if not found:
        return ""
    return " ".join([value for name in NAMED_BY if (value := found.get(name))])


def lays_out(table: _Element) -> bool:
    """Tell whether a table lays out a page instead of holding data."""
    paragraphs = sum(1 for _ in islice(table.iterdescendants("{*}p"), MIN_LAYOUT_BLOCKS))
    return paragraphs == MIN_LAYOUT_BLOCKS and next(table.iterdescendants("{*}th"), None) is None


def holds_page(element: _Element) -> bool:
    """Tell whether a list, quote, figure or button holds as much as a page does.

    Seen on buttons of the wcxb pages (dotdash sites): the parser lets one that is not closed swallow the page.
    """
    return sum(1 for _ in islice(element.iterdescendants(*PAGE_BLOCKS), MIN_LAYOUT_BLOCKS)) == MIN_LAYOUT_BLOCKS
