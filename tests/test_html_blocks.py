"""Blocks from HTML: what pages really hold, and what newsconv writes."""

from __future__ import annotations

import pytest

from newsconv.document import (
    Aside,
    Block,
    Cell,
    CodeBlock,
    Document,
    Embed,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Media,
    Paragraph,
    Quote,
    Row,
    Strong,
    Table,
    Text,
    normalize,
)
from newsconv.readers.html.blocks import read_blocks
from newsconv.readers.html.tree import parse_fragment
from newsconv.report import Removed, Report, Skipped
from newsconv.writers.html.blocks import write_blocks


def paragraph(*parts: str | Inline) -> Paragraph:
    """Make a paragraph of texts and inlines."""
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def read(html: str, report: Report | None = None, base_url: str = "") -> tuple[Block, ...]:
    """Read a fragment."""
    events = Report() if report is None else report
    return read_blocks(parse_fragment(html, report=events), report=events, base_url=base_url)


def item(*blocks: Block) -> ListItem:
    """Make an item of a list."""
    return ListItem(blocks)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a<p>b</p>c", (paragraph("a"), paragraph("b"), paragraph("c"))),
        ("a<br><br>b", (paragraph("a"), paragraph("b"))),
        ("<span>a<br> <br>b</span>", (paragraph("a"), paragraph("b"))),
        ("<p>a<br>b</p>", (paragraph("a", LineBreak(), "b"),)),
        ("<strong><p>a</p><p>b</p></strong>", (paragraph(Strong((Text("a"),))), paragraph(Strong((Text("b"),))))),
        ("<p>one<i> </i>two</p>", (paragraph("one two"),)),
        ("<p><b>foo </b>bar</p>", (paragraph(Strong((Text("foo"),)), " bar"),)),
        ("<p><b>bo<b>ld</b>er</b></p>", (paragraph(Strong((Text("bolder"),))),)),
        ('<a href="/x"><div>a</div><div>b</div></a>', tuple(paragraph(Link("/x", (Text(t),))) for t in "ab")),
        ("<h2><div>a</div></h2>", (Heading(2, (Text("a"),)),)),
        ("<p>a<!-- b -->c</p>", (paragraph("ac"),)),
        ("<custom-tag>a</custom-tag> b", (paragraph("a b"),)),
        ("<p>\xa0</p><p>a</p>", (paragraph("a"),)),
        ("<q>a</q>", (paragraph("\N{LEFT DOUBLE QUOTATION MARK}a\N{RIGHT DOUBLE QUOTATION MARK}"),)),
    ],
)
def test_text(html: str, expected: tuple[Block, ...]) -> None:
    """Text makes the paragraphs that a browser shows."""
    assert read(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li>a</li><li>b</li></ul>", List((item(paragraph("a")), item(paragraph("b"))))),
        ("<ul><li><p>a</p></li><li>b</li></ul>", List((item(paragraph("a")), item(paragraph("b"))), loose=True)),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", List((item(paragraph("a"), List((item(paragraph("b")),))),))),
        ("<ol start='3'><li>a</li></ol>", List((item(paragraph("a")),), ordered=True, start=3)),
        ("<ul>a<li>b</li></ul>", List((item(paragraph("a")), item(paragraph("b"))))),
    ],
)
def test_lists(html: str, expected: List) -> None:
    """Lists keep their items, numbers and looseness, and what stands between the items."""
    assert read(html) == (expected,)


class TestTables:
    """Tables as pages have them."""

    def test_spans(self) -> None:
        """Spans, headers and alignment are kept."""
        html = '<table><tr><th colspan="2">a</th></tr><tr><td align="right">b</td><td></td></tr></table>'
        first = Row((Cell((paragraph("a"),), header=True, colspan=2),))
        assert read(html) == (Table((first, Row((Cell((paragraph("b"),), align="right"), Cell())))),)

    def test_huge_span(self) -> None:
        """A span is no more than HTML allows."""
        (table,) = read('<table><tr><td colspan="99999999" rowspan="-1">a</td></tr></table>')
        assert isinstance(table, Table)
        assert (table.rows[0].cells[0].colspan, table.rows[0].cells[0].rowspan) == (1000, 1)

    def test_stray_text(self) -> None:
        """Text in a table, but in no cell, stands before it."""
        assert read("<table>a<tr><td>b</td></tr></table>")[0] == paragraph("a")

    def test_cell_alone(self) -> None:
        """A cell without a table is only its content."""
        report = Report()
        from lxml import etree

        element = etree.fromstring("<div><td>a</td></div>")
        assert read_blocks(element, report=report) == (paragraph("a"),)


