"""A page that shows a source with what was decided about each part of it, and why.

In: readings, as `newsconv.explain` gives them. Out: one HTML file that needs nothing else: no script, no picture, no
address that leads out of it, and every text escaped. Each part has a label in words beside its colour; its reason is
shown on hover, in print, and in a list by reason. The colours follow the reader's choice of light or dark.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from newsconv.document.characters import clean_line
from newsconv.losses import set_fields, value_text
from newsconv.report import describe
from newsconv.report_page_style import STYLE
from newsconv.report_parts import OUTCOMES, SKIPPED_ROLE, counted, describe_reason, other_events, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsconv.convert import Reading
    from newsconv.document import Document
    from newsconv.report import JudgedSegment

__all__ = ["LABELS", "report_page"]

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""Content Security Policy, Level 3: nothing would be loaded, should anything ever slip through."""
LABELS: Final = {
    "body": "story",
    "headline": "headline",
    "subheadline": "subheadline",
    "byline": "byline",
    "published": "date",
    "updated": "date of change",
    "caption": "caption",
    "credit": "credit",
    "related": "related story",
    "source_url": "address",
    "copyright_notice": "copyright notice",
    "boilerplate": "not the story",
    SKIPPED_ROLE: "no place for it",
}
"""What each role is called, in the order of the legend; a role that is not here is called by its name."""
CLASSES: Final = {
    "body": "story",
    "headline": "head",
    "subheadline": "head",
    "byline": "byline",
    "published": "date",
    "updated": "date",
    "caption": "figure",
    "credit": "figure",
    "related": "related",
    "boilerplate": "out",
    SKIPPED_ROLE: "out",
}
"""The class of each role, which has the colour; that of all others is `field`."""
TAGS: Final = {"ul": "list", "ol": "list", "figure": "figure", "table": "table", "blockquote": "quote"} | {
    f"h{level}": "heading" for level in range(1, 7)
}
"""What the element of a part is called; that of a paragraph is not."""


def report_page(readings: Iterable[Reading], *, name: str) -> str:
    """Give the page.

    Args:
        readings: those of one source, mostly one.
        name: what the source is called.
    """
    title = text(f"What newsconv read in {name}")
    stories = "\n".join(line for number, reading in enumerate(readings, start=1) for line in story(reading, number))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{STYLE}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{stories}
</main>
</body>
</html>
"""


def text(value: str) -> str:
    r"""Escape a text for HTML, on one line, without the characters that HTML forbids.

    >>> text('<b title="x">\x00 &')
    '&lt;b title=&quot;x&quot;&gt; &amp;'
    """
    return escape(clean_line(value), quote=True)


def story(reading: Reading, number: int) -> Iterator[str]:
    """Give the lines that show one story."""
    parts = parts_of(reading)
    headline = reading.document.metadata.headline or f"Story {number}"
    yield f'<section aria-labelledby="story-{number}">'
    yield f'<h2 id="story-{number}"{spoken(reading.document)}>{text(headline)}</h2>'
    yield from fields(reading)
    yield from legend(parts)
    yield f'<h3>The source, part by part</h3>\n<ol class="parts" role="list"{spoken(reading.document)}>'
    for place, part in enumerate(parts, start=1):
        yield shown(part, f"part-{number}-{place}")
    yield "</ol>"
    yield from reasons(parts, number)
    yield from others(reading)
    yield "</section>"


def spoken(document: Document) -> str:
    """Give the attributes that say how a text of the source is read aloud, and from which side it is written."""
    language = document.metadata.language
    return f' lang="{text(language)}" dir="auto"' if language else ' dir="auto"'


# ---------------------------------------------------------------- the story in short


def fields(reading: Reading) -> Iterator[str]:
    """Give the table of the fields that are set, and of how large the story is."""
    paragraphs = reading.document.paragraphs()
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    rows = {"read as": reading.format}
    rows |= {name.replace("_", " "): value_text(value) for name, value in set_fields(reading.document.metadata).items()}
    rows["text"] = f"{counted(len(paragraphs), 'paragraph')}, {counted(words, 'word')}"
    yield "<h3>What was found</h3>\n<table>\n<tbody>"
    for name, value in rows.items():
        yield f'<tr><th scope="row">{text(name)}</th><td dir="auto">{text(value)}</td></tr>'
    yield "</tbody>\n</table>"


def legend(parts: Sequence[JudgedSegment]) -> Iterator[str]:
    """Give what the colours mean, with how many parts and words have each."""
    counts: dict[str, tuple[int, int]] = {}
    for part in parts:
        count, words = counts.get(part.role, (0, 0))
        counts[part.role] = count + 1, words + len(part.text.split())
    order = {role: place for place, role in enumerate(LABELS)}
    yield '<h3>Legend</h3>\n<ul class="legend" role="list">'
    for role in sorted(counts, key=lambda role: (order.get(role, len(order)), role)):
        count, words = counts[role]
        size = f"{counted(count, 'part')}, {counted(words, 'word')}"
        yield f'<li class="{class_of(role)}"><b>{text(label_of(role))}</b> {size}</li>'
    yield "</ul>"


def label_of(role: str) -> str:
    """Give what a role is called.

    >>> label_of("published"), label_of("usage_terms")
    ('date', 'usage terms')
    """
    return LABELS.get(role, role.replace("_", " "))


def class_of(role: str) -> str:
    """Give the class of a role."""
    return CLASSES.get(role, "field")


# ---------------------------------------------------------------- parts and reasons


def shown(part: JudgedSegment, anchor: str) -> str:
    """Show one part: its label and place, its text, why."""
    why = text(describe_reason(part))
    told = [OUTCOMES[part.outcome], *filter(None, (TAGS.get(part.tag), str(part.origin)))]
    return (
        f'<li id="{anchor}" class="{class_of(part.role)} {part.outcome}" title="{why}">'
        f'<p class="label" lang="en" dir="ltr"><b>{text(label_of(part.role))}</b> {text(", ".join(told))}</p>'
        f'<p class="text" dir="auto">{text(part.text) or "<i>(no text)</i>"}</p>'
        f'<p class="why" lang="en" dir="ltr">{why}</p></li>'
    )


def reasons(parts: Sequence[JudgedSegment], number: int) -> Iterator[str]:
    """Give each reason once, with links to the parts that it decided about."""
    groups: dict[tuple[str, str, str, str], list[int]] = {}
    for place, part in enumerate(parts, start=1):
        groups.setdefault((part.role, part.outcome, part.rule, part.reason), []).append(place)
    yield "<h3>By reason</h3>\n<table>\n<thead><tr>"
    yield from (
        f'<th scope="col">{heading}</th>' for heading in ("role", "what became of it", "reason", "rule", "parts")
    )
    yield "</tr></thead>\n<tbody>"
    for (role, outcome, rule, reason), places in groups.items():
        links = " ".join(f'<a href="#part-{number}-{place}">{place}</a>' for place in places)
        yield (
            f'<tr class="{class_of(role)}"><th scope="row">{text(label_of(role))}</th><td>{OUTCOMES[outcome]}</td>'
            f"<td>{text(reason)}</td><td>{text(rule)}</td><td>{links}</td></tr>"
        )
    yield "</tbody>\n</table>"


def others(reading: Reading) -> Iterator[str]:
    """Give what else happened, about no part of the source."""
    events = other_events(reading)
    if events:
        yield '<h3>What else happened</h3>\n<ul role="list">'
        yield from (
            f'<li class="{event.severity}"><b>{event.severity}</b> {text(describe(event))}</li>' for event in events
        )
        yield "</ul>"
