"""Judge files by schemas: every violation with its place, in words that a newsroom understands.

In: XML and XML Schemas (1.0), JSON and JSON Schemas (drafts 3 to 2020-12); with a JSON Schema also whatever
newsconv reads, by the json form of its stories. Out: `Violation`s, none where all is well.

Schemas are files of the user's. What they import or refer to is looked for beside them and never fetched.
XML Schemas need nothing but newsconv; JSON Schemas need the extra `validate`.
"""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias

import msgspec

from newsconv.convert import read_many, read_source
from newsconv.errors import OptionError
from newsconv.formats import Source
from newsconv.report import Report
from newsconv.sniff import take_sample

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Schema", "Violation", "judge", "load_schemas", "validate"]

SchemaLike: TypeAlias = "str | os.PathLike[str] | Mapping[str, Any]"
Syntax: TypeAlias = Literal["xml", "json"]

JSON_SUFFIXES: Final = frozenset({".json", ".jsonl", ".ndjson"})


class Violation(msgspec.Struct, frozen=True, kw_only=True):
    """One place where a file is not as its schema demands."""

    message: str
    """What is wrong, in words."""
    rule: str
    """Name of the rule that is broken: of JSON Schema its keyword (`required`), of XML Schema the like of it."""
    path: str = ""
    """Where in the file: `/newsItem/itemMeta/pubStatus[2]`, or a JSON Pointer; empty for the whole."""
    line: int | None = None
    """Counted from 1; none where the file has no lines of its own, being judged by what was read from it."""
    column: int | None = None
    """Counted from 1; none for XML, whose validator names none."""
    original: str = ""
    """What the validator itself said."""

    def __str__(self) -> str:
        """Give the violation on one line, with its place.

        >>> print(Violation(message="it is no number", rule="type", path="/urgency", line=3))
        line 3: /urgency: it is no number
        """
        place = f"line {self.line}" if self.line else ""
        return ": ".join(part for part in (place, self.path, self.message) if part)


class Schema(Protocol):
    """A schema, ready to judge."""

    @property
    def syntax(self) -> Syntax:
        """What it judges."""

    def judge(self, source: Source) -> list[Violation]:
        """Judge a source of its syntax.

        Raises:
            ReadError: it is not well-formed, or declares entities.
        """


# ---------------------------------------------------------------- public


def validate(
    source: str | bytes | os.PathLike[str] | IO[str] | IO[bytes],
    schema: SchemaLike | Iterable[SchemaLike],
    *,
    format: str | None = None,  # noqa: A002 - the name that it has everywhere
) -> list[Violation]:
    """Judge content or a file by one or several schemas.

    Args:
        source: `str` and `bytes` are content, as everywhere; a path object or a file object is read.
        schema: path of an XML Schema or JSON Schema, or a JSON Schema itself; several of them may be given.
        format: name of a format to read the source in; then the json form of its stories is judged, by JSON Schemas.

    Returns:
        The violations in the order of their places; none where the source is valid.

    Raises:
        ReadError: the source or a schema can't be read; the error names the file and the line.
        OptionError: no schema fits the source, or the extra `validate` is missing.

    >>> validate('{"urgency": "high"}', {"properties": {"urgency": {"type": "integer"}}})[0].message
    '“high” is a text; an integer is expected'
    """
    given = schema if isinstance(schema, (list, tuple, set, frozenset)) else (schema,)
    content = Source(source) if isinstance(source, (str, bytes)) else read_source(source, {})
    return judge(content, load_schemas(given), format_name=format)


