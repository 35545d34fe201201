"""Hypothesis strategies for documents and their parts, and for sources.

`documents` gives normal documents, as every reader returns them and every writer gets them;
`raw_documents` gives those that a program may build by hand. Between them they reach every node,
every field, every nesting, and the awkward text of `newsconv.testing.awkward` (the tests of this
package count that). Documents are small by default and shrink towards an empty one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from hypothesis import strategies as st

from newsconv.document import (
    Aside,
    Block,
    Cell,
    Code,
    CodeBlock,
    Document,
    Embed,
    Emphasis,
    Extra,
    Figure,
    Heading,
    Image,
    Inline,
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
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    normalize,
)
from newsconv.testing import awkward
from newsconv.testing.strings import dates, lines, texts, urls, words

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = [
    "blocks",
    "dates",
    "documents",
    "inlines",
    "metadata",
    "raw_documents",
    "sources",
    "texts",
    "urls",
]

_Item = TypeVar("_Item")

INLINE_DEPTH: Final = 3
"""Spans within spans that `inlines` gives; three are enough for each pair of neighbours inside a third kind."""
BLOCK_DEPTH: Final = 3
"""Blocks within blocks that `blocks` gives: a list in a quote in a cell, for one."""
TOWER_HEIGHT: Final = 60
"""Wrappers around one block in the deepest documents; more than `newsconv.document.MAX_DEPTH` (48)."""
MAX_FIELDS: Final = 5
"""Metadata fields set at once; a fault that needs more than three has not been seen."""
EMPTY_IN: Final = 10
"""One sequence of inlines or blocks in so many is empty."""
TOWER_IN: Final = 25
"""One document in so many is deep."""

SPANS: Final = (Emphasis, Strong, Strikethrough, Subscript, Superscript)


def tuples_of(
    item: SearchStrategy[_Item], *, min_size: int = 0, max_size: int = 3
) -> SearchStrategy[tuple[_Item, ...]]:
    """Give tuples of any length, as nodes hold them."""
    return st.lists(item, min_size=min_size, max_size=max_size).map(tuple)


# ---------------------------------------------------------------- inlines


def inlines(*, depth: int = INLINE_DEPTH, max_size: int = 4) -> SearchStrategy[tuple[Inline, ...]]:
    """Give the inlines of one block, not in normal form.

    Args:
        depth: how many spans and links stand one within another at most.
        max_size: how many inlines are next to each other at most.
    """
    children = tuples_of(leaf_inline(), min_size=1, max_size=max_size)
    for _ in range(depth):
        children = tuples_of(st.one_of(leaf_inline(), branch_inline(children)), min_size=1, max_size=max_size)
    return st.integers(0, EMPTY_IN).flatmap(partial(one_or_empty, children=children))


def one_or_empty(lot: int, children: SearchStrategy[tuple[_Item, ...]]) -> SearchStrategy[tuple[_Item, ...]]:
    """Choose between children (mostly) and none."""
    return st.just(()) if lot == EMPTY_IN else children


def leaf_inline() -> SearchStrategy[Inline]:
    """Give an inline without children, mostly a text."""
    text = texts().map(Text)
    return st.one_of(
        text,
        st.sampled_from(("a", " ", " a", "a ", "*", "_", ".", "\n", "!", "(")).map(Text),
        text,
        texts(max_pieces=2).map(Code),
        st.builds(Image, urls(), texts(max_pieces=2), st.just("") | lines()),
        st.just(LineBreak()),
    )


def branch_inline(children: SearchStrategy[tuple[Inline, ...]]) -> SearchStrategy[Inline]:
    """Give a span or link around inlines."""
    spans = [st.builds(kind, children) for kind in SPANS]
    return st.one_of(*spans, st.builds(Link, urls(), children, st.just("") | lines()))


# ---------------------------------------------------------------- blocks


def blocks(*, depth: int = BLOCK_DEPTH, max_size: int = 3) -> SearchStrategy[tuple[Block, ...]]:
    """Give neighbouring blocks, not in normal form.

    Args:
        depth: how many blocks stand one within another at most.
        max_size: how many blocks are next to each other at most.
    """
    words_within = inlines()
    leaf = leaf_block(words_within)
    some = partial(tuples_of, min_size=1, max_size=max_size)
    children = some(leaf)
    for _ in range(depth):
        branch = branch_block(children, words_within)
        neighbours = tuples_of(lists(children), min_size=2, max_size=max_size)
        mixed = some(st.one_of(leaf, branch))
        children = st.one_of(some(leaf), mixed, mixed, mixed, neighbours)
    return st.integers(0, EMPTY_IN).flatmap(partial(one_or_empty, children=children))


def leaf_block(children: SearchStrategy[tuple[Inline, ...]]) -> SearchStrategy[Block]:
    """Give a block that holds no other, mostly a paragraph."""
    paragraph = st.builds(Paragraph, children)
    return st.one_of(
        st.builds(Paragraph, texts().map(lambda text: (Text(text),))),
        paragraph,
        st.builds(Heading, st.sampled_from((1, 2, 3, 6, 0, 9)), children),
        st.builds(CodeBlock, texts(), words()),
        st.just(ThematicBreak()),
        figures(children),
        simple_tables(children),
    )


def branch_block(
    children: SearchStrategy[tuple[Block, ...]], caption: SearchStrategy[tuple[Inline, ...]]
) -> SearchStrategy[Block]:
    """Give a block that holds others."""
    no_inlines: SearchStrategy[tuple[Inline, ...]] = st.just(())
    return st.one_of(
        lists(children),
        lists(children),
        st.builds(Quote, children, no_inlines | caption),
        wild_tables(children, no_inlines | caption),
        st.builds(Embed, urls(), words(), st.just("") | lines(), children),
        st.builds(Aside, children, words(), st.just("") | lines()),
    )


def lists(children: SearchStrategy[tuple[Block, ...]]) -> SearchStrategy[List]:
    """Give lists, tight and loose, numbered or not, with empty items."""
    paragraph = st.sampled_from(awkward.WORDS).map(lambda text: (Paragraph((Text(text),)),))
    items = st.one_of(paragraph, paragraph, children, children, st.just(())).map(ListItem)
    starts = st.sampled_from((1, 0, 2, 9, 10, 999_999_999, -1, 10**10))
    return st.builds(List, tuples_of(items, min_size=1), st.booleans(), starts, st.booleans())


def figures(caption: SearchStrategy[tuple[Inline, ...]]) -> SearchStrategy[Figure]:
    """Give figures with several renditions, or none."""
    pixels = st.none() | st.sampled_from((1, 640, 0, -1, 1_000_000, 10**9))
    kinds = st.sampled_from(("image", "video", "audio"))
    media_types = st.sampled_from(("", "image/jpeg", "video/mp4", "image/svg+xml", "a b"))
    renditions = st.sampled_from(("", "thumbnail", "rnd:web", "a b"))
    no_text = st.just("")
    media = st.builds(
        Media, urls(), kinds, no_text | lines(), no_text | lines(), pixels, pixels, media_types, renditions
    )
    return st.builds(Figure, tuples_of(media, max_size=2), st.just(()) | caption, no_text | lines())


def simple_tables(children: SearchStrategy[tuple[Inline, ...]]) -> SearchStrategy[Table]:
    """Give tables as GFM knows them: one row of headers, columns aligned, a line a cell."""
    line = st.one_of(st.sampled_from(awkward.WORDS).map(lambda text: (Text(text),)), children)
    return table_of_lines(line, aligned(), st.integers(1, 3))


@st.composite
def table_of_lines(
    draw: DrawFn, line: SearchStrategy[tuple[Inline, ...]], align: SearchStrategy[Any], size: SearchStrategy[int]
) -> Table:
    """Give a simple table of as many columns and rows as `size` gives."""
    width = draw(size)
    aligns = [draw(align) for _ in range(width)]
    rows = []
    for number in range(draw(size)):
        contents = [draw(line) for _ in range(width)]
        header = number == 0
        rows.append(Row(tuple(Cell((Paragraph(c),), header, align) for c, align in zip(contents, aligns, strict=True))))
    return Table(tuple(rows))


def aligned() -> SearchStrategy[Any]:
    """Give an alignment, or none."""
    return st.sampled_from((None, "left", "center", "right"))


def wild_tables(
    children: SearchStrategy[tuple[Block, ...]], caption: SearchStrategy[tuple[Inline, ...]]
) -> SearchStrategy[Table]:
    """Give tables as HTML knows them: headers anywhere, cells that span, blocks in cells, rows of any length."""
    line = st.sampled_from(awkward.WORDS).map(lambda text: (Paragraph((Text(text),)),))
    contents = st.one_of(line, line, st.just(()), children)
    column_spans = st.sampled_from((1, 1, 1, 2, 3, 0, 10**6))
    row_spans = st.sampled_from((1, 1, 1, 2, 3, 0, 10**6))
    cell = st.builds(Cell, contents, st.booleans(), aligned(), column_spans, row_spans)
    return st.builds(Table, tuples_of(tuples_of(cell).map(Row), min_size=1), caption)


def wrap_in_quote(block: Block) -> Block:
    """Put a block into a quote."""
    return Quote((block,))


def wrap_in_list(block: Block) -> Block:
    """Put a block into a bulleted list."""
    return List((ListItem((block,)),))


def wrap_in_table(block: Block) -> Block:
    """Put a block into a table's cell."""
    return Table((Row((Cell((block,)),)),))


