"""The `newsml` format: NewsML-G2 newsItems and newsMessages, read and written.

Written by `newsconv.writers.newsml` as NewsML-G2 2.35; read by `newsconv.readers.newsml.reader` in any 2.x.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsconv.formats import Format
from newsconv.losses import EVERYTHING
from newsconv.sniff import Certainty
from newsconv.writers.newsml.options import NewsmlWriteOptions

if TYPE_CHECKING:
    from newsconv.sniff import Sample

__all__ = ["FORMAT"]

ROOTS: Final = frozenset(
    {"newsItem", "newsMessage", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"}
    | {"contentMeta", "contentSet", "groupSet", "itemMeta", "rightsInfo"}
    | {"NewsML"}
)
"""Root elements of what is read: items, messages, sections of an item as manuals show them, and that of NewsML 1.x."""


def sniff(sample: Sample) -> Certainty:
    """Tell NewsML-G2 by its root element, in its namespace or in none.

    >>> from newsconv.sniff import take_sample
    >>> sniff(take_sample("<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'/>")).name
    'CERTAIN'
    >>> sniff(take_sample("<NewsML Version='1.2'/>")).name
    'CERTAIN'
    >>> sniff(take_sample("<nitf/>")).name
    'NO'
    """
    return Certainty.CERTAIN if sample.root in ROOTS else Certainty.NO


FORMAT: Final = Format(
    name="newsml",
    title="NewsML-G2",
    aliases=("newsml-g2", "newsmlg2", "g2"),
    media_types=("application/vnd.iptc.g2.newsitem+xml", "application/vnd.iptc.g2.newsmessage+xml"),
    suffixes=(".xml", ".newsml"),
    sniff=sniff,
    carries=EVERYTHING,
    lossless=True,
    structured=True,
    reader="newsconv.readers.newsml.reader:read",
    many_reader="newsconv.readers.newsml.reader:read_many",
    writer="newsconv.writers.newsml:write",
    many_writer="newsconv.writers.newsml:write_many",
    write_options=NewsmlWriteOptions,
)
