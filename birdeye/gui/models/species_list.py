"""The species of a summary as a table that can be sorted by every column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont, QPixmap

from birdeye.domain.identification import Rank
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.workflows.summarise import TaxonLine

_Index = QModelIndex | QPersistentModelIndex

SORT_ROLE = Qt.ItemDataRole.UserRole
"""The value of a cell as it sorts: numbers as numbers, days as ISO text, unknown ones last."""
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The `TaxonLine` of a row."""

_NO_DATE = "9999"


class Column(IntEnum):
    """The columns, from the left."""

    NAME = 0
    SCIENTIFIC = 1
    BIRDS = 2
    PHOTOS = 3
    CONFIRMED = 4
    FIRST = 5
    LAST = 6


class SpeciesListModel(QAbstractTableModel):
    """One row a species, genus or family; the name carries a picture of its best photo."""

    def __init__(self, names: SpeciesNames, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._lines: tuple[TaxonLine, ...] = ()
        self._pictures: dict[Path, QPixmap] = {}
        names.changed.connect(self._on_names_changed)

    @property
    def lines(self) -> tuple[TaxonLine, ...]:
        """What is shown."""
        return self._lines

    def show_lines(self, lines: Sequence[TaxonLine]) -> None:
        """Show these."""
        self.beginResetModel()
        self._lines = tuple(lines)
        wanted = {line.best_path for line in lines}
        self._pictures = {path: kept for path, kept in self._pictures.items() if path in wanted}
        self.endResetModel()

    def set_picture(self, path: Path, picture: QPixmap) -> None:
        """Show ``picture`` in the rows whose best photo is at ``path``."""
        self._pictures[path] = picture
        for row, line in enumerate(self._lines):
            if line.best_path == path:
                index = self.index(row, Column.NAME)
                self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def missing_pictures(self) -> list[Path]:
        """The best photos that have no picture yet, in the order of the rows."""
        paths = dict.fromkeys(line.best_path for line in self._lines)
        return [path for path in paths if path is not None and path not in self._pictures]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The number of taxa."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The name of a column; rows are not numbered."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.NAME: self.tr("Name"),
            Column.SCIENTIFIC: self.tr("Scientific name"),
            Column.BIRDS: self.tr("Birds"),
            Column.PHOTOS: self.tr("Photos"),
            Column.CONFIRMED: self.tr("Confirmed"),
            Column.FIRST: self.tr("First"),
            Column.LAST: self.tr("Last"),
        }[Column(section)]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, sort value, picture, alignment, and the line itself."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line, column = self._lines[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                value = self._value(line, column)
                return _shown(value)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.FontRole if column is Column.SCIENTIFIC:
                return _italic()
            case Qt.ItemDataRole.DecorationRole if column is Column.NAME:
                return self._pictures.get(line.best_path) if line.best_path else None
            case _ if role == SORT_ROLE:
                value = self._value(line, column)
                if isinstance(value, date):
                    return value.isoformat()
                return _NO_DATE if value is None else value
            case _ if role == LINE_ROLE:
                return line
        return None

    def _value(self, line: TaxonLine, column: Column) -> str | int | date | None:
        match column:
            case Column.NAME:
                return self._name(line)
            case Column.SCIENTIFIC:
                return line.taxon if line.rank is not Rank.FAMILY else ""
            case Column.BIRDS:
                return line.bird_count
            case Column.PHOTOS:
                return line.photo_count
            case Column.CONFIRMED:
                return line.confirmed_count
            case Column.FIRST:
                return line.first
        return line.last

    def _name(self, line: TaxonLine) -> str:
        if line.rank is Rank.SPECIES:
            return self._names.common_name(line.taxon)
        taxon = line.taxon
        if line.rank is Rank.FAMILY:
            taxon = self._names.family_name(taxon)
        return self.tr("{0}, species not known").format(taxon)

    def _on_names_changed(self) -> None:
        if self._lines:
            last = self.index(len(self._lines) - 1, Column.NAME)
            self.dataChanged.emit(self.index(0, Column.NAME), last)


def _italic() -> QFont:
    """As scientific names are written; all else is as the table has it."""
    font = QFont()
    font.setItalic(True)
    return font


def _alignment(column: Column) -> Qt.AlignmentFlag:
    figures = column not in (Column.NAME, Column.SCIENTIFIC)
    side = Qt.AlignmentFlag.AlignRight if figures else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _shown(value: str | int | date | None) -> str:
    if isinstance(value, date):
        day = QDate(value.year, value.month, value.day)
        return QLocale().toString(day, QLocale.FormatType.ShortFormat)
    if isinstance(value, int):
        return QLocale().toString(value)
    return value or ""
