"""Draws boxes and labels in view pixels, so that both keep their size at any zoom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from birdeye.domain.boxes import Box
from birdeye.gui.photo_view.viewport import Viewport
from birdeye.gui.store.bird_selection import NO_BIRD
from birdeye.gui.text_lines import line_height
from birdeye.gui.theme import CANVAS
from birdeye.imaging.label_layout import place_labels_with_room

_LABEL_GAP = 4.0
_PADDING_X = 8.0
_PADDING_Y = 3.5
_RADIUS = 5.0
_GRASP = 6.0
"""View pixels around a box that still count as the box, so that tiny birds can be hit."""

_HINT_MARGIN = 14.0


class Line(Enum):
    """How the outline of a box is drawn, by how much is said of the bird."""

    NAMED = auto()
    UNNAMED = auto()
    NO_BIRD = auto()


@dataclass(frozen=True, slots=True)
class BirdMark:
    """One bird as drawn: its box (pixels of the upright photo), label and outline."""

    rect: QRectF
    label: str
    line: Line


_DASHES = {Line.UNNAMED: [4.0, 3.0], Line.NO_BIRD: [1.0, 3.0]}


def rect_of(box: Box) -> QRectF:
    """``box`` for Qt."""
    return QRectF(box.x1, box.y1, box.width, box.height)


def _box_of(rect: QRectF) -> Box:
    return Box(rect.left(), rect.top(), rect.right(), rect.bottom())


def mark_at(marks: Sequence[BirdMark], viewport: Viewport, point: QPointF) -> int:
    """The bird at a view point: the smallest box around it, or `NO_BIRD`."""
    hits = [
        (mark.rect.width() * mark.rect.height(), index)
        for index, mark in enumerate(marks)
        if viewport.rect_to_view(mark.rect)
        .adjusted(-_GRASP, -_GRASP, _GRASP, _GRASP)
        .contains(point)
    ]
    return min(hits)[1] if hits else NO_BIRD


def paint_marks(
    painter: QPainter,
    marks: Sequence[BirdMark],
    viewport: Viewport,
    bounds: QRectF,
    selected: int,
    hovered: int,
    dragged_rect: QRectF | None = None,
) -> None:
    """Draw all boxes, then the labels that find room; those of the two given birds always do.

    ``dragged_rect`` is where the selected box is while it is moved (photo pixels).
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # Larger birds first, so that the outline of a small one inside is not covered.
    order = sorted(
        range(len(marks)), key=lambda index: -marks[index].rect.width() * marks[index].rect.height()
    )
    order.sort(key=lambda index: (index == selected) * 2 + (index == hovered))
    rects = [viewport.rect_to_view(mark.rect) for mark in marks]
    if dragged_rect is not None and 0 <= selected < len(rects):
        rects[selected] = viewport.rect_to_view(dragged_rect)
    for index in order:
        _paint_box(painter, rects[index], marks[index], index == selected, index == hovered)
    _paint_labels(painter, marks, rects, bounds, selected, hovered)


def paint_hint(painter: QPainter, bounds: QRectF, text: str) -> None:
    """Say at the upper edge what the mouse does now; at the lower, what was done is told."""
    metrics = QFontMetricsF(painter.font(), painter.device())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, bounds.width() - 4 * _PADDING_X)
    place = QRectF(
        0,
        0,
        metrics.horizontalAdvance(shown) + 4 * _PADDING_X,
        line_height(painter.font()) + 4 * _PADDING_Y,
    )
    place.moveCenter(bounds.center())
    place.moveTop(bounds.top() + _HINT_MARGIN)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_label(painter, place, shown, False)


def _paint_box(
    painter: QPainter, rect: QRectF, mark: BirdMark, selected: bool, hovered: bool
) -> None:
    width = 2.6 if selected else 2.2 if hovered else 1.6
    halo = QColor(CANVAS.line_halo)
    halo.setAlpha(120)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(halo, width + 2.2))
    painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
    line = QColor(CANVAS.selected if selected else CANVAS.line)
    if not (selected or hovered):
        line.setAlpha(130 if mark.line is Line.NO_BIRD else 225)
    pen = QPen(line, width)
    if mark.line in _DASHES:
        pen.setDashPattern(_DASHES[mark.line])
    painter.setPen(pen)
    painter.drawRoundedRect(rect, _RADIUS, _RADIUS)


def _paint_labels(
    painter: QPainter,
    marks: Sequence[BirdMark],
    rects: Sequence[QRectF],
    bounds: QRectF,
    selected: int,
    hovered: int,
) -> None:
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    metrics = QFontMetricsF(font, painter.device())
    widest = max(80.0, bounds.width() * 0.6)
    in_view = (i for i in range(len(marks)) if rects[i].intersects(bounds))
    order = sorted(in_view, key=lambda i: (i != selected, i != hovered, i))
    texts = [
        metrics.elidedText(marks[i].label, Qt.TextElideMode.ElideMiddle, widest) for i in order
    ]
    height = line_height(font) + 2 * _PADDING_Y
    places = place_labels_with_room(
        [_box_of(rects[index]) for index in order],
        [(metrics.horizontalAdvance(text) + 2 * _PADDING_X, height) for text in texts],
        (bounds.width(), bounds.height()),
        _LABEL_GAP,
        must_show=[at for at, index in enumerate(order) if index in (selected, hovered)],
    )
    # The first are the selected and the hovered bird: they are drawn last, on top.
    for index, text, place in reversed(list(zip(order, texts, places, strict=True))):
        if place is not None:
            _paint_label(painter, rect_of(place), text, index == selected)


def _paint_label(painter: QPainter, place: QRectF, text: str, selected: bool) -> None:
    ground = QColor(CANVAS.selected if selected else CANVAS.label)
    ground.setAlpha(255 if selected else 222)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(place, _RADIUS, _RADIUS)
    painter.setPen(QColor(CANVAS.selected_text if selected else CANVAS.label_text))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
