"""Make a document of judged segments: body to the body, fields to the metadata, the rest to the report.

Nothing is destroyed: text that is moved is reported as `Guessed`, text that is left out as
`Removed`, each with its rule, its reason and its place. What the metadata already has is not
overwritten; then the text of the page is what is left out.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import msgspec

from newsconv.document import Document, Figure, Image, Link, Media, Metadata, Paragraph, RelatedItem, rewrite, walk
from newsconv.document.plain import inline_text
from newsconv.noise.bylines import read_authors
from newsconv.noise.credits import part_credit
from newsconv.noise.dates import parse_labelled_date
from newsconv.noise.same import same_title
from newsconv.noise.segments import fold, is_dead_url
from newsconv.report import Guessed, Removed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsconv.document import Block
    from newsconv.noise.rule import Judgement
    from newsconv.noise.segments import Segment
    from newsconv.report import Report

__all__ = ["assemble"]

FIELD_NAMES: Final = {"source_url": "url"}
"""Roles whose field has another name."""
CREDIT_REASON: Final = "the end of the caption names who made the picture"
PICTURE_LINK_REASON: Final = "the address that the picture above a caption led to; a figure holds none"
DEAD_LINK_REASON: Final = "the link leads nowhere; its words stay"


def assemble(judgements: Sequence[Judgement], metadata: Metadata, report: Report) -> Document:
    """Make the document; not yet in normal form.

    Args:
        judgements: all segments of the source, in order.
        metadata: what is known from elsewhere, which wins.
        report: what was moved or left out is added to it.
    """
    assembly = Assembly(metadata, report)
    for judgement in drop_edge_breaks(judgements):
        assembly.add(judgement)
    return assembly.document()


def drop_edge_breaks(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Judge anew the rules at the edges of the body that only parted it from what was left out."""
    result = list(judgements)
    for numbers in (range(len(result)), range(len(result) - 1, -1, -1)):
        left_out = False
        for number in numbers:
            judged = result[number]
            if judged.role != "body":
                left_out = True
            elif not judged.segment.is_break:
                break
            elif left_out:
                result[number] = msgspec.structs.replace(
                    judged, role="boilerplate", rule="edge-break", reason="a rule that parted it from the story"
                )
    return result


