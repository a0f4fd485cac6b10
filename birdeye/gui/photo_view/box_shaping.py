"""Drawing, moving and resizing a box by the mouse: the geometry and its state, without a widget.

Rectangles are in pixels of the upright photo; grips are found in view pixels, so that they keep
their size at any zoom.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt

GRIP_SIDE = 8.0
"""View pixels of the square that is drawn for a grip."""

_REACH = 7.0
"""View pixels around the middle of a grip, or beside an edge, that still count as it."""

LEAST_SIDE = 8.0
"""Photo pixels that a box has at least; less shows no bird to anybody."""


@dataclass(frozen=True, slots=True)
class Grip:
    """Which edges follow the mouse: -1 left or top, 1 right or bottom; 0 and 0 move all of it."""

    across: int
    down: int

    @property
    def cursor(self) -> Qt.CursorShape:
        """The cursor that shows what a drag would do."""
        if not self.across and not self.down:
            return Qt.CursorShape.SizeAllCursor
        if not self.down:
            return Qt.CursorShape.SizeHorCursor
        if not self.across:
            return Qt.CursorShape.SizeVerCursor
        falling = self.across == self.down
        return Qt.CursorShape.SizeFDiagCursor if falling else Qt.CursorShape.SizeBDiagCursor

    def place(self, rect: QRectF) -> QPointF:
        """The middle of the grip on ``rect``."""
        centre = rect.center()
        return QPointF(
            centre.x() + self.across * rect.width() / 2, centre.y() + self.down * rect.height() / 2
        )


MOVE = Grip(0, 0)
CORNERS = tuple(Grip(across, down) for across in (-1, 1) for down in (-1, 1))
EDGES = (Grip(-1, 0), Grip(1, 0), Grip(0, -1), Grip(0, 1))


def grips_of(rect: QRectF) -> tuple[Grip, ...]:
    """The grips for which ``rect`` (view pixels) has room, corners first."""
    roomy = 5 * GRIP_SIDE
    return CORNERS + tuple(
        grip for grip in EDGES if (rect.height() if grip.across else rect.width()) >= roomy
    )


def grip_at(rect: QRectF, point: QPointF) -> Grip | None:
    """The grip of ``rect`` under ``point`` (both view pixels); its outline moves all of it."""
    for grip in grips_of(rect):
        away = grip.place(rect) - point
        if max(abs(away.x()), abs(away.y())) <= _REACH:
            return grip
    outside = rect.adjusted(-_REACH, -_REACH, _REACH, _REACH)
    inside = rect.adjusted(_REACH, _REACH, -_REACH, -_REACH)
    return MOVE if outside.contains(point) and not inside.contains(point) else None


def reshaped(rect: QRectF, grip: Grip, by: QPointF, photo: QSizeF) -> QRectF:
    """``rect`` after its grip was dragged ``by``; stays in the photo and large enough."""
    if grip == MOVE:
        x = min(max(rect.x() + by.x(), 0.0), photo.width() - rect.width())
        y = min(max(rect.y() + by.y(), 0.0), photo.height() - rect.height())
        return QRectF(QPointF(x, y), rect.size())
    left, right = _stretched(rect.left(), rect.right(), grip.across, by.x(), photo.width())
    top, bottom = _stretched(rect.top(), rect.bottom(), grip.down, by.y(), photo.height())
    return QRectF(QPointF(left, top), QPointF(right, bottom))


def spanned(start: QPointF, end: QPointF, photo: QSizeF) -> QRectF:
    """The part of the photo between two corners."""
    whole = QRectF(QPointF(0, 0), photo)
    return QRectF(start, end).normalized().intersected(whole)


def is_large_enough(rect: QRectF) -> bool:
    """Whether ``rect`` is a box and no slip of the hand."""
    return rect.width() >= LEAST_SIDE and rect.height() >= LEAST_SIDE


def _stretched(near: float, far: float, side: int, by: float, limit: float) -> tuple[float, float]:
    if side < 0:
        near = max(0.0, min(near + by, far - LEAST_SIDE))
    elif side > 0:
        far = min(limit, max(far + by, near + LEAST_SIDE))
    return near, far


class BoxShaping:
    """One drag: of a new box, or of a grip of the box that was ``rect`` before."""

    def __init__(
        self, start: QPointF, photo: QSizeF, rect: QRectF | None = None, grip: Grip = MOVE
    ) -> None:
        self._start = start
        self._photo = photo
        self._before = rect
        self._grip = grip
        self.rect = QRectF(start, QSizeF(0, 0)) if rect is None else QRectF(rect)

    @property
    def draws(self) -> bool:
        """Whether it draws a new box."""
        return self._before is None

    @property
    def has_changed(self) -> bool:
        """Whether letting go now would change anything."""
        if self._before is None:
            return is_large_enough(self.rect)
        return self.rect != self._before

    def drag_to(self, point: QPointF) -> None:
        """The mouse is at ``point`` of the photo now."""
        if self._before is None:
            self.rect = spanned(self._start, point, self._photo)
        else:
            self.rect = reshaped(self._before, self._grip, point - self._start, self._photo)
