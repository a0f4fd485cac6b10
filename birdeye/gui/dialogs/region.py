"""Asks where photos are taken: countries, whole continents, or anywhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from birdeye.geography.regions import CONTINENTS
from birdeye.gui import country_names
from birdeye.gui.dialogs.dialog_parts import cancel_and, column_of, hint

_CODE = Qt.ItemDataRole.UserRole
_SIZE = 460, 620
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class RegionDialog(QDialog):
    """A list to tick. ``scopes`` are the photos that it may be for, by what they are called, with
    the region that applies to them now.

    Signals:
        chosen(scope, frozenset): the region of these photos; none for anywhere.
        expected_asked(): the user wants to list birds to expect anywhere.
    """

    chosen = Signal(str, object)
    expected_asked = Signal()

    def __init__(
        self,
        scopes: Mapping[str, tuple[str, Collection[str]]],
        parent: QWidget | None = None,
        scope: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Where photos are taken"))
        self.resize(*_SIZE)
        self._scopes = dict(scopes)
        self.scope_box = QComboBox(accessibleName=self.tr("Which photos"))
        for key, (title, _) in self._scopes.items():
            self.scope_box.addItem(title, key)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText(self.tr("Search countries"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.tree = QTreeWidget(headerHidden=True, accessibleName=self.tr("Countries"))
        self._items: dict[str, list[QTreeWidgetItem]] = {}
        """Of each country: one in each of its continents."""
        self.tree.ensurePolished()  # else its first rows keep the height of an unstyled line
        self._fill_tree()
        self.summary = QLabel(objectName="summaryTitle", wordWrap=True)
        explanation = hint(
            self.tr(
                "Species that do not occur there count for less; none is hidden. Where a photo has "
                "a position, that counts instead."
            )
        )
        buttons, self.set_button = cancel_and(self, self.tr("&Set region"), self._on_set)
        self.anywhere_button = buttons.addButton(
            self.tr("&Anywhere"), QDialogButtonBox.ButtonRole.ResetRole
        )
        self.expected_button = buttons.addButton(
            self.tr("Birds of an a&viary…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        above, below = (self.scope_box, explanation, self.search), (self.summary, buttons)
        column_of(self, *above, (self.tree, 1), *below, spacing=12)
        self.anywhere_button.clicked.connect(lambda: self.show_region(()))
        self.expected_button.clicked.connect(self.expected_asked)
        self.search.textChanged.connect(self._filter)
        self.tree.itemChanged.connect(self._on_ticked)
        self.scope_box.currentIndexChanged.connect(self._show_scope)
        self.scope_box.setCurrentIndex(max(0, self.scope_box.findData(scope)))
        self._show_scope()
        self.search.setFocus()

    @property
    def region(self) -> frozenset[str]:
        """The countries that are ticked."""
        return frozenset(
            code for code, items in self._items.items() if items[0].checkState(0) == _CHECKED
        )

    def show_region(self, codes: Collection[str]) -> None:
        """Tick these and no others."""
        with QSignalBlocker(self.tree):
            for code, items in self._items.items():
                for item in items:
                    item.setCheckState(0, _CHECKED if code in codes else _UNCHECKED)
        self._summarise()

    def _fill_tree(self) -> None:
        for key in CONTINENTS:
            top = QTreeWidgetItem(self.tree, [country_names.continent(key)])
            # Ticking it ticks its countries, and is shown as they are.
            top.setFlags(top.flags() | Qt.ItemFlag.ItemIsAutoTristate)
            for name, code in sorted((country_names.country(c), c) for c in CONTINENTS[key]):
                item = QTreeWidgetItem(top, [name])
                item.setData(0, _CODE, code)
                item.setCheckState(0, _UNCHECKED)
                self._items.setdefault(code, []).append(item)

    def _show_scope(self) -> None:
        self.show_region(self._scopes[self.scope_box.currentData()][1])

    def _on_ticked(self, item: QTreeWidgetItem) -> None:
        # Some countries are of two continents, and listed in both.
        for twin in self._items.get(item.data(0, _CODE), ()):
            twin.setCheckState(0, item.checkState(0))
        self._summarise()

    def _summarise(self) -> None:
        self.summary.setText(country_names.region(self.region))

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        for top in map(self.tree.topLevelItem, range(self.tree.topLevelItemCount())):
            is_whole = wanted in top.text(0).casefold()
            found = False
            for child in map(top.child, range(top.childCount())):
                fits = (
                    is_whole
                    or wanted in child.text(0).casefold()
                    or wanted == child.data(0, _CODE).casefold()
                )
                child.setHidden(not fits)
                found = found or fits
            top.setHidden(not found)
            top.setExpanded(bool(wanted) and found)

    def _on_set(self) -> None:
        self.chosen.emit(self.scope_box.currentData(), self.region)
        self.accept()
