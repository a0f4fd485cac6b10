"""Above the photos: which of them are shown, how many each choice would give, in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from birdeye.domain.arrangement import (
    ArrangedPhotos,
    Arrangement,
    Grouping,
    PhotoFilter,
    Show,
    Sort,
)
from birdeye.gui import photo_wording, wording
from birdeye.gui.icons import themed_icon
from birdeye.gui.layouts import in_column
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.panels.date_range import DateRangeButton
from birdeye.gui.panels.flow_layout import FlowLayout
from birdeye.gui.panels.rating_filter import RatingFilter
from birdeye.gui.panels.species_choice import SpeciesChoice
from birdeye.gui.theme import Theme

_TYPING_PAUSE_MS = 200


class SearchField(QLineEdit):
    """A line to type in, whose Enter and Escape are not the window's. ``left()`` by Escape."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep both keys from the commands of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Shows an `Arrangement`.

    Signals:
        chosen(Arrangement): the user wants another one.
        left(): the user is done with typing.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, names: SpeciesNames, theme: Theme) -> None:
        super().__init__(objectName="filterBar")
        # A plain QWidget subclass does not paint a style sheet background without this.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._names = names
        self._theme = theme
        self._fitting = QTimer(self, singleShot=True, interval=0, timeout=self._fit)
        self._arrangement = Arrangement()
        self._arranged = ArrangedPhotos()
        self.search = SearchField(clearButtonEnabled=True)
        self.search.setPlaceholderText(self.tr("Search birds and files"))
        self.search.setAccessibleName(self.tr("Search for names of birds or files"))
        self.search.setFixedWidth(200)
        self.species = SpeciesChoice(names)
        self.folder = self._combo(self.tr("Folder shown"))
        self.dates = DateRangeButton()
        self.rating = RatingFilter()
        self.sort = self._combo(self.tr("Order of the photos"))
        self.direction = QToolButton(checkable=True, objectName="sortDirection")
        self.direction.setAccessibleName(self.tr("Reverse order"))
        self.direction.setToolTip(self.tr("Reverse order"))
        self.grouping = self._combo(self.tr("Groups of photos"))
        self.grouping.setMinimumContentsLength(13)
        self.everything = QPushButton(self.tr("Show all"))
        self.everything.setProperty("small", True)
        self._chips = QButtonGroup(self)
        self._chip_of: dict[Show, QPushButton] = {}
        self._fill_choices()
        self._lay_out()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._typing.timeout.connect(self._choose)
        self.search.textEdited.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self._leave_search)
        self.search.left.connect(self._leave_search)
        for combo in (self.folder, self.rating, self.sort, self.grouping):
            combo.activated.connect(lambda _index: self._choose())
        self.direction.toggled.connect(lambda _checked: self._choose())
        self.dates.chosen.connect(self._choose)
        self.species.chosen.connect(self._choose)
        self.everything.clicked.connect(self._show_everything)
        self._chips.idClicked.connect(lambda _id: self._choose())
        names.changed.connect(self._show_counts)
        theme.changed.connect(self._tint)
        self._tint()
        self._show_counts()

    def show_arrangement(self, arrangement: Arrangement) -> None:
        """Show what is chosen now, wherever it was chosen."""
        self._arrangement = arrangement
        wanted = arrangement.photo_filter
        if self.search.text() != wanted.text and not self.search.hasFocus():
            self.search.setText(wanted.text)
        self.dates.show_days(wanted.first_day, wanted.last_day)
        self.rating.show_value(wanted.least_stars, wanted.flag)
        self._select(self.sort, arrangement.sort)
        self._select(self.grouping, arrangement.grouping)
        with QSignalBlocker(self.direction):
            self.direction.setChecked(arrangement.descending)
        self._tint()
        self._show_counts()

    def show_arranged(self, arranged: ArrangedPhotos) -> None:
        """Show how many photos each choice would bring."""
        self._arranged = arranged
        self.dates.offer_days(arranged.days)
        self._show_counts()

    def event(self, event: QEvent) -> bool:
        """Fit the height to another width or other contents."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            # Not within the event: a layout that is at work does not hear of other requests.
            self._fitting.start()
        return done

    def _fit(self) -> None:
        """Be as high as the lines of the two rows need."""
        self.setFixedHeight(self.layout().heightForWidth(self.width()))

    def take_focus(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _combo(self, purpose: str) -> QComboBox:
        combo = QComboBox(accessibleName=purpose, toolTip=purpose)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(9)
        combo.setMaxVisibleItems(18)
        combo.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        return combo

    def _fill_choices(self) -> None:
        for sort, text in (
            (Sort.ADDED, self.tr("As opened")),
            (Sort.NAME, self.tr("By file name")),
            (Sort.DATE, self.tr("By date")),
            (Sort.SPECIES, self.tr("By species")),
            (Sort.CONFIDENCE, self.tr("By confidence")),
            (Sort.SHARPNESS, self.tr("By sharpness")),
            (Sort.STARS, self.tr("By stars")),
        ):
            self.sort.addItem(text, sort)
        for grouping, text in (
            (Grouping.NONE, self.tr("No groups")),
            (Grouping.SPECIES, self.tr("Species together")),
            (Grouping.DAY, self.tr("Days together")),
            (Grouping.BURST, self.tr("Bursts as one")),
        ):
            self.grouping.addItem(text, grouping)
        for number, show in enumerate(Show):
            chip = QPushButton(checkable=True)
            chip.setProperty("chip", True)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            self._chips.addButton(chip, number)
            self._chip_of[show] = chip
        self._chip_of[Show.ALL].setChecked(True)

    def _lay_out(self) -> None:
        fields, chips = FlowLayout(6), FlowLayout(4)
        for field in (
            *(self.search, self.species, self.dates, self.folder),
            *(self.sort, self.direction, self.grouping),
        ):
            fields.addWidget(field)
        for chip in (*self._chip_of.values(), self.rating, self.everything):
            chips.addWidget(chip)
        in_column(fields, chips, spacing=8, margins=(14, 9, 14, 8), of=self)

    def _show_counts(self) -> None:
        counts, wanted = self._arranged.counts, self._arrangement.photo_filter
        for show, chip in self._chip_of.items():
            count = counts.get(show, 0)
            chip.setText(_chip_text(show, count))
            # What there is none of is no choice, unless it is the one that was made.
            chip.setVisible(bool(count) or show in (Show.ALL, wanted.show))
            chip.setChecked(show is wanted.show)
        self.species.show_taxa(self._arranged.taxa, wanted.taxon)
        self._fill_folders(self._arranged.folders, wanted.folder)
        self.everything.setVisible(not wanted.is_empty)

    def _fill_folders(self, folders: Mapping[Path, int], chosen: Path | None) -> None:
        items: list[tuple[str, Path | None]] = [(self.tr("All folders"), None)]
        names = [folder.name for folder in folders]
        for folder, count in sorted(folders.items()):
            name = folder.name if names.count(folder.name) == 1 else str(folder)
            items.append((_counted(name or str(folder), count), folder))
        _refill(self.folder, items, chosen)
        self.folder.setVisible(len(folders) > 1 or chosen is not None)

    def _choose(self) -> None:
        self._typing.stop()
        shows = list(Show)
        self.chosen.emit(
            replace(
                self._arrangement,
                photo_filter=replace(
                    self._arrangement.photo_filter,
                    show=shows[self._chips.checkedId()],
                    taxon=self.species.taxon,
                    folder=self.folder.currentData(),
                    first_day=self.dates.first_day,
                    last_day=self.dates.last_day,
                    text=self.search.text(),
                    least_stars=self.rating.value[0],
                    flag=self.rating.value[1],
                ),
                sort=self.sort.currentData(),
                descending=self.direction.isChecked(),
                grouping=self.grouping.currentData(),
            )
        )

    def _leave_search(self) -> None:
        self._choose()
        self.left.emit()

    def _show_everything(self) -> None:
        self.search.clear()
        self.chosen.emit(replace(self._arrangement, photo_filter=PhotoFilter()))

    def _select(self, combo: QComboBox, value: object) -> None:
        with QSignalBlocker(combo):
            combo.setCurrentIndex(combo.findData(value))

    def _tint(self) -> None:
        name = "descending" if self.direction.isChecked() else "ascending"
        self.direction.setIcon(themed_icon(name, self._theme.colours.text))


def _chip_text(show: Show, count: int) -> str:
    return _counted(photo_wording.show_name(show), count)


def _counted(name: str, count: int) -> str:
    """“House Sparrow  12”: the name alone would not say whether it is worth a click."""
    return f"{name}  {wording.figure(count)}"


def _refill(combo: QComboBox, items: Sequence[tuple[str, object]], chosen: object) -> None:
    """Offer ``items``, without a flicker where they are those on offer already."""
    before = [(combo.itemText(place), combo.itemData(place)) for place in range(combo.count())]
    with QSignalBlocker(combo):
        if before != items:
            combo.clear()
            for text, value in items:
                combo.addItem(text, value)
        values = [value for _, value in items]
        combo.setCurrentIndex(values.index(chosen) if chosen in values else 0)
