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
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newsconv.document import Extra, Figure, Media, Paragraph, Text
from newsconv.document.characters import clean_line
from newsconv.document.normal import normal_blocks
from newsconv.iptc.kept import extra_name, owned
from newsconv.iptc.parsing import local_name, origin_of, text_of
from newsconv.iptc.values import split_qcode
from newsconv.readers.newsml.context import children, everything_in, first_child
from newsconv.readers.newsml.flattening import attributes_of, flatten, is_same_language, mark_attributes, telling
from newsconv.readers.newsml.habits import Story, change_body
from newsconv.report import Guessed, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from newsconv.document import Block
    from newsconv.document.nodes import MediaKind
    from newsconv.readers.newsml.context import Context
    from newsconv.readers.newsml.nitf import NitfPart
    from newsconv.report import Report

__all__ = ["HEAD_REASON", "PAGE_PARTS", "RE_HTML", "Content", "read_content", "read_plain", "take_fragment_head"]

PAGE_PARTS: Final = frozenset(
    {"article", "aside", "blockquote", "body", "div", "figure", "h1", "h2", "main", "ol", "p", "pre", "section"}
    | {"table", "ul"}
)
"""Elements of XHTML that a rendition begins with where it is no whole page."""
RE_HTML: Final = re.compile(
    r"\s*(?:<!\[CDATA\[)?\s*<(?:!doctype|html|body|div|p|h[1-6]|br|ul|ol|table|article|section)\b", re.IGNORECASE
)
"""How HTML in text begins."""
HEAD_REASON: Final = "the head of the page in the item"
"""Why what the head of a page says beside its title is not read."""
RE_EMPTY_LINES: Final = re.compile(r"\n[ \t\r]*\n")
MEDIA_KINDS: Final[dict[str, MediaKind]] = {"image": "image", "video": "video", "audio": "audio"}
RE_SIZE: Final = re.compile(r"[0-9]{1,7}")


class Content(NamedTuple):
    """What the content of an item holds."""

    blocks: tuple[Block, ...] = ()
    """In normal form."""
    fields: dict[str, str] = {}  # noqa: RUF012 - never changed
    """Fields of the metadata that the content names; `title` is the title of a page."""
    extras: tuple[Extra, ...] = ()
    """What else the content says of the story, and what is known of its files."""


def read_content(context: Context, values: dict[str, Any]) -> Content:
    """Read the best rendition of an item's content, and report the others.

    Args:
        context: of the item.
        values: fields of the metadata read so far; what the body says too is not repeated.
    """
    parts = [part for section in context.sections("contentSet") for part in children(section)]
    ranked = sorted((part for part in parts if local_name(part) in {"inlineXML", "inlineData"}), key=rendition_rank)
    content = Content()
    notes: list[str] = []
    extras: list[Extra] = []
    for part in ranked:
        if is_not_public(part) and not context.signed:
            notes.append(take_note(part, context))
        elif not content.blocks:
            found = read_part(part, context, values) or Content()
            extras += found.extras
            content = Content(found.blocks, {**content.fields, **found.fields})
        elif text_of(part).strip():
            context.skip(part, f"another rendition of the same content{called(part)}", own=False)
    for part in parts:
        if local_name(part) not in RENDITIONS:
            context.skip(part, "no rendition of the content that the standard knows")
    if notes := [note for note in (content.fields.get("editorial_note", ""), *notes) if note]:
        content = content._replace(fields={**content.fields, "editorial_note": "\n\n".join(notes)})
    remote = [part for part in parts if local_name(part) == "remoteContent"]
    if not remote:
        return content._replace(extras=tuple(extras))
    blocks = content.blocks or read_remote(remote, context)
    return content._replace(blocks=blocks, extras=(*extras, *remote_extras(remote, context)))


RENDITIONS: Final = frozenset({"inlineXML", "inlineData", "remoteContent"})
"""Children of `contentSet` (NewsML-G2 2.35)."""
CODING: Final = re.compile(r"contenttype.*|encoding(?:uri)?|(?:char|word|line|page)count|format.*|lang|id|dir")
"""Attributes of a rendition that say how it is coded, or count what is in it; those of agencies are often of an earlier
version (Reuters counts 569 words in a text of three)."""
MAX_FOREIGN: Final = 500
"""Values of XML of another standard that are kept as extra fields; more are reported as one text. The IPTC's listings
16 and 21 have 22 events' values and 102 of a baseball match."""
PARTIAL_RENDITIONS: Final = frozenset({"headline", "teaser", "caption", "summary"})
"""Codes of renditions that hold only a part of the story (dpa's `dpa7901rendition`)."""
PRIVATE_RENDITIONS: Final = frozenset({"nonpublic", "private"})
"""Codes of renditions that are for editors only (same source)."""


