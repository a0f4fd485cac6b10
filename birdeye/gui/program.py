"""Wires models, controllers and the window together: the only place where all of them meet."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from birdeye.domain.overviews import PhotoOverview
from birdeye.gui.controllers.arranging import Arranging
from birdeye.gui.controllers.batch import Batch
from birdeye.gui.controllers.box_editing import BoxEditing
from birdeye.gui.controllers.bulk_review import BulkReview
from birdeye.gui.controllers.catalogue_changes import CatalogueChanges
from birdeye.gui.controllers.current_record import CurrentRecord
from birdeye.gui.controllers.doubting import Doubting
from birdeye.gui.controllers.export_orders import ExportOrders
from birdeye.gui.controllers.exporting import Exporting
from birdeye.gui.controllers.identification import Identification
from birdeye.gui.controllers.image_copying import ImageCopying
from birdeye.gui.controllers.importing import CheckpointImport
from birdeye.gui.controllers.model_in_use import ModelInUse
from birdeye.gui.controllers.more_models import MoreModels
from birdeye.gui.controllers.name_finding import NameFinding
from birdeye.gui.controllers.open_set import OpenSet
from birdeye.gui.controllers.opening import Opening
from birdeye.gui.controllers.orders import Orders
from birdeye.gui.controllers.pack_getting import PackGetting
from birdeye.gui.controllers.packs import Packs
from birdeye.gui.controllers.photo_loading import PhotoLoading
from birdeye.gui.controllers.photo_navigation import PhotoNavigation
from birdeye.gui.controllers.photo_on_screen import PhotoOnScreen
from birdeye.gui.controllers.photo_orders import PhotoOrders
from birdeye.gui.controllers.places import Places
from birdeye.gui.controllers.placing import Placing
from birdeye.gui.controllers.review_keys import ReviewKeys
from birdeye.gui.controllers.reviewing import Reviewing
from birdeye.gui.controllers.second_opinion import SecondOpinion
from birdeye.gui.controllers.summary import SummaryFigures
from birdeye.gui.controllers.thumbnails import Thumbnails
from birdeye.gui.dialogs.crash_report import CrashReportDialog
from birdeye.gui.dialogs.export_form import ExportScopes
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.bird_selection import BirdSelection
from birdeye.gui.models.candidate_ranking import CandidateRanking
from birdeye.gui.models.kept_thumbnails import KeptThumbnails
from birdeye.gui.models.photo_list import PhotoListModel
from birdeye.gui.models.photos_on_show import PhotosOnShow
from birdeye.gui.models.record_on_screen import RecordOnScreen
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.services import Services
from birdeye.gui.settings import WindowSettings
from birdeye.gui.theme import Theme
from birdeye.gui.windows.main_window import MainWindow
from birdeye.gui.windows.summary_window import Scope


class Program(QObject):
    """One window and all that works for it."""

    def __init__(
        self, application: QApplication, services: Services, settings: WindowSettings
    ) -> None:
        super().__init__()
        # Pools of their own, so that a long batch never holds up what is on screen. The batch has
        # two threads, as one that was cancelled may still be ending while the next begins; what is
        # to happen in order has one.
        work = JobRunner(2, "work", self)
        batch = JobRunner(2, "batch", self, background=True)
        decoding = JobRunner(2, "decoding", self)
        small = JobRunner(2, "thumbnails", self)
        conversion = JobRunner(1, "conversion", self)
        export = JobRunner(1, "export", self)
        opening = JobRunner(1, "opening", self)
        reading = JobRunner(1, "reading", self)
        sorting = JobRunner(1, "arranging", self)
        self.catalogue_work = JobRunner(1, "catalogue", self)
        self.runners = (
            *(work, batch, decoding, small, conversion, export, opening, reading, sorting),
            self.catalogue_work,
        )
        self._orders_at_work = (conversion, export, opening)
        self.services = services
        self.theme = Theme(application, settings.theme, self)
        self.names = SpeciesNames(settings.language, self)
        self.photos = PhotosOnShow(self)
        self.kept_thumbnails = KeptThumbnails(parent=self)
        self.photo_list = PhotoListModel(self.photos, self.kept_thumbnails, self.names, self)
        self.navigation = PhotoNavigation(self.photos, self.photo_list, self)
        self.arranging = Arranging(
            services, sorting, self.photos, self.photo_list, self.navigation, self.names, self
        )
        self.selection = BirdSelection(self)
        self.on_screen = RecordOnScreen(self.selection, self)
        self.ranking = CandidateRanking(self)
        self.window = MainWindow(
            self.photo_list,
            self.navigation.selection_model,
            self.on_screen,
            self.selection,
            self.names,
            self.ranking,
            settings,
            self.theme,
        )
        self.changes = CatalogueChanges(services, self.catalogue_work, self.photos, self)
        self.open_set = OpenSet(services, self.catalogue_work, self)
        self.opening = Opening(services, opening, self)
        self.model_in_use = ModelInUse(services)
        self.identification = Identification(services, self.model_in_use, batch, self)
        self.current_record = CurrentRecord(
            services, reading, self.navigation, self.on_screen, self
        )
        self.current_record.follow(self.changes, self.identification)
        self.packs = Packs(services, work, self)
        self.importing = CheckpointImport(services, conversion, self)
        self.getting = PackGetting(services, conversion, self)
        self.opinion = SecondOpinion(services, conversion, self)
        self.loading = PhotoLoading(services, decoding, self)
        self.thumbnails = Thumbnails(
            services, small, self.photos, self.kept_thumbnails, parent=self
        )
        self.editing = BoxEditing(
            self.window.photo_view.boxes,
            self.on_screen,
            self.changes,
            self.model_in_use,
            services,
            work,
            self,
        )
        self.photo_on_screen = PhotoOnScreen(
            self.window,
            self.on_screen,
            self.names,
            self.loading,
            self.editing,
            self.kept_thumbnails.get,
            self.navigation.neighbour_paths,
        )
        self.batch = Batch(
            self.window,
            self.photos,
            self.photo_list,
            self.navigation,
            self.open_set,
            self.opening,
            self.identification,
            self.packs,
            self.photo_on_screen,
        )
        self.places = Places(services, work, self)
        self.places.changed.connect(self.model_in_use.forget)
        self.places.failed.connect(self.window.notice.tell)
        self.orders = Orders(
            self.window,
            settings,
            self.theme,
            self.names,
            self.selection,
            self.navigation,
            self.identification,
            self.batch,
            self.packs,
            self.importing,
            self.places,
        )
        self.more_models = MoreModels(
            self.window,
            self.photos,
            self.navigation,
            self.names,
            self.packs,
            self.getting,
            self.opinion,
        )
        self.exporting = Exporting(services, export, self)
        self.export_orders = ExportOrders(
            self.window, settings, self.theme, self.names, self.exporting, self._export_scopes
        )
        self._wire_review(services, settings, work)
        self.summary = SummaryFigures(
            services, work, self.names, self.theme, self.photo_list.ids_on_show, self
        )
        self._wire_summary()
        self.identification.ended.connect(self.arranging.refresh)
        self.photo_orders = PhotoOrders(
            self.window,
            settings,
            self.photos,
            self.photo_list,
            self.navigation,
            self.arranging,
            self.changes,
            self.batch,
            self.names,
        )
        self.copying = ImageCopying(services, work, self.names, self)
        self.window.orders.copy_image.triggered.connect(
            lambda: self.copying.copy(self.on_screen.record)
        )
        self.copying.failed.connect(self.window.notice.tell)
        self.photo_orders.open_asked.connect(self.open)
        self.changes.failed.connect(self.window.notice.tell)
        self.open_set.reread.connect(self._on_reread)
        self.current_record.failed.connect(self.window.notice.tell)
        self.open_set.prepared.connect(self._on_prepared)
        self.orders.open_asked.connect(self.open)
        self.window.dropped.connect(self.open)
        self.window.closing.connect(self.shut_down)
        for view in (self.window.filmstrip, self.window.grid):
            view.photos_in_sight.connect(self.thumbnails.want)

    def start(self, paths: list[Path]) -> None:
        """Show the window; when it is on the screen, look for models, bring the photos of the last
        time back, and open ``paths`` too."""
        self.open_set.ended.connect(lambda: self._on_restored(paths))
        self.window.first_painted.connect(self.packs.refresh)
        self.window.first_painted.connect(self.open_set.restore)
        self.window.first_painted.connect(self.finding.read_table)
        self.window.first_painted.connect(self.places.read)
        self.window.show()

    def _wire_review(self, services: Services, settings: WindowSettings, work: JobRunner) -> None:
        """Whatever decides about birds, by keys, buttons and typed names."""
        window, orders, chooser = self.window, self.window.orders, self.window.species_panel.chooser
        self.finding = NameFinding(
            services, work, self.names, chooser, self._species_to_favour, self
        )
        self.doubting = Doubting(services, work, self.ranking, settings, orders.mark_unlikely, self)
        self.packs.changed.connect(lambda found: self.doubting.use_pack(found.default))
        self.places.changed.connect(self.doubting.look_anew)
        bulk = BulkReview(
            services, self.catalogue_work, self.changes, self.names, window.notice, self
        )
        self.reviewing = Reviewing(
            window,
            self.on_screen,
            self.selection,
            self.names,
            self.ranking,
            self.changes,
            self.navigation,
            bulk,
        )
        self.placing = Placing(window, self.on_screen, self.changes, self.navigation)
        keys = ReviewKeys(
            window.photo_view,
            chooser,
            orders.brighten,
            {orders.draw_box: window.photo_view.boxes.cancel, orders.grid: orders.grid.trigger},
            self,
        )
        keys.watch(window.photo_view, window.grid, window.filmstrip, window.species_panel.bird_list)
        self.editing.failed.connect(window.notice.tell)

    def _species_to_favour(self) -> frozenset[str]:
        """Those that the model knows, among species whose names fit equally well."""
        pack = self.model_in_use.pack
        species = () if pack is None else pack.labels.distinct_species
        return frozenset(one.scientific_name for one in species)

    def open(self, paths: list[Path]) -> None:
        """Add photos and folders to the window."""
        self.opening.open(paths)
        self.photo_orders.remember_folders(paths)

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
        return not any(runner.active_count for runner in self._orders_at_work) and (
            self.services.catalogue.is_remembered
        )

    def shut_down(self) -> None:
        """Stop all work and wait until no thread is left."""
        # What waits for a pause in typing would find the workers gone.
        for timer in (*self.findChildren(QTimer), *self.window.findChildren(QTimer)):
            timer.stop()
        self.opening.cancel()
        self.arranging.shut_down()
        self.identification.cancel()
        self.importing.cancel()
        self.exporting.cancel()
        self.getting.cancel()
        self.opinion.cancel()
        self.loading.show_nothing()
        self.summary.close()
        for runner in self.runners:
            runner.shut_down()
        self.services.catalogue.close()

    def _wire_summary(self) -> None:
        orders, summary = self.window.orders, self.summary
        orders.summary.triggered.connect(lambda: summary.show(Scope.ON_SHOW))
        orders.life_list.triggered.connect(lambda: summary.show(Scope.CATALOGUE))
        for happened in (self.photos.added, self.photos.removed, self.photos.changed):
            happened.connect(summary.follow_change)
        summary.photo_chosen.connect(self.navigation.go_to)
        summary.failed.connect(self.window.notice.tell)

    def _on_restored(self, paths: list[Path]) -> None:
        self.open(paths)
        self.batch.identify_waiting()
        self.open_set.back_up()

    def _on_reread(self, overviews: list[PhotoOverview]) -> None:
        self.current_record.forget([photo.photo_id for photo in overviews])

    def _export_scopes(self) -> ExportScopes:
        rows = range(self.photo_list.rowCount())
        return ExportScopes(self.navigation.selected_ids(), tuple(self.photo_list.ids_in(rows)))

    def _on_prepared(self, sentence: str) -> None:
        if sentence:
            self.window.notice.tell(sentence)
        self.changes.read_history()

    def show_crash_report(self, report: str) -> None:
        """Tell about a fault; one dialog at a time."""
        if self.window.findChild(CrashReportDialog) is None:
            dialog = CrashReportDialog(report, self.window)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
