"""The command: what it prints where, what it writes, what it refuses, and its exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

import newsconv
from newsconv.cli import explain as explain_module
from newsconv.cli import formats as formats_module
from newsconv.cli.group import COMMANDS, cli
from newsconv.cli.terminal import Paint
from newsconv.convert import Reading
from newsconv.document import Cell, Document, Metadata, Paragraph, Row, Table, Text
from newsconv.errors import PluginError
from newsconv.formats import load_format
from newsconv.report import Derived, Guessed, NotRendered, Origin, Removed, Repaired, Report, Skipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.formats import Format

needs_posix = pytest.mark.skipif(os.name != "posix", reason="needs links, pipes and terminals of POSIX")


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin)


def spawn(*arguments: str | bytes, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "newsconv", *arguments]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **options)  # noqa: S603 - our own


def saved(path: Path, *paragraphs: str, body: Sequence[Any] = (), **fields: Any) -> Path:
    """Write a document as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    document = Document(Metadata(**fields), (*(Paragraph((Text(text),)) for text in paragraphs), *body))
    newsconv.dump(document, path, "json")
    return path


def written(path: Path, text: str = "It rained.\n") -> Path:
    """Write a text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def feed(path: Path, *texts: str) -> Path:
    """Write a file that holds several documents: JSON Lines."""
    documents = [Document(Metadata(), (Paragraph((Text(text),)),)) for text in texts]
    lines = [json.dumps(json.loads(newsconv.dumps(document, "json"))) for document in documents]
    return written(path, "".join(f"{line}\n" for line in lines))


def texts_of(output: str) -> list[str]:
    """Give the paragraphs of a document in JSON."""
    return newsconv.loads(output, "json").paragraphs()


BUILT_IN = ("html", "json", "markdown", "newsml", "text")
BAD_JSON = '{"newsconv": "1.0", "document": []}'
"""What says that it is of the json format, and is not."""
TABLE = Table((Row((Cell((Paragraph((Text("One"),)),)), Cell((Paragraph((Text("Two"),)),)))),))
"""What the text format has no mark for."""


# ---------------------------------------------------------------- convert: one input


def test_convert_to_standard_output(tmp_path: Path) -> None:
    """Without -o the output is all that standard output holds."""
    result = run("convert", written(tmp_path / "a.txt"), "--to", "json")
    assert result.exit_code == 0
    assert texts_of(result.stdout) == ["It rained."]
    assert result.stderr == ""


def test_convert_to_file_by_suffix(tmp_path: Path) -> None:
    """The suffix of -o names the format; --to counts more."""
    source = written(tmp_path / "a.txt")
    assert run("convert", source, "-o", tmp_path / "b.json").exit_code == 0
    assert texts_of((tmp_path / "b.json").read_text(encoding="utf-8")) == ["It rained."]
    assert run("convert", source, "--to", "json", "-o", tmp_path / "c.txt").exit_code == 0
    assert (tmp_path / "c.txt").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_convert_standard_input(tmp_path: Path) -> None:
    """`-` reads standard input; in a folder its output is called stdin."""
    result = run("convert", "-", "--from", "text", "--to", "json", stdin="It rained.")
    assert texts_of(result.stdout) == ["It rained."]
    assert run("convert", "-", "--from", "text", "--to", "json", "-o", f"{tmp_path}/", stdin="So.").exit_code == 0
    assert texts_of((tmp_path / "stdin.json").read_text(encoding="utf-8")) == ["So."]


def test_convert_replaces_an_older_output(tmp_path: Path) -> None:
    """An output may replace a file, as with `cp`."""
    target = written(tmp_path / "b.json", "old")
    assert run("convert", written(tmp_path / "a.txt"), "-o", target).exit_code == 0
    assert texts_of(target.read_text(encoding="utf-8")) == ["It rained."]


@pytest.mark.parametrize("name", [record.name for record in newsconv.formats() if record.writes])
def test_convert_to_each_format(tmp_path: Path, name: str) -> None:
    """Every format that is written can be written by the command, and read again."""
    source = saved(tmp_path / "a.json", "It rained all day in the old town.", headline="Rain in the old town")
    target = tmp_path / f"out.{name}"
    result = run("convert", source, "--to", name, "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    again = newsconv.load(target, name)
    assert "It rained all day in the old town." in again.paragraphs()


def test_private_fields_need_the_option(tmp_path: Path) -> None:
    """A note for editors is left out of what the public sees, with a warning, unless --private is given."""
    source = saved(tmp_path / "a.json", "So.", editorial_note="Check the name.")
    hidden = run("convert", source, "--to", "markdown")
    assert "Check the name." not in hidden.stdout
    assert "warning: " in hidden.stderr
    assert "metadata.editorial_note" in hidden.stderr
    assert "Check the name." in run("convert", source, "--to", "markdown", "--private").stdout


def test_quiet_keeps_warnings_to_itself(tmp_path: Path) -> None:
    """With --quiet only errors are told."""
    source = saved(tmp_path / "a.json", "So.", urgency=3)
    assert run("convert", source, "--to", "text", "-q").stderr == ""


# ---------------------------------------------------------------- convert: several inputs


def test_convert_folder_keeps_its_structure(tmp_path: Path) -> None:
    """Files below a folder keep their places; others and hidden ones stay behind, and are counted or passed over."""
    written(tmp_path / "news" / "a.txt", "A.")
    written(tmp_path / "news" / "2021" / "b.txt", "B.")
    written(tmp_path / "news" / "photo.jpg", "-")
    written(tmp_path / "news" / ".hidden.txt", "-")
    written(tmp_path / "news" / ".git" / "c.txt", "-")
    result = run("convert", tmp_path / "news", "--to", "json", "-o", tmp_path / "out")
    assert result.exit_code == 0
    found = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*"))
    assert found == ["2021/b.json", "a.json"]
    assert result.stderr == "newsconv: 2 converted, 1 skipped, of no format by their suffix\n"


def test_second_run_does_not_read_the_first(tmp_path: Path) -> None:
    """An output folder within the input folder is not entered."""
    written(tmp_path / "a.txt", "A.")
    for _ in range(2):
        assert run("convert", tmp_path, "--to", "json", "-o", tmp_path / "json").exit_code == 0
    assert [path.name for path in (tmp_path / "json").iterdir()] == ["a.json"]


def test_from_chooses_the_files_of_a_folder(tmp_path: Path) -> None:
    """With --from only files of that format's suffixes are read."""
    written(tmp_path / "news" / "a.txt")
    written(tmp_path / "news" / "b.json", "{")
    assert run("convert", tmp_path / "news", "--from", "text", "--to", "json", "-o", tmp_path / "out").exit_code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.json"]


