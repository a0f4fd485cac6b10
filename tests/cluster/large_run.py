"""Runs an archive of thousands of photos through clusters of this machine, and kills their workers.

By hand: ``python -m tests.cluster.large_run PHOTOS [--count N] [--pack tiny] [--runs one killed]``

Each run is the command itself, in a process of its own, its start included. They are held against
``birdeye identify --no-bursts --no-catalogue --format jsonl`` over the same folder: the time, that
of the processors (on which other programs of the machine have less influence), and every row. In
the runs called ``killed`` and ``s3-killed`` workers are killed at random moments, those of their
start included, and once, half-way, the command itself, which is then given again. ``s3`` and
``s3-killed`` have photos and results on moto's server on 127.0.0.1, which takes ``pip install s3fs
'moto[server]'``. ``--pack tiny`` is that of the tests: so fast that what the cluster itself takes
weighs most.
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
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from birdeye.cluster.archive import photos_in
from birdeye.cluster.plan import MOST_PHOTOS
from birdeye.cluster.storage import ResultFolder
from birdeye.domain.species import Species
from tests.cluster.exact_identify import Told, kept_in, told_by
from tests.cluster.large_archive import make_archive
from tests.helpers.tiny_pack import make_tiny_pack

BUCKET = "photos"
RUNS = ("one", "two", "killed", "s3", "s3-killed")
_LOOK_S = 0.5
_BETWEEN_KILLS_S = (1.5, 3.5)


@dataclass
class Took:
    """Seconds by the clock and of processors; the most MB of a worker, and how many were killed."""

    wall_s: float = 0.0
    processor_s: float = 0.0
    worker_mb: float = 0.0
    killed: int = 0
    commands: int = 0
    warnings: set[str] = field(default_factory=set)


@dataclass
class Command:
    """A running command of Birdeye, its processes looked at from outside (Linux)."""

    process: subprocess.Popen[bytes]

    def workers(self) -> list[int]:
        """Ids of the processes of Dask's workers."""
        pid = self.process.pid
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            children += [
                child
                for task in Path(f"/proc/{pid}/task").iterdir()
                if task.name != str(pid)
                for child in (task / "children").read_text().split()
            ]
        except OSError:
            return []
        return [int(each) for each in children if _is_worker(each)]


def _is_worker(pid: object) -> bool:
    told = _read(pid, "cmdline")
    return b"spawn_main" in told or told.startswith(b"dask")  # the title that Dask may set


def _read(pid: object, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:  # it has just ended
        return b""


def peak_mb(pid: int) -> float:
    lines = _read(pid, "status").decode().splitlines()
    return max(
        (int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), default=0
    )


def carried_out(
    words: Sequence[str], kills: int = 0, kill_command_when: Callable[[], bool] | None = None
) -> Took:
    """Run a command to its end, with workers killed, and once itself; given again then."""
    took = Took()
    chance = random.Random(2026)
    again = True
    with tempfile.TemporaryFile() as told:
        while again:
            again = False
            took.commands += 1
            began, spent = time.perf_counter(), os.times()
            command = Command(subprocess.Popen([sys.executable, "-m", *words], stderr=told))
            kill_at = began + 5.0
            while command.process.poll() is None:
                workers = command.workers()
                took.worker_mb = max([took.worker_mb, *map(peak_mb, workers)])
                if workers and took.killed < kills and time.perf_counter() > kill_at:
                    os.kill(chance.choice(workers), signal.SIGKILL)
                    took.killed += 1
                    kill_at = time.perf_counter() + chance.uniform(*_BETWEEN_KILLS_S)
                if kill_command_when is not None and kill_command_when():
                    kill_command_when, again = None, True
                    command.process.kill()
                    command.process.wait()
                    _wait_until_gone(workers)
                time.sleep(_LOOK_S)
            ended = os.times()
            took.wall_s += time.perf_counter() - began
            took.processor_s += ended.children_user - spent.children_user
            took.processor_s += ended.children_system - spent.children_system
        told.seek(0)
        said = told.read().decode(errors="replace").replace("\r", "\n")
    took.warnings = {line for line in said.splitlines() if "Warning" in line or "large" in line}
    if command.process.returncode not in (0, 1):  # 1: some photos could not be read
        raise RuntimeError(f"{' '.join(words)} ended with {command.process.returncode}:\n{said}")
    return took


def _wait_until_gone(workers: Sequence[int]) -> None:
    """Workers whose command was killed have to end by themselves."""
    deadline = time.monotonic() + 60
    while alive := [pid for pid in workers if _is_worker(pid)]:
        if time.monotonic() > deadline:
            raise RuntimeError(f"workers outlive their command: {alive}")
        time.sleep(0.1)


@dataclass
class Differences:
    """How the rows of an archive differ from what the plain command said."""

    rows: int = 0
    twice: int = 0
    missing: int = 0
    other_words: int = 0
    figures_off: int = 0
    unreadable: int = 0
    birds: int = 0


def differences(results: str, expected: Mapping[str, Told], top: str) -> Differences:
    """``top`` is what the addresses of the archive begin with, before the path of the photo."""
    found = Differences()
    seen = set()
    for photo in photos_in(results, Species):
        below = photo.address.removeprefix(top).lstrip("/")
        found.rows += 1
        found.twice += below in seen
        seen.add(below)
        told, other = told_by(photo.result), expected[below]
        found.other_words += told.words != other.words
        found.figures_off += len(told.figures) != len(other.figures) or not all(
            math.isclose(a, b, rel_tol=0, abs_tol=1e-6)
            for a, b in zip(told.figures, other.figures, strict=True)
        )
        found.unreadable += photo.result.error is not None
        found.birds += len(photo.result.birds)
    found.missing = len(expected.keys() - seen)
    return found


@contextmanager
def served(folder: Path) -> Iterator[str]:
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
        files.put(f"{folder}/", f"{BUCKET}/archive/", recursive=True)
        yield f"s3://{BUCKET}"
    finally:
        server.kill()
        server.wait()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", type=Path, help="a folder of photos, which are copied")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=1, help="of the plain command and “one”")
    parser.add_argument("--runs", nargs="*", default=RUNS, choices=RUNS)
    parser.add_argument("--pack", help="an id, a folder, or “tiny”")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="birdeye-large-") as name:
        scratch = Path(name)
        archive = scratch / "archive"
        spoilt = make_archive(archive, arguments.photos.absolute(), arguments.count)
        _say(f"{arguments.count:,} photos, {len(spoilt)} of them spoilt")
        options = []
        if arguments.pack is not None:
            pack = arguments.pack
            if pack == "tiny":
                make_tiny_pack(scratch / "packs" / "tiny")
                pack = str(scratch / "packs" / "tiny")
            options = ["--pack", pack]
        _compare(arguments, scratch, archive, options)


