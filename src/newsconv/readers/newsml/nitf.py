"""Read an NITF document that stands in an item, by making XHTML of it.

In: an `nitf` element of any version and namespace. Out: the blocks of its `body.content`, and the fields
that its `body.head` names.

Known gaps: the document's `head`, and attributes of inline elements (who a person is, what a date means).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsconv.iptc.parsing import local_name
from newsconv.readers.html.blocks import read_blocks
from newsconv.readers.newsml.context import children, first_child

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.document import Block
    from newsconv.readers.newsml.context import Context

__all__ = ["read_nitf"]

XHTML_NAMES: Final = {
    "block": "div",
    "body.content": "div",
    "bq": "blockquote",
    "credit": "footer",
    "fn": "aside",
    "hl1": "h2",
    "hl2": "h2",
    "media": "figure",
    "media-caption": "figcaption",
    "media-producer": "span",
    "nitf-table": "div",
    "note": "aside",
    "tagline": "p",
}
"""Elements of NITF 3.6 by what they are in XHTML; those of one name in both, and inline elements that only say
what a word is, stay as they are."""
DROPPED: Final = frozenset({"media-metadata", "media-object", "nitf-table-metadata"})
"""Elements that hold no words of the story."""
MEDIA_TAGS: Final = {"image": "img", "photo": "img", "picture": "img", "video": "video", "audio": "audio"}
"""Values of `media-type` by the element of XHTML."""
HEAD_FIELDS: Final = (
    ("headline", ("hedline", "hl1")),
    ("headline", ("headline", "hl1")),
    ("subheadline", ("hedline", "hl2")),
    ("byline", ("byline",)),
    ("credit", ("distributor",)),
    ("dateline", ("dateline",)),
    ("description", ("abstract",)),
    ("copyright_notice", ("rights",)),
)
"""Fields that `body.head` names, with the path of local names; `headline` is an error seen in feeds."""


def read_nitf(nitf: _Element, context: Context) -> tuple[tuple[Block, ...], dict[str, str]]:
    """Read the body of an NITF document.

    Returns:
        The blocks of the text, and by name the fields of the metadata that its head has.
    """
    body = first_child(nitf, "body")
    head = first_child(body, "body.head")
    fields = read_head(head, context) if head is not None else {}
    content = first_child(body, "body.content")
    if content is None:
        content = body if body is not None else nitf
    end = first_child(body, "body.end")
    blocks = [part for part in (content, end) if part is not None]
    for part in blocks:
        translate(part)
    options, report = context.options, context.report
    read = [read_blocks(part, report=report, base_url=options.base_url) for part in blocks]
    return tuple(block for part in read for block in part), fields


def read_head(head: _Element, context: Context) -> dict[str, str]:
    """Read the fields of `body.head`; what it has beside them is reported."""
    fields: dict[str, str] = {}
    for field, path in HEAD_FIELDS:
        element = first_child(head, *path)
        if element is not None and field not in fields and (text := context.line(element)):
            fields[field] = text
    for element in children(head):
        inner = children(element) if local_name(element) in {"hedline", "headline"} else [element]
        for part in inner:
            if part not in context.taken:
                context.skip(part, f"another {local_name(part)} of the head of the NITF document")
    return fields


def translate(content: _Element) -> None:
    """Rename the elements of NITF in place to those of XHTML."""
    from lxml import etree

    etree.strip_elements(content, *(f"{{*}}{name}" for name in DROPPED), with_tail=False)
    for element in list(content.iter("*")):
        name = local_name(element)
        if name == "media-reference":
            translate_reference(element)
        elif name in XHTML_NAMES:
            element.tag = XHTML_NAMES[name]
        if name == "media-producer":
            element.set("class", "credit")
        elif name == "em" and element.get("class") == "bold":
            element.tag = "strong"


def translate_reference(element: _Element) -> None:
    """Make a picture, video or sound of a reference in a `media` element."""
    parent = element.getparent()
    kind = (parent.get("media-type") or "image").lower() if parent is not None else "image"
    element.tag = MEDIA_TAGS.get(kind, "img")
    element.set("src", element.get("source") or "")
    element.set("alt", element.get("alternate-text") or element.text or "")
    element.set("data-type", element.get("mime-type") or "")
