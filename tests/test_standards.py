"""Everything that is written in a news standard is valid by that standard's own schema, from whatever source.

Needs ../shared, which holds the IPTC's schemas: NewsML-G2 2.35, NITF 3.6 and ninjs 3.1, the last with format checkers.
"""

from __future__ import annotations

import gzip
import importlib
import sys
from functools import cache
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any, Final

import msgspec
import pytest
from hypothesis import given

import newsconv
from newsconv import Metadata
from newsconv.convert import read_many
from newsconv.errors import NewsconvError
from newsconv.formats import Source, find_format, installed_names
from newsconv.testing import documents
from newsconv.testing.awkward import LINES, MARKS
from newsconv.validate import judge, load_schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsconv.document import Document
    from newsconv.validate import Schema

SCHEMAS: Final = {
    "newsml": ("NewsML-G2_2.35-spec-All-Power.xsd", "nitf-3-6.xsd"),
    "nitf": ("nitf-3-6.xsd",),
    "ninjs": ("ninjs-schema_3.1.json",),
}
"""Schemas of what is written; NITF that stands in a newsItem is judged, too."""
PAGES_EACH: Final = 5
"""Pages of each corpus that are converted."""
TEXT_FIELDS: Final = tuple(
    name for name in Metadata.__struct_fields__ if getattr(Metadata(), name) == "" and name != "status"
)
ODD_VALUES: Final = ("a b:c d", "a\tb\nc", "x" * 300, "en_US", "http://a b/ü?[]", "%zz", "\u2028", "2025-13-01")
"""What tempts a writer: no qcode, no line, no language tag, no address, no date."""
LEAST_SURVIVAL: Final = 0.98
"""Share of values that the project promises."""
LEAST_ITEMS: Final = 30
"""Items with text in the feeds; 34 were counted."""
SHOWN: Final = 5
"""Violations that a failure shows."""


@pytest.fixture(scope="session", params=sorted(SCHEMAS))
def standard(request: pytest.FixtureRequest, shared: Path) -> str:
    """Give the name of each news standard that is written."""
    name = str(request.param)
    if name not in installed_names() or not find_format(name).writes:
        pytest.skip(f"the format {name} is not installed yet")
    for schema in SCHEMAS[name]:
        if not (shared / "schemas" / schema).is_file():
            pytest.skip(f"needs ../shared/schemas/{schema}")
    return name


@cache
def schemas_of(folder: Path, name: str) -> list[Schema]:
    """Read the schemas of a standard."""
    return load_schemas([folder / schema for schema in SCHEMAS[name]])


def faults_of(text: str, folder: Path, name: str) -> list[str]:
    """Give the violations of an output, the first ones."""
    return [str(violation) for violation in judge(Source(text), schemas_of(folder, name))[:SHOWN]]


def stories_in(paths: list[Path]) -> Iterator[tuple[str, Document]]:
    """Read each story of files, but those that no format reads."""
    for path in paths:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        name = path.name.removesuffix(".gz")
        try:
            stories = list(read_many(Source(data, name), "html" if path.suffix == ".gz" else None, None, {}))
        except NewsconvError:
            continue  # that all feeds are read is another test's business
        yield from ((name, story) for story in stories)


def invalid(paths: list[Path], folder: Path, name: str) -> dict[str, list[str]]:
    """Write the stories of files in a standard; give those that are not valid, with their violations."""
    found = {}
    count = 0
    for source, story in stories_in(paths):
        count += 1
        if faults := faults_of(newsconv.dumps(story, name, private=True), folder, name):
            found[source] = faults
    assert count, "no story was read"
    return found


def test_feeds_become_valid(standard: str, shared: Path) -> None:
    """Every agency file and every listing of the IPTC that is read is valid when it is written."""
    paths = sorted(path for path in (shared / "feeds").rglob("*") if path.is_file())
    assert invalid(paths, shared / "schemas", standard) == {}


def test_seeds_become_valid(standard: str, shared: Path) -> None:
    """The two documents that the project began with are valid when they are written."""
    paths = sorted(path for path in (shared / "seeds").iterdir() if path.is_file())
    assert invalid(paths, shared / "schemas", standard) == {}


