"""Which links may be followed, and which are never written.

A link whose scheme runs code, or carries its whole content, is not a reference to anything:
it is taken out wherever it comes from (design: nothing unsafe is ever written).
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_safe_url"]

UNSAFE_SCHEMES: Final = frozenset({"javascript", "vbscript", "data", "blob", "filesystem"})
RE_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
SAFE_STARTS: Final = ("https://", "http://")
"""How nearly all addresses of news begin; nothing that is skipped can make another scheme of it."""
RE_IGNORED: Final = re.compile(
    r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff]+|%(?:0[0-9A-Fa-f]|1[0-9A-Fa-f]|20|7F)"
)
"""What browsers skip in a scheme (WHATWG URL, section 4.4), what can't be seen there, and both percent-encoded."""


def is_safe_url(url: str) -> bool:
    r"""Tell whether a link may be kept.

    >>> is_safe_url("https://example.com/"), is_safe_url("../a"), is_safe_url("#top")
    (True, True, True)
    >>> is_safe_url("JavaScript:alert(1)"), is_safe_url(" java\nscript:alert(1)"), is_safe_url("data:text/html,x")
    (False, False, False)
    """
    if url.startswith(SAFE_STARTS):
        return True
    match = RE_SCHEME.match(RE_IGNORED.sub("", url[:200]))
    return match is None or match[1].lower() not in UNSAFE_SCHEMES
