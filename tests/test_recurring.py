"""Text that recurs over the pages of a site: what is counted, what goes, and above all what stays."""

from __future__ import annotations

import io
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import newsconv
from newsconv.document import Paragraph, Text
from newsconv.errors import LimitError, OptionError, ReadError
from newsconv.noise.recurring import RECURRING_RULE, VERSION_REASON, is_common
from newsconv.noise.segments import fold, make_segment
from newsconv.report import Removed
from newsconv.sites import Census, Record, Recurring, Site, host_of, story_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EXAMPLES: Final = Path(__file__).resolve().parents[1] / "examples"
BOX: Final = "The Tidings is paid for by its readers. Become a member for the price of two coffees."
LETTERS: Final = "Do you know more about this? Write to the newsroom at Harbour Street 4."


def story(name: str, *, paragraphs: int = 5) -> list[str]:
    """Give the paragraphs of a story that no other name has."""
    return [
        f"On day {number} the {name} went out at dawn, and of the {name} nothing was seen again until night."
        for number in range(paragraphs)
    ]


def page(*blocks: str, url: str = "", headline: str = "") -> bytes:
    """Make a Markdown source of blocks, with front matter where its fields are given."""
    fields = [f"{key}: {value}" for key, value in (("title", headline), ("url", url)) if value]
    front = "\n".join(["---", *fields, "---", "", ""]) if fields else ""
    return (front + "\n\n".join(blocks) + "\n").encode()


def site_of(count: int, *blocks: str) -> list[bytes]:
    """Make pages of one site that have nothing in common but blocks below their stories."""
    return [page(*story(f"boat-{number}"), *blocks, url=f"https://tidings.example/{number}") for number in range(count)]


def read(source: bytes, recurring: Recurring, name: str = "markdown") -> tuple[list[str], list[Removed]]:
    """Read a source; give its paragraphs and what was left out for recurring."""
    report = newsconv.Report()
    document = newsconv.loads(source, name, recurring=recurring, report=report)
    removed = [event for event in report if isinstance(event, Removed) and event.rule == RECURRING_RULE]
    return document.paragraphs(), removed


# ---------------------------------------------------------------- what goes


def test_text_on_all_pages_goes_with_a_reason() -> None:
    """What stands on all pages of a site is left out of each, and the report says on how many it stands."""
    pages = site_of(4, BOX)
    recurring = newsconv.recurring(pages, "markdown")
    paragraphs, removed = read(pages[0], recurring)
    assert paragraphs == story("boat-0")
    assert [(event.text, event.reason) for event in removed] == [
        (BOX, "the same text stands on 4 of 4 pages of tidings.example")
    ]


@pytest.mark.parametrize(("name", "mark"), [("text", "{}"), ("markdown", "*{}*")])
def test_formats_without_elements(name: str, mark: str) -> None:
    """Plain text and Markdown are read alike; marks do not count."""
    pages = [page(*story(f"boat-{number}"), mark.format(BOX) if number else BOX) for number in range(4)]
    recurring = newsconv.recurring(pages, name)
    for number, source in enumerate(pages):
        assert read(source, recurring, name)[0] == story(f"boat-{number}")


def test_web_pages() -> None:
    """On a web page a paragraph that recurs goes even where it stands in the midst of the story's."""
    pages = []
    for number in range(4):
        first, *rest = (f"<p>{text}</p>" for text in story(f"boat-{number}", paragraphs=8))
        url = f"<link rel='canonical' href='https://www.tidings.example/{number}'>"
        pages.append(f"<html><head>{url}</head><body><article>{first}<p>{BOX}</p>{''.join(rest)}</article>".encode())
    recurring = newsconv.recurring(pages, "html")
    assert BOX in newsconv.loads(pages[0], "html").paragraphs()
    paragraphs, removed = read(pages[0], recurring, "html")
    assert paragraphs == story("boat-0", paragraphs=8)
    assert [event.reason for event in removed] == ["the same text stands on 4 of 4 pages of tidings.example"]