class TestFigures:
    """Figures, and what only looks like one."""

    def test_caption_and_credit(self) -> None:
        """The credit is taken out of the caption by the class that marks it."""
        caption = '<p>c</p><p class="caption__credit">D/AP</p>'
        html = f'<figure><img src="a.jpg" alt="b"><figcaption>{caption}</figcaption></figure>'
        assert read(html) == (Figure((Media("a.jpg", alt="b"),), (Text("c"),), "D/AP"),)

    @pytest.mark.parametrize(
        "credit",
        [
            '<span class="widget__captionCredit">D/AP</span>',
            '<div class="contentcredit">D/AP</div>',
            '<span itemprop="copyrightHolder">D/AP</span>',
            "<cite>D/AP</cite>",
        ],
    )
    def test_marked_credit(self, credit: str) -> None:
        """A credit may be marked by a word within a class, by schema.org's property, or by `cite`."""
        html = f'<figure><img src="a.jpg"><figcaption><p>c</p>{credit}</figcaption></figure>'
        assert read(html) == (Figure((Media("a.jpg"),), (Text("c"),), "D/AP"),)

    @pytest.mark.parametrize(
        ("part", "credit"),
        [
            ("<small>(Foto: D/AP)</small>", "(Foto: D/AP)"),
            ("<span>© D | AP</span>", "© D | AP"),
            ("<span> | Bild: D</span>", "Bild: D"),
            ("<div>Image credit: D</div>", "Image credit: D"),
            ("<small>Quelle: dpa</small>", "Quelle: dpa"),
        ],
    )
    def test_worded_credit(self, part: str, credit: str) -> None:
        """A part of a caption that begins with a word of credits is one, whatever its class."""
        html = f'<figure><img src="a.jpg"><figcaption><span>c</span>{part}</figcaption></figure>'
        assert read(html) == (Figure((Media("a.jpg"),), (Text("c"),), credit),)

    @pytest.mark.parametrize("part", ["<small>Photos show it</small>", "<small>2:43 min</small>", "<em>Bild</em>"])
    def test_other_parts(self, part: str) -> None:
        """What says something else, or only begins like a credit, is a part of the caption."""
        (figure,) = read(f'<figure><img src="a.jpg"><figcaption>c {part}</figcaption></figure>')
        assert isinstance(figure, Figure)
        assert (len(figure.caption) > 0, figure.credit) == (True, "")

    def test_box_of_caption_and_credit(self) -> None:
        """A box whose class names the credit, and which holds it beside the caption, is not the credit itself."""
        box = '<div class="box__copyright"><span>c</span> <span class="copyright">D/AP</span></div>'
        assert read(f'<figure><img src="a.jpg">{box}</figure>') == (Figure((Media("a.jpg"),), (Text("c"),), "D/AP"),)

    def test_caption_without_a_mark(self) -> None:
        """Short paragraphs beside a picture are its caption; long ones, and other blocks, are not."""
        picture = Figure((Media("a.jpg"),), (Text("c"),))
        assert read('<figure><img src="a.jpg"><div>c</div></figure>') == (picture,)
        assert read('<figure><img src="a.jpg"><p>c</p><figcaption>d</figcaption></figure>') == (
            Figure((Media("a.jpg"),), (Text("d"), LineBreak(), Text("c"))),
        )
        for story in (f"<p>{'long ' * 70}</p>", "<h2>c</h2><p>d</p>"):
            (*blocks, figure) = read(f'<figure><img src="a.jpg">{story}</figure>')
            assert figure == Figure((Media("a.jpg"),))
            assert blocks
        assert read("<figure><p>c</p></figure>")[0] == paragraph("c")

    def test_credit_of_a_quote(self) -> None:
        """What a figure around a quote calls the author is the quote's source."""
        html = '<figure><blockquote>a</blockquote><figcaption>Jane Doe <i class="author">AP</i></figcaption></figure>'
        assert read(html) == (Quote((paragraph("a"),), (Text("Jane Doe AP"),)),)

    def test_lazy_picture(self) -> None:
        """The address of a lazy picture is where its script would find it."""
        html = '<img src="data:image/gif;base64,R0" data-src="/a.jpg">'
        assert read(html, base_url="https://example.com/b/") == (read('<img src="https://example.com/a.jpg">'))

    @pytest.mark.parametrize(
        ("attributes", "url"),
        [
            ('src="/blank.gif" data-src="/a.jpg"', "/a.jpg"),
            ('src="/blank.gif" data-lazy-src="//b.org/a.jpg"', "//b.org/a.jpg"),
            ('src="/a.jpg" data-src="cty7171"', "/a.jpg"),
            ("src='/a.jpg' data-src='{\"default\": \"/b.jpg\"}'", "/a.jpg"),
            ('src="data:," srcset="/a-320.jpg 320w, /a-960.jpg 960w, /a-640.jpg 640w"', "/a-960.jpg"),
            ('data-srcset="/a.jpg, /a-2x.jpg 2x"', "/a-2x.jpg"),
        ],
    )
    def test_placeholders_are_no_pictures(self, attributes: str, url: str) -> None:
        """A picture that a script loads late has its address elsewhere; of several sizes the largest counts."""
        assert read(f"<img {attributes}>") == (Paragraph((Image(url),)),)

    def test_picture_with_sources(self) -> None:
        """The picture behind sources is read, or else what the first of them lists."""
        sources = '<source srcset="/a.webp 320w"><source srcset="/a.avif 960w">'
        assert read(f'<picture>{sources}<img src="/a.jpg"></picture>') == (Paragraph((Image("/a.jpg"),)),)
        assert read(f'<picture>{sources}<img src="data:,"></picture>') == (Paragraph((Image("/a.webp"),)),)

    def test_quote_in_figure(self) -> None:
        """A figure around a quote gives its caption as the attribution."""
        html = "<figure><blockquote>a</blockquote><figcaption>Jane Doe</figcaption></figure>"
        assert read(html) == (Quote((paragraph("a"),), (Text("Jane Doe"),)),)

    def test_frame(self) -> None:
        """A frame is an embed with its address and title."""
        assert read('<iframe src="https://video.example/1" title="a"></iframe>') == (
            Embed("https://video.example/1", title="a"),
        )

    @pytest.mark.parametrize("word", ["accredited", "resource"])
    def test_word_in_class(self, word: str) -> None:
        """A longer word is no credit."""
        html = f'<figure><img src="a.jpg"><figcaption><span class="{word}">a</span></figcaption></figure>'
        assert read(html) == (Figure((Media("a.jpg"),), (Text("a"),)),)


