"""Decoding: marks, labels that lie, mixed encodings, binary data, empty sources."""

# ruff: noqa: RUF001 - the marks of several scripts are meant as they are

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsconv.decoding import decode, plain_utf8, refuse_empty
from newsconv.document.characters import clean_characters
from newsconv.errors import ReadError
from newsconv.report import Repaired, Report

WORDS = "Göteborg – 12 °C, “fine”"


def decoded(data: str | bytes, declared: str = "") -> tuple[str, Report]:
    """Decode, and give the report too."""
    report = Report()
    return decode(data, report=report, declared=declared, name="a.txt"), report


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
    ],
)
def test_byte_order_mark_decides(mark: bytes, codec: str) -> None:
    """A byte order mark counts more than a label, and is not in the text."""
    text, report = decoded(mark + WORDS.encode(codec), "koi8-r")
    assert text == WORDS
    assert not len(report)


def test_utf16_without_mark_is_recognised() -> None:
    """UTF-16 that has lost its mark is told by its zeros, and the report says so."""
    text, report = decoded("A story of many words".encode("utf-16-le"))
    assert text == "A story of many words"
    assert "utf-16-le" in str(report)


def test_utf8_needs_no_label() -> None:
    """Valid UTF-8 is read as such without a word."""
    text, report = decoded(WORDS.encode())
    assert text == WORDS
    assert not len(report)


def test_label_that_lies_about_utf8_is_overruled() -> None:
    """Valid UTF-8 with characters beyond ASCII is UTF-8 whatever its label says."""
    text, report = decoded(WORDS.encode(), "iso-8859-1")
    assert text == WORDS
    assert [type(event) for event in report] == [Repaired]


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("iso-8859-2", "iso8859-2"),
        ("windows-1251", "cp1251"),
        ("GB2312", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("x-sjis", "cp932"),
        ("euc-kr", "cp949"),
        ("iso-2022-jp", "iso2022_jp"),
    ],
)
def test_label_is_believed(label: str, codec: str) -> None:
    """Text that is not UTF-8 is read by its label."""
    words = {"iso8859-2": "Łódź", "cp1251": "Москва", "gb18030": "北京", "cp949": "서울"}.get(codec, "東京")
    text, report = decoded(words.encode(codec), label)
    assert text == words
    assert not len(report)


def test_latin1_means_windows_1252() -> None:
    """Browsers read Latin-1 as windows-1252, which has the quotation marks that pages use."""
    assert decoded(b"\x93so\x94 \x80 5", "latin-1")[0] == "“so” € 5"


def test_last_resort_is_windows_1252() -> None:
    """Bytes that are no UTF-8 and have no label are read as windows-1252, with the line of the first."""
    text, report = decoded(b"one\ncaf\xe9")
    assert text == "one\ncafé"
    assert "windows-1252" in str(report)
    assert str(report).startswith("line 2:")


def test_stray_bytes_in_utf8_do_not_spoil_the_rest() -> None:
    """A UTF-8 text with one byte of windows-1252 keeps its other characters."""
    text, report = decoded(WORDS.encode() + b" \x96 end", "windows-1252")
    assert text == WORDS + " – end"
    assert "1 read as windows-1252" in str(report)


def test_unknown_and_unsafe_labels_are_left_out_of_account() -> None:
    """A label that is no encoding of text is reported and not used."""
    for label in ("klingon", "unicode_escape", "utf-7", "hex", "a\0b", "x" * 100):
        text, report = decoded(b"a+AGE-b\\n", label)
        assert text == "a+AGE-b\\n"
        assert "unknown encoding" in str(report)


def test_line_ends_are_folded() -> None:
    """All three line ends become a line feed; no other character is one."""
    assert decoded("a\r\nb\rc\nd\x85e\u2028f")[0] == "a\nb\nc\nd\x85e\u2028f"


def test_lone_surrogates_are_replaced_and_pairs_joined() -> None:
    """Half a pair becomes U+FFFD and is reported; a pair is the character that it stands for."""
    text, report = decoded("a\ud800b \ud83d\ude00 \udc00")
    assert text == "a\ufffdb 😀 \ufffd"
    assert "2 lone surrogates" in str(report)


def test_forbidden_characters_are_counted() -> None:
    """Characters that no document can hold are reported once, with their number and first line."""
    text, report = decoded("a\nb\x00c\x08")
    assert text == "a\nb\x00c\x08"
    assert len(report) == 1
    assert str(report).startswith("line 2: repaired: 2 control characters")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"PK\x03\x04" + bytes(range(32)) * 4, bytes(range(256)) * 8, "\0" * 100, b"\0" * 100]
)
def test_binary_data_is_refused(data: str | bytes) -> None:
    """Data that is no text is an error that says so, and what it is where that is known."""
    with pytest.raises(ReadError, match="binary, not text"):
        decoded(data)


def test_binary_error_names_the_kind() -> None:
    """The message for a PDF says that it is one."""
    with pytest.raises(ReadError, match="it is PDF") as caught:
        decoded(b"%PDF-1.7\n")
    assert caught.value.source == "a.txt"


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0\n"])
def test_empty_is_refused(text: str) -> None:
    """Nothing, and only white space, is nothing to read."""
    with pytest.raises(ReadError, match="empty, nothing to read"):
        refuse_empty(text, "a.txt")
    refuse_empty("a")


@given(st.binary(), st.sampled_from(["", "utf-8", "shift_jis", "utf-16", "iso-2022-jp", "gb2312", "?"]))
def test_any_bytes_are_text_or_refused(data: bytes, label: str) -> None:
    """Whatever the bytes, there is text without surrogates and carriage returns, or a `ReadError`."""
    try:
        text, _ = decoded(data, label)
    except ReadError:
        return
    text.encode()
    assert "\r" not in text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_comes_back(text: str) -> None:
    """What is encoded as UTF-8 with a mark is decoded to itself."""
    assert decoded(("\ufeff" + text).encode())[0] == text


@given(st.binary() | st.text(st.characters(codec="utf-8")).map(str.encode))
def test_plain_bytes_are_what_decoding_makes_of_them(data: bytes) -> None:
    """What needs no repair is decoded to the same text, without a word in the report, and is clean."""
    text = plain_utf8(data)
    if text:
        report = Report()
        assert (decode(data, report=report, declared=lambda _: ""), list(report)) == (text, [])
        assert (clean_characters(text), text.encode()) == (text, data)


@pytest.mark.parametrize("data", [b"", b" \n", b"%PDF-1.7", b"a\x00b", b"a\r\nb", "\ufeffa".encode(), b"caf\xe9"])
def test_bytes_that_need_a_closer_look_are_left_to_decoding(data: bytes) -> None:
    """Nothing to read, other kinds of data, other encodings, other line ends."""
    assert plain_utf8(data) == ""
