"""The document as JSON, and the JSON Schema that describes it.

The JSON of a document is an object with the version of its schema; a reader refuses another
major version. Dates are strings. Fields that hold their default are left out.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from newsconv.document.dates import Date
from newsconv.document.document import Document  # noqa: TC001 - msgspec resolves the annotations of `Envelope`

__all__ = ["SCHEMA_ID", "SCHEMA_VERSION", "decode", "encode", "json_schema"]

SCHEMA_VERSION: Final = "1.0"
"""Major and minor: a minor one adds optional fields, a major one changes what is there."""
SCHEMA_ID: Final = "urn:newsconv:schema:document:1.0"


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a file of the json format holds."""

    newsconv: str
    """Version of the schema."""
    document: Document


def encode_date(value: object) -> str:
    """Write what msgspec does not know: a `Date`."""
    if isinstance(value, Date):
        return value.iso
    message = f"can't write {type(value).__name__} as JSON"
    raise NotImplementedError(message)


def decode_date(kind: type, value: object) -> Date:
    """Read what msgspec does not know: a `Date`.

    Raises:
        ValueError: no date; msgspec makes it a `ValidationError` that names the path.
    """
    if kind is Date and isinstance(value, str):
        return Date(value)
    message = f"expected a date as a string, got `{type(value).__name__}`"
    raise ValueError(message)


ENCODER: Final = msgspec.json.Encoder(enc_hook=encode_date)
DECODER: Final = msgspec.json.Decoder(Envelope, dec_hook=decode_date)


def encode(document: Document) -> bytes:
    """Write a document as JSON on one line, in UTF-8."""
    return ENCODER.encode(Envelope(SCHEMA_VERSION, document))


def decode(data: bytes | str) -> tuple[str, Document]:
    """Read the version of the schema and the document.

    Raises:
        msgspec.DecodeError: not JSON, or not of the schema (then `msgspec.ValidationError`, which names the path).
        RecursionError: nested deeper than Python's limit.
    """
    envelope = DECODER.decode(data)
    return envelope.newsconv, envelope.document


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of the json format."""
    import inspect

    schema = msgspec.json.schema(Envelope, schema_hook=date_schema)
    for part in schema["$defs"].values():
        if "description" in part:  # a docstring, which Python 3.13 takes the indentation off and 3.11 does not
            part["description"] = inspect.cleandoc(part["description"])
    choose_by_type(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}


def choose_by_type(schema: dict[str, Any]) -> None:
    """Make each choice among nodes one by their `type`, in place.

    msgspec writes `anyOf`, of which validators try every alternative with all that is inside: time grows
    exponentially with the depth of a document. With `if` and `then` only the right one is looked into.
    """
    choices: dict[str, Any] = {}
    stack: list[Any] = [schema]
    while stack:
        part = stack.pop()
        if isinstance(part, list):
            stack += part
        elif isinstance(part, dict):
            if "discriminator" in part:
                mapping = part["discriminator"]["mapping"]
                name = "Inline" if "text" in mapping else "Block"
                choices[name] = choice(mapping)
                part.clear()
                part["$ref"] = f"#/$defs/{name}"
            stack += part.values()
    schema["$defs"] |= choices


def choice(mapping: dict[str, str]) -> dict[str, Any]:
    """Describe a node of one of several types."""
    return {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": sorted(mapping)}},
        "allOf": [
            {"if": {"properties": {"type": {"const": tag}}}, "then": {"$ref": mapping[tag]}} for tag in sorted(mapping)
        ],
    }


def date_schema(kind: type) -> dict[str, Any]:
    """Describe what msgspec does not know: a `Date`."""
    if kind is Date:
        return {"type": "string", "pattern": DATE_PATTERN}
    raise NotImplementedError(kind)


DATE_PATTERN: Final = r"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?)?)?)?$"
