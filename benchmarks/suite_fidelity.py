"""How much of the CommonMark specification's examples survives being written again.

Judge is markdown-it-py's plain CommonMark renderer: it renders the example and what a converter made of it, and both
must give the same HTML, white space between blocks and the spelling of attributes aside. Two ways are measured:
Markdown → Markdown, and HTML (the judge's) → Markdown. `stable` is the share whose second pass changes no byte.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import material
import newsconv
import peers
from rows import Row, Settings, Suite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peers import Convert

__all__ = ["SUITE"]

RE_EXAMPLE: Final = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)
RE_FRONT_MATTER: Final = re.compile(r"\A---\ngenerator: newsconv\n---\n")
RE_SPACE: Final = re.compile(r"\s+")
WORKERS: Final = 2
"""Threads, for converters that are other processes."""
WITHIN_LINES: Final = frozenset("a b code del em i img s span strong sub sup".split())


def run(settings: Settings) -> Iterator[Row]:
    """Give one table for each way."""
    specification = material.specification(settings)
    examples = [match[1].replace("→", "\t") for match in RE_EXAMPLE.finditer(specification)]
    chosen = examples[:: settings.choose(quick=8, full=1)]
    ways = {
        "markdown": f"Markdown → Markdown, {len(chosen)} examples",
        "html": f"HTML → Markdown, {len(chosen)} examples",
    }
    for source, table in ways.items():
        if not chosen:
            yield Row(table, "all", note="skipped: needs ../shared/commonmark/spec.txt")
            continue
        ours: dict[str, Convert] = {"newsconv": partial(newsconv.convert, to="markdown", format=source, noise="keep")}
        others = peers.converters(source, "markdown")
        for name, convert in {**ours, **others}.items():
            yield score(table, name, convert, chosen, source)
        for name in peers.PEERS[source, "markdown"]:
            if name not in others:
                yield Row(table, name, note="not installed (extra `bench`)")


def score(table: str, name: str, convert: Convert, examples: list[str], source: str) -> Row:
    """Count the examples that one converter keeps."""
    with ThreadPoolExecutor(WORKERS if name == "pandoc" else 1) as pool:
        outcomes = list(pool.map(lambda example: outcome(convert, example, source), examples))
    errors = sum(kept is None for kept, _ in outcomes)
    return Row(
        table,
        name,
        {
            "renders the same, %": 100 * sum(bool(kept) for kept, _ in outcomes) / len(examples),
            "stable, %": 100 * sum(stable for _, stable in outcomes) / len(examples),
            "refused": errors,
        },
    )


def outcome(convert: Convert, example: str, source: str) -> tuple[bool | None, bool]:
    """Tell whether an example renders the same after a converter, and whether a second pass changes nothing.

    The first is none where the converter refuses the example.
    """
    html = rendered(example)
    try:
        once = convert(html if source == "html" else example)
        twice = convert(rendered(once) if source == "html" else once)
    except Exception:  # noqa: BLE001 - whatever a converter raises, it did not convert
        return None, False
    return folded(rendered(once)) == folded(html), twice == once


def rendered(markdown: str) -> str:
    """Render Markdown as the judge does, without front matter, in which newsconv signs: it is no part of CommonMark."""
    return peers.render_commonmark()(RE_FRONT_MATTER.sub("", markdown))


def folded(html: str) -> list[str]:
    """Give the tags and words of a fragment, white space folded outside of code and dropped at the edges of blocks."""
    from lxml import etree

    tree = etree.HTML(f"<html><body><nav>{html}</nav></body></html>", etree.HTMLParser(remove_comments=True))
    parts: list[str] = []
    add_parts(tree, parts, literal=False)
    return [part for part in joined(parts) if part]


def add_parts(element: Any, parts: list[str], *, literal: bool) -> None:
    """Add the tags and texts of an element; a block's tags begin with a NUL, which no text holds."""
    if not isinstance(element.tag, str):
        return
    attributes = "".join(f" {name}={value}" for name, value in sorted(element.attrib.items()))
    mark = "" if element.tag in WITHIN_LINES else "\0"
    inner_literal = literal or element.tag in {"code", "pre"}
    parts += [f"{mark}<{element.tag}{attributes}>", spaced(element.text, literal=inner_literal)]
    for child in element:
        add_parts(child, parts, literal=inner_literal)
        parts.append(spaced(child.tail, literal=inner_literal))
    parts.append(f"{mark}</{element.tag}>")


def spaced(text: str | None, *, literal: bool) -> str:
    """Fold the white space of a text that is not code."""
    return (text or "") if literal else RE_SPACE.sub(" ", text or "")


def joined(parts: list[str]) -> list[str]:
    """Join the parts between blocks, trimming white space there."""
    text = "\1".join(parts)
    return re.sub(r"[ \1]*\0", "\0", re.sub(r"(\0<[^\0\1]*>)[ \1]+", r"\1\1", text)).replace("\1", "").split("\0")


SUITE: Final = Suite("fidelity", "How many CommonMark examples render the same after being written again?", run)
