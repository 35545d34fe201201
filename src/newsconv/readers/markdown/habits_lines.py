"""Habits of producers that are in the lines: broken at a width, forced breaks, marks that went wrong."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from newsconv.readers.markdown.draft import RE_BLOCK_START, Draft, Edit
from newsconv.readers.markdown.habits import Habit
from newsconv.readers.text.layout import ends_sentence, is_full

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["LINE_HABITS"]

RE_TARGET_START: Final = re.compile(r"\]\(<?(?:https?://|/)[^\s()<>]*$")
RE_TARGET_MIDDLE: Final = re.compile(r"[^\s()<>]+$")
RE_TARGET_END: Final = re.compile(r"[^\s()<>]+>?\)")
MAX_TARGET_LINES: Final = 20
"""Lines that one address is spread over: at 78 characters a line an address of 1,500."""

RE_WRAPPED_MARK: Final = re.compile(r"(?P<indent>\s{0,3})(?P<mark>[-+*>]|#{1,6}|\d{1,9}[.)])(?=\s)")
RE_FORCED: Final = re.compile(r"(?:[ ]{2,}|(?<!\\)\\)$")

RE_YEAR: Final = re.compile(r"(?P<year>(?:1[5-9]|20)\d\d)(?P<mark>[.)])(?=\s+\S)")
RE_UNDERLINE: Final = re.compile(r" {0,3}-+[ \t]*$")
MIN_PROSE_CHARS: Final = 160
"""Code points of a line above `---` from which on it is a paragraph, if it ends as a sentence does. Headlines of the
press pages have 140 at most."""

RE_STRONG: Final = re.compile(r"(?<![*\\])\*\*(?!\*)")
RE_DOUBLE: Final = re.compile(r"(?<=[^\s*\\])\*{4}(?=[^\s*])")
RE_EDGE: Final = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
MAX_STRONG: Final = 400
"""Marks of one line that are paired; a line of more is hostile."""
RE_INDENT: Final = re.compile("(?:&(?:nbsp|emsp|ensp|#160);|[\xa0\u2002\u2003\u3000])+[ \t]*(?=\\S)")


WRAPPED: Final = (
    "The river rose by three metres overnight, and the town hall\nsaid that the old bridge would stay closed until the"
    " water\nhad gone down and engineers had looked at all of its piers,\nwhich are older than those of any other"
    " bridge of this town"
)
"""Four lines broken at 60 characters, for examples."""
LONG: Final = (
    "The river rose by three metres overnight, and the town hall said that the bridge would stay closed. " * 2 + "So."
)
"""A paragraph on one line, for examples."""

# ---------------------------------------------------------------- lines broken at a width


def find_cut_targets(draft: Draft) -> Iterator[Edit]:
    """Find addresses of links that go over line ends; what follows in their block moves up."""
    for start, end in draft.blocks():
        lines = draft.lines[start:end]
        whole = list(join_targets(lines))
        if len(whole) < len(lines):
            whole += [""] * (len(lines) - len(whole))
            yield from (Edit(start + offset, line) for offset, line in enumerate(whole))


def join_targets(lines: Sequence[str]) -> Iterator[str]:
    """Give lines, those that share the address of a link as one."""
    index = 0
    while index < len(lines):
        line = lines[index]
        last = target_end(lines, index)
        while last > index:  # the line on which one address ends may be that on which the next begins
            line = "".join([line.rstrip(), *(part.strip() for part in lines[index + 1 : last + 1])])
            following = target_end(lines, last)
            index, last = last, following
        yield line
        index += 1


def target_end(lines: Sequence[str], start: int) -> int:
    """Give the index of the line on which the address ends that `start` ends with; `start` where there is none."""
    if "](" not in lines[start] or not RE_TARGET_START.search(lines[start].rstrip()[-MAX_TARGET_CHARS:]):
        return start
    for index in range(start + 1, min(start + MAX_TARGET_LINES, len(lines))):
        line = lines[index].strip()
        if RE_TARGET_END.match(line):
            return index
        if not RE_TARGET_MIDDLE.match(line):
            return start
    return start


MAX_TARGET_CHARS: Final = 2_000
"""Code points of a line in which the beginning of an address is looked for."""


def find_wrapped_marks(draft: Draft) -> Iterator[Edit]:
    """Find lines of running text that begin with what a list, a quote or a heading begins with."""
    if not draft.width:
        return
    for index, (before, line) in enumerate(pairwise(draft.lines), 1):
        match = RE_WRAPPED_MARK.match(line)
        if match is None or index in draft.code or not before.strip() or RE_BLOCK_START.match(before):
            continue
        if is_full(before.strip(), line.strip(), draft.width) and not ends_sentence(before) and before[:1] != " ":
            mark = match["mark"]
            escaped = f"{mark[:-1]}\\{mark[-1]}" if mark[0].isdecimal() else f"\\{mark}"
            yield Edit(index, f"{match['indent']}{escaped}{line[match.end() :]}")


def find_forced(draft: Draft) -> Iterator[Edit]:
    """Find breaks at the ends of lines that were broken at a width."""
    if not draft.width:
        return
    for index, (line, after) in enumerate(pairwise(draft.lines)):
        if RE_FORCED.search(line) and index not in draft.code and after.strip():
            bare = RE_FORCED.sub("", line)
            if is_full(bare.strip(), after.strip(), draft.width) and not ends_sentence(bare):
                yield Edit(index, bare)


# ---------------------------------------------------------------- marks that mean something else


def find_years(draft: Draft) -> Iterator[Edit]:
    """Find paragraphs that begin with a year and a full stop, which is no item of a list."""
    for index, line in enumerate(draft.lines):
        match = RE_YEAR.match(line)
        if match is None or index in draft.code or any(map(is_neighbour(int(match["year"])), around(draft, index))):
            continue
        yield Edit(index, f"{match['year']}\\{line[match.end('year') :]}")


def is_neighbour(year: int) -> Callable[[str], bool]:
    """Give what tells whether a line is the item before or after one of that number."""

    def check(line: str) -> bool:
        match = RE_YEAR.match(line)
        return match is not None and abs(int(match["year"]) - year) == 1

    return check


def around(draft: Draft, index: int) -> list[str]:
    """Give the lines with text next to one, at most two lines away."""
    return draft.lines[max(0, index - 2) : index] + draft.lines[index + 1 : index + 3]


def find_underlined(draft: Draft) -> Iterator[Edit]:
    """Find rules right below a paragraph, which would make a heading of it."""
    for start, end in draft.blocks():
        for index in range(start + 1, end):
            if not RE_UNDERLINE.match(draft.lines[index]):
                continue
            above = draft.lines[start:index]
            if sum(map(len, above)) >= MIN_PROSE_CHARS and ends_sentence(above[-1]) and is_running(above):
                yield Edit(index, "***")
            break


def is_running(lines: Sequence[str]) -> bool:
    """Tell whether lines are a paragraph, and no list, quote or table."""
    return not any(map(RE_BLOCK_START.match, lines))


# ---------------------------------------------------------------- emphasis


def find_strong(draft: Draft) -> Iterator[Edit]:
    """Find lines whose marks of strong text would not be read as such."""
    for index, line in draft.prose("**"):
        changed = mend_strong(line)
        if changed != line:
            yield Edit(index, changed)


def mend_strong(line: str) -> str:
    """Move spaces out of strong text, and write with tags what marks can't say.

    >>> mend_strong("a **bold **text"), mend_strong("**bo****ld**"), mend_strong('said**"no"**then')
    ('a **bold** text', '**bold**', 'said<strong>"no"</strong>then')
    """
    parts = RE_STRONG.split(line)
    if len(parts) % 2 == 0 or len(parts) > MAX_STRONG or not line.strip("*_- \t"):
        return line
    result = [parts[0]]
    for position in range(1, len(parts), 2):
        before, inner, after = result[-1], parts[position], parts[position + 1]
        result[-1:] = [mend_pair(before, inner, after), after]
    return "".join(result)


def mend_pair(before: str, inner: str, after: str) -> str:
    """Give what stands before a strong text, and the text with its marks."""
    left, text, right = RE_EDGE.fullmatch(inner).groups()  # type: ignore[union-attr]
    if not text or (left and right) or "|" in text:
        return f"{before}**{inner}**"
    text = RE_DOUBLE.sub("", text)
    if opens(before + left, text) and opens(after[::-1] or "", text[::-1]):
        return f"{before}{left}**{text}**{right}"
    if (not left and not right) and can_tag(text):
        return f"{before}<strong>{text}</strong>"
    return f"{before}{left}**{text}**{right}"


def opens(before: str, text: str) -> bool:
    """Tell whether a mark between two texts opens (CommonMark 0.31.2, section 6.2: left-flanking)."""
    return not is_mark(text[0]) or not before or before[-1].isspace() or is_mark(before[-1])


def is_mark(character: str) -> bool:
    """Tell whether CommonMark takes a character for punctuation."""
    return unicodedata.category(character)[0] in "PS"


def can_tag(text: str) -> bool:
    """Tell whether a text can stand between tags without changing what it means."""
    return "<" not in text


def find_indents(draft: Draft) -> Iterator[Edit]:
    """Find paragraphs that are indented with spaces that do not part words."""
    for index, line in enumerate(draft.lines):
        match = RE_INDENT.match(line)
        if match and index not in draft.code:
            yield Edit(index, line[match.end() :])


LINE_HABITS: Final = (
    Habit(
        name="cut-addresses",
        reason="addresses of links that were broken over lines",
        source="pages made into Markdown (html2text: Alir3z4/html2text#38, #127)",
        marks=("](",),
        find=find_cut_targets,
        mends=(
            ("See [the report](https://a.example/b-\nc) of May.", "See [the report](https://a.example/b-c) of May.\n"),
            ("- [a](/b-\nc-\nd)\n- [e](/f)", "- [a](/b-c-d)\n- [e](/f)\n\n"),
        ),
        keeps=("[a](/b\n\nc)", "[a](/b (c\nd)", "```\n[a](/b-\nc)\n```"),
    ),
    Habit(
        name="wrapped-marks",
        reason="lines broken at a width, so that a dash or number of the text begins one",
        source="pages made into Markdown (html2text: Alir3z4/html2text#423)",
        marks=("\n",),
        find=find_wrapped_marks,
        mends=(
            (f"{WRAPPED}\n- and the river", f"{WRAPPED}\n\\- and the river"),
            (f"{WRAPPED}\n12. It was the last.", f"{WRAPPED}\n12\\. It was the last."),
        ),
        keeps=("To buy:\n- milk\n- bread\n- salt", f"{WRAPPED.replace(' the', '', 1)}.\n\n- and the river"),
    ),
    Habit(
        name="forced-breaks",
        reason="lines broken at a width, each with a break at its end",
        source="pages made into Markdown (mails and old content systems, through html2text and turndown)",
        marks=("  \n", "\\\n"),
        find=find_forced,
        mends=(
            (WRAPPED.replace("\n", "  \n"), WRAPPED),
            (WRAPPED.replace("\n", "\\\n"), WRAPPED),
        ),
        keeps=("Roses are red,  \nviolets are blue,  \nsugar is sweet,  \nand so are you.", "Hill Street 1  \nSkarn"),
    ),
    Habit(
        name="years-as-numbers",
        reason="a year at the start of a paragraph, which would be the number of an item",
        source="pages made into Markdown (field of escapes: matthewwithanm/python-markdownify#62)",
        marks=("15", "16", "17", "18", "19", "20"),
        find=find_years,
        mends=(
            ("1986. What a year.", "1986\\. What a year."),
            ("It began in\n\n2014. Then came rain.", "It began in\n\n2014\\. Then came rain."),
        ),
        keeps=("1999. One\n2000. Two", "198. An item", "1986.5 points"),
    ),
    Habit(
        name="rules-as-underlines",
        reason="a rule right below a paragraph, which would make a heading of it",
        source="pages made into Markdown (setext headings mixed with rules: jina-ai/reader#152)",
        marks=("\n-", "\n -"),
        find=find_underlined,
        mends=((f"{LONG}\n---", f"{LONG}\n***"), (f"{WRAPPED}.\n-----\n\nEnd.", f"{WRAPPED}.\n***\n\nEnd.")),
        keeps=("Rain in the north\n---", f"- {LONG}\n---", f"{LONG}\n\n---"),
    ),
    Habit(
        name="broken-strong",
        reason="marks of strong text that no parser takes as such",
        source="pages made into Markdown (mixmark-io/turndown#495, matthewwithanm/python-markdownify#13, html2text)",
        marks=("**",),
        find=find_strong,
        mends=(
            ("**Rain **fell, and ** more**.", "**Rain** fell, and  **more**."),
            ('He said**"no."**Then he left.', 'He said<strong>"no."</strong>Then he left.'),
            ("这是**“重要”**的", "这是<strong>“重要”</strong>的"),
            ("**bo****ld**", "**bold**"),
        ),
        keeps=("A **bold** word, **two**.", "2 ** 3 and 4 ** 5", "Stars: **** of *****", "`**a **b`", "****", "a**b"),
    ),
    Habit(
        name="indents",
        reason="paragraphs indented with spaces that part no words",
        source="Chinese and French pages made into Markdown",
        marks=("&nbsp;", "&emsp;", "&ensp;", "&#160;", "\xa0", "\u2002", "\u2003", "\u3000"),
        find=find_indents,
        mends=(("\u3000\u3000新华社北京电", "新华社北京电"), ("&nbsp;&nbsp; It rained.", "It rained.")),
        keeps=("Il a plu\xa0: beaucoup.", "It&nbsp;rained.", "\xa0"),
    ),
)
"""In this order: addresses are whole before the width of lines is looked at."""
