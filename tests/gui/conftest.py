"""The fixtures of all tests that drive the window."""

from __future__ import annotations

import pytest

from birdeye.gui.jobs import JobRunner
from tests.helpers.window import (  # noqa: F401 - fixtures are found by name
    data_folder,
    make_program,
    messages_stay,
    no_thread_left,
    no_unexpected_warning,
    tiny_pack,
)


@pytest.fixture
def runner(qapp):
    """Two threads, which are gone afterwards."""
    runner = JobRunner(2, "test")
    yield runner
    runner.shut_down()
