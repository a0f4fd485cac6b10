"""The photo by itself: zoom, pan, and shadows that can be lifted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from birdeye.gui.models.photo_levels import PhotoLevels
from birdeye.gui.photo_view.photo_painting import brighten_shadows, paint_photo
from birdeye.gui.photo_view.viewport import Viewport
from birdeye.gui.photo_view.zoom_animation import ZoomAnimation
from birdeye.gui.theme import CANVAS

ZOOM_STEP = 1.25
_SMOOTH_UP_TO = 3.0
"""Display pixels a photo pixel above which single pixels are shown as what they are."""

_PAN_STEP = 80.0
_PAN_KEYS = {
    Qt.Key.Key_Left: QPointF(_PAN_STEP, 0),
    Qt.Key.Key_Right: QPointF(-_PAN_STEP, 0),
    Qt.Key.Key_Up: QPointF(0, _PAN_STEP),
    Qt.Key.Key_Down: QPointF(0, -_PAN_STEP),
}


class PhotoCanvas(QWidget):
    """Shows one photo at the zoom and place of the one before.

    Signals:
        zoom_changed(percent): 100 when a photo pixel is a display pixel, 0 without a photo.
        more_pixels_wanted(): the zoom asks for more pixels than were given.
    """

    zoom_changed = Signal(float)
    more_pixels_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._viewport = Viewport()
        self._levels: PhotoLevels | None = None
        self._brightened = False
        self._zooming = ZoomAnimation(self._viewport, self)
        self._zooming.moved.connect(self._tell_zoom)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 180)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def viewport(self) -> Viewport:
        """Where the photo is, for reading."""
        return self._viewport

    @property
    def levels(self) -> PhotoLevels | None:
        """The photo on screen."""
        return self._levels

    def show_photo(self, levels: PhotoLevels) -> None:
        """Show another photo, fitted if the one before was."""
        self._zooming.stop()
        self._levels = levels
        self._viewport.set_photo(levels.width, levels.height)
        self._tell_zoom()

    def replace_pixels(self, levels: PhotoLevels) -> None:
        """Show the same photo from more or better pixels, without moving it."""
        if self._levels is None:
            self._viewport.set_photo(levels.width, levels.height)
        elif (levels.width, levels.height) != (self._levels.width, self._levels.height):
            self._viewport.rescale_photo(levels.width, levels.height)
        self._levels = levels
        self._tell_zoom()

    def clear(self) -> None:
        """Show no photo. Zoom and place are kept for the next one."""
        self._zooming.stop()
        self._levels = None
        self._tell_zoom()

    def set_brightened(self, brightened: bool) -> None:
        """Lift the shadows, for birds against the light; only to look at."""
        if brightened != self._brightened:
            self._brightened = brightened
            self.update()

    @property
    def is_brightened(self) -> bool:
        """Whether the shadows are lifted."""
        return self._brightened

    def zoom_in(self) -> None:
        """One step closer, at the middle of the view."""
        self._zoom_by(ZOOM_STEP, QRectF(self.rect()).center())

    def zoom_out(self) -> None:
        """One step back, at the middle of the view."""
        self._zoom_by(1 / ZOOM_STEP, QRectF(self.rect()).center())

    def fit(self) -> None:
        """Show the whole photo, and keep it whole when the window changes its size."""
        self._zooming.stop()
        self._viewport.fit()
        self._tell_zoom()

    def zoom_to_actual_size(self, anchor: QPointF) -> None:
        """A photo pixel on a display pixel; what is under ``anchor`` (view pixels) stays there."""
        if self._levels is not None:
            self._zooming.zoom_to(1 / self.devicePixelRatioF(), anchor)

    def reveal(self, rect: QRectF) -> None:
        """Pan as little as needed to see a part of the photo (photo pixels)."""
        if not self._viewport.is_fitted:
            self._zooming.stop()
            self._viewport.reveal(rect)
            self._tell_zoom()

    def pan(self, by: QPointF) -> None:
        """Move the photo by view pixels."""
        self._zooming.stop()
        self._viewport.pan(by)
        self._tell_zoom()

    def _zoom_by(self, factor: float, anchor: QPointF) -> None:
        if self._levels is not None:
            self._zooming.zoom_by(factor, anchor)

    def _tell_zoom(self) -> None:
        self.update()
        self.zoom_changed.emit(0.0 if self._levels is None else self._viewport.percent)
        if self._levels is None or self._levels.scale >= 0.999:
            return
        wanted = self._viewport.zoom * self.devicePixelRatioF()
        if self._levels.scale < min(1.0, wanted) * 0.98:
            self.more_pixels_wanted.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, and the visible part of the photo from its best level."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(CANVAS.ground))
        if self._levels is None:
            return
        if self._brightened:
            # The ground around the photo stays as dark as it is.
            painter.setClipRect(self._viewport.photo_rect)
            painter.drawImage(0, 0, self._brightened_frame())
        else:
            self._paint_photo(painter)

    def _paint_photo(self, painter: QPainter) -> None:
        assert self._levels is not None
        device_zoom = self._viewport.zoom * self.devicePixelRatioF()
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, device_zoom < _SMOOTH_UP_TO
        )
        image = self._levels.image_for(device_zoom)
        paint_photo(painter, self._viewport, image, QRectF(self.rect()))

    def _brightened_frame(self) -> QImage:
        ratio = self.devicePixelRatioF()
        frame = QImage(self.size() * ratio, QImage.Format.Format_RGB32)
        frame.setDevicePixelRatio(ratio)
        frame.fill(QColor(CANVAS.ground))
        painter = QPainter(frame)
        self._paint_photo(painter)
        painter.end()
        brighten_shadows(frame)
        return frame

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fitted photo stays fitted."""
        super().resizeEvent(event)
        self._viewport.set_view(self.width(), self.height(), self.devicePixelRatioF())
        self._tell_zoom()

    def event(self, event: QEvent) -> bool:
        """Pinching zooms, and displays may change their density."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._zooming.stop()
                zoom = self._viewport.zoom * (1 + event.value())
                self._viewport.zoom_to(zoom, event.position())
                self._tell_zoom()
                return True
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self._viewport.set_view(self.width(), self.height(), self.devicePixelRatioF())
            self._tell_zoom()
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel zooms in steps; a touchpad pans, and zooms with Ctrl."""
        fine = event.pixelDelta()
        if not fine.isNull() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pan(QPointF(fine))
        elif event.angleDelta().y():
            self._zoom_by(ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift with an arrow pans; everything else is the window's."""
        step = _PAN_KEYS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(step)
        else:
            super().keyPressEvent(event)
