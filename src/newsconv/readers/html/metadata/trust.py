"""Which source is believed for which field: the table.

For each field its rows are tried in order, and the first that gives something wins (`choice`). The node of the story
comes first, as newsrooms make it for machines; then `meta`, the vocabularies that most pages use before those of few;
then microdata, which on blogs is often that of another story in a list. The headings of a page and the lines around
its headline stand in no row: they are for what the table leaves open (`headlines`, `people`). Alone, each of the first
sources gives the right headline on these shares of the stored press pages (115) and wcxb pages (791): JSON-LD .82
and .82, `og:title` .85 and .78, `h1` .77 and .82, a vote of the three .85 and .87; the choice among them .89 and .89.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from newsconv.readers.html.metadata.evidence import Source

__all__ = ["TRUST", "Trust"]


class Trust(NamedTuple):
    """A row of the table: a place where a field may stand."""

    field: str
    source: Source
    key: str
    rank: int
    """Counted from 1, the most trusted; each field's ranks are its own."""


def ranked(field: str, *places: tuple[Source, str]) -> tuple[Trust, ...]:
    """Give the rows of a field, the most trusted place first."""
    return tuple(Trust(field, source, key, rank) for rank, (source, key) in enumerate(places, 1))


def metas(*names: str) -> tuple[tuple[Source, str], ...]:
    """Give places in `meta` elements."""
    return tuple(("meta", name) for name in names)


def nodes(*names: str) -> tuple[tuple[Source, str], ...]:
    """Give places in the node of the story, in JSON-LD first."""
    return tuple((source, name) for source in ("JSON-LD", "microdata") for name in names)


TRUST: Final[tuple[Trust, ...]] = (
    *ranked(
        "headline",
        *nodes("headline"),
        *metas("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title"),
        *nodes("name"),
        *metas("title", "itemprop:headline"),
        ("element", "title"),
    ),
    *ranked("subheadline", *nodes("alternativeHeadline", "alternateName")),
    *ranked(
        "authors",
        ("JSON-LD", "author"),
        *metas(
            "author", "parsely-author", "sailthru.author", "article:author", "article:author_name", "author_name",
            "byl", "dc.creator", "dcterms.creator", "cxenseparse:author", "citation_author", "twitter:label",
            "twitter:misc:written by", "itemprop:author",
        ),
        ("microdata", "author"),
        *nodes("creator"),
        ("JSON-LD page", "author"),
        ("element", "rel=author"),
    ),
    *ranked(
        "published",
        ("JSON-LD", "datePublished"),
        *metas(
            "article:published_time", "og:article:published_time", "article:published", "parsely-pub-date",
            "sailthru.date", "cxenseparse:recs:publishtime", "og:published_time", "datepublished", "publish-date",
            "publish_date", "publication_date", "publicationdate", "pubdate", "pub_date", "published-date",
            "dc.date.issued", "dcterms.issued", "dc.date.published", "dcterms.date", "dc.date",
            "citation_publication_date", "date", "itemprop:datepublished",
        ),
        ("microdata", "datePublished"),
        ("meta", "any name with publish"),
        ("JSON-LD page", "datePublished"),
        *nodes("uploadDate", "dateCreated"),
        ("link", "day in the address"),
        ("element", "time"),
    ),
    *ranked(
        "updated",
        *nodes("dateModified"),
        *metas(
            "article:modified_time", "og:article:modified_time", "article:modified", "og:updated_time",
            "article:updated_time", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "revised",
            "itemprop:datemodified",
        ),
        ("JSON-LD page", "dateModified"),
        ("element", "time updated"),
    ),
    *ranked("created", *nodes("dateCreated"), *metas("dcterms.created", "dc.date.created", "itemprop:datecreated")),
    *ranked("expires", *nodes("expires"), *metas("article:expiration_time")),
    *ranked(
        "language",
        *nodes("inLanguage"),
        ("element", "html lang"),
        *metas("content-language", "language", "dc.language", "dcterms.language", "og:locale", "itemprop:inlanguage"),
        ("JSON-LD page", "inLanguage"),
    ),
    *ranked(
        "publisher",
        *nodes("publisher"),
        *metas("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name"),
    ),
    *ranked("sources", *nodes("sourceOrganization")),
    *ranked("credit", *nodes("creditText")),
    *ranked(
        "description",
        *nodes("description", "abstract"),
        *metas(
            "og:description", "description", "twitter:description", "sailthru.description", "dc.description",
            "dcterms.description", "itemprop:description",
        ),
    ),
    *ranked(
        "keywords",
        *nodes("keywords"),
        *metas(
            "news_keywords", "article:tag", "og:article:tag", "keywords", "parsely-tags", "sailthru.tags",
            "dc.subject",
        ),
    ),
    *ranked("subjects", *nodes("about")),
    *ranked("genres", *nodes("genre")),
    *ranked(
        "section",
        *nodes("articleSection"),
        *metas("article:section", "og:article:section", "parsely-section", "section", "cxenseparse:category"),
    ),
    *ranked("dateline", *nodes("dateline")),
    *ranked("located", *nodes("locationCreated", "contentLocation")),
    *ranked("status", *nodes("creativeWorkStatus")),
    *ranked("guid", *nodes("identifier")),
    *ranked("version", *nodes("version")),
    *ranked("url", ("link", "canonical"), *nodes("mainEntityOfPage", "url"), *metas("og:url", "twitter:url")),
    *ranked("copyright_holder", *nodes("copyrightHolder"), *metas("dcterms.rightsholder")),
    *ranked("copyright_notice", *nodes("copyrightNotice"), *metas("copyright", "dc.rights", "dcterms.rights")),
    *ranked("usage_terms", *nodes("usageInfo", "license"), ("link", "license")),
)  # fmt: skip
"""Where each field is looked for, the most trusted place first."""
