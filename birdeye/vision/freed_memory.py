"""Gives memory that was freed back to the system, where its allocator would keep it.

Loading a network takes several times its size for a moment. The allocator of Linux (glibc) keeps
what lies scattered among blocks in use, some 120 MB after both networks of the built-in pack.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def return_freed_memory() -> None:
    """Give it back; takes a few milliseconds, and does nothing on other systems."""
    _trim()(0)


@cache
def _trim() -> Callable[[int], object]:
    if sys.platform == "linux":
        try:
            return ctypes.CDLL(None).malloc_trim
        except (OSError, AttributeError):  # another C library
            pass
    return lambda _padding: None
