"""Write the figures of a story as associations too, where programs that read ninjs look for pictures.

In: blocks in normal form. Out: an association for each figure of the story's top level whose files have a URI. The
text holds the figure as well, at its place; our reader takes it from there, and passes over the association.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsconv.document import Figure
from newsconv.document.plain import inline_text
from newsconv.writers.ninjs.values import is_uri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsconv.document import Block, Media
    from newsconv.readers.ninjs.versions import JsonObject

__all__ = ["add_pictures"]

TYPES: Final = {"image": "picture", "video": "video", "audio": "audio"}
"""Type of an item (schema 3.1, `newsObjectType`) by the kind of its first file."""


def add_pictures(item: JsonObject, body: Iterable[Block]) -> None:
    """Add an association for each figure to an item."""
    figures = [block for block in body if isinstance(block, Figure)]
    for number, figure in enumerate(figures, 1):
        media = [medium for medium in figure.media if is_uri(medium.url)]
        if media:
            item.setdefault("associations", []).append(write_figure(figure, media, f"figure{number}"))


def write_figure(figure: Figure, media: list[Media], name: str) -> JsonObject:
    """Write a figure with files as an item within the item."""
    entry: JsonObject = {"name": name, "uri": media[0].url, "type": TYPES[media[0].kind]}
    if figure.credit:
        entry["by"] = figure.credit
    texts = (("caption", inline_text(figure.caption).strip()), ("alttext", media[0].alt))
    descriptions = [{"role": role, "contentType": "text/plain", "value": text} for role, text in texts if text]
    if descriptions:
        entry["descriptions"] = descriptions
    entry["renditions"] = [write_rendition(medium, number) for number, medium in enumerate(media, 1)]
    return entry


def write_rendition(medium: Media, number: int) -> JsonObject:
    """Write a file."""
    values = {
        "name": medium.rendition or f"rendition{number}",
        "href": medium.url,
        "contentType": medium.media_type,
        "title": medium.title,
        "width": medium.width,
        "height": medium.height,
    }
    return {key: value for key, value in values.items() if value}
