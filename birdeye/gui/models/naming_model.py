"""Knows which model identifies photos now, to mark the names that come from another.

The panel and the lists say it in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from birdeye.domain.records import IMPORTED, UNKNOWN_PROGRAM, PackVersion


class NamingModel(QObject):
    """``changed()`` when another model is in use, or one was calibrated."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._in_use: tuple[str, str] | None = None
        self._uncalibrated: frozenset[tuple[str, str]] = frozenset()

    def use(
        self, in_use: PackVersion | None, uncalibrated: Iterable[PackVersion] = frozenset()
    ) -> None:
        """``in_use`` is the model that identifies photos now; ``uncalibrated`` are those installed
        models, perhaps this one too, that were never calibrated."""
        now = None if in_use is None else (in_use.pack_id, in_use.version)
        known = frozenset((each.pack_id, each.version) for each in uncalibrated)
        if (now, known) != (self._in_use, self._uncalibrated):
            self._in_use, self._uncalibrated = now, known
            self.changed.emit()

    def note(self, pack: tuple[str, str]) -> str:
        """What to know of names by the ``pack`` of this id and version; mostly nothing."""
        if self._in_use is None or not pack[0]:
            return ""
        if pack == (IMPORTED, UNKNOWN_PROGRAM):
            return self.tr("Imported from the results of another program.")
        if pack[0] == IMPORTED:
            return self.tr("Imported from the results of {0}.").format(pack[1])
        is_calibrated = pack not in self._uncalibrated
        if pack != self._in_use:
            by_another = (
                self.tr("Identified by another model: {0} {1}.")
                if is_calibrated
                else self.tr("Identified by another model, which was never calibrated: {0} {1}.")
            )
            return by_another.format(*pack)
        if not is_calibrated:
            return self.tr(
                "This model has not been calibrated, so nothing it says counts as more than likely."
            )
        return ""
