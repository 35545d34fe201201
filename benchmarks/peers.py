"""The programs that newsconv is measured beside, each as a function from text to text.

Each is asked to do its job in its own default way, but for one thing: those that wrap lines are told not to, as
newsconv doesn't. One that is not installed (extra `bench`) is missing from the answer of `converters`.

pandoc is another process each time; `pandoc_startup` does the same for an empty source, so that its start can be
told apart from its work.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import subprocess
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["DISTRIBUTIONS", "PEERS", "Convert", "converters", "pandoc_startup", "pandoc_version", "render_commonmark"]

Convert: TypeAlias = "Callable[[str], str]"

DISTRIBUTIONS: Final = (
    "html-to-markdown",
    "html2text",
    "markdown-it-py",
    "markdownify",
    "mdformat",
    "mistune",
    "pypandoc-binary",
)
"""Packages of the extra `bench` that are used here."""
PEERS: Final = {
    ("html", "markdown"): ("markdownify", "html2text", "html-to-markdown", "pandoc"),
    ("markdown", "html"): ("markdown-it-py", "mistune", "pandoc"),
    ("markdown", "markdown"): ("mdformat", "pandoc"),
}
"""Peers by what they convert."""
PANDOC_LIMIT_S: Final = 60
"""Seconds after which a run of pandoc is given up."""


def converters(source: str, target: str) -> dict[str, Convert]:
    """Give the installed peers that convert one format into another, by name."""
    found = {name: find_converter(name, source, target) for name in PEERS.get((source, target), ())}
    return {name: convert for name, convert in found.items() if convert is not None}


def find_converter(name: str, source: str, target: str) -> Convert | None:
    """Give a peer's function, or nothing where it is not installed."""
    module = {"html-to-markdown": "html_to_markdown", "markdown-it-py": "markdown_it", "pandoc": "pypandoc"}.get(
        name, name
    )
    if importlib.util.find_spec(module) is None:
        return None
    match name:
        case "markdownify":
            return partial(use_markdownify)
        case "html2text":
            return partial(use_html2text)
        case "html-to-markdown":
            return partial(use_html_to_markdown)
        case "markdown-it-py":
            return gfm_renderer()
        case "mistune":
            import mistune

            return mistune.create_markdown(escape=False, plugins=["strikethrough", "table"])  # type: ignore[return-value]
        case "mdformat":
            return partial(use_mdformat)
        case _:
            return partial(use_pandoc, source=PANDOC_NAMES[source], target=PANDOC_NAMES[target])


# ---------------------------------------------------------------- libraries


def use_markdownify(text: str) -> str:
    """Convert HTML to Markdown with markdownify."""
    import markdownify

    return str(markdownify.markdownify(text, heading_style="ATX"))


def use_html2text(text: str) -> str:
    """Convert HTML to Markdown with html2text, unwrapped."""
    import html2text

    converter = html2text.HTML2Text(bodywidth=0)
    return str(converter.handle(text))


def use_html_to_markdown(text: str) -> str:
    """Convert HTML to Markdown with html-to-markdown (Rust)."""
    import html_to_markdown

    result: Any = html_to_markdown.convert(text)
    return str(getattr(result, "content", result) or "")


def use_mdformat(text: str) -> str:
    """Format Markdown with mdformat."""
    import mdformat

    return mdformat.text(text)


@cache
def gfm_renderer() -> Convert:
    """Give markdown-it-py with tables and strikethrough, as newsconv reads them."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render


@cache
def render_commonmark() -> Convert:
    """Give markdown-it-py's renderer of plain CommonMark, the judge of fidelity."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").render


# ---------------------------------------------------------------- pandoc

PANDOC_NAMES: Final = {"html": "html", "markdown": "commonmark_x-smart"}
"""CommonMark with pandoc's extensions (tables, strikethrough) is nearest to what newsconv reads and writes; without
`smart`, which changes quotation marks."""


@cache
def pandoc_path() -> str:
    """Find the program that pypandoc-binary brings along."""
    import pypandoc  # type: ignore[import-untyped]

    return str(pypandoc.get_pandoc_path())


def pandoc_version() -> str:
    """Give pandoc's version, or `not installed`."""
    if importlib.util.find_spec("pypandoc") is None:
        return "not installed"
    import pypandoc

    return str(pypandoc.get_pandoc_version())


def use_pandoc(text: str, *, source: str, target: str) -> str:
    """Convert with a process of pandoc."""
    done = subprocess.run(
        [pandoc_path(), "--from", source, "--to", target, "--wrap=preserve"],
        input=text.encode(),
        capture_output=True,
        check=True,
        timeout=PANDOC_LIMIT_S,
    )
    return done.stdout.decode()


def pandoc_startup(source: str, target: str) -> str:
    """Run pandoc on nothing: what remains is its start."""
    return use_pandoc("", source=PANDOC_NAMES[source], target=PANDOC_NAMES[target])