def _compare(
    arguments: argparse.Namespace, scratch: Path, archive: Path, options: Sequence[str]
) -> None:
    def on_cluster(cluster: str, source: str, results: str) -> list[str]:
        words = ["birdeye", "identify", source, "--cluster", cluster, "--output", results]
        return [*words, *options]

    expected: dict[str, Told] = {}
    alone = Took()
    for round_number in range(arguments.rounds):
        kept = scratch / "kept.pickle"
        words = ["tests.cluster.exact_identify", str(kept), "identify", str(archive), *options]
        words += ["--no-bursts", "--no-catalogue", "--output", str(scratch / "plain.jsonl")]
        alone = carried_out(words)
        _say(f"the plain command: {alone.wall_s:.0f} s, {alone.processor_s:.1f} s of processors")
        if not kept.exists():
            raise SystemExit("The plain command identified nothing; is there such a pack?")
        told = {str(Path(path).relative_to(archive)): each for path, each in kept_in(kept)}
        assert len(told) == arguments.count and (not expected or told == expected)
        expected = told
        if "one" in arguments.runs:
            results = str(scratch / f"one-{round_number}")
            took = carried_out(on_cluster("local:1", str(archive), results))
            _report("local:1", took, alone, differences(results, expected, str(archive)))
    if "two" in arguments.runs:
        results = str(scratch / "two")
        took = carried_out(on_cluster("local:2", str(archive), results))
        _report("local:2", took, alone, differences(results, expected, str(archive)))
    half = arguments.count / MOST_PHOTOS / 2
    if "killed" in arguments.runs:
        killed = scratch / "killed"
        words = on_cluster("local:2", str(archive), str(killed))
        took = carried_out(words, arguments.kills, lambda: len(list(killed.glob("part-*"))) >= half)
        _report("local:2", took, alone, differences(str(killed), expected, str(archive)))
    if {"s3", "s3-killed"}.isdisjoint(arguments.runs):
        return
    with served(archive) as bucket:
        for name in ("s3", "s3-killed"):
            if name in arguments.runs:
                results = f"{bucket}/{name}"
                folder = ResultFolder(results)

                def half_done(folder: ResultFolder = folder) -> bool:
                    return sum(each.startswith("part-") for each in folder.names()) >= half

                words = on_cluster("local:2", f"{bucket}/archive", results)
                is_killed = name == "s3-killed"
                took = carried_out(
                    words, arguments.kills * is_killed, half_done if is_killed else None
                )
                found = differences(results, expected, f"{bucket}/archive")
                _report("local:2 from S3 to S3", took, alone, found)


def _report(name: str, took: Took, alone: Took, found: Differences) -> None:
    _say(
        f"{name}, {took.killed} workers killed, {took.commands} command(s): {took.wall_s:.0f} s, "
        f"{took.wall_s / alone.wall_s:.2f} of the plain command; {took.processor_s:.1f} s of "
        f"processors, {took.processor_s / alone.processor_s:.2f}; a worker at most "
        f"{took.worker_mb:.0f} MB\n"
        f"  {found.rows:,} rows, {found.birds:,} birds, {found.unreadable} unreadable; "
        f"{found.missing} missing, {found.twice} twice, {found.other_words} with other words, "
        f"{found.figures_off} with figures off by more than 1e-6"
        + "".join(f"\n  said: {each}" for each in sorted(took.warnings))
    )


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
