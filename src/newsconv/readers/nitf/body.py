"""Read the body of an NITF document by making XHTML of it: the inverse of `newsconv.writers.nitf.body`, and more.

In: elements that hold text of the story, of any version and namespace. Out: blocks in normal form. What NITF
says of words (who is a person, what is a date) goes to the extra fields (`newsconv.readers.nitf.marks`).

Notes for editors never get into the text: `note` of the type `npa` (non-publishable advisory) or the class
`editorsnote` goes to the notes of the context.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsconv.document.characters import clean_line
from newsconv.iptc.parsing import local_name, origin_of, text_of
from newsconv.readers.html.blocks import read_blocks
from newsconv.readers.nitf.context import children
from newsconv.readers.nitf.marks import DROPPED, is_private, keep_marks
from newsconv.report import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from newsconv.document import Block
    from newsconv.readers.nitf.context import Context

__all__ = ["read_body", "text_parts"]

XHTML_NAMES: Final = {
    "abstract": "div",
    "bibliography": "p",
    "block": "div",
    "body.content": "div",
    "body.end": "div",
    "bq": "blockquote",
    "byline": "p",
    "copyrite": "p",
    "credit": "footer",
    "datasource": "p",
    "dateline": "p",
    "hl1": "h2",
    "nitf-table": "div",
    "tagline": "p",
}
"""Elements of NITF 3.6 by what they are in XHTML; those of one name in both, and inline elements that only say
what a word is, stay as they are."""
SPAN_CLASSES: Final = {
    "bold": "strong",
    "strong": "strong",
    "b": "strong",
    "strikethrough": "s",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
}
"""Classes of `em` by the element of XHTML: ours, and what agencies call bold."""
MEDIA_TAGS: Final = {"image": "img", "photo": "img", "picture": "img", "video": "video", "audio": "audio"}
"""Values of `media-type`, and beginnings of media types, by the element of XHTML."""
KINDS_NOTE: Final = "newsconv:kinds"
"""Name of the `media-metadata` that says the kind of each file, where they differ."""
ADDRESS_PARTS: Final = frozenset(
    {"addressee", "care.of", "city", "country", "delivery.office", "delivery.point", "postcode", "region", "state"}
)
"""Parts of a place or address; a comma parts two that touch, else their words would run together."""


def text_parts(root: _Element) -> list[_Element]:
    """Give the elements of a document that hold its text; in one without `body.content` what else is there."""
    bodies = children(root, "body") or [root]
    parts = [part for body in bodies for part in children(body) if local_name(part) not in {"head", "body.head"}]
    if any(local_name(part) not in {"body.content", "body.end"} for part in parts) or bodies == [root]:
        for head in [part for name in ("head", "body.head") for body in bodies for part in children(body, name)]:
            parent = head.getparent()
            if parent is not None:
                parent.remove(head)
        return bodies
    return parts


def read_body(context: Context) -> tuple[Block, ...]:
    """Read the text; the tree of the document is changed."""
    blocks: list[Block] = []
    for part in text_parts(context.root):
        if not context.signed:
            keep_marks(part, context)
        translate(part, context)
        blocks += read_blocks(part, report=context.report, base_url=context.options.base_url)
    return tuple(blocks)


# ---------------------------------------------------------------- translation


def translate(content: _Element, context: Context) -> None:
    """Rename the elements of NITF in place to those of XHTML."""
    drop_elements(content, context)
    for element in [part for part in content.iter("*") if part is not content]:
        name = local_name(element)
        class_name = element.attrib.pop("class", "") if element.keys() else ""
        for attribute in ("style", "hidden") if element.keys() else ():
            element.attrib.pop(attribute, None)
        change = CHANGES.get(name)
        if change is not None:
            change(element, str(class_name))
        elif name in XHTML_NAMES:
            element.tag = XHTML_NAMES[name]
        elif name in ADDRESS_PARTS and element.getnext() is not None and not element.tail:
            element.tail = ", "


def drop_elements(content: _Element, context: Context) -> None:
    """Take out what is no text of the story: notes for editors, and data."""
    gone: set[_Element] = set()
    for note in [part for part in content.iter("{*}note") if is_private(part)]:
        if note not in gone:
            gone.update(note.iter("{*}note"))
            context.notes.append(text_of(note, lines=True))
            drop(note)
    for element in [part for part in content.iter("*") if local_name(part) in DROPPED]:
        parent = element.getparent()
        if element.get("name") == KINDS_NOTE:
            spread_kinds(element, parent if parent not in gone else None)
            gone.update([] if parent is None else [parent])
        elif said := what_is_said(element):
            reason = f"{local_name(element)} is data about the text, and no part of it"
            context.report.add(Skipped(text=said, reason=reason, origin=origin_of(element)))
        drop(element)


def drop(element: _Element) -> None:
    """Take an element out, but not the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def what_is_said(element: _Element) -> str:
    """Give the words and values that are lost with an element; encoded data are none."""
    if local_name(element) == "media-object":
        return "data of a picture or sound" if text_of(element).strip() else ""
    values = [str(value) for part in element.iter("*") for value in part.attrib.values()]
    return clean_line(" ".join([*values, text_of(element)]))


