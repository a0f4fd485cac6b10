"""The birds of the photo on screen as a list, for the panel."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from birdeye.domain.confidence import Confidence
from birdeye.domain.records import BirdRecord
from birdeye.gui import bird_wording
from birdeye.gui.models.candidate_ranking import CandidateRanking
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.store.photo_store import PhotoStore

_Index = QModelIndex | QPersistentModelIndex


class BirdRole:
    """Item data roles of `BirdListModel`."""

    BIRD = Qt.ItemDataRole.UserRole
    CONFIDENCE = Qt.ItemDataRole.UserRole + 1
    FIGURE = Qt.ItemDataRole.UserRole + 2


class BirdListModel(QAbstractListModel):
    """One row a bird, in the order of the record."""

    def __init__(
        self,
        store: PhotoStore,
        names: SpeciesNames,
        ranking: CandidateRanking,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._birds: tuple[BirdRecord, ...] = ()
        self._store = store
        self._names = names
        self._ranking = ranking
        store.on_screen_changed.connect(self._on_record_changed)
        names.changed.connect(self._on_names_changed)
        ranking.changed.connect(self._on_names_changed)

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
                return bird_wording.short_name(bird, self._names)
            case Qt.ItemDataRole.ToolTipRole:
                return bird_wording.title(bird, self._names)
            case Qt.ItemDataRole.AccessibleTextRole:
                return bird_wording.spoken(bird, self._names, self._is_doubted(bird))
            case BirdRole.BIRD:
                return bird
            case BirdRole.CONFIDENCE:
                doubted = self._is_doubted(bird)
                return Confidence.UNCERTAIN if doubted else bird_wording.confidence(bird)
            case BirdRole.FIGURE:
                return bird_wording.figure(bird)
        return None

    def _is_doubted(self, bird: BirdRecord) -> bool:
        record = self._store.record
        if record is None or bird.is_reviewed:
            return False
        return self._ranking.doubt_about_claim(record, bird) is not None

    def _on_record_changed(self) -> None:
        birds = self._store.birds
        if [bird.bird_id for bird in birds] == [bird.bird_id for bird in self._birds]:
            self._birds = birds
            self._on_names_changed()
            return
        self.beginResetModel()
        self._birds = birds
        self.endResetModel()

    def _on_names_changed(self) -> None:
        if self._birds:
            self.dataChanged.emit(self.index(0), self.index(len(self._birds) - 1))
