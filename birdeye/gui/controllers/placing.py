"""Lets the user say where the selected photos were taken."""

from __future__ import annotations

from PySide6.QtCore import QObject

from birdeye.domain.changes import SetPlace
from birdeye.gui.dialogs.ask import show_dialog
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.windows.main_window import MainWindow


class Placing(QObject):
    """Opens the dialog, and has the catalogue remember what was said there."""

    def __init__(self, window: MainWindow, models: WindowModels) -> None:
        super().__init__(window)
        self._window = window
        self._models = models
        window.orders.set_place.triggered.connect(self._ask)

    def _ask(self) -> None:
        from birdeye.gui.dialogs.set_place import SetPlaceDialog

        record, store = self._models.store.record, self._models.store
        if record is None:
            return
        photo_ids = self._models.navigation.selected_ids() or (record.photo_id,)
        dialog = SetPlaceDialog(len(photo_ids), record.place, self._window)
        dialog.chosen.connect(lambda place: store.carry_out(SetPlace(photo_ids, place)))
        show_dialog(dialog)