def test_unknown_suffix_is_kept(tmp_path: Path) -> None:
    """A suffix that is no format's is part of the name."""
    source = written(tmp_path / "story.v2")
    assert run("convert", source, "--from", "text", "--to", "json", "-o", f"{tmp_path}/out/").exit_code == 0
    assert (tmp_path / "out" / "story.v2.json").is_file()


def test_patterns_are_expanded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern that the shell left as it is stands for its files; below `**` they keep their places."""
    written(tmp_path / "news" / "a.txt")
    written(tmp_path / "news" / "2021" / "b.txt")
    written(tmp_path / "news" / "2021" / "c.md")
    monkeypatch.chdir(tmp_path)
    assert run("convert", "news/**/*.txt", "--to", "json", "-o", "deep").exit_code == 0
    assert sorted(path.as_posix() for path in Path("deep").rglob("*.json")) == ["deep/2021/b.json", "deep/a.json"]
    assert run("convert", "news/*/b.t?t", "--to", "json", "-o", "flat/").exit_code == 0
    assert [path.as_posix() for path in Path("flat").rglob("*.json")] == ["flat/b.json"]


def test_file_named_like_a_pattern(tmp_path: Path) -> None:
    """A file whose name holds the marks of patterns is that file."""
    source = written(tmp_path / "story[1].txt", "Mine.")
    written(tmp_path / "story1.txt", "Other.")
    assert texts_of(run("convert", source, "--to", "json").stdout) == ["Mine."]


def test_input_named_twice_is_read_once(tmp_path: Path) -> None:
    """A folder and a file in it are no collision."""
    source = written(tmp_path / "news" / "a.txt")
    assert run("convert", tmp_path / "news", source, "--to", "json", "-o", tmp_path / "out").exit_code == 0


def test_collision_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    """Two inputs that would become one file are both named, and nothing is written."""
    a = written(tmp_path / "a.txt")
    b = saved(tmp_path / "sub" / "a.json", "So.")
    result = run("convert", a, b, "--to", "markdown", "-o", tmp_path / "out")
    assert result.exit_code == 5
    assert str(a) in result.stderr
    assert str(b) in result.stderr
    assert not (tmp_path / "out").exists()


def test_failing_input_does_not_stop_the_others(tmp_path: Path) -> None:
    """Each failure is one line; the first one's class decides the exit code."""
    bad = written(tmp_path / "bad.json", BAD_JSON)
    good = written(tmp_path / "good.txt")
    missing = tmp_path / "missing.txt"
    result = run("convert", bad, missing, good, "--to", "json", "-o", tmp_path / "out")
    assert result.exit_code == 4
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.json"]
    lines = result.stderr.splitlines()
    assert lines[0].startswith(f"newsconv: {bad}")
    assert lines[1] == f"newsconv: {missing}: can't be read: No such file or directory"
    assert lines[2] == "newsconv: 1 converted, 2 failed"


# ---------------------------------------------------------------- convert: several documents in one source


