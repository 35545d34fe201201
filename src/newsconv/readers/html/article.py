"""Choose the element of a page that holds its article, by where the prose is.

Prose is what paragraphs hold beside links. Starting from the body, the choice goes down to the
child that holds nearly all prose of its parent, for as long as there is one. An element that the
page itself marks as the article's body is taken, if it holds enough. What stays outside is
given as parts, each with the reason why.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import msgspec
from lxml import etree

from newsconv.document.characters import clean_line
from newsconv.noise.rules_page import RELATED_WORDS, SITE_TAGS, SITE_WORDS
from newsconv.readers.html.elements import BLOCK_TAGS, UNSEEN_TAGS
from newsconv.readers.html.frames import local_name
from newsconv.readers.html.segments import SILENT_TAGS, class_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["Article", "choose_article", "outside_parts"]

DESCENT_SHARE: Final = 0.74
"""Share of its prose that a child must hold to be chosen over its parent. Tried on the aeb, press and wcxb pages: 0.65
loses text, 0.88 lets in more of what stands beside; between 0.70 and 0.80 little changes."""
MARKED_SHARE: Final = 0.4
"""Share of the page's prose from which on a part that the page marks as the article's body is believed."""
MIN_PARAGRAPH_CHARS: Final = 40
"""Code points, without those of links, below which a paragraph is no witness of where the article is."""
MIN_PROSE_CHARS: Final = 1_500
"""Code points of prose in paragraphs below which the text of other elements is counted as well: some pages have
no paragraphs but divisions and line breaks (4 of the 115 press pages)."""
BELIEVED_SHARE: Final = 0.5
"""Share of the page's prose from which on a name is not believed: `sidebar` on what holds most text means that the
page has one (seen on 20 of the 204 aeb and press pages)."""
COMMENT_WORDS: Final = frozenset({"comment", "comments", "commentlist", "disqus", "respond", "replies"})
"""Names of what readers of the page wrote, which may be more than the article."""
COMMENT_SHARE: Final = 0.95
"""Share from which on such a name is not believed either: it is on what holds the whole page."""
MAX_AROUND: Final = 256
"""Elements around a paragraph that are counted; the deepest of 995 corpus pages has 56. Hostile pages
must stay linear."""
BODY_PROPERTY: Final = "articleBody"
"""schema.org's name for the element that holds the text."""
WITH_PROPERTY: Final = etree.XPath("descendant::*[@itemprop]")
PARAGRAPHS: Final = ("{*}p",)
OTHER_TEXT: Final = ("{*}body", "{*}div", "{*}td", "{*}article", "{*}section", "{*}span", "{*}li", "{*}blockquote")
"""Elements that hold text directly on pages without paragraphs."""
UNWANTED_TAGS: Final = SITE_TAGS - {"form"} | {"aside", "noscript", "figure", "figcaption", "template"}
"""Elements whose paragraphs are no witnesses. Some systems wrap the whole page in a form."""
RE_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)


class Article(msgspec.Struct, frozen=True):
    """What was chosen."""

    element: _Element
    reason: str
    """Why this one, in words."""
    prose_chars: int
    """Code points of prose in it; 0 where the page has none."""


class Ballot:
    """The prose of each element, all of it and without that in unwanted parts."""

    def __init__(self, body: _Element) -> None:
        """Count nothing yet."""
        self.body = body
        self.votes: list[tuple[list[_Element], int]] = []
        self.everything: dict[_Element, int] = {}
        self.prose: dict[_Element, int] = {}
        self.named: dict[_Element, frozenset[str]] = {}

    def add(self, paragraph: _Element, chars: int) -> None:
        """Add the prose of a paragraph to all elements around it."""
        around = [paragraph]
        for element in paragraph.iterancestors():
            around.append(element)
            if element is self.body or len(around) > MAX_AROUND:
                break
        self.votes.append((around, chars))
        for element in around:
            self.everything[element] = self.everything.get(element, 0) + chars

    def total(self) -> int:
        """Give the prose of the whole page, unwanted parts included."""
        return self.everything.get(self.body, 0)

    def count(self) -> None:
        """Count what is in no unwanted part; where that leaves nothing, count all."""
        covered: Counter[str] = Counter()
        named = [(around, chars, frozenset().union(*map(self.site_names, around))) for around, chars in self.votes]
        for _, chars, names in named:
            for name in names:
                covered[name] += chars
        broad = {name for name, chars in covered.items() if chars >= self.total() * share_limit(name)}
        for around, chars, names in named:
            if names <= broad:
                for element in around:
                    self.prose[element] = self.prose.get(element, 0) + chars
        if not self.prose:
            self.prose = self.everything

    def site_names(self, element: _Element) -> frozenset[str]:
        """Give the names of an element that speak of the site rather than the story."""
        known = self.named.get(element)
        if known is None:
            known = self.named[element] = site_names(element)
        return known


def share_limit(name: str) -> float:
    """Give the share of the page's prose from which on a name is not believed."""
    return COMMENT_SHARE if name in COMMENT_WORDS else BELIEVED_SHARE


