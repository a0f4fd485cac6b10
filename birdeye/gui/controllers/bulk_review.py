"""One decision for all birds of several photos: nothing is asked, and all of it can be undone."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from birdeye.domain.changes import AcceptClaims, Change, Changed, ReviewBirds
from birdeye.domain.errors import BirdeyeError
from birdeye.domain.review import Review, Verdict
from birdeye.gui import bird_wording, wording
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.panels.notice_bar import NoticeBar
from birdeye.gui.services import Services

if TYPE_CHECKING:
    from birdeye.gui.controllers.catalogue_changes import CatalogueChanges


class BulkReview(QObject):
    """Says in a notice what was done, with a button that takes it back."""

    def __init__(
        self,
        services: Services,
        catalogue_work: JobRunner,
        changes: CatalogueChanges,
        names: SpeciesNames,
        notice: NoticeBar,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._catalogue_work = catalogue_work
        self._changes = changes
        self._names = names
        self._notice = notice
        self._asked: Change | None = None
        self._told = ""
        changes.changed.connect(self._on_changed)

    def decide(self, photo_ids: Sequence[int], review: Review | None) -> None:
        """Give all birds of these photos ``review``; None confirms each under its own claim."""
        job = self._catalogue_work.start(self._change_for(tuple(photo_ids), review))
        job.yielded.connect(self._on_change_known)
        job.failed.connect(self._on_failed)

    def _change_for(
        self, photo_ids: tuple[int, ...], review: Review | None
    ) -> Generator[Change, None, None]:
        """In the worker, as many records are read. Copies of a photo share their birds."""
        with self._services.open_catalogue() as catalogue:
            records = catalogue.records(photo_ids)
            birds = tuple(dict.fromkeys(bird.bird_id for one in records for bird in one.birds))
        yield AcceptClaims(birds) if review is None else ReviewBirds(birds, review)

    def _on_change_known(self, _tag: object, change: AcceptClaims | ReviewBirds) -> None:
        if not change.bird_ids:
            self._tell(self.tr("There is no bird in the selected photos."))
            return
        self._asked = change
        self._changes.carry_out(change)

    def _on_changed(self, changed: Changed) -> None:
        if changed.change != self._asked:
            # The button would take back something else now.
            if self._told and self._notice.text == self._told:
                self._notice.clear()
            return
        self._asked = None
        self._tell(self._outcome(changed), undoable=True)

    def _outcome(self, changed: Changed) -> str:
        birds = wording.count_of_birds(len(changed.bird_ids))
        photos = wording.count_of_photos(len(changed.photo_ids))
        if not isinstance(changed.change, ReviewBirds):
            sentence = self.tr("{0} in {1} confirmed under the names that Birdeye claims.")
            return sentence.format(birds, photos)
        review = changed.change.review
        match review.verdict:
            case Verdict.CONFIRMED:
                name = bird_wording.taxon_name(review.rank, review.taxon, self._names)
                return self.tr("{0} in {1} confirmed as “{2}”.").format(birds, photos, name)
            case Verdict.UNSURE:
                return self.tr("{0} in {1} marked as unsure.").format(birds, photos)
            case Verdict.NOT_A_BIRD:
                return self.tr("{0} in {1} marked as no bird.").format(birds, photos)
        return self.tr("The decisions about {0} in {1} were taken back.").format(birds, photos)

    def _tell(self, sentence: str, *, undoable: bool = False) -> None:
        self._told = sentence
        if undoable:
            self._notice.tell(sentence, self.tr("Undo"), self._undo)
        else:
            self._notice.tell(sentence)

    def _undo(self) -> None:
        self._notice.clear()
        self._changes.undo()

    def _on_failed(self, _tag: object, error: BaseException) -> None:
        if not isinstance(error, BirdeyeError):
            raise error
        self._notice.tell(str(error))
