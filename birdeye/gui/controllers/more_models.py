"""Opens the dialogs about models beside the one in use: more of them, and their second opinion."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from birdeye.gui.controllers.pack_getting import PackGetting
from birdeye.gui.controllers.packs import Packs, PacksFound
from birdeye.gui.controllers.photo_navigation import PhotoNavigation
from birdeye.gui.controllers.second_opinion import SecondOpinion
from birdeye.gui.dialogs.get_species import GetSpeciesDialog
from birdeye.gui.dialogs.second_opinion import SecondOpinionDialog
from birdeye.gui.models.photos_on_show import PhotosOnShow
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.windows.main_window import MainWindow


class MoreModels(QObject):
    """Connects two entries of the menu of models."""

    def __init__(
        self,
        window: MainWindow,
        photos: PhotosOnShow,
        navigation: PhotoNavigation,
        names: SpeciesNames,
        packs: Packs,
        getting: PackGetting,
        opinion: SecondOpinion,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._photos = photos
        self._navigation = navigation
        self._names = names
        self._getting = getting
        self._opinion = opinion
        self._found = PacksFound((), None)
        window.orders.get_species.triggered.connect(self._get_species)
        window.orders.second_opinion.triggered.connect(self._ask_second_opinion)
        packs.changed.connect(self._on_packs_changed)
        getting.got.connect(packs.refresh)

    def _on_packs_changed(self, found: PacksFound) -> None:
        self._found = found

    def _get_species(self) -> None:
        self._open(GetSpeciesDialog(self._getting, self._window))

    def _ask_second_opinion(self) -> None:
        in_use = self._found.default
        usable = [pack for pack in self._found.packs if not hasattr(pack, "error")]
        others = [pack for pack in usable if in_use is not None and pack.id != in_use.id]
        ids = self._navigation.selected_ids()
        paths = [path for one in ids if (path := self._photos.path_of(one)) is not None]
        if in_use is None or not others:
            self._window.notice.tell(
                self.tr("There is no other model to ask yet."),
                self.tr("Get more species…"),
                self._get_species,
            )
        elif paths:
            dialog = SecondOpinionDialog(
                self._opinion, paths, in_use, others, self._names, self._window
            )
            self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
