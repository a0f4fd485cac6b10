"""The widgets and controllers of a review without catalogue and grid, for tests of each by itself.

What would go to the catalogue is written down, and answered when a test says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QWidget

from birdeye.domain.changes import Change, Changed
from birdeye.domain.records import PhotoRecord
from birdeye.gui.controllers.box_editing import BoxEditing
from birdeye.gui.controllers.bulk_review import BulkReview
from birdeye.gui.controllers.model_in_use import ModelInUse
from birdeye.gui.controllers.name_finding import NameFinding
from birdeye.gui.controllers.photo_loading import PhotoLoading
from birdeye.gui.controllers.photo_on_screen import PhotoOnScreen
from birdeye.gui.controllers.placing import Placing
from birdeye.gui.controllers.review_keys import ReviewKeys
from birdeye.gui.controllers.reviewing import Reviewing
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.bird_selection import BirdSelection
from birdeye.gui.models.candidate_ranking import CandidateRanking
from birdeye.gui.models.record_on_screen import RecordOnScreen
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.panels.notice_bar import NoticeBar
from birdeye.gui.panels.species_panel import SpeciesPanel
from birdeye.gui.photo_view.photo_view import PhotoView
from birdeye.gui.services import Services
from birdeye.gui.theme import Theme, ThemeChoice
from birdeye.gui.windows.actions import Actions


class WrittenDown(QObject):
    """Stands in for `CatalogueChanges`."""

    changed = Signal(object)
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Change] = []
        self.undone = 0

    def carry_out(self, change: Change) -> None:
        self.asked.append(change)

    def undo(self) -> None:
        self.undone += 1

    def answer(self, photo_ids=(), bird_ids=()) -> None:
        """Tell that the last change was carried out."""
        self.changed.emit(Changed(len(self.asked), self.asked[-1], photo_ids, bird_ids))


class Shelf(QObject):
    """Stands in for `PhotoNavigation` and for the catalogue: the records on show, in order."""

    selection_changed = Signal()

    def __init__(self, on_screen: RecordOnScreen) -> None:
        super().__init__()
        self._on_screen = on_screen
        self.records: dict[int, PhotoRecord] = {}
        self.current_id: int | None = None
        self.selected: tuple[int, ...] = ()
        self.next: int | None = None
        self.neighbours: Callable[[], list[Path]] = list

    def put(self, *records: PhotoRecord) -> None:
        self.records = {record.photo_id: record for record in records}
        self.go_to(records[0].photo_id)

    def go_to(self, photo_id: int) -> None:
        self.current_id = photo_id
        self.select(photo_id)
        self._on_screen.show(self.records[photo_id])

    def select(self, *photo_ids: int) -> None:
        self.selected = photo_ids
        self.selection_changed.emit()

    def selected_ids(self) -> tuple[int, ...]:
        return self.selected

    def next_unreviewed(self, _photo_id: int) -> int | None:
        return self.next

    def neighbour_paths(self) -> list[Path]:
        return self.neighbours()


class _Drawer:
    """Stands in for `CatalogueSession` and the catalogue that it opens."""

    def __init__(self, desk: ReviewDesk) -> None:
        self._desk = desk

    @contextmanager
    def open(self) -> Iterator[_Drawer]:
        yield self

    def records(self, photo_ids: Iterable[int]) -> Iterator[PhotoRecord]:
        return (self._desk.shelf.records[photo_id] for photo_id in photo_ids)


class ReviewDesk(QMainWindow):
    """Photo view and panel side by side, with everything that acts on them."""

    def __init__(self, application: QApplication, services: Services | None = None, language="en"):
        super().__init__()
        self.services = replace(services or Services(), catalogue=_Drawer(self))
        self.theme = Theme(application, ThemeChoice.LIGHT)
        self.orders = Actions(self, self.theme)
        self.selection = BirdSelection(self)
        self.on_screen = RecordOnScreen(self.selection, self)
        self.names = SpeciesNames(language, self)
        self.ranking = CandidateRanking(self)
        self.notice = NoticeBar(self.theme)
        self.photo_view = PhotoView(self.selection)
        self.species_panel = SpeciesPanel(
            self.on_screen, self.selection, self.names, self.ranking, self.orders, self.theme
        )
        self.species_panel.setFixedWidth(340)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (self.notice, self.photo_view, self.species_panel):
            row.addWidget(widget)
        self.setCentralWidget(central)
        self.setMinimumSize(680, 460)
        self.resize(1000, 760)
        self.runner = JobRunner(1, "desk")
        self.shelf = Shelf(self.on_screen)
        self.changes = WrittenDown()
        self.model = ModelInUse(self.services)
        self.bulk = BulkReview(
            self.services, self.runner, self.changes, self.names, self.notice, self
        )
        self.reviewing = Reviewing(
            self,
            self.on_screen,
            self.selection,
            self.names,
            self.ranking,
            self.changes,
            self.shelf,
            self.bulk,
        )
        self.editing = BoxEditing(
            self.photo_view.boxes,
            self.on_screen,
            self.changes,
            self.model,
            self.services,
            self.runner,
            self,
        )
        self.editing.failed.connect(self.notice.tell)
        self.loading = PhotoLoading(self.services, self.runner, self)
        self.photo = PhotoOnScreen(
            self,
            self.on_screen,
            self.names,
            self.loading,
            self.editing,
            lambda photo_id: None,
            self.shelf.neighbour_paths,
        )
        self.finding = NameFinding(
            self.services,
            self.runner,
            self.names,
            self.species_panel.chooser,
            frozenset,
            self,
        )
        self.keys = ReviewKeys(
            self.photo_view,
            self.species_panel.chooser,
            self.orders.brighten,
            {
                self.orders.draw_box: self.photo_view.boxes.cancel,
                self.orders.grid: self.orders.grid.trigger,
            },
            self,
        )
        self.keys.watch(self.photo_view, self.species_panel.bird_list)
        self.placing = Placing(self, self.on_screen, self.changes, self.shelf)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.hide()
        self.runner.shut_down()
        super().closeEvent(event)

    def show_photo(self) -> None:
        """There is nothing else to show."""

    def show_message(self, icon: str, title: str, text: str) -> None:
        self.notice.tell(f"{title}: {text}")


def a_desk(
    application: QApplication, qtbot, *records: PhotoRecord, services: Services | None = None
) -> ReviewDesk:
    """A desk on show with the first of ``records`` on it, ready for keys."""
    desk = ReviewDesk(application, services)
    qtbot.addWidget(desk)
    with qtbot.waitExposed(desk):
        desk.show()
    desk.shelf.put(*records)
    desk.photo_view.setFocus()
    qtbot.waitUntil(lambda: len(desk.photo_view.marks) == len(records[0].birds))
    return desk


def press(qtbot, desk: ReviewDesk, *keys, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the focus is."""
    for key in keys:
        qtbot.keyClick(desk.focusWidget() or desk, key, modifier)


def type_text(qtbot, desk: ReviewDesk, text: str) -> None:
    """Press the keys of ``text``, each where the focus is by then."""
    for letter in text:
        qtbot.keyClick(desk.focusWidget() or desk, letter)
