"""Files are judged by schemas: each violation with its place, in words; what can't be judged is a typed error."""

from __future__ import annotations

import builtins
import json
from typing import TYPE_CHECKING, Any, Final

import pytest
from click.testing import CliRunner

import newsconv
from newsconv.cli.group import cli
from newsconv.document import json_schema
from newsconv.errors import NewsconvError, OptionError, ReadError
from newsconv.validate_words import KINDS, Fault, word_fault

if TYPE_CHECKING:
    from pathlib import Path

    from newsconv import Violation

XS: Final = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
ITEM: Final = f"""<xs:schema {XS} targetNamespace="urn:item" xmlns:i="urn:item" elementFormDefault="qualified">
  <xs:simpleType name="Stars">
    <xs:restriction base="xs:integer"><xs:maxInclusive value="5"/></xs:restriction></xs:simpleType>
  <xs:element name="item"><xs:complexType><xs:sequence>
    <xs:element name="sent" type="xs:dateTime"/>
    <xs:element name="kind"><xs:simpleType><xs:restriction base="xs:string">
      <xs:enumeration value="text"/><xs:enumeration value="photo"/></xs:restriction></xs:simpleType></xs:element>
    <xs:element name="stars" type="i:Stars" minOccurs="0"/>
    <xs:any namespace="##other" processContents="lax" minOccurs="0"/>
  </xs:sequence><xs:attribute name="id" use="required"/></xs:complexType></xs:element>
</xs:schema>"""
"""A schema of ours, of the shapes that those of the news standards have."""
BODY: Final = f"""<xs:schema {XS} targetNamespace="urn:body">
  <xs:element name="body" type="xs:positiveInteger"/></xs:schema>"""
SENT: Final = "<sent>2025-01-02T09:00:00Z</sent>"

RULES: Final = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {
        "uri": {"type": "string", "format": "uri"},
        "sent": {"type": "string", "format": "date-time"},
        "urgency": {"type": "integer", "minimum": 1, "maximum": 9},
        "kind": {"enum": ["text", "photo"]},
        "headlines": {"type": "array", "items": {"type": "object", "required": ["value"]}},
        "rights": {
            "oneOf": [
                {"type": "object", "required": ["link"], "properties": {"link": {"type": "string"}}},
                {"type": "array", "items": {"type": "string"}},
            ]
        },
    },
}


