"""Time several jobs beside each other.

All jobs of a comparison run in turn, again and again, so that whatever else the machine does meets them alike. What
is reported is the median over the rounds of a job's time, and the median over the rounds of its ratio to the first
job's time in the same round.
"""

from __future__ import annotations

import gc
import math
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Timing", "best_seconds", "time_jobs"]

SAMPLE_S: Final = 0.01
"""Seconds that one sample takes at least: shorter jobs are repeated, as the clock and the caller cost microseconds."""
MAX_CALLS: Final = 1_000
"""Calls in one sample at most."""


@dataclass(frozen=True)
class Timing:
    """What one job took."""

    median_s: float
    """Seconds a call."""
    best_s: float
    ratio: float
    """To the first job: 2 is twice as long."""


def time_jobs(jobs: Mapping[str, Callable[[], object]], *, rounds: int) -> dict[str, Timing]:
    """Time jobs in turn; each runs once before, to warm up and to learn how often it fits into a sample."""
    gc.collect()
    gc.freeze()  # what is there now is not looked at again, which would take longer than most jobs
    calls = {name: calls_in_sample(job) for name, job in jobs.items()}
    samples: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds):
        names = list(jobs)[:: 1 if number % 2 == 0 else -1]
        for name in names:
            samples[name].append(sample_seconds(jobs[name], calls[name]))
    first = samples[next(iter(jobs))]
    return {
        name: Timing(
            statistics.median(times),
            min(times),
            statistics.median(own / other for own, other in zip(times, first, strict=True)),
        )
        for name, times in samples.items()
    }


def best_seconds(job: Callable[[], object], *, rounds: int) -> float:
    """Give the least seconds of processor time that a call took: what the job takes where nothing disturbs it."""
    calls = calls_in_sample(job)
    return min(sample_seconds(job, calls, time.process_time) for _ in range(rounds))


def calls_in_sample(job: Callable[[], object]) -> int:
    """Run a job to warm up and to see how often it fits into a sample; the first call of a short job is not typical."""
    seconds = sample_seconds(job, 1)
    if seconds < SAMPLE_S:
        seconds = sample_seconds(job, 1)
    return min(MAX_CALLS, max(1, math.ceil(SAMPLE_S / max(seconds, 1e-9))))


def sample_seconds(job: Callable[[], object], calls: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """Give the seconds a call, over several calls; garbage of others is collected before."""
    gc.collect()
    start = clock()
    for _ in range(calls):
        job()
    return (clock() - start) / calls
