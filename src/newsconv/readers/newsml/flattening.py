"""Make extra fields of whole elements: each value in them becomes one, named by its path.

In: an element of an item that no field of the model holds, with all in it. Out: extra fields as `newsconv.iptc.kept`
spells them; nothing that says something is left out but notes to editors, which are private.

Feeds hold hundreds of such elements, so what is asked of each is asked once, and lists are filled, not nested
generators: these took a quarter more time.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from newsconv.document import Extra
from newsconv.document.characters import clean_line
from newsconv.iptc.kept import IDENTIFIERS, extra_name, owned
from newsconv.iptc.parsing import KNOWN_TAGS, local_name, local_part, text_of
from newsconv.readers.newsml.context import LOOKS, children

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lxml.etree import _Element

__all__ = [
    "LOCAL_ATTRIBUTES",
    "attribute_name",
    "attributes_of",
    "flatten",
    "identifier",
    "is_mixed",
    "is_same_language",
    "mark_attributes",
    "mark_extras",
    "short_name",
    "telling",
]

IGNORED_ATTRIBUTES: Final = frozenset({"schemaLocation", "dir"})
"""Attributes that say nothing of the story: where the schema is, and how to set the text, which its letters say too."""
LOCAL_ATTRIBUTES: Final = frozenset({"id", "idref", "idrefs", "root", "original"})
"""Attributes of fields and sections by which parts of one file refer to each other."""
MAX_STEPS: Final = 6
"""Elements that the path of an extra field names; deeper ones are named by the last one only, so that hostile input
stays linear. The deepest of the feeds and listings has five."""
PRIVATE: Final = "ednote"
"""Elements, in small letters, that are notes to editors; extra fields are not private."""
IDENTIFIER_RANKS: Final = {name: rank for rank, name in enumerate(IDENTIFIERS)}
"""Place among the attributes that identify an element; the lowest is the best."""


def flatten(element: _Element, path: str, owner: str = "", language: str = "") -> list[Extra]:
    """Give an element and all in it as extra fields, each that holds a value.

    Args:
        element: of any kind.
        path: its name, and those of the elements around it.
        owner: what identifies the element around it.
        language: of the item, in small letters; names in others say so.
    """
    extras: list[Extra] = []
    stack = [(element, path, owner)]
    while stack:
        node, place, around = stack.pop()
        if local_part(node.tag).lower() == PRIVATE:
            continue
        inner = children(node)
        if is_mixed(node, inner) and (text := clean_line(text_of(node, lines=True))):
            extras.append(Extra(extra_name(place, [*attributes_of(node), *owned(around)]), text))
            extras += mark_extras(node, place) if inner else ()
        elif not inner:
            add_own(extras, node, place, around, ())
        else:
            names: list[Name] = []
            parts: list[tuple[_Element, str]] = []
            for child in inner:
                name = local_part(child.tag)
                if name != "name" or len(child):  # a name that holds elements is none of the standard
                    parts.append((child, name))
                else:
                    names.append(Name.of(child, language))
            around = add_own(extras, node, place, around, names) or around
            if names:
                add_names(extras, names, f"{place}/name", around)
            prefix = place if place.count("/") < MAX_STEPS else place.partition("/")[0]
            stack += [(child, f"{prefix}/{name}", around) for child, name in reversed(parts)]
    return extras


class Name(NamedTuple):
    """A name of what a code stands for."""

    text: str
    """On one line; may be empty."""
    attributes: list[tuple[str, str]]
    """Such that say something: its role, its language where that is not the item's."""

    @classmethod
    def of(cls, element: _Element, language: str) -> Name:
        """Read a name.

        Args:
            element: the name.
            language: of the item, in small letters.
        """
        items = element.items()
        told = telling(items) if items else items
        if told:
            told = [pair for pair in told if pair[0] != "lang" or not is_same_language(pair[1], language)]
        return cls(clean_line(element.text or ""), told)


def add_own(extras: list[Extra], node: _Element, place: str, around: str, names: Sequence[Name]) -> str:
    """Add what an element without text says itself: what identifies it and its bare names, else its attributes.

    Args:
        extras: are added to.
        node: the element.
        place: its path.
        around: what identifies the element around it.
        names: that it has.

    Returns:
        What identifies the element: its code or address, else its first name.
    """
    items = node.items()
    found, code = identifying(items)
    values = [*filter(None, (code, *(name.text for name in names if not name.attributes)))]
    first = code or next((name.text for name in names if name.text), "")
    if values:
        name = extra_name(place, [*telling(items, found), *owned(around)])
        extras.append(Extra(name, tuple(values) if len(values) > 1 else values[0]))
    elif items:
        owner = owned(first or around)
        extras += [Extra(extra_name(f"{place}/@{name}", owner), value) for name, value in telling(items)]
    return first


