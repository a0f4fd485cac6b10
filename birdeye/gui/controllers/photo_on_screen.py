"""Keeps photo, boxes and panel in step with the photo that is current in the filmstrip."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtGui import QPixmap

from birdeye.domain.identification import PhotoResult, Rank
from birdeye.gui import wording
from birdeye.gui.controllers.photo_loading import PhotoLoading
from birdeye.gui.models.bird_selection import BirdSelection
from birdeye.gui.models.photo_list import PhotoListModel, PhotoRole
from birdeye.gui.photo_view.bird_overlay import mark_of
from birdeye.gui.photo_view.photo_levels import PhotoLevels
from birdeye.gui.windows.main_window import MainWindow

_NOMINAL_SIDE = 2048


class PhotoOnScreen(QObject):
    """Shows one photo of the model at a time. ``shown(path)`` when it is another one."""

    shown = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        model: PhotoListModel,
        selection: BirdSelection,
        loading: PhotoLoading,
        language: str,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._model = model
        self._selection = selection
        self._loading = loading
        self._language = language
        self._why_waiting = ""
        self._photo_id: int | None = None
        self._has_preview = False
        window.filmstrip.selectionModel().currentChanged.connect(self._on_current_changed)
        window.photo_view.more_pixels_wanted.connect(self._on_more_pixels_wanted)
        model.dataChanged.connect(self._on_data_changed)
        loading.preview_ready.connect(self._on_preview_ready)
        loading.pixels_ready.connect(self._on_pixels_ready)
        loading.failed.connect(self._on_failed)

    @property
    def path(self) -> Path | None:
        """The photo on screen."""
        return None if self._photo_id is None else self._model.path_of(self._photo_id)

    def set_language(self, language: str) -> None:
        """Name the birds in ``language``."""
        self._language = language
        self._window.species_panel.set_language(language)
        self._show_marks()

    def set_why_waiting(self, sentence: str) -> None:
        """What to say about a photo that has no outcome yet."""
        self._why_waiting = sentence
        if self._photo_id is not None and self._result() is None:
            self._show_outcome()

    def clear(self) -> None:
        """No photo is on screen any more."""
        self._photo_id = None
        self._loading.show_nothing()
        self._selection.reset(0)
        self._window.photo_view.clear()
        self._window.species_panel.show_pixels(None)
        self._window.setWindowTitle("Birdeye")

    def _result(self) -> PhotoResult | None:
        if self._photo_id is None:
            return None
        index = self._model.index_of(self._photo_id)
        return index.data(PhotoRole.RESULT) if index.isValid() else None

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not current.isValid():
            self.clear()
            return
        self._photo_id = current.data(PhotoRole.ID)
        self._has_preview = False
        path: Path = current.data(PhotoRole.PATH)
        self._window.setWindowTitle(f"{path.name} – Birdeye")
        self._window.species_panel.show_pixels(None)
        self._show_placeholder(current.data(PhotoRole.THUMBNAIL))
        self._show_outcome()
        self._loading.show(path)
        self.shown.emit(path)

    def _show_placeholder(self, thumbnail: QPixmap | None) -> None:
        """The thumbnail enlarged, until the preview is there a moment later."""
        view, result = self._window.photo_view, self._result()
        self._window.show_photo()
        if thumbnail is None:
            view.clear()
            return
        image = thumbnail.toImage()
        if result is not None and result.width:
            size = (result.width, result.height)
        else:
            factor = _NOMINAL_SIDE / max(image.width(), image.height())
            size = (round(image.width() * factor), round(image.height() * factor))
        view.show_photo(PhotoLevels(*size, (image,)))

    def _show_outcome(self) -> None:
        result, panel, path = self._result(), self._window.species_panel, self.path
        panel.show_photo_facts(path.name if path else "", wording.photo_facts(result))
        if result is not None and result.birds:
            self._show_marks()
            panel.show_birds(result.birds)
            self._selection.reset(len(result.birds), 0)
            return
        self._window.photo_view.set_marks(())
        self._selection.reset(0)
        if result is None:
            panel.show_outcome("waiting", self.tr("Not identified yet"), self._why_waiting)
        elif result.error is not None:
            panel.show_outcome("warning", self.tr("Unreadable photo"), result.error)
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
        result = self._result()
        if result is None or self._window.photo_view.levels is None:
            return
        self._window.photo_view.set_marks(
            [
                mark_of(
                    bird,
                    wording.claim_label(bird, self._language),
                    bird.claim.rank is not Rank.NONE,
                )
                for bird in result.birds
            ]
        )

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        if self._photo_id is None or PhotoRole.RESULT not in roles:
            return
        row = self._model.index_of(self._photo_id).row()
        if first.row() <= row <= last.row():
            self._show_outcome()

    def _on_preview_ready(self, path: Path, levels: PhotoLevels) -> None:
        if path != self.path:
            return
        self._has_preview = True
        self._window.show_photo()
        self._window.photo_view.replace_pixels(levels)
        self._window.species_panel.show_pixels(levels)
        self._show_marks()
        if self._result() is None:
            size = wording.photo_size(levels.width, levels.height)
            self._window.species_panel.show_photo_facts(path.name, size)
        row = self._model.index_of(self._photo_id or 0).row()
        near = [self._model.index(row + step) for step in (1, -1)]
        self._loading.prepare([index.data(PhotoRole.PATH) for index in near if index.isValid()])

    def _on_pixels_ready(self, path: Path, levels: PhotoLevels) -> None:
        if path == self.path:
            self._window.photo_view.replace_pixels(levels)
            self._window.species_panel.show_pixels(levels)

    def _on_failed(self, path: Path, sentence: str) -> None:
        if path == self.path:
            self._window.show_message("warning", self.tr("This photo cannot be shown"), str(path))
            if self._result() is None:
                panel = self._window.species_panel
                panel.show_outcome("warning", self.tr("Unreadable photo"), sentence)

    def _on_more_pixels_wanted(self) -> None:
        if self._has_preview:
            self._loading.load_all_pixels()
