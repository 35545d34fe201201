"""The laws of conversion as checks, for the built-in formats and for those of plug-ins.

Each takes a document (brought into normal form first) or a source, and the name of an installed
format; it returns nothing where the law holds, and raises `AssertionError` with the difference where
it does not. `check_format` runs all that apply to a format with documents made by Hypothesis.

Writers are called with `private=True`: what a format leaves out for the public is no loss of the
format's. What each law says is in `docs/laws.md` of newsconv.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.convert import dumps, loads
from newsconv.document import Code, Document, Image, Metadata, Text, normalize
from newsconv.document.codec import decode, encode
from newsconv.document.nodes import snake_case
from newsconv.document.plain import iter_paragraphs
from newsconv.document.walk import rewrite, walk
from newsconv.errors import NewsconvError, PluginError
from newsconv.losses import ALL_NODES, value_text
from newsconv.report import Guessed, NotRendered, Report
from newsconv.testing.differences import document_difference, text_difference, word_difference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsconv.document import Block, Inline

__all__ = [
    "carried_part",
    "check_accountable",
    "check_deterministic",
    "check_format",
    "check_humble",
    "check_lossless",
    "check_projection",
    "check_stable_chain",
    "check_stable_output",
    "check_total",
    "count_words",
    "document_words",
]

RE_WORD: Final = re.compile(r"\w+")


# ---------------------------------------------------------------- the laws


def check_lossless(document: Document, format_name: str) -> None:
    """Check that reading what was written gives the same document, and that no loss was reported.

    Raises:
        AssertionError: it does not; the message shows the written text and the difference.
    """
    normal = normalize(document)
    report = Report()
    written = dumps(normal, format_name, report=report, private=True)
    back = loads(written, format_name)
    require(back == normal, f"{format_name} lost something", document_difference(normal, back), written)
    lost = [event for event in report if isinstance(event, NotRendered)]
    require(not lost, f"{format_name} is lossless but reported a loss", str(report), written)


def check_projection(document: Document, format_name: str) -> None:
    """Check that a second round trip changes nothing, and that what the first one lost was reported.

    A metadata field is lost where it comes back empty or changed; a kind of node where none of it
    comes back; a word where it is neither in what comes back nor in the report. Where nothing was
    reported, the document must come back the same; where only fields and marks of words were, the body
    must be the same but for these marks. What comes back without having been there must have been
    reported as guessed.
    """
    normal = normalize(document)
    report, reading, second_report = Report(), Report(), Report()
    written = dumps(normal, format_name, report=report, private=True)
    first = loads(written, format_name, report=reading, noise="keep")
    written_again = dumps(first, format_name, report=second_report, private=True)
    second = loads(written_again, format_name, noise="keep")
    law = f"a second round trip through {format_name} changed something"
    require(second == first, law, document_difference(first, second), written)
    require(written_again == written, law, text_difference(written, written_again), written)
    require_reported(normal, first, report, reading, written)


def check_stable_output(document: Document, format_name: str) -> None:
    """Check that reading what was written and writing it again gives the same bytes."""
    written = dumps(document, format_name, private=True)
    again = dumps(loads(written, format_name), format_name, private=True)
    require(again == written, f"{format_name} is not stable", text_difference(written, again), written)


def check_stable_chain(document: Document, format_names: Sequence[str]) -> None:
    """Check that going through several formats ends in the same bytes as writing the last one at once."""
    last = format_names[-1]
    home = dumps(document, last, private=True)
    current = normalize(document)
    for name in format_names:
        current = loads(dumps(current, name, private=True), name)
    away = dumps(current, last, private=True)
    chain = " → ".join(format_names)
    require(away == home, f"{chain} is not the same as {last} alone", text_difference(home, away), home)


def check_accountable(source: str | bytes, format_name: str, visible_text: str) -> None:
    r"""Check that each visible word of a source is in the document or in the report.

    Args:
        source: the source.
        format_name: its format.
        visible_text: what a person sees of it; words are runs of letters, digits and `_` (`\w+`).
    """
    report = Report()
    document = loads(source, format_name, report=report)
    there = document_words(document) + count_words(event.text for event in report)
    missing = count_words([visible_text]) - there
    require(not missing, f"{format_name} lost words", word_difference(missing), visible_text)


def check_deterministic(document: Document, format_name: str) -> None:
    """Check that equal documents give equal bytes and equal reports, whichever objects they are made of."""
    _, twin = decode(encode(normalize(document)))
    report, twin_report = Report(), Report()
    written = dumps(document, format_name, report=report, private=True)
    again = dumps(twin, format_name, report=twin_report, private=True)
    law = f"{format_name} writes equal documents differently"
    require(again == written, law, text_difference(written, again), written)
    require(report.events == twin_report.events, law, text_difference(str(report), str(twin_report)), written)


def check_total(data: str | bytes, format_name: str) -> Document | None:
    """Check that a source gives a normal document or a `NewsconvError`, the same each time.

    Returns:
        The document, or none where the source was refused.

    Raises:
        AssertionError: the document is not normal, or differs from what a second reading gives.
        Exception: whatever else the reader raised, as it came.
    """
    document = read_or_refuse(data, format_name)
    again = read_or_refuse(data, format_name)
    require(document == again, f"{format_name} reads one source in two ways", "", repr(data))
    if document is not None:
        normal = normalize(document)
        difference = document_difference(document, normal)
        require(normal == document, f"{format_name} read a document not in normal form", difference, repr(data))
    return document


def check_humble(document: Document, format_name: str) -> None:
    """Check that noise rules leave alone what newsconv itself wrote."""
    written = dumps(document, format_name, private=True)
    report = Report()
    automatic = loads(written, format_name, report=report)
    kept = loads(written, format_name, noise="keep")
    difference = document_difference(kept, automatic)
    require(automatic == kept, f"noise rules changed our own {format_name}", f"{difference}\n{report}", written)


def check_format(format_name: str, *, max_examples: int = 50) -> None:
    """Run all laws that apply to a format, with documents and sources made by Hypothesis.

    Args:
        format_name: an installed format.
        max_examples: documents, and sources, that each law is tried with.

    Raises:
        AssertionError: a law does not hold; Hypothesis shows the smallest document for which it does not.
    """
    from newsconv.testing.runs import run_laws

    run_laws(format_name, max_examples=max_examples)


# ---------------------------------------------------------------- words


def count_words(texts: Iterable[str]) -> Counter[str]:
    r"""Count the words (`\w+`) of texts.

    >>> count_words(["a b", "b"])
    Counter({'b': 2, 'a': 1})
    """
    return Counter(word for text in texts for word in RE_WORD.findall(text))


def document_words(document: Document) -> Counter[str]:
    """Count all words of a document that a person may see: metadata, story, captions, asides and alts.

    A picture may stand within a word; then the word counts with what stands for the picture and without it.
    """
    pictures_shown = count_words(iter_paragraphs(document.body, everything=True))
    return metadata_words(document.metadata) + (pictures_shown | words_around_pictures(document.body, ""))


def metadata_words(metadata: Metadata) -> Counter[str]:
    """Count the words of all metadata fields."""
    values = (getattr(metadata, name) for name in Metadata.__struct_fields__)
    return count_words(value_text(value) for value in values if value)


def words_around_pictures(blocks: Iterable[Block], mark: str) -> Counter[str]:
    """Count the words of blocks, captions and asides included, with a mark in place of each picture within a line."""
    bare = rewrite(blocks, lambda node: (Text(mark),) if isinstance(node, Image) else (node,))
    return count_words(iter_paragraphs(bare, everything=True))


# ---------------------------------------------------------------- what is carried and lost


def carried_part(document: Document, carries: frozenset[str]) -> Document:
    """Leave out of a document what a format does not carry.

    >>> from newsconv.document import Paragraph, Text, ThematicBreak
    >>> story = Document(Metadata(headline="A", section="B"), (ThematicBreak(), Paragraph((Text("C"),))))
    >>> carried_part(story, frozenset({"metadata.headline", "paragraph", "text"}))
    Document(metadata=Metadata(headline='A'), body=(Paragraph(children=(Text(value='C'),)),))
    """

    def keep(node: Block | Inline) -> tuple[Block | Inline, ...]:
        return (node,) if kind_of(node) in carries else ()

    absent = [name for name in Metadata.__struct_fields__ if f"metadata.{name}" not in carries]
    defaults = Metadata()
    metadata = msgspec.structs.replace(document.metadata, **{name: getattr(defaults, name) for name in absent})
    return normalize(Document(metadata, rewrite(document.body, keep)))


def require_reported(before: Document, after: Document, report: Report, reading: Report, written: str) -> None:
    """Raise where a difference between a document and what came back was not reported."""
    reported = {event.what for event in report if isinstance(event, NotRendered)}
    guessed = {f"metadata.{event.field}" for event in reading if isinstance(event, Guessed)}
    lost, invented = changed_fields(before.metadata, after.metadata)
    difference = document_difference(before, after)
    whole = f"{difference}\nreported as not rendered: {sorted(reported)}"
    require(lost <= reported, f"lost, but not reported: {sorted(lost - reported)}", whole, written)
    fields = {what for what in reported if what.startswith("metadata.")}
    require(fields <= lost, f"reported as not rendered, but came back: {sorted(fields - lost)}", whole, written)
    require(invented <= guessed, f"invented, and not reported as guessed: {sorted(invented - guessed)}", whole, written)
    kinds = kinds_outside(before.body, reported) - kinds_outside(after.body, frozenset())
    require(not kinds, f"nodes lost, but not reported: {sorted(kinds)}", whole, written)
    require(bool(reported) or after == before, "something changed, and nothing was reported", difference, written)
    nodes = reported & ALL_NODES
    if nodes <= WORD_MARKS:
        lost_marks = reported - fields
        bare, back = (normalize(Document(body=without_marks(each.body, lost_marks))) for each in (before, after))
        law = f"the body changed in more than the marks that were reported ({', '.join(sorted(lost_marks)) or 'none'})"
        require(back == bare, law, document_difference(bare, back), written)
    there = document_words(after) + count_words(event.text for event in report)
    ways = [words_around_pictures(before.body, mark) for mark in ("", " ")]
    ways.append(count_words(iter_paragraphs(before.body, everything=True)))
    missing, *others = [metadata_words(before.metadata) + words - there for words in ways]
    for other in others:  # a picture within a word may be lost, stay, or be reported with what stands for it
        missing &= other
    require(not missing, "words lost, but not reported", word_difference(missing), written)


WORD_MARKS: Final = frozenset({"emphasis", "strong", "strikethrough", "subscript", "superscript", "code", "link"})
"""Inlines whose words stand in the text without them, too."""


def without_marks(blocks: Iterable[Block], names: Iterable[str]) -> tuple[Block, ...]:
    """Leave the words of inlines of some kinds without their marks, and nodes without some of their parts.

    >>> from newsconv.document import CodeBlock, Paragraph, Strong
    >>> without_marks((Paragraph((Strong((Text("a"),)),)),), {"strong"})
    (Paragraph(children=(Text(value='a'),)),)
    >>> without_marks((CodeBlock("a", "python"),), {"code_block.language"})
    (CodeBlock(text='a'),)
    """
    dropped = frozenset(names)

    def unwrap(node: Block | Inline) -> tuple[Block | Inline, ...]:
        kind = kind_of(node)
        if kind in dropped:
            return (Text(node.value),) if isinstance(node, Code) else node.children  # type: ignore[union-attr]
        fields = msgspec.structs.fields(type(node))
        parts = {field.name: field.default for field in fields if f"{kind}.{field.name}" in dropped}
        return (msgspec.structs.replace(node, **parts) if parts else node,)

    return rewrite(blocks, unwrap)


def changed_fields(before: Metadata, after: Metadata) -> tuple[set[str], set[str]]:
    """Name the fields that held something and don't hold it any more, and those that held nothing and do now."""
    lost: set[str] = set()
    invented: set[str] = set()
    defaults = Metadata()
    for name in Metadata.__struct_fields__:
        old, new, empty = (getattr(metadata, name) for metadata in (before, after, defaults))
        if old != new:
            (invented if old == empty else lost).add(f"metadata.{name}")
    return lost, invented