def wrap_in_aside(block: Block) -> Block:
    """Put a block into an aside."""
    return Aside((block,))


def wrap_in_embed(block: Block) -> Block:
    """Put a block into an embed."""
    return Embed("http://a.b/", children=(block,))


WRAPPERS: Final = (wrap_in_quote, wrap_in_list, wrap_in_table, wrap_in_aside, wrap_in_embed)
WRAPPER: Final = st.sampled_from(WRAPPERS)
HEIGHTS: Final = st.integers(0, TOWER_HEIGHT)
SPAN_CYCLE: Final = (Emphasis, Strong)


@st.composite
def towers(draw: DrawFn) -> Block:
    """Give a block deep within others, below `newsconv.document.MAX_DEPTH` and above it."""
    inner: Inline = Text("a")
    for number in range(draw(st.integers(0, 3))):
        inner = SPAN_CYCLE[number % 2]((inner, Text("b")))
    block: Block = Paragraph((inner,))
    for _ in range(draw(HEIGHTS)):
        block = draw(WRAPPER)(block)
    return block


# ---------------------------------------------------------------- metadata


def people() -> SearchStrategy[Person]:
    """Give people, mostly with a name alone."""
    optional = st.just("") | lines()
    return st.builds(Person, lines(), optional, st.sampled_from(("", "jane@example.com", "a b")), st.just("") | urls())


