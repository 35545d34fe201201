"""HTML: pages, fragments, and the blocks that other formats take from them."""
