"""What in a message is for editors and not for publication.

Two tables: marks from which on all that follows is not for publication (dpa's notebook), and single paragraphs
(AP's `Eds:`). Where a mark may mean both, it is taken as one of a note: a note that is published does harm, a line of
a story that is kept as a note does not, and the report names it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.readers.wire.messages import line_origin, visible_lines
from newsconv.readers.wire.rules import LineRule, match_rule
from newsconv.report import Guessed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.readers.wire.messages import Line
    from newsconv.report import Report

__all__ = ["EDITOR_LINES", "NOTE_MARKS", "find_note_start", "note_event"]

NOTE_MARKS: Final = (
    LineRule(
        name="notebook",
        kind="note",
        pattern=re.compile(
            r"#{1,2}\s?(?:\w{2,12}[ -])?(?:notebook|notizblock|bloc-?notes|cuaderno)\b(?!,).{0,60}", re.IGNORECASE
        ),
        reason="dpa's notebook: what follows is for editors",
        source="IPTC7901.txt (`# dpa NOTEBOOK`); dpa's German service (`# dpa-Notizblock`)",
        takes=("# dpa NOTEBOOK", "# Notebook", "# dpa-Notizblock"),
        keeps=("# The Notebook, a film", "NOTEBOOK: what we learnt", "#notebooks"),
    ),
    LineRule(
        name="four-stars",
        kind="note",
        pattern=re.compile(r"\*(?: \*){3,}"),
        reason="four stars part what is not for publication from the story",
        source="IPTC7901.txt",
        takes=("* * * *", "* * * * *"),
        keeps=("* * *", "***", "* one"),
    ),
    LineRule(
        name="not-for-publication",
        kind="note",
        pattern=re.compile(
            r"[(\[]?(?:the following (?:information|text|note)s? (?:is|are) not (?:intended )?for publication"
            r"|(?:die )?folgende[n]? (?:informationen|angaben) sind nicht (?:zur|für die) veröffentlichung"
            r"|not for publication)\b.{0,60}",
            re.IGNORECASE,
        ),
        reason="it says so",
        source="IPTC7901.txt",
        takes=(
            "The following information is not for publication",
            "The following information is not intended for publication",
            "Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt",
        ),
        keeps=(
            "The minutes are not for publication, the court ruled.",
            "The following day was not for the faint-hearted",
        ),
    ),
)
"""Lines from which on nothing is for publication."""

EDITOR_LINES: Final = (
    LineRule(
        name="editors",
        kind="note",
        pattern=re.compile(
            r"\(?(?:eds|editors|attn:? editors|attention editors|note to editors|notes to editors|redaktionshinweis"
            r"|hinweis an die redaktion(?:en)?|achtung)\s?[:.].*",
            re.IGNORECASE | re.DOTALL,
        ),
        reason="it speaks to editors",
        source="anpa-1.tst, anpa-2.tst, ap_anpa-1.tst",
        takes=("Eds: With AP Photos.", "(Editors: updates throughout)", "Note to editors: the embargo is lifted"),
        keeps=("Editors of six papers said: no.", "Edson scored twice"),
    ),
    LineRule(
        name="editors-note",
        kind="note",
        pattern=re.compile(r"EDITOR(?:'|\N{RIGHT SINGLE QUOTATION MARK})?S'? NOTE\b.*", re.DOTALL),
        reason="a note that an editor may print or leave out",
        source="AP (anpa-2.tst: the story has 34 paragraphs without it)",
        takes=("EDITOR'S NOTE _ This is part of an investigation.", "EDITORS' NOTE: Contains graphic detail."),
        keeps=("Editor's note cards sell well", "EDITORIAL: NOTE THE DATE"),
    ),
    LineRule(
        name="release",
        kind="note",
        pattern=re.compile(
            r"(?:(?:hold )?for (?:immediate )?release\b|embargoed\b|sperrfrist\b|advance for\b|adv(?:isory)?\d*\b[: ]"
            r"|for use\b|for global distribution\b).*",
            re.IGNORECASE | re.DOTALL,
        ),
        reason="it says when the story may be used, and to whom",
        source="AP's advances (known, no sample at hand)",
        takes=("HOLD FOR RELEASE 6 p.m. EST", "Embargoed until Sunday", "ADVANCE FOR SUNDAY, NOV. 17"),
        keeps=("For released hostages, a new life", "Embargo on arms ends", "Advances in medicine"),
    ),
    LineRule(
        name="changes",
        kind="note",
        pattern=re.compile(
            r"\((?i:adds|updates|recasts|corrects|repeats|refiles|rewrites|new throughout)\b[^()]{0,300}\)"
            r"|(?:ADDS|UPDATES|RECASTS|CORRECTS|SUBS|INCORPORATES)[:,]? .{0,300}",
            re.DOTALL,
        ),
        reason="it says what changed since the message before",
        source="Reuters (`(Adds quotes, details)`), AP (`CORRECTS byline`), known, no sample at hand",
        takes=("(adds quotes, background)", "CORRECTS spelling of name", "UPDATES: Adds quotes."),
        keeps=("Adds up: what war costs", "(adds)-on sale", "Updates to the law pass"),
    ),
    LineRule(
        name="with",
        kind="note",
        pattern=re.compile(r"With(?: AP [A-Z].*|:.*)", re.DOTALL),
        reason="it says what comes with the story",
        source="AP's wire (known, no sample at hand)",
        takes=("With AP Photos.", "With:BC-US--Ethanol-Glance"),
        keeps=("With apathy rising, voters stay home", "With AP's poll"),
    ),
)
"""Paragraphs, and lines above the story, that speak to editors."""


def find_note_start(lines: Sequence[Line], report: Report) -> int:
    """Give the index of the first line that is not for publication, or the number of lines."""
    for index, line in enumerate(lines):
        if found := match_rule(NOTE_MARKS, line.text.strip()):
            rest = lines[index:]
            report.add(note_event(found[0], "\n".join(line.text.strip() for line in visible_lines(rest)), rest))
            return index
    return len(lines)


def note_event(rule: LineRule, text: str, lines: Sequence[Line]) -> Guessed:
    """Make the event of a paragraph that is taken as a note."""
    return Guessed(field="editorial_note", rule=rule.name, text=text, reason=rule.reason, origin=line_origin(lines))
