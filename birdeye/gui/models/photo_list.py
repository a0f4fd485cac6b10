"""The photos shown as rows: filtered, sorted and grouped, a collapsed burst as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
    Signal,
)

from birdeye.domain.arrangement import ArrangedPhotos
from birdeye.domain.overviews import PhotoOverview
from birdeye.gui import photo_wording
from birdeye.gui.models.kept_thumbnails import KeptThumbnails
from birdeye.gui.models.naming_model import NamingModel
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.store.photo_store import PhotoStore

_Index = QModelIndex | QPersistentModelIndex

_FEW = 50
"""Changed rows that are signalled one by one; more are signalled as one range."""


class PhotoRole:
    """Item data roles of `PhotoListModel`."""

    ID = Qt.ItemDataRole.UserRole
    OVERVIEW = Qt.ItemDataRole.UserRole + 1
    TITLE = Qt.ItemDataRole.UserRole + 2
    THUMBNAIL = Qt.ItemDataRole.UserRole + 3
    BURST = Qt.ItemDataRole.UserRole + 4
    MODEL_NOTE = Qt.ItemDataRole.UserRole + 5


class PhotoListModel(QAbstractListModel):
    """Rows of `ArrangedPhotos`. ``arranged(ArrangedPhotos)`` after other ones are shown.

    `PhotoRole.TITLE` is what the photo shows in words; `PhotoRole.BURST` is the number of photos
    that the row stands for where it is a closed burst, minus that of the open burst that it
    belongs to, and 0 otherwise; `PhotoRole.MODEL_NOTE` is what to know of the model whose names
    nobody has reviewed yet, mostly nothing.
    """

    arranged = Signal(object)

    def __init__(
        self,
        store: PhotoStore,
        thumbnails: KeptThumbnails,
        names: SpeciesNames,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.naming_model = NamingModel(self)
        self._store = store
        self._thumbnails = thumbnails
        self._names = names
        self._arranged = ArrangedPhotos()
        store.changed.connect(self._on_changed)
        names.changed.connect(self._on_names_changed)
        self.naming_model.changed.connect(self._on_names_changed)
        thumbnails.changed.connect(self._on_thumbnail_changed)

    @property
    def arrangement(self) -> ArrangedPhotos:
        """What the rows represent."""
        return self._arranged

    def show(self, arranged: ArrangedPhotos) -> None:
        """Have these rows instead.

        Rows inserted or removed in one place are signalled as such; any other change resets the
        model.
        """
        first, gone, come = _difference(self._arranged.rows, arranged.rows)
        if gone and come:
            self.beginResetModel()
            self._arranged = arranged
            self.endResetModel()
        elif come:
            self.beginInsertRows(QModelIndex(), first, first + come - 1)
            self._arranged = arranged
            self.endInsertRows()
        elif gone:
            self.beginRemoveRows(QModelIndex(), first, first + gone - 1)
            self._arranged = arranged
            self.endRemoveRows()
        else:
            self._arranged = arranged
        self.arranged.emit(arranged)

    def row_of(self, photo_id: int) -> int:
        """The row that shows the photo, by itself or in its burst; -1 if none does."""
        return self._arranged.row_of.get(photo_id, -1)

    def index_of(self, photo_id: int) -> QModelIndex:
        """The index of that row, invalid where there is none."""
        row = self.row_of(photo_id)
        return self.index(row) if row >= 0 else QModelIndex()

    def ids_in(self, rows: Iterable[int]) -> list[int]:
        """The photos that these rows represent."""
        return [photo_id for row in rows for photo_id in self._arranged.ids_in_row(row)]

    def ids_on_show(self) -> list[int]:
        """The photos that the filter shows, in their order."""
        kept = self._arranged.kept
        return [one for one in self.ids_in(range(self.rowCount())) if one not in kept]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The number of rows; they have no children."""
        return 0 if parent.isValid() else len(self._arranged.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What `PhotoRole` and Qt's roles ask for."""
        if not index.isValid() or index.row() >= len(self._arranged.rows):
            return None
        photo_id = self._arranged.rows[index.row()]
        if role == PhotoRole.ID:
            return photo_id
        if role == PhotoRole.THUMBNAIL:
            return self._thumbnails.get(photo_id)
        overview = self._store.get(photo_id)
        # A photo that was just closed still has its row until the photos are arranged again.
        return None if overview is None else self._data_of(overview, index.row(), role)

    def _data_of(self, overview: PhotoOverview, row: int, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return overview.path.name
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join((*self._files_of(overview), *self._said_of(overview)))
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join((overview.path.name, *self._said_of(overview)))
            case PhotoRole.OVERVIEW:
                return overview
            case PhotoRole.TITLE:
                return photo_wording.title(overview, self._names)
            case PhotoRole.MODEL_NOTE:
                return self._model_note(overview)
            case PhotoRole.BURST:
                return self._burst_size(row)
        return None

    def _said_of(self, overview: PhotoOverview) -> list[str]:
        """What it shows, in words, and what to know of the model that said so."""
        said = (photo_wording.outcome(overview, self._names), self._model_note(overview))
        return [each for each in said if each]

    def _model_note(self, overview: PhotoOverview) -> str:
        return self.naming_model.note(overview.pack) if overview.unreviewed_count else ""

    def _files_of(self, overview: PhotoOverview) -> list[str]:
        """The path, and the other files of the shot."""
        paths = self._store.paths_of(self._arranged.files_of([overview.photo_id]))
        return [str(path) for path in paths]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Photos can be dragged to other programs."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        """Photos are dragged as files."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The files of these rows, those of a burst included."""
        rows = sorted({index.row() for index in indexes})
        mime = QMimeData()
        paths = self._store.paths_of(self.ids_in(rows))
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        return mime

    def supportedDragActions(self) -> Qt.DropAction:
        """Files are copied, never moved away."""
        return Qt.DropAction.CopyAction

    def _burst_size(self, row: int) -> int:
        photo_id = self._arranged.rows[row]
        count = len(self._arranged.bursts.get(photo_id, ()))
        return count if len(self._arranged.ids_in_row(row)) > 1 else -count

    def _on_changed(self, photo_ids: Sequence[int]) -> None:
        rows = {self.row_of(photo_id) for photo_id in photo_ids} - {-1}
        if len(rows) > _FEW:
            self._tell_changed(min(rows), max(rows))
        else:
            for row in rows:
                self._tell_changed(row, row)

    def _on_names_changed(self) -> None:
        if self._arranged.rows:
            self._tell_changed(0, len(self._arranged.rows) - 1)

    def _on_thumbnail_changed(self, photo_id: int) -> None:
        index = self.index_of(photo_id)
        if index.isValid():
            self.dataChanged.emit(index, index, [PhotoRole.THUMBNAIL])

    def _tell_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(last))


def _difference(old: list[int], new: list[int]) -> tuple[int, int, int]:
    """(first, gone, come): ``old[first:first + gone]`` became ``new[first:first + come]``."""
    shorter = min(len(old), len(new))
    if old[:shorter] == new[:shorter]:
        return shorter, len(old) - shorter, len(new) - shorter
    first = next(place for place in range(shorter) if old[place] != new[place])
    most = shorter - first
    same_at_end = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    return first, len(old) - first - same_at_end, len(new) - first - same_at_end
