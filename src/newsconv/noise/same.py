"""Whether two texts are one title."""

from __future__ import annotations

from typing import Final

from newsconv.noise.segments import fold

__all__ = ["same_folded", "same_title"]

MIN_TITLE_CHARS: Final = 12
"""Code points, folded, from which on one title at the start of another is no chance: shorter ones ("Opinion",
"Live") are sections as often as titles."""


def same_title(text: str, headline: str) -> bool:
    """Tell whether a text is the headline, perhaps with the site's name before or after.

    >>> same_title("Rain floods the old town | The Daily", "Rain floods the old town")
    True
    >>> same_title("Rain", "Rain floods the old town")
    False
    """
    return same_folded(fold(text), fold(headline))


def same_folded(text: str, headline: str) -> bool:
    """Tell the same of texts that were folded before (`newsconv.noise.segments.fold`)."""
    one, other = sorted((text, headline), key=len)
    if one == other:
        return bool(one)
    return (
        len(one) >= MIN_TITLE_CHARS
        and 3 * len(one) >= 2 * len(other)
        and (other.startswith(f"{one} ") or other.endswith(f" {one}"))
    )
