"""`newsconv convert`: files in, files out.

What is to be written is planned and checked first; then one input after another is read and
written whole. An input that fails does not keep the others from being converted.
"""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from newsconv.cli.group import EXIT_WARNINGS
from newsconv.cli.inputs import expand_inputs, read_suffixes
from newsconv.cli.progress import Progress
from newsconv.cli.reading import (
    Settings,
    format_options,
    located,
    open_source,
    read_each,
    read_single,
    reading_options,
    settings_from,
    source_name,
)
from newsconv.cli.recurring import with_recurring
from newsconv.cli.targets import STDOUT, Job, Plan, Target, choose_target, make_folder, numbered, writable
from newsconv.cli.terminal import complain, note, printable, write_out
from newsconv.convert import Reading, dumps, dumps_all, write_file
from newsconv.errors import NewsconvError, WriteError
from newsconv.report import Report, as_record, describe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsconv.formats import Format

__all__ = ["command"]


class WarningsError(NewsconvError):
    """There are warnings, and the user wants none."""

    exit_code = EXIT_WARNINGS


class Request(msgspec.Struct, frozen=True):
    """What is the same for all inputs of a run."""

    settings: Settings
    record: Format
    """The format to write."""
    write_options: dict[str, Any]
    fail_on_warning: bool
    makes_folders: bool
    """Whether the folders of outputs are made where they are missing."""


class Outcome(msgspec.Struct):
    """What a run came to."""

    converted: int = 0
    failed: int = 0
    exit_code: int = 0
    """Of the first input that failed."""
    warned: int = 0
    """Inputs with warnings."""
    warnings: int = 0
    first_warning: str = ""
    lines: list[str] | None = None
    """Of the report, as JSON; none where nobody wants it."""

    def keep(self, job: Job, path: str, records: Iterable[dict[str, Any]]) -> None:
        """Keep events for the report."""
        if self.lines is not None:
            self.lines += [report_line(job, path, record) for record in records]


