"""Pictures, videos and sounds: where their address is, and what else their element says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsconv.document.links import is_safe_url
from newsconv.document.nodes import Media
from newsconv.readers.html.elements import SPACE
from newsconv.readers.html.frames import integer

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.document.nodes import MediaKind

__all__ = ["MEDIA_TAGS", "media_address", "read_media"]

MEDIA_TAGS: Final[dict[str, MediaKind]] = {"img": "image", "amp-img": "image", "video": "video", "audio": "audio"}
ADDRESS_ATTRIBUTES: Final = ("src", "data-src", "data-original", "data-lazy-src", "srcset", "data-srcset")
"""Where pages put the address of a picture, the plain one first; the others are seen on lazy ones."""


def media_address(element: _Element) -> str:
    """Find the address of a picture, video or sound."""
    for name in ADDRESS_ATTRIBUTES:
        value = (element.get(name) or "").strip(SPACE)
        url = value.split()[0] if "srcset" in name and value else value
        if url and is_safe_url(url):
            return url
    sources = (source.get("src") or "" for source in element.iterchildren("{*}source"))
    return next(filter(None, sources), "")


def read_media(element: _Element, kind: MediaKind, url: str, alt: str) -> Media:
    """Read what an element says of a picture, video or sound, whose address and words are known."""
    return Media(
        url,
        kind,
        alt,
        element.get("title") or "",
        integer(element.get("width"), 0) or None,
        integer(element.get("height"), 0) or None,
        element.get("data-type") or "",
        element.get("data-rendition") or "",
    )
