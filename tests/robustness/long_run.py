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
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, LIME, RED

_A_FOLDER = 1000
_GROWTH_ALLOWED = 1.10


@dataclass(frozen=True)
class Sample:
    """The process at one moment."""

    resident_mb: float
    threads: int
    open_files: int


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
    quarter = max(1, len(samples) // 4)
    quarters = [samples[at : at + quarter] for at in range(0, 4 * quarter, quarter)]
    print(f"{written} of {options.count} photos in {seconds:.0f} s, exit code {process.returncode}")
    print("quarter  memory MB (median, most)  threads (most)  open files (most)")
    for number, part in enumerate(quarters, start=1):
        memory = [sample.resident_mb for sample in part]
        threads, files = max(s.threads for s in part), max(s.open_files for s in part)
        print(f"{number:7}  {median(memory):7.0f}  {max(memory):7.0f}  {threads:20}  {files:17}")
    first, last = quarters[1], quarters[3]
    grown = median(s.resident_mb for s in last) / median(s.resident_mb for s in first)
    print(f"memory of the last quarter over the second: {grown:.3f}")
    leaked = any(
        max(getattr(s, kind) for s in last) > max(getattr(s, kind) for s in first)
        for kind in ("threads", "open_files")
    )
    complete = written == options.count and process.returncode == 0
    return 0 if complete and grown <= _GROWTH_ALLOWED and not leaked else 1


if __name__ == "__main__":
    sys.exit(main())
