"""Tell by the other pages of a site what is not the story: text that recurs there.

In: the pieces of one source (parts or segments), and what was counted over the pages of its site (`newsconv.sites`).
Out: for each piece a reason in words, or nothing. The engine leaves out a piece with a reason where no named rule
knows better what it is, with the rule `recurring-text`; a byline or a notice of copyright is that on every page.

Only whole pieces are compared, so that no sentence is cut. Not asked are

- short pieces, but for links: on the wcxb pages the same labels and headings part the stories of one site (`Pros`,
  `Cons`, `Why you should trust us`), and datelines, names and "Background" recur anywhere;
- headings, and what belongs to pictures, which news sites show again with the next story on a subject;
- what stands on no more pages than link to this page's headline: teasers have a story's first lines;
- pieces of a page of which recurs most of what would be left in: that is a story given again, not a site's text.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from newsconv.noise.parts import PICTURE_TAGS, size_of
from newsconv.noise.segments import Segment, fold
from newsconv.report import Skipped
from newsconv.sites import MIN_PAGES, host_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.document import Metadata
    from newsconv.formats import ReadOptions
    from newsconv.noise.parts import Part
    from newsconv.report import Report
    from newsconv.sites import Page

__all__ = ["RECURRING_RULE", "find_recurring", "mark_parts_recurring", "page_of"]

RECURRING_RULE: Final = "recurring-text"
"""The name that reports have for it."""
MIN_SIZE: Final = 40
"""Size of a piece, folded, from which on it is asked about. On 58 sites with two or three pages in the aeb, press and
wcxb pages, what recurs and is story is shorter (the longest is `Why Trust The Spruce Eats`) or a story given again, but
for the invitations of two blogs, which whoever marked them took for the story's; what is longer and no story are
notices and boxes."""
LINK_SHARE: Final = 0.5
"""Share of links from which on a piece is a link, short or long (`Check price at Amazon`, a menu, a teaser), which is
not the same text as a paragraph of these words."""
MIN_TITLE_CHARS: Final = 12
"""Code points of a headline, folded, from which on a link of the same words is its teaser; shorter ones (`Weather`) are
sections as often."""
SHARE: Final = 0.5
"""Share of a site's pages on which a text must stand that would be left in: as with public programs that count so."""
DOUBTFUL_SCORE: Final = 1.0
"""Log-odds of being story up to which less is asked for. In Markdown made of the pages above, notices and boxes that
are left in score from 0 to 1.6 mostly, paragraphs of stories about 4."""
DOUBTFUL_SHARE: Final = 0.25
"""Share of a site's pages that suffices then: an author or a section has its box on some of them. A choice."""
VERSION_SHARE: Final = 0.5
"""Share of a page's running text, of what would be left in, above which nothing is left out for recurring: three
versions of one story, at addresses of their own, share more than that; boxes and notices are less than the story. What
stands on nearly all pages of the site is no part of a version, and does not count, as a short story above a long notice
is a story all the same."""
SAME_SHARE: Final = 0.8
"""The same share of everything that recurs: where nearly nothing is a page's own, it is another page given again."""
WIDE_SHARE: Final = 0.9
"""Share of a site's pages from which on a text stands on nearly all."""
WIDE_PAGES: Final = 6
"""Pages of a site from which on that is believed: fewer may be versions of one story, all of them."""
VERSION_REASON: Final = (
    "most of its text also stands on other pages of the site, as that of a story given again does, so that nothing "
    "was left out for that"
)


def page_of(metadata: Metadata, options: ReadOptions) -> Page | None:
    """Give what is known of the page's site, or nothing where nobody counted.

    Args:
        metadata: as the source has them outside its text; they and the options name the site.
        options: of the call.
    """
    if options.recurring is None:
        return None
    name = host_of(metadata.url) or host_of(options.base_url) or " ".join(metadata.publisher.split())
    return options.recurring.open_page(name, metadata.url)


def mark_parts_recurring(parts: Sequence[Part], page: Page | None, report: Report) -> None:
    """Note on the parts of a whole page, with their scores, which recur."""
    if page is None:
        return
    for part, reason in zip(parts, find_recurring(parts, page, report), strict=True):
        part.recurrence = reason


