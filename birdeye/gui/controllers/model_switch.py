"""Asks, after a change of models, whether to identify photos again, and reports the result."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from birdeye.domain.records import PhotoState
from birdeye.gui import pack_wording, wording
from birdeye.gui.controllers.batch import Batch
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.store import work
from birdeye.gui.store.catalogue_thread import CatalogueThread
from birdeye.gui.tasks.identification import Identification
from birdeye.gui.tasks.packs import Packs, PacksFound
from birdeye.gui.windows.main_window import MainWindow

if TYPE_CHECKING:
    from birdeye.packs.pack import Pack

_MODELS_REMEMBERED = 20


class ModelSwitch(Controller):
    """Asks at each change, and once where it happened elsewhere.

    What is not done again keeps the names that the earlier model gave.
    """

    def __init__(
        self,
        window: MainWindow,
        models: WindowModels,
        packs: Packs,
        identification: Identification,
        batch: Batch,
        catalogue: CatalogueThread,
    ) -> None:
        super().__init__(window, models)
        self._identification = identification
        self._batch = batch
        self._catalogue = catalogue
        self._naming_model = models.photo_list.naming_model
        window.species_panel.model_note.follow(self._naming_model)
        self._pack: Pack | None = None
        self._again: dict[int, bool] = {}
        """Whether each photo that is being done again had a name before."""
        self._in_sight: list[int] = []
        packs.changed.connect(self._on_packs_changed)
        identification.ended.connect(self._on_ended)
        for view in (window.filmstrip, window.grid):
            view.photos_in_sight.connect(self._on_in_sight)

    def look(self) -> None:
        """Ask about the open photos that another model identified, if any."""
        if self._pack is not None:
            steps = partial(work.of_other_models, pack=self._pack)
            self._catalogue.read(steps, self._ask, self._window.notice.tell)

    def _on_packs_changed(self, found: PacksFound) -> None:
        from birdeye.packs.pack import BrokenPack  # loaded by whoever found the pack

        pack = found.default
        self._naming_model.use(
            pack.pack_version if pack else None,
            [
                each.pack_version
                for each in found.packs
                if not isinstance(each, BrokenPack) and each.manifest.calibration is None
            ],
        )
        if pack == self._pack:
            self._window.species_panel.show_model_note()
            return
        is_switch = self._pack is not None
        self._pack = pack
        self._again.clear()
        self._window.species_panel.show_model_note()
        if is_switch and pack is not None:
            self._forget_asking(pack)
        self.look()

    def _on_in_sight(self, photo_ids: list[int], _side: int) -> None:
        self._in_sight = list(photo_ids)

    def _ask(self, photo_ids: list[int]) -> None:
        pack = self._pack
        if pack is None or not photo_ids:
            return
        model, asked = _name_of(pack), self._settings.models_asked_about
        if model in asked:
            return
        self._settings.models_asked_about = [*asked, model][-_MODELS_REMEMBERED:]
        self._window.notice.offer(
            self.tr(
                "Another model identified {0}. Identify again with “{1}”? Your decisions stay."
            ).format(wording.count_of_photos(len(photo_ids)), pack_wording.title(pack)),
            self.tr("Identify again"),
            lambda: self._identify(photo_ids),
        )

    def _forget_asking(self, pack: Pack) -> None:
        """The user chose ``pack``, perhaps once more: that is worth the question again."""
        asked = self._settings.models_asked_about
        self._settings.models_asked_about = [each for each in asked if each != _name_of(pack)]

    def _identify(self, photo_ids: list[int]) -> None:
        self._window.notice.clear()
        there = set(photo_ids)
        first = [self._navigation.current_id, *self._in_sight]
        in_order = [each for each in dict.fromkeys([*first, *photo_ids]) if each in there]
        self._again = {each: self._is_named(each) for each in in_order}
        self._batch.identify_in_order(in_order)

    def _on_ended(self, cancelled: bool) -> None:
        again, self._again = self._again, {}
        if not again or cancelled:
            return
        named = sum(self._is_named(each) for each in again)
        self._window.notice.tell(
            self.tr("Photos with a name: {0} of {1} now, {2} before.").format(
                *map(wording.figure, (named, len(again), sum(again.values())))
            )
        )

    def _is_named(self, photo_id: int) -> bool:
        overview = self._store.overviews.get(photo_id)
        return overview is not None and overview.state is PhotoState.BIRDS and bool(overview.taxa)


def _name_of(pack: Pack) -> str:
    return f"{pack.id} {pack.manifest.version}"
