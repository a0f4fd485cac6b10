"""Has the names of birds follow what the user says of places and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from birdeye.domain.changes import AcceptClaims, Changed, DeleteBirds, ReviewBirds, StateCount
from birdeye.gui.controllers.batch import Batch
from birdeye.gui.services import Services
from birdeye.gui.store.photo_store import PhotoStore
from birdeye.gui.tasks.identification import Identification
from birdeye.gui.tasks.model_in_use import ModelInUse
from birdeye.gui.tasks.places import Places

if TYPE_CHECKING:
    from birdeye.catalogue.catalogue import Catalogue
    from birdeye.packs.pack import Pack
    from birdeye.vision.weighing import Weigher

_NAMES_STAY = ReviewBirds, AcceptClaims, DeleteBirds, StateCount


class Weighing(QObject):
    """Weights photos again after each change to their place or date, and all photos after one to
    the settings."""

    def __init__(
        self,
        services: Services,
        store: PhotoStore,
        model: ModelInUse,
        identification: Identification,
        batch: Batch,
        places: Places,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._store = store
        self._model = model
        self._identification = identification
        self._batch = batch
        self._weigher: tuple[Pack, int, Weigher] | None = None
        self._settings_number = 0
        self._settings_changed = False
        store.carried_out.connect(self._follow)
        store.undone.connect(lambda changed, _name: self._follow(changed))
        store.redone.connect(lambda changed, _name: self._follow(changed))
        places.changed.connect(self._on_settings_changed)
        identification.ended.connect(self._on_ended)

    def _follow(self, changed: Changed | None) -> None:
        pack = self._model.pack
        if pack is None or changed is None or isinstance(changed.change, _NAMES_STAY):
            return
        photo_ids, number = changed.photo_ids, self._settings_number

        def weigh(catalogue: Catalogue) -> tuple[int, ...]:
            from birdeye.workflows.reweigh import reweigh_with_bursts

            return reweigh_with_bursts(catalogue, self._weigher_of(pack, number), photo_ids)

        self._store.weigh(weigh)

    def _weigher_of(self, pack: Pack, number: int) -> Weigher:
        """In the thread of the catalogue; ``number`` is that of the settings to go by."""
        known = self._weigher
        if known is None or known[0] is not pack or known[1] != number:
            known = self._weigher = (pack, number, self._services.open_weigher(pack))
        return known[2]

    def _on_settings_changed(self) -> None:
        self._settings_number += 1
        self._model.follow_places()
        if self._identification.is_running:
            # What that run still names, it names by the settings of before.
            self._settings_changed = True
        else:
            self._batch.identify_waiting()

    def _on_ended(self, _cancelled: bool) -> None:
        if self._settings_changed:
            self._settings_changed = False
            self._batch.identify_waiting()
