"""How much of what a feed says survives being read and written in the same standard.

Each file of `../shared/feeds` is read, written in its own standard and looked at again: what of the source's values
(the rule is in `source_values`) is in the output? A value survives where the output has

- an equal value; a date of equal precision and instant, however spelled; a code with another alias before it; or
- for values of the body: its text in a body, whatever marks divide it there; for all others the bodies don't count; or
- for values of four characters and more: a value that holds it, set off as a word of its own.

The figure of an item is the share of its values that survive, that of a table the mean over items that hold text;
others (pictures, concepts, plans) are listed apart, since a converter of news text need not read them. What was
lost is listed by the path of its element. Peers: newsmlg2, which keeps NewsML-G2 as objects; and, for the text of
XHTML bodies alone, trafilatura.
"""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from dataclasses import dataclass, field
from statistics import mean
from typing import TYPE_CHECKING, Any, Final

import newsconv
from newsconv.document import Date
from newsconv.errors import NewsconvError
from newsconv.formats import detect_format
from rows import Row, Settings, Suite
from source_values import Item, Value, fold, item_elements, items_of, name_of, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["SUITE", "survives"]

STANDARDS: Final = frozenset({"newsml", "nitf", "ninjs"})
"""Formats that are measured; NewsML 1.2 is read as `newsml`, and written as NewsML-G2."""
STANDARD_NAMES: Final = {"json": "ninjs", "nitf": "NITF", "NewsItem": "NewsML 1.2"}
"""Standards by the element of their items; all others are of NewsML-G2."""
LEAST_WITHIN: Final = 4
"""Characters of the shortest value that may stand within another one: shorter ones are found anywhere."""
SHOWN_LOSSES: Final = 40
"""Paths listed as lost; in a quick run a quarter of that."""
RE_SPACE: Final = re.compile(r"\s+")


@dataclass
class Output:
    """What is looked for in: the values of one output, those of its bodies as their running text alone."""

    values: set[str] = field(default_factory=set)
    dates: set[tuple[str, str]] = field(default_factory=set)
    text: str = ""
    """All values beside the bodies, each on a line."""
    running: str = ""
    """All text of the bodies without white space."""

    @classmethod
    def of(cls, items: list[Item]) -> Output:
        """Make ready what items say."""
        texts = [value.text for item in items for value in item.values if not value.is_body]
        codes = {text.partition(":")[2] for text in texts if ":" in text and " " not in text}
        return cls(
            {*texts, *codes},
            {date for text in texts if (date := date_key(text)) is not None},
            "\n".join(texts),
            "".join(item.running for item in items),
        )


def date_key(text: str) -> tuple[str, str] | None:
    """Give precision and instant of a date; a time without a zone is its own instant."""
    if not text[:4].isdigit() or len(text) < LEAST_WITHIN:
        return None
    try:
        date = Date(text.upper())
    except ValueError:
        return None
    if date.precision != "time" or not date.has_zone:
        return date.precision, date.iso
    return date.precision, str(date.instant().timestamp())


def survives(value: Value, output: Output) -> bool:
    """Tell whether a value is in an output."""
    text = value.text
    if text in output.values or ((key := date_key(text)) and key in output.dates):
        return True
    if value.is_body and RE_SPACE.sub("", text) in output.running:
        return True
    if len(text) < LEAST_WITHIN:
        return False
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", output.text) is not None


# ---------------------------------------------------------------- the run


def run(settings: Settings) -> Iterator[Row]:
    """Give a table of the standards, one of the peers, one of what is lost."""
    paths = feed_paths(settings)
    if not paths:
        yield Row("survival", "all", note="skipped: needs ../shared/feeds")
        return
    scores: dict[str, list[Score]] = {}
    faults: list[Row] = []
    for path in paths:
        format_name = format_of(path)
        if format_name == "":
            faults.append(Row("not measured", path.name, note="no installed format reads it"))
            continue
        try:
            scores.setdefault(format_name, []).extend(score_file(path, format_name))
        except NewsconvError as error:
            faults.append(Row("not measured", path.name, note=f"{type(error).__name__}: {error}"[:120]))
    for is_text, words in ((True, "items with text"), (False, "items without text")):
        yield from standard_rows(scores, words, is_text=is_text)
    yield from peer_rows(scores.get("newsml", []), paths)
    yield from loss_rows(scores, settings)
    yield from faults


