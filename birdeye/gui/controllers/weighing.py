"""Has the names of birds follow what the user says of places and dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from birdeye.domain.changes import AcceptClaims, Changed, DeleteBirds, ReviewBirds, StateCount
from birdeye.domain.errors import BirdeyeError
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

_PORTION = 100
_NAMES_STAY = ReviewBirds, AcceptClaims, DeleteBirds, StateCount


class Weighing(QObject):
    """Weights photos again after each change to their place or date, and all photos after one to
    the settings: each by the model that named its birds."""

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
        self._weighers: dict[str, tuple[Pack, int, Weigher]] = {}
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
        self._weigh(pack, changed.photo_ids)

    def _weigh(self, pack: Pack, photo_ids: Sequence[int]) -> None:
        number = self._settings_number

        def weigh(catalogue: Catalogue) -> tuple[int, ...]:
            from birdeye.workflows.reweigh import reweigh_by_all

            return reweigh_by_all(
                catalogue, lambda pack_id: self._weigher_of(pack_id, pack, number), photo_ids
            )

        self._store.weigh(weigh)

    def _weigher_of(self, pack_id: str, in_use: Pack, number: int) -> Weigher | None:
        """In the thread of the catalogue; ``number`` is that of the settings to go by."""
        try:
            pack = in_use if pack_id == in_use.id else self._services.open_library().get(pack_id)
        except BirdeyeError:  # it was removed since, or is broken: its names stay
            return None
        known = self._weighers.get(pack_id)
        if known is None or known[0].fingerprint != pack.fingerprint or known[1] != number:
            known = self._weighers[pack_id] = (pack, number, self._services.open_weigher(pack))
        return known[2]

    def _weigh_those_of_other_models(self) -> None:
        """What the model in use named is looked at again with all that waits."""
        pack = self._model.pack
        if pack is None:
            return
        others = [
            photo.photo_id
            for photo in self._store.overviews.values()
            if photo.pack[0] not in ("", pack.id)
        ]
        for start in range(0, len(others), _PORTION):  # other requests come between them
            self._weigh(pack, others[start : start + _PORTION])

    def _on_settings_changed(self) -> None:
        self._settings_number += 1
        self._model.follow_places()
        if self._identification.is_running:
            # What that run still names, it names by the settings of before.
            self._settings_changed = True
        else:
            self._look_again()

    def _on_ended(self, _cancelled: bool) -> None:
        if self._settings_changed:
            self._settings_changed = False
            self._look_again()

    def _look_again(self) -> None:
        self._batch.identify_waiting()
        self._weigh_those_of_other_models()
