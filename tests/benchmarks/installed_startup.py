"""Measures how soon an installed program has painted its window.

``python -m tests.benchmarks.installed_startup PROGRAM [RUNS]`` starts PROGRAM (/usr/bin/birdeye, or
build/packaging/bundle/birdeye/birdeye) RUNS times (9) with an empty data folder, and reads from its
log when the first paint was done. The first, cold start is told apart.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from datetime import datetime
from pathlib import Path

PAINTED = "The window is painted."
_LIMIT_S = 60.0


def start_once(program: Path, data_folder: Path) -> float:
    """Seconds from the start of the process until the window is painted, to the millisecond."""
    log = data_folder / "log" / "birdeye.log"
    log.unlink(missing_ok=True)
    environment = {**os.environ, "BIRDEYE_DATA": str(data_folder)}
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    before = time.time()
    running = subprocess.Popen([program], env=environment, stderr=subprocess.DEVNULL)
    try:
        while time.time() < before + _LIMIT_S and running.poll() is None:
            for line in log.read_text("utf-8").splitlines() if log.exists() else ():
                if line.endswith(PAINTED):
                    moment = datetime.strptime(line[:23], "%Y-%m-%d %H:%M:%S,%f")
                    return moment.timestamp() - before
            time.sleep(0.02)
    finally:
        running.terminate()
        running.wait()
    raise SystemExit(f"{program} painted no window.")


def main(program: Path, runs: int) -> None:
    """Run and print."""
    with tempfile.TemporaryDirectory() as folder:
        first, *later = (1000 * start_once(program, Path(folder)) for _ in range(runs))
    print(f"{program}: first of {runs} starts {first:.0f} ms")
    print(
        f"later starts: median {statistics.median(later):.0f} ms "
        f"(from {min(later):.0f} to {max(later):.0f} ms)"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path, help="e.g. /usr/bin/birdeye")
    parser.add_argument("runs", type=int, nargs="?", default=9)
    options = parser.parse_args()
    main(options.program, options.runs)
