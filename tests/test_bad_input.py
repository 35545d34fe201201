"""Empty, broken, lying, hostile and huge sources: each gives a document and a report, or a `NewsconvError` that helps.

An error is of the class that says what is wrong, and its message names the source or the format, and what to do.
"""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any, Final

import pyromark
import pytest
from lxml import etree

import newsconv
from newsconv.document import MAX_DEPTH, Link, Paragraph, Text, walk
from newsconv.document.codec import decode, encode
from newsconv.errors import (
    LimitError,
    NewsconvError,
    OptionError,
    ReadError,
    SeveralDocumentsError,
    UnknownFormatError,
    WriteError,
)
from newsconv.report import Repaired

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMATS: Final = ("html", "json", "markdown", "newsml", "text")
NAR: Final = "http://iptc.org/std/nar/2006-10-01/"
ITEM: Final = f'<newsItem xmlns="{NAR}" guid="urn:x:1" version="2">{{}}</newsItem>'
HEADLINE: Final = ITEM.format("<contentMeta><headline>{}</headline></contentMeta>")
XHTML: Final = ITEM.format(
    '<contentSet><inlineXML contenttype="application/xhtml+xml">'
    '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html></inlineXML></contentSet>'
)
JSON: Final = '{{"newsconv":"1.0","document":{{"body":[{}]}}}}'
GREETING: Final = "Größe und Gefühl: „schön“ für alle"
"""Characters that UTF-8 and Windows-1252 write differently, and that both have."""
PAGE: Final = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'


# ---------------------------------------------------------------- what is refused

BINARY: Final = bytes(range(256)) * 8
ENTITY_BOMB: Final = "".join(
    f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
)
"""Entities that expand to 100,000,000 times the first."""

REFUSED: Final[dict[str, tuple[bytes | str, str | None, type[NewsconvError], tuple[str, ...]]]] = {
    "nothing": (b"", None, UnknownFormatError, ("empty", "--from")),
    "nothing as markdown": (b"", "markdown", ReadError, ("empty",)),
    "nothing as text": (b"", "text", ReadError, ("empty",)),
    "nothing as json": (b"", "json", ReadError, ("empty",)),
    "nothing as newsml": (b"", "newsml", ReadError, ("empty",)),
    "white space": (" \n\t\r\n", None, UnknownFormatError, ("empty",)),
    "white space as text": (" \n\t\r\n", "text", ReadError, ("empty",)),
    "a mark of the encoding alone": (b"\xef\xbb\xbf", "text", ReadError, ("empty",)),
    "binary": (BINARY, None, UnknownFormatError, ("binary", "--from")),
    "binary as html": (BINARY, "html", ReadError, ("binary", "extract its text")),
    "binary as markdown": (BINARY, "markdown", ReadError, ("binary", "extract its text")),
    "binary as text": (BINARY, "text", ReadError, ("binary", "extract its text")),
    "binary as json": (BINARY, "json", ReadError, ("binary",)),
    "binary as newsml": (BINARY, "newsml", ReadError, ("not well-formed",)),
    "PDF as html": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "html", ReadError, ("PDF", "extract its text")),
    "ZIP as text": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", "text", ReadError, ("ZIP", "extract its text")),
    "XML cut within a tag": (HEADLINE[:60], "newsml", ReadError, ("line 1", "not well-formed", "repair")),
    "XML cut within a text": (HEADLINE[:-40], "newsml", ReadError, ("line 1", "not well-formed", "repair")),
    "XML of another kind": ("<rss version='2.0'><channel/></rss>", "newsml", ReadError, ("rss",)),
    "entities that multiply": (
        f'<!DOCTYPE x [<!ENTITY a "ha">{ENTITY_BOMB}]>{HEADLINE.format("&i;")}',
        "newsml",
        ReadError,
        ("repair",),
    ),
    "an entity": (
        f'<!DOCTYPE x [<!ENTITY a "b">]>{HEADLINE.format("&a;")}',
        "newsml",
        ReadError,
        ("entities", "write"),
    ),
    "JSON cut": ('{"newsconv":"1.0","document":{"body":[', "json", ReadError, ("not JSON",)),
    "JSON of another kind": ('{"title": "a"}', "json", ReadError, ("document",)),
    "JSON of the next version": ('{"newsconv":"2.0","document":{}}', "json", ReadError, ("2.0", "1.0")),
    "JSON with an unknown node": (JSON.format('{"type":"marquee"}'), "json", ReadError, ("marquee", "$.document.body")),
    "NUL in JSON": ('{"newsconv":"1.0",\0"document":{}}', "json", ReadError, ("not JSON",)),
    "arrays in arrays": (JSON.format("[" * 10_000 + "]" * 10_000), "json", ReadError, ("$.document.body",)),
    "an open array in an open array": (JSON.format("[" * 100_000), "json", ReadError, ()),
    "quotes in quotes in JSON": (
        JSON.format('{"type":"quote","children":[' * 10_000 + "]}" * 10_000),
        "json",
        ReadError,
        ("too deep",),
    ),
    "elements in elements": (ITEM.format("<a>" * 10_000 + "</a>" * 10_000), "newsml", ReadError, ("depth",)),
    "two stories in a message": (
        f'<newsMessage xmlns="{NAR}"><itemSet>{HEADLINE.format("a") * 2}</itemSet></newsMessage>',
        "newsml",
        SeveralDocumentsError,
        ("2 stories", "load_all"),
    ),
    "two stories in lines": (f"{JSON.format('')}\n{JSON.format('')}\n", "json", SeveralDocumentsError, ("load_all",)),
    "an unknown format": ("a", "docx", UnknownFormatError, ("docx", "markdown")),
}
"""Sources that can't be read: data, format, class of the error, words of its message."""


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    """What can't be read is refused with an error of the right class that says what is wrong."""
    data, format_name, kind, words = REFUSED[name]
    with pytest.raises(kind) as caught:
        newsconv.loads(data, format_name)
    assert type(caught.value) is kind
    assert [word for word in words if word not in str(caught.value)] == []


