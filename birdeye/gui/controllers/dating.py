"""Lets the user correct dates, and find places in GPS tracks, with a preview of either."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from birdeye.gui.controllers.controller import Controller
from birdeye.gui.dialogs.ask import show_dialog
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.services import Services
from birdeye.gui.task import Task
from birdeye.gui.windows.main_window import MainWindow

if TYPE_CHECKING:
    from birdeye.domain.changes import DateChange
    from birdeye.gui.dialogs.match_track import TrackQuestion
    from birdeye.workflows.match_track import Matched
    from birdeye.workflows.preview_dates import DatePreview


class Dating(Controller):
    """Opens the dialogs for the selected photos; what was chosen goes into the history."""

    def __init__(
        self, window: MainWindow, models: WindowModels, services: Services, runner: JobRunner
    ) -> None:
        super().__init__(window, models)
        self._services = services
        self._runner = runner
        window.all_actions.set_date.triggered.connect(self._ask_for_date)
        window.all_actions.match_track.triggered.connect(self._ask_for_track)

    def _photo_ids(self) -> tuple[int, ...]:
        record = self._models.store.record
        selected = self._models.navigation.selected_ids()
        wanted = selected or (() if record is None else (record.photo_id,))
        return self._models.navigation.files_of(wanted)

    def _ask_for_date(self) -> None:
        from birdeye.gui.dialogs.set_date import SetDateDialog

        record, photo_ids = self._models.store.record, self._photo_ids()
        if not photo_ids:
            return
        dialog = SetDateDialog(photo_ids, None if record is None else record.taken, self._window)
        previewing = Task(self._runner, dialog)
        dialog.edited.connect(
            lambda change: previewing.run(self._dates(change), dialog.show_preview)
        )
        dialog.chosen.connect(self._models.store.carry_out)
        dialog.finished.connect(previewing.drop)
        show_dialog(dialog)

    def _ask_for_track(self) -> None:
        from birdeye.gui.dialogs.match_track import MatchTrackDialog

        photo_ids = self._photo_ids()
        if len(self._models.navigation.selected_ids()) < 2:
            # A walk is wanted far more often than one photo of it.
            on_show = self._models.photo_list.ids_on_show()
            photo_ids = self._models.navigation.files_of(on_show)
        if not photo_ids:
            return
        folder = self._models.settings.last_folder
        dialog = MatchTrackDialog(photo_ids, folder, self._window)
        previewing = Task(self._runner, dialog)
        dialog.edited.connect(
            lambda question: previewing.run(
                self._matched(question), dialog.show_matched, failed=dialog.show_problem
            )
        )
        dialog.chosen.connect(self._models.store.carry_out)
        dialog.finished.connect(previewing.drop)
        show_dialog(dialog)

    def _dates(self, change: DateChange) -> Generator[list[DatePreview], None, None]:
        from birdeye.workflows.preview_dates import preview_dates

        with self._services.open_catalogue() as catalogue:
            previews = list(preview_dates(catalogue, change))
        yield previews

    def _matched(self, question: TrackQuestion) -> Generator[Matched, None, None]:
        from birdeye.workflows.match_track import Clock, match_track, read_track

        track = read_track(question.tracks)
        with self._services.open_catalogue() as catalogue:
            records = [
                record
                for record in catalogue.records(question.photo_ids)
                if record.position is None or not question.keep
            ]
        clock = Clock(question.behind, question.utc_offset)
        yield match_track(records, track, clock, question.tolerance)
