"""The pages of `../shared/corpus` with what people found on them, and how often each is taken.

In: `<set>/truth.jsonl`, one JSON object a page, and the pages it names, gzipped. Out: `Page` records in the order of
their ids, every n-th of them where a sample is asked for: the choice depends on nothing but the order.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from quality_measures import Truth

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["SETS", "Page", "fingerprint", "load_pages", "truth_of"]

SETS: Final = ("aeb", "press", "wcxb")
"""aeb: news pages of the article-extraction-benchmark. press: publishers' pages, with fields. wcxb: article pages."""
FINGERPRINT_CHARS: Final = 16
"""Hexadecimal digits of a hash that tell corpora apart; 64 bits are plenty for that."""


@dataclass(frozen=True)
class Page:
    """One page and what people found on it."""

    corpus: str
    id: str
    html: bytes
    truth: Truth
    url: str = ""
    country: str = ""
    """ISO 3166 code in small letters, where the truth names one."""


def load_pages(shared: Path, corpus: str, *, every: int = 1) -> list[Page]:
    """Give every n-th page of a set, sorted by id; nothing where the set is not there.

    Args:
        shared: the folder that holds `corpus`.
        corpus: name of the set.
        every: 1 for all pages.
    """
    folder = shared / "corpus" / corpus
    path = folder / "truth.jsonl"
    if not path.is_file():
        return []
    rows = [json.loads(line) for line in path.read_bytes().splitlines()]
    rows.sort(key=lambda row: row["id"])
    return [
        Page(
            corpus,
            row["id"],
            gzip.decompress((folder / row["page"]).read_bytes()),
            truth_of(row),
            row.get("url") or "",
            row.get("country") or "",
        )
        for row in rows[::every]
    ]


def truth_of(row: dict[str, Any]) -> Truth:
    """Read a row of a truth file.

    Some pages show the summary above the story and some don't, so that a truth with one has two readings: with and
    without it.
    """
    if "sections" in row:
        parts = [line for section in row["sections"] for line in (*section["headline"], *section["paragraphs"])]
        texts = [[*row["summary"], *parts], parts] if row.get("summary") else [parts]
    else:
        texts = [row["body"]]
    return Truth(
        texts=tuple("\n\n".join(lines) for lines in texts),
        title=row.get("title") or "",
        authors=tuple(row.get("authors") or ()),
        published=row.get("published") or "",
        wanted=tuple(row.get("with") or ()),
        unwanted=tuple(row.get("without") or ()),
    )


def fingerprint(shared: Path, corpus: str) -> str:
    """Tell one state of a set from another: a hash of its truth, and of the names and sizes of its pages."""
    folder = shared / "corpus" / corpus
    digest = hashlib.sha256((folder / "truth.jsonl").read_bytes())
    for path in sorted((folder / "pages").iterdir()):
        digest.update(f"{path.name} {path.stat().st_size}\n".encode())
    return digest.hexdigest()[:FINGERPRINT_CHARS]