def test_stories_of_a_source_are_numbered(tmp_path: Path) -> None:
    """A source with several documents becomes as many files in a folder."""
    source = feed(tmp_path / "feed.jsonl", "One.", "Two.")
    assert run("convert", source, "--to", "text", "-o", f"{tmp_path}/out/").exit_code == 0
    found = {path.name: newsconv.load(path, "text").paragraphs() for path in (tmp_path / "out").iterdir()}
    assert found == {"feed-1.txt": ["One."], "feed-2.txt": ["Two."]}


def test_single_story_of_a_source_is_not_numbered(tmp_path: Path) -> None:
    """One document keeps the name of its source."""
    source = feed(tmp_path / "feed.jsonl", "One.")
    assert run("convert", source, "--to", "text", "-o", f"{tmp_path}/out/").exit_code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["feed.txt"]


def test_several_stories_do_not_fit_one_file(tmp_path: Path) -> None:
    """With a file as the target they are an error that names the remedy."""
    source = feed(tmp_path / "feed.jsonl", "One.", "Two.")
    result = run("convert", source, "-o", tmp_path / "out.txt")
    assert result.exit_code == 4
    assert "holds several stories; `newsconv convert` with a folder as -o" in result.stderr
    assert not (tmp_path / "out.txt").exists()


@pytest.mark.parametrize("target", ["json", "newsml"])
def test_several_stories_fit_one_file_of_some_formats(tmp_path: Path, target: str) -> None:
    """A format that can hold several stories keeps those of one source together, in order."""
    source = feed(tmp_path / "feed.jsonl", "One.", "Two.")
    path = tmp_path / "out"
    assert run("convert", source, "--to", target, "-o", path).exit_code == 0
    assert [story.paragraphs() for story in newsconv.load_all(path, target)] == [["One."], ["Two."]]


def test_numbered_story_never_replaces_another(tmp_path: Path) -> None:
    """A numbered name that another input has is an error."""
    one = written(tmp_path / "feed-1.txt", "First.")
    several = feed(tmp_path / "feed.jsonl", "One.", "Two.")
    result = run("convert", one, several, "--to", "markdown", "-o", tmp_path / "out")
    assert result.exit_code == 5
    assert newsconv.load(tmp_path / "out" / "feed-1.md", "markdown").paragraphs() == ["First."]


