"""Items of the news standards that are odd but possible, made by hand: nothing of them is lost, and all laws hold.

Each file of `odd` is an item that puts in one place what feeds have in many: several languages and bodies, packages,
withdrawn items, dates of all kinds, private parts, tables with spans, associations in associations, files that lie
about their encoding.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import newsconv
from accounts import unaccounted
from newsconv.document import Extra
from newsconv.formats import Source, detect_format
from newsconv.report import Skipped
from newsconv.testing import check_lossless, check_projection, check_stable_chain, check_stable_output, check_total
from newsconv.validate import judge, load_schemas

if TYPE_CHECKING:
    from newsconv.document import Document
    from newsconv.validate import Schema, Violation

FOLDER: Final = Path(__file__).parent / "odd"
FILES: Final = tuple(path.name for path in sorted(FOLDER.iterdir()))
LOSSLESS: Final = ("json", "newsml", "html", "markdown")
PROJECTING: Final = ("nitf", "ninjs", "text")
SCHEMAS: Final = {
    "newsml": ("NewsML-G2_2.35-spec-All-Power.xsd", "nitf-3-6.xsd"),
    "nitf": ("nitf-3-6.xsd",),
    "ninjs": ("ninjs-schema_3.1.json",),
}
"""Schemas by which what is written is judged."""


LEAST_WORDS: Final = 6
"""Characters of the shortest line of a note that is looked for; a shorter one may stand in any text."""


def data_of(name: str) -> bytes:
    """Read a file."""
    return (FOLDER / name).read_bytes()


def stories_of(name: str) -> list[Document]:
    """Read the stories of a file."""
    data = data_of(name)
    return list(newsconv.load_all(io.BytesIO(data), detect_format(data).name))


@pytest.mark.parametrize("name", FILES)
def test_every_value_is_accounted_for(name: str) -> None:
    """Each text and attribute of an odd item is in its documents, or in the report."""
    assert unaccounted(data_of(name)) == []


@pytest.mark.parametrize("name", FILES)
def test_odd_items_give_normal_documents(name: str) -> None:
    """What is read is normal, and the same each time."""
    data = data_of(name)
    check_total(data, detect_format(data).name)
    assert stories_of(name)


@pytest.mark.parametrize("name", FILES)
def test_odd_items_survive_every_format(name: str) -> None:
    """Lossless formats give the same document again, the others one that no longer changes; the bytes stay."""
    for story in stories_of(name):
        for other in LOSSLESS:
            check_lossless(story, other)
            check_stable_output(story, other)
        for other in PROJECTING:
            check_projection(story, other)
            check_stable_output(story, other)
        check_stable_chain(story, ["html", "newsml", "json", "markdown"])


@pytest.mark.parametrize("name", FILES)
def test_private_parts_stay_private(name: str) -> None:
    """The words of notes to editors are in no extra field, and in nothing that is made for the public."""
    for story in stories_of(name):
        public = [newsconv.dumps(story, other) for other in ("html", "markdown", "text")]
        public += [
            text for extra in story.metadata.extra for text in (extra.name.replace("%20", " "), values_of(extra))
        ]
        for words in filter(None, story.metadata.editorial_note.split("\n")):
            assert not [text for text in public if words in text and len(words) >= LEAST_WORDS]


def values_of(extra: Extra) -> str:
    """Give what an extra field says, as one text."""
    return extra.value if isinstance(extra.value, str) else "\n".join(extra.value)


@pytest.mark.parametrize("standard", sorted(SCHEMAS))
def test_odd_items_become_valid(shared: Path, standard: str) -> None:
    """What is written in a standard is valid by its schema."""
    schemas = load_schemas([shared / "schemas" / schema for schema in SCHEMAS[standard]])
    faults = {
        name: [str(violation) for story in stories_of(name) for violation in judged(story, standard, schemas)]
        for name in FILES
    }
    assert {name: found for name, found in faults.items() if found} == {}


def judged(story: Document, standard: str, schemas: list[Schema]) -> list[Violation]:
    """Judge what is written of a story."""
    return judge(Source(newsconv.dumps(story, standard, private=True)), schemas)


# ---------------------------------------------------------------- what was wrong

ITEM: Final = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" xml:lang="en">{}</newsItem>'


def skipped(report: newsconv.Report) -> list[str]:
    """Give the texts that were reported as not read."""
    return [event.text for event in report if isinstance(event, Skipped)]


def test_reference_without_a_target() -> None:
    """Regression: an `itemRef` that leads nowhere was a ValueError; it is a related item by its title."""
    groups = '<groupSet root="a"><group id="a"><itemRef title="Nowhere"/><conceptRef/></group></groupSet>'
    story = newsconv.loads(f'<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/">{groups}</packageItem>')
    assert [item.title for item in story.metadata.related] == ["Nowhere"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (ITEM.format("<contentMeta><urgency>12</urgency></contentMeta>"), "newsml:urgency"),
        ('<nitf><head><docdata><urgency ed-urg="12"/></docdata></head></nitf>', "nitf:urgency.ed-urg"),
        (
            '<NewsML><NewsItem><NewsManagement><Urgency FormalName="12"/></NewsManagement></NewsItem></NewsML>',
            "newsml:Urgency",
        ),
        ('{"uri": "a", "type": "text", "headlines": [], "urgency": 12}', "ninjs:urgency"),
    ],
)
def test_urgency_off_the_scale(source: str, name: str) -> None:
    """Regression: an urgency above 9 was lost without a word; it is an extra field."""
    found = newsconv.loads(source).metadata
    assert (found.urgency, Extra(name, "12") in found.extra) == (None, True)


def test_version_off_the_scale() -> None:
    """Regression: version 0 of an item was lost without a word; it is reported."""
    report = newsconv.Report()
    assert newsconv.loads(ITEM.format("").replace(" xml:", ' version="0" xml:'), report=report).metadata.version is None
    assert skipped(report) == ["0"]


def test_page_as_data() -> None:
    """Regression: the title and the head of a page that stands as text were lost without a word."""
    report = newsconv.Report()
    page = '<html><head><title>T</title><meta name="author" content="Jane"></head><body><p>A</p></body></html>'
    body = f"<contentSet><inlineData contenttype='text/html'><![CDATA[{page}]]></inlineData></contentSet>"
    story = newsconv.loads(ITEM.format(body), report=report)
    assert (story.metadata.headline, story.paragraphs(), skipped(report)) == ("T", ["A"], ["Jane"])


def test_marks_without_a_place() -> None:
    """Regression: languages, sources of quotations and meanings of abbreviations in a body were lost without a word."""
    report = newsconv.Report()
    body = (
        '<p xml:lang="de">Rat <abbr title="Europe">EU</abbr> <a href="http://x.y/" title="Tip">l</a></p>'
        '<p lang="en-GB">Said</p><blockquote cite="http://x.y/q"><p>So</p></blockquote>'
    )
    newsconv.loads(ITEM.format(f"<contentSet><inlineXML><body>{body}</body></inlineXML></contentSet>"), report=report)
    assert skipped(report) == ["de", "Europe", "http://x.y/q"]
    story = newsconv.loads(f'<nitf xml:lang="en"><body><body.content>{body}</body.content></body></nitf>')
    assert Extra("nitf:p.lang", "de") in story.metadata.extra


def test_roles_of_hidden_notes() -> None:
    """Regression: the role of a note deeper than the metadata, and links in parts that are private, were lost."""
    report = newsconv.Report()
    parts = (
        '<planning><edNote role="r:deep">Call</edNote></planning><contentSet><inlineXML><body><p>A</p>'
        '<section class="nonpublic"><a href="http://x.y/desk">Desk</a></section></body></inlineXML></contentSet>'
    )
    story = newsconv.loads(ITEM.format(parts), report=report)
    assert story.metadata.editorial_note == "Call\n\nDesk"
    assert skipped(report) == ["r:deep", "http://x.y/desk"]
