"""Damages photos of every format twenty thousand times and prints what came of it.

From the project's root:

    python -m tests.robustness.fuzz_photos [--count 20000] [--first 0] [--keep FOLDER]

Fails if a file raises anything but Birdeye's own error, takes the process down, or takes more than
five seconds, or if the process and its decoder ever hold more than 1.5 GB. Decoders of HEIF and RAW
run in workers of the program's own, which may die. ``--keep`` saves the files that failed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.robustness.mutations import damaged
from tests.robustness.photo_seeds import photo_seeds, skeletons
from tests.robustness.photo_trials import trials

MAX_BYTES = 1_500_000_000
_GOOD = ("opened", "refused")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first file")
    parser.add_argument("--keep", type=Path, help="a folder for the files that failed")
    options = parser.parse_args()
    seeds = photo_seeds() | skeletons()
    outcomes: Counter[tuple[str, str]] = Counter()
    failures: dict[str, int] = {}
    slowest = (0.0, -1)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, trials() as child:
        for number in range(options.first, options.first + options.count):
            name, content, suffix = damaged(seeds, number)
            path = Path(folder) / f"photo{suffix}"
            path.write_bytes(content)
            outcome = child.run(path)
            path.unlink()
            if child.peak_bytes > MAX_BYTES:
                failures.setdefault(f"more than 1.5 GB of memory: {name}", number)
            outcomes[name.split("-")[0], outcome.kind] += 1
            slowest = max(slowest, (outcome.seconds, number))
            if outcome.kind not in _GOOD:
                failures.setdefault(f"{outcome.kind} {name} {outcome.detail}", number)
            if number in failures.values() and options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{number}-{name}{suffix}").write_bytes(content)
        peak = child.peak_bytes
    print(f"{options.count} files in {time.monotonic() - started:.0f} s")
    for (form, kind), count in sorted(outcomes.items()):
        print(f"  {form:<8} {kind:<8} {count:>7}")
    print(f"  peak memory {peak / 1e6:.0f} MB with decoders")
    print(f"  slowest file {slowest[0]:.2f} s (number {slowest[1]})")
    for text, number in failures.items():
        print(f"file {number}: {text}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
