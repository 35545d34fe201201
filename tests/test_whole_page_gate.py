"""The gate before the score of Markdown and text: what counts as evidence for a whole page, by hand-made scores."""

from __future__ import annotations

import pytest

from newsconv.noise.gate import is_whole_page
from newsconv.noise.parts import Part
from newsconv.readers.markdown.reader import RE_CONTAINER

WORDS = {"privacy": -2.0}


def part_of(score: float, text: str = "Rain", *, linked: bool = False, tag: str = "p") -> Part:
    """Make a scored part."""
    part = Part()
    part.text, part.size, part.score, part.tag = text, len(text), score, tag
    part.link_chars = len(text) if linked else 0
    return part


STORY = [
    part_of(3.0, "It rained all night and all day in the old town, and the river rose to the second step." * 2)
] * 3
SITE = part_of(-4.0, "Privacy")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([*STORY, SITE, SITE, *[part_of(-1.5)] * 2], True, id="two that speak of the site"),
        pytest.param([*STORY, SITE, *[part_of(-1.5, linked=True)] * 3], True, id="one, and links"),
        pytest.param([*STORY, SITE, *[part_of(-1.5)] * 11], False, id="one, and doubt"),
        pytest.param([*STORY, SITE, *[part_of(-4.0)] * 5, *[part_of(-1.5)] * 6], True, id="one, and six sure ones"),
        pytest.param([*STORY, *[part_of(-4.0)] * 19], False, id="nineteen lines of a list"),
        pytest.param([*STORY, *[part_of(-4.0)] * 20], True, id="twenty sure ones in a language without words"),
        pytest.param([*STORY[:2], *[part_of(-4.0)] * 200], False, id="a list below two paragraphs"),
        pytest.param([*STORY, *[part_of(-4.0, linked=True)] * 200], False, id="somebody's list of links"),
        pytest.param([*STORY, *[part_of(-4.0)] * 40, part_of(-2.0, tag="pre")], False, id="a manual with code"),
        pytest.param([*STORY, SITE, SITE, SITE], False, id="too few"),
    ],
)
def test_evidence(parts: list[Part], *, expected: bool) -> None:
    """A page needs words of sites, or very much that is surely no story beside one; lists and manuals have neither."""
    assert is_whole_page(parts, WORDS) is expected


def test_boxes_of_a_page_are_evidence() -> None:
    """Marks of fifteen boxes tell a page, but not beside code, nor where hardly anything is outside the story."""
    parts = [*STORY, *[part_of(-1.5)] * 4]
    assert is_whole_page(parts, WORDS, containers=15)
    assert not is_whole_page(parts, WORDS, containers=14)
    assert not is_whole_page([*STORY, *[part_of(-1.5)] * 3], WORDS, containers=99)
    assert not is_whole_page([*parts, part_of(2.0, tag="pre")], WORDS, containers=99)


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("::: {.teaser}", 1),
        (":::::: {#main .story}", 1),
        ('> <div class="teaser">', 1),
        (":::", 0),
        ("::: tip", 0),
        (":::{note}", 0),
        ("<divider>", 0),
    ],
)
def test_boxes_are_counted(line: str, count: int) -> None:
    """Boxes as pandoc writes them count; admonitions that people write do not."""
    assert len(RE_CONTAINER.findall(f"Rain\n\n{line}\n\nMore rain")) == count
