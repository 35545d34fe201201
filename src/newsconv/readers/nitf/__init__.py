"""The `nitf` format: the News Industry Text Format of the IPTC, read in any 3.x, written as NITF 3.6.

Written by `newsconv.writers.nitf`; read by `newsconv.readers.nitf.reader`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsconv.formats import Format
from newsconv.losses import EVERYTHING
from newsconv.sniff import Certainty

if TYPE_CHECKING:
    from newsconv.sniff import Sample

__all__ = ["FORMAT"]


def sniff(sample: Sample) -> Certainty:
    """Tell NITF by its root element, in any namespace or none.

    >>> from newsconv.sniff import take_sample
    >>> sniff(take_sample("<!DOCTYPE nitf SYSTEM 'nitf-3-2.dtd'><nitf/>")).name
    'CERTAIN'
    >>> sniff(take_sample("<newsItem/>")).name
    'NO'
    """
    return Certainty.CERTAIN if sample.root == "nitf" else Certainty.NO


FORMAT: Final = Format(
    name="nitf",
    title="NITF",
    aliases=("nitf-3.6", "nitf3"),
    media_types=("application/nitf+xml", "application/vnd.nitf"),
    suffixes=(".nitf", ".ntf"),
    sniff=sniff,
    carries=EVERYTHING,
    lossless=True,
    structured=True,
    reader="newsconv.readers.nitf.reader:read",
    writer="newsconv.writers.nitf:write",
)
