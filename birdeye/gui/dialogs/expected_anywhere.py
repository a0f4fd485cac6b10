"""Lists the birds that no place speaks against: those of an aviary, a zoo, guests of a garden."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from birdeye.domain.identification import Rank
from birdeye.gui.dialogs.dialog_parts import cancel_and, column_of, hint
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.panels.name_chooser import NameChooser
from birdeye.gui.theme import Theme

if TYPE_CHECKING:
    from birdeye.taxonomy.name_search import NameHit

_NAME = Qt.ItemDataRole.UserRole
_SIZE = 460, 520


class ExpectedAnywhereDialog(QDialog):
    """The list, and a field to add to it by any name. ``chosen(frozenset)`` when it was edited."""

    chosen = Signal(object)

    def __init__(
        self,
        expected: Collection[str],
        names: SpeciesNames,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Birds to expect anywhere"))
        self.resize(*_SIZE)
        self._names = names
        explanation = hint(
            self.tr(
                "For birds in an aviary or a zoo, and visitors to a garden: they are "
                "expected everywhere."
            )
        )
        self.chooser = NameChooser(names, theme)
        self.chooser.field.setPlaceholderText(self.tr("Type any name to add it"))
        self.list = QListWidget(accessibleName=self.windowTitle())
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.remove_button = QPushButton(self.tr("&Remove from the list"), autoDefault=False)
        buttons, self.keep_button = cancel_and(self, self.tr("&Keep the list"), self._on_keep)
        self.keep_button.setAutoDefault(False)
        remove = self.remove_button, Qt.AlignmentFlag.AlignLeft
        column_of(self, explanation, self.chooser, (self.list, 1), remove, buttons, spacing=12)
        self.chooser.accepted.connect(self._on_accepted)
        self.remove_button.clicked.connect(self._on_remove)
        self.list.itemSelectionChanged.connect(self._enable)
        for name in sorted(expected, key=names.common_name):
            self._add(name)
        self._enable()

    @property
    def expected(self) -> frozenset[str]:
        """The scientific names in the list."""
        return frozenset(self.list.item(n).data(_NAME) for n in range(self.list.count()))

    def _add(self, name: str) -> None:
        common = self._names.common_name(name)
        item = QListWidgetItem(common if common == name else f"{common}  ({name})")
        item.setData(_NAME, name)
        self.list.addItem(item)

    def _on_accepted(self, hit: NameHit) -> None:
        if hit.rank is Rank.SPECIES and hit.taxon not in self.expected:
            self._add(hit.taxon)
            self.list.scrollToBottom()
        self.chooser.clear()

    def _on_remove(self) -> None:
        for item in self.list.selectedItems():
            self.list.takeItem(self.list.row(item))
        self._enable()

    def _enable(self) -> None:
        self.remove_button.setEnabled(bool(self.list.selectedItems()))

    def _on_keep(self) -> None:
        self.chosen.emit(self.expected)
        self.accept()
