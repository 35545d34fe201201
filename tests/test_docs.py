"""The documentation: every block of code runs, every table says what the code says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest

import newsconv
from docs_blocks import PAGES, ROOT, Block, commands, iter_blocks, matches, run_command, run_python, workplace
from newsconv import errors, report
from newsconv.cli import group
from newsconv.document import PRIVATE_FIELDS, Metadata
from newsconv.errors import NewsconvError
from newsconv.formats import find_format
from newsconv.iptc.properties import PROPERTIES as NEWSML_PROPERTIES
from newsconv.losses import ALL_FIELDS, ALL_NODES, EVERYTHING
from newsconv.noise.rules import ALL_RULES
from newsconv.readers.html.metadata.schema_org import ADDITIONAL
from newsconv.readers.html.metadata.schema_org import PROPERTIES as HTML_PROPERTIES
from newsconv.readers.markdown.front_matter_fields import FIELDS as FRONT_MATTER_FIELDS
from newsconv.readers.ninjs.properties import PROPERTIES as NINJS_PROPERTIES
from newsconv.readers.ninjs.properties import ROLES as NINJS_ROLES
from newsconv.readers.nitf.properties import PROPERTIES as NITF_PROPERTIES
from newsconv.readers.text.head import FIELDS as TEXT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCKS: Final = tuple(block for page in PAGES for block in iter_blocks(page))
CONSOLE: Final = tuple(block for block in BLOCKS if block.language == "console")
PYTHON_PAGES: Final = tuple(dict.fromkeys(block.page for block in BLOCKS if block.language == "python"))
LANGUAGES: Final = frozenset(
    {"console", "python", "sh", "text", "json", "markdown", "html", "xml", "toml", "yaml", "jsonl"}
)
"""Words that may stand after a fence: the first two are run, `sh` is for what changes a machine."""
RE_LINK: Final = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)\s]*)?\)")
RE_NAME: Final = re.compile(r"`([^`]+)`")
FORMATS: Final = ("text", "markdown", "html", "json", "newsml", "ninjs", "nitf")


def page_text(page: str) -> str:
    """Read a page."""
    return (ROOT / page).read_text(encoding="utf-8")


def table_rows(page: str, heading: str) -> list[list[str]]:
    """Give the cells of the first table below a heading, without its two first rows."""
    _, found, below = page_text(page).partition(f"\n{heading}\n")
    assert found, f"{page} has no heading {heading!r}"
    lines = below.split("\n")
    start = next(index for index, line in enumerate(lines) if line.startswith("|"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))])
    return rows


def named(cell: str) -> str:
    """Give the first name in backticks of a cell."""
    match = RE_NAME.search(cell)
    assert match, f"no name in {cell!r}"
    return match[1]


# ---------------------------------------------------------------- what is shown runs


@pytest.mark.parametrize("block", CONSOLE, ids=lambda block: f"{block.page}:{block.line}")
def test_command_shows_what_the_page_shows(block: Block) -> None:
    """A command in the documentation prints exactly what the page shows."""
    assert commands(block), "a console block begins with `$ `"
    with workplace(block.page):
        for command in commands(block):
            actual = run_command(command.words)
            assert matches(command.shown, actual), f"{command.words} prints:\n" + "\n".join(actual)


@pytest.mark.parametrize("page", PYTHON_PAGES)
def test_python_runs_as_shown(page: str) -> None:
    """The Python blocks of a page run from top to bottom, and show what the page shows."""
    with workplace(page):
        assert run_python([block for block in BLOCKS if (block.page, block.language) == (page, "python")]) == []


@pytest.mark.parametrize("page", PAGES)
def test_fences_name_their_language(page: str) -> None:
    """A block without a known language would be one that nobody runs, by mistake."""
    assert {block.language for block in BLOCKS if block.page == page} <= LANGUAGES


@pytest.mark.parametrize(
    ("shown", "actual", "expected"),
    [
        ("a|b", "a|b", True),
        ("a", "a|b", False),
        ("…|b", "a|b", True),
        ("a|[...]", "a|b|c", True),
        ("a|[...]", "a", False),
        ("a|…|c|…|e", "a|b|c|d|e", True),
        ("a|…|c|…|e", "a|b|d|e", False),
        ("a|…|a", "a", False),
    ],
)
def test_ellipsis_stands_for_lines(shown: str, actual: str, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """An ellipsis on a line of its own stands for one or more lines, and nothing else does."""
    assert matches(shown.split("|"), actual.split("|")) is expected


def test_other_commands_are_refused() -> None:
    """The documentation can't run what is neither newsconv nor cat."""
    with pytest.raises(ValueError, match="only `newsconv`"):
        run_command("rm -r examples")


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files(page: str) -> None:
    """A relative link leads to a file of the checkout."""
    folder = (ROOT / page).parent
    prose = "".join(re.split(r"^```[^`]*^```$", page_text(page), flags=re.MULTILINE))
    missing = [link for link in RE_LINK.findall(prose) if not (folder / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_no_absolute_path_of_a_machine(page: str) -> None:
    """A page names no folder of the machine that it was written on."""
    assert not re.search(r"(?<![\w.:/])/(?:home|root|work|tmp|Users)/", page_text(page))


def test_pages_are_in_the_navigation() -> None:
    """Every page of the documentation is in the navigation of the site."""
    config = page_text("mkdocs.yml")
    pages = [page.removeprefix("docs/") for page in PAGES if page.startswith("docs/")]
    assert [page for page in pages if page not in config] == []


def test_site_builds(tmp_path: Path) -> None:
    """The site builds without a warning and without the network."""
    pytest.importorskip("mkdocs", reason="needs the extra docs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "index.html").is_file()


# ---------------------------------------------------------------- tables


def test_model_lists_all_fields() -> None:
    """The table of the model's page has each field of the metadata, in its order."""
    rows = table_rows("docs/model.md", "## Metadata")
    assert [named(row[0]) for row in rows] == list(Metadata.__struct_fields__)


def test_model_marks_private_fields() -> None:
    """The fields that the table calls private are those that are."""
    rows = table_rows("docs/model.md", "## Metadata")
    assert {named(row[0]) for row in rows if "rivate" in row[-1]} == PRIVATE_FIELDS


def test_model_lists_all_nodes() -> None:
    """The tables of blocks and inlines have each kind of node."""
    rows = [*table_rows("docs/model.md", "### Blocks"), *table_rows("docs/model.md", "### Inlines")]
    assert sorted(named(row[0]) for row in rows) == sorted(ALL_NODES)


@pytest.mark.parametrize("column", range(len(FORMATS)), ids=FORMATS)
def test_matrix_says_what_formats_carry(column: int) -> None:
    """The table of all formats says of each field and node whether a format carries it."""
    rows = [
        *table_rows("docs/formats/index.md", "### Metadata"),
        *table_rows("docs/formats/index.md", "### Nodes"),
    ]
    assert {named(row[0]) for row in rows} == {what.removeprefix("metadata.") for what in EVERYTHING}
    names = {what.removeprefix("metadata."): what for what in EVERYTHING}
    said = {names[named(row[0])] for row in rows if row[column + 1] in {"yes", "private"}}
    assert said == find_format(FORMATS[column]).carries


@pytest.mark.parametrize("name", ["markdown", "html", "newsml", "text", "ninjs", "nitf"])
def test_format_page_places_all_fields(name: str) -> None:
    """The page of a format says of each field that it carries where it stands."""
    rows = table_rows(f"docs/formats/{name}.md", "### Metadata")
    carried = {what for what in find_format(name).carries if what in ALL_FIELDS}
    assert {f"metadata.{named(row[0])}" for row in rows} == carried


@pytest.mark.parametrize("name", ["markdown", "html", "newsml", "text", "ninjs", "nitf"])
def test_format_page_places_all_nodes(name: str) -> None:
    """The page of a format says of each kind of node how it is written."""
    rows = table_rows(f"docs/formats/{name}.md", "### Nodes")
    assert {named(row[0]) for row in rows if "not written" not in row[1]} == find_format(name).carries & ALL_NODES
    assert {named(row[0]) for row in rows} == ALL_NODES


def field_places() -> Iterator[tuple[str, str, str]]:
    """Give format, field and the name that the field has in it, from the tables of the code."""
    yield from (("markdown", row.name, row.key) for row in FRONT_MATTER_FIELDS)
    yield from (("html", row.field, row.name) for row in (*HTML_PROPERTIES, *ADDITIONAL))
    yield from (("newsml", row.field, row.element) for row in NEWSML_PROPERTIES if row.field != "section")
    yield from (("ninjs", row.field, row.key) for row in (*NINJS_PROPERTIES, *NINJS_ROLES))
    yield from (("text", row.name, row.label) for row in TEXT_FIELDS)
    yield from (("nitf", row.field, row.element) for row in NITF_PROPERTIES)


@pytest.mark.parametrize(("name", "field", "place"), tuple(field_places()))
def test_field_stands_where_the_page_says(name: str, field: str, place: str) -> None:
    """The page of a format names the place of a field as the code does."""
    rows = {named(row[0]): row[1] for row in table_rows(f"docs/formats/{name}.md", "### Metadata")}
    assert place in re.split(r"[`/@:\s]+", rows[field]) or f"`{place}`" in rows[field]


@pytest.mark.parametrize("name", FORMATS)
def test_format_page_lists_options(name: str) -> None:
    """The page of a format names each option that only its writer has."""
    options = set(find_format(name).write_options.__struct_fields__) - {"private"}
    text = page_text(f"docs/formats/{name}.md")
    assert [option for option in options if f"`{option}`" not in text] == []


def test_errors_are_all_listed() -> None:
    """The table of errors has each class with its exit code."""
    rows = table_rows("docs/errors.md", "## Classes")
    classes = {name: getattr(errors, name) for name in errors.__all__}
    assert {named(row[0]): int(row[1]) for row in rows} == {name: kind.exit_code for name, kind in classes.items()}
    assert all(issubclass(kind, NewsconvError) for kind in classes.values())


def test_exit_codes_are_all_listed() -> None:
    """The table of exit codes has those of the errors and those of the command."""
    codes = {int(row[0]) for row in table_rows("docs/errors.md", "## Exit codes")}
    command = {value for name, value in vars(group).items() if name.startswith("EXIT_")}
    assert codes == {0, *command, *(getattr(errors, name).exit_code for name in errors.__all__)}


def test_noise_rules_are_all_listed() -> None:
    """The table of noise rules has each rule with its role and reason, in the order in which they are asked."""
    rows = table_rows("docs/noise.md", "## Rules")
    listed = [(named(row[0]), named(row[1]), row[2]) for row in rows]
    assert listed == [(rule.name, rule.role, rule.reason) for rule in ALL_RULES]


def test_events_are_all_listed() -> None:
    """The table of events has each kind, by its class and its name in JSON."""
    rows = table_rows("docs/report.md", "## Events")
    kinds = {kind.__name__: kind.__struct_config__.tag for kind in report.Event.__args__}
    assert {named(row[0]): named(row[1]) for row in rows} == kinds


def test_public_names_are_explained() -> None:
    """The page on the API names everything that `newsconv` exports."""
    text = page_text("docs/getting-started.md")
    assert [name for name in newsconv.__all__ if name not in text] == []


def test_pages_of_formats_are_complete() -> None:
    """Each format that newsconv brings along has a page."""
    pages = {PurePosixPath(page).stem for page in PAGES if page.startswith("docs/formats/")} - {"index"}
    assert pages >= set(FORMATS)
