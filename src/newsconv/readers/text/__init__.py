"""The text format: plain text, as newsconv writes it and as it comes from elsewhere.

Signed text (its head ends with `Generator: newsconv`, see `newsconv.writers.text`) is read back
as it was written, and nothing is guessed. Of other text the paragraphs are found (`layout`); unless
`noise="keep"`, damaged characters are mended, lists, quotes and tables found, and the noise engine
judges what is the story (`story`). Form feeds, vertical tabs and other white space part words; only
a line feed, a carriage return or both end a line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.decoding import decode, refuse_empty
from newsconv.document import CodeBlock, Document, LineBreak, Paragraph, Text, normalize
from newsconv.formats import Format, ReadOptions, Source, WriteOptions
from newsconv.readers.text.head import CARRIED_FIELDS, read_head, signed_head_length
from newsconv.sniff import FOREIGN_ROOTS, FOREIGN_STARTS, Certainty, Sample

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsconv.document import Block, Inline
    from newsconv.report import Report

__all__ = ["CODE_INDENT", "FORMAT", "TextWriteOptions", "read", "sniff"]

CODE_INDENT: Final = "    "
"""What stands before each line of preformatted text, empty ones included, in text that newsconv writes. A line of a
paragraph never begins with a space, so that the two can't be confused."""

RE_MARKS: Final = re.compile(
    r"^(?:\#{1,6}[ ]|[-*+][ ]|>[ ]|```|~~~|\||---+$|===+$)|\]\(|\*\*|</?[A-Za-z][^<>]{0,200}>", re.MULTILINE
)
"""Marks of Markdown and HTML: text without any is likely to be nothing else than text."""
RE_JSON: Final = re.compile(r'\{\s*"|\[\s*[{\[]')


class TextWriteOptions(WriteOptions, frozen=True, kw_only=True):
    """What the writer of text may be told."""

    head: bool = True
    """Whether the metadata are written above the story; without them the output is the story's paragraphs alone."""


def sniff(sample: Sample) -> Certainty:
    """Tell whether a sample is text; everything that nothing else claims is."""
    if signed_head_length(sample.text.replace("\r\n", "\n").split("\n")):
        return Certainty.CERTAIN
    if not sample.text or sample.text.isspace():
        return Certainty.POSSIBLE if sample.suffix in SUFFIXES else Certainty.NO
    start = sample.text.lstrip()[:START_CHARS]
    if sample.is_binary or sample.text.startswith(tuple(FOREIGN_STARTS)) or start.startswith("<?xml"):
        return Certainty.NO
    if RE_JSON.match(start) or sample.root in FOREIGN_ROOTS:
        return Certainty.NO
    return Certainty.POSSIBLE if RE_MARKS.search(sample.text) else Certainty.LIKELY


SUFFIXES: Final = (".txt", ".text")
START_CHARS: Final = 200
"""Code points in which XML and JSON show what they are."""


def read(source: Source, *, options: ReadOptions, report: Report) -> Document:
    """Read a text.

    Raises:
        ReadError: it is empty or binary.
    """
    text = decode(source.data, report=report, name=source.name)
    refuse_empty(text, source.name)
    lines = text.split("\n")
    length = signed_head_length(lines)
    if not length and options.noise != "keep":
        from newsconv.readers.text.story import read_pasted

        return with_language(read_pasted(text, options, report), options)
    if not length:
        return with_language(normalize(read_lines(lines)), options)
    metadata = read_head(lines[: length - 1], report)
    document = with_language(normalize(Document(metadata, tuple(read_signed(lines[length:])))), options)
    if options.noise != "drop":
        return document
    from newsconv.noise import judge_document

    return judge_document(document, report=report, options=options)


def with_language(document: Document, options: ReadOptions) -> Document:
    """Give a normal document the language that the reader was told, where it has none."""
    if document.metadata.language or not options.language:
        return document
    metadata = msgspec.structs.replace(document.metadata, language=options.language)
    return normalize(Document(metadata, document.body))


# ---------------------------------------------------------------- signed text


def read_signed(lines: Iterable[str]) -> Iterator[Block]:
    """Read the blocks that newsconv wrote: paragraphs, line breaks in them, preformatted text."""
    block: list[str] = []
    for line in lines:
        if line:
            block.append(line)
        elif block:
            yield signed_block(block)
            block = []
    if block:
        yield signed_block(block)


def signed_block(lines: Sequence[str]) -> Block:
    """Read one block: preformatted text if each of its lines is indented, else a paragraph."""
    if all(line.startswith(CODE_INDENT) for line in lines):
        return CodeBlock("\n".join(line.removeprefix(CODE_INDENT) for line in lines))
    return Paragraph(tuple(broken_lines(lines)))


def broken_lines(lines: Iterable[str]) -> Iterator[Inline]:
    """Give lines as texts with line breaks between them."""
    for position, line in enumerate(lines):
        if position:
            yield LineBreak()
        yield Text(line)


# ---------------------------------------------------------------- other text


def read_lines(lines: Sequence[str]) -> Document:
    """Read text from elsewhere, judging nothing: its paragraphs."""
    from newsconv.readers.text.layout import find_layout, iter_passages

    passages = iter_passages(lines, find_layout(lines))
    return Document(body=tuple(Paragraph(tuple(broken_lines(passage.text.split("\n")))) for passage in passages))


FORMAT: Final = Format(
    name="text",
    title="plain text",
    aliases=("plain", "txt"),
    media_types=("text/plain",),
    suffixes=SUFFIXES,
    sniff=sniff,
    carries=frozenset({"paragraph", "text", "line_break", "code_block"}) | CARRIED_FIELDS,
    reader=read,
    writer="newsconv.writers.text:write",
    write_options=TextWriteOptions,
)
"""The text format."""
