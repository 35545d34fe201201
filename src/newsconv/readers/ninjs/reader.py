"""Read ninjs: one item, or several in an array, in the envelope of a service, or one a line.

In: `str` or `bytes` of JSON, ninjs 1.x to 3.x or Superdesk's dialect. Out: a normal document for each item.

What newsrooms really send is repaired, and reported: control characters within strings, halves of surrogate
pairs. All else that is no JSON is a `ReadError` that says where. Duplicate keys: the last one counts, as in most
JSON readers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.decoding import decode, refuse_empty
from newsconv.errors import ReadError, SeveralDocumentsError
from newsconv.readers.json import is_followed, mend_escapes, read_error
from newsconv.readers.ninjs.context import Context
from newsconv.readers.ninjs.item import read_item
from newsconv.report import Origin, Repaired, Report, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsconv.document import Document
    from newsconv.formats import ReadOptions, Source
    from newsconv.readers.ninjs.versions import JsonObject

__all__ = ["read", "read_many"]

ENVELOPES: Final = ("item", "items", "_items")
"""Properties in which services give several items: `item` the BBC's, `items` and `_items` Superdesk's."""
RE_STORY_KEY: Final = re.compile(
    r"uri|guid|title|by|byline|slugline|bodies|body_\w+|body|headlines?|headline_\w+|descriptions?|description_\w+"
    r"|versioncreated|firstcreated|pubstatus|renditions|associations|eventdetails",
    re.IGNORECASE | re.ASCII,
)
"""Properties of which an item has one at least; `uri` alone makes an item valid."""
RE_STRING: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
"""A string of JSON (RFC 8259, section 7), control characters allowed; one without end goes to the end, so that no
part of a source is looked at twice."""
RE_CONTROL: Final = re.compile("[\x00-\x1f]")
MAX_LEVELS: Final = 200
"""Objects and arrays, one within another. The deepest sample of the IPTC has seven, and a document as deep as
Python's parser allows could not be walked over."""


def read(source: Source, *, options: ReadOptions, report: Report) -> Document:
    """Read the one item that a source holds.

    Raises:
        ReadError: it is not JSON, or not ninjs; with line and column where it is not JSON.
        SeveralDocumentsError: it holds several items.
    """
    (item, text, line), *others = find_items(source, report)
    if others:
        message = f"it holds {len(others) + 1} items; read them with `load_all`"
        raise SeveralDocumentsError(message, source.name)
    return read_item(item, Context(options, report, text, line))


def read_many(source: Source, *, options: ReadOptions, report: Report) -> Iterator[Document]:
    """Read every item of a source.

    Raises:
        ReadError: as for `read`.
    """
    for item, text, line in find_items(source, report):
        yield read_item(item, Context(options, report, text, line))


def find_items(source: Source, report: Report) -> list[tuple[JsonObject, str, int]]:
    """Find the items of a source, at least one, each with the text that it stands in and its first line."""
    text = decode(source.data, report=report, name=source.name)
    refuse_empty(text, source.name)
    found: list[tuple[JsonObject, str, int]] = []
    for value, part, line in parse(text, source.name, report):
        found += [(item, part, line) for item in items_of(value, report, line)]
    if not found:
        message = "JSON, but not ninjs: no item with a `uri`, a headline or a body; if it is of another format, name it"
        raise ReadError(message, source.name, 1)
    return found


def items_of(value: Any, report: Report, line: int) -> Iterator[JsonObject]:
    """Give the items of a value; what stands beside them is reported."""
    parts = value if isinstance(value, list) else [value]
    for part in parts:
        inner = envelope_items(part)
        if inner is not None and (beside := {key: value for key, value in part.items() if key not in ENVELOPES}):
            shown = msgspec.json.encode(beside).decode()
            report.add(
                Skipped(text=shown, reason="it is about the list of items, not a story", origin=Origin(line=line))
            )
        for item in [part] if inner is None else inner:
            if isinstance(item, dict) and any(RE_STORY_KEY.fullmatch(key) for key in item):
                yield item
            elif len(parts) > 1 or inner is not None:
                shown = msgspec.json.encode(item).decode()
                report.add(Skipped(text=shown, reason="no item of ninjs", origin=Origin(line=line)))


def envelope_items(value: Any) -> list[Any] | None:
    """Give what an envelope holds; none where the value is no envelope."""
    if not isinstance(value, dict) or any(key in value for key in ("uri", "headline", "headlines", "bodies")):
        return None
    for name in ENVELOPES:
        if isinstance(value.get(name), list):
            return list(value[name])
        if isinstance(value.get(name), dict):
            return [value[name]]
    return None


# ---------------------------------------------------------------- JSON


def parse(text: str, name: str, report: Report) -> list[tuple[Any, str, int]]:
    """Parse one value, or one a line; each with its text and first line.

    Raises:
        ReadError: it is not JSON, or nested too deep.
    """
    try:
        return [(parse_value(text, name, 1, report), text, 1)]
    except msgspec.DecodeError as error:
        if not is_followed(error):
            raise read_error(error, text, name, 1) from error
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append((parse_value(line, name, number, report), line, number))
        except msgspec.DecodeError as error:
            raise read_error(error, line, name, number) from error
    return found


def parse_value(text: str, name: str, line: int, report: Report) -> Any:
    """Parse one value, repairing what can be.

    Raises:
        msgspec.DecodeError: it is not JSON.
        ReadError: nested too deep.
    """
    try:
        try:
            value = msgspec.json.decode(text)
        except msgspec.DecodeError as error:
            if is_followed(error):
                raise
            mended = mend(text, line, report)
            if mended is None:
                raise
            value = decode_mended(mended, text)
    except RecursionError as error:
        raise too_deep(name, line) from error
    if is_too_deep(value):
        raise too_deep(name, line)
    return value


def decode_mended(mended: str, text: str) -> Any:
    """Parse text that was mended; where it is still no JSON, the error has its place in the text before that.

    Raises:
        msgspec.DecodeError: it is not JSON.
    """
    try:
        return msgspec.json.decode(mended)
    except msgspec.DecodeError:
        same_length = RE_STRING.sub(lambda match: RE_CONTROL.sub(" ", match[0]), text)
        msgspec.json.decode(mend_escapes(same_length, Report(), 1) or same_length)
        raise


def mend(text: str, line: int, report: Report) -> str | None:
    """Give the text without what JSON forbids in strings; nothing where there is none of it."""
    controls = escape_controls(text)
    if controls is not None:
        place = next(match.start() for match in RE_STRING.finditer(text) if RE_CONTROL.search(match[0]))
        origin = Origin(line=text.count("\n", 0, place) + line)
        report.add(Repaired(reason="control characters within strings, first within the one here", origin=origin))
    return mend_escapes(controls or text, report, line) or controls


def escape_controls(text: str) -> str | None:
    """Escape the control characters in strings; nothing where there are none."""
    mended = RE_STRING.sub(lambda match: RE_CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", match[0]), text)
    return mended if mended != text else None


def is_too_deep(value: Any) -> bool:
    """Tell whether a value is nested deeper than can be read."""
    level: list[Any] = [value] if isinstance(value, (dict, list)) else []
    for _ in range(MAX_LEVELS):
        level = [part for whole in level for part in (whole.values() if isinstance(whole, dict) else whole)]
        level = [part for part in level if isinstance(part, (dict, list))]
        if not level:
            return False
    return True


def too_deep(name: str, line: int) -> ReadError:
    """Give the error for JSON that is nested deeper than any item."""
    return ReadError(f"nested deeper than {MAX_LEVELS} levels; no item of ninjs is", name, line)
