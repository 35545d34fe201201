"""Names of authors as pages write them.

In: people as a source gives them, whose names may be whole bylines. Out: one `Person` for each author, with role
and address apart from the name. What is no name (an address of a page, a handle, `admin`) is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.document import Person
from newsconv.readers.html.metadata.wording import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["RE_PREFIX", "read_names"]

MAX_NAME_CHARS: Final = 80
"""Code points of a name; what is longer is a sentence. The longest of the 144 authors in the stored press pages has 24;
those of bodies (`Center for Drug Evaluation and Research`) have some 40."""
MAX_NAME_WORDS: Final = 9
"""Words of a name; the longest in the stored press pages have four, those of bodies up to nine."""
MAX_BYLINE_CHARS: Final = 400
"""Code points of a text that may name several authors."""

RE_PREFIX: Final = re.compile(
    r"^\W*(?:(?:words|story|text|texte|texto|testo|reporting|written|posted|published|verfasst|geschrieben|escrito|"
    r"publicado|écrit|publié|scritto|geschreven|skrevet|autor(?:in|en|es)?|authors?|auteurs?|foto|photos?)\s*)?"
    r"(?:(?:by|par|por|door|av|przez|von(?!\s+(?:der|den|dem)\b))(?:\s*:|\s)|:)\s*",
    re.IGNORECASE,
)
RE_SEPARATOR: Final = re.compile(  # marks of several scripts
    r"\s*[;|•·\n]\s*|\s*,\s*(?:and|und|et|y)\s+|\s*[,、\uff0c]\s*|\s+(?:and|und|&|\+|/)\s+|"
    r"\s+with\s+(?=[A-Z])|(?<=\S)\s+(?=(?:et|y|e|ed|en|og|och|ja|ve|i|и|та|และ)\s)",
    re.IGNORECASE,
)
RE_JOINER: Final = re.compile(r"(?:et|y|e|ed|en|og|och|ja|ve|i|и|та)\s+", re.IGNORECASE)
RE_BODY: Final = re.compile(r"^[^,;|]*\b(?:of|for)\b[^,;|]*$")
"""The name of a body, in which `and` parts nothing: `Center for Drug Evaluation and Research`."""
RE_EMAIL: Final = re.compile(r"[<(\[]?\s*(?:mailto:)?([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})\s*[>)\]]?")
RE_ADDRESS: Final = re.compile(r"\w+://|www\.|^\s*@\w+\s*$|^/|\.(?:html?|php)\b", re.IGNORECASE)
RE_CREDENTIAL: Final = re.compile(r"(?:[A-Z][A-Za-z]{0,2}\.?){1,4}|[JS]r\.?|[IV]{2,3}")
RE_ROLE: Final = re.compile(
    r"\b(?:editors?|editor-in-chief|reporter|correspondent|writer|columnist|journalist|contributor|producer|director|"
    r"redakteur(?:in)?|korrespondent(?:in)?|reporterin|journaliste?|journalistin|correspondente?|corresponsal|periodista|"
    r"redacteur|rédact(?:eur|rice)|profes\w{0,6}|analyst|author|founder|ceo|reviewer|dietitian|nutritionist|manager|head|"
    r"specialist|strategist|consultant|veterinarian|attorney|educator|president|vp|coach|chef|staff|researcher)\b",
    re.IGNORECASE,
)
RE_ROLE_BEHIND: Final = re.compile(r"(?P<name>\S.*?)\s+(?P<role>기자|특파원|記者|记者|編集委員)")
"""A role that stands behind a name without a mark: reporter, correspondent."""
RE_VIEW: Final = re.compile(
    r"^(?:(?:view|see|read|show|find)\s+)?(?:(?:all|more)\s+)?(?:posts|articles|stories|content|more)\s+(?:by|from)\s+",
    re.IGNORECASE,
)
"""What links to an author's page say before the name: `View all posts by`."""
RE_LINK_WORDS: Final = re.compile(r"(?:view|see|read|show)\s+(?:all|more|full|author|profile|bio)\b.*", re.IGNORECASE)
"""What such links say instead of a name."""
RE_PICTURE: Final = re.compile(
    r"\W*(?:image|photo(?:graph)?|picture|pic|foto|bild|video|graphic|grafik|illustration)s?\s*(?:by|:)", re.IGNORECASE
)
"""What stands before the maker of a picture, who is not the story's author."""
RE_EDGE: Final = re.compile(r"^[\W_]+|[^\w.)\]\u2019'\"”»]+$")
RE_LETTER: Final = re.compile(r"[^\W\d_]")

