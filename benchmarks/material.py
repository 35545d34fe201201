"""What is converted: the seeds, the examples of this project, and pages of the corpora, chosen by rule.

Of each corpus an evenly spaced sample of the pages in sorted order is taken: the first of each of `count` equal
parts. No page is chosen by hand.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import newsconv

if TYPE_CHECKING:
    from pathlib import Path

    from rows import Settings

__all__ = ["CORPORA", "Piece", "corpus_pages", "corpus_paths", "examples", "seeds", "specification", "stories"]

CORPORA: Final = ("aeb", "press", "wcxb")
EXAMPLE_SUFFIXES: Final = {".md": "markdown", ".html": "html", ".txt": "text", ".xml": "newsml"}


@dataclass(frozen=True)
class Piece:
    """One source."""

    name: str
    format: str
    text: str


def seeds(settings: Settings) -> list[Piece]:
    """Give the two seeds, or nothing where `../shared` is missing."""
    paths = {settings.shared / "seeds" / "noisy.md": "markdown", settings.shared / "seeds" / "plain.txt": "text"}
    return [
        Piece(f"seed {path.name}", format_name, path.read_text(encoding="utf-8"))
        for path, format_name in paths.items()
        if path.is_file()
    ]


def examples(settings: Settings) -> list[Piece]:
    """Give the stories in the project's own folder of examples."""
    paths = sorted(path for path in (settings.root / "examples").iterdir() if path.suffix in EXAMPLE_SUFFIXES)
    return [
        Piece(f"example {path.name}", EXAMPLE_SUFFIXES[path.suffix], path.read_text(encoding="utf-8")) for path in paths
    ]


def corpus_pages(settings: Settings, *, count: int) -> dict[str, list[Piece]]:
    """Give `count` pages of each corpus that is there, as text."""
    return {name: [read_page(path) for path in paths] for name, paths in corpus_paths(settings, count=count).items()}


def corpus_paths(settings: Settings, *, count: int) -> dict[str, list[Path]]:
    """Choose `count` pages of each corpus that is there."""
    found = {}
    for name in CORPORA:
        folder = settings.shared / "corpus" / name / "pages"
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
        chosen = paths[:: max(1, len(paths) // count)][:count]
        if chosen:
            found[name] = chosen
    return found


def read_page(path: Path) -> Piece:
    """Read a page as text, decoded as newsconv would: peers take no bytes."""
    from newsconv.decoding import decode
    from newsconv.report import Report

    data = gzip.decompress(path.read_bytes())
    return Piece(path.name, "html", decode(data, report=Report()))


def specification(settings: Settings) -> str:
    """Give the source of the CommonMark specification, or nothing."""
    path = settings.shared / "commonmark" / "spec.txt"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def stories(pieces: list[Piece]) -> list[newsconv.Document]:
    """Read pieces."""
    return [newsconv.loads(piece.text, piece.format) for piece in pieces]
