"""What a page says of itself, by source and key, before anybody judges it.

In: the tree of a page. Out: `Evidence`. The sources are JSON-LD and microdata (their story's node, and JSON-LD's page
node), `meta` elements whatever their vocabulary (HTML, OpenGraph, Dublin Core, Parse.ly, Sailthru, ...), links, and
the elements themselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias
from urllib.parse import unquote, urljoin, urlsplit

from newsconv.readers.html.metadata.articles import article_rank, comparable_url, find_article, node_types
from newsconv.readers.html.metadata.dates import read_url_date
from newsconv.readers.html.metadata.microdata import element_text, read_items
from newsconv.readers.html.metadata.scripts import parse_script
from newsconv.readers.html.metadata.trust import TRUST
from newsconv.readers.html.metadata.visible import Visible, is_outside
from newsconv.readers.html.metadata.wording import fold, plain_text, strip_site
from newsconv.report import Origin, Repaired, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsconv.readers.html.metadata.schema_org import Json
    from newsconv.report import Report

__all__ = ["SAME_MARKS", "Evidence", "Source", "gather_evidence", "iter_scripts", "join_url"]

Source: TypeAlias = Literal["JSON-LD", "JSON-LD page", "microdata", "meta", "link", "element", "visible"]
"""Where a value stands: in the node of the story or of the page, in an element's attribute or text. What is merely
visible is looked for where all else is silent."""

WRITTEN_BY: Final = frozenset(
    (
        "written by", "verfasst von", "geschrieben von", "escrito por", "écrit par", "scritto da",
        "geschreven door", "skrevet av", "skriven av", "author", "autor", "by", "yazan", "написано автором",
        "napisane przez",
    )
)  # fmt: skip
"""What `twitter:label1` says above the author, as WordPress plug-ins write it, in small letters."""
SITE_KEYS: Final = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "publisher",
    "dc.publisher",
    "al:ios:app_name",
)
"""Names in `meta` that hold the name of the site."""
MAX_SITE_WORDS: Final = 8
"""Words of a site's name; what is longer is a title in the wrong place (on 1 of the 115 press pages)."""
SAME_MARKS: Final = str.maketrans("_.-", ":::")
"""Marks within keys that pages mix up: `article:published_time`, `article.published-time`."""
KNOWN_METAS: Final = frozenset(
    name.translate(SAME_MARKS)
    for name in (
        *(row.key for row in TRUST if row.source == "meta"),
        *SITE_KEYS,
        *(f"twitter:{word}{number}" for word in ("label", "data") for number in "12"),
    )
)
"""Names of `meta` elements that anybody asks for: 10,358 of the 27,073 on the stored pages."""
LINKS: Final = frozenset({"canonical", "license"})
"""Relations of `link` that are kept."""
MAX_TIMES: Final = 20
"""Times and links to authors that are kept."""


class Evidence:
    """The values of a page by source and key, in document order.

    Attributes:
        sites: folded names of the site.
        sections: folded names of the folders in the page's address.
        visible: what the page shows.
    """

    __slots__ = ("sections", "sites", "values", "visible")

    def __init__(self, root: _Element) -> None:
        """Start with nothing."""
        self.values: dict[tuple[Source, str], list[Json]] = {}
        self.sites: set[str] = set()
        self.sections: set[str] = set()
        self.visible = Visible(root)

    def add(self, source: Source, key: str, value: Json) -> None:
        """Keep a value, unless it is empty."""
        if value not in ("", None, [], {}):
            name = key.translate(SAME_MARKS) if source == "meta" else key
            self.values.setdefault((source, name), []).append(value)

    def get(self, source: Source, key: str) -> list[Json]:
        """Give the values of a source under a key."""
        return self.values.get((source, key.translate(SAME_MARKS) if source == "meta" else key), [])

    def first(self, source: Source, key: str) -> str:
        """Give the first value that is a text, or nothing."""
        return next((value for value in self.get(source, key) if isinstance(value, str)), "")


