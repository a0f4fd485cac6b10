"""The photo with its birds: a box and a label for each, and what the mouse does to them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip

from birdeye.gui.models.photo_levels import PhotoLevels
from birdeye.gui.photo_view.bird_overlay import BirdMark, mark_at, paint_hint, paint_marks
from birdeye.gui.photo_view.box_tool import BoxTool
from birdeye.gui.photo_view.photo_canvas import PhotoCanvas
from birdeye.gui.store.bird_selection import NO_BIRD, BirdSelection

_EDGE = 4


class PhotoView(PhotoCanvas):
    """Shows one photo and its birds. Boxes are given in pixels of the upright photo.

    What is drawn and changed by the mouse the `boxes` tell. ``menu_asked(position)``, in screen
    coordinates, when the user asks what can be done.
    """

    menu_asked = Signal(QPoint)

    def __init__(self, selection: BirdSelection) -> None:
        super().__init__()
        self._selection = selection
        self._marks: tuple[BirdMark, ...] = ()
        self._boxes_shown = True
        self._pressed_at: QPointF | None = None
        self._panned_from: QPointF | None = None
        self._bird_centre: QPointF | None = None
        self._off_the_bird: QPointF | None = None
        """Where the middle of the view was from the selected bird of the photo before."""
        self.boxes = BoxTool(self.viewport, self)
        self.boxes.moved.connect(self.update)
        self.boxes.drawing_changed.connect(self._on_drawing_changed)
        self.setObjectName("photoView")
        self.setAccessibleName(self.tr("Photo"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        selection.selected_changed.connect(self._on_bird_selected)
        selection.hovered_changed.connect(self.update)

    @property
    def marks(self) -> tuple[BirdMark, ...]:
        """The birds as drawn."""
        return self._marks

    def show_photo(self, levels: PhotoLevels) -> None:
        """Show another photo without birds, fitted or at the zoom and place of the one before."""
        self._leave_photo()
        super().show_photo(levels)

    def clear(self) -> None:
        """Show no photo. Zoom and place are kept for the next one."""
        self._leave_photo()
        super().clear()

    def set_marks(self, marks: Sequence[BirdMark]) -> None:
        """Draw these birds; their order is that of the selection's indices.

        Marks beyond those indices are drawn, and cannot be selected.
        """
        self._marks = tuple(marks)
        self._follow_selection()
        if self._bird_centre is not None and self._off_the_bird is not None:
            if not self.viewport.is_fitted:
                self.viewport.centre_on(self._bird_centre + self._off_the_bird)
                self._tell_zoom()
            self._off_the_bird = None

    def set_boxes_shown(self, shown: bool) -> None:
        """Draw boxes and labels, or the bare photo."""
        self._boxes_shown = shown
        self._follow_selection()

    def show_actual_size(self, anchor: QPointF | None = None) -> None:
        """A photo pixel on a display pixel, at ``anchor`` or around the selected bird."""
        if anchor is None:
            mark = self._selected_mark()
            centre = QRectF(self.rect()).center()
            anchor = centre if mark is None else self.viewport.to_view(mark.rect.center())
        self.zoom_to_actual_size(anchor)

    def zoom_to_bird(self) -> None:
        """A photo pixel on a display pixel, with the selected bird in the middle; from there back
        to the whole photo. Other photos come with their bird at the same place."""
        if self.levels is None:
            return
        actual = 1 / self.devicePixelRatioF()
        if not self.viewport.is_fitted and abs(self.viewport.zoom - actual) < actual / 1000:
            self.fit()
            return
        middle = QRectF(self.rect()).center()
        self._zooming.stop()
        self.viewport.zoom_to(actual, middle)
        if self._bird_centre is not None:
            self.viewport.centre_on(self._bird_centre)
        self._tell_zoom()

    def reveal_selected(self) -> None:
        """Pan as little as needed to see the selected bird."""
        mark = self._selected_mark()
        if mark is not None:
            self.reveal(mark.rect)

    def _leave_photo(self) -> None:
        self._pressed_at = self._panned_from = None
        self.boxes.let_go()
        if self._bird_centre is not None and not self.viewport.is_fitted:
            self._off_the_bird = self.viewport.centre - self._bird_centre
        self.set_marks(())

    def _selected_mark(self) -> BirdMark | None:
        index = self._selection.selected
        return self._marks[index] if 0 <= index < len(self._marks) else None

    def _on_bird_selected(self) -> None:
        self._follow_selection()
        self.reveal_selected()

    def _follow_selection(self) -> None:
        mark = self._selected_mark()
        self._bird_centre = None if mark is None else mark.rect.center()
        shown = mark is not None and self._boxes_shown
        self.boxes.set_selected(self._selection.selected, mark.rect if mark and shown else None)
        labels = [mark.label] if mark is not None else [mark.label for mark in self._marks]
        self.setAccessibleDescription("; ".join(labels))
        self.update()

    def _on_drawing_changed(self, drawing: bool) -> None:
        if drawing:
            self._selection.hover(NO_BIRD)
            self.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.unsetCursor()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photo, and the birds upon it."""
        super().paintEvent(event)
        if self.levels is None:
            return
        painter = QPainter(self)
        bounds = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        if self._boxes_shown and self._marks:
            paint_marks(
                painter,
                self._marks,
                self.viewport,
                bounds,
                self._selection.selected,
                self._selection.hovered,
                self.boxes.shaped_rect,
            )
        self.boxes.paint(painter)
        if self.boxes.is_drawing:
            paint_hint(
                painter, bounds, self.tr("Drag a box around each bird; press Esc when you are done")
            )

    def event(self, event: QEvent) -> bool:
        """Boxes have tooltips."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self._mark_under(QPointF(event.pos()))
            if index == NO_BIRD:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._marks[index].label, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press begins a click, a pan, or the change of a box, depending on the movement."""
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self.levels is not None and self.boxes.press(event.position()):
            return
        if left:
            self._pressed_at = event.position()
            self._panned_from = None
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._pressed_at = self._panned_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan or change a box while pressed, else signal what is under the mouse."""
        position = event.position()
        if self.boxes.drag(position):
            return
        if self._pressed_at is None:
            self._hover(position)
            return
        if self._panned_from is None:
            if not self.boxes.is_far(self._pressed_at, position):
                return
            self._panned_from = self._pressed_at
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.pan(position - self._panned_from)
        self._panned_from = position

    def _hover(self, position: QPointF) -> None:
        if self.boxes.is_drawing:
            return
        self._selection.hover(self._mark_under(position))
        cursor = self.boxes.cursor_at(position)
        if cursor is None:
            self.unsetCursor()
        else:
            self.setCursor(cursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press that did not move was a click: it selects the bird there, or none."""
        if self.boxes.is_pressed:
            clicked = not self.boxes.release()
        else:
            clicked = self._pressed_at is not None and self._panned_from is None
            self.unsetCursor()
        self._pressed_at = self._panned_from = None
        if clicked and event.button() == Qt.MouseButton.LeftButton:
            self._selection.select(self._mark_under(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Between the whole photo and its real size at the place that was clicked."""
        if event.button() == Qt.MouseButton.LeftButton:
            if self.viewport.is_fitted:
                self.show_actual_size(event.position())
            else:
                self.fit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What the menu offers is for the bird under the mouse, where there is one."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if by_mouse and (index := self._mark_under(QPointF(event.pos()))) != NO_BIRD:
            self._selection.select(index)
        self.menu_asked.emit(event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        """There is no longer a bird under the mouse."""
        self._selection.hover(NO_BIRD)
        super().leaveEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from bird to bird, and past the last one on to the next control."""
        if self._boxes_shown and self._selection.step(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def _mark_under(self, point: QPointF) -> int:
        if not self._boxes_shown:
            return NO_BIRD
        return mark_at(self._marks[: self._selection.count], self.viewport, point)
