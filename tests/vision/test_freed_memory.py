"""Memory that was freed leaves the process where the C library is glibc."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from birdeye.vision import freed_memory
from birdeye.vision.freed_memory import (
    keep_freed_memory,
    return_freed_memory,
    return_large_blocks_at_once,
)

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


_LARGE = """
from pathlib import Path
from birdeye.vision.freed_memory import return_large_blocks_at_once
def megabytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6
return_large_blocks_at_once()
bytes(bytearray(b"x") * 30_000_000)  # from now on glibc would keep blocks of 20 MB
blocks = [bytes(bytearray(b"x") * 20_000_000) for _ in range(5)]
before = megabytes()
del blocks[:-1]
print(before - megabytes())
"""


_KEPT = """
import resource
from birdeye.vision.freed_memory import keep_freed_memory
def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(20):
        bytearray(b"x") * 8_000_000
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
given_back = faults()
keep_freed_memory()
print(given_back / max(1, faults()))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the C library is not glibc")
def test_what_was_freed_is_used_again_where_dask_would_give_it_back(monkeypatch):
    monkeypatch.setenv("MALLOC_TRIM_THRESHOLD_", "65536")
    done = subprocess.run([sys.executable, "-c", _KEPT], capture_output=True, text=True, check=True)
    assert float(done.stdout) > 4  # times as many pages cleared anew


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the C library is not glibc")
@pytest.mark.parametrize(("script", "megabytes"), [(_SCATTERED, 50), (_LARGE, 70)])
def test_what_was_freed_is_returned(script, megabytes):
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert float(done.stdout) > megabytes


def test_other_systems_are_left_alone(monkeypatch):
    monkeypatch.setattr(freed_memory.sys, "platform", "darwin")
    freed_memory._function.cache_clear()
    return_freed_memory()
    return_large_blocks_at_once()
    keep_freed_memory()
    freed_memory._function.cache_clear()
