"""Pictures, videos and sounds: where their address is, and what else their element says of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.document.links import is_safe_url
from newsconv.document.nodes import Media
from newsconv.readers.html.elements import SPACE
from newsconv.readers.html.frames import integer, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.document.nodes import MediaKind

__all__ = ["MEDIA_TAGS", "media_address", "read_media"]

MEDIA_TAGS: Final[dict[str, MediaKind]] = {"img": "image", "amp-img": "image", "video": "video", "audio": "audio"}
LAZY_ATTRIBUTES: Final = ("data-src", "data-lazy-src", "data-original")
"""Where pages put the address of a picture that a script loads late; `src` then names a placeholder (on the corpus
pages: 14 of 14 that were drawn from 440) or, beside a list of sizes, a placeholder or a smaller copy (14 of 14 of 152).
Must not be taken: `data-src="cty7171"`, JSON."""
SET_ATTRIBUTES: Final = ("srcset", "data-srcset", "data-lazy-srcset")
"""Where sizes of a picture are listed (Living Standard, section 4.8.4.2.1)."""
RE_ADDRESS: Final = re.compile(r"[^\s{}\"]*/[^\s{}\"]*")
RE_CANDIDATE: Final = re.compile(r"([^\s,]\S*)\s++(\d++(?:\.\d++)?)[wx]")


def media_address(element: _Element) -> str:
    """Find the address of a picture, video or sound; of one that is loaded late, not that of its placeholder.

    >>> from lxml import html
    >>> media_address(html.fragment_fromstring("<img src='/blank.gif' data-src='/river.jpg'>"))
    '/river.jpg'
    >>> media_address(html.fragment_fromstring("<img src='data:,' srcset='/river-320.jpg 320w, /river-960.jpg 960w'>"))
    '/river-960.jpg'
    """
    lazy = (element.get(name) or "" for name in LAZY_ATTRIBUTES)
    late = (value for value in map(str.strip, lazy) if RE_ADDRESS.fullmatch(value))
    found = next(filter(is_safe_url, late), "") or (element.get("src") or "").strip(SPACE)
    if found and is_safe_url(found):
        return found
    sources = list(element.iterchildren("{*}source"))
    parent = element.getparent()
    if parent is not None and local_name(parent) == "picture":
        sources += parent.iterchildren("{*}source")
    listed = (largest(holder.get(name) or "") for holder in (element, *sources) for name in SET_ATTRIBUTES)
    plain = (source.get("src") or "" for source in sources)
    return next((url for url in (*listed, *plain) if url and is_safe_url(url)), "")


def largest(candidates: str) -> str:
    """Give the address of the largest picture of a list of sizes."""
    sized = RE_CANDIDATE.findall(candidates)
    if sized:
        return str(max(sized, key=lambda found: float(found[1]))[0])
    return next(iter(candidates.split()), "").rstrip(",")


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
