"""The decisions about a bird as buttons, for users who do not know the keys yet."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from birdeye.gui.layouts import in_row
from birdeye.gui.windows.actions import Actions
from birdeye.gui.wording import without_mnemonic


class ReviewBar(QWidget):
    """Accept, with a menu of genus and family; unsure; not a bird."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._wider = QMenu(self)
        self._wider.addActions([actions.accept_genus, actions.accept_family])
        self._wider.addSeparator()
        self._wider.addAction(actions.unreview)
        self.accept = _button(actions.accept)
        self.accept.setProperty("primary", True)
        self.accept.setMenu(self._wider)
        self.accept.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        others = _button(actions.unsure), _button(actions.not_a_bird)
        in_row(self.accept, *others, spacing=6, of=self)


def _button(action: QAction) -> QToolButton:
    button = QToolButton(objectName="reviewButton")
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setAccessibleName(without_mnemonic(action.text()))
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setMinimumSize(QSize(60, 0))
    return button
