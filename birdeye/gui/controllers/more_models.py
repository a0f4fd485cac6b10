"""Opens the dialogs about models: more of them, a second opinion, what their figures are worth."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog

from birdeye.gui.controllers.controller import Controller
from birdeye.gui.dialogs.ask import show_dialog
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.tasks.calibrating import Calibrating
from birdeye.gui.tasks.pack_getting import PackGetting
from birdeye.gui.tasks.packs import Packs, PacksFound
from birdeye.gui.tasks.second_opinion import SecondOpinion
from birdeye.gui.windows.main_window import MainWindow


class MoreModels(Controller):
    """Connects three entries of the menu of models."""

    def __init__(
        self,
        window: MainWindow,
        models: WindowModels,
        packs: Packs,
        getting: PackGetting,
        opinion: SecondOpinion,
        calibrating: Calibrating,
    ) -> None:
        super().__init__(window, models)
        self._getting = getting
        self._opinion = opinion
        self._found = PacksFound((), None)
        window.all_actions.get_species.triggered.connect(self.get_species)
        self._calibrating = calibrating
        window.all_actions.calibrate.triggered.connect(self._calibrate)
        calibrating.installed.connect(packs.refresh)
        window.all_actions.second_opinion.triggered.connect(self._ask_second_opinion)
        packs.changed.connect(self._on_packs_changed)
        getting.got.connect(packs.refresh)

    def _on_packs_changed(self, found: PacksFound) -> None:
        self._found = found

    def get_species(self) -> QDialog:
        """Open the dialog that gets models."""
        from birdeye.gui.dialogs.get_species import GetSpeciesDialog

        dialog = GetSpeciesDialog(self._getting, self._window)
        show_dialog(dialog)
        return dialog

    def _calibrate(self) -> None:
        from birdeye.gui.dialogs.calibrate import CalibrateDialog

        if self._found.default is not None:
            show_dialog(CalibrateDialog(self._calibrating, self._found.default, self._window))

    def _ask_second_opinion(self) -> None:
        from birdeye.gui.dialogs.second_opinion import SecondOpinionDialog

        in_use = self._found.default
        usable = [pack for pack in self._found.packs if not hasattr(pack, "error")]
        others = [pack for pack in usable if in_use is not None and pack.id != in_use.id]
        ids = self._models.navigation.selected_ids()
        paths = self._models.store.paths_of(ids)
        if in_use is None or not others:
            self._window.notice.tell(
                self.tr("There is no other model to ask yet."),
                self.tr("Get more species…"),
                self.get_species,
            )
        elif paths:
            names = self._models.names
            pictures = self._pictures_of(ids)
            show_dialog(
                SecondOpinionDialog(
                    self._opinion, paths, in_use, others, names, self._window, pictures
                )
            )

    def _pictures_of(self, photo_ids: Iterable[int]) -> dict[Path, tuple[QPixmap, int]]:
        """The thumbnails that are there already, with the widths of their photos."""
        found = {}
        for photo_id in photo_ids:
            photo, thumbnail = (
                self._models.store.get(photo_id),
                self._models.thumbnails.get(photo_id),
            )
            if photo is not None and thumbnail is not None:
                found[photo.path] = thumbnail, photo.width
        return found
