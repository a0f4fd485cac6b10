"""Lets the mouse draw a box that the detector missed, and move or resize the selected one."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QApplication

from birdeye.domain.boxes import Box
from birdeye.gui.photo_view.box_shaping import (
    GRIP_SIDE,
    MOVE,
    BoxShaping,
    Grip,
    grip_at,
    grips_of,
)
from birdeye.gui.photo_view.viewport import Viewport
from birdeye.gui.store.bird_selection import NO_BIRD
from birdeye.gui.theme import CANVAS


class BoxTool(QObject):
    """Turns presses, drags and releases of the left button (view pixels) into boxes.

    Signals:
        drawn(Box): a new box, in pixels of the upright photo.
        reshaped(index, Box): the box of that bird is another one.
        drawing_changed(bool): a drag draws from now on, or no longer does.
        drawing_chosen(bool): the user wants to draw, on this photo and the next ones, or no longer.
        moved(): what `paint` would draw is different now.
    """

    drawn = Signal(object)
    reshaped = Signal(int, object)
    drawing_changed = Signal(bool)
    drawing_chosen = Signal(bool)
    moved = Signal()

    def __init__(self, viewport: Viewport, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._viewport = viewport
        self._enabled = False
        self._draws = False
        """What the user chose; it waits where boxes cannot be changed."""
        self._index = NO_BIRD
        self._selected: QRectF | None = None
        self._pressed_at: QPointF | None = None
        self._grip: Grip | None = None
        self._shaping: BoxShaping | None = None

    @property
    def is_drawing(self) -> bool:
        """Whether the next drag draws a new box."""
        return self._draws and self._enabled

    @property
    def is_pressed(self) -> bool:
        """Whether the button is down and the tool has it."""
        return self._pressed_at is not None

    @property
    def shaped_rect(self) -> QRectF | None:
        """Where the selected box is while it is dragged (photo pixels), else None."""
        if self._shaping is None or self._shaping.draws:
            return None
        return self._shaping.rect

    def set_enabled(self, enabled: bool) -> None:
        """Allow changes of boxes, or not: a photo that is not identified yet has none."""
        was_drawing = self.is_drawing
        self._enabled = enabled
        if not enabled:
            self.let_go()
        if self.is_drawing != was_drawing:
            self.drawing_changed.emit(self.is_drawing)
        self.moved.emit()

    def set_drawing(self, drawing: bool) -> None:
        """Let each drag draw a new box from now on, or no longer."""
        if drawing == self._draws:
            return
        self._draws = drawing
        self.drawing_chosen.emit(drawing)
        if self._enabled:
            self.drawing_changed.emit(drawing)

    def set_selected(self, index: int, rect: QRectF | None) -> None:
        """The box that can be changed; ``rect`` (photo pixels) is None where there is none."""
        if index != self._index or rect != self._selected:
            self._index, self._selected = index, rect
            if self._shaping is not None and not self._shaping.draws:
                self.let_go()

    def cancel(self) -> bool:
        """Give up what is drawn or dragged; whether there was anything to give up."""
        was_busy = self._draws or self._shaping is not None
        self.let_go()
        self.set_drawing(False)
        return was_busy

    def cursor_at(self, point: QPointF) -> Qt.CursorShape | None:
        """The shape that tells what a drag from ``point`` would do to the selected box."""
        grip = self._grip_at(point)
        return None if grip is None else grip.cursor

    def press(self, point: QPointF) -> bool:
        """The button went down; whether the tool takes it."""
        if self.is_drawing:
            self._pressed_at, self._grip = point, None
            return True
        self._grip = self._grip_at(point)
        if self._grip is not None:
            self._pressed_at = point
        return self._grip is not None

    def drag(self, point: QPointF) -> bool:
        """The mouse moved; whether the tool has it."""
        if self._pressed_at is None:
            return False
        if self._shaping is None and self.is_far(self._pressed_at, point):
            start = self._viewport.to_photo(self._pressed_at)
            size = self._viewport.photo_size
            if self._grip is None:
                self._shaping = BoxShaping(start, size)
            else:
                self._shaping = BoxShaping(start, size, self._selected, self._grip)
        if self._shaping is not None:
            self._shaping.drag_to(self._viewport.to_photo(point))
            self.moved.emit()
        return True

    def release(self) -> bool:
        """The button went up; whether it was more than a click that selects."""
        shaping, index = self._shaping, self._index
        self.let_go()
        if shaping is None:
            return self.is_drawing
        rect = shaping.rect
        box = Box(rect.left(), rect.top(), rect.right(), rect.bottom())
        if shaping.draws:
            if shaping.has_changed:
                self.drawn.emit(box)
        elif shaping.has_changed:
            self.reshaped.emit(index, box)
        return True

    def paint(self, painter: QPainter) -> None:
        """The box that is being drawn, or the grips of the selected one."""
        if self._shaping is not None and self._shaping.draws:
            rect = self._viewport.rect_to_view(self._shaping.rect)
            fill = QColor(CANVAS.selected)
            fill.setAlpha(40)
            painter.setBrush(fill)
            painter.setPen(QPen(QColor(CANVAS.selected), 2.0))
            painter.drawRect(rect)
        elif self._enabled and not self._draws and self._selected is not None:
            rect = self._viewport.rect_to_view(self.shaped_rect or self._selected)
            painter.setBrush(QColor(CANVAS.line))
            painter.setPen(QPen(QColor(CANVAS.line_halo), 1.0))
            for grip in grips_of(rect):
                square = QRectF(0, 0, GRIP_SIDE, GRIP_SIDE)
                square.moveCenter(grip.place(rect))
                painter.drawRect(square)

    @staticmethod
    def is_far(start: QPointF, point: QPointF) -> bool:
        """Whether the way from ``start`` is a drag and no unsteady click."""
        return (point - start).manhattanLength() >= QApplication.startDragDistance()

    def _grip_at(self, point: QPointF) -> Grip | None:
        if not self._enabled or self._selected is None:
            return None
        rect = self._viewport.rect_to_view(self._selected)
        grip = grip_at(rect, point)
        # With the whole photo in view there is nothing to pan, so that a drag inside moves the box.
        if grip is None and self._viewport.is_fitted and rect.contains(point):
            return MOVE
        return grip

    def let_go(self) -> None:
        """Give up a drag under way."""
        self._pressed_at = self._grip = None
        if self._shaping is not None:
            self._shaping = None
            self.moved.emit()
