"""Turns keys and buttons into decisions about birds, and moves on to the next one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from birdeye.domain.changes import Change, Changed, DeleteBirds, ReviewBirds
from birdeye.domain.identification import Rank
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.domain.review import NOT_A_BIRD, UNREVIEWED, UNSURE, Review, Verdict, confirmed
from birdeye.domain.species import Species
from birdeye.gui.controllers.bulk_review import BulkReview
from birdeye.gui.models.bird_selection import BirdSelection
from birdeye.gui.models.candidate_ranking import CandidateRanking
from birdeye.gui.models.record_on_screen import RecordOnScreen
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.windows.main_window import MainWindow

if TYPE_CHECKING:
    from birdeye.gui.controllers.catalogue_changes import CatalogueChanges
    from birdeye.gui.controllers.photo_navigation import PhotoNavigation
    from birdeye.taxonomy.name_search import NameHit


class Reviewing(QObject):
    """Orders go to the selected bird, or to all birds of the selected photos where several are.

    What is decided about one bird shows at once; the catalogue follows in its own thread.
    """

    def __init__(
        self,
        window: MainWindow,
        on_screen: RecordOnScreen,
        selection: BirdSelection,
        names: SpeciesNames,
        ranking: CandidateRanking,
        changes: CatalogueChanges,
        navigation: PhotoNavigation,
        bulk: BulkReview,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._on_screen = on_screen
        self._selection = selection
        self._names = names
        self._ranking = ranking
        self._changes = changes
        self._navigation = navigation
        self._bulk = bulk
        self._reveals_next = False
        self._unanswered: list[Change] = []
        self._is_leaving = False
        orders, panel = window.orders, window.species_panel
        for number, action in enumerate(orders.choose):
            action.triggered.connect(lambda *_, number=number: self._choose(number))
        for action, do in (
            (orders.accept, self._accept),
            (orders.accept_genus, lambda: self._accept_wider(Rank.GENUS)),
            (orders.accept_family, lambda: self._accept_wider(Rank.FAMILY)),
            (orders.unsure, lambda: self._decide(UNSURE)),
            (orders.not_a_bird, lambda: self._decide(NOT_A_BIRD)),
            (orders.unreview, lambda: self._decide(UNREVIEWED)),
            (orders.next_unreviewed, self._move_on),
            (orders.delete_box, self._delete_box),
        ):
            action.triggered.connect(lambda *_, do=do: do())
        tool = window.photo_view.boxes
        orders.draw_box.toggled.connect(tool.set_drawing)
        tool.drawing_changed.connect(orders.draw_box.setChecked)
        orders.find_name.triggered.connect(lambda *_: panel.chooser.begin())
        panel.candidates.chosen.connect(self._choose)
        panel.chooser.accepted.connect(self._accept_hit)
        selection.selected_changed.connect(self._enable_orders)
        on_screen.changed.connect(self._enable_orders)
        names.changed.connect(self._enable_orders)
        changes.changed.connect(self._on_changed)
        changes.failed.connect(self._on_change_failed)
        navigation.selection_changed.connect(self._on_photos_selected)
        self._enable_orders()

    def _accept(self) -> None:
        record, bird = self._record, self._bird
        if self._acts_on_several:
            self._bulk.decide(self._navigation.selected_ids(), None)
        elif record is None:
            return
        elif bird is None or bird.is_confirmed:
            # The person's own name is not to be lost to the program's claim.
            self._move_on()
        elif self._claim_stands(record, bird):
            self._decide(confirmed(bird.bird.claim.rank, bird.bird.claim.taxon))
        elif bird.bird.candidates:
            self._choose(0)
        else:
            self._window.species_panel.chooser.begin()

    def _claim_stands(self, record: PhotoRecord, bird: BirdRecord) -> bool:
        """Whether there is a claim, and nothing speaks against it at that place and date."""
        doubt = self._ranking.doubt_about_claim(record, bird)
        return bird.bird.claim.rank is not Rank.NONE and doubt is None

    def _choose(self, number: int) -> None:
        record, bird = self._record, self._bird
        if record is None or bird is None:
            return
        ranked = self._ranking.of(record, bird)
        if number < len(ranked):
            name = ranked[number].candidate.species.scientific_name
            self._decide(confirmed(Rank.SPECIES, name))

    def _accept_hit(self, hit: NameHit) -> None:
        self._decide(confirmed(hit.rank, hit.taxon))

    def _accept_wider(self, rank: Rank) -> None:
        taxon = self._wider_taxon(rank)
        if taxon:
            self._decide(confirmed(rank, taxon))

    def _decide(self, review: Review) -> None:
        record, bird = self._record, self._bird
        if self._acts_on_several:
            self._bulk.decide(self._navigation.selected_ids(), review)
            return
        if record is None or bird is None or self._is_leaving:
            return
        if review != bird.review:
            self._carry_out(ReviewBirds((bird.bird_id,), review))
            self._on_screen.show(_reviewed(record, bird, review))
        if review.verdict is not Verdict.UNREVIEWED:
            self._move_on()

    def _delete_box(self) -> None:
        record, bird = self._record, self._bird
        if record is None or bird is None or self._acts_on_several:
            return
        self._carry_out(DeleteBirds((bird.bird_id,)))
        left = tuple(other for other in record.birds if other.bird_id != bird.bird_id)
        self._on_screen.show(replace(record, birds=left))

    def _move_on(self) -> None:
        """To the next bird that nobody reviewed: in this photo, else in those after it."""
        birds, selected = self._on_screen.birds, self._selection.selected
        for index in (*range(selected + 1, len(birds)), *range(max(0, selected))):
            if not birds[index].is_reviewed:
                self._selection.select(index)
                return
        if self._unanswered:
            # Where the next one is, the list knows once it has heard of what was decided here.
            self._is_leaving = True
        else:
            self._go_to_next_photo()

    def _go_to_next_photo(self) -> None:
        record, birds = self._record, self._on_screen.birds
        target = None if record is None else self._navigation.next_unreviewed(record.photo_id)
        if target is not None:
            self._reveals_next = True
            self._navigation.go_to(target)
        elif birds and all(bird.is_reviewed for bird in birds):
            self._window.notice.tell(self.tr("Every bird on show has been reviewed."))

    def _carry_out(self, change: Change) -> None:
        self._unanswered.append(change)
        self._changes.carry_out(change)

    def _on_changed(self, changed: Changed) -> None:
        if changed.change in self._unanswered:
            # They are carried out in order.
            del self._unanswered[: self._unanswered.index(changed.change) + 1]
        if self._is_leaving and not self._unanswered:
            self._is_leaving = False
            self._go_to_next_photo()

    def _on_change_failed(self) -> None:
        self._unanswered.clear()
        self._is_leaving = False

    @property
    def _record(self) -> PhotoRecord | None:
        """The photo on screen; None while another one is about to take its place."""
        record = self._on_screen.record
        if record is None or record.photo_id != self._navigation.current_id:
            return None
        return record

    @property
    def _bird(self) -> BirdRecord | None:
        return None if self._record is None else self._on_screen.bird

    @property
    def _acts_on_several(self) -> bool:
        return len(self._navigation.selected_ids()) > 1

    def _on_photos_selected(self) -> None:
        self._window.species_panel.show_selected_photos(len(self._navigation.selected_ids()))
        self._enable_orders()

    def _enable_orders(self) -> None:
        orders, bird = self._window.orders, self._on_screen.bird
        several = self._acts_on_several
        one = bird is not None and not several
        for action in (orders.accept, orders.unsure, orders.not_a_bird, orders.find_name):
            action.setEnabled(one or several)
        for action in (*orders.choose, orders.delete_box):
            action.setEnabled(one)
        record = self._on_screen.record
        drawable = record is not None and record.is_identified and record.error is None
        orders.draw_box.setEnabled(drawable and not several)
        orders.unreview.setEnabled(several or (bird is not None and bird.is_reviewed))
        orders.accept.setIconText(
            self.tr("Next  ↵") if one and bird.is_confirmed else self.tr("Accept  ↵")
        )
        for action, rank, text in (
            (orders.accept_genus, Rank.GENUS, self.tr("Accept as &genus {0}")),
            (orders.accept_family, Rank.FAMILY, self.tr("Accept as &family {0}")),
        ):
            taxon = self._wider_taxon(rank)
            action.setEnabled(one and bool(taxon))
            action.setText(text.format(taxon.replace("&", "&&")))
        if self._reveals_next and bird is not None:
            self._reveals_next = False
            self._window.photo_view.reveal_selected()

    def _wider_taxon(self, rank: Rank) -> str:
        """The genus or family of what the bird goes by, else of what it is likeliest to be."""
        bird = self._bird
        if bird is None:
            return ""
        if bird.rank is rank:
            return bird.taxon
        species = self._names.species_of_bird(bird) or _likeliest(bird)
        if species is None:
            return ""
        return species.genus if rank is Rank.GENUS else species.family


def _likeliest(bird: BirdRecord) -> Species | None:
    return None if bird.bird.best is None else bird.bird.best.species


def _reviewed(record: PhotoRecord, bird: BirdRecord, review: Review) -> PhotoRecord:
    birds = (
        replace(other, review=review) if other.bird_id == bird.bird_id else other
        for other in record.birds
    )
    return replace(record, birds=tuple(birds))