def feed_paths(settings: Settings) -> list[Path]:
    """Give the files of XML and JSON; the wires have no writer of their own."""
    folder = settings.shared / "feeds"
    paths = sorted(path for path in folder.rglob("*") if path.suffix in {".xml", ".json"}) if folder.is_dir() else []
    return paths[:: settings.choose(quick=4, full=1)]


def format_of(path: Path) -> str:
    """Name the standard that a file is of; nothing where none that is installed reads it."""
    try:
        name = detect_format(path.read_bytes(), path.name).name
    except NewsconvError:
        return ""
    return name if name in STANDARDS else ""


@dataclass
class Score:
    """What survived of one item."""

    name: str
    item: Item
    lost: list[Value]

    @property
    def share(self) -> float:
        """The share of values that survived."""
        return 1 - len(self.lost) / len(self.item.values) if self.item.values else 1.0

    @property
    def body_share(self) -> float:
        """The share of values of the body that survived."""
        body = sum(value.is_body for value in self.item.values)
        return 1 - sum(value.is_body for value in self.lost) / body if body else 1.0


def score_file(path: Path, format_name: str) -> list[Score]:
    """Convert the items of a file, and count."""
    sources = items_of(path.read_bytes())
    outputs = [
        items_of(newsconv.dumps(story, format_name, private=True).encode())
        for story in newsconv.load_all(path, format_name)
    ]
    return scored(path.name, sources, outputs)


def scored(name: str, sources: list[Item], outputs: list[list[Item]]) -> list[Score]:
    """Score items by their outputs: one by one where there is one for each, else each by all."""
    pairs = outputs if len(outputs) == len(sources) else [[item for items in outputs for item in items]] * len(sources)
    found = []
    for source, items in zip(sources, pairs, strict=True):
        output = Output.of(items)
        found.append(Score(name, source, [value for value in source.values if not survives(value, output)]))
    return found


def standard_rows(scores: dict[str, list[Score]], table: str, *, is_text: bool) -> Iterator[Row]:
    """Give the means of each standard, and of all."""
    everything = [score for found in scores.values() for score in found if score.item.is_text is is_text]
    chosen: dict[str, list[Score]] = {}
    for score in everything:
        chosen.setdefault(STANDARD_NAMES.get(score.item.kind, "NewsML-G2"), []).append(score)
    for name, found in {**chosen, "all": everything}.items():
        if not found:
            continue
        worst = min(found, key=lambda score: score.share)
        yield Row(
            table,
            name,
            {
                "items": len(found),
                "values": sum(len(score.item.values) for score in found),
                "survive, mean %": 100 * mean(score.share for score in found),
                "of the body, mean %": 100 * mean(score.body_share for score in found),
            },
            f"least: {worst.name}, {100 * worst.share:.0f} %",
        )


