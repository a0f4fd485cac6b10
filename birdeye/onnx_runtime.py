"""The one place that imports onnxruntime, with its telemetry turned off before it loads.

Since about version 1.29 onnxruntime reports to Microsoft on Linux too: the bare import makes a
device identifier and a database in the user's cache folder, and asks for a host some seconds later.
``disable_telemetry_events()`` is too late for that; only the variable in the environment helps, and
only if it is set before the library is loaded. Everything here, the tests and the training
included, therefore writes ``from birdeye.onnx_runtime import onnxruntime``
(tests/architecture/test_network.py sees to it).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

__all__ = ["onnxruntime", "quantization_tools", "telemetry_is_off"]

_SWITCH = "ORT_DISABLE_TELEMETRY"

_loaded_earlier = "onnxruntime" in sys.modules and os.environ.get(_SWITCH) != "1"

# Whatever the user's environment says; processes that this one starts inherit it.
os.environ[_SWITCH] = "1"

import onnxruntime  # noqa: E402

# The builds for Windows also hand events to the system's own tracing, which has its own switch.
onnxruntime.disable_telemetry_events()


def quantization_tools() -> ModuleType:
    """``onnxruntime.quantization``, which takes long to load and is seldom needed."""
    import onnxruntime.quantization

    return onnxruntime.quantization


def telemetry_is_off() -> bool:
    """Whether onnxruntime reports nothing from this process.

    It was loaded with its telemetry turned off, the switch is still set for what this process
    starts, and, where the system tells, the database in which events wait is not open.
    """
    was_off_in_time = not _loaded_earlier and os.environ.get(_SWITCH) == "1"
    return was_off_in_time and not any("onnxruntime.db" in name for name in _open_files())


def _open_files() -> list[str]:
    """Paths of the files that this process has open; none where the system has no ``/proc``."""
    names = []
    for link in Path("/proc/self/fd").glob("*"):
        try:
            names.append(str(link.readlink()))
        except OSError:  # closed meanwhile
            continue
    return names
