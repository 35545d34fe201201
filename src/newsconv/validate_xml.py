"""Judge XML by XML Schemas, with libxml2's validator.

In: paths of XML Schemas (1.0), and sources. Out: `newsconv.validate.Violation`s, worded by
`newsconv.validate_words`. What a schema imports or includes is looked for where it says, then beside the
schema under its last name; nothing is fetched. Neither a schema nor a source may hold entities that grow.

Known gap: XML Schema 1.1 is refused, since libxml2 knows 1.0 only.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname
from xml.sax.saxutils import quoteattr

import msgspec
from lxml import etree

from newsconv.errors import OptionError, ReadError
from newsconv.iptc.parsing import RE_DECLARATION, local_name, refuse_entities, syntax_error
from newsconv.validate import Syntax, Violation
from newsconv.validate_words import SHOWN_NAMES, Fault, word_fault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from newsconv.formats import Source

__all__ = ["XmlSchema"]

XSD: Final = "http://www.w3.org/2001/XMLSchema"
VERSIONING: Final = "{http://www.w3.org/2007/XMLSchema-versioning}minVersion"
XSD_1_1: Final = frozenset({"alternative", "assert", "assertion", "defaultOpenContent", "openContent", "override"})
"""Elements that XML Schema 1.1 has and 1.0 has not (its appendix G)."""
WRAPPER_NAMESPACE: Final = "urn:newsconv:schemas"
"""Target namespace of the schema that joins several."""
MAX_ENTITY_CHARS: Final = 1_000
"""Characters of an entity of a schema. Schemas of the W3C abbreviate addresses so, of some 40 characters."""


class XmlSchema:
    """One or several XML Schemas that judge together.

    Attributes:
        syntax: what it judges.
    """

    syntax: ClassVar[Syntax] = "xml"
    __slots__ = ("namespaces", "roots", "validator")

    def __init__(self, paths: tuple[str, ...]) -> None:
        """Read the schemas.

        Raises:
            ReadError: one is missing, broken, of XML Schema 1.1, or needs a file that is not there.
            OptionError: two describe the same namespace, and would contradict each other.
        """
        trees = [read_tree(path) for path in paths]
        self.namespaces = tuple(str(tree.get("targetNamespace") or "") for tree in trees)
        if len(set(self.namespaces)) < len(paths):
            message = f"{' and '.join(paths)} describe the same namespace; validate by one after the other"
            raise OptionError(message)
        self.roots = frozenset(
            etree.QName(namespace or None, part.get("name") or "_").text
            for tree, namespace in zip(trees, self.namespaces, strict=True)
            for part in tree.iterchildren(f"{{{XSD}}}element")
        )
        self.validator = build_validator(paths, self.namespaces)

    def judge(self, source: Source) -> list[Violation]:
        """Judge a source; see `newsconv.validate.Schema`."""
        root = parse_source(source)
        if root.tag not in self.roots and not self.validator.validate(root):
            return [self.unknown_root(root)]
        if self.validator.validate(root):
            return []
        entries = list(self.validator.error_log)
        places = Places(root)
        if strip_values(places, entries):
            if self.validator.validate(root):
                return []
            entries = list(self.validator.error_log)
        return violations(places, entries)

    def unknown_root(self, root: _Element) -> Violation:
        """Say why a root element is not known: its namespace may be wrong, or it is another kind of file."""
        name = local_name(root)
        namespace = etree.QName(root).namespace
        homes = sorted(etree.QName(tag).namespace or "none" for tag in self.roots if etree.QName(tag).localname == name)
        known = sorted({etree.QName(tag).localname for tag in self.roots})
        if homes:
            where = f"in the namespace {namespace}" if namespace else "in no namespace"
            message = f"{name} stands {where}; the schema describes it in the namespace {' or '.join(homes)}"
        else:
            others = f"; it knows {', '.join(known)}" if len(known) <= SHOWN_NAMES else ""
            message = f"the schema describes no file that begins with {name}{others}"
        original = "; ".join(entry.message for entry in self.validator.error_log)
        return Violation(message=message, rule="root", path=f"/{name}", line=root.sourceline, original=original)


# ---------------------------------------------------------------- schemas


class LocalFiles(etree.Resolver):
    """Finds what schemas name among local files; what is not there, or unfit, is kept as a fault."""

    def __init__(self, folder: Path) -> None:
        """Look beside a schema."""
        self.folder = folder
        self.faults: list[ReadError] = []

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:  # noqa: ARG002 - lxml's
        """Give the file that an address stands for."""
        path = self.find(system_url or "")
        if path is None:
            message = f"it needs {system_url}, which is never fetched; put that file beside the schema"
            self.faults.append(ReadError(message, str(self.folder)))
            return self.resolve_empty(context)
        try:
            read_tree(str(path))
        except ReadError as error:
            self.faults.append(error)
            return self.resolve_empty(context)
        return self.resolve_filename(str(path), context)

    def find(self, url: str) -> Path | None:
        """Find a local file: by its path, else by its last name beside the schema."""
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ftp", "urn"}:
            path = self.folder / Path(unquote(parts.path)).name
        else:
            path = Path(url2pathname(parts.path)) if parts.scheme == "file" else Path(url)
            path = path if path.exists() else Path(unquote(str(path)))
            path = path if path.exists() else self.folder / path.name
        return path if path.is_file() else None


def safe_parser(data: bytes) -> etree.XMLParser[Any]:
    """Make a parser that fetches and expands nothing; it reads large files unless entities could make them larger."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=b"<!ENTITY" not in data.replace(b"\0", b""),
        remove_comments=True,
        remove_pis=True,
    )


