"""What agencies do in their own way in NITF, put right before a document is read.

Each habit is a row of `HABITS`: where it was seen, an example of it, and a counter-example that looks alike
and must stay. Its function gets the root of a document, changes the tree, and gives what it changed.
Sign-offs and separators are only taken out when noise is to be dropped: they are printed text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.document.characters import clean_line
from newsconv.iptc.parsing import local_name, origin_of, text_of
from newsconv.readers.nitf.context import children
from newsconv.report import Removed, Repaired

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from newsconv.report import Report

__all__ = ["HABITS", "Habit", "put_right"]


class Habit(msgspec.Struct, frozen=True):
    """One row: what somebody does in their own way."""

    name: str
    origin: str
    """Agency and file in which it was seen."""
    reason: str
    """What is done about it, in words."""
    example: str
    """An `nitf` element that shows it."""
    counter_example: str
    """One that looks alike, and stays as it is."""
    apply: Callable[[_Element], Iterator[_Element]]
    """Changes a tree, and gives the elements that it was changed at."""
    is_noise: bool = False
    """Whether it is text, taken out only when noise is to be dropped."""


def put_right(root: _Element, report: Report, *, drop: bool) -> None:
    """Put right what agencies do in their own way.

    Args:
        root: the element `nitf`, changed in place.
        report: each change is added to it, with its line.
        drop: whether noise is to be dropped.
    """
    for habit in HABITS:
        if habit.is_noise and not drop:
            continue
        for element in habit.apply(root):
            text = clean_line(text_of(element)) or clean_line(element.get("content") or "")
            origin = origin_of(element)
            if habit.is_noise:
                report.add(Removed(rule=habit.name, reason=habit.reason, text=text, origin=origin))
                remove(element)
            else:
                report.add(Repaired(reason=habit.reason, text=text, origin=origin))


def remove(element: _Element) -> None:
    """Take an element out with what is in it; white space behind it goes too."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def find(root: _Element, name: str) -> list[_Element]:
    """Give the elements of a local name, in document order."""
    return list(root.iter(f"{{*}}{name}"))


# ---------------------------------------------------------------- line ends

RE_SPACE_END: Final = re.compile(r"[ \t]\s*$")
MIN_WRAP_CHARS: Final = 40
"""Code points that a line must have for its end to be that of a wrap; AAP wraps at 65 to 69, PA and AP not at all.
The last line but one before a long word is never shorter than this; lines of verse and of addresses mostly are."""


def join_wrapped_lines(root: _Element) -> Iterator[_Element]:
    """Take out breaks behind a long line that ends with a space, in paragraphs."""
    for paragraph in find(root, "p"):
        soft = [mark for mark in children(paragraph, "br") if is_soft(mark)]
        for mark in soft:
            unwrap(mark)
        if soft:
            yield paragraph


def is_soft(mark: _Element) -> bool:
    """Tell whether a break only ends a wrapped line: the text before it is long and ends with a space."""
    parent, node = mark.getparent(), mark.getprevious()
    text = ""
    while node is not None and local_name(node) != "br" and len(text.strip()) < MIN_WRAP_CHARS:
        text = text_of(node) + (node.tail or "") + text
        node = node.getprevious()
    if node is not None:
        text = (node.tail or "") + text
    elif parent is not None:
        text = (parent.text or "") + text
    return RE_SPACE_END.search(text) is not None and len(text.strip()) >= MIN_WRAP_CHARS


def unwrap(mark: _Element) -> None:
    """Turn a break into nothing, since a space stands before it; the mark stays, for the lines behind it."""
    mark.tag = "span"


# ---------------------------------------------------------------- headlines


def drop_repeated_headline(root: _Element) -> Iterator[_Element]:
    """Take out a second headline that is the first again."""
    yield from drop_second_headlines(root, {clean_line(text_of(first)).casefold() for first in find(root, "hl1")})


def drop_keyword_headline(root: _Element) -> Iterator[_Element]:
    """Take out a second headline that is a keyword."""
    keys = (element.get("key") or text_of(element) for element in find(root, "keyword"))
    yield from drop_second_headlines(root, {clean_line(key).casefold() for key in keys})


def drop_second_headlines(root: _Element, texts: set[str]) -> Iterator[_Element]:
    """Take out second headlines of certain texts."""
    for hedline in find(root, "hedline"):
        for element in children(hedline, "hl2"):
            if clean_line(text_of(element)).casefold() in texts - {""}:
                yield element
                hedline.remove(element)


def rename_headline(root: _Element) -> Iterator[_Element]:
    """Name the element of the headlines as the standard does."""
    for element in find(root, "headline"):
        if children(element, "hl1"):
            element.tag = "hedline"
            yield element


# ---------------------------------------------------------------- fields


def take_slugline(root: _Element) -> Iterator[_Element]:
    """Make the slugline of the keyword of ANPA 1312, where there is no other."""
    from lxml import etree

    if any(clean_line(element.get("key") or "") for element in find(root, "du-key")):
        return
    for element in find(root, "meta"):
        key = clean_line(element.get("content") or "")
        parent = element.getparent()
        if element.get("name") == "anpa-keyword" and key and parent is not None:
            etree.SubElement(parent, "du-key", key=key)
            yield element
            parent.remove(element)
            return


# ---------------------------------------------------------------- preformatted text

RE_EMPTY_LINES: Final = re.compile(r"\n[ \t\r]*(?:\n[ \t\r]*)+")
RE_PARAGRAPH_START: Final = re.compile(r"\n(?=[ \t]{2,}\S)")