def test_short_links_go() -> None:
    """A link of a word that recurs is a menu's; the same word without a link may be the story's."""
    pages = [page(*story(f"boat-{number}"), "[Sport](/sport)", "Sport") for number in range(4)]
    paragraphs, removed = read(pages[0], newsconv.recurring(pages, "markdown"))
    assert paragraphs == [*story("boat-0"), "Sport"]
    assert [event.text for event in removed] == ["Sport"]


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("Or [check the price](https://shop.example) now", True),
        ("Then they saw the [price](https://shop.example)", False),
    ],
)
def test_short_text_goes_where_most_of_it_is_a_link(line: str, *, goes: bool) -> None:
    """A short text is asked about from half of it in links on; with less it stays as any short text does."""
    sources = site_of(4, line)
    _, removed = read(sources[0], newsconv.recurring(sources, "markdown"))
    assert bool(removed) is goes


def test_heading_goes_with_all_below_it() -> None:
    """A heading stays where anything of the story stands below it, and else goes with what recurs."""
    pages = [page("## Your view", BOX, "## What next?", *story(f"boat-{number}"), LETTERS) for number in range(4)]
    paragraphs, removed = read(pages[0], newsconv.recurring(pages, "markdown"))
    assert paragraphs == ["What next?", *story("boat-0")]
    assert len(removed) == 2


def test_text_of_half_the_pages_goes() -> None:
    """What has no score goes where it stands on half of the pages, and stays where it stands on fewer."""
    pages = [*site_of(2), *site_of(6, BOX)[2:]]
    assert read(pages[-1], newsconv.recurring(pages, "markdown"))[0] == story("boat-5")
    pages = [*site_of(6), *site_of(11, BOX)[6:]]
    assert read(pages[-1], newsconv.recurring(pages, "markdown"))[0] == [*story("boat-10"), BOX]


@pytest.mark.parametrize(
    ("score", "count", "pages", "goes"),
    [
        (0.5, 5, 20, True),
        (0.5, 4, 20, False),
        (4.0, 9, 20, False),
        (4.0, 10, 20, True),
        (None, 9, 20, False),
        (None, 10, 20, True),
        (-2.0, 2, 3, False),
        (4.0, 3, 3, True),
    ],
)
def test_less_suffices_where_the_score_doubts(score: float | None, count: int, pages: int, *, goes: bool) -> None:
    """What scores as story only just goes from a quarter of the pages on, and nothing below three pages."""
    segment = make_segment(0, (Paragraph((Text(BOX),)),), score=score)
    assert is_common(segment, count, pages) is goes


def test_option_of_all_calls_that_read() -> None:
    """`convert` and `explain` take the option as `loads` does, and each part of the source has its reason."""
    pages = site_of(4, BOX)
    recurring = newsconv.recurring(pages, "markdown")
    assert BOX not in newsconv.convert(pages[0], "text", format="markdown", recurring=recurring)
    seen = newsconv.explain(pages[0], "markdown", recurring=recurring)
    last = seen.report.segments[-1]
    assert (last.text, last.outcome, last.rule) == (BOX, "removed", RECURRING_RULE)


def test_short_story_above_a_long_notice_stays_alone() -> None:
    """A notice that is longer than the story goes where enough pages have it to tell it from a version."""
    notice = f"{BOX} {LETTERS} {BOX} {LETTERS}"
    pages = [page(*story(f"boat-{number}", paragraphs=2), notice) for number in range(6)]
    assert read(pages[0], newsconv.recurring(pages, "markdown"))[0] == story("boat-0", paragraphs=2)
    few = pages[:5]
    assert read(few[0], newsconv.recurring(few, "markdown"))[0] == [*story("boat-0", paragraphs=2), notice]


# ---------------------------------------------------------------- what stays


def test_two_pages_decide_nothing() -> None:
    """What two pages share may be the story of both."""
    pages = site_of(2, BOX)
    recurring = newsconv.recurring(pages, "markdown")
    assert recurring.sites == {"tidings.example": Site(2, {})}
    assert read(pages[0], recurring)[0] == [*story("boat-0"), BOX]


@pytest.mark.parametrize("text", ["Moscow", "By Jon Berg", "What happened?", "Pros", "Scroll down for the video"])
def test_short_texts_stay(text: str) -> None:
    """Datelines, names and labels recur in stories, whatever they say."""
    pages = site_of(5, text)
    assert read(pages[0], newsconv.recurring(pages, "markdown"))[1] == []


