"""Results as tables, and the tables as a part of a documentation page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quality_inputs import PAGES
from quality_runs import AS_IT_IS, OURS, Result, figures, languages, times
from quality_systems import PARSE, REFERENCE
from rows import Row, Value, as_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = [
    "MARKS",
    "country_tables",
    "detail_tables",
    "language_tables",
    "overview_tables",
    "page_tables",
    "replace_part",
]

MARKS: Final = {
    name: (f"<!-- benchmarks/quality.py, {name}: begin -->", f"<!-- benchmarks/quality.py, {name}: end -->")
    for name in ("pages", "made of pages")
}
"""Lines of the documentation page between which the tables stand, by what they are about."""
COLUMNS: Final = {
    "f1": "F1",
    "precision": "precision",
    "recall": "recall",
    "paragraphs": "paragraphs",
    "exact": "exact",
    "title": "title",
    "authors": "authors",
    "day": "day",
    "wanted": "with",
    "unwanted": "without",
}
"""Headings of the figures."""
TIME_COLUMNS: Final = {"ms": "ms", f"times {REFERENCE}": f"x {REFERENCE}", f"times {PARSE}": f"x {PARSE}"}
"""Headings of the times."""


def share(value: float | None) -> Value:
    """Print a share with three digits after the point; none where it was not measured.

    >>> share(0.97), share(None)
    ('0.970', None)
    """
    return None if value is None else f"{value:.3f}"


def by_corpus(results: Iterable[Result], *kinds: str) -> dict[str, list[Result]]:
    """Part the results of some kinds by set."""
    parts: dict[str, list[Result]] = {}
    for result in results:
        if result.kind in kinds and result.pages:
            parts.setdefault(result.corpus, []).append(result)
    return parts


def page_tables(results: Sequence[Result]) -> Iterator[tuple[str, str]]:
    """Give the table of systems on pages for each set, with its heading."""
    timed = times(results)
    for corpus, found in by_corpus(results, PAGES).items():
        rows = [
            figure_row(result, result.system, timed.get((corpus, result.system), {}), is_parse=result.system == PARSE)
            for result in found
        ]
        yield f"{corpus}: {len(found[0].pages)} pages", as_table(with_values(rows))


def detail_tables(results: Sequence[Result]) -> Iterator[tuple[str, str]]:
    """Give the table of makers with all figures for each set of Markdown and text, with its heading."""
    for kind in dict.fromkeys(result.kind for result in results if result.kind != PAGES):
        for corpus, found in by_corpus(results, kind).items():
            rows = [
                figure_row(
                    result, result.maker if result.system == OURS else f"{result.maker}, {AS_IT_IS}", mean_ms(result)
                )
                for result in found
            ]
            yield f"{kind}, {corpus}: {len(found[0].pages)} pages", as_table(with_values(rows))


def overview_tables(results: Sequence[Result]) -> Iterator[tuple[str, str]]:
    """Give the table of makers by sets for Markdown and for text, each F1 beside that of the source as it is."""
    for kind in dict.fromkeys(result.kind for result in results if result.kind != PAGES):
        rows: dict[str, dict[str, Value]] = {}
        for result in results:
            if result.kind == kind and result.pages:
                found = figures(result.pages)
                values = rows.setdefault(result.maker, {})
                if result.system == OURS:
                    values[f"{result.corpus}: F1"] = share(found["f1"])
                    values[f"{result.corpus}: paragraphs"] = share(found["paragraphs"])
                else:
                    values[f"{result.corpus}, {AS_IT_IS}: F1"] = share(found["f1"])
        yield f"{kind} made by", as_table([Row(kind, maker, values) for maker, values in rows.items()])


def mean_ms(result: Result) -> dict[str, float]:
    """Give the milliseconds a page that newsconv took to read what was made of it."""
    if result.system != OURS:
        return {}
    return {"ms": 1000 * sum(scored.seconds for scored in result.pages) / len(result.pages)}


def figure_row(result: Result, name: str, timed: Mapping[str, float], *, is_parse: bool = False) -> Row:
    """Give one line: all figures, then the times."""
    found = figures(result.pages)
    values: dict[str, Value] = {heading: None if is_parse else share(found[key]) for key, heading in COLUMNS.items()}
    for key, heading in TIME_COLUMNS.items():
        values[heading] = timed.get(key)
    failed = sum(scored.has_failed for scored in result.pages)
    return Row("", name, values, f"raised on {failed}" if failed and not is_parse else "")


def with_values(rows: Sequence[Row]) -> list[Row]:
    """Leave out the columns that no row has a value in."""
    full = {name for row in rows for name, value in row.values.items() if value is not None}
    return [
        Row(row.table, row.name, {name: value for name, value in row.values.items() if name in full}, row.note)
        for row in rows
    ]


# ---------------------------------------------------------------- parts of a set


def language_tables(results: Sequence[Result]) -> Iterator[tuple[str, str]]:
    """Give F1 by language for each set: ours, with paragraphs, and that of each other system on the same pages."""
    yield from part_tables(results, "language", by_country=False)


def country_tables(results: Sequence[Result]) -> Iterator[tuple[str, str]]:
    """Give F1 by country for each set whose truth names countries."""
    yield from part_tables(results, "country", by_country=True)


def part_tables(results: Sequence[Result], word: str, *, by_country: bool) -> Iterator[tuple[str, str]]:
    """Give F1 by part for each set."""
    for corpus, found in by_corpus(results, PAGES).items():
        parts = {result.system: languages(result, by_country=by_country) for result in found if result.system != PARSE}
        names = next(iter(parts.values()), {})
        if not names or "" in names:
            continue
        rows = [Row("", name, dict(part_values(name, parts))) for name in names]
        yield f"{corpus} by {word}", as_table(rows)


def part_values(name: str, parts: Mapping[str, Mapping[str, Sequence[object]]]) -> Iterator[tuple[str, Value]]:
    """Give the figures of one part, by column."""
    for number, (system, found) in enumerate(parts.items()):
        pages = found.get(name, [])
        if number == 0:
            yield "pages", len(pages)
        measured = figures(pages)  # type: ignore[arg-type]
        yield system, share(measured["f1"])
        if system == OURS:
            yield f"{system}, paragraphs", share(measured["paragraphs"])


# ---------------------------------------------------------------- documentation


def replace_part(page: str, name: str, part: str) -> str:
    r"""Put a part between its two marks on a page.

    Raises:
        ValueError: a mark is missing.

    >>> begin, end = MARKS["pages"]
    >>> replace_part(f"a\n{begin}\nold\n{end}\nb\n", "pages", "new") == f"a\n{begin}\n\nnew\n\n{end}\nb\n"
    True
    """
    before, begin, rest = page.partition(MARKS[name][0])
    _, end, after = rest.partition(MARKS[name][1])
    if not (begin and end):
        message = f"the page lacks the lines {MARKS[name][0]!r} and {MARKS[name][1]!r}"
        raise ValueError(message)
    return f"{before}{begin}\n\n{part.strip()}\n\n{end}{after}"
