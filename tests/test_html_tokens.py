"""A tree as one row of tokens."""

from __future__ import annotations

from lxml import etree, html

from newsconv.readers.html.tokens import BLOCK, LINK, PLAIN, UNSEEN, Row


def test_elements_open_and_close_around_their_texts() -> None:
    """An element is its number where it opens and the complement where it closes; the tail of the whole is left out."""
    tree = html.fromstring("<main><div>One <a>two</a> three<p></p></div>tail</main>")
    row = Row(tree[0])
    assert row.tokens == [0, "One ", 1, "two", -2, " three", 2, -3, -1]
    assert (row.names, row.kinds) == (["div", "a", "p"], [BLOCK, LINK, BLOCK])
    assert [row.tokens[end] for end in row.ends] == [-1, -2, -3]


def test_comments_and_scripts_have_no_text() -> None:
    """What is behind them is kept, in XML with references that were not resolved too."""
    source = b'<!DOCTYPE p [<!ENTITY e "v">]><p>a<!--b-->c<script>d</script>e&e;f<?g h?>i</p>'
    row = Row(etree.fromstring(source, etree.XMLParser(resolve_entities=False)))
    assert [token for token in row.tokens if isinstance(token, str)] == ["a", "c", "e", "f", "i"]
    assert row.kinds == [BLOCK, UNSEEN, UNSEEN, UNSEEN, UNSEEN]


def test_what_an_element_holds_is_known_without_walking() -> None:
    """Blocks inside an element count, those behind it do not."""
    row = Row(html.fromstring("<div><span><b>x</b></span><x-a><p>y</p></x-a><ul><li><p>1<h2>2</h2><p>3</ul></div>"))
    numbers = {name: row.names.index(name) for name in ("span", "x-a", "ul")}
    assert [row.holds_block(numbers[name]) for name in ("span", "x-a")] == [False, True]
    assert [row.holds_page(numbers[name]) for name in ("span", "x-a", "ul")] == [False, False, True]
    assert row.kinds[numbers["span"]] == PLAIN


def test_elements_that_say_so_are_hidden() -> None:
    """By their attribute or their style, not by any style."""
    tree = html.fromstring('<div><p hidden>a</p><p style="display: none">b</p><p style="color: red">c</p></div>')
    assert Row(tree).hidden == {tree[0], tree[1]}
