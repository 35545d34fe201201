"""The testing package: its strategies reach everything, and its checks find what is wrong."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from newsconv.document import (
    MAX_DEPTH,
    CodeBlock,
    Document,
    Emphasis,
    Figure,
    Heading,
    Link,
    List,
    Metadata,
    Paragraph,
    Quote,
    Subject,
    Table,
    Text,
    ThematicBreak,
    normalize,
    walk,
)
from newsconv.document.codec import decode, encode
from newsconv.document.links import is_safe_url
from newsconv.document.nodes import snake_case
from newsconv.document.plain import iter_paragraphs
from newsconv.entry_points import EntryPoint
from newsconv.errors import PluginError, ReadError
from newsconv.formats import Format, ReadOptions, Source, entry_points, load_format
from newsconv.losses import ALL_NODES, EVERYTHING, NODE_TYPES
from newsconv.report import Guessed, NotRendered
from newsconv.testing import (
    PRODUCERS,
    awkward,
    check_accountable,
    check_deterministic,
    check_format,
    check_humble,
    check_lossless,
    check_projection,
    check_stable_chain,
    check_stable_output,
    check_total,
    documents,
    metadata,
    noisy_markdown,
    sources,
    texts,
    urls,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from newsconv.document import Block
    from newsconv.report import Report

SEARCH = settings(
    max_examples=3000,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[*HealthCheck],
)
"""How hard to look for one example."""


def reaches(strategy: SearchStrategy[Any], wanted: Callable[[Any], bool]) -> bool:
    """Tell whether a strategy gives an example of the wanted kind; raises `NoSuchExample` where it does not."""
    find(strategy, wanted, settings=SEARCH)
    return True


def collect(strategy: SearchStrategy[Any], count: int) -> list[Any]:
    """Draw a number of examples, the same ones each time."""
    drawn: list[Any] = []

    @settings(SEARCH, max_examples=count)
    @given(strategy)
    def run(example: object) -> None:
        drawn.append(example)

    run()
    return drawn


@pytest.fixture(scope="module")
def many() -> list[Document]:
    """Give many normal documents."""
    return collect(documents(), 1000)


class TestStrategies:
    """The strategies reach every node, field and nesting, and awkward text."""

    def test_every_node(self, many: list[Document]) -> None:
        """Each kind of node occurs."""
        kinds = {snake_case(type(node).__name__) for document in many for node in walk(document.body)}
        assert kinds == ALL_NODES

    @pytest.mark.parametrize("kind", NODE_TYPES, ids=lambda kind: kind.__name__)
    def test_every_field(self, kind: type[msgspec.Struct], many: list[Document]) -> None:
        """Each optional field of each node holds something, sometimes."""
        nodes = [node for document in many for node in walk(document.body) if isinstance(node, kind)]
        for field in msgspec.structs.fields(kind):
            if field.default is not msgspec.NODEFAULT:
                assert any(getattr(node, field.name) != field.default for node in nodes), field.name

    def test_every_metadata_field(self, many: list[Document]) -> None:
        """Each metadata field holds something, sometimes, and mostly nothing."""
        defaults = Metadata()
        for name in Metadata.__struct_fields__:
            values = [getattr(document.metadata, name) for document in many]
            assert 0 < sum(value != getattr(defaults, name) for value in values) < len(values) / 2, name

    @pytest.mark.parametrize("character", awkward.CHARACTERS, ids=ascii)
    def test_awkward_characters(self, character: str) -> None:
        """Each awkward character occurs in texts, before normal form takes some of them out."""
        assert reaches(texts(), lambda text: character in text)

    @pytest.mark.parametrize(
        "piece", ["*", "](", "`", "|", "a_b_c", "<b>", "<!--", "&amp;", "\xa0", "\u0301", "\u202e"]
    )
    def test_awkward_text_in_stories(self, piece: str, many: list[Document]) -> None:
        """Awkward text that a normal document may hold occurs in stories, often enough for 300 examples."""
        found = sum(any(piece in text for text in iter_paragraphs(document.body)) for document in many)
        assert found >= len(many) / 300

    def test_huge_and_empty(self, many: list[Document]) -> None:
        """Documents are sometimes empty, sometimes have a text of more than 1,000 characters, mostly neither."""
        sizes = [len(encode(document)) for document in many]
        assert Document() in many
        assert max(sizes) > 1000
        assert sorted(sizes)[len(sizes) // 2] < 5000

    @pytest.mark.parametrize(
        ("outer", "inner"),
        [
            (List, List),
            (List, Quote),
            (Quote, List),
            (List, Table),
            (List, CodeBlock),
            (List, Figure),
            (List, Heading),
            (List, ThematicBreak),
            (Quote, Heading),
            (Table, List),
            (Table, CodeBlock),
            (Table, Figure),
            (Table, Table),
        ],
    )
    def test_nestings(self, outer: type[Block], inner: type[Block], many: list[Document]) -> None:
        """Blocks stand within blocks, directly and further down."""
        assert any(
            isinstance(node, outer) and any(isinstance(below, inner) for below in [*walk([node])][1:])
            for document in many
            for node in walk(document.body)
        )

    def test_adjacent_lists(self, many: list[Document]) -> None:
        """Two lists of one kind stand next to each other."""
        pairs = [pair for document in many for pair in zip(document.body, document.body[1:], strict=False)]
        assert any(isinstance(a, List) and isinstance(b, List) and a.ordered == b.ordered for a, b in pairs)

    def test_tables_of_all_kinds(self, many: list[Document]) -> None:
        """Tables have header cells elsewhere than on top, cells that span, empty cells, and rows of unequal length."""
        tables = [node for document in many for node in walk(document.body) if isinstance(node, Table)]
        cells = [cell for table in tables for row in table.rows for cell in row.cells]
        assert any(cell.colspan > 1 for cell in cells)
        assert any(cell.rowspan > 1 for cell in cells)
        assert any(not cell.children for cell in cells)
        assert {cell.align for cell in cells} == {None, "left", "center", "right"}
        assert any(row.cells[0].header for table in tables for row in table.rows[1:])
        assert any(len({len(row.cells) for row in table.rows}) > 1 for table in tables)

    def test_deep_documents(self, many: list[Document]) -> None:
        """Some documents are nearly as deep as a normal one may be."""
        assert max(encode(document).count(b'"children"') for document in many) > MAX_DEPTH - 10

    def test_unsafe_before_normal_form(self) -> None:
        """Unsafe links and lone surrogates are given raw, and not in normal form."""
        assert reaches(urls(), lambda url: "javascript:" in url)
        assert reaches(urls(), lambda url: "\ud800" in url)

    def test_safe_in_normal_form(self, many: list[Document]) -> None:
        """Normal documents have no unsafe link."""
        assert not any(isinstance(n, Link) and not is_safe_url(n.url) for d in many for n in walk(d.body))

    @given(documents())
    def test_documents_are_normal(self, document: Document) -> None:
        """What `documents` gives is in normal form."""
        assert normalize(document) == document

    @given(sources())
    def test_sources(self, data: object) -> None:
        """Sources are text or bytes."""
        assert isinstance(data, (str, bytes))

    def test_shrinks(self) -> None:
        """The smallest document with emphasis in a list is no larger than it must be."""
        shrinking = settings(SEARCH, phases=[Phase.generate, Phase.shrink])
        found = find(
            documents(),
            lambda document: any(
                isinstance(node, List) and any(isinstance(below, Emphasis) for below in walk([node]))
                for node in walk(document.body)
            ),
            settings=shrinking,
        )
        assert sum(1 for _ in walk(found.body)) <= 5

    def test_metadata_is_small(self) -> None:
        """Few fields are set at once, so that a failure is easy to read."""
        assert reaches(metadata(), lambda value: value == Metadata())


def toy_format(name: str, write: Callable[..., str], **record: Any) -> Format:
    """Make a format that writes documents in a given way and reads our JSON."""

    def read(source: Source, *, options: object, report: Report) -> Document:  # noqa: ARG001 - the interface
        try:
            return normalize(decode(source.data)[1])
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise ReadError(str(error)) from error

    given_values = {"carries": EVERYTHING, "structured": True, "lossless": True, **record}
    return Format(name=name, title="Toy", writer=write, **{"reader": read, **given_values})


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch, fresh_registry: None) -> Callable[[Format], str]:  # noqa: ARG001 - cleans up
    """Give a function that installs a format for one test and gives its name."""
    known = dict(entry_points())
    records: dict[str, Format] = {}

    def install_format(record: Format) -> str:
        records[record.name] = record
        known[record.name] = (EntryPoint(record.name, "toy:FORMAT", "toy"),)
        return record.name

    registry = sys.modules["newsconv.formats"]  # the attribute of that name is the function `newsconv.formats`
    monkeypatch.setattr(registry, "entry_points", lambda: known)
    monkeypatch.setattr(registry, "load_format", lambda name: records[name] if name in records else load_format(name))
    return install_format


def write_all(document: Document, **_: object) -> str:
    """Write a document whole."""
    return encode(document).decode()


def write_without_section(document: Document, **_: object) -> str:
    """Lose the section."""
    return write_all(msgspec.structs.replace(document, metadata=msgspec.structs.replace(document.metadata, section="")))


STORY = Document(Metadata(headline="Rain", section="Weather"), (Paragraph((Text("It rained."),)),))


class TestChecks:
    """The checks pass what is right and show what is wrong."""

    def test_right(self, install: Callable[[Format], str]) -> None:
        """A lossless format passes everything."""
        check_format(install(toy_format("toy", write_all)), max_examples=10)

    def test_lossless(self, install: Callable[[Format], str]) -> None:
        """What does not come back is shown."""
        name = install(toy_format("toy", write_without_section))
        with pytest.raises(AssertionError, match='-    "section": "Weather"'):
            check_lossless(STORY, name)

    def test_lossless_reports_nothing(self, install: Callable[[Format], str]) -> None:
        """A format that carries everything must not report a loss."""

        def write(document: Document, *, report: Report, **_: object) -> str:
            report.add(NotRendered(what="table", reason="tired"))
            return write_all(document)

        with pytest.raises(AssertionError, match="reported a loss"):
            check_lossless(STORY, install(toy_format("toy", write)))

    def test_projection(self, install: Callable[[Format], str]) -> None:
        """A format may lose what it says it does not carry."""
        carries = EVERYTHING - {"metadata.section"}
        name = install(toy_format("toy", write_without_section, carries=carries, lossless=False))
        check_projection(STORY, name)

    def test_projection_unreported(self, install: Callable[[Format], str]) -> None:
        """A format must not lose what it says it carries."""
        name = install(toy_format("toy", write_without_section, lossless=False))
        with pytest.raises(AssertionError, match=r"not reported: \['metadata.section'\]"):
            check_projection(STORY, name)

    def test_projection_false_report(self, install: Callable[[Format], str]) -> None:
        """A format must not report what it did not lose."""
        name = install(toy_format("toy", write_all, carries=EVERYTHING - {"metadata.section"}, lossless=False))
        with pytest.raises(AssertionError, match="came back"):
            check_projection(STORY, name)

    def test_projection_lost_node(self, install: Callable[[Format], str]) -> None:
        """A kind of node that vanishes must be reported."""

        def write(document: Document, **_: object) -> str:
            return write_all(msgspec.structs.replace(document, body=()))

        name = install(toy_format("toy", write, lossless=False))
        with pytest.raises(AssertionError, match=r"nodes lost, but not reported: \['paragraph', 'text'\]"):
            check_projection(STORY, name)

    def test_projection_invented(self, install: Callable[[Format], str]) -> None:
        """What was not there must not come back, unless it was reported as guessed."""

        def write(document: Document, **_: object) -> str:
            return write_all(Document(body=document.body))

        def read(source: Source, *, report: Report, **_: object) -> Document:
            report.add(Guessed(field="genres", reason="looks like it"))
            metadata = Metadata(genres=(Subject("x"),), byline="y")
            return Document(metadata, decode(source.data)[1].body)

        name = install(toy_format("toy", write, reader=read, lossless=False))
        with pytest.raises(AssertionError, match=r"invented.*: \['metadata.byline'\]"):
            check_projection(Document(body=STORY.body), name)

    def test_projection_unstable(self, install: Callable[[Format], str]) -> None:
        """A second round trip must change nothing."""

        def write(document: Document, **_: object) -> str:
            return write_all(msgspec.structs.replace(document, body=(*document.body, ThematicBreak())))

        name = install(toy_format("toy", write, lossless=False))
        for check in (check_projection, check_stable_output):
            with pytest.raises(AssertionError, match=r"changed something|not stable"):
                check(STORY, name)

    def test_chain(self, install: Callable[[Format], str]) -> None:
        """A way through another format that loses something is found."""
        lossy, toy = install(toy_format("lossy", write_without_section)), install(toy_format("toy", write_all))
        check_stable_chain(STORY, [toy, toy])
        with pytest.raises(AssertionError, match="lossy → toy is not the same as toy alone"):
            check_stable_chain(STORY, [lossy, toy])

    def test_accountable(self, install: Callable[[Format], str]) -> None:
        """Words that are neither in the document nor in the report are named."""
        name = install(toy_format("toy", write_all))
        check_accountable(write_all(STORY), name, "Weather: Rain. It rained.")
        with pytest.raises(AssertionError, match=r"missing: Rain, snow"):
            check_accountable(write_all(STORY), name, "Rain Rain snow")

    def test_deterministic(self, install: Callable[[Format], str]) -> None:
        """A writer that looks at anything but the document is found."""
        counter = itertools.count()

        def write(_document: Document, **_: object) -> str:
            return f"{next(counter)}"

        with pytest.raises(AssertionError, match="writes equal documents differently"):
            check_deterministic(STORY, install(toy_format("toy", write)))

    def test_total(self, install: Callable[[Format], str]) -> None:
        """A reader that raises anything but ours fails with what it raised; ours is an answer."""

        def read(source: Source, **_: object) -> Document:
            return decode(source.data)[1]

        rude, right = install(toy_format("rude", write_all, reader=read)), install(toy_format("toy", write_all))
        with pytest.raises(PluginError, match="DecodeError"):
            check_total("{", rude)
        assert check_total("{", right) is None
        assert check_total(write_all(STORY), right) == STORY

    def test_total_not_normal(self, install: Callable[[Format], str]) -> None:
        """A reader must give normal documents."""

        def read(*_: object, **__: object) -> Document:
            return Document(Metadata(headline=" x"))

        with pytest.raises(AssertionError, match="not in normal form"):
            check_total("", install(toy_format("toy", write_all, reader=read)))

    def test_humble(self, install: Callable[[Format], str]) -> None:
        """A reader that judges our own output is found."""

        def read(source: Source, *, options: ReadOptions, **_: object) -> Document:
            return Document() if options.noise == "auto" else decode(source.data)[1]

        with pytest.raises(AssertionError, match="noise rules changed our own"):
            check_humble(STORY, install(toy_format("toy", write_all, reader=read)))

    def test_check_format_finds(self, install: Callable[[Format], str]) -> None:
        """All laws are tried on documents that Hypothesis makes."""

        def write(document: Document, **_: object) -> str:
            return write_all(Document(document.metadata))

        with pytest.raises(AssertionError, match="lost something"):
            check_format(install(toy_format("toy", write)), max_examples=50)


class TestProducers:
    """Makers of noisy Markdown do what scrapers do."""

    PAGE = "<ul><li><a href='/'>Home</a></li></ul><h1>Rain</h1><p>It <b>rained</b>.</p>"

    @pytest.mark.parametrize("name", PRODUCERS)
    def test_words(self, name: str) -> None:
        """Each gives Markdown with the words of the page's story."""
        try:
            markdown = PRODUCERS[name](self.PAGE)
        except ImportError as error:
            pytest.skip(f"needs {error.name}")
        assert {"It", "rained"} <= set(re.findall(r"\w+", markdown))

    def test_noise_stays(self) -> None:
        """The menu is in the Markdown."""
        assert noisy_markdown(self.PAGE).startswith("* [Home](/)")

    @given(st.sampled_from(["", "a.html", "http://a.b/", "<?xml version='1.0'?><a/>"]))
    def test_odd_input(self, html: str) -> None:
        """What beautifulsoup4 would warn of passes without a warning."""
        assert isinstance(noisy_markdown(html), str)


def test_not_imported_by_newsconv() -> None:
    """`import newsconv` imports neither Hypothesis nor the testing package."""
    code = "import sys, newsconv; print([m for m in sys.modules if m.startswith(('hypothesis', 'newsconv.testing'))])"
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    assert result.stdout.strip() == "[]"
