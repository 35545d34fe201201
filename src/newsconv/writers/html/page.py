"""Write a document as a page, or its blocks as a fragment.

The page is for people and machines alike: the story with its headline, byline and date as HTML, and all metadata as
JSON-LD in its head. The element with `itemprop="articleBody"` holds the story and nothing else, so that the reader
finds it again. The signature is `<meta name="generator" content="newsconv">`, in a fragment a comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsconv.losses import set_fields, value_text, visible_metadata
from newsconv.report import NotRendered
from newsconv.writers.html.blocks import escape_attribute, escape_text, write_blocks
from newsconv.writers.html.head import write_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsconv.document import Document, Metadata, RelatedItem
    from newsconv.report import Report
    from newsconv.writers.html.options import HtmlWriteOptions

__all__ = ["write"]


def write(document: Document, *, options: HtmlWriteOptions, report: Report) -> str:
    """Write a normal document as a page or fragment; a fragment has no place for metadata, which is reported."""
    metadata = visible_metadata(document.metadata, options)
    if options.fragment:
        report_metadata(metadata, report)
        return f"<!-- generator: newsconv -->\n{write_blocks(document.body)}"
    language = f' lang="{escape_attribute(metadata.language)}"' if metadata.language else ""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f"<html{language}>",
            write_head(metadata),
            "<body>",
            '<article itemscope itemtype="https://schema.org/NewsArticle">',
            *iter_header(metadata),
            f'<div itemprop="articleBody">\n{write_blocks(document.body)}</div>',
            *iter_footer(metadata),
            "</article>\n</body>\n</html>\n",
        ]
    )


def report_metadata(metadata: Metadata, report: Report) -> None:
    """Report every field that is set."""
    for name, value in set_fields(metadata).items():
        reason = "a fragment holds only the story's blocks"
        report.add(NotRendered(what=f"metadata.{name}", text=value_text(value), reason=reason))


def iter_header(metadata: Metadata) -> Iterator[str]:
    """Give the lines above the story."""
    lines = [
        f"<h1>{escape_text(metadata.headline)}</h1>" if metadata.headline else "",
        paragraph("subheadline", metadata.subheadline),
        paragraph("byline", metadata.byline or ", ".join(person.name for person in metadata.authors)),
        f'<p><time datetime="{metadata.published}">{metadata.published}</time></p>' if metadata.published else "",
        paragraph("dateline", metadata.dateline),
    ]
    if any(lines):
        yield "\n".join(["<header>", *filter(None, lines), "</header>"])


def iter_footer(metadata: Metadata) -> Iterator[str]:
    """Give the lines below the story."""
    lines = [
        paragraph("credit", metadata.credit),
        paragraph("copyright", metadata.copyright_notice),
        "".join(map(related_item, metadata.related)),
    ]
    if any(lines):
        related = f"<ul>{lines[2]}</ul>" if lines[2] else ""
        yield "\n".join(["<footer>", *filter(None, [*lines[:2], related]), "</footer>"])


def paragraph(name: str, text: str) -> str:
    """Write a paragraph of a class, nothing where there is no text."""
    return f'<p class="{name}">{escape_text(text)}</p>' if text else ""


def related_item(item: RelatedItem) -> str:
    """Write a related item as an entry of a list."""
    title = escape_text(item.title or item.url)
    return f'<li><a href="{escape_attribute(item.url)}">{title}</a></li>' if item.url else f"<li>{title}</li>"
