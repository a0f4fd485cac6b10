"""The only module that imports onnxruntime, with its telemetry turned off before it loads.

Since about version 1.29 onnxruntime reports to Microsoft on Linux too: merely importing it creates
a device identifier and a database in the user's cache folder, and some seconds later it looks up a
host. ``disable_telemetry_events()`` is too late for that; only the variable in the environment
helps, and only if it is set before the library is loaded. Everything here, the tests and the
training included, therefore writes ``from birdeye.onnx_runtime import onnxruntime``
(tests/architecture/test_network.py checks that).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

__all__ = ["onnxruntime", "quantization_tools", "telemetry_is_off"]

_SWITCH = "ORT_DISABLE_TELEMETRY"

_loaded_earlier = "onnxruntime" in sys.modules and os.environ.get(_SWITCH) != "1"

# Whatever the user's environment says; child processes inherit it.
os.environ[_SWITCH] = "1"

import onnxruntime  # noqa: E402

# The builds for Windows also hand events to the system's own tracing, which has its own switch.
onnxruntime.disable_telemetry_events()


def quantization_tools() -> ModuleType:
    """``onnxruntime.quantization``, which is slow to load and rarely needed."""
    import onnxruntime.quantization

    return onnxruntime.quantization


def telemetry_is_off() -> bool:
    """Whether onnxruntime reports nothing from this process.

    It was loaded with its telemetry turned off, the switch is still set for child processes, and,
    if the system can tell, the database of pending events is not open.
    """
    was_off_in_time = not _loaded_earlier and os.environ.get(_SWITCH) == "1"
    return was_off_in_time and not any("onnxruntime.db" in name for name in _open_files())


def _open_files() -> list[str]:
    """Paths of the files that this process has open; none if the system has no ``/proc``."""
    names = []
    for link in Path("/proc/self/fd").glob("*"):
        try:
            names.append(str(link.readlink()))
        except OSError:  # closed meanwhile
            continue
    return names
