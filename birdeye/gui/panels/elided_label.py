"""A line of text that shortens itself in the middle where there is no room for all of it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from birdeye.gui.text_lines import line_height


class ElidedLabel(QLabel):
    """Never asks for more width than it gets; the whole text is in the tooltip."""

    def minimumSizeHint(self) -> QSize:
        """As high as a line, and as narrow as it must be."""
        return QSize(20, self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """As high as a line of names in any script."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), ceil(line_height(self.font()))))

    def setText(self, text: str) -> None:
        """Show ``text``, as plain text."""
        super().setText(text)
        self.setToolTip(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        room = self.contentsRect()
        metrics = QFontMetricsF(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, self.alignment(), shown)
