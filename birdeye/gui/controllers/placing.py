"""Lets the user say where the selected photos were taken."""

from __future__ import annotations

from collections.abc import Collection, Generator
from datetime import datetime
from typing import TYPE_CHECKING

from birdeye.domain.changes import SetPlace
from birdeye.domain.records import Place
from birdeye.domain.visits import wall_clock
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.dialogs.ask import show_dialog
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.services import Services
from birdeye.gui.task import Task
from birdeye.gui.windows.main_window import MainWindow

if TYPE_CHECKING:
    from birdeye.geography.countries import Countries
    from birdeye.gui.panels.place_picker import PlacePicker


class Placing(Controller):
    """Opens the dialog, and has the catalogue remember what was said there."""

    def __init__(
        self, window: MainWindow, models: WindowModels, services: Services, runner: JobRunner
    ) -> None:
        super().__init__(window, models)
        self._services = services
        self._looking = Task(runner, self)
        window.all_actions.set_place.triggered.connect(self._ask)

    def _ask(self) -> None:
        from birdeye.gui.dialogs.set_place import SetPlaceDialog
        from birdeye.gui.panels.place_picker import PlacePicker

        record, settings = self._models.store.record, self._models.settings
        if record is None:
            return
        selected = self._models.navigation.selected_ids() or (record.photo_id,)
        photo_ids = self._models.navigation.files_of(selected)
        dialog = SetPlaceDialog(len(selected), record.place, self._window)
        picker = PlacePicker(settings.recent_places, self._models.theme)
        dialog.add_part(picker)
        picker.place_picked.connect(dialog.show_place)
        picker.position_picked.connect(dialog.show_position)
        dialog.position_changed.connect(picker.map.show_position)
        picker.map.show_position(record.position)
        dialog.chosen.connect(lambda place: self._set(photo_ids, place))
        dialog.finished.connect(lambda _result: self._looking.drop())
        show_dialog(dialog)
        neighbour = self._neighbour(photo_ids)
        self._looking.run(self._look(neighbour), lambda found: _show(picker, found))

    def _set(self, photo_ids: tuple[int, ...], place: Place | None) -> None:
        if place is not None:
            self._models.settings.remember_place(place)
        self._models.store.carry_out(SetPlace(photo_ids, place))

    def _neighbour(self, photo_ids: Collection[int]) -> int | None:
        """The photo with a position that was taken nearest in time to the one on screen."""
        store = self._models.store
        record = store.record
        if record is None or record.taken is None:
            return None
        at = wall_clock(record.taken)

        def seconds(taken: datetime) -> float:
            return abs((wall_clock(taken) - at).total_seconds())

        others = [
            (seconds(one.taken), one.photo_id)
            for one in store.overviews.values()
            if one.has_position and one.taken is not None and one.photo_id not in photo_ids
        ]
        return min(others)[1] if others else None

    def _look(self, neighbour: int | None) -> Generator[Countries | tuple[Place, str], None, None]:
        yield self._services.countries()
        if neighbour is not None:
            with self._services.open_catalogue() as catalogue:
                record = catalogue.record(neighbour)
            named = record.place or Place()
            yield Place(named.name, record.position, named.country_code), record.path.name


def _show(picker: PlacePicker, found: Countries | tuple[Place, str]) -> None:
    if isinstance(found, tuple):
        picker.show_neighbour(*found)
    else:
        picker.map.show_countries(found)