@pytest.mark.parametrize(
    ("html", "kind", "text"),
    [
        ('<p>a</p><div hidden="">b</div>', Removed, "b"),
        ('<p>a</p><div style="display: none">b</div>', Removed, "b"),
        ("<p>a</p><noscript>b</noscript>", Removed, "b"),
        ("<p>a</p><button>b</button>", Removed, "b"),
        ('<p>a</p><a href="javascript:x()"> </a>', Skipped, ""),
    ],
)
def test_left_out(html: str, kind: type[Removed | Skipped], text: str) -> None:
    """What is hidden or no text is left out, with its words in the report."""
    report = Report()
    assert read(html, report) == (paragraph("a"),)
    assert [(type(event), event.text) for event in report] == [(kind, text)]


def test_scripts_are_silent() -> None:
    """Scripts and styles are no text at all."""
    report = Report()
    assert read("<p>a</p><script>b</script><style>c</style>", report) == (paragraph("a"),)
    assert not report.events


BLOCKS: tuple[Block, ...] = (
    CodeBlock("\n a\n\nb", "py"),
    Quote((paragraph("a"),), (Emphasis((Text("b"),)),)),
    Figure((Media("a.jpg", width=3), Media("b.mp4", "video", "c", rendition="web")), (Text("d"),), "e"),
    Embed("https://example.com/", "twitter", "a", (paragraph("b"),)),
    Aside((paragraph("a"),), "infobox", "b"),
    List((item(CodeBlock("a"), paragraph("b")), item())),
    Table((Row((Cell((paragraph("a"), paragraph("b"))), Cell(align="center"))),), (Text("c"),)),
)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: type(block).__name__)
@pytest.mark.parametrize("xhtml", [False, True])
def test_round_trip(block: Block, *, xhtml: bool) -> None:
    """What is written is read back, as HTML and as XHTML."""
    from lxml import etree

    normal = normalize(Document(body=(block,))).body
    text = write_blocks(normal, xhtml=xhtml)
    element = etree.fromstring(f"<div>{text}</div>") if xhtml else parse_fragment(text, report=Report())
    assert read_blocks(element, report=Report()) == normal
