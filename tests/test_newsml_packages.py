"""Packages of NewsML-G2: read as documents without a text, and written as packages again where that says the same."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import msgspec
import pytest
from lxml import etree

import newsconv
from newsconv.document import Document, Extra, Metadata, RelatedItem
from newsconv.report import Derived

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE: Final = Metadata(
    headline="The day",
    guid="p",
    related=(
        RelatedItem("A link", "http://example.com/"),
        RelatedItem("One", "urn:x:1", "g:main"),
        RelatedItem("", "http://example.com/2", "seeAlso"),
        RelatedItem("Three", "3", "g:side"),
    ),
    extra=(
        Extra("newsml:group id=G1 role=g:main", ("urn:x:1", "G2", "http://example.com/2")),
        Extra("newsml:itemRef/@version of=urn:x:1", "2"),
        Extra("newsml:itemRef/@contenttype of=urn:x:1", "text/plain; charset=utf-8"),
        Extra("newsml:itemRef/itemClass of=urn:x:1", "ninat:text"),
        Extra("newsml:itemRef/description role=drol:summary of=urn:x:1", "It rained."),
        Extra("newsml:group id=G2 role=g:side mode=pgrmod:seq", "3"),
        Extra("newsml:itemRef/provider of=3", ("nprov:tarn", "Tarn Wire")),
    ),
)
"""What a package of two groups and three references is read as, with a link of its own."""


def package_with(**changes: Any) -> Document:
    """Make a package that differs in some fields."""
    return newsconv.document.normalize(Document(msgspec.structs.replace(PACKAGE, **changes)))


def test_package_is_a_package_again() -> None:
    """Groups, references and what is known of these are written as the elements that they were."""
    item = newsconv.dumps(package_with(), "newsml")
    assert item.count("<packageItem ") == item.count("</packageItem>") == 1
    assert "property:extra" not in item
    assert '<itemClass qcode="ninat:composite"/>' in item
    assert (
        '<groupSet root="G1"><group id="G1" role="g:main"><itemRef residref="urn:x:1" version="2"'
        ' contenttype="text/plain; charset=utf-8"><headline>One</headline><itemClass qcode="ninat:text"/>'
        '<description role="drol:summary">It rained.</description></itemRef><groupRef idref="G2"/>'
        '<itemRef rel="irel:seeAlso" href="http://example.com/2"/></group>'
    ) in item
    assert item.count("<link ") == 1
    assert "<contentSet" not in item


CHANGED_PACKAGES: Final = {
    "as it is": {},
    "of a class": {"extra": (Extra("newsml:itemClass", "x:package"), *PACKAGE.extra)},
    "of the class of texts": {"extra": (Extra("newsml:itemClass", "ninat:text"), *PACKAGE.extra)},
    "with another extra field in between": {"extra": (*PACKAGE.extra[:2], Extra("a", "b"), *PACKAGE.extra[2:])},
    "in another order": {"extra": (*PACKAGE.extra[4:0:-1], PACKAGE.extra[0], *PACKAGE.extra[:4:-1])},
    "with a child twice": {"extra": (*PACKAGE.extra, PACKAGE.extra[3])},
    "with an attribute twice": {"extra": (*PACKAGE.extra, PACKAGE.extra[1])},
    "with a headline twice": {"extra": (*PACKAGE.extra, Extra("newsml:itemRef/headline of=urn:x:1", "Two"))},
    "with an unknown child": {"extra": (*PACKAGE.extra, Extra("newsml:itemRef/x of=urn:x:1", "y"))},
    "with a group without a name": {"extra": (Extra("newsml:group", "3"),)},
    "with only groups without a name": {
        "related": (RelatedItem("One", "1"), RelatedItem("Two", "2")),
        "extra": (Extra("newsml:group mode=pgrmod:seq", "1"), Extra("newsml:group", "2")),
    },
    "with a group that has the name of a made-up one": {
        "related": (RelatedItem("One", "1"), RelatedItem("Two", "2")),
        "extra": (Extra("newsml:group", ("1", "root")), Extra("newsml:group id=root lang=de", "2")),
    },
    "with concepts": {
        "related": (
            RelatedItem("Rain", "medtop:1", "g:about"),
            RelatedItem("", "http://example.com/c", "g:about"),
            RelatedItem("A story", "urn:x:1", "g:about"),
            RelatedItem("Snow", "word", "g:about"),
        ),
        "extra": (
            Extra("newsml:group id=G1 role=g:about", ("medtop:1", "http://example.com/c", "urn:x:1", "word")),
            Extra("newsml:conceptRef/@type of=medtop:1", "cpnat:abstract"),
            Extra("newsml:conceptRef/@qcode of=medtop:1", "medtop:1"),
            Extra("newsml:conceptRef/name/@lang of=medtop:1", "en"),
            Extra("newsml:conceptRef/name lang=de of=medtop:1", "Regen"),
            Extra("newsml:conceptRef/@uri of=http://example.com/c", "http://example.com/c"),
            Extra("newsml:itemRef/@version of=urn:x:1", "2"),
            Extra("newsml:conceptRef/@literal of=word", "word"),
            Extra("newsml:conceptRef/definition of=word", "It is cold."),
        ),
    },
    "with the same reference in two groups": {
        "related": (RelatedItem("", "1"), RelatedItem("", "1")),
        "extra": (
            Extra("newsml:group id=A", ("1", "B")),
            Extra("newsml:itemRef/@version of=1", "2"),
            Extra("newsml:group id=B", "1"),
            Extra("newsml:itemRef/@version of=1", "3"),
        ),
    },
    "with titles and names": {
        "related": (
            RelatedItem("One", "1", "http://example.com/role"),
            RelatedItem("", "2", "http://example.com/role"),
        ),
        "extra": (
            Extra("newsml:group roleuri=http://example.com/role", ("1", "2")),
            Extra("newsml:group/title lang=de", "Der Tag"),
            Extra("newsml:group/signal", ("sig:a", "A")),
            Extra("newsml:group/signal/name lang=de of=sig:a", "Ah"),
            Extra("newsml:group/headline", "None"),
            Extra("newsml:itemRef/@residref of=1", "3"),
            Extra("newsml:itemRef/@title of=1", "Eins"),
            Extra("newsml:itemRef/headline/@lang of=1", "de"),
            Extra("newsml:itemRef/service of=1", "s:1"),
            Extra("newsml:itemRef/service/name lang=de of=s:1", "Dienst"),
            Extra("newsml:itemRef/headline/@lang of=2", "de"),
            Extra("newsml:itemRef/provider/name of=nobody", "x"),
        ),
    },
    "with an address that was escaped": {
        "related": (RelatedItem("One", "http://example.com/a%20b", ""),),
        "extra": (Extra("newsml:group id=A", "http://example.com/a b"),),
    },
    "with an odd version": {"extra": (*PACKAGE.extra, Extra("newsml:itemRef/@version of=3", "first"))},
}
"""Packages that are written as such, whatever else they say."""
NO_PACKAGES: Final = {
    "without references": {"related": ()},
    "with fewer references": {"related": PACKAGE.related[:-1]},
    "with more references": {"related": (*PACKAGE.related, RelatedItem("Four", "4"))},
    "with another relation": {"related": (*PACKAGE.related[:3], RelatedItem("Three", "3"))},
    "with the groups in another order": {"extra": (PACKAGE.extra[5], *PACKAGE.extra[:5])},
    "with two groups of one name": {"extra": (Extra("newsml:group id=G2", "urn:x:1"), *PACKAGE.extra)},
    "with a group that is none": {"extra": (Extra("newsml:group id=1 role=a", "3"), *PACKAGE.extra)},
    "with an odd attribute": {"extra": (Extra("newsml:group id=G1 type=a:b", "3"), *PACKAGE.extra[5:])},
    "with a concept that has no code": {"extra": (*PACKAGE.extra, Extra("newsml:conceptRef/@qcode of=3", "3"))},
    "with a concept of another role": {
        "related": (RelatedItem("Rain", "a:1", "b"),),
        "extra": (Extra("newsml:group id=G1 role=g:main", "a:1"), Extra("newsml:conceptRef/@qcode of=a:1", "a:1")),
    },
}
"""Documents with groups that a group set can't say, or not all of it."""


