"""The blocks of code in the documentation, and how they are run.

In go Markdown pages of the project, out come their fenced blocks; `CONTRIBUTING.md` says how each kind is run.
`python tests/docs_blocks.py` runs every `console` block and writes the output that it has now into the page:
look at the difference before you commit it.
"""

from __future__ import annotations

import contextlib
import doctest
import os
import shlex
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec
from click.testing import CliRunner

from newsconv.cli.group import cli

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["PAGES", "ROOT", "Block", "commands", "iter_blocks", "matches", "run_command", "run_python", "workplace"]

ROOT: Final = Path(__file__).resolve().parents[1]
"""The checkout."""
TOP_PAGES: Final = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
PAGES: Final = tuple(name for name in TOP_PAGES if (ROOT / name).is_file()) + tuple(
    sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))
)
"""Every page, by its path in the checkout."""
FENCE: Final = "```"
PROMPT: Final = "$ "
ELLIPSES: Final = ("…", "[...]")
"""Lines of shown output that stand for one or more lines."""


class Block(msgspec.Struct, frozen=True):
    """One fenced block of a page."""

    page: str
    """Path of the page in the checkout."""
    language: str
    """The word after the fence, such as `python`."""
    line: int
    """Of its first line of text, counted from 1."""
    lines: tuple[str, ...]
    """Without line ends."""

    @property
    def text(self) -> str:
        """All lines, each with its end."""
        return "".join(f"{line}\n" for line in self.lines)


class Command(NamedTuple):
    """A command of a console block, with the output shown."""

    words: str
    shown: tuple[str, ...]


def iter_blocks(page: str) -> Iterator[Block]:
    """Give the fenced blocks of a page, those at the start of a line."""
    opened: int | None = None
    lines = (ROOT / page).read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.startswith(FENCE):
            continue
        if opened is None:
            opened = number
            continue
        language = lines[opened - 1].removeprefix(FENCE).strip()
        yield Block(page, language, opened + 1, tuple(lines[opened : number - 1]))
        opened = None


@contextlib.contextmanager
def workplace(page: str) -> Iterator[Path]:
    """Make a copy of the examples, and work in it for a while.

    Gives:
        The folder that the commands of a page run in: `examples/` for pages below `docs/`, above it for all others.
    """
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        examples = Path(name) / "examples"
        shutil.copytree(ROOT / "examples", examples, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        folder = examples if page.startswith("docs/") else examples.parent
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(before)


# ---------------------------------------------------------------- console


def commands(block: Block) -> list[Command]:
    """Part a console block into its commands and what each shows."""
    starts = [index for index, line in enumerate(block.lines) if line.startswith(PROMPT)]
    ends = [*starts[1:], len(block.lines)]
    return [
        Command(block.lines[start].removeprefix(PROMPT), block.lines[start + 1 : end])
        for start, end in zip(starts, ends, strict=True)
    ]


def run_command(words: str) -> list[str]:
    """Run `newsconv …` or `cat FILE`, and give the lines of both its outputs as a terminal shows them.

    Raises:
        ValueError: it is another command.
    """
    program, *arguments = shlex.split(words)
    if program == "cat" and len(arguments) == 1:
        return shown_lines(Path(arguments[0]).read_text(encoding="utf-8"))
    if program != "newsconv":
        message = f"only `newsconv` and `cat FILE` are run in the documentation, not {words!r}"
        raise ValueError(message)
    result = CliRunner().invoke(cli, arguments, prog_name="newsconv")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return shown_lines(result.output)


def shown_lines(output: str) -> list[str]:
    """Give the lines of an output, without the end of the last one."""
    return output.removesuffix("\n").split("\n") if output else []


def matches(shown: Sequence[str], actual: Sequence[str]) -> bool:
    """Tell whether an output is what was shown, where a line that is an ellipsis stands for one or more lines.

    >>> matches(["a", "…", "d"], ["a", "b", "c", "d"]), matches(["a"], ["a", "b"])
    (True, False)
    """
    parts: list[list[str]] = [[]]
    for line in shown:
        if line in ELLIPSES:
            parts.append([])
        else:
            parts[-1].append(line)
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        return first == list(actual)
    position = len(first)
    end = len(actual) - len(last)
    if position >= end or list(actual[:position]) != first or list(actual[end:]) != last:
        return False
    for part in parts[1:-1]:
        starts = range(position + 1, end - len(part))
        found = next((start for start in starts if list(actual[start : start + len(part)]) == part), None)
        if found is None:
            return False
        position = found + len(part)
    return True


# ---------------------------------------------------------------- python


def run_python(blocks: Sequence[Block]) -> list[str]:
    """Run the `python` blocks of a page one after the other, in one namespace.

    A block with prompts (`>>>`) is a doctest; one without is a script.

    Returns:
        What is not as shown, in doctest's words; nothing where all is.
    """
    namespace: dict[str, Any] = {"__name__": "__docs__"}
    faults: list[str] = []
    for block in blocks:
        if ">>>" in block.text:
            test = doctest.DocTestParser().get_doctest(block.text, namespace, block.page, block.page, block.line - 1)
            runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
            runner.run(test, out=faults.append, clear_globs=False)
            namespace = test.globs
        else:
            exec(compile("\n" * (block.line - 1) + block.text, block.page, "exec"), namespace)  # noqa: S102 - our pages
    return faults


# ---------------------------------------------------------------- writing outputs anew


def renew(page: str) -> bool:
    """Write the outputs that the commands of a page have now into it; tell whether any changed."""
    path = ROOT / page
    lines = path.read_text(encoding="utf-8").split("\n")
    changed = False
    with workplace(page):
        for block in reversed([block for block in iter_blocks(page) if block.language == "console"]):
            new: list[str] = []
            for command in commands(block):
                actual = run_command(command.words)
                new += [PROMPT + command.words, *(command.shown if matches(command.shown, actual) else actual)]
            changed |= new != list(block.lines)
            lines[block.line - 1 : block.line - 1 + len(block.lines)] = new
    if changed:
        path.write_text("\n".join(lines), encoding="utf-8")
    return changed


if __name__ == "__main__":
    for name in sys.argv[1:] or PAGES:
        if renew(name):
            sys.stdout.write(f"changed {name}\n")
