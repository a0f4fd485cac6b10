"""The taxa whose names resemble what the user typed, as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from birdeye.domain.identification import Rank
from birdeye.domain.species import LANGUAGES
from birdeye.gui.models.species_names import SpeciesNames

if TYPE_CHECKING:
    from birdeye.taxonomy.name_search import NameHit

_Index = QModelIndex | QPersistentModelIndex


class HitRole:
    """Item data roles of `NameHitModel`."""

    HIT = Qt.ItemDataRole.UserRole
    DETAIL = Qt.ItemDataRole.UserRole + 1


class NameHitModel(QAbstractListModel):
    """One row a `NameHit`, likeliest first."""

    def __init__(self, names: SpeciesNames, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._hits: tuple[NameHit, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The number of hits; they have no children."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What `HitRole` and Qt's roles ask for."""
        if not index.isValid() or index.row() >= len(self._hits):
            return None
        hit = self._hits[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._name(hit)
            case HitRole.DETAIL:
                return self._detail(hit)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return ", ".join(filter(None, (self._name(hit), self._detail(hit))))
            case HitRole.HIT:
                return hit
        return None

    def set_hits(self, hits: Sequence[NameHit]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._hits = tuple(hits)
        self.endResetModel()

    def hit_at(self, row: int) -> NameHit | None:
        """The hit in ``row``, None where there is none."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def _name(self, hit: NameHit) -> str:
        if hit.species is not None:
            return hit.species.common_name(self._names.language)
        return self._names.family_name(hit.taxon) if hit.rank is Rank.FAMILY else hit.taxon

    def _detail(self, hit: NameHit) -> str:
        """The scientific name or the rank, and the name that was found where it is another."""
        match hit.rank:
            case Rank.GENUS:
                return self.tr("genus")
            case Rank.FAMILY:
                return self.tr("family")
        shown = (self._name(hit), hit.taxon)
        parts = [hit.taxon] if hit.taxon != self._name(hit) else []
        if hit.matched_name not in shown:
            language = LANGUAGES.get(hit.language, "")
            parts.append(f"{hit.matched_name} ({language})" if language else hit.matched_name)
        return "  ·  ".join(parts)
