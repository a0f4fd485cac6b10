"""Lets the user say where the selected photos were taken."""

from __future__ import annotations

from collections.abc import Collection, Generator
from datetime import timedelta
from typing import TYPE_CHECKING

from birdeye.domain.changes import SetPlace
from birdeye.domain.records import PhotoRecord, Place
from birdeye.domain.visits import wall_clock
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.dialogs.ask import show_dialog
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.panels.nearby_places import NearbyPlace
from birdeye.gui.services import Services
from birdeye.gui.task import Task
from birdeye.gui.windows.main_window import MainWindow

if TYPE_CHECKING:
    from birdeye.geography.countries import Countries
    from birdeye.gui.dialogs.set_place import SetPlaceDialog
    from birdeye.gui.panels.place_picker import PlacePicker


class Placing(Controller):
    """Opens the dialog, and has the catalogue remember what was said there."""

    def __init__(
        self, window: MainWindow, models: WindowModels, services: Services, runner: JobRunner
    ) -> None:
        super().__init__(window, models)
        self._services = services
        self._runner = runner
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
        several = len(selected) > 1
        dialog.chosen.connect(lambda place: self._set(SetPlace(photo_ids, place, several)))
        looking = Task(self._runner, dialog)
        dialog.finished.connect(looking.drop)
        show_dialog(dialog)
        others = photo_ids if several and record.place is None else ()
        looking.run(
            self._look(self._nearby(photo_ids), others),
            lambda found: _show(dialog, picker, found),
        )

    def _set(self, change: SetPlace) -> None:
        if change.place is not None:
            self._models.settings.remember_place(change.place)
        self._models.store.carry_out(change)

    def _nearby(self, photo_ids: Collection[int]) -> list[tuple[timedelta, int]]:
        """The last photo with a position that was taken before the one on screen, and the next
        one, each with how much later it was taken."""
        store = self._models.store
        record = store.record
        if record is None or record.taken is None:
            return []
        at = wall_clock(record.taken)
        apart = [
            (wall_clock(one.taken) - at, one.photo_id)
            for one in store.overviews.values()
            if one.has_position and one.taken is not None and one.photo_id not in photo_ids
        ]
        before = max((each for each in apart if each[0] <= timedelta()), default=None)
        after = min((each for each in apart if each[0] > timedelta()), default=None)
        return [each for each in (before, after) if each is not None]

    def _look(
        self, nearby: list[tuple[timedelta, int]], photo_ids: Collection[int]
    ) -> Generator[Countries | list[NearbyPlace] | bool, None, None]:
        """The places ``nearby``, the map, and whether any of the photos has a place."""
        if nearby:
            with self._services.open_catalogue() as catalogue:
                later = {photo_id: each for each, photo_id in nearby}
                records = {one.photo_id: one for one in catalogue.records(later)}
            yield [
                NearbyPlace(_place_of(records[photo_id]), records[photo_id].path.name, each)
                for each, photo_id in nearby
                if photo_id in records
            ]
        yield self._services.countries()
        if photo_ids:
            with self._services.open_catalogue() as catalogue:
                yield any(each.place is not None for each in catalogue.records(photo_ids))


def _place_of(record: PhotoRecord) -> Place:
    named = record.place or Place()
    return Place(named.name, record.position, named.country_code)


def _show(
    dialog: SetPlaceDialog, picker: PlacePicker, found: Countries | list[NearbyPlace] | bool
) -> None:
    if isinstance(found, bool):
        dialog.remove_button.setVisible(found)
    elif isinstance(found, list):
        picker.nearby.show_places(found)
    else:
        picker.map.show_countries(found)
