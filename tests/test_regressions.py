"""Bugs that were found, each as a case of its own; those of one format are in that format's tests."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import jsonschema
import msgspec
import pytest

import newsconv
from newsconv.document import (
    MAX_DEPTH,
    CodeBlock,
    Figure,
    Link,
    Media,
    Paragraph,
    Quote,
    Text,
    json_schema,
    normalize,
)
from newsconv.errors import ReadError, SeveralDocumentsError, UnknownFormatError

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_unsafe_is_not_written_unreported() -> None:
    """A document made by hand may hold an unsafe address; the writer leaves it out, and says so."""
    story = newsconv.Document(body=(Paragraph((Link("javascript:x()", (Text("a"),)),)),))
    report = newsconv.Report()
    assert "javascript" not in newsconv.dumps(story, "html", report=report)
    assert [event.text for event in report] == ["javascript:x()"]


def test_many_attributes() -> None:
    """Regression: a tag with 80,000 attributes took libxml2 ten seconds; those beyond 1,000 are left out."""
    report = newsconv.Report()
    page = "<p" + "".join(f" a{number}='<v>'" for number in range(80_000)) + ">a</p>"
    assert newsconv.loads(page, "html", report=report).paragraphs() == ["a"]
    assert "1,000 attributes" in str(report)


def test_objects_on_several_lines() -> None:
    """Several pretty-printed objects are no JSON Lines; both ways of loading say what to do."""
    text = newsconv.dumps(newsconv.Document(), "json") * 2
    for load in (lambda: newsconv.loads(text, "json"), lambda: list(newsconv.load_all(io.StringIO(text), "json"))):
        with pytest.raises(SeveralDocumentsError, match="put each on one line"):
            load()


@pytest.mark.parametrize("name", ["html", "json", "markdown", "newsml", "text"])
def test_nothing_to_read(name: str) -> None:
    """Empty input was an empty document for html; it is an error in every format that writes no empty file."""
    for data in ("", " \n", b"", b"\r\n"):
        with pytest.raises(ReadError):
            newsconv.loads(data, name)


def test_schema_of_deep_documents() -> None:
    """Validators tried every kind of node at each level of a document, so that ten levels took minutes."""
    block: Quote | Paragraph = Paragraph((Text("a"),))
    for _ in range(MAX_DEPTH - 3):
        block = Quote((block,))
    document = msgspec.json.decode(newsconv.dumps(newsconv.Document(body=(block,)), "json"))
    jsonschema.Draft202012Validator(json_schema()).validate(document)


def test_first_line_end_of_preformatted_text() -> None:
    """HTML drops the line end behind `<pre>`, and we kept it."""
    assert newsconv.loads("<pre>\na\n b</pre>", "html").body == (CodeBlock("a\n b"),)


def test_words_of_an_unsafe_picture() -> None:
    """What stands for a picture that can't be kept was lost with it."""
    figure = Figure((Media("data:image/png;base64,x", alt="A bridge"),))
    assert normalize(newsconv.Document(body=(figure,))).body == (Figure(caption=(Text("A bridge"),)),)


def test_base_url_is_no_address_of_authors() -> None:
    """With a base, authors without an address got that of the page."""
    page = '<html><head><meta name="author" content="Jane Doe"></head><body><p>It rained.</p></body></html>'
    (author,) = newsconv.loads(page, "html", base_url="https://example.com/").metadata.authors
    assert author.url == ""


@pytest.mark.parametrize("name", ["json", "newsml", "nitf", "ninjs", "text"])
def test_structured_sources_are_judged_when_asked(name: str) -> None:
    """`noise="drop"` did nothing for structured sources and signed text."""
    story = newsconv.loads("The bridge opened.\n\nAdvertisement", "markdown", noise="keep")
    source = newsconv.dumps(story, name)
    assert newsconv.loads(source, name).paragraphs() == ["The bridge opened.", "Advertisement"]
    report = newsconv.Report()
    assert newsconv.loads(source, name, noise="drop", report=report).paragraphs() == ["The bridge opened."]
    assert "Advertisement" in [event.text for event in report]


@pytest.mark.parametrize("source", ["<rss/>", "<feed><title>a</title></feed>", "<?xml version='1.0'?><stock>a</stock>"])
@pytest.mark.parametrize("suffix", [".xml", ".txt", ""])
def test_other_xml_is_refused(source: str, suffix: str, tmp_path: Path) -> None:
    """An empty RSS feed was read as Markdown, and gave an empty story without a word."""
    path = tmp_path / f"a{suffix}"
    path.write_text(source)
    with pytest.raises(UnknownFormatError, match=r"RSS|Atom|stock"):
        newsconv.load(path)


def test_heading_above_a_list_at_the_end() -> None:
    """A heading below the last long paragraph went, though a list followed it."""
    text = "The ferry sailed for the last time on Friday, after one hundred and twelve years on the sound. " * 2
    times = "<li>9.00 from the town quay, but not on Sundays</li><li>17.30 from the island, in summer only</li>"
    story = f"<h1>Ferry</h1><p>{text}</p><p>{text}</p><h2>Times</h2><ul>{times}</ul>"
    page = f"<html><body><article>{story}</article></body></html>"
    assert "Times" in newsconv.loads(page, "html").paragraphs()


@pytest.mark.parametrize("tag", ["wbr", "source", "track", "embed src='/a'", "keygen", "bgsound", "command"])
def test_text_behind_elements_without_end_is_not_lost(tag: str) -> None:
    """libxml2 puts what follows `wbr` and its like inside them; it was left out with them, unreported."""
    document = newsconv.loads(f"<p>super<{tag}>cali<{tag}><b>fragi</b> end</p><p>Next</p>", "html", noise="keep")
    assert "".join(document.paragraphs()).replace("\n", "").endswith("fragi endNext")
    assert "cali" in "".join(document.paragraphs())


def test_ten_thousand_elements_without_end() -> None:
    """Elements without end that follow each other are nested by the parser, and taken apart in one pass."""
    text = newsconv.loads(f"<p>{'a<wbr>' * 10_000}</p>", "html", noise="keep").paragraphs()
    assert "".join(text).count("a") == 10_000


@pytest.mark.parametrize("end", ["</html>", "</body></html>", "</HTML >", "</html></html>"])
def test_text_behind_the_end_of_a_page_is_not_lost(end: str) -> None:
    """libxml2 reads nothing behind `</html>`, which stands within the story where one page is pasted into another."""
    page = f"<html><body><h1>Rain</h1><p>One</p>{end}<p>Two</p><p>Three</p></body></html>"
    assert newsconv.loads(page, "html", noise="keep").paragraphs() == ["Rain", "One", "Two", "Three"]
