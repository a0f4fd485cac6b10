"""Memory that was freed leaves the process where the C library is glibc."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from birdeye.vision import freed_memory
from birdeye.vision.freed_memory import return_freed_memory

_SCATTERED = """
from pathlib import Path
from birdeye.vision.freed_memory import return_freed_memory
def megabytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6
blocks = [bytes(bytearray(b"x") * 60_000) for _ in range(2000)]
del blocks[:-1]  # the last one keeps the heap from shrinking by itself
before = megabytes()
return_freed_memory()
print(before - megabytes())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the C library is not glibc")
def test_what_was_freed_is_returned():
    done = subprocess.run(
        [sys.executable, "-c", _SCATTERED], capture_output=True, text=True, check=True
    )
    assert float(done.stdout) > 50


def test_other_systems_are_left_alone(monkeypatch):
    monkeypatch.setattr(freed_memory.sys, "platform", "darwin")
    freed_memory._trim.cache_clear()
    return_freed_memory()
    freed_memory._trim.cache_clear()
