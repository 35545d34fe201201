"""The `<head>` of a page: what browsers and networks show, and all metadata as JSON-LD.

In: normal metadata. Out: the element as text, for HTML (WHATWG), with OpenGraph's basic properties and one
schema.org `NewsArticle`, which `newsconv.readers.html.metadata` reads back exactly. The same metadata gives the same
text.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.readers.html.metadata import GENERATOR
from newsconv.readers.html.metadata.schema_org import write_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsconv.document import Metadata

__all__ = ["write_head"]

RE_UNSAFE: Final = re.compile("[<>&\x7f-\x9f\u2028\u2029]")
"""What may end a script or open a comment in it (HTML, section 4.12.1.3), the controls that HTML calls errors (section
13.2.3.5), and what ends a line in JavaScript. In JSON each can stand only within a string."""


def write_head(metadata: Metadata, *, title: str = "") -> str:
    r"""Write the `<head>` of a page, one element a line, without a line end behind it.

    Args:
        metadata: in normal form; private fields are the caller's to take out.
        title: text of `<title>`; the headline if missing.

    >>> from newsconv.document import Metadata
    >>> write_head(Metadata(headline="Rain")).splitlines()[2]
    '<title>Rain</title>'
    """
    lines = [
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{html.escape(title or metadata.headline, quote=False)}</title>",
        f'<meta name="generator" content="{GENERATOR}">',
        *iter_elements(metadata),
        f'<script type="application/ld+json">\n{write_json(write_article(metadata))}\n</script>',
        "</head>",
    ]
    return "\n".join(lines)


def iter_elements(metadata: Metadata) -> Iterator[str]:
    """Give the elements for those who do not read JSON-LD."""
    if metadata.description:
        yield meta("name", "description", metadata.description)
    if metadata.url:
        yield f'<link rel="canonical" href="{html.escape(metadata.url)}">'
    yield meta("property", "og:type", "article")
    graph = {
        "og:title": metadata.headline,
        "og:description": metadata.description,
        "og:url": metadata.url,
        "og:site_name": metadata.publisher,
        "article:published_time": metadata.published.iso if metadata.published else "",
        "article:modified_time": metadata.updated.iso if metadata.updated else "",
        "article:section": metadata.section,
    }
    for name, content in graph.items():
        if content:
            yield meta("property", name, content)


def meta(attribute: str, name: str, content: str) -> str:
    """Write a `meta` element."""
    return f'<meta {attribute}="{name}" content="{html.escape(content)}">'


def write_json(value: object) -> str:
    r"""Write JSON that is safe in a script, indented by two spaces.

    >>> write_json({"a": "</script>"})
    '{\n  "a": "\\u003c/script\\u003e"\n}'
    """
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    return RE_UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
