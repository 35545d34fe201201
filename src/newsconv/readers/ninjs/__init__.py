"""The `ninjs` format: news in JSON, read and written.

Written by `newsconv.writers.ninjs` as ninjs 3.1; read by `newsconv.readers.ninjs.reader` in any 1.x, 2.x and
3.x, and in the dialect of Superdesk.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.formats import Format, WriteOptions
from newsconv.losses import EVERYTHING
from newsconv.sniff import Certainty

if TYPE_CHECKING:
    from newsconv.sniff import Sample

__all__ = ["FORMAT", "NinjsWriteOptions", "sniff"]

RE_STANDARD: Final = re.compile(r'"\$?standard"\s*:\s*\{[^{}]{0,400}"ninjs')
"""The property in which an item of 1.3 and later may name its standard."""
RE_KEYS: Final = re.compile(
    r'"(?:body_\w+|bodies|versioncreated|versionCreated|byline|headlines|headline_\w+|pubstatus|pubStatus)"\s*:'
)
"""Properties that only ninjs has: of 1.x and Superdesk, 2.x, 3.x."""
RE_MINIMAL: Final = re.compile(r'\s*\{\s*"uri"\s*:')
"""How an item begins of which nothing else is known; `uri` is the one property that 2.x and 3.x demand."""


class NinjsWriteOptions(WriteOptions, frozen=True, kw_only=True):
    """What the writer of ninjs may be told."""

    indent: int = 2
    """Spaces a level, 0 to 16; 0 writes the item on one line, as JSON Lines needs it."""


def sniff(sample: Sample) -> Certainty:
    """Tell ninjs by the properties that other JSON does not have.

    >>> from newsconv.sniff import take_sample
    >>> sniff(take_sample('{"uri": "urn:x", "bodies": []}')).name
    'LIKELY'
    >>> sniff(take_sample('{"standard": {"name": "ninjs"}, "uri": "urn:x"}')).name
    'CERTAIN'
    >>> sniff(take_sample('{"a": 1}')).name
    'NO'
    """
    text = sample.text.lstrip()
    if not text.startswith(("{", "[")):
        return Certainty.NO
    if RE_STANDARD.search(text):
        return Certainty.CERTAIN
    if RE_KEYS.search(text):
        return Certainty.LIKELY
    return Certainty.POSSIBLE if RE_MINIMAL.match(text) else Certainty.NO


FORMAT: Final = Format(
    name="ninjs",
    title="ninjs",
    media_types=("application/vnd.iptc.ninjs+json", "application/ninjs+json"),
    suffixes=(".ninjs",),
    sniff=sniff,
    carries=EVERYTHING,
    lossless=True,
    structured=True,
    reader="newsconv.readers.ninjs.reader:read",
    many_reader="newsconv.readers.ninjs.reader:read_many",
    writer="newsconv.writers.ninjs:write",
    many_writer="newsconv.writers.ninjs:write_many",
    write_options=NinjsWriteOptions,
)
"""The ninjs format."""
