"""Commands that work on a cluster, where what they take more than the program is missing."""

from __future__ import annotations

import subprocess
import sys

import pytest

import birdeye
from birdeye.cli import main

EXTRA = ("dask", "distributed", "fsspec", "pyarrow")


@pytest.fixture
def no_extra(monkeypatch):
    # What is imported anew takes the place of the package here, too, and would stay there.
    monkeypatch.setattr(birdeye, "cluster", None, raising=False)
    for name in [name for name in sys.modules if name.startswith("birdeye.cluster")]:
        monkeypatch.delitem(sys.modules, name)
    for name in [name for name in sys.modules if name.split(".")[0] in EXTRA]:
        monkeypatch.delitem(sys.modules, name)
    for name in EXTRA:
        monkeypatch.setitem(sys.modules, name, None)  # as if it were not installed


@pytest.mark.parametrize(
    "words",
    [
        ["identify", "photos", "--cluster", "local", "--output", "results"],
        ["import-results", "results"],
        ["export", "csv", "--from", "results", "--all", "--output", "birds.csv"],
    ],
    ids=lambda words: words[0],
)
def test_without_the_extra_it_says_what_to_install(words, no_extra, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "photos").mkdir()
    assert main.run(words) != 0
    assert "pip install 'birdeye[cluster]'" in capsys.readouterr().err
    assert not (tmp_path / "birds.csv").exists()


def test_the_window_imports_nothing_of_it():
    """Nor do the modules that identify and export without a cluster."""
    script = (
        "import sys, birdeye.gui.app, birdeye.gui.windows.main_window, birdeye.export.registry, "
        "birdeye.workflows.identify_photos; "
        f"sys.exit(','.join(m for m in {EXTRA!r} if m in sys.modules) or None)"
    )
    finished = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert finished.returncode == 0, finished.stderr
