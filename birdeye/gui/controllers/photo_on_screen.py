"""Keeps photo, boxes and panel in step with the record that is on screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from birdeye.domain.identification import Rank
from birdeye.domain.records import PhotoRecord
from birdeye.gui import wording
from birdeye.gui.controllers.photo_loading import PhotoLoading
from birdeye.gui.models.bird_selection import BirdSelection
from birdeye.gui.models.record_on_screen import RecordOnScreen
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.photo_view.bird_overlay import mark_of
from birdeye.gui.photo_view.photo_levels import PhotoLevels
from birdeye.gui.windows.main_window import MainWindow

_NOMINAL_SIDE = 2048


class PhotoOnScreen(QObject):
    """Shows one photo at a time. ``shown(path)`` when it is another one.

    ``thumbnail_of`` gives the picture to show until the photo is decoded; ``neighbour_paths`` the
    photos to decode ahead, likeliest first.
    """

    shown = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        on_screen: RecordOnScreen,
        selection: BirdSelection,
        names: SpeciesNames,
        loading: PhotoLoading,
        thumbnail_of: Callable[[int], QPixmap | None],
        neighbour_paths: Callable[[], list[Path]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._on_screen = on_screen
        self._selection = selection
        self._names = names
        self._loading = loading
        self._thumbnail_of = thumbnail_of
        self._neighbour_paths = neighbour_paths
        self._why_waiting = ""
        self._path: Path | None = None
        self._has_preview = False
        on_screen.changed.connect(self._on_record_changed)
        names.changed.connect(self._on_names_changed)
        window.photo_view.more_pixels_wanted.connect(self._on_more_pixels_wanted)
        loading.preview_ready.connect(self._on_preview_ready)
        loading.pixels_ready.connect(self._on_pixels_ready)
        loading.failed.connect(self._on_failed)

    @property
    def path(self) -> Path | None:
        """The photo on screen."""
        return self._path

    def set_why_waiting(self, sentence: str) -> None:
        """What to say about a photo that has no outcome yet."""
        self._why_waiting = sentence
        record = self._on_screen.record
        if record is not None and not record.is_identified:
            self._show_outcome(record)

    def _clear(self) -> None:
        self._path = None
        self._loading.show_nothing()
        self._window.photo_view.clear()
        self._window.species_panel.show_pixels(None)
        self._window.setWindowTitle("Birdeye")

    def _on_record_changed(self, record: PhotoRecord | None) -> None:
        if record is None:
            self._clear()
            return
        is_other = record.path != self._path
        self._path = record.path
        if is_other:
            self._has_preview = False
            self._window.setWindowTitle(f"{record.path.name} – Birdeye")
            self._window.species_panel.show_pixels(None)
            self._show_placeholder(record, self._thumbnail_of(record.photo_id))
        self._show_outcome(record)
        if is_other:
            self._loading.show(record.path)
            self.shown.emit(record.path)

    def _show_placeholder(self, record: PhotoRecord, thumbnail: QPixmap | None) -> None:
        """The thumbnail enlarged, until the preview is there a moment later."""
        view = self._window.photo_view
        self._window.show_photo()
        if thumbnail is None:
            view.clear()
            return
        image = thumbnail.toImage()
        if record.width:
            size = (record.width, record.height)
        else:
            factor = _NOMINAL_SIDE / max(image.width(), image.height())
            size = (round(image.width() * factor), round(image.height() * factor))
        view.show_photo(PhotoLevels(*size, (image,)))

    def _show_outcome(self, record: PhotoRecord) -> None:
        panel = self._window.species_panel
        panel.show_photo_facts(record.path.name, wording.photo_facts(record))
        self._show_marks()
        if record.birds:
            panel.show_birds([bird.bird for bird in record.birds])
        elif record.error is not None:
            panel.show_outcome("warning", self.tr("Unreadable photo"), record.error)
        elif not record.is_identified:
            panel.show_outcome("waiting", self.tr("Not identified yet"), self._why_waiting)
        else:
            panel.show_outcome(
                "no-bird",
                self.tr("No bird found"),
                self.tr(
                    "Birdeye looked at the whole photo. Very small or half-hidden birds can be "
                    "missed."
                ),
            )

    def _show_marks(self) -> None:
        if self._window.photo_view.levels is None:
            return
        self._window.photo_view.set_marks(
            [
                mark_of(
                    bird.bird,
                    wording.claim_label(bird.bird, self._names.language),
                    bird.bird.claim.rank is not Rank.NONE,
                )
                for bird in self._on_screen.birds
            ]
        )

    def _on_names_changed(self) -> None:
        self._window.species_panel.set_language(self._names.language)
        self._show_marks()

    def _on_preview_ready(self, path: Path, levels: PhotoLevels) -> None:
        if path != self._path:
            return
        self._has_preview = True
        self._window.show_photo()
        self._window.photo_view.replace_pixels(levels)
        self._window.species_panel.show_pixels(levels)
        self._show_marks()
        record = self._on_screen.record
        if record is not None and not record.width:
            size = wording.photo_size(levels.width, levels.height)
            self._window.species_panel.show_photo_facts(path.name, size)
        self._loading.prepare(self._neighbour_paths())

    def _on_pixels_ready(self, path: Path, levels: PhotoLevels) -> None:
        if path == self._path:
            self._window.photo_view.replace_pixels(levels)
            self._window.species_panel.show_pixels(levels)

    def _on_failed(self, path: Path, sentence: str) -> None:
        if path == self._path:
            self._window.show_message("warning", self.tr("This photo cannot be shown"), str(path))
            record = self._on_screen.record
            if record is not None and not record.is_identified:
                panel = self._window.species_panel
                panel.show_outcome("warning", self.tr("Unreadable photo"), sentence)

    def _on_more_pixels_wanted(self) -> None:
        if self._has_preview:
            self._loading.load_all_pixels()
