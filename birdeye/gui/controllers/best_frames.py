"""Keeps the best photos of each burst, once the user has seen which these are."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from birdeye.domain.best_frames import BurstFrame, keep_best
from birdeye.domain.changes import SetFlags
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.rating import Flag
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.dialogs.ask import show_dialog
from birdeye.gui.dialogs.keep_best import KeepBestDialog
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.burst_choices import ChoiceRow, rows_of
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.task import Task
from birdeye.gui.windows.main_window import MainWindow

_Choices = tuple[list[ChoiceRow], list[tuple[int, Flag]], tuple[int, int, int]]


class BestFrames(Controller):
    """Uses the bursts of the selected photos, or of all photos shown if only one is selected.

    Files that are not listed because another one of their shot is get the flags of that one.
    """

    def __init__(self, runner: JobRunner, window: MainWindow, models: WindowModels) -> None:
        super().__init__(window, models)
        self._runner, self._task = runner, Task(runner, self)
        window.all_actions.rating.keep_best.triggered.connect(lambda *_: self.ask())

    def ask(self) -> None:
        """Look for bursts, and show what would be kept of them."""
        models = self._models
        ids: Sequence[int] = models.navigation.selected_ids()
        if len(ids) < 2:
            ids = models.photo_list.ids_on_show()
        files = models.navigation.files_of(ids)
        known = {one: photo for one in files if (photo := models.store.get(one)) is not None}
        self._task.run(_bursts(known), self._show)

    def _show(self, bursts: list[list[BurstFrame]]) -> None:
        if not bursts:
            self._window.notice.tell(self.tr("There are no bursts among these photos."))
            return
        dialog = KeepBestDialog(self._models.thumbnails, self._window)
        choosing = Task(self._runner, dialog)
        dialog.chosen.connect(lambda flags: self._models.store.carry_out(SetFlags(flags)))

        def choose(count: int) -> None:
            choosing.run(_choices(bursts, count), lambda found: dialog.show_choices(*found))

        dialog.count_changed.connect(choose)
        dialog.finished.connect(choosing.drop)
        choose(dialog.count.value())
        show_dialog(dialog)


def _bursts(known: dict[int, PhotoOverview]) -> Generator[list[list[BurstFrame]], None, None]:
    from birdeye.workflows.burst_frames import frames_in_bursts

    yield frames_in_bursts(known)


def _choices(bursts: list[list[BurstFrame]], count: int) -> Generator[_Choices, None, None]:
    choices = [keep_best(burst, count) for burst in bursts]
    flags = [flag for choice in choices for flag in choice.flags]
    picked, rejected = (
        sum(choice.count_of_changed(flag) for choice in choices)
        for flag in (Flag.PICK, Flag.REJECT)
    )
    yield rows_of(choices), flags, (len(choices), picked, rejected)
