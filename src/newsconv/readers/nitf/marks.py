"""What marks in the text of an NITF document say beside the words: who a person is, what a date is, for whom a table.

In: elements that hold text, before they are made XHTML. Out: their attributes that the text can't hold, as fields with
the names of NITF (`org.value`, `chron.norm`). Attributes are accounted for by default: only those listed here as read,
or as looks, are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsconv.document.characters import clean_line
from newsconv.iptc.parsing import local_name, origin_of, text_of
from newsconv.readers.nitf.context import XML_LANG, is_same_language
from newsconv.report import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsconv.readers.nitf.context import Context

__all__ = ["DROPPED", "is_private", "keep_marks"]

DROPPED: Final = frozenset({"alt-code", "key-list", "media-metadata", "media-object", "nitf-table-metadata", "tobject"})
"""Elements that hold no words of the story; they are reported whole."""
LOOKS: Final = frozenset(
    """align bgcolor border cellpadding cellspacing char charoff class frame height hidden id nowrap noshade rules
    size style tabletype valign width""".split()
)
"""Attributes that say how a text looks or is set, by which parts of the file refer to each other."""
READ: Final[dict[str, frozenset[str]]] = {
    "a": frozenset({"href", "title"}),
    "img": frozenset({"src", "alt", "title"}),
    "media": frozenset({"media-type"}),
    "media-reference": frozenset({"alternate-text", "kind", "mime-type", "name", "source", "source-credit"}),
    "note": frozenset({"noteclass", "type"}),
    "ol": frozenset({"seqnum"}),
    "table": frozenset({"summary"}),
    "td": frozenset({"abbr", "axis", "colspan", "headers", "rowspan", "scope"}),
    "th": frozenset({"abbr", "axis", "colspan", "headers", "rowspan", "scope"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
}
"""Attributes that the reader of the text reads, and those of cells that say how they belong together."""
MAX_NAME_CHARS: Final = 60
"""Code points of the name of an element in the name of a field, so that a long one is not repeated without end; the
longest of NITF 3.6 has 19."""
NOTE_CLASS: Final = "editorsnote"
NOTE_TYPE: Final = "npa"
"""Class and type of notes that are for editors only; the type means non-publishable advisory."""


def is_private(note: _Element) -> bool:
    """Tell whether a note in the text is for editors only."""
    return note.get("type") == NOTE_TYPE or note.get("noteclass") == NOTE_CLASS


def keep_marks(content: _Element, context: Context) -> None:
    """Keep the attributes of the marks in a text; those in a note for editors are reported.

    Args:
        content: an element that holds text; its own attributes are no marks.
        context: of a document that newsconv did not write.
    """
    private = {content} if local_name(content) == "note" else set()  # a note of the head cautions editors
    dropped: set[_Element] = set()
    around = (context.language, *(part.get(XML_LANG) for part in context.root.iterancestors()))
    language = next(filter(None, around), "")
    for element in content.iterdescendants("*"):
        parent = element.getparent()
        name = local_name(element)
        if name in DROPPED or parent in dropped:
            dropped.add(element)
            continue
        is_inner = parent in private
        if is_inner or (name == "note" and is_private(element)):
            private.add(element)
        read = frozenset() if is_inner else READ.get(name, frozenset())  # of a note only the words are read
        found = list(left_attributes(element, name, read, language)) if element.attrib else []
        if found and element in private:
            text = " ".join(value for _, value in found)
            reason = f"{', '.join(key for key, _ in found)}: it is of what is not for the public"
            context.report.add(Skipped(text=text, reason=reason, origin=origin_of(element)))
        elif found:
            for key, value in found:
                context.marks.setdefault(key, {})[value] = None


def left_attributes(element: _Element, name: str, read: frozenset[str], language: str) -> Iterator[tuple[str, str]]:
    """Give the attributes of an element that are not read, by the name of their field.

    Args:
        element: in a text.
        name: of the element.
        read: names of attributes that are read.
        language: of the document, or of what it stands in; a text in another one says so.
    """
    if name == "media-reference" and not clean_line(element.get("source") or "") and not clean_line(text_of(element)):
        read = frozenset()  # a reference to nothing is no figure
    for key, value in element.attrib.items():
        plain = str(key).rpartition("}")[2]
        if plain in LOOKS or plain in read or not (text := clean_line(str(value))):
            continue
        if plain != "lang" or not is_same_language(text, language):
            short = name[:MAX_NAME_CHARS]
            yield plain if plain.startswith(f"{short}.") else f"{short}.{plain}", text
