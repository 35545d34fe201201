"""Write a document that came from a packageItem as one: its groups, and the references in them, as a `groupSet`.

In: a document without a body that has the extra fields `newsml:group` (`newsconv.readers.newsml.packages`). Out: the
`groupSet`, and what of the document it holds: the last related items, and extra fields. What a group set says is
found out by reading: it is read back, and used only where exactly that comes back. So a group that was changed by hand,
whose members are no longer there, makes no package that says less, but an item that links.

Known gap: references to concepts (`conceptRef`) make no package, since a related item does not tell them from items.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from newsconv.formats import ReadOptions, Source
from newsconv.iptc.kept import IDENTIFIERS, KEPT, PREFIX, Form, divide_name, is_valid_attribute, split_attributes
from newsconv.iptc.namespaces import NAR
from newsconv.iptc.parsing import parse_xml
from newsconv.iptc.values import is_any_uri, is_web_address, read_relation, write_relation
from newsconv.report import Report
from newsconv.writers.newsml.elements import element, text_element
from newsconv.writers.newsml.extras import are_valid, concept, text_or_none

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.document import Document, Extra, Metadata, RelatedItem

__all__ = ["Package", "make_package"]

GROUP: Final = f"{PREFIX}group"
REFERENCE: Final = "itemRef/"
CONCEPT_REFERENCE: Final = f"{PREFIX}conceptRef"
GROUP_ATTRIBUTES: Final = frozenset({"id", "role", "mode"})
"""Attributes of a group that are written; another one makes no package."""
REFERENCE_ATTRIBUTES: Final = frozenset({"version", "rank", "size", "contenttype"})
"""Attributes of a reference that are written; the last holds any text."""
FORMS: Final = {name: row.form for name, row in KEPT.items()} | {"provider": Form.CONCEPT, "pubStatus": Form.CODE}
"""Children of a reference that are written, with what they hold."""
CHILD_ATTRIBUTES: Final = {name: row.attributes for name, row in KEPT.items()}
RE_ID: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
"""Identifiers of XML (`xs:ID`), those of ASCII."""


class Package(NamedTuple):
    """A group set, and what of the document it holds."""

    xml: str
    references: int
    """Related items in it: so many, the last ones."""
    extras: tuple[int, ...]
    """Places of the extra fields in it, in the order in which they are read."""

    def rest_of(self, metadata: Metadata) -> Metadata:
        """Give metadata without the related items that are in the group set."""
        return msgspec.structs.replace(metadata, related=metadata.related[: len(metadata.related) - self.references])


class Group(NamedTuple):
    """A group as an extra field tells it."""

    place: int
    """Among the extra fields."""
    attributes: dict[str, str]
    members: tuple[str, ...]


def make_package(document: Document) -> Package | None:
    """Make the group set of a document; nothing where it is no package, or a group set would not say the same."""
    metadata = document.metadata
    extras = metadata.extra
    if document.body or not any(extra.name.startswith(GROUP) for extra in extras):
        return None
    if any(extra.name.startswith(CONCEPT_REFERENCE) for extra in extras):
        return None
    groups = read_groups(extras)
    if not groups:
        return None
    for says_all in (True, False):
        package = Builder(groups, metadata, says_all=says_all).package()
        if package is not None and says_the_same(package, metadata):
            return package
    return None


def read_groups(extras: Sequence[Extra]) -> list[Group]:
    """Give the groups that extra fields tell; none where one of them can't be written."""
    groups: list[Group] = []
    for place, extra in enumerate(extras):
        path, words = divide_name(extra.name)
        if path != "group" or (attributes := split_attributes(words)) is None:
            continue
        told = dict(attributes)
        is_valid = are_valid([pair for pair in attributes if pair[0] != "id"], GROUP_ATTRIBUTES)
        if not is_valid or len(told) != len(attributes) or not RE_ID.fullmatch(told.get("id", "")):
            return []
        groups.append(Group(place, told, (extra.value,) if isinstance(extra.value, str) else extra.value))
    ids = {group.attributes["id"] for group in groups}
    return groups if len(ids) == len(groups) else []


