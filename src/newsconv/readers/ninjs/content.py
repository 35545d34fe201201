"""Read the content of an item: its text, and the pictures, videos and sounds that come with it.

In: an item with the names of 3.1. Out: blocks. Several bodies are one text in several formats: one is read,
the others are reported. What a body holds is told by its media type and, since these are often wrong or made up
(`body_xhtml`, `text/html5`), by how it begins.

| body | read as | preferred |
|---|---|---|
| HTML or XHTML, also labelled as text | HTML | 1 |
| NITF | NITF | 2 |
| anything else | plain text: paragraphs parted by empty lines, or lines | 3 |

Renditions become a figure after the text, those of an association one figure each, in their order; a picture that
the text shows already is not shown twice. An association without files is a related item.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from newsconv.document import Figure, Heading, Image, Media, Paragraph, RelatedItem, Text, walk
from newsconv.document.characters import clean_line, normal_url
from newsconv.document.plain import inline_text
from newsconv.readers.ninjs.context import take_entries, take_text
from newsconv.readers.ninjs.versions import CONTENT_TYPES, modernize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsconv.document import Block
    from newsconv.document.nodes import MediaKind
    from newsconv.readers.ninjs.context import Context
    from newsconv.readers.ninjs.versions import JsonObject

__all__ = ["plain_text", "read_content"]

RE_BLOCK_START: Final = re.compile(
    r"\s*(?:<!--.*?-->\s*)*+<(?:!doctype|html|body|div|p|h[1-6]|ul|ol|table|article|section|figure|blockquote|pre)\b",
    re.IGNORECASE | re.DOTALL,
)
"""How HTML begins that is labelled as plain text."""
RE_TAG: Final = re.compile(
    r"</?(?:p|br|b|i|em|strong|a|div|span|h[1-6]|ul|ol|li|img|figure|table)\b[^<>]*>", re.IGNORECASE
)
"""A tag of HTML anywhere, in text without a label."""
RE_NITF_START: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^>]*>\s*)?<(?:nitf|body\.content)\b", re.IGNORECASE
)
RE_EMPTY_LINES: Final = re.compile(r"\n[ \t\r]*\n")
PLAIN: Final = "text/plain"

MEDIA_KINDS: Final[dict[str, MediaKind]] = {
    "image": "image",
    "video": "video",
    "audio": "audio",
    "picture": "image",
    "graphic": "image",
}
"""First part of a media type, and types of items, by the kind of file."""
TYPES: Final = {"image": "picture", "video": "video", "audio": "audio"}
"""Types of items that the kind of their files says."""
SUFFIX_KINDS: Final[dict[str, MediaKind]] = {
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "webp", "svg", "tif", "tiff"), "image"),
    **dict.fromkeys(("mp4", "mov", "webm", "m4v"), "video"),
    **dict.fromkeys(("mp3", "wav", "m4a", "ogg"), "audio"),
}
"""Ends of addresses by the kind of file, where nothing else says it."""


# ---------------------------------------------------------------- text


def read_content(item: JsonObject, values: dict[str, Any], context: Context) -> tuple[Block, ...]:
    """Read text, figures and related items; the latter into `values`."""
    blocks = read_bodies(item, values, context)
    if not context.signed:
        blocks = drop_headline(blocks, str(values.get("headline", "")), context)
    shown = shown_urls(blocks)
    figures = [read_figure(item, "renditions", context)]
    figures[0] = only_new(figures[0], shown, context)
    related = []
    for entry in take_entries(item, "associations", "uri", context):
        if context.signed and "renditions" in entry:
            continue  # our writer made it of a figure of the text
        found = read_association(entry, context)
        if isinstance(found, RelatedItem):
            related.append(found)
        else:
            figures.append(only_new(found, shown, context))
    if related:
        values["related"] = tuple(related)
    return (*blocks, *(figure for figure in figures if figure is not None))


def read_bodies(item: JsonObject, values: dict[str, Any], context: Context) -> tuple[Block, ...]:
    """Read the body that says most, and report the others; what NITF says of the story is added to `values`."""
    entries = [
        (take_text(entry, "contentType").lower(), take_value(entry), entry)
        for entry in take_entries(item, "bodies", "value", context)
    ]
    filled = [part for part in entries if part[1].strip()]
    if not filled:
        return ()
    best = min(filled, key=lambda part: BODY_RANKS[body_kind(part[0], part[1])])
    for part in entries:
        content_type, value, entry = part
        role = take_text(entry, "role")
        if part is best:
            for name in ("charCount", "wordCount"):
                item.setdefault(name, entry.pop(name, None))
            if role not in {"", MAIN, *CONTENT_TYPES}:
                context.keep("bodies/role", role)
        elif value.strip():
            entry.pop("charCount", None)
            entry.pop("wordCount", None)
            reason = f"another format of the same text ({role or content_type or 'without a role'})"
            context.skipped("bodies", plain_text(value, content_type, context), reason)
        context.keep_rest("bodies", entry)
    return read_body(body_kind(best[0], best[1]), best[1], values, context)


def take_value(entry: JsonObject) -> str:
    """Take the text of an entry, with its line ends."""
    value = entry.get("value")
    return str(entry.pop("value")) if isinstance(value, str) else take_text(entry, "value")


MAIN: Final = "main"
"""The role of the body that we write; another one is kept."""
BODY_RANKS: Final = {"html": 0, "nitf": 1, "text": 2}
"""Kinds of bodies, the one that says most first."""


def body_kind(content_type: str, value: str) -> str:
    """Tell what a body holds.

    >>> body_kind("text/plain", "a < b"), body_kind("text/plain", "<p>a</p>"), body_kind("body_xhtml", "a")
    ('text', 'html', 'html')
    >>> body_kind("", "a<br/>b"), body_kind("text/vnd.iptc.nitf", "<nitf/>"), body_kind("", "")
    ('html', 'nitf', 'text')
    """
    if RE_NITF_START.match(value):
        return "nitf"
    if "html" in content_type or RE_BLOCK_START.match(value):
        return "html"
    if "nitf" in content_type:
        return "nitf"
    return "html" if content_type != PLAIN and RE_TAG.search(value) else "text"


def read_body(kind: str, value: str, values: dict[str, Any], context: Context) -> tuple[Block, ...]:
    """Read a body of a known kind."""
    if kind == "text":
        return read_plain(value)
    if kind == "nitf":
        blocks = read_nitf_body(value, values, context)
        if blocks:
            return blocks
    return read_html(value, context)


def read_html(value: str, context: Context) -> tuple[Block, ...]:
    """Read a fragment of HTML or XHTML, well-formed or not."""
    from newsconv.readers.html.blocks import read_blocks
    from newsconv.readers.html.tree import parse_fragment

    element = parse_fragment(value, report=context.report)
    return read_blocks(element, report=context.report, base_url=context.options.base_url)


def read_nitf_body(value: str, values: dict[str, Any], context: Context) -> tuple[Block, ...]:
    """Read NITF; nothing where it is not well-formed, or holds no text.

    What its head says of fields that the item lacks is added to `values`; all else that it says is extra fields.
    """
    from newsconv.errors import ReadError
    from newsconv.formats import Source
    from newsconv.iptc.parsing import parse_xml
    from newsconv.readers.newsml.context import Context as XmlContext
    from newsconv.readers.newsml.nitf import read_nitf

    try:
        root = parse_xml(Source(value), context.report)
    except ReadError as error:
        context.repaired("bodies", "", f"NITF that is not well-formed, read as HTML ({error})")
        return ()
    found = read_nitf(root, XmlContext(root, context.options, context.report), values)
    if note := found.fields.pop("editorial_note", ""):
        context.notes.append(note)
    for name, text in found.fields.items():
        values.setdefault(name, text)
    context.extra += found.extras
    return found.blocks


def read_plain(value: str) -> tuple[Block, ...]:
    r"""Make paragraphs of plain text: parted by empty lines, and where there are none, by line ends.

    >>> read_plain("One\nline.\n\nTwo.")
    (Paragraph(children=(Text(value='One line.'),)), Paragraph(children=(Text(value='Two.'),)))
    >>> len(read_plain("One.\nTwo."))
    2
    """
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    parts = RE_EMPTY_LINES.split(text)
    lines = map(clean_line, parts if len(parts) > 1 else text.split("\n"))
    return tuple(Paragraph((Text(line),)) for line in lines if line)


def plain_text(value: str, content_type: str, context: Context) -> str:
    """Give the words of a text that may be HTML, on one line."""
    if content_type == PLAIN or body_kind(content_type, value) == "text":
        return clean_line(value)
    blocks = read_html(value, context)
    from newsconv.document.plain import iter_paragraphs

    return clean_line(" ".join(iter_paragraphs(blocks, everything=True)))


def drop_headline(blocks: tuple[Block, ...], headline: str, context: Context) -> tuple[Block, ...]:
    """Take a heading off the top of the text that only repeats the headline."""
    match blocks:
        case (Heading(level=1, children=children), *rest) if headline and clean_line(inline_text(children)) == headline:
            context.guessed("bodies", headline, "headline", "the heading at the top of the text repeats it")
            return tuple(rest)
    return blocks


# ---------------------------------------------------------------- pictures and related items


def shown_urls(blocks: Iterable[Block]) -> frozenset[str]:
    """Give the addresses of the files that the text shows."""
    found: set[str] = set()
    for node in walk(blocks):
        if isinstance(node, Figure):
            found.update(medium.url for medium in node.media)
        elif isinstance(node, Image):
            found.add(node.url)
    return frozenset(found)


def only_new(figure: Figure | None, shown: frozenset[str], context: Context) -> Figure | None:
    """Give a figure that the text does not show yet; one that it shows is reported."""
    if figure is None or not any(normal_url(medium.url) in shown for medium in figure.media):
        return figure
    said = [part for medium in figure.media for part in (medium.alt, medium.title, medium.rendition, medium.media_type)]
    words = " ".join(filter(None, (inline_text(figure.caption), figure.credit, *said)))
    context.skipped("associations", words, "the text shows this picture already")
    return None


def read_association(entry: JsonObject, context: Context) -> Figure | RelatedItem | None:
    """Read an item within the item: a figure where it has files, else a related item."""
    part = modernize(entry)
    part.pop("standard", None)
    name = take_text(part, "name")
    path = f"associations/{name}".rstrip("/")
    if note := take_text(part, "edNote"):
        context.notes.append(note)
    figure = read_figure(part, f"{path}/renditions", context)
    if figure is None:
        found = read_related(part, name, context)
        context.keep_rest(path, part)
        return found
    caption = take_words(part, "descriptions", path, context) or take_words(part, "headlines", path, context)
    if figure.media[0].kind == "image":
        figure = with_alternative(figure, take_words(part, "bodies", path, context))
    credit = take_text(part, "by")
    if part.get("type") == TYPES[figure.media[0].kind]:
        del part["type"]  # the kind of the files says it
    context.keep_rest(path, part)
    return Figure(figure.media, (Text(caption),) if caption else (), credit)


def with_alternative(figure: Figure, text: str) -> Figure:
    """Give the files of a figure the text that stands for them, as Superdesk has it in the body of a picture."""
    if not text:
        return figure
    return Figure(tuple(Media(m.url, m.kind, text, *(getattr(m, n) for n in MEDIA_REST)) for m in figure.media))


MEDIA_REST: Final = ("title", "width", "height", "media_type", "rendition")


def read_related(part: JsonObject, name: str, context: Context) -> RelatedItem | None:
    """Read an association without files; none where it has no address."""
    title = take_words(part, "headlines", f"associations/{name}".rstrip("/"), context)
    if name and title:
        context.keep(f"associations/{name}/name", name)
    title = title or name
    rel = take_text(part, "rel")
    for body in take_entries(part, "bodies", "value", context):
        context.skipped("associations", take_value(body), "the text of a related item is another story")
    if part.get("type") == "text":
        del part["type"]
    return RelatedItem(title, take_text(part, "uri"), rel)


def take_words(part: JsonObject, key: str, path: str, context: Context) -> str:
    """Take the first text of a list, plain if there is one; the others are reported where they say something else.

    Args:
        part: an item within the item.
        key: of the list.
        path: of the item within.
        context: what else an entry says, such as its role, is kept there.
    """
    found = []
    for entry in take_entries(part, key, "value", context):
        content_type, value = take_text(entry, "contentType").lower(), take_value(entry)
        if str(entry.get("role", "")).lower() in PLAIN_ROLES:
            entry.pop("role", None)
        context.keep_rest(f"{path}/{key}", entry)
        found.append((content_type, value))
    found.sort(key=lambda entry: body_kind(*entry) != "text")
    texts = [text for content_type, value in found if (text := plain_text(value, content_type, context))]
    for text in dict.fromkeys(texts[1:]):
        if text != texts[0]:
            context.skipped(key, text, "another format of the same text")
    return texts[0] if texts else ""


PLAIN_ROLES: Final = frozenset({"", "main", *CONTENT_TYPES})
"""Roles that say no more than which text it is, or how it is coded."""


def read_figure(part: JsonObject, path: str, context: Context) -> Figure | None:
    """Make a figure of the files of an item; none where it has none that can be shown."""
    media = []
    item_kind = MEDIA_KINDS.get(str(part.get("type", "")))
    left = []
    for entry in take_entries(part, "renditions", "href", context):
        medium = read_media(entry, item_kind, context)
        if medium is None:
            left.append(entry if entry.keys() - {"name"} else take_text(entry, "name"))
            continue
        media.append(medium)
        context.keep_rest(f"{path}/{medium.rendition}".rstrip("/"), entry)
    if left:
        context.keep(path, left)
    return Figure(tuple(media)) if media else None


def read_media(entry: JsonObject, item_kind: MediaKind | None, context: Context) -> Media | None:
    """Read one file; none where it has no address, or can't be shown."""
    url = str(entry.get("href") or "")
    media_type = str(entry.get("contentType") or "")
    suffix = url.partition("?")[0].rpartition(".")[2].lower()
    kind = (
        MEDIA_KINDS.get(media_type.partition("/")[0].lower()) if media_type else item_kind or SUFFIX_KINDS.get(suffix)
    )
    if not normal_url(url) or kind is None:
        return None
    del entry["href"]
    title = take_text(entry, "title")
    sizes = (take_size(entry, "width"), take_size(entry, "height"))
    media_type, name = take_text(entry, "contentType"), take_text(entry, "name")
    address = urljoin(context.options.base_url, url) if context.options.base_url else url
    return Media(address, kind, "", title, *sizes, media_type, name)


def take_size(entry: JsonObject, name: str) -> int | None:
    """Take a size in pixels, also where it is written as text."""
    value = entry.get(name)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= MAX_SIZE_DIGITS:
        value = int(value)
    if isinstance(value, int) and value > 0:
        del entry[name]
        return value
    return None


MAX_SIZE_DIGITS: Final = 7
"""Digits of a size in pixels; a document holds no more than a million."""
