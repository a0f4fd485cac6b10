"""Which photo is current and which are selected: the same in grid and filmstrip, in any order.

The rows of the list come and go with every filter; here photos go by their ids.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, Signal

from birdeye.gui.models.photo_list import PhotoListModel, PhotoRole
from birdeye.gui.store.photo_store import PhotoStore

_Flag = QItemSelectionModel.SelectionFlag


class PhotoNavigation(QObject):
    """Owns the selection model that the views share.

    Signals:
        current_changed(photo_id): another photo is current; None where there is none.
        selection_changed(): other photos are selected.
        expansion_asked(photo_id): the photo is inside a closed burst and has to come out.
    """

    current_changed = Signal(object)
    selection_changed = Signal()
    expansion_asked = Signal(int)

    def __init__(
        self, store: PhotoStore, model: PhotoListModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._model = model
        self.selection_model = QItemSelectionModel(model, self)
        self._current: int | None = None
        self._wanted: int | None = None
        self._kept_ids: list[int] = []
        self._is_restoring = False
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.arranged.connect(self._on_arranged)
        self.selection_model.currentChanged.connect(self._on_current_changed)
        self.selection_model.selectionChanged.connect(self._on_selection_changed)

    @property
    def current_id(self) -> int | None:
        """The photo on screen."""
        return self._current

    def selected_ids(self) -> tuple[int, ...]:
        """The selected photos in the order shown; a collapsed burst counts as all of its photos."""
        return tuple(self._model.ids_in(sorted(self._selected_rows())))

    def files_of(self, photo_ids: Iterable[int]) -> tuple[int, ...]:
        """These with the other files of their shots: a RAW beside its JPEG."""
        return self._model.arrangement.files_of(photo_ids)

    def selected_files(self) -> tuple[int, ...]:
        """The selected photos with the other files of their shots."""
        return self.files_of(self.selected_ids())

    def go_to(self, photo_id: int) -> None:
        """Make this photo the only selected one, as soon as it is shown."""
        photo_id = self._model.arrangement.listed(photo_id)
        row = self._model.row_of(photo_id)
        if row < 0 or self._model.index(row).data(PhotoRole.ID) != photo_id:
            self._wanted = photo_id
            if row >= 0:
                self.expansion_asked.emit(photo_id)
            return
        self._select_row(row)

    def go_to_row(self, row: int) -> None:
        """Go to the photo in ``row``, or as near to it as there are photos."""
        count = self._model.rowCount()
        if count:
            self._select_row(min(max(row, 0), count - 1))

    def go_to_last(self) -> None:
        """Go to the last photo."""
        self.go_to_row(self._model.rowCount() - 1)

    def step(self, by: int) -> None:
        """Go ``by`` rows on, or back where it is negative; the ends are ends."""
        row = -1 if self._current is None else self._model.row_of(self._current)
        self.go_to_row(row + by)

    def select_all(self) -> None:
        """Select all photos that the filter shows; the current one stays current."""
        rows = self._model.rowCount()
        if rows:
            everything = QItemSelection(self._model.index(0), self._model.index(rows - 1))
            self.selection_model.select(everything, _Flag.ClearAndSelect)
        for photo_id in self._model.arrangement.kept:
            self.selection_model.select(self._model.index_of(photo_id), _Flag.Deselect)

    def select_too(self, photo_ids: Iterable[int]) -> None:
        """Select these beside what is selected; the current one stays current."""
        for photo_id in photo_ids:
            index = self._model.index_of(self._model.arrangement.listed(photo_id))
            self.selection_model.select(index, _Flag.Select)

    def next_unreviewed(self, photo_id: int) -> int | None:
        """The next photo on show after this one that has a bird to review, from the start again
        after the last; None when there is no other."""
        count = self._model.rowCount()
        start = self._model.row_of(photo_id)
        for row in (*range(start + 1, count), *range(max(start, 0))):
            for candidate in self._model.ids_in([row]):
                overview = self._store.get(candidate)
                if overview is not None and overview.unreviewed_count and candidate != photo_id:
                    return candidate
        return None

    def neighbour_paths(self) -> list[Path]:
        """The photos that the user is likely to look at next, likeliest first."""
        return self._store.paths_of(self.neighbour_ids())

    def neighbour_ids(self) -> list[int]:
        """The next photo, the one before, and the next but one."""
        if self._current is None:
            return []
        row = self._model.row_of(self._current)
        rows = (row + 1, row - 1, row + 2)
        return [self._model.index(near).data(PhotoRole.ID) for near in rows if self._has_row(near)]

    def _has_row(self, row: int) -> bool:
        return 0 <= row < self._model.rowCount()

    def _select_row(self, row: int) -> None:
        self._wanted = None
        self.selection_model.setCurrentIndex(self._model.index(row), _Flag.ClearAndSelect)

    def _selected_rows(self) -> list[int]:
        return [
            row
            for part in self.selection_model.selection().toList()
            for row in range(part.top(), part.bottom() + 1)
        ]

    def _on_about_to_reset(self) -> None:
        self._kept_ids = list(self.selected_ids())
        self._is_restoring = True

    def _on_arranged(self) -> None:
        if self._is_restoring:
            self._restore()
        if self._wanted is not None and self._wanted in self._store:
            self.go_to(self._wanted)
        if self._current is None or not self.selection_model.currentIndex().isValid():
            self._select_first()

    def _restore(self) -> None:
        """After a reset: the same photos, if they are shown."""
        self._is_restoring = False
        rows = {self._model.row_of(photo_id) for photo_id in self._kept_ids} - {-1}
        self._kept_ids = []
        self.selection_model.select(self._ranges_of(rows), _Flag.ClearAndSelect)
        if self._current is not None:
            current = self._model.index_of(self._current)
            flag = _Flag.NoUpdate if rows else _Flag.Select  # as it was, but never nothing
            self.selection_model.setCurrentIndex(current, flag)

    def _select_first(self) -> None:
        """There is always a current photo while there are photos."""
        if self._model.rowCount():
            self._select_row(0)
        else:
            self._set_current(None)

    def _ranges_of(self, rows: Iterable[int]) -> QItemSelection:
        selection = QItemSelection()
        first = last = None
        for row in sorted(rows):
            if last is not None and row == last + 1:
                last = row
                continue
            if first is not None and last is not None:
                selection.select(self._model.index(first), self._model.index(last))
            first = last = row
        if first is not None and last is not None:
            selection.select(self._model.index(first), self._model.index(last))
        return selection

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._set_current(current.data(PhotoRole.ID))

    def _on_selection_changed(self) -> None:
        if not self._is_restoring:
            self.selection_changed.emit()

    def _set_current(self, photo_id: int | None) -> None:
        if photo_id != self._current:
            self._current = photo_id
            self.current_changed.emit(photo_id)
            self._store.show(photo_id, self.neighbour_ids())
