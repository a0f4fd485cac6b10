"""Damages checkpoints a hundred thousand times and prints what came of it.

From the project's root:

    python -m tests.convert.fuzzing.fuzz [--count 100000] [--first 0]

Symbol and parameter files of MXNet take turns with TFLite models (metadata, an appended archive and
suppression among them) and ONNX models.
Fails if anything but Birdeye's own errors is raised, or if a file takes more memory than four times
its size plus 64 MB. Memory is the growth of the process's peak over that before the first file.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from tests.convert.fuzzing.trials import (
    damaged,
    damaged_onnx,
    damaged_tflite,
    try_onnx,
    try_params,
    try_symbol,
    try_tflite,
    write_seeds,
)

ALLOWANCE = 64 << 20


def peak_bytes() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    options = parser.parse_args()
    outcomes: Counter[tuple[str, str]] = Counter()
    crashes: dict[str, int] = {}
    greedy: list[int] = []
    slowest = (0.0, 0)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        params, symbols = write_seeds(folder)
        weights = folder / "net-0000.params"
        for path in symbols:
            try_symbol(path.read_bytes(), folder / "x.json", weights)
        base = peak_bytes()
        for seed in range(options.first, options.first + options.count):
            path, content = damaged(seed, params, symbols)
            form = "symbol.json" if path.suffix == ".json" else ".params"
            if seed % 4 == 2:
                form, content = ".tflite", damaged_tflite(seed)
            if seed % 8 == 4:
                form, content = ".onnx", damaged_onnx(seed)
            begun = time.monotonic()
            try:
                if form == ".tflite":
                    outcome = try_tflite(content)
                elif form == ".onnx":
                    outcome = try_onnx(content, folder / "x.onnx")
                elif form == "symbol.json":
                    outcome = try_symbol(content, folder / "x.json", weights)
                else:
                    outcome = try_params(content, folder / "x.params")
            except Exception:
                outcome = "CRASH"
                crashes.setdefault(traceback.format_exc(limit=-3), seed)
            outcomes[form, outcome] += 1
            slowest = max(slowest, (time.monotonic() - begun, seed))
            if peak_bytes() - base > ALLOWANCE + 4 * len(content) and not greedy:
                greedy.append(seed)
    print(f"{options.count} files in {time.monotonic() - started:.0f} s")
    for (form, outcome), count in sorted(outcomes.items()):
        print(f"  {form:<12} {outcome:<22} {count:>7}")
    crashed = sum(count for (_, outcome), count in outcomes.items() if outcome == "CRASH")
    print(f"  crashes other than Birdeye's own errors: {crashed}")
    print(f"  growth of peak memory: {(peak_bytes() - base) / 1e6:.1f} MB")
    print(f"  slowest file: {slowest[0]:.2f} s (seed {slowest[1]})")
    for text, seed in crashes.items():
        print(f"seed {seed}:\n{text}")
    if greedy:
        print(f"seed {greedy[0]} took too much memory")
    return 1 if crashes or greedy else 0


if __name__ == "__main__":
    sys.exit(main())
