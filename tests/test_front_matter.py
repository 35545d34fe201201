"""Front matter: exact for our own, forgiving and accountable for that of others."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given

from newsconv.document import (
    Date,
    Document,
    Extra,
    Metadata,
    Person,
    Place,
    RelatedItem,
    Subject,
    normalize,
)
from newsconv.losses import ALL_FIELDS
from newsconv.readers.markdown.front_matter import FrontMatter, split_front_matter
from newsconv.readers.markdown.front_matter_fields import FIELDS, compared_key
from newsconv.report import Report
from newsconv.testing import metadata
from newsconv.writers.markdown import front_matter as writer
from newsconv.writers.markdown.front_matter import write_front_matter

AWKWARD = (
    *(
        "no",
        "Yes",
        "null",
        "~",
        "y",
        "2021-03-17",
        "12:30",
        "0x1F",
        "1e3",
        ".inf",
        "- a",
        "a: b",
        "#x",
        "a #b",
        "|",
        ">",
    ),
    *("[a]", "{a}", "*a", "&a", "!a", "%a", "@a", "`a`", '"a"', "'a'", "a\\b", "---", "...", "<<", "=", "?", "a:", ","),
    *("a\x85b", "a\u2028b", "\u00a0", "a\tb", "😀", "\u202eabc", "\u0301a", "a\x7fb", "\u200b", "Ärger", "x" * 3000),
)


def split(text: str) -> tuple[FrontMatter, Report]:
    """Read front matter, and give the report too."""
    report = Report()
    return split_front_matter(text, report=report), report


@given(metadata())
def test_comes_back(raw: Metadata) -> None:
    """What is written reads back the same, is valid YAML, and the same from both of PyYAML's emitters."""
    known = normalize(Document(raw)).metadata
    written = write_front_matter(known)
    front, report = split(written + "It rained.\n")
    assert front == FrontMatter(known, written.count("\n"), "It rained.\n", signed=True)
    assert not len(report)
    assert isinstance(yaml.safe_load(written.removesuffix("---\n")), dict)
    pairs = writer.metadata_pairs(known)
    assert writer.emit(pairs, yaml.SafeDumper) == writer.emit(pairs, writer.emitter())


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_come_back(text: str) -> None:
    """Texts that YAML takes for something else stay texts, for us and for PyYAML."""
    raw = Metadata(
        headline=text,
        keywords=(text,),
        authors=(Person(text),),
        extra=(Extra(text, text),),
        editorial_note=f"{text}\n\n{text}",
    )
    known = normalize(Document(raw)).metadata
    written = write_front_matter(known)
    assert split(written)[0].metadata == known
    assert yaml.safe_load(written.removesuffix("---\n")).get("title", "") == known.headline


def test_layout_of_the_output() -> None:
    """Dates and numbers stand plain, doubtful texts in quotes, the signature last."""
    known = Metadata(
        headline="Rain: 3 hurt",
        authors=(Person("Jane Doe"), Person("J. Roe", email="roe@example.com")),
        located=Place("Rome"),
        published=Date("2021-03-17T09:30:00+03:00"),
        keywords=("no", "rain"),
        urgency=3,
        extra=(Extra("desk", "night"),),
    )
    assert write_front_matter(known) == (
        '---\ntitle: "Rain: 3 hurt"\nauthors:\n- Jane Doe\n- name: J. Roe\n  email: "roe@example.com"\n'
        'location: Rome\ndate: 2021-03-17T09:30:00+03:00\ntags:\n- "no"\n- rain\nurgency: 3\nparams:\n  desk: night\n'
        "generator: newsconv\n---\n"
    )


def test_signature_alone() -> None:
    """A document without metadata is signed all the same."""
    assert write_front_matter(Metadata()) == "---\ngenerator: newsconv\n---\n"
    front, _ = split("---\ngenerator: newsconv\n---\n")
    assert front == FrontMatter(Metadata(), 3, "", signed=True)


def test_repeated_extra_names_come_back() -> None:
    """YAML forbids a key twice in a mapping, so repeated names are written one by one."""
    known = Metadata(extra=(Extra("a", "1"), Extra("a", ("2", "3")), Extra("b.c", "4")))
    written = write_front_matter(known)
    assert "params:\n- a: " in written
    assert split(written)[0].metadata == known


def test_table_is_complete_and_unambiguous() -> None:
    """Each field of the metadata has one row, and each key belongs to one row."""
    assert {f"metadata.{field.name}" for field in FIELDS} == ALL_FIELDS
    keys = [compared_key(key) for field in FIELDS for key in (field.key, *field.aliases)]
    assert len(keys) == len(set(keys))


