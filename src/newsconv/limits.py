"""How much a reader takes before it refuses."""

from __future__ import annotations

import msgspec

__all__ = ["DEFAULT_LIMITS", "Limits"]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds on sources; what exceeds one is refused with a `LimitError`, never cut."""

    max_bytes: int = 256 * 1024 * 1024
    """Bytes of one source. A choice, not a measurement: the largest of 995 corpus pages has 2.2 MB."""
    max_texts: int = 4_000_000
    """Texts, those of each page counted once, over all pages that `newsconv.recurring` compares: 2,000 pages with
    2,000 texts each. A choice; each takes 16 bytes at most while it is counted, and nothing later unless it recurs."""


DEFAULT_LIMITS = Limits()
