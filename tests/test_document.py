"""The model: nodes, dates, normal form, plain text, walking, and the JSON Schema."""

from __future__ import annotations

import copy
import pickle
from collections import Counter
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema
import msgspec
import pytest
from hypothesis import given

from newsconv.document import (
    MAX_DEPTH,
    Aside,
    Cell,
    Code,
    CodeBlock,
    Date,
    Document,
    Embed,
    Emphasis,
    Extra,
    Figure,
    Heading,
    Image,
    LineBreak,
    Link,
    List,
    ListItem,
    Media,
    Metadata,
    Paragraph,
    Person,
    Place,
    Quote,
    RelatedItem,
    Row,
    Strikethrough,
    Strong,
    Subject,
    Table,
    Text,
    ThematicBreak,
    json_schema,
    normalize,
    rewrite,
    walk,
)
from newsconv.document.__main__ import schema_text
from newsconv.document.codec import decode, encode
from newsconv.document.plain import block_text, inline_text, iter_paragraphs
from newsconv.testing import dates, documents, raw_documents
from newsconv.testing.laws import document_words

if TYPE_CHECKING:
    from newsconv.document import Block, Inline

DEEP = 20_000
"""Levels of nesting far beyond Python's limit of recursion (1,000)."""


def para(text: str) -> Paragraph:
    """Make a paragraph of one text."""
    return Paragraph((Text(text),))


def item(*texts: str) -> ListItem:
    """Make an item of paragraphs."""
    return ListItem(tuple(map(para, texts)))


def normal_inlines(*inlines: Inline) -> tuple[Inline, ...]:
    """Normalize the inlines of one paragraph, which must leave one paragraph."""
    (block,) = normalize(Document(body=(Paragraph(inlines),))).body
    assert isinstance(block, Paragraph)
    return block.children


def normal_blocks(*blocks: Block) -> tuple[Block, ...]:
    """Normalize blocks."""
    return normalize(Document(body=blocks)).body


def tower(levels: int) -> Block:
    """Put a paragraph into quotes."""
    block: Block = para("deep")
    for _ in range(levels):
        block = Quote((block,))
    return block


def depth_of(document: Document) -> int:
    """Count the nodes one within another, from the body to the deepest leaf."""
    deepest = 0
    stack: list[tuple[Any, int]] = [(block, 1) for block in document.body]
    while stack:
        part, depth = stack.pop()
        deepest = max(deepest, depth)
        for name in part.__struct_fields__:
            value = getattr(part, name)
            if isinstance(value, tuple):
                step = 0 if isinstance(part, (ListItem, Row, Cell)) else 1
                stack += [(child, depth + is_node(child) * 1) for child in value if step or is_node(child)]
    return deepest


def is_node(part: object) -> bool:
    """Tell whether a part counts as a level: items, rows, cells and files of a figure don't."""
    return not isinstance(part, (ListItem, Row, Cell, Media))


