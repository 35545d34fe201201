"""The judge of accounts: which values of a source are neither in its documents nor in the report.

In: the bytes of XML or JSON. A value is a text or an attribute of XML, or a scalar of JSON. What need not be there is
listed by path, with the reason.
"""

from __future__ import annotations

import html
import io
import json
import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

import newsconv
from newsconv.document import Date
from newsconv.document.codec import encode
from newsconv.formats import Source, detect_format
from newsconv.iptc.parsing import parse_xml
from newsconv.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsconv.document import Document

SILENT: Final = {
    r"newsMessage/header/catalogRef|.*/(catalogRef|catalog|Catalog)(/.*)?": "where aliases of schemes are declared",
    r".*/@(schemaLocation|noNamespaceSchemaLocation)|/(\$?standard)(/.*)?": "which schema a file keeps",
    r".*/@(standard|standardversion|conformance)|/NewsML/@Version|.*/nitf/@version": "which standard a file keeps",
    r".*Item/@formatversion|.*/nitf/@change\.(date|time)": "which version of a standard",
    r".*/itemMeta/itemClass/@qcode": "that a text is one",
    r".*/@(id|idref|idrefs|root|original|Duid|Euid)": "how parts of one file refer to each other",
    r".*/@(class|style|dir|charset)": "how a text looks, and how it is coded",
    r".*/@(contenttype|wordcount|charcount|encoding)|.*/(contentType|contenttype|mimetype)": "how a text is coded",
    r".*/ContentItem/Format/@FormalName": "how a text is coded",
    r".*/Encoding/(DataContent|@Notation)|.*/media-object": "a file in letters, which is reported without them",
    r".*/StatusWillChange/FutureStatus/@FormalName": "that an embargo ends with a date, which is there",
    r".*/(table|col|tr|th|td)/@(frame|rules|border|width|scope|align|valign|char)|.*/@nowrap": "how a text looks",
    r".*/@noteclass|.*/note/@type": "that a note is not for the public",
    r".*/(charCount|wordCount|charcount|wordcount)": "counts of what is there",
    r".*/@(Scheme|Vocabulary|Essential|EquivalentsList)": "where the vocabulary of a value is",
    r".*/Property/@FormalName|.*/meta/@name": "names of fields, which have ours",
    r".*/remoteContent/@rendition": "the alias of the IPTC's scheme, where the code is there",
    r".*/@tobject\.subject\.ipr": "that subjects are those of the IPTC, which their scheme says",
    r".*/associations/(\w+/)?type": "that a picture is one",
    r".*/(people|person)/rel|.*/contactInfo/type": "that an author is one, and an address of e-mail one",
    r".*/representation[tT]ype": "what ninjs 1 and 3 call by other names",
    r".*/(descriptions|headlines|bodies)/role": "which text is the main one",
    r".*/@lang": "a variety of the language that the item names",
}
"""Paths of values that need not be there, with the reason; for the last five only if nothing else is said."""
RE_SILENT: Final = re.compile("|".join(f"(?:{pattern})" for pattern in SILENT))
RE_MARK: Final = re.compile(r"<[a-zA-Z/!?][^<>]*>")
RE_WORD: Final = re.compile(r"\w")
RE_SPACE: Final = re.compile(r"\s+")
RE_TOKEN: Final = re.compile(r"[^\s,;\"\[\]{}]+")
LEAST_WITHIN: Final = 4
"""Characters of the shortest value that may stand within another one; a shorter one must be a word of its own."""
PLAIN_ROLES: Final = frozenset(
    {"main", "photo", "picture", "caption", "summary", "abstract", "audio", "video", "graphic"}
)
"""Roles of components of NewsML 1.2 that the document shows: the story, a figure, its caption, the description."""
MAIN_ROLES: Final = frozenset({"main", "summary", "text", "title", ""})
"""Roles of JSON that say which text is the main one."""


def fold(text: str) -> str:
    """Fold white space and case, and read entities that were escaped too often."""
    return RE_SPACE.sub(" ", html.unescape(html.unescape(text))).strip().casefold()


def date_key(text: str) -> object:
    """Give the instant of a date, by which it is found in whatever form; nothing where it is none."""
    if not text[:4].isdigit() or len(text) < LEAST_WITHIN:
        return None
    try:
        return Date(text.upper()).instant()
    except ValueError:
        return None


