"""How two versions of a story are compared: fields, pairs of paragraphs, words."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsconv
from newsconv.alignment import MAX_EDITS, common_items, equal_runs, pair_paragraphs
from newsconv.compare import ParagraphPair, compare, compare_words
from newsconv.document import Date, Document, Metadata, Paragraph, Person, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def story(*paragraphs: str, **fields: object) -> Document:
    """Make a document of plain paragraphs."""
    return Document(Metadata(**fields), tuple(Paragraph((Text(text),)) for text in paragraphs))  # type: ignore[arg-type]


def places(pairs: Sequence[ParagraphPair]) -> list[tuple[int | None, int | None]]:
    """Give the places of paragraphs in both versions."""
    return [(pair.a, pair.b) for pair in pairs]


# ---------------------------------------------------------------- the whole


def test_seeds_differ_by_one_word(seed: Callable[[str], str]) -> None:
    """Of the two seeds the 11 paragraphs pair up, and `offical` is the only word that differs."""
    a = newsconv.loads(seed("plain.txt"), "text")
    b = newsconv.loads(seed("noisy.md"), "markdown")
    seen = compare(a, b)
    assert seen.summary == "11 paragraphs pair up, 10 equal, 1 differs by 1 word"
    changed = [[run for run in pair.runs if run.kind != "equal"] for pair in seen.paragraphs if not pair.is_equal]
    assert [[(run.kind, run.text.strip()) for run in runs] for runs in changed] == [
        [("removed", "offical"), ("added", "official")]
    ]
    only_b = {field.name: field.b for field in seen.fields if field.a is None}
    assert only_b["headline"] == "Russia Orders Closure of Independent News Site's Twitter Account"
    assert only_b["published"] == Date("2021-03-17")


@pytest.mark.parametrize(
    ("a", "b", "summary"),
    [
        ((), (), "0 paragraphs pair up"),
        (("One.",), ("One.",), "1 paragraph pairs up, equal"),
        (("One.", "Two."), ("One.", "Two."), "2 paragraphs pair up, all equal"),
        (("One.", "Two."), ("One.",), "1 paragraph pairs up, equal, 1 only in A"),
        (("a b c d", "e f g h"), ("a x c d", "y z g h"), "2 paragraphs pair up, 0 equal, 2 differ by 3 words"),
        ((), ("One.", "Two."), "0 paragraphs pair up, 2 only in B"),
    ],
)
def test_summary(a: tuple[str, ...], b: tuple[str, ...], summary: str) -> None:
    """The summary counts pairs, equal ones, differing words, and what one version lacks."""
    assert compare(story(*a), story(*b)).summary == summary


def test_equal_documents_are_equal() -> None:
    """A document does not differ from itself."""
    document = story("One.", "Two.", headline="Rain", keywords=("rain", "weather"))
    seen = compare(document, document)
    assert seen.is_equal
    assert seen.fields == ()


# ---------------------------------------------------------------- spelling


def test_quotes_and_space_are_equal_by_default() -> None:
    """Curly and straight quotes, a no-break space and a line break are no differences."""
    a = story("“It\u2019s \u2018so\u2019,” she\xa0said\nthere.", headline="Site\u2019s account")
    b = story("\"It's 'so',\" she said there.", headline="Site's account")
    assert compare(a, b).is_equal


def test_strict_counts_quotes_and_space() -> None:
    """If strict they are; a run of white space is then no word."""
    quotes = compare(story("It\u2019s so."), story("It's so."), strict=True)
    assert quotes.summary == "1 paragraph pairs up, 0 equal, 1 differs by 1 word"
    space = compare(story("It is\xa0so."), story("It is so."), strict=True)
    assert space.summary == "1 paragraph pairs up, 0 equal, 1 differs in white space"
    assert [
        field.name for field in compare(story(section="\u2018A\u2019"), story(section="'A'"), strict=True).fields
    ] == ["section"]


def test_accents_are_equal_in_both_spellings() -> None:
    """An accent written as a character of its own is no difference."""
    assert compare(story("caf\u00e9"), story("cafe\u0301")).is_equal


def test_guillemets_are_other_marks() -> None:
    """Guillemets are not a spelling of straight quotes."""
    assert not compare(story("«so»"), story('"so"')).is_equal


# ---------------------------------------------------------------- fields


def test_fields_of_either_and_both() -> None:
    """A field is reported where one version lacks it and where the values differ, in the order of the model."""
    a = story(headline="Rain", section="Weather", authors=(Person("Jane Doe"),))
    b = story(headline="Snow", published=Date("2021-03-17"), authors=(Person("Jane Doe"),))
    assert [(field.name, field.a, field.b) for field in compare(a, b).fields] == [
        ("headline", "Rain", "Snow"),
        ("published", None, Date("2021-03-17")),
        ("section", "Weather", None),
    ]


def test_structure_of_fields_counts() -> None:
    """A person with a role differs from one whose name looks the same when printed."""
    a = story(authors=(Person("Jane Doe", role="editor"),))
    b = story(authors=(Person("Jane Doe, editor"),))
    assert [field.name for field in compare(a, b).fields] == ["authors"]


# ---------------------------------------------------------------- paragraphs


def test_inserted_paragraph_does_not_shift_the_others() -> None:
    """What follows an inserted paragraph still pairs up."""
    seen = compare(story("One.", "Two.", "Three."), story("One.", "New.", "Two.", "Three."))
    assert places(seen.paragraphs) == [(1, 1), (None, 2), (2, 3), (3, 4)]


def test_changed_paragraph_pairs_with_its_version() -> None:
    """A changed paragraph pairs with the similar one, not with the one at its place."""
    seen = compare(story("Rain fell on the old town."), story("A new start here.", "Rain fell on the new town."))
    assert places(seen.paragraphs) == [(None, 1), (1, 2)]


def test_unlike_paragraphs_do_not_pair() -> None:
    """Paragraphs that share less than half of their words are one removed and one added."""
    seen = compare(story("Rain fell on the town."), story("Snow is expected on Monday."))
    assert places(seen.paragraphs) == [(1, None), (None, 1)]


def test_moved_paragraph_is_removed_and_added() -> None:
    """Order counts: a paragraph that moved is shown at both places."""
    seen = compare(story("One one.", "Two two.", "Three three."), story("Three three.", "One one.", "Two two."))
    assert places(seen.paragraphs) == [(None, 1), (1, 2), (2, 3), (3, None)]


def test_repeated_paragraphs_pair_in_order() -> None:
    """Paragraphs that occur several times pair one to one."""
    seen = compare(story("Yes.", "x y z", "Yes.", "Yes."), story("Yes.", "Yes.", "Yes."))
    assert seen.unpaired() == {"A": 1, "B": 0}
    assert sum(pair.is_equal for pair in seen.paragraphs) == 3


LINES = st.lists(st.lists(st.sampled_from("abcd"), max_size=4).map(tuple), max_size=8)


@given(LINES, LINES)
def test_every_paragraph_is_told_once_and_in_order(a: list[tuple[str, ...]], b: list[tuple[str, ...]]) -> None:
    """Whatever pairs up, both versions can be read off in their order."""
    pairs = list(pair_paragraphs(a, b))
    assert [i for i, _ in pairs if i is not None] == list(range(len(a)))
    assert [j for _, j in pairs if j is not None] == list(range(len(b)))
    assert all(pair != (None, None) for pair in pairs)


# ---------------------------------------------------------------- words


def test_words_are_marked() -> None:
    """A replaced word is removed and then added; a missing one is removed only."""
    runs = compare_words("any offical notice at all", "any official notice")
    assert [(run.kind, run.text) for run in runs] == [
        ("equal", "any "),
        ("removed", "offical "),
        ("added", "official "),
        ("equal", "notice"),
        ("removed", "at all"),
    ]


def test_each_character_of_chinese_is_a_word() -> None:
    """Where no space parts words, a change is still no larger than it is."""
    runs = compare_words("今天下雨", "今天下雪")
    assert [(run.kind, run.text) for run in runs] == [("equal", "今天下"), ("removed", "雨"), ("added", "雪")]


def longest_common(a: Sequence[str], b: Sequence[str]) -> int:
    """Measure a longest common subsequence by the definition."""
    lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, left in enumerate(a):
        for j, right in enumerate(b):
            lengths[i + 1][j + 1] = lengths[i][j] + 1 if left == right else max(lengths[i][j + 1], lengths[i + 1][j])
    return lengths[-1][-1]


WORDS = st.lists(st.sampled_from("abc"), max_size=12)


@given(WORDS, WORDS)
def test_no_word_is_marked_without_need(a: list[str], b: list[str]) -> None:
    """The equal words are a longest common subsequence."""
    pairs = common_items(a, b)
    assert all(a[i] == b[j] for i, j in pairs)
    assert all(before[0] < after[0] and before[1] < after[1] for before, after in pairwise(pairs))
    assert len(pairs) == longest_common(a, b) == sum(length for _, _, length in equal_runs(a, b))


TEXTS = st.text("ab \n\xa0“\"'\u2019é今", max_size=12)


@given(a=TEXTS, b=TEXTS, strict=st.booleans())
def test_runs_spell_both_versions(a: str, b: str, *, strict: bool) -> None:
    """Equal and added runs are B; equal and removed ones are A, up to what counts as equal."""
    runs = compare_words(a, b, strict=strict)
    in_a = "".join(run.text for run in runs if run.kind != "added")
    in_b = "".join(run.text for run in runs if run.kind != "removed")
    if strict:
        assert (in_a, in_b) == (a, b)
    elif b.split():
        assert in_b == b


# ---------------------------------------------------------------- size


def test_nothing_in_common_is_quick() -> None:
    """Two long texts without a common word are compared in linear time, as one big change."""
    a, b = [f"a{i}" for i in range(50_000)], [f"b{i}" for i in range(50_000)]
    start = time.perf_counter()
    assert equal_runs(a, b) == []
    assert len(a) > MAX_EDITS
    assert time.perf_counter() - start < 10


def test_many_changed_paragraphs_pair_up() -> None:
    """In a gap that is too big for the best pairing each paragraph finds its version nearby."""
    a = [tuple(f"w{i} x{i} y{i} z{i}".split()) for i in range(3_000)]
    b = [(*line[:3], "new") for line in a]
    assert list(pair_paragraphs(a, b)) == [(i, i) for i in range(3_000)]