def read_tree(path: str) -> _Element:
    """Read one schema file for a look at it.

    Raises:
        ReadError: it is missing, no XML, no XML Schema, one of version 1.1, or its entities could grow.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        message = f"can't be read: {error.strerror or error}"
        raise ReadError(message, path) from error
    try:
        root: _Element = etree.fromstring(data, safe_parser(data))
    except etree.XMLSyntaxError as error:
        raise syntax_error(error, path) from error
    check_entities(root, path)
    if etree.QName(root) != etree.QName(XSD, "schema"):
        message = f"no XML Schema: it begins with {local_name(root)}; XML Schemas (.xsd) and JSON Schemas are supported"
        raise ReadError(message, path, root.sourceline)
    newer = next((part for part in root.iter(f"{{{XSD}}}*") if local_name(part) in XSD_1_1), None)
    if newer is not None or root.get(VERSIONING, "1.0") > "1.0":
        what = f"{local_name(newer)} belongs to XML Schema 1.1" if newer is not None else "it demands XML Schema 1.1"
        line = newer.sourceline if newer is not None else root.sourceline
        message = f"{what}, only 1.0 is supported; use a schema for 1.0"
        raise ReadError(message, path, line)
    return root


def check_entities(root: _Element, path: str) -> None:
    """Refuse entities that stand for files or for one another; those that abbreviate an address are let through."""
    declared = root.getroottree().docinfo.internalDTD
    for entity in declared.iterentities() if declared is not None else ():
        content = entity.content or ""
        if not entity.content or "&" in content or "%" in content or len(content) > MAX_ENTITY_CHARS:
            message = f"its entity {entity.name} stands for a file or for other entities, which are never expanded"
            raise ReadError(message, path)


def build_validator(paths: tuple[str, ...], namespaces: tuple[str, ...]) -> etree.XMLSchema:
    """Make a validator of schema files.

    Raises:
        ReadError: they make none; with the file and the line of the first fault.
    """
    files = LocalFiles(Path(paths[0]).absolute().parent)
    parser = etree.XMLParser(resolve_entities="internal", no_network=True, load_dtd=False)  # `read_tree` checked them
    parser.resolvers.add(files)
    try:
        if len(paths) == 1:
            return finished(etree.XMLSchema(etree.parse(paths[0], parser)), files)
        joined = etree.fromstring(joining_schema(paths, namespaces).encode(), parser)
        return finished(etree.XMLSchema(joined), files)
    except etree.XMLSchemaParseError as error:
        if files.faults:
            raise files.faults[0] from error
        entry = next((entry for entry in error.error_log if entry.level >= etree.ErrorLevels.ERROR), None)
        reason = f"a broken schema: {plain(entry.message if entry else str(error))}"
        name = entry.filename if entry and not entry.filename.startswith("<") else paths[0]
        raise ReadError(reason, name, entry.line if entry and entry.line else None) from error


def finished(validator: etree.XMLSchema, files: LocalFiles) -> etree.XMLSchema:
    """Give a validator if nothing that its schema needs was missing; libxml2 only warns of some."""
    if files.faults:
        raise files.faults[0]
    return validator


def joining_schema(paths: Iterable[str], namespaces: Iterable[str]) -> str:
    """Write the schema that imports others."""
    imports = "".join(
        f"<xs:import {f'namespace={quoteattr(namespace)} ' if namespace else ''}"
        f"schemaLocation={quoteattr(Path(path).absolute().as_uri())}/>"
        for path, namespace in zip(paths, namespaces, strict=True)
    )
    return f'<xs:schema xmlns:xs="{XSD}" targetNamespace="{WRAPPER_NAMESPACE}">{imports}</xs:schema>'


def plain(message: str) -> str:
    """Give a message of libxml2 about a schema without the names' namespaces."""
    return message.replace(f"{{{XSD}}}", "xs:").strip().rstrip(".")


