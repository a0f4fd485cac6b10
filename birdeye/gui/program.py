"""Wires models, tasks, controllers and the window together: the only place where all meet."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from birdeye.gui.controllers.acknowledging import Acknowledging
from birdeye.gui.controllers.arranging import Arranging
from birdeye.gui.controllers.batch import Batch
from birdeye.gui.controllers.best_frames import BestFrames
from birdeye.gui.controllers.better_model_offers import BetterModelOffers
from birdeye.gui.controllers.box_editing import BoxEditing
from birdeye.gui.controllers.comparing import Comparing
from birdeye.gui.controllers.counting import Counting
from birdeye.gui.controllers.dating import Dating
from birdeye.gui.controllers.export_actions import ExportActions
from birdeye.gui.controllers.following_files import FollowingFiles
from birdeye.gui.controllers.model_switch import ModelSwitch
from birdeye.gui.controllers.more_models import MoreModels
from birdeye.gui.controllers.photo_actions import PhotoActions
from birdeye.gui.controllers.photo_on_screen import PhotoOnScreen
from birdeye.gui.controllers.placing import Placing
from birdeye.gui.controllers.rating import Rating
from birdeye.gui.controllers.regions import Regions
from birdeye.gui.controllers.review_keys import ReviewKeys
from birdeye.gui.controllers.reviewing import Reviewing
from birdeye.gui.controllers.unlikely_species import UnlikelySpecies
from birdeye.gui.controllers.weighing import Weighing
from birdeye.gui.controllers.window_actions import WindowActions
from birdeye.gui.dialogs.ask import show_dialog
from birdeye.gui.models.window_models import window_models
from birdeye.gui.runners import Runners
from birdeye.gui.services import Services
from birdeye.gui.settings import WindowSettings
from birdeye.gui.store.photo_store import PhotoStore
from birdeye.gui.tasks.background_work import BackgroundWork
from birdeye.gui.tasks.calibrating import Calibrating
from birdeye.gui.tasks.exporting import Exporting
from birdeye.gui.tasks.file_changes import FileChanges
from birdeye.gui.tasks.identification import Identification
from birdeye.gui.tasks.image_copying import ImageCopying
from birdeye.gui.tasks.importing import CheckpointImport
from birdeye.gui.tasks.model_in_use import ModelInUse
from birdeye.gui.tasks.name_finding import NameFinding
from birdeye.gui.tasks.opening import Opening
from birdeye.gui.tasks.pack_getting import PackGetting
from birdeye.gui.tasks.packs import Packs
from birdeye.gui.tasks.photo_loading import PhotoLoading
from birdeye.gui.tasks.places import Places
from birdeye.gui.tasks.second_opinion import SecondOpinion
from birdeye.gui.tasks.thumbnails import Thumbnails
from birdeye.gui.windows.main_window import MainWindow
from birdeye.vision.freed_memory import return_large_blocks_at_once

if TYPE_CHECKING:
    from birdeye.gui.controllers.summary import SummaryFigures


class Program(QObject):
    """One window and all that works for it.

    ``prepared(sentence)`` once the catalogue can be used, ``restored()`` when the photos that were
    open at the last end are back.
    """

    prepared = Signal(str)
    restored = Signal()

    def __init__(
        self,
        application: QApplication,
        services: Services,
        settings: WindowSettings,
        window: MainWindow | None = None,
    ) -> None:
        """``window`` is on the screen already, with nothing in it that this would have to wire."""
        super().__init__()
        self.window = window = window or MainWindow(application, settings)
        self.theme = window.theme
        self.runners = runners = Runners(self)
        # Of the program, and not sooner: it loads what the first paint need not wait for.
        return_large_blocks_at_once()
        self.services = services
        self.store = PhotoStore(services.catalogue, self)
        self.models = models = window_models(self.store, settings, self.theme)
        self.names, self.photo_list = models.names, models.photo_list
        self.navigation = models.navigation
        window.furnish(models)
        # Tasks, which know no widget.
        self.opening = Opening(services, runners.opening, self)
        self.model_in_use = ModelInUse(services)
        self.identification = Identification(
            services, self.model_in_use, runners.batch, runners.looked_at, self
        )
        self.packs = Packs(services, runners.work, self)
        self.importing = CheckpointImport(services, runners.conversion, self)
        self.getting = PackGetting(services, runners.conversion, self)
        self.opinion = SecondOpinion(services, runners.conversion, self)
        self.exporting = Exporting(services, runners.export, self)
        self.loading = PhotoLoading(services, runners.decoding, runners.ahead, self)
        self.thumbnails = Thumbnails(
            *(services, runners.small, self.store, models.thumbnails),
            give_way=self.identification.right_of_way.wait,
            parent=self,
        )
        self.finding = NameFinding(
            services, runners.work, self.names, self._species_to_favour, self
        )
        self.copying = ImageCopying(services, runners.work, self.names, self)
        # Controllers, which join them with the window.
        self.arranging = Arranging(services, runners.sorting, models, self)
        boxes = window.photo_view.boxes
        self.editing = BoxEditing(
            boxes, self.store, self.model_in_use, services, runners.work, self
        )
        photo = PhotoOnScreen(window, models, self.loading, self.editing)
        self.batch = Batch(
            *(window, models, self.opening, self.identification),
            *(self.packs, photo, self.loading.expect),
        )
        self.changes = FileChanges(services, runners.looking, self)
        self.following = FollowingFiles(
            window, models, self.changes, self.thumbnails, photo, self.batch
        )
        self.places = Places(services, runners.work, self)
        self.places.failed.connect(self.window.notice.tell)
        self.all_actions = WindowActions(
            *(window, models, self.identification, self.batch),
            *(self.packs, self.importing, self.places),
        )
        self.photo_actions = PhotoActions(window, models, self.arranging, self.batch)
        self.reviewing = Reviewing(window, models)
        self.unlikely_species = UnlikelySpecies(services, runners.work, models, self)
        # Before the question for the region, as one notice is shown at the end of a batch.
        self.calibrating = Calibrating(services, runners.conversion, self)
        more = MoreModels(window, models, self.packs, self.getting, self.opinion, self.calibrating)
        self.switch = ModelSwitch(
            window, models, self.packs, self.identification, self.batch, services.catalogue
        )
        self.model_offers = BetterModelOffers(
            window,
            models,
            self.packs,
            self.identification,
            self.getting,
            runners.work,
            more.get_species,
        )
        self.regions = Regions(window, models, self.places, self.identification, self.finding)
        self.weighing = Weighing(
            *(services, self.store, self.model_in_use, self.identification),
            *(self.batch, self.places, self),
        )
        self._summary: SummaryFigures | None = None
        Acknowledging(window, models)
        Placing(window, models, services, runners.work)
        Counting(window, models)
        Dating(window, models, services, runners.work)
        BestFrames(runners.sorting, window, models)
        Comparing(services, runners.ahead, window, models)
        ExportActions(window, models, self.exporting)
        self._wire_names_and_keys()
        self._wire_the_rest()

    def start(self, paths: list[Path]) -> None:
        """Show the window; when it is on the screen, look for models, bring the photos of the last
        time back, and open ``paths`` too."""
        self._paths = paths
        self.window.first_painted.connect(self.packs.refresh)
        self.window.first_painted.connect(self._restore)
        self.window.first_painted.connect(self.finding.read_table)
        self.window.first_painted.connect(self.places.read)
        self.window.go_on_show()

    @property
    def summary(self) -> SummaryFigures:
        """What counts and shows figures; made when it is first asked for."""
        from birdeye.gui.controllers.summary import SummaryFigures

        if self._summary is None:
            self._summary = SummaryFigures(self.services, self.runners.work, self.models, self)
            self._summary.photo_chosen.connect(self.navigation.go_to)
            self._summary.failed.connect(self.window.notice.tell)
            self._summary.filter_asked.connect(self.photo_actions.show_filtered)
        return self._summary

    def _restore(self) -> None:
        self.store.restore(self._on_prepared, self._on_restored)

    def _wire_names_and_keys(self) -> None:
        window, chooser = self.window, self.window.species_panel.chooser
        chooser.searched.connect(lambda text: self.finding.find(text, self._likely_species()))
        self.finding.found.connect(chooser.show_hits)
        actions, take_back = window.all_actions, self.reviewing.take_back_last
        taken_back = {
            actions.draw_box: window.photo_view.boxes.cancel,
            actions.grid: self.photo_actions.take_back_grid,
            actions.unsure: take_back,
            actions.not_a_bird: take_back,
            actions.rating.zoom_bird: window.photo_view.zoom_to_bird,
        }
        keys = ReviewKeys(window.photo_view, chooser, actions.brighten, taken_back, self)
        Rating(window, self.models, keys)
        keys.watch(window.photo_view, window.grid, window.filmstrip, window.species_panel.bird_list)

    def _wire_the_rest(self) -> None:
        window, actions = self.window, self.window.all_actions
        actions.summary.triggered.connect(lambda: self.summary.show(of_catalogue=False))
        actions.life_list.triggered.connect(lambda: self.summary.show(of_catalogue=True))
        actions.copy_image.triggered.connect(lambda: self.copying.copy(self.store.record))
        for source in (self.editing, self.copying):
            source.failed.connect(window.notice.tell)
        self.packs.changed.connect(lambda found: self.unlikely_species.use_pack(found.default))
        self.places.changed.connect(self.unlikely_species.refresh)
        self.identification.ended.connect(self.arranging.refresh)
        for asks in (self.photo_actions.open_asked, self.all_actions.open_asked, window.dropped):
            asks.connect(self.open)
        window.closing.connect(self.shut_down)
        window.menus.models.aboutToShow.connect(self.packs.look)
        for view in (window.filmstrip, window.grid):
            view.photos_in_sight.connect(self.thumbnails.want)

    def _likely_species(self) -> frozenset[str]:
        """Those that the bird on screen looks like."""
        bird = self.store.bird
        candidates = () if bird is None else bird.bird.candidates
        return frozenset(each.species.scientific_name for each in candidates)

    def _species_to_favour(self) -> frozenset[str]:
        """Those that the model knows, among species whose names fit equally well."""
        pack = self.model_in_use.pack
        species = () if pack is None else pack.labels.distinct_species
        return frozenset(one.scientific_name for one in species)

    def open(self, paths: list[Path]) -> None:
        """Add photos and folders to the window."""
        self.opening.open(paths)
        self.photo_actions.remember_folders(paths)

    def take_over(self, paths: list[Path], activation_token: str) -> None:
        """Another start brought photos: open them, and come to the front."""
        if activation_token:
            # Wayland lets a window come to the front only with the token of whoever asked for it.
            os.environ["XDG_ACTIVATION_TOKEN"] = activation_token
        self.open(paths)
        self.window.come_to_front()

    @property
    def may_be_shut_down(self) -> bool:
        """Whether a program that is built after this one would go on with all that this one does:
        no model is on its way, no export, no search for photos, and the catalogue is kept."""
        return not self.runners.has_orders and self.services.catalogue.is_remembered

    def shut_down(self) -> None:
        """Stop all work and wait until no thread is left."""
        # What waits for a pause in typing would find the workers gone.
        for timer in (*self.findChildren(QTimer), *self.window.findChildren(QTimer)):
            timer.stop()
        self.opening.cancel()
        self.arranging.shut_down()
        self.identification.cancel()
        for work in self.findChildren(BackgroundWork):
            work.cancel()
        self.loading.show_nothing()
        if self._summary is not None:
            self._summary.close()
        self.runners.shut_down()
        self.services.catalogue.close()

    def _on_prepared(self, sentence: str) -> None:
        if sentence:
            self.window.notice.tell(sentence)
        self.prepared.emit(sentence)

    def _on_restored(self) -> None:
        # What another program did meanwhile is seen when the user comes back to the window.
        self.window.activated.connect(self.store.look_for_changes)
        self.window.activated.connect(self.packs.look)
        self.window.activated.connect(self.following.look)
        self.open(self._paths)
        self.batch.identify_waiting()
        self.switch.look()
        self.services.catalogue.back_up(self.store.failed.emit)
        self.restored.emit()

    def show_crash_report(self, report: str) -> None:
        """Tell about a fault; one dialog at a time."""
        from birdeye.gui.dialogs.crash_report import CrashReportDialog

        if self.window.findChild(CrashReportDialog) is None:
            show_dialog(CrashReportDialog(report, self.window))
