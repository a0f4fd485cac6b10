"""All photos side by side under headings; only what is in sight costs anything."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from birdeye.gui.models.photo_list import PhotoListModel, PhotoRole
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.panels.grid_layout import GridLayout
from birdeye.gui.panels.photo_cell import cell_size
from birdeye.gui.panels.photo_grid_delegate import (
    PhotoGridDelegate,
    caption_height,
    paint_heading,
)
from birdeye.gui.panels.virtual_view import Index, Move, VirtualView

THUMBNAIL_WIDTHS = (96, 320)
"""The narrowest and the widest thumbnail, in device-independent pixels."""

_SIDE_STEP = 64
"""Thumbnails are made in steps of this many device pixels, not again for each pixel of width."""

_OWN_KEYS = frozenset(
    {
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
        *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End),
        Qt.Key.Key_Space,
    }
)
"""Keys that mean something else here than in the window around."""


class PhotoGrid(VirtualView):
    """Lists a `PhotoListModel` in sections.

    Signals, besides those of every list:
        open_asked(photo_id): the user wants to see this photo large.
        burst_asked(photo_id): the user wants the burst of this photo opened or closed.
    """

    open_asked = Signal(int)
    burst_asked = Signal(int)

    def __init__(
        self, model: PhotoListModel, selection: QItemSelectionModel, names: SpeciesNames
    ) -> None:
        self._thumbnail_width = 168
        self._covered = 0
        self._layout: GridLayout = GridLayout((), 1, cell_size(self._thumbnail_width))
        super().__init__(model, selection)
        self.setObjectName("photoGrid")
        self._names = names
        self._anchor: tuple[int, int] | None = None
        self.setItemDelegate(PhotoGridDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the width never depends on the height.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        model.modelAboutToBeReset.connect(self._remember_place)

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

    def set_covered(self, height: int) -> None:
        """Keep the current photo out of the lowest ``height`` pixels, over which a message floats.

        Nothing moves under a mouse that may be about to click.
        """
        if height != self._covered:
            self._covered = height
            self.updateGeometries()
            if height and not self.underMouse():
                self.scrollTo(self.currentIndex())

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a photo into sight, with a little of what is around it."""
        rect, bar = self._layout.cell_rect(index.row()), self.verticalScrollBar()
        if not rect.isValid():
            return
        around = 28
        top, bottom = rect.top() - around, rect.bottom() + around
        height = self._height_in_sight()
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(rect.center().y() - height // 2)
        elif top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height)

    def _row_towards(self, action: Move, row: int) -> int:
        page = max(1, self.viewport().height() // self._layout.row_height)
        lines = {Move.MoveUp: 1, Move.MoveDown: -1, Move.MovePageUp: page}
        return self._layout.row_above(row, lines.get(action, -page))

    def updateGeometries(self) -> None:
        """Tell the scroll bar how much there is."""
        super().updateGeometries()
        bar, height = self.verticalScrollBar(), self._height_in_sight()
        bar.setPageStep(height)
        bar.setSingleStep(max(20, self._layout.row_height // 3))
        bar.setRange(0, max(0, self._layout.height - height))
        bar.setEnabled(bar.maximum() > 0)

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
            index = self._photos.index(row)
            option.rect = self._layout.cell_rect(row).translated(-offset)
            option.state &= ~QStyle.StateFlag.State_MouseOver
            if self._is_hovered(index):
                option.state |= QStyle.StateFlag.State_MouseOver
            self.itemDelegate().paint(painter, option, index)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move about in a grid from the commands of the window."""
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
        """Space opens the current photo; letters are not looked for, as they are commands."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
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

    def _height_in_sight(self) -> int:
        return max(self.viewport().height() - self._covered, self._layout.row_height)

    def _cell_size(self) -> QSize:
        return cell_size(self._thumbnail_width) + QSize(0, caption_height(self.font()))

    def _lay_out(self) -> None:
        sections = self._photos.arrangement.sections
        self._layout = GridLayout(sections, self.viewport().width(), self._cell_size())
        self.updateGeometries()
        self._return_to_place()
        self.viewport().update()
        self._look()

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

    def _rows_ahead(self, rows: list[int]) -> list[int]:
        columns = self._layout.columns
        return [
            *range(rows[-1] + 1, rows[-1] + 1 + 2 * columns),
            *range(rows[0] - columns, rows[0]),
        ]

    def _side(self) -> int:
        pixels = round(self._layout.cell.width() * self.devicePixelRatioF())
        return -(-pixels // _SIDE_STEP) * _SIDE_STEP
