"""The measures of the quality benchmark, its floors and its command; figures worked out by hand."""

from __future__ import annotations

import doctest
import gzip
import importlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

BENCHMARKS: Final = Path(__file__).resolve().parents[1] / "benchmarks"
SENTENCE: Final = "The river rose above the quay before anybody had seen it coming"
PAGE: Final = (
    "<html lang='en-GB'><head><title>{title}</title></head>"
    "<body><nav><a href='/'>Home</a></nav><main>{body}</main></body></html>"
)


@pytest.fixture(autouse=True)
def benchmark_modules(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the modules beside `quality.py` be imported, as they are when it runs."""
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


def scored(text: str, *truths: str, **fields: Any) -> Any:
    """Score a text by the readings of its truth; fields are `found_…` of the output, or of the truth."""
    measures = load("quality_measures")
    found = {name.removeprefix("found_"): value for name, value in fields.items() if name.startswith("found_")}
    known = {name: value for name, value in fields.items() if not name.startswith("found_")}
    return measures.score(measures.Output(text, **found), measures.Truth(truths, **known))


def figures(*scores: Any) -> dict[str, float | None]:
    """Give the figures of scores."""
    found: dict[str, float | None] = load("quality_measures").summary(scores)
    return found


@pytest.mark.parametrize("name", sorted(path.stem for path in BENCHMARKS.glob("quality*.py")))
def test_examples_in_docstrings_hold(name: str) -> None:
    """Each example in the docstrings of the benchmark gives what it shows."""
    assert doctest.testmod(load(name)).failed == 0


# ---------------------------------------------------------------- shingles


def test_shingles_are_a_multiset_of_runs_of_four() -> None:
    """Seven tokens, the first four of which come again, have four runs, one of them twice."""
    shingles = load("quality_measures").shingles("a b c d a b c d".split())
    assert shingles[("a", "b", "c", "d")] == 2
    assert shingles.total() == 5


def test_counts_of_one_page() -> None:
    """Six tokens have three runs; a text with one token more at the end shares all and has one too many."""
    score = scored("a b c d e f g", "a b c d e f")
    assert (score.shared, score.extra, score.missing) == (3, 1, 0)
    assert score.f1 == pytest.approx(6 / 7)
    assert not score.exact


def test_case_counts_and_punctuation_does_not() -> None:
    """Tokens keep their case; what stands between them is nothing."""
    assert scored("Rain, again - and snow!", "Rain again and snow").exact
    assert not scored("rain again and snow", "Rain again and snow").exact


def test_short_texts_are_one_shingle() -> None:
    """A text of three tokens is one run, equal or not."""
    assert (scored("a b c", "a b c").shared, scored("a b", "a b c").shared) == (1, 0)


def test_precision_and_recall_are_means_over_pages() -> None:
    """Precision leaves out pages without output, recall counts them with 0; F1 is of the two means."""
    whole, half, nothing = scored("a b c d", "a b c d"), scored("a b c d e", "a b c d"), scored("", "a b c d")
    found = figures(whole, half, nothing)
    assert found["precision"] == pytest.approx((1 + 1 / 2) / 2)
    assert found["recall"] == pytest.approx((1 + 1 + 0) / 3)
    assert found["f1"] == pytest.approx(2 * 0.75 * (2 / 3) / (0.75 + 2 / 3))
    assert found["exact"] == pytest.approx(1 / 3)


def test_figures_of_nothing() -> None:
    """No page has no figures, and F1 of nothing found is 0."""
    assert figures()["paragraphs"] is None
    assert figures(scored("", "a b c d"))["f1"] == 0


# ---------------------------------------------------------------- paragraphs, fields, snippets


def test_paragraphs_are_a_multiset_of_folded_lines() -> None:
    """Two of three lines shared with two of two: 4/5; quotes, white space and empty lines are no difference."""
    assert scored(
        "It \u2018rained\u2019.\n\nIt  snowed.\nMenu", "It 'rained'.\nIt snowed."
    ).paragraphs == pytest.approx(4 / 5)


def test_repeated_paragraphs_count_each() -> None:
    """A line that comes twice and should once is shared once: 2/3."""
    assert scored("Rain.\nRain.", "Rain.").paragraphs == pytest.approx(2 / 3)


def test_better_reading_by_paragraphs_counts() -> None:
    """Of two readings of the truth the one with more shared lines counts, for the shingles as well."""
    score = scored("b b b b\nc c c c", "a a a a\nb b b b\nc c c c", "b b b b\nc c c c")
    assert score.paragraphs == 1
    assert score.exact
    assert score.missing == 0


def test_title_is_folded() -> None:
    """Case, compatibility forms and marks are no difference between titles; words are."""
    assert scored("", "a", found_title="RAIN \u2014 \uff12 days", title="Rain: 2 days").title
    assert not scored("", "a", found_title="Rain", title="Rain: 2 days").title
    assert scored("", "a", found_title="Rain").title is None


def test_authors_are_sets() -> None:
    """Order, case and repetition are no difference between authors; one too many is."""
    assert scored("", "a", found_authors=("BO LI", "Ada Olsen", "Bo Li"), authors=("Ada Olsen", "Bo Li")).authors
    assert not scored("", "a", found_authors=("Ada Olsen", "Bo Li"), authors=("Ada Olsen",)).authors


def test_day_is_ten_characters() -> None:
    """Only the day counts, in the zone that each was written in."""
    assert scored("", "a", found_published="2021-05-01T23:00:00+02:00", published="2021-05-01 08:00:00").day
    assert not scored("", "a", found_published="2021-05", published="2021-05-01").day


def test_snippets_are_shares_of_a_page() -> None:
    """One of two wanted passages is there, one of four unwanted: 0.5 and 0.75; pages without any do not count."""
    score = scored(
        "It rained. Share", "a", wanted=("It  rained", "It snowed"), unwanted=("Share", "Menu", "Log in", "Ads")
    )
    assert (score.wanted, score.unwanted) == (0.5, 0.75)
    assert figures(score, scored("x", "a"))["wanted"] == 0.5


# ---------------------------------------------------------------- corpora


def test_truth_of_a_page_with_a_summary_has_two_readings() -> None:
    """The summary and the sections, and the sections alone; headings of sections are lines."""
    row = {
        "summary": ["S."],
        "sections": [{"headline": [], "paragraphs": ["A."]}, {"headline": ["H"], "paragraphs": ["B."]}],
    }
    truth_of = load("quality_corpora").truth_of
    assert truth_of(row).texts == ("S.\n\nA.\n\nH\n\nB.", "A.\n\nH\n\nB.")
    assert truth_of(row | {"summary": []}).texts == ("A.\n\nH\n\nB.",)


def make_corpus(shared: Path, count: int = 4) -> Path:
    """Write a set of pages, each a story of two paragraphs and a menu, with its truth."""
    folder = shared / "corpus" / "aeb"
    (folder / "pages").mkdir(parents=True)
    rows = []
    for number in range(count):
        lines = [f"{SENTENCE} on day {number}, and it stayed there for a week and a day.", f"{SENTENCE} again, twice."]
        body = "".join(f"<p>{line}</p>" for line in lines)
        name = f"pages/{number}.html.gz"
        (folder / name).write_bytes(gzip.compress(PAGE.format(title=f"Rain {number}", body=body).encode()))
        rows.append({"id": str(number), "page": name, "body": lines, "title": f"Rain {number}"})
    (folder / "truth.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return shared


def test_every_nth_page_is_taken(tmp_path: Path) -> None:
    """A sample begins with the first page by id and goes on in equal steps; a set that is not there has no pages."""
    corpora = load("quality_corpora")
    make_corpus(tmp_path, 5)
    assert [page.id for page in corpora.load_pages(tmp_path, "aeb", every=2)] == ["0", "2", "4"]
    assert corpora.load_pages(tmp_path, "press") == []


def test_fingerprint_changes_with_the_truth(tmp_path: Path) -> None:
    """Other truths or pages have another fingerprint; the same have the same."""
    fingerprint = load("quality_corpora").fingerprint
    make_corpus(tmp_path)
    first = fingerprint(tmp_path, "aeb")
    assert fingerprint(tmp_path, "aeb") == first
    with (tmp_path / "corpus" / "aeb" / "truth.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert fingerprint(tmp_path, "aeb") != first


# ---------------------------------------------------------------- systems


def test_html_becomes_lines() -> None:
    """Blocks and breaks end lines, marks within them don't; scripts are no text."""
    block_lines = load("quality_systems").block_lines
    assert block_lines("<div>a<p>b <i>c</i>\nd</p><script>x</script>e<br>f<!-- g --> h</div>") == "a\nb c d\ne\nf h"
    assert block_lines(" ") == ""


def test_each_installed_system_reads_a_page(tmp_path: Path) -> None:
    """Whatever is installed finds the sentence of a small page, and none raises."""
    systems, corpora = load("quality_systems"), load("quality_corpora")
    make_corpus(tmp_path, 1)
    (page,) = corpora.load_pages(tmp_path, "aeb")
    assert "newsconv" in systems.installed()
    for name in {"newsconv", "trafilatura", "readability-lxml"} & set(systems.installed()):
        assert SENTENCE in systems.SYSTEMS[name][1](page, page.html.decode()).text


def test_a_system_that_raises_found_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where a system raises, an empty text is scored, and the table says on how many pages it did."""
    runs, tables = load("quality_runs"), load("quality_tables")

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(load("quality_systems").SYSTEMS, "trafilatura", ("trafilatura", fail))
    make_corpus(tmp_path, 2)
    pages = load("quality_corpora").load_pages(tmp_path, "aeb")
    results = runs.run_input("pages", pages, ["newsconv", "trafilatura"])
    ((_, table),) = tables.page_tables(results)
    (row,) = [line for line in table.splitlines() if line.startswith("| trafilatura |")]
    assert row.startswith("| trafilatura | 0.000 |")
    assert row.endswith("| raised on 2 |")


def test_languages_come_from_the_page(tmp_path: Path) -> None:
    """Pages are parted by the primary subtag of the language that they name, for all systems alike."""
    runs = load("quality_runs")
    make_corpus(tmp_path, 3)
    pages = load("quality_corpora").load_pages(tmp_path, "aeb")
    for result in runs.run_input("pages", pages, ["newsconv"]):
        assert {name: len(found) for name, found in runs.languages(result).items()} == {"en": 3}


def test_made_sources_are_scored_as_they_are_too(tmp_path: Path) -> None:
    """What a maker made is scored once as newsconv read it and once as it is, under the maker's name."""
    runs = load("quality_runs")
    make_corpus(tmp_path, 1)
    pages = load("quality_corpora").load_pages(tmp_path, "aeb")
    results = {(r.maker, r.system): r.pages[0].output.text for r in runs.run_input("markdown", pages, [])}
    assert "[Home](/)" in results["markdownify", "as it is"]
    assert "](/)" not in results["markdownify", "newsconv"]
    assert SENTENCE in results["markdownify", "newsconv"]


def test_times_are_ratios_of_whole_sets() -> None:
    """The ratio is that of the sums, not the mean of ratios; without what is compared with there is none."""
    runs = load("quality_runs")

    def result(system: str, *seconds: float) -> Any:
        return runs.Result("pages", "", system, "aeb", [runs.Scored(None, None, second) for second in seconds])

    found = runs.times([result("newsconv", 0.5, 1.5), result("trafilatura", 1.0, 3.0)])
    assert found["aeb", "newsconv"] == {"ms": 1000.0, "times trafilatura": 0.5}
    assert runs.times([result("newsconv", 1.0)])["aeb", "newsconv"] == {"ms": 1000.0}


# ---------------------------------------------------------------- worst pages


def test_worst_pages_say_what_is_missing_and_what_is_too_much() -> None:
    """The first paragraph that is missing has its event, the first that is too much the reason why it stayed."""
    worst, runs, measures, corpora = (load(f"quality_{name}") for name in ("worst", "runs", "measures", "corpora"))
    prose = f"{SENTENCE}. " * 3
    html = PAGE.format(
        title="Rain", body=f"<h1>Rain</h1><p>{prose}</p><p>Advertisement</p><p>Kept but wrong.</p><p>{prose}</p>"
    )
    page = corpora.Page("aeb", "a", html.encode(), measures.Truth((f"{prose}\nAdvertisement",)))
    (result, _) = runs.run_input("pages", [page], ["newsconv"])
    missing, extra = worst.causes_of(result.pages[0])
    assert (missing.kind, missing.text, missing.count) == ("missing", "Advertisement", 1)
    assert missing.why == "Removed [advertisement]: the mark of an advertisement"
    assert (extra.kind, extra.text) == ("extra", "Kept but wrong.")
    assert extra.why.startswith("body: no rule speaks against it")


def test_worst_page_comes_first() -> None:
    """Pages are sorted by F1 of their shingles, equal ones by id."""
    worst, runs, corpora = load("quality_worst"), load("quality_runs"), load("quality_corpora")
    pages = [
        runs.Scored(corpora.Page("aeb", name, b"", None), scored(text, "a b c d"), 0.0)
        for name, text in (("c", "a b c d"), ("b", "x"), ("a", "x"))
    ]
    result = runs.Result("pages", "", "newsconv", "aeb", pages)
    assert [page.page.id for page in worst.worst_pages(result, 2)] == ["a", "b"]


# ---------------------------------------------------------------- floors


def make_result(*texts: str) -> Any:
    """Give a result of newsconv with these texts, the truth of each being four words."""
    runs = load("quality_runs")
    return runs.Result(
        "pages", "", "newsconv", "aeb", [runs.Scored(None, scored(text, "a b c d"), 0.0) for text in texts]
    )


def test_floor_is_below_what_was_reached() -> None:
    """A floor is the figure less the margin; fields that no truth names have none."""
    floor = load("quality_floor")
    floors = floor.raised([make_result("a b c d", "x")], {}, {"aeb": "p"}, 1, may_fall=False)
    assert floors == {
        "pages, aeb, every page": {
            "corpus": "p",
            "pages": 2,
            "floors": {"f1": 0.495, "paragraphs": 0.495, "exact": 0.495},
        }
    }


def test_floor_falls_only_when_told_so() -> None:
    """Worse figures leave a floor as it is on the same pages, unless it may fall; on other pages it is new."""
    floor = load("quality_floor")
    floors = floor.raised([make_result("a b c d")], {}, {"aeb": "p"}, 1, may_fall=False)
    key = "pages, aeb, every page"
    kept = floor.raised([make_result("x")], floors, {"aeb": "p"}, 1, may_fall=False)
    assert kept[key]["floors"]["f1"] == 0.995
    fallen = floor.raised([make_result("x")], floors, {"aeb": "p"}, 1, may_fall=True)
    other = floor.raised([make_result("x")], floors, {"aeb": "q"}, 1, may_fall=False)
    assert fallen[key]["floors"]["f1"] == other[key]["floors"]["f1"] == 0


def test_check_names_each_figure_that_fell() -> None:
    """A figure below its floor is a failure with both numbers; one on its floor is none."""
    floor = load("quality_floor")
    floors = {
        "pages, aeb, every page": {"corpus": "p", "pages": 1, "floors": {"f1": 1.0, "exact": 0.5, "paragraphs": 1.0}}
    }
    verdict = floor.check([make_result("a b c d", "x")], floors, {"aeb": "p"}, 1)
    assert verdict.failures == [
        "pages, aeb, every page: f1 is 0.5000, below its floor of 1.0000",
        "pages, aeb, every page: paragraphs is 0.5000, below its floor of 1.0000",
    ]
    assert verdict.judged == 3


def test_check_judges_only_the_pages_of_the_floor() -> None:
    """Other pages, and a sample without a floor, are not judged, and that is said."""
    floor = load("quality_floor")
    floors = floor.raised([make_result("a b c d")], {}, {"aeb": "p"}, 1, may_fall=False)
    other = floor.check([make_result("x")], floors, {"aeb": "q"}, 1)
    sampled = floor.check([make_result("x")], floors, {"aeb": "p"}, 3)
    assert (other.failures, sampled.failures) == ([], [])
    assert "other pages" in other.unjudged[0]
    assert "no floor yet" in sampled.unjudged[0]


def test_floor_file_knows_the_quick_run() -> None:
    """The project's floors have those of a quick run of each set, each a share."""
    floor, quality = load("quality_floor"), load("quality")
    floors = floor.read_floors(quality.FLOOR)
    for corpus in ("aeb", "press", "wcxb"):
        known = floors[f"pages, {corpus}, every {floor.ordinal(quality.QUICK_EVERY)} page"]["floors"]
        assert {"f1", "paragraphs"} <= known.keys()
        assert all(0 <= value <= 1 for value in known.values())


# ---------------------------------------------------------------- the command


def test_command_checks_against_its_floors(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--write-floor` writes what was reached, `--check` passes on it, and fails with 1 where the floor is higher."""
    quality = load("quality")
    monkeypatch.setattr(quality, "FLOOR", tmp_path / "floor.json")
    monkeypatch.setattr(quality, "prepare", lambda _: None)
    shared = make_corpus(tmp_path / "shared", 7)
    assert quality.main(["--quick", "--sets", "aeb", "--write-floor", "--check"], shared=shared) == 0
    assert "none below its floor" in capsys.readouterr().out
    floors = json.loads((tmp_path / "floor.json").read_text(encoding="utf-8"))
    floors["pages, aeb, every 3rd page"]["floors"]["f1"] = 1.5
    (tmp_path / "floor.json").write_text(json.dumps(floors), encoding="utf-8")
    assert quality.main(["--quick", "--sets", "aeb", "--check"], shared=shared) == 1
    assert "f1 is 1.0000, below its floor of 1.5000" in capsys.readouterr().out


def test_command_without_corpora_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where `../shared` is missing nothing is measured, nothing fails, and that is said."""
    quality = load("quality")
    monkeypatch.setattr(quality, "prepare", lambda _: None)
    assert quality.main(["--quick", "--check"], shared=tmp_path) == 0
    assert capsys.readouterr().out.startswith("skipped: needs ../shared/corpus")


def test_command_writes_tables_and_json(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--markdown` puts the tables between the marks of the page, `--json` all figures with those of each page."""
    quality, tables = load("quality"), load("quality_tables")
    docs = tmp_path / "quality.md"
    docs.write_text("above\n{}\nold\n{}\nbelow\n".format(*tables.MARKS["pages"]), encoding="utf-8")
    monkeypatch.setattr(quality, "DOCS", docs)
    monkeypatch.setattr(quality, "prepare", lambda _: None)
    arguments = ["--sets", "aeb", "--systems", "newsconv", "--markdown", "--json", str(tmp_path / "f.json")]
    assert quality.main(arguments, shared=make_corpus(tmp_path / "shared", 2)) == 0
    page = docs.read_text(encoding="utf-8")
    assert page.startswith("above\n")
    assert page.endswith("\nbelow\n")
    assert "old" not in page
    assert "### aeb: 2 pages\n\n| | F1 | precision |" in page
    assert "the pages read worst" not in page
    assert "### aeb: the pages read worst" in capsys.readouterr().out
    ours = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))["results"][0]
    assert (ours["system"], ours["figures"]["f1"], [page["id"] for page in ours["pages"]]) == (
        "newsconv",
        1.0,
        ["0", "1"],
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--sets", "nothing"], "'nothing' is none of aeb, press, wcxb"),
        (["--systems", "nothing"], "'nothing' is none of newsconv"),
        (["--sample", "0"], "1 or more"),
    ],
)
def test_wrong_arguments_are_refused(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What there is not is refused, with what there is."""
    with pytest.raises(SystemExit) as error:
        load("quality").parse_arguments(arguments)
    assert error.value.code == 2
    assert words in capsys.readouterr().err


def test_page_without_marks_is_refused() -> None:
    """Tables are never written into a page that has no place for them."""
    with pytest.raises(ValueError, match="lacks the lines"):
        load("quality_tables").replace_part("nothing", "pages", "tables")
