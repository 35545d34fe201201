"""Texts that recur over the pages of a site: what was counted, page by page and site by site.

In: for each page its site, its address and the hashes of its texts, as the noise engine asks for them
(`newsconv.noise.recurring`). Out: on how many pages of each site a text stands. Of a page nothing is kept but hashes,
and of those in the end only what recurs.

Versions of one story (the same address or the same text) count as one page: what they share is the story, not the
site. The order of the pages does not matter.
"""

from __future__ import annotations

from array import array
from collections import Counter
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlsplit

import msgspec

from newsconv.errors import LimitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["MIN_PAGES", "Census", "Page", "Recurring", "Site", "host_of", "story_address"]

MIN_PAGES: Final = 3
"""Pages of a site below which nothing is decided, and pages on which a text must stand to recur: what two pages share
may be the story of both. Public programs that count so start at three as well."""
MIN_KEPT: Final = 2
"""Pages on which a text must have been left in to be told about. A story whose first lines are on all other pages too,
as a teaser, is left in on its own page alone."""
HOST_PREFIXES: Final = ("www.", "m.", "mobile.", "amp.")
"""Names of one site's servers for browsers, telephones and fast copies."""
AMP_ENDS: Final = ("/amp", ".amp", "/amp.html")
"""Ends of the addresses of fast copies (Accelerated Mobile Pages)."""
NO_STORY_KEYS: Final = ("utm_", "amp", "output")
"""Starts of the keys of a query that lead to another view of the same story, or only say where the reader came from."""
BUCKETS_A_KEY: Final = 4
"""Counters of a first, coarse count for each hash, one byte each: most texts stand on one page, and need not be counted
exactly, which takes 100 bytes each. With four, one in forty of these is counted so all the same."""


class Site(msgspec.Struct, frozen=True):
    """What recurs on one site."""

    pages: int
    """Pages that were counted; versions of one story as one."""
    texts: dict[int, int]
    """For each text that recurs its hash, and the number of pages on which it stands."""


NO_SITE: Final = Site(0, {})


