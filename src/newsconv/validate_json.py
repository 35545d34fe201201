"""Judge JSON by JSON Schemas, with the package jsonschema; its format checkers are on.

In: a JSON Schema of any draft that jsonschema knows, and JSON texts or JSON Lines. Out:
`newsconv.validate.Violation`s with the line and column of the value, or of the key that it has. What a schema
refers to is looked for beside it, under its last name, and never fetched.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import unquote, urlsplit

import jsonschema
import referencing
from jsonschema.validators import validator_for
from referencing.exceptions import NoSuchResource, Unresolvable
from referencing.jsonschema import DRAFT202012

from newsconv.errors import OptionError, ReadError
from newsconv.formats import Source
from newsconv.validate import Syntax, Violation
from newsconv.validate_json_words import word_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jsonschema.exceptions import ValidationError

__all__ = ["JsonSchema", "decode_json"]

NEEDED_FORMATS: Final = ("date-time", "uri")
"""Formats that jsonschema checks only with further packages, which the extra `validate` brings along."""

Steps = tuple["str | int", ...]
"""Path of a value: keys and indexes."""


class JsonSchema:
    """A JSON Schema that judges.

    Attributes:
        syntax: what it judges.
    """

    syntax: ClassVar[Syntax] = "json"
    __slots__ = ("fields", "name", "validator")

    def __init__(self, schema: Any, name: str, text: str = "") -> None:
        """Check the schema itself.

        Args:
            schema: its Python form.
            name: its path, for messages and for what it refers to.
            text: its source, for line numbers.

        Raises:
            ReadError: it is broken, or of a version that is not known.
            OptionError: packages that check formats are missing.
        """
        self.name = name
        self.fields = {field.lower(): field for field in field_names(schema)}
        is_versioned = isinstance(schema, dict) and "$schema" in schema
        find_kind: Any = validator_for  # its types don't say that the default may be none
        kind: Any = find_kind(schema, default=None) if is_versioned else jsonschema.Draft202012Validator
        if kind is None:
            message = f"a JSON Schema of the unknown version {schema['$schema']!r}; drafts 3 to 2020-12 are supported"
            raise ReadError(message, name)
        check_formats(kind.FORMAT_CHECKER)
        try:
            kind.check_schema(schema)
        except jsonschema.SchemaError as error:
            steps: Steps = tuple(error.absolute_path)
            line, column = place_of(steps, text, locate(text, [steps])) if text else (None, None)
            message = f"a broken schema: {pointer(steps) or 'the whole'}: {error.message[:200]}"
            raise ReadError(message, name, line, column) from error
        registry: Any = referencing.Registry(retrieve=finder(schema, name))  # type: ignore[call-arg]
        self.validator: Any = kind(schema, format_checker=kind.FORMAT_CHECKER, registry=registry)

    def judge(self, source: Source) -> list[Violation]:
        """Judge a source; see `newsconv.validate.Schema`. Of JSON Lines each line is judged."""
        found: list[Violation] = []
        for text, value, first_line in values_of(source):
            try:
                errors = list(self.validator.iter_errors(value))
            except Unresolvable as error:
                message = f"it refers to {error.ref}, which is never fetched; put that file beside the schema"
                raise ReadError(message, self.name) from error
            except RecursionError as error:
                message = "nested too deep to be judged"
                raise ReadError(message, source.name) from error
            found += located(errors, text, first_line, self.fields)
        return found


def check_formats(checker: Any) -> None:
    """Raise `OptionError` where packages that check formats are missing: a schema would seem to hold."""
    missing = [name for name in NEEDED_FORMATS if name not in checker.checkers]
    if missing:
        message = (
            f"the formats {', '.join(missing)} can't be checked: packages are missing; "
            "run `pip install 'newsconv[validate]'`"
        )
        raise OptionError(message)


def field_names(schema: Any) -> Iterator[str]:
    """Give the names of all fields that a schema describes, wherever."""
    stack = [schema]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            properties = part.get("properties")
            yield from properties if isinstance(properties, dict) else ()
            stack += part.values()
        elif isinstance(part, list):
            stack += part


def finder(schema: Any, name: str) -> Any:
    """Make the function that finds what a schema refers to, among the files beside it."""
    folder = Path(name).parent

    def find(uri: str) -> Any:
        """Read a schema by the last name of its address."""
        path = folder / Path(unquote(urlsplit(uri).path)).name
        if not path.is_file():
            raise NoSuchResource(uri)
        _, other = decode_json(Source(path.read_bytes(), str(path)))
        return referencing.Resource.from_contents(other, default_specification=DRAFT202012)

    return find if isinstance(schema, dict) and Path(name).is_file() else refuse


def refuse(uri: str) -> Any:
    """Find nothing: for schemas that are no files."""
    raise NoSuchResource(uri)


# ---------------------------------------------------------------- texts


def decode_json(source: Source) -> tuple[str, Any]:
    """Read JSON.

    Returns:
        Its text, and its value.

    Raises:
        ReadError: it is no JSON.
    """
    text = text_of(source)
    return text, parse(text, source.name, 1)


def text_of(source: Source) -> str:
    """Give the text of a source, decoded as RFC 8259 has it: UTF-8, or an older encoding that shows."""
    if isinstance(source.data, str):
        return source.data.removeprefix("\ufeff")
    data: bytes = source.data
    try:
        return data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = "its bytes are no UTF-8; have its sender repair it"
        raise ReadError(message, source.name, line) from error


def parse(text: str, name: str, first_line: int) -> Any:
    """Parse JSON; the text begins on a line of its source."""
    try:
        return json.loads(text, parse_constant=refuse_constant)
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg}; have its sender repair it"
        raise ReadError(message, name, error.lineno + first_line - 1, error.colno) from error
    except ValueError as error:  # a constant that JSON has not, or a number of thousands of digits
        message = f"not JSON: {str(error)[:100]}"
        raise ReadError(message, name) from error
    except RecursionError as error:
        message = "nested too deep to be read"
        raise ReadError(message, name) from error


def refuse_constant(word: str) -> Any:
    """Refuse NaN and the infinities, which Python takes and JSON has not."""
    message = f"{word} is no JSON"
    raise ValueError(message)


def values_of(source: Source) -> Iterator[tuple[str, Any, int]]:
    """Give each value of JSON or of JSON Lines, with its text and the line that it begins on."""
    text = text_of(source)
    try:
        yield text, parse(text, source.name, 1), 1
    except ReadError as error:
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) < 2 or "Extra data" not in error.reason:  # noqa: PLR2004 - one line is no JSON Lines
            raise
    else:
        return
    for number, line in lines:
        yield line, parse(line, source.name, number), number


# ---------------------------------------------------------------- places


RE_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s"{}\[\],:]+')


def locate(text: str, wanted: Iterable[Steps]) -> dict[Steps, int]:
    """Find where values stand in JSON, those of an object by their key.

    Args:
        text: well-formed JSON.
        wanted: paths of the values.

    Returns:
        Offsets in code points, by path.

    >>> locate('{"a": [1, 2]}', [("a", 1), ("a",)])
    {('a',): 1, ('a', 1): 10}
    """
    asked = set(wanted)
    found: dict[Steps, int] = {}
    path: list[str | int] = []
    opened: list[str] = []
    key_follows = False
    for match in RE_TOKEN.finditer(text):
        piece = match[0]
        if piece in "}]":
            opened.pop()
            path.pop()
            key_follows = False
        elif piece == ",":
            key_follows = opened[-1] == "{"
            if not key_follows:
                path[-1] = int(path[-1]) + 1
        elif piece != ":":
            if key_follows:
                path[-1] = json.loads(piece)
                key_follows = False
            is_value_of_key = bool(opened) and opened[-1] == "{" and tuple(path) in found
            if tuple(path) in asked and not is_value_of_key:
                found[tuple(path)] = match.start()
            if piece in "{[":
                opened.append(piece)
                path.append("" if piece == "{" else 0)
                key_follows = piece == "{"
    return found


def place_of(steps: Steps, text: str, places: dict[Steps, int], first_line: int = 1) -> tuple[int, int]:
    """Give the line and column of a value, or of the nearest one around it."""
    while steps and steps not in places:
        steps = steps[:-1]
    offset = places.get(steps, 0)
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + first_line, offset - line_start + 1


def pointer(steps: Steps) -> str:
    """Write a path as a JSON Pointer (RFC 6901).

    >>> pointer(("headlines", 0, "a/b"))
    '/headlines/0/a~1b'
    """
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


ORIGINAL_CHARS: Final = 1_000
"""Code points of jsonschema's own message that are kept: it shows the value whole, which may be all of the file."""


def located(
    errors: Iterable[ValidationError], text: str, first_line: int, fields: Mapping[str, str]
) -> list[Violation]:
    """Word errors, and say where in a text they stand; in the order of the text."""
    told = [
        (tuple(steps), rule, message, error) for error in errors for steps, rule, message in word_error(error, fields)
    ]
    if not told:
        return []
    places = locate(text, {steps[:end] for steps, *_ in told for end in range(len(steps) + 1)})
    found = []
    for steps, rule, message, error in told:
        line, column = place_of(steps, text, places, first_line)
        found.append(
            Violation(
                message=message,
                rule=rule,
                path=pointer(steps),
                line=line,
                column=column,
                original=error.message[:ORIGINAL_CHARS],
            )
        )
    return sorted(dict.fromkeys(found), key=lambda violation: (violation.line or 0, violation.column or 0))
