"""`newsconv formats`: what is installed, built in or plugged in."""

from __future__ import annotations

from typing import Any, Final

import click
import msgspec

from newsconv.cli.terminal import complain, one_line, write_out
from newsconv.errors import PluginError
from newsconv.formats import Format, distribution, installed_names, load_format

__all__ = ["command"]

COLUMNS: Final = ("NAME", "READS", "WRITES", "LOSSLESS", "SUFFIXES", "TITLE", "PACKAGE")


@click.command(
    "formats",
    short_help="List the installed formats.",
    epilog="""\b
Examples:
  newsconv formats
  newsconv formats --json
""",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
def command(*, as_json: bool) -> None:
    """List the installed formats, built in or plugged in.

    Lossless means: reading what was written gives the same story. A plug-in that can't be loaded is named on
    standard error.
    """
    rows, exit_code = [], 0
    for name in installed_names():
        try:
            rows.append(described(load_format(name), distribution(name)))
        except PluginError as error:
            complain(str(error))
            exit_code = error.exit_code
    write_out(msgspec.json.encode(rows).decode() + "\n" if as_json else table(rows))
    click.get_current_context().exit(exit_code)


def described(record: Format, package: str) -> dict[str, Any]:
    """Give what is told about a format."""
    return {
        "name": record.name,
        "title": record.title,
        "aliases": record.aliases,
        "media_types": record.media_types,
        "suffixes": record.suffixes,
        "reads": record.reads,
        "writes": record.writes,
        "lossless": record.lossless,
        "package": package,
    }


def table(rows: list[dict[str, Any]]) -> str:
    """Give the formats as lines with columns of equal width."""
    cells = [COLUMNS, *([cell(row[title.lower()]) for title in COLUMNS] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in cells)
    return "".join(f"{line}\n" for line in lines)


def cell(value: object) -> str:
    """Give a value in a table.

    >>> cell(True), cell((".md", ".markdown"))
    ('yes', '.md .markdown')
    """
    if isinstance(value, bool):
        return "yes" if value else "-"
    return one_line(" ".join(value) if isinstance(value, tuple) else str(value)) or "-"
