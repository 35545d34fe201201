"""The text format: a document in, plain text out.

A head of `Label: value` lines, the last of which is the signature `Generator: newsconv`, an empty
line, and the story's paragraphs (`Document.paragraphs`) parted by empty lines. A paragraph is one
line, or several where the text has line breaks; it is never wrapped. Preformatted text is indented
by four spaces, its empty lines too. White space is folded as in normal paragraphs, and what can't
be seen is left out.

Reading it back gives the metadata of the head (`newsconv.readers.text.head`), paragraphs with
line breaks, and preformatted text. All other marks are lost, and reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsconv.document import CodeBlock, List, Paragraph, Quote
from newsconv.document.characters import clean_line, has_visible
from newsconv.document.plain import iter_paragraphs
from newsconv.losses import visible_metadata
from newsconv.readers.text import CODE_INDENT
from newsconv.readers.text.head import head_lines
from newsconv.report import NotRendered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsconv.document import Block, Document
    from newsconv.readers.text import TextWriteOptions
    from newsconv.report import Report

__all__ = ["write"]


def write(document: Document, *, options: TextWriteOptions, report: Report) -> str:
    """Write a normal document."""
    blocks = list(iter_blocks(document.body, report))
    if options.head:
        head = "\n".join(head_lines(visible_metadata(document.metadata, options)))
        return "\n\n".join([head, *blocks]) + "\n"
    return "\n\n".join(blocks) + "\n" if blocks else ""


def iter_blocks(blocks: Iterable[Block], report: Report) -> Iterator[str]:
    """Give the lines of each textual block, in reading order."""
    stack = [*blocks][::-1]
    while stack:
        block = stack.pop()
        match block:
            case CodeBlock():
                yield code_lines(block, report)
            case List():
                stack.extend(child for item in block.items[::-1] for child in item.children[::-1])
            case Quote():
                stack.extend(block.children[::-1])
            case _:
                texts = [text for text in iter_paragraphs([block]) if has_visible(text)]
                if not texts and isinstance(block, Paragraph):
                    reason = "it holds nothing but pictures, which plain text has no mark for"
                    report.add(NotRendered(what="paragraph", reason=reason))
                yield from map(paragraph_lines, texts)


def paragraph_lines(text: str) -> str:
    """Fold and trim each line of a visible text, and leave out those that are empty."""
    return "\n".join(line for line in map(clean_line, text.split("\n")) if line)


def code_lines(block: CodeBlock, report: Report) -> str:
    """Indent the lines of preformatted text; its language can't be said."""
    if block.language:
        reason = "plain text has no place for it"
        report.add(NotRendered(what="code_block.language", text=block.language, reason=reason))
    return "\n".join(f"{CODE_INDENT}{line}" for line in block.text.split("\n"))
