"""Who wrote the story, and when, as lines of the page tell people.

In: the lines around the headline (`lines`). Out: the people of the first line that names some, and the first day that
stands there. A line names somebody by a word ("By"), by where it links to, or by what its element is called.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.document import Person
from newsconv.noise.dates import MONTHS, WEEKDAYS
from newsconv.noise.dates_within import FoundDate, find_dates, is_label, label_kind
from newsconv.readers.html.metadata.dates import read_date
from newsconv.readers.html.metadata.names import RE_PREFIX, is_role, read_names
from newsconv.readers.html.metadata.wording import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from newsconv.document import Date
    from newsconv.noise.dates import DateKind
    from newsconv.readers.html.metadata.lines import Line

__all__ = ["find_day", "find_people"]

MAX_LINE_CHARS: Final = 160
"""Code points of a line that may name authors or a day; longer ones are prose."""
MAX_BESIDE_CHARS: Final = 80
"""Code points that may stand in a line beside its day: a name, the minutes to read. More is a sentence."""
MAX_NAME_WORDS: Final = 5

RE_PARTS: Final = re.compile(
    r"\s[|•·/\u2013\u2014-]\s|\s?[|•·]\s?|(?=\b(?:on\s)?[^\W\d_]{3,9}\.?\s\d)|(?=\d)|"
    r"(?<=\d)\s(?=(?i:by|von|par|por|door|av|af)\s)|\s(?=(?:on|from|in|at|for|last)\s)"
)
"""What parts the names in a line from other things: a mark, a date, a place."""
RE_TIE: Final = re.compile(r"\W|and|und|et|y|e|en|og|och|ja|ve|i|и|та", re.IGNORECASE)
"""What stands between two names as a piece of its own."""
RE_LABEL: Final = re.compile(
    r"\W*(?:(?:words?|story|text|article|post|report|review|blog|written|posted|published|authored|created|compiled|"
    r"contributed|medically written|geschrieben|verfasst|escrito|publicado|écrit|publié|scritto|geschreven|skrevet|"
    r"skriven|tekst|texte|texto|testo)\s+)?"
    r"(?:by|von|par|por|door|di|av|af|przez|автор|yazan|autor(?:in|en|es)?|authors?|auteurs?|autori|written|kirjoittaja)"
    r"\s*:?\W*",
    re.IGNORECASE,
)
"""A piece that is nothing but a label: the next one is a name."""
RE_LONG_PREFIX: Final = re.compile(
    r"\W*(?:this\s+\w+\s+was\s+)?(?:(?:article|post|blog|authored|created|compiled|contributed|medically\s+written|"
    r"written|reviewed\s+and\s+written)\s+)+by\s*:?\s+",
    re.IGNORECASE,
)
"""What stands before a name, beyond what `RE_PREFIX` knows: `This post was written by`."""
RE_OTHER: Final = re.compile(
    r"^\W*(?:(?:medically|expert|clinically|fact|scientifically|legally)[\s-])?"
    r"(?:(?:re)?viewed|edited|checked|verified|approved|translated|illustrat\w+|produced|sponsored|powered|presented|"
    r"photo\w*|foto\w*|image\w*|updated|modified|last|about|view|read|more|see|all|follow|share|posted\s+(?:on|in)|"
    r"published\s+(?:on|in)|filed|tags?|source|topics?|categor\w+|comments?|reply|listen|subscribe|sign|log|home|menu|"
    r"our|the\s+author|meet|join|contact|skip|search|email|copy|print|save|download|get|by\s+the)\b",
    re.IGNORECASE,
)
"""How lines begin that name others than the authors, or nobody."""
PARTICLES: Final = frozenset(
    "de da del della di du dos das la le van von der den ter ten zu el al bin ibn ben af av y e i".split()
)
"""Small words within names."""


DAY_WORDS: Final = WEEKDAYS | MONTHS.keys()
"""Words that begin a date."""


def find_people(lines: Iterable[Line], sites: Collection[str]) -> tuple[Person, ...]:
    """Give the people of the first line that names any who are not the site.

    Args:
        lines: around the headline, the most likely first.
        sites: folded names of the site.
    """
    labelled = False
    for line in lines:
        if len(line.text) > MAX_LINE_CHARS:
            labelled = False
            continue
        people = [one for one in people_of(line, labelled=labelled) if fold(one.name) not in sites]
        if people:
            return (people[0], *(one for one in people[1:] if not is_part_of_site(one.name, sites)))
        labelled = RE_LABEL.fullmatch(line.text) is not None
    return ()


def is_part_of_site(name: str, sites: Collection[str]) -> bool:
    """Tell whether what stands behind a name is a part of the site, for which somebody works.

    >>> is_part_of_site("The Paper Sports", {"the paper"}), is_part_of_site("Paper Moon", {"the paper"})
    (True, False)
    """
    words = fold(name)
    return any(words.startswith(f"{site} ") for site in sites)


def people_of(line: Line, *, labelled: bool) -> list[Person]:
    """Give the people that a line names."""
    others = next((number for number, piece in enumerate(line.pieces) if RE_OTHER.search(piece)), len(line.pieces))
    linked = [
        one for number in sorted(line.linked) if number < others for one in read_names([Person(line.pieces[number])])
    ]
    if names := [one for one in linked if could_be_name(one.name, min_words=1)]:
        return names
    text, is_named = names_of(line, labelled=labelled)
    people = read_names([Person(text)]) if text and (is_named or line.marked) else []
    words = [1 if is_named else 2] + [2] * len(people)
    return [*takewhile_name(people, words)]


def takewhile_name(people: Sequence[Person], words: Sequence[int]) -> Iterator[Person]:
    """Give the people up to one that is none: what follows a name and a comma may be a role or a place."""
    for person, min_words in zip(people, words, strict=False):
        if not could_be_name(person.name, min_words=min_words):
            return
        yield person


def names_of(line: Line, *, labelled: bool) -> tuple[str, bool]:
    """Give the part of a line that holds names, and whether a label says so.

    The names end where something else begins: a role, a day, who edited the story.
    """
    taken: list[str] = []
    parts = parts_of(line)
    for number, part in enumerate(parts):
        if RE_LABEL.fullmatch(part):
            labelled = labelled or not taken
            continue
        is_day = any(map(str.isdigit, part)) or part.lower().strip(" .,") in DAY_WORDS
        if is_day and not taken:
            continue
        if is_day or RE_OTHER.match(part):
            break
        name = RE_PREFIX.sub("", RE_LONG_PREFIX.sub("", part))
        is_tie = RE_TIE.fullmatch(part) is not None
        labelled = labelled or (name != part and not is_tie and not taken)
        if taken and not (is_tie or RE_TIE.fullmatch(taken[-1]) or taken[-1].endswith((",", "&"))):
            break
        if is_tie and taken:
            taken.append(part)
        elif not is_tie and holds_name(name):
            taken.append(name)
        elif not is_tie and (taken or labelled or not any(map(RE_PREFIX.match, parts[number + 1 :]))):
            break
    return " ".join(taken), labelled


def parts_of(line: Line) -> list[str]:
    """Take the pieces of a line apart at what parts names from other things."""
    return [part.strip() for piece in line.pieces for part in RE_PARTS.split(piece) if part.strip()]


def holds_name(text: str) -> bool:
    """Tell whether the text begins with a name."""
    first = re.split(r"[,;&]|\s(?:and|und|et|y|og|och)\s", text, maxsplit=1)[0]
    return could_be_name(first, min_words=1)


def could_be_name(text: str, *, min_words: int) -> bool:
    """Tell whether a text can be a name: few words, none of them small but for particles, no figure.

    >>> could_be_name("Max van der Berg", min_words=2), could_be_name("on Friday", min_words=2)
    (True, False)
    """
    name = text.partition(",")[0].strip()
    words = name.split()
    if not min_words <= len(words) <= MAX_NAME_WORDS or RE_OTHER.match(name) or name[-1] in ".!?:" or is_role(name):
        return False
    if not any(map(str.isalpha, name)) or "://" in name:
        return False
    if len(words) == 1:
        return True
    return not any(map(str.isdigit, name)) and all(word in PARTICLES or not word[0].islower() for word in words)


# ---------------------------------------------------------------- days


def find_day(lines: Iterable[Line], kind: DateKind) -> Date | None:
    """Give the day that lines have as that of publication, or of the last change.

    What a label names counts first, the label may stand in the line above; one without a label is that of publication.
    A day that stands there twice is taken with the time that it has once.
    """
    label: DateKind | None = None
    labelled: list[Date] = []
    others: list[Date] = []
    for line in lines:
        for found in days_of(line):
            named = found.kind or label
            if named == kind:
                labelled.append(found.date)
            elif named is None and kind == "published":
                others.append(found.date)
        label = label_kind(line.text) if is_label(line.text) else None
    first = next(iter(labelled + others), None)
    same = (one for one in labelled + others if first and one.precision == "time" and one.iso.startswith(first.iso))
    return next(same, first)


def days_of(line: Line) -> list[FoundDate]:
    """Give the days of a line that says little else."""
    text = line.text
    if len(text) > MAX_LINE_CHARS:
        return []
    found = find_dates(text)
    beside = len(text) - sum(one.end - one.start for one in found)
    days = found if beside <= MAX_BESIDE_CHARS else []
    moments = [date for moment in line.moments if (date := read_date(moment))]
    stated = [date for date in moments if date.precision in {"day", "time"}]
    if len(stated) == len(days) or (stated and not days):
        kinds = [one.kind for one in days] or [label_kind(text)] * len(stated)
        return [FoundDate(kind, date, 0, 0) for kind, date in zip(kinds, stated, strict=True)]
    return days
