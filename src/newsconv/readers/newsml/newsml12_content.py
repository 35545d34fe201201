"""Read the components of a NewsItem of NewsML 1.x: its text, and the pictures, videos and sounds beside it.

In: the element `NewsItem`. Out: blocks in document order, the fields that the text itself names, and what is known
of its file. Text is NITF, XHTML, HTML that stands as text, or plain.

The files of one picture are renditions of one figure: those in the outermost component with the role of a picture,
or in one component. Text in that component is its caption.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from newsconv.document import Aside, Extra, Figure, Media, Paragraph, Text
from newsconv.document.characters import clean_line
from newsconv.document.nodes import Heading
from newsconv.iptc.parsing import local_name, origin_of, text_of
from newsconv.losses import value_text
from newsconv.readers.newsml.content import HEAD_REASON, PAGE_PARTS, RE_HTML, read_plain, take_fragment_head
from newsconv.readers.newsml.context import everything_in
from newsconv.readers.newsml.newsml12_fields import PICTURE_ROLES, VALUE
from newsconv.report import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from newsconv.document import Block
    from newsconv.document.nodes import Inline, MediaKind
    from newsconv.formats import ReadOptions
    from newsconv.report import Report

__all__ = [
    "ABSTRACT_ROLES",
    "MEDIA_KINDS",
    "Components",
    "component_of",
    "headline_of",
    "read_components",
]

MEDIA_KINDS: Final[dict[str, MediaKind]] = {
    "photo": "image",
    "picture": "image",
    "image": "image",
    "graphic": "image",
    "logo": "image",
    "animation": "image",
    "video": "video",
    "audio": "audio",
}
"""Values of `MediaType`, and beginnings of media types, by the kind of file."""
ABSTRACT_ROLES: Final = frozenset({"abstract", "summary", "teaser"})
RE_SIZE: Final = re.compile(r"[0-9]{1,6}")
MAX_NESTING: Final = 32
"""Components around a content item that are looked at; agencies nest four, and the bound keeps reading linear."""
RE_BASE64: Final = re.compile(r"base64", re.IGNORECASE)


class Components:
    """What the components of an item hold.

    Attributes:
        blocks: the story with its figures, in document order.
        fields: fields of the metadata that the text itself names.
        boxes: components of texts beside the story.
        story: the component of the story's text.
        extras: what is known of the text's file, and what the text has no field of the model for.
    """

    def __init__(self, item: _Element, options: ReadOptions, report: Report) -> None:
        """Start with the roles of the components, and nothing else."""
        self.roles: dict[_Element | None, list[str]] = {}
        for role in item.iter("{*}Role"):
            self.roles.setdefault(role.getparent(), []).append(role.get(VALUE) or "")
        self.options = options
        self.report = report
        self.fields: dict[str, Any] = {}
        self.extras: list[Extra] = []
        self.slots: list[tuple[Block, ...] | _Element] = []
        self.opened: set[_Element] = set()
        self.media: dict[_Element, list[Media]] = {}
        self.captions: dict[_Element, list[Block]] = {}
        self.boxes: set[_Element] = set()
        self.story: _Element | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Give the blocks, each figure where its first file stands."""
        return tuple(
            block for slot in self.slots for block in (slot if isinstance(slot, tuple) else [self.figure(slot)])
        )

    # ------------------------------------------------------------ components

    def roles_of(self, component: _Element) -> list[str]:
        """Give the roles of a component, as written."""
        return self.roles.get(component, [])

    def has_picture_role(self, component: _Element) -> bool:
        """Tell whether a component is a picture, or a part of one."""
        return any(role.lower() in PICTURE_ROLES for role in self.roles_of(component))

    def figure_component(self, component: _Element) -> _Element:
        """Give the outermost component around with the role of a picture; without one the component itself."""
        found = component
        for node in (component, *islice(component.iterancestors(), MAX_NESTING)):
            if local_name(node) == "NewsComponent" and self.has_picture_role(node):
                found = node
        return found

    # ------------------------------------------------------------ content items

    def add(self, item: _Element) -> None:
        """Add a content item."""
        component = component_of(item)
        kind = media_kind(item)
        if kind:
            self.add_media(item, component, kind)
            return
        data = data_of(item)
        if data is None:
            self.skip(item, "a text that stands elsewhere, which is never fetched", item.get("Href") or "")
            return
        figure = self.figure_component(component)
        if self.has_picture_role(figure):
            self.captions.setdefault(figure, []).extend(self.read_text(data, is_story=False))
            self.open_figure(figure)
            return
        roles = [role.lower() for role in self.roles_of(component)]
        if ABSTRACT_ROLES.intersection(roles):
            self.add_abstract(data)
        else:
            self.add_text(item, data, component)

    def add_media(self, item: _Element, component: _Element, kind: MediaKind) -> None:
        """Add a file to its figure; within that, the role of its own component says which rendition it is."""
        url = clean_line(item.get("Href") or "")
        if not url:
            has_data = next(item.iter("{*}DataContent"), None) is not None
            self.skip(item, f"{kind} {'in the file itself' if has_data else 'without an address'}", "")
            return
        figure = self.figure_component(component)
        roles = self.roles_of(component) if component is not figure else []
        self.open_figure(figure)
        self.media.setdefault(figure, []).append(read_media(item, url, kind, next(iter(roles), "")))

    def add_abstract(self, data: _Element) -> None:
        """Make the text of an abstract the description."""
        text = plain_text(self.read_text(data, is_story=False))
        if text and not self.fields.get("description"):
            self.fields["description"] = text
        elif text:
            self.skip(data, "another abstract of the story", text)

    def add_text(self, item: _Element, data: _Element, component: _Element) -> None:
        """Add the story, another form of it, or a text beside it."""
        if self.story is None:
            blocks = self.read_text(data, is_story=True)
            if blocks:
                self.story = component
                self.slots.append(blocks)
                self.extras += characteristics(item)
            return
        if component is self.story or is_alternative(component, self.story):
            self.skip(item, "another form of the same text", everything_in(data))
            return
        blocks = self.read_text(data, is_story=False)
        if blocks:
            self.boxes.add(component)
            role = next(iter(self.roles_of(component)), "") or "sidebar"
            self.slots.append((Aside(blocks, role, headline_of(component)),))

    def skip(self, element: _Element, reason: str, text: str) -> None:
        """Report what can't be used."""
        self.report.add(Skipped(text=clean_line(text), reason=reason, origin=origin_of(element)))

    # ------------------------------------------------------------ text

    def read_text(self, data: _Element, *, is_story: bool) -> tuple[Block, ...]:
        """Read the text of a content item."""
        inner = next((child for child in data if local_name(child)), None)
        name = local_name(inner).lower() if inner is not None else ""
        if inner is not None and name == "nitf":
            return self.read_nitf(inner, is_story=is_story)
        if inner is not None and name == "html":
            return self.read_page(inner, is_story=is_story)
        if inner is not None:
            if name not in PAGE_PARTS:
                self.skip(inner, f"XML of a kind that is no text: {name[:60]}", everything_in(inner))
                return ()
            return self.read_xhtml(data)
        text = text_of(data)
        if not RE_HTML.match(text):
            return read_plain(text)
        from newsconv.readers.html.tree import parse_fragment

        body = parse_fragment(text, report=self.report)
        title = take_fragment_head(body, self.report)
        if is_story and title:
            self.fields.setdefault("headline", title)
        elif title:
            self.skip(data, HEAD_REASON, title)
        return self.read_xhtml(body)

    def read_page(self, page: _Element, *, is_story: bool) -> tuple[Block, ...]:
        """Read a page; its title may be the headline, what else its head says is reported."""
        body = next((part for part in page if local_name(part).lower() == "body"), page)
        for part in (part for head in page if body is not page and head is not body for part in head):
            text = clean_line(text_of(part))
            if local_name(part) == "title" and is_story:
                self.fields.setdefault("headline", text)
            elif local_name(part):
                self.skip(part, HEAD_REASON, everything_in(part))
        return self.read_xhtml(body)

    def read_xhtml(self, element: _Element) -> tuple[Block, ...]:
        """Read the blocks in an element of XHTML."""
        from newsconv.readers.html.blocks import read_blocks

        return read_blocks(element, report=self.report, base_url=self.options.base_url)

    def read_nitf(self, nitf: _Element, *, is_story: bool) -> tuple[Block, ...]:
        """Read an NITF document; its fields are those of the story, if it is that."""
        from newsconv.readers.nitf.reader import read_nitf

        values, blocks = read_nitf(nitf, options=self.options, report=self.report, signed=False)
        note = values.get("editorial_note", "")
        if is_story:
            self.extras += values.pop("extra", ())
            self.fields = {**values, **self.fields}
            return blocks
        if note:
            self.fields["editorial_note"] = "\n\n".join(filter(None, (self.fields.get("editorial_note"), note)))
        for name, value in values.items():
            if name not in {"extra", "editorial_note"}:
                self.skip(nitf, f"{name} in the head of another text", value_text(value))
        for extra in values.get("extra", ()):
            self.skip(nitf, f"{extra.name} in the head of another text", value_text(extra.value))
        return blocks

    # ------------------------------------------------------------ figures

    def open_figure(self, component: _Element) -> None:
        """Keep the place of a figure."""
        if component not in self.opened:
            self.opened.add(component)
            self.slots.append(component)

    def figure(self, component: _Element) -> Figure:
        """Make a figure of the files in a component, with the lines and text beside them."""
        texts = self.captions.get(component, [])
        caption = caption_inlines(texts) or as_text(line_of(component, "HeadLine"))
        credit = line_of(component, "CreditLine") or line_of(component, "CopyrightLine") or line_of(component, "ByLine")
        return Figure(tuple(self.media.get(component, ())), caption, credit)