def spread_kinds(note: _Element, media: _Element | None) -> None:
    """Note on each file of a figure of which kind it is."""
    for reference, kind in zip(children(media, "media-reference"), (note.get("value") or "").split(), strict=False):
        reference.set("kind", kind)


# ---------------------------------------------------------------- single elements


def change_heading(element: _Element, class_name: str) -> None:
    """Make a heading of a level, or the title of a box."""
    if class_name == "title" and local_name(element.getparent()) in {"div", "aside"}:  # type: ignore[arg-type]
        element.tag = "header"
    else:
        element.tag = class_name if class_name in HEADINGS else "h2"


HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def change_span(element: _Element, class_name: str) -> None:
    """Make a span of the kind that the class names."""
    element.tag = SPAN_CLASSES.get(class_name.strip().lower(), "em")


def change_note(element: _Element, class_name: str) -> None:
    """Make a box of a note; the role of one that is not ours is what it is in NITF."""
    role = class_name.removeprefix("aside").strip() if class_name.startswith("aside") else "note"
    element.tag = "aside"
    element.set("data-role", role)


def change_footnote(element: _Element, _class_name: str) -> None:
    """Make a box of a footnote."""
    element.tag = "aside"
    element.set("data-role", "footnote")


def change_list(element: _Element, _class_name: str) -> None:
    """Keep the number of the first item."""
    if number := element.get("seqnum"):
        element.set("start", number)


def change_code(element: _Element, class_name: str) -> None:
    """Keep the language of preformatted text."""
    if class_name.startswith("language-"):
        element.set("class", class_name)


def change_fraction(element: _Element, _class_name: str) -> None:
    """Put a stroke between the parts of a fraction that has none."""
    parts = children(element)
    if parts and not children(element, "frac-sep") and not clean_line(parts[0].tail or ""):
        parts[0].tail = "/"


def change_reading(element: _Element, _class_name: str) -> None:
    """Put the reading of a word, which is set above it, in brackets behind it."""
    parent = element.getparent()
    before = element.getprevious()
    if parent is not None and (before is None or local_name(before) != "rp"):
        element.text = f"({element.text or ''}"
        element.tail = f"){element.tail or ''}"


# ---------------------------------------------------------------- media


def change_media(element: _Element, class_name: str) -> None:
    """Make a figure or an embed."""
    element.tag = "figure"
    references = children(element, "media-reference")
    if class_name == "embed" and references:
        change_embed(element, references)
        return
    kind = (element.get("media-type") or "").strip().lower()
    add_credit(element, references)
    for reference in references:
        change_reference(reference, kind)
    for caption in children(element, "media-caption")[1:]:
        caption.text = f" {caption.text or ''}"
    for part in children(element):
        if local_name(part) == "media-caption":
            part.tag = "figcaption"
        elif local_name(part) == "media-producer":
            part.tag = "span"
            part.set("credit", "credit")


def change_reference(reference: _Element, media_type: str) -> None:
    """Make a picture, video or sound of a reference; one to nothing is none."""
    if not clean_line(reference.get("source") or "") and not clean_line(text_of(reference)):
        drop(reference)
        return
    mime_type = reference.get("mime-type") or ""
    kind = reference.get("kind") or media_type
    tag = MEDIA_TAGS.get(kind) or MEDIA_TAGS.get(mime_type.partition("/")[0].strip().lower(), "img")
    alt, title = reference.get("alternate-text") or "", clean_line(text_of(reference))
    for part in children(reference):
        reference.remove(part)
    reference.tag = tag
    reference.text = alt if tag != "img" else None
    values = {"src": reference.get("source"), "alt": alt, "title": title, "data-type": mime_type}
    for name, value in {**values, "data-rendition": reference.get("name")}.items():
        if value:
            reference.set(name, value)


def add_credit(figure: _Element, references: list[_Element]) -> None:
    """Add the credit of the first file that has one to its figure, unless a producer is named there."""
    from lxml import etree

    credits_ = (clean_line(reference.get("source-credit") or "") for reference in references)
    credit = next(filter(None, credits_), "")
    if credit and not children(figure, "media-producer"):
        etree.SubElement(figure, "span", {"class": "credit"}).text = credit


def change_embed(element: _Element, references: list[_Element]) -> None:
    """Make an embed: a link with its address and title, then its text."""
    reference, *others = references
    reference.tag, reference.text = "a", reference.get("alternate-text") or ""
    reference.set("href", reference.get("source") or "")
    element.set("class", "embed")
    for part in [*others, *children(element, "media-producer")]:
        if local_name(part) == "media-producer":
            element.set("data-provider", clean_line(text_of(part)))
        element.remove(part)
    for caption in children(element, "media-caption"):
        caption.tag = "div"


def change_credit_span(element: _Element, _class_name: str) -> None:
    """Mark the credit of a figure as the reader of XHTML knows it."""
    if element.attrib.pop("credit", None):
        element.set("class", "credit")


CHANGES: Final[dict[str, Callable[[_Element, str], None]]] = {
    "em": change_span,
    "fn": change_footnote,
    "frac": change_fraction,
    "hl2": change_heading,
    "media": change_media,
    "note": change_note,
    "ol": change_list,
    "pre": change_code,
    "rt": change_reading,
    "span": change_credit_span,
}
"""What is done with elements that need more than another name, parents before children."""
