"""Draws one photo of the filmstrip: its thumbnail, and a mark for what is known about it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from birdeye.gui.icons import icon_pixmap
from birdeye.gui.models.photo_list import PhotoRole, PhotoState
from birdeye.gui.theme import CANVAS

THUMBNAIL_SIZE = QSize(132, 92)
"""Device-independent pixels; a thumbnail is shown whole in it, as heads are not to be cut off."""

_MARGIN = 6
_RADIUS = 6.0
_FRAME_GROUND = "#2a2c2f"
_WARNING = "#ff9c86"


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
        frame = QRect(option.rect).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(frame), _RADIUS, _RADIUS)
        painter.setClipPath(outline)
        self._paint_picture(painter, frame, index)
        self._paint_mark(painter, frame, index)
        painter.setClipping(False)
        if selected or hovered:
            ring = QColor(CANVAS.selected if selected else CANVAS.line)
            ring.setAlpha(255 if selected else 110)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ring, 3.0 if selected and focused else 2.4))
            painter.drawRoundedRect(QRectF(frame).adjusted(-2, -2, 2, 2), _RADIUS + 2, _RADIUS + 2)
        painter.restore()

    def _paint_picture(
        self, painter: QPainter, frame: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.fillRect(frame, QColor(_FRAME_GROUND))
        thumbnail = index.data(PhotoRole.THUMBNAIL)
        if thumbnail is None:
            self._paint_name(painter, frame, index)
            return
        scale = min(frame.width() / thumbnail.width(), frame.height() / thumbnail.height())
        target = QRectF(0, 0, thumbnail.width() * scale, thumbnail.height() * scale)
        target.moveCenter(QRectF(frame).center())
        painter.drawPixmap(target, thumbnail, QRectF(thumbnail.rect()))

    def _paint_name(
        self, painter: QPainter, frame: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        metrics = QFontMetricsF(painter.font())
        room = QRectF(frame).adjusted(8, 0, -8, -6)
        name = metrics.elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.setPen(QColor(CANVAS.text_dim))
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, name)

    def _paint_mark(
        self, painter: QPainter, frame: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        pixel_ratio = painter.device().devicePixelRatioF()
        match index.data(PhotoRole.STATE):
            case PhotoState.UNREADABLE:
                side = 26
                place = QRect(0, 0, side, side)
                place.moveCenter(frame.center())
                painter.drawPixmap(place, icon_pixmap("warning", _WARNING, side, pixel_ratio))
            case PhotoState.NO_BIRD:
                veil = QColor(CANVAS.ground)
                veil.setAlpha(130)
                painter.fillRect(frame, veil)
                self._paint_badge(painter, frame, "no-bird", "", pixel_ratio)
            case PhotoState.BIRDS:
                count = len(index.data(PhotoRole.RESULT).birds)
                if count > 1:
                    self._paint_badge(painter, frame, "bird", str(count), pixel_ratio)
            case PhotoState.WAITING:
                veil = QColor(CANVAS.ground)
                veil.setAlpha(90)
                painter.fillRect(frame, veil)

    def _paint_badge(
        self, painter: QPainter, frame: QRect, icon: str, text: str, pixel_ratio: float
    ) -> None:
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        text_width = metrics.horizontalAdvance(text) + 4 if text else 0
        badge = QRectF(0, 0, 16 + text_width + 10, 22)
        badge.moveBottomRight(QRectF(frame).bottomRight().toPoint() - QRect(0, 0, 6, 6).center())
        ground = QColor(CANVAS.label)
        ground.setAlpha(215)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(badge, 11, 11)
        painter.drawPixmap(
            QRectF(badge.left() + 5, badge.top() + 3, 16, 16).toRect(),
            icon_pixmap(icon, CANVAS.label_text, 16, pixel_ratio),
        )
        if text:
            painter.setPen(QColor(CANVAS.label_text))
            painter.drawText(
                badge.adjusted(23, 0, -4, 0),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                text,
            )
