"""The one QApplication, which also hears what macOS asks a program to open.

There the photos that are opened from the Finder or dropped on the Dock's icon come as events;
other systems name them on the command line.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """``open_asked([path])`` for each file that the system wants to be opened."""

    open_asked = Signal(object)

    def event(self, event: QEvent) -> bool:
        """Take what concerns files; only events to the application itself come by here."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.open_asked.emit([Path(event.file())])
            return True
        return super().event(event)
