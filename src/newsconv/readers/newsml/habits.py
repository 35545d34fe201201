"""What agencies put into NewsML-G2 bodies and fields that is no story: each habit is a row, with where it was seen.

In: the body of a rendition in XHTML, of whatever namespace, and the fields of the metadata read so far; never those
of an item that newsconv wrote. Out: the body is changed in place, fields that it held are given, and all is reported.

Each row has an example that it changes and a counter-example that it leaves alone; tests try both. A habit is certain
from the mark-up or from the metadata; what would have to be guessed is the business of `newsconv.noise`.
"""

from __future__ import annotations

import re
from collections.abc import Callable  # noqa: TC003 - msgspec resolves the annotations
from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.readers.newsml.body_parts import (
    Story,
    copy_byline,
    drop_routing,
    drop_teaser,
    take_header,
    take_notes,
)
from newsconv.readers.newsml.body_texts import (
    join_soft_wraps,
    keep_columns,
    read_pseudo_tags,
    split_indented,
    unescape_twice,
)
from newsconv.report import Repaired

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.report import Origin, Report

__all__ = ["BODY_HABITS", "FIELD_HABITS", "BodyHabit", "FieldHabit", "Story", "change_body", "change_fields"]


class BodyHabit(msgspec.Struct, frozen=True):
    """One habit of bodies."""

    name: str
    origin: str
    """Whose it is, and the file in which it was seen."""
    change: Callable[[_Element, Story, str], None]
    """Changes a body; the name of the rule is for the report."""
    example: str
    """Content of a body that is changed."""
    counter: str
    """Content that stays as it is."""


class FieldHabit(msgspec.Struct, frozen=True):
    """One habit of fields of one text."""

    name: str
    origin: str
    fields: tuple[str, ...]
    pattern: re.Pattern[str]
    """What of the text is taken out."""
    reason: str
    example: str
    counter: str


def change_body(body: _Element, story: Story) -> None:
    """Let each habit change a body in turn."""
    for habit in BODY_HABITS:
        habit.change(body, story, habit.name)


def change_fields(values: dict[str, Any], report: Report, origins: Callable[[str], Origin]) -> frozenset[str]:
    """Let each habit of fields take out its part; a field of which nothing is left is gone.

    Args:
        values: fields of the metadata; changed in place.
        report: what was taken out is added to it.
        origins: says where a field stood.

    Returns:
        The names of fields that are gone, for what stood in them is no value of theirs.
    """
    gone = set()
    for habit in FIELD_HABITS:
        for field in habit.fields:
            text = values.get(field, "")
            rest = habit.pattern.sub("", text).strip() if text else text
            if rest == text:
                continue
            values[field] = rest
            if not rest:
                del values[field]
                gone.add(field)
            report.add(Repaired(reason=f"{field}: {habit.reason}", text=text, origin=origins(field)))
    return frozenset(gone)


WIRE_LINE: Final = "The minister said on Tuesday that the bridge"
"""A line as long as a wire sets it, for the examples."""

BODY_HABITS: Final = (
    BodyHabit(
        "wire-header",
        "dpa (dpa.xml): subjects, time, genre, headline and byline in a header of the body",
        take_header,
        '<header><ul class="slugline"><li>Football</li></ul><p class="genre">Extra</p></header><p>Text.</p>',
        "<header><p>Chapter one</p></header><p>Text.</p>",
    ),
    BodyHabit(
        "not-public",
        "dpa (dpa.xml, in its notes; its sample of 2017): contacts that are not for the public",
        take_notes,
        '<p>Text.</p><section class="np-nonpublic"><p>Call Jane.</p></section>',
        '<p>Text.</p><section class="np-public"><p>See the map.</p></section>',
    ),
    BodyHabit(
        "routing-tail",
        "ANSA (ansa_culture.xml): routing codes as text behind the last paragraph",
        drop_routing,
        "<p>Text.</p>51 77 03 CRO01 1113 APE4800",
        "<p>Text.</p>NATO AND EU AGREE",
    ),
    BodyHabit(
        "repeated-teaser",
        "dpa (its sample of 2017): the teaser again as first paragraph",
        drop_teaser,
        '<p class="teaser">It rained.</p><p>It rained. And more.</p>',
        '<p class="teaser">It rained.</p><p>Another thing.</p>',
    ),
    BodyHabit(
        "escaped-twice",
        "STT (stt_newsml_test.xml), Ritzau: references escaped twice or three times",
        unescape_twice,
        "<p>4 o&amp;#39;clock</p>",
        "<p>Write &amp;lt; for a tag, <code>&amp;amp;</code> for a sign.</p>",
    ),
    BodyHabit(
        "pseudo-tag",
        "STT: `<endash>-</endash>` as text",
        read_pseudo_tags,
        "<p>a &lt;endash&gt;-&lt;/endash&gt; b</p>",
        "<p>an endash is longer than a hyphen</p>",
    ),
    BodyHabit(
        "fixed-width",
        "Reuters (ISS149709): a table set with spaces in one paragraph",
        keep_columns,
        "<p>\nBayern   12   30\nKoeln     9   24\nBremen    1    3\n</p>",
        "<p>It rained.  It rained more.\nIt stopped.  It began.\nThe end.  Yes.</p>",
    ),
    BodyHabit(
        "indented-paragraphs",
        "Reuters (L4N1): all paragraphs in one, each begun with four spaces",
        split_indented,
        "<p>    One line\nand another.\n    Two.</p>",
        "<p>\n            One line\n            and another.\n          </p>",
    ),
    BodyHabit(
        "soft-wraps",
        "AAP (aap.xml, there in NITF): a line break at the end of each line of a column",
        join_soft_wraps,
        f"<p>{WIRE_LINE}<br/>{WIRE_LINE}<br/>{WIRE_LINE}<br/>end.</p>",
        "<p>Roses are red,<br/>violets are blue,<br/>sugar is sweet,<br/>and so are you.</p>",
    ),
    BodyHabit(
        "byline-first",
        "Reuters (text.xml): the byline is the first paragraph, and the item has none",
        copy_byline,
        "<p>By Toby Davis</p>",
        "<p>By Tuesday the river had risen.</p>",
    ),
)
"""All habits of bodies, in the order in which they are looked for."""

TEXT_FIELDS: Final = ("headline", "subheadline", "slugline", "byline", "dateline", "credit", "description")

FIELD_HABITS: Final = (
    FieldHabit(
        "credit-dash",
        "STT (stt1.xml)",
        ("credit",),
        re.compile(r" ?[\N{EN DASH}\N{EM DASH}]$"),
        "a dash behind the credit, which parts it from the text in print",
        "STT\N{EN DASH}",
        "AP\N{EN DASH}Reuters",
    ),
    FieldHabit(
        "dateline-timestamp",
        "Reuters (snep.xml): `2013-03-04 11:40:31 GMT+00:00`",
        ("dateline",),
        re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9:.]{5,12}.*$"),
        "a time of computers is no dateline",
        "2013-03-04 11:40:31 GMT+00:00",
        "LONDON, 2013-03-04",
    ),
    FieldHabit(
        "placeholder",
        "Reuters video",
        TEXT_FIELDS,
        re.compile(r"^No-Data-Available$"),
        "a placeholder says nothing",
        "No-Data-Available",
        "No data available on the dead",
    ),
)
"""All habits of fields."""
