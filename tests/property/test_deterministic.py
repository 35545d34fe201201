"""Law 5: equal documents give equal bytes, in any process."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from hypothesis import given

from newsconv import dumps
from newsconv.document import Document, Heading, Link, Metadata, Paragraph, Person, Subject, Text
from newsconv.testing import check_deterministic, documents

STORY = Document(
    Metadata(
        headline="Rain",
        authors=(Person("A"), Person("B", email="b@example.com")),
        keywords=("weather", "rain"),
        subjects=(Subject("Weather", "17000000", "medtop"),),
    ),
    (Heading(2, (Text("North"),)), Paragraph((Text("It "), Link("/", (Text("rained"),)), Text(".")))),
)

CODE = """
import sys
from newsconv import dumps
from newsconv.document.codec import decode
sys.stdout.buffer.write(dumps(decode(sys.stdin.buffer.read())[1], sys.argv[1], private=True).encode())
"""

if TYPE_CHECKING:
    import pytest


@given(document=documents())
def test_deterministic(written_format: str, document: Document) -> None:
    """Equal documents give equal bytes and reports."""
    check_deterministic(document, written_format)


def test_other_process(written_format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes do not depend on the seed of hashes, on the time zone or on the locale."""
    from newsconv.document.codec import encode

    for name, value in {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kolkata", "LC_ALL": "C", "PYTHONUTF8": "0"}.items():
        monkeypatch.setenv(name, value)
    command = [sys.executable, "-c", CODE, written_format]
    result = subprocess.run(command, input=encode(STORY), capture_output=True, check=True, env=dict(os.environ))  # noqa: S603 - our own code
    assert result.stdout.decode() == dumps(STORY, written_format, private=True)
