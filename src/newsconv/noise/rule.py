"""What a noise rule is, and what it may look at: a segment and its place.

Rules are data: one row each in the families beside this module. A rule is a pure function of a
segment and its place; it decides only what is certain. Whatever no rule is certain of is left to
the steps after it (see `newsconv.noise.engine`).
"""

from __future__ import annotations

import re  # noqa: TC003 - msgspec resolves the annotations when it makes the class
from collections.abc import Callable, Sequence
from math import inf
from typing import Final, Literal, TypeAlias

import msgspec

from newsconv.noise.segments import Segment, fold, has_words
from newsconv.sites import Page  # noqa: TC001 - as above

__all__ = [
    "MAX_RULE_CHARS",
    "REPEAT_CHARS",
    "Context",
    "Judgement",
    "NoiseRule",
    "Place",
    "Role",
    "is_light",
    "is_prose",
]

Role: TypeAlias = Literal[
    "body",
    "headline",
    "subheadline",
    "byline",
    "published",
    "updated",
    "caption",
    "credit",
    "related",
    "source_url",
    "copyright_notice",
    "boilerplate",
]
"""What a segment is to the story. All but `body`, `caption`, `credit`, `related` and `boilerplate` are
fields of the metadata; `source_url` is the field `url`."""

MAX_RULE_CHARS: Final = 400
"""Code points of a segment that patterns are tried on: boilerplate lines are short (the longest cookie notice
in the aeb and press pages has 380), and a bound keeps the whole linear."""
REPEAT_CHARS: Final = 40
"""Code points, folded, from which on a text that comes twice is no chance: shorter ones are refrains and labels."""
PROSE_CHARS: Final = 80
"""Code points of unlinked text from which on a paragraph counts as prose: about one sentence. Shorter ones are
as often labels as story."""


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the source before its segments are judged."""

    headline: str = ""
    """As metadata outside the text says; empty where it does not."""
    language: str = ""
    """BCP 47 tag; empty where it is not known."""
    authors: tuple[str, ...] = ()
    """Names, as metadata outside the text says."""
    is_page: bool = False
    """Whether it is a web page, where names of classes and of elements are evidence, not a text of somebody's own."""
    page: Page | None = None
    """What is known of the other pages of its site, where its segments are still to be compared with them."""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What a segment was found to be."""

    segment: Segment
    role: Role
    rule: str
    """Name of the rule or step that decided; empty where none did."""
    reason: str
    """Why, in words."""
    value: str = ""
    """The part of the text that is the field, where it is not the whole."""
    score: float | None = None
    """Log-odds of being story; none where no score was asked."""
    shares: tuple[tuple[str, float], ...] = ()
    """What each feature added to the score, by name."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a segment stands."""

    segments: Sequence[Segment]
    """All segments of the source."""
    index: int
    """That of the segment in question."""
    previous: Judgement | None
    """The judgement of the segment before."""
    context: Context
    headline_index: int | None
    """The segment that is the headline; nothing where there is none."""
    story_end: int
    """Index after the last segment of prose; what is from there on is the tail."""
    story_start: int = 0
    """Index of the first segment of prose."""
    is_repeated: bool = False
    """Whether the same text stood above, as body, and is long enough for that to be no chance."""
    in_head: bool = False
    """Whether there is a headline, and nothing of the story between it and here but pictures and rules."""
    at_start: bool = True
    """Whether nothing of the story stands before."""
    folds: dict[str, str] = {}
    """Texts that were folded before; see `folded`."""

    @property
    def following(self) -> Segment | None:
        """The segment after."""
        return self.segments[self.index + 1] if self.index + 1 < len(self.segments) else None

    @property
    def headline(self) -> str:
        """The headline as far as it is known."""
        return self.context.headline or (
            self.segments[self.headline_index].text if self.headline_index is not None else ""
        )

    @property
    def folded_headline(self) -> str:
        """The headline as it counts in comparisons."""
        return self.fold_once(self.headline)

    def folded(self, segment: Segment) -> str:
        """Give the text of a segment as it counts in comparisons."""
        return self.fold_once(segment.text)

    def fold_once(self, text: str) -> str:
        """Fold a text, or remember what it was folded to: the rules of a page ask twice a segment."""
        known = self.folds.get(text)
        if known is None:
            known = self.folds[text] = fold(text)
        return known

    @property
    def is_above_headline(self) -> bool:
        """Whether the headline is still to come."""
        return self.headline_index is not None and self.index < self.headline_index

    @property
    def is_above_prose(self) -> bool:
        """Whether prose is still to come, and none came."""
        return self.index < self.story_start

    @property
    def in_tail(self) -> bool:
        """Whether no prose comes after."""
        return self.index >= self.story_end


Condition: TypeAlias = Callable[[Segment, Place], bool]


class NoiseRule(msgspec.Struct, frozen=True, kw_only=True):
    """One named rule; `pattern` and `when` must both hold, where given."""

    name: str
    """Unique, in kebab-case; stands in reports."""
    role: Role
    reason: str
    """Why what it matches is not the story's text, in words that follow a colon."""
    pattern: re.Pattern[str] | None = None
    """Matched at the start of the text of segments up to `MAX_RULE_CHARS`; begins with `^`, to say so. (A search would
    try it at every character.) Its group `value` is the field."""
    when: Condition | None = None
    languages: tuple[str, ...] = ()
    """Languages of its phrases (ISO 639-1); empty for rules that know no phrases."""
    up_to_score: float = inf
    """Log-odds from which on a segment is not asked about, as the learned score is surer; without a score each is."""
    pages_only: bool = False
    """Whether its evidence exists only in web pages."""
    source: str
    """Where such noise was seen."""
    since: str = "0.1.0"
    """The release that brought it."""
    removes: tuple[str, ...]
    """HTML of at least two real examples; the rule must match a segment of each. Short ones of rules for pages are
    followed by a long paragraph, as the evidence of an element that holds most of a page does not count."""
    keeps: tuple[str, ...]
    """HTML of at least two near misses; the rule must match nothing in them."""

    def matches(self, segment: Segment, place: Place) -> bool:
        """Tell whether the rule, if it applies, is certain of a segment."""
        if segment.score is not None and segment.score >= self.up_to_score:
            return False
        if self.pattern and (len(segment.text) > MAX_RULE_CHARS or not self.pattern.match(segment.text)):
            return False
        return self.when is None or self.when(segment, place)

    def applies(self, context: Context) -> bool:
        """Tell whether the rule is asked at all about a source."""
        return (context.is_page or not self.pages_only) and self.speaks(context.language)

    def speaks(self, language: str) -> bool:
        """Tell whether its phrases may stand in a text of a language; English ones stand in all."""
        if not language or not self.languages:
            return True
        primary = language.partition("-")[0].lower()
        return not primary or primary in self.languages or "en" in self.languages

    def value(self, segment: Segment) -> str:
        """Give the part of a matching text that is the field, or nothing."""
        match = self.pattern.match(segment.text) if self.pattern else None
        return (match.groupdict().get("value") or "").strip() if match else ""


def is_prose(segment: Segment) -> bool:
    """Tell whether a segment is running text beyond doubt: a paragraph, quote or list with enough unlinked words."""
    if segment.level or not segment.blocks or segment.recurrence or (segment.score is not None and segment.score <= 0):
        return False
    return len(segment.text) * (1 - segment.link_share) >= PROSE_CHARS


def is_light(segment: Segment) -> bool:
    """Tell whether a segment may stand between a headline and its byline: a picture, a rule, or nothing visible."""
    return segment.is_break or segment.is_picture or segment.tag == "figure" or not has_words(segment.text)
