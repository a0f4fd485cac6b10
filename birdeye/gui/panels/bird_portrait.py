"""A close look at one bird: the part of the photo inside its box, enlarged."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from birdeye.domain.boxes import Box
from birdeye.gui.models.photo_levels import PhotoLevels
from birdeye.gui.theme import CANVAS

_SIDE = 92
_RADIUS = 10.0
_MARGIN_SHARE = 0.08


class BirdPortrait(QWidget):
    """A square of fixed size; empty until both photo and box are known."""

    def __init__(self) -> None:
        super().__init__()
        self._levels: PhotoLevels | None = None
        self._box: Box | None = None
        self.setFixedSize(QSize(_SIDE, _SIDE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The selected bird"))

    def show_bird(self, levels: PhotoLevels | None, box: Box | None) -> None:
        """Show the content of ``box`` (pixels of the upright photo)."""
        self._levels = levels
        self._box = box
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The square around the box, cut to round corners."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), QColor(CANVAS.ground))
        if self._levels is None or self._box is None:
            return
        square = square_around(self._box, self._levels.width, self._levels.height)
        zoom = self.width() * self.devicePixelRatioF() / square.width()
        image = self._levels.image_for(min(1.0, zoom))
        scale = image.width() / self._levels.width
        # What the square has beyond the photo stays ground.
        inside = square.intersected(QRectF(0, 0, self._levels.width, self._levels.height))
        to_widget = self.width() / square.width()
        target = QRectF(
            (inside.topLeft() - square.topLeft()) * to_widget, inside.size() * to_widget
        )
        source = QRectF(inside.topLeft() * scale, inside.size() * scale)
        painter.drawImage(target, image, source)


def square_around(box: Box, width: int, height: int) -> QRectF:
    """The square around ``box`` with a margin, moved into the photo if it fits."""
    side = max(8.0, max(box.width, box.height) * (1 + 2 * _MARGIN_SHARE))
    x, y = box.center_xy
    return QRectF(_start(x, side, width), _start(y, side, height), side, side)


def _start(centre: float, side: float, limit: float) -> float:
    if side >= limit:
        return (limit - side) / 2
    return min(max(centre - side / 2, 0.0), limit - side)
