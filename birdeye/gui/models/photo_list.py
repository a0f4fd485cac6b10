"""The photos of the window, in the order they were added, each known by an id.

Ids are never used twice, so that a late thumbnail or result cannot land on another photo.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QPixmap

from birdeye.domain.identification import PhotoResult
from birdeye.gui import wording

THUMBNAILS_KEPT = 500
"""At 320 x 240 device pixels about 150 MB; the strip shows a dozen at a time."""

_Index = QModelIndex | QPersistentModelIndex


class PhotoState(Enum):
    """What is known about a photo."""

    WAITING = auto()
    BIRDS = auto()
    NO_BIRD = auto()
    UNREADABLE = auto()


class PhotoRole:
    """Item data roles of `PhotoListModel`."""

    ID = Qt.ItemDataRole.UserRole
    PATH = Qt.ItemDataRole.UserRole + 1
    STATE = Qt.ItemDataRole.UserRole + 2
    RESULT = Qt.ItemDataRole.UserRole + 3
    THUMBNAIL = Qt.ItemDataRole.UserRole + 4


_OUTCOME_ROLES = (
    PhotoRole.STATE,
    PhotoRole.RESULT,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


@dataclass(slots=True)
class _Row:
    photo_id: int
    path: Path
    result: PhotoResult | None = None

    @property
    def state(self) -> PhotoState:
        if self.result is None:
            return PhotoState.WAITING
        if self.result.error is not None:
            return PhotoState.UNREADABLE
        return PhotoState.BIRDS if self.result.birds else PhotoState.NO_BIRD


class PhotoListModel(QAbstractListModel):
    """One row a photo. A path is listed once, however often it is added."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._row_of_id: dict[int, int] = {}
        self._id_of_path: dict[Path, int] = {}
        self._thumbnails: OrderedDict[int, QPixmap] = OrderedDict()
        self._next_id = 1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The number of photos; they have no children."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What `PhotoRole` and Qt's roles ask for."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.path.name
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (str(row.path), self._outcome(row))))
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (row.path.name, self._outcome(row))))
            case PhotoRole.ID:
                return row.photo_id
            case PhotoRole.PATH:
                return row.path
            case PhotoRole.STATE:
                return row.state
            case PhotoRole.RESULT:
                return row.result
            case PhotoRole.THUMBNAIL:
                return self._thumbnails.get(row.photo_id)
        return None

    def add(self, paths: Iterable[Path]) -> list[int]:
        """Append the paths that are new; the ids of all of them, new or not."""
        ids: list[int] = []
        new: list[_Row] = []
        for path in paths:
            photo_id = self._id_of_path.get(path)
            if photo_id is None:
                photo_id = self._next_id
                self._next_id += 1
                self._id_of_path[path] = photo_id
                new.append(_Row(photo_id, path))
            ids.append(photo_id)
        if new:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            for position, row in enumerate(new, start=first):
                self._row_of_id[row.photo_id] = position
            self._rows.extend(new)
            self.endInsertRows()
        return ids

    def clear(self) -> None:
        """Forget all photos."""
        self.beginResetModel()
        self._rows.clear()
        self._row_of_id.clear()
        self._id_of_path.clear()
        self._thumbnails.clear()
        self.endResetModel()

    def set_result(self, result: PhotoResult) -> bool:
        """Keep the outcome for the photo at ``result.path``; False when it is not listed."""
        photo_id = self._id_of_path.get(result.path)
        if photo_id is None:
            return False
        self._rows[self._row_of_id[photo_id]].result = result
        self._tell_changed(photo_id, _OUTCOME_ROLES)
        return True

    def forget_results(self) -> None:
        """Make all photos wait again, as after another model was chosen."""
        for row in self._rows:
            row.result = None
        if self._rows:
            last = self.index(len(self._rows) - 1)
            self.dataChanged.emit(self.index(0), last, list(_OUTCOME_ROLES))

    def set_thumbnail(self, photo_id: int, pixmap: QPixmap) -> None:
        """Keep the thumbnail, and let go of those that were set longest ago."""
        if photo_id not in self._row_of_id:
            return
        self._thumbnails[photo_id] = pixmap
        self._thumbnails.move_to_end(photo_id)
        while len(self._thumbnails) > THUMBNAILS_KEPT:
            self._thumbnails.popitem(last=False)
        self._tell_changed(photo_id, (PhotoRole.THUMBNAIL,))

    def has_thumbnail(self, photo_id: int) -> bool:
        """Whether the thumbnail is still kept."""
        return photo_id in self._thumbnails

    def index_of(self, photo_id: int) -> QModelIndex:
        """The index of a photo, invalid when it is not listed."""
        row = self._row_of_id.get(photo_id)
        return QModelIndex() if row is None else self.index(row)

    def path_of(self, photo_id: int) -> Path | None:
        """The path of a photo, None when it is not listed."""
        row = self._row_of_id.get(photo_id)
        return None if row is None else self._rows[row].path

    def result_at(self, row: int) -> PhotoResult | None:
        """The outcome for the photo in ``row``, None while it waits."""
        return self._rows[row].result

    def paths_from(self, row: int) -> list[Path]:
        """The photos from ``row`` on."""
        return [entry.path for entry in self._rows[row:]]

    def has_waiting(self) -> bool:
        """Whether a photo has no outcome."""
        return any(row.result is None for row in self._rows)

    def waiting_paths(self) -> list[Path]:
        """The photos without an outcome, in order."""
        return [row.path for row in self._rows if row.result is None]

    def results(self) -> list[PhotoResult]:
        """The outcomes so far, in the order of the photos."""
        return [row.result for row in self._rows if row.result is not None]

    def _tell_changed(self, photo_id: int, roles: Iterable[int]) -> None:
        index = self.index(self._row_of_id[photo_id])
        self.dataChanged.emit(index, index, list(roles))

    def _outcome(self, row: _Row) -> str:
        match row.state:
            case PhotoState.WAITING:
                return QCoreApplication.translate("PhotoListModel", "not identified yet")
            case PhotoState.NO_BIRD:
                return QCoreApplication.translate("PhotoListModel", "no bird found")
            case PhotoState.UNREADABLE:
                return row.result.error or "" if row.result else ""
        return wording.count_of_birds(len(row.result.birds)) if row.result else ""
