"""How much a reader takes before it refuses."""

from __future__ import annotations

import msgspec

__all__ = ["DEFAULT_LIMITS", "Limits"]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds on a source; what exceeds one is refused with a `LimitError`, never cut."""

    max_bytes: int = 256 * 1024 * 1024
    """Bytes of one source. A choice, not a measurement: the largest of 995 corpus pages has 2.2 MB."""


DEFAULT_LIMITS = Limits()
