"""What a stage says where a package that it needs is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_WITHOUT_TORCH = (
    "import sys; sys.modules['torch'] = None; from models.training.__main__ import main; main()"
)


@pytest.mark.parametrize("stage", ["calibrate", "evaluate"])
def test_a_missing_package_is_a_sentence(stage):
    ended = subprocess.run(
        [sys.executable, "-c", _WITHOUT_TORCH, stage],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("This needs PyTorch, which is not installed.")
    assert len(ended.stderr.splitlines()) == 1
