"""Fit the table of the learned score, and tell how well it does on publishers that it has not seen.

    python training/fit.py [--kind page|text] [--every N] [--folds N] [--output TABLE] [--no-table]

Needs the `training` extra (lightgbm, numpy) and the corpus beside the checkout; the library needs neither. The pages
are parted into folds by publisher. For each fold, words, first and second trees are fitted on the others, and
the fold is scored with the very table that would be written: rounded numbers, newsconv's own code. In each fit, the
words and the first scores that the later steps learn from come from publishers other than their own.

`--kind text` fits the table for Markdown and text on what programs made of the pages (`training/noisy.py`), and
on clean texts; `--leave-out MAKER` fits without one of these programs, and tells how well its output is read.
"""

from __future__ import annotations

import argparse
import math
import pickle
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import lightgbm
import msgspec
import numpy as np
from examples import fold_of, load_examples
from noisy import load_noisy

from newsconv.noise.features import FEATURES, Words, measure_parts
from newsconv.noise.parts import words_of
from newsconv.noise.score import Table, evaluate
from newsconv.noise.segments import fold
from newsconv.noise.smoothing import FEATURES as SECOND_FEATURES
from newsconv.noise.smoothing import look_around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from examples import Example

ROOT: Final = Path(__file__).resolve().parents[1]
TABLES: Final = ROOT / "src" / "newsconv" / "noise" / "tables"
MIN_HOSTS: Final = 3
"""Publishers that a word must be seen at: one may use it for anything."""
SHRINK: Final = 4.0
"""Publishers' worth of doubt about each word."""
MAX_WORDS: Final = {
    "page": {"classes": 300, "around": 300, "texts": 260},
    "text": {"classes": 30, "around": 80, "texts": 520},
}
"""Words that are kept of each kind of table and word, the most telling ones: tables are to stay small. Text has no
classes, and says more by its words."""
BASES: Final = {"classes": 0.25, "around": 0.25, "texts": 0.35}
"""Share of story among parts, roughly, that a word is measured against."""
FIRST: Final = {"num_leaves": 22, "learning_rate": 0.13, "min_data_in_leaf": 40, "feature_fraction": 0.5}
FIRST_TREES: Final = 70
SECOND: Final = {"num_leaves": 12, "learning_rate": 0.12, "min_data_in_leaf": 60, "feature_fraction": 0.7}
SECOND_TREES: Final = 40
COMMON: Final = {
    "objective": "binary",
    "verbose": -1,
    "num_threads": 1,
    "max_bin": 63,
    "lambda_l2": 5.0,
    "force_col_wise": True,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": 7,
    "deterministic": True,
}


def fit_words(examples: Sequence[Example], kind: str = "page") -> Words:
    """Learn what words say: each publisher has one vote on each word, the share of story among its parts with it."""
    votes: dict[str, dict[str, dict[str, list[int]]]] = {name: defaultdict(dict) for name in BASES}
    for example in examples:
        for part, story, weight in zip(example.parts, example.story, example.weights, strict=True):
            if not weight:
                continue
            for name, words in words_around(part).items():
                for word in words:
                    vote = votes[name][word].setdefault(example.host, [0, 0])
                    vote[0] += story
                    vote[1] += 1
    return Words(**{name: odds_of(votes[name], BASES[name], MAX_WORDS[kind][name]) for name in BASES})


def words_around(part: Any) -> dict[str, set[str]]:
    """Give the words of a part by the kind of table that they go to."""
    own = set(words_of(part.name) | words_of(part.box.name))
    if part.box.parent is not None:
        own |= words_of(part.box.parent.name)
    around: set[str] = set()
    box = part.box
    for _ in range(8):
        if box is None:
            break
        around |= {*words_of(box.name), f"<{box.tag}>"}
        box = box.parent
    return {"classes": own, "around": around, "texts": set(fold(part.text).split(" ", 14)[:14])}


