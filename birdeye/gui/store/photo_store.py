"""Whatever is done to the photos that are open, by the user, the batch and other programs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from birdeye.domain.changes import AddBird, Change, Changed, MoveBox, Tally
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.records import PhotoRecord
from birdeye.domain.review import Review
from birdeye.gui.store import work
from birdeye.gui.store.viewed_photos import ViewedPhotos
from birdeye.gui.store.work import ClaimHolds, Decision, Outcome, Photos

if TYPE_CHECKING:
    from birdeye.catalogue.catalogue import Catalogue
    from birdeye.packs.pack import Pack


class PhotoStore(ViewedPhotos):
    """Has the catalogue do it, and shows at once what will come of it.

    Signals, besides those of `ViewedPhotos`:
        carried_out(Changed): the catalogue has done it.
        undone(Changed, name), redone(Changed, name): likewise; ``name`` is that of a photo's file.
        history_changed(undo, redo): the changes that would be undone and redone next, or None.
    """

    carried_out = Signal(object)
    undone = Signal(object, str)
    redone = Signal(object, str)
    history_changed = Signal(object, object)

    # --- opening and closing ---------------------------------------------------------------------

    def restore(self, prepared: Callable[[str], object], ended: Callable[[], object]) -> None:
        """Make the catalogue ready, and bring the photos of the last time back.

        ``prepared`` hears what is to be said of the catalogue, mostly nothing.
        """

        def on_ready(sentence: str | None) -> None:
            prepared(sentence or "")
            tell = self.history_changed.emit
            self._catalogue.ask(work.history_of, lambda told: tell(*told), self.failed.emit)
            self._catalogue.read(work.portions_on_show, self.add, self.failed.emit, ended)

        self._catalogue.start_up(on_ready)

    def open(self, paths: Sequence[Path], opened: Callable[[list[PhotoOverview]], object]) -> None:
        """Put photos on show behind the others; the first of them is known in full at once."""

        def on_opened(found: tuple[list[PhotoOverview], list[PhotoRecord]]) -> None:
            overviews, first = found
            for record in first:
                self._known.keep(record, self._current)
            self.add(overviews)
            opened(overviews)

        self._catalogue.ask(partial(work.open_photos, paths=paths), on_opened, self.failed.emit)

    def close(self, photo_ids: Collection[int] | None = None) -> None:
        """Take these off show, None for all; the files and what is known of them stay."""
        ids = None if photo_ids is None else [*photo_ids]
        self._catalogue.ask(
            lambda known: known.close_photos(ids), lambda _: None, self.failed.emit, writes=True
        )
        self.remove([*self.overviews] if photo_ids is None else photo_ids)

    def look_for_changes(self) -> None:
        """Bring everything up to date where another program has changed the catalogue.

        Photos that it made the catalogue forget are open no longer.
        """
        ids, kept, asked = [*self.overviews], {*self._known}, self._heard.now
        steps = partial(work.changed_elsewhere, photo_ids=ids, kept=kept)

        def on_changed(found: tuple[list[int], Outcome]) -> None:
            gone, outcome = found
            self._take_outcome(outcome, asked)
            self.remove(gone)
            self.history_changed.emit(*outcome.history)

        self._catalogue.read(steps, on_changed, self.failed.emit)

    def look_for_unidentified(
        self, pack: Pack, told: Callable[[list[Path]], object], among: Photos | None = None
    ) -> None:
        """Find the photos, all or ``among`` these, that ``pack`` has not looked at as they are."""
        waiting, kept, asked = self.waiting, [*self._known], self._heard.now
        steps = partial(work.unidentified, pack=pack, waiting=waiting, kept=kept, among=among)

        def on_found(found: tuple[list[Path], Outcome]) -> None:
            self._take_outcome(found[1], asked)
            told(found[0])

        self._catalogue.read(steps, on_found, self.failed.emit)

    # --- what becomes known ----------------------------------------------------------------------

    def remember(self, record: PhotoRecord) -> None:
        """The batch has looked at this photo."""
        self._heard.note(record.photo_id)
        if record.photo_id in self._changed_here:
            # It may have been read in another thread before that change.
            self._read([record.photo_id])
        else:
            self._take([record])

    def vote(self, pack: Pack, *, agree: bool) -> None:
        """Have the photos of a burst agree on names, or each go by its own claim."""
        ids, kept, asked = [*self.overviews], [*self._known], self._heard.now
        steps = partial(work.vote, pack=pack, photo_ids=ids, kept=kept, agree=agree)
        self._catalogue.read(steps, partial(self._take_outcome, asked=asked), self.failed.emit)

    def weigh(self, weigh: Callable[[Catalogue], tuple[int, ...]]) -> None:
        """Name birds anew by ``weigh``, which tells the photos that changed."""
        kept, asked = [*self._known], self._heard.now
        self._catalogue.ask(
            lambda catalogue: work.outcome(catalogue, None, weigh(catalogue), kept, (None, None)),
            lambda outcome: self._take_outcome(outcome, asked),
            self.failed.emit,
        )

    # --- what the user does ----------------------------------------------------------------------

    def preview(self, move: MoveBox) -> None:
        """Show a box where the mouse left it, until the move is carried out."""
        self._known.preview(move)
        self._follow([self._current])

    def carry_out(self, change: Change, then_show: int | None = None) -> Decision:
        """Change what is known; it shows at once, with the bird ``then_show`` selected."""
        concerned, kept, asked = self._known.begin(change), [*self._known], self._heard.now
        self._changed_here |= concerned
        self._expected_bird = then_show or self._expected_bird
        self._follow(concerned)

        def order(catalogue: Catalogue) -> Outcome:
            changed = catalogue.carry_out(change)
            # Those that it concerns are known as they are now, and not read back.
            others = [one for one in changed.photo_ids if one not in concerned]
            # What every photo had already is no step of its own.
            history = None if changed.entry_id is None else (change, None)
            return work.outcome(catalogue, changed, others, kept, history)

        def on_done(outcome: Outcome) -> None:
            self._known.end(change, concerned, is_carried_out=True)
            if isinstance(change, AddBird) and outcome.changed is not None:
                (self._expected_bird,) = outcome.changed.bird_ids
            self._take_outcome(outcome, asked)
            self.history_changed.emit(*outcome.history)
            self.carried_out.emit(outcome.changed)

        def on_failed(sentence: str) -> None:
            self._known.end(change, concerned, is_carried_out=False)
            self._follow(concerned)
            self.failed.emit(sentence)

        self._catalogue.ask(order, on_done, on_failed, writes=True)
        return Decision(change)

    def decide_all(
        self,
        photo_ids: Sequence[int],
        review: Review | None,
        claim_holds: ClaimHolds,
        nothing: Callable[[Tally], object],
    ) -> Decision:
        """As `work.decide_all`, which calls ``claim_holds`` in the thread of the catalogue;
        ``nothing`` is called with those that were left out where no bird is there for it."""
        decision = Decision()
        self._ask_for_change(
            lambda catalogue: decision.make(catalogue, photo_ids, review, claim_holds),
            lambda changed, _name: self.carried_out.emit(changed),
            lambda: nothing(decision.tally),
        )
        return decision

    def undo(
        self, only: Decision | None = None, nothing: Callable[[], object] = lambda: None
    ) -> None:
        """Take the last change back, also one of an earlier day; or ``only`` this one.

        ``nothing`` is called where there is none, or ``only`` was not the last.
        """

        def order(catalogue: Catalogue) -> Changed | None:
            if only is not None and only.change is None:
                return None
            return catalogue.undo(None if only is None else only.change)

        self._ask_for_change(order, self.undone.emit, nothing)

    def redo(self) -> None:
        """Carry out again what was undone last."""
        self._ask_for_change(lambda catalogue: catalogue.redo(), self.redone.emit)

    def _ask_for_change(
        self,
        make: Callable[[Catalogue], Changed | None],
        done: Callable[[Changed, str], object],
        nothing: Callable[[], object] = lambda: None,
    ) -> None:
        """Have a change made that only the catalogue knows."""

        def order(catalogue: Catalogue) -> Outcome:
            changed = make(catalogue)
            ids = () if changed is None else changed.photo_ids
            return work.outcome(catalogue, changed, ids, kept)

        def on_done(outcome: Outcome) -> None:
            self._take_outcome(outcome, asked)
            self.history_changed.emit(*outcome.history)
            if outcome.changed is None:
                nothing()
            else:
                done(outcome.changed, outcome.file_name)

        kept, asked = [*self._known], self._heard.now
        self._catalogue.ask(order, on_done, self.failed.emit, writes=True)
