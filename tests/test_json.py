"""The json format: exact, versioned, one document or JSON Lines, errors with a place."""

from __future__ import annotations

import io

import pytest

import newsconv
from newsconv.document import Date, Document, Metadata, Paragraph, Text
from newsconv.errors import OptionError, ReadError, SeveralDocumentsError
from newsconv.readers.json import FORMAT, sniff
from newsconv.report import Report
from newsconv.sniff import Certainty, take_sample
from newsconv.testing import check_format

STORY = Document(Metadata(headline="Rain", published=Date("2021-03-17")), (Paragraph((Text("It rained."),)),))
LINE = '{"newsconv":"1.0","document":{"metadata":{"headline":"A"}}}'


def test_laws() -> None:
    """All laws hold."""
    check_format("json", max_examples=30)


def test_layout_of_the_output() -> None:
    """The output is indented by two spaces, signed, without defaults, and ends with a line end."""
    assert newsconv.dumps(STORY, "json") == (
        '{\n  "newsconv": "1.0",\n  "document": {\n    "metadata": {\n      "headline": "Rain",\n'
        '      "published": "2021-03-17"\n    },\n    "body": [\n      {\n        "type": "paragraph",\n'
        '        "children": [\n          {\n            "type": "text",\n            "value": "It rained."\n'
        "          }\n        ]\n      }\n    ]\n  }\n}\n"
    )


def test_indent_zero_is_one_line() -> None:
    """`indent=0` gives a line of JSON Lines."""
    written = newsconv.dumps(STORY, "json", indent=0)
    assert written.count("\n") == 1
    assert newsconv.loads(written, "json") == STORY


@pytest.mark.parametrize("indent", [-1, 17])
def test_indent_has_bounds(indent: int) -> None:
    """An indent that makes no sense is an option error."""
    with pytest.raises(OptionError, match="indent"):
        newsconv.dumps(STORY, "json", indent=indent)


def test_json_lines() -> None:
    """`load_all` gives the documents of all lines, empty ones passed over."""
    source = io.StringIO(f"{LINE}\n\n{LINE.replace('A', 'B')}\n")
    assert [doc.metadata.headline for doc in newsconv.load_all(source, "jsonl")] == ["A", "B"]


@pytest.mark.parametrize("indent", [0, 2])
def test_load_all_reads_a_single_document(indent: int) -> None:
    """`load_all` gives the one document of a file, on one line or on many."""
    source = io.StringIO(newsconv.dumps(STORY, "json", indent=indent))
    assert list(newsconv.load_all(source, "json")) == [STORY]


def test_several_where_one_was_asked_for() -> None:
    """Reading one of several is an error that says where the second is and what to do."""
    with pytest.raises(SeveralDocumentsError, match="load_all") as caught:
        newsconv.loads(f"{LINE}\n\n{LINE}\n", "json")
    assert caught.value.line == 3


def test_faulty_line_has_its_number() -> None:
    """The documents before a faulty line are given, then the error names the line and column."""
    documents = newsconv.load_all(io.StringIO(f"{LINE}\n{LINE[:-1]},]\n"), "json")
    assert next(documents).metadata.headline == "A"
    with pytest.raises(ReadError) as caught:
        next(documents)
    assert (caught.value.line, caught.value.column) == (2, len(LINE) + 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nope", "not JSON"),
        ('{"newsconv": "1.0", "document": {}', "not JSON.*truncated"),
        (LINE + " x", "not JSON: trailing characters"),
        ("[]", "not a newsconv document"),
        ('{"headlines": []}', "not a newsconv document.*newsconv"),
        ('{"newsconv": "1.0"}', "missing required field `document`"),
        (LINE.replace('"A"', "5"), r"\$\.document\.metadata\.headline"),
        (LINE.replace('"headline":"A"', '"created":5'), r"date.*\$\.document\.metadata\.created"),
        (LINE.replace('"headline":"A"', '"created":"2021-13"'), "no such date"),
        (LINE.replace('"headline":"A"', '"created":"2021","x":1'), "unknown field `x`"),
        (LINE.replace("1.0", "2.0"), r"schema '2\.0' can't be read"),
        (LINE.replace("1.0", "2.0").replace("headline", "x"), r"schema '2\.0' can't be read"),
        (LINE.replace("1.0", "1.9").replace("headline", "x"), "upgrade newsconv"),
        (LINE.replace("1.0", ""), "schema ''"),
    ],
)
def test_errors_say_what_is_wrong(text: str, message: str) -> None:
    """Each kind of fault has its message."""
    with pytest.raises(ReadError, match=message):
        newsconv.loads(text, "json")


def test_newer_minor_version_is_read() -> None:
    """A newer minor version that uses nothing unknown is read."""
    assert newsconv.loads(LINE.replace("1.0", "1.9"), "json").metadata.headline == "A"


@pytest.mark.parametrize("start", ['{"newsconv":"1.0","document":{"body":[', "["])
def test_deep_nesting_is_refused(start: str) -> None:
    """A hundred thousand levels are an error of ours, not a crash."""
    quotes = '{"type":"quote","children":[' * 100_000
    with pytest.raises(ReadError):
        newsconv.loads(start + quotes + "[" * 100_000, "json")


def test_characters_that_no_document_holds() -> None:
    """NULs are taken out, half surrogate pairs replaced, and the latter reported."""
    report = Report()
    text = LINE.replace('"A"', r'"a\u0000b \ud83d\ude00 \ud800 \\ud800"')
    assert newsconv.loads(text, "json", report=report).metadata.headline == "ab 😀 \ufffd \\ud800"
    assert "1 lone surrogates" in str(report)


def test_what_is_read_is_normal() -> None:
    """A document that is not in normal form is brought into it."""
    assert newsconv.loads(LINE.replace('"A"', r'" A\n b "'), "json").metadata.headline == "A b"


def test_sniff() -> None:
    """Our signature is certain, sorted keys are likely, other JSON is not ours."""
    assert sniff(take_sample(newsconv.dumps(STORY, "json"))) is Certainty.CERTAIN
    assert sniff(take_sample('{"document": {"body": []}, "newsconv": "1.0"}')) is Certainty.LIKELY
    assert sniff(take_sample('{"uri": "newsconv"}')) is Certainty.NO
    assert FORMAT.suffixes[0] == ".json"


@pytest.mark.parametrize("data", ["", b" \n", b"\xff\xfe"])
def test_empty_is_refused(data: str | bytes) -> None:
    """Nothing is nothing to read."""
    with pytest.raises(ReadError, match="empty"):
        newsconv.loads(data, "json")