@pytest.mark.parametrize("format_name", FORMATS)
def test_larger_than_allowed(format_name: str) -> None:
    """A source beyond the limit is refused whatever its format; the message names both sizes and the option."""
    with pytest.raises(LimitError, match=r"2,000 bytes .* 1,999.*max_bytes"):
        newsconv.loads(b"a" * 2_000, format_name, limits=newsconv.Limits(max_bytes=1_999))


@pytest.mark.parametrize("options", [{"noise": "loud"}, {"colour": "red"}, {"base_url": 3}])
def test_bad_option(options: dict[str, Any]) -> None:
    """An unknown option, or one with a wrong value, is named."""
    with pytest.raises(OptionError, match=next(iter(options))):
        newsconv.loads("a", "text", **options)


# ---------------------------------------------------------------- what is read all the same

UTF8: Final = GREETING.encode()
WINDOWS: Final = GREETING.encode("cp1252")
XML_UTF8: Final = '<?xml version="1.0" encoding="utf-8"?>'
XML_LATIN: Final = '<?xml version="1.0" encoding="iso-8859-1"?>'

READ: Final[dict[str, tuple[bytes | str, str, str, bool]]] = {
    "latin-1 labelled utf-8": (PAGE.format("utf-8", GREETING).encode("cp1252"), "html", GREETING, True),
    "utf-8 labelled latin-1": (PAGE.format("iso-8859-1", GREETING).encode(), "html", GREETING, False),
    "utf-16 labelled utf-8": (PAGE.format("utf-8", GREETING).encode("utf-16"), "html", GREETING, False),
    "an unknown label": (PAGE.format("x-klingon", GREETING).encode(), "html", GREETING, False),
    "windows-1252 in text": (WINDOWS, "text", GREETING, True),
    "windows-1252 in Markdown": (WINDOWS, "markdown", GREETING, True),
    "utf-8 with a mark": (b"\xef\xbb\xbf" + UTF8, "text", GREETING, False),
    "utf-16 with a mark": (GREETING.encode("utf-16"), "text", GREETING, False),
    "utf-16 in Markdown": (GREETING.encode("utf-16"), "markdown", GREETING, False),
    "big-endian utf-16 with a mark": (b"\xfe\xff" + GREETING.encode("utf-16-be"), "text", GREETING, False),
    "utf-16 without a mark": (GREETING.encode("utf-16-le"), "text", GREETING, True),
    "big-endian utf-16 without a mark": (GREETING.encode("utf-16-be"), "markdown", GREETING, True),
    "NUL in text": ("a\0b", "text", "ab", True),
    "NUL in Markdown": ("a\0b", "markdown", "ab", True),
    "NUL in html": ("<p>a\0b", "html", "ab", True),
    "lone surrogate in text": ("a \ud800 b", "text", "a \ufffd b", True),
    "lone surrogate in Markdown": ("a \udfff b", "markdown", "a \ufffd b", True),
    "lone surrogate in html": ("<p>a \udc80 b</p>", "html", "a \ufffd b", True),
    "unclosed tags": ("<p>a <b>b <i>c", "html", "a b c", False),
    "an entity in html": ('<!DOCTYPE html [<!ENTITY a "b">]><p>c &a; d</p>', "html", "c &a; d", False),
}
"""Sources that can be read: data, format, the last paragraph, whether a repair is reported."""


