"""Take parts off a body that are no story: headers, notes, routing codes, teasers.

In: the body of a rendition, and the fields read so far. Out: the body is changed in place. Which habit does what, and
where it was seen, is in the table of `newsconv.readers.newsml.habits`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.document import Date, Subject
from newsconv.document.characters import clean_line, clean_lines
from newsconv.iptc.parsing import local_name, origin_of, text_of
from newsconv.readers.newsml.flattening import mark_attributes
from newsconv.report import Guessed, Removed, Report, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = [
    "Story",
    "copy_byline",
    "drop",
    "drop_routing",
    "drop_teaser",
    "elements",
    "take_header",
    "take_notes",
]


class Story(msgspec.Struct):
    """What a habit may look at, and add to."""

    values: dict[str, Any]
    """Fields of the metadata, as read so far; may be added to."""
    report: Report
    fields: dict[str, str]
    """Fields that the body held, of one text each."""


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
        for mark, name, value in mark_attributes(element):
            reason = f"{name} of {local_name(mark)} in what is not for the public"
            story.report.add(Skipped(text=value, reason=reason, origin=origin_of(mark)))
        drop(element)


def private_elements(body: _Element) -> list[_Element]:
    """Give the outermost elements that are marked as not for the public."""
    from lxml import etree

    found: list[_Element] = []
    if not any(map(is_marked_private, body.iter("*"))):
        return found
    walker = etree.iterwalk(body, events=("start",))
    for _, element in walker:
        if element is not body and is_marked_private(element):
            found.append(element)
            walker.skip_subtree()
    return found


def is_marked_private(element: _Element) -> bool:
    """Tell whether an element is marked as not for the public."""
    if element.get("pubconstraint"):
        return True
    return element.get("class") is not None and not NOT_PUBLIC.isdisjoint(classes(element))


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
