"""The photo on screen with its selected bird, as it is known now, among those that are open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from birdeye.domain.overviews import overview_of
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.gui.store.bird_selection import BirdSelection, index_to_select
from birdeye.gui.store.catalogue_thread import CatalogueThread
from birdeye.gui.store.heard import Heard
from birdeye.gui.store.known_records import KnownRecords
from birdeye.gui.store.open_photos import OpenPhotos
from birdeye.gui.store.work import Outcome


class ViewedPhotos(OpenPhotos):
    """One photo is on screen; its birds are those of the `selection`.

    Signals, besides those of the photos that are open:
        on_screen_changed(record): another photo is on screen, None for none, or more is known of
            the same one. The `selection` is that of its birds already.
        failed(sentence): the catalogue cannot be used; what was decided last did not happen.
    """

    on_screen_changed = Signal(object)
    failed = Signal(str)

    def __init__(self, catalogue: CatalogueThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.selection = BirdSelection(self)
        self._catalogue = catalogue
        self._known = KnownRecords()
        self._changed_here: set[int] = set()
        self._heard = Heard()
        self._asked: set[int] = set()
        self._current: int | None = None
        self._record: PhotoRecord | None = None
        self._expected_bird: int | None = None

    # --- the photo on screen ---------------------------------------------------------------------

    @property
    def record(self) -> PhotoRecord | None:
        """The photo on screen."""
        return self._record

    @property
    def record_to_decide(self) -> PhotoRecord | None:
        """The photo on screen; None while another one is about to take its place."""
        on_screen = self._record is not None and self._record.photo_id == self._current
        return self._record if on_screen else None

    @property
    def birds(self) -> tuple[BirdRecord, ...]:
        """Its birds; the indices of the `selection` are indices into these."""
        return self._record.birds if self._record is not None else ()

    @property
    def bird(self) -> BirdRecord | None:
        """The selected bird."""
        return self.bird_at(self.selection.selected)

    def bird_at(self, index: int) -> BirdRecord | None:
        """The bird of that index, None where there is none."""
        return self.birds[index] if 0 <= index < len(self.birds) else None

    def show(self, photo_id: int | None, near: Sequence[int] = ()) -> None:
        """Bring this photo on screen, and read those ahead that may come next."""
        self._current = photo_id
        if photo_id is None or photo_id in self._known:
            self._show_current()
        wanted = [] if photo_id is None else [photo_id, *near]
        missing = [one for one in wanted if one not in self._known and one not in self._asked]
        if missing:
            self._read(missing)

    def show_bird(self, bird_id: int) -> None:
        """Select this bird as soon as it is on screen."""
        ids = [bird.bird_id for bird in self.birds]
        if bird_id in ids and self.record_to_decide is not None:
            self.selection.select(ids.index(bird_id))
        else:
            self._expected_bird = bird_id

    # --- keeping it together ---------------------------------------------------------------------

    def _read(self, photo_ids: list[int]) -> None:
        self._asked.update(photo_ids)
        asked = self._heard.now

        def on_read(records: list[PhotoRecord]) -> None:
            self._asked.difference_update(photo_ids)
            self._take(record for record in records if self._is_news(record.photo_id, asked))

        def on_failed(sentence: str) -> None:
            self._asked.difference_update(photo_ids)
            self.failed.emit(sentence)

        self._catalogue.ask(lambda known: [*known.records(photo_ids)], on_read, on_failed)

    def _take_outcome(self, outcome: Outcome, asked: int) -> None:
        if outcome.changed is not None:
            self._changed_here.update(outcome.changed.photo_ids)
        self._take(one for one in outcome.records if self._is_news(one.photo_id, asked))
        self.update(one for one in outcome.overviews if self._is_news(one.photo_id, asked))

    def _is_news(self, photo_id: int, asked: int) -> bool:
        """Whether what the catalogue was asked for then is no older than what the batch has told.

        If it may be older, it is read once more.
        """
        if not self._heard.since(asked, photo_id):
            return True
        self._read([photo_id])
        return False

    def _take(self, records: Iterable[PhotoRecord]) -> None:
        """Records as the catalogue has them now, or had them before what is not answered yet."""
        self._follow([self._known.keep(record, self._current) for record in records])

    def _follow(self, photo_ids: Iterable[int | None]) -> None:
        """Show what is known of these now."""
        there = [one for one in photo_ids if one is not None and one in self._known]
        if self._current in there:
            self._show_current()
        self.update(overview_of(self._known.shown(photo_id)) for photo_id in there)

    def _show_current(self) -> None:
        """Have the current photo on screen as it is known now, and the right bird selected."""
        before, selected = self._record, self.bird
        record = None if self._current is None else self._known.shown(self._current)
        same_photo = before is not None and record is not None and before.path == record.path
        deselected = same_photo and selected is None and bool(self.birds)
        self._record = record
        kept = selected.bird_id if same_photo and selected is not None else None
        index = index_to_select(self.birds, (self._expected_bird, kept), none_else=deselected)
        if not same_photo or any(bird.bird_id == self._expected_bird for bird in self.birds):
            self._expected_bird = None
        is_other_bird = self.selection.settle(len(self.birds), index)
        if record != before or is_other_bird:
            self.on_screen_changed.emit(record)
