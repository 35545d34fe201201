"""Items of the news standards that are odd but possible, made by hand: nothing of them is lost, and all laws hold.

Each file of `odd` is an item that puts in one place what feeds have in many: several languages and bodies, packages,
withdrawn items, dates of all kinds, private parts, tables with spans, associations in associations, files that lie
about their encoding.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import newsconv
from accounts import unaccounted
from newsconv.formats import Source, detect_format
from newsconv.testing import check_lossless, check_projection, check_stable_chain, check_stable_output, check_total
from newsconv.validate import judge, load_schemas

if TYPE_CHECKING:
    from newsconv.document import Document
    from newsconv.validate import Schema, Violation

FOLDER: Final = Path(__file__).parent / "odd"
FILES: Final = tuple(path.name for path in sorted(FOLDER.iterdir()))
LOSSLESS: Final = ("json", "newsml", "html", "markdown")
PROJECTING: Final = ("nitf", "ninjs", "text")
SCHEMAS: Final = {
    "newsml": ("NewsML-G2_2.35-spec-All-Power.xsd", "nitf-3-6.xsd"),
    "nitf": ("nitf-3-6.xsd",),
    "ninjs": ("ninjs-schema_3.1.json",),
}
"""Schemas by which what is written is judged."""


def data_of(name: str) -> bytes:
    """Read a file."""
    return (FOLDER / name).read_bytes()


def stories_of(name: str) -> list[Document]:
    """Read the stories of a file."""
    data = data_of(name)
    return list(newsconv.load_all(io.BytesIO(data), detect_format(data).name))


@pytest.mark.parametrize("name", FILES)
def test_every_value_is_accounted_for(name: str) -> None:
    """Each text and attribute of an odd item is in its documents, or in the report."""
    assert unaccounted(data_of(name)) == []


@pytest.mark.parametrize("name", FILES)
def test_odd_items_give_normal_documents(name: str) -> None:
    """What is read is normal, and the same each time."""
    data = data_of(name)
    check_total(data, detect_format(data).name)
    assert stories_of(name)


@pytest.mark.parametrize("name", FILES)
def test_odd_items_survive_every_format(name: str) -> None:
    """Lossless formats give the same document again, the others one that no longer changes; the bytes stay."""
    for story in stories_of(name):
        for other in LOSSLESS:
            check_lossless(story, other)
            check_stable_output(story, other)
        for other in PROJECTING:
            check_projection(story, other)
            check_stable_output(story, other)
        check_stable_chain(story, ["html", "newsml", "json", "markdown"])


@pytest.mark.parametrize("standard", sorted(SCHEMAS))
def test_odd_items_become_valid(shared: Path, standard: str) -> None:
    """What is written in a standard is valid by its schema."""
    schemas = load_schemas([shared / "schemas" / schema for schema in SCHEMAS[standard]])
    faults = {
        name: [str(violation) for story in stories_of(name) for violation in judged(story, standard, schemas)]
        for name in FILES
    }
    assert {name: found for name, found in faults.items() if found} == {}


def judged(story: Document, standard: str, schemas: list[Schema]) -> list[Violation]:
    """Judge what is written of a story."""
    return judge(Source(newsconv.dumps(story, standard, private=True)), schemas)
