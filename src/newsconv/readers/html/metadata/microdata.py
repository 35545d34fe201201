"""Microdata (HTML, section 5) as nodes in the shape of JSON-LD.

In: the tree of a page. Out: its items, each a dict with `@type` and its properties as lists; an item that is the
value of a property stands in that property. `itemref` is not followed.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsconv.readers.html.metadata.schema_org import Json

__all__ = ["element_text", "iter_texts", "read_items"]

VALUE_ATTRIBUTES: Final = ("content", "datetime", "href", "src", "data")
"""Attributes that hold the value of a property, in the order in which they count (HTML, section 5.2.4)."""
LONG_PROPERTIES: Final = frozenset({"articleBody", "text", "reviewBody"})
"""Properties that hold the story itself, which is the business of others."""
MAX_TEXT_CHARS: Final = 2_000
"""Code points of a property that is given by an element's text; what is longer is the story, not its metadata."""


def read_items(root: _Element) -> list[dict[str, Json]]:
    """Give the top-level items of a page, in document order."""
    items: dict[Any, dict[str, Json]] = {}
    owners: dict[Any, dict[str, Json] | None] = {}
    top: list[dict[str, Json]] = []
    for element in root.xpath("//*[@itemscope or @itemprop]"):
        owner = find_owner(element.getparent(), items, owners)
        scope = element.get("itemscope") is not None
        value: Json = {"@type": (element.get("itemtype") or "").split()} if scope else None
        if scope:
            items[element] = value
            if element.get("itemid"):
                value["@id"] = element.get("itemid")
        names = (element.get("itemprop") or "").split()
        if owner is None or not names:
            top += [value] if scope else []
            continue
        for name in names:
            owner.setdefault(name, []).append(value if scope else property_value(element))
    return top


def find_owner(
    element: _Element | None, items: dict[Any, dict[str, Json]], owners: dict[Any, dict[str, Json] | None]
) -> dict[str, Json] | None:
    """Give the item that an element stands in; what was found on the way is kept, so that the whole is linear."""
    passed = []
    owner: dict[str, Json] | None = None
    while element is not None:
        if element in items:
            owner = items[element]
            break
        if element in owners:
            owner = owners[element]
            break
        passed.append(element)
        element = element.getparent()
    owners.update(dict.fromkeys(passed, owner))
    return owner


def property_value(element: _Element) -> str:
    """Give the value of a property that is no item."""
    if element.get("itemprop") in LONG_PROPERTIES:
        return ""
    for name in VALUE_ATTRIBUTES:
        if value := element.get(name):
            return value
    return element_text(element)


def element_text(element: _Element) -> str:
    """Give the text in an element on one line, cut at `MAX_TEXT_CHARS`."""
    return " ".join("".join(iter_texts(element)).split())[:MAX_TEXT_CHARS]


def iter_texts(element: _Element) -> Iterator[str]:
    """Give the pieces of text in an element, in order, of its first `MAX_EVENTS / 2` elements.

    The bound keeps the whole linear where many elements, one in another, are asked for their text.
    """
    events = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in islice(events, MAX_EVENTS):
        text = node.text if event == "start" else node.tail if node is not element else None
        if text:
            yield text


MAX_EVENTS: Final = 400
"""Beginnings and ends of elements looked at for a short text; of the 1,289 `h1` on the stored pages none holds
more than 9 elements."""
