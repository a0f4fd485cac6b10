"""Places the labels of boxes so that they stay in view and do not cover each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

_GAP = 4.0


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """A label of ``size`` for ``box``, both in view pixels; ``must_show`` overrides crowding."""

    box: QRectF
    size: QSizeF
    must_show: bool = False


def place_labels(requests: Sequence[LabelRequest], bounds: QRectF) -> list[QRectF | None]:
    """Where each label goes, or None where there is no room; earlier requests choose first.

    Above the box is best, then below, then inside; a place that covers another box is taken only
    when nothing better is left. No two labels overlap, except those that must show.
    """
    placed: list[QRectF] = []
    places: list[QRectF | None] = []
    for number, request in enumerate(requests):
        visible = request.box.intersected(bounds)
        if visible.isEmpty():
            places.append(None)
            continue
        others = [other.box for index, other in enumerate(requests) if index != number]
        best = _best_place(request.size, visible, bounds, placed, others)
        if best is None and request.must_show:
            best = _bounded(QRectF(visible.topLeft(), request.size), bounds)
        if best is not None:
            placed.append(best)
        places.append(best)
    return places


def _best_place(
    size: QSizeF,
    box: QRectF,
    bounds: QRectF,
    placed: Sequence[QRectF],
    others: Sequence[QRectF],
) -> QRectF | None:
    best: QRectF | None = None
    best_cost = float("inf")
    label_area = size.width() * size.height()
    for preference, corner in enumerate(_corners(size, box)):
        place = QRectF(corner, size)
        place.moveLeft(min(max(place.left(), bounds.left()), bounds.right() - size.width()))
        if not bounds.contains(place) or any(place.intersects(taken) for taken in placed):
            continue
        covered = sum(_area(place.intersected(other)) for other in others)
        cost = covered / label_area + preference * 0.05
        if cost < best_cost:
            best, best_cost = place, cost
    return best


def _corners(size: QSizeF, box: QRectF) -> Iterator[QPointF]:
    above = box.top() - size.height() - _GAP
    below = box.bottom() + _GAP
    right = box.right() - size.width()
    yield QPointF(box.left(), above)
    yield QPointF(right, above)
    yield QPointF(box.left(), below)
    yield QPointF(right, below)
    if box.width() >= size.width() + 2 * _GAP and box.height() >= size.height() + 2 * _GAP:
        yield QPointF(box.left() + _GAP, box.top() + _GAP)
        yield QPointF(box.left() + _GAP, box.bottom() - size.height() - _GAP)


def _bounded(rect: QRectF, bounds: QRectF) -> QRectF:
    rect.moveLeft(min(max(rect.left(), bounds.left()), bounds.right() - rect.width()))
    rect.moveTop(min(max(rect.top(), bounds.top()), bounds.bottom() - rect.height()))
    return rect


def _area(rect: QRectF) -> float:
    return max(0.0, rect.width()) * max(0.0, rect.height())
