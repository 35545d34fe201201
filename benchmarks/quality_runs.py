"""Run systems over pages and keep what came out: scores, times, languages.

All systems take a page in turn, the order turned round from page to page, so that whatever else the machine does meets
them alike. Times are processor time of this process, and the least of the repetitions counts.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import newsconv
from quality_inputs import PAGES, makers
from quality_measures import Output, Score, score, summary
from quality_systems import PARSE, REFERENCE, SYSTEMS, output_of, page_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from quality_corpora import Page

__all__ = ["AS_IT_IS", "OURS", "Result", "Scored", "figures", "languages", "run_input", "times"]

OURS: Final = "newsconv"
AS_IT_IS: Final = "as it is"
"""The row in which a source that was made of a page is scored without being read."""
FIELDS: Final = {"title": "title", "authors": "authors", "day": "published"}
"""Figures of fields, with where an output has the field."""
UNKNOWN: Final = "unknown"
"""The language of a page that names none."""


@dataclass(frozen=True)
class Scored:
    """One page read by one system."""

    page: Page
    score: Score
    seconds: float
    """Processor time; of makers of Markdown and text what newsconv took to read what they made."""
    language: str = UNKNOWN
    """Primary subtag of the language that newsconv read from the page."""
    output: Output = field(default_factory=partial(Output, ""))
    has_failed: bool = False
    """Whether the system raised; an empty text is scored then."""


@dataclass
class Result:
    """What one system made of the pages of one set."""

    kind: str
    """`pages`, `markdown` or `text`."""
    maker: str
    """What made the sources of the pages; empty for pages as they are."""
    system: str
    corpus: str
    pages: list[Scored] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The kind with its maker: `markdown by markdownify`."""
        return f"{self.kind} by {self.maker}" if self.maker else self.kind


def run_input(kind: str, pages: Sequence[Page], systems: Sequence[str], *, repeat: int = 1) -> list[Result]:
    """Run a kind of input over the pages of one set; give one result for each row of its table."""
    if not pages:
        return []
    results = dict(results_of(kind, pages[0].corpus, systems))
    for number, page in enumerate(pages):
        text = page_text(page.html)
        run = run_page(page, text, systems, number, repeat) if kind == PAGES else run_made(kind, text, repeat)
        done = list(run)
        language = language_of(page, done)
        for key, output, seconds in done:
            found = output or Output("")
            results[key].pages.append(
                Scored(page, score(found, page.truth), seconds, language, found, has_failed=output is None)
            )
    return list(results.values())


def results_of(kind: str, corpus: str, systems: Sequence[str]) -> Iterator[tuple[tuple[str, str], Result]]:
    """Give the empty results of a kind of input, by maker and system."""
    if kind == PAGES:
        for name in (*systems, PARSE):
            yield ("", name), Result(kind, "", name, corpus)
    else:
        for maker in makers(kind):
            for name in (OURS, AS_IT_IS):
                yield (maker, name), Result(kind, maker, name, corpus)


Done = tuple[tuple[str, str], "Output | None", float]


def run_page(page: Page, text: str, systems: Sequence[str], number: int, repeat: int) -> Iterator[Done]:
    """Run all systems on one page as it is."""
    jobs: dict[str, Callable[[], Output]] = {name: job_of(name, page, text) for name in systems}
    jobs[PARSE] = lambda: parse_alone(page)
    for name in list(jobs)[:: 1 if number % 2 == 0 else -1]:
        output, seconds = timed(jobs[name], repeat)
        yield ("", name), output, seconds


def job_of(name: str, page: Page, text: str) -> Callable[[], Output]:
    """Give the call of a system on a page."""
    return lambda: SYSTEMS[name][1](page, text)


def run_made(kind: str, text: str, repeat: int) -> Iterator[Done]:
    """Read what each maker makes of one page."""
    for name, make in makers(kind).items():
        made = str(timed(partial(make, text), 1)[0] or "")
        output, seconds = timed(partial(read_made, made, kind), repeat)
        yield (name, OURS), output, seconds
        yield (name, AS_IT_IS), Output(made), 0.0


def read_made(source: str, kind: str) -> Output:
    """Read what a maker made."""
    return output_of(newsconv.loads(source, kind))


def timed(job: Callable[[], Any], repeat: int) -> tuple[Any, float]:
    """Run a job; give what it gave and the least seconds of processor time, or nothing where it raised."""
    best, result = float("inf"), None
    for _ in range(repeat):
        start = time.process_time()
        try:
            result = job()
        except Exception:  # noqa: BLE001 - whatever a system raises, it did not read the page
            return None, time.process_time() - start
        best = min(best, time.process_time() - start)
    return result, best


def parse_alone(page: Page) -> Output:
    """Parse a page with lxml and do nothing with it."""
    from lxml import etree

    etree.HTML(page.html, etree.HTMLParser(huge_tree=True))
    return Output("")


def language_of(page: Page, done: Sequence[Done]) -> str:
    """Name the language that a page says it is in, as newsconv reads it; it is read again where newsconv did not."""
    tag = next((output.language for key, output, _ in done if key == ("", OURS) and output), None)
    if tag is None:
        output, _ = timed(lambda: SYSTEMS[OURS][1](page, ""), 1)
        tag = output.language if output else ""
    return tag.partition("-")[0].lower() or UNKNOWN


# ---------------------------------------------------------------- figures


def figures(pages: Sequence[Scored]) -> dict[str, float | None]:
    """Give the figures of pages; `None` for fields that the system names on none of them, as it does not look for any.

    See `quality_measures.summary`.
    """
    found = summary([scored.score for scored in pages])
    for name, attribute in FIELDS.items():
        if not any(getattr(scored.output, attribute) for scored in pages):
            found[name] = None
    return found


def times(results: Iterable[Result]) -> dict[tuple[str, str], dict[str, float]]:
    """Give the times of the systems on pages, by set and system.

    Returns:
        `ms` a page, and the ratio of all pages' time to those of the systems that times are compared with.
    """
    totals = {
        (result.corpus, result.system): (sum(scored.seconds for scored in result.pages), len(result.pages))
        for result in results
        if result.kind == PAGES
    }
    found = {}
    for (corpus, system), (seconds, count) in totals.items():
        found[corpus, system] = {"ms": 1000 * seconds / count} if count else {}
        for other in (REFERENCE, PARSE):
            base = totals.get((corpus, other), (0.0, 0))[0]
            if base:
                found[corpus, system][f"times {other}"] = seconds / base
    return found


def languages(result: Result, *, by_country: bool = False) -> dict[str, list[Scored]]:
    """Part the pages of a result by language, or by country; the largest part comes first, then by name."""
    parts: dict[str, list[Scored]] = {}
    for scored in result.pages:
        parts.setdefault(scored.page.country if by_country else scored.language, []).append(scored)
    return dict(sorted(parts.items(), key=lambda item: (-len(item[1]), item[0])))