@pytest.mark.parametrize("name", READ)
def test_read_all_the_same(name: str) -> None:
    """What can be read is read, and what had to be repaired is reported; a word alone is no story, so all is kept."""
    data, format_name, paragraph, repaired = READ[name]
    reading = newsconv.explain(data, format_name, noise="keep")
    assert reading.document.paragraphs()[-1] == paragraph
    assert any(isinstance(event, Repaired) for event in reading.report) == repaired


@pytest.mark.parametrize(
    "data",
    [(XML_UTF8 + HEADLINE.format(GREETING)).encode("cp1252"), (XML_LATIN + HEADLINE.format(GREETING)).encode()],
    ids=["latin-1 labelled utf-8", "utf-8 labelled latin-1"],
)
def test_xml_that_lies_about_its_encoding(data: bytes) -> None:
    """An item whose declaration names the wrong encoding is read, and the lie is reported."""
    reading = newsconv.explain(data, "newsml")
    assert reading.document.metadata.headline == GREETING
    assert [type(event) for event in reading.report if event.severity == "warning"] == [Repaired]


# ---------------------------------------------------------------- levels

LEVELS: Final = 10_000
DEEP: Final[dict[str, tuple[str, str]]] = {
    "div": ("<div>" * LEVELS + "word" + "</div>" * LEVELS, "html"),
    "b": ("<b>" * LEVELS + "word" + "</b>" * LEVELS, "html"),
    "b and i": ("<b><i>" * (LEVELS // 2) + "word", "html"),
    "table": ("<table><tr><td>" * LEVELS + "word", "html"),
    "ul": ("<ul><li>" * LEVELS + "word", "html"),
    "blockquote": ("<blockquote>" * LEVELS + "word", "html"),
    "quotes": (">" * LEVELS + " word", "markdown"),
    "lists": ("- " * LEVELS + "word", "markdown"),
    "indented lists": ("\n".join("  " * level + "- word" for level in range(LEVELS // 10)), "markdown"),
    "emphasis": ("*a " * LEVELS + "word" + "*" * LEVELS, "markdown"),
    "brackets": ("[" * LEVELS + "word" + "]" * LEVELS, "markdown"),
    "open brackets": ("[word](" * LEVELS, "markdown"),
    "pictures": ("![" * LEVELS + "word", "markdown"),
    "raw html": ("<b>" * LEVELS + "word", "markdown"),
    "quotes in text": (">" * LEVELS + " word", "text"),
}
"""Sources of 10,000 levels, and their formats."""


@pytest.mark.parametrize("name", DEEP)
def test_levels(name: str) -> None:
    """Whatever is nested too deep keeps its words, within the depth of the model, and can be written in each format."""
    data, format_name = DEEP[name]
    document = newsconv.loads(data, format_name, noise="keep")
    assert "word" in "".join(document.paragraphs())
    assert depth(document) <= MAX_DEPTH
    for target in FORMATS:
        assert "word" in newsconv.dumps(document, target)


def depth(document: newsconv.Document) -> int:
    """Count the levels of the deepest node, without recursion."""
    level = 0
    nodes: list[object] = [*document.body]
    while nodes:
        level += 1
        nodes = [child for node in nodes for child in children_of(node)]
    return level


def children_of(part: object) -> Iterator[object]:
    """Give the nodes right below a node; those of a list's items and a table's cells are below the list and table."""
    fields = [getattr(part, name) for name in getattr(part, "__struct_fields__", ())]
    for child in [child for field in fields if isinstance(field, tuple) for child in field]:
        if type(child).__name__ in {"ListItem", "Row", "Cell"}:
            yield from children_of(child)
        else:
            yield child


def test_levels_in_the_body_of_an_item() -> None:
    """XHTML of more levels than the XML parser takes is refused; it is no news."""
    with pytest.raises(ReadError, match="not well-formed"):
        newsconv.loads(XHTML.format("<div>" * LEVELS + "word" + "</div>" * LEVELS), "newsml")


# ---------------------------------------------------------------- long lines

LONG_CHARS: Final = 50_000_000 if os.environ.get("NEWSCONV_HYPOTHESIS") == "thorough" else 5_000_000


@pytest.mark.parametrize("unit", ["x", "word ", "é"], ids=["one word", "words", "no ASCII"])
@pytest.mark.parametrize("format_name", ["html", "markdown", "text"])
def test_long_line(format_name: str, unit: str) -> None:
    """A line of some megabytes is one paragraph, whole."""
    line = (unit * (LONG_CHARS // len(unit))).strip()
    paragraphs = newsconv.loads(line, format_name, noise="keep").paragraphs()
    assert len(paragraphs) == 1
    assert paragraphs[0] == line


# ---------------------------------------------------------------- other files

HIDDEN: Final = "what stands in another file"
OUTSIDE: Final = {
    "entity": ('<!DOCTYPE x [<!ENTITY a SYSTEM "{}">]>' + HEADLINE.format("b &a; c"), "newsml"),
    "parameter entity": ('<!DOCTYPE x [<!ENTITY % a SYSTEM "{}"> %a;]>' + HEADLINE.format("b"), "newsml"),
    "external subset": ('<!DOCTYPE newsItem SYSTEM "{}">' + HEADLINE.format("b"), "newsml"),
    "inclusion": (
        XHTML.format('<p>b <xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}" parse="text"/></p>'),
        "newsml",
    ),
    "entity in html": ('<!DOCTYPE html [<!ENTITY a SYSTEM "{}">]><p>b &a; c</p>', "html"),
    "frame": ('<p>b</p><iframe src="{}"></iframe><object data="{}"></object>', "html"),
    "picture": ("![a]({})", "markdown"),
}
"""Sources that point to another file, and their formats."""


@pytest.mark.parametrize("name", OUTSIDE)
def test_other_files_are_never_read(name: str, tmp_path: Path) -> None:
    """No entity, inclusion, frame or picture makes newsconv open another file."""
    other = tmp_path / "other.txt"
    other.write_text(HIDDEN, encoding="utf-8")
    source, format_name = OUTSIDE[name]
    try:
        reading = newsconv.explain(source.replace("{}", other.as_uri()), format_name)
    except ReadError as error:
        assert HIDDEN not in str(error)  # noqa: PT017 - either outcome is fine
    else:
        written = newsconv.dumps(reading.document, "json")
        assert HIDDEN not in written
        assert HIDDEN not in str(reading.report)


# ---------------------------------------------------------------- what must not be passed on

UNSAFE_URLS: Final = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "DATA:image/svg+xml,<svg onload=alert(1)>",
)
RE_FRONT_MATTER: Final = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
UNSAFE_SCHEMES: Final = ("javascript:", "vbscript:", "data:")
UNSAFE_ELEMENTS: Final = frozenset("script style iframe object embed form base svg math meta link".split())
"""Elements that run or load something; our own pages have `meta`, `link` and a data block besides."""

HOSTILE_HTML: Final = """\
<p onclick="alert(1)">one <a href="{url}" onmouseover="alert(1)">two</a> three <img src="{url}" alt="four"
onerror="alert(1)"></p><script>alert(1)</script><svg onload="alert(1)"><script>alert(1)</script></svg>
<iframe src="{url}"></iframe><object data="{url}"></object><form action="{url}"><p style="x:expression(1)">five</p>
</form><base href="{url}"><meta http-equiv="refresh" content="0;url={url}"><p>six</p>
"""
HOSTILE_MARKDOWN: Final = f"""\
one [two](<{{url}}>) three ![four](<{{url}}>) <{{url}}> and [seven][ref]

{HOSTILE_HTML}
- <b onclick="alert(1)">eight</b>

[ref]: <{{url}}>
"""
HOSTILE_JSON: Final = JSON.format(
    '{"type":"paragraph","children":[{"type":"text","value":"one "},{"type":"link","url":URL,"children":'
    '[{"type":"text","value":"two"}]},{"type":"image","url":URL,"alt":"four"}]},'
    '{"type":"figure","media":[{"url":URL}]},{"type":"embed","url":URL,"title":"<script>alert(1)</script>"}'
)
HOSTILE_TEXT: Final = 'one two {url} <script>alert(1)</script> <a href="{url}">three</a> [four]({url}) <{url}>'


def hostile_source(format_name: str, url: str) -> str:
    """Give a source with an unsafe address, scripts and event handlers everywhere that the format has room for."""
    escaped = url.replace("&", "&amp;").replace("<", "&lt;")
    match format_name:
        case "html":
            return HOSTILE_HTML.replace("{url}", escaped)
        case "markdown":
            return HOSTILE_MARKDOWN.replace("{url}", url)
        case "text":
            return HOSTILE_TEXT.replace("{url}", url)
        case "json":
            return HOSTILE_JSON.replace("URL", json.dumps(url))
        case _:
            body = f'<p onclick="alert(1)">one <a href="{escaped}">two</a> <img src="{escaped}" alt="four"/></p>'
            script = f'<script>alert(1)</script><iframe src="{escaped}"></iframe>'
            return XHTML.format(body + script).replace("\x01", "")


def unsafe_parts(text: str, format_name: str) -> list[str]:
    """Name what an output holds that runs or loads something, found by parsing it as its users do."""
    match format_name:
        case "text":
            return []
        case "json":
            document = decode(text)[1]
            urls = [document.metadata.url, *(url for node in walk(document.body) for url in urls_of(node))]
            return [url for url in urls if is_unsafe(url)]
        case "newsml":
            return unsafe_elements(etree.fromstring(text.encode()))
        case "markdown":
            story = pyromark.html(RE_FRONT_MATTER.sub("", text))
            return unsafe_elements(etree.HTML(f"<html><body>{story}</body></html>"))
        case _:
            return unsafe_elements(etree.HTML(text))


def urls_of(node: object) -> list[str]:
    """Give the addresses of a node and of a figure's files."""
    own = getattr(node, "url", "")
    return [own, *(medium.url for medium in getattr(node, "media", ()))]


def unsafe_elements(tree: etree._Element) -> list[str]:
    """Name the elements and attributes of a tree that run or load something."""
    found = []
    for element in tree.iter(etree.Element):
        tag = etree.QName(element).localname.lower()
        is_ours = (tag == "script" and element.get("type") == "application/ld+json") or tag in {"meta", "link", "style"}
        found += [tag] if tag in UNSAFE_ELEMENTS and not is_ours else []
        for name, value in element.attrib.items():
            found += [f"{tag}@{name}"] if str(name).lower().startswith("on") or is_unsafe(str(value)) else []
    return found


def is_unsafe(url: str) -> bool:
    """Tell whether an address runs or holds something, as browsers read it: without spaces and controls."""
    return "".join(character for character in url if character > " ").lower().startswith(UNSAFE_SCHEMES)


@pytest.mark.parametrize("url", UNSAFE_URLS, ids=repr)
@pytest.mark.parametrize("format_name", FORMATS)
def test_nothing_unsafe_is_written(format_name: str, url: str) -> None:
    """Scripts, event handlers and unsafe addresses don't get from any source into any output; the words do."""
    reading = newsconv.explain(hostile_source(format_name, url), format_name, noise="keep")
    assert "two" in " ".join(reading.document.paragraphs())
    for target in FORMATS:
        assert unsafe_parts(newsconv.dumps(reading.document, target), target) == []
    assert unsafe_parts(newsconv.dumps(reading.document, "html", fragment=True), "html") == []


@pytest.mark.parametrize("url", UNSAFE_URLS, ids=repr)
@pytest.mark.parametrize("target", FORMATS)
def test_nothing_unsafe_is_written_from_a_document(target: str, url: str) -> None:
    """A document made by a program is no way around it either, nor is its metadata."""
    body = (Paragraph((Link(url, (Text("</script><script>alert(1)</script>"),)),)),)
    metadata = newsconv.Metadata(headline="</title></script><script>alert(1)</script>", url=url)
    written = newsconv.dumps(newsconv.Document(metadata, body), target)
    assert unsafe_parts(written, target) == []


@pytest.mark.parametrize(
    "format_name",
    [
        "html",
        "markdown",
        "newsml",
        "json",
    ],
)
def test_what_was_unsafe_is_reported(format_name: str) -> None:
    """An address that was left out is in the report."""
    reading = newsconv.explain(hostile_source(format_name, "javascript:alert(1)"), format_name, noise="keep")
    assert "javascript:alert(1)" in str(reading.report)


# ---------------------------------------------------------------- files


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(ReadError, match=r"missing\.md: can't be read: No such file"):
        newsconv.load(tmp_path / "missing.md")


def test_folder_as_source(tmp_path: Path) -> None:
    """A folder is no source."""
    with pytest.raises(ReadError, match="can't be read"):
        newsconv.load(tmp_path)


def test_impossible_path() -> None:
    """A path that can't be is an error of ours too."""
    with pytest.raises(ReadError, match="can't be read"):
        newsconv.load("a\0.md")
    with pytest.raises(WriteError, match="can't be written"):
        newsconv.dump(newsconv.Document(), "a\0.md")


def test_name_of_a_broken_file_is_in_the_message(tmp_path: Path) -> None:
    """An error about a file begins with its path, and the place in it."""
    path = tmp_path / "story.xml"
    path.write_text(HEADLINE[:-40], encoding="utf-8")
    with pytest.raises(ReadError, match=r"story\.xml:1:\d+: not well-formed") as caught:
        newsconv.load(path, "newsml")
    assert caught.value.source == str(path)


@pytest.mark.parametrize("name", [".", "missing/story.md", "file/story.md"])
def test_unwritable_target(name: str, tmp_path: Path) -> None:
    """A target that is a folder, or lies in none, can't be written; the message says what to do."""
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    with pytest.raises(WriteError, match=r"can't be written.*choose another target"):
        newsconv.dump(newsconv.Document(), tmp_path / name, "markdown")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


def test_failed_conversion_leaves_the_target_alone(tmp_path: Path) -> None:
    """A file is written whole or not at all: what can't be written does not destroy what was there."""
    target = tmp_path / "story.md"
    target.write_text("kept", encoding="utf-8")
    with pytest.raises(OptionError):
        newsconv.dump(newsconv.Document(), target, "markdown", colour="red")
    assert target.read_text(encoding="utf-8") == "kept"


def test_target_of_unknown_kind(tmp_path: Path) -> None:
    """A suffix that is no format's is named, with what to do."""
    with pytest.raises(UnknownFormatError, match=r"story\.docx.*--to"):
        newsconv.dump(newsconv.Document(), tmp_path / "story.docx")
    assert not (tmp_path / "story.docx").exists()


def test_many_stories_are_read_with_load_all(tmp_path: Path) -> None:
    """What `load` refuses, as there is more than one, `load_all` reads."""
    path = tmp_path / "stories.jsonl"
    path.write_bytes(b"\n".join(encode(newsconv.loads(word, "text")) for word in "ab"))
    with pytest.raises(SeveralDocumentsError, match="load_all"):
        newsconv.load(path, "json")
    assert [story.paragraphs() for story in newsconv.load_all(path, "json")] == [["a"], ["b"]]
