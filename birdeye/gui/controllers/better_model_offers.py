"""Leads to a better model from where one is missed: quietly, once each, never again once declined.

From the empty window, after a batch that left many birds unnamed, and beside a bird that the model
in use is not sure about.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDialog

from birdeye.domain.identification import Rank
from birdeye.domain.records import PhotoState
from birdeye.gui import pack_wording, wording
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.task import start
from birdeye.gui.tasks.identification import Identification
from birdeye.gui.tasks.pack_getting import PackGetting
from birdeye.gui.tasks.packs import Packs, PacksFound
from birdeye.gui.windows.main_window import MainWindow

if TYPE_CHECKING:
    from birdeye.packs.recipe import Recipe

LEAST_PHOTOS = 3
"""Photos with birds, below which a batch says nothing of a model."""
LEAST_UNNAMED = 1 / 3
"""The share of them without a name from which on a better model is worth a word."""
_BATCH, _NOT_SURE, _DECLINED = "batch", "not sure", "declined"


class BetterModelOffers(Controller):
    """Tells of the better model, and opens the dialog that gets it."""

    def __init__(
        self,
        window: MainWindow,
        models: WindowModels,
        packs: Packs,
        identification: Identification,
        getting: PackGetting,
        runner: JobRunner,
        open_dialog: Callable[[], QDialog],
    ) -> None:
        super().__init__(window, models)
        self._runner = runner
        self._open_dialog = open_dialog
        self._recipe: Recipe | None = None
        self._asks = False
        """Whether the current notice is the question of the batch."""
        self._leading = False
        """Whether the dialog was opened by one of the leads."""
        self._led_photo: int | None = None
        packs.changed.connect(self._look)
        identification.ended.connect(self._on_batch_ended)
        getting.got.connect(self._on_got)
        window.notice.closed.connect(self._on_notice_closed)
        window.species_panel.bird_shown.connect(self._tell_beside_bird)
        for line in (window.empty_state.lead, window.species_panel.lead):
            line.followed.connect(self._follow)
            line.declined.connect(self._decline)

    @property
    def recipe(self) -> Recipe | None:
        """The model to lead to; None where there is none, or where the user declined."""
        return None if _DECLINED in self._settings.leads_told else self._recipe

    def _look(self, packs: PacksFound) -> None:
        start(self._runner, _better_recipe(packs), self._on_found, lambda _sentence: None)

    def _on_found(self, recipe: Recipe | None) -> None:
        self._recipe = recipe
        self._tell_in_empty_window()
        self._tell_beside_bird()

    def _tell_in_empty_window(self) -> None:
        recipe = self.recipe
        sentence = ""
        if recipe is not None:
            sentence = self.tr(
                "Another model is right far more often: {0}, {1} species, a download of {2}."
            ).format(
                pack_wording.in_words(recipe.title),
                QLocale().toString(recipe.species),
                _size(recipe),
            )
        self._window.empty_state.lead.tell(sentence)

    def _on_batch_ended(self, cancelled: bool) -> None:
        recipe = self.recipe
        if recipe is None or cancelled or _BATCH in self._settings.leads_told:
            return
        if self._window.notice.text:  # what is said there goes first
            return
        birds = [each for each in self._store.overviews.values() if each.state is PhotoState.BIRDS]
        unnamed = sum(not each.taxa for each in birds)
        if len(birds) < LEAST_PHOTOS or unnamed < LEAST_UNNAMED * len(birds):
            return
        self._note(_BATCH)
        self._asks = True
        self._window.notice.tell(
            self.tr(
                "In {0} of {1} photos with birds, no bird could be named. The model “{2}” names "
                "more birds (a download of {3})."
            ).format(
                wording.figure(unnamed),
                wording.figure(len(birds)),
                pack_wording.in_words(recipe.title),
                _size(recipe),
            ),
            self.tr("Show it"),
            self._follow,
        )

    def _tell_beside_bird(self) -> None:
        """One line beside the birds of the first photo in which the model is not sure of one."""
        bird, record, recipe = self._store.bird, self._store.record, self.recipe
        is_unsure = bird is not None and not bird.is_reviewed and bird.claim.rank is Rank.NONE
        told = _NOT_SURE in self._settings.leads_told
        if (
            recipe is None
            or record is None
            or not is_unsure
            or (told and record.photo_id != self._led_photo)
        ):
            self._window.species_panel.lead.tell("")
            return
        self._led_photo = record.photo_id
        self._note(_NOT_SURE)
        sentence = self.tr("The model “{0}” may know it (a download of {1}).")
        self._window.species_panel.lead.tell(
            sentence.format(pack_wording.in_words(recipe.title), _size(recipe))
        )

    def _follow(self) -> None:
        self._leading, self._asks = True, False
        self._window.notice.clear()
        self._open_dialog().finished.connect(self._on_dialog_closed)

    def _on_dialog_closed(self) -> None:
        """Whoever looked at it and did not take it has declined."""
        if self._leading:
            self._leading = False
            self._decline()

    def _on_got(self) -> None:
        self._leading = False

    def _on_notice_closed(self) -> None:
        if self._asks:
            self._asks = False
            self._decline()

    def _decline(self) -> None:
        self._note(_DECLINED)
        self._tell_in_empty_window()
        self._tell_beside_bird()

    def _note(self, lead: str) -> None:
        told = self._settings.leads_told
        if lead not in told:
            self._settings.leads_told = [*told, lead]


def _better_recipe(packs: PacksFound) -> Generator[Recipe | None, None, None]:
    """In a worker: the model to get instead of the one in use, by files of the program alone."""
    from birdeye.workflows.better_model import better_recipe
    from birdeye.workflows.build_pack import known_recipes

    installed, in_use = [pack.id for pack in packs.packs], packs.default
    yield better_recipe(in_use, installed, known_recipes()) if in_use else None


def _size(recipe: Recipe) -> str:
    return QLocale().formattedDataSize(
        recipe.size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat
    )
