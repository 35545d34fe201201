"""Texts of metadata: made plain, compared, and freed of the site's name.

In: texts as attributes, scripts and elements hold them. Out: one line of plain text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from newsconv.document.characters import clean_line

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["compact", "fold", "plain_text", "strip_site"]

RE_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
RE_WORD: Final = re.compile(r"[^\W_]+")
ASCII_FOLDED: Final = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))
"""For each character of ASCII what `fold` makes of it, to `str.translate`."""
RE_SEPARATOR: Final = re.compile(r"\s[-|–—:·•»«/~]{1,3}\s|\s?[|｜\u3163»]\s?|\s?::\s?|(?P<colon>:)\s")  # noqa: RUF001 - marks of typography
"""What stands between a title and the name of a site. U+3163 is a letter of Hangul that looks like a bar, and that
Korean pages write for one."""
MAX_CUTS: Final = 4
"""Separators tried from either end of a title; the name of a site has seldom one itself."""


def plain_text(text: str) -> str:
    """Take tags and character references out of a text that was escaped once too often.

    >>> plain_text(" Tom &amp;amp; <em>Jerry</em>&#233; ")
    'Tom &amp; Jerryé'
    """
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = RE_TAG.sub("", text)
    return clean_line(text)


def fold(text: str) -> str:
    """Give the words of a text in small letters, to compare it with another.

    >>> fold("«Rain» - in\u00a0LONDON!")
    'rain in london'
    """
    if text.isascii():  # as most are; this takes less than half the time
        return " ".join(text.translate(ASCII_FOLDED).split())
    return " ".join(RE_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def compact(text: str) -> str:
    """Give the letters and figures of a text, to compare it with one that is spaced otherwise.

    >>> compact("WEEKENDCODING agent") == compact("Weekend Coding Agent")
    True
    """
    return fold(text).replace(" ", "")


def strip_site(title: str, sites: Collection[str], headings: Collection[str], sections: Collection[str] = ()) -> str:
    """Take the site's name off a title, at its end or its beginning, and the section's off its end.

    Args:
        title: such as `Rain in London - The Paper`.
        sites: folded names of the site.
        headings: folded texts of the page's top headings; what equals one of them is the title proper.
        sections: folded names of folders in the page's address.

    >>> strip_site("Rain: a story - The Paper", {"the paper"}, ())
    'Rain: a story'
    >>> strip_site("Rain - London | The Paper", (), {"rain"})
    'Rain'
    >>> strip_site("Rain in London | Weather | The Paper", {"the paper"}, (), {"weather"})
    'Rain in London'
    """
    for _ in range(MAX_CUTS):
        if fold(title) in headings:
            return title
        shorter = cut_once(title, sites, headings, sections)
        if shorter == title:
            break
        title = shorter
    return title


def cut_once(title: str, sites: Collection[str], headings: Collection[str], sections: Collection[str]) -> str:
    """Take one name off a title."""
    cuts = [*RE_SEPARATOR.finditer(title)]
    cuts = cuts if len(cuts) <= 2 * MAX_CUTS else cuts[:MAX_CUTS] + cuts[-MAX_CUTS:]
    for cut in cuts:
        before, after = title[: cut.start()], title[cut.end() :]
        first, last = fold(before), fold(after)
        if last in headings:
            return after
        if first in headings and not cut["colon"]:
            return before
        if before and (last in sites or (not cut["colon"] and is_site_or_section(last, sites, sections))):
            return before
        if after and first in sites:
            return after
    return title


def is_site_or_section(words: str, sites: Collection[str], sections: Collection[str]) -> bool:
    """Tell whether what stands at the end of a title is the site's name in short, or that of a folder in the address.

    Args:
        words: folded text.
        sites: folded names of the site.
        sections: folded names of folders.

    >>> is_site_or_section("the paper", {"the paper of the town"}, ()), is_site_or_section("town", {"mytown com"}, ())
    (True, True)
    """
    if not words or words in sections:
        return bool(words)
    letters = words.replace(" ", "")
    begins = " " in words and any(site.startswith(f"{words} ") for site in sites)
    return begins or (len(letters) >= MIN_SITE_CHARS and any(letters in site.replace(" ", "") for site in sites))


MIN_SITE_CHARS: Final = 4
"""Letters and figures of a name that may be a part of the site's; shorter ones stand in too many."""
