"""Cut a tree of HTML into parts: one light pass that builds nothing.

In: an lxml element. Out: its blocks of text in reading order, each measured (see `newsconv.noise.parts`),
with the pieces of the tree that it is made of. Elements that only hold others (`div`, `section`, …) are
boxes; text between blocks is a part of its own, and two line breaks end it. The tree is not changed,
and nothing recurses.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from newsconv.noise.parts import POST_TAG, Box, Part
from newsconv.readers.html.elements import BLOCK_TAGS
from newsconv.readers.html.frames import HEADING_TAGS, local_name
from newsconv.readers.html.measures import measure
from newsconv.readers.html.posts import post_provider
from newsconv.readers.html.tokens import CONTROL, MIN_LAYOUT_BLOCKS, Row

if TYPE_CHECKING:
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
SILENT_TAGS: Final = frozenset({"script", "style", "template", "link", "meta", "head", "title", "noembed"})
"""Elements without visible text; a reader has nothing to say about them."""
WHOLE_TAGS: Final = frozenset({"aside", "nav", "footer"})
"""Elements that are blocks of a text of somebody's own, and only boxes on a page."""
TEXT_BOXES: Final = frozenset({"li", "td", "th", "dd", "dt"})
"""Boxes whose text is known by them."""
NEVER_WALKED: Final = MARKING_TAGS | {"br", "img"} | (BLOCK_TAGS - WALKED_TAGS - TABLE_TAGS - LIST_TAGS)
"""Elements of which `Outliner.is_walked` says so in any case: most of a page's."""
NAMED_BY: Final = ("class", "id", "role", "itemprop")
HEADING_NAMED_BY: Final = ("class", "role", "itemprop")
"""What names an element, and a heading: its id is made of its own words, for links to it."""
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
    hidden = [part for part in found.parts if part.hidden]
    size = sum(part.prose for part in hidden)
    if size and size > sum(part.prose for part in found.parts if not part.hidden):
        for part in hidden:
            part.hidden = ""


class Outliner:
    """Walks along an element's tokens and gathers parts."""

    def __init__(self, root: _Element, *, is_page: bool) -> None:
        """Start at the element."""
        self.found = Outline()
        self.is_page = is_page
        self.row = Row(root)
        self.run: list[Piece] = []
        self.run_start = 0
        self.stack: list[tuple[Box, str]] = []
        self.open(root, "body" if is_page else "", None, "")

    def open(self, element: _Element, tag: str, parent: Box | None, hidden: str) -> None:
        """Open a box, which is hidden for a reason or for none."""
        self.box = Box(tag, name_of(element), parent, element)
        self.hidden = hidden
        self.found.boxes.append(self.box)
        self.stack.append((self.box, hidden))

    def walk(self) -> Outline:
        """Walk once."""
        tokens, ends = self.row.tokens, self.row.ends
        place, last = 1, len(tokens)
        while place < last:
            token: Any = tokens[place]  # asking for its class takes a quarter of the time of `isinstance`
            if token.__class__ is str:
                if self.run or not token.isspace():
                    self.add_piece(token, place)
            elif token < 0:
                self.leave(place)
            elif not self.enter(token, place):
                place = ends[token]
            place += 1
        return self.found

    def leave(self, place: int) -> None:
        """End a box."""
        self.flush(place)
        self.stack.pop()
        if self.stack:
            self.box, self.hidden = self.stack[-1]

    def enter(self, number: int, place: int) -> bool:
        """Take an element: open a box for it and give true, or make it a part or a piece of one."""
        tag = self.row.names[number]
        if not tag or tag in SILENT_TAGS:
            return False
        element = self.row.elements[number]
        if tag not in NEVER_WALKED and self.is_walked(number, tag):
            self.flush(place)
            hidden = self.hidden or ("hidden on the page" if element in self.row.hidden else "")
            self.open(element, tag, self.box, hidden)
            return True
        if tag == "br":
            self.add_break(element, place)
        elif tag in BLOCK_TAGS:
            self.flush(place)
            is_post = tag == "blockquote" and post_provider(element)
            self.add_part([element], POST_TAG if is_post else tag, element, (place, self.row.ends[number] + 1))
        else:
            self.add_piece(element, place)
        return False

    def is_walked(self, number: int, tag: str) -> bool:
        """Tell whether an element only holds others."""
        if len(self.stack) > MAX_DEPTH:
            return False
        if tag in WALKED_TAGS:
            return self.is_page or tag not in WHOLE_TAGS
        if tag in TABLE_TAGS:
            return self.box.tag in TABLE_TAGS or (tag == "table" and lays_out(self.row.elements[number]))
        if tag in LIST_TAGS:
            return self.is_page and (self.box.tag in LISTS or self.row.holds_page(number))
        return self.row.holds_page(number) if self.row.kinds[number] == CONTROL else self.row.holds_block(number)

    # ------------------------------------------------------------ parts

    def add_piece(self, piece: Piece, place: int) -> None:
        """Add a piece to the run between blocks."""
        if not self.run:
            self.run_start = place
        self.run.append(piece)

    def add_break(self, element: _Element, place: int) -> None:
        """Add a line break to the run; a second one ends it."""
        for piece in reversed(self.run):
            if isinstance(piece, str):
                if piece.isspace():
                    continue
            elif local_name(piece) == "br":
                self.flush(place)
                return
            break
        if self.run:
            self.run.append(element)

    def flush(self, place: int) -> None:
        """Make a part of the run between blocks, which ends before a place among the tokens."""
        if self.run:
            run, self.run = self.run, []
            tag = self.box.tag if self.box.tag in TEXT_BOXES else "p"
            self.add_part(run, tag, self.box.element, (self.run_start, place))

    def add_part(self, pieces: list[Piece], tag: str, element: _Element, stretch: tuple[int, int]) -> None:
        """Make a part of pieces of the tree, with the tokens of a stretch; of nothing visible none is made."""
        part = Part()
        part.is_element = element is not self.box.element
        hidden = self.hidden
        if not hidden and part.is_element and element in self.row.hidden:
            hidden = "hidden on the page"
        measure(part, self.row, stretch, whole=bool(hidden))
        if not (part.text or part.images or part.aside or tag == "hr"):
            return
        part.pieces = pieces
        part.tag = tag
        part.element = element
        part.level = HEADING_TAGS.get(tag, 0)
        if part.is_element:
            part.name = name_of(element, HEADING_NAMED_BY if part.level else NAMED_BY)
        else:
            part.name = ""
        part.hidden = hidden
        part.box = self.box
        self.found.parts.append(part)


def name_of(element: _Element, named_by: tuple[str, ...] = NAMED_BY) -> str:
    """Give the classes, id, role and schema.org's property of an element, as far as they name it."""
    found = element.items()  # one call for all, in half the time of one for each
    if not found:
        return ""
    if len(found) == 1:  # two of three: mostly a class and nothing else
        return found[0][1] if found[0][0] in named_by else ""
    named = dict(found)
    return " ".join([value for name in named_by if (value := named.get(name))])


def lays_out(table: _Element) -> bool:
    """Tell whether a table lays out a page instead of holding data."""
    paragraphs = sum(1 for _ in islice(table.iterdescendants("{*}p"), MIN_LAYOUT_BLOCKS))
    return paragraphs == MIN_LAYOUT_BLOCKS and next(table.iterdescendants("{*}th"), None) is None
