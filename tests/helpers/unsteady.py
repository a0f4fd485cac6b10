"""Makes a quiet machine as unsteady as a busy one, to find tests that assert what may yet change.

``python -m pytest -p tests.helpers.unsteady tests/gui tests/journeys`` has each job of the window
begin late, in a pause of random length, and lets whatever is under way go on after each wait of a
test, before the test looks. Tests fail which look at once for what another thread brings, or for
what a later message replaces.
"""

from __future__ import annotations

import os
import random
import time
from contextlib import contextmanager

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from birdeye.gui.jobs import JobRunner

LONGEST_PAUSE_S = 0.2
LINGER_MS = 250
DICE = random.Random(os.environ.get("UNSTEADY_SEED"))

_carry_out, _wait_until = JobRunner._carry_out, QtBot.waitUntil


def _carry_out_late(runner, job) -> None:
    if DICE.random() < 0.5:
        time.sleep(DICE.uniform(0, LONGEST_PAUSE_S))
    _carry_out(runner, job)


def _linger_after_wait_until(bot, *words, **options) -> None:
    _wait_until(bot, *words, **options)
    QTest.qWait(LINGER_MS)


def _linger_after(wait):
    def waiting(bot, *words, **options):
        @contextmanager
        def lingering():
            with wait(bot, *words, **options) as blocker:
                yield blocker
            QTest.qWait(LINGER_MS)

        return lingering()

    return waiting


@pytest.fixture(autouse=True)
def unsteady(monkeypatch):
    """Every test with late jobs and long looks."""
    monkeypatch.setattr(JobRunner, "_carry_out", _carry_out_late)
    monkeypatch.setattr(QtBot, "waitUntil", _linger_after_wait_until)
    for name in ("waitSignal", "waitSignals"):
        monkeypatch.setattr(QtBot, name, _linger_after(getattr(QtBot, name)))
