"""What this processor can do for networks in int8.

Processors with VNNI multiply bytes fast and exactly. Older ones have an instruction that is nearly
as fast but may overflow, and onnxruntime has to be told not to use it there.
"""

from __future__ import annotations

import platform
from functools import cache
from pathlib import Path

_CPU_FACTS = Path("/proc/cpuinfo")
_VNNI = frozenset({"avx512_vnni", "avx_vnni"})
_X86 = frozenset({"x86_64", "AMD64", "i386", "i686", "x86"})


@cache
def may_overflow() -> bool:
    """Whether int8 networks need the careful way: an x86 processor that says it lacks VNNI.

    Only Linux says so; elsewhere the fast way is used, because current x86 processors have VNNI.
    """
    if platform.machine() not in _X86:
        return False
    try:
        facts = _CPU_FACTS.read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    for line in facts.splitlines():
        if line.startswith("flags"):
            return not _VNNI.intersection(line.split())
    return False
