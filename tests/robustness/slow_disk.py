"""Measures the real window while every disk that it uses is slow.

``python -m tests.robustness.slow_disk`` has the kernel (strace) let each call of the window that
reads, writes or deletes take 5 ms longer, and each that has the disk confirm something 200 ms:
about what a folder on a network or a worn memory card costs. Meanwhile it opens photos, reviews,
undoes, switches boxes off and on, and exports to that disk. What must hold: the window's own thread
makes none of those calls, all is done in the end, and nothing is called a fault. The figures are
the pauses between the ticks of a timer of 5 ms in that thread, and beside them those of the same
work with the disk as it is, watched in the same way.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.robustness import attack_catalogue
from tests.robustness.bad_disks import Site, missing, set_clock, traced
from tests.robustness.remote_window import RemoteWindow

ACCESS, ACCESS_S = "pread64,pwrite64,unlink,ftruncate", 0.005
CONFIRMATION, CONFIRMATION_S = "fsync,fdatasync", 0.2
REVIEWS = 4


@dataclass(frozen=True)
class Slowness:
    """``calls`` to the disk, of them ``confirmations``, and those ``by_window_thread``;
    ``pauses_ms`` between ticks, in order."""

    calls: int
    confirmations: int
    by_window_thread: tuple[str, ...]
    pauses_ms: tuple[float, ...]

    @property
    def waited_s(self) -> float:
        """How long threads waited for the disk beyond what it took itself."""
        accesses = self.calls - self.confirmations
        return ACCESS_S * accesses + CONFIRMATION_S * self.confirmations


def measure(folder: Path, *, slow: bool = True) -> Slowness:
    """Work in the window on a slow disk, or on the one that is.

    Raises `AssertionError` where something is not done.
    """
    site = Site(folder / "data")
    site.data.mkdir()
    set_clock(site.data, 0)
    photos = folder / "photos"
    attack_catalogue.draw_photos(photos)
    attack_catalogue.set_up(site, photos)
    log = folder / "calls"
    with RemoteWindow(site.data) as window:
        window.ask("pauses", kinds=("pauses",))
        with traced(window.pid, [], *_injections(slow), log=log):
            window.say("open", *(str(path) for path in sorted(photos.iterdir())[:20]))
            undecided = range(len(attack_catalogue.COPIED), 20)
            for number in undecided[:REVIEWS]:
                window.say("boxes")
                told = window.review(f"{number:03}")
                assert "confirmed" in told, told
            assert "undone" in window.ask("undo", kinds=("undone", "refused"))
            window.wait_until_identified(20)
            exported = window.ask(
                "export", "json", str(folder / "birds.json"), kinds=("exported", "export_failed")
            )
            assert "exported" in exported, exported
            pauses_s = window.ask("pauses", kinds=("pauses",))["pauses"]
        errors = window.close()
        assert not window.faults and not errors, (window.faults, errors)
    lines = [line for line in log.read_text().splitlines() if "resumed>" not in line]
    own = tuple(line for line in lines if line.split(" ", 1)[0] == str(window.pid))
    confirmations = sum(bool(re.search(r" f(data)?sync\(", line)) for line in lines)
    pauses_ms = tuple(sorted(1000 * pause for pause in pauses_s))
    return Slowness(len(lines), confirmations, own, pauses_ms)


def _injections(slow: bool) -> tuple[str, str]:
    return tuple(
        f"{calls}:delay_exit={round(seconds * 1e6 * slow)}"
        for calls, seconds in ((ACCESS, ACCESS_S), (CONFIRMATION, CONFIRMATION_S))
    )


def main() -> int:
    """Measure and print."""
    reason = missing("trace")
    if reason:
        print(f"This cannot be measured here: {reason}.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "as-it-is").mkdir()
        (Path(folder) / "slow").mkdir()
        plain = measure(Path(folder) / "as-it-is", slow=False)
        found = measure(Path(folder) / "slow")
    print(
        f"{found.calls} slow calls, {found.confirmations} of them for a confirmation: "
        f"{found.waited_s:.1f} s of waiting. By the window's thread: {len(found.by_window_thread)}."
    )
    for name, one in (("slow", found), ("as it is", plain)):
        median, p99, worst = (
            one.pauses_ms[int(share * (len(one.pauses_ms) - 1))] for share in (0.5, 0.99, 1.0)
        )
        print(
            f"Pauses of the window's thread, the disk {name}: median {median:.0f} ms, "
            f"p99 {p99:.0f} ms, worst {worst:.0f} ms, of {len(one.pauses_ms)}."
        )
    return 1 if found.by_window_thread else 0


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    sys.exit(main())
