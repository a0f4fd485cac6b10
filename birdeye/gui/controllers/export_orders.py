"""Opens the export dialog with what it should begin with, and tells what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from birdeye.gui import export_wording
from birdeye.gui.dialogs.export_form import ExportScopes
from birdeye.gui.dialogs.export_photos import ExportDialog

if TYPE_CHECKING:
    from birdeye.gui.controllers.exporting import ExportDone, Exporting
    from birdeye.gui.models.species_names import SpeciesNames
    from birdeye.gui.settings import WindowSettings
    from birdeye.gui.theme import Theme
    from birdeye.gui.windows.main_window import MainWindow


class ExportOrders(QObject):
    """``scopes`` tells which photos are selected and on show when the person asks for an export."""

    def __init__(
        self,
        window: MainWindow,
        settings: WindowSettings,
        theme: Theme,
        names: SpeciesNames,
        exporting: Exporting,
        scopes: Callable[[], ExportScopes],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._theme = theme
        self._names = names
        self._exporting = exporting
        self._scopes = scopes
        window.orders.export.triggered.connect(self._open_dialog)

    def _open_dialog(self) -> None:
        dialog = ExportDialog(
            self._exporting,
            self._theme,
            self._scopes(),
            language=self._names.language,
            folder=self._settings.last_export_folder,
            format_id=self._settings.last_export_format,
            parent=self._window,
        )
        dialog.folder_used.connect(self._remember_folder)
        dialog.format_used.connect(self._remember_format)
        dialog.succeeded.connect(self._on_succeeded)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _remember_folder(self, folder: str) -> None:
        self._settings.last_export_folder = folder

    def _remember_format(self, format_id: str) -> None:
        self._settings.last_export_format = format_id

    def _on_succeeded(self, done: ExportDone) -> None:
        folder = export_wording.folder_to_show(done)
        self._window.notice.tell(
            export_wording.done_sentence(done), self.tr("Show folder"), lambda: show_folder(folder)
        )


def show_folder(folder: Path) -> None:
    """Open ``folder`` in the desktop's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
