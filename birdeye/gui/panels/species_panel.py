"""The panel beside the photo: what the selected bird is, and which other birds there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from birdeye.domain.identification import Bird
from birdeye.gui.icons import icon_pixmap
from birdeye.gui.models.bird_list import BirdListModel
from birdeye.gui.models.bird_selection import NO_BIRD, BirdSelection
from birdeye.gui.panels.bird_details import BirdDetails
from birdeye.gui.panels.bird_list import BirdListView
from birdeye.gui.panels.elided_label import ElidedLabel
from birdeye.gui.photo_view.photo_levels import PhotoLevels
from birdeye.gui.theme import Theme

_SIDE_MARGIN = 20


class SpeciesPanel(QWidget):
    """Shows the birds of one photo, or in words why there are none to show."""

    def __init__(
        self,
        selection: BirdSelection,
        language: str,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("speciesPanel")
        # A plain QWidget subclass paints no style sheet ground of its own without this.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._selection = selection
        self._language = language
        self._theme = theme
        self._birds: tuple[Bird, ...] = ()
        self._levels: PhotoLevels | None = None
        self._outcome_icon = ""
        self._name = ElidedLabel(objectName="photoName")
        self._facts = ElidedLabel(objectName="photoFacts")
        self.details = BirdDetails(theme)
        self.bird_model = BirdListModel(language, self)
        self.bird_list = BirdListView(self.bird_model, selection, theme)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._birds_page())
        self._pages.addWidget(self._outcome_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(0)
        for label in (self._name, self._facts):
            label.setContentsMargins(_SIDE_MARGIN, 0, _SIDE_MARGIN, 0)
            column.addWidget(label)
        column.addSpacing(14)
        column.addWidget(QFrame(objectName="panelRule"))
        column.addWidget(self._pages, 1)
        self.setMinimumWidth(280)
        self.setMaximumWidth(520)
        selection.selected_changed.connect(self._on_selected_changed)
        theme.changed.connect(self._tint_outcome)

    @property
    def outcome(self) -> str:
        """Heading and text of the outcome on show, empty while birds are shown."""
        if self._pages.currentIndex() == 0:
            return ""
        return f"{self._outcome_title.text()}\n{self._outcome_text.text()}"

    def show_photo_facts(self, name: str, facts: str) -> None:
        """Name the photo."""
        self._name.setText(name)
        self._facts.setText(facts)

    def show_birds(self, birds: Sequence[Bird]) -> None:
        """Show these birds; which one is selected the `BirdSelection` tells."""
        self._birds = tuple(birds)
        self.bird_model.set_birds(birds)
        several = len(self._birds) > 1
        self._list_title.setVisible(several)
        self.bird_list.setVisible(several)
        self._list_title.setText(self.tr("{0} birds in this photo").format(len(self._birds)))
        self._pages.setCurrentIndex(0)

    def show_outcome(self, icon: str, title: str, text: str) -> None:
        """Say in words that there is no bird to show, and why."""
        self._birds = ()
        self.bird_model.set_birds(())
        self._outcome_icon = icon
        self._outcome_title.setText(title)
        self._outcome_text.setText(text)
        self._tint_outcome()
        self._pages.setCurrentIndex(1)

    def show_pixels(self, levels: PhotoLevels | None) -> None:
        """Draw the selected bird from these pixels."""
        self._levels = levels
        self.details.show_pixels(levels, self._selected_bird())

    def set_language(self, language: str) -> None:
        """Name the birds in ``language``."""
        self._language = language
        self.bird_model.set_language(language)
        self._on_selected_changed(self._selection.selected)

    def _birds_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(_SIDE_MARGIN, 18, _SIDE_MARGIN, 12)
        column.setSpacing(0)
        self._no_selection = QLabel(
            self.tr("Select a bird in the photo or in the list to see what it may be."),
            objectName="outcomeText",
            wordWrap=True,
        )
        self._list_title = QLabel(objectName="sectionTitle")
        column.addWidget(self.details)
        column.addWidget(self._no_selection)
        column.addSpacing(14)
        column.addWidget(self._list_title)
        column.addSpacing(6)
        column.addWidget(self.bird_list, 1)
        column.addStretch(0)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(page)
        for part in (scroller.viewport(), page):
            part.setAutoFillBackground(False)
        return scroller

    def _outcome_page(self) -> QWidget:
        page = QWidget()
        self._outcome_picture = QLabel()
        self._outcome_title = QLabel(objectName="outcomeTitle", wordWrap=True)
        self._outcome_text = QLabel(objectName="outcomeText", wordWrap=True)
        self._outcome_text.setTextFormat(Qt.TextFormat.PlainText)
        self._outcome_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._outcome_text.setSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding
        )
        self._outcome_text.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(page)
        column.setContentsMargins(_SIDE_MARGIN, 26, _SIDE_MARGIN, 12)
        column.setSpacing(8)
        column.addWidget(self._outcome_picture)
        column.addWidget(self._outcome_title)
        column.addWidget(self._outcome_text, 1)
        return page

    def _tint_outcome(self) -> None:
        if self._outcome_icon:
            colours = self._theme.colours
            tint = colours.warning if self._outcome_icon == "warning" else colours.text_dim
            pixmap = icon_pixmap(self._outcome_icon, tint, 32, self.devicePixelRatioF())
            self._outcome_picture.setPixmap(pixmap)

    def _selected_bird(self) -> Bird | None:
        index = self._selection.selected
        return self._birds[index] if 0 <= index < len(self._birds) else None

    def _on_selected_changed(self, index: int) -> None:
        bird = self._selected_bird()
        self.details.setVisible(bird is not None)
        self._no_selection.setVisible(bird is None and index == NO_BIRD)
        if bird is not None:
            self.details.show_bird(bird, self._language)
            self.details.show_pixels(self._levels, bird)
