"""The panel beside the photo: what the selected bird is or may be, and which others there are."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from birdeye.domain.identification import Rank
from birdeye.domain.records import PhotoRecord
from birdeye.gui import rating_wording, wording
from birdeye.gui.layouts import STRETCH, in_column
from birdeye.gui.models.bird_list import BirdListModel
from birdeye.gui.models.candidate_ranking import CandidateRanking
from birdeye.gui.models.photo_levels import PhotoLevels
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.panels.bird_details import BirdDetails
from birdeye.gui.panels.bird_list import BirdListView
from birdeye.gui.panels.candidate_list import CandidateList
from birdeye.gui.panels.count_fields import CountFields
from birdeye.gui.panels.evidence import Evidence
from birdeye.gui.panels.lead_line import LeadLine
from birdeye.gui.panels.model_note import ModelNote
from birdeye.gui.panels.name_chooser import NameChooser
from birdeye.gui.panels.outcome_text import OutcomeText
from birdeye.gui.panels.photo_facts import PhotoFacts
from birdeye.gui.panels.review_bar import ReviewBar
from birdeye.gui.store.photo_store import PhotoStore
from birdeye.gui.theme import Theme
from birdeye.gui.windows.actions import Actions

_SIDE_MARGIN = 20


class SpeciesPanel(QWidget):
    """Shows the birds of the photo on screen, or in words why there are none to show.

    ``bird_shown()`` after the selected bird, or that there is none, was shown.
    """

    bird_shown = Signal()

    def __init__(
        self,
        store: PhotoStore,
        names: SpeciesNames,
        ranking: CandidateRanking,
        actions: Actions,
        theme: Theme,
    ) -> None:
        super().__init__(objectName="speciesPanel")
        # A plain QWidget subclass does not paint a style sheet background without this.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._store = store
        self._ranking = ranking
        self._levels: PhotoLevels | None = None
        self._selected_photos = 0
        self.facts = PhotoFacts(actions.set_place, theme)
        self.details = BirdDetails(names, theme)
        self.model_note, self.lead = ModelNote(), LeadLine()
        self.chooser = NameChooser(names, theme)
        self.candidates = CandidateList(names, ranking, theme)
        self.evidence = Evidence(names, ranking)
        self.count_fields = CountFields()
        self.bar = ReviewBar(actions)
        self.bird_model = BirdListModel(store, names, ranking, self)
        self.bird_list = BirdListView(self.bird_model, store, theme)
        self._outcome = OutcomeText(theme)
        self._several = OutcomeText(theme)
        self._outcome_told = False
        self._no_selection = QLabel(
            self.tr("Select a bird in the photo or in the list to see what it may be."),
            objectName="outcomeText",
            wordWrap=True,
        )
        self._list_title = QLabel(objectName="sectionTitle")
        self.facts.layout().setContentsMargins(_SIDE_MARGIN, 0, _SIDE_MARGIN, 0)
        rule, self._scroller = QFrame(objectName="panelRule"), _scroller(self._body())
        in_column(
            self.facts, 12, rule, (self._scroller, 1), spacing=0, margins=(0, 14, 0, 0), of=self
        )
        self.setMinimumWidth(330)
        self.setMaximumWidth(520)
        self.chooser.typing_changed.connect(self._arrange)
        self.count_fields.toggle.clicked.connect(
            lambda: QTimer.singleShot(0, self, self._scroll_to_count)  # once they have their place
        )
        store.selection.selected_changed.connect(self._show_bird)
        names.changed.connect(self._show_bird)
        ranking.changed.connect(self._show_bird)
        self._arrange()

    @property
    def outcome(self) -> str:
        """Heading and text of the outcome shown, empty while birds are shown."""
        return "" if self._outcome.isHidden() else self._outcome.text

    def show_record(self, record: PhotoRecord) -> None:
        """Show this photo's facts and birds, with the selected one in full."""
        self._outcome_told = False
        self.facts.show_record(record)
        self._list_title.setText(
            wording.counted(
                record.bird_count,
                self.tr("{0} bird in this photo"),
                self.tr("{0} birds in this photo"),
            )
        )
        self._show_bird()

    def show_outcome(self, icon: str, title: str, text: str) -> None:
        """Say in words that there is no bird to show, and why."""
        self._outcome_told = True
        self._outcome.tell(icon, title, text)
        self._arrange()

    def show_selected_photos(self, count: int) -> None:
        """Say that commands go to several photos; 1 and 0 mean the bird on screen alone."""
        self._selected_photos = count if count > 1 else 0
        self._arrange()

    def show_pixels(self, levels: PhotoLevels | None) -> None:
        """Draw the selected bird from these pixels."""
        self._levels = levels
        self.details.show_pixels(levels, self._store.bird)
        self.evidence.show_pixels(levels)

    def show_model_note(self) -> None:
        """Say by which model the selected bird was named, where that matters."""
        self.model_note.show_bird(self._store.record, self._store.bird)

    def _body(self) -> QWidget:
        body = QWidget()
        in_column(
            *(self._outcome, self._several, self._no_selection, self.details),
            *(self.model_note, self.lead, 12, self.bar, 10, self.chooser, 8, self.candidates, 8),
            *(self.count_fields, 12, self._list_title, 6, (self.bird_list, 100), 12),
            *(self.evidence, STRETCH),
            spacing=0,
            margins=(_SIDE_MARGIN, 16, _SIDE_MARGIN, 12),
            of=body,
        )
        return body

    def _scroll_to_count(self) -> None:
        self._scroller.ensureWidgetVisible(self.count_fields, 0, 12)

    def _show_bird(self) -> None:
        record, bird = self._store.record, self._store.bird
        if record is not None and bird is not None:
            doubt = self._ranking.doubt_about_claim(record, bird)
            self.details.show_bird(bird, doubt, self._ranking.of_name(record, bird))
            self.details.show_quality(rating_wording.quality(bird, record.width, record.height))
            self.candidates.show_bird(record, bird)
            self.count_fields.show_bird(record, bird)
        self.evidence.show_bird(record, bird)
        self.show_model_note()
        self.bird_shown.emit()
        self.details.show_pixels(self._levels, bird)
        self._arrange()

    def _arrange(self) -> None:
        """Show the parts that have something to say, and no others."""
        bird, birds = self._store.bird, self._store.birds
        several, outcome = bool(self._selected_photos), self._outcome_told
        one = not several and not outcome
        if several:
            self._several.tell(
                "boxes",
                self.tr("{0} photos selected").format(self._selected_photos),
                self.tr(
                    "Accept gives every undecided bird the name that Birdeye suggests. A typed "
                    "name, Unsure or No bird applies to all birds in these photos, except boxes "
                    "marked as no bird."
                ),
            )
        self._several.setVisible(several)
        self._outcome.setVisible(outcome and not several)
        self._no_selection.setVisible(one and bird is None and bool(birds))
        self.details.setVisible(one and bird is not None)
        self.bar.setVisible(several or (one and bird is not None))
        self.chooser.setVisible(several or (one and bird is not None))
        self.candidates.setVisible(one and bird is not None and not self.chooser.is_typing)
        told = one and bird is not None and bool(self.evidence.text)
        self.evidence.setVisible(told and not self.chooser.is_typing)
        counted = one and bird is not None and bird.rank is not Rank.NONE
        self.count_fields.setVisible(counted and not self.chooser.is_typing)
        listed = one and len(birds) > 1 and not self.chooser.is_typing
        self._list_title.setVisible(listed)
        self.bird_list.setVisible(listed)


def _scroller(body: QWidget) -> QScrollArea:
    scroller = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
    scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroller.setWidget(body)
    for part in (scroller.viewport(), body):
        part.setAutoFillBackground(False)
    return scroller