def test_keys_of_others() -> None:
    """Keys of Hugo, Jekyll and scrapers are found whatever their spelling."""
    front, report = split(
        "---\nTitle: Rain\nsubtitle: A day\nauthor: Jane Doe\npublishDate: 2021-03-17 10:00:00 +0300\n"
        "last_modified_at: March 18, 2021\ncategories: [News, World]\ntags: rain, wind\nlang: en_US\n"
        "permalink: /rain/\nmeta-og:site_name: The Paper\nparams:\n  dateline: ROME\n---\nText\n"
    )
    assert front.metadata == Metadata(
        headline="Rain",
        subheadline="A day",
        authors=(Person("Jane Doe"),),
        dateline="ROME",
        published=Date("2021-03-17T10:00:00+03:00"),
        updated=Date("2021-03-18"),
        language="en-US",
        publisher="The Paper",
        keywords=("rain", "wind"),
        subjects=(Subject("News"), Subject("World")),
        url="/rain/",
    )
    assert (front.lines, front.rest, front.signed) == (14, "Text\n", False)
    assert not len(report)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("author: By Jane Doe in Rome", Metadata(byline="By Jane Doe in Rome")),
        ("author: Jane Doe and J. Roe", Metadata(byline="Jane Doe and J. Roe")),
        (
            "authors: [{name: Jane, avatar: j.png}]",
            Metadata(authors=(Person("Jane"),), extra=(Extra("authors.0.avatar", "j.png"),)),
        ),
        ("draft: true", Metadata(status="withheld")),
        ("draft: false", Metadata(extra=(Extra("draft", "false"),))),
        ("source: https://example.com/a", Metadata(url="https://example.com/a")),
        ("source: Reuters", Metadata(sources=("Reuters",))),
        ("date: someday", Metadata(extra=(Extra("date", "someday"),))),
        ("urgency: 10", Metadata(extra=(Extra("urgency", "10"),))),
        ("status: published", Metadata(extra=(Extra("status", "published"),))),
        ("language: English (US)", Metadata(extra=(Extra("language", "English (US)"),))),
        (
            "related: [https://example.com/a, Snow]",
            Metadata(related=(RelatedItem(url="https://example.com/a"), RelatedItem("Snow"))),
        ),
        ("a: {b: {c: 1}, d: [x, y]}", Metadata(extra=(Extra("a.b.c", "1"), Extra("a.d", ("x", "y"))))),
        ("version: 010", Metadata(extra=(Extra("version", "010"),))),
        ("title:", Metadata()),
        ("title: ~", Metadata()),
        ("title: 'null'", Metadata(headline="null")),
        ("weight: 1.50", Metadata(extra=(Extra("weight", "1.50"),))),
    ],
)
def test_values_of_others(line: str, expected: Metadata) -> None:
    """A value that fits is taken, one that does not is kept as extra, as it is written."""
    front, report = split(f"---\nx: 1\n{line}\n---\n")
    extra = (Extra("x", "1"), *expected.extra)
    assert [getattr(front.metadata, field.name) for field in FIELDS if field.name != "extra"] == [
        getattr(expected, field.name) for field in FIELDS if field.name != "extra"
    ]
    assert front.metadata.extra == extra
    assert not len(report)


def test_best_key_counts_whatever_the_order() -> None:
    """Of several keys for a field the most telling counts; another value is kept, an equal one is not."""
    front, _ = split("---\nmeta-og:title: Rain - The Paper\ntitle: Rain\nheadline: Rain\n---\n")
    assert front.metadata == Metadata(headline="Rain", extra=(Extra("meta-og:title", "Rain - The Paper"),))


def test_toml() -> None:
    """TOML between plus signs is read like YAML."""
    front, _ = split("+++\ntitle = 'Rain'\ndate = 2021-03-17T10:00:00Z\ntags = ['a']\n[params]\nn = 1\n+++\nText")
    assert front.metadata == Metadata(
        headline="Rain", published=Date("2021-03-17T10:00:00Z"), keywords=("a",), extra=(Extra("n", "1"),)
    )
    assert (front.lines, front.rest) == (7, "Text")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Text",
        "---",
        "---\ntitle: A\n",
        "---\n---\nText",
        "---\nA paragraph between two rules.\n---\n",
        "---\n- a list\n---\n",
        " ---\ntitle: A\n---\n",
        "----\ntitle: A\n----\n",
        "Text\n---\ntitle: A\n---\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    """What is no mapping between two delimiters at the very start stays text, without a word."""
    front, report = split(text)
    assert front == FrontMatter(Metadata(), 0, text)
    assert not len(report)


@pytest.mark.parametrize(
    "source",
    [
        "title: [a",
        "title: 'a",
        "a: b: c",
        "? [a]\n: b",
        "a: 1\n--- b",
        'a: "\\UFFFFFFFF"',
        "a: \x7f",
        "[" * 100_000,
        "- " * 100_000,
        "a: {" * 50_000,
        "a: " + "[" * 40 + "]" * 40,
    ],
)
def test_broken_yaml_is_left_as_text(source: str) -> None:
    """What begins like front matter and is broken, or nested without end, is reported and left in the text."""
    text = f"---\n{source}\n---\nText"
    front, report = split(text)
    assert front == FrontMatter(Metadata(), 0, text)
    assert "left as text" in str(report)


def test_broken_toml_is_left_as_text() -> None:
    """Broken TOML is reported and left, as is TOML nested deeper than Python's stack."""
    for source in ("title", "a = " + "[" * 5_000):
        front, report = split(f"+++\n{source}\n+++\n")
        assert front.lines == 0
        assert "left as text" in str(report)


def test_aliases_are_not_followed() -> None:
    """An alias is reported, so that no few lines can become many gigabytes."""
    bomb = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefg", "bcdefgh", strict=True)
    )
    front, report = split(f"---\ntitle: Rain\n{bomb}---\n")
    assert front.metadata.headline == "Rain"
    assert len(report) == 14
    assert 'skipped "*a"' in str(report)
