"""Runs an archive of thousands of photos through clusters of this machine, and kills their workers.

By hand: ``python -m tests.cluster.large_run FOLDER [--count N] [--kills N] [--s3]`` (`--s3` serves
the photos from moto's server on 127.0.0.1, which takes ``pip install 'moto[server]' s3fs``). Prints
time against `identify_photos` in one process, the largest memory of a worker, and how the rows
differ.
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
PARTITION = 200


def plain(photos: Sequence[Path], pack: Pack) -> tuple[dict[str, PhotoResult], float]:
    """What one process finds, by name, and the seconds it took."""
    began = time.perf_counter()
    results = {str(each.path): each for each in identify_photos(photos, Identifier(pack, OPTIONS))}
    return results, time.perf_counter() - began


def on_cluster(
    cluster: str, source: str, results: Path, pack: Pack, kills: int
) -> tuple[float, float, int]:
    """Seconds, the most MB of a worker, and how many workers were killed."""
    request = Request(cluster, (source,), str(results), OPTIONS, PARTITION, 1 << 32)
    with connected(cluster) as (client, threads):
        watch = _Watch(client, kills)
        with watch:
            began = time.perf_counter()
            for _ in run(client, threads, request, pack):
                pass
            seconds = time.perf_counter() - began
    return seconds, watch.most_mb, watch.killed


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
    parser.add_argument("--pack")
    parser.add_argument("--s3", action="store_true")
    arguments = parser.parse_args()
    top = arguments.folder.absolute()
    photos = list(islice(find_photos([top]), arguments.count))
    pack = chosen_pack(arguments.pack)
    expected, seconds = plain(photos, pack)
    print(f"{len(photos):,} photos in one process: {seconds:.0f} s", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch) / "photos.txt"
        listed.write_text("\n".join(map(str, photos)), encoding="utf-8")
        for cluster, kills in (("local:1", 0), ("local:2", 0), ("local:2", arguments.kills)):
            results = Path(scratch) / f"{cluster.replace(':', '')}-{kills}"
            took, most_mb, killed = on_cluster(cluster, str(listed), results, pack, kills)
            rows, names, figures = differences(results, expected, str(top))
            print(
                f"{cluster}, {killed} workers killed: {took:.0f} s, {took / seconds:.2f} of one "
                f"process, a worker at most {most_mb:.0f} MB; {rows:,} rows, {names} with other "
                f"names, {figures} figures off by more than 1e-6",
                flush=True,
            )
        if arguments.s3:
            with served(photos, top) as address:
                results = Path(scratch) / "s3"
                took, most_mb, _ = on_cluster("local:2", address, results, pack, 0)
            rows, names, figures = differences(results, expected, str(top))
            print(
                f"local:2 from S3: {took:.0f} s, a worker at most {most_mb:.0f} MB; {rows:,} rows, "
                f"{names} with other names, {figures} figures off by more than 1e-6"
            )


if __name__ == "__main__":
    main()