# ---------------------------------------------------------------- sources


def parse_source(source: Source) -> _Element:
    """Parse a source as it is: nothing is repaired, for that would be judged instead.

    Raises:
        ReadError: it is not well-formed or declares entities.
    """
    if isinstance(source.data, str):
        text = source.data.removeprefix("\ufeff")
        if declaration := RE_DECLARATION.match(text):  # it names the encoding that the text had once
            text = "\n" * declaration[0].count("\n") + text[declaration.end() :]
        data = text.encode("utf-8", "surrogatepass")
    else:
        data = source.data
    try:
        root: _Element = etree.fromstring(data, safe_parser(data))
    except etree.XMLSyntaxError as error:
        raise syntax_error(error, source.name) from error
    refuse_entities(root, source.name)
    return root


def strip_values(places: Places, entries: list[Any]) -> bool:
    """Trim the values that libxml2 took for wrong because of white space around them.

    XML Schema (part 2, section 4.3.6) has it collapsed for all built-in types that are no strings; libxml2 2.14
    forgets that for dates and times before their first character.

    Returns:
        Whether a value was trimmed, so that it is worth to judge again.
    """
    trimmed = False
    for entry in entries:
        if "of the atomic type 'xs:" not in entry.message or "tring'" in entry.message:
            continue
        element = places.elements.get(entry.path or "")
        text = element.text if element is not None and not len(element) else None
        if element is not None and text and text != text.strip(" \t\r\n"):
            element.text = text.strip(" \t\r\n")
            trimmed = True
    return trimmed


class Places:
    """Where the entries of the validator's log stand in a tree; made in one pass, as there may be many.

    Attributes:
        elements: by the path that libxml2 gives them.
        paths: the same paths as people read them: local names, numbered where siblings share one.
    """

    __slots__ = ("elements", "paths")

    def __init__(self, root: _Element) -> None:
        """Walk through a tree."""
        self.elements: dict[str, _Element] = {}
        self.paths: dict[str, str] = {}
        stack = [(root, step_of(root), f"/{local_name(root)}")]
        while stack:
            element, path, shown = stack.pop()
            self.elements[path] = element
            self.paths[path] = shown
            children = [child for child in element if local_name(child)]
            steps = numbered([step_of(child) for child in children], len(children))
            names = numbered([f"/{local_name(child)}" for child in children], 0)
            stack += [(child, path + steps[at], shown + names[at]) for at, child in enumerate(children)]


def step_of(element: _Element) -> str:
    """Name an element as libxml2's paths do: by `*` where its namespace has no prefix (xmlGetNodePath)."""
    if element.prefix:
        return f"/{element.prefix}:{local_name(element)}"
    return "/*" if str(element.tag).startswith("{") else f"/{local_name(element)}"


def numbered(steps: list[str], elements: int) -> list[str]:
    """Number steps that several siblings share; those by `*` are numbered among all siblings.

    >>> numbered(["/b", "/c", "/b"], 3), numbered(["/*", "/c", "/*"], 3), numbered(["/b"], 1)
    (['/b[1]', '/c', '/b[2]'], ['/*[1]', '/c', '/*[3]'], ['/b'])
    """
    totals = Counter(steps) | Counter({"/*": elements})
    seen: Counter[str] = Counter()
    result = []
    for place, step in enumerate(steps, 1):
        seen[step] += 1
        number = place if step == "/*" else seen[step]
        result.append(step if totals[step] < MANY else f"{step}[{number}]")
    return result


MANY: Final = 2
"""From so many siblings on they are numbered."""


def violations(places: Places, entries: list[Any]) -> list[Violation]:
    """Word the entries of the validator's log; two about one value are one violation."""
    found: list[Violation] = []
    last = ("", "", "")
    for entry in entries:
        element = places.elements.get(entry.path or "")
        fault = Fault.of(entry.message)
        path = places.paths.get(entry.path or "", "")
        place = (path, fault.attribute, fault.value)
        if found and fault.is_value and place == last and found[-1].rule not in {"order", "incomplete"}:
            found[-1] = msgspec.structs.replace(found[-1], original=f"{found[-1].original} {entry.message}")
            continue
        rule, message = word_fault(fault, element)
        line = (element.sourceline if element is not None else None) or entry.line or None
        found.append(Violation(message=message, rule=rule, path=path, line=line, original=entry.message))
        last = place
    return found
