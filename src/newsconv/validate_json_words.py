"""The words for what the package jsonschema finds.

In: its errors. Out: for each the path of what is wrong, the keyword that is broken and a sentence. A keyword
that is not known here passes its message on as it is.
"""

from __future__ import annotations

import difflib
import json
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jsonschema.exceptions import ValidationError

__all__ = ["word_error"]

RE_QUOTED: Final = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
SHOWN_CHARS: Final = 60
"""Code points of a value that a message shows."""
MESSAGE_CHARS: Final = 200
"""Code points of a message of jsonschema that is passed on as it is."""
SHOWN_NAMES: Final = 12
"""Names of a list that a message shows."""

KINDS: Final = {
    "string": "text",
    "integer": "integer",
    "number": "number",
    "boolean": "true or false",
    "array": "list",
    "object": "object",
    "null": "null",
}
"""What jsonschema's types are called."""
ARTICLES: Final = {
    "text": "a text",
    "integer": "an integer",
    "number": "a number",
    "true or false": "true or false",
    "list": "a list",
    "object": "an object",
    "null": "null",
}
FORMATS: Final = {
    "date-time": "a date with a time and a zone, such as 2025-01-02T09:30:00+01:00",
    "date": "a day, such as 2025-01-02",
    "time": "a time of day with a zone, such as 09:30:00Z",
    "duration": "a duration, such as PT1H30M",
    "uri": "an address (a URI) with its scheme, such as https://… or urn:…",
    "uri-reference": "an address (a URI), whole or relative",
    "iri": "an address (an IRI) with its scheme, such as https://… or urn:…",
    "iri-reference": "an address (an IRI), whole or relative",
    "email": "an e-mail address",
    "hostname": "a host name, such as example.com",
    "ipv4": "an address of IPv4",
    "ipv6": "an address of IPv6",
    "uuid": "a UUID",
    "regex": "a regular expression",
    "json-pointer": "a JSON Pointer",
}
"""What values of a format are, for people (JSON Schema 2020-12, validation, section 7.3)."""
BOUNDS: Final = {
    "minimum": "{value} is less than {bound}, the least that is allowed",
    "maximum": "{value} is more than {bound}, the most that is allowed",
    "exclusiveMinimum": "{value} must be more than {bound}",
    "exclusiveMaximum": "{value} must be less than {bound}",
    "multipleOf": "{value} must be a multiple of {bound}",
    "minLength": "{value} is shorter than {bound} characters",
    "maxLength": "{value} is longer than {bound} characters",
    "minItems": "the list has fewer than {bound} items",
    "maxItems": "the list has more than {bound} items",
    "minProperties": "the object has fewer than {bound} fields",
    "maxProperties": "the object has more than {bound} fields",
    "uniqueItems": "the list holds the same item twice",
    "contains": "the list lacks an item that it needs",
    "pattern": "{value} is not of the allowed form (the pattern {bound})",
    "const": "{value} must be {bound}",
    "not": "{value} is one of the values that are not allowed",
    "false schema": "nothing may stand here",
}
"""Sentences of keywords that need no more than the value and the bound."""


