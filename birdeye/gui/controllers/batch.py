"""From opened photos to identified ones: joins the list, the search, the batch and the models."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from birdeye.domain.identification import Rank
from birdeye.gui import wording
from birdeye.gui.controllers.identification import Identification, Progress
from birdeye.gui.controllers.opening import Opening
from birdeye.gui.controllers.packs import Packs, PacksFound
from birdeye.gui.controllers.photo_on_screen import PhotoOnScreen
from birdeye.gui.models.photo_list import PhotoListModel
from birdeye.gui.windows.main_window import MainWindow


class Batch(QObject):
    """Adds what is found, has it identified, and says how that goes.

    ``pack_asked()`` when the person wants to add a model because there is none.
    """

    pack_asked = Signal()

    def __init__(
        self,
        window: MainWindow,
        photos: PhotoListModel,
        opening: Opening,
        identification: Identification,
        packs: Packs,
        on_screen: PhotoOnScreen,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._photos = photos
        self._opening = opening
        self._identification = identification
        self._on_screen = on_screen
        self._tells_no_pack = False
        opening.found.connect(self._on_found)
        opening.ended.connect(self._on_search_ended)
        identification.identified.connect(photos.set_result)
        identification.progressed.connect(self._on_progressed)
        identification.ended.connect(self._on_ended)
        identification.failed.connect(window.notice.tell)
        packs.changed.connect(self._on_packs_changed)
        packs.installed.connect(self._on_installed)
        packs.removed.connect(self._on_removed)
        packs.failed.connect(window.notice.tell)
        on_screen.shown.connect(identification.prefer)
        self._enable_orders()

    def identify_waiting(self) -> None:
        """Go on with the photos that have no outcome yet."""
        if not self._identification.is_running:
            self._identification.add(self._photos.waiting_paths())

    def close_photos(self) -> None:
        """Forget all photos; the files stay what they are."""
        self._opening.cancel()
        self._identification.cancel()
        self._photos.clear()
        self._on_screen.clear()
        self._window.show_workspace(False)
        self._enable_orders()

    def _on_found(self, paths: list[Path], first: bool) -> None:
        before = self._photos.rowCount()
        ids = self._photos.add(paths)
        if not self._window.shows_workspace:
            self._window.show_workspace(True)
        if first:
            self._window.filmstrip.setCurrentIndex(self._photos.index_of(ids[0]))
        self._identification.add(self._photos.paths_from(before))
        if not self._identification.is_running:
            self._tell_summary()
        if first:
            self._identification.prefer(paths[0])

    def _on_search_ended(self, wanted: tuple[Path, ...], count: int) -> None:
        if count == 0:
            names = ", ".join(f"“{path.name or path}”" for path in wanted[:3])
            self._window.notice.tell(
                self.tr("No photo was found in {0}. Choose another folder.").format(names)
            )

    def _on_progressed(self, progress: Progress) -> None:
        text = self.tr("Identifying photo {0} of {1}").format(
            min(progress.done + 1, progress.total), progress.total
        )
        if progress.seconds_left is not None:
            text = f"{text}  ·  {wording.time_left(progress.seconds_left)}"
        self._window.progress.show_progress(text, progress.done, progress.total)
        self._on_screen.set_why_waiting(self.tr("Birdeye will get to it in a moment."))
        self._enable_orders()

    def _on_ended(self, _cancelled: bool) -> None:
        self._on_screen.set_why_waiting(
            self.tr("Identifying was stopped. Choose “Identify the rest” to go on.")
        )
        self._tell_summary()
        self._enable_orders()

    def _on_packs_changed(self, found: PacksFound) -> None:
        self._window.menus.show_packs(found)
        if found.default is None:
            self._identification.use_pack(None)
            self._tells_no_pack = True
            self._on_screen.set_why_waiting(self.tr("There is no model to identify it with."))
            self._window.notice.tell(
                self.tr(
                    "No model is installed yet, so Birdeye cannot tell which birds these are. "
                    "Add a model pack (a .birdpack file or a folder) to begin."
                ),
                self.tr("Add a model…"),
                self.pack_asked.emit,
            )
        elif found.default != self._identification.pack:
            if self._tells_no_pack:
                self._tells_no_pack = False
                self._window.notice.clear()
            self._identification.use_pack(found.default)
            self._photos.forget_results()
            self.identify_waiting()

    def _on_installed(self, title: str) -> None:
        self._tells_no_pack = False
        self._window.notice.tell(self.tr("The model “{0}” was added and is in use.").format(title))

    def _on_removed(self, title: str) -> None:
        self._window.notice.tell(self.tr("The model “{0}” was removed.").format(title))

    def _tell_summary(self) -> None:
        results = self._photos.results()
        waiting = self._photos.rowCount() - len(results)
        birds = [bird for result in results for bird in result.birds]
        species = {bird.claim.taxon for bird in birds if bird.claim.rank is Rank.SPECIES}
        unreadable = sum(result.error is not None for result in results)
        parts = [wording.count_of_photos(self._photos.rowCount())]
        if results:
            parts += [wording.count_of_birds(len(birds)), wording.count_of_species(len(species))]
        if unreadable:
            parts.append(self.tr("{0} cannot be read").format(unreadable))
        if waiting:
            parts.append(self.tr("{0} not identified yet").format(waiting))
        can_resume = waiting > 0 and self._identification.pack is not None
        self._window.progress.show_text("  ·  ".join(parts), can_resume)

    def _enable_orders(self) -> None:
        orders, running = self._window.orders, self._identification.is_running
        waiting = bool(self._photos.rowCount()) and self._photos.has_waiting()
        orders.cancel.setEnabled(running)
        orders.identify_rest.setEnabled(
            waiting and not running and self._identification.pack is not None
        )
