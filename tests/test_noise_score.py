"""The learned score: its code says what its table says, and nothing but the source changes it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from newsconv.noise import page_trees, text_trees
from newsconv.noise.features import Hints, measure_parts
from newsconv.noise.features_text import RE_CAPITAL, count_capitals
from newsconv.noise.score import Table, checksum, evaluate, find_code, load_table, score_parts
from newsconv.noise.segments import fold
from newsconv.readers.html.article import candidates, has_comment_word
from newsconv.readers.html.outline import outline

if TYPE_CHECKING:
    from types import ModuleType

    from newsconv.noise.score import TableName

CODES: Final = (("page", page_trees), ("text", text_trees))
"""Each table that comes with newsconv, and the code of its trees."""
NUMBERS: Final = st.floats(-1000, 1000) | st.integers(-10, 400).map(float)
PAGE: Final = """<body><div class="site-header main-menu top-bar"><a href="/">Home</a> <a href="/news">News</a></div>
<main class="article-body story-content post-entry"><h1>Rain (Again) floods the Old Town</h1>
<p class="lead intro-text">It rained all night and all day in the old town, and the river rose up to the town hall.</p>
<p>Nobody was hurt, said the mayor, who had been up all night with the firemen. “We were lucky,” she said.</p></main>
<div class="related-posts side-bar share-box"><a href="/a">Flood</a></div></body>"""


@pytest.mark.parametrize(("name", "code"), CODES)
def test_code_of_the_trees_is_that_of_the_table(name: TableName, code: ModuleType) -> None:
    """Whoever fits a new table writes its code as well: `python training/write_trees.py`."""
    assert load_table(name).checksum == code.CHECKSUM, "run python training/write_trees.py"
    assert find_code(load_table(name)) is code


@pytest.mark.parametrize(("name", "code"), CODES)
@given(data=st.data())
def test_code_gives_the_sums_of_the_table(name: TableName, code: ModuleType, data: st.DataObject) -> None:
    """The code ends in the same leaves as a walk over the table, to the last digit."""
    table = load_table(name)
    first = [data.draw(st.lists(NUMBERS, min_size=len(table.features), max_size=len(table.features)))]
    second = [data.draw(st.lists(NUMBERS, min_size=len(table.second_features), max_size=len(table.second_features)))]
    assert evaluate(table.trees, first, table.base) == code.evaluate_first(first, table.base)
    assert evaluate(table.second_trees, second, 0.5) == code.evaluate_second(second, 0.5)


@pytest.mark.parametrize(("name", "code"), CODES)
def test_a_table_without_code_gives_the_same_scores(name: TableName, code: ModuleType) -> None:
    """A table in the making is walked, and scores as its code will; so is one whose code is that of another."""
    parts = candidates(outline(html.fromstring(PAGE)).parts)
    known = load_table(name)
    fitted = ("checksum", "name")
    plain = Table(**{field: getattr(known, field) for field in known.__struct_fields__ if field not in fitted})
    stale = msgspec.structs.replace(known, checksum=known.checksum + 1)
    assert (find_code(plain), find_code(stale)) == (None, None)
    assert score_parts(parts, known, Hints()).scores == score_parts(parts, plain, Hints()).scores
    assert (plain.checksum, checksum(plain)) == (0, code.CHECKSUM)


def test_scores_do_not_depend_on_the_seed_of_hashes() -> None:
    """Sets of words have another order in each process, which no sum of their odds may show."""
    script = f"import newsconv; print(newsconv.explain({PAGE!r}, 'html').report.segments)"
    outputs = {
        subprocess.run(  # noqa: S603 - our own interpreter and script
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


def test_measures_of_parts_are_those_that_the_table_names() -> None:
    """Each part has a number for each feature, and what a box says is the same for all parts in it."""
    parts = candidates(outline(html.fromstring(PAGE)).parts)
    table = load_table("page")
    rows = measure_parts(parts, table.words, Hints(headline="Rain again floods the old town")).rows
    assert {len(row) for row in rows} == {len(table.features)}
    named = [dict(zip(table.features, row, strict=True)) for row in rows]
    lead, text = named[-3:-1]
    assert [lead[name] for name in ("box_parts", "box_words", "depth")] == [3, text["box_words"], 1]
    assert (lead["capitals"], lead["sentences"], lead["next_box"], lead["previous_box"]) == (1 / 20, 1, True, True)
    assert [row["same_title"] for row in named] == [0, 1, 0, 0, 0]


@given(st.text(st.characters(max_codepoint=0x17F) | st.sampled_from(" .(aA_")))
def test_capitals_are_counted_alike_in_ascii(text: str) -> None:
    """The short way for ASCII counts what the pattern finds."""
    assert count_capitals(text) == len(RE_CAPITAL.findall(text))


@given(st.text(st.characters(max_codepoint=0x17F) | st.sampled_from(" .(aA_")))
def test_texts_are_folded_alike_in_ascii(text: str) -> None:
    """The short way for ASCII folds to what the pattern leaves."""
    assert fold(text) == re.sub(r"[\W_]+", " ", text.casefold()).strip()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("commentList", True), ("post replies", True), ("recommended", False), ("no-comments", True), ("story", False)],
)
def test_names_of_comments_are_whole_words(name: str, *, expected: bool) -> None:
    """The letters alone are not enough: what is recommended is no comment."""
    assert has_comment_word(name) is expected
