"""Decode and parse the XML of a source, safely; and read the text of elements.

In: `str` or `bytes`. Out: the root element of an lxml tree without comments, processing instructions
and entity references. No DTD, schema or entity is ever fetched, and a document that declares entities
of its own is refused.

What newsrooms really send is repaired, and reported: a label of the wrong encoding, characters that XML
forbids, named entities of HTML. All else that is not well-formed is a `ReadError` that says where.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from html.entities import name2codepoint
from typing import TYPE_CHECKING, Final

from newsconv.document.characters import RE_UNCLEAN, clean_characters
from newsconv.errors import ReadError
from newsconv.report import Origin, Repaired, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import XMLParser, _Element

    from newsconv.formats import Source
    from newsconv.report import Report

__all__ = ["decode_xml", "local_name", "local_part", "origin_of", "parse_xml", "text_of"]

RE_DECLARATION: Final = re.compile(r"\s*<\?xml\s[^<>]*\?>")
RE_ENCODING: Final = re.compile(rb"""<\?xml[^<>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._:\-]{1,40})["']""")
RE_ENTITY: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
XML_ENTITIES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
"""Entities that need no declaration (XML 1.0, section 4.6)."""

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; that of UTF-32 begins with that of UTF-16, so it comes first."""
UNMARKED: Final = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
"""What a document without a mark begins with in two-byte encodings (XML 1.0, appendix F)."""
LATIN: Final = frozenset({"iso8859-1", "cp1252", "ascii"})
"""Encodings that are written for any other; what decodes as UTF-8 is UTF-8 then. Three of six agency files that
name them lie."""
UNFIT: Final = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7"})
"""Python's codecs that are no encodings of documents, or take quadratic time."""
LAST_RESORT: Final = "cp1252"
"""Decodes nearly any bytes; five of its bytes have no character and become U+FFFD."""


# ---------------------------------------------------------------- decoding


def decode_xml(data: str | bytes, report: Report) -> str:
    """Decode a source without its XML declaration and clean it of characters that XML forbids.

    Args:
        data: the source.
        report: wrong labels and forbidden characters are added to it.
    """
    text = data if isinstance(data, str) else decode_bytes(data, report)
    text = text.removeprefix("\ufeff")
    if forbidden := RE_UNCLEAN.findall(text):
        codes = ", ".join(f"U+{ord(character):04X}" for character in sorted(set(forbidden))[:5])
        report.add(Repaired(reason=f"took out {len(forbidden)} characters that XML forbids ({codes})"))
        text = clean_characters(text)
    declaration = RE_DECLARATION.match(text)
    if declaration is None:
        return text
    return "\n" * declaration[0].count("\n") + text[declaration.end() :]


def decode_bytes(data: bytes, report: Report) -> str:
    """Decode by mark, else by declaration, else as UTF-8."""
    for start, encoding in (*MARKS, *UNMARKED):
        if data.startswith(start):
            return decode_as(data, encoding, report)
    match = RE_ENCODING.search(data[:500])
    declared = match[1].decode("ascii") if match else "utf-8"
    name = codec_name(declared)
    if name in {"utf-8", *LATIN}:
        return decode_8_bit(data, name, report)
    if not name or name.startswith(("utf-16", "utf-32")):
        report.add(Repaired(reason=f"it is not in the encoding that it names, {declared}"))
        return decode_8_bit(data, "utf-8", report)
    return decode_as(data, name, report)


def codec_name(label: str) -> str:
    """Give Python's name of an encoding; nothing where there is none, or it is unfit for documents."""
    try:
        name = codecs.lookup(label).name
        "".encode(name)
    except LookupError:
        return ""
    return "" if name in UNFIT or "escape" in name else name


