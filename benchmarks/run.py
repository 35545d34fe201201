"""Run the benchmarks: `python benchmarks/run.py [--quick] [--only NAME] [--json FILE]`.

Prints one table after another in Markdown, each as soon as it is measured, after what it was measured on. Suites that
need `../shared`, and peers that are not installed (extra `bench`), say so in their rows.

To add a suite: one module with a `SUITE`, one entry in `SUITES`.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import json
import sys
import time
from pathlib import Path
from typing import Final

import suite_conversion
import suite_edges
import suite_fidelity
import suite_peers
import suite_speed
import suite_startup
import suite_survival
from machine import describe_machine
from rows import Row, Settings, Suite, as_table

__all__ = ["SUITES", "main"]

ROOT: Final = Path(__file__).resolve().parents[1]
SUITES: Final[tuple[Suite, ...]] = (
    suite_conversion.SUITE,
    suite_speed.SUITE,
    suite_peers.SUITE,
    suite_fidelity.SUITE,
    suite_startup.SUITE,
    suite_edges.SUITE,
    suite_survival.SUITE,
)


def main(arguments: list[str] | None = None) -> int:
    """Run the suites asked for; give the exit code."""
    options = parse_arguments(arguments)
    settings = Settings(ROOT, ROOT.parent / "shared", quick=options.quick)
    machine = describe_machine()
    print_machine(machine)
    record: dict[str, object] = {"machine": machine, "quick": options.quick, "suites": {}}
    suites: dict[str, object] = {}
    for suite in SUITES:
        if options.only in {None, suite.name}:
            suites[suite.name] = [dataclasses.asdict(row) for row in run_suite(suite, settings)]
    record["suites"] = suites
    if options.json:
        options.json.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Measure newsconv, and others beside it.")
    parser.add_argument("--quick", action="store_true", help="fewer sources and repetitions: about a minute")
    parser.add_argument("--only", choices=[suite.name for suite in SUITES], help="run one suite")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures as JSON too")
    return parser.parse_args(arguments)


def print_machine(machine: dict[str, str]) -> None:
    """Print what the figures were measured on."""
    print("\n".join(f"- {name}: {value}" for name, value in machine.items()), flush=True)


def run_suite(suite: Suite, settings: Settings) -> list[Row]:
    """Run a suite, printing each of its tables when it is full."""
    print(f"\n## {suite.name}: {suite.question}", flush=True)
    start = time.perf_counter()
    done: list[Row] = []
    for table, rows in itertools.groupby(suite.run(settings), key=lambda row: row.table):
        listed = list(rows)
        done += listed
        print(f"\n### {table}\n\n{as_table(listed)}", flush=True)
    print(f"\n({suite.name} took {time.perf_counter() - start:.0f} s)", file=sys.stderr, flush=True)
    return done


if __name__ == "__main__":
    raise SystemExit(main())
