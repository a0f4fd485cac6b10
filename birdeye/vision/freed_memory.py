"""Returns freed memory to the system if the allocator would keep it.

Loading a network takes several times its size for a moment. The allocator of Linux (glibc) keeps
free blocks between used ones, some 120 MB after both networks of the built-in pack.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # malloc.h
_LARGE_BYTES = 1 << 20
_KEPT_BYTES = 32 << 20
"""What glibc's own threshold grows to when larger and larger blocks are freed."""


def return_freed_memory() -> None:
    """Return it; takes a few milliseconds, and does nothing on other systems."""
    _function("malloc_trim")(0)


def return_large_blocks_at_once() -> None:
    """Return every block of a megabyte or more as soon as it is freed, from now on.

    By default glibc keeps ever larger ones, up to 32 MB: with the pixels of many photos of
    different sizes, some 80 MB more than are in use (``python -m tests.benchmarks.event_loop``).
    """
    _function("mallopt")(_M_MMAP_THRESHOLD, _LARGE_BYTES)


def keep_freed_memory() -> None:
    """Have freed memory used again for the next photo, as glibc does by itself, from now on.

    Dask starts its workers with ``MALLOC_TRIM_THRESHOLD_`` set so that pixels are given back after
    each photo, and the system clears their pages anew for the next: some 6 % of the processor time.
    """
    _function("mallopt")(_M_MMAP_THRESHOLD, _KEPT_BYTES)
    _function("mallopt")(_M_TRIM_THRESHOLD, 2 * _KEPT_BYTES)


@cache
def _function(name: str) -> Callable[..., object]:
    """A function of the allocator, or one that does nothing if that is a different one."""
    if sys.platform == "linux":
        try:
            return getattr(ctypes.CDLL(None), name)
        except (OSError, AttributeError):  # a different C library
            pass
    return lambda *_values: None