# ---------------------------------------------------------------- convert: what is refused


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("a.txt",), 2, "name a format with --to, or a file with -o"),
        (("a.txt", "-o", "b.unknown"), 3, "name one with --to"),
        (("a.txt", "--to", "nonsense"), 3, "no format 'nonsense' is installed; there are:"),
        (("a.txt", "--from", "nonsense", "--to", "json"), 3, "no format 'nonsense' is installed; there are:"),
        (("missing.txt", "--to", "json"), 4, "missing.txt: can't be read: No such file or directory"),
        (("empty", "--to", "json", "-o", "out/"), 4, "empty: no file in it has a suffix that can be read"),
        (("*.nothing", "--to", "json"), 4, "*.nothing: no file matches this pattern"),
        (("a.txt", "-o", "missing/b.json"), 5, "missing/b.json: can't be written"),
        (("a.txt", "--to", "json", "-o", "a.txt/"), 5, "a.txt"),
        (
            ("a.txt", "b.txt", "--to", "json"),
            2,
            "several inputs can't share standard output; give a folder with -o FOLDER",
        ),
        (("a.txt", "b.txt", "-o", "c.json"), 2, "several inputs need a folder to go to, c.json names a file"),
        (("a.txt", "b.txt", "--to", "json", "-o", "c.json"), 2, "several inputs need a folder"),
        (("-", "-", "--to", "json", "-o", "out/"), 2, "standard input (-) can be read once only"),
        (("a.txt", "--to", "json", "-O", "nonsense=1"), 2, "-O nonsense: there is no such option; there are:"),
        (("a.txt", "--to", "json", "-O", "nonsense"), 2, "such as -O key=value"),
        (("a.txt", "--to", "json", "-O", "private=3"), 2, "-O private=3"),
        (("a.txt", "--to", "json", "--report", "-"), 2, "can't share standard output"),
        (("a.txt", "--to", "json", "--report", "missing/r.jsonl"), 5, "missing/r.jsonl: can't be written"),
        (("a.txt", "--to", "json", "--report", "a.txt"), 5, "inputs are never overwritten"),
        (("a.txt", "-o", "b.json", "--report", "b.json"), 5, "would both become b.json"),
        (("a.txt", "--noise", "some", "--to", "json"), 2, "see `newsconv convert --help`"),
        (("a.txt", "--nonsense"), 2, "no such option"),
        ((), 2, "missing argument"),
    ],
)
def test_convert_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, words: str
) -> None:
    """Each mistake is one line that says what to do, and has the exit code of its class."""
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "a.txt")
    written(tmp_path / "b.txt")
    (tmp_path / "empty").mkdir()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    result = run("convert", *arguments)
    assert result.exit_code == code, result.stderr
    assert words in result.stderr
    assert result.stderr.startswith("newsconv: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


@needs_posix
@pytest.mark.parametrize("kind", ["same", "symbolic", "hard", "folder"])
def test_inputs_are_never_overwritten(tmp_path: Path, kind: str) -> None:
    """Whatever name or link an input goes by, it is no target."""
    source = written(tmp_path / "a.txt")
    target = {"same": source, "folder": tmp_path / "link" / "a.txt"}.get(kind, tmp_path / "b.txt")
    if kind == "symbolic":
        target.symlink_to(source)
    elif kind == "hard":
        target.hardlink_to(source)
    elif kind == "folder":
        (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    result = run("convert", source, "--to", "json", "-o", target)
    assert result.exit_code == 5
    assert "inputs are never overwritten" in result.stderr
    assert source.read_text(encoding="utf-8") == "It rained.\n"


@needs_posix
def test_output_goes_through_a_link(tmp_path: Path) -> None:
    """A link as the target stays a link; the file that it leads to is written."""
    source = written(tmp_path / "a.txt")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    assert run("convert", source, "-o", tmp_path / "link.json").exit_code == 0
    assert (tmp_path / "link.json").is_symlink()
    assert texts_of((tmp_path / "real.json").read_text(encoding="utf-8")) == ["It rained."]


@needs_posix
def test_output_into_a_pipe(tmp_path: Path) -> None:
    """What is no file, such as a named pipe, is written into and not replaced."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[str] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    assert run("convert", written(tmp_path / "a.txt"), "--to", "json", "-o", pipe).exit_code == 0
    reader.join(10)
    assert texts_of(received[0]) == ["It rained."]
    assert pipe.is_fifo()


# ---------------------------------------------------------------- convert: options and report


def test_limit_of_a_source(tmp_path: Path) -> None:
    """`-O max_bytes` bounds what is read, of files and of standard input."""
    source = written(tmp_path / "a.txt", "x" * 100)
    for name, stdin in ((source, None), ("-", "x" * 100)):
        result = run("convert", name, "--from", "text", "--to", "json", "-O", "max-bytes=50", stdin=stdin)
        assert result.exit_code == 4
        assert "the limit of 50" in result.stderr


def test_option_of_one_format(tmp_path: Path) -> None:
    """An option that only the writer's format knows reaches it."""
    source = saved(tmp_path / "a.json", "So.")
    assert run("convert", source, "--to", "json", "-O", "indent=0").stdout.count("\n") == 1
    assert run("convert", source, "--to", "json", "-O", "indent=two").exit_code == 2


def test_options_take_the_type_of_their_field(tmp_path: Path) -> None:
    """An option given with -O is what the format's record says: here a boolean."""
    source = saved(tmp_path / "a.json", "So.", editorial_note="Check the name.")
    assert "Check the name." in run("convert", source, "--to", "markdown", "-O", "private=true").stdout
    assert "Check the name." not in run("convert", source, "--to", "markdown", "-O", "private=false").stdout


def test_report_names_inputs(tmp_path: Path) -> None:
    """The report is JSON Lines; each line names its input and output, failures are in it too."""
    a = saved(tmp_path / "a.json", "So.", body=[TABLE])
    bad = written(tmp_path / "bad.json", BAD_JSON)
    report = tmp_path / "report.jsonl"
    assert run("convert", a, bad, "--to", "text", "-o", tmp_path / "out", "--report", report).exit_code == 4
    lines = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    tables = [line for line in lines if line.get("what") == "table"]
    assert tables[0]["input"] == str(a)
    assert tables[0]["output"] == str(tmp_path / "out" / "a.txt")
    assert tables[0]["severity"] == "warning"
    assert (lines[-1]["input"], lines[-1]["event"], lines[-1]["exit_code"]) == (str(bad), "failed", 4)


def test_report_to_standard_output(tmp_path: Path) -> None:
    """`--report -` is for outputs that go elsewhere."""
    a = saved(tmp_path / "a.json", "So.", body=[TABLE])
    result = run("convert", a, "-o", tmp_path / "a.txt", "--report", "-")
    assert "table" in [json.loads(line).get("what") for line in result.stdout.splitlines()]


def test_fail_on_warning(tmp_path: Path) -> None:
    """With --fail-on warning a story with one is not written, and the exit code is 7."""
    source = saved(tmp_path / "a.json", "So.", body=[TABLE])
    result = run("convert", source, "-o", tmp_path / "a.txt", "--fail-on", "warning")
    assert result.exit_code == 7
    assert f"newsconv: {source}: not written because of a warning: did not write" in result.stderr
    assert not (tmp_path / "a.txt").exists()
    clean = saved(tmp_path / "b.json", "So.")
    assert run("convert", clean, "-o", tmp_path / "b.txt", "--fail-on", "warning").exit_code == 0


# ---------------------------------------------------------------- explain


def test_explain_summary(tmp_path: Path) -> None:
    """First comes the document in short: format, headline, date, size."""
    source = saved(tmp_path / "a.json", "It rained.", "So.", headline="Rain", section="Weather")
    lines = run("explain", source).stdout.splitlines()
    assert lines[0] == f"{source}: json"
    assert [line.split() for line in lines[1:5]] == [
        ["headline", "Rain"],
        ["published", "(none", "found)"],
        ["section", "Weather"],
        ["text", "2", "paragraphs,", "3", "words"],
    ]
    assert lines[-1] == "Nothing was removed, moved, repaired or guessed."


def test_explain_to_a_format(tmp_path: Path) -> None:
    """With --to it tells what that format would not say."""
    source = saved(tmp_path / "a.json", "So.", body=[TABLE])
    output = run("explain", source, "--to", "text").stdout
    assert "Not written as plain text" in output
    assert "  table: " in output


def test_explain_json(tmp_path: Path) -> None:
    """With --json it is one object: format, document, events."""
    source = saved(tmp_path / "a.json", "So.", published=newsconv.document.Date("2021-03-17"), body=[TABLE])
    seen = json.loads(run("explain", source, "--to", "text", "--json").stdout)
    assert seen["format"] == "json"
    assert seen["document"]["metadata"] == {"published": "2021-03-17"}
    assert "table" in [event["what"] for event in seen["events"] if event["event"] == "not_rendered"]


def test_explain_each_story(tmp_path: Path) -> None:
    """Of a source with several stories each is told about."""
    source = feed(tmp_path / "feed.jsonl", "One.", "Two.")
    assert f"{source}, story 2: json" in run("explain", source).stdout.splitlines()
    assert len(run("explain", source, "--json").stdout.splitlines()) == 2


def test_explain_segments_in_order(tmp_path: Path) -> None:
    """`--segments` shows each part in the order of the source: role, what became of it, place, why, and its text."""
    source = written(tmp_path / "a.md", "# Rain\n\nAdvertisement\n\nIt rained.\n")
    lines = run("explain", source, "--segments").stdout.splitlines()
    start = lines.index("headline (moved, line 1)")
    assert lines[start + 4 :] == [
        "boilerplate (left out, line 3)",
        "  the mark of an advertisement [advertisement]",
        '  "Advertisement"',
        "",
        "body (kept, line 5)",
        "  no rule speaks against it",
        '  "It rained."',
    ]


def test_explain_segments_as_json(tmp_path: Path) -> None:
    """With `--json` too, the parts of the source are a list beside the events; without `--segments` they are not."""
    source = written(tmp_path / "a.md", "# Rain\n\nIt rained.\n")
    seen = json.loads(run("explain", source, "--json", "--segments").stdout)
    assert [(part["role"], part["outcome"]) for part in seen["segments"]] == [("headline", "moved"), ("body", "kept")]
    assert "segments" not in json.loads(run("explain", source, "--json").stdout)


def test_explain_as_a_page(tmp_path: Path) -> None:
    """`--html` writes a page and says nothing; `-` is standard output, with the same page."""
    source = written(tmp_path / "a.md", "# Rain\n\nIt rained.\n")
    target = tmp_path / "page.html"
    assert run("explain", source, "--html", target).stdout == ""
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "What newsconv read in a.md" in page
    assert run("explain", source, "--html", "-").stdout == page


def test_explain_as_a_page_shows_each_story(tmp_path: Path) -> None:
    """A source of several stories becomes one page with all of them, each with its own parts."""
    source = feed(tmp_path / "a.json", "It rained in A.", "It rained in B.")
    page = run("explain", source, "--html", "-").stdout
    assert page.count("<section") == 2
    assert page.count("It rained in A.") == page.count("It rained in B.") == 1


@needs_posix
def test_explain_never_replaces_its_input(tmp_path: Path) -> None:
    """A page is never written over its source, whatever name that goes by."""
    source = written(tmp_path / "a.html", "<p>It rained.")
    link = tmp_path / "link.html"
    link.symlink_to(source)
    done = run("explain", source, "--html", link)
    assert (done.exit_code, source.read_text(encoding="utf-8")) == (5, "<p>It rained.")
    assert "inputs are never overwritten" in done.stderr


def test_explain_shows_one_way_at_a_time(tmp_path: Path) -> None:
    """A page and output for a terminal or a program don't go together."""
    source = written(tmp_path / "a.md", "It rained.")
    done = run("explain", source, "--html", "-", "--json")
    assert done.exit_code == 2
    assert "leave out --json and --segments" in done.stderr


def test_explain_groups_by_kind_and_reason() -> None:
    """Each kind has a heading, each reason stands once, and below it lines and words."""
    report = Report()
    for line in (3, 9):
        report.add(Removed(reason="a cookie notice", rule="cookies", text=f"Accept {line}", origin=Origin(line)))
    report.add(Guessed(reason="looks like one", field="byline", text="By Jane Doe", origin=Origin(4, 5)))
    report.add(Repaired(reason="an end tag was missing"))
    report.add(Skipped(reason="a form"))
    report.add(NotRendered(reason="has no place for it", what="metadata.urgency", text="3"))
    report.add(Derived(reason="from the text", field="guid", text="urn:x"))
    lines = list(explain_module.told("a.md", Reading(Document(), report, "markdown"), None, Paint(is_on=False)))
    start = lines.index("Removed, because it is not the story (2)")
    assert lines[start + 1 :] == [
        "  a cookie notice [cookies]",
        '    line 3: "Accept 3"',
        '    line 9: "Accept 9"',
        "",
        "Moved to where it belongs (1)",
        "  taken as byline: looks like one",
        '    lines 4-5: "By Jane Doe"',
        "",
        "Repaired (1)",
        "  an end tag was missing",
        "",
        "Skipped, because there is no place for it (1)",
        "  a form",
        "",
        "Not written (1)",
        "  metadata.urgency: has no place for it",
        '    "3"',
        "",
        "Made from what is there, because the format demands it (1)",
        "  guid: from the text",
        '    "urn:x"',
    ]


@pytest.mark.parametrize("command", ["explain", "convert"])
def test_missing_file_and_folder(tmp_path: Path, command: str) -> None:
    """A missing file is named; so is, to a command that reads one file, a folder."""
    options = ["--to", "json"] if command == "convert" else []
    assert run(command, tmp_path / "no.txt", *options).exit_code == 4
    if command == "explain":
        result = run(command, tmp_path)
        assert (result.exit_code, result.stderr) == (4, f"newsconv: {tmp_path}: is a folder; name a file\n")


# ---------------------------------------------------------------- compare


def test_compare_marks_words(tmp_path: Path) -> None:
    """Fields, changed paragraphs with marked words, counts of equal ones, and a summary."""
    a = written(tmp_path / "a.txt", "First it rained.\n\nNo offical notice came.\n\nThen it stopped.\n")
    b = saved(tmp_path / "b.json", "First it rained.", "No official notice came.", "Then it stopped.", headline="Rain")
    result = run("compare", a, b)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"--- {a} (text)",
        f"+++ {b} (json)",
        "+ headline: Rain",
        "",
        "(1 equal paragraph)",
        "",
        "paragraph 2",
        "No [-offical-] {+official+} notice came.",
        "",
        "(1 equal paragraph)",
        "",
        "3 paragraphs pair up, 2 equal, 1 differs by 1 word",
    ]


def test_compare_exit_code(tmp_path: Path) -> None:
    """With --exit-code a difference is 1, and none is 0."""
    a = saved(tmp_path / "a.json", "It\u2019s so.")
    b = saved(tmp_path / "b.json", "It's so.")
    assert run("compare", a, b, "--exit-code").exit_code == 0
    assert run("compare", a, b, "--exit-code", "--strict").exit_code == 1
    assert run("compare", a, b, "--strict").exit_code == 0


def test_compare_json(tmp_path: Path) -> None:
    """With --json it is one object with all that is known."""
    a = saved(tmp_path / "a.json", "One two.", section="Sports")
    b = saved(tmp_path / "b.json", "One three.", published=newsconv.document.Date("2021"))
    seen = json.loads(run("compare", a, b, "--json").stdout)
    assert seen["a"] == {"input": str(a), "format": "json"}
    assert seen["equal"] is False
    assert seen["fields"] == [
        {"name": "published", "a": None, "b": "2021"},
        {"name": "section", "a": "Sports", "b": None},
    ]
    assert seen["paragraphs"] == [
        {
            "a": 1,
            "b": 1,
            "runs": [
                {"kind": "equal", "text": "One "},
                {"kind": "removed", "text": "two."},
                {"kind": "added", "text": "three."},
            ],
            "words": 1,
        }
    ]


def test_compare_standard_input(tmp_path: Path) -> None:
    """One of the versions may be standard input, not both."""
    a = saved(tmp_path / "a.json", "So.")
    result = run("compare", a, "-", "--from-b", "text", stdin="So.")
    assert result.stdout.splitlines()[1] == "+++ <stdin> (text)"
    assert run("compare", "-", "-").exit_code == 2


def test_compare_names_what_it_cannot_read(tmp_path: Path) -> None:
    """A source with several stories, or a missing one, is named."""
    several = feed(tmp_path / "feed.jsonl", "One.", "Two.")
    result = run("compare", several, several)
    assert result.exit_code == 4
    assert f"{several}" in result.stderr
    assert "holds several stories" in result.stderr


# ---------------------------------------------------------------- formats


def test_formats_table() -> None:
    """Each installed format has a line, below headings."""
    lines = run("formats").stdout.splitlines()
    assert lines[0].split() == ["NAME", "READS", "WRITES", "LOSSLESS", "SUFFIXES", "TITLE", "PACKAGE"]
    assert [line.split()[0] for line in lines[1:]] == [record.name for record in newsconv.formats()]
    own = [line for line in lines[1:] if line.split()[0] in BUILT_IN]
    assert [line.split()[-1] for line in own] == ["newsconv"] * len(BUILT_IN)


def test_formats_json() -> None:
    """With --json it is one array."""
    rows = {row["name"]: row for row in json.loads(run("formats", "--json").stdout)}
    assert rows["json"]["lossless"] is True
    assert ".txt" in rows["text"]["suffixes"]


def test_broken_plugin_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format that can't be loaded is named on standard error; the others are listed all the same."""

    def load_or_fail(name: str) -> Format:
        if name == "text":
            message = "format 'text' of nowhere can't be loaded"
            raise PluginError(message)
        return load_format(name)

    monkeypatch.setattr(formats_module, "load_format", load_or_fail)
    result = run("formats")
    assert result.exit_code == 6
    assert result.stderr == "newsconv: format 'text' of nowhere can't be loaded\n"
    assert "\njson " in result.stdout


# ---------------------------------------------------------------- the command as a whole


@pytest.mark.parametrize("arguments", [(), *((name,) for name in COMMANDS)])
def test_help_has_examples(arguments: tuple[str, ...]) -> None:
    """Every page of help shows how to call it."""
    result = run(*arguments, "--help")
    assert result.exit_code == 0
    assert "Examples:\n    newsconv " in result.stdout


def test_help_names_every_exit_code() -> None:
    """The exit codes of all error classes are in the help."""
    output = run("--help").stdout
    codes = {kind.exit_code for kind in newsconv.NewsconvError.__subclasses__()}
    assert all(f"\n    {code} " in output for code in codes)


def test_version() -> None:
    """The version is that of the package."""
    assert run("--version").stdout == f"newsconv {newsconv.__version__}\n"


def test_no_command() -> None:
    """Without a command the help goes to standard error, as of a mistake."""
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: " in result.stderr


def test_unknown_command() -> None:
    """An unknown command is one line."""
    result = run("nonsense")
    assert (result.exit_code, result.stderr) == (2, "newsconv: no such command 'nonsense'; see `newsconv --help`\n")


def test_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control-C ends the command without a trace, with the code that shells use."""

    def interrupt() -> tuple[str, ...]:
        raise KeyboardInterrupt

    monkeypatch.setattr(formats_module, "installed_names", interrupt)
    result = run("formats")
    assert result.exit_code == 130
    assert result.stderr.strip() == ""


def test_names_cannot_steer_the_terminal() -> None:
    """Control characters of a name are not printed."""
    assert run("explain", "no\x1b[2J.txt").stderr.startswith("newsconv: no\ufffd[2J.txt: can't be read")


def test_colours_on_demand(tmp_path: Path) -> None:
    """Output that is no terminal has no colours, unless they are asked for."""
    source = saved(tmp_path / "a.json", "So.")
    assert "\x1b[" not in run("explain", source).stdout
    assert "\x1b[" in run("explain", source, "--color").stdout


@needs_posix
@pytest.mark.parametrize(
    ("environment", "has_colours"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colours_on_a_terminal(tmp_path: Path, environment: dict[str, str], *, has_colours: bool) -> None:
    """A terminal gets colours, unless NO_COLOR or a dumb terminal speaks against it."""
    import pty

    source = saved(tmp_path / "a.json", "So.")
    master, slave = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    variables = {**plain, "TERM": "xterm", **environment}
    command = [sys.executable, "-m", "newsconv", "explain", str(source)]
    code = subprocess.run(command, stdout=slave, env=variables, timeout=60, check=False).returncode  # noqa: S603 - our own
    os.close(slave)
    output = os.read(master, 65_536)
    os.close(master)
    assert code == 0
    assert (b"\x1b[" in output) is has_colours


@needs_posix
def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    """Standard output is UTF-8 even where the locale says otherwise."""
    source = saved(tmp_path / "a.json", "Grüße, 東京.")
    result = spawn(
        "convert", str(source), "--to", "text", env={**os.environ, "PYTHONIOENCODING": "latin-1", "LC_ALL": "C"}
    )
    assert result.returncode == 0
    assert "Grüße, 東京." in result.stdout.decode("utf-8")


@needs_posix
@pytest.mark.skipif(sys.platform == "darwin", reason="its file systems refuse such names")
def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    """A name in another encoding can be read, written, reported and complained about."""
    source = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(source)).write_bytes(b"So.")
    report = os.fsencode(tmp_path / "r.jsonl")
    result = spawn("convert", source, "--to", "json", "-o", os.fsencode(tmp_path) + b"/out/", b"--report", report)
    assert (result.returncode, result.stderr) == (0, b"")
    assert [os.fsencode(path.name) for path in (tmp_path / "out").iterdir()] == [b"caf\xe9.json"]
    missing = spawn("explain", os.fsencode(tmp_path) + b"/no\xe9.txt")
    assert missing.returncode == 4
    assert b"Traceback" not in missing.stderr
    assert "no\ufffd.txt: can't be read".encode() in missing.stderr


@needs_posix
def test_reader_that_goes_away() -> None:
    """Where nobody reads the output any more, the command ends quietly."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "newsconv", "formats"]
    result = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)  # noqa: S603 - our own
    os.close(writing)
    assert (result.returncode, result.stderr) == (141, b"")


