r"""Front matter: the metadata above a Markdown text, as YAML or TOML.

In goes a text, out come its metadata, how many lines they took, and the rest. YAML 1.1 between
`---` and `---` or `...`, as Jekyll, Hugo, Pandoc, clippers and scrapers write it; TOML 1.0 between
`+++` lines (Hugo). Scalars are taken as they are written: no `no` becomes false, no date a number.

The keys that the writer writes and those that others use are in one table (`front_matter_fields`).
What the table does not know is kept in `Metadata.extra`, nested names joined by dots. What begins
like front matter and is none (broken YAML, a text between two rules) is left in the text.

YAML is read as events, so that nothing is built of what is nested or repeated by aliases, which
are not followed but reported. What is no YAML for want of quotes is read line by line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import msgspec

from newsconv.document import Metadata
from newsconv.document.characters import clean_characters
from newsconv.document.normal_metadata import normal_metadata
from newsconv.readers.markdown.front_matter_fields import SIGNATURE_KEY, SIGNATURE_VALUE, metadata_of
from newsconv.readers.markdown.front_matter_lines import read_pairs
from newsconv.report import Origin, Repaired, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsconv.readers.markdown.front_matter_fields import Pairs, Value
    from newsconv.report import Report

__all__ = ["FrontMatter", "split_front_matter"]

MAX_DEPTH: Final = 32
"""Levels of nesting; front matter in the wild has up to four. What is deeper is no front matter."""

RE_YAML_OPEN: Final = re.compile(r"---[ \t]*\n")
RE_YAML_CLOSE: Final = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
RE_TOML_OPEN: Final = re.compile(r"\+\+\+[ \t]*\n")
RE_TOML_CLOSE: Final = re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE)
NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that YAML 1.1 and 1.2 read as nothing."""

Container: TypeAlias = "list[Any]"


class FrontMatter(msgspec.Struct, frozen=True):
    """What stands above a text, and the text."""

    metadata: Metadata
    """In normal form; empty where there is no front matter."""
    lines: int
    """Lines that the front matter takes, with its delimiters; 0 where there is none."""
    rest: str
    """The text below it."""
    signed: bool = False
    """Whether newsconv wrote it."""


class NotFrontMatterError(Exception):
    """What stands between the delimiters is not a mapping, or broken; the message says how, or is empty."""


def split_front_matter(text: str, *, report: Report) -> FrontMatter:
    r"""Read the front matter at the very start of a text.

    Args:
        text: with `\n` as line ends.
        report: what is broken or left out is added to it.

    >>> from newsconv.report import Report
    >>> front = split_front_matter("---\ntitle: Rain\n---\nIt rained.", report=Report())
    >>> front.metadata, front.lines, front.rest
    (Metadata(headline='Rain'), 3, 'It rained.')
    """
    for opening, closing, name in ((RE_YAML_OPEN, RE_YAML_CLOSE, "YAML"), (RE_TOML_OPEN, RE_TOML_CLOSE, "TOML")):
        start = opening.match(text)
        end = closing.search(text, start.end()) if start else None
        if start is None or end is None:
            continue
        source, rest = text[start.end() : end.start()], text[end.end() :]
        lines = source.count("\n") + 2
        skipped: list[Skipped] = []
        try:
            pairs = read_yaml(source, skipped) if name == "YAML" else read_toml(source)
        except NotFrontMatterError as error:
            pairs = read_pairs(source) if str(error) and name == "YAML" else ()
            if str(error):
                done = "read line by line" if pairs else "left as text"
                reason = f"begins like front matter, but is no {name} ({error}): {done}"
                report.add(Repaired(reason=reason, origin=Origin(line=1, end_line=lines)))
            if not pairs:
                break
        for event in skipped:
            report.add(event)
        signed = (SIGNATURE_KEY, SIGNATURE_VALUE) in pairs
        metadata = normal_metadata(metadata_of(pairs, signed=signed))
        return FrontMatter(metadata, lines, rest, signed)
    return FrontMatter(Metadata(), 0, text)


# ---------------------------------------------------------------- YAML


