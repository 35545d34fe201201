"""Law 4: each visible word of a source is in the document or in the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from newsconv import dumps
from newsconv.document import Document, Heading, Paragraph, Text
from newsconv.document.plain import iter_paragraphs
from newsconv.testing import awkward, check_accountable, documents, noisy_markdown

if TYPE_CHECKING:
    from collections.abc import Callable

NOISE = (
    "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>",
    "<div class='cookie-banner'>We use cookies. <button>Accept all</button></div>",
    "<aside><h3>Most read</h3><ul><li><a href='/1'>First story of others</a></li></ul></aside>",
    "<footer>© 2021 Example Media. All rights reserved.</footer>",
    "<p>Sign up for our newsletter</p><p>ADVERTISEMENT</p>",
)
"""What stands around stories, made up after what field studies of news pages list."""


UNSEEN = {"~~~", "<!-- a -->", "<!--", "-->"}
"""Pieces of which Markdown shows nothing: comments, and the line that opens a code block."""


@given(document=documents())
def test_own_output(signed_format: str, document: Document) -> None:
    """The words of a story are found in what is read from our own output."""
    visible = " ".join(iter_paragraphs(document.body))
    check_accountable(dumps(document, signed_format), signed_format, visible)


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize(
    ("format_name", "produce"), [("html", str), ("markdown", noisy_markdown)], ids=["html", "markdown"]
)
def test_noisy_page(format_name: str, produce: Callable[[str], str], noise: str) -> None:
    """Words of menus, banners and footers may be removed, but never in silence."""
    story = "<h1>Rain in the north</h1>" + "".join(
        f"<p>It rained on day {number}, as it had done before that.</p>" for number in range(5)
    )
    page = f"<html><body>{noise}{story}{noise}</body></html>"
    visible = produce(page) if format_name == "markdown" else text_of(page)
    check_accountable(produce(page), format_name, without_targets(visible))


def text_of(page: str) -> str:
    """Give what a person sees of a page."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(page, "lxml").get_text(" ")


def without_targets(markdown: str) -> str:
    """Take the targets of links out of Markdown, and the marks of its lists."""
    import re

    return re.sub(r"\]\([^)]*\)", "]", markdown)


@pytest.mark.parametrize("format_name", ["text", "markdown"])
@pytest.mark.parametrize("piece", sorted({*awkward.MARKS, *awkward.LINES} - UNSEEN))
def test_awkward_lines(format_name: str, piece: str) -> None:
    """Letters next to whatever looks like syntax are still there."""
    words = [word for word in piece.split() if word.isalnum() and word.isalpha()]
    source = f"First line.\n\n{piece} middle {piece}\n\nLast line.\n"
    check_accountable(source, format_name, " ".join(["First line", "middle", *words, "Last line"]))


def test_headline_is_accounted_for() -> None:
    """A heading that becomes the headline is in the metadata, which counts."""
    document = Document(body=(Heading(1, (Text("Rain"),)), Paragraph((Text("It rained."),))))
    check_accountable(dumps(document, "markdown"), "markdown", "Rain It rained")
