"""Write a document as NITF 3.6.

In: a document in normal form. Out: XML, valid against the IPTC's schema for every document, and lossless.
The head is indented, the text is not, since white space counts there. The document is signed by
`<meta name="generator" content="newsconv"/>`.

What NITF has no place for stands in attributes of our namespace and in `meta` elements
(`newsconv.readers.nitf.properties`), and in classes of elements (`newsconv.writers.nitf.body`).

Known gaps: one language for all text; entities within the text (persons, places) are not marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsconv.iptc.namespaces import NITF
from newsconv.readers.nitf.properties import OWN
from newsconv.writers.newsml.elements import element
from newsconv.writers.nitf.body import write_body
from newsconv.writers.nitf.head import write_body_head, write_head

if TYPE_CHECKING:
    from newsconv.document import Document
    from newsconv.formats import WriteOptions
    from newsconv.report import Report

__all__ = ["write"]

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>'


def write(document: Document, *, options: WriteOptions, report: Report) -> str:
    """Write a document.

    Args:
        document: in normal form.
        options: `private` makes no difference, since the format is made for newsrooms.
        report: nothing is added to it, since nothing is lost and nothing made up.
    """
    del options, report
    metadata = document.metadata
    start = element("nitf", xmlns=NITF, **{"xmlns:nc": OWN}, baselang=metadata.language).removesuffix("/>")
    content = write_body(document.body).rstrip("\n")
    return (
        f"{DECLARATION}\n{start}>\n{write_head(metadata)}  <body>\n"
        f"{write_body_head(metadata)}    <body.content>{content}</body.content>\n  </body>\n</nitf>\n"
    )
