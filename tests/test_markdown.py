"""The Markdown reader and writer: what is escaped, what is spelled how, and what raw HTML may do."""

from __future__ import annotations

import pytest

import newsconv
from newsconv.document import (
    Block,
    Cell,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Metadata,
    Paragraph,
    Quote,
    Row,
    Strikethrough,
    Strong,
    Subscript,
    Table,
    Text,
    ThematicBreak,
    normalize,
)
from newsconv.report import Report

HEAD = "---\ngenerator: newsconv\n---\n"


def paragraph(*parts: str | Inline) -> Paragraph:
    """Make a paragraph of texts and inlines."""
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def bullets(*items: tuple[Block, ...], loose: bool = False) -> List:
    """Make a bulleted list."""
    return List(tuple(ListItem(blocks) for blocks in items), loose=loose)


def written(*blocks: Block) -> str:
    """Write blocks, without the front matter."""
    text = newsconv.dumps(Document(body=blocks), "markdown")
    assert text.startswith(HEAD)
    return text[len(HEAD) + 1 :]


def read(text: str) -> tuple[Block, ...]:
    """Read blocks, judging nothing."""
    return newsconv.loads(text, "markdown", noise="keep").body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 * 3 = 6", "2 * 3 = 6"),
        ("*not* this", r"\*not\* this"),
        ("snake_case", "snake_case"),
        ("_not_ this", r"\_not\_ this"),
        ("[social] networks", "[social] networks"),
        ("[a](b)", r"[a\](b)"),
        ("a < b", "a < b"),
        ("<b>", r"\<b>"),
        ("AT&T", "AT&T"),
        ("&copy; 2021", r"\&copy; 2021"),
        ("C:\\dir", "C:\\dir"),
        ("a\\*", r"a\\\*"),
        ("~5 km", r"\~5 km"),
        ("# no heading", r"\# no heading"),
        ("#hashtag", "#hashtag"),
        ("- no list", r"\- no list"),
        ("-5 degrees", "-5 degrees"),
        ("1986. A year", r"1986\. A year"),
        ("1986.5 points", "1986.5 points"),
        ("12345678901. no list", "12345678901. no list"),
        ("> no quote", r"\> no quote"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("| no | table |", r"\| no | table |"),
        ("[a]: /url", r"\[a]: /url"),
        ("[x] done", r"\[x] done"),
        ("+1 for that", "+1 for that"),
    ],
)
def test_escapes_just_enough(text: str, expected: str) -> None:
    """Text is escaped where Markdown would take it for marks, and nowhere else; it is read back unchanged."""
    assert written(paragraph(text)) == f"{expected}\n"
    assert read(expected) == (paragraph(text),)


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        ((Strong((Text("a"),)), Text(" b")), "**a** b"),
        ((Text("un"), Strong((Text("believ"),)), Text("able")), "un**believ**able"),
        ((Text("said"), Strong((Text('"no"'),)), Text("then")), 'said<strong>"no"</strong>then'),
        ((Text("这是"), Strong((Text("重要"),)), Text("的")), "这是**重要**的"),
        ((Strong((Emphasis((Text("a"),)),)),), "**_a_**"),
        ((Emphasis((Strong((Text("a"),)), Text(" b"))),), "*__a__ b*"),
        ((Emphasis((Text("a"),)), Strong((Text("b"),))), "*a*<strong>b</strong>"),
        ((Strikethrough((Text("a"),)), Text(".")), "~~a~~."),
        ((Text("H"), Subscript((Text("2"),)), Text("O")), "H<sub>2</sub>O"),
        ((Code("a`b"),), "``a`b``"),
        ((Code("`"),), "`` ` ``"),
        ((Code(" a "),), "`  a  `"),
        ((Text("a"), LineBreak(), Text("# b")), "a\\\n\\# b"),
        ((Link("https://example.com/", (Text("https://example.com/"),)),), "<https://example.com/>"),
        ((Link("/a_(b)", (Text("[1]"),), 'say "hi"'),), r'[\[1\]](/a_(b) "say \"hi\"")'),
        ((Link("/a)", (Text("a"),)),), "[a](</a)>)"),
        ((Link("#", (Text("a"),)),), "[a](#)"),
        ((Text("wow!"), Link("/", (Text("a"),))), r"wow\![a](/)"),
    ],
)
def test_inlines(inlines: tuple[Inline, ...], expected: str) -> None:
    """Spans have delimiters where every parser takes them as such, else tags; all is read back unchanged."""
    assert written(Paragraph(inlines)) == f"{expected}\n"
    assert read(expected) == (Paragraph(inlines),)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((Heading(2, (Text("C#"),)),), "## C\\#\n"),
        ((Heading(1, (Text("a"), LineBreak(), Text("b"))),), "# a<br>b\n"),
        ((ThematicBreak(),), "___\n"),
        ((CodeBlock("```\na\n\nb", "py"),), "````py\n```\na\n\nb\n````\n"),
        ((CodeBlock("a", "c`"),), "~~~c`\na\n~~~\n"),
        ((Quote((paragraph("a"), paragraph("b"))),), "> a\n>\n> b\n"),
        ((Quote((paragraph("a"),), (Text("Jane Doe"),)),), "> a\n>\n> <footer>Jane Doe</footer>\n"),
        ((bullets((paragraph("a"),), (paragraph("b"),)),), "- a\n- b\n"),
        ((bullets((paragraph("a"),), (paragraph("b"),), loose=True),), "- a\n\n- b\n"),
        ((bullets((paragraph("a"), bullets((paragraph("b"),)))),), "- a\n  - b\n"),
        ((bullets((bullets((paragraph("a"),)),)),), "- + a\n"),
        ((bullets((paragraph("a"),)), bullets((paragraph("b"),))), "- a\n\n+ b\n"),
        ((List((ListItem((paragraph("a"),)),), ordered=True, start=9),), "9. a\n"),
        ((bullets((ThematicBreak(),)),), "- ___\n"),
        ((bullets((paragraph("a"),), ()),), "<ul><li>a</li><li></li></ul>\n"),
        (
            (bullets((Quote((paragraph("a"),)), paragraph("b")), (paragraph("c"),)),),
            "<ul><li><blockquote><p>a</p></blockquote>b</li><li>c</li></ul>\n",
        ),
        (
            (Figure(caption=(Text("a"),), credit="MT"),),
            '<figure><figcaption>a <span class="credit">MT</span></figcaption></figure>\n',
        ),
    ],
)
def test_blocks(blocks: tuple[Block, ...], expected: str) -> None:
    """Blocks are written with marks where Markdown has them, else as HTML on one line, and read back unchanged."""
    assert written(*blocks) == expected
    assert read(expected) == blocks


