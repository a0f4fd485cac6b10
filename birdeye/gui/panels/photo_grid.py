"""All photos side by side under headings; only what is in sight costs anything."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from birdeye.gui.models.photo_list import PhotoListModel, PhotoRole
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.panels.grid_layout import GridLayout
from birdeye.gui.panels.photo_cell import cell_size
from birdeye.gui.panels.photo_drag import drag_photos
from birdeye.gui.panels.photo_grid_delegate import (
    CAPTION_HEIGHT,
    PhotoGridDelegate,
    paint_heading,
)

_Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction

THUMBNAIL_WIDTHS = (96, 320)
"""The narrowest and the widest thumbnail, in device-independent pixels."""

_SIDE_STEP = 64
"""Thumbnails are made in steps of this many device pixels, not anew for each pixel of width."""

_OWN_KEYS = frozenset(
    {
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
        *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End),
        *(Qt.Key.Key_Return, Qt.Key.Key_Enter),
    }
)
"""Keys that mean something else here than in the window around."""


class PhotoGrid(QAbstractItemView):
    """Lists a `PhotoListModel` in sections.

    Signals:
        photos_in_sight(ids, side): whose thumbnails are wanted, and their longest side in device
            pixels.
        open_asked(photo_id): the person wants to see this photo large.
        burst_asked(photo_id): the person wants the burst of this photo opened or closed.
        menu_asked(position): the person wants to know what can be done; in screen coordinates.
    """

    photos_in_sight = Signal(object, int)
    open_asked = Signal(int)
    burst_asked = Signal(int)
    menu_asked = Signal(QPoint)

    def __init__(
        self,
        model: PhotoListModel,
        selection: QItemSelectionModel,
        names: SpeciesNames,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("photoGrid")
        self.setAccessibleName(self.tr("Photos"))
        self._names = names
        self._photos = model
        self._thumbnail_width = 168
        self._layout = GridLayout((), 1, self._cell_size())
        self._anchor: tuple[int, int] | None = None
        self.setItemDelegate(PhotoGridDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the width never depends on the height.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(self._tell_sight)
        self.setModel(model)
        self.setSelectionModel(selection)
        self.verticalScrollBar().valueChanged.connect(self._look)
        model.modelAboutToBeReset.connect(self._remember_place)
        model.arranged.connect(self._on_arranged)
        self.customContextMenuRequested.connect(self._on_menu_requested)

    @property
    def thumbnail_width(self) -> int:
        """How wide thumbnails are at least, in device-independent pixels."""
        return self._thumbnail_width

    def set_thumbnail_width(self, width: int) -> None:
        """Show larger or smaller thumbnails; what is looked at stays in sight."""
        least, most = THUMBNAIL_WIDTHS
        width = min(max(width, least), most)
        if width != self._thumbnail_width:
            self._remember_place()
            self._thumbnail_width = width
            self._lay_out()

    def visualRect(self, index: _Index) -> QRect:
        """Where the cell lies in the viewport."""
        # Rows that have just come are laid out in a moment, after others have heard of them.
        rect = self._layout.cell_rect(index.row())
        return rect.translated(0, -self.verticalOffset()) if rect.isValid() else rect

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The photo at this point of the viewport."""
        row = self._layout.row_at(point + QPoint(0, self.verticalOffset()))
        return QModelIndex() if row is None else self._photos.index(row)

    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a photo into sight, with a little of what is around it."""
        rect, bar = self._layout.cell_rect(index.row()), self.verticalScrollBar()
        if not rect.isValid():
            return
        around = 28
        top, bottom = rect.top() - around, rect.bottom() + around
        height = self.viewport().height()
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(rect.center().y() - height // 2)
        elif top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height)

    def moveCursor(self, action: _Move, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Where the arrow keys lead."""
        count = self._photos.rowCount()
        if not count:
            return QModelIndex()
        row = max(0, self.currentIndex().row())
        page = max(1, self.viewport().height() // self._layout.row_height)
        target = {
            _Move.MoveLeft: row - 1,
            _Move.MovePrevious: row - 1,
            _Move.MoveRight: row + 1,
            _Move.MoveNext: row + 1,
            _Move.MoveHome: 0,
            _Move.MoveEnd: count - 1,
        }.get(action)
        if target is None:
            lines = {_Move.MoveUp: 1, _Move.MoveDown: -1, _Move.MovePageUp: page}
            target = self._layout.row_above(row, lines.get(action, -page))
        return self._photos.index(min(max(target, 0), count - 1))

    def horizontalOffset(self) -> int:
        """Nothing lies to the sides."""
        return 0

    def verticalOffset(self) -> int:
        """How far the grid is scrolled."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: _Index) -> bool:
        """Whatever is in the model can be scrolled to."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select what a dragged rectangle touches; between two photos all that lie between."""
        area = rect.normalized().translated(0, self.verticalOffset())
        rows = list(self._layout.rows_in(area))
        selection = QItemSelection()
        if self.state() is QAbstractItemView.State.DragSelectingState:
            for row in rows:
                index = self._photos.index(row)
                selection.select(index, index)
        elif rows:
            selection.select(self._photos.index(rows[0]), self._photos.index(rows[-1]))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """The part of the viewport to draw anew; selected cells out of sight do not matter."""
        region = QRegion()
        for row in self._rows_in_sight():
            if selection.contains(self._photos.index(row)):
                region += self.visualRect(self._photos.index(row)).adjusted(-5, -12, 5, 5)
        return region

    def updateGeometries(self) -> None:
        """Tell the scroll bar how much there is."""
        super().updateGeometries()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(height)
        bar.setSingleStep(max(20, self._layout.row_height // 3))
        bar.setRange(0, max(0, self._layout.height - height))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is drawn, and draw only what comes into sight."""
        self.viewport().scroll(dx, dy)

    def dataChanged(self, first: QModelIndex, last: QModelIndex, roles: list[int] = ()) -> None:
        """Draw the photos that changed, as far as they are in sight."""
        for row in self._rows_in_sight():
            if first.row() <= row <= last.row():
                self.viewport().update(self.visualRect(self._photos.index(row)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the headings and cells that touch the area."""
        painter = QPainter(self.viewport())
        offset = QPoint(0, self.verticalOffset())
        area = event.rect().translated(offset)
        for section, rect in self._layout.headings_in(area):
            paint_heading(painter, rect.translated(-offset), section, self._names)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        for row in self._layout.rows_in(area.adjusted(0, -12, 0, 4)):
            option.rect = self._layout.cell_rect(row).translated(-offset)
            self.itemDelegate().paint(painter, option, self._photos.index(row))

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Hand the selected photos to another program."""
        drag_photos(self, self.selectedIndexes(), self.currentIndex())

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """The current photo stays in sight."""
        super().currentChanged(current, previous)
        self.viewport().update(self.visualRect(previous).adjusted(-5, -12, 5, 5))
        if self.isVisible():
            self.scrollTo(current)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move about in a grid from the orders of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in _OWN_KEYS and modifiers in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.ShiftModifier,
            ):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current photo; letters are not looked for, as they are orders."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.open_asked.emit(self.currentIndex().data(PhotoRole.ID))
        elif event.key() in _OWN_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the photo, or the burst that is shown as one."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            asked = self.burst_asked if index.data(PhotoRole.BURST) > 1 else self.open_asked
            asked.emit(index.data(PhotoRole.ID))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other columns may fit."""
        super().resizeEvent(event)
        self._remember_place()
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """The current photo may be another one than when the grid was last seen."""
        super().showEvent(event)
        self.scrollTo(self.currentIndex())
        self._look()

    def _cell_size(self) -> QSize:
        return cell_size(self._thumbnail_width) + QSize(0, CAPTION_HEIGHT)

    def _lay_out(self) -> None:
        sections = self._photos.arrangement.sections
        self._layout = GridLayout(sections, self.viewport().width(), self._cell_size())
        self.updateGeometries()
        self._return_to_place()
        self.viewport().update()
        self._look()

    def _on_arranged(self) -> None:
        was_laid_out = self.visualRect(self.currentIndex()).isValid()
        self._lay_out()
        if not was_laid_out and self.isVisible():
            self.scrollTo(self.currentIndex())

    def _remember_place(self) -> None:
        """Which photo is where: the current one if it is in sight, else the first that is."""
        rows = self._rows_in_sight()
        if not rows or self._anchor is not None:
            return
        current = self.currentIndex().row()
        row = current if current in rows else rows[0]
        index = self._photos.index(row)
        self._anchor = index.data(PhotoRole.ID), self.visualRect(index).top()

    def _return_to_place(self) -> None:
        anchor, self._anchor = self._anchor, None
        if anchor is None:
            return
        row = self._photos.row_of(anchor[0])
        if row >= 0:
            top = self._layout.cell_rect(row).top()
            self.verticalScrollBar().setValue(top - anchor[1])

    def _rows_in_sight(self) -> list[int]:
        area = self.viewport().rect().translated(0, self.verticalOffset())
        count = self._photos.rowCount()
        return [row for row in self._layout.rows_in(area) if row < count]

    def _on_menu_requested(self, position: QPoint) -> None:
        if self.indexAt(position).isValid():
            self.menu_asked.emit(self.viewport().mapToGlobal(position))

    def _look(self) -> None:
        self._looking.start()

    def _tell_sight(self) -> None:
        rows = self._rows_in_sight()
        if not rows or not self.isVisible():
            return
        count, columns = self._photos.rowCount(), self._layout.columns
        ahead = [
            *range(rows[-1] + 1, min(count, rows[-1] + 1 + 2 * columns)),
            *range(max(0, rows[0] - columns), rows[0]),
        ]
        pixels = round(self._layout.cell.width() * self.devicePixelRatioF())
        side = -(-pixels // _SIDE_STEP) * _SIDE_STEP
        ids = [self._photos.index(row).data(PhotoRole.ID) for row in (*rows, *ahead)]
        self.photos_in_sight.emit(ids, side)
