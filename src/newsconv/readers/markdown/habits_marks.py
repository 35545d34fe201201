"""Habits of producers that leave marks in the text: citations, placeholders, code that no page shows."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from newsconv.readers.markdown.draft import Draft, Edit
from newsconv.readers.markdown.habits import Habit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["MARK_HABITS"]

RE_CITATION: Final = re.compile(r"⟨\d{1,4}⟩")
RE_REFERENCE: Final = re.compile(r"\s*⟨\d{1,4}⟩\s*\S+(?::.*)?")
RE_REFERENCES: Final = re.compile(r"\s*(?:#{1,6}\s*)?References\s*#*\s*$")
MIN_CITATIONS: Final = 3
"""Citation marks that are evidence where the list of references was cut off; with it, one is."""

RE_NUMBERED: Final = re.compile(r"!\[Image (\d{1,4})(?:: ?|(?=\]))")
RE_PICTURE: Final = re.compile(r"!\[")

RE_LOST_PICTURE: Final = re.compile(
    r"""!\[([^\[\]]*+)\]\(\s?<?(?:Base64-Image-Removed|(?:data:image/|blob:)[^()\s<>\[\]]*+)>?(?:\s"[^"()]*+")?\s?\)"""
)
RE_GLUED: Final = re.compile(r"\]\((https?://[^\s()<>]+)<([^\s()<>]+)>?\)")
RE_ONE_SLASH: Final = re.compile(r"^(https?:/)(?=[^/])")

RE_PAGE_SCRIPT: Final = re.compile(
    r"""\s*(?:<(?:style|script)\b|window\.[\w$]+|document\.\w+[.(]|;?[!(]\s*function\b|(?:jQuery|\$|gtag|fbq)\(
      |(?:dataLayer|googletag|_gaq)\b|/\*\s?<!\[CDATA|[{\[]\s*\{?\s*"@\w+"\s*:|if\s?\(\s?(?:typeof|window)
      |@(?:media|import|font-face|charset|keyframes)\b|(?:[.\#][A-Za-z][\w-]*[\s,>]*){1,6}\{)""",
    re.VERBOSE,
)
"""What the scripts, data and style sheets of pages begin with, escapes of Markdown taken off."""
RE_ANY_SCRIPT: Final = re.compile(
    r"""\s*(?:(?:var|let|const)\s+[\w$]+\s*=|function\s*+[\w$]*+\s*+\(|(?:require|define)\(|try\s?\{
      |[{\[]\s*\{?\s*"\w+"\s*:|[\w-]+\s?\{\s*[\w-]+:)""",
    re.VERBOSE,
)
"""What any program or data may begin with: stories about programs show some, so it must be written for machines."""
MAX_SPACE_SHARE: Final = 0.1
"""Share of spaces in what is written for machines; prose has 0.16. Of the 22 pieces of code of this length in the texts
of the corpora four have fewer, none of which begins as above."""
MIN_MACHINE_CHARS: Final = 200
"""Code points of it: shorter pieces are shown as examples."""
NO_CODE_MARKS: Final = str.maketrans("", "", '{}()[];=<>":')
RE_LINK_TARGET: Final = re.compile(r"\]\([^\s()]*\)")
MIN_CODE_SHARE: Final = 0.08
"""Share of a block's characters that are marks of code. Of the 37,876 paragraphs of the aeb, wcxb and press pages 135
reach it (code, formulas, tables of figures), and three of these begin like a script: they are code."""
MIN_CODE_MARKS: Final = 4


# ---------------------------------------------------------------- citations


def find_citations(draft: Draft) -> Iterator[Edit]:
    """Find citation marks in prose, and the list of what they refer to."""
    listed = reference_lines(draft.lines)
    prose = [(index, line) for index, line in draft.prose("⟨") if index not in listed and RE_CITATION.search(line)]
    count = sum(len(RE_CITATION.findall(line)) for _, line in prose)
    if not count or (len(listed) < len(("heading", "entry")) and count < MIN_CITATIONS):
        return
    for index, line in prose:
        yield Edit(index, RE_CITATION.sub("", line).rstrip(), " ".join(RE_CITATION.findall(line)))
    for index in sorted(listed):
        yield Edit(index, "", draft.lines[index].strip(" #"))


