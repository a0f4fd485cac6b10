"""Says in words, with a picture above, why there is no bird to show, or that many are meant."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from birdeye.gui.icons import icon_pixmap
from birdeye.gui.layouts import in_column
from birdeye.gui.panels.plain_label import PlainLabel
from birdeye.gui.theme import Theme

_PICTURE_SIDE = 32


class OutcomeText(QWidget):
    """An icon, a heading and a sentence or two."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = ""
        self._picture = QLabel()
        self._title = QLabel(objectName="outcomeTitle", wordWrap=True)
        self._text = PlainLabel(objectName="outcomeText")
        parts = self._picture, self._title, self._text
        in_column(*parts, spacing=8, margins=(0, 8, 0, 0), of=self)
        theme.changed.connect(self._tint)

    @property
    def text(self) -> str:
        """Heading and text."""
        return f"{self._title.text()}\n{self._text.text()}"

    def tell(self, icon: str, title: str, text: str) -> None:
        """Say this."""
        self._icon = icon
        self._title.setText(title)
        self._text.setText(text)
        self._tint()

    def _tint(self) -> None:
        if self._icon:
            colours = self._theme.colours
            tint = colours.warning if self._icon == "warning" else colours.text_dim
            ratio = self.devicePixelRatioF()
            self._picture.setPixmap(icon_pixmap(self._icon, tint, _PICTURE_SIDE, ratio))
