"""Hostile sources: does the time grow with the size, or with its square?

Each source is made for three sizes, each twice the one before. `growth` is the ratio of times over the ratio of sizes:
1 is linear, 2 quadratic. As a small size may be mostly fixed cost, that from the second to the third size counts; the
best of several runs is taken, in processor time, as a disturbance can only add to it. Nested HTML is read by another
parser beyond the levels that lxml takes: a jump in growth there is the change of parser, not of order.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import newsconv
from newsconv.errors import NewsconvError
from rows import Row, Settings, Suite
from timing import best_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["SOURCES", "SUITE"]


def repeat(unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """Make a source of about a size by repeating a unit."""
    return lambda size: before + unit * (size // len(unit)) + after


def pairs(opening: str, closing: str, middle: str = "a") -> Callable[[int], str]:
    """Make a source of about a size by nesting."""

    def make(size: int) -> str:
        count = size // (len(opening) + len(closing))
        return opening * count + middle + closing * count

    return make


def numbered(template: str) -> Callable[[int], str]:
    """Make a source of about a size by repeating a unit with a number in the place of `N`."""
    return lambda size: "".join(template.replace("N", str(number)) for number in range(size // (len(template) + 4)))


def indented_lists(size: int) -> str:
    """Make a list in a list, each level a line, of about a size; its depth is the root of it."""
    return "".join(f"{'  ' * level}- a\n" for level in range(int(size**0.5)))


def json_string(size: int) -> str:
    """Make a JSON string of about a size."""
    return '"' + "a " * (size // 2) + '"'


JSON: Final = ('{"newsconv":"1.0","document":{"body":[', "]}}")
PARAGRAPH: Final = '{"type":"paragraph","children":[{"type":"text","value":"a"}]}'

SOURCES: Final[dict[tuple[str, str], Callable[[int], str]]] = {
    ("markdown", "prose"): repeat("word and *word* and [word](/u).\n\n"),
    ("markdown", "one line"): repeat("word "),
    ("markdown", "open brackets"): repeat("["),
    ("markdown", "nested brackets"): pairs("[", "]"),
    ("markdown", "open links"): repeat("[a]("),
    ("markdown", "open pictures"): repeat("!["),
    ("markdown", "stars"): repeat("*a **b "),
    ("markdown", "nested emphasis"): pairs("*a ", "*"),
    ("markdown", "underscores"): repeat("_"),
    ("markdown", "backticks"): lambda size: "".join(f"e{'`' * n}" for n in range(int((2 * size) ** 0.5))),
    ("markdown", "quotes"): repeat("> ", after="a"),
    ("markdown", "lists on one line"): repeat("- ", after="a"),
    ("markdown", "indented lists"): indented_lists,
    ("markdown", "references"): numbered("[rN]: /u\n"),
    ("markdown", "uses of a reference"): repeat("[a] ", after="\n\n[a]: /u"),
    ("markdown", "table of many columns"): lambda size: "\n".join(
        "|" + unit * (size // 9) for unit in ("a|", "-|", "b|")
    ),
    ("markdown", "table of many rows"): repeat("| b | c |\n", before="| a | a |\n|---|---|\n"),
    ("markdown", "open tags"): repeat("<b>"),
    ("markdown", "open comments"): repeat("<!--"),
    ("markdown", "open attributes"): repeat("<a b='"),
    ("markdown", "open scripts"): repeat("<script>"),
    ("markdown", "entities"): repeat("&amp;"),
    ("markdown", "spaces"): repeat(" ", before="a", after="b"),
    ("markdown", "blank lines"): repeat("\n \n", before="a", after="b"),
    ("markdown", "front matter"): numbered("kN: v\n"),
    ("html", "prose"): repeat("<p>word and <b>word</b> and <a href='/u'>word</a>.</p>"),
    ("html", "one line"): repeat("word "),
    ("html", "nested div"): pairs("<div>", "</div>"),
    ("html", "open div"): repeat("<div>"),
    ("html", "open b"): repeat("<b>"),
    ("html", "open b and i"): repeat("<b><i>"),
    ("html", "open a"): repeat("<a href='/u'>"),
    ("html", "misnested"): repeat("<b><p></b>"),
    ("html", "nested tables"): repeat("<table><tr><td>"),
    ("html", "nested lists"): repeat("<ul><li>"),
    ("html", "table of many columns"): repeat("<td>a", before="<table><tr>"),
    ("html", "wide cells"): repeat("<td colspan=1000 rowspan=1000>a", before="<table><tr>"),
    ("html", "attributes"): numbered(" aN=v"),
    ("html", "one element of many attributes"): lambda size: f"<p{numbered(' aN=v')(size)}>a</p>",
    ("html", "open comments"): repeat("<!--"),
    ("html", "less-than signs"): repeat("<"),
    ("html", "entities"): repeat("&amp;"),
    ("html", "empty paragraphs"): repeat("<p></p>", after="a"),
    ("html", "links"): numbered("<li><a href=/uN>Title number N</a></li>"),
    ("html", "meta"): numbered("<meta name=aN content=b>"),
    ("html", "JSON-LD"): lambda size: f'<script type="application/ld+json">{"[" * size}</script><p>a',
    ("text", "prose"): repeat("Word and word and word.\n\n"),
    ("text", "one line"): repeat("word "),
    ("text", "one word"): repeat("x"),
    ("text", "lines"): repeat("a word\n"),
    ("text", "blank lines"): repeat("\n \n", before="a", after="b"),
    ("text", "dashes"): repeat("- "),
    ("text", "capitals"): repeat("LONDON, "),
    ("text", "dates"): repeat("March 17, 2021\n"),
    ("json", "paragraphs"): lambda size: f"{JSON[0]}{','.join([PARAGRAPH] * (size // len(PARAGRAPH)))}{JSON[1]}",
    ("json", "arrays"): pairs("[", "]", ""),
    ("json", "open arrays"): repeat("["),
    ("json", "nested quotes"): pairs(JSON[0] + '{"type":"quote","children":[', "]}" + JSON[1], ""),
    ("json", "a long text"): lambda size: JSON[0] + PARAGRAPH.replace('"a"', json_string(size)) + JSON[1],
    ("json", "documents"): repeat(f"{JSON[0]}{PARAGRAPH}{JSON[1]}\n"),
}
"""Makers of sources, by format and name; each takes a size in characters."""
SIZES: Final = 3


def run(settings: Settings) -> Iterator[Row]:
    """Give one table for each format."""
    smallest = settings.choose(quick=4_000, full=30_000)
    sizes = [smallest * 2**number for number in range(SIZES)]
    for (format_name, name), make in SOURCES.items():
        texts = [make(size) for size in sizes]
        rounds = settings.choose(quick=2, full=5)
        seconds = [best_seconds(partial(read, text, format_name), rounds=rounds) for text in texts]
        growths = [(seconds[i + 1] / seconds[i]) / (len(texts[i + 1]) / len(texts[i])) for i in range(len(texts) - 1)]
        values = {
            "kB": len(texts[-1]) / 1e3,
            "ms": seconds[-1] * 1e3,
            "µs a kB": seconds[-1] * 1e9 / len(texts[-1]),
            "growth": growths[-1],
            "growth before": growths[0],
        }
        yield Row(f"reading {format_name}, largest of {SIZES} sizes", name, dict(values))


def read(text: str, format_name: str) -> None:
    """Read a source, or have it refused."""
    try:
        newsconv.loads(text, format_name)
    except NewsconvError:
        return


SUITE: Final = Suite("edges", "Does the time for hostile sources grow with their size, or faster?", run)