def odds_of(words: dict[str, dict[str, list[int]]], base: float, limit: int) -> dict[str, float]:
    """Turn votes into log-odds, shrunk towards nothing, and keep the most telling ones."""
    found: dict[str, tuple[float, float]] = {}
    for word, votes in words.items():
        if len(votes) < MIN_HOSTS or not word:
            continue
        share = (sum(story / count for story, count in votes.values()) + SHRINK * base) / (len(votes) + SHRINK)
        odds = round(math.log(share / (1 - share)) - math.log(base / (1 - base)), 1)
        if odds:
            found[word] = (abs(odds) * math.sqrt(len(votes)), odds)
    best = sorted(found, key=lambda word: (-found[word][0], word))[:limit]
    return {word: found[word][1] for word in sorted(best)}


def fit_trees(rows: np.ndarray, story: np.ndarray, weights: np.ndarray, settings: dict, count: int) -> list[Any]:
    """Fit trees and turn them into the nested lists of a table."""
    model = lightgbm.train({**COMMON, **settings}, lightgbm.Dataset(rows, story, weight=weights), count)
    return [plain_tree(info["tree_structure"]) for info in model.dump_model()["tree_info"]]


def plain_tree(node: dict[str, Any]) -> Any:
    """Turn one of lightgbm's trees into nested lists with short numbers."""
    if "leaf_value" in node and "split_feature" not in node:
        return round(node["leaf_value"], 2)
    threshold = float(f"{node['threshold']:.3g}")
    left, right = plain_tree(node["left_child"]), plain_tree(node["right_child"])
    return [node["split_feature"], threshold, left, right, round(node["internal_value"], 2)]


def fit_table(examples: Sequence[Example], about: str, kind: str = "page") -> Table:
    """Fit words, first trees and second trees."""
    words = fit_words(examples, kind)
    inner = [fold_of(example.host, 3, "inner") for example in examples]
    story = [np.array(example.story) for example in examples]
    weights = [np.array(example.weights) for example in examples]
    measured: list[Any] = [None] * len(examples)
    for part in range(3):
        others = fit_words([example for example, number in zip(examples, inner, strict=True) if number != part], kind)
        for index, (example, number) in enumerate(zip(examples, inner, strict=True)):
            if number == part:
                measured[index] = measure_parts(example.parts, others, example.hints)
    first: list[list[float]] = [[]] * len(examples)
    for part in range(3):
        chosen = [index for index, number in enumerate(inner) if number != part]
        trees = fit_trees(*stack(chosen, [m.rows for m in measured], story, weights), FIRST, FIRST_TREES)
        for index, number in enumerate(inner):
            if number == part:
                first[index] = evaluate(trees, measured[index].rows, 0.0)
    rows = [
        look_around(example.parts, m, scores) if example.parts else []
        for example, m, scores in zip(examples, measured, first, strict=True)
    ]
    everything = list(range(len(examples)))
    return Table(
        about=about,
        features=tuple(FEATURES),
        second_features=tuple(SECOND_FEATURES),
        words=words,
        base=0.0,
        trees=fit_trees(*stack(everything, [m.rows for m in measured], story, weights), FIRST, FIRST_TREES),
        second_base=0.0,
        second_trees=fit_trees(*stack(everything, rows, story, weights), SECOND, SECOND_TREES),
    )


def stack(chosen: Sequence[int], rows: list[Any], story: list[Any], weights: list[Any]) -> tuple[Any, Any, Any]:
    """Put the rows of pages below one another."""
    full = [index for index in chosen if rows[index]]
    return (
        np.array([row for index in full for row in rows[index]], dtype=np.float64),
        np.concatenate([story[index] for index in full]),
        np.concatenate([weights[index] for index in full]),
    )


def fit_fold(examples: Sequence[Example], part: int, options: argparse.Namespace) -> Table:
    """Fit on the publishers of the other folds, and without some makers; the table may be kept in a folder."""
    others = [
        example
        for example in examples
        if fold_of(example.host, options.folds) != part and example.trains and example.maker not in options.leave_out
    ]
    table = fit_table(others, "", options.kind)
    if options.fold_tables:
        options.fold_tables.mkdir(parents=True, exist_ok=True)
        (options.fold_tables / f"{part}.json").write_bytes(msgspec.json.encode(table))
    return table