def rendition_rank(part: _Element) -> tuple[bool, bool]:
    """Rank a rendition: XML before text, a whole story before a part of it."""
    return local_name(part) != "inlineXML", split_qcode(part.get("rendition"))[1].lower() in PARTIAL_RENDITIONS


def is_not_public(part: _Element) -> bool:
    """Tell whether a rendition is for editors only."""
    return bool(part.get("pubconstraint")) or split_qcode(part.get("rendition"))[1].lower() in PRIVATE_RENDITIONS


def take_note(part: _Element, context: Context) -> str:
    """Take a rendition that is for editors only as a note."""
    text = context.lines(part)
    reason = f"a rendition that is not for the public{called(part)}"
    context.report.add(Guessed(field="editorial_note", text=text, reason=reason, origin=origin_of(part)))
    for inner, name, value in mark_attributes(part):
        reason = f"{name} of {local_name(inner)} in a rendition that is not for the public"
        context.report.add(Skipped(text=value, reason=reason, origin=origin_of(inner)))
    return text


def called(part: _Element) -> str:
    """Give what is said of a rendition, for a reason."""
    said = " ".join(value for _, value in said_of(part))
    return f" ({said})" if said else ""


def said_of(part: _Element) -> Iterator[tuple[str, str]]:
    """Give the attributes of a rendition that say more than how it is coded."""
    return ((name, value) for name, value in attributes_of(part) if not CODING.fullmatch(name))


def read_part(part: _Element, context: Context, values: dict[str, Any]) -> Content | None:
    """Read one rendition, and what is said of it; nothing where it is of no known kind."""
    inner = next(iter(children(part)), None)
    content = read_data(part, context, values) if inner is None else read_element(part, inner, context, values)
    if content is None or context.signed:
        return content
    path = local_name(part)
    said = (Extra(extra_name(f"{path}/@{name}", []), value) for name, value in said_of(part))
    return content._replace(extras=(*content.extras, *said))


def read_element(part: _Element, inner: _Element, context: Context, values: dict[str, Any]) -> Content | None:
    """Read a rendition that holds an element."""
    if local_name(part) == "inlineData":
        return read_data(part, context, values)
    name = local_name(inner).lower()
    if name == "nitf":
        return Content(*read_nitf_part(inner, context, values))
    if name == "html":
        return read_page(inner, context, values)
    if name in PAGE_PARTS:
        return read_body(part, context, values)
    return read_foreign(inner, context)


def read_foreign(element: _Element, context: Context) -> Content | None:
    """Keep XML of another standard, such as events and results, as extra fields; where that is much, report it."""
    said = sum(len(node.attrib) + bool((node.text or "").strip()) for node in element.iter("*"))
    if said > MAX_FOREIGN:
        context.skip(element, f"XML of a kind that is no text, with {said} values: {local_name(element)}")
        return None
    return Content(extras=tuple(flatten(element, f"inlineXML/{local_name(element)}")))


def read_nitf_part(nitf: _Element, context: Context, values: dict[str, Any]) -> NitfPart:
    """Read an NITF document."""
    from newsconv.readers.newsml.nitf import read_nitf

    return read_nitf(nitf, context, values)


def read_body(body: _Element, context: Context, values: dict[str, Any]) -> Content:
    """Read the blocks in an element of XHTML; what agencies put there that is no story is taken off first."""
    from newsconv.readers.html.blocks import read_blocks

    fields: dict[str, str] = {}
    if not context.signed:
        change_body(body, Story(values, context.report, fields))
        report_marks(body, context)
    return Content(read_blocks(body, report=context.report, base_url=context.options.base_url), fields)


UNHELD: Final = frozenset({"cite", "lang", "title"})
"""Attributes of marks in a text that say something and that the model has no place for: where a quotation is from, in
which language a part is, what an abbreviation means."""
HELD: Final = frozenset({"a", "img"})
"""Elements of which the title is kept."""


def report_marks(body: _Element, context: Context) -> None:
    """Report what marks in a text say beside its words and addresses."""
    language = context.language
    for element in body.iter("*"):
        for name, value in telling(element.items()) if element.attrib else ():
            is_held = name not in UNHELD or (name == "title" and local_name(element) in HELD)
            if is_held or (name == "lang" and is_same_language(value, language)):
                continue
            reason = f"{name} of {local_name(element)}: the document has no place for it"
            context.report.add(Skipped(text=value, reason=reason, origin=origin_of(element)))


