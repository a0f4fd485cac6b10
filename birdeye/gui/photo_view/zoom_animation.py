"""Lets the zoom glide to where it goes, so that the eye keeps the place."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QVariantAnimation, Signal

from birdeye.gui.photo_view.viewport import Viewport

_MILLISECONDS = 140


class ZoomAnimation(QObject):
    """Changes the zoom of a `Viewport`. ``moved`` after each step."""

    moved = Signal()

    def __init__(self, viewport: Viewport, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._viewport = viewport
        self._anchor = QPointF()
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(_MILLISECONDS)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._on_value)

    def zoom_to(self, zoom: float, anchor: QPointF) -> None:
        """Glide to ``zoom``; the photo point under ``anchor`` (view pixels) stays under it."""
        self._animation.stop()
        self._anchor = anchor
        self._animation.setStartValue(self._viewport.zoom)
        self._animation.setEndValue(self._viewport.bounded_zoom(zoom))
        self._animation.start()

    def zoom_by(self, factor: float, anchor: QPointF) -> None:
        """Glide to ``factor`` times the zoom, or what it is already on its way to."""
        running = self._animation.state() == QVariantAnimation.State.Running
        start = float(self._animation.endValue()) if running else self._viewport.zoom
        self.zoom_to(start * factor, anchor)

    def stop(self) -> None:
        """Stay where it is."""
        self._animation.stop()

    def _on_value(self, zoom: float) -> None:
        self._viewport.zoom_to(float(zoom), self._anchor)
        self.moved.emit()
