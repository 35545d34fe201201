"""Walk over a document and rewrite it, without recursion on its depth.

>>> from newsconv.document import Document, Link, Paragraph, Text
>>> story = Document(body=(Paragraph((Link("#", (Text("said"),)),)),))
>>> [type(node).__name__ for node in walk(story.body)]
['Paragraph', 'Link', 'Text']
>>> def unlink(node):
...     return node.children if isinstance(node, Link) else (node,)
>>> rewrite(story.body, unlink)
(Paragraph(children=(Text(value='said'),)),)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import msgspec

from newsconv.document.nodes import Code, CodeBlock, Image, LineBreak, Media, Node, Text, ThematicBreak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newsconv.document.nodes import Block, Cell, Inline, ListItem, Row

__all__ = ["rewrite", "walk"]

AnyNode: TypeAlias = "Block | Inline"
Part: TypeAlias = "Block | Inline | ListItem | Row | Cell"


LEAVES: Final[frozenset[type]] = frozenset({Text, LineBreak, Code, Image, CodeBlock, ThematicBreak})
"""Nodes that hold no others."""


def child_fields(part: Part) -> list[str]:
    """Name the fields of a node that hold nodes, in reading order."""
    return [
        name
        for name in part.__struct_fields__
        if isinstance(value := getattr(part, name), tuple) and value and not isinstance(value[0], (str, Media))
    ]


def walk(parts: Iterable[Part]) -> Iterator[AnyNode]:
    """Give every node, each before its children, in reading order of the fields."""
    stack = [*parts][::-1]
    while stack:
        part = stack.pop()
        if isinstance(part, Node):
            yield part
            if part.__class__ in LEAVES:  # half of a document, of which no field needs to be asked for
                continue
        for name in reversed(child_fields(part)):
            stack.extend(getattr(part, name)[::-1])


def rewrite(blocks: Iterable[Block], change: Callable[[AnyNode], Iterable[AnyNode]]) -> tuple[Any, ...]:
    """Build blocks anew, each node replaced by what `change` gives for it, children first.

    Args:
        blocks: the blocks.
        change: gives the nodes that take the place of one node: none removes it, several splice.
            A node must be replaced by nodes that may stand in its place.

    Returns:
        The new blocks; not yet in normal form (`newsconv.document.normalize`).
    """
    frames: list[Frame] = [Frame(None, "", [*blocks][::-1])]
    while True:
        frame = frames[-1]
        if frame.todo:
            part = frame.todo.pop()
            frames.append(Frame(part, "", []))
            frames[-1].fields = child_fields(part)[::-1]
        elif frame.fields:
            frame.store()
            frame.open(frame.fields.pop())
        else:
            frame.store()
            if len(frames) == 1:
                return tuple(frame.done)
            frames.pop()
            part = frame.rebuilt()
            frames[-1].done += change(cast("AnyNode", part)) if isinstance(part, Node) else [part]


class Frame:
    """One part under construction in `rewrite`."""

    __slots__ = ("done", "fields", "name", "part", "todo", "values")

    def __init__(self, part: Part | None, name: str, todo: list[Any]) -> None:
        """Start with a part none of whose fields is done."""
        self.part = part
        self.name = name
        self.todo = todo
        self.done: list[Any] = []
        self.fields: list[str] = []
        self.values: dict[str, tuple[Any, ...]] = {}

    def open(self, name: str) -> None:
        """Begin with the children in one field."""
        self.name = name
        self.todo = [*getattr(self.part, name)][::-1]
        self.done = []

    def store(self) -> None:
        """Keep the children that are done, if a field is open."""
        if self.name:
            self.values[self.name] = tuple(self.done)

    def rebuilt(self) -> Any:
        """Give the part with its new children."""
        part: Any = self.part
        return msgspec.structs.replace(part, **self.values) if self.values else part
