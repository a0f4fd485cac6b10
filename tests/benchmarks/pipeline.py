"""Photos a second and peak memory from file to species, and where the time goes.

``python -m tests.benchmarks.pipeline`` makes 200 photos of 24 megapixels from those of ../shared
(kept for the next run) and identifies them with the stand-in pack in three arrangements, each in a
process of its own:

- Birdeye: a worker a core, decoding only what is needed;
- one worker: the same, one photo after the other, over a quarter of the photos;
- naive: every photo decoded whole, one after the other, over a quarter of the photos.

The bound is what the cores could do if nothing were ever waited for: CPU seconds of all stages,
divided by the cores. On a machine that does other work, too, photos a second say little; "cores
used" shows how much of it Birdeye got, and milliseconds of CPU a photo can still be compared.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from birdeye.imaging.photo_file import DecodedPhoto, PhotoFile
from birdeye.packs.pack import load_pack
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.vision.session import available_cores
from birdeye.workflows.identify_photos import identify_photos
from tests.benchmarks.large_photos import make_large_photos
from tests.helpers.stand_in_pack import (
    SHARED,
    STAND_IN_ABSENT,
    make_stand_in_pack,
    stand_in_is_possible,
)

STAGES = {
    "decode_overview": "decoding",
    "decode_for_crops": "decoding again for small birds",
    "detect": "detection",
    "classify_crops": "classification",
}


class TimedIdentifier(Identifier):
    """Counts the CPU seconds of each stage, over all threads; runs of networks in one thread."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.seconds: Counter[str] = Counter()
        self._lock = threading.Lock()
        for stage in STAGES:
            setattr(self, stage, self._timed(stage, getattr(self, stage)))

    def _timed(self, stage: str, deed: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any) -> Any:
            started = time.thread_time()
            try:
                return deed(*arguments)
            finally:
                with self._lock:
                    self.seconds[stage] += time.thread_time() - started

        return timed


class NaiveIdentifier(TimedIdentifier):
    """Decodes every photo whole."""

    def decode_overview(self, photo: PhotoFile) -> DecodedPhoto:
        return photo.decode(1.0)


ARRANGEMENTS: dict[str, tuple[type[TimedIdentifier], int, float]] = {
    "Birdeye": (TimedIdentifier, available_cores(), 1.0),
    "one worker": (TimedIdentifier, 1, 0.25),
    "naive": (NaiveIdentifier, 1, 0.25),
}
"""Identifier, workers, and the share of the photos that is enough to compare with."""


def measure(arrangement: str, pack_folder: Path, paths: Sequence[Path]) -> dict[str, Any]:
    """The figures of one arrangement, in this process."""
    kind, workers, share = ARRANGEMENTS[arrangement]
    paths = paths[: max(1, round(share * len(paths)))]
    identifier = kind(load_pack(pack_folder), IdentifyOptions(threads=1))
    memory, birds, unreadable = [], 0, 0
    started, started_cpu = time.perf_counter(), time.process_time()
    for number, result in enumerate(identify_photos(paths, identifier, workers=workers), 1):
        birds += len(result.birds)
        unreadable += result.error is not None
        if number % max(1, len(paths) // 4) == 0:
            memory.append(round(peak_megabytes()))
    seconds = time.perf_counter() - started
    cpu_seconds = time.process_time() - started_cpu
    return {
        "photos": len(paths),
        "birds": birds,
        "unreadable": unreadable,
        "seconds": seconds,
        "photos_per_second": len(paths) / seconds,
        "cpu_ms_per_photo": 1000 * cpu_seconds / len(paths),
        "cores_used": cpu_seconds / seconds,
        "stage_cpu_ms_per_photo": {
            stage: 1000 * identifier.seconds[stage] / len(paths) for stage in STAGES
        },
        "bound_photos_per_second": available_cores() * len(paths) / identifier.seconds.total(),
        "peak_megabytes_by_quarter": memory,
    }


def peak_megabytes() -> float:
    """The most memory that this process has held, in millions of bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # unlike ru_maxrss, this does not count the parent from before exec
        (line,) = (row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def measure_apart(arrangement: str, pack_folder: Path, folder: Path, count: int) -> dict[str, Any]:
    """The same in a process of its own, so that its memory is its own."""
    words = ["--only", arrangement, "--pack-folder", str(pack_folder), "--folder", str(folder)]
    finished = subprocess.run(
        [sys.executable, "-m", __spec__.name, *words, "--photos", str(count)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(finished.stdout)


def report(figures: dict[str, dict[str, Any]]) -> str:
    """The figures as people read them."""
    lines = [f"{'':14}{'photos/s':>10}{'CPU ms/photo':>14}{'cores used':>12}{'peak MB':>9}"]
    for name, each in figures.items():
        peak = max(each["peak_megabytes_by_quarter"])
        lines.append(
            f"{name:14}{each['photos_per_second']:10.2f}{each['cpu_ms_per_photo']:14.1f}"
            f"{each['cores_used']:12.2f}{peak:9}"
        )
    birdeye = figures["Birdeye"]
    stages = birdeye["stage_cpu_ms_per_photo"]
    total = sum(stages.values())
    lines += ["", f"Where Birdeye's {total:.1f} ms of CPU a photo go:"]
    lines += [
        f"  {STAGES[stage]:32}{milliseconds:8.1f} ms {milliseconds / total:6.0%}"
        for stage, milliseconds in stages.items()
    ]
    quarters = ", ".join(map(str, birdeye["peak_megabytes_by_quarter"]))
    bound = birdeye["bound_photos_per_second"]
    lines += [
        "",
        f"Peak memory after each quarter of the {birdeye['photos']} photos: {quarters} MB",
        f"Bound of {available_cores()} cores: {bound:.2f} photos/s; "
        f"Birdeye took {bound / birdeye['photos_per_second']:.2f} times as long",
    ]
    return "\n".join(lines)


def main(words: list[str]) -> int:
    """Make the photos, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.pipeline")
    parser.add_argument("--photos", type=int, default=200)
    parser.add_argument("--megapixels", type=float, default=24)
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()) / "birdeye-benchmark-photos",
        help="where the photos are made, and kept (1.1 GB for 200)",
    )
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--only", choices=ARRANGEMENTS, help=argparse.SUPPRESS)
    parser.add_argument("--pack-folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(words)
    if options.only:
        paths = sorted(options.folder.glob("*.jpg"))[: options.photos]
        print(json.dumps(measure(options.only, options.pack_folder, paths)))
        return 0
    if not stand_in_is_possible():
        print(f"This benchmark {STAND_IN_ABSENT}.", file=sys.stderr)
        return 1
    sources = sorted((SHARED / "photos").glob("*.jpg"))
    make_large_photos(sources, options.folder, options.photos, options.megapixels)
    with tempfile.TemporaryDirectory() as temporary:
        pack = make_stand_in_pack(Path(temporary) / "stand-in")
        figures = {
            name: measure_apart(name, pack.folder, options.folder, options.photos)
            for name in ARRANGEMENTS
        }
    print(report(figures))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
