r"""The `iptc7901` format: messages by IPTC 7901, the wire format of European agencies, read only.

`newsconv.readers.wire.iptc7901_story` reads them; here is what tells the format.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.formats import Format
from newsconv.sniff import MARK_UP, Certainty

if TYPE_CHECKING:
    from newsconv.sniff import Sample

__all__ = ["FORMAT", "RE_HEADING_LINE", "sniff"]

RE_HEADING_LINE: Final = re.compile(
    r"(?P<service>[A-Za-z]{1,6})[ ]?(?P<number>\d{1,5})[ ]{1,4}(?P<priority>[1-9])[ ]{1,4}(?P<category>[A-Za-z]{1,5})"
    r"(?:[ ]{1,4}(?P<words>\d{1,5})(?![^ ]))?(?P<information>[ ].{1,80})?\s*"
)
"""Service and number, priority, category, word count, and what the agency adds."""
RE_HEADING: Final = re.compile(
    r"[\x00\x16\x7f\s]*(?:ZCZC[^\n]{0,40}\n\s*)?(?P<soh>\x01)?[ ]*"
    r"[A-Za-z]{1,6}[ ]?\d{1,5}[ ]{1,4}[1-9][ ]{1,4}[A-Za-z]{1,5}(?:[ ]{1,4}\d{1,5})?(?![^\s])[^\n]{0,100}\n"
)


def sniff(sample: Sample) -> Certainty:
    r"""Tell a message by its heading and its control characters: STX, with SOH before it or ETX below it.

    >>> from newsconv.sniff import take_sample
    >>> heading = "eca062 4 i 211 dpa 061\r\n\r\nRain/\r\n"
    >>> sniff(take_sample(f"\x01{heading}\x02Rain falls =")).name, sniff(take_sample(f"{heading}\x02Rain falls =")).name
    ('CERTAIN', 'LIKELY')
    >>> sniff(take_sample(heading)).name, sniff(take_sample("abc1 2 of 300 words\n")).name
    ('NO', 'NO')
    """
    if sample.text.startswith(MARK_UP):
        return Certainty.NO
    match = RE_HEADING.match(sample.text.replace("\r\n", "\n"))
    if match is None or not ("\x02" in sample.text or (match["soh"] and not sample.is_whole)):
        return Certainty.NO
    return Certainty.CERTAIN if match["soh"] or "\x03" in sample.text else Certainty.LIKELY


FORMAT: Final = Format(
    name="iptc7901",
    title="IPTC 7901",
    aliases=("iptc-7901", "7901"),
    suffixes=(".iptc", ".7901"),
    sniff=sniff,
    structured=True,
    reader="newsconv.readers.wire.iptc7901_story:read",
    many_reader="newsconv.readers.wire.iptc7901_story:read_many",
)
