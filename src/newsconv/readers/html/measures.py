"""Measure a stretch of a page's tokens: its text, and how much of that is links, bold, items and pictures.

In: a row of tokens (`newsconv.readers.html.tokens`). Out: the measures that `newsconv.noise.parts.Part` names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsconv.document.characters import clean_line
from newsconv.noise.parts import size_of
from newsconv.readers.html.elements import SPACE
from newsconv.readers.html.frames import tag_name
from newsconv.readers.html.tokens import BLOCK, BOLD, BREAK, CODE_TAGS, CONTROL, FRAME, ITEM, LINK, PLAIN, UNSEEN

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.noise.parts import Part
    from newsconv.readers.html.tokens import Row

__all__ = ["measure"]


def measure(part: Part, row: Row, stretch: tuple[int, int], *, whole: bool) -> None:
    """Measure a stretch of tokens.

    Args:
        part: what is measured is set on it.
        row: of the page.
        stretch: places among its tokens, from the first to behind the last.
        whole: whether hidden elements are measured as well.
    """
    text = only_text(row, stretch)
    if text:
        set_text(part, text)
        part.links = part.link_chars = part.bold = part.images = part.items = 0
        part.aside = ""
    else:
        measure_all(part, row, stretch, frozenset() if whole else row.hidden)


def only_text(row: Row, stretch: tuple[int, int]) -> str:
    """Give the text of a stretch that is nothing else, or a block of nothing else, as a third are; else nothing."""
    start, end = stretch
    token = row.tokens[start]
    if isinstance(token, str):
        return token if end - start == 1 else ""
    inner = row.tokens[start + 1]
    return inner if isinstance(inner, str) and end - start == PLAIN_BLOCK and row.kinds[token] == BLOCK else ""


def measure_all(part: Part, row: Row, stretch: tuple[int, int], hidden: set[_Element] | frozenset[_Element]) -> None:  # noqa: C901, PLR0912, PLR0915 - one loop, for speed
    """Measure a stretch of tokens in one pass, without what is hidden."""
    tokens, kinds, elements, ends = row.tokens, row.kinds, row.elements, row.ends
    texts: list[str] = []
    aside: list[str] = []
    links = link_chars = bold = images = items = in_link = in_bold = 0
    place, end = stretch
    while place < end:
        token: Any = tokens[place]  # asking for its class takes a quarter of the time of `isinstance`
        place += 1
        if token.__class__ is str:
            texts.append(token)
            if in_link:
                link_chars += len(token)
            if in_bold:
                bold += len(token)
            continue
        if token < 0:
            kind = kinds[~token]
            if kind == LINK:
                in_link -= 1
            elif kind == BOLD:
                in_bold -= 1
            elif BLOCK <= kind <= ITEM:
                texts.append("\n")
                if in_link:
                    link_chars += 1
                if in_bold:
                    bold += 1
            continue
        kind = kinds[token]
        if kind == UNSEEN:
            if row.names[token] == "noscript":
                aside.append(spaced_text(elements[token]))
            place = ends[token] + 1
        elif hidden and elements[token] in hidden:
            aside.append(spaced_text(elements[token]))
            place = ends[token] + 1
        elif kind == PLAIN:
            continue
        elif kind == LINK:
            links += 1
            in_link += 1
        elif kind == BOLD:
            in_bold += 1
        elif kind == BREAK:
            texts.append("\n")
            place = ends[token] + 1
        elif kind == FRAME:
            images += 1
            texts.append(" ")
            if ends[token] > place:
                aside.append(spaced_text(elements[token]))
            place = ends[token] + 1
        elif kind != CONTROL:
            texts.append("\n")
            items += kind == ITEM
        elif not row.holds_page(token):
            texts.append("" if row.names[token] == "svg" else " ")  # an icon parts no words
            aside.append(spaced_text(elements[token]))
            place = ends[token] + 1
    set_text(part, "".join(texts))
    part.links, part.link_chars = links, min(link_chars, len(part.text))
    part.bold, part.images, part.items = min(bold, len(part.text)), images, items
    part.aside = clean_line(" ".join(aside)) if aside else ""


PLAIN_BLOCK = 3
"""Tokens of a block that holds one text."""


def set_text(part: Part, raw: str) -> None:
    """Set the text of a part, and what is measured on it."""
    raw = raw.strip(SPACE)
    part.text = clean_line(raw)
    part.size = size_of(part.text)
    if "\n" in raw:
        part.runs = len([line for line in raw.split("\n") if line and not line.isspace()])
    else:
        part.runs = int(bool(raw) and not raw.isspace())


def spaced_text(element: _Element) -> str:
    """Give all text inside an element that shows no running text, a space between any two of its texts."""
    texts = [element.text]
    for inner in element.iterdescendants():
        if tag_name(inner.tag) not in CODE_TAGS:
            texts.append(inner.text if isinstance(inner.tag, str) else None)
        texts.append(inner.tail)
    return " ".join(filter(None, texts))