class Assembly:
    """A document under construction."""

    def __init__(self, metadata: Metadata, report: Report) -> None:
        """Start with what is known from elsewhere."""
        self.metadata = metadata
        self.report = report
        self.body: list[Block] = []

    def document(self) -> Document:
        """Give what was made."""
        return Document(self.metadata, tuple(self.body))

    def add(self, judgement: Judgement) -> None:
        """Put one segment where it belongs."""
        match judgement.role:
            case "body":
                self.body.extend(map(partial(self.part_credit, judgement), unlink_dead(judgement.segment, self.report)))
            case "boilerplate":
                self.remove(judgement, judgement.reason)
            case "caption":
                self.add_caption(judgement)
            case "credit":
                self.add_credit(judgement)
            case "related":
                self.add_related(judgement)
            case "published" | "updated":
                self.add_date(judgement)
            case "byline":
                self.add_byline(judgement)
            case role:
                self.add_field(judgement, FIELD_NAMES.get(role, role), field_value(judgement))

    # ------------------------------------------------------------ fields

    def add_field(self, judgement: Judgement, name: str, value: Any) -> None:
        """Set a field that is still empty; else leave the text out."""
        known = getattr(self.metadata, name)
        if not value:
            self.remove(judgement, f"{judgement.reason}, but nothing of it can be read")
        elif known:
            same = is_same(name, known, value)
            words = "the same as" if same else "different from"
            self.remove(judgement, f"{judgement.reason}; {words} the {name} that is known: {known}")
        else:
            self.metadata = msgspec.structs.replace(self.metadata, **{name: value})
            self.guess(judgement, name)

    def add_date(self, judgement: Judgement) -> None:
        """Set a date of publishing or of change."""
        found = parse_labelled_date(judgement.value or judgement.segment.text)
        self.add_field(judgement, judgement.role, found[1] if found else None)

    def add_byline(self, judgement: Judgement) -> None:
        """Set the byline as printed, and the authors that it names."""
        text = judgement.segment.text
        authors = read_authors(text)
        known = {fold(person.name) for person in self.metadata.authors}
        self.add_field(judgement, "byline", text)
        if not known and authors and self.metadata.byline == text:
            self.metadata = msgspec.structs.replace(self.metadata, authors=authors)

    def add_related(self, judgement: Judgement) -> None:
        """Add each story that a segment points to."""
        items = tuple(related_items(judgement.segment))
        if not items:
            self.remove(judgement, judgement.reason)
            return
        known = set(self.metadata.related)
        fresh = tuple(item for item in dict.fromkeys(items) if item not in known)
        self.metadata = msgspec.structs.replace(self.metadata, related=(*self.metadata.related, *fresh))
        self.guess(judgement, "related")

    # ------------------------------------------------------------ figures

    def add_caption(self, judgement: Judgement) -> None:
        """Add a caption to the picture before it, or as a figure without one."""
        segment = judgement.segment
        (paragraph,) = unlink_dead(segment, self.report)
        children = paragraph.children
        credit = ""
        if tail := segment.bold_tail() if judgement.rule == "credited-caption" else None:
            children, credit = children[:-1], tail[1]
        if split := segment.picture_and_text():
            image, children = split
            figure = Figure((Media(image.url, alt=image.alt, title=image.title),))
        else:
            figure = self.take_picture(judgement)
        figure = Figure(figure.media, (*figure.caption, *children), " ".join(filter(None, (figure.credit, credit))))
        self.body.append(part_credit(figure) or figure)
        self.guess(judgement, "caption")

    def add_credit(self, judgement: Judgement) -> None:
        """Add a credit to the picture before it."""
        figure = self.take_picture(judgement)
        credit = " ".join(filter(None, (figure.credit, judgement.segment.text.strip("() "))))
        self.body.append(Figure(figure.media, figure.caption, credit))
        self.guess(judgement, "credit")

    def part_credit(self, judgement: Judgement, block: Block) -> Block:
        """Part caption and credit of a figure, where one of them holds the other."""
        parted = part_credit(block) if isinstance(block, Figure) else None
        if parted is None:
            return block
        self.report.add(
            Guessed(
                field="credit",
                rule="credit-in-caption",
                reason=CREDIT_REASON,
                text=parted.credit,
                origin=judgement.segment.origin,
            )
        )
        return parted

    def take_picture(self, judgement: Judgement) -> Figure:
        """Take the picture at the end of the body off it, as a figure; an empty figure where there is none.

        A figure holds no link: that of a picture is reported.
        """
        last = self.body[-1] if self.body else None
        if isinstance(last, Figure) and not last.credit:
            self.body.pop()
            return last
        if isinstance(last, Paragraph):
            pictures = [node for node in walk(last.children) if not isinstance(node, Link)]
            if len(pictures) == 1 and isinstance(pictures[0], Image):
                self.body.pop()
                for link in walk(last.children):
                    if isinstance(link, Link):
                        self.report.add(
                            Removed(
                                rule="picture-link",
                                reason=PICTURE_LINK_REASON,
                                text=link.url,
                                origin=judgement.segment.origin,
                            )
                        )
                image = pictures[0]
                return Figure((Media(image.url, alt=image.alt, title=image.title),))
        return Figure()

    # ------------------------------------------------------------ report

    def guess(self, judgement: Judgement, field: str) -> None:
        """Report text that was moved."""
        segment = judgement.segment
        self.report.add(
            Guessed(field=field, rule=judgement.rule, reason=judgement.reason, text=segment.text, origin=segment.origin)
        )

    def remove(self, judgement: Judgement, reason: str) -> None:
        """Report text that was left out."""
        segment = judgement.segment
        self.report.add(Removed(rule=judgement.rule, reason=reason, text=segment.text, origin=segment.origin))


def field_value(judgement: Judgement) -> str:
    """Give the text of a field of one line."""
    segment = judgement.segment
    if judgement.role != "source_url":
        return judgement.value or segment.text
    if judgement.value:
        return judgement.value
    if segment.live_links:
        return segment.live_links[0].url
    return segment.text.split()[-1].strip("<>")


def is_same(name: str, known: object, value: object) -> bool:
    """Tell whether a field and the text of the page say the same."""
    if name == "headline":
        return same_title(str(known), str(value))
    return fold(str(known)) == fold(str(value)) or str(known).startswith(str(value))


def related_items(segment: Segment) -> Iterable[RelatedItem]:
    """Give the stories that the links of a segment lead to; a dead link has only its title."""
    for link in segment.links:
        title = " ".join(inline_text(link.children, alt=True).split())
        url = "" if is_dead_url(link.url) else link.url
        if title or url:
            yield RelatedItem(title, url)


def unlink_dead(segment: Segment, report: Report) -> tuple[Any, ...]:
    """Take links that lead nowhere off their words, reporting each."""
    if len(segment.live_links) == len(segment.links):
        return segment.blocks
    for link in segment.links:
        if is_dead_url(link.url):
            text = inline_text(link.children, alt=True)
            report.add(Removed(rule="dead-link", reason=DEAD_LINK_REASON, text=text, origin=segment.origin))

    def change(node: Any) -> Iterable[Any]:
        return node.children if isinstance(node, Link) and is_dead_url(node.url) else (node,)

    return rewrite(segment.blocks, change)
