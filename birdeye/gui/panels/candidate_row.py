"""One species that a bird may be: its key, its names, its probability and a bar for that."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from birdeye.domain.confidence import confidence_of
from birdeye.gui import bird_wording, wording
from birdeye.gui.icons import icon_pixmap
from birdeye.gui.models.candidate_ranking import RankedCandidate
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.text_lines import line_height
from birdeye.gui.theme import Theme

_BAR_HEIGHT = 4.0
_KEY_SIDE = 19.0
_TEXT_LEFT = 36.0
_SIDE = 7.0
_MARK_SIDE = 14


class CandidateRow(QAbstractButton):
    """Draws one candidate; pressing it, or its key, names the bird so.

    An emphasised one is the bird's name; an unlikely one is struck out and says why.
    """

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._number = number
        self._key_shown = True
        self._ranked: RankedCandidate | None = None
        self._name = ""
        self._emphasised = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # The keys 1 to 5 reach the rows from everywhere; five more stops for Tab would only delay.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    @property
    def name(self) -> str:
        """The common name shown."""
        return self._name

    @property
    def ranked(self) -> RankedCandidate | None:
        """The candidate shown."""
        return self._ranked

    @property
    def by_looks(self) -> str:
        """How likely it is by looks alone, where the place makes that another figure."""
        candidate = None if self._ranked is None else self._ranked.candidate
        if candidate is None or candidate.by_looks is None:
            return ""
        by_looks = wording.percent(candidate.by_looks)
        if by_looks == wording.percent(candidate.probability):
            return ""
        return self.tr("{0} by looks").format(by_looks)

    def show_candidate(
        self, ranked: RankedCandidate, names: SpeciesNames, emphasised: bool
    ) -> None:
        """Show ``ranked`` under its name in the language of ``names``."""
        self._ranked = ranked
        self._emphasised = emphasised
        candidate = ranked.candidate
        species = candidate.species
        self._name = species.common_name(names.language)
        probability = wording.percent(candidate.probability)
        spoken = [self._name, species.scientific_name, probability]
        if not ranked.unlikely:
            spoken.append(wording.confidence_word(confidence_of(candidate.probability)))
        tips = [self._name, species.scientific_name, names.family_name(species.family)]
        notes = (
            ranked.unlikely or "",
            bird_wording.both_figures(candidate),
            bird_wording.may_also_be(ranked.may_also_be, names),
        )
        for note in filter(None, notes):
            spoken.append(note)
            tips.append(note)
        self.setAccessibleName(", ".join(spoken))
        self.setToolTip("\n".join(filter(None, tips)))
        self.update()

    def show_key(self, shown: bool) -> None:
        """Show the number that names the bird so, or none while it does something else."""
        self._key_shown = shown
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines of text and the bar."""
        line = line_height(self.font())
        return QSize(200, round(2 * line + _BAR_HEIGHT + 14))

    def minimumSizeHint(self) -> QSize:
        """As high as wanted, and narrow when it must."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The key on the left, the names beside it, the figure on the right, the bar below."""
        if self._ranked is None:
            return
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection if self.isDown() else colours.hover))
            painter.drawRoundedRect(QRectF(self.rect()), 7, 7)
        line = line_height(self.font())
        if self._key_shown:
            self._draw_key(painter, QRectF(_SIDE, 5, _KEY_SIDE, _KEY_SIDE))
        right = self.width() - _SIDE
        self._draw_first_line(painter, QRectF(_TEXT_LEFT, 4, right - _TEXT_LEFT, line))
        self._draw_second_line(painter, QRectF(_TEXT_LEFT, 4 + line, right - _TEXT_LEFT, line))
        self._draw_bar(painter, QRectF(_TEXT_LEFT, 2 * line + 7, right - _TEXT_LEFT, _BAR_HEIGHT))

    def _draw_key(self, painter: QPainter, cap: QRectF) -> None:
        colours = self._theme.colours
        painter.setPen(QColor(colours.border))
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        small = QFont(self.font())
        small.setPointSizeF(self.font().pointSizeF() * 0.86)
        painter.setFont(small)
        painter.setPen(QColor(colours.text_dim))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _draw_first_line(self, painter: QPainter, room: QRectF) -> None:
        assert self._ranked is not None
        colours, unlikely = self._theme.colours, self._ranked.unlikely
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold if self._emphasised else QFont.Weight.Normal)
        painter.setFont(strong)
        metrics = QFontMetricsF(strong)
        figure = wording.percent(self._ranked.candidate.probability)
        taken = metrics.horizontalAdvance(figure) + 2
        painter.setPen(QColor(colours.text_dim if unlikely else colours.text))
        self._draw(painter, room, figure, Qt.AlignmentFlag.AlignRight)
        if unlikely:
            mark = icon_pixmap("warning", colours.warning, _MARK_SIDE, self.devicePixelRatioF())
            taken += _MARK_SIDE + 6
            top = room.center().y() - _MARK_SIDE / 2
            painter.drawPixmap(round(room.right() - taken), round(top), mark)
            strong.setStrikeOut(True)
            painter.setFont(strong)
        names = room.adjusted(0, 0, -(taken + 10), 0)
        self._draw(painter, names, self._name, Qt.AlignmentFlag.AlignLeft)

    def _draw_second_line(self, painter: QPainter, room: QRectF) -> None:
        assert self._ranked is not None
        small = QFont(self.font())
        small.setPointSizeF(self.font().pointSizeF() * 0.92)
        painter.setPen(QColor(self._theme.colours.text_dim))
        if by_looks := self.by_looks:
            painter.setFont(small)
            taken = QFontMetricsF(small).horizontalAdvance(by_looks) + 10
            self._draw(painter, room, by_looks, Qt.AlignmentFlag.AlignRight)
            room = room.adjusted(0, 0, -taken, 0)
        small.setItalic(not self._ranked.unlikely)
        painter.setFont(small)
        scientific = self._ranked.candidate.species.scientific_name
        text = self._ranked.unlikely or (scientific if scientific != self._name else "")
        self._draw(painter, room, text, Qt.AlignmentFlag.AlignLeft)

    def _draw(
        self, painter: QPainter, room: QRectF, text: str, alignment: Qt.AlignmentFlag
    ) -> None:
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, alignment | Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_bar(self, painter: QPainter, track: QRectF) -> None:
        assert self._ranked is not None
        colours = self._theme.colours
        radius = _BAR_HEIGHT / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.track))
        painter.drawRoundedRect(track, radius, radius)
        # Even the least probability keeps a dot, so that every row is seen to have a bar.
        filled = QRectF(track)
        filled.setWidth(max(_BAR_HEIGHT, track.width() * self._ranked.candidate.probability))
        painter.setBrush(QColor(colours.bar if self._emphasised else colours.bar_dim))
        painter.drawRoundedRect(filled, radius, radius)
