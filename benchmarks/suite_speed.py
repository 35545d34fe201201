"""How near reading and writing come to the least that there is: the parser's own time for the same bytes.

Feeds: each NewsML file of the agencies of 10 kB or more is parsed by lxml, read, and written again. Pages: the same
for a sample of a corpus, without writing, and beside it what trafilatura takes to find the same. Markdown that other
programs make of these pages is parsed by markdown-it-py, which is Python as newsconv is. The least processor time of
each job counts, since a disturbance can only add to it; all jobs of a source run in turn, so that the ratios are those
of one run.
"""

from __future__ import annotations

import gzip
import importlib.util
import io
import math
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

import newsconv
from material import corpus_paths, read_page
from newsconv.testing.producers import PRODUCERS
from rows import Row, Settings, Suite
from timing import best_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["SUITE"]

MIN_FEED_BYTES: Final = 10_000
"""Bytes of a feed from which on it is measured: in a smaller one what every call costs hides the rest."""
FEEDS: Final = "NewsML-G2 of agencies, and how often the time of `lxml.etree.fromstring` for the same bytes"
PAGES: Final = "pages, and how often the time of lxml's HTML parser for the same bytes"
MARKDOWN: Final = "pages made into Markdown, and how often the time of markdown-it-py's parser for the same text"
MODULES: Final = {
    "markdownify": "markdownify",
    "html2text": "html2text",
    "html-to-markdown": "html_to_markdown",
}
"""Makers of noisy Markdown, to the module that each needs."""


def run(settings: Settings) -> Iterator[Row]:
    """Give a table of feeds, one of pages and one of Markdown."""
    yield from feed_rows(settings)
    yield from page_rows(settings)
    yield from markdown_rows(settings)


def feed_rows(settings: Settings) -> Iterator[Row]:
    """Give a row for each large feed."""
    folder = settings.shared / "feeds" / "agencies"
    sources = {path.name: path.read_bytes() for path in sorted(folder.glob("*.xml"))}
    large = {name: data for name, data in sources.items() if len(data) >= MIN_FEED_BYTES}
    for name, data in large.items():
        stories = read_feed(data)
        jobs: dict[str, Callable[[], object]] = {
            "parse": partial(etree.fromstring, data),
            "read": partial(read_feed, data),
            "write": partial(newsconv.dumps_all, stories, "newsml"),
        }
        yield Row(FEEDS, name, figures(jobs, settings, len(data)))
    if not large:
        yield Row(FEEDS, "all", note="skipped: needs ../shared/feeds")


def page_rows(settings: Settings) -> Iterator[Row]:
    """Give a row for the pages of each corpus, read one after the other."""
    found = corpus_paths(settings, count=settings.choose(quick=3, full=20))
    for corpus, paths in found.items():
        pages = [gzip.decompress(path.read_bytes()) for path in paths]
        jobs: dict[str, Callable[[], object]] = {
            "parse": partial(each, parse_page, pages),
            "read": partial(each, partial(newsconv.loads, format="html"), pages),
        }
        if importlib.util.find_spec("trafilatura") is not None:
            jobs["trafilatura"] = partial(each, extract, pages)
        yield Row(PAGES, f"{len(pages)} pages of {corpus}", figures(jobs, settings, sum(map(len, pages)), len(pages)))
    if not found:
        yield Row(PAGES, "all", note="skipped: needs ../shared/corpus")


def markdown_rows(settings: Settings) -> Iterator[Row]:
    """Give a row for each maker of Markdown and corpus, of pages one after the other."""
    found = corpus_paths(settings, count=settings.choose(quick=3, full=20))
    if not found:
        yield Row(MARKDOWN, "all", note="skipped: needs ../shared/corpus")
        return
    makers = [name for name, module in MODULES.items() if importlib.util.find_spec(module) is not None]
    if importlib.util.find_spec("markdown_it") is None or not makers:
        yield Row(MARKDOWN, "all", note="skipped: needs markdown-it-py and a maker of Markdown")
        return
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    for (corpus, paths), maker in product(found.items(), makers):
        made = (PRODUCERS[maker](read_page(path).text) for path in paths)
        texts = [text for text in made if text.strip()]  # of a page that scripts fill nothing may be left
        jobs: dict[str, Callable[[], object]] = {
            "parse": partial(each, parser.parse, texts),
            "read": partial(each, partial(newsconv.loads, format="markdown"), texts),
        }
        name = f"{len(texts)} pages of {corpus} by {maker}"
        yield Row(MARKDOWN, name, figures(jobs, settings, sum(map(len, texts)), len(texts)))


def figures(
    jobs: dict[str, Callable[[], object]], settings: Settings, size_bytes: int, count: int = 1
) -> dict[str, float | int | str | None]:
    """Time the jobs of one source, or of several of which the mean is given; the first job is the measure."""
    least_s = dict.fromkeys(jobs, math.inf)
    for _ in range(settings.choose(quick=2, full=15)):
        for name, job in jobs.items():
            least_s[name] = min(least_s[name], best_seconds(job, rounds=1))
    parse_s = least_s.pop("parse")
    values: dict[str, float | int | str | None] = {"kB": size_bytes / 1e3 / count, "parse, ms": parse_s * 1e3 / count}
    for name, seconds in least_s.items():
        values[f"{name}, ms"] = seconds * 1e3 / count
        values[f"{name}, times"] = seconds / parse_s
    return values


def read_feed(data: bytes) -> list[newsconv.Document]:
    """Read all that a feed holds."""
    return list(newsconv.load_all(io.BytesIO(data), "newsml"))


def parse_page(data: bytes) -> object:
    """Parse a page and do nothing else; the bytes are taken for UTF-8, as nearly all are."""
    return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True))


def extract(data: bytes) -> object:
    """Do with trafilatura what reading does: find the story of a page and its metadata, and write nothing."""
    import trafilatura

    return trafilatura.bare_extraction(data, with_metadata=True)


def each(job: Callable[[Any], object], pages: Sequence[str | bytes]) -> None:
    """Do a job with each page."""
    for page in pages:
        job(page)


SUITE: Final = Suite("speed", "How many times the parser's own time do reading and writing take?", run)
