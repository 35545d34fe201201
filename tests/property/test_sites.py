"""Text that recurs over a site: the order of pages does not matter, and where nothing recurs nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hypothesis import given
from hypothesis import strategies as st

import newsconv
from newsconv.report import Removed
from newsconv.sites import Recurring, Site

if TYPE_CHECKING:
    from newsconv.report import Report

BOXES: Final = (
    "The Tidings is paid for by its readers. Become a member for the price of two coffees.",
    "Do you know more about this? Write to the newsroom at Harbour Street 4, third floor.",
    "[Sport](/sport)",
    "## Your view",
    "Moscow",
    "![A boat at the pier](/boat.jpg)",
    "* [Home](/)\n* [Islands](/islands)\n* [Weather](/weather)",
)
"""What may stand on any page: notices, links, headings, labels, pictures, menus."""
HOSTS: Final = ("https://tidings.example/", "https://www.courier.example/", "")
FORMATS: Final = ("markdown", "text")


@st.composite
def pages(draw: st.DrawFn) -> list[str]:
    """Draw pages of some sites, as Markdown, of which some share blocks, stories or addresses."""
    made = []
    for _ in range(draw(st.integers(1, 5))):
        name = draw(st.sampled_from("abcdefgh"))
        count = draw(st.integers(1, 6))
        blocks = [
            f"On day {day} the boat {name} went out at dawn and came back at {name} in the night."
            for day in range(count)
        ]
        for box in draw(st.lists(st.sampled_from(BOXES), max_size=4)):
            blocks.insert(draw(st.integers(0, len(blocks))), box)
        host = draw(st.sampled_from(HOSTS))
        front = f"---\nurl: {host}{draw(st.integers(0, 9))}\n---\n\n" if host else ""
        made.append(front + "\n\n".join(blocks))
    return made


def count(sources: list[str], format_name: str = "markdown") -> Recurring:
    """Count what recurs."""
    return newsconv.recurring([source.encode() for source in sources], format_name)


@given(sources=pages(), data=st.data(), format_name=st.sampled_from(FORMATS))
def test_order_does_not_matter(sources: list[str], data: st.DataObject, format_name: str) -> None:
    """The pages of a site give the same counts in any order, and twice the same."""
    shuffled = data.draw(st.permutations(sources))
    assert count(shuffled, format_name) == count(sources, format_name) == count(sources, format_name)


@given(sources=pages())
def test_copies_do_not_count(sources: list[str]) -> None:
    """Giving all pages twice changes nothing: a copy is no other page."""
    assert count(sources + sources) == count(sources)


@given(sources=pages(), format_name=st.sampled_from(FORMATS))
def test_nothing_recurring_changes_nothing(sources: list[str], format_name: str) -> None:
    """With what was counted over fewer than three pages, or with nothing, a page is read as it is without."""
    for source in sources:
        plain, report = read(source, format_name, None)
        for recurring in (Recurring(), count([source], format_name), Recurring({"": Site(9, {})})):
            same, other = read(source, format_name, recurring)
            assert (same, other.events) == (plain, report.events)


@given(sources=pages(), format_name=st.sampled_from(FORMATS))
def test_what_goes_is_reported(sources: list[str], format_name: str) -> None:
    """Law 4: each word that is left out is in the report, with its rule and its reason."""
    recurring = count(sources, format_name)
    for source in sources:
        document, report = read(source, format_name, recurring)
        plain, _ = read(source, format_name, None)
        words = " ".join([*document.paragraphs(), *(event.text for event in report)])
        for paragraph in plain.paragraphs():
            assert all(word in words for word in paragraph.split())
        gone = [event for event in report if isinstance(event, Removed) and event.rule == "recurring-text"]
        assert all("the same text stands on" in event.reason and event.text for event in gone)


@given(sources=pages())
def test_own_output_stays(sources: list[str]) -> None:
    """Law 7: what newsconv wrote is read back whole, whatever recurs on the pages that it came from."""
    recurring = count(sources)
    for source in sources:
        document = newsconv.loads(source, "markdown")
        for name in ("markdown", "html", "newsml"):
            assert newsconv.loads(newsconv.dumps(document, name), name, recurring=recurring) == document


def read(source: str, format_name: str, recurring: Recurring | None) -> tuple[newsconv.Document, Report]:
    """Read a page; give what happened as well."""
    report = newsconv.Report()
    return newsconv.loads(source, format_name, recurring=recurring, report=report), report
