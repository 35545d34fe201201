"""Markdown: front matter, blocks, inlines, and what is escaped in them."""
