"""`newsconv compare`: two versions of a story side by side, whatever their formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click
import msgspec

from newsconv.cli.reading import STDIN, Settings, locating, open_source, read_single, settings_from, source_name
from newsconv.cli.terminal import Paint, one_line, write_out
from newsconv.compare import Comparison, FieldDifference, ParagraphPair, compare
from newsconv.errors import OptionError
from newsconv.losses import value_text
from newsconv.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsconv.document import Document

__all__ = ["EXIT_DIFFERENT", "command"]

EXIT_DIFFERENT: Final = 1
"""With `--exit-code`, as `diff` and `git diff` have it."""
STYLES: Final = {"removed": ("[-", "-]", "red"), "added": ("{+", "+}", "green"), "equal": ("", "", None)}
"""How words are marked, as by `git diff --word-diff`, and their colour."""


@click.command(
    "compare",
    short_help="Compare two versions of a story, whatever their formats.",
    epilog="""\b
Examples:
  newsconv compare old.txt new.md
  newsconv compare --strict --exit-code story.html story.xml
""",
)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--from-a", metavar="FORMAT", help="Format of A; found by content and name.")
@click.option("--from-b", metavar="FORMAT", help="Format of B; found by content and name.")
@click.option("--noise", type=click.Choice(["auto", "drop", "keep"]), help="As for `newsconv convert`.")
@click.option("--strict", is_flag=True, help="Count also quotation marks (curly or straight) and white space.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if the versions differ.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--color/--no-color", "color", default=None, help="Use colours; only on a terminal by default.")
def command(
    a: str, b: str, *, strict: bool, exit_code: bool, as_json: bool, color: bool | None, **options: Any
) -> None:
    """Compare two versions of a story, whatever their formats: fields, paragraphs, words.

    A and B are files; one of them may be - for standard input. Words only in A are marked [-so-], words only in B
    {+so+}. Marks such as bold and links are not compared.
    """
    if a == b == STDIN:
        message = "standard input (-) can be read once only"
        raise OptionError(message)
    sides = []
    for name, from_ in ((a, options["from_a"]), (b, options["from_b"])):
        sides.append((source_name(name), *read_side(name, settings_from(from_, options["noise"], None, None, ()))))
    (name_a, document_a, format_a), (name_b, document_b, format_b) = sides
    comparison = compare(document_a, document_b, strict=strict)
    if as_json:
        write_out(
            as_json_line({"input": name_a, "format": format_a}, {"input": name_b, "format": format_b}, comparison)
        )
    else:
        lines = told(f"{name_a} ({format_a})", f"{name_b} ({format_b})", comparison, Paint.for_output(color))
        write_out("".join(f"{line}\n" for line in lines))
    click.get_current_context().exit(EXIT_DIFFERENT if exit_code and not comparison.is_equal else 0)


def read_side(name: str, settings: Settings) -> tuple[Document, str]:
    """Read one version, and name its format."""
    with locating(source_name(name)):
        document, record = read_single(open_source(name, settings), settings, Report())
    return document, record.name


def as_json_line(a: dict[str, str], b: dict[str, str], comparison: Comparison) -> str:
    """Give a comparison as one line of JSON."""
    from newsconv.document.codec import encode_date

    fields = {
        "a": a,
        "b": b,
        "equal": comparison.is_equal,
        "summary": comparison.summary,
        "fields": comparison.fields,
        "paragraphs": comparison.paragraphs,
    }
    return msgspec.json.encode(fields, enc_hook=encode_date).decode() + "\n"


def told(a: str, b: str, comparison: Comparison, paint: Paint) -> Iterator[str]:
    """Give the lines that tell how two versions differ."""
    yield paint(f"--- {one_line(a)}", fg="red")
    yield paint(f"+++ {one_line(b)}", fg="green")
    for field in comparison.fields:
        yield from told_field(field, paint)
    yield from told_paragraphs(comparison.paragraphs, paint)
    yield ""
    yield paint(comparison.summary, bold=True)


def told_field(field: FieldDifference, paint: Paint) -> Iterator[str]:
    """Give the values of a field, one line for each version that has it."""
    name = field.name.replace("_", " ")
    if field.a is not None:
        yield paint(f"- {name}: {one_line(value_text(field.a))}", fg="red")
    if field.b is not None:
        yield paint(f"+ {name}: {one_line(value_text(field.b))}", fg="green")


def told_paragraphs(paragraphs: tuple[ParagraphPair, ...], paint: Paint) -> Iterator[str]:
    """Give the paragraphs that differ with their words marked, and how many equal ones lie between them."""
    equal = 0
    for pair in paragraphs:
        if pair.is_equal:
            equal += 1
            continue
        yield from told_equal(equal, paint)
        equal = 0
        yield ""
        yield paint(place(pair), fg="cyan")
        yield marked(pair, paint)
    yield from told_equal(equal, paint)


def told_equal(count: int, paint: Paint) -> Iterator[str]:
    """Say how many equal paragraphs are not shown."""
    if count:
        yield ""
        yield paint(f"({count} equal paragraph{'s' * (count != 1)})", dim=True)


def place(pair: ParagraphPair) -> str:
    """Name a paragraph.

    >>> place(ParagraphPair(a=4, b=5, runs=()))
    'paragraph 4 of A, 5 of B'
    """
    if pair.a is not None and pair.b is not None:
        return f"paragraph {pair.a}" if pair.a == pair.b else f"paragraph {pair.a} of A, {pair.b} of B"
    return f"paragraph {pair.a}, only in A" if pair.a is not None else f"paragraph {pair.b}, only in B"


def marked(pair: ParagraphPair, paint: Paint) -> str:
    """Give a paragraph on one line with its words marked; spaces at the edge of a mark stand after it."""
    parts = []
    for run in pair.runs:
        before, after, color = STYLES[run.kind]
        words = one_line(run.text)
        space = " " if run.text[-1:].isspace() else ""
        parts.append((paint(f"{before}{words}{after}", fg=color) if color else words) + space)
    return "".join(parts)
