"""Lets the person say where the selected photos were taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from birdeye.domain.changes import SetPlace
from birdeye.gui.dialogs.set_place import SetPlaceDialog
from birdeye.gui.models.record_on_screen import RecordOnScreen
from birdeye.gui.windows.main_window import MainWindow

if TYPE_CHECKING:
    from birdeye.gui.controllers.catalogue_changes import CatalogueChanges
    from birdeye.gui.controllers.photo_navigation import PhotoNavigation


class Placing(QObject):
    """Opens the dialog, and has the catalogue remember what was said there."""

    def __init__(
        self,
        window: MainWindow,
        on_screen: RecordOnScreen,
        changes: CatalogueChanges,
        navigation: PhotoNavigation,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._on_screen = on_screen
        self._changes = changes
        self._navigation = navigation
        window.orders.set_place.triggered.connect(self._ask)

    def _ask(self) -> None:
        record, photo_ids = self._on_screen.record, self._navigation.selected_ids()
        if record is None:
            return
        photo_ids = photo_ids or (record.photo_id,)
        dialog = SetPlaceDialog(len(photo_ids), record.place, self._window)
        dialog.chosen.connect(lambda place: self._changes.carry_out(SetPlace(photo_ids, place)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