def kind_of(node: Block | Inline) -> str:
    """Name the kind of a node as `Format.carries` does."""
    return snake_case(type(node).__name__)


def kinds_outside(blocks: Iterable[Block], reported: Iterable[str]) -> set[str]:
    """Name the kinds of nodes, leaving out those reported, what stands within them, and what is empty without them."""
    names = frozenset(reported) & ALL_NODES

    def drop(node: Block | Inline) -> tuple[Block | Inline, ...]:
        return () if kind_of(node) in names else (node,)

    rest = normalize(Document(body=rewrite(blocks, drop)))
    return {kind_of(node) for node in walk(rest.body)}


# ---------------------------------------------------------------- helpers


def read_or_refuse(data: str | bytes, format_name: str) -> Document | None:
    """Read a source; none where it is refused with an error of ours, other than one that hides a reader's fault."""
    try:
        return loads(data, format_name)
    except PluginError:
        raise
    except NewsconvError:
        return None


SHOWN_CHARS: Final = 2_000
"""Code points of a written text that a message shows; more than any shrunk example has."""


def require(holds: bool, law: str, difference: str, written: str) -> None:  # noqa: FBT001 - the condition of an assertion
    """Raise `AssertionError` with a law, the difference and the text concerned, unless the law holds."""
    if not holds:
        message = f"{law}\n{difference}\nThe text was:\n{written[:SHOWN_CHARS]}"
        raise AssertionError(message)
