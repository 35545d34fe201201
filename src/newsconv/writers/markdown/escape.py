"""Escape text so that Markdown takes every character for itself: enough, and no more than that.

Each rule names the construct of CommonMark 0.31.2 or GFM that it prevents. The test is the round trip: what is
written here is read back unchanged (law 1), for text of any characters.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["can_close", "can_open", "escape_destination", "escape_info", "escape_text", "escape_title"]

RE_INLINE: Final = re.compile(
    r"""
      (?P<backslash> \\ (?= [!-/:-@\[-`{-~] | $ ) )        # 2.4 backslash escapes
    | (?P<backtick> ` )                                    # 6.1 code spans
    | (?P<star> \*+ )                                      # 6.2 emphasis
    | (?P<underscore> _+ )                                 # 6.2 emphasis
    | (?P<tilde> ~+ )                                      # GFM 6.5 strikethrough
    | (?P<link> \] (?= \( ) )                              # 6.3 links: no label is ever defined, so only inline ones
    | (?P<markup> < (?= [A-Za-z/!?] | $ ) )                # 6.5 autolinks, 6.6 raw HTML
    | (?P<entity> & (?= [A-Za-z][A-Za-z0-9]{0,31}; | \#[0-9]{1,7}; | \#[xX][0-9a-fA-F]{1,6}; ) )  # 2.5 entities
    """,
    re.VERBOSE,
)
RE_LABEL: Final = re.compile(r"[\[\]]")
"""Within the label of a link or picture every bracket is escaped, so that they need not balance (6.3)."""
RE_LINE_START: Final = re.compile(
    r"""
      (?P<number> \d{1,9} ) (?= [.)] (?: [ ] | $ ) )       # 5.2 ordered list item: the mark after the number
    | (?= \#{1,6} (?: [ ] | $ ) )                          # 4.2 ATX heading
    | (?= [-+] (?: [ ] | $ ) )                             # 5.2 bullet
    | (?= [-=]+ [ ]* $ )                                   # 4.3 setext underline, 4.1 thematic break
    | (?= -[- ]*- )                                        # 4.1 thematic break, GFM 4.10 delimiter row
    | (?= > )                                              # 5.1 block quote
    | (?= \| | :[-:] )                                     # GFM 4.10 table rows
    | (?= \[ (?: [ xX] \] (?: [ ] | $ ) | [^\]]* \]: ) )   # GFM 5.3 task list item, 4.7 link reference definition
    """,
    re.VERBOSE,
)


def escape_text(text: str, *, at_line_start: bool = False, in_label: bool = False, in_table: bool = False) -> str:
    r"""Escape the text of one `Text` node.

    Args:
        text: in normal form, so of one line.
        at_line_start: whether it begins a line, where blocks are told by their first characters.
        in_label: whether it is in the label of a link or picture.
        in_table: whether it is in a cell of a pipe table.

    >>> escape_text("2 * 3 and snake_case, [sic] *not* this")
    '2 * 3 and snake_case, [sic] \\*not\\* this'
    >>> escape_text("1986. A year", at_line_start=True)
    '1986\\. A year'
    """
    result = RE_INLINE.sub(escape_match, text)
    if at_line_start:
        result = escape_line_start(result)
    if in_label:
        result = RE_LABEL.sub(r"\\\g<0>", result.replace(r"\]", "]"))
    return result.replace("|", r"\|") if in_table else result


def escape_match(match: re.Match[str]) -> str:
    """Escape one construct, unless its neighbours make it harmless."""
    run = match[0]
    if match.lastgroup in {"star", "tilde", "underscore"}:
        before = match.string[match.start() - 1] if match.start() else ""
        after = match.string[match.end()] if match.end() < len(match.string) else ""
        if before == after == " " or (run[0] == "_" and before.isalnum() and after.isalnum()):
            return run
    return "".join(f"\\{character}" for character in run)


def escape_line_start(text: str) -> str:
    """Escape what would make a block of a line's text."""
    match = RE_LINE_START.match(text)
    if match is None or text.startswith("\\"):
        return "\\" + text if text[:2] in {"* ", "_ ", "~ "} or text in {"*", "_", "~"} else text
    position = match.end()
    return f"{text[:position]}\\{text[position:]}"


def escape_destination(url: str) -> str:
    """Spell the destination of a link (CommonMark 6.3): bare where it can be, else in angle brackets.

    >>> escape_destination("/a_(b)"), escape_destination("/a)b"), escape_destination("")
    ('/a_(b)', '</a)b>', '<>')
    """
    escaped = RE_ENTITY.sub(r"\\&", url)
    if url and are_balanced(url) and not url.startswith("<"):
        return escaped
    return f"<{escaped}>"


RE_ENTITY: Final = re.compile(r"&(?=[A-Za-z][A-Za-z0-9]{0,31};|#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};)")
MAX_NESTED_PARENTHESES: Final = 3
"""CommonMark 6.3 asks for at least three; pulldown-cmark takes 32."""


def are_balanced(url: str) -> bool:
    """Tell whether the parentheses of an address pair up, no deeper than every parser takes."""
    depth = 0
    for character in url:
        depth += (character == "(") - (character == ")")
        if not 0 <= depth <= MAX_NESTED_PARENTHESES:
            return False
    return depth == 0


def escape_title(title: str, *, in_table: bool = False) -> str:
    """Spell the title of a link with the space before it; nothing for none."""
    if not title:
        return ""
    escaped = RE_TITLE.sub(r"\\\g<0>", title)
    return f' "{escaped.replace("|", chr(92) + "|") if in_table else escaped}"'


RE_TITLE: Final = re.compile(
    r'"|\\(?=[!-/:-@\[-`{-~]|$)|&(?=[A-Za-z][A-Za-z0-9]{0,31};|#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};)'
)


def escape_info(language: str) -> str:
    """Spell the info string of a fence (CommonMark 4.5)."""
    return RE_TITLE.sub(lambda match: match[0] if match[0] == '"' else f"\\{match[0]}", language)


# ---------------------------------------------------------------- delimiter runs


def kind_of(character: str) -> str:
    """Tell how CommonMark 6.2 counts a character beside a delimiter run.

    Returns:
        `space` (also the edge of a line, an empty string), `punctuation`, `word`, or `unclear` for what versions of
        Unicode and of the specification disagree on.
    """
    if not character or character in " \t\n":
        return "space"
    if character.isalnum():
        return "word"
    if character.isascii():
        return "punctuation"
    category = unicodedata.category(character)
    return {"Zs": "space", "P": "punctuation"}.get(category if category == "Zs" else category[0], "unclear")


def can_open(run: str, before: str, after: str) -> bool:
    """Tell whether a run opens emphasis for every parser: left-flanking, and for `_` not within a word."""
    left, right = kind_of(before), kind_of(after)
    if "unclear" in {left, right} or right == "space":
        return False
    flanking = right == "word" or left in {"space", "punctuation"}
    return flanking and (run[0] != "_" or left != "word")


def can_close(run: str, before: str, after: str) -> bool:
    """Tell whether a run closes emphasis for every parser: right-flanking, and for `_` not within a word."""
    return can_open(run, after, before)