class TestNormalForm:
    """`normalize` gives the one spelling of a document."""

    @given(raw_documents())
    def test_idempotent(self, document: Document) -> None:
        """Normalizing a normal document changes nothing."""
        normal = normalize(document)
        assert normalize(normal) == normal

    @given(raw_documents())
    def test_keeps_words_of_the_body(self, document: Document) -> None:
        """Every letter of a story survives, but for what stands for an unsafe file of a figure."""
        body = rewrite(document.body, without_media)
        clean = tuple(para(clean_text(text)) for text in iter_paragraphs(body, everything=True))
        assert not count_letters(Document(body=clean)) - count_letters(normalize(Document(body=body)))

    @given(raw_documents())
    def test_bounded_depth(self, document: Document) -> None:
        """A normal document is never deeper than the bound that all recursion relies on."""
        assert depth_of(normalize(document)) <= MAX_DEPTH

    @given(documents())
    def test_encodable(self, document: Document) -> None:
        """A normal document has only characters that UTF-8 and XML 1.0 can hold."""
        text = encode(document).decode()
        assert not any(c in text for c in "\ufeff\ufffe\uffff\x00")

    @pytest.mark.parametrize(
        ("raw", "normal"),
        [
            pytest.param((Text("a"), Text("b")), (Text("ab"),), id="neighbouring texts are one"),
            pytest.param((Text(" a \n\t b "),), (Text("a b"),), id="white space is folded and trimmed"),
            pytest.param((Text("a\xa0 \u3000b"),), (Text("a\xa0 \u3000b"),), id="typographic spaces are text"),
            pytest.param(
                (Text("a"), Strong((Text(" b "),)), Text("c")),
                (Text("a "), Strong((Text("b"),)), Text(" c")),
                id="white space is hoisted out of spans",
            ),
            pytest.param(
                (Emphasis((LineBreak(), Text("a"), LineBreak())), Text("b")),
                (Emphasis((Text("a"),)), LineBreak(), Text("b")),
                id="line breaks are hoisted out of spans",
            ),
            pytest.param(
                (Emphasis((Text("a"),)), Emphasis((Text("b"),))),
                (Emphasis((Text("ab"),)),),
                id="neighbouring spans of one kind are one",
            ),
            pytest.param(
                (Emphasis((Text("a"), Strong((Emphasis((Text("b"),)),)))),),
                (Emphasis((Text("a"), Strong((Text("b"),)))),),
                id="no span within its own kind",
            ),
            pytest.param(
                (Link("http://a.b/", (Text("a"), Link("http://c.d/", (Text("b"),)))),),
                (Link("http://a.b/", (Text("ab"),)),),
                id="no link within a link",
            ),
            pytest.param(
                (Text("a"), Link("http://a.b/", ()), Emphasis(()), Code("")), (Text("a"),), id="no empty inlines"
            ),
            pytest.param(
                (LineBreak(), Text("a"), LineBreak(), Text(" "), LineBreak(), Text("b"), LineBreak()),
                (Text("a"), LineBreak(), Text("b")),
                id="one line break at a time, none at the edges",
            ),
            pytest.param((Code("a\nb "),), (Code("a b "),), id="code keeps its spaces, not its line ends"),
            pytest.param((Link("JavaScript:x()", (Text("a"),)),), (Text("a"),), id="unsafe links leave their words"),
            pytest.param(
                (Image("data:image/png,x", "a"),), (Text("a"),), id="unsafe pictures leave what stands for them"
            ),
            pytest.param(
                (Link("a b|c", (Text("a"),)),), (Link("a%20b%7Cc", (Text("a"),)),), id="references are percent-encoded"
            ),
            pytest.param((Text("a\x00\x08\ufeff\ud800\x1fb"),), (Text("a\ufffd b"),), id="no forbidden characters"),
            pytest.param(
                (Link("", (Text("a"),)), Link("", (Text("b"),))),
                (Link("", (Text("a"),)), Link("", (Text("b"),))),
                id="neighbouring links stay two",
            ),
        ],
    )
    def test_inlines(self, raw: tuple[Inline, ...], normal: tuple[Inline, ...]) -> None:
        """The inlines of a block have one spelling."""
        assert normal_inlines(*raw) == normal

    @pytest.mark.parametrize(
        ("raw", "normal"),
        [
            pytest.param(para(" \u200b "), (), id="a paragraph that shows nothing"),
            pytest.param(Heading(9, (Text("a"),)), (Heading(6, (Text("a"),)),), id="levels end at 6"),
            pytest.param(Heading(0, (Text("a"),)), (Heading(1, (Text("a"),)),), id="levels begin at 1"),
            pytest.param(List(()), (), id="a list without items"),
            pytest.param(List((ListItem(),)), (List((ListItem(),)),), id="an empty item stays"),
            pytest.param(
                List((item("a"),), start=5), (List((item("a"),)),), id="a bulleted list has no number to start from"
            ),
            pytest.param(
                List((item("a"),), ordered=True, start=10**10),
                (List((item("a"),), ordered=True, start=999_999_999),),
                id="numbers have nine digits",
            ),
            pytest.param(
                List((item("a", "b"),)), (List((item("a", "b"),), loose=True),), id="loose where paragraphs touch"
            ),
            pytest.param(List((item("a"),), loose=True), (List((item("a"),)),), id="no room to be loose"),
            pytest.param(
                List((item("a"), item("b")), loose=True),
                (List((item("a"), item("b")), loose=True),),
                id="room to be loose",
            ),
            pytest.param(Quote((para(""),)), (), id="an empty quote"),
            pytest.param(Quote((), (Text("a"),)), (Quote((), (Text("a"),)),), id="a quote of only an attribution"),
            pytest.param(Figure((Media("javascript:x"),)), (), id="a figure without anything safe"),
            pytest.param(
                Figure((Media("a.jpg", width=0, height=10**9),)), (Figure((Media("a.jpg"),)),), id="sizes in bounds"
            ),
            pytest.param(Table((Row(()),)), (), id="a table without cells"),
            pytest.param(Table((), (Text("a"),)), (para("a"),), id="a caption without a table"),
            pytest.param(
                Table((Row((Cell((), colspan=0, rowspan=10**6),)),)),
                (Table((Row((Cell((), rowspan=65_534),)),)),),
                id="spans in bounds",
            ),
            pytest.param(
                CodeBlock("a\r\n  b\n", "c d"), (CodeBlock("a\n  b", "c-d"),), id="line ends and names of languages"
            ),
            pytest.param(CodeBlock(" \n"), (), id="code that shows nothing"),
            pytest.param(
                Embed("data:x", title="a"), (Aside((), "embed", "a"),), id="an unsafe embed is a box with its words"
            ),
            pytest.param(Aside((), "a b", " c "), (Aside((), "a-b", "c"),), id="a role is one word"),
            pytest.param(ThematicBreak(), (ThematicBreak(),), id="a break stays"),
        ],
    )
    def test_blocks(self, raw: Block, normal: tuple[Block, ...]) -> None:
        """Blocks have one spelling."""
        assert normal_blocks(raw) == normal

    @pytest.mark.parametrize(
        ("raw", "normal"),
        [
            pytest.param({"headline": " a\n b "}, {"headline": "a b"}, id="one line"),
            pytest.param({"usage_terms": " a \r\n\n\n\n b"}, {"usage_terms": "a\n\nb"}, id="several lines"),
            pytest.param({"language": "EN_us"}, {"language": "en-US"}, id="case of a language"),
            pytest.param({"language": "English (US)"}, {}, id="no language"),
            pytest.param(
                {"keywords": ("a", " ", "a", "b")}, {"keywords": ("a", "b")}, id="no empty or repeated keywords"
            ),
            pytest.param({"authors": (Person(" "), Person("A"))}, {"authors": (Person("A"),)}, id="no nameless author"),
            pytest.param({"located": Place("", country="A")}, {}, id="no nameless place"),
            pytest.param(
                {"subjects": (Subject("a", scheme="medtop"), Subject(scheme="x"))},
                {"subjects": (Subject("a"),)},
                id="a scheme says nothing without a code",
            ),
            pytest.param({"related": (RelatedItem(rel="x"),)}, {}, id="no related item that leads nowhere"),
            pytest.param({"extra": (Extra("a", ""), Extra("b", (" ",)))}, {}, id="no empty extra"),
            pytest.param({"urgency": 10, "version": 0}, {}, id="numbers out of bounds"),
            pytest.param({"url": "javascript:x"}, {}, id="no unsafe address"),
        ],
    )
    def test_metadata(self, raw: dict[str, Any], normal: dict[str, Any]) -> None:
        """Metadata has one spelling."""
        assert normalize(Document(Metadata(**raw))).metadata == Metadata(**normal)

    def test_deep_blocks_become_text(self) -> None:
        """Below the bound, blocks become paragraphs that keep their words."""
        normal = normalize(Document(body=(tower(DEEP),)))
        assert depth_of(normal) == MAX_DEPTH
        assert normal.paragraphs() == ["deep"]

    def test_deep_inlines_become_text(self) -> None:
        """Below the bound, links and spans become text that keeps their words."""
        inline: Inline = Text("deep")
        for number in range(DEEP):
            inline = (Emphasis, Strong, Strikethrough)[number % 3]((inline,))
        assert normalize(Document(body=(Paragraph((inline,)),))).paragraphs() == ["deep"]


