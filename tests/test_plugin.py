"""Formats of other distributions: the example is found and keeps the laws, a broken one breaks only its own use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import newsconv
from newsconv.entry_points import EntryPoint
from newsconv.errors import PluginError
from newsconv.formats import Format, detect_format, entry_points, find_format, installed_names

if TYPE_CHECKING:
    from collections.abc import Callable

PLUGIN = Path(__file__).resolve().parents[1] / "examples" / "plugin"

NO_FORMAT = "a string, not a format"
"""What a broken entry point may lead to."""

OTHER_NAME = Format(name="other", title="Other")
"""A format under an entry point of another name."""

OLD_INTERFACE = Format(name="toy", title="Toy", api=0)
"""A format made for an interface that this newsconv does not have."""


@pytest.fixture
def install_point(monkeypatch: pytest.MonkeyPatch, fresh_registry: None) -> Callable[[str, str], None]:  # noqa: ARG001 - cleans up
    """Give a function that installs an entry point of `broken-package` for one test."""
    points = dict(entry_points())

    def install(name: str, value: str) -> None:
        points[name] = (EntryPoint(name, value, "broken_package"),)

    monkeypatch.setattr(sys.modules["newsconv.formats"], "entry_points", lambda: points)
    return install


class TestExample:
    """The example plug-in, where it is installed."""

    @pytest.fixture(autouse=True)
    def needs_plugin(self) -> None:
        """Skip where the example is not installed."""
        if "gemtext" not in installed_names():
            pytest.skip("needs the example: pip install ./examples/plugin")

    def test_own_tests(self) -> None:
        """The plug-in's own tests pass, the laws among them."""
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(PLUGIN / "tests")]
        result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PLUGIN)  # noqa: S603 - our own code
        assert result.returncode == 0, result.stdout

    def test_listed(self) -> None:
        """It is one of the formats, found by name, media type and suffix."""
        assert "gemtext" in {record.name for record in newsconv.formats()}
        assert find_format("text/gemini") is find_format("gmi") is find_format("gemtext")

    def test_converted_to(self) -> None:
        """Any format converts to it."""
        text = newsconv.convert("# Rain\n\nIt rained.\n", "gemtext", format="markdown")
        assert text == "# Rain\n\nIt rained.\n"


class TestBroken:
    """A broken plug-in names its distribution, and the other formats go on."""

    @pytest.mark.parametrize(
        ("value", "words"),
        [
            ("no_such_module_at_all:FORMAT", "ModuleNotFoundError"),
            ("json:NO_SUCH_NAME", "AttributeError"),
            ("test_plugin:NO_FORMAT", "is no `newsconv.formats.Format` of that name"),
            ("test_plugin:OTHER_NAME", "is no `newsconv.formats.Format` of that name"),
            ("test_plugin:OLD_INTERFACE", "made for interface 0"),
        ],
    )
    def test_error(self, install_point: Callable[[str, str], None], value: str, words: str) -> None:
        """Its use is an error that says whose it is, and what is wrong."""
        install_point("toy", value)
        with pytest.raises(PluginError, match="broken-package") as caught:
            find_format("toy")
        assert words in str(caught.value)

    def test_others_by_name(self, install_point: Callable[[str, str], None]) -> None:
        """Formats asked for by name are not touched by it."""
        install_point("broken", "no_such_module_at_all:FORMAT")
        assert newsconv.convert("It rained.", "json", format="text")

    def test_others_by_alias(self, install_point: Callable[[str, str], None]) -> None:
        """Formats asked for by suffix or media type are not touched by it."""
        install_point("broken", "no_such_module_at_all:FORMAT")
        assert find_format("text/markdown").name == "markdown"

    def test_others_by_content(self, install_point: Callable[[str, str], None]) -> None:
        """Formats found by content are not touched by it."""
        install_point("broken", "no_such_module_at_all:FORMAT")
        assert detect_format('{"newsconv": "1.0", "document": {}}').name == "json"

    def test_two_claim_one_name(self, monkeypatch: pytest.MonkeyPatch, fresh_registry: None) -> None:  # noqa: ARG002 - cleans up
        """Two packages that claim one name are an error that names both places, when that name is asked for."""
        places = {"toy": "one:FORMAT", "json": "newsconv.readers.json:FORMAT"}
        points = [EntryPoint(name, value, "broken_package") for name, value in places.items()]
        points.append(EntryPoint("toy", "two:FORMAT", "other_package"))
        monkeypatch.setattr(sys.modules["newsconv.formats"], "iter_entry_points", lambda _: points)
        assert find_format("json").name == "json"
        with pytest.raises(PluginError, match=r"one:FORMAT.* and .*two:FORMAT"):
            find_format("toy")

    def test_not_installed(self, monkeypatch: pytest.MonkeyPatch, fresh_registry: None) -> None:  # noqa: ARG002 - cleans up
        """Without any entry point newsconv says that it must be installed."""
        monkeypatch.setattr(sys.modules["newsconv.formats"], "iter_entry_points", lambda _: [])
        with pytest.raises(PluginError, match="not installed"):
            newsconv.loads("x", "text")
