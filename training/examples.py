"""Make examples of the pages of a corpus: their parts, and which of them people took for the story.

In: pages with the text that people took from them. Out: for each page its parts, a label for each part (the share of
its shingles that the truth has), how much the part weighs, and the lines that it brings to a story.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from newsconv.decoding import decode
from newsconv.document import Document, Metadata
from newsconv.formats import ReadOptions
from newsconv.noise.features import Hints
from newsconv.readers.html.article import candidates
from newsconv.readers.html.blocks import read_pieces
from newsconv.readers.html.metadata import find_article_body_text, read_metadata
from newsconv.readers.html.outline import outline
from newsconv.readers.html.tree import body_of, declared_encoding, parse_text
from newsconv.report import Report
from quality_corpora import load_pages
from quality_measures import fold_line, lines_of, shingles, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsconv.noise.parts import Part
    from quality_corpora import Page

__all__ = ["Example", "fold_of", "host_of", "load_examples"]

STORY_SHARE: Final = 0.5
"""Share of a part's shingles in the truth from which on it is story."""
DOUBT: Final = (0.2, 0.8)
"""Shares between which a label is in doubt, and weighs less."""
SET_WEIGHTS: Final = {"aeb": 2.5, "press": 2.5, "wcxb": 1.0}
"""What a page of each set weighs: the sets differ in size, and wcxb holds shops and manuals beside news."""
SHORT_TOKENS: Final = 4


class Example(msgspec.Struct, kw_only=True):
    """One page."""

    corpus: str
    id: str
    host: str
    hints: Hints
    parts: list[Any]
    """`Part` records without their elements."""
    lines: list[str]
    """What each part brings to a story, one line a paragraph."""
    story: list[bool]
    weights: list[float]
    page: Any
    """The `Page` with its truth."""
    maker: str = ""
    """What made of the page the source that was cut; empty for the page itself."""
    trains: bool = True
    """Whether it is learned from; what only measures is none of a table's business."""


def load_examples(shared: Path, sets: tuple[str, ...] = ("aeb", "press", "wcxb"), every: int = 1) -> Iterator[Example]:
    """Make the examples of some sets, every n-th page of each."""
    for corpus in sets:
        for page in load_pages(shared, corpus, every=every):
            yield make_example(page)


def make_example(page: Page) -> Example:
    """Cut one page and label its parts."""
    report = Report()
    text = decode(page.html, report=report, declared=declared_encoding(page.html), name="")
    root = parse_text(text, report=report)
    metadata = read_metadata(root, options=ReadOptions(), report=report)
    hints = Hints(
        headline=metadata.headline, witness=find_article_body_text(root), description=metadata.description or ""
    )
    parts = candidates(outline(body_of(root)).parts)
    lines = [story_lines(part) for part in parts]
    shares = label_parts(parts, page.truth.texts)
    summary = summary_lines(page.truth.texts)
    weights = [
        0.0 if not line or fold_line(part.text) in summary else weight
        for part, line, weight in zip(parts, lines, weigh(parts, shares, page), strict=True)
    ]
    for part in parts:
        part.element = part.pieces = None
        box = part.box
        while box is not None and box.element is not None:
            box.element = None
            box = box.parent
    return Example(
        corpus=page.corpus,
        id=page.id,
        host=host_of(page),
        hints=hints,
        parts=parts,
        lines=lines,
        story=[share >= STORY_SHARE for share in shares],
        weights=weights,
        page=msgspec.structs.replace(page, html=b"") if isinstance(page, msgspec.Struct) else strip(page),
    )


def strip(page: Page) -> Page:
    """Drop the page's bytes."""
    import dataclasses

    return dataclasses.replace(page, html=b"")


def story_lines(part: Part) -> str:
    """Give the paragraphs that a part brings to a story."""
    blocks = read_pieces(part.pieces, report=Report())
    return "\n\n".join(Document(Metadata(), blocks).paragraphs())


def label_parts(parts: list[Part], texts: tuple[str, ...]) -> list[float]:
    """Give for each part the share of its shingles in the truth; what occurs once there counts once."""
    left: Counter[tuple[str, ...]] = Counter()
    left_lines: Counter[str] = Counter()
    for text in texts:
        left |= shingles(tokens(text))
        left_lines |= lines_of(text)
    known = set(left_lines)
    shares = []
    for part in parts:
        line, own = fold_line(part.text), shingles(tokens(part.text))
        if line in known:
            found = left_lines[line] > 0
            left_lines[line] -= 1
            left.subtract(own)
            shares.append(float(found))
            continue
        hit = sum(min(count, max(0, left[shingle])) for shingle, count in own.items())
        share = hit / own.total() if own and len(tokens(part.text)) >= SHORT_TOKENS else 0.0
        if share >= STORY_SHARE:
            left.subtract(own)
        shares.append(share)
    return shares


def summary_lines(texts: tuple[str, ...]) -> set[str]:
    """Give the lines that only one reading of a truth has: what may be in a story or not."""
    readings = [set(lines_of(text)) for text in texts]
    return set.union(*readings) - set.intersection(*readings)


def weigh(parts: list[Part], shares: list[float], page: Page) -> list[float]:
    """Give what each part weighs: its share of the page's words and of its paragraphs, so that pages are equal."""
    words = max(60, max(len(tokens(text)) for text in page.truth.texts))
    lines = max(5, max(lines_of(text).total() for text in page.truth.texts))
    weights = []
    for part, share in zip(parts, shares, strict=True):
        weight = 0.6 * min(len(tokens(part.text)), 400) / words + 0.4 / lines
        if DOUBT[0] < share < DOUBT[1]:
            weight *= 0.4
        weights.append((min(weight, 0.4) * 25 + 0.02) * SET_WEIGHTS[page.corpus])
    return weights


def host_of(page: Page) -> str:
    """Give the publisher: the registrable part of the host, roughly."""
    host = urlsplit(page.url).hostname or page.id
    names = host.split(".")
    if len(names) <= 2:
        return host
    return ".".join(names[-3:] if len(names[-2]) <= 3 and len(names) > 2 else names[-2:])


def fold_of(host: str, folds: int, salt: str = "") -> int:
    """Give the fold of a publisher: always the same one, whatever else is in the corpus."""
    return int(hashlib.sha256(f"{salt}{host}".encode()).hexdigest(), 16) % folds
