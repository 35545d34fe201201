"""Shortcuts give what the long way gives: each is compared with the plain definition of the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsconv
from newsconv.document import Document, Extra, List, Metadata, Paragraph, Person, Subject, Text, normalize
from newsconv.document import dates as dates_module
from newsconv.document.characters import (
    RE_UNCLEAN,
    UNCLEAN_CONTROLS,
    UNCLEAN_OTHERS,
    are_clean_lines,
    clean_characters,
    clean_line,
    holds_any,
    normal_url,
)
from newsconv.document.codec import encode
from newsconv.document.dates import canonical_iso, exists
from newsconv.document.links import is_safe_url
from newsconv.formats import detect_format, find_format
from newsconv.iptc.kept import divide_name, extra_name, split_attributes
from newsconv.iptc.values import RE_PLAIN_URI, is_any_uri, is_reference, make_qcode, split_qcode
from newsconv.readers.html.blocks import read_blocks
from newsconv.readers.html.tree import parse_fragment
from newsconv.report import Report
from newsconv.sniff import Certainty, count_controls, take_sample

if TYPE_CHECKING:
    from newsconv.document import Block

ODD: Final = st.text("ab \"'\\\t\n\r\x00\x0c\x1f\x7f\x85\xa0\u200b\ufeff\ufffd\ufffe\uffff\ud800é", max_size=8)
"""Texts of what shortcuts look for, and of what they must not take for it."""


class TestCharacters:
    """Whether a text is clean is told of many at once, or of bytes."""

    @given(st.lists(ODD, max_size=3))
    def test_clean_lines(self, texts: list[str]) -> None:
        """Texts that are told to be clean are not changed by being cleaned."""
        if are_clean_lines(texts):
            assert [clean_line(text) for text in texts] == texts

    @pytest.mark.parametrize("text", ["", "a b", 'say "a" to', "é\xa0ü", "\u4e2d\u6587", "a\u200bb"])
    def test_clean_lines_are_found(self, text: str) -> None:
        """What nearly all texts are like is told to be clean, alone and in a record."""
        assert are_clean_lines(text)
        assert are_clean_lines((Person(text), Extra("a", (text,))))

    @given(ODD)
    def test_holds_any(self, text: str) -> None:
        """Searching bytes finds what the pattern finds."""
        assert holds_any(text, UNCLEAN_CONTROLS, UNCLEAN_OTHERS) == (RE_UNCLEAN.search(text) is not None)

    @given(ODD)
    def test_long_text(self, text: str) -> None:
        """A long text is cleaned like its parts."""
        assert clean_characters(text * 1_000) == clean_characters(text) * 1_000

    @given(ODD)
    def test_controls(self, text: str) -> None:
        """Counting in bytes counts the characters: controls but white space and ESC, and U+FFFD."""
        controls = [c for c in text if c < " " and c not in "\t\n\x0b\x0c\r\x1b"]
        assert count_controls(text) == len(controls) + text.count("\ufffd")


class TestAddresses:
    """Plain addresses of the web are told by how they look."""

    @given(st.text("aZ09./:?#&=%[]~!@|\"'<> é-_", max_size=12))
    def test_web_address(self, rest: str) -> None:
        """What follows `https://` is encoded as it is behind another scheme, and is never unsafe."""
        assert normal_url(f"https://{rest}")[8:] == normal_url(f"gopher:{rest}")[7:]
        assert is_safe_url(f"https://{rest}")


class TestMetadata:
    """Fields that are normal are given back as they are."""

    def test_lists_become_tuples(self) -> None:
        """Sequences are tuples in the normal form, whatever they were."""
        raw = cast("Any", Metadata)(keywords=["a"], subjects=[Subject("a")], extra=[Extra("a", ("b",))], authors=[])
        normal = normalize(Document(raw)).metadata
        assert (normal.keywords, normal.subjects, normal.extra) == (("a",), (Subject("a"),), (Extra("a", ("b",)),))
        assert normal.authors == ()

    def test_values_of_extra_become_tuples(self) -> None:
        """So are the values of an extra field; empty ones are left out."""
        raw = Metadata(extra=(Extra("a", cast("Any", ["b"])), Extra("c", ("", "d"))))
        assert normalize(Document(raw)).metadata.extra == (Extra("a", ("b",)), Extra("c", ("d",)))

    def test_same_json_for_equal_documents(self) -> None:
        """Metadata that hold nothing have one JSON, be they the default of `Document` or made anew."""
        assert encode(normalize(Document())) == encode(normalize(Document(Metadata())))


class TestDates:
    """Times in the common form are checked without being taken apart."""

    @given(
        st.tuples(st.integers(0, 9999), *(st.integers(0, 61) for _ in range(5))),
        st.sampled_from(["Z", "+00:00", "-00:00", "+13:59", "-14:00", "+14:30", "+01:60", ""]),
    )
    def test_same_as_others(self, parts: tuple[int, ...], zone: str) -> None:
        """A time is read, or refused, like the same time with a space for its `T`."""
        year, *rest = parts
        day, time = "{:04}-{:02}-{:02}".format(year, *rest[:2]), "{:02}:{:02}:{:02}".format(*rest[2:])
        assert iso_or_nothing(f"{day}T{time}{zone}") == iso_or_nothing(f"{day} {time}{zone}")

    def test_common_form(self) -> None:
        """The form that feeds have is the common one; a day that there is not isn't."""
        assert dates_module.RE_COMMON.fullmatch("2021-03-17T09:30:00+03:00")
        assert exists("2021-03-17T09:30:00+03:00")
        assert not exists("2021-02-29T09:30:00Z")


