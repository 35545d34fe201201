"""Tell how well pages are read whose publishers the table has not seen: the whole reading, not the score alone.

    python training/held_out.py FOLDER [--every N] [--sets aeb,press] [--worst N]

FOLDER holds the tables that `training/fit.py --fold-tables FOLDER` kept: each page is read with the one table that was
fitted without its publisher.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from pathlib import Path
from typing import Final

import msgspec
from examples import fold_of, host_of

import newsconv
from newsconv.noise.score import Table
from newsconv.readers.html import article
from quality_corpora import load_pages
from quality_measures import Output, score, summary

ROOT: Final = Path(__file__).resolve().parents[1]


def main() -> None:
    """Read every page with its table, and print the figures of each set."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every n-th page (default: all)")
    parser.add_argument("--sets", default="aeb,press,wcxb")
    parser.add_argument("--worst", type=int, default=0, help="name the n worst pages of each set")
    options = parser.parse_args()
    tables = [msgspec.json.decode(path.read_bytes(), type=Table) for path in sorted(options.folder.glob("*.json"))]
    for corpus in options.sets.split(","):
        rows = []
        started = time.process_time()
        by_country = defaultdict(list)
        for page in load_pages(ROOT.parent / "shared", corpus, every=options.every):
            table = tables[fold_of(host_of(page), len(tables))]
            article.load_table = lambda _name, table=table: table
            document = newsconv.loads(page.html, "html")
            output = Output(
                "\n\n".join(document.paragraphs()),
                document.metadata.headline,
                tuple(person.name for person in document.metadata.authors),
                str(document.metadata.published or ""),
            )
            rows.append((page, score(output, page.truth)))
            by_country[page.country].append(rows[-1][1])
        figures = summary([row[1] for row in rows])
        told = {name: round(value, 4) for name, value in figures.items() if value is not None}
        print(corpus, len(rows), told, f"{(time.process_time() - started) / len(rows) * 1000:.1f} ms", flush=True)
        if len(by_country) > 1:
            worst = sorted((summary(found)["f1"] or 0.0, country, len(found)) for country, found in by_country.items())
            print("  worst countries:", *(f"{country} {value:.3f} ({count})" for value, country, count in worst[:5]))
        for page, found in sorted(rows, key=lambda row: row[1].f1)[: options.worst]:
            print(f"  {found.f1:.3f} extra {found.extra} missing {found.missing} {page.id} {page.url[:70]}")


if __name__ == "__main__":
    main()
