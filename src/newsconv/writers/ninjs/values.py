"""Values that the schema of ninjs restricts: URIs, and times with an offset.

Each test here accepts at most what a validator of JSON Schema accepts that checks formats; what does not pass has
another place (`newsconv.readers.ninjs.properties`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newsconv.document import Date

__all__ = ["complete_time", "is_uri"]

CHARACTER: Final = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})"
"""`pchar` of RFC 3986, section 3.3."""
USER: Final = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})"
HOST: Final = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})"
"""A registered name or IPv4 address; IPv6 addresses, which need brackets, are not taken."""
RE_URI: Final = re.compile(
    rf"""
    [A-Za-z][A-Za-z0-9+.\-]*:
    (?: // (?:{USER}*@)? {HOST}* (?::[0-9]*)? (?:/{CHARACTER}*)*
      | /? (?:{CHARACTER}+ (?:/{CHARACTER}*)*)?
    )
    (?: \? (?:{CHARACTER}|[/?])* )?
    (?: \# (?:{CHARACTER}|[/?])* )?
    """,
    re.VERBOSE,
)
"""RFC 3986, appendix A: with a scheme, in ASCII."""


def is_uri(text: str) -> bool:
    """Tell whether a text is a URI, as JSON Schema has it: absolute, and of ASCII.

    >>> is_uri("https://example.com/a?b#c"), is_uri("urn:newsml:example:1"), is_uri("tag:localhost:2017:7ca0")
    (True, True, True)
    >>> is_uri("../a"), is_uri("https://example.com/é"), is_uri("a b"), is_uri("a:[1]")
    (False, False, False, False)
    """
    return RE_URI.fullmatch(text) is not None


def complete_time(date: Date) -> str:
    """Spell a date as RFC 3339 demands: the first second that it covers, in UTC where no offset is known.

    >>> from newsconv.document import Date
    >>> complete_time(Date("2021-03")), complete_time(Date("2021-03-17T09:30:00"))
    ('2021-03-01T00:00:00Z', '2021-03-17T09:30:00Z')
    """
    if date.precision != "time":
        return f"{date.iso}{'-01-01'[len(date.iso) - 4 :]}T00:00:00Z"
    return date.iso if date.has_zone else f"{date.iso}Z"
