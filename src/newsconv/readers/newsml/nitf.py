"""Read an NITF document that stands in an item.

In: an `nitf` element of any version and namespace. Out: the blocks of its text, and what its head says: a field that
the item has not is added to the item; what the item says otherwise, and what the model has no name for, are extra
fields with the names of NITF (`nitf:doc-id.id-string`). All the rest is `newsconv.readers.nitf`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newsconv.document import Extra
from newsconv.document.characters import clean_line
from newsconv.losses import value_text
from newsconv.readers.nitf.properties import EXTRA_PREFIX, PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsconv.document import Block
    from newsconv.readers.newsml.context import Context

__all__ = ["NitfPart", "read_nitf"]

NITF_NAMES: Final = {
    row.field: EXTRA_PREFIX + ".".join(filter(None, (row.element, row.attribute))) for row in PROPERTIES
}
"""Name of the extra field that holds what an NITF head says of a field, where the item says otherwise."""
ADDED: Final = frozenset({"editorial_note"})
"""Fields of which item and text each may say a part."""


class NitfPart(NamedTuple):
    """What an NITF document in an item holds."""

    blocks: tuple[Block, ...]
    fields: dict[str, str]
    """Fields of one text that the item lacks, or that are added to what it says."""
    extras: tuple[Extra, ...]


def read_nitf(nitf: _Element, context: Context, values: dict[str, Any]) -> NitfPart:
    """Read an NITF document.

    Args:
        nitf: the element; the tree in it is changed.
        context: of the item.
        values: fields of the item as read so far; those of several values that it lacks are added.
    """
    from newsconv.readers.nitf.reader import read_nitf as read_document

    found, blocks = read_document(nitf, options=context.options, report=context.report, signed=context.signed)
    extras = tuple(found.pop("extra", ()))
    if context.signed:
        return NitfPart(blocks, {name: text for name, text in found.items() if isinstance(text, str) and text}, ())
    fields: dict[str, str] = {}
    others: list[Extra] = []
    for name, value in found.items():
        known = values.get(name)
        if isinstance(value, str) and (name in ADDED or not known):
            fields[name] = value
        elif not known:
            values[name] = value
        elif left := tuple(unsaid(value, known)):
            others.append(Extra(NITF_NAMES[name], left if len(left) > 1 else left[0]))
    return NitfPart(blocks, {name: text for name, text in fields.items() if text}, (*extras, *others))


def unsaid(value: Any, known: Any) -> Iterator[str]:
    """Give as text what of a value another one does not say.

    >>> list(unsaid(("rain", "snow"), ("snow",))), list(unsaid("Rain ", "Rain"))
    (['rain'], [])
    """
    if not isinstance(value, tuple):
        yield from () if clean_line(value_text(value)) == clean_line(value_text(known)) else (value_text(value),)
        return
    said = set(known)
    for part in value:
        if part not in said:
            yield value_text(part)
