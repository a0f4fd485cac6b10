"""Functions for worker processes to run, which can only import what has a name."""

from __future__ import annotations

import ctypes
import os
import time

from birdeye.imaging.libheif_calls import decode_heif
from birdeye.imaging.undecodable import Undecodable


def refuse(reason, next_step):
    raise Undecodable(reason, next_step)


def crash(_path):
    ctypes.string_at(0)


def can_allocate_outside_python(size):
    """Whether C's own allocator hands out ``size`` bytes."""
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    libc.malloc.argtypes = [ctypes.c_size_t]
    libc.free.argtypes = [ctypes.c_void_p]
    place = libc.malloc(size)
    libc.free(place)
    return place is not None


def meet(mine, other):
    """Whether the other call was there within half a minute."""
    mine.touch()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if other.exists():
            return True
        time.sleep(0.01)
    return False


def decode_until_killed(path, expected_wh):
    """As decode_heif, but of a file called "killed" until there are as many marks as it says."""
    kills = int(path.stem.partition("-")[2] or 0)
    marks = list(path.parent.glob(f"{path.stem}.*.mark"))
    if len(marks) < kills:
        (path.parent / f"{path.stem}.{os.getpid()}.mark").touch()
        time.sleep(3600)
    return decode_heif(path, expected_wh)