def cell(text: str, *, header: bool = False, colspan: int = 1) -> Cell:
    """Make a cell of one paragraph."""
    return Cell((paragraph(text),) if text else (), header, colspan=colspan)


class TestTables:
    """Pipe tables say what they can; the rest are HTML."""

    def test_pipe_table(self) -> None:
        """A table with one header row and equal rows is a pipe table; pipes in it are escaped."""
        table = Table((Row((cell("a|b", header=True), cell("c", header=True))), Row((cell("d"), cell("")))))
        assert written(table) == "| a\\|b | c |\n| --- | --- |\n| d |  |\n"
        assert read(written(table)) == (table,)

    @pytest.mark.parametrize(
        "table",
        [
            Table((Row((cell("a"), cell("b"))),)),
            Table((Row((cell("a", header=True), cell("b", header=True))), Row((cell("c", colspan=2),)))),
            Table((Row((cell("a", header=True),)), Row((Cell((paragraph("b"), paragraph("c"))),)))),
            Table((Row((cell("a", header=True),)), Row((cell("b"),))), caption=(Text("c"),)),
        ],
        ids=["no header", "span", "two paragraphs", "caption"],
    )
    def test_html_table(self, table: Table) -> None:
        """What a pipe table can't say is an HTML table on one line."""
        assert written(table).startswith("<table>")
        assert written(table).count("\n") == 1
        assert read(written(table)) == (table,)


class TestRawHtml:
    """Raw HTML means what it means on a page, but stays where it stands."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a <b>b</b>", (paragraph("a ", Strong((Text("b"),))),)),
            ("a <b>b\n\nc", (paragraph("a ", Strong((Text("b"),))), paragraph("c"))),
            ("> <div>a\n\nb", (Quote((paragraph("a"),)), paragraph("b"))),
            ("> </blockquote>a\n\nb", (Quote((paragraph("a"),)), paragraph("b"))),
            ("<div\n\na", (paragraph("<div"), paragraph("a"))),
            ("<!-- a\n\nb", (paragraph("<!-- a b"),)),
            ("a <!-- b --> c", (paragraph("a c"),)),
            ("a <script>b\n\nc", (paragraph("a <script>b"), paragraph("c"))),
            ("<script>\na\n</script>\n\nb", (paragraph("b"),)),
            ('<img src="a.jpg" onerror="b">c', (paragraph("c"),)),
        ],
    )
    def test_kept_inside(self, text: str, expected: tuple[Block, ...]) -> None:
        """No tag swallows or closes what is around it; scripts and comments are not shown."""
        found = read(text)
        assert [newsconv.Document(body=(block,)).paragraphs() for block in found] == [
            newsconv.Document(body=(block,)).paragraphs() for block in expected
        ]

    def test_unsafe_link(self) -> None:
        """A link that runs code leaves its words, and is reported."""
        report = Report()
        story = newsconv.loads("[a](javascript:alert(1))", "markdown", noise="keep", report=report)
        assert story.body == (paragraph("a"),)
        assert [event.reason for event in report] == ["a link that would run or carry code (javascript:alert(1))"]


def test_lines_in_report() -> None:
    """Events name the lines of the source, front matter counted."""
    seen = newsconv.explain("---\ntitle: Rain\n---\n\nIt rained.\n\nAdvertisement\n\nIt rained on.", "markdown")
    assert [event.origin.line for event in seen.report] == [7]


def test_item_that_ends_in_an_empty_item() -> None:
    """Regression: `> -` within an item made pulldown-cmark end the item before its next paragraph."""
    empty = bullets((paragraph("a"),), ())
    inner = bullets((Quote((empty,)), paragraph("a")), loose=True)
    document = normalize(Document(Metadata(), (bullets((paragraph("a"),)), inner)))
    assert newsconv.loads(newsconv.dumps(document, "markdown"), "markdown") == document


def test_neighbouring_code_is_one() -> None:
    """Regression: two code spans side by side can't be told from one in Markdown, so the normal form joins them."""
    assert normalize(Document(body=(paragraph(Code("a"), Code("b")),))).body == (paragraph(Code("ab")),)
