"""Draws stars and flags upon the photos of a list."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPolygonF

from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.rating import Flag
from birdeye.gui import rating_wording
from birdeye.gui.theme import CANVAS

_GROUND = QColor(23, 24, 26, 215)
_STARS = QColor("#ffd257")
_PICK, _REJECT = QColor("#ffffff"), QColor("#ff6f5e")
_REJECTED_VEIL = QColor(26, 27, 29, 150)
_LEAST_WIDTH_FOR_STARS = 110


def paint_rating(painter: QPainter, frame: QRect, overview: PhotoOverview) -> None:
    """A flag in the upper left corner, and the stars beside it; a rejected photo is dimmed."""
    if overview.flag is Flag.REJECT:
        painter.fillRect(frame, _REJECTED_VEIL)
    at = frame.left() + 6
    if overview.flag is not Flag.NONE:
        _paint_flag(painter, QRectF(at, frame.top() + 6, 20, 20), overview.flag)
        at += 24
    if overview.stars:
        _paint_stars(painter, at, frame, overview.stars)


def _paint_flag(painter: QPainter, room: QRectF, flag: Flag) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawEllipse(room)
    colour = _PICK if flag is Flag.PICK else _REJECT
    painter.setBrush(colour)
    left, top = room.left(), room.top()
    painter.drawRect(QRectF(left + 6, top + 4, 1.8, 12))
    cloth = QRectF(left + 7.8, top + 4, 7.5, 6)
    painter.drawPolygon(
        QPolygonF([cloth.topLeft(), cloth.topRight(), cloth.bottomRight(), cloth.bottomLeft()])
    )
    if flag is Flag.REJECT:  # by more than colour
        painter.setPen(colour)
        painter.drawLine(room.topLeft() * 1.0, room.bottomRight())


def _paint_stars(painter: QPainter, left: int, frame: QRect, count: int) -> None:
    font = QFont(painter.font())
    painter.setFont(font)
    few = frame.width() < _LEAST_WIDTH_FOR_STARS
    text = f"{count}{rating_wording.STAR}" if few else rating_wording.stars(count)
    badge = QRectF(left, frame.top() + 6, QFontMetricsF(font).horizontalAdvance(text) + 12, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(badge, 10, 10)
    painter.setPen(_STARS if count else QColor(CANVAS.label_text))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