@pytest.fixture
def item_schema(tmp_path: Path) -> Path:
    """Give the path of the XML Schema of an item."""
    return written(tmp_path / "item.xsd", ITEM)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Give the path of the JSON Schema."""
    return written(tmp_path / "rules.json", json.dumps(RULES))


def written(path: Path, text: str) -> Path:
    """Write a file."""
    path.write_text(text, encoding="utf-8")
    return path


def item(inner: str, attributes: str = 'id="a"') -> str:
    """Give an item, each of its elements on a line."""
    return f'<item xmlns="urn:item" {attributes}>\n{inner}\n</item>'


def run(*arguments: str, stdin: str | None = None) -> tuple[int, str, str]:
    """Run the command; give its exit code and what it printed."""
    done = CliRunner().invoke(cli, ["validate", *arguments], input=stdin)
    return done.exit_code, done.stdout, done.stderr


def only(found: list[Violation]) -> Violation:
    """Give the only violation."""
    assert len(found) == 1, found
    return found[0]


# ---------------------------------------------------------------- XML


def test_valid_item_has_no_violations(item_schema: Path) -> None:
    """A valid file gives an empty list, from text, bytes, a path and a file object alike."""
    text = item(f"{SENT}<kind>text</kind>")
    path = written(item_schema.parent / "item.xml", text)
    with path.open("rb") as file:
        for source in (text, text.encode(), path, file):
            assert newsconv.validate(source, item_schema) == []


@pytest.mark.parametrize(
    ("inner", "attributes", "place", "rule", "message"),
    [
        (
            "<kind>text</kind>",
            'id="a"',
            (2, "/item/kind"),
            "order",
            "kind can't stand first in item; expected here: sent",
        ),
        (SENT, 'id="a"', (1, "/item"), "incomplete", "item is incomplete; expected in it: kind"),
        (
            f"{SENT}\n<kind>audio</kind>",
            'id="a"',
            (3, "/item/kind"),
            "enumeration",
            "kind “audio” is none of the allowed values: text, photo",
        ),
        (
            "<sent>2025-01-02</sent>\n<kind>text</kind>",
            'id="a"',
            (2, "/item/sent"),
            "type",
            "sent “2025-01-02” is wrong; expected: a date with a time, such as 2025-01-02T09:30:00+01:00",
        ),
        (
            "<sent/><kind>text</kind>",
            'id="a"',
            (2, "/item/sent"),
            "type",
            "sent is empty; expected: a date with a time",
        ),
        (f"{SENT}<kind>text</kind>", "", (1, "/item"), "required", "item lacks the attribute id"),
        (f"{SENT}<kind>text</kind>", 'id="a" day="b"', (1, "/item"), "unknown", "item has no attribute day"),
        (
            f"{SENT}<kind>text</kind>words",
            'id="a"',
            (1, "/item"),
            "text",
            "item holds text, but only elements may stand",
        ),
        (
            f"{SENT}<kind>text</kind><stars>7</stars>",
            'id="a"',
            (2, "/item/stars"),
            "maxInclusive",
            "stars “7” is larger than 5",
        ),
        (f"{SENT}<kind>text</kind><stars>five</stars>", 'id="a"', (2, "/item/stars"), "type", "stars “five” is wrong"),
    ],
)
def test_xml_violation(
    item_schema: Path, inner: str, attributes: str, place: tuple[int, str], rule: str, message: str
) -> None:
    """Each kind of violation names line, path and rule, and says in words what is wrong and what is expected."""
    found = only(newsconv.validate(item(inner, attributes), item_schema))
    assert ((found.line, found.path), found.rule) == (place, rule)
    assert found.message.startswith(message)
    assert found.original.startswith("Element '{urn:item}")


def test_siblings_are_numbered(tmp_path: Path) -> None:
    """A path numbers elements that have siblings of their name."""
    schema = f"""<xs:schema {XS}><xs:element name="a"><xs:complexType><xs:sequence>
        <xs:element name="b" type="xs:integer" maxOccurs="3"/></xs:sequence></xs:complexType></xs:element>
        </xs:schema>"""
    found = newsconv.validate("<a><b>1</b><b>x</b><b/></a>", written(tmp_path / "a.xsd", schema))
    assert [violation.path for violation in found] == ["/a/b[2]", "/a/b[3]"]


@pytest.mark.parametrize("prefix", ["", "i:"])
def test_paths_leave_out_prefixes(item_schema: Path, prefix: str) -> None:
    """A path has local names only, however the file binds its namespace."""
    binding = f"xmlns{':' if prefix else ''}{prefix.rstrip(':')}='urn:item'"
    text = f"<{prefix}item {binding} id='a'><{prefix}sent/><{prefix}kind>text</{prefix}kind></{prefix}item>"
    assert only(newsconv.validate(text, item_schema)).path == "/item/sent"


def test_many_violations_take_linear_time(tmp_path: Path) -> None:
    """Thousands of violations in one list are all told, each with its place."""
    schema = f"""<xs:schema {XS}><xs:element name="a"><xs:complexType><xs:sequence>
        <xs:element name="b" type="xs:integer" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
        </xs:schema>"""
    found = newsconv.validate(f"<a>{'<b>x</b>' * 3_000}</a>", written(tmp_path / "a.xsd", schema))
    assert [violation.path for violation in found] == [f"/a/b[{number}]" for number in range(1, 3_001)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<item/>", "item stands in no namespace; the schema describes it in the namespace urn:item"),
        (
            "<item xmlns='urn:x'/>",
            "item stands in the namespace urn:x; the schema describes it in the namespace urn:item",
        ),
        ("<photo/>", "the schema describes no file that begins with photo; it knows item"),
    ],
)
def test_foreign_root(item_schema: Path, text: str, message: str) -> None:
    """A file of another kind, or without its namespace, is told so, and not that all of it is unexpected."""
    found = only(newsconv.validate(text, item_schema))
    assert (found.rule, found.message) == ("root", message)


def test_space_around_a_date_is_no_violation(item_schema: Path) -> None:
    """XML Schema collapses white space around dates; libxml2 forgets it at their beginning."""
    assert newsconv.validate(item("<sent>\n 2025-01-02T09:00:00Z </sent><kind>text</kind>"), item_schema) == []


def test_space_around_another_value_is_a_violation(item_schema: Path) -> None:
    """White space in values that keep it counts."""
    found = only(newsconv.validate(item(f"{SENT}<kind> text</kind>"), item_schema))
    assert found.rule == "enumeration"


def test_schemas_judge_together(item_schema: Path) -> None:
    """Several XML Schemas judge what stands in one another; one alone passes over what it does not know."""
    text = item(f"{SENT}<kind>text</kind>\n<body xmlns='urn:body'>0</body>")
    body = written(item_schema.parent / "body.xsd", BODY)
    assert newsconv.validate(text, item_schema) == []
    found = only(newsconv.validate(text, [item_schema, body]))
    assert (found.path, found.line) == ("/item/body", 3)
    assert found.message == "body “0” is wrong; expected: a whole number from 1 on"


def test_two_schemas_of_one_namespace_are_refused(item_schema: Path) -> None:
    """Two schemas that describe the same would contradict each other."""
    other = written(item_schema.parent / "other.xsd", ITEM)
    with pytest.raises(OptionError, match="the same namespace"):
        newsconv.validate(item(SENT), [item_schema, other])


@pytest.mark.parametrize("location", ["body.xsd", "http://schemas.example/2025/body.xsd"])
def test_imports_are_found_beside_the_schema(tmp_path: Path, location: str) -> None:
    """What a schema imports is found by its path, and what stands on the web by its name beside the schema."""
    written(tmp_path / "body.xsd", BODY)
    schema = f"""<xs:schema {XS} xmlns:b="urn:body"><xs:import namespace="urn:body" schemaLocation="{location}"/>
        <xs:element name="a"><xs:complexType><xs:sequence><xs:element ref="b:body"/></xs:sequence></xs:complexType>
        </xs:element></xs:schema>"""
    path = written(tmp_path / "a.xsd", schema)
    assert newsconv.validate("<a><body xmlns='urn:body'>1</body></a>", path) == []
    assert len(newsconv.validate("<a><body xmlns='urn:body'>0</body></a>", path)) == 1


def test_encoding_of_a_text_is_not_that_it_declares(item_schema: Path) -> None:
    """A `str` is decoded already, whatever its declaration says; bytes are judged in the encoding they name."""
    text = item(f"{SENT}<kind>text</kind>", 'id="é"')
    declared = f'<?xml version="1.0" encoding="iso-8859-1"?>{text}'
    assert newsconv.validate(declared, item_schema) == []
    assert newsconv.validate(declared.encode("latin-1"), item_schema) == []


# ---------------------------------------------------------------- what can't be judged


BOMB: Final = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;">]>'
FILE_ENTITY: Final = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ("<xs:schema", "not well-formed XML"),
        ("<a/>", "no XML Schema: it begins with a"),
        (f"<xs:schema {XS}><xs:element/></xs:schema>", "a broken schema: "),
        (f"<xs:schema {XS}><xs:element name='a' type='b'/></xs:schema>", "a broken schema: "),
        (
            f"<xs:schema {XS}><xs:complexType name='a'><xs:assert test='1'/></xs:complexType></xs:schema>",
            "assert belongs to XML Schema 1.1, only 1.0 is supported",
        ),
        (
            f"<xs:schema {XS} xmlns:v='http://www.w3.org/2007/XMLSchema-versioning' v:minVersion='1.1'/>",
            "it demands XML Schema 1.1",
        ),
        (f"<xs:schema {XS}><xs:include schemaLocation='missing.xsd'/></xs:schema>", "it needs "),
        (
            f"<xs:schema {XS}><xs:import namespace='u' schemaLocation='http://a.example/b.xsd'/></xs:schema>",
            "it needs ",
        ),
        (f"{BOMB}<xs:schema {XS}>&d;</xs:schema>", "its entity c stands for a file or for other entities"),
        (f"{FILE_ENTITY}<xs:schema {XS}>&b;</xs:schema>", "its entity b stands for a file or for other entities"),
        ("{", "not JSON: "),
        ('{"$schema": "https://json-schema.org/draft/2099-01/schema"}', "a JSON Schema of the unknown version"),
        ('{\n"type": "text"}', "a broken schema: /type: "),
        ("[" * 100_000, "no schema"),
    ],
)
def test_unfit_schema_is_refused(tmp_path: Path, schema: str, reason: str) -> None:
    """A schema that is broken, of an unknown version, incomplete or dangerous is a `ReadError` that names it."""
    path = written(tmp_path / "broken.schema", schema)
    with pytest.raises(NewsconvError) as caught:
        newsconv.validate("<a/>" if schema.startswith("<") else "{}", path)
    assert isinstance(caught.value, ReadError)
    assert caught.value.source.startswith(str(tmp_path))
    if reason != "no schema":
        assert caught.value.reason.startswith(reason)


def test_included_bomb_is_refused(tmp_path: Path) -> None:
    """What a schema includes is looked at like the schema itself."""
    written(tmp_path / "bomb.xsd", f"{BOMB}<xs:schema {XS}>&d;</xs:schema>")
    path = written(tmp_path / "a.xsd", f"<xs:schema {XS}><xs:include schemaLocation='bomb.xsd'/></xs:schema>")
    with pytest.raises(ReadError, match=r"bomb\.xsd: its entity c"):
        newsconv.validate("<a/>", path)


def test_entity_that_abbreviates_is_let_through(tmp_path: Path) -> None:
    """Schemas of the W3C abbreviate addresses by entities, which can't grow."""
    schema = f"""<!DOCTYPE xs:schema [<!ENTITY u 'urn:u'>]>
        <xs:schema {XS} targetNamespace='&u;'><xs:element name='a'/></xs:schema>"""
    assert newsconv.validate("<a xmlns='urn:u'/>", written(tmp_path / "a.xsd", schema)) == []


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("<item>\n<sent></item>", 2, "not well-formed XML"),
        (f"{BOMB}<item>&d;</item>", None, "it declares entities"),
        (f"{FILE_ENTITY}<item>&b;</item>", None, "it declares entities"),
        ("<a>" * 100_000, 1, "not well-formed XML"),
        ("<a>\ud800</a>", 1, "not well-formed XML"),
    ],
)
def test_unfit_xml_is_refused(item_schema: Path, text: str, line: int | None, reason: str) -> None:
    """XML that is not well-formed, or declares entities, is not judged."""
    with pytest.raises(ReadError) as caught:
        newsconv.validate(text, item_schema)
    assert caught.value.reason.startswith(reason)
    assert line is None or caught.value.line == line


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('{"a":\n1,}', 2, "not JSON: "),
        ('{"a": NaN}', None, "not JSON: NaN is no JSON"),
        ('{"a": ' + "1" * 10_000 + "}", None, "not JSON: "),
        ('{"a": ' + "[" * 100_000, None, "nested too deep"),
        (b'{\n"a": "\xe9"}', 2, "its bytes are no UTF-8"),
    ],
)
def test_unfit_json_is_refused(text: str | bytes, line: int | None, reason: str) -> None:
    """What is no JSON is not judged."""
    with pytest.raises(ReadError) as caught:
        newsconv.validate(text, RULES)
    assert caught.value.reason.startswith(reason)
    assert line is None or caught.value.line == line


