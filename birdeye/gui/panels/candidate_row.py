"""One species that a bird may be: its names, its probability, and a bar as long as that."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from birdeye.domain.confidence import confidence_of
from birdeye.domain.identification import Candidate
from birdeye.gui import wording
from birdeye.gui.theme import Theme

_BAR_HEIGHT = 5.0


class CandidateRow(QWidget):
    """Draws one `Candidate`; an emphasised one is what the program claims."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._candidate: Candidate | None = None
        self._name = ""
        self._emphasised = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def name(self) -> str:
        """The common name on show."""
        return self._name

    @property
    def candidate(self) -> Candidate | None:
        """The species on show."""
        return self._candidate

    def show_candidate(self, candidate: Candidate, language: str, emphasised: bool) -> None:
        """Show ``candidate`` under its name in ``language``."""
        self._candidate = candidate
        self._emphasised = emphasised
        self._name = candidate.species.common_name(language)
        probability = wording.percent(candidate.probability)
        word = wording.confidence_word(confidence_of(candidate.probability))
        scientific = candidate.species.scientific_name
        self.setAccessibleName(f"{self._name}, {scientific}, {probability}, {word}")
        family = candidate.species.family
        self.setToolTip("\n".join(filter(None, (self._name, scientific, family))))
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines of text and the bar."""
        line = QFontMetricsF(self.font()).height()
        return QSize(200, round(2 * line + _BAR_HEIGHT + 15))

    def minimumSizeHint(self) -> QSize:
        """As high as wanted, and narrow when it must."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names on the left, the figure on the right, the bar below."""
        if self._candidate is None:
            return
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong, italic = QFont(self.font()), QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold if self._emphasised else QFont.Weight.Normal)
        italic.setItalic(True)
        italic.setPointSizeF(self.font().pointSizeF() * 0.92)
        line = QFontMetricsF(self.font()).height()
        figure = wording.percent(self._candidate.probability)
        figure_width = QFontMetricsF(strong).horizontalAdvance(figure) + 2
        names_width = self.width() - figure_width - 12

        painter.setFont(strong)
        painter.setPen(QColor(colours.text))
        top = QRectF(0, 4, names_width, line)
        self._draw(painter, top, self._name, Qt.AlignmentFlag.AlignLeft)
        right = QRectF(self.width() - figure_width, 4, figure_width, line)
        self._draw(painter, right, figure, Qt.AlignmentFlag.AlignRight)
        painter.setFont(italic)
        painter.setPen(QColor(colours.text_dim))
        below = QRectF(0, 4 + line, self.width(), line)
        scientific = self._candidate.species.scientific_name
        if scientific != self._name:
            self._draw(painter, below, scientific, Qt.AlignmentFlag.AlignLeft)
        self._draw_bar(painter, QRectF(0, 2 * line + 8, self.width(), _BAR_HEIGHT))

    def _draw(
        self, painter: QPainter, room: QRectF, text: str, alignment: Qt.AlignmentFlag
    ) -> None:
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, alignment | Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_bar(self, painter: QPainter, track: QRectF) -> None:
        assert self._candidate is not None
        colours = self._theme.colours
        radius = _BAR_HEIGHT / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.track))
        painter.drawRoundedRect(track, radius, radius)
        # Even the least probability keeps a dot, so that every row is seen to have a bar.
        filled = QRectF(track)
        filled.setWidth(max(_BAR_HEIGHT, track.width() * self._candidate.probability))
        painter.setBrush(QColor(colours.bar if self._emphasised else colours.bar_dim))
        painter.drawRoundedRect(filled, radius, radius)
