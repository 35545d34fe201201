"""The metadata of a NewsItem of NewsML 1.x: where its elements are, and which of them were taken.

In: the element `NewsItem`, and the component of its story. Out: its elements by name, those of the envelope around it
and of the components that carry the story among them; what was not taken, as extra fields `newsml:NAME`. What is said
of all other components is `newsconv.readers.newsml.newsml12_beside`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.document import Extra
from newsconv.document.characters import clean_line
from newsconv.iptc.parsing import local_name, text_of
from newsconv.readers.newsml.context import XML_LANG
from newsconv.readers.newsml.flattening import is_same_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

__all__ = ["CONTENT", "MAIN_ROLES", "PICTURE_ROLES", "VALUE", "Fields", "roles_of", "said"]

EXTRA_PREFIX: Final = "newsml:"
VALUE: Final = "FormalName"
"""Attribute that holds the value of most elements."""
CONTENT: Final = frozenset({"ContentItem", "NewsComponent", "NewsItem"})
"""Elements that are no metadata of the item around them."""
SILENT: Final = frozenset({"Catalog", "TopicSetRef"})
"""Elements that say where vocabularies are."""
MAIN_ROLES: Final = frozenset({"main", "text", "story", "body"})
"""Roles of components, in small letters, that say of the story that it is one."""


class Fields:
    """The metadata of an item: its elements by name, and which of them were taken."""

    def __init__(self, item: _Element, story: _Element | None = None) -> None:
        """Index the elements of the item and of the envelope around it, outer ones first.

        Args:
            item: the element `NewsItem`.
            story: the component that holds the text of the story, if there is one.
        """
        self.item = item
        self.taken: set[_Element] = set()
        self.found: dict[str, list[_Element]] = {}
        self.kept: dict[str, list[str]] = {}
        self.carried = carrying_components(item, story)
        for element in metadata_elements(item, self.carried):
            self.found.setdefault(local_name(element), []).append(element)

    def elements(self, *names: str) -> list[_Element]:
        """Give the elements of some names that are still there."""
        return [element for name in names for element in self.found.get(name, ()) if element not in self.taken]

    def text(self, element: _Element) -> str:
        """Take the text of an element with what is in it, on one line."""
        self.taken.update(element.iter("*"))
        return clean_line(text_of(element, lines=True))

    def value(self, element: _Element) -> str:
        """Take the value of an element: its formal name, or its text."""
        self.taken.add(element)
        return clean_line(element.get(VALUE) or element.get("Value") or "") or clean_line(element.text or "")

    def first(self, *names: str) -> str:
        """Take the first value of elements of some names."""
        return next(filter(None, map(self.value, self.elements(*names))), "")

    def texts(self, name: str) -> tuple[str, ...]:
        """Take all texts of elements of a name, each once."""
        elements = (element for element in self.elements(name) if element not in self.taken)
        return tuple(dict.fromkeys(text for text in map(self.text, elements) if text))

    def properties(self, *names: str) -> tuple[str, ...]:
        """Take the values of the properties of some names."""
        wanted = [part for part in self.elements("Property") if (part.get(VALUE) or "").lower() in names]
        self.taken.update(wanted)
        return tuple(clean_line(part.get("Value") or "") for part in wanted)

    def parties(self, *names: str) -> tuple[str, ...]:
        """Take the names of persons and organisations in elements of some names."""
        result: list[str] = []
        for element in self.elements(*names):
            self.taken.add(element)
            inner = [part for part in element if local_name(part) == "Party"]
            result += map(self.value, inner or [element])
        return tuple(dict.fromkeys(filter(None, result)))

    def keep(self, name: str, value: str) -> None:
        """Keep a value that belongs to an element that was taken, as an extra field."""
        if text := clean_line(value):
            self.kept.setdefault(EXTRA_PREFIX + name, []).append(text)

    def language(self) -> str:
        """Give the language that the innermost component of the story is in, or else the item; may be empty."""
        tags = (element.get(XML_LANG) for element in (*reversed(self.carried), self.item))
        return next(filter(None, tags), "")

    def rest(self, language: str) -> Iterator[Extra]:
        """Give what was not taken as extra fields, several values of one name as one, each value once.

        Args:
            language: of the item, in small letters.
        """
        values = {name: list(kept) for name, kept in self.kept.items()}
        for holder in (self.item, *self.carried):
            for name, value in attributes_of(holder, language):
                values.setdefault(EXTRA_PREFIX + name, []).append(value)
        for elements in self.found.values():
            for element in elements:
                is_taken = element in self.taken
                for name, value in attributes_of(element, language, READ) if is_taken else said(element, language):
                    values.setdefault(EXTRA_PREFIX + name, []).append(value)
        for name, several in values.items():
            unique = tuple(dict.fromkeys(several))
            yield Extra(name, unique[0] if len(unique) == 1 else unique)


def said(element: _Element, language: str) -> Iterator[tuple[str, str]]:
    """Give what an element says itself: its formal name, its other attributes, its text.

    Args:
        element: of the metadata.
        language: of the item, in small letters.
    """
    name = local_name(element)
    if name == "Role" and (element.get(VALUE) or "").lower() in MAIN_ROLES:
        return
    text = clean_line(" ".join([element.text or "", *(child.tail or "" for child in element)]))
    formal = clean_line(element.get(VALUE) or "")
    if name == "Property" and formal:
        name = re.sub(r"\s+", "-", formal)
        formal = clean_line(element.get("Value") or "")
    if name in PARTY_HOLDERS and (parent := element.getparent()) is not None:
        name = f"{local_name(parent)}/{name}"
    if value := formal or text:
        yield name, value
    if formal and text:
        yield name, text
    yield from attributes_of(element, language)


def attributes_of(element: _Element, language: str, read: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Give the attributes of an element that say more than its value, but for those that are read elsewhere.

    Args:
        element: of the metadata.
        language: of the item, in small letters; that of an element is given only where it is another.
        read: names of attributes that are read elsewhere.
    """
    for key, attribute in element.attrib.items():
        name = str(key).rpartition("}")[2]
        if name in QUIET_ATTRIBUTES or name in read or not (value := clean_line(str(attribute))):
            continue
        if name != "lang" or not (is_same_language(value, language) or not language):
            yield f"{local_name(element)}/@{name}", value


