"""The head of signed text: `Label: value` lines, which the writer writes and the reader takes back.

One table serves both directions, so that they can't disagree. The last line of a head is the
signature `Generator: newsconv`. A field with several values has several lines, and so has a field
of several lines: one each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from newsconv.document import Date, Metadata
from newsconv.report import Origin, Skipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.report import Report

__all__ = ["CARRIED_FIELDS", "SIGNATURE", "head_lines", "read_head", "signed_head_length"]

SIGNATURE: Final = "Generator: newsconv"
"""The last line of a head that newsconv wrote. It names no version: bytes must not depend on the release."""
STATUSES: Final = frozenset({"usable", "withheld", "canceled"})
"""What `Metadata.status` may be."""


class Field(msgspec.Struct, frozen=True):
    """One row of the table: a field of the metadata and its label."""

    name: str
    label: str
    kind: Literal["line", "lines", "texts", "date", "number", "status"] = "line"
    """`lines`: a text of several lines. `texts`: several texts."""


FIELDS: Final = (
    Field("headline", "Headline"),
    Field("subheadline", "Subheadline"),
    Field("slugline", "Slugline"),
    Field("byline", "Byline"),
    Field("dateline", "Dateline"),
    Field("created", "Created", "date"),
    Field("published", "Published", "date"),
    Field("updated", "Updated", "date"),
    Field("embargoed", "Embargoed until", "date"),
    Field("expires", "Expires", "date"),
    Field("language", "Language"),
    Field("publisher", "Publisher"),
    Field("sources", "Source", "texts"),
    Field("credit", "Credit"),
    Field("description", "Description"),
    Field("keywords", "Keyword", "texts"),
    Field("section", "Section"),
    Field("urgency", "Urgency", "number"),
    Field("status", "Status", "status"),
    Field("guid", "ID"),
    Field("version", "Version", "number"),
    Field("url", "URL"),
    Field("copyright_holder", "Copyright holder"),
    Field("copyright_notice", "Copyright notice"),
    Field("usage_terms", "Usage terms", "lines"),
    Field("editorial_note", "Editorial note", "lines"),
)
"""In the order in which they are written."""
BY_LABEL: Final = {field.label: field for field in FIELDS}
CARRIED_FIELDS: Final = frozenset(f"metadata.{field.name}" for field in FIELDS)
"""Names of the fields that a head can say, as in `Format.carries`."""


# ---------------------------------------------------------------- writing


def head_lines(metadata: Metadata) -> list[str]:
    """Write the head of a normal document, without line ends; at least the signature."""
    lines = [
        f"{field.label}: {value}".rstrip(" ")
        for field in FIELDS
        for value in field_values(field, metadata)
        if value is not None
    ]
    return [*lines, SIGNATURE]


def field_values(field: Field, metadata: Metadata) -> Sequence[object]:
    """Give the values of a field, one a line."""
    value = getattr(metadata, field.name)
    if value in ("", (), None):
        return ()
    match field.kind:
        case "texts":
            return tuple(value)
        case "lines":
            return tuple(value.split("\n"))
        case _:
            return (value,)


# ---------------------------------------------------------------- reading


def signed_head_length(lines: Sequence[str]) -> int:
    """Count the lines of a signed head with its signature; 0 where the text is not signed."""
    for number, line in enumerate(lines, 1):
        if line == SIGNATURE:
            return number
        if not line or ":" not in line:
            return 0
    return 0


def read_head(lines: Sequence[str], report: Report) -> Metadata:
    """Read the lines of a signed head, without the signature.

    Each line must be one that the writer writes; one that somebody added or changed so that it
    says nothing to us is reported as skipped.
    """
    values: dict[str, list[str]] = {}
    for number, line in enumerate(lines, 1):
        label, _, value = line.partition(":")
        if label not in BY_LABEL or not is_valid(BY_LABEL[label], value.removeprefix(" ")):
            report.add(Skipped(reason="no line of a head that newsconv writes", text=line, origin=Origin(line=number)))
            continue
        values.setdefault(label, []).append(value.removeprefix(" "))
    fields: dict[str, Any] = {}
    for label, texts in values.items():
        field = BY_LABEL[label]
        fields[field.name] = read_field(field, texts)
    return Metadata(**fields)


def is_valid(field: Field, text: str) -> bool:
    """Tell whether a text can be a value of a field."""
    match field.kind:
        case "date":
            try:
                Date(text)
            except ValueError:
                return False
            return True
        case "number":
            return text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS
        case "status":
            return text in STATUSES
        case _:
            return True


MAX_DIGITS: Final = 4_000
"""Digits of a number; Python refuses to read one of more than 4,300 (`sys.set_int_max_str_digits`)."""


def read_field(field: Field, texts: list[str]) -> object:
    """Make the value of a field of valid texts; where one value is wanted, the first counts."""
    match field.kind:
        case "texts":
            return tuple(texts)
        case "lines":
            return "\n".join(texts)
        case "date":
            return Date(texts[0])
        case "number":
            return int(texts[0])
        case _:
            return texts[0]
