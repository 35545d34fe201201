r"""Characters that were damaged on the way: UTF-8 read as windows-1252, entities left as text, what can't be seen.

In goes text of unknown origin, out comes the same text with as many lines. Nothing is touched without evidence that
it is damage and not what somebody wrote:

- UTF-8 that was read as windows-1252 (`donâ€™t`, `cafÃ©`): no language writes `â€`; other pairs are believed only where
  they make up nearly all of the characters beyond ASCII, so that `MENÜ»` and `CAFÉ”` stay as they are;
- entities that were escaped twice (`&amp;nbsp;`), and in plain text those that were never read (`AT&amp;T`);
- zero-width spaces and word joiners at the edges of words, where they say nothing. Within a word they stay, as soft
  hyphens do: they are how a word may be broken, and Thai and Khmer part words by them.

There is a library for the first (ftfy). It is not used: what it does beyond that (quotes, ligatures, widths,
line ends) is changing clean text, its evidence is that of a line and not of the whole source, and it would be the
one dependency of this reader.

Known gap: other confusions of encodings than UTF-8 read as windows-1252 once.
"""

# ruff: noqa: RUF001, RUF002 - the marks of confused encodings are meant as they are

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from newsconv.decoding import CP1252_TABLE
from newsconv.report import Origin, Repaired

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsconv.report import Report

__all__ = ["mend_characters", "mend_entities", "mend_line_ends"]

CONTINUATIONS: Final = "\x80-\x9f" + re.escape(CP1252_TABLE[0x80:0xC0])
"""What windows-1252, and ISO 8859-1, make of the bytes that continue a character of UTF-8."""
RE_CONFUSED: Final = re.compile(
    rf"[\xc2-\xdf][{CONTINUATIONS}]|[\xe0-\xef][{CONTINUATIONS}]{{2}}|[\xf0-\xf4][{CONTINUATIONS}]{{3}}"
)
"""Two to four characters that may have been the bytes of one (Unicode 16, table 3-7)."""
RE_CONFUSED_LEAD: Final = re.compile(rf"[\xc2-\xf4][{CONTINUATIONS}]")
RE_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f\xa0\u200b]")
BYTES_OF: Final = {
    **{chr(byte): byte for byte in range(0x80, 0xA0)},
    **{c: byte for byte, c in enumerate(CP1252_TABLE)},
}
MIN_CONFUSED: Final = 2
"""Confused characters that there must be in a text; one alone may be what the text is about."""
MIN_RARE: Final = 4
"""Those of other leads than `Â`, `Ã` and `â`, those of Latin text; capitals before a quote look the same."""
CONFUSED_SHARE: Final = 3
"""Confused characters for each other one beyond ASCII. Of the 995 texts of the aeb, wcxb and press pages one
reaches it, and that one is damaged (`WireGuardÂ®`, no other); a clean one has `ß’`, but 611 others."""

RE_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8}\d{0,2});")
RE_TWICE: Final = re.compile(
    r"&amp;(?=(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|nbsp|amp|quot|apos|lt|gt|[lr][sd]quo|[nm]dash"
    r"|hellip|[lr]aquo|shy|zwnj|copy|reg|trade|euro|middot|bull|[A-Za-z]{1,5}(?:acute|grave"
    r"|uml|circ|tilde|cedil|ring|slash|lig));)"
)
"""An ampersand that was escaped though it began an entity; only entities that pages of the press are full of."""
ESCAPED_MARK: Final = "&amp;"
"""What each of these begins with."""
UNSEEN: Final = "\u200b\u2060\ufeff"
RE_UNSEEN: Final = re.compile(
    "[\u200b\u2060\ufeff]+(?=[ \t\xa0\n]|\\Z)|(?:^|(?<=[ \t\xa0\n]))[\u200b\u2060\ufeff]+", re.MULTILINE
)
"""Zero-width spaces, word joiners and byte order marks at the edge of a word or line."""


def mend_characters(text: str, *, first_line: int = 1, report: Report) -> str:
    r"""Mend confused encodings, and take out what can't be seen.

    Args:
        text: lines end in a line feed.
        first_line: number of its first line in the source.
        report: one event a kind of damage is added to it, with the words as they were.

    >>> from newsconv.report import Report
    >>> mend_characters("He said he donâ€™t know the cafÃ©.", report=Report())
    'He said he don’t know the café.'
    >>> mend_characters("Die Seite „MENÜ“ und das »MENÜ« sind eins.", report=Report())
    'Die Seite „MENÜ“ und das »MENÜ« sind eins.'
    """
    if text.isascii():
        return text
    if any(character in text for character in UNSEEN):
        text = RE_UNSEEN.sub("", text)
    if RE_CONFUSED_LEAD.search(text) is None or not (believed := believed_sequences(text)):
        return text
    reason = "characters of UTF-8 that were read as windows-1252"
    return replace_reported(
        text,
        RE_CONFUSED,
        lambda match: decoded(match[0]) if match[0] in believed else match[0],
        (reason, first_line, report),
    )