PARTY_HOLDERS: Final = frozenset({"Party"})
"""Elements that say only by the one around them what they are: sender, receiver, creator."""
QUIET_ATTRIBUTES: Final = frozenset(
    "Duid Essential EquivalentsList Euid FormalName Scheme Value Vocabulary base".split()
)
"""Attributes that say where the vocabulary of a value is, by which parts of a file refer to each other, whether a
program must know a property or parts are the same; or that are the value, which is the field or extra field."""
READ: Final = frozenset({"NewsItem", "cat"})
"""Attributes of taken elements that are read: what a related item is, and the category of a subject."""


def metadata_elements(item: _Element, carried: Iterable[_Element]) -> Iterator[_Element]:
    """Give the elements of the envelope, of the item, and of its own components from the outside in.

    Args:
        item: the element `NewsItem`.
        carried: the components that are about the story.
    """
    parent = item.getparent()
    envelopes = [part for part in parent if local_name(part) == "NewsEnvelope"] if parent is not None else []
    for part in (part for holder in (*envelopes, item, *carried) for part in holder):
        name = local_name(part)
        if name and name not in CONTENT | SILENT:
            yield from (inner for inner in part.iter("*") if local_name(inner) not in CONTENT)


def carrying_components(item: _Element, story: _Element | None) -> list[_Element]:
    """Give the components that are about the story, from the outside in.

    A component of a picture has headline and credit of the picture; where the story is known, one that holds other
    content than it has those of that. All in such a component is about the same.
    """
    with_content: set[_Element] = set()
    for content in item.iter("{*}ContentItem"):
        for around in content.iterancestors():
            if around is item or around in with_content:
                break
            with_content.add(around)
    own = {story, *story.iterancestors()} if story is not None else with_content
    queue = [item]
    for element in queue:
        for part in element:
            is_own = part in own or part not in with_content
            if local_name(part) == "NewsComponent" and is_own and carries_story(part):
                queue.append(part)
    return queue[1:]


PICTURE_ROLES: Final = frozenset("photo picture image graphic logo caption thumbnail preview icon video audio".split())
"""Roles of components that are about a picture or sound, not about the story."""


def carries_story(component: _Element) -> bool:
    """Tell whether a component is about the story; one of a picture has headline and credit of the picture."""
    return not any(role.lower() in PICTURE_ROLES for role in roles_of(component))


def roles_of(component: _Element) -> list[str]:
    """Give the roles of a component, as written."""
    return [part.get(VALUE) or "" for part in component if local_name(part) == "Role"]
