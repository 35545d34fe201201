"""Measure how well stories are found: `python benchmarks/quality.py [options]`.

Reads the pages of `../shared/corpus`, has newsconv and the peers that are installed (extra `bench`) find their stories
and fields, and prints the figures of `quality_measures` in tables, by set and by language, with the pages that newsconv
reads worst and why. `--inputs markdown,text` does the same for what others make of these pages.

`--check` compares with `quality_floor.json`, and fails with the exit code 1 where a figure fell; without the corpora it
says so and passes. `--quick` is for that: newsconv alone, every sixth page, some ten seconds.

These pages are those that newsconv's tables were made from: figures in sample. Those of pages held out come from the
script that makes the tables.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import quality_floor
from machine import describe_machine, version_of
from quality_corpora import SETS, fingerprint, load_pages
from quality_floor import ordinal
from quality_inputs import INPUTS, PAGES
from quality_runs import OURS, Result, figures, languages, run_input, times
from quality_systems import SYSTEMS, installed, prepare
from quality_tables import (
    country_tables,
    detail_tables,
    language_tables,
    overview_tables,
    page_tables,
    replace_part,
)
from quality_worst import describe_worst

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["main"]

ROOT: Final = Path(__file__).resolve().parents[1]
SHARED: Final = ROOT.parent / "shared"
FLOOR: Final = Path(__file__).with_name("quality_floor.json")
DOCS: Final = ROOT / "docs" / "quality.md"
QUICK_EVERY: Final = 3
"""Every how many pages a quick run takes one: 333 of 995, which take some 15 seconds of processor time."""
WORST: Final = 10
"""Pages told about for each set unless asked otherwise."""
EXIT_BELOW: Final = 1
"""The exit code where a figure is below its floor."""


def main(arguments: list[str] | None = None, *, shared: Path = SHARED) -> int:
    """Run what was asked for; give the exit code."""
    options = parse_arguments(arguments)
    prepare(options.systems)
    results = list(run_all(options, shared))
    if not results:
        print(f"skipped: needs ../shared/corpus with one of {', '.join(options.sets)}")
        return 0
    if not options.quick:
        print_machine(options)
    print_tables(results, worst=0 if options.quick else options.worst)
    if options.json:
        write_json(options.json, results, options)
    if options.markdown:
        write_docs(results, options)
    prints = {corpus: fingerprint(shared, corpus) for corpus in {result.corpus for result in results}}
    if options.write_floor or options.lower_floor:
        floors = quality_floor.read_floors(FLOOR)
        floors = quality_floor.raised(results, floors, prints, options.sample, may_fall=options.lower_floor)
        quality_floor.write_floors(FLOOR, floors)
    return told_check(results, prints, options.sample) if options.check else 0


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line; lists become lists, and `quick` settles what else is open."""
    there = installed()
    parser = argparse.ArgumentParser(description="Measure how well newsconv finds stories, and others beside it.")
    parser.add_argument("--sets", type=listed(SETS), default=list(SETS), help="of pages: aeb,press,wcxb")
    parser.add_argument("--systems", type=listed(tuple(SYSTEMS)), help=f"there are: {','.join(there)}")
    parser.add_argument("--inputs", type=listed(INPUTS), default=[PAGES], help="pages,markdown,text; pages by default")
    parser.add_argument("--sample", type=int, metavar="N", help="take every n-th page")
    parser.add_argument("--repeat", type=int, default=1, metavar="N", help="time everything n times; the least counts")
    parser.add_argument("--worst", type=int, default=WORST, metavar="N", help="tell about the n worst pages of a set")
    parser.add_argument("--quick", action="store_true", help=f"newsconv alone, every {ordinal(QUICK_EVERY)} page")
    parser.add_argument("--check", action="store_true", help="fail where a figure is below its floor")
    parser.add_argument("--write-floor", action="store_true", help="raise the floors to what was reached")
    parser.add_argument("--lower-floor", action="store_true", help="set the floors to what was reached, lower ones too")
    parser.add_argument("--markdown", action="store_true", help="write the tables into docs/quality.md")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures, page by page, as JSON")
    options = parser.parse_args(arguments)
    missing = [name for name in options.systems or [] if name not in there]
    if missing:
        parser.error(f"not installed (extra `bench`): {', '.join(missing)}")
    if (options.sample is not None and options.sample < 1) or options.repeat < 1:
        parser.error("--sample and --repeat are 1 or more")
    options.systems = options.systems or ([OURS] if options.quick else there)
    options.sample = options.sample or (QUICK_EVERY if options.quick else 1)
    return options