def test_missing_files_are_named(tmp_path: Path, item_schema: Path) -> None:
    """A file or a schema that is not there is an error that names it."""
    with pytest.raises(ReadError, match=r"gone\.xml"):
        newsconv.validate(tmp_path / "gone.xml", item_schema)
    with pytest.raises(ReadError, match=r"gone\.xsd"):
        newsconv.validate("<a/>", tmp_path / "gone.xsd")


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, item_schema: Path) -> None:
    """Without jsonschema a JSON Schema is an error that says what to install; XML Schemas work."""
    real_import = builtins.__import__

    def no_jsonschema(name: str, *rest: Any, **more: Any) -> Any:
        """Import anything but jsonschema."""
        if name == "jsonschema":
            raise ModuleNotFoundError(name)
        return real_import(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", no_jsonschema)
    with pytest.raises(OptionError, match=r"pip install 'newsconv\[validate\]'"):
        newsconv.validate("{}", RULES)
    assert newsconv.validate(item(f"{SENT}<kind>text</kind>"), item_schema) == []


# ---------------------------------------------------------------- JSON


@pytest.mark.parametrize(
    ("text", "place", "path", "rule", "message"),
    [
        ("{}", (1, 1), "", "required", "the field uri is missing"),
        ('{"uri": 5}', (1, 2), "/uri", "type", "5 is an integer; a text is expected"),
        (
            '{\n "uri": "urn:a",\n "uris": 1}',
            (3, 2),
            "/uris",
            "additionalProperties",
            "the schema has no field uris here; is uri meant?",
        ),
        (
            '{"uri": "urn:a", "URI": 1}',
            (1, 18),
            "/URI",
            "additionalProperties",
            "the schema has no field URI here; is uri meant?",
        ),
        ('{"uri": "no address"}', (1, 2), "/uri", "format", "“no address” is wrong; expected: an address (a URI)"),
        (
            '{"uri": "urn:a", "sent": "2025-01-02T09:00:00"}',
            (1, 18),
            "/sent",
            "format",
            "“2025-01-02T09:00:00” is wrong; expected: a date with a time and a zone",
        ),
        (
            '{"uri": "urn:a", "urgency": 12}',
            (1, 18),
            "/urgency",
            "maximum",
            "12 is more than 9, the most that is allowed",
        ),
        (
            '{"uri": "urn:a", "kind": "audio"}',
            (1, 18),
            "/kind",
            "enum",
            "“audio” is none of the allowed values: text, photo",
        ),
        (
            '{"uri": "urn:a",\n"headlines": [{"value": "a"},\n {}]}',
            (3, 2),
            "/headlines/1",
            "required",
            "the field value is missing",
        ),
        (
            '{"uri": "urn:a", "rights": {"link": 1}}',
            (1, 29),
            "/rights/link",
            "oneOf",
            "1 is an integer; a text is expected (of 2",
        ),
        (
            '{"uri": "urn:a", "urgency": true}',
            (1, 18),
            "/urgency",
            "type",
            "true is true or false; an integer is expected",
        ),
    ],
)
def test_json_violation(text: str, place: tuple[int, int], path: str, rule: str, message: str) -> None:
    """Each kind of violation names line, column, path and keyword, and says in words what is wrong."""
    found = only(newsconv.validate(text, RULES))
    assert ((found.line, found.column), found.path, found.rule) == (place, path, rule)
    assert found.message.startswith(message)


def test_json_lines_are_judged_one_by_one() -> None:
    """Of JSON Lines each line is judged, and the lines of the file are named."""
    found = newsconv.validate('{"uri": "urn:a"}\n\n{"uri": 1}\n{}\n', RULES)
    assert [(violation.line, violation.path) for violation in found] == [(3, "/uri"), (4, "")]


def test_places_in_json_with_marks_in_texts() -> None:
    """Brackets, commas and quotation marks in texts, and escaped keys, don't mislead the search for a place."""
    text = '{"uri": "a\\",{[:]}",\n "headlines": [{"value": "]"}, {"a,b": "{"}],\n "\\u006bind": "x"}'
    found = newsconv.validate(text, RULES)
    assert [(violation.path, violation.line, violation.column) for violation in found] == [
        ("/uri", 1, 2),
        ("/headlines/1", 2, 32),
        ("/kind", 3, 2),
    ]


def test_schema_refers_to_a_file_beside_it(tmp_path: Path) -> None:
    """A reference to another schema is found beside the schema under its last name, and never fetched."""
    written(tmp_path / "day.json", '{"type": "string", "format": "date"}')
    schema = {"$id": "https://schemas.example/a.json", "properties": {"day": {"$ref": "day.json"}}}
    path = written(tmp_path / "a.json", json.dumps(schema))
    assert only(newsconv.validate('{"day": "Monday"}', path)).rule == "format"
    gone = {"properties": {"day": {"$ref": "https://schemas.example/gone.json"}}}
    with pytest.raises(ReadError, match=r"it refers to https://schemas\.example/gone\.json, which is never fetched"):
        newsconv.validate('{"day": 1}', written(tmp_path / "b.json", json.dumps(gone)))


# ---------------------------------------------------------------- stories


def test_story_is_judged_by_its_json_form() -> None:
    """What is neither JSON nor XML is read, and the json form of the story is judged, for example by house rules."""
    assert newsconv.validate("# Rain\n\nIt rained.", json_schema(), format="markdown") == []
    metadata = {"type": "object", "required": ["authors"]}
    house = {"properties": {"document": {"properties": {"metadata": metadata}}}}
    found = only(newsconv.validate("# Rain\n\nIt rained.", house, format="markdown"))
    assert (found.path, found.line, found.message) == ("/document/metadata", None, "the field authors is missing")


def test_each_story_of_a_source_is_judged() -> None:
    """Of a source with several stories the violations say which story they are of."""
    lines = "".join(newsconv.dumps(newsconv.loads(text, "text"), "json", indent=0) + "\n" for text in ("A.", "B."))
    never = {"properties": {"document": {"maxProperties": 0}}}
    found = newsconv.validate(lines, never, format="json")
    assert [violation.message.partition(":")[0] for violation in found] == ["story 1", "story 2"]


def test_xml_beside_json_schema_alone_is_judged_by_its_json_form() -> None:
    """XML without an XML Schema is read like any other source."""
    news_item = newsconv.dumps(newsconv.loads("It rained.", "text"), "newsml")
    assert newsconv.validate(news_item, json_schema()) == []


def test_story_by_xml_schema_is_refused(item_schema: Path) -> None:
    """An XML Schema can't judge what is no XML."""
    with pytest.raises(OptionError, match="is no XML"):
        newsconv.validate("It rained.", item_schema)
    with pytest.raises(OptionError, match="is no XML"):
        newsconv.validate("{}", item_schema)


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("message", "rule", "words"),
    [
        (
            "Element 'a': [facet 'pattern'] The value 'b c' is not accepted by the pattern '[^\\s:]+:[^\\s]+'.",
            "pattern",
            "a “b c” is not of the allowed form: " + KINDS["QCodeType"],
        ),
        (
            "Element 'a': [facet 'pattern'] The value 'b' is not accepted by the pattern 'x.y'.",
            "pattern",
            "a “b” is not of the allowed form (the pattern x.y)",
        ),
        (
            "Element 'a': [facet 'minLength'] The value has a length of '0'; this underruns the minimum length '1'.",
            "minLength",
            "the value of a is shorter than the 1 characters that it needs",
        ),
        (
            "Element 'a', attribute 'b': 'c d' is not a valid value of the atomic type 'xs:anyURI'.",
            "type",
            "the attribute b of a “c d” is wrong; expected: an address (a URI), which has no spaces",
        ),
        (
            "Element 'a': 'x' is not a valid value of the local atomic type.",
            "type",
            "a “x” is wrong; expected: a value of its type",
        ),
        (
            "Element '{u}a': This element is not expected. Expected is one of ( ##other{u}*, {u}b ).",
            "order",
            "a can't stand here; expected here: an element of another namespace or b",
        ),
        (
            "Element 'a', attribute 'b': The value 'c' does not match the fixed value constraint 'd'.",
            "fixed",
            "the attribute b of a must be “d”, and is “c”",
        ),
        (
            "Element 'a': Element content is not allowed, because the content type is a simple type definition.",
            "content",
            "a holds elements, but only text may stand in it",
        ),
        ("Element 'a': Something that nobody has seen yet.", "schema", "a: Something that nobody has seen yet"),
        ("Internal error: x.", "schema", "Internal error: x"),
    ],
)
def test_words_for_messages_of_libxml2(message: str, rule: str, words: str) -> None:
    """Messages of libxml2 become sentences; one that is not known is passed on."""
    assert word_fault(Fault.of(message), None) == (rule, words)


