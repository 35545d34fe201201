"""Find where a dump of a page put blocks next to each other without a space.

`text_content` of lxml, `textContent` of browsers and the like give the text of a page without anything between its
blocks: `BerlinPolitikWirtschaft`, `It rained.The river rose`. In: the lines of a text. Out: how to part them again.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Seams", "find_seams"]

LOWER: Final = "a-zß-öø-ÿğışąćęłńśźżčďěňřšťůžőűа-яёієї"
UPPER: Final = "A-ZÀ-ÖØ-ÞĞİŞĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽŐŰА-ЯЁІЄЇ"
"""Small and capital letters of the languages of Europe. Scripts without capitals show no seams."""
RE_SENTENCE: Final = re.compile(
    r"(?<=[^\W\d_A-Z][^\W\d_A-Z][.!?…])(?=[\"“„«»A-ZÀ-ÖØ-Þ][\"“A-ZÀ-ÖØ-Þ]?[^\W\d_A-Z]|[AI«] [^\W\d_]|[“„»][A-ZÀ-ÖØ-Þ])"
)
"""Where a sentence ends and another begins without a space. Not between letters that are no words (`U.S.A.`), nor
before small ones (`example.com`)."""
RE_MAYBE_SENTENCE: Final = re.compile(r"[.!?…][^\s]")
"""What such a place looks like at least. Few lines have one, and they are told in a fifth of the time."""
RE_SEAM: Final = re.compile(
    rf"(?<=[{LOWER}][{LOWER}])(?=[{UPPER}](?:[{LOWER}]|[{UPPER}]))|(?<=[\w.,!?][\d)\"”!?])(?=[{UPPER}][{LOWER}]{{2}})"
)
"""Where a word ends in small letters and one with a capital follows. Not in `McDonald`, `iPhone`, `GmbH`; a capital
behind a number, a bracket or a quote has no space in no language."""
RE_CAMEL: Final = re.compile(rf"(?<![\w.])[{UPPER}][{LOWER}]+[{UPPER}]+[{LOWER}]*(?!\w)")
"""A word with one capital within, which may be a name: `YouTube`."""
MIN_SEAMS: Final = 8
"""Seams that a text has at least for it to be a dump: what lxml dumps of the aeb, press and wcxb pages has 25 in the
median; of 68 clean texts written by hand none has one."""
MIN_LINE_SEAMS: Final = 4
"""Seams that one line of it has at least: menus stand next to each other, names of products (`PowerShell`) do not."""
MIN_NAMES: Final = 2
"""How often a word with a capital within must stand alone for it to be a name."""
MAX_NAME_CHARS: Final = 12
"""Code points of such a name: two words of a menu that comes twice are longer as often as not."""
NAMES: Final = frozenset({"YouTube", "TikTok", "WhatsApp", "LinkedIn", "PayPal", "OpenAI", "GitHub", "PlayStation"})
"""Names that nearly every page has, most of them once: in its links to networks."""
RE_NAMES: Final = re.compile("|".join(sorted(NAMES)))
"""They are known within what stands next to each other, too."""


class Seams:
    """Where the lines of a text are to be parted."""

    def __init__(self, names: frozenset[str], *, is_dump: bool) -> None:
        """Note what was found.

        Args:
            names: words with a capital within that are not parted.
            is_dump: whether there are seams enough for words to be parted, and not sentences alone.
        """
        self.names = names
        self.is_dump = is_dump

    def part(self, line: str) -> list[str]:
        """Part a line; its texts are those of the line, in order, and nothing else.

        >>> Seams(frozenset(), is_dump=True).part("It rained.The river rose. MenuNewsSport")
        ['It rained.', 'The river rose. Menu', 'News', 'Sport']
        """
        parts = RE_SENTENCE.split(line) if RE_MAYBE_SENTENCE.search(line) else [line]
        return [piece for part in parts for piece in self.part_words(part)] if self.is_dump else parts

    def part_words(self, text: str) -> list[str]:
        """Part a text where words are put next to each other."""
        spared = sorted(
            [match.span() for match in RE_CAMEL.finditer(text) if match[0] in self.names]
            + [match.span() for match in RE_NAMES.finditer(text)]
        )
        result, position, name = [], 0, 0
        for seam in RE_SEAM.finditer(text):
            at = seam.start()
            while name < len(spared) and spared[name][1] <= at:
                name += 1
            if name < len(spared) and spared[name][0] < at < spared[name][1]:
                continue
            result.append(text[position:at])
            position = at
        return [*result, text[position:]]


def find_seams(lines: Sequence[str]) -> Seams:
    """Find out whether a text is a dump without spaces between blocks, and which words only look like that."""
    camels = Counter(word for line in lines for word in RE_CAMEL.findall(line))
    names = NAMES.union(word for word, count in camels.items() if count >= MIN_NAMES and len(word) <= MAX_NAME_CHARS)
    counts = [seams_of(line, names) for line in lines]
    is_dump = sum(counts) >= MIN_SEAMS and max(counts) >= MIN_LINE_SEAMS
    return Seams(names, is_dump=is_dump)


def seams_of(line: str, names: frozenset[str]) -> int:
    """Count the seams of a line, without those within names."""
    count = len(RE_SEAM.findall(line))
    return count - sum(word in names for word in RE_CAMEL.findall(line)) if count else 0
