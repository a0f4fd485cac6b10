"""Format and lint are part of the tests, so that a reader never meets two styles."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("arguments", [["format", "--check"], ["check"]], ids=["format", "lint"])
def test_ruff_is_content(arguments):
    finished = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr


def test_modules_stay_readable():
    too_long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "birdeye").rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert not too_long, f"Modules past 300 lines usually hold two ideas: {too_long}"
