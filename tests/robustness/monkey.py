"""Lets a monkey at the window: random keys, text, clicks, drags, drops, commands and switches.

From the project's root:

    python -m tests.robustness.monkey [--events 50000] [--seed 1] [--minutes 60] [--keep FOLDER]

The window is the real one, without a screen unless DISPLAY is set, with tiny packs and photos that
are drawn for it, in a home folder of its own. It runs in a process of its own that is watched from
outside, so that one that dies or hangs counts as a fault, and is told with the acts before it and
where it was; the rest of the events go on in the next process, as the user would start it again.

Fails if an exception reaches the top, in whatever thread, if Qt complains, or if the process dies
or hangs; and, where it takes ten minutes or more, if memory of the last quarter exceeds that of
any before by more than a tenth (what is on show differs from quarter to quarter, a leak makes the
last the highest), or if threads, open files or widgets pile up. ``--minutes`` spreads
the events over that time, so that batches run between them. Needs Linux, as it reads /proc.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.robustness.monkey_program import JOURNAL, OUTCOME, STATES
from tests.robustness.process_watch import (
    GROWTH_ALLOWED,
    Sample,
    highest_growth,
    look_at,
    print_quarters,
    quarters,
)

ROOT = Path(__file__).resolve().parents[2]
PHOTOS = 300

_SILENT_SECONDS = 300
"""A process that does nothing for so long hangs, whatever else the computer has to do."""

_FLAT_FROM_SECONDS = 600
"""Whether something piles up shows once the program has warmed up, and not in a short run."""

_DEATHS_ENOUGH = 5
_MORE_ALLOWED = {"threads": 2, "open_files": 4, "widgets": 40}
"""Medians of the last quarter above those of the second: what is open at the moment differs."""


@dataclass
class Report:
    """What came of it."""

    done: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    samples: list[Sample] = field(default_factory=list)
    states: list[dict] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def events(self) -> int:
        """Acts that were done."""
        return self.done.total()


def run(folder: Path, events: int, seed: int, minutes: float = 0, photos: int = PHOTOS) -> Report:
    """Let the monkey play ``events`` times in ``folder``."""
    report = Report()
    started = time.monotonic()
    for attempt in range(_DEATHS_ENOUGH):
        acted = int(report.states[-1]["events"]) if report.states else 0
        left = events - acted
        if left <= 0:
            break
        inside = folder / f"start {attempt}"
        inside.mkdir(parents=True)
        end = _play(inside, left, 60 * minutes * left / events, seed + attempt, photos, report)
        for state in _read_states(inside):
            report.states.append({**state, "events": acted + state["events"]})
        if not end:
            break
        report.faults[end] += 1
    report.seconds = time.monotonic() - started
    return report


def _play(folder: Path, events: int, seconds: float, seed: int, photos: int, report: Report) -> str:
    """One process, to its end; how it died, empty where it did not."""
    program = [sys.executable, "-X", "faulthandler", "-m", "tests.robustness.monkey_program"]
    words = [str(folder), *(str(value) for value in (events, seconds, seed, photos))]
    nowhere = "http://127.0.0.1:9"
    environment = {
        **os.environ,
        "HOME": str(folder),
        "BIRDEYE_DATA": str(folder / "data"),
        # Whatever is offered for download: this is no test of the network.
        **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), nowhere),
    }
    with (folder / "stderr.txt").open("wb") as errors:
        process = subprocess.Popen([*program, *words], cwd=ROOT, env=environment, stderr=errors)
        hung = _watch(process, folder / JOURNAL, 1.0 if seconds else 0.1, report)
    outcome = folder / OUTCOME
    if outcome.exists():
        told = json.loads(outcome.read_text(encoding="utf-8"))
        report.done.update(told["done"])
        report.faults.update(told["faults"])
        if process.returncode == 0:
            return ""
    else:
        acts = [line for line in _lines(folder / JOURNAL) if line[:1].isdigit()]
        report.done["by processes that died"] += int(acts[-1].split()[0]) if acts else 0
    last = "\n".join(_lines(folder / JOURNAL)[-20:])
    errors = "\n".join(_lines(folder / "stderr.txt")[-150:])
    kind = "hung" if hung else f"ended with {process.returncode}"
    return f"The process {kind}. Its last acts:\n{last}\nand where it was:\n{errors}"


def _watch(process: subprocess.Popen, journal: Path, pause: float, report: Report) -> bool:
    """Sample until the end; whether it had to be killed since it did nothing any more."""
    size, since = -1, time.monotonic()
    while process.poll() is None:
        sample = look_at(process.pid)
        if sample is not None:
            report.samples.append(sample)
        now = time.monotonic()
        length = journal.stat().st_size if journal.exists() else 0
        if length != size:
            size, since = length, now
        elif now - since > _SILENT_SECONDS:
            # faulthandler then writes where each thread is.
            process.send_signal(signal.SIGABRT)
            process.wait()
            return True
        time.sleep(pause)
    return False


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8", errors="replace").splitlines() if file.exists() else []


def _read_states(folder: Path) -> list[dict]:
    return [json.loads(line) for line in _lines(folder / STATES) if line.endswith("}")]


def what_piled_up(report: Report) -> list[str]:
    """A sentence for each thing of which there is more at the end than there was."""
    found = []
    grown = highest_growth(report.samples)
    if grown > GROWTH_ALLOWED:
        found.append(f"Memory of the last quarter is {grown:.3f} times the highest before.")
    columns = {
        "threads": [sample.threads for sample in report.samples],
        "open_files": [sample.open_files for sample in report.samples],
        "widgets": [state["widgets"] for state in report.states],
    }
    for kind, values in columns.items():
        _, second, _, last = map(median, quarters(values))
        if last - second > _MORE_ALLOWED[kind]:
            found.append(f"There are more {kind}: {second:.0f} in the second quarter, {last:.0f}.")
    return found


def print_report(report: Report) -> None:
    """All figures."""
    print(f"{report.events} events in {report.seconds:.0f} s")
    print("  " + ", ".join(f"{task} {count}" for task, count in sorted(report.done.items())))
    if len(report.samples) >= 4:
        print_quarters(report.samples)
        print(f"memory of the last quarter over the highest: {highest_growth(report.samples):.3f}")
    if len(report.states) >= 4:
        print("quarter  widgets  memory blocks  photos on show (median of each)  in mid-batch")
        for number, part in enumerate(quarters(report.states), start=1):
            widgets, photos = (median(s[kind] for s in part) for kind in ("widgets", "photos"))
            objects = median([s["objects"] for s in part if s["objects"]] or [0])
            share = sum(s["in_batch"] for s in part) / len(part)
            print(f"{number:7}  {widgets:7.0f}  {objects:14.0f}  {photos:31.0f}  {share:12.0%}")
    print(f"faults: {report.faults.total()}")
    for fault, count in report.faults.items():
        print(f"{count} times:\n{fault}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=0, help="spread the events over this time")
    parser.add_argument("--photos", type=int, default=PHOTOS, help="photos to begin with")
    parser.add_argument("--keep", type=Path, help="an empty folder that keeps journal and files")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep.absolute() if options.keep else Path(name)
        report = run(folder, options.events, options.seed, options.minutes, options.photos)
    print(f"seed {options.seed}: ", end="")
    print_report(report)
    piled_up = what_piled_up(report) if report.seconds >= _FLAT_FROM_SECONDS else []
    print(*piled_up, sep="\n")
    complete = report.events >= options.events
    return 0 if complete and not report.faults and not piled_up else 1


if __name__ == "__main__":
    sys.exit(main())
