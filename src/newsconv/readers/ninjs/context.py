"""What is kept while one item is read: its report, and what of it has no field.

Properties are taken out of a copy of the item one by one. What is left in the end is kept as extra fields,
so that nothing of an item is lost without a word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.document import Extra
from newsconv.document.characters import clean_line
from newsconv.readers.ninjs.properties import EXTRA_PREFIX
from newsconv.readers.ninjs.versions import JsonObject, modern_entry
from newsconv.report import Guessed, Origin, Repaired, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsconv.formats import ReadOptions
    from newsconv.report import Report

__all__ = ["Context", "flatten", "is_private_name", "line_of", "scalar_text", "take_entries", "take_text"]

MAX_LEVELS: Final = 6
"""Levels of an unknown property that become names of extra fields; deeper ones are kept as JSON. The deepest of
ninjs, `eventDetails/dates/recurrence/recurrenceRules/0/until`, has five below the first."""
MAX_VALUES: Final = 300
"""Values within one unknown property that become extra fields; with more, it is kept as JSON, so that long names
can't be repeated without end."""
MAX_SEARCHES: Final = 100
"""Events of one item for which the line is searched; with more, the time would grow with the square of the size."""


class Context:
    """One item under reading.

    Attributes:
        options: what the reader was told.
        report: what happened.
        signed: whether newsconv wrote the item.
        extra: what has no field, in the order in which it was found.
        notes: what is for editors only.
    """

    __slots__ = ("extra", "first_line", "notes", "options", "report", "searches", "signed", "text")

    def __init__(self, options: ReadOptions, report: Report, text: str = "", first_line: int = 1) -> None:
        """Start with nothing read.

        Args:
            options: what the reader was told.
            report: what happens is added to it.
            text: the source, in which lines are found.
            first_line: number in the source of the first line of `text`.
        """
        self.options = options
        self.report = report
        self.text = text
        self.first_line = first_line
        self.signed = False
        self.extra: list[Extra] = []
        self.notes: list[str] = []
        self.searches = 0

    def keep(self, path: str, value: Any) -> None:
        """Keep what has no field, as extra fields; what its name says is not for the public, as a note to editors."""
        for extra in flatten(f"{EXTRA_PREFIX}{path}", value):
            if not self.signed and is_private(extra):
                self.notes.append(extra.value if isinstance(extra.value, str) else "\n".join(extra.value))
            else:
                self.extra.append(extra)

    def keep_rest(self, path: str, entry: JsonObject) -> None:
        """Keep what is left of an entry."""
        for key, value in entry.items():
            self.keep(f"{path}/{key}", value)

    def origin(self, path: str, text: str) -> Origin:
        """Give the place of a text."""
        self.searches += 1
        line = line_of(self.text, text, self.first_line) if self.searches <= MAX_SEARCHES else None
        return Origin(line=line, path=f"/{path}")

    def repaired(self, path: str, text: str, reason: str) -> None:
        """Report something wrong that was read all the same."""
        self.report.add(Repaired(text=text, reason=reason, origin=self.origin(path, text)))

    def skipped(self, path: str, text: str, reason: str) -> None:
        """Report something that is not read."""
        self.report.add(Skipped(text=clean_line(text), reason=reason, origin=self.origin(path, text)))

    def guessed(self, path: str, text: str, field: str, reason: str) -> None:
        """Report something that was taken for a field."""
        self.report.add(Guessed(field=field, text=text, reason=reason, origin=self.origin(path, text)))


def line_of(source: str, text: str, first_line: int) -> int | None:
    """Find the line in a source of JSON where a text first stands, as a string or a number; none where it does not."""
    if not source or not text:
        return None
    written = msgspec.json.encode(text).decode()
    place = source.find(written)
    if place < 0:
        place = source.find(text)
    return source.count("\n", 0, place) + first_line if place >= 0 else None


