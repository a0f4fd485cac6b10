"""Draws one photo of a list: its thumbnail, and marks for what is known about it."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPixmapCache,
)

from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.records import PhotoState
from birdeye.gui.icons import icon_pixmap
from birdeye.gui.models.photo_list import PhotoRole
from birdeye.gui.panels.rating_marks import paint_rating
from birdeye.gui.text_lines import font_of
from birdeye.gui.theme import CANVAS

_Index = QModelIndex | QPersistentModelIndex

_RADIUS = 6.0
_FRAME_GROUND = QColor("#2a2c2f")
_WARNING = "#ff9c86"
_CONFIRMED_GROUND, _CONFIRMED = QColor("#2f9e57"), "#ffffff"
_SAID_UNSURE_GROUND = QColor("#5b6b7d")
_UNSURE_GROUND, _UNSURE = QColor("#ffc24b"), "#231a05"
_OTHER_MODEL_GROUND = QColor("#6a5a86")
_BADGE_GROUND = QColor(23, 24, 26, 215)
_WAITING_VEIL, _NO_BIRD_VEIL = QColor(26, 27, 29, 90), QColor(26, 27, 29, 130)
_LEAST_WIDTH_FOR_BADGES = 72


def paint_photo(
    painter: QPainter, frame: QRect, index: _Index, *, selected: bool, current: bool, hovered: bool
) -> None:
    """The photo of ``index`` whole in ``frame``, as heads are not to be cut off.

    A ring shows that it is selected, a stronger one that it is the current one.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    burst = index.data(PhotoRole.BURST) or 0
    if burst > 1:
        _paint_stack(painter, frame)
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(frame), _RADIUS, _RADIUS)
    painter.setClipPath(outline)
    _paint_picture(painter, frame, index)
    overview = index.data(PhotoRole.OVERVIEW)
    if overview is not None:
        _paint_state(painter, frame, overview)
        if frame.width() >= _LEAST_WIDTH_FOR_BADGES:
            _paint_review(painter, frame, overview)
            if index.data(PhotoRole.MODEL_NOTE):
                below = 1 if overview.uncertain_count else 0  # a photo to review has no tick
                _paint_disc(painter, frame, _OTHER_MODEL_GROUND, "model", _CONFIRMED, below)
            _paint_counts(painter, frame, overview, burst)
            paint_rating(painter, frame, overview)
    painter.setClipping(False)
    if selected or hovered:
        _paint_ring(painter, frame, selected=selected, current=current)
    painter.restore()


def _paint_ring(painter: QPainter, frame: QRect, *, selected: bool, current: bool) -> None:
    ring = QColor(CANVAS.selected if selected else CANVAS.line)
    ring.setAlpha(255 if current else 190 if selected else 110)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ring, 3.0 if current else 2.2))
    painter.drawRoundedRect(QRectF(frame).adjusted(-2, -2, 2, 2), _RADIUS + 2, _RADIUS + 2)


def _paint_stack(painter: QPainter, frame: QRect) -> None:
    """The edges of the photos behind."""
    for step, grey in ((8, "#3a3d41"), (4, "#505359")):
        behind = QRectF(frame).adjusted(step * 1.5, -step + 1, -step * 1.5, 0)
        painter.setPen(QPen(QColor(CANVAS.ground), 1))
        painter.setBrush(QColor(grey))
        painter.drawRoundedRect(behind, _RADIUS, _RADIUS)


def _paint_picture(painter: QPainter, frame: QRect, index: _Index) -> None:
    painter.fillRect(frame, _FRAME_GROUND)
    thumbnail = index.data(PhotoRole.THUMBNAIL)
    if thumbnail is None:
        _paint_name(painter, frame, index.data(Qt.ItemDataRole.DisplayRole) or "")
        return
    fitted = _fitted(thumbnail, frame.size(), painter.device().devicePixelRatioF())
    target = QRectF(QPointF(), fitted.deviceIndependentSize())
    target.moveCenter(QRectF(frame).center())
    painter.drawPixmap(target.topLeft().toPoint(), fitted)


def _fitted(thumbnail: QPixmap, room: QSize, pixel_ratio: float) -> QPixmap:
    """``thumbnail`` at the size it is drawn at, kept, as scaling takes most of the time."""
    size = thumbnail.size().scaled(room * pixel_ratio, Qt.AspectRatioMode.KeepAspectRatio)
    key = f"{thumbnail.cacheKey()} {size.width()} {size.height()} {pixel_ratio}"
    fitted = QPixmap()
    if not QPixmapCache.find(key, fitted):
        fitted = thumbnail.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
        fitted.setDevicePixelRatio(pixel_ratio)
        QPixmapCache.insert(key, fitted)
    return fitted


