"""Opens the export dialog with its initial choices, and reports the result."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from birdeye.gui.controllers.controller import Controller
from birdeye.gui.dialogs.ask import show_dialog
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.tasks.exporting import ExportDone, Exporting
from birdeye.gui.windows.main_window import MainWindow


class ExportActions(Controller):
    """Connects the action; the dialog begins with the photos that are selected."""

    def __init__(self, window: MainWindow, models: WindowModels, exporting: Exporting) -> None:
        super().__init__(window, models)
        self._exporting = exporting
        window.all_actions.export.triggered.connect(self._open_dialog)

    def _open_dialog(self) -> None:
        from birdeye.gui.dialogs.export_form import ExportScopes
        from birdeye.gui.dialogs.export_photos import ExportDialog

        models, settings = self._models, self._models.settings
        dialog = ExportDialog(
            self._exporting,
            models.theme,
            ExportScopes(
                models.navigation.selected_files(),
                models.navigation.files_of(models.photo_list.ids_on_show()),
            ),
            language=models.names.language,
            folder=settings.last_export_folder,
            format_id=settings.last_export_format,
            parent=self._window,
        )
        dialog.folder_used.connect(partial(setattr, settings, "last_export_folder"))
        dialog.format_used.connect(partial(setattr, settings, "last_export_format"))
        dialog.succeeded.connect(self._on_succeeded)
        show_dialog(dialog)

    def _on_succeeded(self, done: ExportDone) -> None:
        from birdeye.export.registry import Destination
        from birdeye.gui import export_wording

        is_file = done.plan.format.destination is Destination.FILE
        place = done.destination if is_file else export_wording.folder_to_show(done)
        self._window.notice.tell(
            export_wording.done_sentence(done),
            self.tr("Open") if is_file else self.tr("Show folder"),
            lambda: open_in_desktop(place),
        )


def open_in_desktop(place: Path) -> None:
    """Open a file with the program that the desktop has for it, a folder in the file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))
