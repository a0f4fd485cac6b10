"""Says in words, in place of the photo, why there is no photo to see."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from birdeye.gui.icons import icon_pixmap
from birdeye.gui.layouts import STRETCH, in_column
from birdeye.gui.panels.plain_label import PlainLabel
from birdeye.gui.theme import CANVAS


class CanvasMessage(QWidget):
    """An icon, a heading and a sentence in the middle of the dark ground."""

    def __init__(self) -> None:
        super().__init__(objectName="canvasMessage")
        # A plain QWidget subclass does not paint a style sheet background without this.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        centred = Qt.AlignmentFlag.AlignCenter
        self._picture = QLabel(alignment=centred)
        self._title = QLabel(objectName="canvasTitle", alignment=centred, wordWrap=True)
        self._text = PlainLabel(objectName="canvasText", alignment=centred)
        parts = STRETCH, self._picture, self._title, self._text, STRETCH
        in_column(*parts, spacing=10, margins=(80, 24, 80, 24), of=self)

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def tell(self, icon: str, title: str, text: str) -> None:
        """Show another message."""
        pixmap = icon_pixmap(icon, CANVAS.text_dim, 44, self.devicePixelRatioF())
        self._picture.setPixmap(pixmap)
        self._title.setText(title)
        self._text.setText(text)