def listed(known: Sequence[str]) -> Any:
    """Give the type of an option that is a list of known names parted by commas."""

    def read(text: str) -> list[str]:
        names = [name.strip() for name in text.split(",") if name.strip()]
        for name in names:
            if name not in known:
                message = f"{name!r} is none of {', '.join(known)}"
                raise argparse.ArgumentTypeError(message)
        return names

    return read


def run_all(options: argparse.Namespace, shared: Path) -> Iterator[Result]:
    """Run each kind of input over each set, saying what is done."""
    for corpus in options.sets:
        pages = load_pages(shared, corpus, every=options.sample)
        for kind in options.inputs:
            print(f"{corpus}: {len(pages)} {'pages' if kind == PAGES else f'pages as {kind}'}", file=sys.stderr)
            yield from run_input(kind, pages, options.systems, repeat=options.repeat)


# ---------------------------------------------------------------- output


MAKERS: Final = ("markdownify", "html2text", "html-to-markdown", "inscriptis")
"""Distributions that make Markdown or text of pages."""


def versions(programs: Sequence[str]) -> dict[str, str]:
    """Name what the figures depend on: the machine, and the versions of newsconv and of other programs."""
    machine = describe_machine()
    names = ("date", "python", "system", "processor", "newsconv", "lxml", "libxml2")
    return {name: machine[name] for name in names} | {name: version_of(name) for name in programs}


def print_machine(options: argparse.Namespace) -> None:
    """Print what was measured on."""
    print("\n".join(f"- {name}: {value}" for name, value in versions([*options.systems, *MAKERS]).items()))


def print_tables(results: Sequence[Result], *, worst: int) -> None:
    """Print all tables, and after them the worst pages."""
    for make in (page_tables, language_tables, country_tables, overview_tables, detail_tables):
        for heading, table in make(results):
            print(f"\n### {heading}\n\n{table}", flush=True)
    for result in results:
        if worst and result.kind == PAGES and result.system == OURS:
            print(f"\n### {result.corpus}: the pages read worst\n")
            print("\n".join(describe_worst(result, worst)), flush=True)


def write_docs(results: Sequence[Result], options: argparse.Namespace) -> None:
    """Write the tables of what was run into the documentation, between its marks; the worst pages stay out of it."""
    sample = "all pages" if options.sample == 1 else f"every {ordinal(options.sample)} page"
    page = DOCS.read_text(encoding="utf-8")
    for name, makers in DOCUMENTED.items():
        tables = [f"\n### {heading}\n\n{table}" for make in makers for heading, table in make(results)]
        if tables:
            programs = options.systems if name == PAGES else MAKERS
            machine = [f"- {key}: {value}" for key, value in versions(programs).items()]
            page = replace_part(page, name, "\n".join([f"One run over {sample} of each set:\n", *machine, *tables]))
    DOCS.write_text(page, encoding="utf-8")


DOCUMENTED: Final = {"pages": (page_tables, language_tables), "made of pages": (overview_tables,)}
"""Tables of each part of the documentation."""


def write_json(path: Path, results: Sequence[Result], options: argparse.Namespace) -> None:
    """Write all figures: of each result as a whole, by language, by country, and page by page."""
    timed = times(results)
    record = {
        "machine": versions([*options.systems, *MAKERS]),
        "every": options.sample,
        "results": [as_record(result, timed.get((result.corpus, result.system), {})) for result in results],
    }
    path.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def as_record(result: Result, timed: dict[str, float]) -> dict[str, Any]:
    """Give a result as JSON writes it."""
    return {
        "input": result.name,
        "system": result.system,
        "set": result.corpus,
        "figures": figures(result.pages),
        "times": timed if result.kind == PAGES else {},
        "languages": {name: figures(pages) for name, pages in languages(result).items()},
        "countries": {name: figures(pages) for name, pages in languages(result, by_country=True).items() if name},
        "pages": [
            {
                "id": scored.page.id,
                "language": scored.language,
                "ms": 1000 * scored.seconds,
                "f1": scored.score.f1,
                "paragraphs": scored.score.paragraphs,
                "exact": scored.score.exact,
                "title": scored.score.title,
                "authors": scored.score.authors,
                "day": scored.score.day,
                "failed": scored.has_failed,
            }
            for scored in result.pages
        ],
    }


def told_check(results: Sequence[Result], prints: dict[str, str], every: int) -> int:
    """Compare with the floors and say what came out; give the exit code."""
    verdict = quality_floor.check(results, quality_floor.read_floors(FLOOR), prints, every)
    print()
    for line in verdict.unjudged:
        print(f"quality: not judged: {line}")
    for line in verdict.failures:
        print(f"quality: {line}")
    if verdict.failures:
        print("quality: a figure fell. Find the change that did it, or lower the floor with --lower-floor and say why.")
        return EXIT_BELOW
    print(f"quality: {verdict.judged} figures, none below its floor")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
