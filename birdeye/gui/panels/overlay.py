"""A frame that floats over a part of the window and disappears by itself, moving nothing below
it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QHideEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from birdeye.gui.text_lines import line_height

_MARGIN = 18
"""Device-independent pixels between it and the edge of what it floats over."""

_WIDEST = 720
_BETWEEN = 8
"""Between two that float over the same edge."""


class Overlay(QFrame):
    """A sentence and a button, centred at the upper or lower edge of ``over``, as high as they
    ask for.

    ``reach_changed`` tells up to how many pixels above the lower edge of ``over`` it covers; 0
    where it is hidden, or at the upper edge.
    """

    reach_changed = Signal(int)

    _margin_to_edge = _MARGIN

    def __init__(self, over: QWidget, edge: Qt.Edge) -> None:
        super().__init__(over)
        # A frame that lets the mouse through would have what is below it clicked unseen.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self._over = over
        self._edge = edge
        self._lower: Overlay | None = None
        self._text = SentenceLabel()
        self._button = QPushButton()
        self._button.setProperty("small", True)
        self._time = QTimer(self, singleShot=True, timeout=self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown, empty when hidden."""
        return "" if self.isHidden() else self._text.text()

    def move_over(self, over: QWidget, edge: Qt.Edge | None = None) -> None:
        """Float over this widget from now on, at another edge if one is given, and stay visible
        if it was."""
        edge = self._edge if edge is None else edge
        if (over, edge) == (self._over, self._edge) and self.parentWidget() is over:
            return
        was_hidden = self.isHidden()
        self._edge = edge
        self._over.removeEventFilter(self)
        self._over = over
        self.setParent(over)
        over.installEventFilter(self)
        if not was_hidden:
            self._come_up()

    def float_above(self, lower: Overlay) -> None:
        """Make room for ``lower`` at a lower edge that both float over."""
        self._lower = lower
        lower.reach_changed.connect(self._on_lower_moved)

    def show_for(self, milliseconds: int) -> None:
        """Come up for so long; 0 for until somebody hides it. A mouse upon it makes it wait."""
        self._over.installEventFilter(self)
        self._come_up()
        self._time.setInterval(milliseconds)
        if milliseconds:
            self._time.start()
        else:
            self._time.stop()

    def enterEvent(self, event: QEnterEvent) -> None:
        """It stays while the mouse is on its way to the button."""
        self._time.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """It goes a while after the mouse has left."""
        if self._time.interval() and not self.isHidden():
            self._time.start()
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was covered is in sight again."""
        super().hideEvent(event)
        self.reach_changed.emit(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the edge."""
        kinds = (QEvent.Type.Resize, QEvent.Type.LayoutRequest)
        if event.type() in kinds and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Fit a text that became longer or shorter."""
        if event.type() == QEvent.Type.LayoutRequest and not self.isHidden():
            self._place()
        return super().event(event)

    def _say(self, sentence: str, button: str, milliseconds: int) -> None:
        """Show ``sentence`` for so long, also to those who hear it, with a button if it has words;
        a subclass has put both where they belong."""
        self._text.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.show_for(milliseconds)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _come_up(self) -> None:
        self._place()
        self.show()
        self.raise_()

    def _arrange(self, room: int) -> None:
        """Be ready for ``room`` pixels of width, before the size is asked for."""

    def _room(self) -> int:
        """How wide it may be."""
        return self._over.width() - 2 * _MARGIN

    def _left(self, width: int) -> int:
        """Where the left edge is, in pixels of ``over``."""
        return (self._over.width() - width) // 2

    def _on_lower_moved(self) -> None:
        if not self.isHidden():
            self._place()

    def _floor(self) -> int:
        """Where the lower edge may be, in pixels of ``over``."""
        floor = self._over.height() - self._margin_to_edge
        lower = self._lower
        if lower is not None and lower.isVisible():
            top = self._over.mapFromGlobal(lower.mapToGlobal(QPoint()))
            floor = min(floor, top.y() - _BETWEEN)
        return floor

    def _place(self) -> None:
        self.ensurePolished()
        room = min(self._room(), _WIDEST)
        self._arrange(room)
        width = min(self.sizeHint().width(), room)
        wrapped = self.layout().hasHeightForWidth()
        height = self.layout().totalHeightForWidth(width) if wrapped else self.sizeHint().height()
        left = self._left(width)
        is_above = self._edge is Qt.Edge.TopEdge
        top = _MARGIN if is_above else self._floor() - height
        self.setGeometry(left, top, width, height)
        self.reach_changed.emit(0 if is_above else self._over.height() - top)


class SentenceLabel(QLabel):
    """Plain text that would be one line, and wraps where there is no room for that."""

    def __init__(self) -> None:
        super().__init__(wordWrap=True, textFormat=Qt.TextFormat.PlainText)

    def sizeHint(self) -> QSize:
        """The size of the one line."""
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 4
        return QSize(wide, ceil(line_height(self.font())))

    def heightForWidth(self, width: int) -> int:
        """Of all lines; Qt forgets that fonts have heights in fractions of a pixel."""
        return super().heightForWidth(width) + 3

    def minimumSizeHint(self) -> QSize:
        """A few words."""
        return QSize(60, ceil(line_height(self.font())))