def gather_evidence(root: _Element, report: Report, base_url: str = "") -> Evidence:
    """Collect what a page says of itself; broken scripts are reported, and cost only themselves."""
    evidence = Evidence(root)
    scripts = read_elements(root, evidence)
    evidence.sites = {fold(name) for key in SITE_KEYS for name in evidence.get("meta", key)} - {""}
    urls = own_urls(evidence, base_url)
    evidence.sites |= {part for url in urls for part in domain_names(url)}
    for url in urls:
        if date := read_url_date(f"//{unquote(url)}"):
            evidence.add("link", "day in the address", date.iso)
    evidence.sections = {fold(part) for url in urls for part in url.split("/")[1:-1]} - {""}
    evidence.sites |= headings_beside_title(evidence)
    titles = own_titles(evidence)
    found = find_article(read_scripts(scripts, report), urls=urls, titles=titles)
    add_node(evidence, "JSON-LD", found.article)
    add_node(evidence, "JSON-LD page", found.page)
    if not all(map(found.article.get, MAIN_PROPERTIES)) and has_article_items(root):
        add_node(evidence, "microdata", find_article(read_items(root), urls=urls, titles=titles).article)
    for node in (evidence.get("JSON-LD", "publisher"), evidence.get("microdata", "publisher")):
        evidence.sites |= {fold(str(item.get("name") or "")) for item in flatten(node) if isinstance(item, dict)}
    evidence.sites = {name for name in evidence.sites if name and len(name.split()) <= MAX_SITE_WORDS}
    return evidence


MAIN_PROPERTIES: Final = ("headline", "author", "datePublished")
"""What JSON-LD says where it describes the story well, as on 98 of the 115 press pages; then microdata is not looked
for."""


def flatten(values: list[Json]) -> list[Json]:
    """Take apart the lists among values, one level deep."""
    return [item for value in values for item in (value if isinstance(value, list) else [value])]


def add_node(evidence: Evidence, source: Source, node: dict[str, Json]) -> None:
    """Keep the properties of a node."""
    for key, value in node.items():
        evidence.add(source, key, value)


# ---------------------------------------------------------------- elements


