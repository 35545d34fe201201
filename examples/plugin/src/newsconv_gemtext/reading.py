"""Read gemtext: lines in, a document out.

A first-level heading on the first line is the headline. A link line becomes a paragraph
that is a link. Lines of one list, and of one quote, that follow each other are one list, one quote.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from newsconv.document import (
    Block,
    CodeBlock,
    Document,
    Heading,
    Link,
    List,
    ListItem,
    Metadata,
    Paragraph,
    Quote,
    Text,
    normalize,
)
from newsconv.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsconv.formats import ReadOptions, Source
    from newsconv.report import Report

__all__ = ["FENCE", "kind_of", "read"]

FENCE: Final = "```"
RE_LINK: Final = re.compile(r"=>[ \t]*([^ \t\n]+)(.*)", re.DOTALL)
RE_HEADING: Final = re.compile(r"(#{1,3})(.*)", re.DOTALL)


def read(source: Source, *, options: ReadOptions, report: Report) -> Document:  # noqa: ARG001 - the interface
    """Read gemtext, which is always UTF-8.

    Raises:
        ReadError: it is not UTF-8.
    """
    lines = decode(source).replace("\r\n", "\n").split("\n")
    headline = ""
    if (match := RE_HEADING.fullmatch(lines[0])) and match[1] == "#":
        headline = match[2]
        lines = lines[1:]
    return normalize(Document(Metadata(headline=headline), tuple(read_blocks(lines))))


def decode(source: Source) -> str:
    """Give the source as text."""
    if isinstance(source.data, str):
        return source.data
    try:
        return str(source.data, "utf-8-sig")
    except UnicodeDecodeError as error:
        message = "gemtext must be UTF-8; convert it first, or name another format"
        raise ReadError(message, source.name) from error


def read_blocks(lines: Iterable[str]) -> Iterator[Block]:
    """Give a block for each run of lines of one kind."""
    preformatted = False
    kinds: list[tuple[str, str]] = []
    for line in lines:
        if line.startswith(FENCE):
            preformatted = not preformatted
            kinds.append(("fence", line[len(FENCE) :].strip()))
        else:
            kinds.append(("code", line) if preformatted else (kind_of(line), line))
    language = ""
    for kind, group in groupby(kinds, key=lambda pair: pair[0]):
        texts = [line for _, line in group]
        if kind == "fence":
            language = texts[-1]
        else:
            yield from make_blocks(kind, texts, language)


def kind_of(line: str) -> str:
    """Name the kind of a line outside preformatted text."""
    if RE_LINK.match(line):
        return "link"
    return {"#": "heading", "*": "item" if line.startswith("* ") else "text", ">": "quote"}.get(line[:1], "text")


def make_blocks(kind: str, lines: list[str], language: str) -> Iterator[Block]:
    """Make the blocks of consecutive lines of one kind."""
    match kind:
        case "code":
            yield CodeBlock("\n".join(lines), language)
        case "item":
            yield List(tuple(ListItem(paragraph(line[2:])) for line in lines))
        case "quote":
            yield Quote(tuple(block for line in lines for block in paragraph(line[1:])))
        case "heading":
            yield from (heading(line) for line in lines)
        case "link":
            yield from (link(line) for line in lines)
        case _:
            yield from (block for line in lines for block in paragraph(line))


def paragraph(text: str) -> tuple[Paragraph, ...]:
    """Make a paragraph, or none where the line is empty."""
    return (Paragraph((Text(text),)),) if text.strip() else ()


def heading(line: str) -> Heading:
    """Make a heading from its line."""
    match = RE_HEADING.match(line)
    marks, text = match.groups() if match else ("#", line)
    return Heading(len(marks), (Text(text),))


def link(line: str) -> Paragraph:
    """Make a paragraph that is a link from its line; the address stands for a missing label."""
    match = RE_LINK.match(line)
    url, label = match.groups() if match else ("", line)
    return Paragraph((Link(url, (Text(label.strip(" \t") or url),)),))
