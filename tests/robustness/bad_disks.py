"""What can go wrong with the disk and the file of a catalogue, each as a ``with`` block.

An attack begins when the block is entered and ends when it is left, while programs work on the
catalogue or while none does. What the system would have to allow (to mount, to trace) is asked
before: `missing` says what it does not.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from birdeye.catalogue.backups import backup_file
from birdeye.catalogue.log_files import index_file, log_file
from birdeye.catalogue.schema import LATEST_VERSION
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import RED

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Site:
    """Where an attack happens: the data folder, and the process that works there, if any."""

    data: Path
    pid: int | None = None

    @property
    def catalogue(self) -> Path:
        """The file of the catalogue."""
        return self.data / "catalogue.sqlite"


Begin = Callable[[Site], AbstractContextManager[None]]


@cache
def missing(need: str) -> str:
    """Why this system does not allow what ``need`` says; empty where it does."""
    match need:
        case "mount":
            tried = _succeeds("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
            return "" if tried else "this process may not mount a file system"
        case "trace":
            if not shutil.which("strace"):
                return "strace is not installed"
            child = subprocess.Popen(["sleep", "60"])
            try:
                with traced(child.pid, [Path("/nowhere")], "fsync:error=EIO"):
                    return ""
            except RuntimeError:
                return "processes may not be traced here"
            finally:
                child.kill()
                child.wait()
        case "drop":
            tried = os.geteuid() != 0 or _succeeds(*without_power(), "true")
            return "" if tried else "root cannot give up its power over permissions (setpriv)"
    return ""


def _succeeds(*command: str) -> bool:
    if not shutil.which(command[0]):
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def without_power() -> list[str]:
    """What a command begins with so that permissions hold for it, also where root runs it."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A file system of 16 MB at ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full(site: Site) -> Iterator[None]:
    """Not a byte is free on the disk."""
    ballast = site.data / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    yield
    ballast.unlink()


@contextmanager
def forbidden(site: Site, folder_mode: int, file_mode: int) -> Iterator[None]:
    """The folder and the files of the catalogue have other permissions."""
    files = [each for each in site.data.glob("catalogue*") if each.is_file()]
    for each in files:
        each.chmod(file_mode)
    site.data.chmod(folder_mode)
    yield
    site.data.chmod(0o755)
    for each in files:
        with suppress(FileNotFoundError):
            each.chmod(0o644)


@contextmanager
def traced(
    pid: int, paths: list[Path], *injections: str, log: Path | str = os.devnull
) -> Iterator[None]:
    """Have the kernel answer otherwise when any thread of ``pid`` asks about ``paths``.

    Without paths that is whatever it asks. ``injections`` are those of strace (1); ``log`` gets a
    line for each call, which begins with the number of the thread. Raises `RuntimeError` where
    processes may not be traced.
    """
    command = ["strace", "-f", "-qq", "-y", "-p", str(pid), "-o", str(log)]
    command += [word for path in paths for word in ("-P", str(path))]
    command += ["-e", "trace=" + ",".join(each.split(":", 1)[0] for each in injections)]
    command += [word for each in injections for word in ("-e", f"inject={each}")]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        status = Path(f"/proc/{pid}/status")
        while "TracerPid:\t0\n" in status.read_text():
            if tracer.poll() is not None:
                raise RuntimeError(tracer.stderr.read().decode())
            time.sleep(0.01)
        yield
    finally:
        if tracer.poll() is None:
            tracer.send_signal(signal.SIGINT)
        tracer.wait()
        tracer.stderr.close()


def injected(inject: str) -> Begin:
    """What concerns the catalogue is answered as strace's ``inject`` says."""

    def begin(site: Site) -> AbstractContextManager[None]:
        files = [Path(f"{site.catalogue}{end}") for end in ("", "-wal", "-shm", "-journal")]
        return traced(site.pid, [*files, site.data], inject)

    return begin


SLOW = "openat,pread64,pwrite64,fsync,fdatasync,fcntl,unlink,newfstatat:delay_exit=5000"
"""Each call for the catalogue takes 5 ms longer, as it would over a network."""


def once(damage: Callable[[Site], None]) -> Begin:
    """An attack that is over in a moment, and is not taken back."""

    @contextmanager
    def begin(site: Site) -> Iterator[None]:
        damage(site)
        yield

    return begin


def overwrite(path: Path, start: float, share: float) -> None:
    """Other bytes from ``start`` on, both as shares of the size."""
    size = path.stat().st_size if path.exists() else 0
    if size:
        with path.open("rb+") as file:
            file.seek(int(size * start) // 4096 * 4096)
            file.write(os.urandom(max(1, int(size * share))))


def cut(path: Path, share: float) -> None:
    """No more than this share of the file is left."""
    if path.exists():
        os.truncate(path, int(path.stat().st_size * share))


def replace(path: Path, content: bytes) -> None:
    """As programs do that keep folders the same on several computers."""
    other = path.with_name("incoming")
    other.write_bytes(content)
    other.replace(path)


@contextmanager
def newer(site: Site) -> Iterator[None]:
    """The tables are those of a program that is yet to be written."""
    _set_version(site.catalogue, LATEST_VERSION + 1)
    yield
    _set_version(site.catalogue, LATEST_VERSION)


def _set_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")


@contextmanager
def held(site: Site) -> Iterator[None]:
    """Another program writes for 12 seconds and lets nobody else."""
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sqlite3, sys, time\n"
            "other = sqlite3.connect(sys.argv[1], timeout=60, isolation_level=None)\n"
            "other.execute('BEGIN IMMEDIATE')\nprint('held', flush=True)\ntime.sleep(12)\n",
            str(site.catalogue),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "held\n"
    yield
    holder.wait()
    holder.stdout.close()


@contextmanager
def others_write(site: Site) -> Iterator[None]:
    """The command line identifies other photos in two processes, and confirms nothing."""
    folder = site.data.parent / "others"
    for number in range(60):
        draw_photo(folder / f"other-{number}.png", RED, box=(3, 3, 60 + number, 50))
    command = [sys.executable, "-m", "birdeye", "identify", str(folder), "--format", "jsonl"]
    environment = os.environ | {"BIRDEYE_DATA": str(site.data)}
    others = [
        subprocess.Popen([*command, *more], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        for more in ([], ["--again"])
    ]
    yield
    assert [each.wait(120) for each in others] == [0, 0]


def set_clock(data: Path, seconds: float) -> None:
    """Where programs under `moved_clock` find how far their clock is off."""
    (data / "clock").write_text(str(seconds))


@contextmanager
def set_back(site: Site) -> Iterator[None]:
    """It is three days earlier from now on."""
    set_clock(site.data, -3 * 24 * 3600)
    yield


def on_file(damage: Callable[[Path], None]) -> Begin:
    """Damage to the catalogue file."""
    return once(lambda site: damage(site.catalogue))


def on_log(damage: Callable[[Path], None]) -> Begin:
    """Damage to the write-ahead log."""
    return once(lambda site: damage(log_file(site.catalogue)))


def on_index(damage: Callable[[Path], None]) -> Begin:
    """Damage to the index of the log."""
    return once(lambda site: damage(index_file(site.catalogue)))


def gone(path: Path) -> None:
    """Somebody deletes it."""
    path.unlink(missing_ok=True)


def put_back_the_copy(site: Site) -> None:
    """Somebody puts the last copy in the place of the catalogue."""
    replace(site.catalogue, backup_file(site.catalogue).read_bytes())
