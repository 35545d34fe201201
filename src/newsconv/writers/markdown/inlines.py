"""Write inlines as Markdown.

A span is written with delimiters where every parser would take them for what they are, else with tags:
`un**believ**able`, but `said<strong>"no"</strong>then` (CommonMark 0.31.2, section 6.2). Delimiters of a
span at the edge of another are of the other kind (`**_both_**`), so that no two runs become one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, assert_never

import msgspec

from newsconv.document.nodes import (
    Code,
    Emphasis,
    Image,
    LineBreak,
    Link,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from newsconv.writers.html.blocks import SPAN_TAGS
from newsconv.writers.markdown.escape import can_close, can_open, escape_destination, escape_text, escape_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.document.nodes import Inline, Span

__all__ = ["Place", "write_inlines"]

RE_BACKTICKS: Final = re.compile(r"`+")
RE_AUTOLINK: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>\x00-\x20\x7f]*")
"""Absolute addresses as CommonMark 6.5 takes them between angle brackets."""
DELIMITERS: Final = {
    Emphasis: ("*", "_"),
    Strong: ("**", "__"),
    Strikethrough: ("~~",),
    Subscript: (),
    Superscript: (),
}
"""Delimiter runs of each span, the preferred one first; the rest are written with tags."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where inlines stand."""

    in_table: bool = False
    """In a cell of a pipe table."""
    one_line: bool = False
    """Where no line may end: a cell, an ATX heading."""
    in_label: bool = False
    """In the label of a link."""
    taken: str = ""
    """Delimiter character of the span around, which spans at its edges must not use."""


def write_inlines(inlines: Sequence[Inline], place: Place, *, at_line_start: bool = True) -> str:
    r"""Write inlines in normal form.

    >>> write_inlines((Text("a "), Strong((Emphasis((Text("b"),)),)), LineBreak(), Text("# c")), Place())
    'a **_b_**\\\n\\# c'
    """
    return InlineWriter(inlines, place, at_line_start=at_line_start).write()


class InlineWriter:
    """Writes the inlines of one block, label or span, from left to right."""

    def __init__(
        self, inlines: Sequence[Inline], place: Place, *, at_line_start: bool, before: str = "", after: str = ""
    ) -> None:
        """Keep what stands around: `before` and `after` are characters, empty at the edge of a line."""
        self.inlines = inlines
        self.place = place
        self.at_line_start = at_line_start
        self.before = before
        self.after = after
        self.parts: list[str] = []

    def write(self) -> str:
        """Write all of them."""
        for index, inline in enumerate(self.inlines):
            following = self.inlines[index + 1] if index + 1 < len(self.inlines) else None
            match inline:
                case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript():
                    self.add(self.span(inline, index))
                case Text():
                    self.add(self.text(inline.value, following))
                case Code():
                    self.add(self.code(inline.value))
                case LineBreak():
                    self.add_break()
                case Link():
                    self.add(self.link(inline))
                case Image():
                    self.add(self.image(inline))
                case _:
                    assert_never(inline)
        return "".join(self.parts)

    def add(self, part: str) -> None:
        """Add what was written; the line has begun."""
        self.parts.append(part)
        self.at_line_start = False

    def add_break(self) -> None:
        """Add a line break: a line end where one may stand, else a tag."""
        if self.place.one_line:
            self.add("<br>")
        else:
            self.parts.append("\\\n")
            self.at_line_start = True

    # ------------------------------------------------------------ leaves

    def text(self, value: str, following: Inline | None) -> str:
        """Write text; a `!` before a link would make it a picture."""
        place = self.place
        escaped = escape_text(value, at_line_start=self.at_line_start, in_label=place.in_label, in_table=place.in_table)
        return f"{escaped[:-1]}\\!" if isinstance(following, Link) and escaped.endswith("!") else escaped

    def code(self, value: str) -> str:
        """Write a code span with a fence longer than any run of backticks in it (CommonMark 6.1)."""
        if self.place.in_table and "|" in value:
            return f"<code>{escape_text(value, in_label=self.place.in_label, in_table=True)}</code>"
        fence = "`" * (max(map(len, RE_BACKTICKS.findall(value)), default=0) + 1)
        stripped = value.startswith(" ") and value.endswith(" ")
        pad = " " if stripped or value.startswith("`") or value.endswith("`") else ""
        return f"{fence}{pad}{value}{pad}{fence}"

    def image(self, image: Image) -> str:
        """Write a picture."""
        alt = escape_text(image.alt, in_label=True, in_table=self.place.in_table)
        title = escape_title(image.title, in_table=self.place.in_table)
        return f"![{alt}]({escape_destination(image.url)}{title})"

    def link(self, link: Link) -> str:
        """Write a link, as an address between angle brackets where that says all."""
        if link.children == (Text(link.url),) and not link.title and RE_AUTOLINK.fullmatch(link.url):
            return f"<{link.url}>"
        place = msgspec.structs.replace(self.place, in_label=True, taken="")
        writer = InlineWriter(link.children, place, at_line_start=False, before="[", after="]")
        title = escape_title(link.title, in_table=self.place.in_table)
        return f"[{writer.write()}]({escape_destination(link.url)}{title})"

    # ------------------------------------------------------------ spans

    def span(self, span: Span, index: int) -> str:
        """Write a span with the first delimiters that work, else with tags."""
        before = self.parts[-1][-1:] if self.parts else self.before
        after = self.character_after(index)
        if index and isinstance(self.inlines[index - 1], tuple(DELIMITERS)):
            return self.tagged(span)
        at_edge = index == 0 or index == len(self.inlines) - 1
        for run in DELIMITERS[type(span)]:
            if at_edge and run[0] in self.place.taken:
                continue
            inner = self.inner(span, run, taken=self.place.taken + run[0] if at_edge else run[0])
            if can_open(run, before, inner[0]) and can_close(run, inner[-1], after):
                return f"{run}{inner}{run}"
        return self.tagged(span)

    def tagged(self, span: Span) -> str:
        """Write a span with tags."""
        tag = SPAN_TAGS[type(span)]
        return f"<{tag}>{self.inner(span, '>', taken='')}</{tag}>"

    def inner(self, span: Span, edge: str, taken: str) -> str:
        """Write what is in a span."""
        place = msgspec.structs.replace(self.place, taken=taken)
        after = "<" if edge == ">" else edge[0]
        return InlineWriter(span.children, place, at_line_start=False, before=edge[0], after=after).write()

    def character_after(self, index: int) -> str:
        """Give the character that will follow an inline."""
        if index + 1 == len(self.inlines):
            return self.after
        match self.inlines[index + 1]:
            case Text(value):
                return escape_text(value, in_label=self.place.in_label, in_table=self.place.in_table)[0]
            case Code():
                return "`"
            case LineBreak():
                return "<" if self.place.one_line else "\\"
            case Image():
                return "!"
            case Link():
                return "["
            case _:
                return "<"
