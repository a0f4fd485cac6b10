"""How much memory processes hold: at one moment, with all below them, and at most ever."""

from __future__ import annotations

import re
import resource
import sys
import threading
from pathlib import Path
from typing import Self

_EVERY_S = 0.01


class MemoryWatch:
    """``peak_bytes`` is the most that was seen between entering a ``with`` block and leaving it."""

    def __init__(self, process_id: int) -> None:
        self.peak_bytes = 0
        self._process_id = process_id
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(_EVERY_S):
            self.peak_bytes = max(self.peak_bytes, resident_bytes(self._process_id))


def resident_bytes(process_id: int) -> int:
    """What a process and its descendants have in memory; 0 where it is gone, or this no Linux."""
    folder = Path("/proc") / str(process_id)
    try:
        pages = int((folder / "statm").read_text().split()[1])
        children = [
            int(child)
            for thread in (folder / "task").iterdir()
            for child in (thread / "children").read_text().split()
        ]
    except (OSError, IndexError):
        return 0
    return pages * 4096 + sum(map(resident_bytes, children))


def peak_bytes(process_id: int | None = None) -> int:
    """The most that a process, or this one, ever had in memory; 0 where it is gone.

    From the kernel's own table where there is one: what getrusage says begins with the parent's.
    """
    try:
        status = Path(f"/proc/{process_id or 'self'}/status").read_text()
    except OSError:
        status = ""
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    if found:
        return int(found[1]) * 1024
    if process_id is not None:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
