"""Tell how well pages are read whose publishers the table has not seen: the whole reading, not the score alone.

    python training/held_out.py FOLDER [--every N] [--sets aeb,press] [--worst N]
    python training/held_out.py FOLDER --made FOLDER [--makers NAME,NAME] [--table FILE]

The first folder holds the tables that `training/fit.py --fold-tables FOLDER` kept: each page is read with the one table
that was fitted without its publisher. With `--made` not the pages are read but what programs made of them
(`training/noisy.py`), with tables of the kind `text`. `--table` reads all with one table, in sample.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
from examples import fold_of, host_of
from noisy import MAKERS, made_of, noisy_pages

import newsconv
from newsconv.noise import score as scoring
from newsconv.noise.score import Table
from newsconv.readers.html import article
from newsconv.readers.markdown import whole_page
from quality_corpora import load_pages
from quality_measures import Output, mean_of, score, summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quality_corpora import Page
    from quality_measures import Score

ROOT: Final = Path(__file__).resolve().parents[1]
SHARED: Final = ROOT.parent / "shared"
SHOWN: Final = ("f1", "precision", "recall", "paragraphs", "title", "authors", "day")
"""Figures that are told."""
WORST_COUNTRIES: Final = 5
Row = tuple["Page", "Score"]


def main() -> None:
    """Read every source with its table, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every n-th page (default: all)")
    parser.add_argument("--sets", default="aeb,press,wcxb")
    parser.add_argument("--folds", type=int, help="of how many there are tables (default: all those in the folder)")
    parser.add_argument("--worst", type=int, default=0, help="name the n worst pages of each set")
    parser.add_argument("--made", type=Path, help="folder with what programs made of the pages")
    parser.add_argument("--makers", help="of these programs (default: all)")
    parser.add_argument("--table", type=Path, help="read all with this table, those of its publishers as well")
    parser.add_argument("--json", type=Path, help="write the figures of each source")
    options = parser.parse_args()
    paths = [options.table] if options.table else sorted(options.folder.glob("*.json"))
    tables: list[Table | None] = [None] * (1 if options.table else options.folds or len(paths))
    for path in paths:
        tables[0 if options.table else int(path.stem)] = msgspec.json.decode(path.read_bytes(), type=Table)
    if options.made:
        report_made(options, tables)
        return
    for corpus in options.sets.split(","):
        started = time.process_time()
        pages = load_pages(SHARED, corpus, every=options.every)
        read = [(page, table) for page in pages if (table := table_of(page, tables))]
        rows = [(page, read_with(table, page.html, "html", page)) for page, table in read]
        print(f"{(time.process_time() - started) / len(rows) * 1000:.1f} ms a page")
        report_rows(corpus, rows, options.worst)


def table_of(page: Page, tables: Sequence[Table | None]) -> Table | None:
    """Give the table that has not seen a page's publisher; nothing where it was not fitted."""
    return tables[fold_of(host_of(page), len(tables))]


def read_with(table: Table, source: bytes | str, kind: str, page: Page) -> Score:
    """Read a source with a table and score what comes out."""
    for module in (scoring, article, whole_page):
        module.load_table = partial(lambda known, _name: known, table)  # type: ignore[attr-defined]
    document = newsconv.loads(source, kind)
    authors = tuple(person.name for person in document.metadata.authors)
    published = str(document.metadata.published or "")
    return score(Output("\n\n".join(document.paragraphs()), document.metadata.headline, authors, published), page.truth)


def told(rows: Sequence[Row]) -> dict[str, float]:
    """Give the figures of sources."""
    figures = summary([row[1] for row in rows])
    return {name: round(value, 3) for name in SHOWN if (value := figures[name]) is not None}


def report_rows(name: str, rows: Sequence[Row], worst: int) -> None:
    """Print the figures of sources, the worst countries, and the worst pages."""
    print(name, len(rows), told(rows), flush=True)
    by_country = defaultdict(list)
    for page, found in rows:
        by_country[page.country].append(found)
    if len(by_country) > 1:
        ranked = sorted((summary(found)["f1"] or 0.0, country, len(found)) for country, found in by_country.items())
        print("  worst countries:", *(f"{name} {f1:.3f} ({count})" for f1, name, count in ranked[:WORST_COUNTRIES]))
    for page, found in sorted(rows, key=lambda row: row[1].f1)[:worst]:
        print(f"  {found.f1:.3f} extra {found.extra} missing {found.missing} {page.id} {page.url[:70]}")


# ---------------------------------------------------------------- what programs made


def report_made(options: argparse.Namespace, tables: Sequence[Table | None]) -> None:
    """Read what programs made of pages; print the figures by program and set, and their means over the programs."""
    records: list[dict[str, Any]] = []
    for kind, makers in MAKERS.items():
        wanted = [maker for maker in makers if not options.makers or maker in options.makers.split(",")]
        for corpus in options.sets.split(","):
            figures = []
            by_maker = made_rows(options, tables, kind, corpus, wanted)
            for maker, rows in by_maker.items():
                report_rows(f"{kind} {corpus} {maker}", rows, options.worst)
                figures.append(told(rows))
                records += [record_of(corpus, maker, page, found) for page, found in rows]
            if len(figures) > 1:
                means = {name: round(mean_of(row.get(name) for row in figures) or 0.0, 3) for name in figures[0]}
                print(f"{kind} {corpus} MEAN", means, flush=True)
    if options.json:
        options.json.write_text(json.dumps(records), encoding="utf-8")


def made_rows(
    options: argparse.Namespace, tables: Sequence[Table | None], kind: str, corpus: str, makers: Sequence[str]
) -> dict[str, list[Row]]:
    """Read what each program made of the pages of a set; what it failed to make is left out."""
    found: dict[str, list[Row]] = {}
    for page, maker, text in made_texts(options, corpus, makers):
        table = table_of(page, tables)
        if table is not None:
            found.setdefault(maker, []).append((page, read_with(table, text, kind, page)))
    return found


def made_texts(options: argparse.Namespace, corpus: str, makers: Sequence[str]) -> Iterator[tuple[Page, str, str]]:
    """Give what each program made of the pages of a set."""
    for page in noisy_pages(SHARED, (corpus,), options.every):
        for maker in makers:
            text = made_of(page, maker, options.made)
            if text.strip():
                yield page, maker, text


def record_of(corpus: str, maker: str, page: Page, found: Score) -> dict[str, Any]:
    """Give the figures of a source as JSON writes them."""
    return {
        "set": corpus,
        "maker": maker,
        "id": page.id,
        "f1": found.f1,
        "paragraphs": found.paragraphs,
        "extra": found.extra,
        "missing": found.missing,
        "title": found.title,
        "day": found.day,
    }


if __name__ == "__main__":
    main()
