"""Let raw HTML through Markdown, but keep it inside the block that it stands in.

A tag, comment or script that does not end is text: it must not swallow what comes after it. An element that
is not closed ends with the quote, item, cell or paragraph around it, and an end tag closes nothing that began
outside. What no page shows (comments, declarations, processing instructions) is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

__all__ = ["RawHtml"]

RAW_TEXT_TAGS: Final = frozenset("iframe noembed noframes plaintext script style textarea title xmp".split())
"""Elements whose content HTML does not read as HTML (GFM 6.11, disallowed raw HTML)."""
VOID_TAGS: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements that have no end tag (HTML Living Standard, section 13.1.2)."""
RE_TAG: Final = re.compile(
    r"""<(?:/(?P<close>[A-Za-z][A-Za-z0-9-]*)\s*
      | (?P<open>[A-Za-z][A-Za-z0-9-]*)
        (?P<rest> (?: \s+ [^\s"'=<>`/]+ (?: \s*=\s* (?: [^\s"'=<>`]+ | '[^']*' | "[^"]*" ) )? )* \s*/? )
      )>""",
    re.VERBOSE,
)
"""A complete tag (CommonMark 0.31.2, section 6.6)."""
UNSEEN: Final = (("<!-->", ""), ("<!--->", ""), ("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"))
"""Beginnings and ends of what is not shown (same section); the first two are whole comments."""
RE_DECLARATION: Final = re.compile(r"<![A-Za-z][^>]*>")


class Scope:
    """The elements of raw HTML that are open in one block or span of Markdown, in order, and how many of each name."""

    __slots__ = ("counts", "names")

    def __init__(self) -> None:
        """Start with nothing open."""
        self.names: list[str] = []
        self.counts: Counter[str] = Counter()

    def write_tag(self, html: str, tag: re.Match[str], missing: set[str], attributes: str) -> tuple[str, int]:
        """Write a complete tag; give the text and where to go on."""
        if tag["close"]:
            return self.close(tag["close"].lower()), tag.end()
        name = tag["open"].lower()
        if name in RAW_TEXT_TAGS:
            end = find_end(html, re.compile(rf"</{name}[^<>]*>", re.IGNORECASE), tag.end(), missing)
            return (html[tag.start() : end], end) if end else (f"&lt;{tag[0][1:]}", tag.end())
        if name not in VOID_TAGS:
            self.names.append(name)
            self.counts[name] += 1
        return f"<{tag['open']}{attributes}{tag['rest']}>", tag.end()

    def close(self, name: str) -> str:
        """Close an element, and those within it, if it is open in this block."""
        tags: list[str] = []
        while self.counts[name]:
            last = self.names.pop()
            tags.append(f"</{last}>")
            self.counts[last] -= 1
            if last == name:
                break
        return "".join(tags)


class RawHtml:
    """Writes raw HTML, knowing which elements of it are open in which block.

    Attributes:
        scopes: for each depth, which is how many blocks and spans of Markdown are open, what of raw HTML is open
            directly in the innermost of them; most texts have none.

    >>> raw = RawHtml()
    >>> raw.write("<div>a</p> <b", 1), raw.leave(1), raw.leave(0)
    ('<div>a &lt;b', '</div>', '')
    """

    __slots__ = ("scopes",)

    def __init__(self) -> None:
        """Start with nothing open."""
        self.scopes: dict[int, Scope] = {}

    def leave(self, depth: int) -> str:
        """Leave the block or span of Markdown at a depth, closing what is still open in it."""
        scope = self.scopes.pop(depth, None)
        return "".join([f"</{name}>" for name in reversed(scope.names)]) if scope is not None else ""

    def write(self, html: str, depth: int, attributes: str = "") -> str:
        """Write raw HTML at a depth, with more attributes on the tag that it begins with; in linear time."""
        scope = self.scopes.setdefault(depth, Scope())
        parts: list[str] = []
        missing: set[str] = set()
        position = 0
        while (start := html.find("<", position)) >= 0:
            parts.append(html[position:start])
            attributes = "" if parts[-1].strip() else attributes
            position = start + 1
            tag = RE_TAG.match(html, start)
            end = unseen_end(html, start, missing)
            if tag is not None:
                text, position = scope.write_tag(html, tag, missing, attributes)
                parts.append(text)
            elif end:
                position = end
            else:
                parts.append("&lt;")
            attributes = attributes if end else ""
        return "".join([*parts, html[position:]])


def unseen_end(html: str, start: int, missing: set[str]) -> int:
    """Give where something that is not shown ends, 0 if nothing such begins here."""
    for opener, closer in UNSEEN:
        if html.startswith(opener, start):
            if not closer:
                return start + len(opener)
            return find_end(html, re.compile(re.escape(closer)), start + len(opener), missing)
    declaration = RE_DECLARATION.match(html, start)
    return declaration.end() if declaration else 0


def find_end(html: str, closer: re.Pattern[str], start: int, missing: set[str]) -> int:
    """Give the position behind the next closer, 0 if there is none; that is remembered in `missing`."""
    if closer.pattern in missing:
        return 0
    match = closer.search(html, start)
    if match is None:
        missing.add(closer.pattern)
        return 0
    return match.end()
