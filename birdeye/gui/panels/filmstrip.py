"""All photos in a row below the one on screen, virtual: only what is in sight costs anything."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from birdeye.gui.models.photo_list import PhotoListModel, PhotoRole
from birdeye.gui.panels.filmstrip_delegate import THUMBNAIL_SIZE, FilmstripDelegate
from birdeye.gui.panels.photo_drag import drag_photos

_BEYOND_SIGHT = 6
"""Photos on either side of what is seen whose thumbnails are made ahead."""


class Filmstrip(QListView):
    """Lists a `PhotoListModel`.

    Signals:
        photos_in_sight(ids, side): whose thumbnails are wanted, and their longest side in device
            pixels.
        menu_asked(position): the person wants to know what can be done; in screen coordinates.
    """

    photos_in_sight = Signal(object, int)
    menu_asked = Signal(QPoint)

    def __init__(
        self,
        model: PhotoListModel,
        selection: QItemSelectionModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("filmstrip")
        self.setAccessibleName(self.tr("Photos"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setItemDelegate(FilmstripDelegate(self))
        # The item with its margins, the scroll bar, and the line above.
        self.setFixedHeight(THUMBNAIL_SIZE.height() + 12 + 12 + 4)
        self.setModel(model)
        self.setSelectionModel(selection)
        self._was_reset = False
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(self._tell_sight)
        self.horizontalScrollBar().valueChanged.connect(self._look)
        model.rowsInserted.connect(self._look)
        model.rowsRemoved.connect(self._look)
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.arranged.connect(self._on_arranged)
        self.customContextMenuRequested.connect(self._on_menu_requested)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """The photo on screen stays in sight, with a neighbour where there is one."""
        super().currentChanged(current, previous)
        self._bring_into_sight(current)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Hand the selected photos to another program."""
        drag_photos(self, self.selectedIndexes(), self.currentIndex())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that turns up and down scrolls sideways, since there is no up and down here."""
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        amount = delta.x() if abs(delta.x()) > abs(delta.y()) else delta.y()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - amount)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer photos are in sight."""
        super().resizeEvent(event)
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """Photos come into sight, the current one among them."""
        super().showEvent(event)
        self._bring_into_sight(self.currentIndex())
        self._look()

    def _bring_into_sight(self, index: QModelIndex) -> None:
        if not index.isValid() or not self.isVisible():
            return
        for row in (index.row() - 1, index.row() + 1, index.row()):
            neighbour = self.model().index(row, 0)
            if neighbour.isValid():
                self.scrollTo(neighbour, QAbstractItemView.ScrollHint.EnsureVisible)

    def _on_about_to_reset(self) -> None:
        self._was_reset = True

    def _on_arranged(self) -> None:
        # Photos that only came or went leave the strip where the person scrolled it.
        if self._was_reset:
            self._was_reset = False
            self._bring_into_sight(self.currentIndex())
        self._look()

    def _on_menu_requested(self, position: QPoint) -> None:
        if self.indexAt(position).isValid():
            self.menu_asked.emit(self.viewport().mapToGlobal(position))

    def _look(self) -> None:
        self._looking.start()

    def _tell_sight(self) -> None:
        model = self.model()
        count = model.rowCount()
        if not count or not self.isVisible():
            return
        y = self.viewport().height() // 2
        first = self.indexAt(QPoint(1, y))
        last = self.indexAt(QPoint(self.viewport().width() - 2, y))
        first_row = first.row() if first.isValid() else 0
        last_row = last.row() if last.isValid() else count - 1
        rows = [
            *range(first_row, last_row + 1),
            *range(last_row + 1, min(count, last_row + 1 + _BEYOND_SIGHT)),
            *range(max(0, first_row - _BEYOND_SIGHT), first_row),
        ]
        side = round(THUMBNAIL_SIZE.width() * self.devicePixelRatioF())
        self.photos_in_sight.emit([model.index(row, 0).data(PhotoRole.ID) for row in rows], side)