def decode_8_bit(data: bytes, name: str, report: Report) -> str:
    """Decode as UTF-8 if possible, else as Windows-1252, which holds Latin-1's characters."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if name == "utf-8":
            report.add(Repaired(reason="it is not UTF-8 as it says or implies; read as Windows-1252"))
        return data.decode(LAST_RESORT, "replace")
    if name != "utf-8" and not data.isascii():
        report.add(Repaired(reason=f"it is UTF-8, and not {name} as it says"))
    return text


def decode_as(data: bytes, encoding: str, report: Report) -> str:
    """Decode in an encoding that is certain; what can't be becomes U+FFFD."""
    try:
        return data.decode(encoding)
    except UnicodeError:
        report.add(Repaired(reason=f"some bytes are no {encoding}; each became U+FFFD"))
        return data.decode(encoding, "replace")


# ---------------------------------------------------------------- parsing


def parse_xml(source: Source, report: Report) -> _Element:
    """Parse a source.

    Args:
        source: its data are `str` or `bytes`.
        report: what was repaired is added to it.

    Raises:
        ReadError: it is not well-formed, nested deeper than libxml2 reads, or declares entities.
    """
    from lxml import etree

    if not isinstance(source.data, (str, bytes)):
        message = f"XML is read from str or bytes, not from {type(source.data).__name__}"
        raise ReadError(message, source.name)
    if isinstance(source.data, bytes) and (root := parse_plain(source.data)) is not None:
        return root
    text = decode_xml(source.data, report)
    if "<!DOCTYPE" in text:
        text = expand_html_entities(text, report)
    try:
        root = parse_text(text)
    except etree.XMLSyntaxError as error:
        expanded = expand_html_entities(text, report)
        if expanded == text:
            raise syntax_error(error, source.name) from error
        try:
            root = parse_text(expanded)
        except etree.XMLSyntaxError as second:
            raise syntax_error(second, source.name) from second
    refuse_entities(root, source.name)
    drop_references(root, report)
    return root


RE_PLAIN_START: Final = re.compile(
    rb"""<(?:\?xml\s+version\s*=\s*["']1\.0["'](?:\s+encoding\s*=\s*["'](?i:utf-8)["'])?"""
    rb"""(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>|[A-Za-z])"""
)
"""How a document begins that says it is UTF-8, or says nothing."""
BOM_INSIDE: Final = codecs.BOM_UTF8
"""U+FEFF, which no normal document holds though XML allows it."""


def parse_plain(data: bytes) -> _Element | None:
    """Parse what needs no repair straight from its bytes, in half the time; nothing where it may need some."""
    from lxml import etree

    if not RE_PLAIN_START.match(data) or b"<!DOCTYPE" in data:
        return None
    if BOM_INSIDE[:1] in data and BOM_INSIDE in data:  # one byte is looked for in a tenth of the time
        return None
    try:
        return etree.fromstring(data, make_parser(huge_tree=True))
    except etree.XMLSyntaxError:
        return None


def parse_text(text: str) -> _Element:
    """Parse text with a parser of its own, which fetches and expands nothing.

    The limits of libxml2 on size and depth are lifted only where no entity can make much of little.
    """
    from lxml import etree

    return etree.fromstring(text.encode(), make_parser(huge_tree="<!ENTITY" not in text))


def make_parser(*, huge_tree: bool) -> XMLParser:
    """Make a parser that fetches and expands nothing.

    Args:
        huge_tree: whether to lift the limits of libxml2 on size and depth.
    """
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=huge_tree,
        recover=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )


def syntax_error(error: SyntaxError, name: str) -> ReadError:
    """Say what the parser found, and where."""
    line, column = error.position if hasattr(error, "position") else (None, None)
    reason = re.sub(r", line \d+, column \d+.*", "", error.msg or "", flags=re.DOTALL)
    message = f"not well-formed XML: {reason or 'no element found'}; have its sender repair it"
    return ReadError(message, name, line or None, column or None)


def refuse_entities(root: _Element, name: str) -> None:
    """Refuse a document that declares entities."""
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        message = "it declares entities, which are never expanded; have its sender write the characters"
        raise ReadError(message, name)