def find_recurring(pieces: Sequence[Part | Segment], page: Page, report: Report) -> list[str]:
    """Say of each piece of a page why it is not the story, or nothing; see the module.

    Args:
        pieces: in reading order; those with a score up to 0 would be left out anyway.
        page: what is known of its site; a census takes note of the pieces.
        report: where nothing is left out although most recurs, that is added to it.
    """
    keys = [key_of(piece) for piece in pieces]
    page.note(
        (key for key in keys if key is not None),
        (key for key, piece in zip(keys, pieces, strict=True) if key is not None and is_left_in(piece)),
    )
    texts = page.site.texts
    if not texts:
        return [""] * len(pieces)
    teasers = count_teasers(pieces, keys, page)
    counts = [texts.get(key, 0) if key is not None else 0 for key in keys]
    counts = [
        count if count > teasers and is_common(piece, count, page.site.pages) else 0
        for piece, count in zip(pieces, counts, strict=True)
    ]
    if is_version(pieces, counts, page):
        report.add(Skipped(reason=VERSION_REASON))
        return [""] * len(pieces)
    return [describe(count, page) if count else "" for count in counts]


def key_of(piece: Part | Segment) -> int | None:
    """Give the hash of a piece that is counted; headings are, too, but never left out."""
    if not piece.text or piece.verdict or piece.tag in PICTURE_TAGS:
        return None
    folded = fold(piece.text)
    if piece.link_share >= LINK_SHARE:
        return hash_of("link", folded)
    if piece.level:
        return hash_of("heading", folded)
    return hash_of("text", folded) if size_of(folded) >= MIN_SIZE and not is_lone_picture(piece) else None


def hash_of(kind: str, folded: str) -> int | None:
    """Give 64 bits of a text, and of what it is; nothing for one without letters and digits."""
    if not folded:
        return None
    return int.from_bytes(blake2b(f"{kind} {folded}".encode(), digest_size=8).digest(), "big")


def count_teasers(pieces: Sequence[Part | Segment], keys: Sequence[int | None], page: Page) -> int:
    """Count the pages on which a text of this page's story may stand: those that link its headline, and this one.

    Its headline is the first of its highest headings that other pages do not have.
    """
    texts = page.site.texts
    own = [
        piece
        for piece, key in zip(pieces, keys, strict=True)
        if piece.level and piece.link_share < LINK_SHARE and key not in texts
    ]
    if not own:
        return 0
    headline = fold(min(own, key=lambda piece: piece.level).text)
    return texts.get(hash_of("link", headline) or 0, 0) + 1 if len(headline) >= MIN_TITLE_CHARS else 0


def is_lone_picture(piece: Part | Segment) -> bool:
    """Tell whether a piece is a picture in a paragraph of its own, whose only words describe it."""
    return isinstance(piece, Segment) and piece.is_picture


def is_left_in(piece: Part | Segment) -> bool:
    """Tell whether a piece would be left in, as far as its score says; without one it is."""
    return not piece.verdict and (piece.score is None or piece.score > 0)


def is_common(piece: Part | Segment, count: int, pages: int) -> bool:
    """Tell whether a text that stands on a number of pages recurs; what is surely story must stand on more."""
    if piece.level:
        return False
    is_doubtful = piece.score is not None and piece.score <= DOUBTFUL_SCORE
    return count >= max(MIN_PAGES, (DOUBTFUL_SHARE if is_doubtful else SHARE) * pages)


def is_version(pieces: Sequence[Part | Segment], counts: Sequence[int], page: Page) -> bool:
    """Tell whether a page is a story given again: most of its running text recurs.

    Args:
        pieces: of the page.
        counts: on how many pages of the site each stands; 0 for what does not recur.
        page: what is known of its site.
    """
    pages = page.site.pages
    wide_from = WIDE_SHARE * pages if pages >= WIDE_PAGES else pages + 1
    total = wide = others = 0.0
    for piece, count in zip(pieces, counts, strict=True):
        size = prose_of(piece)
        total += size
        if count >= wide_from:
            wide += size
        elif count:
            others += size
    return others > VERSION_SHARE * (total - wide) or wide + others > SAME_SHARE * total


def prose_of(piece: Part | Segment) -> float:
    """Give the size of the running text of a piece that would be left in."""
    if piece.level or piece.tag in PICTURE_TAGS or not is_left_in(piece):
        return 0.0
    return size_of(piece.text) * (1 - piece.link_share)


def describe(count: int, page: Page) -> str:
    """Say how often a text recurs."""
    where = f"of {page.name}" if page.name else "that name no site"
    return f"the same text stands on {count} of {page.site.pages} pages {where}"
