"""The button that says of which species photos are shown, and the list to choose another from."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLineEdit,
    QMenu,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidgetAction,
)

from birdeye.domain.identification import Rank
from birdeye.gui import photo_wording, wording
from birdeye.gui.layouts import in_column
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.taxonomy.name_columns import PINYIN, pinyin_spellings

_TAXON = Qt.ItemDataRole.UserRole
_WORDS = Qt.ItemDataRole.UserRole + 1
_SIZE = 340, 380
_LONGEST = 18


class SpeciesChoice(QToolButton):
    """All species, or the one of ``taxon``. ``chosen()`` when the user chose another."""

    chosen = Signal()

    def __init__(self, names: SpeciesNames) -> None:
        super().__init__(objectName="dateRange")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setToolTip(self.tr("Species shown"))
        self._names = names
        self._taxa: Mapping[tuple[Rank, str], int] = {}
        self.taxon = ""
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText(self.tr("Find a species or a family"))
        self.search.setAccessibleName(self.tr("Find a species or a family"))
        self.list = QTreeWidget(objectName="speciesChoice")
        self.list.setAccessibleName(self.tr("Species in these photos"))
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(14)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        body = QFrame()
        body.setFixedSize(*_SIZE)
        in_column(self.search, self.list, margins=(8, 8, 8, 8), of=body)
        menu = QMenu(self)
        action = QWidgetAction(menu)
        action.setDefaultWidget(body)
        menu.addAction(action)
        menu.aboutToShow.connect(self._begin)
        self.setMenu(menu)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self._show_text()

    def show_taxa(self, taxa: Mapping[tuple[Rank, str], int], chosen: str) -> None:
        """Offer these with the numbers of their photos; ``chosen`` is the current taxon."""
        self._taxa, self.taxon = dict(taxa), chosen
        self._show_text()
        if self.menu().isVisible():
            self._fill()

    def choose(self, taxon: str) -> None:
        """Choose a taxon, empty for all species."""
        self.menu().close()
        self.taxon = taxon
        self._show_text()
        self.chosen.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows and Return of the search field belong to the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self.list.currentItem()
                if item is not None:
                    self._take(item)
                return True
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        self.search.clear()
        self._fill()
        self.search.setFocus()

    def _fill(self) -> None:
        """Species by family, both by their names, after genera and families that birds go by."""
        self.list.clear()
        self._add(self.list.invisibleRootItem(), self.tr("All species"), "", None)
        groups: dict[str, list[tuple[str, str, str, int]]] = {}
        rank_of = {taxon: rank for rank, taxon in self._taxa}
        for (rank, taxon), count in self._taxa.items():
            name = photo_wording.taxon_name(rank, taxon, self._names)
            family = ""
            if rank is Rank.SPECIES:
                family = self._names.family_name(self._names.species_of(taxon).family)
            groups.setdefault(family, []).append((name.casefold(), name, taxon, count))
        for family in sorted(groups, key=str.casefold):
            parent = self.list.invisibleRootItem()
            if family:
                parent = QTreeWidgetItem(parent, [family])
                parent.setFlags(Qt.ItemFlag.ItemIsEnabled)
                parent.setFirstColumnSpanned(True)
                parent.setForeground(0, self.palette().placeholderText())
            for _folded, name, taxon, count in sorted(groups[family]):
                item = self._add(parent, name, taxon, count)
                words = (name, taxon, family, *self._spellings(rank_of[taxon], taxon))
                item.setData(0, _WORDS, " ".join(words).casefold())
        self.list.expandAll()
        self._filter(self.search.text())

    def _spellings(self, rank: Rank, taxon: str) -> tuple[str, ...]:
        """What somebody may type for a Chinese name without writing Chinese."""
        if rank is not Rank.SPECIES or not self._names.language.startswith("zh"):
            return ()
        return pinyin_spellings(self._names.species_of(taxon).common_names.get(PINYIN, ""))

    def _add(
        self, parent: QTreeWidgetItem, name: str, taxon: str, count: int | None
    ) -> QTreeWidgetItem:
        figure = "" if count is None else wording.figure(count)
        item = QTreeWidgetItem(parent, [name, figure])
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(0, _TAXON, taxon)
        if taxon == self.taxon:
            self.list.setCurrentItem(item)
        return item

    def _filter(self, text: str) -> None:
        """Leave those in the list that have all words in the names of species or family."""
        words = text.casefold().split()
        first = None
        for item in self._items():
            said = item.data(0, _WORDS) or ""
            fits = all(word in said for word in words)
            if item.data(0, _TAXON) is not None:
                item.setHidden(not fits)
                if fits and first is None:
                    first = item
        for item in self._items():
            if item.childCount():
                children = [item.child(row) for row in range(item.childCount())]
                item.setHidden(all(child.isHidden() for child in children))
        if words and first is not None:
            self.list.setCurrentItem(first)

    def _items(self) -> list[QTreeWidgetItem]:
        root = self.list.invisibleRootItem()
        found: list[QTreeWidgetItem] = []
        for row in range(root.childCount()):
            family = root.child(row)
            items = [family, *(family.child(each) for each in range(family.childCount()))]
            found += [item for item in items if item is not None]
        return found

    def _take(self, item: QTreeWidgetItem) -> None:
        taxon = item.data(0, _TAXON)
        if taxon is not None:
            self.choose(taxon)

    def _show_text(self) -> None:
        text = self.tr("All species")
        if self.taxon:
            ranks = {taxon: rank for rank, taxon in self._taxa}
            rank = ranks.get(self.taxon, Rank.SPECIES)
            text = photo_wording.taxon_name(rank, self.taxon, self._names)
        shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
        self.setText(shown)
        self.setToolTip(text)
        self.setAccessibleName(self.tr("Species shown: {0}").format(text))