def iso_or_nothing(text: str) -> str:
    """Spell a date; nothing where it is none."""
    try:
        return canonical_iso(text)
    except ValueError:
        return ""


class TestNames:
    """The names of extra fields are taken apart and checked in one go."""

    @given(st.text("a%20 5=@/n", max_size=12))
    def test_split(self, rest: str) -> None:
        """A name is taken apart only where it is what would be spelled of its parts."""
        path, words = divide_name(f"newsml:a{rest}")
        attributes = split_attributes(words)
        if path and attributes is not None:
            assert extra_name(path, attributes) == f"newsml:a{rest}"

    @given(st.lists(st.tuples(st.sampled_from(["type", "of"]), st.text("a% 205", min_size=1, max_size=6)), max_size=2))
    def test_back(self, attributes: list[tuple[str, str]]) -> None:
        """A name that was spelled is taken apart into what it was spelled of."""
        path, words = divide_name(extra_name("a/@b", attributes))
        assert (path, split_attributes(words)) == ("a/@b", attributes)


class TestCodes:
    """Common addresses and codes are told by one pattern."""

    @given(st.text("ah1:/.-#?%[@ é\n", max_size=9))
    def test_plain_addresses(self, rest: str) -> None:
        """What the pattern of plain addresses takes is an address."""
        if RE_PLAIN_URI.fullmatch(f"http://a{rest}"):
            assert is_reference(f"http://a{rest}")

    @pytest.mark.parametrize("address", ["http://a.example", "https://a.example/b-c/d.html#e", "ftp://a/"])
    def test_plain_addresses_are_found(self, address: str) -> None:
        """What most addresses are like needs no more than the pattern."""
        assert RE_PLAIN_URI.fullmatch(address)
        assert is_any_uri(address)

    @given(st.text("a: \n\xa0", max_size=3), st.text("a: \n\xa0", max_size=3))
    def test_qcodes(self, scheme: str, code: str) -> None:
        """A qcode is made only of what it is split into, and of all that it can be split into."""
        made = make_qcode(scheme, code)
        parts = (scheme, code)
        assert bool(made) == (all(parts) and split_qcode(f"{scheme}:{code}") == parts)


class TestParagraphs:
    """A paragraph of one text opens no frame."""

    @pytest.mark.parametrize(
        "html",
        [
            "<p> a  b </p>",
            "<p></p><p> </p><p>a</p>",
            "<ul><li><p>a</p></li><li>b</li></ul>",
            "<b><p>a</p></b>",
            "<h2><p>a</p></h2>",
            "<table><tr><td><p>a</p></td></tr></table>",
            "<figure><img src='u'><figcaption><p>a</p></figcaption></figure>",
            "<figure><img src='u'><p class='credit'>a</p></figure>",
            "<blockquote><p>a</p><footer><p>b</p></footer></blockquote>",
            "a<p>b</p>c<p hidden>d</p>e",
        ],
    )
    def test_same_with_a_mark(self, html: str) -> None:
        """It is read like one that holds a comment, which opens a frame."""
        assert blocks(html) == blocks(html.replace("</p>", "<!-- --></p>"))

    def test_loose(self) -> None:
        """A list with such a paragraph is loose where it has room to show it."""
        (found,) = blocks("<ul><li><p>a</p></li><li>b</li></ul>")
        assert isinstance(found, List)
        assert found.loose
        assert found.items[0].children == (Paragraph((Text("a"),)),)


def blocks(html: str) -> tuple[Block, ...]:
    """Read a fragment."""
    return read_blocks(parse_fragment(html, report=Report()), report=Report())


class TestDetection:
    """Nobody else is asked once a format is certain, unless the name says otherwise."""

    def test_first_that_is_certain(self) -> None:
        """A source that says itself what it is, is that, whatever its name."""
        story = newsconv.dumps(Document(Metadata(headline="Rain")), "newsml")
        assert detect_format(story).name == detect_format(story, "a.xml").name == "newsml"
        assert detect_format(story, "a.md").name == "newsml"

    @pytest.mark.parametrize("start", ["<", "{"])
    def test_wires_do_not_begin_with_mark_up(self, start: str) -> None:
        """What begins like XML or JSON is no message of a wire, though a heading follows."""
        sample = take_sample(f"{start}\x01abc1 2 i 300\n\x02text\x03")
        sniffers = [find_format(name).sniff for name in ("anpa", "iptc7901")]
        assert [sniff(sample) for sniff in sniffers if sniff] == [Certainty.NO] * 2