def test_headings_stay() -> None:
    """Even a long heading is the story's where story stands below it."""
    heading = "## How we picked and tested the boats that we write about here"
    pages = [page(story(f"ship-{number}")[0], heading, *story(f"boat-{number}")) for number in range(5)]
    assert read(pages[0], newsconv.recurring(pages, "markdown"))[0][1] == heading.removeprefix("## ")


def test_picture_shown_again_stays() -> None:
    """The same picture with the same words stands above many stories on a subject."""
    words = "A boat lies at the old pier in the harbour of Skarn in the first light of a winter day"
    pages = [page(f"![{words}](/boat.jpg)", *story(f"boat-{number}")) for number in range(5)]
    document = newsconv.loads(pages[0], "markdown", recurring=newsconv.recurring(pages, "markdown"))
    assert len(document.body) == 1 + len(story("x"))


def test_sentence_within_a_paragraph_stays() -> None:
    """Only whole blocks are compared: no sentence is cut out of a paragraph."""
    pages = [page(*(f"{text} {BOX}" for text in story(f"boat-{number}"))) for number in range(5)]
    assert read(pages[0], newsconv.recurring(pages, "markdown"))[1] == []


def test_story_with_teasers_on_pages_stays_whole() -> None:
    """The first lines of a story stay in it though they stand on all other pages as a teaser beside the story."""
    first = page(*story("boat-0"), url="https://tidings.example/0")
    others = [
        (
            f"<html><body><article>{''.join(f'<p>{text}</p>' for text in story(f'boat-{number}'))}</article>"
            f"<aside class='teaser'><p><a href='/0'>Boats</a></p><p>{story('boat-0')[0]}</p></aside></body></html>"
        ).encode()
        for number in range(1, 6)
    ]
    base = "https://tidings.example/"
    recurring = newsconv.recurring([first, *others], base_url=base)
    assert newsconv.loads(first, "markdown", recurring=recurring, base_url=base).paragraphs() == story("boat-0")


@pytest.mark.parametrize("teaser", ["[Boats of the old harbour](/0)", "### [Boats of the old harbour](/0)"])
def test_story_with_teasers_in_markdown_stays_whole(teaser: str) -> None:
    """Where nothing tells a teaser from a story, the link of the headline above it does."""
    lines = story("boat-0")[0]
    first = page("# Boats of the old harbour", *story("boat-0"), BOX)
    others = [page(*story(f"boat-{number}"), teaser, lines, BOX) for number in range(1, 6)]
    recurring = newsconv.recurring([first, *others], "markdown")
    assert read(first, recurring)[0][: len(story("x"))] == story("boat-0")
    assert lines not in read(others[0], recurring)[0]


@pytest.mark.parametrize(
    "urls",
    [
        ["https://tidings.example/0"] * 4,
        [f"https://{host}/0{end}" for host in ("tidings.example", "m.tidings.example") for end in ("", "/amp")],
        [f"https://tidings.example/0-{number}" for number in range(4)],
        [""] * 4,
    ],
)
def test_versions_of_one_story_stay(urls: Sequence[str]) -> None:
    """A story that is given several times, at one address or at several, does not remove itself."""
    pages = [page(*story("boat-0"), url=url) for url in urls]
    pages += [
        page(*story(f"boat-{number}"), url=f"https://tidings.example/{number}" * bool(urls[0])) for number in (1, 2)
    ]
    recurring = newsconv.recurring(pages, "markdown")
    for source in pages[: len(urls)]:
        assert read(source, recurring)[0] == story("boat-0")


def test_one_address_is_one_page() -> None:
    """Pages at one address are versions of one story, and count as one page whatever they say."""
    pages = [page(*story(f"ship-{number}"), BOX, url="https://tidings.example/0") for number in range(4)]
    recurring = newsconv.recurring([*pages, *site_of(3, BOX)[1:]], "markdown")
    assert recurring.sites["tidings.example"].pages == 3
    assert list(recurring.sites["tidings.example"].texts.values()) == [3]


def test_site_of_versions_alone_stays() -> None:
    """Where next to nothing is a page's own, nothing goes, however many pages there are."""
    pages = [
        page(*story("boat-0", paragraphs=9), story(f"update-{number}")[0], url=f"https://tidings.example/0-{number}")
        for number in range(8)
    ]
    assert read(pages[0], newsconv.recurring(pages, "markdown"))[0][:9] == story("boat-0", paragraphs=9)


