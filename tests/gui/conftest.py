"""The fixtures of all tests that drive the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from birdeye.gui.jobs import JobRunner
from birdeye.gui.translation import SOURCE_LANGUAGE, Translation
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


@pytest.fixture
def chinese(qapp):
    """The window's words in Chinese, as long as the test runs."""
    default = QLocale()
    translation = Translation(qapp)
    translation.use("zh_CN")
    yield
    translation.use(SOURCE_LANGUAGE)
    QLocale.setDefault(default)
