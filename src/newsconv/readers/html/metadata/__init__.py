"""The metadata of an HTML page.

In: the tree of a page. Out: `Metadata`, and in the report what was taken where sources disagree, what was repaired
and what could not be read. For a page that newsconv wrote, what its JSON-LD says, exactly.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final, NamedTuple

from newsconv.document import Metadata
from newsconv.document.normal_metadata import normal_metadata
from newsconv.readers.html.metadata.choice import choose_fields
from newsconv.readers.html.metadata.evidence import gather_evidence, iter_scripts, join_url
from newsconv.readers.html.metadata.schema_org import read_article, read_texts
from newsconv.readers.html.metadata.scripts import parse_script
from newsconv.report import Repaired, Report

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.formats import ReadOptions
    from newsconv.readers.html.metadata.evidence import Evidence
    from newsconv.readers.html.metadata.schema_org import Json

__all__ = ["GENERATOR", "PageMetadata", "find_article_body_text", "is_signed", "read_metadata", "read_page_metadata"]

GENERATOR: Final = "newsconv"
"""What `<meta name="generator">` says on pages that newsconv wrote; no version, so that output stays the same."""


class PageMetadata(NamedTuple):
    """What a page says of its story outside of it."""

    metadata: Metadata
    """In normal form."""
    copy: str
    """The story's text as its JSON-LD has it, or nothing; see `find_article_body_text`."""


def read_metadata(root: _Element, *, options: ReadOptions, report: Report) -> Metadata:
    """Read the metadata of a page, in normal form; never raises for what a page holds."""
    return read_page_metadata(root, options=options, report=report).metadata


def read_page_metadata(root: _Element, *, options: ReadOptions, report: Report) -> PageMetadata:
    """Read the metadata of a page and its copy of the story in one walk; never raises for what a page holds."""
    node = own_node(root, report) if is_signed(root) else None
    if node is not None:
        metadata = read_article(node)
        fields = {name: getattr(metadata, name) for name in metadata.__struct_fields__}
        fields["url"] = join_url(options.base_url, metadata.url) if options.base_url else metadata.url
        copy = find_article_body_text(root)
    else:
        evidence = gather_evidence(root, report, options.base_url)
        copy = copy_of(evidence)
        fields = choose_fields(evidence, base_url=options.base_url, report=report)
    fields["language"] = fields.get("language") or options.language
    return PageMetadata(normal_metadata(Metadata(**fields)), copy)


def is_signed(root: _Element) -> bool:
    """Tell whether newsconv wrote the page: its head names newsconv, and nothing else, as its generator."""
    head = root.find("head")
    metas = [] if head is None else head.findall("meta")
    return [meta.get("content") for meta in metas if (meta.get("name") or "").lower() == "generator"] == [GENERATOR]


def own_node(root: _Element, report: Report) -> dict[str, Json] | None:
    """Give the node that our writer put in the page; nothing where somebody took it out or broke it."""
    for script in iter_scripts(root):
        for value in parse_script(script.text or "").values:
            if isinstance(value, dict):
                return value
    report.add(Repaired(reason="the page says that newsconv wrote it, but its JSON-LD is missing; read like any other"))
    return None


def find_article_body_text(root: _Element) -> str:
    """Give the story's text as the page's JSON-LD has it, or nothing: a witness for those who look for it in the page.

    Character references are resolved; line ends and any other mark-up stay.
    """
    return copy_of(gather_evidence(root, Report()))


def copy_of(evidence: Evidence) -> str:
    """Give the text of the story's node, character references resolved."""
    return next((html.unescape(text) for text in read_texts(evidence.get("JSON-LD", "articleBody"))), "")
