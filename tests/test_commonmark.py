"""The examples of the CommonMark specification: each goes through every lossless format and says what it should.

The examples are read from `../shared/commonmark/spec.txt` (0.31.2, 655 examples), where `→` stands for a
tab. What our HTML says is compared with the HTML of the specification by a canonical form of both that
uses nothing of newsconv: lxml parses them, and `canonical` folds what the model does not tell apart.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from urllib.parse import quote

import pytest
from lxml import etree

import newsconv
from newsconv.testing import check_stable_chain

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES: Final = 655
"""Examples of the stored specification."""
LOSSLESS: Final = ("markdown", "html", "newsml", "json")
RE_EXAMPLE: Final = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
RE_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>|<[!?][^>]*>")

NO_EMPTY_BLOCK: Final = "a heading, quote or code block without visible text is not kept"
NO_EMPTY_LINK: Final = "a link without words is not kept"
NO_BLANK_CODE: Final = "code without visible characters is not kept"
NO_BLANK_LINES: Final = "blank lines at the end of a code block are not kept"
ONE_SPAN: Final = "a span within a span of its own kind is one span"
OPEN_HTML: Final = "raw HTML that does not end is text, so that nothing visible is lost"
LIBXML2: Final = "libxml2 reads the specification's HTML otherwise than browsers do, who read what we say"

EXCEPTIONS: Final[dict[int, str]] = {
    **dict.fromkeys((79, 126, 130, 144, 220, 239, 241, 242), NO_EMPTY_BLOCK),
    **dict.fromkeys((21, 31, 478, 479, 486, 489, 632, 633, 645, 646), NO_EMPTY_LINK),
    **dict.fromkeys((129, 138, 336), NO_BLANK_CODE),
    **dict.fromkeys((371, 375, 391, 409, 410, 411, 419, 420, 421, 427, 428, 429, 434), ONE_SPAN),
    **dict.fromkeys((463, 465, 466, 467, 468, 470), ONE_SPAN),
    **dict.fromkeys((156, 157, 158, 175), OPEN_HTML),
    320: NO_BLANK_LINES,
    148: "a code block holds text alone: emphasis and a paragraph within a raw `<pre>` are not kept",
    176: f"{LIBXML2}: `</blockquote>` closes an open `<div>`",
    177: f"{LIBXML2}: `</li>` closes an open `<div>`",
    182: "a processing instruction ends at `?>` for us, as in CommonMark, at the first `>` in HTML",
    193: "the code block stands between the rows of a table: what is in no cell stands before it, as in browsers",
    631: "a CDATA section ends at `]]>` for us, as in CommonMark, at the first `>` in HTML",
}
"""Examples whose HTML differs from the specification's, by number, with the reason."""


class Example(NamedTuple):
    """One example of the specification."""

    number: int
    """Counted from 1, as in the printed specification."""
    markdown: str
    html: str

    @property
    def has_raw_html(self) -> bool:
        """Whether a tag, comment or the like of its HTML stands in its Markdown as it is."""
        return any(tag in self.markdown for tag in RE_TAG.findall(self.html))


@cache
def read_examples(text: str) -> tuple[Example, ...]:
    """Find the examples in the source of the specification."""
    pairs = [(m[1].replace("→", "\t"), m[2].replace("→", "\t")) for m in RE_EXAMPLE.finditer(text)]
    return tuple(Example(number, *pair) for number, pair in enumerate(pairs, 1))


