"""Gives Birdeye files that were made to exhaust it, and prints what each takes in time and memory.

From the project's root:

    python -m tests.robustness.hostile_files [--only WORD ...]

Small files, or sparse ones, that claim or unpack to gigabytes, or hold minutes of work. Each is
opened in a process of its own. Fails where one is met otherwise than said here, takes more than
1.5 GB with what decodes for it, or keeps the processor busy for more than ten seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.robustness.memory_watch import peak_bytes

MAX_BYTES = 1_500_000_000
MAX_SECONDS = 10.0
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Case:
    """``make`` writes the file, ``read`` reads it; ``told`` is in the refusal, empty for none."""

    name: str
    suffix: str
    make: Callable[[Path], None]
    read: Callable[[Path], None]
    told: str


@dataclass(frozen=True)
class Met:
    """How a file was met: the sentence, and what the reading took beside what starting takes."""

    name: str
    refusal: str
    seconds: float
    peak_bytes: int
    file_bytes: int
    disk_bytes: int

    def is_as_said(self, case: Case) -> bool:
        """Whether the sentence is the expected one, within the bounds."""
        is_met = case.told in self.refusal if case.told else not self.refusal
        return is_met and self.peak_bytes <= MAX_BYTES and self.seconds <= MAX_SECONDS


def meet(case: Case) -> Met:
    """Have a process of its own make and read the file."""
    command = [sys.executable, "-m", __name__ if __name__ != "__main__" else _MODULE]
    done = subprocess.run(
        [*command, "--case", case.name], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        return Met(case.name, f"it ended with {done.returncode}: {done.stderr[-500:]}", 0, 0, 0, 0)
    return Met(**json.loads(done.stdout.splitlines()[-1]))


_MODULE = "tests.robustness.hostile_files"


def _read_here(case: Case) -> Met:
    from birdeye.domain.errors import BirdeyeError
    from birdeye.xmp.tree import XmpRefused

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"hostile{case.suffix}"
        case.make(path)
        refusal, before = "", _busy_seconds()
        try:
            case.read(path)
        except (BirdeyeError, XmpRefused) as error:
            refusal = str(error)
        seconds = _busy_seconds() - before
        status = path.stat()
    sizes = status.st_size, status.st_blocks * 512
    return Met(case.name, refusal, seconds, peak_bytes(), *sizes)


def _busy_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> int:
    from tests.robustness.hostile_cases import CASES

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", default=[""], help="cases with these in their names")
    parser.add_argument("--case", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.case:
        (case,) = (each for each in CASES if each.name == options.case)
        print(json.dumps(vars(_read_here(case))))
        return 0
    chosen = [case for case in CASES if any(word in case.name for word in options.only)]
    failed, most_bytes, longest_s = 0, 0, 0.0
    for case in chosen:
        met = meet(case)
        good = met.is_as_said(case)
        failed += not good
        most_bytes, longest_s = max(most_bytes, met.peak_bytes), max(longest_s, met.seconds)
        print(
            f"{case.name:<44}{met.file_bytes / 1e6:>8.1f} MB{met.peak_bytes / 1e6:>7.0f} MB"
            f"{met.seconds:>6.1f} s  {'' if good else 'FELL '}{met.refusal[:90] or 'taken'}",
            flush=True,
        )
    print(f"{len(chosen)} hostile files, {failed} met otherwise than they should be")
    print(f"at most {most_bytes / 1e6:.0f} MB and {longest_s:.1f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