def held_out(examples: Sequence[Example], options: argparse.Namespace) -> list[list[float]]:
    """Score each page with a table that was fitted on other publishers."""
    from newsconv.noise.score import score_parts

    scores: list[list[float]] = [[]] * len(examples)
    numbers = [fold_of(example.host, options.folds) for example in examples]
    for part in range(options.folds):
        table = fit_fold(examples, part, options)
        for index, (example, number) in enumerate(zip(examples, numbers, strict=True)):
            if number == part and example.parts:
                scores[index] = score_parts(example.parts, table, example.hints).scores
        print(f"fold {part + 1} of {options.folds}", flush=True)
    return scores


def report(examples: Sequence[Example], scores: Sequence[Sequence[float]]) -> dict[str, dict[str, float]]:
    """Measure what the scores keep, by set and maker."""
    from quality_measures import Output, score, summary

    found = defaultdict(list)
    for example, numbers in zip(examples, scores, strict=True):
        text = "\n\n".join(line for line, number in zip(example.lines, numbers, strict=True) if number > 0 and line)
        found[f"{example.corpus} {example.maker}".strip()].append(score(Output(text), example.page.truth))
    return {
        corpus: {name: round(value, 4) for name, value in summary(rows).items() if value is not None}
        for corpus, rows in found.items()
    }


def take_examples(options: argparse.Namespace) -> list[Example]:
    """Make the examples, or take them from where they were kept."""
    if options.cache and options.cache.exists():
        kept: list[Example] = pickle.loads(options.cache.read_bytes())  # noqa: S301 - our own file
        return kept
    shared = ROOT.parent / "shared"
    if options.kind == "text":
        examples = list(load_noisy(shared, options.made, every=options.every))
    else:
        examples = list(load_examples(shared, every=options.every))
    if options.cache:
        options.cache.write_bytes(pickle.dumps(examples))
    return examples


def about_table(examples: Sequence[Example], options: argparse.Namespace, figures: dict[str, Any]) -> str:
    """Say what a table was fitted on, and what it reached."""
    about = f"fitted by training/fit.py on {len(examples)} pages; held out by publisher: {figures}"
    if options.kind == "page":
        return about
    trained = [example for example in examples if example.trains]
    pages = {(example.corpus, example.id.partition(" ")[0]) for example in trained}
    makers = sorted({example.maker for example in trained})
    return (
        f"fitted by training/fit.py --kind text on {len(trained)} sources made of {len(pages)} pages by"
        f" {', '.join(makers)}; for figures held out by publisher see docs/noise.md"
    )


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--every", type=int, default=1, help="take every n-th page (default: all)")
    parser.add_argument("--folds", type=int, default=4, help="folds of publishers (default: 4; 0: no cross-validation)")
    parser.add_argument("--only-fold", type=int, metavar="N", help="only fit this fold, from 0, and keep its table")
    parser.add_argument("--kind", choices=("page", "text"), default="page", help="of the table (default: page)")
    parser.add_argument("--made", type=Path, help="folder with what programs made of the pages, for --kind text")
    parser.add_argument("--leave-out", action="append", default=[], metavar="MAKER", help="fit the folds without it")
    parser.add_argument("--output", type=Path, help="default: the table of the kind that comes with newsconv")
    parser.add_argument("--no-table", action="store_true", help="only cross-validate")
    parser.add_argument("--fold-tables", type=Path, help="keep the table of each fold in this folder, for held_out.py")
    parser.add_argument("--cache", type=Path, help="keep the examples here, and take them from here")
    options = parser.parse_args()
    examples = take_examples(options)
    print(len(examples), "pages", sum(len(example.parts) for example in examples), "parts", flush=True)
    if options.only_fold is not None:
        fit_fold(examples, options.only_fold, options)
        return
    figures: dict[str, Any] = {}
    if options.folds:
        scores = held_out(examples, options)
        figures = report(examples, scores)
        for corpus, row in figures.items():
            print(corpus, row, flush=True)
        if options.cache:
            options.cache.with_suffix(".scores").write_bytes(pickle.dumps(scores))
    if not options.no_table:
        about = about_table(examples, options, figures)
        output = options.output or TABLES / f"{options.kind}.json"
        output.write_bytes(
            msgspec.json.encode(fit_table([example for example in examples if example.trains], about, options.kind))
        )
        print(output, output.stat().st_size, "bytes")
        print("now run training/write_trees.py: it writes the trees as code")


if __name__ == "__main__":
    main()
