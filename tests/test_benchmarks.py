"""The benchmarks run and say what they should; no time is asserted, as it depends on the machine."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

import newsconv
from newsconv.errors import NewsconvError

if TYPE_CHECKING:
    from collections.abc import Iterator

BENCHMARKS: Final = Path(__file__).resolve().parents[1] / "benchmarks"
LIMIT_S: Final = 120


@pytest.fixture
def benchmark_modules(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the modules beside `run.py` be imported, as they are when it runs."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        file = getattr(sys.modules[name], "__file__", None)
        if file and Path(file).parent == BENCHMARKS:
            del sys.modules[name]


def load(name: str) -> Any:
    """Import a module of the benchmarks."""
    return importlib.import_module(name)


def test_run_prints_tables_and_writes_json(tmp_path: Path) -> None:
    """One suite runs from the command line: the versions come first, then tables; the JSON holds the same rows."""
    target = tmp_path / "figures.json"
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(BENCHMARKS / "run.py"), "--quick", "--only", "startup", "--json", str(target)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=LIMIT_S,
    )
    figures = json.loads(target.read_text(encoding="utf-8"))
    assert figures["machine"]["newsconv"] == newsconv.__version__
    assert {"python", "libxml2", "cpus", "pandoc"} <= figures["machine"].keys()
    rows = figures["suites"]["startup"]
    assert rows[0]["name"] == "python -c pass"
    assert all(f"| {row['name']} |" in done.stdout for row in rows)


def test_unknown_suite_is_refused() -> None:
    """A suite that is not there is an error that names those there are."""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(BENCHMARKS / "run.py"), "--only", "nothing"],
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT_S,
    )
    assert done.returncode == 2
    assert all(name in done.stderr for name in ("conversion", "speed", "peers", "fidelity", "startup", "edges"))


@pytest.mark.usefixtures("benchmark_modules")
def test_table_is_markdown() -> None:
    """Rows are printed with their columns in order; what a row lacks is a dash, and its note says why."""
    rows = load("rows")
    table = rows.as_table([rows.Row("t", "a", {"ms": 0.5, "x": 2}), rows.Row("t", "b", note="skipped")])
    assert table.splitlines() == [
        "| | ms | x | |",
        "|---|---:|---:|---|",
        "| a | 0.5 | 2 | |",
        "| b | - | - | skipped |",
    ]


@pytest.mark.usefixtures("benchmark_modules")
def test_ratios_are_to_the_first_job() -> None:
    """The first job's ratio is one; all jobs run equally often beside the calls that warm up."""
    calls = {"a": 0, "b": 0}

    def count(name: str) -> None:
        calls[name] += 1

    timing = load("timing")
    timings = timing.time_jobs({name: lambda name=name: count(name) for name in calls}, rounds=1)
    assert timings["a"].ratio == 1
    assert timings["b"].ratio > 0
    assert min(calls.values()) >= 3


@pytest.mark.usefixtures("benchmark_modules")
@pytest.mark.parametrize("suite", ["conversion", "speed", "peers", "fidelity"])
def test_missing_material_is_said(suite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `../shared` a suite says what it needs, in a row of each table that it can't fill."""
    rows, peers = load("rows"), load("peers")
    monkeypatch.setattr(load("timing"), "SAMPLE_S", 0.0)
    monkeypatch.setattr(load("suite_conversion"), "FORMATS", ("json", "text"))
    monkeypatch.setattr(
        peers, "PEERS", {("html", "markdown"): (), ("markdown", "markdown"): (), ("markdown", "html"): ()}
    )
    settings = rows.Settings(tmp_path, tmp_path / "shared", quick=True)
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "a.md").write_text("# A\n\nB.\n", encoding="utf-8")
    notes = [row.note for row in load(f"suite_{suite}").run(settings) if row.note]
    assert notes
    assert all(note.startswith("skipped: needs ../shared") for note in notes)


@pytest.mark.usefixtures("benchmark_modules")
def test_missing_peer_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A peer that is not installed has a row that says so."""
    rows, peers, suite = load("rows"), load("peers"), load("suite_peers")
    monkeypatch.setattr(peers, "PEERS", {("html", "markdown"): ("markdownify",)})
    monkeypatch.setattr(peers, "find_converter", lambda *_: None)
    settings = rows.Settings(tmp_path, tmp_path / "shared", quick=True)
    found = list(suite.job_rows("t", ["<p>a</p>"], ("html", "markdown"), settings))
    assert [(row.name, row.note) for row in found if row.note] == [("markdownify", "not installed (extra `bench`)")]


@pytest.mark.usefixtures("benchmark_modules")
def test_sample_of_a_corpus_is_evenly_spaced(tmp_path: Path) -> None:
    """Pages are chosen by their place alone: the first of each of equal parts."""
    import gzip

    rows, material = load("rows"), load("material")
    folder = tmp_path / "shared" / "corpus" / "aeb" / "pages"
    folder.mkdir(parents=True)
    for number in range(9):
        (folder / f"{number}.html.gz").write_bytes(gzip.compress(b"<p>a"))
    settings = rows.Settings(tmp_path, tmp_path / "shared")
    pages = material.corpus_pages(settings, count=3)
    assert {name: [page.name for page in found] for name, found in pages.items()} == {
        "aeb": ["0.html.gz", "3.html.gz", "6.html.gz"]
    }


@pytest.mark.usefixtures("benchmark_modules")
@pytest.mark.parametrize(
    ("html", "other", "same"),
    [
        ("<p>a</p>\n<p>b</p>", "<p>a</p><p>b</p>", True),
        ("<p>a <em>b</em></p>", "<p>a<em>b</em></p>", False),
        ("<pre><code>a\n b</code></pre>", "<pre><code>a b</code></pre>", False),
        ("<p><a href='x'>a</a></p>", "<p><a href='y'>a</a></p>", False),
        ("<ul>\n<li>a</li>\n</ul>", "<ul><li>a</li></ul>", True),
        ("<p>a\nb</p>", "<p>a b</p>", True),
    ],
)
def test_judge_of_fidelity(html: str, other: str, same: bool) -> None:  # noqa: FBT001 - a table
    """White space between blocks is no difference; words, marks, addresses and code are."""
    folded = load("suite_fidelity").folded
    assert (folded(html) == folded(other)) is same


@pytest.mark.usefixtures("benchmark_modules")
def test_hostile_sources_have_the_size_asked_for() -> None:
    """Each source grows as its size is doubled, and is read or refused, at a small size."""
    for (format_name, name), make in load("suite_edges").SOURCES.items():
        small, large = make(2_000), make(4_000)
        assert 1.2 * len(small) < len(large) < 3 * len(small), name
        try:
            newsconv.loads(small, format_name)
        except NewsconvError:
            assert format_name == "json", name
