"""The article among the things that a page describes in schema.org's terms.

In: the values of all JSON-LD scripts, or the items of microdata, which have the same shape. Out: the node that
describes this page's story, and the one that describes the page. A page describes much besides: its
site, other stories that it lists, comments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from newsconv.readers.html.metadata.schema_org import iter_values, read_texts
from newsconv.readers.html.metadata.wording import fold, plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from newsconv.readers.html.metadata.schema_org import Json

__all__ = ["NEWS_RANK", "Found", "article_rank", "find_article", "node_types"]

NEWS_TYPES: Final = frozenset(
    (
        "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "askpublicnewsarticle",
        "backgroundnewsarticle", "opinionnewsarticle", "reviewnewsarticle", "liveblogposting",
        "advertisercontentarticle", "satiricalarticle",
    )
)  # fmt: skip
"""`NewsArticle`, its subtypes, and what newsrooms use beside it (schema.org 29), in small letters."""
ARTICLE_TYPES: Final = frozenset(
    (
        "article", "blogposting", "report", "techarticle", "scholarlyarticle", "socialmediaposting",
        "medicalscholarlyarticle", "discussionforumposting", "blogpost",
    )
)  # fmt: skip
"""Other texts."""
LOOSE_TYPES: Final = frozenset(
    ("creativework", "recipe", "howto", "review", "podcastepisode", "episode", "videoobject")
)
"""Things that are a page's story now and then."""
PAGE_TYPES: Final = frozenset(
    ("webpage", "itempage", "aboutpage", "medicalwebpage", "collectionpage", "qapage", "faqpage")
)
"""The page itself, whose name and dates are often those of the story."""
ASIDE_PROPERTIES: Final = frozenset(
    (
        "itemlistelement", "haspart", "liveblogupdate", "mentions", "comment", "citation", "relatedlink",
        "isbasedon", "significantlink", "blogpost", "ispartof", "publisher", "author", "potentialaction",
        "subjectof", "video", "review", "associatedmedia", "about", "image", "recordedas",
    )
)  # fmt: skip
"""Properties, in small letters, below which stand other stories than that of the page."""
NEWS_RANK: Final = 3
"""The rank of a story that a newsroom describes."""
RANKS: Final = ((NEWS_TYPES, NEWS_RANK), (ARTICLE_TYPES, 2), (LOOSE_TYPES, 1))
"""How much each family of types speaks for being the story."""


class Found(NamedTuple):
    """What a page says of itself."""

    article: dict[str, Json]
    """The node of the story; empty where there is none."""
    page: dict[str, Json]
    """The node of the page; empty where there is none."""


class Candidate(NamedTuple):
    """A node that may be the story's."""

    node: dict[str, Json]
    rank: int
    aside: bool
    """Whether it stands where other stories stand."""


def node_types(node: dict[str, Json]) -> set[str]:
    """Give the types of a node as schema.org's names in small letters.

    >>> sorted(node_types({"@type": ["http://schema.org/NewsArticle", "schema:Thing"]}))
    ['newsarticle', 'thing']
    """
    return {
        item.rpartition("/")[2].rpartition(":")[2].rpartition("#")[2].lower()
        for item in iter_values(node.get("@type"))
        if isinstance(item, str)
    }


def article_rank(types: set[str]) -> int:
    """Tell how much the types of a node speak for a story: 3 for news, 0 for something else."""
    return next((rank for family, rank in RANKS if types & family), 0)


def find_article(values: Iterable[Json], *, urls: Collection[str], titles: Collection[str]) -> Found:
    """Find the node of the story among all nodes, and give it with its references resolved.

    Args:
        values: parsed scripts, or items of microdata.
        urls: addresses that the page gives as its own.
        titles: folded titles and top headings of the page.
    """
    candidates: list[Candidate] = []
    pages: list[dict[str, Json]] = []
    by_id: dict[str, dict[str, Json]] = {}
    stack: list[tuple[Json, bool]] = [(list(values), False)]
    while stack:
        value, aside = stack.pop()
        if isinstance(value, list):
            stack.extend((item, aside) for item in reversed(value))
        if not isinstance(value, dict):
            continue
        collect(value, by_id)
        types = node_types(value)
        if rank := article_rank(types):
            candidates.append(Candidate(value, rank, aside))
        elif types & PAGE_TYPES and not aside:
            pages.append(value)
        below = [(item, aside or key.lower() in ASIDE_PROPERTIES) for key, item in value.items()]
        stack.extend(pair for pair in reversed(below) if isinstance(pair[0], (dict, list)))
    article = best_candidate(candidates, urls, titles)
    return Found(resolve(article, by_id), resolve(pages[0], by_id) if pages else {})


def collect(node: dict[str, Json], by_id: dict[str, dict[str, Json]]) -> None:
    """Remember a node by its identifier, unless it is a mere reference."""
    name = node.get("@id")
    if isinstance(name, str) and len(node) > len(by_id.get(name, {"@id": name})):
        by_id[name] = node


def best_candidate(candidates: list[Candidate], urls: Collection[str], titles: Collection[str]) -> dict[str, Json]:
    """Choose the story: what matches the page, then what is news, then what comes first.

    One that stands among other stories, or of a loose type, must match the page.
    """
    scored = [(matches_page(candidate.node, urls, titles), candidate) for candidate in candidates]
    fitting = [(match, one) for match, one in scored if match or not (one.aside or one.rank == 1)]
    if not fitting:
        return {}
    return max(fitting, key=lambda pair: (pair[0], not pair[1].aside, pair[1].rank))[1].node


def matches_page(node: dict[str, Json], urls: Collection[str], titles: Collection[str]) -> bool:
    """Tell whether a node has the page's address or its title."""
    for key in ("url", "mainEntityOfPage", "@id"):
        for item in iter_values(node.get(key)):
            url = item.get("@id") if isinstance(item, dict) else item
            if isinstance(url, str) and comparable_url(url) in urls:
                return True
    return any(fold(plain_text(text)) in titles for key in ("headline", "name") for text in read_texts(node.get(key)))


def comparable_url(url: str) -> str:
    """Give an address without what does not tell pages apart: scheme, `www.`, fragment, last slash.

    >>> comparable_url("https://www.example.com/a/#top")
    'example.com/a'
    """
    return url.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/") or url


def resolve(node: dict[str, Json], by_id: dict[str, dict[str, Json]]) -> dict[str, Json]:
    """Give a node with the nodes that its properties refer to in place of the references."""
    return {key: resolve_value(value, by_id) for key, value in node.items()}


def resolve_value(value: Json, by_id: dict[str, dict[str, Json]]) -> Json:
    """Give the node that a reference names; a list of them as a list."""
    if isinstance(value, list):
        return [resolve_value(item, by_id) if isinstance(item, dict) else item for item in value]
    if isinstance(value, dict) and isinstance(name := value.get("@id"), str) and "name" not in value:
        return by_id.get(name, value)
    return value
