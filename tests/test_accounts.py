"""Nothing of an item is lost without a word: every value of every feed file is in the document or in the report.

What the judge looks for is in `accounts`; `test_odd_items` has it look at items that are odder than those of the feeds.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

import newsconv
from accounts import There, fold, unaccounted
from newsconv.report import Report

FEEDS: Final = Path(__file__).resolve().parents[1].parent / "shared" / "feeds"
"""Messages of agencies, and examples of the IPTC; not part of the project, and perhaps not there."""
FILES: Final = tuple(
    path.relative_to(FEEDS).as_posix() for path in sorted(FEEDS.rglob("*")) if path.suffix in {".xml", ".json"}
)


@pytest.mark.skipif(bool(FILES), reason="../shared/feeds is there")
def test_feeds_are_missing() -> None:
    """Where the files are missing, their tests say so instead of passing."""
    pytest.skip("needs ../shared/feeds (not part of the project)")


@pytest.mark.parametrize("name", FILES)
def test_every_value_is_accounted_for(name: str) -> None:
    """Each text and attribute of a file is in its documents, or in the report, or in the list of what says nothing."""
    assert unaccounted((FEEDS / name).read_bytes()) == []


@pytest.mark.parametrize(
    ("text", "is_there"),
    [("Rain", True), ("a:rain", False), ("rai", False), ("2021-03-17T08:00:00Z", True), ("2021-03-18", False)],
)
def test_judge_of_accounts(text: str, *, is_there: bool) -> None:
    """A value is there whole, in whatever case, a date in whatever form; a part of a word is not."""
    document = newsconv.loads("---\nkeywords: [rain]\ndate: 2021-03-17T09:00:00+01:00\n---\n\nIt rained.", "markdown")
    assert There([document], Report()).holds(fold(text)) is is_there