AGENCIES: Final = frozenset(
    (
        "aap", "afp", "anp", "ansa", "ap", "apa", "ard", "ats", "bbc", "belga", "br", "cna", "cnn", "cp", "dpa",
        "efe", "epd", "ians", "kna", "lusa", "mdr", "mti", "ndr", "npr", "ntb", "ntv", "pa", "pti", "ritzau",
        "rtr", "sda", "sid", "stt", "swr", "tass", "tt", "upi", "wdr", "zdf",
    )
)  # fmt: skip
"""Short names of agencies and broadcasters, which look like the credentials behind a name (`Jane Doe, MD`)."""
NOBODY: Final = frozenset(
    (
        "admin", "written by", "posted by", "published by", "the author", "about the author", "staff writer",
        "administrator", "anonymous", "author", "authors", "autor", "guest", "root", "user", "unknown",
        "webmaster", "null", "none", "undefined", "n a", "na", "false", "true", "default", "test", "by", "http",
        "https",
    )
)  # fmt: skip
"""What programs put where a name is missing, folded."""


def read_names(people: Iterable[Person]) -> list[Person]:
    """Give one person an author: bylines split, prefixes taken off, addresses and placeholders left out.

    >>> [person.name for person in read_names([Person("By Jane Doe and John Roe, Reuters")])]
    ['Jane Doe', 'John Roe', 'Reuters']
    >>> read_names([Person("Jane Doe, Political Editor")])
    [Person(name='Jane Doe', role='Political Editor')]
    """
    found: dict[str, Person] = {}
    for person in people:
        parts = [*split_names(person.name)]
        for name in parts:
            known = found.setdefault(fold(name.name), name)
            if len(parts) == 1 and known is name:
                found[fold(name.name)] = complete(name, person)
    return [*found.values()]


def complete(name: Person, person: Person) -> Person:
    """Give a person what its source says beside the name."""
    email = person.email.strip().removeprefix("mailto:")
    return msgspec.structs.replace(
        name, role=person.role or name.role, email=email or name.email, url=person.url or name.url
    )


def split_names(text: str) -> Iterator[Person]:
    """Give the people that a byline names."""
    if len(text) > MAX_BYLINE_CHARS:
        return
    last: Person | None = None
    for part in byline_parts(RE_PREFIX.sub("", text)):
        person = read_name(part)
        if person is None:
            continue
        if last and is_role(person.name):
            last = msgspec.structs.replace(last, role=f"{last.role}, {person.name}".removeprefix(", "))
        elif last and is_credential(part, last.name):
            last = msgspec.structs.replace(last, name=f"{last.name}, {part}")
        else:
            if last:
                yield last
            last = person
    if last:
        yield last


def byline_parts(line: str) -> Iterable[str]:
    """Split a byline into what may be names."""
    return [line] if RE_BODY.match(line) else join_parts(RE_SEPARATOR.split(line))


def join_parts(parts: list[str]) -> Iterator[str]:
    """Put back together what a word between two names parted, where it parts no names.

    Words of a letter or two stand in names too (`Ortega y Gasset`): they part only what has two words on both sides.
    """
    last = ""
    for part in filter(None, parts):
        match = RE_JOINER.match(part)
        if match is None:
            if last:
                yield last
            last = part
        elif min(len(last.split()), len(part[match.end() :].split())) > 1:
            yield last
            last = part[match.end() :]
        else:
            last = f"{last} {part}".strip()
    if last:
        yield last


def read_name(text: str) -> Person | None:
    """Read one name with the address in it; nothing where it is no name."""
    if RE_ADDRESS.search(text) or RE_PICTURE.match(text):
        return None
    email = RE_EMAIL.search(text)
    line = RE_VIEW.sub("", RE_EMAIL.sub(" ", text) if email else text)
    if RE_LINK_WORDS.fullmatch(line):
        return None
    name = RE_EDGE.sub("", " ".join(RE_PREFIX.sub("", line).split()))
    if not looks_like_name(name):
        return None
    behind = RE_ROLE_BEHIND.fullmatch(name)
    role = behind["role"] if behind else ""
    return Person(behind["name"] if behind else name, role, email[1] if email else "")


def looks_like_name(text: str) -> bool:
    """Tell whether a text can be the name of somebody."""
    short = len(text) <= MAX_NAME_CHARS and len(text.split()) <= MAX_NAME_WORDS
    return short and RE_LETTER.search(text) is not None and fold(text) not in NOBODY


def is_role(text: str) -> bool:
    """Tell whether a part of a byline says what somebody is."""
    return RE_ROLE.search(text) is not None


def is_credential(text: str, name: str) -> bool:
    """Tell whether a part of a byline is a degree behind a name, such as `MD` or `Jr.`."""
    return " " in name and text.lower().strip(".") not in AGENCIES and RE_CREDENTIAL.fullmatch(text) is not None
