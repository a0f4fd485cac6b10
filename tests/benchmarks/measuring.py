"""What every section of the suite needs: figures with their spread, clocks, and turns.

A figure is a median with the least and the greatest value beside it, so that a reader sees how
much to believe. What is compared is measured by turns in one session: other work on the machine
then strikes all sides alike, and the ratio of each round can be taken by itself.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Unavailable(Exception):
    """A section cannot be measured here; the text is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. ``goal`` is what the project aims at, empty where it has no goal."""

    name: str
    unit: str
    median: float
    least: float
    greatest: float
    rounds: int
    goal: str = ""


def figure(name: str, unit: str, values: Sequence[float], goal: str = "") -> Figure:
    """The figure for what several rounds yielded."""
    return Figure(
        name, unit, statistics.median(values), min(values), max(values), len(values), goal
    )


def ratios(those: Sequence[float], these: Sequence[float]) -> list[float]:
    """Round by round, how many times ``these`` go into ``those``."""
    return [that / this for that, this in zip(those, these, strict=True)]


def cpu_milliseconds(task: Callable[[], object]) -> float:
    """What ``task`` costs the calling thread, whatever else the machine does."""
    started = time.thread_time()
    task()
    return 1000 * (time.thread_time() - started)


def by_turns(
    tasks: Mapping[str, Callable[[], float]], rounds: int, *, warming: int = 1
) -> dict[str, list[float]]:
    """What each task yields in each round, after rounds that do not count."""
    for _ in range(warming):
        for task in tasks.values():
            task()
    values: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            values[name].append(task())
    return values


def peak_megabytes() -> float:
    """The most memory that this process has held, in millions of bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # unlike ru_maxrss, this does not count the parent from before exec
        (line,) = (row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


@dataclass(frozen=True, slots=True)
class CoreUse:
    """How many cores this process and all others used since `start` (others: Linux only)."""

    own: float
    others: float


class CoreClock:
    """Counts processor time of this process and of the whole machine from its making on."""

    def __init__(self) -> None:
        self._started = time.perf_counter(), time.process_time(), _busy_seconds()

    def read(self) -> tuple[float, float, CoreUse]:
        """(seconds passed, CPU seconds of this process, cores used)."""
        seconds = time.perf_counter() - self._started[0]
        own = time.process_time() - self._started[1]
        others = max(0.0, _busy_seconds() - self._started[2] - own)
        return seconds, own, CoreUse(own / seconds, others / seconds)


def _busy_seconds() -> float:
    """CPU seconds of all processes since the machine started; 0 where it does not tell."""
    try:
        ticks = [int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
    except OSError:
        return 0.0
    user, nice, system, _idle, _waiting, interrupts, soft_interrupts, *_ = ticks
    return (user + nice + system + interrupts + soft_interrupts) / os.sysconf("SC_CLK_TCK")
