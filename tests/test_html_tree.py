"""What is parsed of a page: tags with more attributes than any page has are cut, and all others stay as they are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsconv.readers.html.tree import ATTRIBUTE, MAX_ATTRIBUTES, SHORT_TAG, limit_attributes
from newsconv.report import Report

RE_SHORT_TAG = re.compile(SHORT_TAG)


@pytest.mark.parametrize("attribute", ["b ", 'b="1" ', 'b=">" ', "b='>' ", "b=1 ", "b/", '"b" ', "b = '' "])
def test_tags_with_too_many_attributes_are_cut(attribute: str) -> None:
    """Whatever their values, and what is around the tag stays; what is no attribute ends the looking."""
    page = f"<p>x</p><a {attribute * (MAX_ATTRIBUTES + 500)}>y</a>"
    report = Report()
    cut = limit_attributes(page, report=report)
    is_attribute = re.match(ATTRIBUTE, attribute) is not None
    assert len(report) == is_attribute
    assert (cut == page) is not is_attribute
    assert cut.startswith(f"<p>x</p><a {attribute}")
    assert cut.endswith(">y</a>")


@pytest.mark.parametrize("attribute", ["b ", 'b="1" ', 'b="<" ', "b='1' "])
@pytest.mark.parametrize("count", [0, 1, 8, 9, 10, 59, MAX_ATTRIBUTES - 1])
def test_tags_of_pages_stay(attribute: str, count: int) -> None:
    """Up to the bound nothing is cut, whichever way a tag is looked at."""
    page = f"<p>x</p><a {attribute * count}>y</a>"
    assert limit_attributes(page, report=Report()) == page


@given(st.text(st.sampled_from(" /=<>ab\"'"), max_size=60))
def test_what_is_passed_over_as_short_is_one_tag(text: str) -> None:
    """Attributes read from where a short tag begins end within it."""
    short = RE_SHORT_TAG.match(text)
    attributes = re.match(rf"(?:{ATTRIBUTE})*+", text)
    if short and attributes:
        assert attributes.end() < short.end()