@pytest.fixture(scope="module")
def examples(shared: Path) -> tuple[Example, ...]:
    """Give all examples, or skip."""
    path = shared / "commonmark" / "spec.txt"
    if not path.is_file():
        pytest.skip("needs ../shared/commonmark/spec.txt")
    return read_examples(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def documents(examples: tuple[Example, ...]) -> tuple[newsconv.Document, ...]:
    """Give the document of each example, nothing of it judged to be noise."""
    return tuple(newsconv.loads(example.markdown, "markdown", noise="keep") for example in examples)


# ---------------------------------------------------------------- canonical form

Token: TypeAlias = tuple[str, ...]
"""`("text", words)`, `("open", tag, attributes...)`, `("close", tag)`, or `("edge",)`: a block begins or ends."""

SAME: Final = {"i": "em", "b": "strong", "del": "s", "strike": "s"}
"""Elements with the one of the same meaning that the model knows."""
DROPPED: Final = frozenset({"script", "style", "textarea", "iframe"})
"""Elements that hold no text of a story."""
SPANS: Final = frozenset({"em", "strong", "s", "sub", "sup", "a"})
INLINE: Final = SPANS | {"img", "code"}
BLOCKS: Final = frozenset("p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr br table tr td th".split())
"""Blocks of the model; `br` with them, as spaces beside it do not count either."""
EDGES: Final = frozenset("div section tbody thead tfoot dl dt dd article main form".split())
"""Blocks that the model does not know; that one begins or ends there is kept."""
ATTRIBUTES: Final = {"a": ("href", "title"), "img": ("src", "alt", "title"), "ol": ("start",)}
"""Attributes that the model carries."""
VOID: Final = frozenset({"hr", "br", "img"})
ADDRESSES: Final = frozenset({"href", "src"})
URL_SAFE: Final = "/:?#@!$&'()*+,;=%~-._"
EDGE: Final = ("edge",)
RE_SPACE: Final = re.compile(r"[ \t\n\r\f]+")


def canonical(html: str, *, raw: bool) -> list[Token]:
    """Give what a fragment says as tokens, without what the model does not tell apart.

    Args:
        html: the fragment.
        raw: whether the example holds raw HTML, where a loose text and one in a paragraph are the same.
    """
    tree = etree.HTML(f"<html><body><nav>{html}</nav></body></html>", etree.HTMLParser(remove_pis=True))
    tokens: list[Token] = []
    add_element(tree, tokens, raw=raw, literal=False)
    return without_needless_edges(trimmed(hoisted(tokens)))


def add_element(element: etree._Element, tokens: list[Token], *, raw: bool, literal: bool) -> None:
    """Add the tokens of an element; the examples are a few levels deep."""
    if not isinstance(element.tag, str) or element.tag in DROPPED:
        return
    tag = SAME.get(element.tag, element.tag)
    is_edge_only = tag in EDGES or (raw and tag == "p")
    kept = not is_edge_only and is_kept(element, tag)
    tokens += [("open", tag, *attributes(element, tag))] if kept else [EDGE] * is_edge_only
    literal = literal or tag in {"pre", "code"}
    add_text(element.text, tokens, literal=literal)
    for child in element:
        add_element(child, tokens, raw=raw, literal=literal)
        add_text(child.tail, tokens, literal=literal)
    tokens += [("close", tag)] * (kept and tag not in VOID) + [EDGE] * is_edge_only


def is_kept(element: etree._Element, tag: str) -> bool:
    """Tell whether the model has a node for an element: no link that leads nowhere, no code within a code block."""
    parent = element.getparent()
    if tag == "code":
        return parent is None or parent.tag != "pre"
    return tag in BLOCKS or (tag in INLINE and (tag != "a" or "href" in element.attrib))


def attributes(element: etree._Element, tag: str) -> tuple[str, ...]:
    """Give the attributes that the model carries, addresses percent-encoded in one way, empty ones left out."""
    if tag == "pre":
        return tuple(str(code.get("class")) for code in element.findall("code") if code.get("class"))
    values = ((name, RE_SPACE.sub(" ", element.get(name, "")).strip()) for name in ATTRIBUTES.get(tag, ()))
    return tuple(
        f"{name}={quote(value, safe=URL_SAFE) if name in ADDRESSES else value}" for name, value in values if value
    )


def add_text(text: str | None, tokens: list[Token], *, literal: bool) -> None:
    """Add a text, folded unless its spaces count; as part of the text before it, if there is one."""
    if not text:
        return
    before = tokens.pop()[1] if tokens and tokens[-1][0] == "text" else ""
    tokens.append(("text", before + text if literal else RE_SPACE.sub(" ", before + text)))


def hoisted(tokens: list[Token]) -> list[Token]:
    """Move spaces and edges at the ends of spans out of them: `<b> a </b>` and ` <b>a</b> ` say the same."""
    result = outside_starts(tokens)
    return [mirrored(token) for token in outside_starts([mirrored(token) for token in result[::-1]])][::-1]


def mirrored(token: Token) -> Token:
    """Give a token as it reads from the end of the text."""
    turned = {"open": "close", "close": "open"}
    return ("text", token[1][::-1]) if token[0] == "text" else (turned.get(token[0], token[0]), *token[1:])


def outside_starts(tokens: list[Token]) -> list[Token]:
    """Move spaces and edges at the start of spans before them."""
    result: list[Token] = []
    for token in tokens:
        place = len(result)
        while place and result[place - 1][0] == "open" and result[place - 1][1] in SPANS:
            place -= 1
        if token == EDGE:
            result.insert(place, token)
        elif token[0] == "text" and place < len(result) and token[1][:1] == " ":
            result.insert(place, ("text", " "))
            result += [("text", token[1].lstrip(" "))] if token[1].strip(" ") else []
        else:
            result.append(token)
    return result


def trimmed(tokens: list[Token]) -> list[Token]:
    """Fold spaces once more, and trim those where a block begins or ends, and the last line end of code blocks."""
    joined: list[Token] = []
    literal = 0
    for token in tokens:
        literal += (token[0] == "open" and token[1] in {"pre", "code"}) - (
            token in {("close", "pre"), ("close", "code")}
        )
        if token[0] == "text":
            add_text(token[1], joined, literal=literal > 0)
        else:
            joined.append(token)
    result: list[Token] = []
    for before, token, after in zip([EDGE, *joined], joined, [*joined[1:], EDGE], strict=False):
        words = token[1] if token[0] == "text" else ""
        if words and before[:2] != ("open", "code"):
            in_pre = before[:2] == ("open", "pre") or after == ("close", "pre")
            words = words.removesuffix("\n") if in_pre else words[is_edge(before) and words[:1] == " " :]
            words = words[:-1] if is_edge(after) and not in_pre and words[-1:] == " " else words
        result += [token] if token[0] != "text" else [("text", words)] * bool(words)
    return result


def without_needless_edges(tokens: list[Token]) -> list[Token]:
    """Leave out edges where a block begins or ends anyway."""
    result: list[Token] = []
    for token in tokens:
        if is_edge(token) and result and result[-1] == EDGE:
            result.pop()
        if token != EDGE or (result and not is_edge(result[-1])):
            result.append(token)
    return result[:-1] if result and result[-1] == EDGE else result


def is_edge(token: Token) -> bool:
    """Tell whether a block begins or ends at a token."""
    return token == EDGE or (token[0] != "text" and token[1] in BLOCKS)


# ---------------------------------------------------------------- the tests


EQUAL: Final = (
    ("<p>a\n b</p>", "<p> a b </p>\n"),
    ("<p><i> a</i><b>b </b></p>", "<p><em>a</em><strong>b</strong></p>"),
    ("<pre><code class='x'>a\n</code></pre>", "<pre><code class='x'>a</code></pre>"),
    ("<p><a href='/a b'>c</a></p>", "<p><a href='/a%20b'>c</a></p>"),
    ("<p><a>b</a></p>", "<p>b</p>"),
)
"""Pairs that say the same."""
DIFFERENT: Final = (
    ("<p>a b</p>", "<p>ab</p>"),
    ("<p>a</p><p>b</p>", "<p>a b</p>"),
    ("<p>a</p>", "a"),
    ("<p>a<em> </em>b</p>", "<p>ab</p>"),
    ("<p>a<br>b</p>", "<p>a b</p>"),
    ("<p><em>a</em></p>", "<p><strong>a</strong></p>"),
    ("<p><code>a  b</code></p>", "<p><code>a b</code></p>"),
    ("<pre><code>a\n\n</code></pre>", "<pre><code>a\n</code></pre>"),
    ("<pre><code class='x'>a</code></pre>", "<pre><code>a</code></pre>"),
    ("<ol><li>a</li></ol>", "<ol start='2'><li>a</li></ol>"),
    ("<ul><li>a</li></ul>", "<ul><li><p>a</p></li></ul>"),
    ("<p><a href='b' title='c'>a</a></p>", "<p><a href='b'>a</a></p>"),
    ("<p><img src='a' alt='b'></p>", "<p><img src='a' alt='c'></p>"),
)
"""Pairs that do not."""


@pytest.mark.parametrize("pair", EQUAL)
def test_canonical_form_folds(pair: tuple[str, str]) -> None:
    """The canonical form makes equal what the model does not tell apart."""
    assert canonical(pair[0], raw=False) == canonical(pair[1], raw=False)


@pytest.mark.parametrize("pair", DIFFERENT)
def test_canonical_form_tells_apart(pair: tuple[str, str]) -> None:
    """The canonical form hides no difference that matters."""
    assert canonical(pair[0], raw=False) != canonical(pair[1], raw=False)


@pytest.mark.parametrize(("html", "same"), [("<div>a</div>", "<p>a</p>"), ("a<p>b</p>", "<p>a</p>b")])
def test_canonical_form_of_raw_html_has_no_paragraphs(html: str, same: str) -> None:
    """Where raw HTML stands around a text, only where blocks end counts, and it does count."""
    assert canonical(html, raw=True) == canonical(same, raw=True)
    assert canonical("<div>a</div>b", raw=True) != canonical("<p>a b</p>", raw=True)


def test_all_examples_are_found(examples: tuple[Example, ...]) -> None:
    """The stored specification has its full number of examples, and tabs are tabs."""
    assert len(examples) == EXAMPLES
    assert examples[0].markdown == "\tfoo\tbaz\t\tbim\n"
    assert examples[0].html == "<pre><code>foo\tbaz\t\tbim\n</code></pre>\n"


# ---------------------------------------------------------------- the tests


def differing(examples: tuple[Example, ...], documents: tuple[newsconv.Document, ...]) -> dict[int, str]:
    """Give the examples whose HTML says something else than the specification's, each with both."""
    result = {}
    for example, document in zip(examples, documents, strict=True):
        ours = newsconv.dumps(document, "html", fragment=True)
        sides = [canonical(html, raw=example.has_raw_html) for html in (example.html, ours)]
        if sides[0] != sides[1]:
            result[example.number] = f"{example.markdown!r}\n  {example.html!r}\n  {ours!r}\n {sides[0]}\n {sides[1]}"
    return result


def test_html_says_what_the_specification_says(
    examples: tuple[Example, ...], documents: tuple[newsconv.Document, ...]
) -> None:
    """Beside the exceptions listed, our HTML is that of the specification, as far as the model carries it."""
    found = differing(examples, documents)
    unlisted = {number: both for number, both in found.items() if number not in EXCEPTIONS}
    assert not unlisted, "\n".join(f"{number}: {both}" for number, both in unlisted.items())
    assert not EXCEPTIONS.keys() - found.keys(), "listed as exceptions, but equal"


@pytest.mark.parametrize("format_name", LOSSLESS)
def test_each_example_comes_back(
    format_name: str, examples: tuple[Example, ...], documents: tuple[newsconv.Document, ...]
) -> None:
    """Each example comes back equal from each lossless format, and with the same bytes the second time."""
    changed, unstable = [], []
    for example, document in zip(examples, documents, strict=True):
        written = newsconv.dumps(document, format_name)
        back = newsconv.loads(written, format_name)
        changed += [example.number] * (back != document)
        unstable += [example.number] * (newsconv.dumps(back, format_name) != written)
    assert not changed
    assert not unstable


def test_each_example_survives_the_chain(documents: tuple[newsconv.Document, ...]) -> None:
    """Going through html, newsml and json ends in the same Markdown as staying at home."""
    for document in documents:
        check_stable_chain(document, ("markdown", "html", "newsml", "json", "markdown"))


def test_each_news_item_is_valid(
    shared: Path, examples: tuple[Example, ...], documents: tuple[newsconv.Document, ...]
) -> None:
    """The NewsML-G2 of each example follows the IPTC's schema."""
    schema = etree.XMLSchema(etree.parse(shared / "schemas" / "NewsML-G2_2.35-spec-All-Power.xsd"))
    invalid = {
        example.number: str(schema.error_log.last_error)
        for example, document in zip(examples, documents, strict=True)
        if not schema.validate(etree.fromstring(newsconv.dumps(document, "newsml").encode()))
    }
    assert not invalid