def test_updates_of_one_story_stay() -> None:
    """Updates at addresses of their own share most of their text; nothing of it goes, and the report says why."""
    pages = [
        page(*story("boat-0"), *story(f"update-{number}", paragraphs=2), url=f"https://tidings.example/0-{number}")
        for number in range(4)
    ]
    recurring = newsconv.recurring(pages, "markdown")
    report = newsconv.Report()
    document = newsconv.loads(pages[0], "markdown", recurring=recurring, report=report)
    assert document.paragraphs() == [*story("boat-0"), *story("update-0", paragraphs=2)]
    assert VERSION_REASON in [event.reason for event in report]


def test_sites_are_counted_apart() -> None:
    """What stands on all pages of one site and on one of another is noise on the first alone."""
    ours = site_of(4, BOX)
    theirs = [
        page(*story(f"ship-{number}"), *([BOX] if number == 0 else []), url=f"https://courier.example/{number}")
        for number in range(4)
    ]
    recurring = newsconv.recurring([*ours, *theirs], "markdown")
    assert list(recurring.sites) == ["courier.example", "tidings.example"]
    assert read(ours[0], recurring)[0] == story("boat-0")
    assert read(theirs[0], recurring)[0] == [*story("ship-0"), BOX]


def test_pages_without_a_site_are_a_group() -> None:
    """Pages that name no site are counted together, unless the address of their links says which it is."""
    pages = [page(*story(f"boat-{number}"), BOX) for number in range(4)]
    recurring = newsconv.recurring(pages, "markdown")
    assert list(recurring.sites) == [""]
    assert read(pages[0], recurring)[1][0].reason == "the same text stands on 4 of 4 pages that name no site"
    named = newsconv.recurring(pages, "markdown", base_url="https://www.tidings.example/")
    assert list(named.sites) == ["tidings.example"]
    assert read(pages[0], named)[1] == []


def test_fields_win() -> None:
    """A line that a rule knows as a field becomes that field, however often it stands on other pages."""
    notice = "© 2021 The Tidings of Skarn and the islands, all rights reserved"
    pages = site_of(4, notice)
    document = newsconv.loads(pages[0], "markdown", recurring=newsconv.recurring(pages, "markdown"))
    assert document.metadata.copyright_notice == notice


def test_own_output_and_structured_sources_are_left_alone() -> None:
    """What newsconv wrote is neither counted nor changed, unless noise is to be dropped everywhere."""
    documents = [newsconv.loads(source, "markdown") for source in site_of(4, BOX)]
    for name in ("markdown", "json", "newsml"):
        written = [newsconv.dumps(document, name).encode() for document in documents]
        assert newsconv.recurring(written, name) == Recurring()
        dropping = newsconv.recurring(written, name, noise="drop")
        assert newsconv.loads(written[0], name, recurring=dropping) == newsconv.loads(written[0], name)
        dropped = newsconv.loads(written[0], name, recurring=dropping, noise="drop")
        assert dropped.paragraphs() == story("boat-0")


def test_kept_noise_is_kept() -> None:
    """Where noise is to be kept, nothing goes for recurring."""
    pages = site_of(4, BOX)
    recurring = newsconv.recurring(pages, "markdown")
    assert newsconv.loads(pages[0], "markdown", recurring=recurring, noise="keep").paragraphs()[-1] == BOX


# ---------------------------------------------------------------- counting


def test_paths_and_file_objects(tmp_path: Path) -> None:
    """Pages are paths, file objects or bytes, as for `load`."""
    pages = site_of(3, BOX)
    path = tmp_path / "boat.md"
    path.write_bytes(pages[0])
    mixed: list[Path | io.BytesIO | bytes] = [path, io.BytesIO(pages[1]), pages[2]]
    assert newsconv.recurring(mixed, "markdown") == newsconv.recurring(pages, "markdown")
    with pytest.raises(ReadError):
        newsconv.recurring([tmp_path / "missing.md"])


