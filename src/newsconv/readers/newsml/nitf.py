"""Read an NITF document that stands in an item.

In: an `nitf` element of any version and namespace. Out: the blocks of its text, and the fields that it names.
All the rest is `newsconv.readers.nitf`.

Known gap: fields of several values in the head of the document (subjects, authors) and what the model has no
name for are reported, not kept, since the item has them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsconv.iptc.parsing import origin_of
from newsconv.losses import value_text
from newsconv.report import Skipped

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.document import Block
    from newsconv.readers.newsml.context import Context

__all__ = ["read_nitf"]


def read_nitf(nitf: _Element, context: Context) -> tuple[tuple[Block, ...], dict[str, str]]:
    """Read an NITF document.

    Returns:
        The blocks of the text, and by name the fields of the metadata that it has as text.
    """
    from newsconv.readers.nitf.reader import read_nitf as read_document

    origin = origin_of(nitf)
    values, blocks = read_document(nitf, options=context.options, report=context.report, signed=context.signed)
    fields: dict[str, str] = {}
    for name, value in values.items():
        if isinstance(value, str):
            if value:
                fields[name] = value
        elif not context.signed and value:
            reason = f"{name} of the NITF document in the item, which has its own"
            context.report.add(Skipped(text=value_text(value), reason=reason, origin=origin))
    return blocks, fields
