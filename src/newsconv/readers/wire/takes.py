"""The words with which a wire says what a message is to those sent before, or what kind of story it is.

`1ST LEAD`, `REFILE`, `EXTRA` stand on a line above the headline (dpa), after the slug (`1st Ld-Writethru`, AP), or
in the keyword of the heading. They are no part of the headline.
"""

from __future__ import annotations

import re
from typing import Final

from newsconv.readers.wire.rules import LineRule

__all__ = ["TAKES", "is_update"]

TAKES: Final = (
    LineRule(
        name="numbered-take",
        kind="update",
        pattern=re.compile(
            r"(?:\d{1,2}\.?\s?(?:st|nd|rd|th)?|new|revised)\s?-?(?:lead|ld|add|update|insert|sub|writethru|write-?thru|take"
            r"|night ld|ersatz|fassung|zusammenfassung|zf)\b[ -]?(?:writethru|write-?thru|lead)?",
            re.IGNORECASE,
        ),
        reason="it numbers the leads and additions to a story",
        source="anpa-2.tst, ap_anpa-1.tst (`1st Ld-Writethru`); dpa (`1ST LEAD`)",
        takes=("1ST LEAD", "1st Ld-Writethru", "1stLd-Writethru", "2nd Add", "1. Zusammenfassung", "NEW LEAD"),
        keeps=("1st Lead pipes banned", "Lead", "1st", "2nd address"),
    ),
    LineRule(
        name="correcting-take",
        kind="update",
        pattern=re.compile(
            r"\(?(?:refile|refiling|correct(?:ion|ed|s)|repeat(?:ing|s)?|repetition|update[ds]?|lead|writethru|add|kill"
            r"|withdrawal|withdrawn|substitute|berichtigung|berichtigt|wiederholung|neufassung|korrektur|recasts?)\)?:?",
            re.IGNORECASE,
        ),
        reason="the message takes the place of one sent before, or adds to it",
        source="dpa (REFILE); Reuters (`REFILE`, `RECASTS`, known)",
        takes=("REFILE", "CORRECTION", "(Berichtigung)", "WRITETHRU"),
        keeps=("REFILE - Germany", "Corrections officers strike", "Leads"),
    ),
    LineRule(
        name="urgent-take",
        kind="take",
        pattern=re.compile(
            r"(?:extra|urgent|flash|bulletin|eil|eilmeldung|alert|snap|advisory|vorabmeldung)!?:?", re.IGNORECASE
        ),
        reason="it says how the message is to be handled",
        source="dpa (EXTRA); AP (`URGENT`, `BULLETIN`, known)",
        takes=("EXTRA", "URGENT", "BULLETIN", "Eil"),
        keeps=("EXTRA TIME", "Flash floods", "Urgent care"),
    ),
    LineRule(
        name="genre-take",
        kind="genre",
        pattern=re.compile(
            r"(?:(?:news|sports) )?(?:feature|analysis|interview|profile|preview|roundup|background(?:er)?|factbox"
            r"|chronology|timeline|review|q&a|reportage|hintergrund|analyse|porträt|kommentar|korrespondentenbericht"
            r"|zusammenfassung|überblick|chronologie)",
            re.IGNORECASE,
        ),
        reason="it says what kind of story it is",
        source="dpa's English and German services (known, no sample at hand)",
        takes=("NEWS FEATURE", "ROUNDUP", "Hintergrund"),
        keeps=("Feature films win", "Reviewers", "Analysis: what now"),
    ),
)
"""Each takes a whole line; the first that fits counts."""
RE_UPDATE: Final = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)\s?(?:ld|lead|add|sub)|writethru|write-thru)\b", re.IGNORECASE
)


def is_update(take: str) -> bool:
    """Tell whether words after a slug or in a keyword say that the message changes one sent before.

    >>> is_update("BC-US--Ethanol-LosingGra 1stLd-Writethru"), is_update("BC-LT--Argentina-CancerB")
    (True, False)
    """
    return RE_UPDATE.search(take) is not None
