"""Keeps the best photos of each burst, once the user has seen which these are."""

from __future__ import annotations

from PySide6.QtCore import QObject

from birdeye.domain.changes import SetFlags
from birdeye.gui.dialogs.ask import show_dialog
from birdeye.gui.dialogs.keep_best import KeepBestDialog
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.windows.main_window import MainWindow
from birdeye.workflows.arrange_photos import bursts_of


class BestFrames(QObject):
    """Goes by the bursts of the selected photos, or of all on show where only one is selected."""

    def __init__(self, window: MainWindow, models: WindowModels) -> None:
        super().__init__(window)
        self._window = window
        self._models = models
        window.orders.rating.keep_best.triggered.connect(lambda *_: self.ask())

    def ask(self) -> None:
        """Show what would be kept, and flag it when the user says so."""
        models = self._models
        ids = models.navigation.selected_ids()
        if len(ids) < 2:
            ids = models.photo_list.ids_on_show()
        known = {one: photo for one in ids if (photo := models.store.get(one)) is not None}
        bursts = dict.fromkeys(bursts_of(known).values())
        if not bursts:
            self._window.notice.tell(self.tr("There is no burst among these photos."))
            return
        dialog = KeepBestDialog(
            [[known[one] for one in burst] for burst in bursts], models.thumbnails, self._window
        )
        dialog.chosen.connect(lambda flags: models.store.carry_out(SetFlags(flags)))
        show_dialog(dialog)