@pytest.mark.parametrize("changes", CHANGED_PACKAGES.values(), ids=CHANGED_PACKAGES)
def test_package_survives(shared: Path, changes: dict[str, Any]) -> None:
    """A package is written valid and reads back the same, with whatever extra fields it has."""
    check_package(shared, package_with(**changes), is_package=True)


@pytest.mark.parametrize("changes", NO_PACKAGES.values(), ids=NO_PACKAGES)
def test_groups_that_do_not_fit_make_no_package(shared: Path, changes: dict[str, Any]) -> None:
    """Where a group set would not say the same, the document is an item with links, and reads back the same."""
    check_package(shared, package_with(**changes), is_package=False)


def test_text_with_groups_is_no_package(shared: Path) -> None:
    """A document with a text is an item, whatever its extra fields."""
    story = Document(package_with().metadata, newsconv.loads("It rained.", "markdown").body)
    check_package(shared, story, is_package=False)


def check_package(shared: Path, document: Document, *, is_package: bool) -> None:
    """Check that a document is written as a package or not, valid, and reads back the same, in a message too."""
    schema = etree.XMLSchema(etree.parse(shared / "schemas" / "NewsML-G2_2.35-spec-All-Power.xsd"))
    item = newsconv.dumps(document, "newsml")
    assert ("<packageItem " in item) is is_package
    schema.assertValid(etree.fromstring(item.encode()))
    assert newsconv.loads(item, "newsml") == document
    message = newsconv.dumps_all([document, document], "newsml")
    assert [*newsconv.load_all(io.BytesIO(message.encode()), "newsml")] == [document, document]


