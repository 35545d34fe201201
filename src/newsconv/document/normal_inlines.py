"""The normal form of inlines; see `newsconv.document.normal`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, assert_never

from newsconv.document.characters import (
    clean_characters,
    clean_line,
    fold_space,
    has_visible,
    is_clean_line,
    normal_url,
    unwrapped,
)
from newsconv.document.links import is_safe_url
from newsconv.document.nodes import (
    Code,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from newsconv.document.plain import inline_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from newsconv.document.nodes import Inline

__all__ = ["MAX_DEPTH", "normal_inlines", "shows_anything"]

SPANS: Final = (Emphasis, Strong, Strikethrough, Subscript, Superscript)
"""The inlines that only mark their children."""
MAX_DEPTH: Final = 48
"""Nodes, one within another, that a normal document may have from the body to a leaf.

A choice, not a measurement. The bound makes every walk a bounded recursion (at most five frames
a node, so 240 of Python's 1,000), and keeps our XHTML within the 256 levels at which XML parsers
stop by default (libxml2, XML_PARSE_HUGE unset): a table takes four elements for one node.
"""


def normal_inlines(children: Iterable[Inline], depth: int = 1) -> tuple[Inline, ...]:
    """Bring the inlines of one block into normal form.

    >>> normal_inlines([Text(" a"), Emphasis((Text(" b "),)), Text("c")])
    (Text(value='a '), Emphasis(children=(Text(value='b'),)), Text(value=' c'))
    """
    nodes = tuple(children)
    if len(nodes) == 1 and isinstance(nodes[0], Text):  # most paragraphs of most stories
        value = nodes[0].value
        if is_clean_line(value):
            return nodes
        return (Text(line),) if (line := clean_line(value)) else ()
    return tuple(trim(join_inlines(flat_inlines(nodes, depth, frozenset()))))


def flat_inlines(children: Iterable[Inline], depth: int, within: frozenset[type]) -> list[Inline]:
    """Normalize each inline, hoisting white space out of spans and splicing spans within their own kind."""
    result: list[Inline] = []
    todo = [*children][::-1]
    while todo:
        child = todo.pop()
        if isinstance(child, Text):  # most inlines
            result.append(folded(child))
            continue
        if leaves_only_children(child, within):
            todo += child.children[::-1]  # type: ignore[union-attr]  # a span or a link
            continue
        match child:
            case Code():
                result.append(normal_code(child))
            case LineBreak():
                result.append(child)
            case Image():
                result.append(normal_image(child))
            case Link():
                link = partial(make_link, normal_url(child.url), clean_line(child.title))
                result += wrap_core(link, child.children, depth, within | {Link})
            case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript():
                result += wrap_core(type(child), child.children, depth, within | {type(child)})
            case _:
                assert_never(child)
    return result


def folded(text: Text) -> Text:
    """Clean a text and fold its white space; a clean one stays as it is."""
    value = text.value
    if value.isprintable() and "  " not in value:
        return text
    return Text(unwrapped(value) or fold_space(clean_characters(value)))


def make_link(url: str, title: str, children: tuple[Inline, ...]) -> Link:
    """Make a link, from what is known first."""
    return Link(url, children, title)


def leaves_only_children(inline: Inline, within: frozenset[type]) -> bool:
    """Tell whether an inline is a span or link inside its own kind, or a link that is unsafe.

    These add nothing to the depth of the normal form, so that an input may hold any number of them.
    """
    return type(inline) in within or (isinstance(inline, Link) and not is_safe_url(inline.url))


def wrap_core(
    wrap: Callable[[tuple[Inline, ...]], Inline], children: Sequence[Inline], depth: int, within: frozenset[type]
) -> list[Inline]:
    """Wrap what is between the outer white space; without anything there, only white space is left.

    Args:
        wrap: makes the span or link of its children.
        children: what it holds, as read.
        depth: nodes around the children, the span or link among them.
        within: kinds of spans that are open.
    """
    if depth >= MAX_DEPTH:
        return [Text(fold_space(clean_characters(inline_text(children))))]
    if len(children) == 1 and isinstance(children[0], Text) and is_clean_line(children[0].value):
        return [wrap((children[0],))]
    inner = join_inlines(flat_inlines(children, depth + 1, within))
    core = trim(inner)
    if not core:
        return inner
    before, after = outer_space(inner)
    return [*before, wrap(tuple(core)), *after]


def outer_space(inlines: list[Inline]) -> tuple[list[Inline], list[Inline]]:
    """Give the line breaks and spaces at both edges of inlines that hold more than those."""
    before: list[Inline] = []
    after: list[Inline] = []
    if isinstance(inlines[0], LineBreak):
        before.append(LineBreak())
    elif isinstance(inlines[0], Text) and inlines[0].value.startswith(" "):
        before.append(Text(" "))
    if isinstance(inlines[-1], LineBreak):
        after.append(LineBreak())
    elif isinstance(inlines[-1], Text) and inlines[-1].value.endswith(" "):
        after.append(Text(" "))
    return before, after


def normal_code(code: Code) -> Inline:
    """Keep the spaces of a code span, but not its line ends; one of only spaces is a space."""
    value = clean_characters(code.value).replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return Code(value) if value.strip(" ") else Text(" " if value else "")


def normal_image(image: Image) -> Inline:
    """Keep a picture that has a safe address; else what stands for it."""
    alt = clean_line(image.alt)
    url = normal_url(image.url)
    return Image(url, alt, clean_line(image.title)) if url and is_safe_url(image.url) else Text(alt)


def join_inlines(inlines: Iterable[Inline]) -> list[Inline]:
    """Join neighbours of one kind, fold white space across them, and leave one line break of several."""
    result: list[Inline] = []
    for inline in inlines:
        last = result[-1] if result else None
        if isinstance(inline, Text):
            join_text(result, last, inline)
        elif isinstance(inline, LineBreak):
            join_break(result, last, inline)
        elif type(last) is not type(inline):
            result.append(inline)
        elif isinstance(last, Code) and isinstance(inline, Code):
            result[-1] = Code(last.value + inline.value)
        elif isinstance(last, SPANS) and isinstance(inline, SPANS):
            result[-1] = type(last)(tuple(join_inlines([*last.children, *inline.children])))
        else:
            result.append(inline)
    return result


def join_text(result: list[Inline], last: Inline | None, text: Text) -> None:
    """Add a folded text behind the last inline; only where two texts meet may there be two spaces."""
    if not text.value:
        return
    if isinstance(last, Text):
        result[-1] = Text(last.value + (text.value.lstrip(" ") if last.value.endswith(" ") else text.value))
    elif isinstance(last, LineBreak):
        append_text(result, text.value.lstrip(" "))
    else:
        result.append(text)


def join_break(result: list[Inline], last: Inline | None, line_break: LineBreak) -> None:
    """Add a line break behind the last inline, without spaces before it; after another one there is none."""
    if isinstance(last, Text):
        result.pop()
        append_text(result, last.value.rstrip(" "))
    if not result or not isinstance(result[-1], LineBreak):
        result.append(line_break)


def append_text(result: list[Inline], value: str) -> None:
    """Append a text, unless it is empty."""
    if value:
        result.append(Text(value))


def trim(inlines: Sequence[Inline]) -> list[Inline]:
    """Take spaces and line breaks off both edges of joined inlines."""
    result = list(inlines)
    while result and is_space(result[0]):
        result.pop(0)
    while result and is_space(result[-1]):
        result.pop()
    if result and isinstance(first := result[0], Text) and first.value[0] == " ":
        result[0] = Text(first.value.lstrip(" "))
    if result and isinstance(last := result[-1], Text) and last.value[-1] == " ":
        result[-1] = Text(last.value.rstrip(" "))
    return result


def is_space(inline: Inline) -> bool:
    """Tell whether an inline is only a space or a line break."""
    return isinstance(inline, LineBreak) or (isinstance(inline, Text) and inline.value == " ")


def shows_anything(inlines: Sequence[Inline]) -> bool:
    """Tell whether normal inlines hold a visible character or a picture."""
    for inline in inlines:
        match inline:
            case Image():
                return True
            case Text() | Code():
                if has_visible(inline.value):
                    return True
            case LineBreak():
                pass
            case _:
                if shows_anything(inline.children):
                    return True
    return False