def test_console_script_and_module_are_one() -> None:
    """`python -m newsconv` is the command."""
    assert spawn("--version").stdout.decode().split() == ["newsconv", newsconv.__version__]


@needs_posix
def test_progress_on_a_terminal(tmp_path: Path) -> None:
    """A terminal is told which input is on its turn, and the line is cleared at the end."""
    import pty

    written(tmp_path / "news" / "a.txt")
    written(tmp_path / "news" / "b.txt")
    master, slave = pty.openpty()
    arguments = ["convert", str(tmp_path / "news"), "--to", "json", "-o", str(tmp_path / "out")]
    command = [sys.executable, "-m", "newsconv", *arguments]
    code = subprocess.run(command, stderr=slave, timeout=60, check=False).returncode  # noqa: S603 - our own
    os.close(slave)
    output = os.read(master, 65_536).decode()
    os.close(master)
    assert code == 0
    assert "2/2 " in output
    assert output.split("\x1b[K")[-1].strip() == "newsconv: 2 converted"


def test_start_imports_nothing_heavy() -> None:
    """The package and the command group load no library that only some runs need."""
    heavy = {"bs4", "importlib.metadata", "lxml", "pyromark", "tempfile", "yaml"}
    code = f"import sys, newsconv.cli.group; print(*sorted({heavy!r} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)  # noqa: S603 - our own
    assert result.stdout.split() == []