@click.command(
    "convert",
    short_help="Convert files from one format to another.",
    epilog="""\b
Examples:
  newsconv convert story.md -o story.xml
  newsconv convert story.html --to markdown
  newsconv convert news/ --to json -o archive/
  newsconv convert pages/ --to markdown -o stories/ --recurring
  newsconv convert 'news/**/*.html' --to newsml -o items/ --report report.jsonl
  curl -s https://example.com/story | newsconv convert - --from html --to text
""",
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@reading_options
@click.option("--to", metavar="FORMAT", help="Format of the output; without it that of the suffix of -o.")
@click.option("-o", "--output", metavar="FILE|FOLDER|-", help="Where to write; standard output without it.")
@click.option("--recurring", is_flag=True, help="Leave out text that recurs over pages of one site.")
@click.option("--private", is_flag=True, help="Write private fields too, such as notes to editors.")
@click.option("--report", "report_path", metavar="FILE", help="Write what happened to FILE, as JSON Lines.")
@click.option("--fail-on", type=click.Choice(["warning"]), help="Don't write a story with warnings; exit with 7.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def command(inputs: tuple[str, ...], to: str | None, output: str | None, **options: Any) -> None:
    """Convert files from one format to another.

    INPUT is a file, a folder (for all files in it that can be read), a pattern such as 'news/**/*.html', or - for
    standard input. Several inputs need a folder to go to. Outputs may replace files, but never an input.
    """
    names = ("from_", "noise", "base_url", "language", "pairs")
    settings = settings_from(*(options[name] for name in names))
    found = expand_inputs(inputs, lambda: read_suffixes(settings), leave_out=output or "")
    target = choose_target(output, found)
    record = writable(to, target)
    settings.check(record)
    plan = Plan(found.found, target, record)
    check_report(options["report_path"], target, plan)
    write_options = format_options(settings.pairs, record.write_options) | (
        {"private": True} if options["private"] else {}
    )
    if options["recurring"]:
        settings = with_recurring(settings, [job.name for job in plan.jobs], quiet=options["quiet"])
    request = Request(settings, record, write_options, options["fail_on"] is not None, target.kind == "folder")
    outcome = Outcome(lines=None if options["report_path"] is None else [])
    try:
        convert_all(request, plan, target, outcome, quiet=options["quiet"])
    finally:
        if options["report_path"] is not None:
            write_report(options["report_path"], outcome)
    if not options["quiet"]:
        tell(outcome, found.skipped, several=found.are_many)
    click.get_current_context().exit(outcome.exit_code)


def check_report(path: str | None, target: Target, plan: Plan) -> None:
    """Refuse a report that would end where something else does.

    Raises:
        click.UsageError: both go to standard output.
        WriteError: it is an input or an output, or its folder is missing.
    """
    if path is None:
        return
    if path == STDOUT:
        if target.kind == "stdout":
            message = "the report and the output can't share standard output; give a file with --report or -o"
            raise click.UsageError(message)
        return
    plan.claim(path, "the report")
    if not Path(path).parent.is_dir():
        message = f"{path}: can't be written: its folder does not exist; make it, or choose another file with --report"
        raise WriteError(message)


# ---------------------------------------------------------------- the run


def convert_all(request: Request, plan: Plan, target: Target, outcome: Outcome, *, quiet: bool) -> None:
    """Convert one input after another; the first failure decides the exit code, and none ends the run."""
    progress = Progress(len(plan.jobs), quiet=quiet)
    for job in plan.jobs:
        progress.show(job.name)
        try:
            convert_one(request, job, plan, target, outcome)
            outcome.converted += 1
        except BrokenPipeError:
            raise
        except NewsconvError as error:
            progress.clear()
            message = located(error, source_name(job.name))
            complain(message)
            outcome.failed += 1
            outcome.exit_code = outcome.exit_code or error.exit_code
            failure = {"event": "failed", "severity": "error", "wording": message, "exit_code": error.exit_code}
            outcome.keep(job, job.output, [failure])
    progress.clear()


def convert_one(request: Request, job: Job, plan: Plan, target: Target, outcome: Outcome) -> None:
    """Convert all documents of one input."""
    warnings_before = outcome.warnings
    try:
        for readings, path in outputs(request, job, plan, target):
            write_one(request, job, readings, path, outcome)
    finally:
        outcome.warned += outcome.warnings > warnings_before


def outputs(request: Request, job: Job, plan: Plan, target: Target) -> Iterator[tuple[list[Reading], str]]:
    """Read the documents of an input, with the path that they go to: numbered where there are several in a folder.

    Where they go to one file, they go together, if the format can hold several.
    """
    source = open_source(job.name, request.settings)
    if target.kind != "folder" and request.record.many_writer is not None:
        yield list(read_each(source, request.settings)), job.output
        return
    if target.kind != "folder":
        report = Report()
        document, record = read_single(source, request.settings, report)
        yield [Reading(document, report, record.name)], job.output
        return
    readings = read_each(source, request.settings)
    first, second = next(readings), next(readings, None)
    if second is None:
        yield [first], job.output
        return
    for number, reading in enumerate(chain([first, second], readings), start=1):
        path = numbered(job.output, number)
        plan.claim(path, job.name)
        yield [reading], path


def write_text(request: Request, readings: list[Reading]) -> str:
    """Write one document, or several as one text; what happens then is added to the last report."""
    name, report = request.record.name, readings[-1].report
    if len(readings) == 1:
        return dumps(readings[0].document, name, report=report, **request.write_options)
    return dumps_all([reading.document for reading in readings], name, report=report, **request.write_options)


def write_one(request: Request, job: Job, readings: list[Reading], path: str, outcome: Outcome) -> None:
    """Write what goes into one file; with `--fail-on warning` only if there is no warning.

    Raises:
        WarningsError: there is one.
    """
    try:
        text = write_text(request, readings)
    finally:
        report = [event for reading in readings for event in reading.report]
        outcome.keep(job, path, map(as_record, report))
    warnings = [describe(event) for event in report if event.severity == "warning"]
    if warnings and not outcome.warnings:
        outcome.first_warning = f"{source_name(job.name)}: {warnings[0]}"
    outcome.warnings += len(warnings)
    if warnings and request.fail_on_warning:
        others = f" (and {len(warnings) - 1} more)" if len(warnings) > 1 else ""
        message = f"not written because of a warning: {warnings[0]}{others}"
        raise WarningsError(message)
    if path == STDOUT:
        write_out(text)
        return
    if request.makes_folders:
        make_folder(path)
    write_file(path, text)


# ---------------------------------------------------------------- telling


def report_line(job: Job, path: str, record: dict[str, Any]) -> str:
    """Give one line of the report: an event with the input and the output that it belongs to."""
    line = {"input": source_name(job.name), "output": path, **record}
    return msgspec.json.encode(
        {key: printable(value) if isinstance(value, str) else value for key, value in line.items()}
    ).decode()


def write_report(path: str, outcome: Outcome) -> None:
    """Write the report, even of a run that was broken off."""
    text = "".join(f"{line}\n" for line in outcome.lines or ())
    if path == STDOUT:
        write_out(text)
    else:
        write_file(path, text)


def tell(outcome: Outcome, skipped: int, *, several: bool) -> None:
    """Say on standard error what should be known of a run that went well, too; nothing if there is nothing."""
    if not several:
        if outcome.warnings and not outcome.failed:
            others = f" (and {outcome.warnings - 1} more; see newsconv explain)" if outcome.warnings > 1 else ""
            note(f"newsconv: warning: {outcome.first_warning}{others}")
        return
    counts = {
        "failed": outcome.failed,
        "skipped, of no format by their suffix": skipped,
        "with warnings": outcome.warned,
    }
    notable = [f"{count} {what}" for what, count in counts.items() if count]
    if notable or sys.stderr.isatty():
        note(f"newsconv: {', '.join([f'{outcome.converted} converted', *notable])}")
