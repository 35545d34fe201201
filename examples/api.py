"""A tour of newsconv in Python: read, look, explain, write.

In go the stories beside this file, out come lines on standard output; nothing is written to disk.
Run it with `python examples/api.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import newsconv
from newsconv.document import Heading, Link, walk

EXAMPLES: Final = Path(__file__).resolve().parent
"""The folder with the stories."""


def show(*lines: object) -> None:
    """Print each line."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


def look_at_a_story() -> None:
    """Read a page, and show its fields, its paragraphs and its nodes."""
    story = newsconv.load(EXAMPLES / "library.html", base_url="https://ledger.example/")
    show(story.metadata.headline, story.metadata.published, *(author.name for author in story.metadata.authors))
    show(*story.paragraphs()[:2])
    nodes = list(walk(story.body))
    show(f"{sum(isinstance(node, Heading) for node in nodes)} heading")
    show(*(node.url for node in nodes if isinstance(node, Link)))


def ask_why() -> None:
    """Read Markdown that a scraper made, and show what was not taken for the story."""
    seen = newsconv.explain((EXAMPLES / "ferry.md").read_bytes(), "markdown")
    show(f"{len(seen.report)} events, {len(seen.document.paragraphs())} paragraphs")
    show(*(f"{event.origin}: {event.wording}" for event in list(seen.report)[:3]))


def change_the_format() -> None:
    """Write a NewsML-G2 item as Markdown, and show what the public must not see."""
    report = newsconv.Report()
    text = newsconv.convert((EXAMPLES / "budget.xml").read_bytes(), "markdown", report=report)
    show(*text.splitlines()[:3])
    show(report)


def go_and_come_back() -> None:
    """Write a story in each lossless format, and show that nothing is lost."""
    story = newsconv.load(EXAMPLES / "budget.xml")
    for record in newsconv.formats():
        if record.lossless:
            again = newsconv.loads(newsconv.dumps(story, record.name, private=True), record.name)
            show(f"{record.name}: {'the same' if again == story else 'something changed'}")


def fail_well() -> None:
    """Read something that is no story, and show the error."""
    try:
        newsconv.loads("{", "json")
    except newsconv.NewsconvError as error:
        show(f"{type(error).__name__}, exit code {error.exit_code}: {error}")


if __name__ == "__main__":
    look_at_a_story()
    ask_why()
    change_the_format()
    go_and_come_back()
    fail_well()