def clean_text(text: str) -> str:
    """Take out of a text what no document may hold."""
    (block,) = normalize(Document(body=(para(f"x {text}"),))).body
    return block_text(block)[1:]


def without_media(node: Block | Inline) -> tuple[Block | Inline, ...]:
    """Take the files out of a figure."""
    return (Figure((), node.caption, node.credit),) if isinstance(node, Figure) else (node,)


def count_letters(document: Document) -> Counter[str]:
    """Count letters and digits; not words, which cleaning joins or parts where it takes out a character."""
    return Counter("".join(document_words(document).elements()))


class TestDate:
    """A date keeps the precision that it came with."""

    @pytest.mark.parametrize(
        ("text", "iso", "precision"),
        [
            ("2021", "2021", "year"),
            ("2021-03", "2021-03", "month"),
            ("20210317", "2021-03-17", "day"),
            (" 2021-03-17 ", "2021-03-17", "day"),
            ("2021-03-17 09:30", "2021-03-17T09:30:00", "time"),
            ("20210317T093000+0300", "2021-03-17T09:30:00+03:00", "time"),
            ("2021-03-17T09:30:00,5z", "2021-03-17T09:30:00.5Z", "time"),
            ("2021-03-17T09:30:00.1234567891Z", "2021-03-17T09:30:00.123456789Z", "time"),
            ("2021-03-17T09:30:00+00", "2021-03-17T09:30:00Z", "time"),
            ("2021-03-17T09:30:00-0430", "2021-03-17T09:30:00-04:30", "time"),
        ],
    )
    def test_spelling(self, text: str, iso: str, precision: str) -> None:
        """ISO 8601, basic or extended, is read; what is kept is the extended form with seconds."""
        date = Date(text)
        assert (date.iso, date.precision) == (iso, precision)

    @pytest.mark.parametrize(
        "text",
        ["", "yesterday", "21-03-17", "2021-02-30", "2021-13", "2021-03-17T25:00", "2021-03-17T09:30+15:00", "0000"],
    )
    def test_refused(self, text: str) -> None:
        """What is no date, or never was a day, is a `ValueError` that shows the text."""
        with pytest.raises(ValueError, match=r"date|offset"):
            Date(text)

    @given(dates())
    def test_canonical(self, date: Date) -> None:
        """The spelling of a date reads as the same date, and dates survive copying."""
        assert Date(str(date)) == date
        assert copy.deepcopy(date) == date == pickle.loads(pickle.dumps(date))  # noqa: S301 - our own bytes
        assert hash(Date(date.iso)) == hash(date)

    def test_immutable(self) -> None:
        """A date never changes, and equals nothing but a date."""
        date = Date("2021")
        with pytest.raises(AttributeError, match="immutable"):
            date.iso = "2022"
        assert date != "2021"
        assert repr(date) == "Date('2021')"

    def test_instant(self) -> None:
        """The first instant of a date, in UTC where no zone was written."""
        assert Date("2021-03").instant() == datetime(2021, 3, 1, tzinfo=UTC)
        assert Date("2021-03-17T09:30:00").instant() == datetime(2021, 3, 17, 9, 30, tzinfo=UTC)
        assert Date("2021-03-17T09:30:00+03:00").instant() == datetime(2021, 3, 17, 6, 30, tzinfo=UTC)

    def test_zone(self) -> None:
        """Whether a zone was written is known."""
        assert [Date(t).has_zone for t in ("2021-03-17", "2021-03-17T09:30", "2021-03-17T09:30Z")] == [
            False,
            False,
            True,
        ]