SOURCE: Final = (
    '<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="p" xml:lang="en"><groupSet root="a">'
    '<group role="g:side"><itemRef residref="urn:x:1"><headline xml:lang="de">Eins</headline><headline role="h:x">One'
    "</headline></itemRef><title>Beside</title></group>"
    '<group id="a" role="g:about"><conceptRef qcode="medtop:1"><name xml:lang="de">Regen</name><name>Rain</name>'
    '</conceptRef><groupRef idref="b"/></group><group id="b" mode="m:none"/></groupSet></packageItem>'
)


def test_concepts_and_groups_without_a_name_are_written_again(shared: Path) -> None:
    """References to concepts stay such; a group without an identifier keeps its role, order and title."""
    story = newsconv.loads(SOURCE, "newsml")
    assert story.metadata.related == (
        RelatedItem("Rain", "medtop:1", "g:about"),
        RelatedItem("One", "urn:x:1", "g:side"),
    )
    assert story.metadata.extra == (
        Extra("newsml:group id=a role=g:about", ("medtop:1", "b")),
        Extra("newsml:conceptRef/@qcode of=medtop:1", "medtop:1"),
        Extra("newsml:conceptRef/name lang=de of=medtop:1", "Regen"),
        Extra("newsml:group/@mode of=b", "m:none"),
        Extra("newsml:group role=g:side", "urn:x:1"),
        Extra("newsml:itemRef/headline lang=de of=urn:x:1", "Eins"),
        Extra("newsml:itemRef/headline/@role of=urn:x:1", "h:x"),
        Extra("newsml:group/title", "Beside"),
    )
    check_package(shared, story, is_package=True)
    assert '<groupRef idref="b"/></group>' in newsconv.dumps(story, "newsml")


def test_derived_identifier_of_a_group_is_reported() -> None:
    """Where no group has an identifier, the first is given one, which is reported and not read back."""
    report = newsconv.Report()
    story = newsconv.loads(SOURCE.replace(' id="a"', "").replace('<groupRef idref="b"/>', ""), "newsml")
    item = newsconv.dumps(story, "newsml", report=report)
    assert '<groupSet root="root"><group id="root" role="g:side">' in item
    assert ("group", "root") in [(event.field, event.text) for event in report if isinstance(event, Derived)]
    assert newsconv.loads(item, "newsml") == story


def test_two_groups_of_one_name_are_both_read() -> None:
    """Though XML allows it not, the second group of a name loses nothing to the first."""
    groups = '<group id="a"><itemRef residref="1"/></group>' * 2
    fields = newsconv.loads(f"<groupSet root='a'>{groups}<other x='y'/></groupSet>", "newsml").metadata
    assert [item.url for item in fields.related] == ["1", "1"]
    assert Extra("newsml:groupSet/other/@x", "y") in fields.extra
