"""The mouse of the user over a photo view, for tests: places are points of the photo."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt

from birdeye.gui.photo_view.photo_view import PhotoView


def at(view: PhotoView, x: float, y: float) -> QPoint:
    """Where the photo point is in the view."""
    return view.viewport.to_view(QPointF(x, y)).toPoint()


def drag(
    qtbot,
    view: PhotoView,
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    release: bool = True,
) -> None:
    """From one photo point to another with the left button, in the steps in which a mouse moves."""
    begin, finish = at(view, *start), at(view, *end)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=begin)
    for share in (0.3, 0.7, 1.0):
        way = QPointF(finish - begin) * share
        qtbot.mouseMove(view, begin + way.toPoint())
    if release:
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=finish)
