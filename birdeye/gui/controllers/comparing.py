"""Shows the selected photos, or the best of a burst, side by side."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF

from birdeye.domain.best_frames import best_first
from birdeye.domain.changes import SetFlags, SetStars
from birdeye.domain.errors import BirdeyeError
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.rating import Flag
from birdeye.domain.records import PhotoRecord
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.dialogs.ask import show_dialog
from birdeye.gui.dialogs.compare_photos import ComparePhotosDialog
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.photo_levels import PhotoLevels
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.pixels import halved_levels, image_from_rgb
from birdeye.gui.services import Services
from birdeye.gui.task import Task
from birdeye.gui.windows.main_window import MainWindow

MOST_PHOTOS = 4
_PREVIEW_SIDE = 1600
_NEARBY = 100


class Comparing(Controller):
    """Opens the dialog, and decodes its photos: previews first, all pixels on request."""

    def __init__(
        self, services: Services, runner: JobRunner, window: MainWindow, models: WindowModels
    ) -> None:
        super().__init__(window, models)
        self._services = services
        self._list = models.photo_list
        self._decoding = Task(runner, self)
        self._dialog: ComparePhotosDialog | None = None
        """The one that is open, since what it is told may come after it was closed."""
        self._store.changed.connect(self._on_changed)
        window.all_actions.rating.compare.triggered.connect(lambda *_: self.compare())

    def compare(self) -> None:
        """Open the dialog; with one photo selected, it and those that go with it."""
        selected = self._photos()
        # Those that the user rated best, and of equals the sharpest.
        photos = selected if len(selected) <= MOST_PHOTOS else best_first(selected)[:MOST_PHOTOS]
        if len(photos) < 2:
            self._window.notice.tell(self.tr("Select two to four photos to compare them."))
            return
        dialog = self._dialog = ComparePhotosDialog(photos, self._window, of=len(selected))
        dialog.stars_given.connect(self._give_stars)
        dialog.flag_given.connect(self._give_flag)
        paths = [photo.path for photo in photos]
        dialog.more_pixels_wanted.connect(partial(self._load_whole, dialog, paths))
        dialog.finished.connect(self._on_finished)
        ids = [photo.photo_id for photo in photos]
        self._services.catalogue.ask(
            lambda catalogue: list(catalogue.records(ids)),
            lambda records: self._show_birds(dialog, records),
            self._window.notice.tell,
        )
        self._load(dialog, paths, whole=False)
        show_dialog(dialog)

    def _photos(self) -> list[PhotoOverview]:
        ids: Sequence[int] = self._navigation.selected_ids()
        if len(ids) == 1:
            ids = self._burst_of(ids[0]) or (*ids, *self._navigation.neighbour_ids()[:1])
        return [photo for photo in map(self._store.get, ids) if photo is not None]

    def _burst_of(self, photo_id: int) -> tuple[int, ...]:
        """The burst of a photo, as far as it is shown nearby, without copies; empty if there is
        none."""
        from birdeye.workflows.burst_frames import frames_in_bursts

        on_show = self._list.ids_on_show()
        if photo_id not in on_show:  # it is kept on screen, but the filter leaves it out
            return ()
        at = on_show.index(photo_id)
        near = on_show[max(0, at - _NEARBY) : at + _NEARBY]
        files = self._navigation.files_of(near)
        known = {one: photo for one in files if (photo := self._store.get(one)) is not None}
        for burst in frames_in_bursts(known):
            frames = [[file.photo_id for file in frame.files] for frame in burst]
            if any(photo_id in ids for ids in frames):
                return tuple(photo_id if photo_id in ids else ids[0] for ids in frames)
        return ()

    def _give_stars(self, photo_id: int, count: int) -> None:
        self._store.carry_out(SetStars(self._navigation.files_of((photo_id,)), count))

    def _give_flag(self, photo_id: int, flag: Flag) -> None:
        files = self._navigation.files_of((photo_id,))
        self._store.carry_out(SetFlags(tuple((one, flag) for one in files)))

    def _load_whole(self, dialog: ComparePhotosDialog, paths: list[Path]) -> None:
        if not dialog.property("loads_whole"):
            dialog.setProperty("loads_whole", True)
            self._load(dialog, paths, whole=True)

    def _load(self, dialog: ComparePhotosDialog, paths: list[Path], *, whole: bool) -> None:
        """Decode previews, or all pixels, instead of what was asked for before."""
        self._decoding.run(self._decoded(paths, whole), partial(self._show_pixels, dialog))

    def _decoded(
        self, paths: list[Path], whole: bool
    ) -> Generator[tuple[Path, PhotoLevels | str], None, None]:
        """In the worker: the pixels of each, or why there are none."""
        for path in paths:
            try:
                photo = self._services.open_photo(path)
                scale = 1.0 if whole else min(1.0, _PREVIEW_SIDE / max(photo.width, photo.height))
                image = image_from_rgb(photo.decode(scale).rgb_u8)
                yield path, PhotoLevels(photo.width, photo.height, halved_levels(image))
            except BirdeyeError as error:
                yield path, str(error)

    def _show_pixels(
        self, dialog: ComparePhotosDialog, outcome: tuple[Path, PhotoLevels | str]
    ) -> None:
        path, found = outcome
        if isinstance(found, str):
            self._window.notice.tell(found)
        elif dialog is self._dialog:
            dialog.show_pixels(path, found)

    def _on_finished(self) -> None:
        self._decoding.drop()
        self._dialog = None

    def _on_changed(self, photo_ids: Sequence[int]) -> None:
        for photo_id in photo_ids if self._dialog is not None else ():
            photo = self._store.get(photo_id)
            if photo is not None and self._dialog is not None:
                self._dialog.show_overview(photo)

    def _show_birds(self, dialog: ComparePhotosDialog, records: list[PhotoRecord]) -> None:
        """Set where the bird of each photo is, so that photos are kept in step by it."""
        if dialog is not self._dialog:
            return
        for record in records:
            for photo, canvas in zip(dialog.photos, dialog.canvases, strict=True):
                if photo.photo_id == record.photo_id and record.birds:
                    canvas.bird = QPointF(*record.birds[0].bird.box.center_xy)