def choose_article(body: _Element) -> Article:
    """Choose the element that holds the article.

    >>> from lxml import html
    >>> page = html.fromstring("<body><nav><p>Menu</p></nav><div id='a'><p>" + "It rained. " * 20 + "</p></div></body>")
    >>> choose_article(page).element.get("id")
    'a'
    """
    ballot = count_prose(body)
    total = ballot.prose.get(body, 0)
    if not total:
        return Article(body, "the page has no running text", 0)
    marked = [element for element in marked_bodies(body) if ballot.prose.get(element, 0) >= MARKED_SHARE * total]
    if marked:
        best = max(marked, key=ballot.prose.__getitem__)
        return Article(best, "the page marks it as the article's body", ballot.prose[best])
    element = descend(body, ballot)
    return Article(element, "it holds nearly all running text of the page", ballot.prose[element])


def marked_bodies(body: _Element) -> list[_Element]:
    """Give the elements that the page marks as an article's body."""
    return [element for element in WITH_PROPERTY(body) if BODY_PROPERTY in (element.get("itemprop") or "").split()]


def count_prose(body: _Element) -> Ballot:
    """Count the prose of all elements: that of paragraphs, and where there is little, that of any text."""
    ballot = Ballot(body)
    for paragraph in body.iter(*PARAGRAPHS):
        chars = prose_chars(paragraph)
        if chars >= MIN_PARAGRAPH_CHARS:
            ballot.add(paragraph, chars)
    if ballot.total() < MIN_PROSE_CHARS:
        for element in body.iter(*OTHER_TEXT):
            chars = own_chars(element)
            if chars >= MIN_PARAGRAPH_CHARS:
                ballot.add(element, chars)
    ballot.count()
    return ballot


def descend(body: _Element, ballot: Ballot) -> _Element:
    """Go down to the smallest element that holds nearly all prose."""
    element = body
    while True:
        best = max(element, key=lambda child: ballot.prose.get(child, 0), default=None)
        if best is None or local_name(best) in {"p", "span", "li", "td", "blockquote"}:
            return element
        if ballot.prose.get(best, 0) < DESCENT_SHARE * ballot.prose[element]:
            return element
        element = best


def prose_chars(paragraph: _Element) -> int:
    """Count the code points of a paragraph that are not in links."""
    chars = len("".join(paragraph.itertext()))
    if chars < MIN_PARAGRAPH_CHARS:
        return chars
    return chars - sum(len("".join(link.itertext())) for link in paragraph.iterdescendants("{*}a"))


def own_chars(element: _Element) -> int:
    """Count the code points that stand directly in an element."""
    texts = [element.text or "", *(child.tail or "" for child in element)]
    return sum(len(text.strip()) for text in texts)


def site_names(element: _Element) -> frozenset[str]:
    """Give the words of an element's tag and classes that speak of the site; a hidden element has one as well."""
    tag = local_name(element)
    names = {f"<{tag}>"} if tag in UNWANTED_TAGS else set()
    if RE_HIDDEN.search(element.get("style") or ""):
        names.add("<hidden>")
    if element.get("class") is not None or element.get("id") is not None:
        names |= class_words(element) & (SITE_WORDS | RELATED_WORDS)
    return frozenset(names)


def outside_parts(body: _Element, article: _Element) -> Iterator[tuple[str, str, _Element, bool]]:
    """Give the text of what stands beside the article, at every level up to the body.

    Yields:
        The text, why it is left out, the element, and whether it stands before the article. An empty text is not given.
    """
    path = [article]
    for ancestor in article.iterancestors():
        if path[-1] is body:
            break
        path.append(ancestor)
    for parent, child in zip(path[:0:-1], path[-2::-1], strict=True):
        yield from beside(parent, child)


def beside(parent: _Element, chosen: _Element) -> Iterator[tuple[str, str, _Element, bool]]:
    """Give what stands in one element beside the child that was chosen."""
    before = True
    if text := clean_line(parent.text or ""):
        yield text, "text outside the article", parent, True
    for child in parent:
        if child is chosen:
            before = False
        elif local_name(child) not in SILENT_TAGS and local_name(child):
            text = clean_line(visible_text(child))
            if text:
                yield text, outside_reason(child), child, before
        if text := clean_line(child.tail or ""):
            yield text, "text outside the article", parent, before


def visible_text(element: _Element) -> str:
    """Give the text inside an element, a space at the edges of blocks; scripts and styles are none."""
    parts: list[str] = [element.text or ""]
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, inner in walker:
        if inner is element:
            continue
        tag = inner.tag if inner.tag in BREAKING_TAGS else local_name(inner)
        if tag in BREAKING_TAGS:
            parts.append(" ")
        if event != "start":
            parts.append(inner.tail or "")
        elif tag in UNSEEN_TAGS:
            walker.skip_subtree()
        else:
            parts.append(inner.text or "")
    return "".join(parts)


BREAKING_TAGS: Final = BLOCK_TAGS | {"br", "option", "button", "iframe", "img"}
"""Elements that part words."""


def outside_reason(element: _Element) -> str:
    """Say what a part outside the article is."""
    tag = local_name(element)
    if tag in REASONS:
        return REASONS[tag]
    found = sorted(class_words(element) & (SITE_WORDS | RELATED_WORDS))
    return f"outside the article, in a part named {found[0]!r}" if found else "outside the article"


REASONS: Final = {
    "nav": "the page's navigation",
    "header": "the page's header",
    "footer": "the page's footer",
    "aside": "a box beside the article",
    "form": "a form",
    "noscript": "shown only without scripts",
}
"""What elements say of themselves (HTML Living Standard, section 4.3)."""
