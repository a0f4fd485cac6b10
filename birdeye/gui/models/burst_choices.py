"""Lists what becomes of the photos of bursts: a row a burst, and below it one a frame.

One flat table, of which a view asks only for the rows in sight, however many bursts there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QIcon

from birdeye.domain.best_frames import BurstChoice, BurstFrame
from birdeye.domain.rating import Flag
from birdeye.gui import enumeration, rating_wording, wording
from birdeye.gui.models.kept_thumbnails import KeptThumbnails

PHOTO, SHARPNESS, BECOMES = range(3)
ICON = QSize(72, 50)
"""Device-independent pixels of a thumbnail."""

_FIGURE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class ChosenPhoto:
    """A row: a photo with all its files, and its new flag, None where it is left as it is."""

    frame: BurstFrame
    flag: Flag | None


ChoiceRow = BurstChoice | ChosenPhoto


def rows_of(choices: Sequence[BurstChoice]) -> list[ChoiceRow]:
    """Each burst, followed by its photos: picked, rejected, and left as they are."""
    rows: list[ChoiceRow] = []
    for choice in choices:
        rows.append(choice)
        rows += [ChosenPhoto(frame, Flag.PICK) for frame in choice.picked]
        rows += [ChosenPhoto(frame, Flag.REJECT) for frame in choice.rejected]
        rows += [ChosenPhoto(frame, None) for frame in choice.left]
    return rows


class BurstChoices(QAbstractTableModel):
    """The rows that `rows_of` made."""

    def __init__(self, thumbnails: KeptThumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._rows: Sequence[ChoiceRow] = ()
        self._heading = QFont()
        self._heading.setBold(True)

    def show_rows(self, rows: Sequence[ChoiceRow]) -> None:
        """List these instead."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Bursts and photos."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Photo, sharpness, and what becomes of it."""
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Photo"), self.tr("Sharpness"), self.tr("New flag"))[section]
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Photos to be rejected are greyed."""
        row = self._rows[index.row()]
        if isinstance(row, ChosenPhoto) and row.flag is Flag.REJECT:
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Text, thumbnail and type of a cell."""
        row, column = self._rows[index.row()], index.column()
        if isinstance(row, BurstChoice):
            if role == Qt.ItemDataRole.DisplayRole and column == PHOTO:
                return _title(row)
            return self._heading if role == Qt.ItemDataRole.FontRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.TextAlignmentRole if column == SHARPNESS:
                return _FIGURE
            case Qt.ItemDataRole.DecorationRole if column == PHOTO:
                pixmap = self._thumbnails.get(row.frame.files[0].photo_id)
                if pixmap is None:
                    return None
                return QIcon(pixmap.scaled(ICON * 2, Qt.AspectRatioMode.KeepAspectRatio))
        return None

    def _text(self, row: ChosenPhoto, column: int) -> str:
        if column == PHOTO:
            names = dict.fromkeys(file.path.name for file in row.frame.files)
            return enumeration.listed(names)
        if column == SHARPNESS:
            return rating_wording.sharpness(row.frame.sharpness)
        return self.tr("Left as it is") if row.flag is None else rating_wording.flag(row.flag)


def _title(choice: BurstChoice) -> str:
    files = (file for frame in choice.frames for file in frame.files)
    taken = min((file.taken for file in files if file.taken is not None), default=None)
    title = wording.count_of_photos(len(choice.frames))
    return title if taken is None else f"{title}  ·  {wording.date_and_time(taken)}"
