"""Measures the real window while every disk that it uses is slow.

``python -m tests.robustness.slow_disk`` has the kernel (strace) let each call of the window that
reads, writes or deletes take 5 ms longer, and each that has the disk confirm something 200 ms:
about what a folder on a network or a worn memory card costs. Meanwhile it opens photos, reviews,
undoes, switches boxes off and on, and exports to that disk. What must hold: the window's own thread
makes none of those calls, all is done in the end, and nothing is called a fault. The figures are
how late a timer of 5 ms came in the window's thread, and how long the disk was waited for.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.robustness import attack_catalogue
from tests.robustness.bad_disks import Site, missing, set_clock, traced
from tests.robustness.remote_window import RemoteWindow

ACCESS = "pread64,pwrite64,unlink,ftruncate:delay_exit=5000"
CONFIRMATION = "fsync,fdatasync:delay_exit=200000"
REVIEWS = 4


@dataclass(frozen=True)
class Slowness:
    """``late_ms`` is the longest that the window's thread was away from its events."""

    calls: int
    confirmations: int
    by_window_thread: tuple[str, ...]
    seconds: float
    ticks: int
    late_ms: float

    @property
    def disk_s(self) -> float:
        """How long threads waited for the disk beyond what it took itself."""
        return 0.005 * (self.calls - self.confirmations) + 0.2 * self.confirmations


def measure(folder: Path) -> Slowness:
    """Work in the window on a slow disk; raises `AssertionError` where something is not done."""
    site = Site(folder / "data")
    site.data.mkdir()
    set_clock(site.data, 0)
    photos = folder / "photos"
    attack_catalogue.draw_photos(photos)
    attack_catalogue.set_up(site, photos)
    log = folder / "calls"
    with RemoteWindow(site.data) as window:
        window.ask("stalls", kinds=("stalls",))
        started = time.monotonic()
        with traced(window.pid, [], ACCESS, CONFIRMATION, log=log):
            window.say("open", *(str(path) for path in sorted(photos.iterdir())[:20]))
            for number in range(REVIEWS):
                window.say("boxes")
                told = window.review(f"{number:03}")
                assert "confirmed" in told, told
            assert "confirmed" in window.ask("undo", kinds=("confirmed", "refused"))
            window.wait_until_identified(20)
            exported = window.ask(
                "export", "json", str(folder / "birds.json"), kinds=("exported", "export_failed")
            )
            assert "exported" in exported, exported
            ticks, longest_s = window.ask("stalls", kinds=("stalls",))["stalls"]
        seconds = time.monotonic() - started
        errors = window.close()
        assert not window.faults and not errors, (window.faults, errors)
    lines = [line for line in log.read_text().splitlines() if "resumed>" not in line]
    own = tuple(line for line in lines if line.split(" ", 1)[0] == str(window.pid))
    confirmations = sum(bool(re.search(r" f(data)?sync\(", line)) for line in lines)
    return Slowness(len(lines), confirmations, own, seconds, ticks, longest_s * 1000)


def main() -> int:
    """Measure and print."""
    reason = missing("trace")
    if reason:
        print(f"This cannot be measured here: {reason}.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder))
    print(
        f"{found.calls} slow calls ({found.confirmations} for a confirmation), "
        f"{found.disk_s:.1f} s of waiting for the disk within {found.seconds:.1f} s; "
        f"{len(found.by_window_thread)} of them by the window's thread."
    )
    print(
        f"The window's thread ticked {found.ticks} times; the longest pause was "
        f"{found.late_ms:.0f} ms."
    )
    return 1 if found.by_window_thread else 0


if __name__ == "__main__":
    sys.exit(main())
