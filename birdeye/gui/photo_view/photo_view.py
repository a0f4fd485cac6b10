"""The photo with its birds: zoom at the cursor, pan, and a box and a label for each bird."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from birdeye.gui.models.bird_selection import NO_BIRD, BirdSelection
from birdeye.gui.photo_view.bird_overlay import BirdMark, mark_at, paint_marks
from birdeye.gui.photo_view.photo_levels import PhotoLevels
from birdeye.gui.photo_view.viewport import Viewport
from birdeye.gui.theme import CANVAS

ZOOM_STEP = 1.25
_ZOOM_MILLISECONDS = 140
_SMOOTH_UP_TO = 3.0
"""Display pixels a photo pixel above which single pixels are shown as what they are."""


class PhotoView(QWidget):
    """Shows one photo. Boxes are given and told in pixels of the upright photo.

    Signals:
        zoom_changed(percent): 100 when a photo pixel is a display pixel, 0 without a photo.
        more_pixels_wanted(): the zoom asks for more pixels than were given.
    """

    zoom_changed = Signal(float)
    more_pixels_wanted = Signal()

    def __init__(self, selection: BirdSelection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self._viewport = Viewport()
        self._levels: PhotoLevels | None = None
        self._marks: tuple[BirdMark, ...] = ()
        self._boxes_shown = True
        self._pressed_at: QPointF | None = None
        self._panned_from: QPointF | None = None
        self._zoom_anchor = QPointF()
        self._zooming = QVariantAnimation(self)
        self._zooming.setDuration(_ZOOM_MILLISECONDS)
        self._zooming.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._zooming.valueChanged.connect(self._on_zooming)
        self.setObjectName("photoView")
        self.setAccessibleName(self.tr("Photo"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 180)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        selection.selected_changed.connect(self._on_selected_changed)
        selection.hovered_changed.connect(self.update)

    @property
    def viewport(self) -> Viewport:
        """Where the photo lies, for reading."""
        return self._viewport

    @property
    def marks(self) -> tuple[BirdMark, ...]:
        """The birds as drawn."""
        return self._marks

    @property
    def levels(self) -> PhotoLevels | None:
        """The photo on screen."""
        return self._levels

    def show_photo(self, levels: PhotoLevels) -> None:
        """Show another photo, fitted and without birds."""
        self._zooming.stop()
        self._levels = levels
        self._marks = ()
        self._viewport.set_photo(levels.width, levels.height)
        self._tell_zoom()

    def replace_pixels(self, levels: PhotoLevels) -> None:
        """Show the same photo from more or better pixels, without moving it."""
        if self._levels is None:
            self.show_photo(levels)
            return
        if (levels.width, levels.height) != (self._levels.width, self._levels.height):
            self._viewport.rescale_photo(levels.width, levels.height)
        self._levels = levels
        self._tell_zoom()

    def clear(self) -> None:
        """Show no photo."""
        self._zooming.stop()
        self._levels = None
        self._marks = ()
        self._tell_zoom()

    def set_marks(self, marks: Sequence[BirdMark]) -> None:
        """Draw these birds; their order is that of the selection's indices."""
        self._marks = tuple(marks)
        self._describe()
        self.update()

    def set_boxes_shown(self, shown: bool) -> None:
        """Draw boxes and labels, or the bare photo."""
        self._boxes_shown = shown
        self.update()

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

    def show_actual_size(self, anchor: QPointF | None = None) -> None:
        """A photo pixel on a display pixel, at ``anchor`` or around the selected bird."""
        if anchor is None:
            anchor = QRectF(self.rect()).center()
            if self._selection.selected != NO_BIRD and self._marks:
                rect = self._marks[self._selection.selected].rect
                anchor = self._viewport.to_view(rect.center())
        self._animate_zoom(1 / self.devicePixelRatioF(), anchor)

    def _zoom_by(self, factor: float, anchor: QPointF) -> None:
        running = self._zooming.state() == QVariantAnimation.State.Running
        start = float(self._zooming.endValue()) if running else self._viewport.zoom
        self._animate_zoom(start * factor, anchor)

    def _animate_zoom(self, zoom: float, anchor: QPointF) -> None:
        if self._levels is None:
            return
        self._zooming.stop()
        self._zoom_anchor = anchor
        self._zooming.setStartValue(self._viewport.zoom)
        self._zooming.setEndValue(self._viewport.bounded_zoom(zoom))
        self._zooming.start()

    def _on_zooming(self, zoom: float) -> None:
        self._viewport.zoom_to(float(zoom), self._zoom_anchor)
        self._tell_zoom()

    def _tell_zoom(self) -> None:
        self.update()
        if self._levels is None:
            self.zoom_changed.emit(0.0)
            return
        self.zoom_changed.emit(self._viewport.percent)
        wanted = self._viewport.zoom * self.devicePixelRatioF()
        if self._levels.scale < min(1.0, wanted) * 0.98:
            self.more_pixels_wanted.emit()

    def _on_selected_changed(self, index: int) -> None:
        if 0 <= index < len(self._marks) and not self._viewport.is_fitted:
            self._viewport.reveal(self._marks[index].rect)
        self._describe()
        self.update()

    def _describe(self) -> None:
        index = self._selection.selected
        chosen = self._marks[index].label if 0 <= index < len(self._marks) else ""
        self.setAccessibleDescription(chosen or "; ".join(mark.label for mark in self._marks))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, the visible part of the photo from its best level, the birds."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(CANVAS.ground))
        if self._levels is None:
            return
        device_zoom = self._viewport.zoom * self.devicePixelRatioF()
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, device_zoom < _SMOOTH_UP_TO
        )
        self._paint_photo(painter, self._levels.image_for(device_zoom))
        if self._boxes_shown and self._marks:
            paint_marks(
                painter,
                self._marks,
                self._viewport,
                QRectF(self.rect()).adjusted(4, 4, -4, -4),
                self._selection.selected,
                self._selection.hovered,
            )

    def _paint_photo(self, painter: QPainter, image: QImage) -> None:
        whole = self._viewport.photo_rect
        seen = whole.intersected(QRectF(self.rect()))
        if seen.isEmpty():
            return
        across, down = image.width() / whole.width(), image.height() / whole.height()
        # Only whole source pixels, one more on each side: a part of a pixel would blur the edge.
        source = QRectF(
            (seen.x() - whole.x()) * across,
            (seen.y() - whole.y()) * down,
            seen.width() * across,
            seen.height() * down,
        ).toAlignedRect()
        source = source.adjusted(-1, -1, 1, 1).intersected(image.rect())
        target = QRectF(
            whole.x() + source.x() / across,
            whole.y() + source.y() / down,
            source.width() / across,
            source.height() / down,
        )
        painter.drawImage(target, image, QRectF(source))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fitted photo stays fitted."""
        super().resizeEvent(event)
        self._viewport.set_view(self.width(), self.height(), self.devicePixelRatioF())
        self._tell_zoom()

    def event(self, event: QEvent) -> bool:
        """Pinching zooms, displays may change their density, and boxes have tooltips."""
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
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self._mark_under(QPointF(event.pos()))
            if index == NO_BIRD:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._marks[index].label, self)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel zooms in steps; a touchpad pans, and zooms with Ctrl."""
        fine = event.pixelDelta()
        if not fine.isNull() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._viewport.pan(QPointF(fine))
            self._tell_zoom()
        elif event.angleDelta().y():
            self._zoom_by(ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press is the start of a click or of a pan; which, the movement tells."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()
            self._panned_from = None
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._pressed_at = self._panned_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan while pressed, else tell which bird is under the mouse."""
        position = event.position()
        if self._pressed_at is None:
            self._selection.hover(self._mark_under(position))
            return
        if self._panned_from is None:
            moved = (position - self._pressed_at).manhattanLength()
            if moved < QApplication.startDragDistance():
                return
            self._panned_from = self._pressed_at
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._zooming.stop()
        self._viewport.pan(position - self._panned_from)
        self._panned_from = position
        self._tell_zoom()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press that did not move was a click: it selects the bird there, or none."""
        clicked = self._pressed_at is not None and self._panned_from is None
        if clicked and event.button() == Qt.MouseButton.LeftButton:
            self._selection.select(self._mark_under(event.position()))
        self._pressed_at = self._panned_from = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Between the whole photo and its real size at the place that was clicked."""
        if event.button() == Qt.MouseButton.LeftButton:
            if self._viewport.is_fitted:
                self.show_actual_size(event.position())
            else:
                self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        """No bird is under the mouse any more."""
        self._selection.hover(NO_BIRD)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift with an arrow pans; everything else is the window's."""
        step = {
            Qt.Key.Key_Left: QPointF(80, 0),
            Qt.Key.Key_Right: QPointF(-80, 0),
            Qt.Key.Key_Up: QPointF(0, 80),
            Qt.Key.Key_Down: QPointF(0, -80),
        }.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._viewport.pan(step)
            self._tell_zoom()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from bird to bird, and past the last one on to the next control."""
        if self._boxes_shown and self._selection.step(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def _mark_under(self, point: QPointF) -> int:
        if not self._boxes_shown:
            return NO_BIRD
        return mark_at(self._marks, self._viewport, point)
