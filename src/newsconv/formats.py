"""The record of a format, and the registry of those installed.

Formats are found by entry points of the group `newsconv.formats`, those that newsconv brings
along like any other. Nothing is loaded before it is asked for, and a broken plug-in breaks only
its own use.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar

import msgspec

from newsconv.document import Document
from newsconv.entry_points import iter_entry_points
from newsconv.errors import NewsconvError, OptionError, PluginError, UnknownFormatError
from newsconv.limits import DEFAULT_LIMITS, Limits
from newsconv.sites import Recurring  # noqa: TC001 - msgspec resolves the annotations of options
from newsconv.sniff import Certainty, Sample, describe_unread, take_sample

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsconv.entry_points import EntryPoint

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
    "plugin_boundary",
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
    recurring: Recurring | None = None
    """What recurs on the pages of this source's site, as `newsconv.recurring` counted it: noise where noise is looked
    for. Nothing to read the source by itself."""


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
ManyWriter: TypeAlias = Callable[..., str]
"""`write(documents: Iterable[Document], *, options: WriteOptions, report: Report) -> str`; for formats of which one
file may hold many."""
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
    many_writer: ManyWriter | str | None = None
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
def entry_points() -> dict[str, tuple[EntryPoint, ...]]:
    """Find the installed formats by name, without loading any; more than one of a name is a clash."""
    found: dict[str, tuple[EntryPoint, ...]] = {}
    for point in iter_entry_points(ENTRY_POINT_GROUP):
        others = found.get(point.name, ())
        if point.value not in {other.value for other in others}:
            found[point.name] = (*others, point)
    if not found:
        message = "newsconv is only importable, not installed: run `pip install .` in its folder to find its formats"
        raise PluginError(message)
    return found


def distribution(name: str) -> str:
    """Name the package that a format came with, or the packages that claim it."""
    return " and ".join(point.package.replace("_", "-") for point in entry_points()[name])


@cache
def load_format(name: str) -> Format:
    """Load one installed format by its own name.

    Raises:
        PluginError: it can't be loaded, or two packages claim it.
    """
    point, *rivals = entry_points()[name]
    if rivals:
        places = " and ".join(each.value for each in (point, *rivals))
        message = f"{distribution(name)} both claim the format {name!r} ({places}); uninstall one of them"
        raise PluginError(message)
    where = f"format {name!r} of {distribution(name)} ({point.value})"
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


def iter_formats(broken: list[PluginError] | None = None) -> Iterator[Format]:
    """Load the installed formats, sorted by name, but those that are broken: they break only their own use.

    Args:
        broken: what is wrong with those is added to it; `newsconv formats` shows it, and so does every error that
            says that no format was found.
    """
    for name in installed_names():
        try:
            yield load_format(name)
        except PluginError as error:
            if broken is not None:
                broken.append(error)


@contextlib.contextmanager
def plugin_boundary(record: Format) -> Iterator[None]:
    """Make a `PluginError` of what a format that newsconv did not bring along raises without meaning to."""
    points = entry_points().get(record.name, ())
    if all(point.value.startswith("newsconv.") for point in points):
        yield
        return
    try:
        yield
    except NewsconvError:
        raise
    except Exception as error:
        message = f"format {record.name!r} of {distribution(record.name)} failed: {type(error).__name__}: {error}"
        raise PluginError(message) from error


def no_format(message: str, name: str, broken: list[PluginError]) -> UnknownFormatError:
    """Make the error that says that no format was found, and which ones could not be asked."""
    faults = "".join(f"; not usable: {error}" for error in broken)
    return UnknownFormatError(message + faults, name, installed_names())


def find_format(name: str) -> Format:
    """Find a format by name, alias, media type or suffix.

    Raises:
        UnknownFormatError: there is none; the message lists those there are.
    """
    if name in entry_points():
        return load_format(name)
    wanted = name.lower()
    broken: list[PluginError] = []
    for record in iter_formats(broken):
        if wanted in {record.name, *record.aliases, *record.media_types, *(s[1:] for s in record.suffixes)}:
            return record
    message = f"no format {name!r} is installed; there are: {', '.join(installed_names())}"
    raise no_format(message, name, broken)


def format_for_path(path: str) -> Format:
    """Find the format that files of this name are written in.

    Raises:
        UnknownFormatError: the suffix is nobody's.
    """
    suffix = path_suffix(path)
    broken: list[PluginError] = []
    for record in iter_formats(broken):
        if suffix and suffix in record.suffixes:
            return record
    message = f"{path}: no format by the suffix {suffix!r}; name one with --to or as `format`"
    raise no_format(message, suffix, broken)


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
    broken: list[PluginError] = []
    scores: list[tuple[Certainty, Format]] = []
    for record in iter_formats(broken):
        if record.reads:
            scores.append((ask(record, sample, broken), record))
            if scores[-1][0] is Certainty.CERTAIN and (not sample.suffix or sample.suffix in record.suffixes):
                return record  # nobody can be more certain
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
    raise no_format(message, name, broken)


def ask(record: Format, sample: Sample, broken: list[PluginError]) -> Certainty:
    """Ask a format whether a sample is its own; one that fails is not, and its fault is kept."""
    if record.sniff is None:
        return Certainty.NO
    try:
        with plugin_boundary(record):
            return record.sniff(sample)
    except PluginError as error:
        broken.append(error)
        return Certainty.NO


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
    known = kind.__struct_fields__
    for option in values:
        if option not in known:
            message = f"format {name!r} has no option {option!r}; it has: {', '.join(known)}"
            raise OptionError(message)
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        message = f"option of format {name!r}: {error}"
        raise OptionError(message) from error
