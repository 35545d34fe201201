"""Two versions of a story side by side: fields of the metadata, paragraphs, words.

In go two documents, of whatever format they were read from; out comes a `Comparison`, without
anything printed. Compared are the fields of the metadata and the words of the paragraphs
(`Document.paragraphs`); marks such as bold and links, pictures and captions are not.

How paragraphs and words are paired is told in `newsconv.alignment`.

Unless told to be strict, curly and straight quotation marks are equal, and so are all kinds of
white space and the two Unicode spellings of a letter with an accent (NFC and NFD).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from newsconv.alignment import equal_runs, pair_paragraphs
from newsconv.document.metadata import Metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsconv.document.document import Document

__all__ = ["Comparison", "FieldDifference", "ParagraphPair", "WordRun", "compare", "compare_words"]

RE_WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\s\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")
"""A word ends at white space; of Chinese and Japanese, which have none, each character is a word."""
RE_WORD_OR_SPACE: Final = re.compile(rf"{RE_WORD.pattern}|\s+")
QUOTES: Final = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u00b4`", "'") | dict.fromkeys("\u201c\u201d\u201e\u201f", '"')
)
"""Quotation marks and apostrophes with their straight spelling. Guillemets are other marks, not another spelling."""


class FieldDifference(msgspec.Struct, frozen=True):
    """A field of the metadata in which two documents differ."""

    name: str
    """Of the field in `Metadata`."""
    a: object
    """Its value in A; none where it is not set."""
    b: object
    """Its value in B; none where it is not set."""


class WordRun(msgspec.Struct, frozen=True):
    """Neighbouring words of a pair of paragraphs that share one fate."""

    kind: Literal["equal", "removed", "added"]
    text: str
    """As written, in B's spelling where both have it; the spaces that follow are part of it."""


