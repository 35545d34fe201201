"""Packages of NewsML-G2: read as documents without a text, and written as packages again where that says the same."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import msgspec
import pytest
from lxml import etree

import newsconv
from newsconv.document import Document, Extra, Metadata, RelatedItem

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
    "with a group without a name": {"extra": (Extra("newsml:group", "3"),)},
    "with concepts": {"extra": (*PACKAGE.extra, Extra("newsml:conceptRef/@qcode of=3", "3"))},
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


def test_concepts_in_a_package_stay_concepts() -> None:
    """A reference to a concept is told from one to an item by an extra field, and makes no reference to an item."""
    groups = '<groupSet root="a"><group id="a"><conceptRef qcode="medtop:1"/></group></groupSet>'
    fields = newsconv.loads(f'<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/">{groups}</packageItem>').metadata
    assert fields.related == (RelatedItem("", "medtop:1"),)
    assert Extra("newsml:conceptRef/@qcode of=medtop:1", "medtop:1") in fields.extra
