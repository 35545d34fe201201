"""Ten newspaper pages in ten languages, from `../shared/corpus/press`: converted to everything, stably and accountably.

The pages are chosen by rule, not by hand: of each country, in sorted order, the first page, where its
language (`lang` of the `html` element) has not been seen yet, until there are ten.
"""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, Final

import pytest
from bs4 import BeautifulSoup
from bs4.element import PageElement, PreformattedString, Tag
from lxml import etree

import newsconv
from newsconv.testing import check_accountable, check_humble, check_lossless, check_projection, check_stable_chain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES: Final = 10
"""Pages, each of another country and in another language."""
LOSSLESS: Final = ("html", "json", "markdown", "newsml")
UNSEEN: Final = frozenset(
    {"head", "title", "script", "style", "noscript", "template", "iframe", "svg", "math", "textarea"}
)
"""Elements whose text a browser does not show as text of the page."""
WITHIN_LINES: Final = frozenset(
    "a abbr b bdi cite code data em font i kbd mark q s small span strong sub sup time u wbr".split()
)
"""Elements that part no words (HTML, section 4.5: text-level semantics)."""
RE_LANGUAGE: Final = re.compile(rb"<html[^>]*\slang=[\"']?([A-Za-z]{2,3})")


@pytest.fixture(scope="module")
def pages(shared: Path) -> dict[str, bytes]:
    """Give the ten pages by language, or skip."""
    folder = shared / "corpus" / "press" / "pages"
    if not folder.is_dir():
        pytest.skip("needs ../shared/corpus/press")
    return choose_pages(folder)


def choose_pages(folder: Path) -> dict[str, bytes]:
    """Choose the pages by the rule above."""
    chosen: dict[str, bytes] = {}
    countries: set[str] = set()
    for path in sorted(folder.iterdir()):
        country = path.name.partition("_")[0]
        if country in countries or len(chosen) == PAGES:
            continue
        countries.add(country)
        page = gzip.decompress(path.read_bytes())
        match = RE_LANGUAGE.search(page)
        if match:
            chosen.setdefault(match[1].decode().lower(), page)
    return chosen


@pytest.fixture(scope="module")
def documents(pages: dict[str, bytes]) -> dict[str, newsconv.Document]:
    """Give the documents of the pages by language."""
    return {language: newsconv.loads(page, "html") for language, page in pages.items()}


def visible_text(page: bytes) -> str:
    """Give the text that a browser shows, as Python's own parser reads the page: not the one whose work is judged.

    Left out is what stands in elements that aren't shown as text, and what the attribute `hidden` or a
    style of the element itself hides; blocks are parted by spaces.
    """
    return "".join(iter_visible(BeautifulSoup(page, "html.parser", from_encoding="utf-8")))


def iter_visible(tree: Tag) -> Iterator[str]:
    """Give the visible texts of a tree in reading order, without recursion; a space parts blocks."""
    stack: list[PageElement | str] = [tree]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            yield "" if isinstance(part, PreformattedString) else part
        elif isinstance(part, Tag) and part.name not in UNSEEN and not is_hidden(part):
            edge = [] if part.name in WITHIN_LINES else [" "]
            stack += [*edge, *[*part.contents][::-1], *edge]


def is_hidden(element: Tag) -> bool:
    """Tell whether an element hides itself."""
    style = str(element.get("style") or "").replace(" ", "").lower()
    return "hidden" in element.attrs or "display:none" in style or "visibility:hidden" in style


def test_ten_languages_are_chosen(pages: dict[str, bytes]) -> None:
    """The rule finds ten pages in as many languages, English first, in three scripts and more."""
    assert len(pages) == PAGES
    assert {"en", "de", "es", "fr", "ja", "ko", "ar"} <= pages.keys()


def test_each_story_is_found(documents: dict[str, newsconv.Document]) -> None:
    """Each page gives a headline and a story of several paragraphs."""
    thin = [lang for lang, doc in documents.items() if not doc.metadata.headline or len(doc.paragraphs()) < 3]
    assert not thin


@pytest.mark.parametrize("format_name", LOSSLESS)
def test_each_story_comes_back(format_name: str, documents: dict[str, newsconv.Document]) -> None:
    """Each story comes back equal, and with the same bytes the second time."""
    for document in documents.values():
        check_lossless(document, format_name)
        written = newsconv.dumps(document, format_name)
        assert newsconv.convert(written, format_name, format=format_name) == written


def test_losses_of_text_are_reported(documents: dict[str, newsconv.Document]) -> None:
    """What plain text can't say of a story is in the report, and a second round trip changes nothing."""
    for document in documents.values():
        check_projection(document, "text")
        written = newsconv.dumps(document, "text")
        assert newsconv.convert(written, "text", format="text") == written


def test_each_story_survives_the_chain(documents: dict[str, newsconv.Document]) -> None:
    """Going through all lossless formats ends in the same Markdown as staying at home."""
    for document in documents.values():
        check_stable_chain(document, ("markdown", "html", "newsml", "json", "markdown"))


@pytest.mark.parametrize("format_name", ["html", "markdown", "text"])
def test_what_we_wrote_is_not_searched_for_noise(format_name: str, documents: dict[str, newsconv.Document]) -> None:
    """Noise rules leave alone what newsconv wrote."""
    for document in documents.values():
        check_humble(document, format_name)


def test_each_news_item_is_valid(shared: Path, documents: dict[str, newsconv.Document]) -> None:
    """The NewsML-G2 of each story follows the IPTC's schema."""
    schema = etree.XMLSchema(etree.parse(shared / "schemas" / "NewsML-G2_2.35-spec-All-Power.xsd"))
    for document in documents.values():
        schema.assertValid(etree.fromstring(newsconv.dumps(document, "newsml").encode()))


def test_each_visible_word_is_accounted_for(pages: dict[str, bytes]) -> None:
    """Each word that a browser shows is in the document or in the report."""
    for page in pages.values():
        check_accountable(page, "html", visible_text(page))


def test_visible_text_of_a_small_page() -> None:
    """The probe sees what a browser shows, and nothing else."""
    page = (
        b"<title>a</title><p>b<script>c</script> d<br>e</p><p hidden>f</p><p style='display: none'>g</p>"
        b"<p>h<!--i-->j<b>k</b>l<wbr>m</p>"
    )
    assert visible_text(page).split() == ["b", "d", "e", "hjklm"]
