"""How long the command takes before it does anything: whole processes, timed from outside."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING, Final

import peers
from rows import Row, Settings, Suite
from timing import time_jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["SUITE"]

TABLE: Final = "wall time of a process"
BARE: Final = "python -c pass"
LIMIT_S: Final = 60


def run(settings: Settings) -> Iterator[Row]:
    """Give one table of processes, each with what it takes beyond a bare Python."""
    story = settings.root / "examples" / "ferry.md"
    jobs: dict[str, Callable[[], object]] = {
        BARE: partial(start, [sys.executable, "-c", "pass"]),
        'python -c "import newsconv"': partial(start, [sys.executable, "-c", "import newsconv"]),
        **{
            f"newsconv convert ferry.md --to {target}": partial(
                start, [sys.executable, "-m", "newsconv", "convert", str(story), "--to", target]
            )
            for target in ("json", "html", "newsml")
        },
        'python -c "import markdownify"': partial(start, [sys.executable, "-c", "import markdownify"]),
    }
    if peers.converters("markdown", "html").get("pandoc"):
        jobs["pandoc ferry.md --to html"] = partial(start, [peers.pandoc_path(), str(story), "--to", "html"])
    timings = time_jobs(jobs, rounds=settings.choose(quick=3, full=21))
    bare = timings[BARE]
    for name, timing in timings.items():
        values = {
            "median, ms": timing.median_s * 1e3,
            "best, ms": timing.best_s * 1e3,
            "times a bare Python": timing.ratio,
            "beyond it, ms": (timing.median_s - bare.median_s) * 1e3,
        }
        yield Row(TABLE, name, dict(values))


def start(arguments: list[str]) -> None:
    """Run a process to its end; that it fails shows in its time only, so it must not."""
    done = subprocess.run(arguments, capture_output=True, check=False, timeout=LIMIT_S)
    if done.returncode and "markdownify" not in arguments[-1]:
        message = f"{' '.join(arguments)} failed: {done.stderr.decode(errors='replace')}"
        raise RuntimeError(message)


SUITE: Final = Suite("startup", "How long does it take to start?", run)