# ---------------------------------------------------------------- what is said


def values_of_xml(root: Any) -> Iterator[tuple[str, str]]:
    """Give each text and attribute with the path of local names that leads to it."""
    stack: list[tuple[Any, str]] = [(root, f"/{etree.QName(root).localname}")]
    while stack:
        element, path = stack.pop()
        if isinstance(element, str):
            yield path, element
            continue
        yield from ((f"{path}/@{etree.QName(name).localname}", value) for name, value in element.attrib.items())
        yield path, element.text or ""
        for child in reversed(element):
            stack.append((child.tail or "", path))
            stack.append((child, f"{path}/{etree.QName(child).localname}"))


def values_of_json(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Give each scalar with the path of keys that leads to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from values_of_json(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from values_of_json(inner, path)
    elif value is not None:
        yield path, value if isinstance(value, str) else json.dumps(value)


def values_of(data: bytes) -> Iterator[tuple[str, str]]:
    """Give what a source says: its values, those that are HTML as the texts and addresses in it."""
    is_json = data.lstrip()[:1] in {b"{", b"["}
    found = values_of_json(json.loads(data)) if is_json else values_of_xml(parse_xml(Source(data), Report()))
    for place, value in found:
        for piece in RE_MARK.split(html.unescape(value)):
            if RE_WORD.search(piece):
                yield place, fold(piece).removeprefix("mailto:")


# ---------------------------------------------------------------- what is there


class There:
    """All that documents and a report say."""

    def __init__(self, documents: Iterable[Document], report: Report) -> None:
        """Gather the texts, the codes and the dates."""
        texts = [text for document in documents for text in texts_of(document)]
        texts += [fold(part) for event in report for part in (event.text, event.reason)]
        texts += [text.replace("%20", " ") for text in texts if "%20" in text]
        self.texts = {*texts, *(text.partition(":")[2] for text in texts if ":" in text and " " not in text)}
        self.texts.update(token for text in texts for token in RE_TOKEN.findall(text.replace(":", " ")))
        self.dates = {key for text in texts if (key := date_key(text)) is not None}
        self.lines = "\n".join(texts)
        self.running = RE_SPACE.sub("", self.lines)

    def holds(self, text: str) -> bool:
        """Tell whether a value is there: equal, as a date of one instant, or set off within another one."""
        if text in self.texts or ((key := date_key(text)) is not None and key in self.dates):
            return True
        if len(text) < LEAST_WITHIN:
            return False
        found = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", self.lines) is not None
        return found or RE_SPACE.sub("", text) in self.running


def texts_of(document: Document) -> Iterator[str]:
    """Give all that a document says, with the codes and relations as the standards write them."""
    metadata = document.metadata
    yield from (fold(text) for _, text in values_of_json(json.loads(encode(document))))
    yield from (fold(f"{part.scheme}:{part.code}") for part in (*metadata.subjects, *metadata.genres))
    yield from (fold(f"irel:{item.rel}") for item in metadata.related)
    yield fold(f"stat:{metadata.status}")
    for extra in metadata.extra:
        yield from (fold(word.partition("=")[2].replace("%20", " ")) for word in extra.name.split(" "))
        yield from (fold(step) for step in extra.name.partition(":")[2].partition(" ")[0].split("/"))


def is_silent(path: str, text: str, there: There) -> bool:
    """Tell whether a value need not be there."""
    if path.endswith("/@rendition"):
        return bool(RE_SILENT.fullmatch(path)) and there.holds(text.partition(":")[2])
    if path.endswith("/@lang"):
        return there.holds(text.partition("-")[0])
    if path.endswith("/role"):
        return text in MAIN_ROLES
    if path.endswith(("/Role/@FormalName", "/MediaType/@FormalName")):
        return text in PLAIN_ROLES
    if path.endswith(("/Status/@FormalName", "/@management-status")):
        return text == "embargoed"  # which its date says
    return RE_SILENT.fullmatch(path) is not None


def unaccounted(data: bytes) -> list[tuple[str, str]]:
    """Give the values of a source that are nowhere, each with its path."""
    report = Report()
    there = There(newsconv.load_all(io.BytesIO(data), detect_format(data).name, report=report), report)
    lost = [(place, text) for place, text in values_of(data) if not there.holds(text)]
    return [(place, text) for place, text in lost if not is_silent(place, text, there)]
