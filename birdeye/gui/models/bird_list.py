"""The birds of the photo on screen as a list, for the panel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from birdeye.domain.identification import Bird
from birdeye.gui import wording

_Index = QModelIndex | QPersistentModelIndex


class BirdRole:
    """Item data roles of `BirdListModel`."""

    BIRD = Qt.ItemDataRole.UserRole
    CONFIDENCE = Qt.ItemDataRole.UserRole + 1
    PERCENT = Qt.ItemDataRole.UserRole + 2


class BirdListModel(QAbstractListModel):
    """One row a bird, in the order of the photo's result."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._birds: tuple[Bird, ...] = ()
        self._language = language

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The number of birds; they have no children."""
        return 0 if parent.isValid() else len(self._birds)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What `BirdRole` and Qt's roles ask for."""
        if not index.isValid() or index.row() >= len(self._birds):
            return None
        bird = self._birds[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return wording.claim_name(bird, self._language)
            case Qt.ItemDataRole.ToolTipRole:
                return wording.claim_title(bird, self._language)
            case Qt.ItemDataRole.AccessibleTextRole:
                word = wording.confidence_word(wording.claim_confidence(bird))
                return f"{wording.claim_title(bird, self._language)}, {word}"
            case BirdRole.BIRD:
                return bird
            case BirdRole.CONFIDENCE:
                return wording.claim_confidence(bird)
            case BirdRole.PERCENT:
                return wording.claim_percent(bird)
        return None

    def set_birds(self, birds: Sequence[Bird]) -> None:
        """Show these birds instead."""
        self.beginResetModel()
        self._birds = tuple(birds)
        self.endResetModel()

    def set_language(self, language: str) -> None:
        """Name the birds in ``language``."""
        self._language = language
        if self._birds:
            self.dataChanged.emit(self.index(0), self.index(len(self._birds) - 1))
