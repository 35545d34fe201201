"""`newsconv validate`: files judged by schemas, each violation with its place."""

from __future__ import annotations

from typing import Any, Final

import click
import msgspec

from newsconv.cli.inputs import expand_inputs
from newsconv.cli.reading import Settings, located, locating, open_source, source_name
from newsconv.cli.terminal import complain, note, one_line, write_out
from newsconv.convert import readable
from newsconv.errors import NewsconvError
from newsconv.formats import find_format, iter_formats
from newsconv.validate import JSON_SUFFIXES, Schema, Violation, judge, load_schemas

__all__ = ["EXIT_INVALID", "command"]

EXIT_INVALID: Final = 1
"""A file breaks its schema, as `diff` has it for files that differ."""


@click.command(
    "validate",
    short_help="Judge files by schemas.",
    epilog="""\b
Examples:
  newsconv validate story.xml --schema NewsML-G2_2.35-spec-All-Power.xsd
  newsconv validate feed/ --schema NewsML-G2_2.35-spec-All-Power.xsd --schema nitf-3-6.xsd
  newsconv validate story.json --schema ninjs-schema_3.1.json
  newsconv validate story.md --schema house-rules.json
""",
)
@click.argument("inputs", nargs=-1, required=True, metavar="FILE...")
@click.option("--schema", "schemas", multiple=True, required=True, metavar="XSD|JSON", help="May be given again.")
@click.option("--from", "from_", metavar="FORMAT", help="Judge the json form of what is read in this format.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a file.")
@click.option("-q", "--quiet", is_flag=True, help="Don't say how many files are valid.")
def command(
    inputs: tuple[str, ...], schemas: tuple[str, ...], *, from_: str | None, as_json: bool, quiet: bool
) -> None:
    """Judge files by schemas: XML by XML Schemas, JSON by JSON Schemas, anything else by its json form.

    FILE is a file, a folder, a pattern or - for standard input. Each violation is a line with file, line, path and
    what is wrong. The exit code is 0 if all files are valid and 1 if one is not.
    """
    if from_ is not None:
        readable(find_format(from_))
    found = expand_inputs(inputs, suffixes)
    loaded = load_schemas(schemas)
    valid = invalid = exit_code = 0
    for item in found.found:
        try:
            violations = judge_input(item.name, loaded, from_)
        except NewsconvError as error:
            complain(located(error, source_name(item.name)))
            exit_code = exit_code or error.exit_code
            continue
        valid += not violations
        invalid += bool(violations)
        write_out(told(source_name(item.name), violations, as_json=as_json))
    if not quiet:
        note(f"newsconv: {summary(valid, invalid, len(found.found) - valid - invalid)}")
    click.get_current_context().exit(exit_code or (EXIT_INVALID if invalid else 0))


def suffixes() -> frozenset[str]:
    """Give the suffixes of the files in a folder that are judged: those of the formats that are read, and of JSON."""
    return JSON_SUFFIXES | {suffix for record in iter_formats() if record.reads for suffix in record.suffixes}


def judge_input(name: str, schemas: list[Schema], format_name: str | None) -> list[Violation]:
    """Judge one input."""
    with locating(source_name(name)):
        return judge(open_source(name, Settings()), schemas, format_name=format_name)


def told(name: str, violations: list[Violation], *, as_json: bool) -> str:
    """Give what is printed about a file: a line for each violation, or one of JSON."""
    if as_json:
        fields: dict[str, Any] = {"input": name, "valid": not violations, "violations": violations}
        return msgspec.json.encode(fields).decode() + "\n"
    return "".join(f"{one_line(described(name, violation))}\n" for violation in violations)


def described(name: str, violation: Violation) -> str:
    """Give a violation as compilers do: `file:line:column: path: message`.

    >>> described("story.json", Violation(message="wrong", rule="type", path="/urgency", line=2, column=3))
    'story.json:2:3: /urgency: wrong'
    """
    place = ":".join(str(part) for part in (name, violation.line, violation.column) if part)
    return ": ".join(part for part in (place, violation.path, violation.message) if part)


def summary(valid: int, invalid: int, failed: int) -> str:
    """Say how many files are valid.

    >>> summary(2, 1, 0), summary(1, 0, 0)
    ('2 files valid, 1 invalid', '1 file valid')
    """
    counts = {"valid": valid, "invalid": invalid, "not judged": failed}
    parts = [f"{count} {what}" for what, count in counts.items() if count]
    first, _, rest = parts[0].partition(" ")
    return ", ".join([f"{first} file{'s' * (first != '1')} {rest}", *parts[1:]])