def read_elements(root: _Element, evidence: Evidence) -> list[_Element]:
    """Keep what stands in elements; give the scripts that hold JSON-LD."""
    scripts: list[_Element] = []
    evidence.add("element", "html lang", root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"))
    for element in root.iter("meta", "link", "title", "h1", "h2", "time", "script", "a"):
        match element.tag:
            case "a":  # The most frequent first: a page has a hundred.
                if element.get("rel"):
                    read_author_link(element, evidence)
            case "script":
                scripts += [element] if is_linked_data(element) else []
            case "meta":
                read_meta(element, evidence)
            case "link":
                read_link(element, evidence)
            case "time":
                read_time(element, evidence)
            case "title" if is_of_page(element):
                evidence.add("element", "title", element_text(element))
            case "h1" | "h2":
                evidence.visible.add_heading(element)
    read_label(evidence)
    return scripts


def is_of_page(element: _Element) -> bool:
    """Tell whether a `title` is the page's, and not that of a drawing in it."""
    parent = element.getparent()
    return parent is not None and parent.tag in {"head", "html", "body"}


def read_meta(element: _Element, evidence: Evidence) -> None:
    """Keep a `meta` element under each name it has."""
    content = element.get("content")
    if not content:
        return
    names = [name.strip().lower() for key in META_NAMES if (name := element.get(key))]
    if itemprop := element.get("itemprop"):
        names.append(f"itemprop:{itemprop}".lower())
    if "citation_author" in names:
        content = given_name_first(content)
    for name in dict.fromkeys(names):
        if name.translate(SAME_MARKS) in KNOWN_METAS:
            evidence.add("meta", name, content)
        if RE_PUBLISHED.search(name) and any(map(str.isdigit, content)):
            evidence.add("meta", "any name with publish", content)


def given_name_first(text: str) -> str:
    """Turn a name around that is written for an index.

    >>> given_name_first("Doe, Jane M."), given_name_first("Jane Doe"), given_name_first("Doe, J., Roe, R.")
    ('Jane M. Doe', 'Jane Doe', 'Doe, J., Roe, R.')
    """
    family, comma, given = text.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() and "," not in given else text


RE_PUBLISHED: Final = re.compile(r"publish(?!er)|pub-?_?date")
"""Names of `meta` elements that hold the day of publication, whatever the vocabulary: each house has its own."""


META_NAMES: Final = ("name", "property", "http-equiv")
"""Attributes that name what a `meta` element says."""


def read_link(element: _Element, evidence: Evidence) -> None:
    """Keep a `link` of a relation that says something of the story."""
    for rel in LINKS.intersection((element.get("rel") or "").lower().split()):
        evidence.add("link", rel, (element.get("href") or "").strip())


def read_time(element: _Element, evidence: Evidence) -> None:
    """Keep a `time` of the story."""
    moment = element.get("datetime")
    if moment and len(evidence.get("element", "time")) < MAX_TIMES and not is_outside(element):
        marks = f"{element.get('itemprop', '')} {element.get('class', '')}".lower()
        key = "time updated" if "modif" in marks or "updat" in marks else "time"
        evidence.add("element", key, moment)


def read_author_link(element: _Element, evidence: Evidence) -> None:
    """Keep the name in a link to an author's page."""
    is_author = "author" in (element.get("rel") or "").lower().split()
    if is_author and len(evidence.get("element", "rel=author")) < MAX_TIMES and not is_outside(element):
        evidence.add("element", "rel=author", element_text(element))


def read_label(evidence: Evidence) -> None:
    """Keep the author that a pair of Twitter's labels gives."""
    for number in ("1", "2"):
        label = evidence.first("meta", f"twitter:label{number}")
        if label.strip(" :").lower() in WRITTEN_BY:
            evidence.add("meta", "twitter:label", evidence.first("meta", f"twitter:data{number}"))


# ---------------------------------------------------------------- scripts


def is_linked_data(element: _Element) -> bool:
    """Tell whether a script holds JSON-LD; its type may carry parameters."""
    return (element.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json"


def iter_scripts(root: _Element) -> Iterator[_Element]:
    """Give the scripts that hold JSON-LD."""
    return filter(is_linked_data, root.iter("script"))


def read_scripts(scripts: list[_Element], report: Report) -> list[Json]:
    """Parse scripts; one that can't be read is reported and passed over."""
    values: list[Json] = []
    for script in scripts:
        parsed = parse_script(script.text or "")
        origin = Origin(line=script.sourceline)
        if parsed.repair:
            report.add(Repaired(reason=f"JSON-LD had {parsed.repair}", origin=origin))
        elif not parsed.values and (script.text or "").strip():
            report.add(Skipped(reason="a script of JSON-LD that is no JSON", origin=origin))
        values += parsed.values
    return values


def has_article_items(root: _Element) -> bool:
    """Tell whether the page describes a story by microdata, most do not, and finding out is quick."""
    types = {kind for value in root.xpath("//@itemtype") for kind in str(value).split()}
    return any(article_rank(node_types({"@type": kind})) for kind in types)


# ---------------------------------------------------------------- what the page is called


def own_urls(evidence: Evidence, base_url: str) -> set[str]:
    """Give the addresses that the page has, fit for comparison."""
    urls = [*evidence.get("link", "canonical"), *evidence.get("meta", "og:url"), base_url]
    return {comparable_url(join_url(base_url, url)) for url in urls if url}


def join_url(base_url: str, url: str) -> str:
    """Resolve an address; one that can't be stays as it is, and so does none at all."""
    if not url.strip():
        return ""
    try:
        return urljoin(base_url, url.strip())
    except ValueError:
        return url.strip()


def headings_beside_title(evidence: Evidence) -> set[str]:
    """Give the folded top headings that `title` has beside the story's own title: the names of a blog, or of a section.

    Of a blog page `h1` is "The Blog", `og:title` "Rain" and `title` "The Blog: Rain".
    """
    own = fold(plain_text(evidence.first("meta", "og:title")))
    whole = fold(plain_text(evidence.first("element", "title")))
    tops = {fold(heading.text) for heading in evidence.visible.headings} - {"", own}
    return {top for top in tops if own and whole in {f"{top} {own}", f"{own} {top}"}}


def own_titles(evidence: Evidence) -> set[str]:
    """Give the folded titles and top headings of the page."""
    titles = [
        *evidence.get("meta", "og:title"),
        *evidence.get("meta", "twitter:title"),
        *evidence.get("element", "title"),
        *(heading.text for heading in evidence.visible.headings if not heading.outside),
    ]
    plain = [plain_text(title) for title in titles]
    return {fold(strip_site(title, evidence.sites, ())) for title in plain} - {""}


def domain_names(url: str) -> set[str]:
    """Give the folded names of a site by its address: with and without the last part of its domain.

    >>> sorted(domain_names("example.com/story"))
    ['example', 'example com']
    """
    try:
        host = urlsplit(f"//{url}").hostname or ""
    except ValueError:
        return set()
    host = host.removeprefix("www.")
    return {fold(host), fold(host.rpartition(".")[0])} - {""}
