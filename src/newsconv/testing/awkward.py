r"""Pieces of text that formats get wrong, by what they are awkward for.

Each is a tuple of strings, the plainest first, since Hypothesis shrinks towards it. They come from
the syntax of CommonMark 0.31.2, GFM, HTML, XML 1.0, YAML 1.2 and JSON, and from Unicode 16.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "CHARACTERS",
    "LINES",
    "MARKS",
    "PIECES",
    "SCALARS",
    "SOURCES",
    "URLS",
    "WORDS",
]

# One piece a line would make 400 lines.
# fmt: off
WORDS: Final = (
    "a", "b", "It rained.", "Zoë", "3", "St", "Мир", "新聞", "سلام", "x1", "By Jane Doe", "LONDON", "Read more",
)
"""Words of several scripts and lengths, and some that noise rules look for."""

MARKS: Final = (
    "*", "**", "***", "_", "__", "~", "~~", "`", "``", "```", "|", "||", "\\", "\\\\", "\\*", "\\|", "a*b", "a_b_c",
    "[", "]", "](", "[a](b)", "![", "!", "[^1]", "[ ]", "[x]", "(", ")", "<", ">", "<>", "&", "{", "}", "^", "==",
    "$x$", "<b>", "</p>", "<!--", "-->", "<br>", "<br/>", "<script>", "<![CDATA[", "]]>", "<?x?>", "<a@b.c>",
    "<http://a.b>", "&amp;", "&lt;", "&copy", "&copy;", "&#0;", "&#x41;", "&nbsp;", "http://a.b", "www.a.b", "a@b.c",
    "'", '"', "\u201c",
)
"""What a syntax reads as a mark within a line."""

LINES: Final = (
    "#", "# ", "#x", "## a", "-", "- ", "- a", "+ a", "* a", "1.", "1. a", "1) a", "0.", "123456789. a",
    "1234567890. a", "> a", ">", "=", "===", "---", "- - -", "***", "___", "--", ":--", "|--|", "| a | b |", "a | b",
    "```", "~~~", "+++", "    a", "\ta", "  a", "a  ", "a\\", "[a]: b", "[^a]: b", "<div>", "</div>", "<table>",
    "<!-- a -->", ": a", "=> a b", "a\nb", "a\n\nb", "a\n\n\n\nb", "\n", " ", "  ", "\t", "a\r\nb", "a\rb",
    "a \\\nb", "Setext\n---", "%", "@", "...",
)
"""What a syntax reads as a mark at the beginning or end of a line, and line ends themselves."""

CHARACTERS: Final = (
    "\xa0", "\u2009", "\u3000", "\u200b", "\u200c", "\u200d", "\u2060", "\xad", "\u200e", "\u200f", "\u202e",
    "\u2066", "\u0301", "\u0301a", "e\u0301", "\u20dd", "\U0001f600", "\U0001f468\u200d\U0001f469", "\U00020000",
    "\u2028", "\u2029", "\r", "\x85", "\x0b", "\x0c", "\x1c", "\x1f", "\x7f", "\x80", "\x9f", "\ufeff", "\ufffe",
    "\uffff", "\ufffd", "\x00", "\x01", "\x08", "\x1b", "\ud800", "\udc00", "\u2014", "\u2026", "\u2019", "\xb7",
    "\uff0a", "\ufdd0", "\ue000",
)
"""Single characters that are invisible, forbidden somewhere, of more than two bytes, or join others."""

SCALARS: Final = (
    "no", "Yes", "null", "~", "true", "1", "0x1F", "1e3", "1_000", "2021-03-17", "2021-03-17 09:30:00", "12:30:45",
    ".5", "- a", "a: b", "a:", ": a", "#x", "a #x", "|", ">", "&a", "*a", "!x", "%x", "@x", "`x`", "? x", "<<", "=",
    "---", "...", "[a]", "[a, b]", "{a: b}", "{", "}", ",", "a, b", "a; b", '"', '"a"', "'a'", "it's", 'a"b', "\\",
    "\\n", "\\u0041", '{"a": 1}', "[1]", "a\nb", "---\na: b\n---", " a", "a ", "http://a.b", "By A and B", "a and b",
    "a | b", "</script>",
)
"""What YAML, JSON or a script element reads as something else than the text that it is."""

PIECES: Final = WORDS + MARKS + LINES + CHARACTERS + SCALARS

URLS: Final = (
    "http://a.b/", "https://example.com/story?id=1&lang=en#top", "/a", "a", "../a/b.html", "#top", "?q=1", "//a.b/c",
    "", "mailto:jane@example.com", "tel:+123", "http://a.b/(c)", "http://a.b/c(d", "a)b", "a(b)c)", "a b", "<a>",
    "a>b", "a<b", "http://a.b/%zz", "http://a.b/%20", "a%", "http://a.b/ü?ö#ä", "http://[::1]/", 'a"b', "a'b",
    "a\\b", "a*b_c_", "a|b", "&amp;", "?a&copy=1", "?a&copy;=1", "urn:newsml:example.com:20210317:a", "a.jpg", "a:b",
    "1:2", "[a]", "a]", "`a`", "!", " a ", "a\nb", "javascript:alert(1)", "JAVA\tscript:x", "data:text/html,x",
    "vbscript:x", "\u202ea", "\ud800", "a\x00b",
)
"""References, among them such as no normal document holds."""

SOURCES: Final = (
    "a", "# a\n", "a\n\nb\n", "- a\n", "> ", "---\n", "---\na: b\n---\n", "***\n", "```\n",
    "| a | b |\n|---|---|\n| c | d |\n", "<p>", "</p>", "<div class='share'>", "<a href='x'>", "</a>",
    "<table><tr><td>", "</table>", "<ul><li>", "<!DOCTYPE html>", "<html>", "<head>", "<body>", "<script>",
    "</script>", "<style>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "<svg>", "<math>",
    "<template>", "<textarea>", "<title>", "<base href='x'>", "<meta charset='utf-16'>", "&#xD800;", "&#0;",
    "<newsItem>", "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'>", "</newsItem>", "<contentSet>",
    "<inlineXML>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "<NewsML>", "<nitf>",
    '{"newsconv": "1.0", "document": {}}', '{"a":', "[[[[", "{", "[a](b)", "![a](b)", "[a]: b\n", "*", "_", "`", "<",
    ">", "&", "\\", "\n", "\r", "\t", " ", "\x00", "\x1a", "\ufeff", "\ud800",
)
"""Parts of sources, mostly broken, for readers that must survive anything."""
# fmt: on
