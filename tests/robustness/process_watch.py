"""Watches a process from outside: its memory, threads and open files, and whether they grow.

Reads /proc, so it needs Linux.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

GROWTH_ALLOWED = 1.10
"""Memory of the last quarter over that of the second: a leak goes on, a program that has warmed
up does not."""


@dataclass(frozen=True)
class Sample:
    """The process at one moment."""

    resident_mb: float
    threads: int
    open_files: int


def look_at(process_id: int) -> Sample | None:
    """The process now, None when it is gone."""
    folder = Path("/proc") / str(process_id)
    try:
        status = (folder / "status").read_text()
        open_files = len(list((folder / "fd").iterdir()))
    except OSError:
        return None
    facts = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    if "VmRSS" not in facts:
        return None
    return Sample(int(facts["VmRSS"].split()[0]) / 1024, int(facts["Threads"]), open_files)


def busy_seconds(process_id: int) -> float:
    """The processor time that a process and its descendants took; 0 where it is gone.

    Unlike the clock it is the same, more or less, however busy the machine is.
    """
    folder = Path("/proc") / str(process_id)
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        children = [
            int(child)
            for thread in (folder / "task").iterdir()
            for child in (thread / "children").read_text().split()
        ]
    except (OSError, IndexError):
        return 0.0
    # utime, stime, cutime and cstime: the last two are of children that have ended.
    own = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return own + sum(map(busy_seconds, children))


def quarters(values: Sequence) -> list[Sequence]:
    """``values`` in four parts of equal length; what does not go into four is left out."""
    length = max(1, len(values) // 4)
    return [values[at : at + length] for at in range(0, 4 * length, length)]


def print_quarters(samples: Sequence[Sample]) -> None:
    """One line for each quarter of the time."""
    print("quarter  memory MB (median, most)  threads (median, most)  open files (median, most)")
    for number, part in enumerate(quarters(samples), start=1):
        if not part:
            continue
        memory = [sample.resident_mb for sample in part]
        threads = [sample.threads for sample in part]
        files = [sample.open_files for sample in part]
        print(
            f"{number:7}  {median(memory):8.0f} {max(memory):15.0f}"
            f"  {median(threads):8.0f} {max(threads):13}  {median(files):10.0f} {max(files):14}"
        )


def growth(samples: Sequence[Sample]) -> float:
    """Median memory of the last quarter over that of the second."""
    _, second, _, last = _memory_of_quarters(samples)
    return last / second


def highest_growth(samples: Sequence[Sample]) -> float:
    """Median memory of the last quarter over the highest of the quarters before."""
    *before, last = _memory_of_quarters(samples)
    return last / max(before)


def _memory_of_quarters(samples: Sequence[Sample]) -> list[float]:
    return [median(sample.resident_mb for sample in part) for part in quarters(samples)]