def drop_references(root: _Element, report: Report) -> None:
    """Take out references to entities of a DTD, which is never fetched."""
    from lxml import etree

    references = list(root.iter(etree.Entity))
    for node in references:
        report.add(Skipped(text=node.text or "", reason="an entity of a DTD, which is never fetched"))
    if references:
        etree.strip_elements(root, etree.Entity, with_tail=False)


def expand_html_entities(text: str, report: Report) -> str:
    """Write the characters that named entities of HTML stand for, which XML does not know.

    >>> from newsconv.report import Report
    >>> expand_html_entities("caf&eacute; &amp; bar &unknown;", Report())
    'café &amp; bar &unknown;'
    """
    expanded = RE_ENTITY.sub(entity_character, text)
    if expanded != text:
        report.add(Repaired(reason="named entities of HTML, which XML does not know, were taken as characters"))
    return expanded


def entity_character(match: re.Match[str]) -> str:
    """Give the character of an entity of HTML; others stay."""
    name = match[1]
    return match[0] if name in XML_ENTITIES or name not in name2codepoint else chr(name2codepoint[name])


# ---------------------------------------------------------------- reading elements


KNOWN_TAGS: Final = 1_000
"""Tags of which the local name is kept; NewsML-G2, NITF and XHTML have some 700 elements in all."""


def cut_namespace(tag: object) -> str:
    """Give a name without its namespace; nothing where it is none, as that of a comment.

    >>> cut_namespace("{http://iptc.org/std/nar/2006-10-01/}subject"), cut_namespace("subject"), cut_namespace(None)
    ('subject', 'subject', '')
    """
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


local_part: Final[Callable[[object], str]] = lru_cache(KNOWN_TAGS)(cut_namespace)
"""The same from memory, in half the time: a feed has few names, each many times."""


def local_name(element: _Element) -> str:
    """Give the name of an element without its namespace; nothing for what is no element."""
    return local_part(element.tag)


BREAKS: Final = frozenset("br p div li tr section header footer h1 h2 h3 h4 h5 h6".split())
"""Elements in mixed text that begin a line; `br` is the IPTC's own, the others are of XHTML."""
XML_SPACE: Final = " \t\r\n"
"""White space of XML (section 2.3); wider spaces are text."""
RE_INDENT: Final = re.compile(r"\n[ \t]+")
"""A line end before an indented line, which comes of pretty-printing."""


def text_of(element: _Element, *, lines: bool = False) -> str:
    r"""Give all text in an element.

    Args:
        element: its tail is left out.
        lines: whether line ends matter: marks of a break become `\n`, and only indented lines
            continue the one before.

    >>> from lxml import etree
    >>> text_of(etree.XML("<note>a<b>b</b>\n  c<br/>d</note>"), lines=True)
    'ab c\nd'
    """
    if not len(element):
        text = element.text or ""
        if not lines:
            return text
        line = text.strip(XML_SPACE)
        return RE_INDENT.sub(" ", line) if "\n" in line else line
    rows: list[list[str]] = [[element.text or ""]]
    stack: list[_Element | str] = [*element[::-1]]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            rows[-1].append(node)
        elif name := local_part(node.tag):
            if name in BREAKS:
                rows.append([])
            rows[-1].append(node.text or "")
            stack.append(node.tail or "")
            stack += node[::-1]
    if not lines:
        return "".join(piece for row in rows for piece in row)
    return "\n".join(RE_INDENT.sub(" ", "".join(row).strip(XML_SPACE)) for row in rows)


PATH_STEPS: Final = 8
"""Ancestors that the path of an element names at most; metadata is never nested deeper."""


def origin_of(element: _Element) -> Origin:
    """Say where an element stands: its line and path."""
    names: list[str] = []
    node: _Element | None = element
    while node is not None and len(names) < PATH_STEPS:
        names.append(local_name(node))
        node = node.getparent()
    return Origin(line=element.sourceline, path="/" + "/".join(reversed(names)))
