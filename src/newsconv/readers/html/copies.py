"""Find a story that a page holds but does not show: in its metadata, or in the data that its scripts would show.

In: the tree of a page. Out: the blocks of the story. Asked only where the page itself shows no story, or much
less of it than the copy has (pages behind a paywall, pages that scripts fill).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.document import Paragraph, Text
from newsconv.document.characters import clean_line
from newsconv.readers.html.blocks import read_blocks
from newsconv.readers.html.tree import parse_fragment

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.document import Block
    from newsconv.report import Report

__all__ = ["read_copy", "script_story"]

RE_LINE_END: Final = re.compile(r"[\r\n]+")
RE_MARKED_UP: Final = re.compile(r"<(?:p|br|div|h[1-6])\b", re.IGNORECASE)
RE_STRING: Final = re.compile(r'"((?:[^"\\]|\\.)*+)"')
"""A string of JSON."""
RE_PARAGRAPH: Final = re.compile(r"(?:<|\\u003[cC])p\b")
MIN_PARAGRAPHS: Final = 3
"""Paragraphs in a string from which on it is a text and not a teaser."""
MIN_CHARS: Final = 800
"""Code points of such a string. Stories in the scripts of the press pages (3 of a publisher in Korea, whose pages show
nothing without scripts) have 2,100 and more."""


def read_copy(text: str, *, report: Report, base_url: str = "") -> tuple[Block, ...]:
    """Make blocks of a copy of the story: mark-up is read, else each line is a paragraph."""
    if RE_MARKED_UP.search(text):
        return read_blocks(parse_fragment(text, report=report), report=report, base_url=base_url)
    lines = filter(None, map(clean_line, RE_LINE_END.split(text)))
    return tuple(Paragraph((Text(line),)) for line in lines)


def script_story(root: _Element) -> str:
    """Find the longest string with paragraphs in a page's scripts; empty where there is none."""
    best = ""
    for script in root.iter("{*}script"):
        source = script.text or ""
        if len(RE_PARAGRAPH.findall(source)) < MIN_PARAGRAPHS:
            continue
        for match in RE_STRING.finditer(source):
            if len(match[1]) > max(MIN_CHARS, len(best)) and len(RE_PARAGRAPH.findall(match[1])) >= MIN_PARAGRAPHS:
                best = decoded(match[0]) or best
    return best


def decoded(string: str) -> str:
    """Decode a string of JSON; empty where it is none."""
    try:
        value: str = msgspec.json.decode(string.encode("utf-8", "replace"), type=str)
    except msgspec.DecodeError:
        return ""
    return value
