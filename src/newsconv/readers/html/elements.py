"""What single elements of HTML say: their text, their address, whether they are shown, where they stood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.document.characters import clean_line
from newsconv.document.nodes import CodeBlock
from newsconv.noise.credits import CREDIT_LABELS
from newsconv.readers.html.captions import PICTURES
from newsconv.readers.html.frames import integer, local_name
from newsconv.report import Origin

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = [
    "BLOCK_TAGS",
    "CODE_TAGS",
    "CONTROL_TAGS",
    "SPACE",
    "UNSEEN_TAGS",
    "credit_in",
    "element_text",
    "is_hidden",
    "origin_of",
    "origin_of_lines",
    "read_code_block",
]

BLOCK_TAGS: Final = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table
    tbody td tfoot th thead tr ul""".split()
)
"""Elements that text can't run through (HTML Living Standard, section 15.3: `display` other than inline)."""

UNSEEN_TAGS: Final = frozenset(
    """base basefont bgsound col colgroup datalist frame frameset head link meta noembed noframes noscript param
    script source style template title track wbr""".split()
)
"""Elements whose content no browser with scripting shows."""
CONTROL_TAGS: Final = frozenset("button canvas input map math meter object option progress select svg textarea".split())
"""Elements that are shown, but are no text of a story."""
CODE_TAGS: Final = frozenset({"code", "kbd", "samp", "tt", "var"})
CREDIT_WORDS: Final = re.compile(
    r"(?:^|[\s_-])(?i:copyright|source|author|photographer)(?:$|[\s_-])"
    r"|(?:[Cc]redit|CREDIT)s?(?![a-zA-Z]*[cC]ard)(?:$|[^a-z]|__)|pictsrc"
)
"""Words in the class of a figure's part that holds the credit. Counted on the press pages, within figures: `credit` 10
publishers and `credits` 2 (ch, de, fr, uk, us), `author` 5 (es, uk), `source` 4 (ch, de, es), `copyright` 2 (de). Must
not match `accredited`, `resource`."""
CREDIT_PROPERTIES: Final = frozenset({"copyrightHolder", "copyrightNotice", "creditText", "creator", "author"})
"""schema.org's names of it."""
CREDIT_TAGS: Final = frozenset({"span", "small", "p", "div", "cite", "em", "i"})
"""Elements of a figure that are its credit where they begin with a word that says so."""
RE_CREDIT: Final = re.compile(rf"[\s|(\[\u2013\u2014-]*(?:©|\(c\)|(?:{CREDIT_LABELS})\s?[:\uff1a=])", re.IGNORECASE)
"""How a credit begins: `Foto: `, `(Image credit: `, `© `. Must not match `Photos show`, `Foto vom Montag`."""
MAX_CREDIT_CHARS: Final = 160
"""Code points of a credit that only its words show; the longest on the press pages has 120."""
RE_HIDDEN_STYLE: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
RE_LANGUAGE_CLASS: Final = re.compile(r"(?:^|\s)lang(?:uage)?-(\S+)")
SPACE: Final = " \t\n\r\f"
"""ASCII white space as HTML counts it (Living Standard, section 4.6 of Infra); NBSP and the like are text."""


def is_hidden(element: _Element) -> bool:
    """Tell whether an element says that it is not shown; the renditions of a figure are data all the same."""
    if element.get("hidden") is not None:
        return "rendition" not in (element.get("class") or "").split()
    style = element.get("style")
    return style is not None and RE_HIDDEN_STYLE.search(style) is not None


def credit_in(element: _Element, tag: str, *, pictured: bool) -> str:
    """Give the credit that a part of a figure holds, one line; nothing where it holds something else, or more.

    Args:
        element: a part of a figure, or of its caption.
        tag: its name.
        pictured: whether the figure holds a picture; the source of a quote in a figure is no credit.
    """
    marked = is_marked_credit(element)
    if not marked and (tag not in CREDIT_TAGS or not pictured):
        return ""
    text = clean_line(element_text(element))
    if not marked and not ((tag == "cite" or RE_CREDIT.match(text)) and len(text) <= MAX_CREDIT_CHARS):
        return ""
    if next(element.iter(*PICTURES), None) is not None or any(map(is_marked_credit, element.iterdescendants())):
        return ""
    return text if element.get("class") == OWN_CREDIT else text.lstrip(CREDIT_EDGES)


def is_marked_credit(element: _Element) -> bool:
    """Tell whether the class or the property of an element says that it is a credit."""
    words = element.get("class")
    if words is not None and CREDIT_WORDS.search(words):
        return True
    return element.get("itemprop") in CREDIT_PROPERTIES


OWN_CREDIT: Final = "credit"
"""The class that newsconv writes, whose text is the credit as it is."""
CREDIT_EDGES: Final = " |\u2013\u2014-"
"""What parts a credit from the caption before it."""


def element_text(element: _Element) -> str:
    """Give all text inside an element, line breaks as line ends; scripts and styles are none."""
    if not len(element):
        return element.text or ""
    parts: list[str] = [element.text or ""]
    stack: list[_Element | str] = [*element[::-1]]
    while stack:
        inner = stack.pop()
        if isinstance(inner, str):
            parts.append(inner)
            continue
        stack.append(inner.tail or "")
        tag = local_name(inner)
        if tag and tag not in UNSEEN_TAGS:
            parts.append("\n" if tag == "br" else inner.text or "")
            stack += inner[::-1]
    return "".join(parts)


def read_code_block(element: _Element) -> CodeBlock:
    """Read preformatted text; its language is in the class of `pre` or `code`."""
    classes = [element.get("class") or "", *(child.get("class") or "" for child in element.iterchildren("{*}code"))]
    languages = [match[1] for match in map(RE_LANGUAGE_CLASS.search, classes) if match]
    text = element_text(element).replace("\r\n", "\n").removesuffix("\n")
    return CodeBlock(text, languages[0] if languages else "")


def origin_of(element: _Element) -> Origin:
    """Give the place of an element: the lines noted on it or around it, else the line that the parser counted."""
    for ancestor in (element, *element.iterancestors()):
        if lines := ancestor.get("data-line"):
            return origin_of_lines(lines)
    return Origin(line=element.sourceline if isinstance(element.sourceline, int) else None)


def origin_of_lines(lines: str) -> Origin:
    """Give the place that `data-line` says, as in `3-5`; half of what is noted is one line."""
    first, _, last = lines.partition("-")
    line = integer(first, 0)
    return Origin(line=line, end_line=(line if last == first else integer(last, 0)) or None)