def loss_rows(scores: dict[str, list[Score]], settings: Settings) -> Iterator[Row]:
    """Give the paths of what was lost of items with text, the most frequent first, each with an example."""
    lost: Counter[str] = Counter()
    example: dict[str, str] = {}
    for name, found in scores.items():
        for score in found:
            for value in score.lost if score.item.is_text else ():
                path = f"{name}: {'/'.join(value.path.split('/')[-4:])}"
                lost[path] += 1
                example.setdefault(path, f"{value.text[:48]} ({score.name})".replace("|", "/"))
    for path, count in lost.most_common(SHOWN_LOSSES // settings.choose(quick=4, full=1)):
        yield Row("lost of items with text", path, {"values": count}, example[path])


# ---------------------------------------------------------------- peers


def peer_rows(scores: list[Score], paths: list[Path]) -> Iterator[Row]:
    """Give the figures of newsmlg2 for the items of NewsML-G2 with text, beside ours for the same items."""
    table = "peers, on NewsML-G2 items with text"
    names = {score.name for score in scores if score.item.is_text}
    files = [path for path in paths if path.name in names and name_of(parse(path.read_bytes())) != "NewsML"]
    if importlib.util.find_spec("NewsMLG2") is None:
        yield Row(table, "newsmlg2", note="not installed (extra `bench`)")
    else:
        yield peer_row(table, "newsmlg2", [score for path in files for score in scores_of_newsmlg2(path)])
    yield peer_row(table, "newsconv", [score for score in scores if score.name in {path.name for path in files}])
    yield from body_rows(files)


def peer_row(table: str, name: str, scores: list[Score]) -> Row:
    """Give one line of the table of peers."""
    chosen = [score for score in scores if score.item.is_text]
    if not chosen:
        return Row(table, name, note="no such items")
    values: dict[str, Any] = {
        "items": len(chosen),
        "survive, mean %": 100 * mean(score.share for score in chosen),
        "of the body, mean %": 100 * mean(score.body_share for score in chosen),
    }
    return Row(table, name, values)


def scores_of_newsmlg2(path: Path) -> list[Score]:
    """Score newsmlg2 on one file, item by item, as it drops those of messages; where it raises, nothing survives."""
    from lxml import etree

    found = []
    for element in item_elements(parse(path.read_bytes())):
        data = etree.tostring(element, with_tail=False)
        try:
            output = items_of(written_by_newsmlg2(data))
        except Exception:  # noqa: BLE001 - whatever a peer raises, it did not convert
            output = []
        found += scored(path.name, items_of(data), [output])
    return found


def written_by_newsmlg2(data: bytes) -> bytes:
    """Read and write an item by newsmlg2."""
    import contextlib
    import io

    from NewsMLG2 import NewsMLG2Document

    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return str(NewsMLG2Document(data).to_xml_string()).encode()  # it prints each catalog that it does not fetch


def body_rows(files: list[Path]) -> Iterator[Row]:
    """Give the share of the words of XHTML bodies that trafilatura and newsconv take for the text of the story."""
    table = "text of XHTML bodies"
    pages = [(path, page) for path in files for page in xhtml_bodies(path)]
    ours = [newsconv.loads(page, "html", noise="keep") for _, page in pages]
    yield text_row(table, "newsconv", pages, ["\n".join(story.paragraphs()) for story in ours])
    if importlib.util.find_spec("trafilatura") is None:
        yield Row(table, "trafilatura", note="not installed (extra `bench`)")
        return
    import trafilatura

    yield text_row(table, "trafilatura", pages, [trafilatura.extract(page) or "" for _, page in pages])


def xhtml_bodies(path: Path) -> list[str]:
    """Give the pages of XHTML in a file, as HTML."""
    from lxml import etree

    pages = []
    for element in parse(path.read_bytes()).iter():
        if name_of(element) == "html":
            for part in element.iter():
                part.tag = name_of(part) or part.tag
            etree.cleanup_namespaces(element)
            pages.append(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    return pages


def text_row(table: str, name: str, pages: list[tuple[Path, str]], texts: list[str]) -> Row:
    """Give the mean share of the text nodes of the pages' bodies that are in texts."""
    from lxml import html

    shares = []
    for (_, page), text in zip(pages, texts, strict=True):
        running = RE_SPACE.sub("", fold(text))
        tree = html.fromstring(page)
        nodes = [fold(str(node)) for node in tree.xpath("//body//text()")]
        nodes = [node for node in nodes if re.search(r"\w", node)]
        if nodes:
            shares.append(sum(RE_SPACE.sub("", node) in running for node in nodes) / len(nodes))
    if not shares:
        return Row(table, name, note="no pages")
    return Row(table, name, {"pages": len(shares), "text nodes kept, mean %": 100 * mean(shares)})


SUITE: Final = Suite("survival", "How much of what a feed says survives being read and written in its standard?", run)
