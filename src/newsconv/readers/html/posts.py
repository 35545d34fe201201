"""Posts of networks within pages: quotes that a network's script turns into a post, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["POST_ADDRESSES", "post_provider"]


def post_provider(element: _Element) -> str:
    """Name the network whose post a quote is, or nothing.

    >>> from lxml import html
    >>> post_provider(html.fromstring("<blockquote class='twitter-tweet tw-align-center'>Rain</blockquote>"))
    'Twitter'
    """
    words = element.get("class")
    return next((POSTS[word] for word in words.split() if word in POSTS), "") if words else ""


POSTS: Final = {
    "twitter-tweet": "Twitter",
    "twitter-video": "Twitter",
    "instagram-media": "Instagram",
    "tiktok-embed": "TikTok",
    "bluesky-embed": "Bluesky",
    "reddit-embed-bq": "Reddit",
    "imgur-embed-pub": "Imgur",
}
"""Classes of the quotes that networks hand out for pages. On the corpus pages: Instagram 23, Twitter 14, Imgur 4,
TikTok 1. Must not match a quote with a class of the page's own (`tweet-style`)."""
POST_ADDRESSES: Final = ("data-instgrm-permalink", "cite", "data-bluesky-uri")
"""Attributes that name the post."""
