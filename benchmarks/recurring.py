"""Measure what counting over a site's pages adds: `python benchmarks/recurring.py [--least N] [--made N]`.

Reads the pages of `../shared/corpus` with and without what recurs on their site, as pages, as Markdown and as text made
of them, and prints the figures of `quality_measures` for both, with the words that went and how many of the story's
shingles were among them: those must be about none.

Few sites have three pages there, and most of these come from different years. `--made N` makes more: each page of the
press set is a site of N pages, on which the paragraphs of its story are exchanged for those of other pages' stories,
while everything around stays. `--least 2` takes sites of two pages, and lets two pages decide, which newsconv does not.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import html as parser

import newsconv
from newsconv import sites
from newsconv.noise import recurring as rule
from newsconv.sites import host_of
from quality_corpora import SETS, Page, load_pages
from quality_inputs import PAGES, makers
from quality_measures import Score, Truth, fold_line, score, shingles, summary, tokens
from quality_systems import output_of, page_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsconv.sites import Recurring

__all__ = ["main"]

SHARED: Final = Path(__file__).resolve().parents[1].parent / "shared"
INPUTS: Final = (
    (PAGES, ""),
    ("markdown", "markdownify"),
    ("markdown", "html2text"),
    ("text", "html2text, without links"),
)
"""Kinds of input with what makes them."""
LEFT_CHARS: Final = 30
"""Characters at either end of a line by whose presence a page is told to have something of its story left."""
MAX_INSIDE: Final = 40
"""Elements within another from which on it is taken for more than a line of a story."""
FIGURES: Final = ("f1", "precision", "recall", "paragraphs", "exact")


@dataclass
class Result:
    """What one kind of input came to."""

    without: list[Score] = field(default_factory=list)
    with_sites: list[Score] = field(default_factory=list)
    changed: int = 0
    words: int = 0
    """Words that went."""
    lost: int = 0
    """Shingles of the story among what went."""


def main(arguments: list[str] | None = None) -> int:
    """Run what was asked for; give the exit code."""
    options = parse_arguments(arguments)
    sites.MIN_PAGES = rule.MIN_PAGES = min(options.least, sites.MIN_PAGES)  # type: ignore[misc] - what if
    for corpus in options.sets:
        pages = load_pages(SHARED, corpus, every=options.sample)
        groups = list(made_sites(pages, options.made)) if options.made else list(real_sites(pages, options.least))
        for kind, maker in INPUTS:
            result = Result()
            for group in groups:
                run_site(group, kind, maker, result)
            print_result(f"{corpus}, {kind} {maker}".rstrip(), len(groups), result)
    return 0


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    reader = argparse.ArgumentParser(description="Measure what counting over a site's pages adds.")
    reader.add_argument("--sets", type=lambda text: text.split(","), default=list(SETS), help="aeb,press,wcxb")
    reader.add_argument("--least", type=int, default=3, help="pages of a site from which on it is read")
    reader.add_argument("--made", type=int, default=0, help="make sites of so many pages of each page of the set")
    reader.add_argument("--sample", type=int, default=1, help="take every n-th page")
    return reader.parse_args(arguments)


# ---------------------------------------------------------------- sites


def real_sites(pages: Iterable[Page], least: int) -> Iterator[list[Page]]:
    """Give the pages of each host that has enough of them."""
    groups: dict[str, list[Page]] = {}
    for page in pages:
        groups.setdefault(host_of(page.url), []).append(page)
    return (group for host, group in groups.items() if host and len(group) >= least)


def made_sites(pages: Sequence[Page], size: int) -> Iterator[list[Page]]:
    """Make a site of each page whose paragraphs are all found: the page, and others like it with other stories."""
    stories = [lines for page in pages if len(lines := page.truth.texts[-1].split("\n\n")) >= size]
    for number, page in enumerate(pages):
        made = [copy_with(page, stories[(number * size + copy) % len(stories)], copy) for copy in range(1, size)]
        if None not in made:
            yield [page, *filter(None, made)]


def copy_with(page: Page, story: Sequence[str], number: int) -> Page | None:
    """Give a page with another story, or nothing where anything of its own would stay.

    Line for line is exchanged; where the other story is shorter, it starts again with its words in another order, and
    each line is numbered, so that nothing of it recurs.
    """
    root = parser.document_fromstring(page_text(page.html).encode(), parser=parser.HTMLParser(encoding="utf-8"))
    for element in list(root.iter("script", "meta", "link")):
        element.drop_tree()  # copies, descriptions and the address of the story that is exchanged
    own = {fold_line(line) for text in page.truth.texts for line in text.split("\n") if fold_line(line)}
    lines = []
    for place, element in enumerate(elements_of(root, own)):
        line = story[place % len(story)]
        for _ in range(place // len(story)):
            line = " ".join(reversed(line.split()))
        tail = element.tail
        element.clear(keep_tail=False)
        element.text, element.tail = f"{line} ({number}.{place})", tail
        lines.append(element.text)
    for element in root.iter("h1"):
        element.text = f"{number} {element.text or ''}"
    rest = folded_text(root)
    ends = [end for line in own if len(line) >= LEFT_CHARS for end in (line[:LEFT_CHARS], line[-LEFT_CHARS:])]
    if not lines or any(end in rest for end in ends):
        return None
    made = parser.tostring(root, encoding="unicode").encode()
    return Page(page.corpus, f"{page.id}-{number}", made, Truth(("\n\n".join(lines),)), page.url)


def elements_of(root: parser.HtmlElement, own: set[str]) -> list[parser.HtmlElement]:
    """Give the innermost elements that hold a line of a story each, in reading order."""
    small = [element for element in root.iter() if sum(1 for _ in islice(element.iter(), MAX_INSIDE)) < MAX_INSIDE]
    holders = [element for element in small if isinstance(element.tag, str) and folded_text(element) in own]
    outer = {ancestor for element in holders for ancestor in element.iterancestors()}
    return [element for element in holders if element not in outer]


def folded_text(element: parser.HtmlElement) -> str:
    """Give the text of an element as lines of stories are compared."""
    return fold_line(str(element.text_content()))


# ---------------------------------------------------------------- figures


def run_site(group: Sequence[Page], kind: str, maker: str, result: Result) -> None:
    """Read the pages of a site with and without what recurs there."""
    sources = [source_of(page, kind, maker) for page in group]
    pairs = [(page, source) for page, source in zip(group, sources, strict=True) if source.strip()]
    name = "html" if kind == PAGES else kind
    base = f"https://{host_of(group[0].url)}/"
    recurring = newsconv.recurring([source for _, source in pairs], name, base_url=base)
    for page, source in pairs:
        add_page(page, read(source, name, base, None), read(source, name, base, recurring), result)


def source_of(page: Page, kind: str, maker: str) -> bytes:
    """Give a page, or what a maker makes of it."""
    return page.html if kind == PAGES else makers(kind)[maker](page_text(page.html)).encode("utf-8", "replace")


def read(source: bytes, name: str, base: str, recurring: Recurring | None) -> newsconv.Document:
    """Read a page."""
    return newsconv.loads(source, name, base_url=base, recurring=recurring)


def add_page(page: Page, before: newsconv.Document, after: newsconv.Document, result: Result) -> None:
    """Score a page both ways, and count what went."""
    outputs = [output_of(document) for document in (before, after)]
    first, second = (score(output, page.truth) for output in outputs)
    result.without.append(first)
    result.with_sites.append(second)
    if outputs[0].text == outputs[1].text:
        return
    words = [tokens(output.text) for output in outputs]
    truth = shingles(tokens(first.truth))
    kept = [(shingles(each) & truth).total() for each in words]
    result.changed += 1
    result.words += (Counter(words[0]) - Counter(words[1])).total()
    result.lost += kept[0] - kept[1]


def print_result(name: str, count: int, result: Result) -> None:
    """Print the figures of one kind of input."""
    total = len(result.without)
    print(f"{name}: {total} pages of {count} sites, {result.changed} changed, {result.words} words gone,", end=" ")
    print(f"{result.lost} shingles of stories among them")
    for label, scores in (("without", result.without), ("with", result.with_sites)):
        found = summary(scores) if scores else {}
        print(f"  {label:8}", *(f"{each} {found[each]:.4f}" for each in FIGURES if found.get(each) is not None))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
