"""Law 7: noise rules leave alone what newsconv itself wrote."""

from __future__ import annotations

from hypothesis import given

from newsconv.document import Document, Heading, Link, List, ListItem, Metadata, Paragraph, Text
from newsconv.testing import check_humble, documents

NOISY_STORY = Document(
    Metadata(headline="How newsletters are made", byline="By Jane Doe"),
    (
        Paragraph((Text("Sign up for our newsletter"),)),
        Paragraph((Text("We use cookies to improve your experience. Accept all"),)),
        Heading(2, (Text("Read more"),)),
        List(tuple(ListItem((Paragraph((Link(f"/{n}", (Text(f"Story {n}"),)),)),)) for n in range(5))),
        Paragraph((Text("Share this on Facebook"),)),
        Paragraph((Text("© 2021 Example Media. All rights reserved."),)),
    ),
)
"""A story that is made of what noise rules look for."""


@given(document=documents())
def test_humble(signed_format: str, document: Document) -> None:
    """Judging our own output changes nothing."""
    check_humble(document, signed_format)


def test_story_about_noise(signed_format: str) -> None:
    """Even a story made of noise stays whole."""
    check_humble(NOISY_STORY, signed_format)
