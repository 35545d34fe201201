"""What agencies put into NewsML-G2 bodies and fields that is no story: each habit is a row, with where it was seen.

In: the body of a rendition in XHTML, of whatever namespace, and the fields of the metadata read so far; never those
of an item that newsconv wrote. Out: the body is changed in place, fields that it held are given, and all is reported.

Each row has an example that it changes and a counter-example that it leaves alone; tests try both. A habit is certain
from the mark-up or from the metadata; what would have to be guessed is the business of `newsconv.noise`.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.document import Date, Subject
from newsconv.document.characters import clean_characters, clean_line, clean_lines
from newsconv.iptc.parsing import local_name, origin_of, text_of
from newsconv.report import Guessed, Removed, Repaired

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from newsconv.report import Origin, Report

__all__ = ["BODY_HABITS", "FIELD_HABITS", "BodyHabit", "FieldHabit", "Story", "change_body", "change_fields"]


class Story(msgspec.Struct):
    """What a habit may look at, and add to."""

    values: dict[str, Any]
    """Fields of the metadata, as read so far; may be added to."""
    report: Report
    fields: dict[str, str]
    """Fields that the body held, of one text each."""


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


# ---------------------------------------------------------------- elements


def classes(element: _Element) -> frozenset[str]:
    """Give the classes of an element."""
    return frozenset((element.get("class") or "").split())


def line_of(element: _Element) -> str:
    """Give the text of an element on one line."""
    return clean_line(text_of(element))


def drop(element: _Element) -> None:
    """Take an element out of its parent, and leave the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def elements(body: _Element, name: str) -> Iterator[_Element]:
    """Give the elements of one local name in a body, of any namespace; they may be changed meanwhile."""
    return iter(list(body.iter(f"{{*}}{name}")))


# ---------------------------------------------------------------- habits of bodies


def take_header(body: _Element, story: Story, rule: str) -> None:
    """Take the wire's header off the body: what it says is metadata."""
    for header in (child for child in list(body) if local_name(child) == "header"):
        for part in list(header):
            field = header_field(part)
            text = line_of(part)
            if not field or not text:
                continue
            if is_told(field, part, story):
                reason = f"the header in the body repeats the {field} of the item"
                story.report.add(Removed(rule=rule, reason=reason, text=text, origin=origin_of(part)))
            else:
                tell(field, part, story)
                reason = "the header in the body says it"
                story.report.add(Guessed(field=field, rule=rule, text=text, reason=reason, origin=origin_of(part)))
            drop(part)


HEADER_CLASSES: Final = {"slugline": "keywords", "publicationDate": "updated", "genre": "genres", "byline": "byline"}
"""Classes of the parts of dpa's header, by field."""


def header_field(part: _Element) -> str:
    """Name the field that a part of the header holds; nothing where it is none of dpa's."""
    if local_name(part) == "h1":
        return "headline"
    return next((field for name, field in HEADER_CLASSES.items() if name in classes(part)), "")


def is_told(field: str, part: _Element, story: Story) -> bool:
    """Tell whether the metadata say what a part of the header says."""
    known = story.values.get(field)
    if field == "keywords":
        names = {subject.name for subject in story.values.get("subjects", ())} | set(known or ())
        return all(line_of(item) in names for item in part)
    if field == "genres":
        return any(genre.name == line_of(part) for genre in known or ())
    return bool(known) if field == "updated" else clean_line(known or "") == line_of(part)


def tell(field: str, part: _Element, story: Story) -> None:
    """Add what a part of the header says to the metadata."""
    values = story.values
    text = line_of(part)
    if field == "keywords":
        names = {subject.name for subject in values.get("subjects", ())}
        new = (line_of(item) for item in part)
        values[field] = (*values.get(field, ()), *(word for word in new if word not in names))
    elif field == "genres":
        values[field] = (*values.get(field, ()), Subject(text))
    elif field == "updated":
        try:
            values[field] = Date(part.get("data-datetime") or part.get("datetime") or text)
        except ValueError:
            return
    else:
        story.fields.setdefault(field, text)


NOT_PUBLIC: Final = frozenset({"np-nonpublic", "nonpublic", "notepad", "np-constraint"})
"""Classes of sections that must not be made public."""


