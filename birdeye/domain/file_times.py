"""By what a file is known to be unchanged without reading it."""

from __future__ import annotations

import os


def size_and_time(status: os.stat_result) -> tuple[int, int]:
    """Size in bytes, and a number of nanoseconds that is another one after each change.

    Programs that rotate a photo can put back its modification time, but not, outside Windows, the
    time of the last change. The sum of both is another one if either is.
    """
    changed_ns = 0 if os.name == "nt" else status.st_ctime_ns
    return status.st_size, status.st_mtime_ns + changed_ns


def is_as_before(status: os.stat_result, size: int | None, time_ns: int | None) -> bool:
    """Whether size and time are those that `size_and_time` gave before.

    Earlier versions kept the modification time alone, which counts as well: otherwise every photo
    would be read again. No sum is mistaken for it.
    """
    now = size_and_time(status)
    return (size, time_ns) in (now, (now[0], status.st_mtime_ns))