def subjects() -> SearchStrategy[Subject]:
    """Give subjects with a name, a code, or both."""
    codes = st.sampled_from(("", "04000000", "medtop:04000000", "a b", "1:2"))
    schemes = st.sampled_from(("", "medtop", "http://cv.iptc.org/newscodes/mediatopic/", "a b", "x:y"))
    return st.builds(Subject, st.just("") | lines(), codes, schemes, st.just("") | urls())


def related() -> SearchStrategy[RelatedItem]:
    """Give items that the story points to."""
    return st.builds(RelatedItem, st.just("") | lines(), st.just("") | urls(), st.sampled_from(("", "seeAlso", "a b")))


EXTRA_NAMES: Final = (
    *("x", "layout", "headline", "title", "author", "date", "tags", "language", "extra", "newsconv", "guid", "a b"),
    *(
        "a:b",
        "1",
        "true",
        "null",
        "2021-03-17",
        "#",
        "-",
        "é",
        "og:title",
        "",
        "A",
        "metadata.x",
        "<",
        '"',
        "~",
        "a\nb",
    ),
)
"""Names of unknown fields: some that formats give to known ones, some that a syntax misreads."""


def extras() -> SearchStrategy[Extra]:
    """Give fields that the model does not know, with one value or several."""
    return st.builds(Extra, st.sampled_from(EXTRA_NAMES), st.one_of(lines(), tuples_of(lines())))


