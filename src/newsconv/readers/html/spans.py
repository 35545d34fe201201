"""The marks of running text: which elements are spans, and how the leaves of a text become a tree of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from newsconv.document.nodes import Emphasis, Link, Strikethrough, Strong, Subscript, Superscript

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsconv.document.nodes import Inline, Span

__all__ = ["SPANS", "Leaf", "Wrapper", "nest"]

SPANS: Final[dict[str, type[Span]]] = {
    "em": Emphasis,
    "i": Emphasis,
    "strong": Strong,
    "b": Strong,
    "s": Strikethrough,
    "strike": Strikethrough,
    "del": Strikethrough,
    "sub": Subscript,
    "sup": Superscript,
}
"""Elements that mark their text (HTML Living Standard, sections 4.5, 4.7 and 16.2)."""


class Wrapper:
    """An open span or link; two of one kind that are not the same element stay apart."""

    __slots__ = ("node",)

    def __init__(self, node: Span | Link) -> None:
        """Keep the node, which has no children yet."""
        self.node = node


Leaf: TypeAlias = "tuple[Inline, tuple[Wrapper, ...]]"
"""An inline without children, and what is open around it, the outermost first."""


def nest(leaves: Sequence[Leaf], depth: int) -> Iterable[Inline]:
    """Make a tree of leaves by the wrappers that neighbours share; as deep as there are kinds of wrappers."""
    start = 0
    while start < len(leaves):
        leaf, wrappers = leaves[start]
        if len(wrappers) == depth:
            yield leaf
            start += 1
            continue
        end = start
        while end < len(leaves) and leaves[end][1][depth : depth + 1] == wrappers[depth : depth + 1]:
            end += 1
        yield msgspec.structs.replace(wrappers[depth].node, children=tuple(nest(leaves[start:end], depth + 1)))
        start = end
