"""Runs an archive of thousands of photos through clusters of this machine, and kills their workers.

By hand: ``python -m tests.cluster.large_run FOLDER [--count N] [--kills N] [--s3]``

``--s3`` serves the photos from moto's server on 127.0.0.1, which takes ``pip install s3fs
'moto[server]'``. Prints time against `identify_photos` in one process, the largest memory of a
worker, and how the rows differ. Beside the time is that of the processors, on which other
programs of the machine have less influence.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from birdeye.cli.pack_choice import chosen_pack
from birdeye.cluster.archive import photos_in
from birdeye.cluster.run import Request, connected, run
from birdeye.domain.identification import PhotoResult
from birdeye.domain.species import Species
from birdeye.packs.pack import Pack
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.workflows.find_photos import find_photos
from birdeye.workflows.identify_photos import identify_photos

OPTIONS = IdentifyOptions(threads=1)
BUCKET = "photos"


@dataclass(frozen=True)
class Took:
    """Seconds by the clock and of processors; the most MB of a worker, and how many were killed."""

    wall_s: float
    processor_s: float
    most_mb: float = 0.0
    killed: int = 0


def processor_s() -> float:
    """Of this process, and of those of its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def plain(photos: Sequence[Path], pack: Pack) -> tuple[dict[str, PhotoResult], Took]:
    """What one process finds, by name, and how long it took."""
    began, spent = time.perf_counter(), processor_s()
    results = {str(each.path): each for each in identify_photos(photos, Identifier(pack, OPTIONS))}
    return results, Took(time.perf_counter() - began, processor_s() - spent)


def on_cluster(
    cluster: str, source: str, results: Path, pack: Pack, partition: int, kills: int = 0
) -> Took:
    """What it took, once the workers have started."""
    spent = processor_s()
    request = Request(cluster, (source,), str(results), OPTIONS, partition, 1 << 32)
    with connected(cluster) as (client, threads):
        watch = _Watch(client, kills)
        with watch:
            began = time.perf_counter()
            for _ in run(client, threads, request, pack):
                pass
            seconds = time.perf_counter() - began
    return Took(seconds, processor_s() - spent, watch.most_mb, watch.killed)


class _Watch(threading.Thread):
    """Looks at the workers' memory every second, and kills one now and then."""

    def __init__(self, client, kills: int) -> None:
        super().__init__(daemon=True)
        self._client, self._kills = client, kills
        self._ended = threading.Event()
        self.most_mb, self.killed = 0.0, 0

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        self.join()

    def run(self) -> None:
        chance = random.Random(2026)
        while not self._ended.wait(1.0 if self.killed >= self._kills else chance.uniform(0.5, 4)):
            try:
                pids = list(self._client.run(os.getpid, on_error="ignore").values())
            except Exception:  # a worker that is just being started anew
                continue
            pids = [pid for pid in pids if isinstance(pid, int)]
            for pid in pids:
                self.most_mb = max(self.most_mb, _peak_mb(pid))
            if pids and self.killed < self._kills:
                os.kill(chance.choice(pids), signal.SIGKILL)
                self.killed += 1


def _peak_mb(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    peaks = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(peaks[0]) / 1024 if peaks else 0.0


def differences(results: Path, expected: dict[str, PhotoResult], top: str) -> tuple[int, int, int]:
    """(rows, names that differ, figures that differ by more than 1e-6); rows may not repeat."""
    rows = names = figures = 0
    seen = set()
    for photo in photos_in(str(results), Species):
        rows += 1
        assert photo.address not in seen, f"{photo.address} has two rows"
        seen.add(photo.address)
        other = expected[str(Path(top) / photo.address.removeprefix(f"s3://{BUCKET}/"))]
        names += [b.claim.taxon for b in photo.result.birds] != [b.claim.taxon for b in other.birds]
        for a, b in zip(photo.result.birds, other.birds, strict=False):
            figures += not math.isclose(a.score, b.score, abs_tol=1e-6)
            figures += not math.isclose(a.claim.probability, b.claim.probability, abs_tol=1e-6)
    return rows, names, figures


@contextmanager
def served(photos: Sequence[Path], top: Path) -> Iterator[str]:
    """The photos in a bucket of an S3 server on this machine; the address of the bucket."""
    import s3fs

    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "5055"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.environ |= {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:5055",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    try:
        files = s3fs.S3FileSystem()
        deadline = time.monotonic() + 60
        while True:
            try:
                files.mkdir(BUCKET)
                break
            except Exception:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.5)
        for photo in photos:
            files.put_file(str(photo), f"{BUCKET}/{photo.relative_to(top)}")
        yield f"s3://{BUCKET}"
    finally:
        server.kill()
        server.wait()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--partition", type=int, default=200, help="photos of one (default: 200)")
    parser.add_argument("--pack")
    parser.add_argument("--s3", action="store_true")
    arguments = parser.parse_args()
    top = arguments.folder.absolute()
    photos = list(islice(find_photos([top]), arguments.count))
    pack = chosen_pack(arguments.pack)
    expected, alone = plain(photos, pack)
    print(
        f"{len(photos):,} photos in one process: {alone.wall_s:.0f} s, {alone.processor_s:.0f} s "
        "of processors",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch) / "photos.txt"
        listed.write_text("\n".join(map(str, photos)), encoding="utf-8")
        for cluster, kills in (("local:1", 0), ("local:2", 0), ("local:2", arguments.kills)):
            results = Path(scratch) / f"{cluster.replace(':', '')}-{kills}"
            took = on_cluster(cluster, str(listed), results, pack, arguments.partition, kills)
            rows, names, figures = differences(results, expected, str(top))
            print(
                f"{cluster}, {took.killed} workers killed: {took.wall_s:.0f} s, "
                f"{took.wall_s / alone.wall_s:.2f} of one process, "
                f"{took.processor_s / alone.processor_s:.2f} of its processors, a worker at most "
                f"{took.most_mb:.0f} MB; {rows:,} rows, {names} with other names, {figures} "
                "figures off by more than 1e-6",
                flush=True,
            )
        if arguments.s3:
            with served(photos, top) as address:
                results = Path(scratch) / "s3"
                took = on_cluster("local:2", address, results, pack, arguments.partition)
            rows, names, figures = differences(results, expected, str(top))
            print(
                f"local:2 from S3: {took.wall_s:.0f} s, a worker at most {took.most_mb:.0f} MB; "
                f"{rows:,} rows, {names} with other names, {figures} figures off by more than 1e-6"
            )


if __name__ == "__main__":
    main()