def mend_line_ends(text: str, *, report: Report) -> str:
    r"""Read line ends that are escaped as in JSON, in a text that is one line.

    Texts that were copied out of JSON have `\n` in the place of each; a text that has a line end of its own was not.

    Args:
        text: lines end in a line feed.
        report: an event is added to it; lines that later events name are those of the text as it was read.

    >>> from newsconv.report import Report
    >>> mend_line_ends(r"Rain\n\nIt \"rained\".\n\nIt rained on.", report=Report())
    'Rain\n\nIt "rained".\n\nIt rained on.'
    """
    if "\n" in text.strip("\n") or text.count(ESCAPED_GAP) < MIN_GAPS:
        return text
    report.add(Repaired(reason="line ends and quotes that were escaped as in JSON", origin=Origin(line=1)))
    return RE_ESCAPED.sub(lambda match: ESCAPES[match[1]], text)


ESCAPED_GAP: Final = r"\n\n"
MIN_GAPS: Final = 2
"""Escaped empty lines that there must be: one may be what the text is about."""
RE_ESCAPED: Final = re.compile(r'\\([nrt"/\\])')
ESCAPES: Final = {"n": "\n", "r": "", "t": " ", '"': '"', "/": "/", "\\": "\\"}
"""What follows a backslash in JSON (RFC 8259, section 7), to what it means."""


def mend_entities(text: str, *, twice: bool, first_line: int = 1, report: Report) -> str:
    """Read entities that stand in text.

    Args:
        text: lines end in a line feed.
        twice: only those that were escaped twice, for syntaxes that read entities themselves.
        first_line: number of its first line in the source.
        report: one event is added to it, with the words as they were.

    >>> from newsconv.report import Report
    >>> mend_entities("AT&amp;T &amp;quot;AG&amp;quot;", twice=False, report=Report())
    'AT&T "AG"'
    """
    if "&" not in text:
        return text
    if twice:
        if ESCAPED_MARK not in text:
            return text
        reason = "entities that were escaped twice"
        return replace_reported(text, RE_TWICE, lambda _: "&", (reason, first_line, report), code=True)
    reason = "entities of HTML in plain text"
    once = mend_entities(text, twice=True, first_line=first_line, report=report)
    return replace_reported(once, RE_ENTITY, lambda match: unescaped(match[0]), (reason, first_line, report))


# ---------------------------------------------------------------- confused encodings


def believed_sequences(text: str) -> frozenset[str]:
    """Give the sequences of a text that are confused beyond doubt."""
    found = [match[0] for match in RE_CONFUSED.finditer(text) if decoded(match[0]) != match[0]]
    certain = frozenset(sequence for sequence in found if sequence.startswith("â€"))
    if len(found) < MIN_CONFUSED:
        return frozenset()
    others = sum(1 for _ in RE_BEYOND_ASCII.finditer(RE_CONFUSED.sub("", text)))
    rare = [sequence for sequence in found if sequence[0] not in "ÂÃâ"]
    is_rare_believed = len(rare) >= MIN_RARE and len(set(rare)) > 1
    if len(found) < CONFUSED_SHARE * others or (len(rare) == len(found) and not is_rare_believed):
        return certain if sum(sequence in certain for sequence in found) >= MIN_CONFUSED else frozenset()
    return frozenset(found)


def decoded(sequence: str) -> str:
    """Give the character that a sequence was, or the sequence where it was none that can be seen.

    >>> decoded("Ã©"), decoded("â€™"), decoded("É”")
    ('é', '’', 'ɔ')
    """
    try:
        character = bytes(BYTES_OF[part] for part in sequence).decode("utf-8")
    except UnicodeDecodeError:
        return sequence
    return character if character.isprintable() or character in "\xa0\xad\u200b\u200d\ufeff" else sequence


# ---------------------------------------------------------------- replacing


def unescaped(entity: str) -> str:
    """Give the character of an entity; one that is none, or a control, stays as it is."""
    character = html.unescape(entity)
    return character if character.isprintable() or character in "\xa0\xad\u200b\u200d" else entity


def replace_reported(
    text: str,
    pattern: re.Pattern[str],
    replacement: Callable[[re.Match[str]], str],
    event: tuple[str, int, Report],
    *,
    code: bool = False,
) -> str:
    """Replace matches line by line, and report the words that they stood in.

    Args:
        text: lines end in a line feed.
        pattern: what is replaced; no match goes over a line end.
        replacement: of a match.
        event: its reason, the number of the first line, and where it is added.
        code: whether lines with a backtick, which may be code, are left alone.
    """
    if pattern.search(text) is None:  # nearly all
        return text
    reason, first_line, report = event
    lines = text.split("\n")
    words: list[str] = []
    first = last = 0
    for number, line in enumerate(lines, first_line):
        if pattern.search(line) is None or (code and "`" in line):
            continue
        changed = pattern.sub(replacement, line)
        if changed != line:
            words += [word for word in line.split(" ") if pattern.search(word)]
            lines[number - first_line] = changed
            first, last = first or number, number
    if first:
        report.add(Repaired(reason=reason, text=" ".join(words), origin=Origin(line=first, end_line=last)))
    return "\n".join(lines)
