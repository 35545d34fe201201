"""Front matter that is no YAML: `key: value` lines as programs write that quote nothing (adbar/trafilatura#875).

In go the lines between the delimiters, out come pairs, or nothing where a line is neither a key with its value nor an
item of a list below a key. A value is taken as it stands, without quotes around the whole of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newsconv.readers.markdown.front_matter_fields import BY_KEY, compared_key

if TYPE_CHECKING:
    from newsconv.readers.markdown.front_matter_fields import Pairs, Value

__all__ = ["read_pairs"]

RE_PAIR: Final = re.compile(r"([A-Za-z][\w.:-]{0,60}):(?:[ \t]+(.*))?$")
RE_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(\S.*)$")
MIN_PAIRS: Final = 2
"""Keys that there must be, one of them known: a text between two rules may begin with a label, too."""


def read_pairs(source: str) -> Pairs:
    r"""Read pairs line by line; none where the lines are no front matter.

    >>> read_pairs("title: Rain: what we know\ntags: [a, 'b']\n")
    (('title', 'Rain: what we know'), ('tags', ['a', 'b']))
    >>> read_pairs("It rained: a lot.\n")
    ()
    """
    pairs: list[tuple[str, Value]] = []
    for line in source.split("\n"):
        if not line or line.isspace() or line.startswith("#"):
            continue
        pair, item = RE_PAIR.match(line), RE_ITEM.match(line)
        if pair:
            pairs.append((pair[1], read_value(pair[2] or "")))
        elif item and pairs and (pairs[-1][1] is None or isinstance(pairs[-1][1], list)):
            key, values = pairs.pop()
            pairs.append((key, [*(values or []), unquoted(item[1])]))
        else:
            return ()
    is_known = any(compared_key(key) in BY_KEY for key, _ in pairs)
    return tuple(pairs) if len(pairs) >= MIN_PAIRS and is_known else ()


def read_value(text: str) -> Value:
    """Read a value: a list in brackets, nothing, or a text."""
    value = text.strip()
    if value.startswith("[") and value.endswith("]"):
        parts: list[Any] = [unquoted(part) for part in value[1:-1].split(",")]
        return [part for part in parts if part]
    return unquoted(value) or None


def unquoted(text: str) -> str:
    """Take the quotes off a text that stands in them."""
    value = text.strip()
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" and value[0] not in value[1:-1]
    return value[1:-1] if is_quoted else value
