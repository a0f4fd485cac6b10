"""One of several photos side by side, that is moved with the mouse and moves the others along."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen

from birdeye.gui.models.photo_levels import PhotoLevels
from birdeye.gui.photo_view.photo_canvas import PhotoCanvas
from birdeye.gui.theme import CANVAS


class CompareCanvas(PhotoCanvas):
    """A photo with a bird, with which others are kept in step.

    Signals:
        clicked(): the mouse was pressed on it.
    """

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.bird: QPointF | None = None
        """The middle of the bird in photo pixels; None is the middle of the photo."""
        self._panned_from: QPointF | None = None
        self._is_chosen = False

    @property
    def anchor(self) -> QPointF:
        """What is kept at the same place in all photos, in photo pixels."""
        size = self.viewport.photo_size
        return self.bird or QPointF(size.width() / 2, size.height() / 2)

    def set_chosen(self, chosen: bool) -> None:
        """Keys go to this one."""
        self._is_chosen = chosen
        self.update()

    def show_pixels(self, levels: PhotoLevels) -> None:
        """The photo, from few pixels or from all, without moving it."""
        self.replace_pixels(levels)

    def follow(self, other: CompareCanvas) -> None:
        """Show the same part, from the bird, at the same zoom as another photo."""
        if other.viewport.is_fitted:
            self.viewport.fit()
        else:
            self.viewport.zoom_to(other.viewport.zoom, QRectF(self.rect()).center())
            self.viewport.centre_on(self.anchor + other.viewport.centre - other.anchor)
        self._tell_zoom()

    def toggle_actual_size(self) -> None:
        """A photo pixel on a display pixel at the bird, or back to the whole photo."""
        if not self.viewport.is_fitted:
            self.fit()
            return
        self.viewport.zoom_to(1 / self.devicePixelRatioF(), QRectF(self.rect()).center())
        self.viewport.centre_on(self.anchor)
        self._tell_zoom()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photo, with a line around it where keys go to it."""
        super().paintEvent(event)
        if self._is_chosen:
            painter = QPainter(self)
            painter.setPen(QPen(QColor(CANVAS.selected), 3))
            painter.drawRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press chooses it and begins a pan."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._panned_from = event.position()
            self.clicked.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan while pressed."""
        if self._panned_from is not None:
            self.pan(event.position() - self._panned_from)
            self._panned_from = event.position()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """The pan is over."""
        self._panned_from = None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Between the whole photo and its real size."""
        self.toggle_actual_size()