def read_yaml(source: str, skipped: list[Skipped]) -> Pairs:
    """Read a YAML mapping.

    Args:
        source: the lines between the delimiters.
        skipped: aliases are added to it.

    Raises:
        NotFrontMatterError: it is broken (then with a message), or no mapping.
    """
    import yaml

    try:
        root = build_tree(yaml.parse(clean_characters(source), Loader=yaml_loader()), skipped)
    except yaml.MarkedYAMLError as error:
        place = f"line {error.problem_mark.line + 2}: " if error.problem_mark else ""
        message = f"{place}{error.problem}"
        raise NotFrontMatterError(message) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the latter two for impossible escapes
        raise NotFrontMatterError(" ".join(str(error).split())[:80]) from error
    if not isinstance(root, tuple) or not root:
        raise NotFrontMatterError
    return root


def yaml_loader() -> Any:
    """Give libyaml's parser where PyYAML was built with it, else Python's own, which reads the same."""
    import yaml

    return getattr(yaml, "CLoader", yaml.Loader)


def build_tree(events: Iterator[Any], skipped: list[Skipped]) -> Value:
    """Build texts, lists and mappings (tuples of pairs) from YAML's events, without recursion.

    Raises:
        NotFrontMatterError: several documents, nesting below `MAX_DEPTH`, or a key that is no text.
        yaml.YAMLError: broken YAML, from the events.
    """
    import yaml

    open_nodes: list[tuple[bool, list[Any]]] = [(False, [])]
    for event in events:
        match event:
            case yaml.ScalarEvent():
                is_null = event.implicit[0] and event.value in NULLS  # implicit: without quotes and tag
                open_nodes[-1][1].append(None if is_null and not is_key(open_nodes[-1]) else event.value)
            case yaml.AliasEvent():
                origin = Origin(line=event.start_mark.line + 2 if event.start_mark else None)
                reason = "an alias of YAML, which is not followed"
                skipped.append(Skipped(reason=reason, text=f"*{event.anchor}", origin=origin))
                open_nodes[-1][1].append(None)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                if len(open_nodes) > MAX_DEPTH:
                    message = f"nested more than {MAX_DEPTH} levels deep"
                    raise NotFrontMatterError(message)
                open_nodes.append((isinstance(event, yaml.MappingStartEvent), []))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                node = close_node(*open_nodes.pop())
                open_nodes[-1][1].append(node)
    documents = open_nodes[0][1]
    if len(documents) > 1:
        message = "several YAML documents"
        raise NotFrontMatterError(message)
    root: Value = documents[0] if documents else None
    return root


def is_key(node: tuple[bool, list[Any]]) -> bool:
    """Tell whether the next part of a node that is open is a key."""
    is_mapping, parts = node
    return is_mapping and len(parts) % 2 == 0


def close_node(is_mapping: bool, parts: list[Any]) -> Value:  # noqa: FBT001 - the pair that `build_tree` keeps
    """Make a list, or the pairs of a mapping, of the parts of a node.

    Raises:
        NotFrontMatterError: a key that is no text.
    """
    if not is_mapping:
        return parts
    if not all(isinstance(key, str) for key in parts[::2]):
        message = "a key that is no text"
        raise NotFrontMatterError(message)
    return tuple(zip(parts[::2], parts[1::2], strict=True))


# ---------------------------------------------------------------- TOML


def read_toml(source: str) -> Pairs:
    """Read a TOML table.

    Raises:
        NotFrontMatterError: it is broken (then with a message), or empty.
    """
    import tomllib

    try:
        table = tomllib.loads(clean_characters(source))
        pairs = toml_value(table, 0)
    except tomllib.TOMLDecodeError as error:
        raise NotFrontMatterError(str(error)) from error
    except RecursionError as error:
        message = "nested too deep"
        raise NotFrontMatterError(message) from error
    if not isinstance(pairs, tuple) or not pairs:
        raise NotFrontMatterError
    return pairs


def toml_value(value: object, depth: int) -> Value:
    """Make texts, lists and pairs of a TOML value.

    Raises:
        NotFrontMatterError: nested below `MAX_DEPTH`.
    """
    if depth > MAX_DEPTH:
        message = f"nested more than {MAX_DEPTH} levels deep"
        raise NotFrontMatterError(message)
    if isinstance(value, dict):
        return tuple((str(key), toml_value(child, depth + 1)) for key, child in value.items())
    if isinstance(value, list):
        return [toml_value(child, depth + 1) for child in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