@pytest.mark.parametrize("corpus", ["aeb", "press", "wcxb"])
def test_pages_become_valid(standard: str, corpus: str, shared: Path) -> None:
    """Real pages, evenly chosen of each corpus, are valid when they are written."""
    folder = shared / "corpus" / corpus / "pages"
    if not folder.is_dir():
        pytest.skip(f"needs ../shared/corpus/{corpus}/pages")
    paths = sorted(folder.iterdir())
    assert invalid(paths[:: max(1, len(paths) // PAGES_EACH)], shared / "schemas", standard) == {}


@given(document=documents())
def test_any_document_is_valid(standard: str, shared: Path, document: Document) -> None:
    """Every document is valid when it is written, with all awkward values that one can have."""
    text = newsconv.dumps(document, standard, private=True)
    assert faults_of(text, shared / "schemas", standard) == []


@pytest.mark.parametrize("field", TEXT_FIELDS)
def test_awkward_fields_are_valid(standard: str, shared: Path, field: str) -> None:
    """A field that holds what looks like syntax, line ends or nothing but marks does not break the output."""
    for value in sorted({*MARKS, *LINES, *ODD_VALUES}):
        metadata = msgspec.structs.replace(Metadata(), **{field: value})
        text = newsconv.dumps(newsconv.Document(metadata), standard, private=True)
        assert faults_of(text, shared / "schemas", standard) == [], value


# ---------------------------------------------------------------- survival


@pytest.fixture
def survival(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Import the benchmark of survival, as `benchmarks/run.py` does."""
    folder = Path(__file__).resolve().parents[1] / "benchmarks"
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)
    yield importlib.import_module("suite_survival")
    for name in set(sys.modules) - before:
        file = getattr(sys.modules[name], "__file__", None)
        if file and Path(file).parent == folder:
            del sys.modules[name]


def test_values_of_feeds_survive(shared: Path, survival: Any) -> None:
    """Of the values of items with text at least 98 % come back, in the mean, after a way through their standard."""
    paths = sorted(path for path in (shared / "feeds").rglob("*") if path.suffix in {".xml", ".json"})
    named = [(path, survival.format_of(path)) for path in paths]
    scores = [score for path, name in named if name for score in survival.score_file(path, name)]
    texts = [score.share for score in scores if score.item.is_text]
    assert len(texts) >= LEAST_ITEMS, "feeds are missing, or a format does not read them"
    assert mean(texts) >= LEAST_SURVIVAL


@pytest.mark.parametrize(
    ("text", "is_body", "written", "is_there"),
    [
        ("20140829T134951+0000", False, "<a>2014-08-29T13:49:51Z</a>", True),
        ("2014-08-29T13:49:51+02:00", False, "<a>2014-08-29T13:49:51Z</a>", False),
        ("2014-08-29", False, "<a>2014-08-29T00:00:00Z</a>", False),
        ("usable", False, "<a b='stat:usable'/>", True),
        ("stat:usable", False, "<a b='usable'/>", False),
        ("Jane Doe", False, "<a>By JANE  Doe, AP</a>", True),
        ("Jane Doe", False, "<a>Jane Doebel</a>", False),
        ("5", False, "<a>15 of 5.5</a>", False),
        ("It rained.", True, "<body.content>It <b>rained</b>.</body.content>", True),
        ("It rained.", True, "<body.content>It rains.</body.content>", False),
    ],
)
def test_judge_of_survival(survival: Any, text: str, is_body: bool, written: str, is_there: bool) -> None:  # noqa: FBT001 - a table
    """A date survives by its instant and precision, a code by its alias or not, a short value only whole."""
    value = survival.Value("/a", survival.fold(text), is_body)
    assert survival.survives(value, survival.Output.of(survival.items_of(written.encode()))) is is_there


def test_values_of_a_source(survival: Any) -> None:
    """Values are text nodes, attributes and the texts of HTML in them; envelopes and syntax are none."""
    item = survival.items_of(
        b"<newsMessage><header><sent>2025</sent></header><itemSet><newsItem guid='g' standard='NewsML-G2'>"
        b"<catalogRef href='c'/><contentMeta><by>A <b>B</b>, C</by></contentMeta><contentSet><inlineData>"
        b"&lt;p class='x'&gt;One &amp;amp; two.&lt;/p&gt;</inlineData></contentSet></newsItem></itemSet></newsMessage>"
    )
    assert [(value.path.rpartition("/")[2], value.text) for value in item[0].values] == [
        ("@guid", "g"),
        ("by", "a"),
        ("b", "b"),
        ("by", ", c"),
        ("inlineData", "one & two."),
    ]
