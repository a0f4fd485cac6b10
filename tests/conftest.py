"""The QApplication of all tests."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def qapp_cls():
    """The program's own QApplication, whichever test makes the one of the session."""
    from birdeye.gui.application import Application

    return Application