def read_page(page: _Element, context: Context, values: dict[str, Any]) -> Content:
    """Read a page; its title may be the headline."""
    body = first_child(page, "body")
    title = first_child(page, "head", "title")
    text = clean_line(text_of(title)) if title is not None else ""
    if body is None:
        body = page
    elif not context.signed:
        report_head(page, title, body, context)
    if not len(body) and RE_HTML.match(body.text or ""):
        content = read_fragment(body.text or "", context, values)
    else:
        content = read_body(body, context, values)
    if text and not context.signed:
        content.fields["title"] = text
    return content


def report_head(page: _Element, title: _Element | None, body: _Element, context: Context) -> None:
    """Report what the head of a page says beside its title and its coding."""
    for part in (part for head in children(page) if head is not body for part in children(head)):
        if part is not title and not (part.get("charset") or part.get("http-equiv")) and everything_in(part):
            context.skip(part, HEAD_REASON)


def read_fragment(text: str, context: Context, values: dict[str, Any]) -> Content:
    """Read HTML that stands as text; where it is a whole page, its title may be the headline."""
    from newsconv.readers.html.tree import parse_fragment

    body = parse_fragment(text, report=context.report)
    title = "" if context.signed else take_fragment_head(body, context.report)
    content = read_body(body, context, values)
    if title:
        content.fields["title"] = title
    return content


def take_fragment_head(body: _Element, report: Report) -> str:
    """Give the title of a page that was parsed as a piece of HTML, and report what else its head says."""
    title = ""
    for part in body.iterchildren("title", "meta"):
        text = clean_line(text_of(part)) if local_name(part) == "title" else part.get("content") or ""
        if local_name(part) == "title" and not title:
            title = text
        elif text and not part.get("http-equiv"):
            report.add(Skipped(text=text, reason=HEAD_REASON, origin=origin_of(part)))
    return title


def read_data(part: _Element, context: Context, values: dict[str, Any]) -> Content | None:
    """Read text, or HTML that stands as text."""
    text = text_of(part)
    if part.get("encoding") or part.get("encodinguri"):
        context.report.add(Skipped(reason="encoded data, not text", origin=origin_of(part)))
        return None
    media_type = (part.get("contenttype") or "").lower()
    if RE_HTML.match(text) or ("html" in media_type and local_name(part) == "inlineData"):
        return read_fragment(text, context, values)
    return Content(normal_blocks(read_plain(text)))


def read_plain(text: str) -> tuple[Block, ...]:
    r"""Make paragraphs of plain text.

    >>> read_plain("One\nline.\n\nTwo.")
    (Paragraph(children=(Text(value='One line.'),)), Paragraph(children=(Text(value='Two.'),)))
    """
    texts = (clean_line(part) for part in RE_EMPTY_LINES.split(text))
    return tuple(Paragraph((Text(line),)) for line in texts if line)


def read_remote(parts: Sequence[_Element], context: Context) -> tuple[Block, ...]:
    """Make a figure of the files of a picture, video or sound; the others stay."""
    media: list[Media] = []
    for part in parts:
        kind = MEDIA_KINDS.get((part.get("contenttype") or "").partition("/")[0].strip().lower())
        url = clean_line(part.get("href") or "")
        if kind is not None and url:
            media.append(read_media(part, url, kind))
            context.open(part)
    return normal_blocks((Figure(tuple(media)),)) if media else ()


DEFAULT_RENDITION: Final = "rnd:"
"""Begins the code of a rendition of the IPTC's scheme, which goes without saying."""


def remote_extras(parts: Sequence[_Element], context: Context) -> Iterator[Extra]:
    """Give what is known of files beside what a figure says, and all of those that are in none."""
    for part in parts:
        if part not in context.opened:
            yield from flatten(part, "remoteContent")
            continue
        url = clean_line(part.get("href") or "")
        held = {url, part.get("contenttype"), *(str(size_of(part, name)) for name in ("width", "height"))}
        for name, value in attributes_of(part):
            if value not in held and not (name == "rendition" and is_held_rendition(value)):
                yield Extra(extra_name(f"remoteContent/@{name}", owned(url)), value)
        for child in children(part):
            yield from flatten(child, f"remoteContent/{local_name(child)}", url)


def is_held_rendition(code: str) -> bool:
    """Tell whether the code of a rendition is that of a figure: of the IPTC's scheme, or of none."""
    return code.startswith(DEFAULT_RENDITION) or not split_qcode(code)[0]


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
