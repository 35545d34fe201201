"""How long each pair of formats takes: every reader fed by its own writer, as in pandoc's benchmark.

The stories of one kind (seeds, examples, a corpus) are written in each format first. Timed is reading all of them,
writing all of them, and, for each pair, one after the other.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import material
import newsconv
from rows import Row, Settings, Suite
from timing import Timing, time_jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["SUITE"]

FORMATS: Final = ("json", "markdown", "html", "newsml", "text")


def run(settings: Settings) -> Iterator[Row]:
    """Give one table for each kind of stories: a row for each reader, a column for each writer."""
    for kind, pieces in kinds(settings).items():
        table = f"milliseconds a story, read as (row) and written as (column): {kind}"
        if not pieces:
            yield Row(table, "all", note=f"skipped: needs ../shared/{'seeds' if kind == 'seeds' else 'corpus'}")
            continue
        yield from pair_rows(table, material.stories(pieces), settings)


def kinds(settings: Settings) -> dict[str, list[material.Piece]]:
    """Give the stories by kind; a kind that is not there is empty."""
    pages = material.corpus_pages(settings, count=settings.choose(quick=1, full=10))
    return {
        "seeds": material.seeds(settings),
        "examples": material.examples(settings),
        **{name: pages.get(name, []) for name in material.CORPORA},
    }


def pair_rows(table: str, stories: list[newsconv.Document], settings: Settings) -> Iterator[Row]:
    """Measure all pairs for some stories."""
    written = {name: [newsconv.dumps(story, name) for story in stories] for name in FORMATS}
    jobs: dict[str, Callable[[], object]] = {}
    for source in FORMATS:
        jobs[f"read {source}"] = partial(read_all, written[source], source)
        jobs |= {f"{source} {target}": partial(convert_all, written[source], source, target) for target in FORMATS}
    timings = time_jobs(jobs, rounds=settings.choose(quick=3, full=5))
    for source in FORMATS:
        yield pair_row(table, source, timings, stories, sum(len(text.encode()) for text in written[source]))


def pair_row(
    table: str, source: str, timings: dict[str, Timing], stories: list[newsconv.Document], size_bytes: int
) -> Row:
    """Give the figures of one reader."""
    reading_s = timings[f"read {source}"].median_s
    columns = {target: timings[f"{source} {target}"].median_s * 1e3 / len(stories) for target in FORMATS}
    return Row(
        table,
        source,
        {
            "kB a story": size_bytes / 1e3 / len(stories),
            "only reading": reading_s * 1e3 / len(stories),
            "reading, MB/s": size_bytes / 1e6 / reading_s,
            **{f"→ {target}": value for target, value in columns.items()},
        },
    )


def read_all(texts: list[str], format_name: str) -> None:
    """Read texts."""
    for text in texts:
        newsconv.loads(text, format_name)


def convert_all(texts: list[str], source: str, target: str) -> None:
    """Convert texts."""
    for text in texts:
        newsconv.convert(text, target, format=source)


SUITE: Final = Suite("conversion", "How long does each pair of formats take?", run)