# ---------------------------------------------------------------- what recurs over several inputs


BOX = "The Tidings is paid for by its readers. Become a member for the price of two coffees."
"""What stands on all pages of a site."""


def site(folder: Path, count: int = 3) -> Path:
    """Write pages of one site."""
    for number in range(count):
        lines = [f"On day {day} the boat {number} went out at dawn and came back at night." for day in range(5)]
        written(folder / f"{number}.md", "\n\n".join([*lines, BOX, ""]))
    return folder


def test_recurring_text_goes_from_all_inputs(tmp_path: Path) -> None:
    """`convert --recurring` reads all inputs twice, and leaves out of each what stands on all."""
    pages = site(tmp_path / "pages")
    assert run("convert", pages, "--to", "json", "-o", tmp_path / "kept").exit_code == 0
    assert BOX in texts_of((tmp_path / "kept" / "1.json").read_text())
    report = tmp_path / "report.jsonl"
    result = run("convert", pages, "--to", "json", "-o", tmp_path / "out", "--recurring", "--report", report)
    assert (result.exit_code, result.output) == (0, "")
    assert [len(texts_of(path.read_text())) for path in sorted((tmp_path / "out").iterdir())] == [5, 5, 5]
    events = [json.loads(line) for line in report.read_text().splitlines()]
    assert [event["reason"] for event in events if event.get("rule") == "recurring-text"] == [
        "the same text stands on 3 of 3 pages that name no site"
    ] * 3