class Recurring:
    """What recurs, by site: an option of reading, made by `newsconv.recurring`.

    Attributes:
        sites: by the host of their addresses, else the name of the publisher; those of pages that name neither are
            under the empty string.
    """

    __slots__ = ("sites",)

    def __init__(self, sites: Mapping[str, Site] | None = None) -> None:
        """Know what was counted; nothing recurs where nothing was."""
        self.sites: dict[str, Site] = dict(sorted((sites or {}).items()))

    def __eq__(self, other: object) -> bool:
        """Whether the same recurs on the same sites."""
        return isinstance(other, Recurring) and self.sites == other.sites

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Tell of each site how many pages were counted, and how many texts recur."""
        counts = (f"{name or '(no site)'}: {len(site.texts)} on {site.pages}" for name, site in self.sites.items())
        return f"<{type(self).__name__} {', '.join(counts) or 'nothing'}>"

    def open_page(self, name: str, url: str) -> Page:  # noqa: ARG002 - a census asks for the address as well
        """Give what is known for a page.

        Args:
            name: of its site, as `sites` has it.
            url: its address; empty where it is not known.
        """
        return Page(name, self.sites.get(name, NO_SITE))


class Page:
    """What a reader is told about one page, and may tell a census.

    Attributes:
        name: of its site.
        site: what recurs there.
    """

    __slots__ = ("name", "site")

    def __init__(self, name: str, site: Site = NO_SITE) -> None:
        """Belong to a site."""
        self.name = name
        self.site = site

    def note(self, keys: Iterable[int], kept: Iterable[int]) -> None:
        """Take the hashes of all texts, and of those that would be left in; only a census keeps them."""


# ---------------------------------------------------------------- counting


class Census(Recurring):
    """Counts pages: given to readers as the option `recurring`, it takes note of their texts, and nothing recurs yet.

    Attributes:
        records: one for each page.
        room: how many more texts may be noted.
    """

    __slots__ = ("limit", "records", "room")

    def __init__(self, max_texts: int) -> None:
        """Start with no page.

        Args:
            max_texts: see `newsconv.Limits`.
        """
        super().__init__()
        self.limit = self.room = max_texts
        self.records: list[Record] = []

    def open_page(self, name: str, url: str) -> Page:
        """Take note of a page."""
        self.records.append(Record(name, story_address(url), self))
        return self.records[-1]

    def take_room(self, count: int) -> None:
        """Raise `LimitError` where there are too many texts."""
        self.room -= count
        if self.room < 0:
            message = f"the pages have more than {self.limit:,} texts to count; raise `Limits(max_texts=...)`"
            raise LimitError(message)

    def count(self) -> Recurring:
        """Give what recurs on the pages that were noted."""
        by_site: dict[str, list[Record]] = {}
        for record in self.records:
            if record.keys:
                by_site.setdefault(record.name, []).append(record)
        return Recurring({name: count_site(records) for name, records in by_site.items()})


class Record(Page):
    """What a census keeps of a page.

    Attributes:
        url: the address of its story; empty where it is not known.
        keys: the hashes of its texts, each once; `kept`: of those that would be left in.
        census: that it belongs to.
    """

    __slots__ = ("census", "kept", "keys", "url")

    def __init__(self, name: str, url: str, census: Census) -> None:
        """Know nothing of its texts yet."""
        super().__init__(name)
        self.url = url
        self.keys, self.kept = array("Q"), array("Q")
        self.census = census

    def note(self, keys: Iterable[int], kept: Iterable[int]) -> None:
        """Keep the hashes of the texts of the page, instead of those that were noted before.

        Raises:
            LimitError: with those of other pages they are too many.
        """
        self.census.take_room(-len(self.keys))
        self.keys, self.kept = array("Q", sorted({*keys})), array("Q", sorted({*kept}))
        self.census.take_room(len(self.keys))


def count_site(records: Sequence[Record]) -> Site:
    """Count on how many pages of a site each text stands."""
    stories = [*group_versions(records).values()]
    if len(stories) < MIN_PAGES:
        return Site(len(stories), {})
    pages = [merged([record.keys for record in story]) for story in stories]
    buckets = bytearray(BUCKETS_A_KEY * sum(map(len, pages)))
    size = len(buckets)
    for keys in pages:
        for key in keys:
            if buckets[key % size] < MIN_PAGES:
                buckets[key % size] += 1
    counts = Counter(key for keys in pages for key in keys if buckets[key % size] >= MIN_PAGES)
    kept = (key for story in stories for key in merged([record.kept for record in story]))
    left_in = Counter(key for key in kept if counts[key] >= MIN_PAGES)
    return Site(len(stories), {key: counts[key] for key in sorted(left_in) if left_in[key] >= MIN_KEPT})


def merged(versions: Sequence[array[int]]) -> array[int]:
    """Give the hashes of all versions of a story, each once; they come so from each version."""
    return versions[0] if len(versions) == 1 else array("Q", {key for version in versions for key in version})


def group_versions(records: Sequence[Record]) -> dict[int, list[Record]]:
    """Put versions of one story together: those that share an address, or all of their text, with a third or not."""
    parents = list(range(len(records)))
    first: dict[object, int] = {}
    for number, record in enumerate(records):
        for mark in filter(None, (record.url, (record.kept or record.keys).tobytes())):
            one, other = root_of(first.setdefault(mark, number), parents), root_of(number, parents)
            parents[max(one, other)] = min(one, other)
    groups: dict[int, list[Record]] = {}
    for number, record in enumerate(records):
        groups.setdefault(root_of(number, parents), []).append(record)
    return groups


def root_of(number: int, parents: list[int]) -> int:
    """Give the first page of the group that a page is in, making the way shorter for the next who asks."""
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


# ---------------------------------------------------------------- addresses


def host_of(url: str) -> str:
    """Give the host of an address without what stands for one of its servers; empty where it has none.

    >>> host_of("https://www.courier.example:8080/a"), host_of("/a")
    ('courier.example', '')
    """
    try:
        host = urlsplit(url.strip()).hostname or ""
    except ValueError:  # a bracket that is no address of IPv6
        return ""
    for prefix in HOST_PREFIXES:
        if host.startswith(prefix) and "." in host[len(prefix) :]:
            return host[len(prefix) :]
    return host


def story_address(url: str) -> str:
    """Reduce an address to what tells stories apart; the front page of a site is nobody's.

    >>> story_address("https://m.courier.example/2021/rain/amp?utm_source=mail#top")
    'courier.example/2021/rain'
    >>> story_address("https://courier.example/")
    ''
    """
    host = host_of(url)
    if not host:
        return ""
    parts = urlsplit(url.strip())
    path = parts.path.rstrip("/")
    for end in AMP_ENDS:
        path = path.removesuffix(end)
    query = [(key, value) for key, value in parse_qsl(parts.query) if not key.lower().startswith(NO_STORY_KEYS)]
    told = "&".join(f"{key}={value}" for key, value in sorted(query))
    return f"{host}{path}{'?' if told else ''}{told}" if path or told else ""
