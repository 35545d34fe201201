"""Habits of pandoc's own Markdown: containers, attributes, styles of the page, dashes and dots in ASCII.

pandoc writes what its Markdown can say and CommonMark cannot (its manual, sections "Divs and Spans", "Generic raw
attribute" and "Smart punctuation"). What it makes of a page is full of these; a text about pandoc shows one or two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.readers.markdown.draft import Draft, Edit
from newsconv.readers.markdown.habits import Habit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["PANDOC_HABITS"]

RE_DIV_OPEN: Final = re.compile(r"\s*:{3,}\s*(?P<name>\{.{0,8000}\}|[^\s{}:][^\s{}]{0,199})\s*:*\s*$")
"""A fence that opens a container; the data that pages keep in attributes take up to some thousand characters."""
RE_DIV_CLOSE: Final = re.compile(r"\s*:{3,}\s*$")
ATTRIBUTE: Final = r"(?:[#.][^\s{}\"]+|[\w:@-]+=\"(?:[^\"\\]|\\.)*+\"|=\w+)"
RE_ATTRIBUTES: Final = re.compile(rf"\{{(?:{ATTRIBUTE}(?:\s+(?:{ATTRIBUTE}|[^\s{{}}\"=]+))*+\s*)?\}}", re.DOTALL)
"""Attributes as pandoc writes them, over line ends too; a value may hold quotes behind backslashes, and an id of a page
may have spaces in it."""
RE_BRACKET: Final = re.compile(r"\\.|[\[\])]|(?<=[^ ])[ ](?=\{[#.][^{}\n]*\}\s*$)|^(?=\{)", re.DOTALL | re.MULTILINE)
"""An escape, a bracket, or a place between a heading and its attributes, or where a lost picture had some."""
MIN_ATTRIBUTES: Final = 2
"""Groups of attributes that there must be: one alone may be what a text about Markdown shows."""
RE_ANY_ATTRIBUTES: Final = re.compile(r"[\])]\{[#.]")
"""What is counted as evidence: the start of a group right behind what it belongs to."""
RAW_END: Final = "`{=html}"
RE_RAW_STYLE: Final = re.compile(r"`<style\b[^`]*`\{=html\}")
"""A style sheet, on one line or several."""
RE_RAISED: Final = re.compile(r"\\.|\^((?:\[[^\[\]\n]*\]\([^\s()]*\)|[^\s^\\\[\]])+)\^")
"""An escape, or a superscript: letters or links between carets, without a space."""
RE_SMART: Final = re.compile(r"\\.|\]\([^\s()]*\)|<[^<>\s]*>|(?<!-)(-{2,3})(?![->])|(?<!\.)\.\.\.(?!\.)")
"""An escape, an address or a tag, which stay, or what pandoc writes for a dash (two or three) and for an ellipsis."""
SMART: Final = {"--": "–", "---": "—", "...": "…"}  # noqa: RUF001 - the dash of ranges is meant
RE_RULE: Final = re.compile(r"[\s>|+:=-]+$")
"""A line of nothing but dashes and what parts the columns of a table: a rule, or part of a table."""


# ---------------------------------------------------------------- dashes


def find_smart(draft: Draft) -> Iterator[Edit]:
    """Find dashes and dots in ASCII, if the marks of pandoc are all over the text."""
    if not is_by_pandoc(draft):
        return
    for index, line in enumerate(draft.lines):
        if index in draft.code or "`" in line or not ("--" in line or "..." in line) or RE_RULE.match(line):
            continue
        changed = RE_SMART.sub(lambda match: SMART.get(match[0], match[0]), line)
        if changed != line:
            yield Edit(index, changed)


def find_raised(draft: Draft) -> Iterator[Edit]:
    """Find superscripts, if the marks of pandoc are all over the text."""
    if not is_by_pandoc(draft):
        return
    for index, line in draft.prose("^"):
        changed = RE_RAISED.sub(lambda match: f"<sup>{match[1]}</sup>" if match[1] else match[0], line)
        if changed != line:
            yield Edit(index, changed)


def is_by_pandoc(draft: Draft) -> bool:
    """Tell whether a text has containers that open and close, or several attributes, outside of code."""
    fences = [line for _, line in draft.prose(":::")]
    if any(map(RE_DIV_OPEN.match, fences)) and any(map(RE_DIV_CLOSE.match, fences)):
        return True
    return sum(len(RE_ANY_ATTRIBUTES.findall(line)) for _, line in draft.prose("{")) >= MIN_ATTRIBUTES


# ---------------------------------------------------------------- styles


def find_styles(draft: Draft) -> Iterator[Edit]:
    """Find style sheets that stand between the blocks of a page; where they go, attributes may follow what was before.

    One of them is evidence enough: who shows how pandoc writes raw HTML does not show a whole style sheet in a text.
    """
    for start, end in draft.blocks:
        text = "\n".join(draft.lines[start:end])
        if RAW_END not in text or RE_RAW_STYLE.search(text) is None:
            continue
        styles = " ".join(RE_RAW_STYLE.findall(text))
        lines = RE_RAW_STYLE.sub("", text).split("\n")
        lines += [""] * (end - start - len(lines))
        for offset, line in enumerate(lines):
            yield Edit(start + offset, line, "" if offset else " ".join(styles.split()))


# ---------------------------------------------------------------- containers


def find_divs(draft: Draft) -> Iterator[Edit]:
    """Find the fences of containers, where as many begin as end, or one ends."""
    fences = [(index, line) for index, line in draft.prose(":::")]
    opened = [index for index, line in fences if RE_DIV_OPEN.match(line)]
    closed = [index for index, line in fences if RE_DIV_CLOSE.match(line)]
    if not opened or not closed or opened[0] > closed[0]:
        return
    for index in sorted((*opened, *closed)):
        match = RE_DIV_OPEN.match(draft.lines[index])
        yield Edit(index, "", match["name"].strip("{}") if match else "")


def find_attributes(draft: Draft) -> Iterator[Edit]:
    """Find attributes of headings, links and spans, and the brackets of spans."""
    taken: list[str] = []
    edits = list(draft.rewrite("{", lambda text: without_attributes(text, taken)))
    if len(taken) < MIN_ATTRIBUTES:
        return
    for number, edit in enumerate(edits):
        yield msgspec.structs.replace(edit, text=" ".join(taken)) if number == 0 else edit


def without_attributes(text: str, taken: list[str]) -> str:
    """Take attributes out of a text, and the brackets around what has them.

    Args:
        text: of one block.
        taken: the attributes are added to it.
    """
    cuts: list[tuple[int, int]] = []
    opened: list[int] = []
    position = 0
    while mark := RE_BRACKET.search(text, position):
        position = max(mark.end(), mark.start() + 1)
        opening = opened.pop() if mark[0] == "]" and opened else -1
        if mark[0] == "[":
            opened.append(mark.start())
        found = RE_ATTRIBUTES.match(text, mark.end()) if len(mark[0]) < len("\\.") and mark[0] != "[" else None
        if found is None:
            continue
        if mark[0] == "]" and opening >= 0 and text[opening - 1 : opening] != "!":
            cuts.append((opening, opening + 1))
            cuts.append((mark.start(), mark.end()))
        while found is not None:
            taken.append(" ".join(found[0].split()))
            cuts.append((found.start() - (mark[0] == " "), found.end()))
            position = found.end()
            found = RE_ATTRIBUTES.match(text, position)
    return without(text, cuts)


def without(text: str, cuts: Iterable[tuple[int, int]]) -> str:
    """Give a text without some ranges of it."""
    parts, position = [], 0
    for start, end in sorted(cuts):
        parts.append(text[position:start])
        position = end
    return "".join([*parts, text[position:]])


PANDOC_HABITS: Final = (
    Habit(
        name="ascii-dashes",
        reason="dashes and dots that pandoc writes in ASCII",
        source="pages made into Markdown (pandoc, extension `smart`: on 264 of 468 pages)",
        marks=("--", "..."),
        find=find_smart,
        mends=(
            ("::: a\nIt rained -- in 1999--2001 --- again...\n:::", "\nIt rained – in 1999–2001 — again…\n"),  # noqa: RUF001
            ("[It]{.a}---so [he]{.b} said...", "It—so he said…"),
            ("::: a\n---\n\n[a--b](/b--c...d) \\--, -->\n:::", "\n---\n\n[a–b](/b--c...d) \\--, -->\n"),  # noqa: RUF001
            ("::: a\n```\na --b ...\n```\nc...\n:::", "\n```\na --b ...\n```\nc…\n"),
        ),
        keeps=("It rained -- again...", "[It]{.a} rained -- again...", "Note::: -- one"),
    ),
    Habit(
        name="carets",
        reason="superscripts between carets, as pandoc writes them",
        source="pages made into Markdown (pandoc, extension `superscript`: marks of notes)",
        marks=("^",),
        find=find_raised,
        mends=(
            ("::: a\nIt rained.^1^ So.\n:::", "\nIt rained.<sup>1</sup> So.\n"),
            ("::: a\nIt rained.^[1](#a)^ 2\\^3^ ^ 4^\n:::", "\nIt rained.<sup>[1](#a)</sup> 2\\^3^ ^ 4^\n"),
        ),
        keeps=("It rained.^1^", "[It]{.a} is 2^3^."),
    ),
    Habit(
        name="raw-styles",
        reason="style sheets between the blocks of a page, as pandoc keeps them",
        source="pages made into Markdown (pandoc, extension `raw_attribute`: on 72 of 468 pages)",
        marks=("{=html}",),
        find=find_styles,
        kind="removed",
        mends=(
            ('It rained.`<style data-a="b">.c{color:red}</style>`{=html}', "It rained."),
            ("It rained.`<style>\n.c{}\n</style>`{=html} So.", "It rained. So.\n\n"),
            ("[a]{.b}`<style>.c{}</style>`{=html}[d]{.e}`<style>f</style>`{=html}", "ad"),
        ),
        keeps=("`<b>`{=html} is how raw HTML is written.", "`<style>`", "```\n`<style></style>`{=html}\n```"),
    ),
    Habit(
        name="containers",
        reason="the fences of containers that pandoc makes of `div` elements",
        source="pages made into Markdown (pandoc: jgm/pandoc#1936, #4560)",
        marks=(":::",),
        find=find_divs,
        kind="removed",
        mends=(
            ("::: {.article #main}\nIt rained.\n:::", "\nIt rained.\n"),
            (":::::: content\n::: {.a}\nIt rained.\n:::\n::::::", "\n\nIt rained.\n\n"),
            (':::: {}\n::: {a="{\\"b\\":1}"}\nIt rained.\n:::\n::::', "\n\nIt rained.\n\n"),
        ),
        keeps=("::: {.a} is how a container begins.", "```\n::: a\n:::\n```", "Note:::"),
    ),
    Habit(
        name="attributes",
        reason="attributes of headings, links and spans, as pandoc writes them",
        source="pages made into Markdown (pandoc: jgm/pandoc#8989)",
        marks=("{.", "{#", "]{", "){"),
        find=find_attributes,
        kind="removed",
        mends=(
            ("# Rain {#rain .title}\n\n[It]{.first} rained.", "# Rain\n\nIt rained."),
            ('[a](/b){.link target="_blank"} and [[b]{.x} c]{.y}', "[a](/b) and b c"),
            ('[[It](/a){.b\nrel="c"} rained,]{.d}\nagain.', "[It](/a) rained,\nagain.\n"),
            ('[a](/b){.c:d\ne="{\\"f\\":{}}"} and [g]{.h-1/2}', "[a](/b) and g\n"),
            ('[a](/b){#c d e .f g="h"} and [i]{.j}', "[a](/b) and i"),
        ),
        keeps=("# Rain {#rain}", "The set {a, b} and the set {c, d}.", "`[a]{.b}` and `[c]{.d}`"),
    ),
)
"""In this order: dashes and styles are told by containers and attributes, which go last."""
