"""Make a tree of a page, a fragment, or what another library made of one.

In: `bytes`, `str`, a BeautifulSoup object, or an lxml element or tree. Out: an lxml element. The parser is
lxml's (libxml2), which neither fetches anything nor runs anything. Pages that it gives up on, those nested
deeper than 2,048 elements, go through BeautifulSoup and Python's own parser, which have no such bound.

Known gap: libxml2 ends `b` and `i` where a paragraph begins inside them; the text stays, its mark does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from newsconv.decoding import decode, plain_utf8, refuse_empty
from newsconv.document.characters import clean_characters, holds_unclean
from newsconv.errors import OptionError
from newsconv.report import Repaired

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.formats import Source
    from newsconv.report import Report

__all__ = ["body_of", "parse_fragment", "parse_page", "source_text"]

RE_TAG_NAME: Final = re.compile(r"[A-Za-z][\w.\-]*")
RE_ATTRIBUTE_NAME: Final = re.compile(r"[A-Za-z_][\w.\-]*")
MAX_ATTRIBUTES: Final = 1_000
"""Attributes of one tag; of 995 corpus pages none has more than 59."""
ATTRIBUTE: Final = r"""\s*+/?\s*+[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>]++))?"""
RE_ATTRIBUTE: Final = re.compile(ATTRIBUTE)
SHORT_TAG: Final = r"""(?:[^<>"']{0,90}+"[^"]*+"){0,9}+[^<>"']{0,90}+>"""
"""A tag as nearly all are, of at most nine values: it has at most 900 characters outside of them, and so fewer
attributes than are kept."""
RE_LONG_TAG: Final = re.compile(rf"<[A-Za-z](?!{SHORT_TAG})[^\s<>/]*+(?:{ATTRIBUTE}){{{MAX_ATTRIBUTES}}}")
"""A tag up to the last attribute that is kept; passing over short ones first takes half the time (aeb pages)."""
RE_PRE: Final = re.compile(r"(<pre\b[^<>]*>)\n", re.IGNORECASE)
"""The line end behind `<pre>`, which HTML drops and libxml2 does not (Living Standard, section 13.2.6.4.7); XML has no
such rule, so it is taken out of the source and not of the tree."""
LATE_VOID_TAGS: Final = ("source", "wbr", "track", "embed", "keygen", "bgsound", "command")
"""Elements without content and end (Living Standard, section 13.1.2, and older ones) that libxml2 does not know as
such: it puts what follows inside them. Of the 3,259 `source` on the corpus pages most are written so."""
RE_PAGE_END: Final = re.compile(rb"</(?:html|body)\b[^>]*>", re.IGNORECASE)
"""The ends of a page and its body. Behind the first libxml2 reads nothing more, and what is behind the second it puts
beside the body; a browser reads on (Living Standard, sections 13.2.6.4.19 and 22). 37 of 995 corpus pages go on there,
some 20 with their story, as content systems paste whole pages into theirs; so the marks are taken out of the source."""
MAX_TREE_DEPTH: Final = 1_000
"""Elements, one within another, that a tree made from soup keeps; text below is kept in the deepest one.
Pages nested this deep are broken or hostile: the deepest of 995 corpus pages has 56."""


def source_text(source: Source, *, report: Report) -> str | None:
    """Decode a source of characters; nothing where it is a tree already."""
    if not isinstance(source.data, (str, bytes)):
        return None
    text: str = decode(source.data, report=report, declared=declared_encoding, name=source.name)
    refuse_empty(text, source.name)
    return text


def declared_encoding(data: bytes) -> str:
    """Find the encoding that a page names itself."""
    from bs4.dammit import EncodingDetector

    return EncodingDetector.find_declared_encoding(data, is_html=True) or ""


def parse_page(source: Source, *, report: Report) -> _Element:
    """Parse a whole page and give its `html` element.

    Raises:
        ReadError: the source is binary or empty.
        OptionError: the source is none of the kinds above.
    """
    data = source.data
    text = plain_utf8(data) if isinstance(data, bytes) else ""
    if text:
        return parse_text(text, report=report, data=data)
    decoded = source_text(source, report=report)
    return parse_text(decoded, report=report) if decoded is not None else tree_root(data)


def parse_fragment(text: str, *, report: Report) -> _Element:
    """Parse a piece of HTML and give the `body` element that holds it."""
    return body_of(parse_text(f"<html><body>{text}</body></html>", report=report))


def body_of(root: _Element) -> _Element:
    """Give the `body` of a page, or its root where it has none."""
    found = root.find("{*}body")
    return root if found is None else found


def parse_text(text: str, *, report: Report, data: bytes = b"") -> _Element:
    """Parse HTML text, through the second parser where the first gives up; `data` is its UTF-8 if it is clean."""
    data = RE_PAGE_END.sub(b"", clean_bytes(text, report, data))
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # nothing but comments, say
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        report.add(Repaired(reason="nested too deep for the first parser, read with the second"))
        root = tree_from_soup(soup_of(text))
    if root is None:
        return etree.fromstring(b"<html><body></body></html>", etree.HTMLParser())
    empty_voids(root)
    return root


def empty_voids(root: _Element) -> None:
    """Put what the parser put into elements that hold nothing behind them.

    >>> tree = etree.fromstring("<p>super<wbr>cali<wbr>fragi<b>listic</b></p>", etree.HTMLParser())
    >>> empty_voids(tree)
    >>> etree.tostring(tree[0][0], encoding="unicode")
    '<p>super<wbr/>cali<wbr/>fragi<b>listic</b></p>'
    """
    for element in list(root.iter(*LATE_VOID_TAGS)):  # an outer one is emptied first, so that each child moves once
        if element.text or len(element):
            empty_void(element)


def empty_void(element: _Element) -> None:
    """Put an element's content behind it."""
    after = element.tail
    element.tail = element.text
    element.text = None
    last = element
    for child in list(element):
        last.addnext(child)  # takes its tail along
        last = child
    if after:
        last.tail = (last.tail or "") + after


def clean_bytes(text: str, report: Report, data: bytes = b"") -> bytes:
    """Give the bytes that are parsed, encoding a clean text only once (0.2 ms for the 190,000 bytes of a page)."""
    clean = text
    if not data:
        try:
            data = text.encode()
            is_clean = not holds_unclean(data)
        except UnicodeEncodeError:  # a lone surrogate
            is_clean = False
        if not is_clean:
            clean = clean_characters(text)
            data = clean.encode()
    parsed = RE_PRE.sub(r"\1", limit_attributes(clean, report=report))
    return data if parsed == clean else parsed.encode()


def limit_attributes(text: str, *, report: Report) -> str:
    """Leave out attributes of a tag beyond what any page has: libxml2 looks through all of them for each one."""
    parts: list[str] = []
    position = 0
    for tag in RE_LONG_TAG.finditer(text):
        parts.append(text[position : tag.end()])
        position = tag.end()
        while attribute := RE_ATTRIBUTE.match(text, position):
            position = attribute.end()
    if not parts:
        return text
    report.add(Repaired(reason=f"tags with more than {MAX_ATTRIBUTES:,} attributes; the rest of them were left out"))
    return "".join([*parts, text[position:]])


def soup_of(text: str) -> Any:
    """Parse with Python's parser, which has no bound on depth."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(text, "html.parser")


def tree_root(tree: Any) -> _Element:
    """Give the root of a tree that another library made; it is only read.

    Raises:
        OptionError: it is no tree that is known.
    """
    if isinstance(tree, etree._Element):  # noqa: SLF001 - lxml has no public name for its element
        return tree
    if isinstance(tree, etree._ElementTree):  # noqa: SLF001 - as above
        root: _Element = tree.getroot()
        return root
    if hasattr(tree, "descendants") and hasattr(tree, "contents"):
        return tree_from_soup(tree)
    message = f"can't read {type(tree).__name__}: give str, bytes, a BeautifulSoup object or an lxml tree"
    raise OptionError(message)


def tree_from_soup(soup: Any) -> _Element:
    """Copy a BeautifulSoup tree, without recursion."""
    from bs4.element import PreformattedString, Tag

    root = etree.Element("html")
    stack: list[tuple[Any, _Element, int]] = [(child, root, 1) for child in reversed(soup.contents)]
    while stack:
        node, parent, depth = stack.pop()
        if isinstance(node, Tag):
            inner = parent
            if depth < MAX_TREE_DEPTH and node.name != "[document]":
                inner = copy_tag(node, parent)
            stack.extend((child, inner, depth + 1) for child in reversed(node.contents))
        elif not isinstance(node, PreformattedString):
            append_text(parent, clean_characters(str(node)))
    only = root[0] if len(root) == 1 and not (root.text or "").strip() else None
    if only is not None and only.tag == "html":
        return only
    return root


def copy_tag(tag: Any, parent: _Element) -> _Element:
    """Append an element with the name and attributes of a tag, as far as a tree can hold them."""
    name = tag.name if RE_TAG_NAME.fullmatch(tag.name) else "span"
    element: _Element = etree.SubElement(parent, name)
    for key, value in tag.attrs.items():
        if RE_ATTRIBUTE_NAME.fullmatch(key):
            element.set(key, clean_characters(" ".join(value) if isinstance(value, list) else str(value)))
    return element


def append_text(parent: _Element, text: str) -> None:
    """Append text to an element, after what it holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
