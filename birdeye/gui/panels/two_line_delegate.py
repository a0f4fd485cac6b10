"""Draws an item of a list as a title and, below it and quieter, a line on what it is."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from birdeye.gui.text_lines import line_height
from birdeye.gui.theme import Theme

SECOND_LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_PAD_X, _PAD_Y, _GAP, _RADIUS = 12, 8, 1, 7

Index = QModelIndex | QPersistentModelIndex


class TwoLineDelegate(QStyledItemDelegate):
    """``Qt.DisplayRole`` is the title, `SECOND_LINE_ROLE` the line below it."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for both lines."""
        title, line = QFontMetrics(option.font), QFontMetrics(_smaller(option.font))
        height = _heights(option.font)[0] + _heights(option.font)[1] + _GAP + 2 * _PAD_Y
        width = max(
            title.horizontalAdvance(str(index.data())),
            line.horizontalAdvance(str(index.data(SECOND_LINE_ROLE))),
        )
        return QSize(width + 2 * _PAD_X, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Both lines, on the ground of a selected item or one under the pointer."""
        colours = self._theme.colours
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection if selected else colours.hover))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        inside = option.rect.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        painter.setPen(QColor(colours.selection_text if selected else colours.text))
        _draw_line(painter, option.font, inside, str(index.data()))
        painter.setPen(QColor(colours.selection_text if selected else colours.text_dim))
        below = inside.adjusted(0, _heights(option.font)[0] + _GAP, 0, 0)
        _draw_line(painter, _smaller(option.font), below, str(index.data(SECOND_LINE_ROLE)))
        painter.restore()


def _draw_line(painter: QPainter, font: QFont, place: QRect, text: str) -> None:
    painter.setFont(font)
    elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, elided)


def _heights(font: QFont) -> tuple[int, int]:
    """Of the title and the line below it."""
    return ceil(line_height(font)), ceil(line_height(_smaller(font)))


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.88)
    return small