def split_wire_copy(root: _Element) -> Iterator[_Element]:
    """Make paragraphs of a text that is one preformatted block: the copy of a wire, wrapped by a program."""
    from lxml import etree

    for content in find(root, "body.content"):
        parts = children(content)
        if len(parts) != 1 or local_name(parts[0]) != "pre" or clean_line(content.text or ""):
            continue
        block = parts[0]
        texts = [part for gap in RE_EMPTY_LINES.split(text_of(block)) for part in RE_PARAGRAPH_START.split(gap)]
        if len(texts) == 1:
            continue
        yield block
        content.remove(block)
        for text in texts:
            etree.SubElement(content, "p").text = text


# ---------------------------------------------------------------- noise

RE_SIGN_OFF: Final = re.compile(
    r"ends|\(?(?:AAP|AFP|AP|PA|EFE)(?: RTV)?(?: [a-z]{1,4}){0,3}\)?|[a-z]{1,4}(?:/[a-z]{1,4}){1,5}"
    r"|/[A-Za-z]{3,20}/|\([A-Z][A-Za-z]{3,20}Desk\)",
    re.ASCII,
)
"""Initials of desks and editors, names of agencies, and `ends`, as whole last paragraphs."""
RE_SEPARATOR: Final = re.compile(r"_{3,}")


def find_sign_off(root: _Element) -> Iterator[_Element]:
    """Give the last paragraph, where it is a sign-off."""
    for element in reversed(paragraphs(root)):
        if text := clean_line(text_of(element)):
            if RE_SIGN_OFF.fullmatch(text):
                yield element
            return


def find_separators(root: _Element) -> Iterator[_Element]:
    """Give paragraphs that are a line of underscores."""
    plain = [element for element in paragraphs(root) if not len(element)]
    yield from [element for element in plain if RE_SEPARATOR.fullmatch(clean_line(element.text or ""))]


def paragraphs(root: _Element) -> list[_Element]:
    """Give the paragraphs of the text."""
    return [part for content in find(root, "body.content") for part in find(content, "p")]


def document(body: str, head: str = "", docdata: str = "") -> str:
    """Spell an example."""
    text = f"<body.head>{head}</body.head><body.content>{body}</body.content>"
    return f"<nitf><head>{docdata}</head><body>{text}</body></nitf>"


HABITS: Final = (
    Habit(
        "headline-element",
        "AP, NITF in NewsML-G2 (ap.xml)",
        "the headlines stand in headline, not in hedline",
        document("", "<headline><hl1>A</hl1></headline>"),
        document("<p><headline>A</headline></p>"),
        rename_headline,
    ),
    Habit(
        "keyword-headline",
        "EFE (efe_nitf.xml): hl2 HONDURAS GOVERNMENT is the keyword",
        "a second headline that is a keyword was taken as that only",
        document("", "<hedline><hl1>A</hl1><hl2>HONDURAS</hl2></hedline>", '<keyword key="HONDURAS"/>'),
        document("", "<hedline><hl1>A</hl1><hl2>Honduras reacts</hl2></hedline>", '<keyword key="HONDURAS"/>'),
        drop_keyword_headline,
    ),
    Habit(
        "repeated-headline",
        "AP (ap-nitf.xml): hl2 originalHeadline is hl1 again",
        "a second headline that is the first again was left out",
        document("", "<hedline><hl1>A</hl1><hl2>A</hl2></hedline>"),
        document("", "<hedline><hl1>A</hl1><hl2>A new one</hl2></hedline>"),
        drop_repeated_headline,
    ),
    Habit(
        "anpa-keyword",
        "AAP (aap.xml, aap-finance.xml, aap-sports.xml)",
        "the keyword of ANPA 1312 was taken as the slugline",
        document("", "", '<meta name="anpa-keyword" content="Samsung"/>'),
        document("", "", '<meta name="anpa-keyword" content="A"/><docdata><du-key key="B"/></docdata>'),
        take_slugline,
    ),
    Habit(
        "soft-break",
        "AAP (aap.xml: 22 breaks, aap-finance.xml: in each line)",
        "breaks that only end wrapped lines were taken as spaces",
        document("<p>   2. A week of celebrations to mark the 40th anniversary of the <br/>Sydney Opera House.</p>"),
        document(
            "<p>Roses are red, <br/>violets are blue, and this line is long enough to be one of prose<br/>or two.</p>"
        ),
        join_wrapped_lines,
    ),
    Habit(
        "wire-copy",
        "PA (pa2.xml)",
        "a text that is one preformatted block was split into paragraphs",
        document("<pre>One line\nand another.\n\n  Two.</pre>"),
        document("<p>The table:</p><pre>1  2\n\n3  4</pre>"),
        split_wire_copy,
    ),
    Habit(
        "sign-off",
        "AAP (AAP RTV ar), AFP (hh/ph/ts/hd), PA (ends), ritzau (/ritzau/)",
        "a sign-off of the desk",
        document("<p>It rained.</p><p>AAP RTV ar</p>"),
        document("<p>ends</p><p>So it ends.</p>"),
        find_sign_off,
        is_noise=True,
    ),
    Habit(
        "separator",
        "AP (ap-nitf.xml, ap.xml)",
        "a line of underscores parts the text from what is about it",
        document("<p>It rained.</p><p>_____</p><p>Jane Doe contributed.</p>"),
        document("<p>Fill in: ____ miles</p>"),
        find_separators,
        is_noise=True,
    ),
)
"""All habits, in the order in which they are put right."""