def load_schemas(schemas: Iterable[Any]) -> list[Schema]:
    """Read schemas; the XML Schemas become one, so that they judge together what stands in one another.

    Args:
        schemas: `SchemaLike` each.

    Raises:
        ReadError: one is missing, broken, of a version that is not known, or needs a file that is not there.
        OptionError: the extra `validate` is missing.
    """
    found: list[Schema] = []
    xml_paths: list[str] = []
    for schema in schemas:
        if not isinstance(schema, (str, os.PathLike)):
            found.append(make_json_schema(schema, "the schema"))
            continue
        path = os.fspath(schema)
        source = read_source(path, {})
        if syntax_of(Source(source.data)) == "xml":
            xml_paths.append(path)
        else:
            found.append(read_json_schema(source))
    if xml_paths:
        from newsconv.validate_xml import XmlSchema

        found.append(XmlSchema(tuple(xml_paths)))
    return found


def judge(source: Source, schemas: Iterable[Schema], *, format_name: str | None = None) -> list[Violation]:
    """Judge a source by those of the schemas that are for its syntax; see `validate`.

    A JSON Schema judges what is neither JSON nor, beside an XML Schema, XML, by its json form.

    Raises:
        ReadError: the source can't be read.
        OptionError: there are only XML Schemas, and it is no XML.
    """
    by_syntax: dict[Syntax, list[Schema]] = {"xml": [], "json": []}
    for schema in schemas:
        by_syntax[schema.syntax].append(schema)
    syntax = None if format_name else syntax_of(source)
    fitting = by_syntax[syntax] if syntax else []
    if fitting:
        return [violation for schema in fitting for violation in schema.judge(source)]
    if syntax == "json" or not by_syntax["json"]:
        message = (
            f"{source.name or 'the source'} is no XML, and only XML Schemas were given; "
            "name a JSON Schema with --schema, or convert it first"
        )
        raise OptionError(message)
    return [violation for schema in by_syntax["json"] for violation in judge_stories(source, schema, format_name)]


# ---------------------------------------------------------------- syntax and stories


def syntax_of(source: Source) -> Syntax | None:
    """Tell XML and JSON by how they begin, or by the suffix of JSON; nothing for what is neither.

    >>> syntax_of(Source("<a/>")), syntax_of(Source(' {"a": 1}')), syntax_of(Source("[a](b)"))
    ('xml', 'json', None)
    """
    from pathlib import PurePath

    sample = take_sample(source.data, PurePath(source.name).suffix)
    start = sample.text.lstrip()[:1]
    if start == "<":
        return "xml"
    if start == "{" or sample.suffix in JSON_SUFFIXES:
        return "json"
    return "json" if start == "[" and is_json(source.data) else None


def is_json(data: str | bytes) -> bool:
    """Tell whether a whole text is JSON."""
    try:
        msgspec.json.decode(data, type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False
    return True


def judge_stories(source: Source, schema: Schema, format_name: str | None) -> list[Violation]:
    """Judge the json form of each story of a source; its lines are not those of the source, so none is named."""
    from newsconv.document.codec import encode

    found = []
    stories = list(read_many(source, format_name, Report(), {}))
    for number, story in enumerate(stories, 1):
        before = f"story {number}: " if len(stories) > 1 else ""
        for violation in schema.judge(Source(encode(story), source.name)):
            message = before + violation.message
            found.append(msgspec.structs.replace(violation, message=message, line=None, column=None))
    return found


# ---------------------------------------------------------------- JSON Schema


def read_json_schema(source: Source) -> Schema:
    """Read a JSON Schema from a file."""
    load_extra()
    from newsconv.validate_json import JsonSchema, decode_json

    text, schema = decode_json(source)
    return JsonSchema(schema, source.name, text)


def make_json_schema(schema: Any, name: str) -> Schema:
    """Make a JSON Schema of its Python form."""
    load_extra()
    from newsconv.validate_json import JsonSchema

    return JsonSchema(schema, name)


def load_extra() -> None:
    """Import what JSON Schemas need.

    Raises:
        OptionError: it is not installed; the message says how to.
    """
    try:
        import jsonschema  # noqa: F401 - only whether it is there
    except ImportError as error:
        message = "a JSON Schema needs the package jsonschema: run `pip install 'newsconv[validate]'`"
        raise OptionError(message) from error
