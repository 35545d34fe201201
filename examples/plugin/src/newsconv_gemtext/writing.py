"""Write gemtext: a document in, lines out.

The document is first made one that gemtext can say (`simplify`), each loss reported; newsconv itself
reports the nodes and fields that `Format.carries` leaves out, whose words are written all the same. A
text that looks like another kind of line gets a space in front, which readers trim. Blocks are parted
by an empty line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsconv.document import (
    CodeBlock,
    Document,
    Heading,
    Image,
    Link,
    List,
    ListItem,
    Paragraph,
    Quote,
    Text,
    normalize,
    rewrite,
    walk,
)
from newsconv.document.plain import block_text, inline_text, iter_paragraphs
from newsconv.report import NotRendered
from newsconv_gemtext.reading import FENCE, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsconv.document import Block, Inline
    from newsconv.formats import WriteOptions
    from newsconv.report import Report

__all__ = ["write"]

LOWEST_HEADING: Final = 3
"""Gemtext has three levels."""


def write(document: Document, *, options: WriteOptions, report: Report) -> str:  # noqa: ARG001 - the interface
    """Write a normal document as gemtext."""
    body = normalize(Document(body=rewrite(document.body, picture_as_words))).body
    simple = normalize(Document(body=tuple(simplify(body, report))))
    groups = [write_block(block) for block in simple.body]
    if document.metadata.headline:
        groups.insert(0, f"# {document.metadata.headline}")
    elif simple.body and isinstance(simple.body[0], Heading):
        groups.insert(0, "")  # so that it is not taken for the headline
    return "\n\n".join(groups) + "\n"


# ---------------------------------------------------------------- what gemtext can say


def simplify(blocks: Iterable[Block], report: Report) -> Iterator[Block]:
    """Give blocks that gemtext has lines for, and report what they don't say any more."""
    for block in blocks:
        match block:
            case Paragraph((Link() as link,)) if link.url and link_label(link).strip(" "):
                if link.title:
                    report.add(NotRendered(what="link", text=link.title, reason="a link line has no title"))
                yield Paragraph((Link(link.url, (Text(link_label(link)),)),))
            case Paragraph():
                yield line_of(block.children, report)
            case Heading():
                yield simple_heading(block, report)
            case List():
                yield simple_list(block, report)
            case Quote():
                yield simple_quote(block, report)
            case CodeBlock():
                yield simple_code(block, report)
            case _:  # not carried, and so reported already
                yield from (Paragraph((Text(text),)) for text in iter_paragraphs([block], everything=True))


def picture_as_words(node: Block | Inline) -> tuple[Block | Inline, ...]:
    """Put what stands for a picture in its place, as words of their own."""
    if not isinstance(node, Image):
        return (node,)
    return (Text(f" {node.alt} "),) if node.alt else ()


def link_label(link: Link) -> str:
    """Give the words of a link on one line."""
    return inline_text(link.children).replace("\n", " ")


def line_of(inlines: Iterable[Inline], report: Report) -> Paragraph:
    """Make one text of inlines; links among them are reported."""
    children = tuple(inlines)
    for node in walk(children):
        if isinstance(node, Link):
            report.add(NotRendered(what="link", text=f"{node.url} {node.title}", reason="a link needs its own line"))
    return Paragraph((Text(inline_text(children).replace("\n", " ")),))


def simple_heading(heading: Heading, report: Report) -> Heading:
    """Make one text of a heading, not below the third level."""
    text = line_of(heading.children, report)
    if heading.level > LOWEST_HEADING:
        report.add(NotRendered(what="heading", text=block_text(heading), reason="there are three levels of headings"))
    return Heading(min(heading.level, LOWEST_HEADING), text.children)


def simple_list(block: List, report: Report) -> List:
    """Make a bulleted, tight list of lines."""
    simple = List(tuple(ListItem(as_line(item.children)) for item in block.items))
    if normalize(Document(body=(simple,))).body != (block,):
        report.add(NotRendered(what="list", text=block_text(block), reason="items are bulleted lines of text"))
    return simple


def simple_quote(quote: Quote, report: Report) -> Quote:
    """Make a quote of lines; the attribution is the last of them."""
    simple = Quote(tuple(line for text in iter_paragraphs([quote], everything=True) for line in as_line_text(text)))
    if normalize(Document(body=(simple,))).body != (quote,):
        report.add(NotRendered(what="quote", text=block_text(quote), reason="quotes are lines of text"))
    return simple


def simple_code(block: CodeBlock, report: Report) -> CodeBlock:
    """Keep the end of the preformatted text from being found within it."""
    lines = [f" {line}" if line.startswith(FENCE) else line for line in block.text.split("\n")]
    text = "\n".join(lines)
    if text != block.text:
        report.add(NotRendered(what="code_block", text=block.text, reason=f"a line can't begin with {FENCE}"))
    return CodeBlock(text, block.language)


def as_line(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Make one paragraph of blocks, or none where they have no words."""
    return as_line_text(" ".join(iter_paragraphs(blocks, everything=True)))


def as_line_text(text: str) -> tuple[Block, ...]:
    """Make a paragraph of one line."""
    return (Paragraph((Text(text.replace("\n", " ")),)),)


# ---------------------------------------------------------------- lines


def write_block(block: Block) -> str:
    """Write a block that `simplify` gave."""
    match block:
        case Paragraph((Link() as link,)):
            return f"=> {link.url} {link_label(link)}"
        case Heading():
            return f"{'#' * block.level} {block_text(block)}"
        case List():
            return "\n".join(f"* {' '.join(map(block_text, item.children))}" for item in block.items)
        case Quote():
            return "\n".join(f"> {block_text(child)}" for child in block.children)
        case CodeBlock():
            return f"{FENCE}{block.language}\n{block.text}\n{FENCE}"
        case _:
            text = block_text(block)
            return text if kind_of(text) == "text" and not text.startswith(FENCE) else f" {text}"
