"""Names and notes of NewsML-G2: what is said of one of several stays with that one, and is written back there."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import newsconv
from newsconv.document import Document, Extra, Metadata, Person, Place, Subject

if TYPE_CHECKING:
    from pathlib import Path

ITEM: Final = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" xml:lang="en">{}</newsItem>'


def read(metadata: str) -> Document:
    """Read an item in English."""
    return newsconv.loads(ITEM.format(metadata), "newsml")


def written(document: Document) -> str:
    """Write an item, and see that it reads back the same and is written the same."""
    item = newsconv.dumps(document, "newsml")
    assert newsconv.loads(item, "newsml") == document
    assert newsconv.dumps(newsconv.loads(item, "newsml"), "newsml") == item
    return item


PARTIES: Final = (
    ("rightsInfo", "copyrightHolder"),
    ("itemMeta", "provider"),
    ("contentMeta", "infoSource"),
    ("contentMeta", "creator"),
    ("contentMeta", "contributor"),
    ("contentMeta", "located"),
    ("contentMeta", "genre"),
    ("contentMeta", "subject"),
)


@pytest.mark.parametrize(("section", "element"), PARTIES)
def test_names_beside_a_code_keep_their_attributes(section: str, element: str) -> None:
    """Each of several names comes back with its own role, language and part, the one to show first."""
    names = (
        '<name xml:lang="de" role="nrol:full">Wien</name><name role="nrol:full nrol:display">Vienna</name>'
        '<name role="nrol:short" part="nprt:common">VIE</name>'
    )
    document = read(f'<{section}><{element} qcode="x:1">{names}</{element}></{section}>')
    owner = "x:1" if element in {"genre", "subject"} else "Vienna"
    assert set(document.metadata.extra) >= {
        Extra(f"newsml:{element}/name lang=de role=nrol:full of={owner}", "Wien"),
        Extra(f"newsml:{element}/name/@role of={owner}", "nrol:full nrol:display"),
        Extra(f"newsml:{element}/name role=nrol:short part=nprt:common of={owner}", "VIE"),
    }
    item = written(document)
    assert (
        '<name role="nrol:full nrol:display">Vienna</name><name xml:lang="de" role="nrol:full">Wien</name>'
        '<name role="nrol:short" part="nprt:common">VIE</name>'
    ) in item
    assert f"<{element} " in item
    assert "property:extra" not in item


def test_names_in_elements_kept_whole_are_tied() -> None:
    """Names with attributes, in what the model has no field for and in relations, are written into these again."""
    names = '<name>Desk</name><name xml:lang="de">Tisch</name><name role="nrol:short">D</name>'
    item = written(
        read(
            f'<itemMeta><service qcode="s:1">{names}</service><service qcode="s:2">{names}</service></itemMeta>'
            f'<contentMeta><subject qcode="a:1"><name>Rain</name><broader qcode="a:2">{names}</broader></subject>'
            f'<subject qcode="a:3"><name>Snow</name><broader qcode="a:2">{names}</broader></subject></contentMeta>'
        )
    )
    assert item.count(names) == 4
    assert f'<service qcode="s:2">{names}</service>' in item
    assert f'<subject qcode="a:3"><name>Snow</name><broader qcode="a:2">{names}</broader></subject>' in item
    assert "property:extra" not in item


def test_names_without_a_code_are_tied_to_the_first() -> None:
    """Names of a thing without a code, all with attributes, are extra fields that name the first."""
    document = read('<assert><name xml:lang="de">Regen</name><name role="nrol:full">Rain</name></assert>')
    assert document.metadata.extra == (
        Extra("newsml:assert/name lang=de of=Regen", "Regen"),
        Extra("newsml:assert/name role=nrol:full of=Regen", "Rain"),
    )
    written(document)


NOTES: Final = (
    '<itemMeta><edNote role="r:one">Call Jane.</edNote><edNote>Plain.</edNote><edNote>Plain too.</edNote>'
    '<edNote role="r:one r:two" xml:lang="de" pubconstraint="c:np">Zwei<br/>Zeilen.<br/><br/>Absatz.</edNote>'
    "</itemMeta>"
)


def test_role_of_each_of_several_notes() -> None:
    """What is said of one of several notes is written back into that one; its words are in no extra field."""
    document = read(NOTES)
    assert document.metadata.editorial_note == "Call Jane.\n\nPlain.\n\nPlain too.\n\nZwei\nZeilen.\n\nAbsatz."
    assert document.metadata.extra == (
        Extra("newsml:edNote/@role of=1", "r:one"),
        Extra("newsml:edNote/@lang of=4-5", "de"),
        Extra("newsml:edNote/@role of=4-5", "r:one r:two"),
        Extra("newsml:edNote/@pubconstraint of=4-5", "c:np"),
    )
    item = written(document)
    assert '<edNote role="r:one">Call Jane.</edNote>\n    <edNote>Plain.<br/><br/>Plain too.</edNote>\n' in item
    assert (
        '<edNote xml:lang="de" role="r:one r:two" pubconstraint="c:np">Zwei<br/>Zeilen.<br/><br/>Absatz.</edNote>'
    ) in item
    assert "property:extra" not in item


def test_one_note_needs_no_number() -> None:
    """The role of the only note says no paragraph, however many it has."""
    document = read('<itemMeta><edNote role="r:one">A<br/><br/>B</edNote></itemMeta>')
    assert document.metadata.extra == (Extra("newsml:edNote/@role", "r:one"),)
    assert '<edNote role="r:one">A<br/><br/>B</edNote>' in written(document)


def test_terms_of_several_languages() -> None:
    """Several terms of use keep their languages."""
    terms = (
        '<rightsInfo><usageTerms xml:lang="de">Nur hier.</usageTerms><usageTerms>Only here.</usageTerms></rightsInfo>'
    )
    document = read(terms)
    assert document.metadata.extra == (Extra("newsml:usageTerms/@lang of=1", "de"),)
    assert '<usageTerms xml:lang="de">Nur hier.</usageTerms>\n    <usageTerms>Only here.</usageTerms>' in written(
        document
    )


def test_repeated_note_is_tied_to_the_first() -> None:
    """A note that says again what another one says is not repeated, and its role names that one."""
    document = read('<itemMeta><edNote role="r:a">A</edNote><edNote>B</edNote><edNote role="r:b">A</edNote></itemMeta>')
    assert document.metadata.editorial_note == "A\n\nB"
    assert document.metadata.extra == (
        Extra("newsml:edNote/@role of=1", "r:a"),
        Extra("newsml:edNote/@role of=1", "r:b"),
    )
    assert '<edNote role="r:a">A</edNote>' in written(document)


POOL: Final = (
    *(
        Extra(f"newsml:edNote/@{name}{of}", value)
        for name, value in (("role", "a:b c:d"), ("lang", "de"), ("role", "none"), ("pubconstraint", "a:b"))
        for of in ("", " of=1", " of=2", " of=1-2", " of=2-3", " of=1-3", " of=3-2", " of=03", " of=9", " of=x", " of=")
    ),
    Extra("newsml:usageTerms/@lang", "de"),
    Extra("newsml:usageTerms/@lang of=1", "de"),
    *(
        Extra(f"newsml:{element}/name{words} of={of}", value)
        for element, of in (
            ("provider", "Tarn"),
            ("subject", "medtop:1"),
            ("subject", "medtop:2"),
            ("creator", "Bo"),
            ("contributor", "Al"),
            ("located", "Here"),
            ("service", "a:b"),
            ("subject/broader", "b:1"),
            ("title", "t"),
            ("nothing", "b:1"),
        )
        for words, value in (
            ("", "Bare"),
            (" role=a:b", "Role"),
            (" lang=en", "Same"),
            (" lang=e", ("Two", "names")),
            (" rank=1", "Rank"),
            ("/@lang", "de"),
            ("/@role", "a:b c:d"),
            ("/@part", "a:b c:d"),
        )
    ),
    Extra("newsml:service", "a:b"),
    Extra("newsml:service", ("a:b", "Desk")),
    Extra("newsml:title", "t"),
    Extra("newsml:subject/broader of=medtop:1", "b:1"),
    Extra("newsml:subject/broader of=medtop:2", ("b:1", "Up")),
    Extra("newsml:subject/name", "x"),
    Extra(f"newsml:service/name lang=de of={'y' * 400}:a", "long"),
    Extra("newsml:service", f"{'y' * 400}:a"),
)
"""Extra fields of names and notes, right and wrong."""


def with_extras(extras: list[Extra]) -> Document:
    """Make a document that has what these extra fields may be of."""
    metadata = Metadata(
        publisher="Tarn",
        language="en",
        subjects=(Subject("Rain", "1", "medtop"), Subject("", "2", "medtop")),
        authors=(Person("Bo"), Person("Al", "contributor")),
        located=Place("Here"),
        editorial_note="One.\nStill one.\n\nTwo.\n\nThree.",
        usage_terms="Only here.",
        extra=tuple(extras),
    )
    return newsconv.document.normalize(Document(metadata))


@given(st.lists(st.sampled_from(POOL), max_size=12))
def test_any_names_and_notes_survive(extras: list[Extra]) -> None:
    """Whatever extra fields of names and notes a document has, in whatever order, they read back the same."""
    written(with_extras(extras))


def test_any_names_and_notes_are_valid(shared: Path) -> None:
    """Each of them, and each with the next ones, is written valid."""
    schema = etree.XMLSchema(etree.parse(shared / "schemas" / "NewsML-G2_2.35-spec-All-Power.xsd"))
    for place in range(len(POOL)):
        for extras in permutations([*POOL, *POOL][place : place + 3]):
            schema.assertValid(etree.fromstring(written(with_extras([*extras])).encode()))
