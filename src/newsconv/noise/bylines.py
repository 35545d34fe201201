"""Bylines as printed, and the names in them."""

# ruff: noqa: RUF001 - words and marks in several scripts

from __future__ import annotations

import re
from typing import Final

from newsconv.document import Person

__all__ = ["is_byline", "read_authors"]

MAX_BYLINE_CHARS: Final = 120
"""Code points; four names with their agency have fewer."""
RE_BY: Final = re.compile(
    r"(?:by|von|par|por|di|door|av|af|text|words|written by|reporting by|author|autor(?:in)?|autore|oleh|penulis|haber"
    r"|yazan|автор(?:ы|и)?|текст|记者|記者|撰文|بقلم|كتب|کتب)\s?[:：]?\s",
    re.IGNORECASE,
)
RE_PLACE: Final = re.compile(r"\s(?:in|from|aus|à)\s[^\W\d_a-z][\w .'’-]{1,40}(?=$|,)")
"""Where the writer is: `By Jane Doe in London`."""
RE_NAME_BREAK: Final = re.compile(r"\s?(?:,|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\boch\b|\bog\b|\|)\s?")
PARTICLES: Final = frozenset(
    "de da del della di du dos das la le van von der den ter ten zu el al bin ibn ben af av y e i".split()
)
"""Small words within names."""
NO_NAMES: Final = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december then now the a an this that these those its his her their our my montag
    dienstag mittwoch donnerstag freitag samstag sonntag der die das den dem einer einem diesem""".split()
)
"""Words with which a sentence may go on after "By", and no name begins."""
MAX_NAME_WORDS: Final = 5


def is_byline(text: str) -> bool:
    """Tell whether a line is "By" and names, nothing else.

    >>> is_byline("By Jane Doe and Max van der Berg, Reuters"), is_byline("By Tuesday the river had risen.")
    (True, False)
    """
    match = RE_BY.match(text)
    if match is None or len(text) > MAX_BYLINE_CHARS:
        return False
    pieces = [piece for piece in RE_NAME_BREAK.split(RE_PLACE.sub("", text[match.end() :])) if piece]
    return bool(pieces) and all(map(is_name, pieces)) and is_whole(pieces[0])


def is_name(text: str) -> bool:
    """Tell whether words could be a name: each with a capital or a particle, no digit, no end of a sentence."""
    words = text.split()
    if not 1 <= len(words) <= MAX_NAME_WORDS or text[-1] in ".!?:;" or words[0].casefold() in NO_NAMES:
        return False
    return all(
        (is_capital(word[0]) or word in PARTICLES) and not any(map(str.isdigit, word)) for word in words
    ) and any(is_capital(word[0]) for word in words)


def is_capital(character: str) -> bool:
    """Tell whether a name may begin with a character: a capital, or a letter of a script without capitals."""
    return character.isupper() or (character.isalpha() and character.lower() == character.upper())


def is_whole(name: str) -> bool:
    """Tell whether a name has more than one part; scripts that part no words need two characters."""
    return len(name.split()) > 1 or (len(name) > 1 and "\u3040" <= name[0] <= "\ud7a3")


def read_authors(byline: str) -> tuple[Person, ...]:
    """Give the persons that a byline names; an agency at its end is none.

    >>> [person.name for person in read_authors("By Jane Doe and John Roe, Reuters")]
    ['Jane Doe', 'John Roe']
    """
    match = RE_BY.match(byline)
    pieces = RE_NAME_BREAK.split(RE_PLACE.sub("", byline[match.end() :] if match else byline))
    return tuple(Person(piece) for piece in pieces if is_whole(piece) and is_name(piece))
