"""What every controller works with: the window, and the models behind its views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from birdeye.gui.models.window_models import WindowModels

if TYPE_CHECKING:
    from birdeye.gui.windows.main_window import MainWindow


class Controller(QObject):
    """A child of the window; a subclass connects what happens in the one with the others."""

    def __init__(self, window: MainWindow, models: WindowModels) -> None:
        super().__init__(window)
        self._window = window
        self._models = models
        self._store = models.store
        self._names = models.names
        self._navigation = models.navigation
        self._settings = models.settings
