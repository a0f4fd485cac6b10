"""Runs ``birdeye`` as a user does, in a process of its own, and tells how long and how large."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.children import ROOT
from tests.benchmarks.large_photos import make_large_photos
from tests.benchmarks.settings import Settings
from tests.helpers.stand_in_pack import SHARED

SMALL_MEGAPIXELS = 0.2
SMALL_FILES = 48

_COMMAND = """
import sys
from birdeye.__main__ import main
from tests.benchmarks.measuring import peak_megabytes
code = main(sys.argv[1:])
print(peak_megabytes(), file=sys.stderr)
sys.exit(code)
"""


def timed_command(words: list[str], data_folder: Path) -> tuple[float, float]:
    """(seconds, megabytes at the peak) from start to end; the user's own data is left alone."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND, *words],
        cwd=ROOT,
        env={**os.environ, "BIRDEYE_DATA": str(data_folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    return time.perf_counter() - started, float(done.stderr.split()[-1])


def small_photos(settings: Settings, count: int) -> Path:
    """A folder of ``count`` photos of a fifth of a megapixel, no two files alike."""
    sources = sorted((SHARED / "photos").glob("*.jpg"))
    small = settings.kept.with_name(settings.kept.name + "-small")
    files = make_large_photos(sources, small, SMALL_FILES, SMALL_MEGAPIXELS)
    contents = [file.read_bytes() for file in files]
    folder = settings.scratch / f"{count}-photos"
    folder.mkdir(exist_ok=True)
    for number in range(count):
        # What follows the end of a JPEG is none of its pixels.
        content = contents[number % len(contents)] + number.to_bytes(4, "big")
        (folder / f"{number:06}.jpg").write_bytes(content)
    return folder
