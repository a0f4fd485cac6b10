"""The widgets and controllers of a review without a database and a grid, to test them alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QWidget

from birdeye import locations
from birdeye.domain.records import PhotoRecord
from birdeye.gui.controllers.acknowledging import Acknowledging
from birdeye.gui.controllers.box_editing import BoxEditing
from birdeye.gui.controllers.counting import Counting
from birdeye.gui.controllers.photo_on_screen import PhotoOnScreen
from birdeye.gui.controllers.placing import Placing
from birdeye.gui.controllers.review_keys import ReviewKeys
from birdeye.gui.controllers.reviewing import Reviewing
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.candidate_ranking import CandidateRanking
from birdeye.gui.models.kept_thumbnails import KeptThumbnails
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.panels.acknowledgement import Acknowledgement
from birdeye.gui.panels.notice_bar import NoticeBar
from birdeye.gui.panels.species_panel import SpeciesPanel
from birdeye.gui.photo_view.photo_view import PhotoView
from birdeye.gui.services import Services
from birdeye.gui.settings import WindowSettings
from birdeye.gui.store.photo_store import PhotoStore
from birdeye.gui.tasks.model_in_use import ModelInUse
from birdeye.gui.tasks.name_finding import NameFinding
from birdeye.gui.tasks.photo_loading import PhotoLoading
from birdeye.gui.theme import Theme, ThemeChoice
from birdeye.gui.windows.actions import Actions
from tests.helpers.shelf import Shelf, ShelfCatalogue


class ReviewDesk(QMainWindow):
    """Photo view and panel side by side, with everything that acts on them."""

    def __init__(self, application: QApplication, services: Services | None = None, language="en"):
        super().__init__()
        self.catalogue = ShelfCatalogue()
        self.services = services or Services()
        self.store = PhotoStore(self.catalogue, self)
        self.shelf = Shelf(self.catalogue, self.store)
        theme = Theme(application, ThemeChoice.LIGHT)
        self.all_actions = Actions(self, theme)
        self.selection = self.store.selection
        self.names = SpeciesNames(language, self)
        self.ranking = CandidateRanking(self)
        self.settings = settings = WindowSettings(locations.settings_file().with_name("window.ini"))
        self.models = WindowModels(
            self.store,
            KeptThumbnails(),
            None,
            self.shelf,
            self.names,
            self.ranking,
            settings,
            theme,
        )
        self.photo_view = PhotoView(self.selection)
        self.notice = NoticeBar(theme, self.photo_view)
        self.acknowledgement = Acknowledgement(self.photo_view)
        self.species_panel = SpeciesPanel(
            self.store, self.names, self.ranking, self.all_actions, theme
        )
        self.species_panel.setFixedWidth(340)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (self.photo_view, self.species_panel):
            row.addWidget(widget)
        self.setCentralWidget(central)
        self.setMinimumSize(680, 460)
        self.resize(1000, 760)
        self.runner = JobRunner(1, "desk")
        self.model = ModelInUse(self.services)
        self.reviewing = Reviewing(self, self.models)
        self.acknowledging = Acknowledging(self, self.models)
        self.editing = BoxEditing(
            self.photo_view.boxes, self.store, self.model, self.services, self.runner, self
        )
        for source in (self.editing, self.store):
            source.failed.connect(self.notice.tell)
        self.loading = PhotoLoading(self.services, self.runner, self.runner, self)
        self.photo = PhotoOnScreen(self, self.models, self.loading, self.editing)
        chooser = self.species_panel.chooser
        self.finding = NameFinding(self.services, self.runner, self.names, frozenset, self)
        chooser.searched.connect(self.finding.find)
        self.finding.found.connect(chooser.show_hits)
        self.keys = ReviewKeys(
            self.photo_view,
            chooser,
            self.all_actions.brighten,
            {
                self.all_actions.draw_box: self.photo_view.boxes.cancel,
                self.all_actions.grid: self.all_actions.grid.trigger,
                self.all_actions.unsure: self.reviewing.take_back_last,
                self.all_actions.not_a_bird: self.reviewing.take_back_last,
            },
            self,
        )
        self.keys.watch(self.photo_view, self.species_panel.bird_list)
        self.counting = Counting(self, self.models)
        self.placing = Placing(self, self.models, self.services, self.runner)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.hide()
        self.runner.shut_down()
        self.settings.save()
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
