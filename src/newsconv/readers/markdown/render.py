"""Render Markdown to a tree, so that raw HTML in it means what it means on a page.

In: CommonMark with GFM's tables and strikethrough. Out: an lxml `body` element in which every block made of
Markdown carries its first and last line as `data-line="3-5"`. The events are those of pulldown-cmark.
Raw HTML goes through as far as it can't swallow or close what is around it (`newsconv.readers.markdown.raw_html`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final

import pyromark

from newsconv.document.characters import clean_characters
from newsconv.readers.html.tree import parse_fragment
from newsconv.readers.markdown.raw_html import RawHtml
from newsconv.writers.html.blocks import escape_attribute, escape_text

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.report import Report

__all__ = ["render"]

OPTIONS: Final = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
MAX_CONTAINERS: Final = 100
"""Quotes, lists and items, one within another, that are rendered; what is deeper keeps its text."""
BLOCK_TAGS: Final = {"Paragraph": "p", "Item": "li", "TableHead": "tr", "TableRow": "tr"}
SPAN_TAGS: Final = {
    "Emphasis": ("<em>", "</em>"),
    "Strong": ("<strong>", "</strong>"),
    "Strikethrough": ("<s>", "</s>"),
}
LINK_END: Final = "</a>"
CONTAINERS: Final = frozenset({"BlockQuote", "List", "Item"})
HTML_BLOCK: Final = "html"
"""Stands for the end tag of a block of raw HTML, which has none of its own."""


def render(text: str, *, first_line: int = 1, report: Report) -> _Element:
    """Render Markdown text.

    Args:
        text: lines end in a line feed.
        first_line: number of its first line in the source.
        report: what the HTML parser repaired is added to it.
    """
    cleaned = clean_characters(text)
    return parse_fragment(Renderer(cleaned, first_line).render(), report=report)


class Renderer:
    """Makes HTML of the events of one text."""

    def __init__(self, text: str, first_line: int) -> None:
        """Find where the lines begin, in bytes as the events count."""
        self.text = text
        self.first_line = first_line
        self.data = text.encode()
        self.ends = [match.end() for match in re.finditer(b"\n", self.data)]
        self.parts: list[str] = []
        self.open: list[str] = []
        self.containers = 0
        self.cell_tag = "td"
        self.aligns: tuple[str, ...] = ()
        self.column = 0
        self.alt: list[str] = []
        self.images = 0
        self.block: list[str] = []
        self.raw = RawHtml()

    def render(self) -> str:
        """Go through the events once; they are ours, so that taking them apart saves a copy of each."""
        events: Any = pyromark.events_with_range(self.text, options=OPTIONS, merge_text=True)
        for event, span in events:
            if isinstance(event, str):
                self.mark(event, span)
                continue
            name, value = event.popitem()
            if name == "Start":
                self.start(value, span)
            elif name == "End":
                self.end(value)
            elif self.images:
                self.alt.append(value if name in {"Text", "Code"} else "")
            elif name == "Text":
                self.parts.append(escape_text(value))
            else:
                self.content(name, value)
        self.parts.append(self.raw.leave(0))
        return "".join(self.parts)

    def lines(self, span: Any) -> str:
        """Give the attribute that holds the lines of a range of bytes."""
        start, end = span["start"], span["end"]
        first = last = bisect_right(self.ends, start)
        if first < len(self.ends) and end > self.ends[first]:  # it goes on over a line end, as one in four does
            while end > start + 1 and self.data[end - 1] in b" \t\n":
                end -= 1  # the blank lines below a block are none of it
            last = bisect_right(self.ends, end - 1)
        return f' data-line="{first + self.first_line}-{last + self.first_line}"'

    # ------------------------------------------------------------ content

    def mark(self, name: str, span: Any) -> None:
        """Render an event that has no content."""
        if name == "Rule":
            self.parts.append(f"<hr{self.lines(span)}>\n")
        elif self.images:
            self.alt.append(" ")
        else:
            self.parts.append("\n" if name == "SoftBreak" else "<br>\n")

    def content(self, name: str, value: str) -> None:
        """Render an event that has content, and is not text."""
        if name == "Code":
            self.parts.append(f"<code>{escape_text(value)}</code>")
        elif name == "Html":
            self.block.append(value)
        elif name == "InlineHtml":
            self.parts.append(self.raw.write(value, len(self.open)))

    # ------------------------------------------------------------ elements

    def start(self, tag: Any, span: Any) -> None:
        """Render the start of an element, and note what ends it."""
        name, value = (tag, None) if isinstance(tag, str) else tag.popitem()
        if name == "Image":
            self.start_image(value)
            return
        if self.images:
            return
        if name == "Link" or name in SPAN_TAGS:
            html, end = (link_tag(value), LINK_END) if name == "Link" else SPAN_TAGS[name]
            if end in self.open:  # no span within its own kind
                html = end = ""
        else:
            html, end = self.start_block(name, value, self.lines(span))
            if name in CONTAINERS:
                self.containers += 1
                if self.containers > MAX_CONTAINERS:
                    html = end = ""
        self.parts.append(html)
        self.open.append(end)

    def start_block(self, name: str, value: Any, lines: str) -> tuple[str, str]:
        """Give what starts and what ends a block, or a part of one."""
        tag = BLOCK_TAGS.get(name)
        if tag is not None:
            if tag == "tr":
                self.cell_tag, self.column = ("th" if name == "TableHead" else "td"), 0
            return f"<{tag}{lines}>", f"</{tag}>\n"
        match name:
            case "Heading":
                return f"<h{value['level'][1]}{lines}>", f"</h{value['level'][1]}>\n"
            case "BlockQuote":
                return f"<blockquote{lines}>\n", "</blockquote>\n"
            case "List":
                return (f"<ul{lines}>\n", "</ul>\n") if value is None else (f'<ol start="{value}"{lines}>\n', "</ol>\n")
            case "CodeBlock":
                return f"<pre{lines}><code{language_class(value)}>", "</code></pre>\n"
            case "TableCell":
                return self.start_cell(), f"</{self.cell_tag}>"
            case "HtmlBlock":
                self.block = [lines]
                return "", HTML_BLOCK
            case _:  # nothing else is left but a table
                self.aligns = tuple(value)
                return f"<table{lines}>\n", "</table>\n"

    def start_cell(self) -> str:
        """Give the start of a cell with the alignment of its column."""
        align = self.aligns[self.column] if self.column < len(self.aligns) else "None"
        self.column += 1
        style = "" if align == "None" else f' style="text-align: {align.lower()}"'
        return f"<{self.cell_tag}{style}>"

    def end(self, tag: Any) -> None:
        """Render the end of an element."""
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name == "Image":
            self.end_image()
            return
        if self.images:
            return
        if name in CONTAINERS:
            self.containers -= 1
        if self.raw.scopes:  # few texts have raw HTML
            self.parts.append(self.raw.leave(len(self.open)))
        end = self.open.pop()
        if end == HTML_BLOCK:
            lines, *block = self.block
            end = self.raw.write("".join(block), len(self.open), lines)
        self.parts.append(end)

    # ------------------------------------------------------------ pictures

    def start_image(self, value: Any) -> None:
        """Begin a picture; what is inside is its alternative text, pictures included."""
        if not self.images:
            title = f' title="{escape_attribute(value["title"])}"' if value["title"] else ""
            self.parts.append(f'<img src="{escape_attribute(value["dest_url"])}"{title} alt="')
            self.alt = []
        self.images += 1

    def end_image(self) -> None:
        """End a picture."""
        self.images -= 1
        if not self.images:
            self.parts.append(f'{escape_attribute("".join(self.alt))}">')


def language_class(kind: Any) -> str:
    """Give the class that names the language of a fence."""
    info = kind["Fenced"] if isinstance(kind, dict) else ""
    language = info.split()[0] if info.split() else ""
    return f' class="language-{escape_attribute(language)}"' if language else ""


def link_tag(value: Any) -> str:
    """Give the start of a link."""
    url = f"mailto:{value['dest_url']}" if value["link_type"] == "Email" else value["dest_url"]
    title = f' title="{escape_attribute(value["title"])}"' if value["title"] else ""
    return f'<a href="{escape_attribute(url)}"{title}>'
