r"""Datelines: where a story was written, at the start of its first paragraph.

In goes a document, out comes the same with `dateline` (as printed) and `located`. A dateline is copied: it stays in
the paragraph, where readers of the story look for it. It is taken only where it is certain to be one: an agency stands
with it, or its city is in capitals. The forms are those of the agencies' samples and of news pages in the languages
below; Latin, Greek and Cyrillic ones share a pattern.
"""

# ruff: noqa: RUF001 - the marks of several scripts are meant as they are

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.document import Document, Paragraph, Place
from newsconv.document.plain import inline_text
from newsconv.report import Guessed, Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.report import Report

__all__ = ["RE_DATELINE", "Dateline", "add_dateline", "find_dateline"]

MAX_DATELINE_CHARS: Final = 160
"""Code points in which a dateline ends, twice what the longest in the agencies' samples has."""
MIN_CITY_CHARS: Final = 2
"""Capitals that are not yet a city: `A -`, `US -`, the marks of lists and sections."""
MAX_BLOCKS: Final = 4
"""Blocks among which the first paragraph is looked for: figures and subheadings may stand above it."""

CITY: Final = r"[^\W\d_a-z][^\W\d_]*(?:[ .'’/-]{1,2}[^\W\d_]+\.?){0,4}"
AGENCY: Final = r"\([A-Z][\w /.&-]{1,30}\)|\([a-z]{2,5}\)|\([\u0370-\uffff][^()\n]{1,30}\)"
RE_DATELINE: Final = re.compile(
    rf"(?P<dateline>(?P<city>{CITY})"
    r"(?P<place>,[ ][^\W\d_][^,()\n—–]{1,30})?(?P<day>,[ ][^,()\n—–]{1,30}){0,2}"
    rf"[ ]?(?P<agency>{AGENCY})?)"
    r"[ ]?(?P<dash>--|[-–—])[ ]"
)
"""City, perhaps region and date, perhaps agency in brackets, and a dash with a space after it."""
RE_RUSSIAN: Final = re.compile(
    rf"(?P<dateline>(?P<city>{CITY}),?[ ]?\d{{1,2}} [а-яёіїє]{{3,8}}\.?"
    r"[ ]?(?P<agency>[-–—][ ][А-ЯA-Z][\w ]{1,25}|/[А-ЯA-Z][^/\n]{1,25}/))\.[ ]"
)
"""`МОСКВА, 17 мар - РИА Новости. `, `МОСКВА, 17 марта. /ТАСС/. `: the agencies of Russia."""
RE_CHINESE: Final = re.compile(
    r"(?P<dateline>(?P<agency>新华社|新華社|中新社|中新网|中新網|中央社)"
    r"(?P<city>[\u4e00-\u9fff·]{2,12}?)(?:\d{1,2}月)?\d{1,2}日(?:电|電))"
)
"""`新华社北京3月17日电`: Xinhua, China News Service, CNA."""
RE_JAPANESE: Final = re.compile(
    r"(?P<dateline>[【\[［](?P<city>[\u3040-\u30ff\u4e00-\u9fff]{1,12}?)"
    r"(?:[ 　=＝・]{0,2}[\d０-９]{1,2}日)?[ 　=＝・]{0,2}"
    r"(?P<agency>ロイター|共同|時事|AFP|ＡＦＰ)[^】\]］\n]{0,12}[】\]］])"
)
"""`【ワシントン共同】`, `[東京 17日 ロイター]`: the agencies of Japan."""
RE_KOREAN: Final = re.compile(r"(?P<dateline>\((?P<city>[\uac00-\ud7a3]{2,8})=(?P<agency>연합뉴스|뉴시스|뉴스1)\))")
"""`(서울=연합뉴스)`: the agencies of Korea."""
PATTERNS: Final = (RE_RUSSIAN, RE_DATELINE, RE_CHINESE, RE_JAPANESE, RE_KOREAN)
RE_LETTERS: Final = re.compile(r"[^\W\d_]+")


class Dateline(msgspec.Struct, frozen=True):
    """A dateline that was found."""

    text: str
    """As printed, without the dash."""
    city: str
    """Without the capitals of a dateline."""


def find_dateline(text: str) -> Dateline | None:
    """Find the dateline that a text begins with.

    >>> find_dateline("FORT WASHINGTON, Pa. (AP) — It rained.")
    Dateline(text='FORT WASHINGTON, Pa. (AP)', city='Fort Washington')
    >>> find_dateline("The river - it rose.")
    """
    head = text[:MAX_DATELINE_CHARS]
    for pattern in PATTERNS:
        match = pattern.match(head)
        if match is None:
            continue
        city = match["city"].strip(" .-")
        if match["agency"] or (city.isupper() and len(city) > MIN_CITY_CHARS):
            name = RE_LETTERS.sub(lambda word: word[0].capitalize(), city) if city.isupper() else city
            return Dateline(match["dateline"].strip(), name)
    return None


def add_dateline(document: Document, lines: Sequence[str], *, first_line: int = 1, report: Report) -> Document:
    """Copy the dateline of a document's first paragraph to its metadata, unless they have one.

    Args:
        document: in normal form.
        lines: of the source, in which its line is looked for.
        first_line: number of the first of them.
        report: what was copied is added to it.
    """
    first = next((block for block in document.body[:MAX_BLOCKS] if isinstance(block, Paragraph)), None)
    found = find_dateline(inline_text(first.children).lstrip()) if first and not document.metadata.dateline else None
    if found is None:
        return document
    number = next((number for number, line in enumerate(lines, first_line) if found.text in line), None)
    origin = Origin(line=number)
    reason = "place, date or agency at the start of the first paragraph; it stays in the text"
    report.add(Guessed(reason=reason, field="dateline", rule="text-dateline", text=found.text, origin=origin))
    located = document.metadata.located
    if located is None:
        reason = "the place of the dateline"
        report.add(Guessed(reason=reason, field="located", rule="text-dateline", text=found.city, origin=origin))
        located = Place(found.city)
    metadata = msgspec.structs.replace(document.metadata, dateline=found.text, located=located)
    return Document(metadata, document.body)
