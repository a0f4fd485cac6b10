"""What the grid and the filmstrip have in common: cells whose positions are calculated.

Qt's own list view asks the model about every row each time it lays out, and with thousands of
photos that keeps the user waiting for many frames. Here only what is in sight costs anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QCursor, QMouseEvent, QRegion, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from birdeye.domain.arrangement import ArrangedPhotos
from birdeye.gui.models.photo_list import PhotoListModel
from birdeye.gui.panels.photo_drag import drag_photos

Index = QModelIndex | QPersistentModelIndex
Move = QAbstractItemView.CursorAction

_LEAVES = (QEvent.Type.Leave, QEvent.Type.HoverLeave)
_OF_POINTER = (
    *_LEAVES,
    *(QEvent.Type.Enter, QEvent.Type.HoverEnter, QEvent.Type.HoverMove, QEvent.Type.MouseMove),
)


class CellLayout(Protocol):
    """Where the cells are, in device-independent pixels of the entire list."""

    def cell_rect(self, row: int) -> QRect:
        """The place of the cell of ``row``; an empty rectangle where there is no such row."""

    def rows_in(self, area: QRect) -> Iterator[int]:
        """The rows whose cells touch ``area``, in order."""


class VirtualView(QListView):
    """Lists a `PhotoListModel`; a subclass sets ``_layout`` and paints.

    A `QListView`, as Qt tells screen readers of the items of no other kind of list; where they
    are, and how they are drawn, it asks here.

    Signals:
        photos_in_sight(ids, side): whose thumbnails are wanted, and their longest side in device
            pixels.
        menu_asked(position): the user asks what can be done; in screen coordinates.
    """

    photos_in_sight = Signal(object, int)
    menu_asked = Signal(QPoint)

    _layout: CellLayout

    def __init__(self, model: PhotoListModel, selection: QItemSelectionModel) -> None:
        super().__init__()
        # Not by tr(), which would look among the sentences of the subclass.
        self.setAccessibleName(QCoreApplication.translate("Wording", "Photos"))
        self._photos = model
        self._shown = model.arrangement
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._hovered = QPersistentModelIndex()
        self._looking = QTimer(self, singleShot=True, interval=0, timeout=self._tell_sight)
        self.setModel(model)
        self.setSelectionModel(selection)
        model.arranged.connect(self._on_arranged)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._look)
        self.customContextMenuRequested.connect(self._on_menu_requested)

    def visualRect(self, index: Index) -> QRect:
        """Where the cell is in the viewport."""
        # Rows that have just come are laid out in a moment, after others have heard of them.
        rect = self._layout.cell_rect(index.row())
        return rect.translated(-self._offset()) if rect.isValid() else rect

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The photo at this point of the viewport."""
        row = next(self._layout.rows_in(QRect(point + self._offset(), point + self._offset())), -1)
        return self._photos.index(row) if row >= 0 else QModelIndex()

    def horizontalOffset(self) -> int:
        """How far the list is scrolled to the right."""
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        """How far the list is scrolled down."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        """Whatever is in the model can be scrolled to."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select what a dragged rectangle touches; between two photos all that lie between."""
        rows = list(self._layout.rows_in(rect.normalized().translated(self._offset())))
        selection = QItemSelection()
        if self.state() is QAbstractItemView.State.DragSelectingState:
            for row in rows:
                index = self._photos.index(row)
                selection.select(index, index)
        elif rows:
            selection.select(self._photos.index(rows[0]), self._photos.index(rows[-1]))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """The part of the viewport to redraw; selected cells out of sight do not matter."""
        region = QRegion()
        for row in self._rows_in_sight():
            if selection.contains(self._photos.index(row)):
                region += self._drawn_rect(self._photos.index(row))
        return region

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is drawn, and draw only what comes into sight."""
        self.viewport().scroll(dx, dy)
        self._follow_pointer()

    def doItemsLayout(self) -> None:
        """Leave out the layout of `QListView`, which goes through all rows."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """The scroll bars are set by the subclass, not by the layout of `QListView`."""
        QAbstractItemView.updateGeometries(self)

    def viewportEvent(self, event: QEvent) -> bool:
        """Draw the ring of the photo under the mouse, and take it away in time."""
        done = super().viewportEvent(event)
        if event.type() in _OF_POINTER:
            self._follow_pointer(left=event.type() in _LEAVES)
        return done

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click beside the photos leaves the current one selected alone."""
        super().mouseReleaseEvent(event)
        if not self.selectionModel().hasSelection():
            self.selectionModel().select(
                self.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def dataChanged(self, first: QModelIndex, last: QModelIndex, roles: Sequence[int] = ()) -> None:
        """Draw the photos that changed, as far as they are in sight."""
        for row in self._rows_in_sight():
            if first.row() <= row <= last.row():
                self.viewport().update(self._drawn_rect(self._photos.index(row)))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """The current photo stays in sight."""
        super().currentChanged(current, previous)
        self.viewport().update(self._drawn_rect(previous))
        if self.isVisible():
            self.scrollTo(current)

    def moveCursor(self, action: Move, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Where the arrow keys lead."""
        count, row = self._photos.rowCount(), max(0, self.currentIndex().row())
        if not count:
            return QModelIndex()
        steps = {
            Move.MoveLeft: row - 1,
            Move.MovePrevious: row - 1,
            Move.MoveRight: row + 1,
            Move.MoveNext: row + 1,
            Move.MoveHome: 0,
            Move.MoveEnd: count - 1,
        }
        target = steps[action] if action in steps else self._row_towards(action, row)
        return self._photos.index(min(max(target, 0), count - 1))

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Hand the selected photos to another program."""
        drag_photos(self, self.selectedIndexes(), self.currentIndex())

    def keyboardSearch(self, _text: str) -> None:
        """Letters are commands of the window, and no beginnings of file names."""

    def showEvent(self, event: QShowEvent) -> None:
        """The current photo may be another one than when the list was last seen."""
        super().showEvent(event)
        self.scrollTo(self.currentIndex())
        self._look()

    def _drawn_rect(self, index: Index) -> QRect:
        """The cell with what is drawn around it: its ring, and the edges of a burst."""
        return self.visualRect(index).adjusted(-5, -12, 5, 5)

    def _follow_pointer(self, *, left: bool = False) -> None:
        """The ring extends beyond the cell, which is all that Qt redraws by itself."""
        place = self.viewport().mapFromGlobal(QCursor.pos())
        is_inside = not left and self.viewport().underMouse()
        under = self.indexAt(place) if is_inside else QModelIndex()
        if self._hovered == under and not left:
            return
        for index in (self._hovered, under):
            if index.isValid():
                self.viewport().update(self._drawn_rect(index))
        self._hovered = QPersistentModelIndex(under)

    def _is_hovered(self, index: Index) -> bool:
        return index.isValid() and self._hovered == index

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalOffset(), self.verticalOffset())

    def _area_in_sight(self) -> QRect:
        return self.viewport().rect().translated(self._offset())

    def _rows_in_sight(self) -> list[int]:
        # Between a reset and the new arrangement the layout is still that of the old one.
        count = self._photos.rowCount()
        return [row for row in self._layout.rows_in(self._area_in_sight()) if row < count]

    def _on_arranged(self, arranged: ArrangedPhotos) -> None:
        """Lay out again, unless everything stays in place, as with most results of a batch."""
        before, self._shown = self._shown, arranged
        if (before.rows, before.sections, before.bursts) != (
            arranged.rows,
            arranged.sections,
            arranged.bursts,
        ):
            was_laid_out = self.visualRect(self.currentIndex()).isValid()
            self._lay_out()
            if not was_laid_out and self.isVisible():
                self.scrollTo(self.currentIndex())

    def _lay_out(self) -> None:
        """Make ``_layout`` for the photos that the model has now, and draw them."""
        raise NotImplementedError

    def _look(self) -> None:
        self._looking.start()

    def _tell_sight(self) -> None:
        rows = self._rows_in_sight()
        if rows and self.isVisible():
            count = self._photos.rowCount()
            around = [row for row in self._rows_ahead(rows) if 0 <= row < count]
            shown = self._photos.arrangement.rows
            self.photos_in_sight.emit([shown[row] for row in (*rows, *around)], self._side())

    def _rows_ahead(self, rows: list[int]) -> list[int]:
        """Those around ``rows`` whose thumbnails are made ahead; they need not exist."""
        raise NotImplementedError

    def _row_towards(self, action: Move, row: int) -> int:
        """The row that is a line or a page away from ``row``."""
        raise NotImplementedError

    def _side(self) -> int:
        """The longest side of a thumbnail in device pixels."""
        raise NotImplementedError

    def _on_menu_requested(self, position: QPoint) -> None:
        if self.indexAt(position).isValid():
            self.menu_asked.emit(self.viewport().mapToGlobal(position))
