"""What was just done, told for a moment where the user is looking, with a way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_FROM_BELOW = 18
"""Device-independent pixels between it and the lower edge of what it lies upon."""


class Acknowledgement(QFrame):
    """One sentence and one button over the lower edge of ``over``; takes no key and no focus."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("acknowledgement")
        self._over = over
        self._text = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._button = QPushButton(focusPolicy=Qt.FocusPolicy.NoFocus)
        self._button.setProperty("small", True)
        self._run: Callable[[], object] | None = None
        self._button.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 8, 7)
        row.setSpacing(14)
        row.addWidget(self._text)
        row.addWidget(self._button)
        self._time = QTimer(self, singleShot=True)
        self._time.timeout.connect(self.hide)
        self.lie_upon(over)

    def lie_upon(self, over: QWidget) -> None:
        """Be told over this widget from now on; what was told before is gone."""
        self._over.removeEventFilter(self)
        self._over = over
        self.setParent(over)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence on show, empty when hidden."""
        return "" if self.isHidden() else self._text.text()

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
        self._text.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._run = run
        self._place()
        self.show()
        self.raise_()
        self._time.start(milliseconds)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def enterEvent(self, event: QEnterEvent) -> None:
        """It stays while the mouse is on its way to the button."""
        self._time.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """It goes a moment after the mouse."""
        self._time.start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays at the lower edge."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        size = self.sizeHint().boundedTo(self._over.size())
        left = (self._over.width() - size.width()) // 2
        self.setGeometry(
            left, self._over.height() - size.height() - _FROM_BELOW, size.width(), size.height()
        )

    def _on_clicked(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()
