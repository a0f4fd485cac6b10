"""What all tests share: the QApplication, tables that are read once, and patience."""

from __future__ import annotations

import functools

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from tests.helpers.tables_read_once import read_tables_once

read_tables_once()

# The same examples in every run, and none that fails for how long a busy machine takes over it.
# `--hypothesis-profile default` looks for new ones.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

LONGEST_WAIT_MS = 60_000
"""On a machine with other work; a test that passes waits no longer than it must."""

_WAITS = ("waitActive", "waitExposed", "waitSignal", "waitSignals", "waitUntil", "waitCallback")


class PatientBot(QtBot):
    """Waits a minute where pytest-qt's own waits five seconds."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        super().__init__(request)
        for name in _WAITS:
            setattr(self, name, functools.partial(getattr(self, name), timeout=LONGEST_WAIT_MS))


@pytest.fixture
def qtbot(qapp, request):
    """pytest-qt's fixture, with more patience."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def qapp_cls():
    """The program's own QApplication, whichever test makes the one of the session."""
    from birdeye.gui.application import Application

    return Application