def metadata_fields() -> dict[str, SearchStrategy[Any]]:
    """Give a strategy for the values of each metadata field."""
    text = lines()
    several = st.lists(text, min_size=1, max_size=3).map("\n".join)
    special: dict[str, SearchStrategy[Any]] = {
        "authors": tuples_of(people(), min_size=1),
        "located": st.builds(Place, text, st.just("") | text, st.just("") | text, st.just("") | urls()),
        "language": st.sampled_from(("en", "en-GB", "en_us", "zh-Hans-CN", "ar", "x-klingon", "English", "und")),
        "sources": tuples_of(text, min_size=1),
        "keywords": tuples_of(text, min_size=1),
        "subjects": tuples_of(subjects(), min_size=1),
        "genres": tuples_of(subjects(), min_size=1),
        "urgency": st.integers(0, 10),
        "status": st.sampled_from(("usable", "withheld", "canceled")),
        "version": st.sampled_from((1, 2, 10**6, 2**31, 0, -1)),
        "url": urls(),
        "guid": st.one_of(st.sampled_from(("urn:newsml:example.com:20210317:a", "a b", "tag:a.b,2021:c")), text),
        "usage_terms": several,
        "editorial_note": several,
        "related": tuples_of(related(), min_size=1),
        "extra": tuples_of(extras(), min_size=1),
    }
    for name in ("created", "published", "updated", "embargoed", "expires"):
        special[name] = dates()
    return {name: special.get(name, text) for name in Metadata.__struct_fields__}


def metadata() -> SearchStrategy[Metadata]:
    """Give metadata with a few fields set, not in normal form."""
    fields = metadata_fields()
    names = st.lists(st.sampled_from(tuple(fields)), unique=True, max_size=MAX_FIELDS)
    return metadata_with(names, fields)


@st.composite
def metadata_with(draw: DrawFn, names: SearchStrategy[list[str]], fields: dict[str, SearchStrategy[Any]]) -> Metadata:
    """Give metadata with the named fields set."""
    return Metadata(**{name: draw(fields[name]) for name in draw(names)})


# ---------------------------------------------------------------- documents


def raw_documents() -> SearchStrategy[Document]:
    """Give documents as a program may build them: any characters, any numbers, any nesting."""
    no_metadata = st.just(Metadata())
    body = blocks()
    shallow = st.one_of(
        st.builds(Document, no_metadata, body),
        st.builds(Document, no_metadata, body),
        st.builds(Document, metadata(), blocks(depth=1, max_size=2)),
    )
    deep = st.builds(Document, no_metadata, tuples_of(towers(), min_size=1, max_size=1))
    return st.integers(0, TOWER_IN).flatmap(lambda lot: deep if lot == TOWER_IN else shallow)


def documents() -> SearchStrategy[Document]:
    """Give normal documents, as readers return them."""
    return raw_documents().map(normalize)


def sources() -> SearchStrategy[str | bytes]:
    """Give what a reader may be handed: pieces of many syntaxes, as text and as bytes, and any bytes."""
    piece = st.one_of(st.sampled_from(awkward.SOURCES), st.sampled_from(awkward.PIECES), st.text(max_size=4))
    text = st.lists(piece, max_size=12).map("".join)
    codecs = st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "gb18030"))
    encoded = st.builds(lambda value, codec: value.encode(codec, "replace"), text, codecs)
    return st.one_of(text, encoded, st.binary(max_size=40))
