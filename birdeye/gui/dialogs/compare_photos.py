"""Two to four photos side by side, with their zoom in step, to find the best of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QWidget

from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.rating import MOST_STARS, Flag
from birdeye.gui import rating_wording, wording
from birdeye.gui.layouts import in_column
from birdeye.gui.models.photo_levels import PhotoLevels
from birdeye.gui.panels.elided_label import ElidedLabel
from birdeye.gui.photo_view.compare_canvas import CompareCanvas

_FLAG_KEYS = {
    Qt.Key.Key_P: Flag.PICK,
    Qt.Key.Key_T: Flag.PICK,
    Qt.Key.Key_X: Flag.REJECT,
    Qt.Key.Key_U: Flag.NONE,
}
_STAR_KEYS = {Qt.Key(Qt.Key.Key_0 + count): count for count in range(MOST_STARS + 1)}
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -2,
    Qt.Key.Key_Down: 2,
}


class ComparePhotosDialog(QDialog):
    """Keys are those of Lightroom and Photo Mechanic, and go to the photo with the line around it.

    Signals:
        stars_given(photo_id, count), flag_given(photo_id, Flag)
        more_pixels_wanted(): the zoom asks for all pixels of the photos.
    """

    stars_given = Signal(int, int)
    flag_given = Signal(int, object)
    more_pixels_wanted = Signal()

    def __init__(
        self, photos: Sequence[PhotoOverview], parent: QWidget | None = None, *, of: int = 0
    ) -> None:
        """``of`` is how many there are to choose from, of which ``photos`` are the best."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Compare photos"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.photos = list(photos)
        self.canvases = [CompareCanvas() for _ in self.photos]
        self._captions = [ElidedLabel(objectName="photoFacts") for _ in self.photos]
        self._chosen = 0
        self._is_following = False
        grid = QGridLayout()
        grid.setSpacing(4)
        for place, (canvas, caption) in enumerate(zip(self.canvases, self._captions, strict=True)):
            row, column = divmod(place, 2)
            grid.addWidget(canvas, 2 * row, column)
            grid.addWidget(caption, 2 * row + 1, column)
            grid.setRowStretch(2 * row, 1)
            canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            canvas.clicked.connect(lambda place=place: self.choose(place))
            canvas.zoom_changed.connect(lambda _percent, canvas=canvas: self._lead(canvas))
            canvas.more_pixels_wanted.connect(self.more_pixels_wanted)
        hint = QLabel(
            self.tr(
                "Z: actual size and back  ·  arrows: another photo  ·  0 to 5: stars  ·  "
                "P, X, U: pick, reject, no flag"
            ),
            objectName="photoFacts",
            wordWrap=True,
        )
        words: list[QLabel] = [hint]
        if of > len(self.photos):
            best = self.tr("The best {0} of {1} photos, by your rating and then by sharpness.")
            said = QLabel(
                best.format(wording.figure(len(self.photos)), wording.figure(of)), wordWrap=True
            )
            words.insert(0, said)
        in_column((grid, 1), *words, margins=(8, 8, 8, 8), of=self)
        self.resize(1100, 760)
        self.choose(0)
        for photo in self.photos:
            self.show_overview(photo)

    @property
    def chosen(self) -> PhotoOverview:
        """The photo that keys go to."""
        return self.photos[self._chosen]

    def choose(self, place: int) -> None:
        """Have keys go to the photo at this place."""
        if 0 <= place < len(self.canvases):
            self._chosen = place
            for number, canvas in enumerate(self.canvases):
                canvas.set_chosen(number == place)

    def show_overview(self, photo: PhotoOverview) -> None:
        """More is known of a photo, such as its stars."""
        for place, known in enumerate(self.photos):
            if known.photo_id == photo.photo_id:
                self.photos[place] = photo
                self._captions[place].setText(self._caption(photo))
                self.canvases[place].setAccessibleName(self._captions[place].text())

    def show_pixels(self, path: Path, levels: PhotoLevels) -> None:
        """Pixels of one of the photos are there."""
        for place, photo in enumerate(self.photos):
            if photo.path == path:
                canvas = self.canvases[place]
                others = [each for each in self.canvases if each is not canvas and each.levels]
                self._is_following = True
                canvas.show_pixels(levels)
                if others:
                    canvas.follow(others[0])
                self._is_following = False

    def _caption(self, photo: PhotoOverview) -> str:
        sharp = self.tr("sharpness {0}").format(rating_wording.sharpness(photo.sharpness))
        rating = rating_wording.stars(photo.stars), rating_wording.flag(photo.flag)
        return "  ·  ".join(filter(None, (photo.path.name, sharp, *rating)))

    def _lead(self, canvas: CompareCanvas) -> None:
        """All others follow the one that was moved."""
        if self._is_following:
            return
        self._is_following = True
        for other in self.canvases:
            if other is not canvas and other.levels is not None:
                other.follow(canvas)
        self._is_following = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stars, flags, zoom, and which photo they go to."""
        key = Qt.Key(event.key())
        if key in _STAR_KEYS:
            self.stars_given.emit(self.chosen.photo_id, _STAR_KEYS[key])
        elif key in _FLAG_KEYS:
            self.flag_given.emit(self.chosen.photo_id, _FLAG_KEYS[key])
        elif key == Qt.Key.Key_Z:
            self.canvases[self._chosen].toggle_actual_size()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.canvases[self._chosen].zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.canvases[self._chosen].zoom_out()
        elif key in _STEPS:
            self.choose(self._chosen + _STEPS[key])
        else:
            super().keyPressEvent(event)
