"""Markdown and text that is hostile or broken: a document and a report, in time that grows with the source.

The sizes are such that work which grows with the square of the source would take minutes.
"""

from __future__ import annotations

from typing import Final

import pytest

import newsconv

COUNT: Final = 20_000
"""Repetitions of a piece."""
PIECES: Final = {
    "sentences": "It rained in the north, and nobody went out. ",
    "scripts": "window.a={b:1};c(d);\n\n",
    "one script": "window.a={b:1};",
    "definitions": "[a]: http://a.example/b\n",
    "strong": "**a ",
    "stars": "**",
    "brackets": "[",
    "attributes": "[a]{.b}",
    "open attributes": "[a]{.b ",
    "cut addresses": "[a](http://b.example/-\n",
    "cut titles": '[a](http://b.example/c "x\n',
    "titles": '[a](/b "',
    "addresses with spaces": "](http://a b",
    "glued addresses": "](http://a<",
    "lost pictures": "![a](data:image/",
    "numbered pictures": "![Image 1: a](b) ",
    "citations": "a⟨1⟩ ",
    "containers": "::: {.a}\n",
    "confused": "Ã© â€™ ",
    "entities": "&amp;",
    "years": "1990. a\n",
    "underlines": "a\n---\n",
    "spaces": "          ",
    "no-break spaces": "\xa0",
    "columns": "a  b  c\n",
    "tabs": "a\tb\n",
    "quotes": ">",
    "hyphens": "exam-\nple ",
    "selectors": ".a ",
    "title block": "% a\n",
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("format_name", ["markdown", "text"])
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_repeated(format_name: str, piece: str) -> None:
    """A piece that comes twenty thousand times, with and without an end, gives a document."""
    seen = newsconv.explain(f"a\n\n{piece * COUNT}\n\nz", format_name)
    assert seen.document.body


@pytest.mark.timeout(120)
def test_wide_table() -> None:
    """A table of ten thousand columns is read."""
    row = "|" + "a|" * 10_000
    assert newsconv.loads(f"{row}\n{row.replace('a', '-')}\n{row}\n", "markdown").body


@pytest.mark.timeout(120)
def test_definitions_of_their_own() -> None:
    """A hundred thousand definitions of links leave the text that uses one of them."""
    definitions = "".join(f"[{number}]: https://a.example/{number}\n" for number in range(100_000))
    assert newsconv.loads(f"It [rained][7].\n\n{definitions}", "markdown").paragraphs() == ["It rained."]


@pytest.mark.timeout(120)
def test_nothing_but_links() -> None:
    """A page of two thousand links has no story, and each link is in the document or in the report."""
    links = "".join(f"* [Story number {number}](https://a.example/{number})\n" for number in range(2_000))
    seen = newsconv.explain(f"# Home\n\n{links}", "markdown")
    said = " ".join(event.text for event in seen.report) + " ".join(seen.document.paragraphs())
    assert all(str(number) in said for number in (0, 1_999))


@pytest.mark.timeout(120)
def test_nothing_but_scripts() -> None:
    """Markdown that is mostly the text of scripts keeps its one sentence, and reports the rest."""
    script = 'window.page = {"id": 1, "tags": ["a", "b"]}; track(window.page);\n\n'
    seen = newsconv.explain(f"{script * 200}It rained in the north.\n\n{script * 200}", "markdown")
    assert seen.document.paragraphs() == ["It rained in the north."]
    assert {event.rule for event in seen.report} == {"script-text"}  # type: ignore[union-attr]


@pytest.mark.timeout(120)
def test_one_long_line() -> None:
    """A line of ten megabytes is read."""
    assert newsconv.loads("It rained. " * 1_000_000, "markdown").body