def identifying(items: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Give the best attribute that identifies an element: its name, and its value on one line; both may be empty.

    >>> identifying([("literal", "b"), ("uri", " "), ("qcode", "a:b")]), identifying([("rank", "1")])
    (('qcode', 'a:b'), ('', ''))
    """
    best, text, lowest = "", "", len(IDENTIFIERS)
    for name, value in items:
        rank = IDENTIFIER_RANKS.get(name, lowest)
        if rank < lowest and value.strip():
            best, text, lowest = name, value, rank
    return best, clean_line(text)


def identifier(element: _Element) -> str:
    """Give what identifies an element: its code or address, else its first name."""
    code = identifying(element.items())[1]
    return code or next((text for name in children(element, "name") if (text := clean_line(text_of(name)))), "")


# ---------------------------------------------------------------- attributes


def cut_attribute(name: str) -> str:
    """Give the name of an attribute as extra fields have it; nothing where it is only syntax.

    >>> cut_attribute("{http://www.w3.org/XML/1998/namespace}lang"), cut_attribute("dir")
    ('lang', '')
    """
    local = name.rpartition("}")[2]
    return "" if local in IGNORED_ATTRIBUTES else local


attribute_name: Final[Callable[[str], str]] = lru_cache(KNOWN_TAGS)(cut_attribute)
"""The same from memory."""


def telling(items: Iterable[tuple[str, str]], without: str = "") -> list[tuple[str, str]]:
    """Give attributes that say something, by local name.

    Args:
        items: attributes as XML has them.
        without: local name of one that is left out.
    """
    result = []
    for key, value in items:
        name = attribute_name(key)
        if name and name != without and (line := clean_line(value)):
            result.append((name, line))
    return result


def attributes_of(node: _Element) -> list[tuple[str, str]]:
    """Give the attributes of an element that say something, by local name."""
    return telling(node.items())


def add_names(extras: list[Extra], names: Iterable[Name], place: str, owner: str) -> None:
    """Add names that have attributes, each with its own; a name without text shows by its attributes alone."""
    around = owned(owner)
    for text, attributes in names:
        if text and attributes:
            extras.append(Extra(extra_name(place, [*attributes, *around]), text))
        elif attributes:
            extras += [Extra(extra_name(f"{place}/@{name}", around), value) for name, value in attributes]


def is_same_language(tag: str, language: str) -> bool:
    """Tell whether a language is that of the item, or either is a variety of the other.

    >>> is_same_language("en", "en-gb"), is_same_language("en-US", "en-gb"), is_same_language("de", "")
    (True, False, False)
    """
    one, other = f"{tag.lower()}-", f"{language}-"
    return bool(language) and (one.startswith(other) or other.startswith(one))


# ---------------------------------------------------------------- texts


def is_mixed(node: _Element, inner: Iterable[_Element]) -> bool:
    """Tell whether an element holds text, of its own or between its children."""
    text = node.text
    if text and text.strip():
        return True
    for child in inner:
        text = child.tail
        if text and text.strip():
            return True
    return False


MAX_SEARCHES: Final = 100
"""Attributes of marks in one text that are looked for in it; the search for more would take time that grows with the
square of the size, and they are kept. The most in a text of the feeds is seven."""
MAX_NAME_CHARS: Final = 60
"""Code points of the name of a mark in the name of an extra field, so that a long one is not repeated without end."""


def mark_attributes(element: _Element) -> list[tuple[_Element, str, str]]:
    """Give the attributes of marks in a text that say more than looks, unless the text says it: mark, name, value."""
    found = [
        (part, name, value)
        for part in element.iterdescendants("*")
        for name, value in attributes_of(part)
        if name not in LOOKS and name not in LOCAL_ATTRIBUTES
    ]
    if not found:
        return found
    text = clean_line(text_of(element))
    searched = [mark for mark in found[:MAX_SEARCHES] if mark[2].removeprefix("mailto:") not in text]
    return [*searched, *found[MAX_SEARCHES:]]


def mark_extras(element: _Element, path: str) -> list[Extra]:
    """Give the attributes of marks in a text as extra fields."""
    return [
        Extra(extra_name(f"{path}/{short_name(part)}/@{name}", []), value)
        for part, name, value in mark_attributes(element)
    ]


def short_name(element: _Element) -> str:
    """Give the beginning of the name of an element."""
    return local_name(element)[:MAX_NAME_CHARS]
