"""Lines of `body.head` that are made of parts: bylines and datelines.

In: an element whose text is partly its own and partly that of elements in it. Out: the line as it is to be
printed, and whether a part of it is data instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.document.characters import clean_line
from newsconv.iptc.parsing import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["is_time_stamp", "phrase_of"]

PARTS: Final = frozenset({"city", "state", "region", "country", "sublocation", "virtloc"})
"""Parts that a comma sets apart from the part before them, where the document has nothing between."""
TITLE: Final = "byttl"
"""The title of who is named before; set apart by a comma, unless a mark is there already: AP writes
`By BERNARD CONDON<byttl>AP Business Writer</byttl>`, others `By Jane Doe, <byttl>Town Hall Editor</byttl>`."""
MARKS: Final = ",;:(/-\N{EN DASH}\N{EM DASH}"
RE_STAMP: Final = re.compile(r"\d{8}T\d{4,6}(?:Z|[+-]\d{4})?|\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*", re.DOTALL)


def is_time_stamp(text: str) -> bool:
    """Tell whether the text of a date is made for programs: EFE repeats the attribute `norm` as text.

    >>> is_time_stamp("20170102T222800+0000"), is_time_stamp("Jan. 2")
    (True, False)
    """
    return RE_STAMP.fullmatch(text.strip()) is not None


def phrase_of(element: _Element) -> str:
    """Give the line that an element prints.

    >>> from lxml import etree
    >>> phrase_of(etree.XML("<byline>By BERNARD CONDON<byttl>AP Business Writer</byttl></byline>"))
    'By BERNARD CONDON, AP Business Writer'
    >>> phrase_of(etree.XML("<dateline><location><city>Perth</city><state>WA</state></location>, May 1</dateline>"))
    'Perth, WA, May 1'
    """
    from lxml import etree

    line = element.text or ""
    touches = False
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, part in walker:
        if part is element:
            continue
        if event == "end":
            line += part.tail or ""
            touches = not (part.tail or "").strip()
            continue
        name = local_name(part)
        if name == "story.date" and is_time_stamp(part.text or ""):
            walker.skip_subtree()
            continue
        if name == TITLE or (touches and name in PARTS):
            line = set_apart(line)
        line += part.text or ""
        touches = touches and not (part.text or "").strip()
    return clean_line(line)


def set_apart(line: str) -> str:
    """End a line with a comma, unless it is empty or ends with a mark."""
    text = line.rstrip()
    return f"{text}, " if text and text[-1] not in MARKS else f"{text} "
