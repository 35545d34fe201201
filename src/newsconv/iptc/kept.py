"""How elements of NewsML-G2 that the model has no field for are kept as extra fields, and which are written back.

One spelling serves both directions. The name of an extra field is `newsml:`, the path of the element, and its
attributes, each ` NAME=VALUE`; the value is its text, or what identifies it followed by its names:

| element | name | value |
|---|---|---|
| `<signal qcode="sig:update"/>` | `newsml:signal` | `sig:update` |
| `<altId type="ap:itemId">5e</altId>` | `newsml:altId type=ap:itemId` | `5e` |
| `<service qcode="a:b"><name>Desk</name></service>` | `newsml:service` | `a:b`, `Desk` |
| `<broader qcode="a:c"/>` in `<subject qcode="a:b">` | `newsml:subject/broader of=a:b` | `a:c` |
| `type="cpnat:abstract"` of that subject | `newsml:subject/@type of=a:b` | `cpnat:abstract` |
| `qcode="a:d"` of a provider with the name `Tarn Wire` | `newsml:provider/@qcode of=Tarn%20Wire` | `a:d` |
| `role="nrol:full"` of that name | `newsml:provider/name/@role of=Tarn%20Wire` | `nrol:full` |
| `<name role="nrol:short">TW</name>` beside it | `newsml:provider/name role=nrol:short of=Tarn%20Wire` | `TW` |

A name with attributes is an extra field of its own, which ties it to them; names without any are values.
`lang` is `xml:lang`, `of` what identifies the element around it: the code of a concept, the address of a link, the
paragraphs of a note (`newsconv.iptc.passages`), the name of all others; `%` and space in an attribute are `%25` and
`%20`.

`KEPT` says which of them are written back as elements, and `BOUND_ATTRIBUTES`, `NAME_HOLDERS` and `BOUND_RELATIONS`
what is written back into the element of a field; all others are extension properties (`newsconv.iptc.properties`).
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.iptc.passages import PASSAGES
from newsconv.iptc.values import RE_QCODE, is_any_uri, is_web_address

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "BOUND_ATTRIBUTES",
    "BOUND_RELATIONS",
    "IDENTIFIERS",
    "KEPT",
    "LINES",
    "MAX_OWNER_CHARS",
    "NAMED",
    "NAME_ATTRIBUTES",
    "NAME_HOLDERS",
    "PREFIX",
    "Form",
    "Kept",
    "divide_name",
    "extra_name",
    "identifying_attribute",
    "is_valid_attribute",
    "is_valid_list",
    "owned",
    "spell",
    "split_attributes",
]

PREFIX: Final = "newsml:"
"""Begins the name of an extra field that is an element of NewsML-G2."""
IDENTIFIERS: Final = ("qcode", "uri", "literal", "value", "href", "residref", "guidref", "tag", "idref")
"""Attributes that identify an element without text, the best first."""


class Form(Enum):
    """What an element holds."""

    TEXT = auto()
    """Text on one line."""
    CODE = auto()
    """A qcode or URI, and names."""
    CONCEPT = auto()
    """A qcode, URI or literal, and names."""


class Kept(msgspec.Struct, frozen=True):
    """An element that is written back."""

    section: str
    form: Form
    attributes: frozenset[str] = frozenset()
    """Those that may be written; any other makes it an extension property."""
    single: bool = False
    """Whether the schema takes only one."""
    marked: bool = False
    """Whether it needs an attribute to be told from a field of the model in the same element."""


RANKED: Final = frozenset({"lang", "role", "rank"})

KEPT: Final = {
    "copyrightNotice": Kept("rightsInfo", Form.TEXT, frozenset({"lang", "role"}), marked=True),
    "itemClass": Kept("itemMeta", Form.CODE, single=True),
    "role": Kept("itemMeta", Form.CODE, single=True),
    "fileName": Kept("itemMeta", Form.TEXT, single=True),
    "generator": Kept("itemMeta", Form.TEXT, frozenset({"versioninfo", "role"})),
    "profile": Kept("itemMeta", Form.TEXT, frozenset({"versioninfo"}), single=True),
    "service": Kept("itemMeta", Form.CODE),
    "title": Kept("itemMeta", Form.TEXT, frozenset({"lang", "role"})),
    "memberOf": Kept("itemMeta", Form.CONCEPT, frozenset({"type"})),
    "instanceOf": Kept("itemMeta", Form.CONCEPT, frozenset({"type"})),
    "signal": Kept("itemMeta", Form.CONCEPT, frozenset({"type", "severity"})),
    "digitalSourceType": Kept("contentMeta", Form.CODE, single=True),
    "audience": Kept("contentMeta", Form.CONCEPT, frozenset({"type"})),
    "exclAudience": Kept("contentMeta", Form.CONCEPT, frozenset({"type"})),
    "altId": Kept("contentMeta", Form.TEXT, frozenset({"type", "environment", "role", "idformat"})),
    "slugline": Kept("contentMeta", Form.TEXT, RANKED, marked=True),
    "headline": Kept("contentMeta", Form.TEXT, RANKED, marked=True),
    "dateline": Kept("contentMeta", Form.TEXT, frozenset({"lang", "rank"}), marked=True),
    "by": Kept("contentMeta", Form.TEXT, RANKED, marked=True),
    "creditline": Kept("contentMeta", Form.TEXT, frozenset({"lang", "rank"}), marked=True),
    "description": Kept("contentMeta", Form.TEXT, RANKED, marked=True),
}
"""Elements that are written back, by name; what each may hold is that of the schema (NewsML-G2 2.35)."""

CONCEPT_ATTRIBUTES: Final = ("type", "rank", "why", "how", "creator", "confidence", "relevance")
PARTY_ATTRIBUTES: Final = ("qcode", "uri", "type")
PASSAGE_ATTRIBUTES: Final = ("lang", "role", "pubconstraint")
"""Attributes of one of several elements that are one text; the last says who must not see it."""
TEXT_ATTRIBUTES: Final = ("lang", "role", "rank")
NAME_ATTRIBUTES: Final = ("lang", "role", "part")
"""Attributes of a name that are written back, in the order in which they are read."""
NAME_HOLDERS: Final = (
    "copyrightHolder",
    "provider",
    "located",
    "infoSource",
    "creator",
    "contributor",
    "genre",
    "subject",
)
"""Elements of fields that hold a name: its attributes, and other names, are written back beside it."""
LINES: Final = frozenset(name for name, row in KEPT.items() if row.marked)
"""Elements of fields of one text; what belongs to them says so by the element alone, and `of=subheadline` in a second
headline. Where the text of the field has attributes, a property `marked` tells it from extra fields in that element."""
BOUND_ATTRIBUTES: Final[dict[str, tuple[str, ...]]] = {
    "copyrightHolder": PARTY_ATTRIBUTES,
    "provider": PARTY_ATTRIBUTES,
    "link": ("version", "rank", "size"),
    "located": ("qcode", "type"),
    "infoSource": ("qcode", "uri", "role", "type"),
    "creator": ("qcode", "uri", "role", "jobtitle", "type"),
    "contributor": ("qcode", "uri", "role", "jobtitle", "type"),
    "genre": CONCEPT_ATTRIBUTES,
    "keyword": TEXT_ATTRIBUTES,
    "subject": CONCEPT_ATTRIBUTES,
    **{name: tuple(key for key in TEXT_ATTRIBUTES if key in KEPT[name].attributes) for name in sorted(LINES)},
    **dict.fromkeys(PASSAGES, PASSAGE_ATTRIBUTES),
    **{f"{name}/name": NAME_ATTRIBUTES for name in NAME_HOLDERS},
}
"""Attributes of the elements of fields that are written back into them, in the order in which they are read."""
BOUND_RELATIONS: Final = ("sameAs", "broader", "narrower", "related")
"""Elements of a subject or genre that are written back into it."""
NAMED: Final = frozenset({"copyrightHolder", "provider", "located", "infoSource", "creator", "contributor", "broader"})
"""Elements of which the model holds the name: by this, and not by their code, extra fields say whose they are."""

URI_STARTS: Final = ("urn:", "tag:", "mailto:")
"""Schemes of URIs that are no aliases of a qcode, though they look like it."""
RE_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,8}")
RE_POSITIVE: Final = re.compile(r"[1-9][0-9]{0,8}")
RE_PERCENT: Final = re.compile(r"100|[1-9]?[0-9]")
RE_QCODE_VALUE: Final = re.compile(r"[^\s:%]+:[^\s%]+")
RE_LANG: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
RE_WORD: Final = re.compile(r"[^\s%]+")
ATTRIBUTE_PATTERNS: Final = {
    "lang": RE_LANG,
    "rank": RE_NUMBER,
    "confidence": RE_PERCENT,
    "relevance": RE_PERCENT,
    "versioninfo": RE_WORD,
    "version": RE_POSITIVE,
    "size": RE_NUMBER,
}
"""What the schema takes for an attribute; all others are qcodes."""


def extra_name(path: str, attributes: Iterable[tuple[str, str]]) -> str:
    """Spell the name of an extra field.

    >>> extra_name("altId", [("type", "ap:itemId"), ("of", "a b")])
    'newsml:altId type=ap:itemId of=a%20b'
    """
    return PREFIX + path + spell(attributes)


def spell(attributes: Iterable[tuple[str, str]]) -> str:
    """Spell attributes as they stand in the name of an extra field, a space before each."""
    words = ""
    for key, value in attributes:
        words += f" {key}={value}" if "%" not in value and " " not in value else f" {key}={escape(value)}"
    return words


MAX_OWNER_CHARS: Final = 300
"""Code points of what identifies an element, for the names of what is in it; a longer one is left out, so that
hostile input stays linear. The longest of the feeds and listings has 84."""


def owned(owner: str) -> list[tuple[str, str]]:
    """Give the attribute that says what is around an element; nothing where that is not known, or too long."""
    return [("of", owner)] if 0 < len(owner) <= MAX_OWNER_CHARS else []


def escape(value: str) -> str:
    """Spell the value of an attribute without spaces."""
    return value.replace("%", "%25").replace(" ", "%20")


def divide_name(name: str) -> tuple[str, str]:
    """Part the path in the name of an extra field from its attributes, without looking at either.

    >>> divide_name("newsml:altId type=ap:itemId of=a%20b"), divide_name("anpa:selector")
    (('altId', 'type=ap:itemId of=a%20b'), ('', ''))
    """
    if not name.startswith(PREFIX):
        return "", ""
    path, space, words = name[len(PREFIX) :].partition(" ")
    return (path, words) if words or not space else ("", "")


def split_attributes(words: str) -> list[tuple[str, str]] | None:
    """Take the attributes in the name of an extra field apart; nothing where they are not as we spell them.

    >>> split_attributes("type=ap:itemId of=a%20b"), split_attributes("of=%41")
    ([('type', 'ap:itemId'), ('of', 'a b')], None)
    """
    attributes = []
    for word in words.split(" ") if words else ():
        key, sign, value = word.partition("=")
        if "%" in word:
            value = value.replace("%20", " ").replace("%25", "%")
            if f"{key}={escape(value)}" != word:
                return None  # it could not be read back
        if not sign:
            return None
        attributes.append((key, value))
    return attributes


LISTS: Final = frozenset({"role", "pubconstraint"})
"""Attributes of names and passages that may hold several qcodes, a space between them (`QCodeListType`)."""


def is_valid_list(name: str, value: str) -> bool:
    """Tell whether the schema takes a value for an attribute of a name or passage.

    >>> is_valid_list("role", "nrol:full nrol:display"), is_valid_list("part", "nprt:given nprt:family")
    (True, False)
    """
    return all(is_valid_attribute(name, word) for word in (value.split(" ") if name in LISTS else [value]))


def is_valid_attribute(name: str, value: str) -> bool:
    """Tell whether the schema takes a value for an attribute."""
    if name.endswith("uri"):
        return is_any_uri(value)
    return ATTRIBUTE_PATTERNS.get(name, RE_QCODE_VALUE).fullmatch(value) is not None


def identifying_attribute(value: str, form: Form) -> str:
    """Name the attribute that holds an identifier; nothing where none can.

    >>> identifying_attribute("sig:update", Form.CODE), identifying_attribute("http://example.com/a", Form.CODE)
    ('qcode', 'uri')
    >>> identifying_attribute("Desk", Form.CONCEPT), identifying_attribute("Desk", Form.CODE)
    ('literal', '')
    """
    if is_web_address(value) or value.startswith(URI_STARTS):
        return "uri" if is_any_uri(value) else ""
    if RE_QCODE.fullmatch(value):
        return "qcode"
    return "literal" if form is Form.CONCEPT else ""