class ParagraphPair(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph in both versions, or in one of them."""

    a: int | None = None
    """Its place in A, counted from 1; none where only B has it."""
    b: int | None = None
    """Its place in B, counted from 1; none where only A has it."""
    runs: tuple[WordRun, ...]
    """Its words in reading order; removed ones stand before the added ones that replace them."""
    words: int = 0
    """Words that differ; one that takes the place of another counts once."""

    @property
    def is_pair(self) -> bool:
        """Whether both versions have it."""
        return self.a is not None and self.b is not None

    @property
    def is_equal(self) -> bool:
        """Whether both versions have it with the same words."""
        return all(run.kind == "equal" for run in self.runs)


class Comparison(msgspec.Struct, frozen=True):
    """How two documents differ."""

    fields: tuple[FieldDifference, ...]
    """In the order of `Metadata`."""
    paragraphs: tuple[ParagraphPair, ...]
    """All of both versions, in reading order."""

    @property
    def is_equal(self) -> bool:
        """Whether no field and no word differs."""
        return not self.fields and all(pair.is_equal for pair in self.paragraphs)

    @property
    def summary(self) -> str:
        """One line about the paragraphs: `11 paragraphs pair up, 10 equal, 1 differs by 1 word`."""
        pairs = [pair for pair in self.paragraphs if pair.is_pair]
        differing = [pair for pair in pairs if not pair.is_equal]
        words = sum(pair.words for pair in differing)
        parts = ["1 paragraph pairs up" if len(pairs) == 1 else f"{len(pairs)} paragraphs pair up"]
        if pairs and not differing:
            parts.append("equal" if len(pairs) == 1 else "all equal")
        elif pairs:
            parts.append(f"{len(pairs) - len(differing)} equal")
            verb = "differs" if len(differing) == 1 else "differ"
            amount = "in white space" if not words else f"by {words} word{'s' * (words != 1)}"
            parts.append(f"{len(differing)} {verb} {amount}")
        parts += [f"{count} only in {side}" for side, count in self.unpaired().items() if count]
        return ", ".join(parts)

    def unpaired(self) -> dict[str, int]:
        """Count the paragraphs that only one version has."""
        return {
            "A": sum(pair.b is None for pair in self.paragraphs),
            "B": sum(pair.a is None for pair in self.paragraphs),
        }


def compare(a: Document, b: Document, *, strict: bool = False) -> Comparison:
    """Compare two normal documents.

    Args:
        a: the one version.
        b: the other version.
        strict: whether the spelling of quotation marks, and white space, count as differences.

    >>> from newsconv.document import Document, Metadata, Paragraph, Text
    >>> old = Document(Metadata(section="Sports"), (Paragraph((Text("A big offical win."),)),))
    >>> new = Document(Metadata(urgency=3), (Paragraph((Text("The big official win."),)),))
    >>> seen = compare(old, new)
    >>> seen.summary
    '1 paragraph pairs up, 0 equal, 1 differs by 2 words'
    >>> [field.name for field in seen.fields]
    ['section', 'urgency']
    """
    fold = spelled if strict else folded
    texts_a, texts_b = a.paragraphs(), b.paragraphs()
    tokens_a = [tokens(text, strict=strict) for text in texts_a]
    tokens_b = [tokens(text, strict=strict) for text in texts_b]
    keys_a = [tuple(fold(token) for token in line) for line in tokens_a]
    keys_b = [tuple(fold(token) for token in line) for line in tokens_b]
    paragraphs = []
    for i, j in pair_paragraphs(keys_a, keys_b):
        if i is not None and j is not None:
            runs, words = word_runs((tokens_a[i], keys_a[i]), (tokens_b[j], keys_b[j]))
        else:
            text, kind = (texts_a[i], "removed") if i is not None else (texts_b[j or 0], "added")
            runs, words = (WordRun(kind, text),), len(RE_WORD.findall(text))  # type: ignore[arg-type]  # a literal
        place_a, place_b = (None if place is None else place + 1 for place in (i, j))
        paragraphs.append(ParagraphPair(a=place_a, b=place_b, runs=runs, words=words))
    return Comparison(compare_fields(a.metadata, b.metadata, fold), tuple(paragraphs))


def compare_words(a: str, b: str, *, strict: bool = False) -> tuple[WordRun, ...]:
    """Compare the words of two paragraphs.

    >>> [(run.kind, run.text) for run in compare_words("a big red bus", "a red bus")]
    [('equal', 'a '), ('removed', 'big '), ('equal', 'red bus')]
    """
    fold = spelled if strict else folded
    lines = [tokens(text, strict=strict) for text in (a, b)]
    left, right = ((line, tuple(map(fold, line))) for line in lines)
    return word_runs(left, right)[0]


# ---------------------------------------------------------------- spelling


def spelled(text: str) -> str:
    """Give a text as it is; the strict fellow of `folded`."""
    return text


def folded(text: str) -> str:
    r"""Give what two spellings of a text share: straight quotes, single spaces, NFC.

    >>> folded("\u201cso\xa0it is\u201d")
    '"so it is"'
    """
    return " ".join(unicodedata.normalize("NFC", text.translate(QUOTES)).split())


def tokens(text: str, *, strict: bool) -> tuple[str, ...]:
    """Cut a paragraph into words; each with the white space after it, or, if strict, that by itself.

    >>> tokens("a  b c", strict=False), tokens("a  b", strict=True)
    (('a  ', 'b ', 'c'), ('a', '  ', 'b'))
    """
    if strict:
        return tuple(RE_WORD_OR_SPACE.findall(text))
    starts = [match.start() for match in RE_WORD.finditer(text)][1:]
    cuts = [0, *starts, len(text)]
    return tuple(text[start:end] for start, end in pairwise(cuts)) if text.strip() else ()


# ---------------------------------------------------------------- metadata


def compare_fields(a: Metadata, b: Metadata, fold: Callable[[str], str]) -> tuple[FieldDifference, ...]:
    """Give the fields that differ; an empty one is none."""
    differences = []
    for name in Metadata.__struct_fields__:
        left, right = (None if value in ("", (), None) else value for value in (getattr(a, name), getattr(b, name)))
        if folded_value(left, fold) != folded_value(right, fold):
            differences.append(FieldDifference(name, left, right))
    return tuple(differences)


def folded_value(value: object, fold: Callable[[str], str]) -> object:
    """Fold the texts within a value of the metadata, which is at most three levels deep."""
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, tuple):
        return tuple(folded_value(part, fold) for part in value)
    if isinstance(value, msgspec.Struct):
        return tuple(folded_value(getattr(value, name), fold) for name in value.__struct_fields__)
    return value


# ---------------------------------------------------------------- words

Line: TypeAlias = "tuple[Sequence[str], Sequence[str]]"
"""The words of a paragraph as written, and folded."""


def word_runs(a: Line, b: Line) -> tuple[tuple[WordRun, ...], int]:
    """Give the words of two paragraphs as runs, and the number of words that differ."""
    (written_a, keys_a), (written_b, keys_b) = a, b
    runs: list[WordRun] = []
    words = 0
    next_a, next_b = 0, 0
    for i, j, length in [*equal_runs(keys_a, keys_b), (len(keys_a), len(keys_b), 0)]:
        removed, added = written_a[next_a:i], written_b[next_b:j]
        words += max(sum(not token.isspace() for token in side) for side in (removed, added))
        pieces: tuple[tuple[Literal["equal", "removed", "added"], Sequence[str]], ...] = (
            ("removed", removed),
            ("added", added),
            ("equal", written_b[j : j + length]),
        )
        runs += [WordRun(kind, "".join(piece)) for kind, piece in pieces if piece]
        next_a, next_b = i + length, j + length
    return tuple(runs), words
