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
from newsconv.iptc.kept import extra_name, owned
from newsconv.iptc.parsing import local_name, text_of
from newsconv.iptc.values import read_relation
from newsconv.readers.newsml.context import children
from newsconv.readers.newsml.flattening import attributes_of, flatten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsconv.readers.newsml.context import Context

__all__ = ["add_references"]

TITLES: Final = ("headline", "title", "name")
"""Elements of a reference that name what it leads to, the best first."""
TARGETS: Final = ("href", "residref", "guidref", "qcode", "uri", "literal")
"""Attributes of a reference that say what it leads to, the best first."""


def add_references(values: dict[str, Any], context: Context) -> None:
    """Add what the groups of an item lead to, and the groups, to its fields."""
    related: list[RelatedItem] = []
    extras: list[Extra] = []
    language = "" if context.signed else str(values.get("language") or context.language).lower()
    for group_set in context.sections("groupSet"):
        for group in groups_in_order(group_set):
            extras.append(group_extra(group))
            for part in children(group):
                if local_name(part) in {"itemRef", "conceptRef"}:
                    item, rest = read_reference(part, group, context, language)
                    related.append(item)
                    extras += rest
                elif local_name(part) != "groupRef":
                    extras += flatten(part, f"group/{local_name(part)}", group.get("id") or "", language)
    if related:
        values["related"] = (*values.get("related", ()), *related)
    values["own_extra"] = [*values.get("own_extra", ()), *(extra for extra in extras if extra.value)]


def groups_in_order(group_set: _Element) -> Iterator[_Element]:
    """Give each group once: from the root by its references, then those that nothing leads to."""
    groups = {group.get("id") or str(place): group for place, group in enumerate(children(group_set, "group"))}
    waiting = [*reversed(groups), *filter(None, [group_set.get("root")])]
    while waiting:
        group = groups.pop(waiting.pop(), None)
        if group is not None:
            yield group
            waiting += [part.get("idref") or "" for part in reversed(children(group, "groupRef"))]


def group_extra(group: _Element) -> Extra:
    """Give a group as an extra field: its attributes, and what it holds in order."""
    members = [
        clean_line(next((value for name in ("idref", *TARGETS) if (value := part.get(name))), ""))
        for part in children(group)
    ]
    members = [member for member in members if member]
    return Extra(extra_name("group", attributes_of(group)), tuple(members) if len(members) > 1 else "".join(members))


def read_reference(part: _Element, group: _Element, context: Context, language: str) -> tuple[RelatedItem, list[Extra]]:
    """Read one reference, and what it says beside its title; names in the language of the item don't say so."""
    named = {local_name(child): child for child in reversed(children(part))}
    title = next((named[name] for name in TITLES if name in named and text_of(named[name]).strip()), None)
    found = next((name for name in TARGETS if part.get(name)), "")
    url = clean_line(part.get(found) or "")
    rel = read_relation(part.get("rel"), part.get("reluri")) or read_relation(group.get("role"), group.get("roleuri"))
    item = RelatedItem(context.line(title) if title is not None else clean_line(part.get("title") or ""), url, rel)
    path = local_name(part)
    silent = {"rel", "reluri", "title"} | ({found} if path == "itemRef" else set())  # a concept shows by its code
    extras = [
        Extra(extra_name(f"{path}/@{name}", owned(url)), value)
        for name, value in attributes_of(part)
        if name not in silent
    ]
    for child in children(part):
        if child is not title:
            extras += flatten(child, f"{path}/{local_name(child)}", url, language)
    return item, extras