def _paint_name(painter: QPainter, frame: QRect, name: str) -> None:
    room = QRectF(frame).adjusted(8, 0, -8, 0)
    painter.setPen(QColor(CANVAS.text_dim))
    shown = elided(painter.font(), name, round(room.width()), Qt.TextElideMode.ElideMiddle)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)


def _paint_state(painter: QPainter, frame: QRect, overview: PhotoOverview) -> None:
    match overview.state:
        case PhotoState.UNREADABLE:
            side = min(26, frame.height() // 3)
            place = QRect(0, 0, side, side)
            place.moveCenter(frame.center() - QPoint(0, side))  # above the name of the file
            painter.drawPixmap(place, _icon(painter, "warning", _WARNING, side))
        case PhotoState.NO_BIRD:
            painter.fillRect(frame, _NO_BIRD_VEIL)
        case PhotoState.WAITING:
            painter.fillRect(frame, _WAITING_VEIL)


def _paint_review(painter: QPainter, frame: QRect, overview: PhotoOverview) -> None:
    """A tick where the user named all birds, another sign where some were called unsure, and a
    question mark where a name is missing and nobody decided."""
    if overview.is_reviewed and overview.uncertain_count:
        _paint_disc(painter, frame, _SAID_UNSURE_GROUND, "unsure", _CONFIRMED)
    elif overview.is_reviewed:
        _paint_disc(painter, frame, _CONFIRMED_GROUND, "confirmed", _CONFIRMED)
    elif overview.uncertain_count:
        _paint_disc(painter, frame, _UNSURE_GROUND, "question", _UNSURE)


def _paint_disc(
    painter: QPainter, frame: QRect, ground: QColor, icon: str, colour: str, below: int = 0
) -> None:
    """In the upper right corner, or ``below`` as many others."""
    disc = QRect(frame.right() - 25, frame.top() + 6 + 24 * below, 20, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(disc)
    painter.drawPixmap(disc.adjusted(3, 3, -3, -3), _icon(painter, icon, colour, 14))


def _paint_counts(painter: QPainter, frame: QRect, overview: PhotoOverview, burst: int) -> None:
    if overview.state is PhotoState.NO_BIRD:
        _paint_badge(painter, frame, "no-bird", "")
    elif overview.bird_count > 1:
        _paint_badge(painter, frame, "bird", str(overview.bird_count))
    if burst:
        _paint_badge(painter, frame, "burst", str(burst) if burst > 1 else "", left=True)


def _paint_badge(
    painter: QPainter, frame: QRect, icon: str, text: str, *, left: bool = False
) -> None:
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    text_width = QFontMetricsF(font).horizontalAdvance(text) + 4 if text else 0
    badge = QRectF(0, 0, 16 + text_width + 10, 22)
    if left:
        badge.moveBottomLeft(QRectF(frame).adjusted(5, 0, 0, -5).bottomLeft())
    else:
        badge.moveBottomRight(QRectF(frame).adjusted(0, 0, -5, -5).bottomRight())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_BADGE_GROUND)
    painter.drawRoundedRect(badge, 11, 11)
    place = QRectF(badge.left() + 5, badge.top() + 3, 16, 16).toRect()
    painter.drawPixmap(place, _icon(painter, icon, CANVAS.label_text, 16))
    if text:
        painter.setPen(QColor(CANVAS.label_text))
        centred = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(badge.adjusted(23, 0, -4, 0), centred, text)


def _icon(painter: QPainter, name: str, colour: str, side: int) -> QPixmap:
    return icon_pixmap(name, colour, side, painter.device().devicePixelRatioF())


@lru_cache(maxsize=2000)
def _elided(
    font_key: str, families: tuple[str, ...], text: str, width: int, mode: Qt.TextElideMode
) -> str:
    return QFontMetricsF(font_of(font_key, families)).elidedText(text, mode, width)


def elided(font: QFont, text: str, width: int, mode: Qt.TextElideMode) -> str:
    """``text`` as much of it as fits into ``width``; lists draw the same texts again and again."""
    return _elided(font.toString(), tuple(font.families()), text, width, mode)


def cell_size(thumbnail_width: int) -> QSize:
    """The frame for thumbnails of this width: most photos are 3:2, and some are upright."""
    return QSize(thumbnail_width, round(thumbnail_width * 0.7))
