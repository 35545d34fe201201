"""Write a document that came from a packageItem as one: its groups, and the references in them, as a `groupSet`.

In: a document without a body that has the extra fields `newsml:group` (`newsconv.readers.newsml.packages`). Out: the
`groupSet`, and what of the document it holds: the last related items, and extra fields. What a group set says is
found out by reading: it is read back, and used only where exactly that comes back. So a group that was changed by hand,
whose members are no longer there, makes no package that says less, but an item that links.

What belongs to a group or to a reference stands, among the extra fields, behind the group (`Parts`).

Known gaps: a group whose identifier is none of XML in ASCII makes no package; what is said of a group without members
is an extension property.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from newsconv.document import Metadata
from newsconv.document.normal_metadata import normal_metadata
from newsconv.formats import ReadOptions, Source
from newsconv.iptc.kept import PREFIX, divide_name, split_attributes
from newsconv.iptc.namespaces import NAR
from newsconv.iptc.parsing import parse_xml
from newsconv.iptc.properties import DERIVED_ROOT
from newsconv.iptc.values import is_any_uri, is_web_address, read_relation, write_relation
from newsconv.report import Report
from newsconv.writers.newsml.elements import element
from newsconv.writers.newsml.extras import are_valid
from newsconv.writers.newsml.package_parts import read_parts, title_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsconv.document import Document, Extra, RelatedItem

__all__ = ["Package", "make_package"]

GROUP: Final = f"{PREFIX}group"
GROUP_ATTRIBUTES: Final = frozenset({"id", "role", "roleuri", "mode", "modeuri", "lang"})
"""Attributes of a group that are written; another one makes no package."""
ROOT: Final = "root"
"""Begins the identifier that the first group is given where it has none."""
RE_ID: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
"""Identifiers of XML (`xs:ID`), those of ASCII."""


class Package(NamedTuple):
    """A group set, and what of the document it holds."""

    xml: str
    references: int
    """Related items in it: so many, the last ones."""
    extras: tuple[int, ...]
    """Places of the extra fields in it, in the order in which they are read."""
    derived: str = ""
    """The identifier that the first group was given; empty where it has its own."""

    def rest_of(self, metadata: Metadata) -> Metadata:
        """Give metadata without the related items that are in the group set."""
        return msgspec.structs.replace(metadata, related=metadata.related[: len(metadata.related) - self.references])


class Group(NamedTuple):
    """A group as an extra field tells it."""

    place: int
    """Among the extra fields."""
    attributes: dict[str, str]
    members: tuple[str, ...]

    @property
    def id(self) -> str:
        """Give its identifier; it may have none."""
        return self.attributes.get("id", "")


def make_package(document: Document) -> Package | None:
    """Make the group set of a document; nothing where it is no package, or a group set would not say the same."""
    metadata = document.metadata
    if document.body or not any(extra.name.startswith(GROUP) for extra in metadata.extra):
        return None
    groups = read_groups(metadata.extra)
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
        group = Group(place, dict(attributes), (extra.value,) if isinstance(extra.value, str) else extra.value)
        is_valid = are_valid([pair for pair in attributes if pair[0] != "id"], GROUP_ATTRIBUTES)
        has_id = "id" in group.attributes
        if not is_valid or len(group.attributes) != len(attributes) or (has_id and not RE_ID.fullmatch(group.id)):
            return []
        groups.append(group)
    ids = [group.id for group in groups if group.id]
    return groups if len({*ids}) == len(ids) else []


class Builder:
    """One group set under construction.

    Attributes:
        empty: groups that are referred to, but hold nothing.
        extras: places of the extra fields that were written, in order.
        waiting: related items that are not referred to yet.
        parts: what else is known of groups and references.
    """

    __slots__ = ("empty", "extras", "groups", "ids", "metadata", "parts", "waiting")

    def __init__(self, groups: Sequence[Group], metadata: Metadata, *, says_all: bool) -> None:
        """Take as many of the last related items as the groups refer to.

        Args:
            groups: at least one.
            metadata: of the package.
            says_all: whether to write what else is known of a group or reference into it.
        """
        self.groups = groups
        self.metadata = metadata
        self.extras: list[int] = []
        urls = {item.url for item in metadata.related}
        named = {group.id for group in groups if group.id}
        members = dict.fromkeys(member for group in groups for member in group.members if member not in named)
        self.empty = [member for member in members if member not in urls and RE_ID.fullmatch(member)]
        self.ids = frozenset((*named, *self.empty))
        wanted = sum(member not in self.ids for group in groups for member in group.members)
        self.waiting = list(reversed(metadata.related[-wanted:])) if wanted else []
        self.parts = read_parts(metadata.extra, says_all=says_all)

    def package(self) -> Package | None:
        """Give the package; nothing where its groups refer to other items than the related ones."""
        wanted = len(self.waiting)
        derived = "" if self.groups[0].id else next(name for name in root_names() if name not in self.ids)
        written = [self.group(group, derived if group is self.groups[0] else "") for group in self.groups]
        if None in written or self.waiting:
            return None
        root = derived or self.groups[0].id
        written += [element("group", id=name) for name in self.empty]
        xml = element("groupSet", "".join(map(str, written)), root=root)
        return Package(xml, wanted, tuple(self.extras), derived)

    def group(self, group: Group, derived: str) -> str | None:
        """Write a group; nothing where a member of it is not the next related item.

        Args:
            group: the group.
            derived: the identifier that it is given; empty for its own.
        """
        self.extras.append(group.place)
        known = self.parts.take(group.place, "group", group.id)
        self.extras += known.places
        written = [known.content]
        for member in group.members:
            xml = self.member(member, group)
            if xml is None:
                return None
            written.append(xml)
        attributes = {"id": derived, **group.attributes} if derived else dict(group.attributes)
        if "lang" in attributes:
            attributes["xml:lang"] = attributes.pop("lang")
        return element("group", "".join(written), **attributes)

    def member(self, member: str, group: Group) -> str | None:
        """Write a reference to a group, an item or a concept; nothing where it is not the next related item."""
        if member in self.ids:
            return element("groupRef", idref=member)
        if not self.waiting:
            return None
        item = self.waiting.pop()
        if self.parts.is_concept(group.place, member):
            return self.concept(item, member, group)
        return self.reference(item, member, group)

    def reference(self, item: RelatedItem, member: str, group: Group) -> str:
        """Write a reference to an item, with what else is known of it."""
        known = self.parts.take(group.place, "itemRef", member)
        attributes = {} if item.rel == role_of(group) else write_relation(item.rel)
        attributes["href" if is_web_address(member) and is_any_uri(member) else "residref"] = member
        title = title_xml("headline", item.title, known.title)
        self.extras += known.places
        return element("itemRef", title + known.content, **{**attributes, **known.attributes})

    def concept(self, item: RelatedItem, member: str, group: Group) -> str | None:
        """Write a reference to a concept; nothing where the schema has no place for what it says."""
        known = self.parts.take(group.place, "conceptRef", member)
        if not known.attributes or item.rel != role_of(group):
            return None
        self.extras += known.places
        title = title_xml("name", item.title, known.title)
        return element("conceptRef", title + known.content, **known.attributes)


def role_of(group: Group) -> str:
    """Give how all that a group refers to is related, if it says nothing else."""
    return read_relation(group.attributes.get("role"), group.attributes.get("roleuri"))


def root_names() -> Iterator[str]:
    """Give identifiers for a group that has none."""
    yield ROOT
    yield from (f"{ROOT}{number}" for number in count(2))


def says_the_same(package: Package, metadata: Metadata) -> bool:
    """Tell whether a group set reads back as what it was made of."""
    from newsconv.readers.newsml.context import Context
    from newsconv.readers.newsml.packages import add_references

    root = parse_xml(Source(f'<packageItem xmlns="{NAR}">{package.xml}</packageItem>'.encode()), Report())
    values: dict[str, Any] = {}
    context = Context(root, ReadOptions(), Report())
    context.derived = frozenset({DERIVED_ROOT} if package.derived else ())
    add_references(values, context)
    first = len(metadata.related) - package.references
    read = normal_metadata(Metadata(related=values.get("related", ()), extra=tuple(values["own_extra"])))
    return read.related == metadata.related[first:] and read.extra == tuple(
        metadata.extra[place] for place in package.extras
    )
