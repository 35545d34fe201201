"""All parts of a source in its order, judged or not, with what became of each: what `explain` shows of a whole source.

In: a reading, as `newsconv.explain` gives it. Out: its judged segments, and between them, by their lines, what the
report says of parts that were never judged (the rest of a page around its article). Where lines don't tell, as on
pages of one long line, such parts come before the segments. Of a source in which nothing was judged the blocks of the
body stand there.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from newsconv.document.characters import clean_line
from newsconv.document.plain import block_text
from newsconv.report import Guessed, JudgedSegment, Removed, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsconv.convert import Reading
    from newsconv.document import Document
    from newsconv.report import Event

__all__ = [
    "INNER_RULES",
    "OUTCOMES",
    "SKIPPED_ROLE",
    "counted",
    "describe_reason",
    "describe_score",
    "other_events",
    "parts_of",
]

INNER_RULES: Final = frozenset({"dead-link", "picture-link", "credit-in-caption"})
"""The rules of events about something within a part: links whose words or picture stay where they are, the credit in
the caption of a figure."""
SKIPPED_ROLE: Final = "skipped"
"""The role of what the model has no place for."""
OUTCOMES: Final = {"kept": "kept", "moved": "moved", "removed": "left out"}
"""What became of a part, in words."""
UNJUDGED_REASON: Final = "kept as it stands: nothing in this source was judged"


def parts_of(reading: Reading) -> list[JudgedSegment]:
    r"""Give all parts of a source in its order.

    >>> import newsconv
    >>> [(part.text, part.role) for part in parts_of(newsconv.explain("It rained.\n\nAdvertisement", "markdown"))]
    [('It rained.', 'body'), ('Advertisement', 'boilerplate')]
    """
    return told_apart(reading)[0]


def other_events(reading: Reading) -> list[Event]:
    """Give the events that are about no whole part: links, repairs, fields of a page's head, what was derived."""
    return told_apart(reading)[1]


def told_apart(reading: Reading) -> tuple[list[JudgedSegment], list[Event]]:
    """Give the parts of a source, and the events that are about none."""
    segments = reading.report.segments or list(unjudged(reading.document))
    told = Counter(key_of(segment) for segment in segments if segment.outcome != "kept")
    beside: list[JudgedSegment] = []
    others: list[Event] = []
    for event in reading.report:
        part = part_of(event)
        if part is not None and told[key_of(part)]:
            told[key_of(part)] -= 1
        elif part is None or not part.text or (part.outcome == "moved" and part.origin.line is None):
            others.append(event)
        else:
            beside.append(part)
    return merged(segments, beside), others


def unjudged(document: Document) -> Iterator[JudgedSegment]:
    """Make parts of the blocks of a source in which nothing was judged."""
    from newsconv.noise.segments import block_tag

    for block in document.body:
        line = clean_line(block_text(block))
        yield JudgedSegment(role="body", outcome="kept", reason=UNJUDGED_REASON, text=line, tag=block_tag(block))


def part_of(event: Event) -> JudgedSegment | None:
    """Make a part of an event about a block of the source; other events give none."""
    reason, words, origin = event.reason, event.text, event.origin
    match event:
        case Removed(rule=rule) if rule not in INNER_RULES:
            return JudgedSegment(
                role="boilerplate", outcome="removed", rule=rule, reason=reason, text=words, origin=origin
            )
        case Guessed(field=role, rule=rule):
            return JudgedSegment(role=role, outcome="moved", rule=rule, reason=reason, text=words, origin=origin)
        case Skipped():
            return JudgedSegment(role=SKIPPED_ROLE, outcome="removed", reason=reason, text=words, origin=origin)
        case _:
            return None


def key_of(part: JudgedSegment) -> tuple[str, str, str, int | None]:
    """Give what a segment and the event about it have in common."""
    return part.outcome, part.rule, part.text, part.origin.line


def merged(segments: Sequence[JudgedSegment], beside: Iterable[JudgedSegment]) -> list[JudgedSegment]:
    """Put parts between segments by their lines; those without a line come first, as do those on the same line."""
    waiting = sorted(beside, key=lambda part: part.origin.line or 0)
    result: list[JudgedSegment] = []
    taken = reached = 0
    for segment in segments:
        reached = max(reached, segment.origin.line or 0)
        while taken < len(waiting) and (waiting[taken].origin.line or 0) <= reached:
            result.append(waiting[taken])
            taken += 1
        result.append(segment)
    return [*result, *waiting[taken:]]


def describe_reason(part: JudgedSegment) -> str:
    """Give why a part is what it is, with the name of the rule and the score."""
    rule = f" [{part.rule}]" if part.rule else ""
    return "; ".join(filter(None, (f"{part.reason}{rule}", describe_score(part))))


def describe_score(part: JudgedSegment) -> str:
    """Give the score of a part in words, with the features that weighed most; nothing where there is none.

    >>> part = JudgedSegment(role="body", outcome="kept", reason="", score=1.5, shares=(("links", -0.25), ("chars", 2)))
    >>> describe_score(part)
    'score +1.50: chars +2.00, links -0.25'
    """
    if part.score is None:
        return ""
    shares = ", ".join(f"{name} {number:+.2f}" for name, number in part.largest_shares)
    return f"score {part.score:+.2f}" + (f": {shares}" if shares else "")


def counted(count: int, noun: str) -> str:
    """Give a number with its noun.

    >>> counted(1, "word"), counted(1200, "word")
    ('1 word', '1,200 words')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