def read_components(item: _Element, *, options: ReadOptions, report: Report) -> Components:
    """Read the components of an item."""
    components = Components(item, options, report)
    for content in list(item.iter("{*}ContentItem")):
        components.add(content)
    return components


# ---------------------------------------------------------------- components


def component_of(item: _Element) -> _Element:
    """Give the component that a content item stands in."""
    around = islice(item.iterancestors(), MAX_NESTING)
    return next((node for node in around if local_name(node) in {"NewsComponent", "NewsItem"}), item)


def is_alternative(component: _Element, story: _Element) -> bool:
    """Tell whether two components are the same in another form, which the one around both says."""
    parent = component.getparent()
    return parent is not None and parent is story.getparent() and parent.get("EquivalentsList") == "yes"


def line_of(component: _Element, name: str) -> str:
    """Give a line of a component."""
    lines = (line for part in component if local_name(part) == "NewsLines" for line in part if local_name(line) == name)
    return next((text for line in lines if (text := clean_line(text_of(line)))), "")


def headline_of(component: _Element) -> str:
    """Give the headline of a component."""
    return line_of(component, "HeadLine")


# ---------------------------------------------------------------- files


def formal_name(item: _Element, name: str) -> str:
    """Give the formal name of a part of a content item."""
    return next((clean_line(part.get(VALUE) or "") for part in item if local_name(part) == name), "")


