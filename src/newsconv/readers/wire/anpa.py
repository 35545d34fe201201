r"""The `anpa` format: messages by ANPA 1312, AP's wire format of 1979 to the 2010s, read only.

`newsconv.readers.wire.anpa_story` reads them; here is what tells the format.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.formats import Format
from newsconv.sniff import MARK_UP, Certainty

if TYPE_CHECKING:
    from newsconv.sniff import Sample

__all__ = ["FORMAT", "RE_FIRST_LINE", "RE_SECOND_LINE", "sniff"]

RE_FIRST_LINE: Final = re.compile(
    r"(?P<service>[A-Za-z])(?P<number>\d{3,4})(?:[\x1f ]\s?(?P<selector>[^\s\x1f]{1,20}))?\s*"
)
"""Service letter, number, US, selector."""
RE_SECOND_LINE: Final = re.compile(
    r"(?P<priority>[A-Za-z])[ ](?P<category>[A-Za-z])[ ]?(?P<layout>[\x11-\x14]{0,2})[ ]{1,3}"
    r"(?P<keyword>\S.{0,60}?)[ ]{1,40}(?P<date>\d{2}-\d{2})[ ]{1,4}(?P<words>\d{1,5})\s*"
)
"""Priority, category, DC3 or DC4, DC1 or DC2, keyword, month and day, word count."""
RE_HEADING: Final = re.compile(
    r"[\x00\x16\x7f\s]*(?P<soh>\x01)?[ ]*[A-Za-z]\d{3,4}(?:[\x1f ]\s?[^\s\x1f]{1,20})?\s*\n\s*"
    r"[A-Za-z] [A-Za-z][ ]?(?P<layout>[\x11-\x14]{1,2})"
)


def sniff(sample: Sample) -> Certainty:
    r"""Tell a message by its heading of two lines with their controls, of which one is SOH or ETX.

    >>> from newsconv.sniff import take_sample
    >>> heading = "W2870\x1fasian\nr l\x13\x11 BC-Rain     11-13 0100\n\x02"
    >>> sniff(take_sample("\x01" + heading)).name, sniff(take_sample(heading)).name, sniff(take_sample("W2870")).name
    ('CERTAIN', 'LIKELY', 'NO')
    """
    if sample.text.startswith(MARK_UP):
        return Certainty.NO
    match = RE_HEADING.match(sample.text.replace("\r\n", "\n"))
    if match is None:
        return Certainty.NO
    return Certainty.CERTAIN if match["soh"] or "\x03" in sample.text else Certainty.LIKELY


FORMAT: Final = Format(
    name="anpa",
    title="ANPA 1312",
    aliases=("anpa1312", "anpa-1312"),
    suffixes=(".anpa", ".tst"),
    sniff=sniff,
    structured=True,
    reader="newsconv.readers.wire.anpa_story:read",
    many_reader="newsconv.readers.wire.anpa_story:read_many",
)
