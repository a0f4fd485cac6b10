"""Draws the photos of the filmstrip."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from birdeye.gui.panels.photo_cell import cell_size, paint_photo

THUMBNAIL_SIZE = cell_size(132)
"""Device-independent pixels."""

_MARGIN = 6


class FilmstripDelegate(QStyledItemDelegate):
    """Every item has the same size, so that thousands lay out at once."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The thumbnail with a margin for the ring of the selection."""
        return THUMBNAIL_SIZE + QSize(2 * _MARGIN, 2 * _MARGIN)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the photo of ``index``."""
        view = option.widget
        frame = QRect(option.rect).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        paint_photo(
            painter,
            frame,
            index,
            selected=bool(option.state & QStyle.StateFlag.State_Selected),
            current=isinstance(view, QAbstractItemView) and view.currentIndex() == index,
            hovered=bool(option.state & QStyle.StateFlag.State_MouseOver),
        )