def media_kind(item: _Element) -> MediaKind | None:
    """Tell which kind of file a content item is; nothing where it is text."""
    for name in ("MediaType", "MimeType", "Format"):
        word = re.split(r"[^a-z]", formal_name(item, name).lower(), maxsplit=1)[0]
        if word in MEDIA_KINDS:
            return MEDIA_KINDS[word]
    return None


def read_media(item: _Element, url: str, kind: MediaKind, rendition: str) -> Media:
    """Read one file."""
    sizes = {
        (part.get(VALUE) or "").lower(): part.get("Value") or ""
        for part in item.iter("{*}Property")
        if RE_SIZE.fullmatch(part.get("Value") or "")
    }
    width, height = (int(sizes[name]) if name in sizes else None for name in ("width", "height"))
    return Media(url, kind, "", "", width, height, formal_name(item, "MimeType"), rendition)


def characteristics(item: _Element) -> list[Extra]:
    """Give what is known of the file of the text: its size, its number of words."""
    found: list[Extra] = []
    for part in item.iter("{*}Characteristics"):
        for inner in part:
            name = local_name(inner)
            value = clean_line(inner.get("Value") or "") or clean_line(text_of(inner))
            label = re.sub(r"\s+", "-", clean_line(inner.get(VALUE) or "")) if name == "Property" else name
            if value and label:
                found.append(Extra(f"newsml:{label}", value))
    return found


def data_of(item: _Element) -> _Element | None:
    """Give the element that holds the data of a content item; encoded data are none."""
    for part in item.iter("{*}DataContent"):
        encoding = part.getparent()
        if encoding is None or not RE_BASE64.search(encoding.get("Notation") or ""):
            return part
    return None


# ---------------------------------------------------------------- captions


def plain_text(blocks: Iterable[Block]) -> str:
    """Give the text of blocks on one line."""
    from newsconv.document.plain import iter_paragraphs

    return clean_line(" ".join(iter_paragraphs(blocks)))


def caption_inlines(blocks: Iterable[Block]) -> tuple[Inline, ...]:
    """Join paragraphs of a caption to one run of text."""
    result: list[Inline] = []
    for block in blocks:
        if isinstance(block, (Paragraph, Heading)):
            result += [Text(" "), *block.children]
    return tuple(result)


def as_text(line: str) -> tuple[Inline, ...]:
    """Make a run of text of a line."""
    return (Text(line),) if line else ()