def take_notes(body: _Element, story: Story, rule: str) -> None:
    """Move sections that must not be made public to the note for editors."""
    for element in private_elements(body):
        text = clean_lines(text_of(element, lines=True))
        if text:
            known = story.fields.get("editorial_note", "")
            story.fields["editorial_note"] = f"{known}\n\n{text}".strip()
            reason = "it is marked as not for the public"
            story.report.add(
                Guessed(field="editorial_note", rule=rule, text=text, reason=reason, origin=origin_of(element))
            )
        drop(element)


def private_elements(body: _Element) -> list[_Element]:
    """Give the outermost elements that are marked as not for the public."""
    from lxml import etree

    found = []
    walker = etree.iterwalk(body, events=("start",))
    for _, element in walker:
        if element is not body and (element.get("pubconstraint") or classes(element) & NOT_PUBLIC):
            found.append(element)
            walker.skip_subtree()
    return found


RE_ROUTING: Final = re.compile(r"(?=(?:\S+\s+)*?\S*[0-9])(?:[A-Z0-9]{2,12}\s+){4,60}[A-Z0-9]{2,12}")
"""Five or more words of capitals and digits: what a wire's computers tell each other."""


def drop_routing(body: _Element, story: Story, rule: str) -> None:
    """Take out routing codes that stand behind the last paragraph."""
    last = body[-1] if len(body) else None
    if last is None or not last.tail or not RE_ROUTING.fullmatch(last.tail.strip()):
        return
    reason = "routing codes behind the last paragraph"
    story.report.add(Removed(rule=rule, reason=reason, text=clean_line(last.tail), origin=origin_of(last)))
    last.tail = None


def drop_teaser(body: _Element, story: Story, rule: str) -> None:
    """Take out a teaser that repeats the description, or the paragraph after it."""
    for paragraph in elements(body, "p"):
        if "teaser" not in classes(paragraph):
            continue
        text = line_of(paragraph)
        after = paragraph.getnext()
        repeated = text == clean_line(story.values.get("description", "")) or (
            after is not None and line_of(after).startswith(text)
        )
        if text and repeated:
            reason = "a teaser that repeats what is said elsewhere"
            story.report.add(Removed(rule=rule, reason=reason, text=text, origin=origin_of(paragraph)))
            drop(paragraph)


