"""From opened photos to identified ones: joins the photos, the search, the batch and the models."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from PySide6.QtCore import Signal

from birdeye.domain.arrangement import ArrangedPhotos, Totals
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.records import PhotoState
from birdeye.gui import enumeration, wording
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.controllers.photo_on_screen import PhotoOnScreen
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.tasks.identification import Identification, Progress
from birdeye.gui.tasks.opening import Opening
from birdeye.gui.tasks.packs import Packs, PacksFound
from birdeye.gui.windows.main_window import MainWindow


class Batch(Controller):
    """Adds the photos found, has them identified, and shows the progress.

    ``pack_asked()`` when the user wants to add a model because there is none.
    """

    pack_asked = Signal()

    def __init__(
        self,
        window: MainWindow,
        models: WindowModels,
        opening: Opening,
        identification: Identification,
        packs: Packs,
        on_screen: PhotoOnScreen,
        expect_photo: Callable[[Path], object],
    ) -> None:
        """``expect_photo`` hears which photo will be on screen before anything is known of it."""
        super().__init__(window, models)
        self._opening = opening
        self._identification = identification
        self._on_screen = on_screen
        self._expect_photo = expect_photo
        self._totals = Totals()
        self._tells_no_pack = False
        self._open_before: frozenset[int] = frozenset()
        self._opened: set[int] = set()
        """The photos of the latest search, and those that were open before it."""
        models.photo_list.arranged.connect(self._on_arranged)
        opening.found.connect(self._on_found)
        opening.nothing_found.connect(self._on_nothing_found)
        opening.left_out.connect(self._on_left_out)
        identification.identified.connect(self._store.remember)
        identification.progressed.connect(self._on_progressed)
        identification.ended.connect(self._on_ended)
        packs.changed.connect(self._on_packs_changed)
        packs.installed.connect(self._on_installed)
        packs.removed.connect(self._on_removed)
        for source in (self._store, identification, packs):
            source.failed.connect(window.notice.tell)
        self._navigation.current_changed.connect(self._prefer_current)
        self._enable_actions()

    def identify_waiting(self) -> None:
        """Go on with the photos that have no outcome by the model in use."""
        pack = self._identification.pack
        if pack is not None and not self._identification.is_running:
            as_of = time.monotonic()
            self._store.look_for_unidentified(
                pack, lambda paths: self._identification.add(paths, as_of=as_of)
            )

    def identify_changed(self, photo_ids: Collection[int]) -> None:
        """Go on with those of these photos that show something else by now, or may be readable;
        first with the one on screen, beside which the names of another picture stand."""
        pack = self._identification.pack
        if pack is None:
            return
        as_of = time.monotonic()
        shown = [photo for one in photo_ids if (photo := self._store.get(one)) is not None]

        def on_found(paths: list[Path]) -> None:
            self._identification.add(paths, as_of=as_of)
            self._prefer_current(self._navigation.current_id)

        self._store.look_for_unidentified(
            pack, on_found, [(photo.photo_id, photo.path) for photo in shown]
        )

    def identify_again(self, photo_ids: Iterable[int]) -> None:
        """Identify these again, whatever is known about them; the user's decisions stay."""
        self._identification.add(self._store.paths_of(photo_ids), again=True)

    def identify_in_order(self, photo_ids: Iterable[int]) -> None:
        """Identify these by the model in use, where it has not, the first of them first."""
        self._identification.add(self._store.paths_of(photo_ids))

    def close_photos(self, photo_ids: Collection[int] | None = None) -> None:
        """Take these off show, None for all; the files and what is known of them stay."""
        if photo_ids is None:
            self._opening.cancel()
            self._identification.cancel()
        else:
            self._identification.forget(self._store.paths_of(photo_ids))
        self._store.close(photo_ids)

    def remove_photos(self, photo_ids: Collection[int]) -> None:
        """Take these off show with the other files of their shots, and offer to put them back."""
        files = self._navigation.files_of(photo_ids)
        paths = self._store.paths_of(files)
        self.close_photos(files)
        count = wording.count_of_photos(len(photo_ids))
        self._window.notice.tell(
            self.tr("{0} removed from the list. Files and decisions stay.").format(count),
            self.tr("Put back"),
            lambda: self._store.open(paths, self._on_put_back),
        )

    def _on_put_back(self, overviews: list[PhotoOverview]) -> None:
        self._identify_waiting_among(overviews)
        if overviews:
            self._navigation.go_to(overviews[0].photo_id)

    def _identify_waiting_among(self, overviews: list[PhotoOverview]) -> None:
        shown = [self._store.get(photo.photo_id) for photo in overviews]
        self._identification.add(
            [one.path for one in shown if one is not None and one.state is PhotoState.WAITING]
        )

    def _on_found(self, paths: list[Path], first: bool) -> None:
        if first:
            self._expect_photo(paths[0])

        if first:
            self._open_before = frozenset(self._store.overviews)
            self._opened = set()
        before, opened = self._open_before, self._opened

        def on_opened(overviews: list[PhotoOverview]) -> None:
            opened.update(photo.photo_id for photo in overviews)
            if first:
                self._tell_added(paths[0], before, opened)
                self._navigation.go_to(overviews[0].photo_id)
            self._identify_waiting_among(overviews)
            if first:
                self._identification.prefer(overviews[0].path)

        self._store.open(paths, on_opened)

    def _tell_added(self, path: Path, before: frozenset[int], opened: set[int]) -> None:
        """Say that the photos that were open are still there, and offer to close them.

        ``opened`` still grows while more of them are found.
        """
        others = before - opened
        if not others or not opened - before:
            return
        sentence = self.tr("The photos in “{0}” are added to the {1} that were open.").format(
            path.parent.name or str(path.parent), wording.count_of_photos(len(before))
        )
        self._window.notice.tell(
            sentence,
            self.tr("Close the others"),
            lambda: self.close_photos(tuple(before - opened)),
        )

    def _on_nothing_found(self, wanted: tuple[Path, ...]) -> None:
        names = enumeration.listed(f"“{path.name or path}”" for path in wanted[:3])
        self._window.notice.tell(
            self.tr("No photo was found in {0}. Choose another folder.").format(names)
        )

    def _on_left_out(self, count: int, kinds: str) -> None:
        sentence = self.tr("{0} files of other kinds were left out ({1}).")
        if count == 1:
            sentence = self.tr("{0} file of another kind was left out ({1}).")
        self._window.notice.tell(sentence.format(wording.figure(count), kinds))

    def _on_arranged(self, arranged: ArrangedPhotos) -> None:
        self._totals = arranged.totals
        has_photos = bool(self._store)
        if has_photos != self._window.shows_workspace:
            self._window.show_workspace(has_photos)
        if not self._identification.is_running:
            self._tell_totals()
        self._enable_actions()

    def _prefer_current(self, photo_id: int | None) -> None:
        path = None if photo_id is None else self._store.path_of(photo_id)
        if path is not None:
            self._expect_photo(path)
            self._identification.prefer(path)

    def _on_progressed(self, progress: Progress) -> None:
        text = self.tr("Identifying photo {0} of {1}").format(
            wording.figure(min(progress.done + 1, progress.total)), wording.figure(progress.total)
        )
        if progress.seconds_left is not None:
            text = f"{text}  ·  {wording.time_left(progress.seconds_left)}"
        self._window.progress.show_progress(text, progress.done, progress.total)
        soon = self.tr("Birdeye will get to it in a moment.")
        self._on_screen.set_why_waiting(soon, is_coming=True)
        self._enable_actions()

    def _on_ended(self, _cancelled: bool) -> None:
        self._on_screen.set_why_waiting(
            self.tr("Identifying was stopped. Choose “Identify the rest” to go on.")
        )
        if self._identification.pack is not None:
            self._store.vote(self._identification.pack, agree=self._settings.bursts_vote)
        self._tell_totals()
        self._enable_actions()

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
                stays=True,
            )
        elif found.default != self._identification.pack:
            if self._tells_no_pack:
                self._tells_no_pack = False
                self._window.notice.clear()
            self._identification.use_pack(found.default)
            self.identify_waiting()

    def _on_installed(self, title: str) -> None:
        self._tells_no_pack = False
        self._window.notice.tell(self.tr("The model “{0}” was added and is in use.").format(title))

    def _on_removed(self, title: str) -> None:
        self._window.notice.tell(self.tr("The model “{0}” was removed.").format(title))

    def _tell_totals(self) -> None:
        totals = self._totals
        parts = [wording.count_of_photos(totals.photos)]
        if totals.photos_waiting < totals.photos:
            parts.append(wording.count_of_birds(totals.birds))
            parts.append(wording.count_of_species(totals.species))
        if totals.birds_unreviewed:
            to_review = wording.figure(totals.birds_unreviewed)
            parts.append(self.tr("{0} to review").format(to_review))
        if totals.photos_unreadable:
            parts.append(
                self.tr("{0} cannot be read").format(wording.figure(totals.photos_unreadable))
            )
        if totals.photos_waiting:
            parts.append(
                self.tr("{0} not identified yet").format(wording.figure(totals.photos_waiting))
            )
        can_resume = totals.photos_waiting > 0 and self._identification.pack is not None
        self._window.progress.show_text("  ·  ".join(parts), can_resume)

    def _enable_actions(self) -> None:
        actions, running = self._window.all_actions, self._identification.is_running
        actions.cancel.setEnabled(running)
        actions.identify_rest.setEnabled(
            self._totals.photos_waiting > 0
            and not running
            and self._identification.pack is not None
        )