def word_error(error: ValidationError, names: Mapping[str, str]) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Give path, keyword and sentence of each fault that an error stands for.

    Args:
        error: what jsonschema found.
        names: the fields that the schema knows anywhere, by their names in small letters.
    """
    steps = tuple(error.absolute_path)
    rule = str(error.validator or "false schema")
    match rule:
        case "additionalProperties" | "unevaluatedProperties":
            yield from word_unknown(error, steps, rule, names)
        case "oneOf" | "anyOf" if error.context:
            yield from word_choice(error, rule, names)
        case _:
            yield steps, rule, word_simple(error, rule)


def word_simple(error: ValidationError, rule: str) -> str:
    """Say what is wrong with one value."""
    bound: Any = error.validator_value
    match rule:
        case "required":
            return f"the field {missing_name(error)} is missing"
        case "dependentRequired" | "dependencies":
            return f"a field is missing that another one needs: {error.message}"
        case "type":
            return f"{shown(error.instance)} is {kind_of(error.instance)}; {expected_kind(bound)} is expected"
        case "enum":
            names = [plain(value) for value in bound]
            more = f" and {len(names) - SHOWN_NAMES} others" if len(names) > SHOWN_NAMES else ""
            return f"{shown(error.instance)} is none of the allowed values: {', '.join(names[:SHOWN_NAMES])}{more}"
        case "format":
            return f"{shown(error.instance)} is wrong; expected: {FORMATS.get(str(bound), f'the format {bound}')}"
    if rule in BOUNDS:
        return BOUNDS[rule].format(value=shown(error.instance), bound=plain(bound))
    return error.message[:MESSAGE_CHARS]


def word_unknown(
    error: ValidationError, steps: tuple[str | int, ...], rule: str, names: Mapping[str, str]
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Give a fault for each field that the schema does not know."""
    instance: Any = error.instance
    schema: Any = error.schema if isinstance(error.schema, dict) else {}
    known = list(schema.get("properties", {}))
    named = {a or b for a, b in RE_QUOTED.findall(error.message)}
    unknown = [key for key in instance if key in named and key not in known] if isinstance(instance, dict) else []
    if not unknown:
        yield steps, rule, error.message[:MESSAGE_CHARS]
    for key in unknown:
        near = [names[key.lower()]] if key.lower() in names else difflib.get_close_matches(key, known, 1)
        hint = f"; is {near[0]} meant?" if near and near[0] != key else ""
        yield (*steps, key), rule, f"the schema has no field {key} here{hint}"


def word_choice(
    error: ValidationError, rule: str, names: Mapping[str, str]
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Give the faults of the form that a value comes nearest to, of several that are allowed."""
    branches: dict[Any, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.schema_path[0] if inner.schema_path else None, []).append(inner)
    best = min(branches.values(), key=lambda inner: (distance(inner), len(inner)))
    for inner in best:
        for steps, _, message in word_error(inner, names):
            yield steps, rule, f"{message} (of {len(branches)} allowed forms it is nearest to this one)"


def distance(errors: list[ValidationError]) -> int:
    """Tell how far a value is from a form: a wrong type of the value itself is farthest, deep faults are nearest."""
    if any(not error.path and error.validator == "type" for error in errors):
        return 1
    return -max(len(error.path) for error in errors)


def missing_name(error: ValidationError) -> str:
    """Name the field that is missing."""
    instance: Any = error.instance
    required = error.validator_value if isinstance(error.validator_value, list) else []
    quoted = RE_QUOTED.match(error.message)
    name = (quoted[1] or quoted[2] or "") if quoted else ""
    return name if name in required else ", ".join(str(key) for key in required if key not in instance)


def kind_of(value: object) -> str:
    """Name the kind of a value.

    >>> kind_of(True), kind_of(1.5), kind_of([])
    ('true or false', 'a number', 'a list')
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case str():
            return "a text"
        case int():
            return "an integer"
        case float():
            return "a number"
        case list():
            return "a list"
    return "an object"


def expected_kind(bound: Any) -> str:
    """Name the kinds that a value may be of."""
    names = bound if isinstance(bound, list) else [bound]
    kinds = [KINDS.get(str(name), str(name)) for name in names]
    return " or ".join(ARTICLES.get(kind, kind) for kind in kinds)


def plain(value: object) -> str:
    """Write a value of a schema: texts as they are, all else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def shown(value: object) -> str:
    """Show a value: texts in quotation marks, lists and objects not at all."""
    if isinstance(value, (list, dict)):
        return "this"
    text = " ".join(plain(value).split())
    cut = text if len(text) <= SHOWN_CHARS else f"{text[: SHOWN_CHARS - 1]}…"
    return f"“{cut}”" if isinstance(value, str) else cut
