"""A map to pick a place on: it can be zoomed and moved, and needs no network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from birdeye.domain.photos import GpsPosition
from birdeye.gui.charts.chart import ChartStyle
from birdeye.gui.charts.sightings_map import MapView, paint_land, paint_scale
from birdeye.gui.theme import Theme

if TYPE_CHECKING:
    from birdeye.geography.countries import Countries

_MOST_PIXELS_PER_DEGREE = 20_000.0
_STEP = 1.6
_NEAR = 12.0
"""Pixels per degree in which a place is shown that was chosen elsewhere."""

_PICK_RADIUS = 7.0
_CLICK_PIXELS = 4


class PlaceMap(QWidget):
    """``picked(GpsPosition)`` when the user clicked somewhere, or on a place that was set lately.

    The wheel, + and - zoom; dragging and the arrow keys move; Enter picks the middle.
    """

    picked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._countries: Countries | None = None
        self._position: GpsPosition | None = None
        self._recent: tuple[GpsPosition, ...] = ()
        self._longitude, self._latitude, self._pixels_per_degree = 10.0, 25.0, 0.0
        self._pressed: QPointF | None = None
        self._dragged = False
        self._painted: tuple[object, QPixmap] | None = None
        """The land as it was painted last, and what of."""
        self.setMinimumSize(360, 220)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Map"))
        self.setToolTip(
            self.tr("Click to set the position. The wheel zooms, dragging moves the map.")
        )
        theme.changed.connect(self.update)

    @property
    def map_view(self) -> MapView:
        """What is in sight."""
        least = self.width() / 360.0
        scale = min(max(self._pixels_per_degree, least), _MOST_PIXELS_PER_DEGREE)
        return MapView(self._longitude, self._latitude, scale, QRectF(self.rect()))

    def show_countries(self, countries: Countries) -> None:
        """Draw these."""
        self._countries = countries
        self.update()

    def show_recent(self, positions: Sequence[GpsPosition]) -> None:
        """Mark places that were set lately."""
        self._recent = tuple(positions)
        self.update()

    def show_position(self, position: GpsPosition | None) -> None:
        """Mark the position, and bring it in sight."""
        if position == self._position:
            return
        self._position = position
        if position is not None:
            point = self.map_view.point(position.longitude, position.latitude)
            if not self.rect().adjusted(10, 10, -10, -10).contains(point.toPoint()):
                self._centre(position.longitude, position.latitude)
            if self._pixels_per_degree < _NEAR:
                self._centre(position.longitude, position.latitude)
                self._pixels_per_degree = _NEAR
        self.update()

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom in, or out for less than 0, about a point or the middle."""
        view = self.map_view
        at = at or view.room.center()
        longitude, latitude = view.position(at)
        least = self.width() / 360.0
        wanted = view.pixels_per_degree * _STEP**steps
        self._pixels_per_degree = min(max(wanted, least), _MOST_PIXELS_PER_DEGREE)
        # What is under the mouse stays there.
        now_longitude, now_latitude = self.map_view.position(at)
        self._centre(
            self._longitude + longitude - now_longitude, self._latitude + latitude - now_latitude
        )

    def sizeHint(self) -> QSize:
        """Room for a country or two."""
        return QSize(520, 280)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Sea, land, places of lately, the position, a scale."""
        colours, view = self._theme.colours, self.map_view
        style = ChartStyle(colours, self.font())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._land(view, style))
        painter.setPen(QPen(QColor(colours.panel), 1.2))
        painter.setBrush(QColor(colours.text_dim))
        for recent in self._recent:
            painter.drawEllipse(view.point(recent.longitude, recent.latitude), 4.5, 4.5)
        if self._position is not None:
            point = view.point(self._position.longitude, self._position.latitude)
            painter.setBrush(QColor(colours.bar))
            painter.drawEllipse(point, 7.0, 7.0)
            painter.setBrush(QColor(colours.panel))
            painter.drawEllipse(point, 2.5, 2.5)
        paint_scale(painter, view, style)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent if self.hasFocus() else colours.border), 1))
        painter.drawRect(view.room.adjusted(0.5, 0.5, -0.5, -0.5))

    def _land(self, view: MapView, style: ChartStyle) -> QPixmap:
        """Sea and land, painted anew only where something about them changed."""
        ratio = self.devicePixelRatioF()
        of = view, style.colours, ratio, self._countries
        if self._painted is None or self._painted[0] != of:
            land = QPixmap((view.room.size() * ratio).toSize())
            land.setDevicePixelRatio(ratio)
            painter = QPainter(land)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_land(painter, view, style, self._countries)
            painter.end()
            self._painted = of, land
        return self._painted[1]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click or the beginning of a drag."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the map."""
        if self._pressed is None:
            return
        way = event.position() - self._pressed
        if not self._dragged and way.manhattanLength() < _CLICK_PIXELS:
            return
        self._dragged = True
        self._pressed = event.position()
        self._move(way)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick, unless the map was moved."""
        if self._pressed is not None and not self._dragged:
            self._pick(event.position())
        self._pressed = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the mouse."""
        self.zoom(event.angleDelta().y() / 120, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom, move, pick."""
        step = 40.0
        moves = {
            Qt.Key.Key_Left: QPointF(step, 0),
            Qt.Key.Key_Right: QPointF(-step, 0),
            Qt.Key.Key_Up: QPointF(0, step),
            Qt.Key.Key_Down: QPointF(0, -step),
        }
        key = Qt.Key(event.key())
        if key in moves:
            self._move(moves[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif key is Qt.Key.Key_Minus:
            self.zoom(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick(QRectF(self.rect()).center())
        else:
            super().keyPressEvent(event)

    def _move(self, pixels: QPointF) -> None:
        longitude, latitude = self.map_view.position(self.map_view.room.center() - pixels)
        self._centre(longitude, latitude)

    def _centre(self, longitude: float, latitude: float) -> None:
        self._longitude = (longitude + 180.0) % 360.0 - 180.0
        self._latitude = min(max(latitude, -85.0), 85.0)
        self.update()

    def _pick(self, point: QPointF) -> None:
        view = self.map_view
        for recent in self._recent:
            way = view.point(recent.longitude, recent.latitude) - point
            if way.manhattanLength() <= _PICK_RADIUS:
                self.picked.emit(recent)
                return
        longitude, latitude = view.position(point)
        if -90.0 <= latitude <= 90.0:
            longitude = (longitude + 180.0) % 360.0 - 180.0
            self.picked.emit(GpsPosition(round(latitude, 5), round(longitude, 5)))