def test_recurring_passes_over_what_cannot_be_read(tmp_path: Path) -> None:
    """An input that can't be read is told about once, in the second pass, and the others are converted."""
    pages = site(tmp_path / "pages")
    (pages / "empty.md").write_bytes(b"\0\1\2" * 99)
    result = run("convert", pages, "--to", "text", "-o", tmp_path / "out", "--recurring")
    assert result.exit_code == 3
    assert result.stderr.count("empty.md") == 1
    assert BOX not in (tmp_path / "out" / "0.txt").read_text()


def test_recurring_needs_files(tmp_path: Path) -> None:
    """Standard input can be read once only, so that `--recurring` refuses it."""
    result = run("convert", "-", site(tmp_path), "--to", "text", "-o", tmp_path / "out", "--recurring", stdin="x")
    assert result.exit_code == 2
    assert "standard input" in result.stderr


def test_recurring_has_a_limit(tmp_path: Path) -> None:
    """Too many texts end the run, with an error that names the limit, which `-O` sets."""
    pages = site(tmp_path / "pages")
    result = run("convert", pages, "--to", "text", "-o", tmp_path / "out", "--recurring", "-O", "max_texts=7")
    assert result.exit_code == 4
    assert "max_texts" in result.stderr
    assert not (tmp_path / "out").exists()


def test_explain_recurring(tmp_path: Path) -> None:
    """`explain --recurring` counts the pages that it names, and tells how often the text stands on them."""
    pages = site(tmp_path / "pages")
    result = run("explain", pages / "0.md", "--recurring", pages)
    assert result.exit_code == 0
    assert "the same text stands on 3 of 3 pages that name no site [recurring-text]" in result.stdout
    assert "recurring-text" not in run("explain", pages / "0.md").stdout


def test_recurring_is_no_pair(tmp_path: Path) -> None:
    """`-O recurring=…` is no option, as no word says what recurs."""
    result = run("convert", written(tmp_path / "story.md"), "--to", "text", "-O", "recurring=yes")
    assert result.exit_code == 2
    assert "there is no such option" in result.stderr
