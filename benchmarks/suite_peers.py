"""The same jobs beside other converters: HTML to Markdown, Markdown to HTML, Markdown to Markdown.

Peers convert all of a page, so newsconv is told to keep everything too (`noise="keep"`); what it does by default,
finding the story, is a row of its own. The time of a job is that of all its sources together.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import material
import newsconv
import peers
from rows import Row, Settings, Suite
from timing import Timing, time_jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peers import Convert

__all__ = ["SUITE"]

KEEP: Final = "newsconv"
DEFAULT: Final = "newsconv, finding the story"
PANDOC: Final = "pandoc"
STARTUP: Final = "pandoc, its start alone"


def run(settings: Settings) -> Iterator[Row]:
    """Give one table for each job and kind of source."""
    for source, target in peers.PEERS:
        for kind, texts in sources(settings, source).items():
            table = f"{source} → {target}: {kind}"
            if texts:
                yield from job_rows(table, texts, (source, target), settings)
            else:
                yield Row(table, "all", note="skipped: needs ../shared")


def sources(settings: Settings, format_name: str) -> dict[str, list[str]]:
    """Give the texts to convert, by kind; a kind that is not there is empty."""
    seeds = [piece for piece in material.seeds(settings) if piece.format == "markdown"]
    ours = [piece for piece in material.examples(settings) if piece.format in {"markdown", "html"}]
    stories = material.stories([*seeds, *ours])
    small = {"stories of seeds and examples": [newsconv.dumps(story, format_name) for story in stories]}
    if format_name == "markdown":
        specification = material.specification(settings)
        return {**small, "the CommonMark specification": [specification] if specification else []}
    pages = material.corpus_pages(settings, count=settings.choose(quick=1, full=6))
    return {
        **small,
        **{f"pages of {name}": [piece.text for piece in pages.get(name, [])] for name in material.CORPORA},
    }


def job_rows(table: str, texts: list[str], formats: tuple[str, str], settings: Settings) -> Iterator[Row]:
    """Measure one job with all who can do it."""
    source, target = formats
    fragment: dict[str, Any] = {"fragment": True} if target == "html" else {}
    ours: dict[str, Convert] = {
        KEEP: partial(newsconv.convert, to=target, format=source, noise="keep", **fragment),
        DEFAULT: partial(newsconv.convert, to=target, format=source, **fragment),
    }
    others = peers.converters(source, target)
    jobs: dict[str, Callable[[], object]] = {}
    failed: dict[str, str] = {}
    for name, convert in {**ours, **others}.items():
        failed[name] = failure(convert, texts)
        jobs |= {} if failed[name] else {name: partial(convert_all, convert, texts)}
    if PANDOC in jobs:
        jobs[STARTUP] = partial(start_pandoc, source, target, len(texts))
    timings = time_jobs(jobs, rounds=settings.choose(quick=3, full=5))
    size_bytes = sum(len(text.encode()) for text in texts)
    yield from (timed_row(table, name, timing, size_bytes) for name, timing in timings.items())
    if PANDOC in jobs:
        yield net_row(table, timings, size_bytes)
    for name in peers.PEERS[formats]:
        if name not in others or failed[name]:
            yield Row(table, name, note=failed.get(name, "") or "not installed (extra `bench`)")


def timed_row(table: str, name: str, timing: Timing, size_bytes: int) -> Row:
    """Give the figures of one converter."""
    median_s = timing.median_s
    return Row(table, name, {"times newsconv": timing.ratio, "ms": median_s * 1e3, "MB/s": size_bytes / 1e6 / median_s})


def net_row(table: str, timings: dict[str, Timing], size_bytes: int) -> Row:
    """Give pandoc's figures without its start."""
    net_s = max(timings[PANDOC].median_s - timings[STARTUP].median_s, 1e-9)
    ratio = net_s / timings[KEEP].median_s
    values = {"times newsconv": ratio, "ms": net_s * 1e3, "MB/s": size_bytes / 1e6 / net_s}
    return Row(table, "pandoc, without its start", dict(values))


def failure(convert: Convert, texts: list[str]) -> str:
    """Say how a converter fails with one of the texts, or nothing; one that fails is not timed at all."""
    for text in texts:
        try:
            convert(text)
        except Exception as error:  # noqa: BLE001 - whatever a peer raises is what its row says
            return f"fails: {type(error).__name__}"
    return ""


def convert_all(convert: Convert, texts: list[str]) -> None:
    """Convert texts."""
    for text in texts:
        convert(text)


def start_pandoc(source: str, target: str, count: int) -> None:
    """Start pandoc as often as it is started for the texts."""
    for _ in range(count):
        peers.pandoc_startup(source, target)


SUITE: Final = Suite("peers", "How do other converters do at the same jobs?", run)
