"""The registry: formats by name, alias, suffix and content, and their options."""

from __future__ import annotations

import subprocess
import sys

import pytest

import newsconv
from newsconv.document import Document, Metadata
from newsconv.errors import LimitError, OptionError, UnknownFormatError
from newsconv.formats import (
    Format,
    ReadOptions,
    WriteOptions,
    detect_format,
    find_format,
    format_for_path,
    installed_names,
    make_options,
)
from newsconv.losses import EVERYTHING
from newsconv.sniff import Certainty, describe_unread, take_sample

BUILT_IN = ("html", "json", "markdown", "newsml", "text")

JSON = '{"newsconv": "1.0", "document": {"metadata": {"headline": "Rain"}}}'
HTML = "<!DOCTYPE html><html><head><title>Rain</title></head><body><p>It rained.</p></body></html>"
MARKDOWN = "# Rain\n\nIt **rained**, says [the paper](http://example.com/).\n"
NEWSML = '<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a" version="1"/>'
PLAIN = "RAIN IN THE NORTH\n\nIt rained.\n"


class TestFind:
    """Formats are found by what people call them."""

    def test_built_in(self) -> None:
        """The five built-in formats are installed like any other."""
        assert {*BUILT_IN} <= {*installed_names()}
        assert [record.name for record in newsconv.formats()] == sorted(installed_names())

    @pytest.mark.parametrize("name", BUILT_IN)
    def test_complete(self, name: str) -> None:
        """Each built-in format reads and writes, has a suffix, and carries only what there is."""
        record = find_format(name)
        assert record.reads
        assert record.writes
        assert record.suffixes[0].startswith(".")
        assert record.carries <= EVERYTHING
        assert not record.lossless or record.carries == EVERYTHING

    @pytest.mark.parametrize(
        ("name", "found"),
        [("md", "markdown"), ("htm", "html"), ("txt", "text"), ("text/html", "html"), ("application/json", "json")],
    )
    def test_other_names(self, name: str, found: str) -> None:
        """Suffixes and media types are names too, in any case of letters."""
        assert find_format(name).name == find_format(name.upper()).name == found

    def test_no_two_claim_one_name(self) -> None:
        """No alias, media type or suffix belongs to two built-in formats."""
        records = [find_format(name) for name in BUILT_IN]
        claims = [claim for r in records for claim in {r.name, *r.aliases, *r.media_types, *r.suffixes}]
        assert len(claims) == len({*claims})

    def test_unknown(self) -> None:
        """An unknown name is an error that lists what there is."""
        with pytest.raises(UnknownFormatError, match="markdown") as caught:
            find_format("wordstar")
        assert caught.value.name == "wordstar"
        assert {*BUILT_IN} <= {*caught.value.known}

    @pytest.mark.parametrize(
        ("path", "found"), [("a/story.html", "html"), ("STORY.MD", "markdown"), ("x.json", "json")]
    )
    def test_for_path(self, path: str, found: str) -> None:
        """The suffix of a path names the format to write."""
        assert format_for_path(path).name == found

    @pytest.mark.parametrize("path", ["story", "story.doc", ".html.bak"])
    def test_no_format_for_path(self, path: str) -> None:
        """A path without a known suffix is an error that says what to do."""
        with pytest.raises(UnknownFormatError, match="--to"):
            format_for_path(path)


class TestDetect:
    """What a source says of itself counts more than its name, its name more than its looks."""

    @pytest.mark.parametrize(
        ("data", "found"),
        [(JSON, "json"), (HTML, "html"), (MARKDOWN, "markdown"), (NEWSML, "newsml"), (PLAIN, "text")],
    )
    def test_by_content(self, data: str, found: str) -> None:
        """Each format is found without a name, in text, UTF-8 and UTF-16, with a byte order mark or without."""
        assert detect_format(data).name == found
        assert detect_format(data.encode()).name == found
        assert detect_format(data.encode("utf-8-sig")).name == found
        assert detect_format(data.encode("utf-16")).name == found

    @pytest.mark.parametrize(
        ("data", "name", "found"),
        [
            (JSON, "story.md", "json"),
            (NEWSML, "story.html", "newsml"),
            (PLAIN, "story.md", "markdown"),
            (PLAIN, "story.txt", "text"),
            (PLAIN, "story.xyz", "text"),
        ],
    )
    def test_by_name(self, data: str, name: str, found: str) -> None:
        """A name decides only where the content does not."""
        assert detect_format(data, name).name == found

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"%PDF-1.7\n\x00\x01", "PDF"),
            (b"PK\x03\x04\x00\x00\x00\x00\x00\x00", "ZIP"),
            (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "gzip"),
            (bytes(range(32)) * 10, "binary"),
        ],
    )
    def test_unread(self, data: bytes, words: str) -> None:
        """What no format reads is named in words."""
        with pytest.raises(UnknownFormatError, match=words):
            detect_format(data)

    @pytest.mark.parametrize("name", BUILT_IN)
    def test_own_output(self, name: str) -> None:
        """What newsconv wrote is found again, if it is not plain text."""
        story = newsconv.loads(MARKDOWN, "markdown")
        assert detect_format(newsconv.dumps(story, name)).name == name


