"""Read what a packageItem of NewsML-G2 refers to, as related items.

In: the `groupSet` of an item. Out: a related item for each `itemRef` and `conceptRef`, in the order in which the
groups, begun at the root, lead to them; the groups themselves and what else a reference says are extra fields.

| of the reference | of the related item |
|---|---|
| `headline`, else `title`, else a name, of the item's language | `title` |
| `href`, else `residref`, else `guidref` | `url` |
| `rel`, else the role of the group | `rel` |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsconv.document import Extra, RelatedItem
from newsconv.document.characters import clean_line
from newsconv.iptc.kept import PREFIX, extra_name, owned, spell
from newsconv.iptc.parsing import local_name, text_of
from newsconv.iptc.properties import DERIVED_ROOT
from newsconv.iptc.values import read_relation
from newsconv.readers.newsml.context import XML_LANG, children
from newsconv.readers.newsml.flattening import attributes_of, flatten, is_same_language, mark_extras
from newsconv.readers.newsml.values import is_other_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsconv.readers.newsml.context import Context

__all__ = ["add_references"]

REFERENCES: Final = frozenset({"itemRef", "conceptRef"})
MEMBERS: Final = frozenset({"groupRef", *REFERENCES})
"""Children of a group that lead to what it holds."""

TITLE_RANKS: Final = {"headline": 0, "title": 1, "name": 2}
"""Elements of a reference that name what it leads to; the lowest is the best."""
TARGETS: Final = ("href", "residref", "guidref", "qcode", "uri", "literal")
"""Attributes of a reference that say what it leads to, the best first."""
MEMBER_TARGETS: Final = ("idref", *TARGETS)
"""The same of any member of a group."""


def add_references(values: dict[str, Any], context: Context) -> None:
    """Add what the groups of an item lead to, and the groups, to its fields."""
    related: list[RelatedItem] = []
    extras: list[Extra] = []
    language = "" if context.signed else str(values.get("language") or context.language).lower()
    for group_set in context.sections("groupSet"):
        derived = group_set.get("root", "") if DERIVED_ROOT in context.derived else ""
        for group in groups_in_order(group_set):
            own = "" if derived and group.get("id") == derived else group.get("id") or ""
            extras += group_extras(group, own)
            for part in children(group):
                name = local_name(part)
                if name in REFERENCES:
                    item, rest = read_reference(part, group, context, language)
                    related.append(item)
                    extras += rest
                elif name == "groupRef":
                    extras += attribute_extras(part, name, clean_line(part.get("idref") or ""), frozenset({"idref"}))
                elif part not in context.taken:  # notes to editors are
                    extras += flatten(part, f"group/{name}", own, language)
        for part in children(group_set):
            if local_name(part) != "group" and part not in context.taken:
                extras += flatten(part, f"groupSet/{local_name(part)}", language=language)
    if related:
        values["related"] = (*values.get("related", ()), *related)
    values["own_extra"] = [*values.get("own_extra", ()), *extras]


def groups_in_order(group_set: _Element) -> Iterator[_Element]:
    """Give each group once: from the root by its references, then those that nothing leads to."""
    groups: dict[str | int, _Element] = {}
    for place, group in enumerate(children(group_set, "group")):
        own = group.get("id")
        groups[place if not own or own in groups else own] = group
    waiting: list[str | int] = [*reversed(groups), *filter(None, [group_set.get("root")])]
    while waiting:
        name = waiting.pop()
        if name in groups:
            group = groups.pop(name)
            yield group
            waiting += [part.get("idref") or "" for part in reversed(children(group, "groupRef"))]


def group_extras(group: _Element, own: str) -> list[Extra]:
    """Give a group as an extra field: its attributes, and what it holds in order; without that its attributes alone.

    Args:
        group: the group.
        own: its identifier; empty where it has none of its own.
    """
    members = [
        member
        for part in group
        if local_name(part) in MEMBERS
        and (member := clean_line(next((value for name in MEMBER_TARGETS if (value := part.get(name))), "")))
    ]
    attributes = [(name, value) for name, value in attributes_of(group) if name != "id" or own]
    if members:
        return [Extra(extra_name("group", attributes), tuple(members) if len(members) > 1 else members[0])]
    return [Extra(extra_name(f"group/@{name}", owned(own)), value) for name, value in attributes if name != "id"]


def attribute_extras(part: _Element, path: str, owner: str, silent: frozenset[str]) -> list[Extra]:
    """Give attributes as extra fields, but for those that are read elsewhere."""
    start, around = f"{PREFIX}{path}/@", spell(owned(owner))
    return [Extra(f"{start}{name}{around}", value) for name, value in attributes_of(part) if name not in silent]


def read_reference(part: _Element, group: _Element, context: Context, language: str) -> tuple[RelatedItem, list[Extra]]:
    """Read one reference, and what it says beside its title; names in the language of the item don't say so."""
    title = title_of(part, context)
    found = next((name for name in TARGETS if part.get(name)), "")
    url = clean_line(part.get(found) or "") if found else ""
    rel = read_relation(part.get("rel"), part.get("reluri")) or read_relation(group.get("role"), group.get("roleuri"))
    item = RelatedItem(context.line(title) if title is not None else clean_line(part.get("title") or ""), url, rel)
    path = local_name(part)
    silent = {"rel" if part.get("rel") else "reluri"}
    if path == "itemRef":  # a concept shows by its code
        silent.add(found)
    if clean_line(part.get("title") or "") == item.title:
        silent.add("title")
    extras = attribute_extras(part, path, url, frozenset(silent))
    for child in children(part):
        place = f"{path}/{local_name(child)}"
        if child is not title:
            extras += flatten(child, place, url, language)
            continue
        if child.attrib:
            is_plain = is_same_language(child.get(XML_LANG) or "", language)
            extras += attribute_extras(child, place, url, frozenset({"lang"} if is_plain else ()))
        if len(child):
            extras += mark_extras(child, place)
    return item, extras


def title_of(part: _Element, context: Context) -> _Element | None:
    """Give the element that names what a reference leads to: the best of those in the language of the item."""
    named = [child for child in part if local_name(child) in TITLE_RANKS and text_of(child).strip()]
    if len(named) > 1:
        named.sort(key=lambda child: title_rank(child, context))
    return named[0] if named else None


def title_rank(child: _Element, context: Context) -> tuple[int, bool]:
    """Rank one of several titles: by its element, then one in the language of the item; of ours the first counts."""
    return TITLE_RANKS[local_name(child)], not context.signed and is_other_language(child, context)
