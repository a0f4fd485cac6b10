"""Every module of the tests that runs as a program tells how, and then does nothing else."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
# These run in interpreters of other projects (MXNet, Keras, torch), which the tests lack.
ELSEWHERE = (TESTS / "convert" / "reference", TESTS / "convert" / "onnx_exports")
PROGRAMS = sorted(
    ".".join(path.relative_to(TESTS.parent).with_suffix("").parts)
    for path in TESTS.rglob("*.py")
    if not any(path.is_relative_to(folder) for folder in ELSEWHERE)
    and '\nif __name__ == "__main__":' in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("module", PROGRAMS)
def test_help_is_printed_and_nothing_done(module, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [module, "--help"])
    # As a process of its own would, and not as what other tests have imported.
    monkeypatch.delitem(sys.modules, module, raising=False)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("usage: ")
    assert not list(tmp_path.iterdir())
