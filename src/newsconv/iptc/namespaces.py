"""Names that the IPTC's standards fix: namespaces, catalogs, media types, scheme aliases.

Of NewsML-G2 2.35 (its schema is of 2024) and NITF 3.6. Nothing here is ever fetched.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "GENERATOR",
    "IPTC_CATALOG",
    "NAR",
    "NEWSML_VERSION",
    "NITF",
    "NITF_MEDIA_TYPE",
    "PACKAGE_CLASS",
    "PROPERTY",
    "RELATION",
    "TEXT_CLASS",
    "XHTML",
    "XHTML_MEDIA_TYPE",
]

NAR: Final = "http://iptc.org/std/nar/2006-10-01/"
"""Namespace of NewsML-G2, all versions."""
NITF: Final = "http://iptc.org/std/NITF/2006-10-18/"
"""Namespace of NITF since 3.4."""
XHTML: Final = "http://www.w3.org/1999/xhtml"
NITF_MEDIA_TYPE: Final = "application/nitf+xml"
XHTML_MEDIA_TYPE: Final = "application/xhtml+xml"
NEWSML_VERSION: Final = "2.35"
"""The version of NewsML-G2 that is written."""
IPTC_CATALOG: Final = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
"""Defines the aliases `ninat`, `stat`, `irel`, `medtop`, `genre`, … of qcodes; 41 is of 2025-04-30."""

TEXT_CLASS: Final = "ninat:text"
"""Class of an item that is a text, which is what is written unless the item was of another."""
PACKAGE_CLASS: Final = "ninat:composite"
"""Class of a package that names none."""
GENERATOR: Final = "newsconv"
"""How our items are signed, in `itemMeta/generator`; without a version, so that bytes don't depend on the release."""
PROPERTY: Final = "urn:newsconv:property:"
"""Begins the URI of a property, role or type that no IPTC scheme names; a field of the model follows.

It stands in `reluri` of `itemMetaExtProperty` and `contentMetaExtProperty`, in `roleuri` of `headline` and `note`,
and in `typeuri` of a place's `broader`.
"""
RELATION: Final = "urn:newsconv:relation:"
"""Begins the URI of a relation that is no code and no URI; the relation, percent-encoded, follows."""
