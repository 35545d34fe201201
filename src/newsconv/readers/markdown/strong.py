"""Mend `**` that Markdown does not read as strong: with spaces within, doubled, or beside letters."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from newsconv.readers.markdown.draft import Draft, Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find_strong"]

RE_STRONG: Final = re.compile(r"(?<![*\\])\*\*(?!\*)")
RE_DOUBLE: Final = re.compile(r"(?<=[^\s*\\])\*{4}(?=[^\s*])")
RE_EDGE: Final = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
MAX_STRONG: Final = 400
"""Marks of one line that are paired; a line of more is hostile."""


def find_strong(draft: Draft) -> Iterator[Edit]:
    """Find lines whose marks of strong text would not be read as such."""
    for index, line in draft.prose("**"):
        changed = mend_strong(line)
        if changed != line:
            yield Edit(index, changed)


def mend_strong(line: str) -> str:
    """Move spaces out of strong text, and write with tags what marks can't say.

    >>> mend_strong("a **bold **text"), mend_strong("**bo****ld**"), mend_strong('said**"no"**then')
    ('a **bold** text', '**bold**', 'said<strong>"no"</strong>then')
    """
    parts = RE_STRONG.split(line)
    if len(parts) % 2 == 0 or len(parts) > MAX_STRONG or not line.strip("*_- \t"):
        return line
    result = [parts[0]]
    for position in range(1, len(parts), 2):
        before, inner, after = result[-1], parts[position], parts[position + 1]
        result[-1:] = [mend_pair(before, inner, after), after]
    return "".join(result)


def mend_pair(before: str, inner: str, after: str) -> str:
    """Give what stands before a strong text, and the text with its marks."""
    left, text, right = RE_EDGE.fullmatch(inner).groups()  # type: ignore[union-attr]
    if not text or (left and right) or "|" in text:
        return f"{before}**{inner}**"
    text = RE_DOUBLE.sub("", text)
    if opens(before + left, text) and opens(after[::-1] or "", text[::-1]):
        return f"{before}{left}**{text}**{right}"
    if (not left and not right) and can_tag(text):
        return f"{before}<strong>{text}</strong>"
    return f"{before}{left}**{text}**{right}"


def opens(before: str, text: str) -> bool:
    """Tell whether a mark between two texts opens (CommonMark 0.31.2, section 6.2: left-flanking)."""
    return not is_mark(text[0]) or not before or before[-1].isspace() or is_mark(before[-1])


def is_mark(character: str) -> bool:
    """Tell whether CommonMark takes a character for punctuation."""
    return unicodedata.category(character)[0] in "PS"


def can_tag(text: str) -> bool:
    """Tell whether a text can stand between tags without changing what it means."""
    return "<" not in text
