"""Judge segments: give each a role and a reason.

Four steps, each taking what the one before left undecided:

1. prompts: rules that need nothing but the segment's own words ("Advertisement");
2. places: rules that need to know where a segment stands (a date line below the headline);
3. what recurs on other pages of the site goes, where somebody counted (`newsconv.noise.recurring`);
4. what is left then is left to the learned score, where the segment has one, and else is body; on a page, a heading
   below which nothing is left goes too.

Segments that were left out before come back as they are.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.noise.recurring import RECURRING_RULE
from newsconv.noise.rule import MAX_RULE_CHARS, REPEAT_CHARS, Context, Judgement, NoiseRule, Place, is_light, is_prose
from newsconv.noise.rules import PLACE_RULES, PROMPT_RULES
from newsconv.noise.same import same_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsconv.noise.segments import Segment

__all__ = ["find_headline", "judge"]

NO_RULE_REASON: Final = "no rule speaks against it"
STORY_REASON: Final = "no rule speaks against it, and its place, its marks and its words are those of a story"
SCORE_RULE: Final = "score"
SCORE_REASON: Final = "its place, its marks and its words are not those of a story"


def judge(segments: Sequence[Segment], *, context: Context) -> list[Judgement]:
    """Give each segment its role, in their order.

    Args:
        segments: all segments of one source; among those without a verdict, each at the place that its `index` says.
        context: what is known of the source.
    """
    inside = [segment for segment in segments if not segment.verdict]
    judged = iter(judge_inside(inside, context))
    return [left_out(segment) if segment.verdict else next(judged) for segment in segments]


def judge_inside(segments: Sequence[Segment], context: Context) -> list[Judgement]:
    """Judge the segments that nothing decided about before."""
    rules = RuleLists(PROMPT_RULES, context)
    folds: dict[str, str] = {}
    prompts = [rules.find(segment, place_alone(segment, context, folds)) for segment in segments]
    rest = [segment for segment, rule in zip(segments, prompts, strict=True) if rule is None]
    prose = [segment.index for segment in rest if is_prose(segment)]
    layout = Place(
        segments=segments,
        index=0,
        previous=None,
        context=context,
        headline_index=find_headline(rest, context),
        story_start=prose[0] if prose else 0,
        story_end=prose[-1] + 1 if prose else 0,
        folds=folds,
    )
    judged = list(judge_places(layout, prompts))
    return leave_out_orphans(judged, is_page=context.is_page)


def judge_places(layout: Place, prompts: Sequence[NoiseRule | None]) -> Iterator[Judgement]:
    """Judge each segment at its place, from the top down, those aside that a prompt rule decided about."""
    rules = RuleLists(PLACE_RULES, layout.context)
    at_start, in_head, previous = True, bool(layout.context.headline), None
    seen: set[str] = set()
    for segment, prompt in zip(layout.segments, prompts, strict=True):
        if layout.headline_index is not None:
            in_head = (in_head and not layout.headline_index > segment.index) or layout.headline_index == segment.index
        folded = layout.folded(segment) if layout.context.is_page else ""  # what is repeated only rules of pages ask
        place = msgspec.structs.replace(
            layout,
            index=segment.index,
            previous=previous,
            is_repeated=folded in seen,
            at_start=at_start,
            in_head=in_head,
        )
        previous = make_judgement(segment, prompt or rules.find(segment, place))
        yield previous
        if previous.role == "body":
            at_start = False
            seen.update([folded] if len(folded) >= REPEAT_CHARS else ())
            in_head = in_head and is_light(segment)


class RuleLists:
    """The rules for one source, by what is known of a segment before any is asked.

    Most segments of a story have a sure score, so that some rules are never asked, and long ones need no patterns.
    """

    def __init__(self, rules: Sequence[NoiseRule], context: Context) -> None:
        """Choose the rules for a source."""
        applying = [
            (rule, rule.pattern.match if rule.pattern else None, rule.when) for rule in rules if rule.applies(context)
        ]
        sure = [row for row in applying if row[0].up_to_score == inf]
        self.sure_from = min((rule.up_to_score for rule, _, _ in applying), default=inf)
        self.short = {False: applying, True: sure}
        self.long = {key: [row for row in some if row[1] is None] for key, some in self.short.items()}

    def find(self, segment: Segment, place: Place) -> NoiseRule | None:
        """Give the first rule that is certain of a segment; each is asked what `NoiseRule.matches` asks."""
        text, score = segment.text, segment.score
        lists = self.short if len(text) <= MAX_RULE_CHARS else self.long
        for rule, match, when in lists[score is not None and score >= self.sure_from]:
            if (match is None or match(text) is not None) and (when is None or when(segment, place)):
                return rule
        return None


def leave_out_orphans(judgements: Sequence[Judgement], *, is_page: bool) -> list[Judgement]:
    """Leave out headings below which everything up to the next heading was left out.

    Without text that recurs below, only those on a page are asked, and of them none with a score: of those that this
    would take 47 of 52 words were story on the corpus pages.
    """
    result = list(judgements)
    roles: set[str] = set()
    recurs = False
    for number in range(len(result) - 1, -1, -1):
        judged = result[number]
        if not judged.segment.level:
            roles.add(judged.role)
            recurs = recurs or judged.rule == RECURRING_RULE
            continue
        is_asked = recurs or (is_page and judged.score is None)
        if is_asked and judged.role == "body" and roles and "body" not in roles:
            result[number] = msgspec.structs.replace(
                judged, role="boilerplate", rule="orphan-heading", reason="the heading of a part that was left out"
            )
        roles, recurs = set(), False
    return result


def make_judgement(segment: Segment, rule: NoiseRule | None) -> Judgement:
    """Word what a rule found; without one it goes if it recurs, else its score decides."""
    score, shares = segment.score, segment.shares
    if rule is not None:
        value = rule.value(segment)
        return Judgement(
            segment=segment,
            role=rule.role,
            rule=rule.name,
            reason=rule.reason,
            value=value,
            score=score,
            shares=shares,
        )
    if segment.recurrence:
        return Judgement(
            segment=segment,
            role="boilerplate",
            rule=RECURRING_RULE,
            reason=segment.recurrence,
            score=score,
            shares=shares,
        )
    if score is None:
        return Judgement(segment=segment, role="body", rule="", reason=NO_RULE_REASON)
    if score > 0:
        return Judgement(segment=segment, role="body", rule="", reason=STORY_REASON, score=score, shares=shares)
    return Judgement(
        segment=segment, role="boilerplate", rule=SCORE_RULE, reason=SCORE_REASON, score=score, shares=shares
    )


def left_out(segment: Segment) -> Judgement:
    """Word what was decided about a segment before."""
    return Judgement(
        segment=segment,
        role="boilerplate",
        rule=segment.rule,
        reason=segment.verdict,
        score=segment.score,
        shares=segment.shares,
    )


def place_alone(segment: Segment, context: Context, folds: dict[str, str]) -> Place:
    """Give the place of a segment of which nothing around is known; texts folded before may be."""
    return Place(
        segments=(segment,), index=0, previous=None, context=context, headline_index=None, story_end=1, folds=folds
    )


def find_headline(segments: Sequence[Segment], context: Context) -> int | None:
    """Find the segment that is the headline: give its `index`.

    With a headline known from elsewhere, it is the first heading or paragraph that says the same,
    above all prose, and on a page any first-rank heading there. Without, it is the first heading
    of the first rank above all prose, or a heading of another rank that opens the text and is the
    only one of its rank or above.
    """
    opening = opening_of(segments)
    headings = [segment for segment in opening if segment.level]
    if context.headline:
        same = [segment for segment in opening if same_title(segment.text, context.headline)]
        found = same or [heading for heading in headings if heading.level == 1 and context.is_page]
        return found[0].index if found else None
    first = next((heading for heading in headings if heading.level == 1), None)
    if first is None and headings and opening[0] is headings[0]:
        ranks = [segment.level for segment in segments if segment.level]
        first = headings[0] if sum(rank <= headings[0].level for rank in ranks) == 1 else None
    return first.index if first else None


def opening_of(segments: Sequence[Segment]) -> list[Segment]:
    """Give the segments above all prose, without pictures and rules."""
    opening = []
    for segment in segments:
        if is_prose(segment):
            break
        if not is_light(segment):
            opening.append(segment)
    return opening
