"""Drags photos out of the window, as files for another program."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QDrag, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from birdeye.gui.models.photo_list import PhotoRole
from birdeye.gui.theme import CANVAS

_PICTURE = QSize(128, 96)
_BADGE_HEIGHT = 24


def drag_photos(source: QWidget, indexes: Sequence[QModelIndex], shown: QModelIndex) -> None:
    """Carry the photos of ``indexes`` until they are dropped; ``shown`` gives the picture."""
    if not indexes:
        return
    drag = QDrag(source)
    mime = indexes[0].model().mimeData(indexes)
    drag.setMimeData(mime)
    picture = _picture(shown.data(PhotoRole.THUMBNAIL), len(mime.urls()))
    drag.setPixmap(picture)
    drag.setHotSpot(QPoint(picture.width() // 2, picture.height() - 12))
    drag.exec(Qt.DropAction.CopyAction)


def _picture(thumbnail: QPixmap | None, count: int) -> QPixmap:
    """The thumbnail, with how many there are when it is more than one."""
    picture = QPixmap(_PICTURE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(0.85)
    if thumbnail is not None:
        fitted = thumbnail.scaled(
            _PICTURE,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        place = QRect(QPoint(), fitted.size())
        place.moveCenter(picture.rect().center())
        painter.drawPixmap(place, fitted)
    else:
        painter.fillRect(picture.rect().adjusted(24, 18, -24, -18), QColor(CANVAS.text_dim))
    if count > 1:
        _paint_count(painter, picture.rect(), str(count))
    painter.end()
    return picture


def _paint_count(painter: QPainter, room: QRect, text: str) -> None:
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setOpacity(1)
    width = max(_BADGE_HEIGHT, painter.fontMetrics().horizontalAdvance(text) + 14)
    badge = QRectF(room.right() - width, 0, width, _BADGE_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(CANVAS.selected))
    painter.drawRoundedRect(badge, _BADGE_HEIGHT / 2, _BADGE_HEIGHT / 2)
    painter.setPen(QColor(CANVAS.selected_text))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