def test_result_is_a_value() -> None:
    """What was counted can be compared, shown, kept and sent to other processes, and cannot be hashed."""
    recurring = newsconv.recurring([*site_of(3, BOX), page(*story("x"))], "markdown")
    assert pickle.loads(pickle.dumps(recurring)) == recurring  # noqa: S301 - our own
    assert recurring != newsconv.recurring(site_of(3), "markdown")
    assert repr(recurring) == "<Recurring (no site): 0 on 1, tidings.example: 1 on 3>"
    assert repr(Recurring()) == "<Recurring nothing>"
    assert Recurring.__hash__ is None


def test_option_is_typed() -> None:
    """Anything but what `recurring` gives is refused as that option."""
    with pytest.raises(OptionError, match="recurring"):
        newsconv.loads("It rained.", "text", recurring=["page.html"])


def test_too_many_texts_are_refused() -> None:
    """The limit bounds the memory: pages with more texts are an error that names it."""
    with pytest.raises(LimitError, match="max_texts"):
        newsconv.recurring(site_of(4, BOX), "markdown", limits=newsconv.Limits(max_texts=20))


def counted(pages: int, texts: int) -> tuple[int, Recurring]:
    """Count made-up pages that share a tenth of their texts; give the numbers kept meanwhile as well."""
    census = Census(pages * texts)
    for number in range(pages):
        keys = [*range(texts // 10), *(number * texts + text + texts for text in range(texts - texts // 10))]
        census.open_page("tidings.example", f"https://tidings.example/{number}").note(keys, keys)
    kept = sum(len(record.keys) + len(record.kept) for record in census.records)
    return kept, census.count()


def test_growth_is_linear() -> None:
    """Twice the pages keep twice the numbers while they are counted, and none more when they are."""
    kept, recurring = counted(50, 200)
    more, again = counted(100, 200)
    assert more == 2 * kept == 2 * 2 * 50 * 200
    assert [len(found.sites["tidings.example"].texts) for found in (recurring, again)] == [20, 20]


def test_each_piece_is_hashed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page with twice the blocks is folded twice as often, in both passes."""
    calls: list[str] = []

    def counting(text: str) -> str:
        calls.append(text)
        return fold(text)

    monkeypatch.setattr("newsconv.noise.recurring.fold", counting)
    numbers = []
    for size in (20, 40):
        pages = [page(*story(f"boat-{number}", paragraphs=size), BOX) for number in range(3)]
        calls.clear()
        read(pages[0], newsconv.recurring(pages, "markdown"))
        numbers.append(len(calls))
    assert numbers == [4 * 21, 4 * 41]


def test_page_is_noted_in_a_record() -> None:
    """Of a page a census keeps hashes, each once, and the address of its story."""
    census = Census(10)
    record = census.open_page("tidings.example", "https://www.tidings.example/1/")
    record.note([5, 4, 1], [])
    record.note([7, 3, 7], [7])
    assert isinstance(record, Record)
    assert (list(record.keys), list(record.kept), record.url) == ([3, 7], [7], "tidings.example/1")
    assert census.room == 8


@pytest.mark.parametrize(
    ("url", "host", "address"),
    [
        ("https://www.tidings.example/a/b?id=3&utm_source=x", "tidings.example", "tidings.example/a/b?id=3"),
        ("https://amp.tidings.example/a.amp", "tidings.example", "tidings.example/a"),
        ("https://m.example/a/amp/", "m.example", "m.example/a"),
        ("https://tidings.example", "tidings.example", ""),
        ("/a/b", "", ""),
        ("https://[tidings/a", "", ""),
        ("", "", ""),
    ],
)
def test_addresses(url: str, host: str, address: str) -> None:
    """An address names a site and a story, whatever server and view it leads to; a front page is no story."""
    assert (host_of(url), story_address(url)) == (host, address)


def names_of(folder: Path) -> Iterable[Path]:
    """Give the pages of an example."""
    return sorted(folder.glob("*.md"))


def test_example_site() -> None:
    """The three pages of the example lose their boxes, and keep the heading that all of them have."""
    pages = list(names_of(EXAMPLES / "tidings"))
    recurring = newsconv.recurring(pages)
    for path in pages:
        paragraphs = newsconv.load(path, recurring=recurring).paragraphs()
        assert len(paragraphs) == 4
        assert "What happens next?" in paragraphs
