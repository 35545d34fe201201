"""Read NITF documents.

In: `str` or `bytes` of XML, NITF 3.0 to 3.6, with its namespace, another prefix, or none; a DTD is never loaded.
Out: a normal document. Elements are told by their local name.

What agencies do in their own way is put right first (`newsconv.readers.nitf.habits`), but not in documents
that newsconv wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsconv.document import Document, Metadata, normalize
from newsconv.errors import ReadError
from newsconv.iptc.parsing import local_name, parse_xml
from newsconv.readers.nitf.body import read_body
from newsconv.readers.nitf.context import Context, is_signed
from newsconv.readers.nitf.habits import put_right
from newsconv.readers.nitf.metadata import read_metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.document import Block
    from newsconv.formats import ReadOptions, Source
    from newsconv.report import Report

__all__ = ["read", "read_nitf"]


def read(source: Source, *, options: ReadOptions, report: Report) -> Document:
    """Read a document.

    Args:
        source: its data are `str` or `bytes`.
        options: `language` is used where the document names none; `noise="drop"` also takes out sign-offs.
        report: what was put right, and what was left out, is added to it.

    Raises:
        ReadError: not well-formed, or not NITF.
    """
    root = parse_xml(source, report)
    name = local_name(root)
    if name != "nitf":
        message = f"it is XML, but not NITF: <{name[:60]}>; a document whose root is nitf is wanted"
        raise ReadError(message, source.name, root.sourceline)
    values, blocks = read_nitf(root, options=options, report=report, signed=is_signed(root))
    values["language"] = values.get("language") or options.language
    return normalize(Document(Metadata(**values), blocks))


def read_nitf(
    root: _Element, *, options: ReadOptions, report: Report, signed: bool
) -> tuple[dict[str, Any], tuple[Block, ...]]:
    """Read an NITF element, which may stand in a document of another standard.

    Args:
        root: the element `nitf`; the tree in it is changed.
        options: those of the reader.
        report: what was put right, and what was left out, is added to it.
        signed: whether newsconv wrote it.

    Returns:
        The fields of the metadata that it has, not yet in normal form, and the blocks of its text.
    """
    if not signed:
        put_right(root, report, drop=options.noise == "drop")
    context = Context(root, options, report, signed=signed)
    values = read_metadata(context)
    blocks = read_body(context)
    if context.marks:
        values["extra"] = (*values.get("extra", ()), *context.kept_marks())
    notes = [values.get("editorial_note", ""), *context.notes]
    values["editorial_note"] = "\n\n".join(filter(None, notes))
    return values, blocks