def scalar_text(value: Any) -> str | None:
    """Give a string, number or truth value as text; none for what is none of these.

    >>> scalar_text("a"), scalar_text(1.5), scalar_text(True), scalar_text([])
    ('a', '1.5', 'true', None)
    """
    if isinstance(value, str):
        return value
    return None if isinstance(value, (dict, list)) or value is None else msgspec.json.encode(value).decode()


def take_text(entry: JsonObject, *names: str) -> str:
    """Take the first of several properties that is text or a number, on one line; the others stay."""
    for name in names:
        text = scalar_text(entry.get(name))
        if text is not None:
            del entry[name]
            if clean_line(text):
                return clean_line(text)
    return ""


def take_entries(item: JsonObject, key: str, value_key: str, context: Context) -> list[JsonObject]:
    """Take a list of entries, as objects that can be taken from in turn.

    Args:
        item: what it is taken from.
        key: its name.
        value_key: what an entry that is only text or a number is taken for.
        context: what is neither object nor text is kept there.
    """
    value = item.pop(key, [])
    entries: list[JsonObject] = []
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            entries.append(modern_entry(part))
        elif (text := scalar_text(part)) is not None:
            entries.append({value_key: text})
        else:
            context.keep(key, part)
    return entries


# ---------------------------------------------------------------- what is not for the public

PRIVATE_WORDS: Final = ("nonpublic", "ednote", "editorialnote", "notetoeditors", "internalnote")
"""Words in a role, or in the name of a property, of a text that is not for the public; without hyphens, underscores and
spaces. `nonpublic` is dpa's, `ednote` ninjs's own, the others what newsrooms name such fields. The word `editorial` by
itself is not there: it is the role of a leading article as well."""
RE_SEPARATORS: Final = re.compile(r"[-_ ]+")


def is_private_name(name: str) -> bool:
    """Tell whether the name of a property or role says that its text is not for the public.

    >>> is_private_name("non-public"), is_private_name("edNote"), is_private_name("editorial")
    (True, True, False)
    """
    plain = RE_SEPARATORS.sub("", name.lower())
    return any(word in plain for word in PRIVATE_WORDS)


def is_private(extra: Extra) -> bool:
    """Tell whether an extra field, or a property in one that is kept as JSON, is not for the public."""
    if is_private_name(extra.name):
        return True
    return isinstance(extra.value, str) and extra.value[:1] in {"{", "["} and is_private_name(extra.value)


# ---------------------------------------------------------------- extra fields


def flatten(name: str, value: Any) -> list[Extra]:
    """Give a value as extra fields: one for each text or number in it, several for a list of these.

    >>> flatten("ninjs:a", {"b": 1, "c": ["x", "y"]})
    [Extra(name='ninjs:a/b', value='1'), Extra(name='ninjs:a/c', value=('x', 'y'))]
    """
    if has_many(value):
        return [Extra(name, msgspec.json.encode(value).decode())]
    return [Extra(path, leaf) for path, leaf in iter_leaves(name, value)]


def has_many(value: Any) -> bool:
    """Tell whether there is more within a value than becomes extra fields."""
    stack = [value]
    count = 0
    while stack and count <= MAX_VALUES:
        current = stack.pop()
        count += 1
        if isinstance(current, (dict, list)):
            count += len(current)
            stack += (current.values() if isinstance(current, dict) else current) if count <= MAX_VALUES else ()
    return count > MAX_VALUES


def iter_leaves(name: str, value: Any) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Give the texts and numbers in a value with their paths, in order."""
    stack = [(name, value, 0)]
    while stack:
        path, current, level = stack.pop()
        text = scalar_text(current)
        if text is not None:
            yield path, text
        elif not current:
            continue
        elif level >= MAX_LEVELS:
            yield path, msgspec.json.encode(current).decode()
        elif isinstance(current, dict):
            stack += [(f"{path}/{key}", part, level + 1) for key, part in reversed(current.items())]
        elif all(isinstance(part, str) for part in current):
            yield path, tuple(current)
        else:
            stack += [(f"{path}/{place}", part, level + 1) for place, part in reversed([*enumerate(current)])]