class Builder:
    """One group set under construction.

    Attributes:
        extras: places of the extra fields that were written, in order.
        waiting: related items that are not referred to yet.
    """

    __slots__ = ("children", "extras", "groups", "ids", "metadata", "waiting")

    def __init__(self, groups: Sequence[Group], metadata: Metadata, *, says_all: bool) -> None:
        """Take as many of the last related items as the groups refer to.

        Args:
            groups: at least one.
            metadata: of the package.
            says_all: whether to write what else is known of a reference into it.
        """
        self.groups = groups
        self.metadata = metadata
        self.extras: list[int] = []
        self.ids = frozenset(group.attributes["id"] for group in groups)
        count = sum(member not in self.ids for group in groups for member in group.members)
        self.waiting = list(reversed(metadata.related[-count:])) if count else []
        self.children = children_of(metadata.extra) if says_all else {}

    def package(self) -> Package | None:
        """Give the package; nothing where its groups refer to other items than the related ones."""
        count = len(self.waiting)
        written = [self.group(group) for group in self.groups]
        if None in written or self.waiting:
            return None
        root = self.groups[0].attributes["id"]
        return Package(element("groupSet", "".join(map(str, written)), root=root), count, tuple(self.extras))

    def group(self, group: Group) -> str | None:
        """Write a group; nothing where a member of it is not the next related item."""
        self.extras.append(group.place)
        parts = []
        for member in group.members:
            if member in self.ids:
                parts.append(element("groupRef", idref=member))
                continue
            if not self.waiting or self.waiting[-1].url != member:
                return None
            parts.append(self.reference(self.waiting.pop(), group))
        return element("group", "".join(parts), **group.attributes)

    def reference(self, item: RelatedItem, group: Group) -> str:
        """Write a reference to an item, with what else is known of it."""
        around = read_relation(group.attributes.get("role"), None)
        attributes = {} if item.rel == around else write_relation(item.rel)
        attributes["href" if is_web_address(item.url) and is_any_uri(item.url) else "residref"] = item.url
        content = text_element("headline", item.title) if item.title else ""
        for place, name, xml in self.children.pop(item.url, ()):
            self.extras.append(place)
            if name:
                attributes[name] = xml
            else:
                content += xml
        return element("itemRef", content, **attributes)


def children_of(extras: Sequence[Extra]) -> dict[str, list[tuple[int, str, str]]]:
    """Give what is known of references, by their target.

    Returns:
        For each the place of the extra field, with the name and value of an attribute, or no name and an element.
    """
    found: dict[str, list[tuple[int, str, str]]] = {}
    for place, extra in enumerate(extras):
        path, words = divide_name(extra.name)
        attributes = split_attributes(words) if path.startswith(REFERENCE) else None
        if not attributes or attributes[-1][0] != "of":
            continue
        target = attributes.pop()[1]
        inner = path.removeprefix(REFERENCE)
        name = inner.removeprefix("@")
        if inner != name:
            if name in REFERENCE_ATTRIBUTES and not attributes and is_attribute(name, extra.value):
                found.setdefault(target, []).append((place, name, str(extra.value)))
        elif xml := child(name, attributes, extra.value):
            found.setdefault(target, []).append((place, "", xml))
    return found


def is_attribute(name: str, value: Any) -> bool:
    """Tell whether the schema takes a value for an attribute of a reference."""
    return isinstance(value, str) and (name == "contenttype" or is_valid_attribute(name, value))


def child(name: str, attributes: list[tuple[str, str]], value: str | tuple[str, ...]) -> str | None:
    """Write a child of a reference; nothing where the schema would not take it."""
    form = FORMS.get(name)
    if form is None or not are_valid(attributes, CHILD_ATTRIBUTES.get(name, frozenset())):
        return None
    if any(key in IDENTIFIERS for key, _ in attributes):
        return None
    return text_or_none(name, attributes, value) if form is Form.TEXT else concept(name, attributes, value, form)


def says_the_same(package: Package, metadata: Metadata) -> bool:
    """Tell whether a group set reads back as what it was made of."""
    from newsconv.readers.newsml.context import Context
    from newsconv.readers.newsml.packages import add_references

    root = parse_xml(Source(f'<packageItem xmlns="{NAR}">{package.xml}</packageItem>'.encode()), Report())
    values: dict[str, Any] = {}
    add_references(values, Context(root, ReadOptions(), Report()))
    first = len(metadata.related) - package.references
    extras = [metadata.extra[place] for place in package.extras]
    return bool(values.get("related", ()) == metadata.related[first:] and values["own_extra"] == extras)
