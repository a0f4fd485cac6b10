"""Types hold in every package; pyproject.toml names those that are still to come."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


def test_mypy_is_content():
    finished = subprocess.run(
        [sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr


def test_other_programs_see_the_types():
    assert (ROOT / "birdeye" / "py.typed").is_file()
