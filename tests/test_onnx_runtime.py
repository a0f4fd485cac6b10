"""The telemetry of onnxruntime is off before it loads, and what says so can tell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ASK = "from birdeye.onnx_runtime import telemetry_is_off; print(telemetry_is_off())"


def answer(script: str, home: Path, **environment: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    finished = subprocess.run(
        [sys.executable, "-c", script],
        env=kept | {"HOME": str(home), "PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return finished.stdout.strip()


@pytest.mark.parametrize("setting", [{}, {"ORT_DISABLE_TELEMETRY": "0"}])
def test_telemetry_is_off_whatever_the_environment_says(tmp_path, setting):
    assert answer(ASK, tmp_path, **setting) == "True"
    assert list(tmp_path.rglob("*")) == []


def test_processes_that_it_starts_inherit_the_switch(tmp_path):
    script = (
        "import birdeye.onnx_runtime, subprocess, sys\n"
        "show = 'import os; print(os.environ[\"ORT_DISABLE_TELEMETRY\"])'\n"
        "print(subprocess.check_output([sys.executable, '-c', show], text=True))\n"
    )
    assert answer(script, tmp_path, ORT_DISABLE_TELEMETRY="0") == "1"


def test_a_library_that_was_loaded_before_is_told_from_one_that_was_not(tmp_path):
    # A stand-in, since the real library would report.
    earlier = "import sys, types; sys.modules['onnxruntime'] = fake = types.ModuleType('fake')\n"
    calls = "fake.disable_telemetry_events = lambda: None\n"
    assert answer(earlier + calls + ASK, tmp_path) == "False"


def test_a_switch_that_was_turned_back_is_noticed(tmp_path):
    back = "import os, birdeye.onnx_runtime; os.environ['ORT_DISABLE_TELEMETRY'] = '0'\n"
    assert answer(back + ASK, tmp_path) == "False"
