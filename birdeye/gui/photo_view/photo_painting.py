"""Paints the visible part of a photo, as it is or with its shadows lifted."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QImage, QPainter

from birdeye.gui.photo_view.viewport import Viewport

_SAME_SIZE = 0.01
"""Pixels by which a whole photo may differ in width and still be shown pixel on pixel."""


def paint_photo(painter: QPainter, viewport: Viewport, image: QImage, bounds: QRectF) -> None:
    """Draw what ``bounds`` (view pixels) shows of ``image``, which is the whole photo."""
    whole = viewport.photo_rect
    ratio = painter.device().devicePixelRatioF()
    if abs(image.width() - whole.width() * ratio) < _SAME_SIZE:
        # Pixel on pixel: between two pixels of the display, all of them would be blurred.
        whole.moveTo(round(whole.x() * ratio) / ratio, round(whole.y() * ratio) / ratio)
    seen = whole.intersected(bounds)
    if seen.isEmpty():
        return
    across, down = image.width() / whole.width(), image.height() / whole.height()
    # Only whole source pixels, one more on each side: a part of a pixel would blur the edge.
    source = QRectF(
        (seen.x() - whole.x()) * across,
        (seen.y() - whole.y()) * down,
        seen.width() * across,
        seen.height() * down,
    ).toAlignedRect()
    source = source.adjusted(-1, -1, 1, 1).intersected(image.rect())
    target = QRectF(
        whole.x() + source.x() / across,
        whole.y() + source.y() / down,
        source.width() / across,
        source.height() / down,
    )
    painter.drawImage(target, image, QRectF(source))


def brighten_shadows(frame: QImage) -> None:
    """Make every channel value x (0 to 1) of ``frame`` 1 - (1 - x)^3, in place.

    That is three times as bright in the deepest shadows and leaves white as it is, so that a bird
    against the sky shows its colours. Each pass blends the image with what it was in screen mode,
    1 - (1 - a)(1 - b), which the painter does as fast as it copies pixels.
    """
    original = frame.copy()
    painter = QPainter(frame)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
    for _ in range(2):
        painter.drawImage(QPoint(0, 0), original)
    painter.end()
