"""Read blocks and inlines from a tree of HTML or XHTML.

In: an lxml element, of HTML or of XML in any namespace (elements are told by their local name).
Out: the blocks of its content, in normal form. The inverse of `newsconv.writers.html.blocks`, and at
the same time a reader for what pages really hold: text beside blocks, blocks inside inlines, paragraphs
parted by `<br><br>`, lists in lists without an item, cells without rows.

One pass over the tree, without recursion. Inline content is gathered as leaves, each with the spans
and links that are open around it, so that a span across several blocks marks the text of each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import urljoin

from newsconv.document.links import is_safe_url
from newsconv.document.nodes import (
    Code,
    Embed,
    Figure,
    Heading,
    Image,
    LineBreak,
    Link,
    Paragraph,
    Text,
    ThematicBreak,
)
from newsconv.document.normal import normal_blocks
from newsconv.document.normal_inlines import normal_inlines, shows_anything
from newsconv.readers.html.elements import (
    BLOCK_TAGS,
    CODE_TAGS,
    CONTROL_TAGS,
    SPACE,
    UNSEEN_TAGS,
    credit_in,
    element_text,
    is_hidden,
    origin_of,
    read_code_block,
)
from newsconv.readers.html.events import report_control, report_unseen
from newsconv.readers.html.frames import (
    FRAMES,
    INLINE_FRAMES,
    EmbedFrame,
    FigureFrame,
    Frame,
    InlineFrame,
    PostFrame,
    tag_name,
)
from newsconv.readers.html.media import MEDIA_TAGS, media_address, read_media
from newsconv.readers.html.posts import post_provider
from newsconv.readers.html.spans import SPANS, Leaf, Wrapper, nest
from newsconv.report import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from newsconv.document.nodes import Block, Inline, MediaKind, Span
    from newsconv.report import Report

__all__ = ["Piece", "read_blocks", "read_pieces"]

Piece: TypeAlias = "str | _Element"

MAX_FRAMES: Final = 200
"""Open elements; deeper ones only hold text. A document as deep as the normal form allows has at most 150 (a table is
three for one node)."""


def read_blocks(element: _Element, *, report: Report, base_url: str = "") -> tuple[Block, ...]:
    """Read the blocks of an element's content.

    Args:
        element: of HTML or XHTML; its own tag does not matter, its tail is not read.
        report: what was left out is added to it.
        base_url: what relative addresses are resolved against; empty leaves them as they are.

    >>> from lxml import html
    >>> from newsconv.report import Report
    >>> read_blocks(html.fromstring("<div>One<br><br><b>Two</b></div>"), report=Report())
    (Paragraph(children=(Text(value='One'),)), Paragraph(children=(Strong(children=(Text(value='Two'),)),)))
    """
    return read_pieces(pieces_of(element), report=report, base_url=base_url)


def read_pieces(pieces: Iterable[Piece], *, report: Report, base_url: str = "") -> tuple[Block, ...]:
    """Read the blocks of pieces of a tree, in place; see `read_blocks`.

    Args:
        pieces: texts and elements, in reading order; the tail of an element is a piece of its own, if it is wanted.
        report: what was left out is added to it.
        base_url: what relative addresses are resolved against.
    """
    result: list[Block] = []
    for block in Builder(report, base_url).build(pieces):
        if not isinstance(block, (Paragraph, Heading)):
            result += normal_blocks((block,))
        elif shows_anything(block.children):  # its inlines are in normal form since it ended, see `flush`
            result.append(block)
    return tuple(result)


def pieces_of(element: _Element) -> Iterator[Piece]:
    """Give what an element holds."""
    yield element.text or ""
    for child in element:
        yield child
        yield child.tail or ""


class Builder:
    """Makes blocks of pieces of a tree."""

    def __init__(self, report: Report, base_url: str) -> None:
        """Start with nothing."""
        self.report = report
        self.base_url = base_url
        self.frames: list[Frame] = [Frame(None)]
        self.elements: list[Frame | Wrapper | None] = []
        self.wrappers: list[Wrapper] = []
        self.leaves: list[Leaf] = []

    def build(self, pieces: Iterable[Piece]) -> list[Block]:
        """Walk over the pieces once."""
        for piece in pieces:
            if isinstance(piece, str):
                self.add_text(piece)
            else:
                self.walk(piece)
        self.flush()
        return self.frames[0].blocks

    def walk(self, piece: _Element) -> None:
        """Walk over an element once; the text behind it is not its own."""
        entered: list[_Element] = []
        todo: list[_Element | None] = [piece]
        while todo:
            element = todo.pop()
            if element is None:  # all in the element entered last is done
                element = entered.pop()
                self.leave(tag_name(element.tag))
            elif tag := tag_name(element.tag):
                if self.enter(element, tag):
                    self.add_text(element.text)
                    entered.append(element)
                    todo.append(None)
                    todo += element[::-1]
                    continue
                if tag in BLOCK_TAGS:
                    self.flush()
            if todo:
                self.add_text(element.tail)

    # ------------------------------------------------------------ elements

    def enter(self, element: _Element, tag: str) -> bool:
        """Open an element; false where its content is not to be walked over."""
        if tag in UNSEEN_TAGS or is_hidden(element):
            report_unseen(element, tag, self.report)
            return False
        figure = self.figure() if isinstance(self.frames[-1], (FigureFrame, InlineFrame)) else None
        if figure is not None and (credit := credit_in(element, tag, pictured=figure.pictured)):
            figure.add_credit(credit)
            return False
        if tag == "p" and self.add_paragraph(element):
            return False
        if tag in BLOCK_TAGS:
            self.flush()
            if tag == "pre" and not self.frames[-1].inline_only:
                self.frames[-1].blocks.append(read_code_block(element))
                return False
            self.open(self.frame_for(element, tag))
            return True
        return self.enter_inline(element, tag)

    def enter_inline(self, element: _Element, tag: str) -> bool:
        """Open an element that text runs through; false where its content is not to be walked over."""
        if tag == "a":
            return self.enter_link(element)
        if tag in SPANS:
            self.open(self.wrapper(SPANS[tag](())))
        elif tag in CODE_TAGS:
            self.add_leaf(Code(element_text(element)))
            return False
        elif tag in LEAF_TAGS:
            self.enter_leaf(element, tag)
            return False
        elif tag in CONTROL_TAGS:
            report_control(element, tag, self.report)
            return False
        else:
            self.open(None)
        return True

    def enter_leaf(self, element: _Element, tag: str) -> None:
        """Read an element that stands for itself."""
        if tag == "br":
            self.add_break()
        elif tag in {"iframe", "embed"}:
            self.add_frame(element)
        elif tag == "q":
            self.add_leaf(Text(f"\N{LEFT DOUBLE QUOTATION MARK}{element_text(element)}\N{RIGHT DOUBLE QUOTATION MARK}"))
        else:
            self.add_media(element, MEDIA_TAGS[tag])

    def enter_link(self, element: _Element) -> bool:
        """Open a link; one without or with an unsafe address is only its words."""
        href = element.get("href")
        frame = self.frames[-1]
        if isinstance(frame, EmbedFrame) and not frame.url and href is not None:
            frame.url, frame.title = self.resolve(href), element_text(element)
            return False
        if href is None:
            self.open(None)
        elif not is_safe_url(href):
            reason = f"a link that would run or carry code ({href.strip()[:40]})"
            self.report.add(Skipped(reason=reason, origin=origin_of(element)))
            self.open(None)
        else:
            self.open(self.wrapper(Link(self.resolve(href), (), element.get("title") or "")))
        return True

    def leave(self, tag: str) -> None:
        """Close the element opened last."""
        opened = self.elements.pop()
        if isinstance(opened, Wrapper):
            self.wrappers.pop()
        elif isinstance(opened, Frame):
            self.close_frame(opened)
        elif tag in BLOCK_TAGS:
            self.flush()

    def open(self, opened: Frame | Wrapper | None) -> None:
        """Keep what was opened for an element, so that leaving it closes the same."""
        self.elements.append(opened)
        if isinstance(opened, Frame):
            self.frames.append(opened)
        elif opened is not None:
            self.wrappers.append(opened)

    def frame_for(self, element: _Element, tag: str) -> Frame | None:
        """Give the frame that opens for a block element; nothing where it only holds others."""
        parent = self.frames[-1]
        if parent.inline_only or len(self.frames) > MAX_FRAMES:
            return None
        if tag == "hr":
            parent.blocks.append(ThematicBreak())
            return None
        if isinstance(parent, INLINE_FRAMES.get(tag, ())):
            return InlineFrame(element)
        if parent.level and tag not in TABLE_PARTS:
            return None  # whatever is inside a heading is that heading's text
        if tag == "figure" and "embed" in (element.get("class") or "").split():
            return EmbedFrame(element)
        if tag == "blockquote" and post_provider(element):
            return PostFrame(element)
        make = FRAMES.get(tag)
        return make(element) if make else None

    def close_frame(self, frame: Frame) -> None:
        """Close a frame and hand its content on."""
        if isinstance(frame, InlineFrame):
            frame.inlines = self.take_inlines()
        else:
            self.flush()
        self.frames.pop()
        frame.close(self.frames[-1])

    def wrapper(self, node: Span | Link) -> Wrapper | None:
        """Give a wrapper, unless one of its kind is open: the normal form has no span in its own kind."""
        if any(type(open_one.node) is type(node) for open_one in self.wrappers):
            return None
        return Wrapper(node)

    def figure(self) -> FigureFrame | None:
        """Give the figure that is being read, where its caption or itself is the innermost frame."""
        for frame in reversed(self.frames[-2:]):
            if isinstance(frame, FigureFrame):
                return frame
            if not isinstance(frame, InlineFrame):
                return None
        return None

    # ------------------------------------------------------------ content

    def add_text(self, text: str | None) -> None:
        """Add text; white space before anything else is none."""
        if text and (self.leaves or text.strip(SPACE)):
            self.add_leaf(Text(text))

    def add_leaf(self, leaf: Inline) -> None:
        """Add an inline without children, within what is open."""
        self.leaves.append((leaf, tuple(self.wrappers)))

    def add_paragraph(self, element: _Element) -> bool:
        """Add a paragraph that holds nothing but text, as most do, without a frame; false where it needs one."""
        parent = self.frames[-1]
        if len(element) or self.wrappers or parent.inline_only or parent.level or len(self.frames) > MAX_FRAMES:
            return False
        self.flush()
        inlines = normal_inlines((Text(element.text or ""),))
        if inlines:
            parent.blocks.append(Paragraph(inlines))
            parent.loose = True  # as `ParagraphFrame.close` says
        return True

    def add_break(self) -> None:
        """Add a line break; a second one ends the paragraph."""
        frame = self.frames[-1]
        if not frame.inline_only and not frame.level and self.ends_with_break():
            self.flush()
        elif self.leaves:
            self.add_leaf(LineBreak())

    def ends_with_break(self) -> bool:
        """Tell whether nothing but white space came after the last line break."""
        for leaf, _ in reversed(self.leaves):
            if isinstance(leaf, LineBreak):
                return True
            if not (isinstance(leaf, Text) and not leaf.value.strip(SPACE)):
                return False
        return False

    def add_media(self, element: _Element, kind: MediaKind) -> None:
        """Add a picture, video or sound: to the figure around it, else to the text, else as a figure."""
        url = self.resolve(media_address(element))
        alt = element.get("alt") if kind == "image" else element_text(element)
        if not url:
            self.report.add(Skipped(reason=f"a {kind} without an address", text=alt or "", origin=origin_of(element)))
            return
        frame = self.frames[-1]
        figure = frame if isinstance(frame, FigureFrame) else None
        if figure is None and (kind == "image" or frame.inline_only):
            inline = (
                Image(url, alt or "", element.get("title") or "") if kind == "image" else Link(url, (Text(alt or url),))
            )
            self.add_leaf(inline)
            return
        media = read_media(element, kind, url, alt or "")
        if figure is not None:
            figure.media.append(media)
        else:
            self.add_block(Figure((media,)))

    def add_frame(self, element: _Element) -> None:
        """Add an embed for a frame with an address."""
        url = self.resolve(element.get("src") or element.get("data-src") or "")
        if url and is_safe_url(url) and url != "about:blank":
            self.add_block(Embed(url, "", element.get("title") or ""))
        else:
            self.report.add(Skipped(reason="an embedded frame without an address", origin=origin_of(element)))

    def add_block(self, block: Block) -> None:
        """Add a block that stands in running text."""
        self.flush()
        self.frames[-1].blocks.append(block)

    def flush(self) -> None:
        """End the paragraph or heading that is being read."""
        if not self.leaves:
            return
        frame = self.frames[-1]
        if frame.inline_only:
            if not isinstance(self.leaves[-1][0], LineBreak):
                self.add_leaf(LineBreak())
            return
        inlines = self.take_inlines()
        if inlines:
            frame.blocks.append(Heading(frame.level, inlines) if frame.level else Paragraph(inlines))

    def take_inlines(self) -> tuple[Inline, ...]:
        """Make a tree of the leaves gathered."""
        leaves, self.leaves = self.leaves, []
        if len(leaves) == 1 and not leaves[0][1]:  # most paragraphs
            return normal_inlines((leaves[0][0],))
        return normal_inlines(nest(leaves, 0))

    def resolve(self, url: str) -> str:
        """Make an address absolute, where a base is known."""
        if not self.base_url:
            return url
        try:
            return urljoin(self.base_url, url.strip())
        except ValueError:  # no valid address, such as `http://[`
            return url


LEAF_TAGS: Final = frozenset({"br", "q", "iframe", "embed", *MEDIA_TAGS})
"""Elements that stand for themselves."""
TABLE_PARTS: Final = frozenset({"td", "th", "tr"})
