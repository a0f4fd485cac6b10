"""Knows which model identifies photos now, to mark the names that come from another.

The panel and the lists say it in the same words.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from birdeye.domain.records import PackVersion


class NamingModel(QObject):
    """``changed()`` when another model is in use, or the same one was calibrated."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._in_use: tuple[str, str] | None = None
        self._calibrated = True

    def use(self, in_use: PackVersion | None, *, calibrated: bool) -> None:
        """``in_use`` is the model that identifies photos now."""
        now = None if in_use is None else (in_use.pack_id, in_use.version)
        if (now, calibrated) != (self._in_use, self._calibrated):
            self._in_use, self._calibrated = now, calibrated
            self.changed.emit()

    def note(self, pack: tuple[str, str]) -> str:
        """What to know of names by the ``pack`` of this id and version; mostly nothing."""
        if self._in_use is None or not pack[0]:
            return ""
        if pack != self._in_use:
            return self.tr("Identified by an earlier model: {0} {1}.").format(*pack)
        if not self._calibrated:
            return self.tr(
                "This model has not been calibrated, so nothing it says counts as more than likely."
            )
        return ""
