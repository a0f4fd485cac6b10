"""Turns keys and buttons into decisions about birds, and moves on to the next one."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from birdeye.domain.changes import DeleteBirds, ReviewBirds, Tally
from birdeye.domain.identification import Rank
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.domain.review import NOT_A_BIRD, UNREVIEWED, UNSURE, Review, Verdict, confirmed
from birdeye.gui import bird_wording, change_wording, enumeration
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.store.work import Decision
from birdeye.gui.windows.main_window import MainWindow

if TYPE_CHECKING:
    from birdeye.taxonomy.name_search import NameHit

_TAKEN_BACK = 16


class Reviewing(Controller):
    """Decides about the selected bird, or about all birds of several selected photos."""

    def __init__(self, window: MainWindow, models: WindowModels) -> None:
        super().__init__(window, models)
        self._ranking = models.ranking
        self._reveals_next = False
        self._named_bird: int | None = None
        """The bird that is being given a name by typing."""
        self._last: deque[tuple[Decision, int | None, int | None]] = deque(maxlen=_TAKEN_BACK)
        """What was decided last, and about which bird of which photo; None for several."""
        actions, panel = window.all_actions, window.species_panel
        for number, action in enumerate(actions.choose):
            action.triggered.connect(lambda *_, number=number: self._choose(number))
        for action, do in (
            (actions.accept, self._accept),
            (actions.accept_genus, lambda: self._accept_wider(Rank.GENUS)),
            (actions.accept_family, lambda: self._accept_wider(Rank.FAMILY)),
            (actions.unsure, lambda: self._decide(UNSURE)),
            (actions.not_a_bird, lambda: self._decide(NOT_A_BIRD)),
            (actions.unreview, lambda: self._decide(UNREVIEWED)),
            (actions.name_all, self._name_all),
            (actions.next_unreviewed, self._move_on),
            (actions.delete_box, self._delete_box),
            (actions.find_name, panel.chooser.begin),
        ):
            action.triggered.connect(lambda *_, do=do: do())
        tool = window.photo_view.boxes
        actions.draw_box.toggled.connect(tool.set_drawing)
        tool.drawing_chosen.connect(actions.draw_box.setChecked)
        panel.candidates.chosen.connect(self._choose)
        panel.chooser.accepted.connect(self._accept_hit)
        panel.chooser.typing_changed.connect(self._on_typing_changed)
        self._store.selection.selected_changed.connect(self._follow)
        self._store.on_screen_changed.connect(self._follow)
        self._names.changed.connect(self._enable_actions)
        self._ranking.changed.connect(self._enable_actions)
        self._navigation.selection_changed.connect(self._on_photos_selected)
        self._enable_actions()

    def take_back_last(self) -> None:
        """Undo the last decision, and show its bird again: its key was the beginning of a name."""
        if self._last:
            decision, photo_id, bird_id = self._last.pop()
            self._store.undo(decision)
            if photo_id is not None and bird_id is not None:
                self._store.show_bird(bird_id)
                self._navigation.go_to(photo_id)

    def _accept(self) -> None:
        record, bird = self._store.record_to_decide, self._bird
        if self._acts_on_several:
            self._decide_all(None)
        elif record is None:
            return
        elif bird is None or bird.is_confirmed:
            # The user's own name is not to be lost to the program's claim.
            self._move_on()
        elif not bird.is_reviewed and self._claim_holds(record, bird):
            self._decide(confirmed(bird.claim.rank, bird.claim.taxon))
        else:
            # No name is on the screen that could be accepted.
            self._window.species_panel.chooser.begin()

    def _claim_holds(self, record: PhotoRecord, bird: BirdRecord) -> bool:
        """Whether there is a claim, and nothing speaks against it at that place and date."""
        doubt = self._ranking.doubt_about_claim(record, bird)
        return bird.claim.rank is not Rank.NONE and doubt is None

    def _choose(self, number: int) -> None:
        record, bird = self._store.record_to_decide, self._bird
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

    def _name_all(self) -> None:
        """Give all birds of this photo the name of the selected one."""
        record, bird = self._store.record_to_decide, self._bird
        if record is None or bird is None or bird.rank is Rank.NONE:
            return
        review = confirmed(bird.rank, bird.taxon)
        decision = self._store.decide_all(
            [record.photo_id], review, self._claim_holds, lambda _tally: None
        )
        self._last.append((decision, record.photo_id, bird.bird_id))

    def _decide_all(self, review: Review | None) -> None:
        ids = self._navigation.selected_ids()

        def tell_nothing(tally: Tally) -> None:
            self._window.notice.tell(self._why_nothing(review, tally))

        decision = self._store.decide_all(ids, review, self._claim_holds, tell_nothing)
        self._last.append((decision, None, None))

    def _why_nothing(self, review: Review | None, tally: Tally) -> str:
        if review is not None and review.verdict is Verdict.UNREVIEWED:
            return self.tr("Nothing was decided about the birds in the selected photos.")
        left = change_wording.left_out(tally)
        if review is None and left:
            nothing = self.tr("There is no name to accept in the selected photos.")
            return enumeration.in_a_row((nothing, left))
        return self.tr("There is no bird in the selected photos.")

    def _decide(self, review: Review) -> None:
        record, bird = self._store.record_to_decide, self._bird
        if self._acts_on_several:
            self._decide_all(review)
        elif record is None or bird is None:
            return
        elif review.verdict is Verdict.UNREVIEWED:
            self._carry_out(record, bird, review)
        elif following := self._next_bird():
            self._carry_out(record, bird, review, following.bird_id)
            self._window.photo_view.reveal_selected()
        else:
            # Left first, so that this photo is not drawn once more for a moment.
            is_left = self._go_to_next_photo(record)
            self._carry_out(record, bird, review)
            if not is_left:
                self._tell_when_all_is_reviewed()

    def _carry_out(
        self, record: PhotoRecord, bird: BirdRecord, review: Review, then_show: int | None = None
    ) -> None:
        if review != bird.review:
            change = ReviewBirds((bird.bird_id,), review)
            decision = self._store.carry_out(change, then_show)
            self._last.append((decision, record.photo_id, bird.bird_id))
        elif then_show is not None:
            self._store.show_bird(then_show)

    def _delete_box(self) -> None:
        bird = self._bird
        if bird is not None and not self._acts_on_several:
            self._store.carry_out(DeleteBirds((bird.bird_id,)))

    def _next_bird(self) -> BirdRecord | None:
        """The next bird of this photo that nobody reviewed."""
        birds, selected = self._store.birds, self._store.selection.selected
        others = (*birds[selected + 1 :], *birds[: max(0, selected)])
        return next((bird for bird in others if not bird.is_reviewed), None)

    def _move_on(self) -> None:
        """To the next bird that nobody reviewed: in this photo, else in those after it."""
        following, record = self._next_bird(), self._store.record_to_decide
        if following is not None:
            self._store.show_bird(following.bird_id)
        elif record is not None and not self._go_to_next_photo(record):
            self._tell_when_all_is_reviewed()

    def _go_to_next_photo(self, record: PhotoRecord) -> bool:
        """Whether there is another photo with birds to review."""
        target = self._navigation.next_unreviewed(record.photo_id)
        if target is not None:
            self._reveals_next = True
            self._navigation.go_to(target)
        return target is not None

    def _tell_when_all_is_reviewed(self) -> None:
        birds = self._store.birds
        if birds and all(bird.is_reviewed for bird in birds):
            self._window.notice.tell(self.tr("Every bird shown has been reviewed."))

    @property
    def _bird(self) -> BirdRecord | None:
        return None if self._store.record_to_decide is None else self._store.bird

    @property
    def _acts_on_several(self) -> bool:
        return len(self._navigation.selected_ids()) > 1

    def _on_photos_selected(self) -> None:
        self._window.species_panel.show_selected_photos(len(self._navigation.selected_ids()))
        self._enable_actions()

    def _on_typing_changed(self, typing: bool) -> None:
        if typing and self._named_bird is None and self._store.bird is not None:
            self._named_bird = self._store.bird.bird_id
        elif not typing:
            self._named_bird = None

    def _follow(self) -> None:
        bird = self._store.bird
        if self._named_bird is not None and (bird is None or bird.bird_id != self._named_bird):
            # The name was begun for a bird that is no longer the one in question.
            self._window.species_panel.chooser.clear()
        self._enable_actions()
        if self._reveals_next and bird is not None:
            self._reveals_next = False
            self._window.photo_view.reveal_selected()

    def _enable_actions(self) -> None:
        actions, bird = self._window.all_actions, self._store.bird
        several = self._acts_on_several
        one = bird is not None and not several
        for action in (actions.accept, actions.unsure, actions.not_a_bird, actions.find_name):
            action.setEnabled(one or several)
        for action in (*actions.choose, actions.delete_box):
            action.setEnabled(one)
        record = self._store.record
        has_name = bird is not None and bird.rank is not Rank.NONE
        actions.name_all.setEnabled(one and has_name and len(self._store.birds) > 1)
        drawable = record is not None and record.is_identified and record.error is None
        actions.draw_box.setEnabled(drawable and not several)
        actions.unreview.setEnabled(several or (bird is not None and bird.is_reviewed))
        actions.accept.setIconText(self._what_accept_does(bird if one else None))
        for action, rank, text in (
            (actions.accept_genus, Rank.GENUS, self.tr("Accept as &genus {0}")),
            (actions.accept_family, Rank.FAMILY, self.tr("Accept as &family {0}")),
        ):
            taxon = self._wider_taxon(rank)
            action.setEnabled(one and bool(taxon))
            shown = self._names.family_name(taxon) if rank is Rank.FAMILY else taxon
            action.setText(bird_wording.with_family(text, shown.replace("&", "&&")))

    def _what_accept_does(self, bird: BirdRecord | None) -> str:
        record = self._store.record
        if bird is not None and bird.is_confirmed:
            return self.tr("Next  ↵")
        if bird is None or record is None:
            return self.tr("Accept  ↵")
        if not bird.is_reviewed and self._claim_holds(record, bird):
            return self.tr("Accept  ↵")
        return self.tr("Name…  ↵")

    def _wider_taxon(self, rank: Rank) -> str:
        """The genus or family of the bird's name, else of its likeliest species."""
        bird = self._bird
        if bird is None:
            return ""
        if bird.rank is rank:
            return bird.taxon
        best = bird.bird.best
        species = self._names.species_of_bird(bird) or (best.species if best else None)
        if species is None:
            return ""
        return species.genus if rank is Rank.GENUS else species.family