# ---------------------------------------------------------------- command


def test_command_prints_violations_with_their_places(item_schema: Path) -> None:
    """A violation is a line with file, line, path and words; the exit code of an invalid file is 1."""
    path = written(item_schema.parent / "story.xml", item("<kind>text</kind>"))
    code, out, err = run(str(path), "--schema", str(item_schema))
    assert code == 1
    assert out == f"{path}:2: /item/kind: kind can't stand first in item; expected here: sent\n"
    assert err == "newsconv: 1 file invalid\n"


def test_command_says_that_files_are_valid(item_schema: Path) -> None:
    """Valid files give no output, exit code 0 and one line for people; `-q` hides that."""
    path = written(item_schema.parent / "story.xml", item(f"{SENT}<kind>text</kind>"))
    assert run(str(path), "--schema", str(item_schema)) == (0, "", "newsconv: 1 file valid\n")
    assert run("-q", str(path), "--schema", str(item_schema)) == (0, "", "")


def test_command_prints_json(item_schema: Path) -> None:
    """With `--json` each file is one object, in which the validator's own words are kept."""
    path = written(item_schema.parent / "story.xml", item("<kind>text</kind>"))
    code, out, _ = run(str(path), "--schema", str(item_schema), "--json")
    told = json.loads(out)
    assert code == 1
    assert (told["input"], told["valid"]) == (str(path), False)
    violation = told["violations"][0]
    assert (violation["rule"], violation["line"], violation["path"]) == ("order", 2, "/item/kind")
    assert violation["original"].startswith("Element '{urn:item}kind': This element is not expected.")


