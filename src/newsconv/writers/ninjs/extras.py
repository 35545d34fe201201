"""Write extra fields that came from ninjs as the properties that they were.

In: metadata in normal form. Out: properties of an item, and the extra fields that no property can hold. The name of
an extra field is the path of its property (`newsconv.readers.ninjs.properties`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsconv.readers.ninjs.properties import (
    ENTITIES,
    EXTRA_PREFIX,
    ITEM_TYPES,
    LEAVES,
    PROPERTY,
    ROLES,
)
from newsconv.writers.ninjs.values import is_uri

if TYPE_CHECKING:
    from newsconv.document import Extra, Metadata
    from newsconv.readers.ninjs.versions import JsonObject

__all__ = ["add_extras"]

REPRESENTATIONS: Final = frozenset({"full", "partial"})
"""Values of `representationType` (schema 3.1)."""
LISTS: Final = ("headlines", "descriptions", "altIds")
"""Lists whose entries are a role and a text."""
FIELD_ROLES: Final = {
    key: frozenset(role for row in ROLES if row.key == key for role in (row.role, *row.also)) for key in LISTS
}
"""Roles of these lists that are read as fields of the metadata."""
ROLE_PATHS: Final = {f"{row.key}/{row.role}/role": row for row in ROLES}
"""Names of extra fields that say which other role the entry of a field had."""
BODY_ROLE: Final = "bodies/role"
MAX_COUNT_DIGITS: Final = 9
RIGHTS: Final = ("linkedRights", "encodedRights")
"""Properties of `rightsInfo` of which the schema demands exactly one."""


def add_extras(item: JsonObject, metadata: Metadata) -> list[Extra]:
    """Add the properties that extra fields name; give the extra fields that are none."""
    others = [extra for extra in metadata.extra if not add_extra(item, extra)]
    rights = item.get("rightsInfo")
    if rights is not None and sum(name in rights for name in RIGHTS) != 1:
        del item["rightsInfo"]
        left = {*others, *(extra for extra in metadata.extra if extra.name.startswith(f"{EXTRA_PREFIX}rightsInfo/"))}
        others = [extra for extra in metadata.extra if extra in left]
    return others


def add_extra(item: JsonObject, extra: Extra) -> bool:
    """Add the property that an extra field names; false where there is none that can hold it."""
    path = extra.name.removeprefix(EXTRA_PREFIX)
    if path == extra.name:
        return False
    if isinstance(extra.value, tuple):
        return path in ENTITIES[1:] or path.startswith("rel/")
    if path in LEAVES:
        return add_leaf(item, path, extra.value)
    if path == BODY_ROLE and "bodies" in item:
        item["bodies"][0]["role"] = extra.value
        return True
    if path in ROLE_PATHS:
        return set_role(item, path, extra.value)
    key, _, role = path.partition("/")
    if key in LISTS and role and role.lower() not in FIELD_ROLES[key] and not role.startswith(PROPERTY):
        entry = {"role": role, "value": extra.value}
        if key != "altIds":
            entry = {"role": role, "contentType": "text/plain", "value": extra.value}
        item.setdefault(key, []).append(entry)
        return True
    return False


def set_role(item: JsonObject, path: str, role: str) -> bool:
    """Give the entry of a field the role that it had; false where the field would not be found by it."""
    row = ROLE_PATHS[path]
    entry = next((part for part in item.get(row.key, ()) if part["role"] == row.role), None)
    if entry is None or not (row.first or role.lower() in row.also):
        return False
    entry["role"] = role
    return True


def add_leaf(item: JsonObject, path: str, text: str) -> bool:
    """Add a property of one value; false where the schema does not let it hold that."""
    kind = LEAVES[path]
    holder, _, name = path.rpartition("/")
    if kind == "count":
        return add_count(item, name, text)
    allowed = {"uri": is_uri(text), "type": text in ITEM_TYPES, "representation": text in REPRESENTATIONS}
    if not allowed.get(kind, True):
        return False
    place = item.setdefault(holder, {}) if holder else item
    if name in place and path != "type":
        return False
    place[name] = text
    return True


def add_count(item: JsonObject, name: str, text: str) -> bool:
    """Add a count of the body's words or characters; false where there is no body, or it is no count."""
    if not (text.isascii() and text.isdigit() and len(text) <= MAX_COUNT_DIGITS) or "bodies" not in item:
        return False
    item["bodies"][0][name] = int(text)
    return True
