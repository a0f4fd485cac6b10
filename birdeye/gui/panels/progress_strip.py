"""The foot of the window: how far the batch is, with a way to stop it, or what it came to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QSlider, QWidget

from birdeye.gui.layouts import in_row
from birdeye.gui.panels.elided_label import ElidedLabel


class ProgressStrip(QWidget):
    """A line of text; while something runs, a bar and a button too. ``cancelled`` when pressed.

    ``size_slider`` is for the grid, and hidden elsewhere.
    """

    cancelled = Signal()
    resumed = Signal()

    def __init__(self) -> None:
        super().__init__(objectName="progressStrip")
        # A plain QWidget subclass does not paint a style sheet background without this.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = ElidedLabel(objectName="statusText")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(220)
        self._bar.setAccessibleName(self.tr("Progress of the identification"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setProperty("small", True)
        self._cancel.setToolTip(self.tr("Stop identifying; what was found stays"))
        self._cancel.clicked.connect(self.cancelled)
        self._resume = QPushButton(self.tr("Identify the rest"))
        self._resume.setProperty("small", True)
        self._resume.clicked.connect(self.resumed)
        self.size_slider = QSlider(Qt.Orientation.Horizontal)
        self.size_slider.setFixedWidth(120)
        self.size_slider.setAccessibleName(self.tr("Size of the thumbnails"))
        self.size_slider.setToolTip(self.tr("Size of the thumbnails"))
        self.size_slider.hide()
        parts = (self._text, 1), self._bar, self._cancel, self._resume, self.size_slider
        in_row(*parts, spacing=12, margins=(16, 5, 12, 5), of=self)
        # Sized as with its buttons, so that the photo does not jump when a batch ends.
        self.setFixedHeight(max(38, self._cancel.sizeHint().height() + 10))
        self.show_text("")

    @property
    def text(self) -> str:
        """The line shown."""
        return self._text.text()

    @property
    def is_running(self) -> bool:
        """Whether the bar and its button are shown."""
        return not self._bar.isHidden()

    def show_progress(self, text: str, done: int, total: int) -> None:
        """Say how far it is; ``total`` 0 when that is not known yet."""
        self._text.setText(text)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.show()
        self._cancel.show()
        self._resume.hide()

    def show_text(self, text: str, can_resume: bool = False) -> None:
        """Say what it came to; offer the rest when it was stopped before the end."""
        self._text.setText(text)
        self._bar.hide()
        self._cancel.hide()
        self._resume.setVisible(can_resume)
