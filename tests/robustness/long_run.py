"""Sends a hundred thousand photos through the command line and watches the process from outside.

From the project's root:

    python -m tests.robustness.long_run [--count 100000] [--pack ID]

The photos are small and all different; they are found, identified by the pack and remembered in a
catalogue of their own, as any others would be. Fails if memory grows by more than a tenth after
the first quarter, or if threads or open files become more. Reads /proc, so it needs Linux.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, LIME, RED
from tests.robustness.process_watch import (
    GROWTH_ALLOWED,
    growth,
    look_at,
    print_quarters,
    quarters,
)

_A_FOLDER = 1000


def write_photos(folder: Path, count: int) -> None:
    """``count`` JPEG files of three pictures, each different by what follows its last marker."""
    pictures = []
    for number, colour in enumerate((RED, BLUE, LIME, None)):
        path = draw_photo(folder / f"seed{number}.jpg", colour)
        pictures.append(path.read_bytes())
        path.unlink()
    for number in range(count):
        inside = folder / f"{number // _A_FOLDER:04}"
        inside.mkdir(exist_ok=True)
        content = pictures[number % len(pictures)] + number.to_bytes(4, "big")
        (inside / f"{number:06}.jpg").write_bytes(content)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--pack", help="another pack than the default one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        photos, results = Path(name) / "photos", Path(name) / "results.jsonl"
        photos.mkdir()
        write_photos(photos, options.count)
        command = [sys.executable, "-m", "birdeye", "identify", str(photos)]
        command += ["--output", str(results)]
        command += ["--pack", options.pack] if options.pack else []
        environment = {**os.environ, "BIRDEYE_DATA": str(Path(name) / "data")}
        started = time.monotonic()
        process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        samples = []
        while process.poll() is None:
            sample = look_at(process.pid)
            if sample is not None:
                samples.append(sample)
            time.sleep(0.5)
        seconds = time.monotonic() - started
        with results.open(encoding="utf-8") as lines:
            written = sum(1 for _ in lines)
    print(f"{written} of {options.count} photos in {seconds:.0f} s, exit code {process.returncode}")
    print_quarters(samples)
    grown = growth(samples)
    print(f"memory of the last quarter over the second: {grown:.3f}")
    _, first, _, last = quarters(samples)
    leaked = any(
        max(getattr(s, kind) for s in last) > max(getattr(s, kind) for s in first)
        for kind in ("threads", "open_files")
    )
    complete = written == options.count and process.returncode == 0
    return 0 if complete and grown <= GROWTH_ALLOWED and not leaked else 1


if __name__ == "__main__":
    sys.exit(main())
