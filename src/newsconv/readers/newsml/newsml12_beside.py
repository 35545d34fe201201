"""What a NewsItem of NewsML 1.x says of the files and texts beside its story, as extra fields.

In: the components of an item that are not those of the story: pictures with their lines, rights and names, other
texts, what is said of each file. Out: extra fields `newsml:NewsComponent/NAME of=OWNER`, several values of one name as
one field. The owner is the address of the file, or of the first file of the picture; that of a text is its headline,
else its role. What the figure or the box says itself is not repeated.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from newsconv.document import Extra
from newsconv.document.characters import clean_line
from newsconv.document.plain import inline_text
from newsconv.iptc.kept import extra_name, owned
from newsconv.iptc.parsing import local_name
from newsconv.readers.newsml.newsml12_content import (
    ABSTRACT_ROLES,
    MEDIA_KINDS,
    Components,
    component_of,
    headline_of,
)
from newsconv.readers.newsml.newsml12_fields import CONTENT, MAIN_ROLES, PICTURE_ROLES, VALUE, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsconv.document import Figure
    from newsconv.readers.newsml.newsml12_fields import Fields

__all__ = ["beside_extras"]

DATA: Final = frozenset({"DataContent", "Encoding"})
"""Children of a content item that are the content."""
CODING: Final = frozenset({"Catalog", "Characteristics", "Format", "MediaType", "MimeType"})
"""Those of the story's own that are read elsewhere, or say only how it is coded."""
PLAIN_TYPES: Final = frozenset({"text", *MEDIA_KINDS})
"""Types of media that the document shows: a text is one, a picture too."""
PLAIN_ROLES: Final = PICTURE_ROLES | ABSTRACT_ROLES | MAIN_ROLES
"""Roles that the document shows, or that the figure has as the name of a rendition."""


def beside_extras(components: Components, fields: Fields, language: str) -> list[Extra]:
    """Give what is said of all that is not the story.

    Args:
        components: of the item, read.
        fields: of the item, read; what was taken as one of them is not given again.
        language: of the item, in small letters.
    """
    item, carried, taken = fields.item, {*fields.carried}, fields.taken
    extras: list[Extra] = []
    figures: dict[_Element, frozenset[str]] = {}
    for component in item.iter("{*}NewsComponent"):
        if component in carried:
            continue
        told = frozenset(
            {headline_of(component), *components.roles_of(component)} if component in components.boxes else ()
        )
        figure = components.figure_component(component)
        if figure in components.opened:
            if figure not in figures:  # which may have many components
                figures[figure] = told_of(components.figure(figure))
            told = figures[figure]
        elements = (element for element in own_elements(component) if element not in taken)
        extras += as_extras("NewsComponent", elements, owner_of(component, components), told, language)
    for content in item.iter("{*}ContentItem"):
        if component_of(content) in carried:
            elements = (node for part in content if local_name(part) not in CODING | DATA for node in part.iter("*"))
            extras += as_extras("ContentItem", elements, "", frozenset(), language)
    return extras


def own_elements(component: _Element) -> Iterator[_Element]:
    """Give a component, its metadata and what is said of its files, without other components and the content."""
    yield component
    for part in component:
        name = local_name(part)
        if name == "ContentItem":
            yield from (node for inner in part if local_name(inner) not in DATA for node in inner.iter("*"))
        elif name and name not in CONTENT:
            yield from (node for node in part.iter("*") if local_name(node) not in CONTENT)


def owner_of(component: _Element, components: Components) -> str:
    """Name what a component is about: its file, that of the picture around it, else its headline or role."""
    own = (clean_line(part.get("Href") or "") for part in component if local_name(part) == "ContentItem")
    media = (file.url for file in components.media.get(components.figure_component(component), ()))
    return next(filter(None, chain(own, media, [headline_of(component)], components.roles_of(component))), "")


def told_of(figure: Figure) -> frozenset[str]:
    """Give what a figure says itself: its caption, its credit, what is known of its files."""
    told = {clean_line(inline_text(figure.caption)), figure.credit}
    for file in figure.media:
        told |= {file.media_type, file.rendition, str(file.width), str(file.height)}
    return frozenset(told)


def as_extras(
    path: str, elements: Iterator[_Element], owner: str, told: frozenset[str], language: str
) -> Iterator[Extra]:
    """Give what elements say as extra fields, several values of one name as one, each once."""
    found: dict[str, dict[str, None]] = {}
    for element in elements:
        if is_plain(element):
            continue
        for name, value in said(element, language):
            if value not in told:
                found.setdefault(name, {})[value] = None
    for name, values in found.items():
        unique = tuple(values)
        place = name if name.startswith(f"{path}/@") else f"{path}/{name}"
        yield Extra(extra_name(place, owned(owner)), unique if len(unique) > 1 else unique[0])


def is_plain(element: _Element) -> bool:
    """Tell whether an element says only what the document shows: that a text is one, and a picture one."""
    name, value = local_name(element), (element.get(VALUE) or "").lower()
    return (name == "MediaType" and value in PLAIN_TYPES) or (name == "Role" and value in PLAIN_ROLES)