def test_command_judges_each_file_by_the_schemas_of_its_syntax(item_schema: Path, rules: Path) -> None:
    """XML goes to the XML Schemas and JSON to the JSON Schemas, in one call; one that can't be read is told."""
    folder = item_schema.parent
    good = written(folder / "a.xml", item(f"{SENT}<kind>text</kind>"))
    bad = written(folder / "b.json", '{"uri": "x y"}')
    broken = written(folder / "c.xml", "<item>")
    code, out, err = run(str(good), str(bad), str(broken), "--schema", str(item_schema), "--schema", str(rules))
    assert code == 4
    assert out.startswith(f"{bad}:1:2: /uri: “x y” is wrong")
    assert f"newsconv: {broken}:1:7: not well-formed XML" in err
    assert err.endswith("newsconv: 1 file valid, 1 invalid, 1 not judged\n")


def test_command_reads_standard_input(rules: Path) -> None:
    """`-` is standard input."""
    code, out, _ = run("-", "--schema", str(rules), stdin='{"uri": 1}')
    assert (code, out) == (1, "<stdin>:1:2: /uri: 1 is an integer; a text is expected\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["a.xml"], 2), (["a.xml", "--schema", "missing.xsd"], 4), (["a.md", "--from", "x", "--schema", "b"], 3)],
)
def test_command_refuses_arguments(
    arguments: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a schema, with one that is missing, or an unknown format nothing is judged."""
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "a.xml", "<a/>")
    written(tmp_path / "a.md", "A.")
    found, out, err = run(*arguments)
    assert (found, out) == (code, "")
    assert err.startswith("newsconv: ")


# ---------------------------------------------------------------- the standards


def test_agency_files_are_judged_as_they_are(shared: Path) -> None:
    """Feeds with errors that are known from their publishers' habits are told so; those that are sound are valid."""
    newsml = shared / "schemas" / "NewsML-G2_2.35-spec-All-Power.xsd"
    feeds = shared / "feeds" / "agencies"
    told = [
        (found.line, found.path.rpartition("/")[2], found.rule)
        for found in newsconv.validate(feeds / "ansa_culture.xml", newsml)
    ]
    assert told == [(29, "located", "order"), (36, "urgency", "type"), (76, "creator", "order")]
    assert newsconv.validate(feeds / "dpa.xml", newsml) == []
    assert newsconv.validate(feeds / "ap.xml", newsml) == []  # its dates have white space around them


def test_ninjs_examples_are_judged_with_formats_on(shared: Path) -> None:
    """Of the IPTC's examples of ninjs 3.1 one has an address that is none, which only format checkers see."""
    schema = shared / "schemas" / "ninjs-schema_3.1.json"
    found = {
        path.name: [(violation.path, violation.rule) for violation in newsconv.validate(path, schema)]
        for path in sorted((shared / "feeds" / "ninjs" / "3.1").glob("*.json"))
    }
    assert {name: faults for name, faults in found.items() if faults} == {
        "002_renditions_example.json": [("/uri", "format")]
    }


def test_one_wrong_field_is_one_violation(shared: Path) -> None:
    """A wrong value does not make other fields of a ninjs object unknown."""
    schema = shared / "schemas" / "ninjs-schema_3.1.json"
    found = only(newsconv.validate('{"uri": "urn:a", "type": "text", "urgency": "5", "language": "en"}', schema))
    assert (found.path, found.rule) == ("/urgency", "type")
