"""The words for what libxml2's XML Schema validator finds.

In: its messages (xmlschemas.c of libxml2 2.9 to 2.14) and the element concerned. Out: the name of the rule and a
sentence. A message that is not known is passed on as it is, without the names' namespaces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from newsconv.iptc.parsing import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["SHOWN_NAMES", "Fault", "word_fault"]

RE_HEAD: Final = re.compile(
    r"Element '(?P<element>[^']*)'(?:, attribute '(?P<attribute>[^']*)')?: (?P<rest>.*)", re.DOTALL
)
RE_VALUE: Final = re.compile(
    r"(?:\[facet '[^']*'\] )?(?:The value )?'(?P<value>.*?)' (?:is|has|does|must)\b", re.DOTALL
)
RE_NAMESPACE: Final = re.compile(r"\{[^{}]*\}")
RE_EXPECTED: Final = re.compile(r"Expected is (?:one of )?\( (.*) \)\.", re.DOTALL)
RE_TYPE: Final = re.compile(r"is not a valid value of the (?:local )?(?:atomic|union|list) type(?: '([^']*)')?")
RE_FACET: Final = re.compile(r"\[facet '([^']*)'\] (.*)", re.DOTALL)
RE_QUOTED: Final = re.compile(r"'([^']*)'")

SHOWN_NAMES: Final = 8
"""Names of a list that a message shows; NewsML-G2 allows up to 40 elements in one place."""
SHOWN_CHARS: Final = 60
"""Code points of a value that a message shows."""

KINDS: Final = {
    "xs:dateTime": "a date with a time, such as 2025-01-02T09:30:00+01:00",
    "xs:date": "a day, such as 2025-01-02",
    "xs:gYear": "a year, such as 2025",
    "xs:gYearMonth": "a month, such as 2025-01",
    "xs:time": "a time of day, such as 09:30:00",
    "xs:duration": "a duration, such as PT1H30M",
    "xs:integer": "a whole number",
    "xs:int": "a whole number",
    "xs:long": "a whole number",
    "xs:positiveInteger": "a whole number from 1 on",
    "xs:nonNegativeInteger": "a whole number from 0 on",
    "xs:decimal": "a number",
    "xs:double": "a number",
    "xs:float": "a number",
    "xs:boolean": "true or false",
    "xs:anyURI": "an address (a URI), which has no spaces",
    "xs:language": "a language tag, such as en or en-GB",
    "xs:NMTOKEN": "one word of letters, digits and . - _ :",
    "xs:NMTOKENS": "words of letters, digits and . - _ :, with spaces between them",
    "xs:Name": "a name, which begins with a letter",
    "xs:NCName": "a name, which begins with a letter and has no colon",
    "xs:ID": "an identifier, which begins with a letter and is used once only",
    "xs:IDREF": "the identifier of another element",
    "xs:token": "a text without line ends and needless spaces",
    "xs:normalizedString": "a text on one line",
    "Int1to9Type": "a whole number from 1 to 9",
    "Int100Type": "a whole number from 0 to 100",
    "QCodeType": "a code with the alias of its scheme, such as stat:usable, without spaces",
    "QCodeListType": "codes with the alias of their scheme, such as stat:usable, with spaces between them",
    "IRIType": "an address (an IRI), which has no spaces",
    "IRIListType": "addresses (IRIs) with spaces between them",
    "DateOptTimeType": "a date, or a date with a time, such as 2025-01-02T09:30:00+01:00",
    "TruncatedDateTimeType": "a year, a month, a day or a time, such as 2025, 2025-01, 2025-01-02T09:30:00Z",
    "DateOrNullType": "a date with a time, such as 2025-01-02T09:30:00+01:00, or nothing",
    "DateTimeOrNullType": "a date with a time, such as 2025-01-02T09:30:00+01:00, or nothing",
}
"""What values of a type are, for people: the built-in types of XML Schema, part 2, and those of NewsML-G2 2.35."""

FACETS: Final = {
    "minLength": "shorter than the {} characters that it needs",
    "maxLength": "longer than the {} characters that it may have",
    "length": "not {} characters long",
    "minInclusive": "smaller than {}",
    "maxInclusive": "larger than {}",
    "minExclusive": "not larger than {}",
    "maxExclusive": "not smaller than {}",
    "totalDigits": "of more than {} digits",
    "fractionDigits": "of more than {} digits behind the point",
}
"""What is wrong with a value by the facet that it breaks; the bound is the last quoted word of libxml2's message."""


class Fault(msgspec.Struct, frozen=True):
    """A message of the validator, taken apart."""

    element: str
    """Local name."""
    attribute: str
    """Local name; empty where the message is about the element."""
    rest: str
    """What it says."""
    value: str
    """The value that is wrong; empty where there is none."""
    is_value: bool
    """Whether it is about a value."""

    @classmethod
    def of(cls, message: str) -> Fault:
        """Take a message apart."""
        match = RE_HEAD.match(message.strip())
        if match is None:
            return cls("", "", message.strip(), "", is_value=False)
        rest = match["rest"].strip()
        value = RE_VALUE.match(rest)
        names = (bare(match["element"]), bare(match["attribute"] or ""))
        return cls(*names, rest, value["value"] if value else "", is_value=value is not None or "[facet" in rest)

    @property
    def subject(self) -> str:
        """What the message is about."""
        return f"the attribute {self.attribute} of {self.element}" if self.attribute else self.element


