"""Make examples of what programs make of pages: Markdown by several converters, and dumps of text.

In: the pages of a corpus. Out: an `Example` for each page and maker, with parts as the readers of Markdown and text cut
them, and examples of clean texts, in which everything is story: the truths as newsconv writes them. What a maker makes
is kept in a folder, as some take seconds for a page.

    python training/noisy.py FOLDER [--every N] [--makers NAME,NAME]

makes them all, which the other scripts do as they need them.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from examples import STORY_SHARE, Example, host_of, label_parts, story_lines, strip, summary_lines, weigh

from newsconv.document import Document, Heading, Paragraph, Text, normalize
from newsconv.document.plain import block_text, iter_paragraphs
from newsconv.formats import ReadOptions, Source
from newsconv.noise.features import Hints
from newsconv.readers.html.page import read as read_page
from newsconv.readers.markdown.front_matter import split_front_matter
from newsconv.readers.markdown.reader import prepare as prepare_markdown
from newsconv.readers.markdown.whole_page import cut_markdown, hints_of
from newsconv.readers.text.layout import Passage
from newsconv.readers.text.seams import find_seams
from newsconv.readers.text.story import prepare as prepare_text
from newsconv.readers.text.whole_page import cut_text
from newsconv.report import Report
from newsconv.testing import PRODUCERS
from newsconv.writers.markdown.blocks import write_blocks
from quality_corpora import load_pages
from quality_inputs import DUMPS
from quality_measures import fold_line
from quality_systems import page_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsconv.document import Block
    from quality_corpora import Page

__all__ = ["MAKERS", "load_noisy", "made_of", "noisy_pages"]

ROOT: Final = Path(__file__).resolve().parents[1]

MARKDOWN_MAKERS: Final = (
    "markdownify",
    "markdownify-atx",
    "markdownify-bare",
    "html2text",
    "html-to-markdown",
    "turbohtml",
    "pandoc",
    "pandoc-gfm",
    "jina-reader",
    "crawl4ai",
)
MAKERS: Final = {"markdown": MARKDOWN_MAKERS, "text": tuple(DUMPS)}
"""Makers of each kind of source."""
EVERY: Final = {"aeb": 1, "press": 1, "wcxb": 3}
"""Every how many pages of a set one is taken, to keep the time down."""
PER_PAGE: Final = {"markdown": 4, "text": 2}
"""How many makers of each kind a page is learned from, chosen by a hash of its name; the others measure only."""
Cut: TypeAlias = "tuple[list[Any], list[str], Hints]"
"""Parts, what each brings to a story, and what is known of the source."""


def load_noisy(shared: Path, made: Path, every: int = 1) -> Iterator[Example]:
    """Make the examples of all sets."""
    for page in noisy_pages(shared, tuple(EVERY), every):
        for kind, makers in MAKERS.items():
            yield from noisy_examples(page, kind, makers, made)
        for maker, blocks in clean_blocks(page):
            for kind in MAKERS:
                if blocks:
                    yield make_clean(page, maker, blocks, kind)


def noisy_pages(shared: Path, sets: Sequence[str], every: int = 1) -> Iterator[Page]:
    """Give the pages that sources are made of."""
    for corpus in sets:
        yield from load_pages(shared, corpus, every=EVERY[corpus] * every)


def noisy_examples(page: Page, kind: str, makers: Sequence[str], made: Path) -> Iterator[Example]:
    """Make the examples of a page by all makers of a kind, some of which are learned from."""
    order = sorted(makers, key=lambda maker: hashlib.sha256(f"{page.id}{maker}".encode()).hexdigest())
    texts = [(maker, text) for maker in order if (text := made_of(page, maker, made)).strip()]
    for number, (maker, text) in enumerate(texts):
        example = make_noisy(page, maker, text, kind)
        example.trains = number < PER_PAGE[kind]
        yield example


def made_of(page: Page, maker: str, made: Path) -> str:
    """Give what a maker makes of a page, from the folder where it is there; nothing where the maker fails."""
    name = maker.replace(", ", "-").replace(" ", "-")
    path = made / name / f"{page.corpus}-{hashlib.md5(page.id.encode()).hexdigest()}.md"  # noqa: S324 - a file name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make(page, maker), encoding="utf-8", errors="replace", newline="")
    return path.read_text(encoding="utf-8", errors="replace")


def make(page: Page, maker: str) -> str:
    """Have a maker make its text of a page; each has its own ways to fail on broken pages."""
    makers = {**PRODUCERS, **DUMPS, "pandoc-gfm": pandoc_gfm}
    try:
        return makers[maker](page_text(page.html))
    except Exception as error:  # noqa: BLE001 - as above; a page without one maker is no loss
        print(maker, page.id, type(error).__name__)
        return ""


def pandoc_gfm(html: str) -> str:
    """Turn a page into GitHub's Markdown with pandoc."""
    import pypandoc

    return str(pypandoc.convert_text(html, "gfm", format="html", extra_args=["--sandbox", "--quiet"]))


