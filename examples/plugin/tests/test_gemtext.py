# ruff: noqa: S101 - tests assert
"""Gemtext: what its lines mean, and the laws of newsconv."""

from __future__ import annotations

import newsconv
from newsconv.testing import check_format

CAPSULE = """# Rain
It rained.
=> gemini://example.com/ More on rain

## North
* wet
* cold
> Bring boots.
> Bring hats.
```python
print("# no heading")
```
"""


def test_read() -> None:
    """Each kind of line becomes its node; the first heading is the headline."""
    story = newsconv.loads(CAPSULE, "gemtext")
    assert story.metadata.headline == "Rain"
    assert [type(block).__name__ for block in story.body] == [
        "Paragraph",
        "Paragraph",
        "Heading",
        "List",
        "Quote",
        "CodeBlock",
    ]
    assert story.paragraphs()[-1] == 'print("# no heading")'


def test_write() -> None:
    """Markup within lines is left out and reported, its words stay."""
    report = newsconv.Report()
    story = newsconv.loads("# Rain\n\nIt **rained**.\n\n- wet\n", "markdown")
    assert newsconv.dumps(story, "gemtext", report=report) == "# Rain\n\nIt rained.\n\n* wet\n"
    assert "did not write strong" in str(report)


def test_text_that_looks_like_markup() -> None:
    """A text that begins like another kind of line stays text."""
    story = newsconv.loads("\\# 1 in the charts\n\n=> there\n", "markdown")
    assert newsconv.loads(newsconv.dumps(story, "gemtext"), "gemtext") == story


def test_detected() -> None:
    """Gemtext is found by its link lines."""
    assert newsconv.explain(CAPSULE.encode()).format == "gemtext"


def test_laws() -> None:
    """Gemtext keeps the laws."""
    check_format("gemtext", max_examples=30)
