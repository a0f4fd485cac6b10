"""Draws the cells of the photo grid, each a photo with its birds' names below, and the headings."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from birdeye.domain.arrangement import Section
from birdeye.gui import photo_wording, wording
from birdeye.gui.models.photo_list import PhotoRole
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.panels.photo_cell import elided, paint_photo
from birdeye.gui.text_lines import line_height
from birdeye.gui.theme import CANVAS

_GAP = 4
"""Device-independent pixels between a photo and its caption, and below that."""


def caption_height(font: QFont) -> int:
    """What a caption adds to the height of a cell."""
    return ceil(line_height(font)) + 2 * _GAP


class PhotoGridDelegate(QStyledItemDelegate):
    """A photo, and below it what it shows."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the photo of ``index`` in the cell ``option.rect``."""
        view = self.parent()
        assert isinstance(view, QAbstractItemView)
        frame = QRect(option.rect).adjusted(0, 0, 0, -caption_height(option.font))
        paint_photo(
            painter,
            frame,
            index,
            selected=view.selectionModel().isSelected(index),
            current=view.currentIndex() == index,
            hovered=bool(option.state & QStyle.StateFlag.State_MouseOver),
        )
        caption = QRect(frame.left() + 2, frame.bottom() + _GAP, frame.width() - 4, 0)
        caption.setBottom(option.rect.bottom())
        self._paint_caption(painter, caption, index, option)

    def _paint_caption(
        self,
        painter: QPainter,
        room: QRect,
        index: QModelIndex | QPersistentModelIndex,
        option: QStyleOptionViewItem,
    ) -> None:
        overview = index.data(PhotoRole.OVERVIEW)
        title = index.data(PhotoRole.TITLE)
        if overview is None or not title:
            return
        painter.setFont(option.font)
        painter.setPen(QColor(CANVAS.text if overview.taxa else CANVAS.text_dim))
        text = elided(option.font, title, room.width(), Qt.TextElideMode.ElideRight)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def paint_heading(painter: QPainter, rect: QRect, section: Section, names: SpeciesNames) -> None:
    """The title of a section with the number of its photos."""
    if section.heading is None:
        return
    painter.save()
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    font.setPointSizeF(font.pointSizeF() * 1.15)
    title = photo_wording.heading(section.heading, names)
    shown = elided(font, title, rect.width() - 120, Qt.TextElideMode.ElideRight)
    baseline = rect.top() + rect.height() * 0.62
    painter.setFont(font)
    painter.setPen(QColor(CANVAS.text))
    painter.drawText(QPointF(rect.left() + 2, baseline), shown)
    width = QFontMetricsF(font).horizontalAdvance(shown)
    font.setWeight(QFont.Weight.Normal)
    font.setPointSizeF(font.pointSizeF() / 1.15)
    painter.setFont(font)
    painter.setPen(QColor(CANVAS.text_dim))
    count = wording.count_of_photos(section.photo_count)
    painter.drawText(QPointF(rect.left() + 2 + width + 12, baseline), count)
    painter.restore()
