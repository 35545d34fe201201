"""Read the content of an item: one of several renditions of the same story.

In: `contentSet` of a newsItem. Out: blocks, and fields of the metadata that the content names. XML is
preferred to text, since it says more; what other renditions hold is reported.

| rendition | read as |
|---|---|
| inlineXML with `html` or a part of a page | XHTML, in any namespace |
| inlineXML with `nitf` | NITF (`newsconv.readers.newsml.nitf`) |
| inlineData, HTML by its type or its beginning | HTML |
| inlineData | plain text: paragraphs parted by empty lines |
| remoteContent, where there is nothing of the above | a figure with a file for each rendition |
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsconv.document import Figure, Media, Paragraph, Text
from newsconv.document.characters import clean_line
from newsconv.iptc.parsing import local_name, origin_of, text_of
from newsconv.iptc.values import split_qcode
from newsconv.readers.newsml.context import children, first_child
from newsconv.report import Skipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsconv.document import Block
    from newsconv.document.nodes import MediaKind
    from newsconv.readers.newsml.context import Context

__all__ = ["Content", "read_content"]

PAGE_PARTS: Final = frozenset(
    {"article", "aside", "blockquote", "body", "div", "figure", "h1", "h2", "main", "ol", "p", "pre", "section"}
    | {"table", "ul"}
)
"""Elements of XHTML that a rendition begins with where it is no whole page."""
RE_HTML: Final = re.compile(
    r"\s*(?:<!\[CDATA\[)?\s*<(?:!doctype|html|body|div|p|h[1-6]|br|ul|ol|table|article|section)\b", re.IGNORECASE
)
"""How HTML in text begins."""
RE_EMPTY_LINES: Final = re.compile(r"\n[ \t\r]*\n")
MEDIA_KINDS: Final[dict[str, MediaKind]] = {"image": "image", "video": "video", "audio": "audio"}
RE_SIZE: Final = re.compile(r"[0-9]{1,7}")


class Content(NamedTuple):
    """What the content of an item holds."""

    blocks: tuple[Block, ...] = ()
    fields: dict[str, str] = {}  # noqa: RUF012 - never changed
    """Fields of the metadata that the content names."""


def read_content(context: Context) -> Content:
    """Read the best rendition of an item's content, and report the others."""
    parts = [part for section in context.sections("contentSet") for part in children(section)]
    ranked = [part for name in ("inlineXML", "inlineData") for part in parts if local_name(part) == name]
    content: Content | None = None
    for part in ranked:
        if content is None or not content.blocks:
            content = read_part(part, context) or content
        elif text_of(part).strip():
            context.skip(part, "another rendition of the same content")
    remote = [part for part in parts if local_name(part) == "remoteContent"]
    if (content is None or not content.blocks) and remote:
        return Content(read_remote(remote, context), content.fields if content else {})
    for part in remote:
        context.skip(part, "another rendition of the same content")
    return content or Content()


def read_part(part: _Element, context: Context) -> Content | None:
    """Read one rendition; nothing where it is of no known kind."""
    if local_name(part) == "inlineData":
        return read_data(part, context)
    inner = next(iter(children(part)), None)
    if inner is None:
        return Content(read_plain(text_of(part)))
    name = local_name(inner).lower()
    if name == "nitf":
        return Content(*read_nitf_part(inner, context))
    if name == "html":
        return read_page(inner, context)
    if name in PAGE_PARTS:
        return Content(read_xhtml(part, context))
    context.skip(part, f"XML of a kind that is no text: {local_name(inner)}")
    return None


def read_nitf_part(nitf: _Element, context: Context) -> tuple[tuple[Block, ...], dict[str, str]]:
    """Read an NITF document."""
    from newsconv.readers.newsml.nitf import read_nitf

    return read_nitf(nitf, context)


def read_xhtml(element: _Element, context: Context) -> tuple[Block, ...]:
    """Read the blocks in an element of XHTML."""
    from newsconv.readers.html.blocks import read_blocks

    return read_blocks(element, report=context.report, base_url=context.options.base_url)


def read_page(page: _Element, context: Context) -> Content:
    """Read a page; its title may be the headline."""
    body = first_child(page, "body")
    head = first_child(page, "head")
    title = first_child(head, "title")
    text = clean_line(text_of(title)) if title is not None else ""
    if body is None:
        body = page
    return Content(read_xhtml(body, context), {} if context.signed or not text else {"title": text})


def read_data(part: _Element, context: Context) -> Content | None:
    """Read text, or HTML that stands as text."""
    text = text_of(part)
    if part.get("encoding") or part.get("encodinguri"):
        context.report.add(Skipped(reason="encoded data, not text", origin=origin_of(part)))
        return None
    media_type = (part.get("contenttype") or "").lower()
    if "html" not in media_type and not RE_HTML.match(text):
        return Content(read_plain(text))
    from newsconv.readers.html.tree import parse_fragment

    return Content(read_xhtml(parse_fragment(text, report=context.report), context))


def read_plain(text: str) -> tuple[Block, ...]:
    r"""Make paragraphs of plain text.

    >>> read_plain("One\nline.\n\nTwo.")
    (Paragraph(children=(Text(value='One line.'),)), Paragraph(children=(Text(value='Two.'),)))
    """
    texts = (clean_line(part) for part in RE_EMPTY_LINES.split(text))
    return tuple(Paragraph((Text(line),)) for line in texts if line)


def read_remote(parts: Sequence[_Element], context: Context) -> tuple[Block, ...]:
    """Make a figure of the files of a picture, video or sound."""
    media: list[Media] = []
    for part in parts:
        kind = MEDIA_KINDS.get((part.get("contenttype") or "").partition("/")[0].strip().lower())
        url = clean_line(part.get("href") or "")
        if kind is None or not url:
            context.skip(part, "content elsewhere, of no kind that can be shown")
            continue
        media.append(read_media(part, url, kind))
        context.take(part)
    return (Figure(tuple(media)),) if media else ()


def read_media(part: _Element, url: str, kind: MediaKind) -> Media:
    """Read one file."""
    return Media(
        url,
        kind,
        width=size_of(part, "width"),
        height=size_of(part, "height"),
        media_type=part.get("contenttype") or "",
        rendition=split_qcode(part.get("rendition"))[1],
    )


def size_of(part: _Element, name: str) -> int | None:
    """Give a size in pixels."""
    text = part.get(name) or ""
    return int(text) if RE_SIZE.fullmatch(text) else None