def reference_lines(lines: Sequence[str]) -> frozenset[int]:
    """Give the indexes of the last section of references, with its heading; none where there is no such section."""
    heading = next((index for index in range(len(lines) - 1, -1, -1) if RE_REFERENCES.match(lines[index])), -1)
    if heading < 0:
        return frozenset()
    found = [heading]
    for index in range(heading + 1, len(lines)):
        if RE_REFERENCE.match(lines[index]):
            found.append(index)
        elif lines[index].strip():
            break
    return frozenset(found)


# ---------------------------------------------------------------- pictures and places


def find_numbered(draft: Draft) -> Iterator[Edit]:
    """Find pictures whose alternatives are numbered, if all are, from one on."""
    lines = list(draft.prose("!["))
    numbers = [int(number) for _, line in lines for number in RE_NUMBERED.findall(line)]
    pictures = sum(len(RE_PICTURE.findall(line)) for _, line in lines)
    rises = all(before < after for before, after in pairwise(sorted(set(numbers))))
    if not numbers or len(numbers) < pictures or min(numbers) > 1 or not rises:
        return
    for index, line in lines:
        text = " ".join(f"Image {number}" for number in RE_NUMBERED.findall(line))
        yield Edit(index, RE_NUMBERED.sub("![", line), text)


def find_lost_pictures(draft: Draft) -> Iterator[Edit]:
    """Find pictures whose content was in the page, or was left out, so that no address is left."""
    for index, line in draft.prose("!["):
        if RE_LOST_PICTURE.search(line):
            yield Edit(
                index, RE_LOST_PICTURE.sub("", line).strip(), " ".join(filter(None, RE_LOST_PICTURE.findall(line)))
            )


def find_table_marks(draft: Draft) -> Iterator[Edit]:
    """Find lines that say that there was a table."""
    for index, line in draft.prose("TABLE"):
        if line.strip().replace("\\", "") == "[TABLE]":
            yield Edit(index, "", "[TABLE]")


def find_glued(draft: Draft) -> Iterator[Edit]:
    """Find addresses that were glued to that of their page."""
    for index, line in draft.prose("<"):
        changed = RE_GLUED.sub(unglued, line)
        if changed != line:
            yield Edit(index, changed)


def unglued(match: re.Match[str]) -> str:
    """Give the second of two glued addresses, relative to the first."""
    inner = RE_ONE_SLASH.sub(r"\1/", match[2])
    try:
        return f"]({urljoin(match[1], inner)})"
    except ValueError:  # brackets that are no address
        return match[0]


# ---------------------------------------------------------------- code


def find_scripts(draft: Draft) -> Iterator[Edit]:
    """Find blocks of scripts, data and style sheets, and those right below that are no prose either."""
    previous = False
    for start, end in draft.blocks:
        head = " ".join(draft.lines[start : start + 2])[:MAX_HEAD_CHARS].replace("\\", "")
        is_page = previous or RE_PAGE_SCRIPT.match(head) is not None
        if not is_page and RE_ANY_SCRIPT.match(head) is None:  # nearly all
            previous = False
            continue
        text = "".join(draft.lines[start:end])
        previous = (is_page or is_for_machines(text)) and is_code(text)
        if previous:
            for index in range(start, end):
                yield Edit(index, "", draft.lines[index].strip())


MAX_HEAD_CHARS: Final = 400
"""Code points in which a script shows that it is one."""


def is_for_machines(text: str) -> bool:
    """Tell whether a text has hardly any spaces, as nobody writes for people."""
    return len(text) >= MIN_MACHINE_CHARS and text.count(" ") < MAX_SPACE_SHARE * len(text)


def is_code(text: str) -> bool:
    """Tell whether the marks of a text are those of code, not of prose."""
    bare = RE_LINK_TARGET.sub("]", text.replace("\\", ""))
    marks = len(bare) - len(bare.translate(NO_CODE_MARKS))
    return marks >= MIN_CODE_MARKS and marks >= MIN_CODE_SHARE * len(bare)


