"""What extra fields tell of the groups of a package and of the references in them, as parts of their elements.

In: the extra fields of a document (`newsconv.readers.newsml.packages` makes them). Out: for each group and each
reference the attributes and elements that are written into it, with the places of the extra fields that say so. Such
an extra field belongs to the last group before it; in it, to the reference whose target it names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from newsconv.iptc.kept import (
    IDENTIFIERS,
    KEPT,
    NAME_ATTRIBUTES,
    Form,
    divide_name,
    is_valid_attribute,
    is_valid_list,
    split_attributes,
)
from newsconv.writers.newsml.elements import text_element
from newsconv.writers.newsml.extras import (
    NAME,
    NO_OWNER,
    are_valid,
    as_attributes,
    concept,
    name_xml,
    take_owner,
    text_or_none,
    with_content,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.document import Extra

__all__ = ["Known", "Parts", "read_parts", "title_xml"]

TEXT_ATTRIBUTES: Final = frozenset(
    {"contenttype", "contenttypevariant", "guidref", "hreftype", "persistidref", "residref", "title"}
)
"""Attributes of a reference to an item that hold any text (NewsML-G2 2.35, `targetResourceAttributes`)."""
REFERENCE_ATTRIBUTES: Final = frozenset({"version", "rank", "size", "format", *TEXT_ATTRIBUTES})
"""All attributes of such a reference that are written."""
CONCEPT_ATTRIBUTES: Final = frozenset({"qcode", "uri", "literal", "type"})
"""Attributes of a reference to a concept that are written; all but the last say what it leads to."""
FORMS: Final = {name: row.form for name, row in KEPT.items()} | {"provider": Form.CONCEPT, "pubStatus": Form.CODE}
"""Children of a reference to an item that are written, with what they hold."""
CHILD_ATTRIBUTES: Final = {name: row.attributes for name, row in KEPT.items()}
GROUP_CHILDREN: Final = frozenset({"title", "signal"})
"""Children of a group, beside its references, that are written."""


class Known(NamedTuple):
    """What is known of a group or a reference."""

    attributes: dict[str, str]
    title: dict[str, str]
    """Attributes of its title."""
    content: str
    """Its elements, as XML."""
    places: tuple[int, ...]
    """Of the extra fields that say all this, in the order in which they are read."""


NOTHING_KNOWN: Final = Known({}, {}, "", ())


class Bucket:
    """What was found of one group or reference; attributes and titles by name, with the place of the extra field."""

    __slots__ = ("attributes", "children", "is_concept", "title")

    def __init__(self) -> None:
        """Start with nothing."""
        self.attributes: dict[str, tuple[int, str]] = {}
        self.title: dict[str, tuple[int, str]] = {}
        self.children: list[Child] = []
        self.is_concept = False

    def known(self) -> Known:
        """Give all that was found."""
        places = [place for place, _ in (*self.attributes.values(), *self.title.values())]
        places += [place for child in self.children for place in child.places]
        content = "".join(with_content(child.xml, child.name, "".join(child.names)) for child in self.children)
        return Known(
            {name: value for name, (_, value) in self.attributes.items()},
            as_attributes({name: value for name, (_, value) in self.title.items()}),
            content,
            tuple(places),
        )


class Child(NamedTuple):
    """An element in a group or reference, and the names that are written into it."""

    name: str
    xml: str
    places: list[int]
    names: list[str]


class Parts:
    """What extra fields tell of the groups and references of one document.

    Attributes:
        buckets: by the place of the group, the element, and what identifies it in the group.
        named: the last child that a name can be written into, by group, path and identifier.
    """

    __slots__ = ("buckets", "named")

    def __init__(self) -> None:
        """Start with nothing."""
        self.buckets: dict[tuple[int, str, str], Bucket] = {}
        self.named: dict[tuple[int, str, str], Child] = {}

    def take(self, group: int, kind: str, owner: str) -> Known:
        """Take what is known of a group or reference; of several to one target, the first gets all."""
        bucket = self.buckets.pop((group, kind, owner), None)
        return bucket.known() if bucket else NOTHING_KNOWN

    def is_concept(self, group: int, owner: str) -> bool:
        """Tell whether a reference is to a concept."""
        return (group, "conceptRef", owner) in self.buckets

    def add(self, group: int, place: int, extra: Extra, *, says_all: bool) -> None:
        """Add what an extra field behind a group says, if it says something of that or of a reference in it."""
        path, words = divide_name(extra.name)
        kind, _, inner = path.partition("/")
        attributes = split_attributes(words) if kind in {"group", "itemRef", "conceptRef"} else None
        if attributes is None or NO_OWNER in attributes:
            return
        owner = take_owner(attributes)
        if inner.endswith(NAME):
            self.add_name(self.named.get((group, path.removesuffix(NAME), owner)), place, attributes, extra.value)
            return
        if kind == "conceptRef":  # even where it can't be written, it is none to an item
            self.buckets.setdefault((group, kind, owner), Bucket())
        if says_all or (inner in IDENTIFYING and extra.value == owner):
            self.add_part((group, kind, owner), inner, place, attributes, extra.value)

    def add_part(
        self,
        key: tuple[int, str, str],
        inner: str,
        place: int,
        attributes: list[tuple[str, str]],
        value: str | tuple[str, ...],
    ) -> None:
        """Add an attribute of a group or reference or of its title, or an element in it."""
        group, kind, _ = key
        title, at, name = inner.rpartition("@")
        if not at:
            xml = child_xml(kind, inner, attributes, value)
            if xml:
                child = Child(inner, xml, [place], [])
                self.buckets.setdefault(key, Bucket()).children.append(child)
                self.named[group, f"{kind}/{inner}", value if isinstance(value, str) else value[0]] = child
            return
        if attributes or not isinstance(value, str) or not takes_attribute(kind, title, name, value):
            return
        bucket = self.buckets.setdefault(key, Bucket())
        (bucket.title if title else bucket.attributes).setdefault(name, (place, value))

    def add_name(
        self, child: Child | None, place: int, attributes: list[tuple[str, str]], value: str | tuple[str, ...]
    ) -> None:
        """Add a name to a child that can hold it; one without attributes would be read as a value of that."""
        xml = name_xml(attributes, value) if attributes else ""
        if child is not None and xml and FORMS.get(child.name, Form.TEXT) is not Form.TEXT:
            child.places.append(place)
            child.names.append(xml)


IDENTIFYING: Final = frozenset({"@qcode", "@uri", "@literal"})
"""Ends the path of an extra field that says what a reference to a concept leads to."""


def read_parts(extras: Sequence[Extra], *, says_all: bool) -> Parts:
    """Read what extra fields tell of groups and references.

    Args:
        extras: of a document.
        says_all: whether more counts than which references are to concepts.
    """
    parts = Parts()
    group: int | None = None
    for place, extra in enumerate(extras):
        if divide_name(extra.name)[0] == "group":
            group = place
        elif group is not None:
            parts.add(group, place, extra, says_all=says_all)
    return parts


def takes_attribute(kind: str, title: str, name: str, value: str) -> bool:
    """Tell whether an attribute of a reference, or of its title, is one that is written.

    Args:
        kind: `itemRef` or `conceptRef`; groups have theirs in their own extra field.
        title: begins the path where it is one of the title.
        name: of the attribute.
        value: of the attribute.
    """
    if title:
        if kind == "conceptRef":
            return title == "name/" and name in NAME_ATTRIBUTES and is_valid_list(name, value)
        return title == "headline/" and name in CHILD_ATTRIBUTES["headline"] and is_valid_attribute(name, value)
    if kind == "conceptRef":
        return name in CONCEPT_ATTRIBUTES and (name == "literal" or is_valid_attribute(name, value))
    return kind == "itemRef" and name in REFERENCE_ATTRIBUTES and is_attribute(name, value)


def is_attribute(name: str, value: str) -> bool:
    """Tell whether the schema takes a value for an attribute of a reference."""
    return name in TEXT_ATTRIBUTES or is_valid_attribute(name, value)


def child_xml(kind: str, name: str, attributes: list[tuple[str, str]], value: str | tuple[str, ...]) -> str:
    """Write a child of a group or reference; nothing where the schema would not take it."""
    if kind == "conceptRef":
        return name_xml(attributes, value) if name == "name" else ""
    form = FORMS.get(name) if kind == "itemRef" or name in GROUP_CHILDREN else None
    if form is None or not are_valid(attributes, CHILD_ATTRIBUTES.get(name, frozenset())):
        return ""
    if any(key in IDENTIFIERS for key, _ in attributes):
        return ""
    xml = text_or_none(name, attributes, value) if form is Form.TEXT else concept(name, attributes, value, form)
    return xml or ""


def title_xml(name: str, title: str, attributes: dict[str, str]) -> str:
    """Write the element that names what a reference leads to; nothing where nothing does."""
    return text_element(name, title, **attributes) if title else ""