STORY = (
    Heading(2, (Text("Heading"),)),
    Paragraph((Text("One"), LineBreak(), Link("/", (Strong((Text("two"),)),)), Image("a.jpg", "alt"))),
    List((item("first", "second"), ListItem((List((item("inner"),)),)), ListItem())),
    Quote((para("Quoted"),), (Text("Somebody"),)),
    Figure((Media("a.jpg", alt="picture"),), (Text("caption"),), "credit"),
    Table((Row((Cell((para("a"), para("b"))), Cell((para("c"),)))), Row((Cell(),))), (Text("numbers"),)),
    CodeBlock("x = 1\ny = 2"),
    Embed("http://a.b/", "twitter", "a post", (para("posted"),)),
    Aside((para("beside"),), "box", "Title"),
    ThematicBreak(),
)


class TestPlainText:
    """The plain text of a story is what a person reads, in order."""

    def test_paragraphs(self) -> None:
        """Headings, paragraphs, items, quotes, rows and code; no captions, asides and embeds."""
        assert Document(body=STORY).paragraphs() == [
            "Heading",
            "One\ntwo",
            "first",
            "second",
            "inner",
            "Quoted",
            "a b | c",
            "x = 1\ny = 2",
        ]

    def test_everything(self) -> None:
        """Those who must account for every character get the rest too."""
        assert list(iter_paragraphs(STORY, everything=True)) == [
            "Heading",
            "One\ntwoalt",
            "first",
            "second",
            "inner",
            "Quoted",
            "Somebody",
            "picture",
            "caption",
            "credit",
            "numbers",
            "a b | c",
            "x = 1\ny = 2",
            "a post",
            "posted",
            "Title",
            "beside",
        ]

    def test_table_in_a_cell(self) -> None:
        """The rows of a table within a cell are no rows of their own."""
        inner = Table((Row((Cell((para("a"),)), Cell((para("b"),)))),))
        outer = Table((Row((Cell((inner,)), Cell((para("c"),)))),))
        assert Document(body=(outer,)).paragraphs() == ["a b | c"]

    def test_deep(self) -> None:
        """Text is found at any depth."""
        assert block_text(tower(DEEP)) == "deep"
        inline: Inline = Text("deep")
        for _ in range(DEEP):
            inline = Emphasis((inline,))
        assert inline_text([inline]) == "deep"


