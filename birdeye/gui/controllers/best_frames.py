"""Keeps the best photos of each burst, once the user has seen which these are."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from birdeye.domain.changes import SetFlags
from birdeye.domain.overviews import PhotoOverview
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.dialogs.ask import show_dialog
from birdeye.gui.dialogs.keep_best import KeepBestDialog
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.task import Task
from birdeye.gui.windows.main_window import MainWindow


class BestFrames(Controller):
    """Uses the bursts of the selected photos, or of all photos shown if only one is selected."""

    def __init__(self, runner: JobRunner, window: MainWindow, models: WindowModels) -> None:
        super().__init__(window, models)
        self._task = Task(runner, self)
        window.all_actions.rating.keep_best.triggered.connect(lambda *_: self.ask())

    def ask(self) -> None:
        """Look for bursts, and show what would be kept of them."""
        models = self._models
        ids: Sequence[int] = models.navigation.selected_ids()
        if len(ids) < 2:
            ids = models.photo_list.ids_on_show()
        known = {one: photo for one in ids if (photo := models.store.get(one)) is not None}
        self._task.run(_bursts(known), self._show)

    def _show(self, bursts: list[list[PhotoOverview]]) -> None:
        if not bursts:
            self._window.notice.tell(self.tr("There is no burst among these photos."))
            return
        dialog = KeepBestDialog(bursts, self._models.thumbnails, self._window)
        dialog.chosen.connect(lambda flags: self._models.store.carry_out(SetFlags(flags)))
        show_dialog(dialog)


def _bursts(known: dict[int, PhotoOverview]) -> Generator[list[list[PhotoOverview]], None, None]:
    from birdeye.workflows.arrange_photos import bursts_of

    bursts = dict.fromkeys(bursts_of(known).values())
    yield [[known[one] for one in burst] for burst in bursts]
