from __future__ import annotations

import subprocess
import sys

CHILD = """
import sys
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from birdeye.gui.app import make_application

application = make_application()
application.open_asked.connect(lambda paths: print(ascii([str(path) for path in paths])))
QCoreApplication.sendEvent(application, QFileOpenEvent(QUrl.fromLocalFile("/fotos/翠鸟 1.jpg")))
QCoreApplication.sendEvent(application, QFileOpenEvent(QUrl("https://example.org/bird.jpg")))
"""


def test_a_file_that_the_system_wants_opened_is_asked_for(monkeypatch):
    """In a process of its own, as there can be only one application in each."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    told = subprocess.run(
        [sys.executable, "-c", CHILD], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.splitlines() == [ascii(["/fotos/翠鸟 1.jpg"])]
