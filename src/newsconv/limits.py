"""How much a reader takes before it refuses."""

from __future__ import annotations

import msgspec

__all__ = ["DEFAULT_LIMITS", "Limits"]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds on a source; what exceeds one is refused with a `LimitError`, never cut."""

    max_bytes: int = 256 * 1024 * 1024
    """Bytes of one source. The largest pages seen in crawls have some 20 MB; a news message of a day, 100 MB."""


DEFAULT_LIMITS = Limits()
