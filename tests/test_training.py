"""The examples that the learned score is fitted on: which parts of a page are story, by hand."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
RAIN = "It rained all night and all day in the old town, and the river rose to the second step of the town hall."
SUN = "Then the sun came out, and the people of the town walked down to the river to see what it had taken along."
PAGE = f"<html><body><ul><li>Home</li></ul><h1>Rain</h1><p>{RAIN}</p><ul><li>{SUN}</li></ul><p>{RAIN}</p></body></html>"


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Import the scripts, as they import one another when they run; they are no package."""
    for folder in ("benchmarks", "training"):
        monkeypatch.syspath_prepend(str(ROOT / folder))
    return {name: importlib.import_module(name) for name in ("examples", "quality_corpora", "quality_measures")}


def test_parts_that_the_truth_has_are_story(scripts: dict[str, Any]) -> None:
    """Each part is labelled by the truth, in which a text that occurs once counts once; summaries weigh nothing."""
    make = scripts["examples"].make_example
    page_of, truth = scripts["quality_corpora"].Page, scripts["quality_measures"].Truth
    page = page_of("aeb", "1", PAGE.encode(), truth((f"{RAIN}\n\n{SUN}",)), url="https://www.daily.example.co.uk/rain")
    example = make(page)
    assert [part.text for part in example.parts] == ["Home", "Rain", RAIN, SUN, RAIN]
    assert example.story == [False, False, True, True, False]
    assert example.lines == ["Home", "Rain", RAIN, SUN, RAIN]
    assert all(weight > 0 for weight in example.weights)
    summed_up = page_of("press", "1", PAGE.encode(), truth((f"{RAIN}\n\n{SUN}", SUN)))
    assert [weight > 0 for weight in make(summed_up).weights] == [True, True, False, True, False]


def test_publishers_stay_together(scripts: dict[str, Any]) -> None:
    """A publisher is known by the registrable part of its host, and is always in the same fold."""
    urls = ("https://www.daily.example.co.uk/a", "https://sport.daily.example.co.uk/b")
    page_of, truth = scripts["quality_corpora"].Page, scripts["quality_measures"].Truth
    hosts = [scripts["examples"].host_of(page_of("aeb", "1", b"", truth(("",)), url=url)) for url in urls]
    assert hosts == ["example.co.uk", "example.co.uk"]
    folds = {scripts["examples"].fold_of("example.co.uk", 5, salt) for salt in map(str, range(40))}
    assert folds == {0, 1, 2, 3, 4}
