"""What happened on the way from a source to a document, and from a document to an output.

A closed union of events. Each knows its wording, its severity, its place in the source and its
JSON. Readers and writers add to a `Report` that they are given; nothing is printed or logged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Derived",
    "Event",
    "Guessed",
    "JudgedSegment",
    "NotRendered",
    "Origin",
    "Outcome",
    "Removed",
    "Repaired",
    "Report",
    "Severity",
    "Skipped",
]

Severity: TypeAlias = Literal["info", "warning"]
"""`info`: nothing that a reader of the story would miss. `warning`: somebody should look."""

Outcome: TypeAlias = Literal["kept", "moved", "removed"]
"""What became of a segment: it is in the body, in a field or figure, or in the report alone."""

EXCERPT_CHARS = 72
"""Code points of a text that its wording shows; the event itself keeps the text whole."""
SHOWN_SHARES = 3
"""Features of a score that are told about: beyond three nobody reads on."""


class Origin(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True):
    """Where in the source something stood."""

    line: int | None = None
    """Counted from 1; none where the format has no lines worth naming, or it is not known."""
    end_line: int | None = None
    """The last line of it, where it has several."""
    path: str = ""
    """Path within a structured source, such as `/newsItem/contentMeta/headline`."""

    def __str__(self) -> str:
        """Give the place in words, or nothing."""
        if self.line is None:
            return self.path
        several = self.end_line is not None and self.end_line != self.line
        return f"lines {self.line}-{self.end_line}" if several else f"line {self.line}"


NOWHERE = Origin()


class EventBase(
    msgspec.Struct, frozen=True, tag_field="event", omit_defaults=True, repr_omit_defaults=True, kw_only=True
):
    """What all events share."""

    reason: str
    """Why, in words."""
    text: str = ""
    """The visible text concerned, whole."""
    origin: Origin = NOWHERE

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return "info"

    @property
    def wording(self) -> str:
        """One line for a person, without the place."""
        raise NotImplementedError


class Removed(EventBase, frozen=True, tag="removed", kw_only=True):
    """Text that was judged not to be the story: menus, prompts, dead marks."""

    rule: str
    """Name of the rule that decided."""

    @property
    def wording(self) -> str:
        """One line for a person, without the place."""
        return f"removed {excerpt(self.text)}: {self.reason}"


class Guessed(EventBase, frozen=True, tag="guessed", kw_only=True):
    """Text that was judged to be a field of the story, and moved there."""

    field: str
    """Name of the field, such as `headline` or `related`."""
    rule: str = ""
    """Name of the rule that decided."""

    @property
    def wording(self) -> str:
        """One line for a person, without the place."""
        return f"took {excerpt(self.text)} as {self.field}: {self.reason}"


class Repaired(EventBase, frozen=True, tag="repaired", kw_only=True):
    """Something wrong in the source that could be read all the same."""

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return "warning"

    @property
    def wording(self) -> str:
        """One line for a person, without the place."""
        return f"repaired: {self.reason}" + (f" ({excerpt(self.text)})" if self.text else "")


class Skipped(EventBase, frozen=True, tag="skipped", kw_only=True):
    """Content that the reader knows, and that the model has no place for."""

    @property
    def severity(self) -> Severity:
        """How much it matters: text that was lost does."""
        return "warning" if self.text else "info"

    @property
    def wording(self) -> str:
        """One line for a person, without the place."""
        return f"skipped {excerpt(self.text)}: {self.reason}" if self.text else f"skipped: {self.reason}"


class NotRendered(EventBase, frozen=True, tag="not_rendered", kw_only=True):
    """Something of the document that the output can't say."""

    what: str
    """A field (`metadata.urgency`) or a node (`table`)."""

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return "warning"

    @property
    def wording(self) -> str:
        """One line for a person, without the place."""
        return f"did not write {self.what}" + (f" {excerpt(self.text)}" if self.text else "") + f": {self.reason}"


class Derived(EventBase, frozen=True, tag="derived", kw_only=True):
    """Something that a format demands, that nobody said, and that was made from what is there."""

    field: str
    """What was made, such as `guid`."""

    @property
    def wording(self) -> str:
        """One line for a person, without the place."""
        return f"derived {self.field} {excerpt(self.text)}: {self.reason}"


Event: TypeAlias = Removed | Guessed | Repaired | Skipped | NotRendered | Derived


class JudgedSegment(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True, kw_only=True):
    """A block of the source, kept or not, with what was decided about it and why."""

    role: str
    """What it is to the story: `body`, `headline`, `byline`, …, `boilerplate`; see `newsconv.noise.rule.Role`."""
    outcome: Outcome
    reason: str
    """Why, in words."""
    rule: str = ""
    """Name of the rule or step that decided; empty where none did."""
    text: str = ""
    """Its visible text, whole, on one line."""
    tag: str = "p"
    """The element that it is, or would be, in HTML."""
    origin: Origin = NOWHERE
    score: float | None = None
    """Log-odds of being story, above 0 where that is likelier than not; none where no score was asked."""
    shares: tuple[tuple[str, float], ...] = ()
    """What each feature added to the score, by name."""

    @property
    def largest_shares(self) -> tuple[tuple[str, float], ...]:
        """The features that weighed most, the heaviest first, whichever way they pulled."""
        return tuple(sorted(self.shares, key=lambda share: (-abs(share[1]), share[0]))[:SHOWN_SHARES])


def excerpt(text: str) -> str:
    """Quote the beginning of a text on one line."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= EXCERPT_CHARS else f'"{line[: EXCERPT_CHARS - 1].rstrip()}…"'


class Report:
    """The events of one conversion, in the order in which they happened, and what was judged on the way.

    >>> report = Report()
    >>> report.add(Removed(reason="a cookie notice", rule="cookie-notice", text="We use cookies"))
    >>> print(report)
    removed "We use cookies": a cookie notice
    """

    __slots__ = ("detailed", "events", "is_wanted", "segments")
    detailed: bool
    """Whether whoever asked wants to know what each feature did to a score, which takes longer."""
    is_wanted: bool
    """Whether anybody asked at all; else what takes time to tell need not be told."""
    events: list[Event]
    segments: list[JudgedSegment]
    """Every block of the source that was judged, in the order of the source; empty where nothing was."""

    def __init__(self, *, detailed: bool = False, is_wanted: bool = True) -> None:
        """Start with no events."""
        self.detailed = detailed
        self.is_wanted = is_wanted
        self.events = []
        self.segments = []

    def add(self, event: Event) -> None:
        """Add an event."""
        self.events.append(event)

    def __iter__(self) -> Iterator[Event]:
        """Give the events in order."""
        return iter(self.events)

    def __len__(self) -> int:
        """Count the events."""
        return len(self.events)

    def __str__(self) -> str:
        """Give one line an event."""
        return "\n".join(map(describe, self.events))

    def to_json_lines(self) -> str:
        r"""Give one JSON object an event, each on a line that ends with `\n`."""
        return "".join(f"{msgspec.json.encode(as_record(event)).decode()}\n" for event in self.events)


def describe(event: Event) -> str:
    """Give an event as one line, with its place."""
    place = str(event.origin)
    return f"{place}: {event.wording}" if place else event.wording


def as_record(event: Event) -> dict[str, object]:
    """Give the fields of an event with its severity and wording, as JSON writes them."""
    return {**msgspec.to_builtins(event), "severity": event.severity, "wording": event.wording}
