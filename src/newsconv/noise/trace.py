"""What became of each segment, for whoever wants to see the whole source with the reasons.

In: the judgements of a source, and the events that assembling them brought. Out: one `JudgedSegment` each, in order.
A judgement says what a segment was taken for; only its event says whether it was moved to the field, or left out
because the field was known already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsconv.report import Guessed, JudgedSegment, Removed
from newsconv.report_parts import INNER_RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsconv.noise.rule import Judgement
    from newsconv.report import Event

__all__ = ["trace"]


def trace(judgements: Sequence[Judgement], events: Sequence[Event]) -> Iterator[JudgedSegment]:
    """Give each segment with what became of it.

    Args:
        judgements: all segments of a source, in order, as they were assembled.
        events: what `assemble` reported: one event, in the same order, for each segment that is not body, and events
            of `INNER_RULES` between them, which are about something within a segment.
    """
    told = (event for event in events if isinstance(event, (Removed, Guessed)) and event.rule not in INNER_RULES)
    for judged in judgements:
        event = next(told, None) if judged.role != "body" else None
        segment = judged.segment
        yield JudgedSegment(
            role=judged.role,
            outcome="kept" if event is None else "moved" if isinstance(event, Guessed) else "removed",
            rule=judged.rule,
            reason=event.reason if event else judged.reason,
            text=segment.text,
            tag=segment.tag,
            origin=segment.origin,
            score=judged.score,
            shares=judged.shares,
        )
