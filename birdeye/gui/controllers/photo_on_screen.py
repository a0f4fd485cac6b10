"""Keeps photo, boxes and panel in step with the record that is on screen."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from birdeye.domain.identification import Rank
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.gui import bird_wording, error_wording
from birdeye.gui.controllers.box_editing import BoxEditing
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.models.photo_levels import PhotoLevels
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.photo_view.bird_overlay import BirdMark, Line, rect_of
from birdeye.gui.tasks.photo_loading import PREVIEW_SIDE, PhotoLoading
from birdeye.gui.windows.main_window import MainWindow

_NOMINAL_SIDE = 2048


class PhotoOnScreen(Controller):
    """Shows one photo at a time."""

    def __init__(
        self, window: MainWindow, models: WindowModels, loading: PhotoLoading, editing: BoxEditing
    ) -> None:
        super().__init__(window, models)
        self._loading = loading
        self._editing = editing
        self._why_waiting = ""
        self._outcome_is_coming = False
        self._path: Path | None = None
        self._content_of: dict[Path, str] = {}
        """The content hash of each photo that was on screen, as far as it was known then."""
        self._cannot_be_shown = ""
        self._is_decoded = False
        self._store.on_screen_changed.connect(self._on_record_changed)
        models.names.changed.connect(self._show_marks)
        editing.waiting_changed.connect(self._show_marks)
        window.photo_view.more_pixels_wanted.connect(self._load_all_pixels)
        loading.preview_ready.connect(self._on_preview_ready)
        loading.pixels_ready.connect(self._on_pixels_ready)
        loading.failed.connect(self._on_failed)

    @property
    def path(self) -> Path | None:
        """The photo on screen."""
        return self._path

    def set_why_waiting(self, sentence: str, *, is_coming: bool = False) -> None:
        """What to say about a photo that has no outcome yet, and whether one is on its way."""
        self._outcome_is_coming = is_coming
        if sentence == self._why_waiting:
            return
        self._why_waiting = sentence
        record = self._store.record
        if record is not None and not record.is_identified:
            self._show_record(record)

    def renew(self, paths: Collection[Path]) -> None:
        """Other programs wrote these files: what was decoded of them is not to be shown."""
        for path in paths:
            self._loading.forget(path)
        record = self._store.record
        if record is not None and record.path == self._path and record.path in paths:
            self._load_picture(record)
            self._show_record(record)
            self._prepare_neighbours()

    def _on_record_changed(self, record: PhotoRecord | None) -> None:
        if record is None:
            self._clear()
            return
        is_rewritten = self._content_of.get(record.path, "") not in ("", record.content_hash)
        self._content_of[record.path] = record.content_hash
        if is_rewritten:  # another program has rotated it, say, and it was identified again
            self._loading.forget(record.path)
        if is_rewritten or record.path != self._path:
            self._begin_photo(record)
        self._show_record(record)
        self._prepare_neighbours()

    def _clear(self) -> None:
        self._path = None
        self._loading.show_nothing()
        self._window.photo_view.clear()
        self._window.photo_view.fit()
        self._window.species_panel.show_pixels(None)
        self._window.setWindowTitle("Birdeye")

    def _begin_photo(self, record: PhotoRecord) -> None:
        self._path = record.path
        self._window.setWindowTitle(f"{record.path.name} – Birdeye")
        self._window.species_panel.chooser.clear()
        self._load_picture(record)

    def _load_picture(self, record: PhotoRecord) -> None:
        self._cannot_be_shown = ""
        self._is_decoded = False
        self._window.species_panel.show_pixels(None)
        self._window.show_photo()
        levels = self._loading.show(record.path, closely=self._looks_closely(record))
        if levels is None:
            self._show_placeholder(record)
        else:
            self._is_decoded = True
            self._show_levels(levels)

    def _load_all_pixels(self) -> None:
        """Unless it was a thumbnail that had too few: the preview is on its way, and may do."""
        if self._is_decoded:
            self._loading.load_all_pixels()

    def _prepare_neighbours(self) -> None:
        """Decode the photos that may come next, once this one needs nothing more."""
        record = self._store.record
        if record is None or not self._is_decoded:
            return
        if record.is_identified or not self._outcome_is_coming:
            self._loading.prepare(self._models.navigation.neighbour_paths())

    def _looks_closely(self, record: PhotoRecord) -> bool:
        """Whether the zoom, which is kept, shows more pixels than a preview has."""
        viewport = self._window.photo_view.viewport
        shown_side = viewport.percent / 100 * max(record.width, record.height)
        return not viewport.is_fitted and shown_side > PREVIEW_SIDE

    def _show_placeholder(self, record: PhotoRecord) -> None:
        """The thumbnail enlarged, until the preview is there a moment later."""
        view, thumbnail = self._window.photo_view, self._models.thumbnails.get(record.photo_id)
        if thumbnail is not None and record.width:
            levels = PhotoLevels(record.width, record.height, (thumbnail.toImage(),))
            view.show_photo(levels)
        elif thumbnail is not None and view.viewport.is_fitted:
            factor = _NOMINAL_SIDE / max(thumbnail.width(), thumbnail.height())
            size = round(thumbnail.width() * factor), round(thumbnail.height() * factor)
            view.show_photo(PhotoLevels(*size, (thumbnail.toImage(),)))
        else:
            # Without its size, the visible place could not be kept.
            view.clear()

    def _show_levels(self, levels: PhotoLevels) -> None:
        self._window.photo_view.show_photo(levels)
        self._window.species_panel.show_pixels(levels)

    def _show_record(self, record: PhotoRecord) -> None:
        panel = self._window.species_panel
        panel.show_record(record)
        self._window.photo_view.boxes.set_enabled(record.is_identified and record.error is None)
        self._show_marks()
        if not record.birds:
            self._show_outcome(record)

    def _show_outcome(self, record: PhotoRecord) -> None:
        panel = self._window.species_panel
        error = self._cannot_be_shown
        if record.error:
            error = error_wording.in_words(record.error)
        if error:
            panel.show_outcome("warning", self.tr("Unreadable photo"), error)
        elif not record.is_identified:
            panel.show_outcome("waiting", self.tr("Not identified yet"), self._why_waiting)
        else:
            panel.show_outcome(
                "no-bird", self.tr("No bird found"), self._why_no_bird(record.metadata.is_whole)
            )

    def _why_no_bird(self, is_whole: bool) -> str:
        if is_whole:
            return self.tr(
                "Birdeye looked at the whole photo. Very small or half-hidden birds can be "
                "missed: press D and drag a box around any bird that you see."
            )
        return self.tr(
            "Birdeye could look only at what is left of this photo, as its file is damaged. Press "
            "D and drag a box around any bird that you see."
        )

    def _show_marks(self) -> None:
        record, view = self._store.record, self._window.photo_view
        if record is None or view.levels is None:
            return
        marks = [
            BirdMark(
                rect_of(bird.bird.box), bird_wording.label(bird, self._models.names), _line_of(bird)
            )
            for bird in record.birds
        ]
        for box in self._editing.waiting_boxes(record.photo_id):
            marks.append(BirdMark(rect_of(box), self.tr("Looking…"), Line.UNNAMED))
        view.set_marks(marks)

    def _on_preview_ready(self, path: Path, levels: PhotoLevels) -> None:
        if path == self._path:
            self._is_decoded = True
            self._window.photo_view.replace_pixels(levels)
            self._window.species_panel.show_pixels(levels)
            self._show_marks()
            self._prepare_neighbours()

    def _on_pixels_ready(self, path: Path, levels: PhotoLevels) -> None:
        if path == self._path:
            self._window.photo_view.replace_pixels(levels)
            self._window.species_panel.show_pixels(levels)

    def _on_failed(self, path: Path, sentence: str) -> None:
        record = self._store.record
        if path == self._path and record is not None:
            self._cannot_be_shown = sentence
            self._is_decoded = True
            self._window.show_message("warning", self.tr("This photo cannot be shown"), str(path))
            if not record.birds:
                self._show_outcome(record)
            self._prepare_neighbours()


def _line_of(bird: BirdRecord) -> Line:
    if bird.is_rejected:
        return Line.NO_BIRD
    return Line.UNNAMED if bird.rank is Rank.NONE else Line.NAMED
