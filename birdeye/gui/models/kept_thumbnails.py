"""The thumbnails that are kept in memory: as many as a bound allows, those seen last."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

THUMBNAIL_BYTES_KEPT = 48_000_000
"""About what a 4K display full of them takes, and half as much again."""


class KeptThumbnails(QObject):
    """Pixmaps by photo id. ``changed(photo_id)`` when one came."""

    changed = Signal(int)

    def __init__(
        self, byte_limit: int = THUMBNAIL_BYTES_KEPT, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._byte_limit = byte_limit
        self._pixmaps: OrderedDict[int, QPixmap] = OrderedDict()
        self._bytes = 0

    @property
    def byte_count(self) -> int:
        """Bytes of the pixels that are kept."""
        return self._bytes

    def get(self, photo_id: int) -> QPixmap | None:
        """The thumbnail, whatever its size, or None."""
        return self._pixmaps.get(photo_id)

    def keep(self, photo_id: int, pixmap: QPixmap) -> None:
        """Keep ``pixmap``, and drop the least recently used ones."""
        before = self._pixmaps.pop(photo_id, None)
        if before is not None:
            self._bytes -= _bytes_of(before)
        self._pixmaps[photo_id] = pixmap
        self._bytes += _bytes_of(pixmap)
        while self._bytes > self._byte_limit and len(self._pixmaps) > 1:
            self._bytes -= _bytes_of(self._pixmaps.popitem(last=False)[1])
        self.changed.emit(photo_id)

    def touch(self, photo_id: int) -> None:
        """It is wanted now."""
        if photo_id in self._pixmaps:
            self._pixmaps.move_to_end(photo_id)

    def clear(self) -> None:
        """Let go of all."""
        self._pixmaps.clear()
        self._bytes = 0


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
