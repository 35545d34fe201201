"""What a news item of XML or JSON says, value by value, without any reader of newsconv.

In: bytes of NewsML-G2, NewsML 1.2, NITF or ninjs. Out: for each item its values, each with the path of its element.

The rule. A value is each text node of an element, each attribute, and each scalar of JSON; of a field that holds HTML
(in JSON, or in `inlineData` and `DataContent`) each text node of that HTML. White space is folded, entities that were
escaped once more are read, case does not matter. What has no letter and no digit is no value. Left out is:

- what surrounds items: headers and envelopes of messages, catalogs, namespaces and schema locations;
- the syntax of the standard: its version and conformance, and who generated the file (`SYNTAX`);
- counts of words and characters, media types of text, identifiers that are local to the file (`SYNTAX`);
- names of fields, like those of elements and keys, where an attribute holds them (`FIELD_NAMES`);
- in the body: all attributes but addresses and the words that stand for pictures (`BODY_ATTRIBUTES`).
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Item", "Value", "fold", "item_elements", "items_of", "name_of", "parse"]

ENVELOPE: Final = frozenset({"catalogRef", "catalog", "Catalog", "header", "Header", "NewsEnvelope", "TopicSet"})
"""Elements that surround items, with all that they hold."""
SYNTAX: Final = frozenset(
    """
    generator itemClass standard standardversion conformance schemaLocation noNamespaceSchemaLocation
    contenttype contentType format formatversion mimetype wordcount charcount wordCount charCount encoding
    Version Duid Euid Vocabulary Scheme EquivalentsList Format MimeType MediaType Essential dir id class
    change.date change.time $standard $schema lang space
    """.split()
)
"""Names of elements, attributes and keys that are syntax, not news. `lang` is that of a name or a headline; the
language of the text stands in `language`, `Language` and `baselang`."""
FIELD_NAMES: Final = ("/nitf/head/meta/@name", "/Property/@FormalName", "nitf/@version")
"""Ends of the paths of attributes that are no values: the first two name the field whose value stands beside them,
the third is the version of the standard, in NITF."""
ITEMS: Final = frozenset({"newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"})
BODIES: Final = frozenset({"inlineData", "body.content", "body.end", "DataContent"})
PAGES: Final = frozenset({"html", "body", "article", "section", "div", "p"})
"""What `inlineXML` begins with where it holds a page; where it holds results or events, these are data, not text."""
BODY_ATTRIBUTES: Final = frozenset({"href", "src", "source", "alt"})
HTML_KEY: Final = re.compile(r"body_\w+|description_\w+|value|body")
RE_TAG: Final = re.compile(r"<[a-zA-Z/!][^<>]*>")
RE_SPACE: Final = re.compile(r"\s+")
RE_WORD: Final = re.compile(r"\w")
RE_DECLARATION: Final = re.compile(r"\s*<\?xml[^<>]*\?>")
RE_NAMED: Final = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)[A-Za-z]\w{1,30};")


@dataclass(frozen=True)
class Value:
    """One value."""

    path: str
    """Names of the elements down to it, without numbers; an attribute begins with `@`."""
    text: str
    """Folded."""
    is_body: bool = False


@dataclass
class Item:
    """One item."""

    kind: str
    """Local name of its element, or `json`."""
    values: list[Value] = field(default_factory=list)
    running: str = ""
    """All text of its body without white space, also what is no value of its own."""

    @classmethod
    def of(cls, kind: str, values: Iterable[Value]) -> Item:
        """Make an item of what is found in it."""
        found = list(values)
        running = RE_SPACE.sub("", "".join(value.text for value in found if value.is_body))
        return cls(kind, [value for value in found if RE_WORD.search(value.text)], running)

    @property
    def is_text(self) -> bool:
        """Whether it holds a story, not only what is said of one."""
        return sum(len(value.text) for value in self.values if value.is_body) > 0


def fold(text: str) -> str:
    """Fold white space and case, and read entities that were escaped twice.

    >>> fold(" A&amp;#39;s  B ")
    "a's b"
    """
    return RE_SPACE.sub(" ", html.unescape(html.unescape(text))).strip().casefold()


def items_of(data: bytes) -> list[Item]:
    """Give the items of a source with their values."""
    if data.lstrip()[:1] in {b"{", b"["}:
        return [Item.of("json", json_values(json.loads(data), ("",)))]
    return [Item.of(name_of(element), xml_values(element)) for element in item_elements(parse(data))]


# ---------------------------------------------------------------- XML


def parse(data: bytes) -> Any:
    """Parse XML: UTF-8 where it is UTF-8, whatever it says, else Windows-1252; what is broken is passed over."""
    from lxml import etree

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    text = RE_NAMED.sub(lambda match: html.unescape(match[0]), RE_DECLARATION.sub("", text, count=1))
    parser = etree.XMLParser(recover=True, no_network=True, resolve_entities=False, encoding="utf-8", huge_tree=True)
    return etree.fromstring(text.encode("utf-8"), parser)


def name_of(element: Any) -> str:
    """Give the local name of an element; nothing for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def item_elements(root: Any) -> list[Any]:
    """Give the elements of the items in a tree, or the root."""
    if name_of(root) in ITEMS:
        return [root]
    found = [element for element in root.iter() if name_of(element) in ITEMS]
    if not found:
        found = [element for element in root.iter() if name_of(element) == "NewsItem"]
    return found or [root]


def xml_values(root: Any) -> Iterator[Value]:
    """Give the values of an element and of all that is in it, in the order of the document."""
    stack: list[Any] = [(root, "/" + name_of(root), False)]
    while stack:
        entry = stack.pop()
        if isinstance(entry, Value):
            yield from text_values(entry)
            continue
        element, path, is_body = entry
        name = name_of(element)
        if name in ENVELOPE or name in SYNTAX:
            continue
        is_body = is_body or name in BODIES or (name in PAGES and "/inlineXML/" in path)
        yield from attribute_values(element, path, is_body=is_body)
        yield from text_values(Value(path, element.text or "", is_body))
        for child in reversed(element):
            stack.append(Value(path, child.tail or "", is_body))
            if name_of(child):
                stack.append((child, f"{path}/{name_of(child)}", is_body))


def attribute_values(element: Any, path: str, *, is_body: bool) -> Iterator[Value]:
    """Give the values of the attributes of an element."""
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2]
        is_syntax = name in SYNTAX or f"{path}/@{name}".endswith(FIELD_NAMES)
        if is_syntax or (is_body and name not in BODY_ATTRIBUTES):
            continue
        yield Value(f"{path}/@{name}", fold(value))


def text_values(value: Value) -> Iterator[Value]:
    """Fold a text, and part one that is HTML into the texts in it."""
    is_html = value.is_body or "</" in value.text
    for piece in RE_TAG.split(html.unescape(value.text)) if is_html else [value.text]:
        yield Value(value.path, fold(piece), value.is_body)


# ---------------------------------------------------------------- JSON


def json_values(value: Any, path: tuple[str, ...]) -> Iterator[Value]:
    """Give the scalars of JSON."""
    name = path[-1]
    if name in SYNTAX or (len(path) == 2 and name == "standard"):
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from json_values(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from json_values(inner, path)
    elif isinstance(value, str):
        is_body = any(step.startswith("body_") or step == "bodies" for step in path) and bool(HTML_KEY.fullmatch(name))
        yield from text_values(Value("/".join(path), value, is_body))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield Value("/".join(path), fold(str(value)))
