"""Exports and imports a made archive of many rows, and prints what memory and time that takes.

By hand: ``python -m tests.cluster.large_rows 20000 1000000 [--formats csv darwin-core]``

The rows of a photo, of no bird to three of them, repeat with other addresses: 500 a part, 1,000 a
folder. Each command runs by itself. ``import-results`` is asked for one species in a hundred rows,
whose photos are there. What is printed is the most memory that a command had (Linux), so that it
can be seen whether it grows with the rows.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from birdeye.cluster.partition import provenance_of
from birdeye.cluster.table import SCHEMA, row_of
from birdeye.domain.identification import PhotoResult
from birdeye.domain.photos import GpsPosition, PhotoMetadata
from tests.cluster.large_run import peak_mb
from tests.helpers.made_results import ROBIN, TIT, WREN, make_bird
from tests.helpers.tiny_pack import make_tiny_pack

A_PART, A_FOLDER, RARE_EVERY = 500, 1000, 100
FORMATS = ("csv", "darwin-core", "camtrap-dp", "megadetector")


def make_rows(results: Path, photos: Path, count: int) -> None:
    """An archive of ``count`` photos; those with a wren are in ``photos``, empty."""
    results.mkdir()
    provenance = provenance_of(make_tiny_pack(results.parent / f"pack-{count}"))
    birds = [(), (make_bird(ROBIN),), (make_bird(ROBIN), make_bird(TIT), make_bird(TIT))]
    rows = []
    for number in range(A_PART):
        is_rare = number % RARE_EVERY == 0
        found = (make_bird(WREN),) if is_rare else birds[number % len(birds)]
        facts = PhotoMetadata(datetime(2026, 5, number % 28 + 1, 7, 30), GpsPosition(52.5, 13.4))
        result = PhotoResult(Path("x.jpg"), 600, 400, found, metadata=facts)
        rows.append(row_of("x.jpg", f"{number:064}", 1000, result, provenance))
    table = pa.Table.from_pylist(rows, SCHEMA)
    for part, first in enumerate(range(0, count, A_PART)):
        folder = photos / f"{first // A_FOLDER:05}"
        folder.mkdir(parents=True, exist_ok=True)
        addresses = [str(folder / f"{first + number:07}.jpg") for number in range(A_PART)]
        for address in addresses[::RARE_EVERY]:
            Path(address).touch()
        column = pa.array(addresses, pa.string())
        pq.write_table(
            table.set_column(0, SCHEMA.field(0), column),
            results / f"part-{part:06}-{0:012}.parquet",
        )


def measured(words: list[str]) -> tuple[float, float]:
    """The most MB that the command had, and seconds of processors; AssertionError if it fails."""
    spent = os.times()
    process = subprocess.Popen([sys.executable, "-m", "birdeye", *words], stdout=sys.stderr)
    most = 0.0  # looked at: what the system tells afterwards begins with the memory of this process
    while process.poll() is None:
        most = max(most, peak_mb(process.pid))
        time.sleep(0.02)
    assert process.returncode == 0, f"{words} ended with {process.returncode}"
    ended = os.times()
    seconds = ended.children_user - spent.children_user
    return most, seconds + ended.children_system - spent.children_system


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="+")
    parser.add_argument("--formats", nargs="*", default=FORMATS, choices=FORMATS)
    arguments = parser.parse_args()
    for count in arguments.rows:
        with tempfile.TemporaryDirectory(prefix="birdeye-rows-") as name:
            top = Path(name)
            results = top / "results"
            make_rows(results, top / "photos", count)
            for each in arguments.formats:
                output = str(top / f"out-{each}")
                words = ["export", each, "--from", str(results), "--all", "--output", output]
                print(f"{count:,} rows, {each}: %.0f MB, %.1f s" % measured(words), flush=True)
            words = ["import-results", str(results), "--species", WREN]
            words += ["--catalogue", str(top / "catalogue.sqlite")]
            print(f"{count:,} rows, import-results: %.0f MB, %.1f s" % measured(words), flush=True)


if __name__ == "__main__":
    main()