RE_ESCAPED: Final = re.compile(r"&(?:amp;){0,5}(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""A reference to a character that shows as such, so that it was escaped once too often, or several times."""
MARK_UP: Final = frozenset({"lt", "gt"})
"""References that stay: they may be what the text is about."""
RE_PSEUDO_TAG: Final = re.compile(r"(?:<|&lt;)endash(?:>|&gt;)-?(?:<|&lt;)/endash(?:>|&gt;)")
LITERAL: Final = frozenset({"code", "pre", "script", "style", "kbd", "samp"})
"""Elements in which text means what it says."""


def unescape_twice(body: _Element, story: Story, rule: str) -> None:
    """Read references that were escaped twice as characters."""
    replace_texts(body, story, rule, "&", unescaped)


def unescaped(text: str) -> str:
    """Give a text with the characters that its references stand for.

    >>> unescaped("o&#39;clock, AT&amp;amp;T, &lt;b&gt;")
    "o'clock, AT&T, &lt;b&gt;"
    """
    return clean_characters(RE_ESCAPED.sub(referred, text))


def referred(match: re.Match[str]) -> str:
    """Give the character that a reference stands for; unknown ones and mark-up stay."""
    reference = match[0].rpartition("&amp;")[2] if not match[0].endswith("&amp;") else match[0]
    name = re.sub(r"^&(?:amp;)*", "", match[0]).removesuffix(";")
    if name in MARK_UP:
        return match[0]
    if not name:
        return "&"
    character = html.unescape(f"&{name};")
    return match[0] if character == f"&{name};" or not reference else character


def read_pseudo_tags(body: _Element, story: Story, rule: str) -> None:
    """Read tags of typesetting that stand as text."""
    replace_texts(body, story, rule, "endash", lambda text: RE_PSEUDO_TAG.sub("\N{EN DASH}", text))


def replace_texts(body: _Element, story: Story, rule: str, sign: str, change: Callable[[str], str]) -> None:
    """Change the texts that hold a sign, but those that are literal, and report each once."""
    for element in body.iter("*"):
        places = (("text", element.text if local_name(element) not in LITERAL else None), ("tail", element.tail))
        for place, text in places:
            if not text or sign not in text or (place == "tail" and element is body):
                continue
            changed = change(text)
            if changed != text:
                setattr(element, place, changed)
                reason = f"characters that were escaped or tagged too often ({rule})"
                story.report.add(Repaired(reason=reason, text=clean_line(text), origin=origin_of(element)))


MIN_WRAP_CHARS: Final = 35
MAX_WRAP_CHARS: Final = 100
"""Code points of a line that was wrapped to fit a wire's column (64 to 80), not ended by its author."""
MIN_WRAPS: Final = 3
"""Lines in a paragraph that all have that length; two may by chance."""


def join_soft_wraps(body: _Element, story: Story, rule: str) -> None:
    """Join the lines of a paragraph that a wire broke at its column with `br`."""
    for paragraph in elements(body, "p"):
        breaks = [child for child in paragraph if local_name(child) == "br"]
        if len(breaks) < MIN_WRAPS:
            continue
        lines = [line.strip() for line in text_of(paragraph, lines=True).split("\n")]
        if not all(MIN_WRAP_CHARS <= len(line) <= MAX_WRAP_CHARS for line in lines[:-1]):
            continue
        for mark in breaks:
            mark.tail = f" {(mark.tail or '').lstrip()}"
            drop(mark)
        reason = f"{len(breaks)} line breaks at the column of a wire, not of the text ({rule})"
        story.report.add(Repaired(reason=reason, origin=origin_of(paragraph)))


RE_INDENTED: Final = re.compile(r"\n {3,5}(?=\S)")
"""How a wire begins a paragraph; pretty-printed XML is indented deeper, or in every line."""
RE_FLUSH: Final = re.compile(r"\n(?=\S)")
RE_COLUMNS: Final = re.compile(r"(?<=\S) {2,}(?=\S)")
MIN_TABLE_LINES: Final = 3
MIN_GAPS: Final = 2
"""Lines, and gaps between columns in each, of a table that is set with spaces."""


def split_indented(body: _Element, story: Story, rule: str) -> None:
    """Part the paragraphs that stand in one `p`, told by their indentation."""
    for paragraph in elements(body, "p"):
        text = paragraph.text or ""
        if len(paragraph) or not RE_FLUSH.search(text.rstrip()) or is_fixed_width(text):
            continue
        first, *rest = [part for part in RE_INDENTED.split(f"\n{text.lstrip(chr(10))}") if part.strip()] or [""]
        if not rest:
            continue
        paragraph.text, tail, paragraph.tail = first, paragraph.tail, None
        for part in rest:
            new = paragraph.makeelement(str(paragraph.tag))
            new.text = part
            paragraph.addnext(new)
            paragraph = new  # noqa: PLW2901 - the next one follows this one
        paragraph.tail = tail
        reason = f"{len(rest) + 1} paragraphs in one, told by their indentation ({rule})"
        story.report.add(Repaired(reason=reason, origin=origin_of(paragraph)))


def is_fixed_width(text: str) -> bool:
    """Tell whether a text is a table set with spaces."""
    lines = [line for line in text.split("\n") if len(RE_COLUMNS.findall(line.strip())) >= MIN_GAPS]
    return len(lines) >= MIN_TABLE_LINES


def keep_columns(body: _Element, story: Story, rule: str) -> None:
    """Keep the lines and spaces of a table that is set with spaces."""
    for paragraph in elements(body, "p"):
        if not len(paragraph) and is_fixed_width(paragraph.text or ""):
            paragraph.tag = str(paragraph.tag)[:-1] + "pre"
            reason = f"a table set with spaces, kept as it is set ({rule})"
            story.report.add(Repaired(reason=reason, origin=origin_of(paragraph)))


RE_BYLINE: Final = re.compile(r"By(?: [A-Z][\w.'\N{RIGHT SINGLE QUOTATION MARK}\-]*| and| of|,){2,8}")
"""A byline that is a whole paragraph: names only."""


def copy_byline(body: _Element, story: Story, rule: str) -> None:
    """Take a byline from the first paragraph, which stays, where the item has none."""
    first = next(elements(body, "p"), None)
    if first is None or story.values.get("byline") or not RE_BYLINE.fullmatch(text := line_of(first)):
        return
    story.fields.setdefault("byline", text)
    reason = "the first paragraph is a byline, and the item has none"
    story.report.add(Guessed(field="byline", rule=rule, text=text, reason=reason, origin=origin_of(first)))


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
