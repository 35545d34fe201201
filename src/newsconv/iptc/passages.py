"""Which paragraphs of a text one of several elements holds: the model joins notes to editors, and terms, to one text.

What such an element says beside its text is an extra field that names its paragraphs, never their words, since notes
are private: `newsml:edNote/@role of=2-4` is the role of the note that is paragraphs 2 to 4. Where it is the whole text,
no paragraphs are named.
"""

from __future__ import annotations

import re
from typing import Final

from newsconv.document.characters import clean_lines

__all__ = ["PARAGRAPH_END", "PASSAGES", "count_paragraphs", "read_passage", "spell_passage"]

PASSAGES: Final = {"usageTerms": "usage_terms", "edNote": "editorial_note"}
"""Elements of which several are one text, with the field that holds it."""
PARAGRAPH_END: Final = "\n\n"
"""What parts paragraphs of a text in normal form: one empty line."""
RE_PASSAGE: Final = re.compile(r"([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?")


def count_paragraphs(text: str) -> int:
    r"""Count the paragraphs of a text, in normal form or not.

    >>> count_paragraphs("One\nline.\n\n\n\nTwo."), count_paragraphs(" ")
    (2, 0)
    """
    if text.isprintable():  # most are of one line
        return int(text.strip() != "")
    normal = clean_lines(text)
    return normal.count(PARAGRAPH_END) + 1 if normal else 0


def spell_passage(first: int, last: int, count: int) -> str:
    """Name paragraphs by their numbers, from 1; nothing where they are all.

    >>> spell_passage(2, 4, 5), spell_passage(2, 2, 5), spell_passage(1, 5, 5)
    ('2-4', '2', '')
    """
    if (first, last) == (1, count):
        return ""
    return f"{first}-{last}" if first < last else str(first)


def read_passage(text: str, count: int) -> tuple[int, int] | None:
    """Give the first and the last paragraph that a text names; nothing where it is not as we spell them.

    >>> read_passage("2-4", 5), read_passage("", 5), read_passage("2-2", 5), read_passage("2-9", 5)
    ((2, 4), (1, 5), None, None)
    """
    if not text:
        return (1, count) if count else None
    match = RE_PASSAGE.fullmatch(text)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    is_ours = last <= count and spell_passage(first, last, count) == text
    return (first, last) if is_ours else None
