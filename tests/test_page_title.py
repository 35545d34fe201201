"""The title of a page in Markdown that was made of it: what the heading says, without the name of the site."""

from __future__ import annotations

import pytest

import newsconv
from newsconv.noise.parts import Box, Part
from newsconv.readers.markdown.page_title import find_headline
from newsconv.report import Removed
from test_noisy_markdown import STORIES, markdown_page

HEADLINE = STORIES["en"][0]


def part_of(text: str, level: int = 0, links: int = 0) -> Part:
    """Make a part of a page."""
    part = Part()
    part.text, part.level, part.links, part.runs = text, level, links, 1
    part.box = Box("body", "", None, None)
    return part


@pytest.mark.parametrize(
    ("parts", "known", "expected"),
    [
        pytest.param([("Rain in the north", 1)], "Rain in the north | The Daily", "Rain in the north", id="heading"),
        pytest.param([("Rain in the north", 2)], "Rain in the north - Daily", "Rain in the north", id="second rank"),
        pytest.param([("Rain in the north", 1)], "Daily: Rain in the north", "Rain in the north", id="site before"),
        pytest.param([("Rain", 1)], "Rain | The Daily", "Rain | The Daily", id="short heading"),
        pytest.param([("Rain in the north", 1)], "Rain in the north sea", "Rain in the north sea", id="other words"),
        pytest.param([("Text.", 0)], "Rain in the north | The Daily", "Rain in the north", id="behind a bar"),
        pytest.param([], "Rain in the north | News | The Daily", "Rain in the north", id="behind two bars"),
        pytest.param([], "Rain | What the river did to the town", "Rain | What the river did to the town", id="words"),
        pytest.param([], "Rain in the north - The Daily", "Rain in the north - The Daily", id="dash"),
        pytest.param([("© The Daily", 0)], "Rain in the north - The Daily", "Rain in the north", id="shown name"),
        pytest.param([("Text.", 0)], "Rain in the north - again", "Rain in the north - again", id="second half"),
        pytest.param(
            [("Weather: Rain floods the town", 1)], "Rain floods the town - News", "Rain floods the town", id="label"
        ),
        pytest.param(
            [("Rain floods the old town again", 1)],
            "Rain: how it floods a town - Daily",
            "Rain floods the old town again",
            id="other",
        ),
        pytest.param(
            [("The Daily of the north", 1)], "Rain in the north - again", "Rain in the north - again", id="name"
        ),
        pytest.param([("Rain floods the old town | The Daily", 0)], "", "Rain floods the old town", id="first line"),
        pytest.param([("The Daily", 0), ("Rain floods the old town again", 1)], "", "Rain floods the old town again"),
        pytest.param([("The Daily", 1), ("Rain floods the old town again", 2)], "", "", id="the site's own heading"),
        pytest.param([], "", "", id="nothing"),
    ],
)
def test_headline_of_a_page(parts: list[tuple[str, int]], known: str, expected: str) -> None:
    """The heading that says what the title says is taken; a site's name behind a dash must be shown."""
    assert find_headline([part_of(*one) for one in parts], known) == expected


def test_title_for_networks() -> None:
    """A title that front matter has beside the main one tells where the site's name begins."""
    assert find_headline([], "Rain in the north - Weather", ["Rain in the north"]) == "Rain in the north"


def test_first_line_with_links_is_no_title() -> None:
    """A menu above everything is no title."""
    assert find_headline([part_of("Home and News and Sport", links=3)], "") == ""


def test_name_of_the_site_is_reported() -> None:
    """Front matter with the site's name gives the heading as headline, and the report says what was left out."""
    title = f"{HEADLINE} | Harbour Media"
    seen = newsconv.explain(f"---\ntitle: {title}\n---\n\n{markdown_page('en')}", "markdown")
    assert seen.document.metadata.headline == HEADLINE
    assert title in [event.text for event in seen.report if isinstance(event, Removed) and event.rule == "page-title"]


def test_own_title_stays() -> None:
    """The title of somebody's own text stays, whatever stands behind a bar."""
    document = newsconv.loads(
        "---\ntitle: Rain in the north | A poem\n---\n\n# Rain in the north\n\nIt rains.", "markdown"
    )
    assert document.metadata.headline == "Rain in the north | A poem"


@pytest.mark.parametrize("line", ["May 14, 2024, 3:00 PM", "Published: 14 May 2024"])
def test_day_above_the_headline(line: str) -> None:
    """The day of a page may stand above its headline, where nothing else is of the story."""
    source = markdown_page("en").replace(f"# {HEADLINE}", f"{line}\n\n# {HEADLINE}")
    seen = newsconv.explain(source, "markdown")
    assert str(seen.document.metadata.published)[:10] == "2024-05-14"
    assert "around-headline" in [getattr(event, "rule", "") for event in seen.report]


def test_day_that_the_source_names() -> None:
    """What front matter says is not looked for on the page."""
    source = markdown_page("en").replace(f"# {HEADLINE}", f"May 14, 2024\n\n# {HEADLINE}")
    document = newsconv.loads(f"---\ndate: 2024-05-13\n---\n\n{source}", "markdown")
    assert str(document.metadata.published) == "2024-05-13"
