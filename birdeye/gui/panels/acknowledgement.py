"""What was just done, shown for a moment where the user is looking, with an Undo button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from birdeye.gui.layouts import in_row
from birdeye.gui.panels.overlay import Overlay


class Acknowledgement(Overlay):
    """One sentence and one button over the lower edge of ``over``; takes no key and no focus."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, Qt.Edge.BottomEdge)
        self.setObjectName("acknowledgement")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._run: Callable[[], object] | None = None
        self._button.clicked.connect(self._on_clicked)
        in_row((self._text, 1), self._button, spacing=14, margins=(16, 7, 8, 7), of=self)

    @property
    def button(self) -> QPushButton:
        """What takes it back."""
        return self._button

    def tell(
        self,
        sentence: str,
        milliseconds: int,
        button: str = "",
        run: Callable[[], object] | None = None,
    ) -> None:
        """Show ``sentence`` for so long, with a button that calls ``run`` where one is named."""
        self._run = run
        self._say(sentence, button, milliseconds)

    def _on_clicked(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()
