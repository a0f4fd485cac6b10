"""All photos in a row below the one on screen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView

from birdeye.domain.arrangement import ArrangedPhotos
from birdeye.gui.models.photo_list import PhotoListModel
from birdeye.gui.panels.photo_cell import cell_size, paint_photo
from birdeye.gui.panels.virtual_view import Index, Move, VirtualView

THUMBNAIL_SIZE = cell_size(132)
"""Device-independent pixels."""

_MARGIN = 6
"""Around a thumbnail, for the ring of the selection."""

_BEYOND_SIGHT = 6
"""Photos on either side of what is seen whose thumbnails are made ahead."""


class StripLayout:
    """``count`` cells of one size side by side."""

    cell = THUMBNAIL_SIZE + QSize(2 * _MARGIN, 2 * _MARGIN)

    def __init__(self, count: int) -> None:
        self._count = count

    @property
    def width(self) -> int:
        """Of all cells."""
        return self._count * self.cell.width()

    def cell_rect(self, row: int) -> QRect:
        """The place of the cell of ``row``; an empty rectangle where there is no such row."""
        if not 0 <= row < self._count:
            return QRect()
        return QRect(QPoint(row * self.cell.width(), 0), self.cell)

    def rows_in(self, area: QRect) -> Iterator[int]:
        """The rows whose cells touch ``area``, in order."""
        if area.top() < self.cell.height() and area.bottom() >= 0:
            first = max(0, area.left() // self.cell.width())
            yield from range(first, min(self._count, area.right() // self.cell.width() + 1))


class Filmstrip(VirtualView):
    """Lists a `PhotoListModel` from left to right."""

    def __init__(self, model: PhotoListModel, selection: QItemSelectionModel) -> None:
        self._layout: StripLayout = StripLayout(0)
        super().__init__(model, selection)
        self.setObjectName("filmstrip")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # The cell, the scroll bar, and the line above.
        self.setFixedHeight(StripLayout.cell.height() + 12 + 4)
        self._was_reset = False
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        for happened in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            happened.connect(self._lay_out)

    def scrollTo(
        self,
        index: Index,
        _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a photo into sight, with a neighbour on either side."""
        rect, bar = self._layout.cell_rect(index.row()), self.horizontalScrollBar()
        if not rect.isValid():
            return
        least = rect.right() + 1 + rect.width() - self.viewport().width()
        most = max(least, rect.left() - rect.width())
        bar.setValue(min(max(bar.value(), least), most))

    def _row_towards(self, action: Move, row: int) -> int:
        """There is no up and down here."""
        page = max(1, self.viewport().width() // StripLayout.cell.width())
        return row + {Move.MovePageUp: -page, Move.MovePageDown: page}.get(action, 0)

    def updateGeometries(self) -> None:
        """Tell the scroll bar how much there is."""
        super().updateGeometries()
        bar, width = self.horizontalScrollBar(), self.viewport().width()
        bar.setPageStep(width)
        bar.setSingleStep(StripLayout.cell.width() // 2)
        bar.setRange(0, max(0, self._layout.width - width))
        bar.setEnabled(bar.maximum() > 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the photos that touch the area."""
        painter = QPainter(self.viewport())
        for row in self._layout.rows_in(event.rect().translated(self._offset())):
            index = self._photos.index(row)
            cell = self.visualRect(index)
            paint_photo(
                painter,
                cell.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN),
                index,
                selected=self.selectionModel().isSelected(index),
                current=self.currentIndex() == index,
                hovered=self._is_hovered(index),
            )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that turns up and down scrolls sideways, since there is no up and down here."""
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        amount = delta.x() if abs(delta.x()) > abs(delta.y()) else delta.y()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - amount)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer photos are in sight."""
        super().resizeEvent(event)
        self._look()

    def _rows_ahead(self, rows: list[int]) -> list[int]:
        return [
            *range(rows[-1] + 1, rows[-1] + 1 + _BEYOND_SIGHT),
            *range(rows[0] - _BEYOND_SIGHT, rows[0]),
        ]

    def _side(self) -> int:
        return round(THUMBNAIL_SIZE.width() * self.devicePixelRatioF())

    def _lay_out(self) -> None:
        self._layout = StripLayout(self._photos.rowCount())
        self.updateGeometries()
        self.viewport().update()
        self._look()

    def _on_about_to_reset(self) -> None:
        self._was_reset = True

    def _on_arranged(self, arranged: ArrangedPhotos) -> None:
        super()._on_arranged(arranged)
        # Photos that only came or went leave the strip where the user scrolled it.
        if self._was_reset:
            self._was_reset = False
            self.scrollTo(self.currentIndex())