class TestWalk:
    """Walking and rewriting follow the reading order and need no recursion."""

    @given(documents())
    def test_rewrite_nothing(self, document: Document) -> None:
        """Replacing each node by itself gives the same blocks."""
        assert rewrite(document.body, lambda node: (node,)) == document.body

    def test_walk_order(self) -> None:
        """A node comes before its children, in the order of the page."""
        quote = Quote((para("a"),), (Text("b"),))
        assert list(walk([quote])) == [quote, para("a"), Text("a"), Text("b")]

    def test_walk_reaches_everything(self) -> None:
        """Items, rows and cells are passed through; captions are walked too."""
        texts = {node.value for node in walk(STORY) if isinstance(node, Text)}
        assert texts >= {"Heading", "two", "inner", "Somebody", "caption", "c", "numbers", "posted", "beside"}

    def test_rewrite_removes_and_splices(self) -> None:
        """A change may give no node, or several; children come first."""

        def change(node: Block | Inline) -> tuple[Block | Inline, ...]:
            match node:
                case Quote():
                    return node.children
                case Image():
                    return ()
                case Text():
                    return (Text(node.value.upper()),)
            return (node,)

        body = (Quote((para("a"), Paragraph((Text("b"), Image("c"))))),)
        assert rewrite(body, change) == (para("A"), para("B"))

    def test_deep(self) -> None:
        """Twenty thousand levels are walked and rewritten."""
        deep = tower(DEEP)
        assert sum(1 for _ in walk([deep])) == DEEP + 2
        unquoted = rewrite([deep], lambda node: node.children if isinstance(node, Quote) else (node,))
        assert unquoted == (para("deep"),)


class TestSchema:
    """The JSON of a document has a published schema."""

    def test_shipped_schema_is_current(self) -> None:
        """The file in the package is what the model says.

        If this fails after a change of the model: decide whether `SCHEMA_VERSION` must change, then run
        `python -m newsconv.document > schema.json` and move the file to `src/newsconv/document/`.
        """
        shipped = files("newsconv.document").joinpath("schema.json").read_text(encoding="utf-8")
        assert shipped == schema_text()

    def test_is_a_schema(self) -> None:
        """The schema itself is valid JSON Schema 2020-12."""
        jsonschema.Draft202012Validator.check_schema(json_schema())

    @given(documents())
    def test_documents_are_valid(self, document: Document) -> None:
        """What is written is valid."""
        validator = jsonschema.Draft202012Validator(json_schema())
        validator.validate(msgspec.json.decode(encode(document)))

    @given(documents())
    def test_round_trip(self, document: Document) -> None:
        """What is written reads as the same document, with the version of the schema."""
        assert decode(encode(document)) == ("1.0", document)

    @pytest.mark.parametrize(
        "text",
        [
            '{"newsconv": "1.0", "document": {"body": [{"type": "marquee"}]}}',
            '{"newsconv": "1.0", "document": {"title": "x"}}',
            '{"newsconv": "1.0", "document": {"metadata": {"created": "yesterday"}}}',
            '{"newsconv": "1.0"}',
        ],
    )
    def test_invalid(self, text: str) -> None:
        """What is not of the schema is refused by the schema and by the decoder."""
        with pytest.raises(msgspec.ValidationError):
            decode(text)
        assert not jsonschema.Draft202012Validator(json_schema()).is_valid(msgspec.json.decode(text))
