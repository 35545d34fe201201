"""Habits of producers that are in the lines: broken at a width, forced breaks, marks that went wrong."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from newsconv.noise.dates import parse_date
from newsconv.readers.markdown.draft import RE_BLOCK_START, Draft, Edit
from newsconv.readers.markdown.habits import Habit
from newsconv.readers.markdown.strong import find_strong
from newsconv.readers.text.hyphens import HYPHENS
from newsconv.readers.text.layout import RE_AFTER_HYPHEN, RE_HYPHENED, ends_sentence, is_full

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["LINE_HABITS"]

RE_OPEN_TARGET: Final = re.compile(r'\]\(<?(?:https?://|/|mailto:)[^\s()<>"]*+>?(?:\s+"[^)]*+)?$')
RE_CLOSED_TARGET: Final = re.compile(r'\]\(<?[^\s()<>"]++>?(?:\s+"[^")]*+(?:"[^")]*+)*+)?\s?\)')
RE_SPACED: Final = re.compile(r'\]\(((?:https?://|mailto:|/)[^\s()<>"]*+(?: [^\s()<>"]++)++) ?\)')
RE_TITLE: Final = re.compile(r'(\]\([^\s()<>"]++ +")((?:[^"\n]|"(?! ?\))){0,500})("\s?\))')
MAX_TARGET_LINES: Final = 20
"""Lines that one address is spread over: at 78 characters a line an address of 1,500."""

RE_WRAPPED_MARK: Final = re.compile(r"(?P<indent>\s{0,3})(?P<mark>[-+*>]|#{1,6}|\d{1,9}[.)])(?=\s)")
RE_HEADING: Final = re.compile(r"\s{0,3}(?:[-*+]\s+|\d{1,3}\.\s+)?#{1,6}\s+\S")
RE_FORCED: Final = re.compile(r"(?:[ ]{2,}|(?<!\\)\\)$")
FORCED: Final = ("  ", "\\")
"""What such a line ends with, told in a tenth of the time of the search."""

RE_YEAR: Final = re.compile(r"(?P<year>(?:1[5-9]|20)\d\d)(?P<mark>[.)])(?=\s+\S)")
RE_UNDERLINE: Final = re.compile(r" {0,3}-+[ \t]*$")
UNDERLINE_START: Final = 4
"""Code points within which its first mark stands."""
MIN_PROSE_CHARS: Final = 160
"""Code points of a text above `---` from which on it is a paragraph, if it ends as a sentence does. Of the 906 titles
of the wcxb and press pages one is longer (175), and ends as none."""

RE_INDENT: Final = re.compile("(?:&(?:nbsp|emsp|ensp|#160);|[\xa0\u2002\u2003\u3000])+[ \t]*(?=\\S)")


WRAPPED: Final = (
    "The river rose by three metres overnight, and the town hall\nsaid that the old bridge would stay closed until the"
    " water\nhad gone down and engineers had looked at all of its piers,\nwhich are older than those of any other"
    " bridge of this town"
)
"""Four lines broken at 60 characters, for examples."""
NL: Final = "\n"
LONG: Final = (
    "The river rose by three metres overnight, and the town hall said that the bridge would stay closed. " * 2 + "So."
)
"""A paragraph on one line, for examples."""

# ---------------------------------------------------------------- lines broken at a width


def find_cut_targets(draft: Draft) -> Iterator[Edit]:
    """Find addresses and titles of links that go over line ends; what follows in their block moves up."""
    return draft.rewrite("](", join_targets)


def join_targets(text: str) -> str:
    """Give a text with each address of a link, and its title, on one line."""
    if "\n" not in text:
        return text
    lines = text.split("\n")
    result: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index].rstrip()
        joined = index
        while joined + 1 < len(lines) and (start := open_target(line)) >= 0:
            whole, last = close_target(line[start:], lines, joined + 1)
            if last == joined:
                break
            line, joined = line[:start] + whole, last
        result.append(lines[index] if joined == index else line)
        index = joined + 1
    return "\n".join(result)


def open_target(line: str) -> int:
    """Give where the address begins that a line does not end; -1 where there is none."""
    start = line.rfind("](", -MAX_TARGET_CHARS) if len(line) > MAX_TARGET_CHARS else line.rfind("](")
    if start < 0 or ")" in line[start:]:  # nearly all: most links end on their line
        return -1
    return start if RE_OPEN_TARGET.match(line, start) else -1


def close_target(target: str, lines: Sequence[str], index: int) -> tuple[str, int]:
    """Give an address with the lines that it goes on over, and the index of the last of them.

    Args:
        target: from its bracket to the end of its line.
        lines: of the block.
        index: of the line behind it.
    """
    whole = target
    for last in range(index, min(index + MAX_TARGET_LINES, len(lines))):
        following = lines[last].strip()
        in_title = '"' in whole
        whole += f" {following}" if in_title or following.startswith('"') else following
        if RE_CLOSED_TARGET.match(whole):
            return whole, last
        if not RE_OPEN_TARGET.match(whole):
            break
    return target, index - 1


MAX_TARGET_CHARS: Final = 2_000
"""Code points of a line in which the beginning of an address is looked for."""


def find_titles(draft: Draft) -> Iterator[Edit]:
    """Find titles of links with quotes in them, and addresses with spaces."""
    for index, line in draft.prose("]("):
        if " " not in line[line.index("](") :]:  # nearly all: both patterns need one behind a bracket
            continue
        changed = line
        if line.count('"') > len('""'):  # a title without quotes in it stays as it is
            changed = RE_TITLE.sub(lambda match: match[1] + match[2].replace('"', "&quot;") + match[3], line)
        changed = RE_SPACED.sub(lambda match: f"]({match[1].replace(' ', '%20')})", changed)
        if changed != line:
            yield Edit(index, changed)


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


def find_wrapped_headings(draft: Draft) -> Iterator[Edit]:
    """Find headings that go on over the lines below, and put each on one line."""
    if not draft.width:
        return
    for start, end in draft.blocks:
        last = start
        for index in range(start, end):
            if index < last or not RE_HEADING.match(draft.lines[index]):
                continue
            line, last = draft.lines[index].rstrip(), index + 1
            while last < end and goes_on(draft.lines[last - 1], draft.lines[last], draft.width):
                line += " " + draft.lines[last].strip()
                last += 1
            if last > index + 1:
                yield Edit(index, line)
                yield from (Edit(below, "") for below in range(index + 1, last))


def goes_on(before: str, line: str, width: int) -> bool:
    """Tell whether a line goes on with what is above it, which was broken at a width."""
    return not RE_BLOCK_START.match(line) and is_full(before.strip(), line.strip(), width)


def find_wrapped_hyphens(draft: Draft) -> Iterator[Edit]:
    """Find words that were broken at their hyphen, and move the rest of each up."""
    if not draft.width:
        return
    carried = ""
    for index, (line, after) in enumerate(pairwise((*draft.lines, ""))):
        if not carried and not line.rstrip().endswith(HYPHENS):  # nearly all
            continue
        current = line.lstrip()[len(carried) :].lstrip() if carried else line
        bare, following = current.rstrip(), after.strip()
        carried = ""
        if RE_HYPHENED.search(bare[-2:]) and RE_AFTER_HYPHEN.match(following) and index not in draft.code:
            word = following.split(" ", 1)[0]
            if is_full(line.strip(), following, draft.width) and word != following:
                carried = word
        if carried or current is not line:
            yield Edit(index, bare + carried)


def find_forced(draft: Draft) -> Iterator[Edit]:
    """Find breaks at the ends of lines that were broken at a width."""
    if not draft.width:
        return
    for index, (line, after) in enumerate(pairwise(draft.lines)):
        if line.endswith(FORCED) and RE_FORCED.search(line) and index not in draft.code and after.strip():
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
    for start, end in draft.blocks:
        for index in range(start + 1, end):
            line = draft.lines[index]
            if "-" not in line[:UNDERLINE_START] or not RE_UNDERLINE.match(line):
                continue
            above = draft.lines[start:index]
            if sum(map(len, above)) >= MIN_PROSE_CHARS and ends_sentence(above[-1]) and is_running(above):
                yield Edit(index, "***")
            break


def is_running(lines: Sequence[str]) -> bool:
    """Tell whether lines are a paragraph, and no list, quote or table."""
    return not any(map(RE_BLOCK_START.match, lines))


# ---------------------------------------------------------------- emphasis


def find_indents(draft: Draft) -> Iterator[Edit]:
    """Find paragraphs that are indented with spaces that do not part words."""
    for index, line in enumerate(draft.lines):
        match = RE_INDENT.match(line)
        if match and index not in draft.code:
            yield Edit(index, line[match.end() :])


RE_DAY_FIRST: Final = re.compile(r"(\d{1,2})(\. \S.*\d{4}.*)")
MAX_DATE_CHARS: Final = 60
"""Code points of a line that is only a date, with its label, day of the week and time."""


def find_dates(draft: Draft) -> Iterator[Edit]:
    """Find dates that begin with the number of the day and a full stop, which is the mark of a list."""
    for index, line in enumerate(draft.lines):
        match = RE_DAY_FIRST.fullmatch(line) if len(line) <= MAX_DATE_CHARS and line[:1].isdecimal() else None
        if match is None:
            continue
        around = (*draft.lines[max(0, index - 1) : index], *draft.lines[index + 1 : index + 2])
        if index not in draft.code and not any(map(str.strip, around)) and parse_date(line):
            yield Edit(index, f"{match[1]}\\{match[2]}")


LINE_HABITS: Final = (
    Habit(
        name="cut-addresses",
        reason="addresses of links that were broken over lines",
        source="pages made into Markdown (html2text: Alir3z4/html2text#38, #127)",
        marks=("](",),
        find=find_cut_targets,
        mends=(
            ("See [the report](https://a.example/b-\nc) of May.", "See [the report](https://a.example/b-c) of May.\n"),
            ('[a](https://b.example/c-\nd "A\ntitle") e', '[a](https://b.example/c-d "A title") e\n\n'),
            ("- [a](/b-\nc-\nd)\n- [e](/f)", "- [a](/b-c-d)\n- [e](/f)\n\n"),
        ),
        keeps=("[a](/b\n\nc)", "[a](/b (c\nd)", '[a](/b "c\nd e', "```\n[a](/b-\nc)\n```"),
    ),
    Habit(
        name="loose-targets",
        reason="quotes in the title of a link, or spaces in its address",
        source="pages made into Markdown (html2text, markdownify: share links, titles that quote)",
        marks=("](",),
        find=find_titles,
        mends=(
            ('[a](/b "He said "no" twice")', '[a](/b "He said &quot;no&quot; twice")'),
            ("[Mail](mailto:?subject=Rain in May&body=a)", "[Mail](mailto:?subject=Rain%20in%20May&body=a)"),
        ),
        keeps=('[a](/b "c")', "[a] (see /b c d)", "`[a](/b c)`", '[a](/b "c \\d")'),
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
        name="wrapped-headings",
        reason="lines broken at a width, and headings with them",
        source="pages made into Markdown (html2text: titles of more than 76 characters, on 12 of 39 press pages)",
        marks=("# ",),
        find=find_wrapped_headings,
        mends=(
            (f"# {WRAPPED}\n\n{WRAPPED}.", f"# {WRAPPED.replace(NL, ' ')}\n\n\n\n\n{WRAPPED}."),
            (
                f"{WRAPPED}.\n\n## The town hall said that the old bridge is closed until the\nwater has gone down",
                f"{WRAPPED}.\n\n## The town hall said that the old bridge is closed until the water has gone down\n",
            ),
        ),
        keeps=("# Rain\nIt rained.", f"{WRAPPED}.\n\n# Rain in the north\nIt rained.", f"# {LONG}\nIt rained."),
    ),
    Habit(
        name="wrapped-hyphens",
        reason="lines broken at a width, and words at their hyphens",
        source="pages made into Markdown (html2text breaks at hyphens)",
        marks=("-\n",),
        find=find_wrapped_hyphens,
        mends=(
            (
                f"{WRAPPED}\nthat one may see from the new station or from the well-\nknown dam.",
                f"{WRAPPED}\nthat one may see from the new station or from the well-known\ndam.",
            ),
            (
                f"{WRAPPED}\nthat one may see from the hills or from the quays of Ems-\nHafen at night.",
                f"{WRAPPED}\nthat one may see from the hills or from the quays of Ems-Hafen\nat night.",
            ),
        ),
        keeps=(
            f"{WRAPPED}\nthat one may see from the hills or from the pre-\nand post-war dams",
            "A well-\nknown dam.",
        ),
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
        name="dates-as-items",
        reason="a date that begins with the number of the day, which would be the number of a list",
        source="German pages made into Markdown (CommonMark, section 5.2: `14. September 2025` is a list from 14)",
        marks=(". ",),
        find=find_dates,
        mends=(("14. September 2025", "14\\. September 2025"), ("A\n\n3. März 2021\n\nB", "A\n\n3\\. März 2021\n\nB")),
        keeps=("14. September 2025\n15. September 2025", "14. Rain in 2025", "```\n\n14. September 2025\n\n```"),
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
