"""The record of a format, and the registry of those installed.

Formats are found by entry points of the group `newsconv.formats`, those that newsconv brings
along like any other. Nothing is loaded before it is asked for, and a broken plug-in breaks only
its own use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar

import msgspec

from newsconv.document import Document
from newsconv.errors import OptionError, PluginError, UnknownFormatError
from newsconv.limits import DEFAULT_LIMITS, Limits
from newsconv.sniff import Certainty, Sample, describe_unread, take_sample

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.metadata import EntryPoint

__all__ = [
    "API_VERSION",
    "ENTRY_POINT_GROUP",
    "Format",
    "Noise",
    "ReadOptions",
    "Source",
    "WriteOptions",
    "detect_format",
    "find_format",
    "format_for_path",
    "installed_names",
    "iter_formats",
    "make_options",
]

ENTRY_POINT_GROUP: Final = "newsconv.formats"
API_VERSION: Final = 1
"""Version of the interface between newsconv and a format; a plug-in of another version is refused."""

Noise: TypeAlias = Literal["auto", "drop", "keep"]
"""`auto`: judge what may hold noise, trust structured sources and what newsconv wrote. `drop`: judge
everything. `keep`: judge nothing."""


class Source(msgspec.Struct, frozen=True):
    """What a reader reads."""

    data: Any
    """`str`, `bytes`, or for html also a BeautifulSoup or an lxml tree."""
    name: str = ""
    """Path or address, for messages; may be empty."""


class ReadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What every reader may be told."""

    noise: Noise = "auto"
    base_url: str = ""
    """What relative links are resolved against; empty leaves them as they are."""
    language: str = ""
    """BCP 47 tag of the text, where the source does not say."""
    limits: Limits = DEFAULT_LIMITS


class WriteOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What every writer may be told; a format with more options has a subclass."""

    private: bool = False
    """Whether private fields are written too (`newsconv.document.PRIVATE_FIELDS`)."""


Reader: TypeAlias = Callable[..., Document]
"""`read(source: Source, *, options: ReadOptions, report: Report) -> Document`."""
ManyReader: TypeAlias = Callable[..., Iterator[Document]]
"""The same for sources that hold many, giving one after the other."""
Writer: TypeAlias = Callable[..., str]
"""`write(document: Document, *, options: WriteOptions, report: Report) -> str`; the document is normal."""
Sniffer: TypeAlias = Callable[[Sample], Certainty]

_Options = TypeVar("_Options", bound=msgspec.Struct)


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """What newsconv knows of a format.

    A reader or writer is a callable, or the place of one (`module:name`), imported on first use.
    """

    name: str
    """One word in small letters, the same everywhere: entry point, command line, documentation."""
    title: str
    """Its name for people."""
    aliases: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    """With their dot; the first is that of files that newsconv writes."""
    sniff: Sniffer | None = None
    carries: frozenset[str] = frozenset()
    """What its writer can say: names of metadata fields (`metadata.headline`) and of nodes (`table`)."""
    lossless: bool = False
    """Whether reading what its writer wrote gives the same document."""
    structured: bool = False
    """Whether its sources are made of fields, and so are never searched for noise unless asked."""
    reader: Reader | str | None = None
    many_reader: ManyReader | str | None = None
    writer: Writer | str | None = None
    read_options: type[ReadOptions] = ReadOptions
    write_options: type[WriteOptions] = WriteOptions
    api: int = API_VERSION

    @property
    def reads(self) -> bool:
        """Whether it can be read."""
        return self.reader is not None

    @property
    def writes(self) -> bool:
        """Whether it can be written."""
        return self.writer is not None


# ---------------------------------------------------------------- registry


@cache
def entry_points() -> dict[str, EntryPoint]:
    """Find the installed formats by name, without loading any."""
    import importlib.metadata  # takes longer than all of `import newsconv`

    found: dict[str, EntryPoint] = {}
    for point in importlib.metadata.entry_points(group=ENTRY_POINT_GROUP):
        other = found.setdefault(point.name, point)
        if other is not point and other.value != point.value:
            message = (
                f"two installed packages claim the format {point.name!r}: {distribution(other)} ({other.value}) and "
                f"{distribution(point)} ({point.value}); uninstall one of them"
            )
            raise PluginError(message)
    if not found:
        message = "newsconv is only importable, not installed: run `pip install .` in its folder to find its formats"
        raise PluginError(message)
    return found


def distribution(point: EntryPoint) -> str:
    """Name the package that an entry point came with."""
    return point.dist.name if point.dist else "an unknown package"


@cache
def load_format(name: str) -> Format:
    """Load one installed format by its own name."""
    point = entry_points()[name]
    where = f"format {name!r} of {distribution(point)} ({point.value})"
    try:
        record = point.load()
    except Exception as error:
        message = f"{where} can't be loaded: {type(error).__name__}: {error}; upgrade or uninstall it"
        raise PluginError(message) from error
    if not isinstance(record, Format) or record.name != name:
        message = f"{where} is no `newsconv.formats.Format` of that name"
        raise PluginError(message)
    if record.api != API_VERSION:
        message = f"{where} is made for interface {record.api} of newsconv, this is {API_VERSION}; upgrade one of them"
        raise PluginError(message)
    return record


def installed_names() -> tuple[str, ...]:
    """Name the installed formats, sorted."""
    return tuple(sorted(entry_points()))


def iter_formats() -> Iterator[Format]:
    """Load the installed formats, sorted by name."""
    return map(load_format, installed_names())


def find_format(name: str) -> Format:
    """Find a format by name, alias, media type or suffix.

    Raises:
        UnknownFormatError: there is none; the message lists those there are.
    """
    if name in entry_points():
        return load_format(name)
    wanted = name.lower()
    for record in iter_formats():
        if wanted in {record.name, *record.aliases, *record.media_types, *(s[1:] for s in record.suffixes)}:
            return record
    known = installed_names()
    message = f"no format {name!r} is installed; there are: {', '.join(known)}"
    raise UnknownFormatError(message, name, known)


def format_for_path(path: str) -> Format:
    """Find the format that files of this name are written in.

    Raises:
        UnknownFormatError: the suffix is nobody's.
    """
    suffix = path_suffix(path)
    for record in iter_formats():
        if suffix and suffix in record.suffixes:
            return record
    message = f"{path}: no format by the suffix {suffix!r}; name one with --to or as `format`"
    raise UnknownFormatError(message, suffix, installed_names())


def path_suffix(path: str) -> str:
    """Give the suffix of a path with its dot, in small letters."""
    from pathlib import PurePath

    return PurePath(path).suffix.lower()


def detect_format(data: bytes | str, name: str = "") -> Format:
    """Find the format of a source by its content and its name.

    What a source says of itself counts more than its name, its name more than what it looks like.

    Raises:
        UnknownFormatError: nothing that is installed reads it; the message says what it is.
    """
    sample = take_sample(data, path_suffix(name))
    scores = [
        (record.sniff(sample) if record.sniff else Certainty.NO, record) for record in iter_formats() if record.reads
    ]
    ranked = sorted(scores, key=lambda pair: (pair[0], sample.suffix in pair[1].suffixes), reverse=True)
    best, record = ranked[0]
    if best is Certainty.CERTAIN:
        return record
    for score, candidate in ranked:
        if sample.suffix in candidate.suffixes and score is not Certainty.NO:
            return candidate
    if best is not Certainty.NO:
        return record
    words = describe_unread(sample)
    message = (
        f"{name or 'the source'} is {words}; name its format with --from or as `format` if one of these reads it: "
        + (", ".join(record.name for _, record in scores))
    )
    raise UnknownFormatError(message, name, installed_names())


# ---------------------------------------------------------------- use


def resolve(reference: Callable[..., Any] | str) -> Callable[..., Any]:
    """Give a callable, importing it where only its place is known."""
    if not isinstance(reference, str):
        return reference
    import importlib

    module, _, name = reference.partition(":")
    return getattr(importlib.import_module(module), name)  # type: ignore[no-any-return]


def make_options(kind: type[_Options], values: Mapping[str, object], name: str) -> _Options:
    """Make an options record, refusing what the format `name` does not know.

    Raises:
        OptionError: an unknown option, or a value of the wrong type.
    """
    known = [field.name for field in msgspec.structs.fields(kind)]
    for option in values:
        if option not in known:
            message = f"format {name!r} has no option {option!r}; it has: {', '.join(known)}"
            raise OptionError(message)
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        message = f"option of format {name!r}: {error}"
        raise OptionError(message) from error
