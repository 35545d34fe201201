"""JSON as it stands in script elements: parsed, and repaired where that is safe.

In: the text of a `<script type="application/ld+json">`. Out: the values in it, and what had to be
repaired. JSON is RFC 8259; what pages add to it is listed with `parse_script`. Time and memory are linear in
the text.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

if TYPE_CHECKING:
    from newsconv.readers.html.metadata.schema_org import Json

__all__ = ["Parsed", "parse_script"]

RE_WRAPPER: Final = re.compile(
    r"\ufeff|//[ \t]*<!\[CDATA\[|/\*[ \t]*<!\[CDATA\[[ \t]*\*/|<!\[CDATA\[|<!--|<script[^<>]{0,200}>", re.IGNORECASE
)
RE_WRAPPER_END: Final = re.compile(
    r"//[ \t]*\]\]>|/\*[ \t]*\]\]>[ \t]*\*/|\]\]>|(?://)?[ \t]*-->|</script>", re.IGNORECASE
)
WRAPPER_CHARS: Final = 400
"""Code points at either end of a script in which wrappers are looked for."""
RE_BETWEEN: Final = re.compile(r"[\s;,]*")
"""What stands between values, or after the last one, in scripts that hold more than one value."""


class Parsed(NamedTuple):
    """What a script holds."""

    values: list[Json]
    """In order; empty where nothing could be read."""
    repair: str
    """What was wrong, in words; empty where nothing was, or nothing could be read."""


def parse_script(text: str) -> Parsed:
    r"""Parse a script, at first as it is, then with more and more repairs.

    Repaired are: bare control characters, wrappers (CDATA sections, comments), what follows the first
    value (`;`, a second value), `&quot;` for quotes, comments, commas before a closing bracket, strings in single
    quotes, quotes within strings, escapes that JSON does not have, and brackets never closed.

    >>> parse_script('//<![CDATA[\n{"a": "say "b" ", };\n//]]>').values
    [{'a': 'say "b" '}]
    """
    if not text.strip():
        return Parsed([], "")
    try:
        return Parsed([msgspec.json.decode(text)], "")
    except (ValueError, RecursionError):
        pass
    for repair, wording in REPAIRS:
        text = repair(text)
        values = decode_values(text)
        if values:
            return Parsed(values, wording)
    return Parsed([], "")


def decode_values(text: str) -> list[Json]:
    """Give the values that follow each other in a text; none where any of it is no JSON."""
    values: list[Json] = []
    position = match_end(text, 0)
    while position < len(text):
        try:
            value, position = DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            return []
        values.append(value)
        position = match_end(text, position)
    return values


DECODER: Final = json.JSONDecoder(strict=False)


def match_end(text: str, position: int) -> int:
    """Give where the next value begins."""
    match = RE_BETWEEN.match(text, position)
    return match.end() if match else position


def strip_wrappers(text: str) -> str:
    """Take out what hides JSON from browsers of old; only at the ends of the script."""
    head, body, tail = text[:WRAPPER_CHARS], text[WRAPPER_CHARS:-WRAPPER_CHARS], text[WRAPPER_CHARS:][-WRAPPER_CHARS:]
    before, bracket, rest = split_at_bracket(head)
    head = RE_WRAPPER.sub("", before) + bracket + rest
    if not tail:
        return strip_end(head)
    return head + body + strip_end(tail)


def split_at_bracket(head: str) -> tuple[str, str, str]:
    """Split where JSON begins: at the first brace, or bracket that is not of a CDATA section."""
    match = RE_BEGIN.search(head)
    return (head[: match.start()], match[0], head[match.end() :]) if match else (head, "", "")


RE_BEGIN: Final = re.compile(r"\{|(?<!<!)(?<!CDATA)\[")


def strip_end(tail: str) -> str:
    """Take wrappers out of what follows the last bracket of JSON."""
    end = max(tail.rfind("}"), tail.rfind("]", 0, len(tail) if "]]>" not in tail else tail.rfind("]]>"))) + 1
    return tail[:end] + RE_WRAPPER_END.sub("", tail[end:])


def unescape_quotes(text: str) -> str:
    """Read character references where the quotes of JSON itself are written as such."""
    return text if '"' in text else html.unescape(text)


# ---------------------------------------------------------------- repairs token by token

RE_TOKEN: Final = re.compile(r"""["'{}\[\],]|//[^\n]*|/\*|[^"'{}\[\],/]+|/""")
RE_STOP: Final = {'"': re.compile(r'["\\]'), "'": re.compile(r"['\"\\]")}
"""What needs a look within a string in such quotes."""
RE_KEY_END: Final = re.compile(r"\s*:")
RE_MEMBER_END: Final = re.compile(r"""\s*(?:\}|$|,\s*(?:["'][^"'\n]{0,80}["']\s*:|\}|//|/\*)|//|/\*)""")
RE_ENTRY_END: Final = re.compile(r"""\s*(?:\]|$|,\s*(?:["'{\[\d\]-]|true|false|null|//|/\*)|//|/\*)""")
"""What follows the quote that ends a key, the value of an object's member, and an entry of a list."""
ESCAPED: Final = frozenset('"\\/bfnrtu')
"""What JSON lets follow a backslash (RFC 8259, section 7)."""
CLOSERS: Final = {"{": "}", "[": "]"}


def relax(text: str) -> str:
    """Write JSON anew, token by token, mending what people get wrong by hand."""
    out: list[str] = []
    open_brackets: list[str] = []
    position = 0
    while match := RE_TOKEN.match(text, position):
        mark, position = match[0], match.end()
        if mark in RE_STOP:
            string, position = read_string(text, position, mark, open_brackets)
            out.append(string)
        elif mark in CLOSERS:
            open_brackets.append(mark)
            out.append(mark)
        elif mark in "}]":
            drop_comma(out)
            if open_brackets and CLOSERS[open_brackets[-1]] == mark:
                open_brackets.pop()
                out.append(mark)
        elif mark == "/*":
            end = text.find("*/", position)
            position = end + 2 if end >= 0 else len(text)
        elif not mark.startswith("//"):
            out.append(mark)
    drop_comma(out)
    return "".join(out) + "".join(CLOSERS[bracket] for bracket in reversed(open_brackets))


def drop_comma(out: list[str]) -> None:
    """Take back a comma that nothing follows."""
    while out and not out[-1].strip():
        out.pop()
    if out and out[-1] == ",":
        out.pop()


def read_string(text: str, position: int, quote: str, open_brackets: list[str]) -> tuple[str, int]:
    """Read a string from behind its opening quote; give it as JSON, and where it ended."""
    parts = ['"']
    while match := RE_STOP[quote].search(text, position):
        parts.append(text[position : match.start()])
        position = match.end()
        if match[0] == "\\":
            following = text[position : position + 1]
            parts.append(f"\\{following}" if following in ESCAPED else following)
            position += 1
        elif match[0] == quote and ends_string(text, position, open_brackets):
            parts.append('"')
            return "".join(parts), position
        else:
            parts.append('\\"' if match[0] == '"' else "'")
    parts.append(text[position:] + '"')
    return "".join(parts), len(text)


def ends_string(text: str, position: int, open_brackets: list[str]) -> bool:
    """Tell whether the quote before a position ends a string, by what follows it."""
    if open_brackets and open_brackets[-1] == "{":
        return bool(RE_KEY_END.match(text, position) or RE_MEMBER_END.match(text, position))
    return RE_ENTRY_END.match(text, position) is not None


REPAIRS: Final = (
    (str, "control characters in strings, or more than one value"),
    (strip_wrappers, "a wrapper around JSON"),
    (unescape_quotes, "character references for the quotes of JSON"),
    (relax, "marks that JSON does not have, or lacks"),
)
"""Repairs in the order in which they are tried, each on top of those before, and what each is called."""
