"""Values that the schema of NewsML-G2 restricts: IRIs, qcodes, dateTimes.

Each test here accepts at most what the schema accepts, so that what passes can be written; what
does not pass has another place (`newsconv.iptc.properties`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from newsconv.iptc.namespaces import RELATION

if TYPE_CHECKING:
    from newsconv.document.dates import Date

__all__ = [
    "complete_time",
    "is_any_uri",
    "is_date_time",
    "is_web_address",
    "make_qcode",
    "read_relation",
    "split_qcode",
    "write_relation",
]

RE_URI_PARTS: Final = re.compile(r"(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?[^#]*)?(?:#[^#]*)?", re.DOTALL)
"""RFC 3986, appendix B: scheme, authority and path are captured; a second `#` does not match."""
RE_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*")
RE_AUTHORITY: Final = re.compile(r"(?:[^@\[\]]*@)?[^@:\[\]]*(?::[0-9]{1,5})?")
RE_NOT_URI: Final = re.compile(r"""[\x00-\x20\x7f"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})""")
"""What RFC 3986 lets stand nowhere, and square brackets: these may stand only around an IPv6 address and, by
libxml2 2.14 (tried with 50 strings), in a fragment."""
RE_PLAIN_URI: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]*://[A-Za-z0-9.\-]+(?:/[A-Za-z0-9_.~/\-]*)?(?:#[A-Za-z0-9]*)?"
)
"""Most addresses of the web, without port, query or escapes: all of these are URIs."""
RE_QCODE: Final = re.compile(r"([^\s:]+):(\S+)")
"""The schema's `QCodeType`; its white space is that of XML, Python's holds that."""
RE_WEB_ADDRESS: Final = re.compile(r"https?://[^\s/]", re.IGNORECASE)

ITEM_RELATION: Final = "irel"
"""Alias of the IPTC's scheme of relations between items."""
ITEM_RELATIONS: Final = frozenset({"derivedFrom", "processedFrom", "seeAlso"})
"""Codes of that scheme that we write; any other is read."""


def is_any_uri(text: str) -> bool:
    """Tell whether a text is an `xs:anyURI` for libxml2, which checks it as a reference of RFC 3986.

    >>> is_any_uri("https://example.com/a?b#c"), is_any_uri("../a"), is_any_uri("")
    (True, True, False)
    >>> is_any_uri("1:b"), is_any_uri("//host:port/"), is_any_uri("#a#b"), is_any_uri("a[1]")
    (False, False, False, False)
    """
    return RE_PLAIN_URI.fullmatch(text) is not None or is_reference(text)


def is_reference(text: str) -> bool:
    """Tell the same the long way, of any text."""
    match = RE_URI_PARTS.fullmatch(text)
    if not text or match is None or RE_NOT_URI.search(text):
        return False
    scheme, authority, path = match.groups()
    if scheme is None and authority is None and path.startswith(":"):
        return False
    if scheme is not None and not RE_SCHEME.fullmatch(scheme):
        return False
    return authority is None or RE_AUTHORITY.fullmatch(authority) is not None


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address of the web, not just an identifier."""
    return RE_WEB_ADDRESS.match(text) is not None


def is_date_time(date: Date) -> bool:
    """Tell whether a date is an `xs:dateTime`."""
    return date.precision == "time"


def complete_time(date: Date) -> str:
    """Spell a date as an `xs:dateTime`: the first second that it covers, in UTC where it is no time.

    >>> from newsconv.document import Date
    >>> complete_time(Date("2021-03")), complete_time(Date("2021-03-17T09:30:00"))
    ('2021-03-01T00:00:00Z', '2021-03-17T09:30:00')
    """
    if is_date_time(date):
        return date.iso
    return f"{date.iso}{'-01-01'[len(date.iso) - 4 :]}T00:00:00Z"


def make_qcode(scheme: str, code: str) -> str:
    """Join the alias of a scheme and a code; nothing where they make no qcode.

    >>> make_qcode("medtop", "04000000"), make_qcode("http://example.com/", "a")
    ('medtop:04000000', '')
    """
    if not scheme or not code or ":" in scheme:
        return ""
    qcode = f"{scheme}:{code}"
    return qcode if RE_QCODE.fullmatch(qcode) else ""


def split_qcode(qcode: str | None) -> tuple[str, str]:
    """Split a qcode into alias and code; what is no qcode is a code.

    >>> split_qcode("medtop:04000000"), split_qcode("Article"), split_qcode(None)
    (('medtop', '04000000'), ('', 'Article'), ('', ''))
    """
    text = (qcode or "").strip()
    match = RE_QCODE.fullmatch(text)
    return (match[1], match[2]) if match else ("", text)


def write_relation(rel: str) -> dict[str, str]:
    """Give the attributes of a `link` that say how it is related.

    >>> write_relation("seeAlso"), write_relation("read more")
    ({'rel': 'irel:seeAlso'}, {'reluri': 'urn:newsconv:relation:read%20more'})
    """
    if not rel:
        return {}
    if rel in ITEM_RELATIONS:
        return {"rel": f"{ITEM_RELATION}:{rel}"}
    if is_web_address(rel) and is_any_uri(rel):
        return {"reluri": rel}
    match = RE_QCODE.fullmatch(rel)
    if match and match[1] not in {ITEM_RELATION, "http", "https", "urn"}:
        return {"rel": rel}
    return {"reluri": RELATION + quote(rel, safe="")}


def read_relation(rel: str | None, reluri: str | None) -> str:
    """Read what `write_relation` wrote, and the relations of others."""
    if rel:
        alias, code = split_qcode(rel)
        return code if alias in {"", ITEM_RELATION} else f"{alias}:{code}"
    text = (reluri or "").strip()
    return unquote(text.removeprefix(RELATION)) if text.startswith(RELATION) else text