class TestSample:
    """The first bytes of a source."""

    def test_root(self) -> None:
        """The root element is found behind declaration, comments and DOCTYPE."""
        text = "<?xml version='1.0'?>\n<!-- <a> -->\n<!DOCTYPE x [<!ENTITY b 'c'>]>\n<p:newsItem a='1'/>"
        sample = take_sample(text)
        assert sample.root == "newsItem"
        assert "a='1'" in sample.root_attributes

    def test_no_root(self) -> None:
        """What is not XML has no root."""
        assert take_sample("a < b").root == ""

    def test_long(self) -> None:
        """Only the beginning of a long source is looked at; a character at the cut is no damage."""
        sample = take_sample("é".encode() * 100_000, ".TXT")
        assert not sample.is_whole
        assert {*sample.text} == {"é"}
        assert sample.suffix == ".txt"

    @pytest.mark.parametrize(
        ("data", "words"), [("", "empty"), ("<rss/>", "RSS"), ("<x/>", "root element 'x'"), ('{"a": 1}', "JSON")]
    )
    def test_describe(self, data: str, words: str) -> None:
        """What is known of an unread source is said."""
        assert words in describe_unread(take_sample(data))

    def test_order(self) -> None:
        """Certainties can be compared."""
        assert Certainty.NO < Certainty.POSSIBLE < Certainty.LIKELY < Certainty.CERTAIN


class TestOptions:
    """Options are records; a wrong one is named."""

    def test_made(self) -> None:
        """Values of the right type are taken, the rest has defaults."""
        assert make_options(ReadOptions, {"noise": "keep"}, "x") == ReadOptions(noise="keep")

    @pytest.mark.parametrize("options", [{"nosie": "keep"}, {"noise": "loud"}, {"base_url": 1}])
    def test_refused(self, options: dict[str, object]) -> None:
        """An unknown option, and a value of the wrong kind, are errors that name the format."""
        with pytest.raises(OptionError, match="'x'"):
            make_options(ReadOptions, options, "x")

    @pytest.mark.parametrize("name", BUILT_IN)
    def test_same_everywhere(self, name: str) -> None:
        """Every format takes the options that all share."""
        record = find_format(name)
        assert issubclass(record.read_options, ReadOptions)
        assert issubclass(record.write_options, WriteOptions)
        text = newsconv.dumps(Document(Metadata(headline="Rain")), name, private=True)
        newsconv.loads(text, name, noise="keep", base_url="http://a.b/", language="en", limits=newsconv.Limits())

    @pytest.mark.parametrize("name", BUILT_IN)
    def test_limit(self, name: str) -> None:
        """A source above the limit is refused before it is read."""
        with pytest.raises(LimitError, match="limit of 3"):
            newsconv.loads("abcd", name, limits=newsconv.Limits(max_bytes=3))

    def test_record_is_frozen(self) -> None:
        """A format's record can't be changed."""
        record = Format(name="x", title="X")
        assert not record.reads
        assert not record.writes
        with pytest.raises(AttributeError):
            record.name = "y"  # type: ignore[misc]


def test_lazy() -> None:
    """`import newsconv` loads no reader, no writer and no heavy library."""
    code = """
import sys, newsconv
heavy = {"lxml", "bs4", "pyromark", "yaml", "click", "hypothesis", "markdownify"}
print(sorted(m for m in sys.modules if m in heavy or m.startswith(("newsconv.readers.", "newsconv.writers."))))
"""
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    assert result.stdout.strip() == "[]"


def test_entry_points_are_those_of_the_standard_library() -> None:
    """Our quick reader finds what `importlib.metadata` finds."""
    from importlib.metadata import entry_points as standard

    from newsconv.entry_points import iter_entry_points
    from newsconv.formats import ENTRY_POINT_GROUP

    expected = {(point.name, point.value) for point in standard(group=ENTRY_POINT_GROUP)}
    assert {(point.name, point.value) for point in iter_entry_points(ENTRY_POINT_GROUP)} == expected
    scripts = {(point.name, point.value) for point in standard(group="console_scripts")}
    assert {(point.name, point.value) for point in iter_entry_points("console_scripts")} == scripts