MARK_HABITS: Final = (
    Habit(
        name="citation-marks",
        reason="citation marks of crawl4ai, and the list that they refer to",
        source="pages made into Markdown (crawl4ai: `markdown_with_citations`)",
        marks=("⟨",),
        find=find_citations,
        kind="removed",
        mends=(
            (
                "It rained⟨1⟩, he said⟨2⟩.\n\n## References\n\n⟨1⟩ https://a.example/: Rain\n⟨2⟩ /b",
                "It rained, he said.\n\n\n\n\n",
            ),
            ("It⟨1⟩ rained⟨2⟩ and⟨3⟩ rained.", "It rained and rained."),
        ),
        keeps=("The state ⟨1⟩ is written in brackets.", "## References\n\nSmith (2001). Rain.", "`a⟨1⟩b⟨2⟩c⟨3⟩`"),
    ),
    Habit(
        name="lost-pictures",
        reason="pictures of which no address is left",
        source="pages made into Markdown (firecrawl: `<Base64-Image-Removed>`; markdownify, html2text, jina reader)",
        marks=("Base64-Image-Removed", "data:image/", "](blob:", "](<blob:"),
        find=find_lost_pictures,
        kind="removed",
        mends=(
            ("![A boat](<Base64-Image-Removed>) Text.", "Text."),
            ("![](data:image/gif;base64,R0lGOD)\n\nText.", "\n\nText."),
        ),
        keeps=("![A boat](boat.jpg)", "The scheme data:image/gif is short.", "`![a](data:image/gif;base64,R0)`"),
    ),
    Habit(
        name="numbered-pictures",
        reason="numbers that Jina's reader gives to pictures",
        source="pages made into Markdown (jina reader: `![Image 7: …]`)",
        marks=("![Image ",),
        find=find_numbered,
        mends=(
            ("![Image 1: A boat](a.jpg)\n\n[![Image 2](b.jpg)](/b)", "![A boat](a.jpg)\n\n[![](b.jpg)](/b)"),
            ("Text.\n\n![Image 1: The dam](a.jpg)", "Text.\n\n![The dam](a.jpg)"),
        ),
        keeps=("![Image 1: A boat](a.jpg) ![The dam](b.jpg)", "![Image 3: A boat](a.jpg)", "Image 1: A boat"),
    ),
    Habit(
        name="table-placeholder",
        reason="a line that stands for a table that was left out",
        source="pages made into Markdown (pandoc: jgm/pandoc#11128)",
        marks=("[TABLE]", "\\[TABLE"),
        find=find_table_marks,
        kind="removed",
        mends=(("Text.\n\n[TABLE]\n\nText.", "Text.\n\n\n\nText."), ("\\[TABLE\\]", "")),
        keeps=("See [TABLE] below.", "[table]", "TABLE"),
    ),
    Habit(
        name="glued-addresses",
        reason="addresses that were glued to that of their page",
        source="pages made into Markdown (crawl4ai: unclecode/crawl4ai#402, #722)",
        marks=("<",),
        find=find_glued,
        mends=(
            ("[a](https://b.example/<https:/b.example/c>)", "[a](https://b.example/c)"),
            ("[a](https://b.example/d/</c>)", "[a](https://b.example/c)"),
        ),
        keeps=("[a](<https://b.example/c>)", "a <https://b.example/c> (d)"),
    ),
    Habit(
        name="script-text",
        reason="the text of a script, of data or of a style sheet, which no page shows",
        source="pages made into Markdown (adbar/trafilatura#632, docling-project/docling#1411)",
        marks=("{", "("),
        find=find_scripts,
        kind="each",
        mends=(
            ('Text.\n\nwindow.c = {"b": 1}; document.write(c);\n\nText.', "Text.\n\n\n\nText."),
            (f"var a={{{','.join(f'b{n}:[{n}]' for n in range(40))}}};", ""),
            ('{"@context": "https://schema.org", "@type": "NewsArticle"}', ""),
            (".head { color: red; } .foot { margin: 0; }", ""),
        ),
        keeps=(
            "var = 1 is what she wrote (and what she meant).",
            'He said: "It rained" (again); she said: "No" (never).',
            "    window.a = {}; b(a);",
            'var a = {"b": 1}; c(a);',
            "[a](/b) [c](/d) [e](/f)",
        ),
    ),
)
"""In this order: marks that stand within others come first."""