def word_fault(fault: Fault, element: _Element | None) -> tuple[str, str]:
    """Give the rule that is broken, and a sentence.

    >>> word_fault(Fault.of("Element 'a': The attribute 'guid' is required but missing."), None)
    ('required', 'a lacks the attribute guid')
    """
    rest = fault.rest
    if "This element is not expected" in rest:
        return "order", word_order(fault, element)
    if "Missing child element" in rest:
        return "incomplete", f"{fault.element} is incomplete; expected in it: {expected(rest)}"
    if "[facet '" in rest:
        return word_facet(fault)
    if match := RE_TYPE.search(rest):
        return "type", word_type(fault, match[1] or "")
    for rule, mark, words in SENTENCES:
        if mark in rest:
            quoted = [bare(text) for text in RE_QUOTED.findall(rest)]
            return rule, words.format(*quoted, subject=fault.subject, element=fault.element)
    return "schema", f"{fault.subject}: {bare(rest).rstrip('.')}" if fault.element else bare(rest).rstrip(".")


SENTENCES: Final = (
    ("required", "is required but missing", "{element} lacks the attribute {0}"),
    ("unknown", "is not allowed.", "{element} has no attribute {0}"),
    ("root", "No matching global declaration", "the schema does not know the element {element}"),
    ("text", "content other than whitespace", "{element} holds text, but only elements may stand in it"),
    ("text", "Character content is not allowed", "{element} holds text, but must be empty"),
    ("content", "Element content is not allowed", "{element} holds elements, but only text may stand in it"),
    ("fixed", "fixed value constraint", "{subject} must be “{1}”, and is “{0}”"),
    ("unique", "Duplicate key-sequence", "{element} repeats the key {0}, which must be unique"),
    ("unique", "is already defined", "{subject}: another element has the identifier “{0}”"),
    ("reference", "No match found for key-sequence", "{element} refers to {0}, which is not there"),
    ("nillable", "is not 'nillable'", "{element} must not be marked as nil"),
    ("abstract", "is abstract", "{element} is of a type that can't be used as such"),
)
"""Rule, what libxml2's message has, and the sentence; numbers stand for the quoted words of the message."""


def word_order(fault: Fault, element: _Element | None) -> str:
    """Say that an element can't stand where it does."""
    before = element.getprevious() if element is not None else None
    parent = element.getparent() if element is not None else None
    place = "here"
    if before is not None:
        place = f"after {local_name(before)}"
    elif parent is not None:
        place = f"first in {local_name(parent)}"
    names = expected(fault.rest)
    return f"{fault.element} can't stand {place}; " + (
        f"expected here: {names}" if names else "nothing may follow here"
    )


def expected(rest: str) -> str:
    """List the elements that a message says are expected; nothing where it says none."""
    match = RE_EXPECTED.search(rest)
    if match is None:
        return ""
    names = list(dict.fromkeys(expected_name(name.strip()) for name in match[1].split(", ")))
    if len(names) > SHOWN_NAMES:
        names = [*names[: SHOWN_NAMES - 1], f"one of {len(names) - SHOWN_NAMES + 1} others"]
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def expected_name(name: str) -> str:
    """Name an element that is expected, or any of a kind."""
    if name.startswith("##other"):
        return "an element of another namespace"
    return "any element" if name.startswith("##any") or bare(name) == "*" else bare(name).rstrip("*")


def word_facet(fault: Fault) -> tuple[str, str]:
    """Say how a value breaks the bounds of its type."""
    match = RE_FACET.search(fault.rest)
    facet, words = (match[1], match[2]) if match else ("", fault.rest)
    if facet == "enumeration":
        _, _, listed = words.partition("the set {")
        names = RE_QUOTED.findall(listed)
        return "enumeration", f"{shown(fault)} is none of the allowed values: {', '.join(names)}"
    if facet == "pattern":
        _, _, pattern = words.partition("the pattern ")
        return "pattern", f"{shown(fault)} is not of the allowed form{form_of(pattern.strip(chr(39) + '.'))}"
    quoted = RE_QUOTED.findall(words)
    if facet in FACETS and quoted:
        return facet, f"{shown(fault)} is {FACETS[facet].format(quoted[-1])}"
    return facet or "schema", f"{fault.subject}: {bare(words).rstrip('.')}"


FORMS: Final = {
    r"[^\s:]+:[^\s]+": ": a code with the alias of its scheme, such as stat:usable, without spaces",
    r"[\S ]*": ": no tab and no line end may stand in it",
    r"\d+\.\d+": ": two numbers with a point between, such as 2.35",
    r"[1-9]": ": a whole number from 1 to 9",
}
"""What patterns say; those of NewsML-G2 2.35."""


def form_of(pattern: str) -> str:
    """Say what a pattern demands."""
    return FORMS.get(pattern, f" (the pattern {pattern})")


def word_type(fault: Fault, name: str) -> str:
    """Say of what kind a value should be."""
    kind = KINDS.get(bare(name)) or (f"a value of the type {bare(name)}" if name else "a value of its type")
    if not fault.value:
        return f"{fault.subject} is empty; expected: {kind}"
    return f"{shown(fault)} is wrong; expected: {kind}"


def shown(fault: Fault) -> str:
    """Show the value concerned, with what it is the value of."""
    value = " ".join(fault.value.split())
    cut = value if len(value) <= SHOWN_CHARS else f"{value[: SHOWN_CHARS - 1]}…"
    return f"{fault.subject} “{cut}”" if fault.value else f"the value of {fault.subject}"


def bare(text: str) -> str:
    """Take the namespaces off names.

    >>> bare("{http://example.com/}headline")
    'headline'
    """
    return RE_NAMESPACE.sub("", text)
