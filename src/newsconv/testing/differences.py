"""How the checks of this package show that two things differ: as lines with `-` and `+`."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.document import Date

if TYPE_CHECKING:
    from collections import Counter

    from newsconv.document import Document

__all__ = ["document_difference", "text_difference", "word_difference"]

CONTEXT_LINES: Final = 3
"""Equal lines shown around a difference, as `diff -u` does."""
SHOWN_WORDS: Final = 30
"""Missing words that a message names."""


def document_difference(first: Document, second: Document) -> str:
    """Show the difference of two documents, as indented JSON.

    >>> from newsconv.document import Document, Metadata
    >>> print(document_difference(Document(Metadata(headline="A")), Document(Metadata(headline="B"))))
    --- first
    +++ second
    @@ -1,5 +1,5 @@
     {
       "metadata": {
    -    "headline": "A"
    +    "headline": "B"
       }
     }
    """
    return text_difference(indented(first), indented(second))


def text_difference(first: str, second: str) -> str:
    r"""Show the difference of two texts; characters that can't be seen are shown escaped.

    >>> print(text_difference("a\nb ", "a\nb"))
    --- first
    +++ second
    @@ -1,2 +1,2 @@
     a
    -b\x20
    +b
    """
    old, new = ([visible_line(line) for line in text.split("\n")] for text in (first, second))
    return "\n".join(difflib.unified_diff(old, new, "first", "second", lineterm="", n=CONTEXT_LINES))


def word_difference(missing: Counter[str]) -> str:
    """Show words that are missing, with how often."""
    shown = [word if count == 1 else f"{word} ({count} times)" for word, count in missing.most_common(SHOWN_WORDS)]
    more = len(missing) - len(shown)
    return "missing: " + ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def indented(document: Document) -> str:
    """Write a document as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(document, enc_hook=spell_date), indent=2).decode()


def spell_date(value: Any) -> str:
    """Write a `Date`, which msgspec does not know."""
    if isinstance(value, Date):
        return value.iso
    raise NotImplementedError(type(value).__name__)


def visible_line(line: str) -> str:
    """Escape what can't be seen in a line, and a space at its end."""
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
    return f"{shown[:-1]}\\x20" if shown.endswith(" ") else shown