def make_noisy(page: Page, maker: str, text: str, kind: str) -> Example:
    """Cut what a maker made of a page, and label its parts."""
    parts, lines, hints = cut(text, kind)
    shares = label_parts(parts, page.truth.texts)
    summary = summary_lines(page.truth.texts)
    weights = [
        0.0 if not line or fold_line(part.text) in summary else weight
        for part, line, weight in zip(parts, lines, weigh(parts, shares, page), strict=True)
    ]
    return example_of(page, maker, (parts, lines, hints), [share >= STORY_SHARE for share in shares], weights)


def make_clean(page: Page, maker: str, blocks: Sequence[Block], kind: str) -> Example:
    """Make an example of blocks as newsconv writes them, without its signature: everything is story."""
    text = "\n\n".join(write_blocks(blocks) if kind == "markdown" else iter_paragraphs(blocks))
    parts, lines, hints = cut(text, kind)
    weights = weigh(parts, [1.0] * len(parts), page)
    return example_of(page, f"{maker}-{kind}", (parts, lines, hints), [True] * len(parts), weights)


def clean_blocks(page: Page) -> Iterator[tuple[str, Sequence[Block]]]:
    """Give the story of a page: as people took it, and as newsconv reads it, with headings, lists and links."""
    lines = page.truth.texts[0].split("\n")
    yield "truth", normalize(Document(body=tuple(Paragraph((Text(line),)) for line in lines if line.strip()))).body
    document = read_page(Source(data=page.html), options=ReadOptions(), report=Report())
    headline = (Heading(1, (Text(document.metadata.headline),)),) if document.metadata.headline else ()
    yield "read", normalize(Document(body=(*headline, *document.body))).body


def cut(text: str, kind: str) -> Cut:
    """Cut a text as its reader does: give the parts, what each brings to a story, and what is known of it."""
    report = Report()
    if kind == "markdown":
        source = prepare_markdown(split_front_matter(text, report=report), report)
        _, parts = cut_markdown(source.body)
        lines = [story_lines(part) for part in parts]
        hints = hints_of(parts, source.metadata)
    else:
        prepared = prepare_text(text, report)
        pieces = cut_text(prepared.parts, prepared.lines, find_seams(prepared.lines))
        parts = [piece.part for piece in pieces]
        lines = [
            piece.source.text if isinstance(piece.source, Passage) else block_text(piece.source.block)
            for piece in pieces
        ]
        hints = Hints(headline=prepared.fields.get("headline", ""))
    for part in parts:
        part.element = part.pieces = None
        box = part.box
        while box is not None and box.element is not None:
            box.element = None
            box = box.parent
    return parts, lines, hints


def example_of(page: Page, maker: str, cut_parts: Cut, story: list[bool], weights: list[float]) -> Example:
    """Put an example together."""
    parts, lines, hints = cut_parts
    return Example(
        corpus=page.corpus,
        id=f"{page.id} {maker}",
        host=host_of(page),
        hints=hints,
        parts=parts,
        lines=lines,
        story=story,
        weights=weights,
        page=strip(page),
        maker=maker,
    )


def main() -> None:
    """Make what is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every n-th of the pages (default: all)")
    parser.add_argument("--makers", default=",".join((*MARKDOWN_MAKERS, *(name.replace(",", "") for name in DUMPS))))
    options = parser.parse_args()
    wanted = options.makers.split(",")
    for page in noisy_pages(ROOT.parent / "shared", tuple(EVERY), options.every):
        for maker in (*MARKDOWN_MAKERS, *DUMPS):
            if maker.replace(",", "") in wanted:
                made_of(page, maker, options.folder)


if __name__ == "__main__":
    main()
