from __future__ import annotations

from birdeye.gui import app
from tests.benchmarks.startup import HEAVY, run_once


def test_the_window_is_painted_before_anything_heavy_is_imported(tmp_path, monkeypatch):
    """Time is measured by `python -m tests.benchmarks.startup`; this holds what it depends on."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    told, _ = run_once(str(tmp_path))
    assert told["heavy"] == []
    assert "numpy" in HEAVY and "onnxruntime" in HEAVY


def test_an_option_that_there_is_none_of_is_a_usage_error(capsys):
    assert app.run(["--no-such-option"]) == 2
    assert "unknown option --no-such-option" in capsys.readouterr().err
