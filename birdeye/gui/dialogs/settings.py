"""The settings in one place: the same choices as the menus, and where things are kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QMenu,
    QWidget,
)

from birdeye.gui.dialogs.dialog_parts import tab_to_last
from birdeye.gui.layouts import in_column
from birdeye.gui.panels.plain_label import PlainLabel


class SettingsDialog(QDialog):
    """Each choice acts at once, through the menu that offers it too, so that both always agree.

    ``catalogue_file`` is shown only: another place is chosen on the command line or by a variable.
    """

    def __init__(
        self,
        window_languages: QMenu,
        name_languages: QMenu,
        themes: QMenu,
        catalogue_file: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._form = QFormLayout(horizontalSpacing=24, verticalSpacing=12)
        self.window_language = self._add(self.tr("Language of the &window"), window_languages)
        # The window is rebuilt in its language, and this dialog with it.
        self.window_language.activated.connect(self.accept)
        self.name_language = self._add(self.tr("Language of the birds’ &names"), name_languages)
        self.theme = self._add(self.tr("&Theme"), themes)
        self._form.addRow(self.tr("Your decisions are stored in"), PlainLabel(str(catalogue_file)))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._buttons.rejected.connect(self.reject)
        in_column(self._form, self._buttons, spacing=20, margins=(24, 22, 24, 16), of=self)
        self.setMinimumWidth(460)

    def add_part(self, part: QWidget) -> None:
        """Show further settings, whose own signals tell what is chosen, below the others."""
        self._form.addRow(part)
        labels = [each for each in self.findChildren(QLabel) if each.buddy() is not None]
        for label in labels:
            label.ensurePolished()
        widest = max(label.sizeHint().width() for label in labels)
        for label in labels:
            label.setMinimumWidth(widest)
        tab_to_last(self._buttons)

    def _add(self, title: str, menu: QMenu) -> QComboBox:
        box = QComboBox()
        for number, action in enumerate(menu.actions()):
            box.addItem(action.text().replace("&", ""))
            if action.isChecked():
                box.setCurrentIndex(number)
        box.activated.connect(
            lambda number: QTimer.singleShot(
                0, menu.actions()[number], menu.actions()[number].trigger
            )
        )
        self._form.addRow(title, box)
        return box
