"""Wires models, controllers and the window together: the only place where all of them meet."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from birdeye.gui.controllers.batch import Batch
from birdeye.gui.controllers.identification import Identification
from birdeye.gui.controllers.importing import CheckpointImport
from birdeye.gui.controllers.opening import Opening
from birdeye.gui.controllers.orders import Orders
from birdeye.gui.controllers.pack_getting import PackGetting
from birdeye.gui.controllers.packs import Packs
from birdeye.gui.controllers.photo_loading import PhotoLoading
from birdeye.gui.controllers.photo_on_screen import PhotoOnScreen
from birdeye.gui.controllers.thumbnails import Thumbnails
from birdeye.gui.dialogs.crash_report import CrashReportDialog
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.bird_selection import BirdSelection
from birdeye.gui.models.photo_list import PhotoListModel
from birdeye.gui.panels.filmstrip_delegate import THUMBNAIL_SIZE
from birdeye.gui.services import Services
from birdeye.gui.settings import WindowSettings
from birdeye.gui.theme import Theme
from birdeye.gui.windows.main_window import MainWindow


class Program(QObject):
    """One window and all that works for it."""

    def __init__(
        self, application: QApplication, services: Services, settings: WindowSettings
    ) -> None:
        super().__init__()
        # Pools of their own, so that a long batch never holds up what is on screen. The batch has
        # two threads, as one that was cancelled may still be ending while the next begins.
        work = JobRunner(2, "work", self)
        batch = JobRunner(2, "batch", self, background=True)
        decoding = JobRunner(2, "decoding", self)
        small = JobRunner(2, "thumbnails", self)
        conversion = JobRunner(1, "conversion", self)
        self.runners = (work, batch, decoding, small, conversion)
        self.theme = Theme(application, settings.theme)
        self.photos = PhotoListModel(self)
        self.selection = BirdSelection(self)
        self.window = MainWindow(self.photos, self.selection, settings, self.theme)
        self.opening = Opening(services, work, self)
        self.identification = Identification(services, batch, self)
        self.packs = Packs(services, work, self)
        self.importing = CheckpointImport(services, conversion, self)
        self.getting = PackGetting(services, conversion, self)
        self.loading = PhotoLoading(services, decoding, self)
        self.thumbnails = Thumbnails(services, small, self.photos, parent=self)
        pixel_ratio = self.window.devicePixelRatioF()
        self.thumbnails.set_side(round(THUMBNAIL_SIZE.width() * pixel_ratio))
        self.on_screen = PhotoOnScreen(
            self.window, self.photos, self.selection, self.loading, settings.language
        )
        self.batch = Batch(
            self.window,
            self.photos,
            self.opening,
            self.identification,
            self.packs,
            self.on_screen,
        )
        self.orders = Orders(
            self.window,
            settings,
            self.theme,
            self.selection,
            self.on_screen,
            self.identification,
            self.batch,
            self.packs,
            self.importing,
            self.getting,
        )
        self.orders.open_asked.connect(self.open)
        self.window.dropped.connect(self.open)
        self.window.closing.connect(self.shut_down)
        self.window.filmstrip.photos_in_sight.connect(self.thumbnails.want)

    def start(self, paths: list[Path]) -> None:
        """Show the window; when it is on the screen, look for models and open ``paths``."""
        self.window.first_painted.connect(self.packs.refresh)
        self.window.first_painted.connect(lambda: self.open(paths))
        self.window.show()

    def open(self, paths: list[Path]) -> None:
        """Add photos and folders to the window."""
        self.opening.open(paths)

    def take_over(self, paths: list[Path], activation_token: str) -> None:
        """Another start brought photos: open them, and come to the front."""
        if activation_token:
            # Wayland lets a window come to the front only with the token of whoever asked for it.
            os.environ["XDG_ACTIVATION_TOKEN"] = activation_token
        self.open(paths)
        self.window.come_to_front()

    def shut_down(self) -> None:
        """Stop all work and wait until no thread is left."""
        self.opening.cancel()
        self.identification.cancel()
        self.importing.cancel()
        self.getting.cancel()
        self.loading.show_nothing()
        for runner in self.runners:
            runner.shut_down()

    def show_crash_report(self, report: str) -> None:
        """Tell about a fault; one dialog at a time."""
        if self.window.findChild(CrashReportDialog) is None:
            dialog = CrashReportDialog(report, self.window)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
