"""Front matter: metadata in, YAML between `---` lines out.

The keys are those of `newsconv.readers.markdown.front_matter_fields`, in the order of that table;
the last one is the signature. Dates and numbers stand as they are, so that they are dates and
numbers for YAML too. A text stands without quotes only where no YAML reader, of 1.1 or 1.2, could
take it for something else; all others are in double quotes, on one line. The YAML is written by
PyYAML; libyaml's emitter gives the same bytes as Python's own for these two styles (a test sees to
it), and is used where it is there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newsconv.document import Date
from newsconv.document.metadata import RelatedItem
from newsconv.readers.markdown.front_matter_fields import FIELDS, RECORDS, SIGNATURE_KEY, SIGNATURE_VALUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsconv.document import Metadata
    from newsconv.document.metadata import Extra, Record
    from newsconv.readers.markdown.front_matter_fields import Field

__all__ = ["write_front_matter"]

MAX_WIDTH: Final = 2**31 - 1
"""Columns of a line before YAML's emitter would wrap it: never."""

RE_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w .,'()/+;!?-]*[\w.)!?])?")
"""Begins with a letter, and holds no mark that means something within a YAML scalar."""
RESERVED: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Words that YAML 1.1 or 1.2 takes for something else, in small letters."""


def write_front_matter(metadata: Metadata) -> str:
    """Write normal metadata as front matter, with its delimiters and a final line end.

    >>> from newsconv.document import Metadata
    >>> print(write_front_matter(Metadata(headline="Rain: 3 hurt", keywords=("no",))), end="")
    ---
    title: "Rain: 3 hurt"
    tags:
    - "no"
    generator: newsconv
    ---
    """
    return f"{emit(metadata_pairs(metadata), emitter())}---\n"


def metadata_pairs(metadata: Metadata) -> dict[str, Any]:
    """Give what is to be written: keys to texts, dates, numbers, lists and mappings."""
    pairs: dict[str, Any] = {}
    for field in FIELDS:
        value = getattr(metadata, field.name)
        if value not in ("", (), None):
            pairs[field.key] = plain_value(field, value)
    return {**pairs, SIGNATURE_KEY: SIGNATURE_VALUE}


def plain_value(field: Field, value: Any) -> Any:
    """Make texts, dates, numbers, lists and mappings of the value of a field."""
    if field.kind == "extra":
        return extra_value(value)
    if field.kind in RECORDS:
        return [record_value(record) for record in value] if isinstance(value, tuple) else record_value(value)
    return list(value) if isinstance(value, tuple) else value


def record_value(record: Record) -> str | dict[str, str]:
    """Give a record as a mapping of the fields that hold something, or as its name if it has nothing else."""
    values: dict[str, str] = {name: text for name in record.__struct_fields__ if (text := getattr(record, name))}
    if list(values) == ["name"] and not isinstance(record, RelatedItem):
        return values["name"]
    return values


def extra_value(extras: tuple[Extra, ...]) -> dict[str, Any] | list[dict[str, Any]]:
    """Give extra fields as one mapping, or one each where a name repeats, which a mapping can't."""
    single = [{extra.name: extra.value if isinstance(extra.value, str) else list(extra.value)} for extra in extras]
    names = {extra.name for extra in extras}
    if len(names) < len(extras):
        return single
    return {name: value for mapping in single for name, value in mapping.items()}


# ---------------------------------------------------------------- YAML


def emitter() -> Any:
    """Give libyaml's emitter where PyYAML was built with it, else Python's own."""
    import yaml

    return getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def emit(pairs: dict[str, Any], dumper: Any) -> str:
    """Write a mapping as a YAML document that begins with `---`, in block style, unwrapped."""
    import yaml

    text: str = yaml.emit(iter_events(pairs), Dumper=dumper, allow_unicode=True, width=MAX_WIDTH)
    return text


def iter_events(pairs: dict[str, Any]) -> Iterator[Any]:
    """Give the events of a document."""
    import yaml

    yield yaml.StreamStartEvent()
    yield yaml.DocumentStartEvent(explicit=True)
    yield from value_events(pairs)
    yield yaml.DocumentEndEvent(explicit=False)
    yield yaml.StreamEndEvent()


def value_events(value: Any) -> Iterator[Any]:
    """Give the events of a value; the nesting is that of the model, at most four levels."""
    import yaml

    match value:
        case dict():
            yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=False)
            for key, part in value.items():
                yield scalar(key)
                yield from value_events(part)
            yield yaml.MappingEndEvent()
        case list():
            yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=False)
            for part in value:
                yield from value_events(part)
            yield yaml.SequenceEndEvent()
        case Date() | int():
            yield yaml.ScalarEvent(None, None, (True, False), str(value))
        case _:
            yield scalar(value)


def scalar(text: str) -> Any:
    """Give the event of a text, in quotes if it needs them."""
    import yaml

    if RE_PLAIN.fullmatch(text) and text.lower() not in RESERVED:
        return yaml.ScalarEvent(None, None, (True, False), text)
    return yaml.ScalarEvent(None, None, (False, True), text, style='"')
