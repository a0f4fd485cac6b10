"""A message that needs no dialog: a sentence, with the next step as a button.

It floats over the foot of the window and disappears by itself, so that nothing moves under the
mouse and no photo is covered.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from birdeye.gui.icons import icon_pixmap, themed_icon
from birdeye.gui.layouts import in_column, in_row
from birdeye.gui.panels.overlay import Overlay
from birdeye.gui.theme import Theme

_LEAST_MS, _MS_PER_LETTER = 8_000, 80
"""How long a message stays: time to notice it, and time to read it."""

_LEAST_TEXT = 280
"""Where the text is left fewer pixels by the button, the button is below it."""


_BUTTON_AT_FOOT = 140
"""Pixels that it leaves to the button at the other end of the window's foot."""


class NoticeBar(Overlay):
    """One sentence at a time over an edge of ``over``, the upper one at first.

    ``closed`` when the user closed it.
    """

    closed = Signal()

    _margin_to_edge = 2

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over, Qt.Edge.TopEdge)
        self.setObjectName("noticeBar")
        self._theme = theme
        self._icon = QLabel()
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setAccessibleName(self.tr("Message"))
        self._close = QToolButton(accessibleName=self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close"))
        self._close.clicked.connect(self._on_close)
        self._on_button: Callable[[], object] | None = None
        self._stays = False
        self._waiting: list[tuple[str, str, Callable[[], object]]] = []
        self._button.clicked.connect(self._on_button_clicked)
        self._time.timeout.connect(self._next_offer)
        self._words = in_column(self._text, spacing=6)
        parts = self._icon, (self._words, 1), self._button, self._close
        self._row = in_row(*parts, spacing=12, margins=(16, 2, 10, 2), of=self)
        theme.changed.connect(self._tint)
        self._tint()

    def tell(
        self,
        sentence: str,
        button: str = "",
        run: Callable[[], object] | None = None,
        *,
        stays: bool = False,
    ) -> None:
        """Show ``sentence``, and a button that runs ``run`` when one is named.

        It goes when it has been read, unless it ``stays`` until `clear`.
        """
        self._on_button, self._stays = run, stays
        reading = _LEAST_MS + _MS_PER_LETTER * len(sentence)
        self._say(sentence, button, 0 if stays else reading)

    def offer(self, sentence: str, button: str, run: Callable[[], object]) -> None:
        """Show something unrequested, without replacing what is being read.

        It follows a plain sentence, and waits for one that has a button or that stays.
        """
        if self.isHidden():
            self.tell(sentence, button, run)
        elif self._stays or self._on_button is not None:
            self._waiting.append((sentence, button, run))
        else:
            self.tell(f"{self.text} {sentence}", button, run)

    def clear(self) -> None:
        """Hide, and go on with the next offer."""
        self._on_button = None
        self.hide()
        self._next_offer()

    def _arrange(self, room: int) -> None:
        others = self._icon, self._button, self._close
        beside = room - sum(one.sizeHint().width() + 12 for one in others)
        text = self._text.sizeHint().width()
        is_below = not self._button.isHidden() and beside < min(text, _LEAST_TEXT)
        if is_below and self._words.indexOf(self._button) < 0:
            self._row.removeWidget(self._button)
            self._words.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        elif not is_below and self._row.indexOf(self._button) < 0:
            self._words.removeWidget(self._button)
            self._row.insertWidget(2, self._button)

    @property
    def _is_at_foot(self) -> bool:
        return self._edge is Qt.Edge.BottomEdge

    def _room(self) -> int:
        return super()._room() - (_BUTTON_AT_FOOT if self._is_at_foot else 0)

    def _left(self, width: int) -> int:
        return self._margin_to_edge if self._is_at_foot else super()._left(width)

    def _next_offer(self) -> None:
        if self._waiting:
            self.tell(*self._waiting.pop(0))

    def _on_button_clicked(self) -> None:
        run = self._on_button
        if not self._stays:
            self._on_button = None
            self.hide()
        if run is not None:
            run()
        if self.isHidden():
            self._next_offer()

    def _on_close(self) -> None:
        self.clear()
        self.closed.emit()

    def _tint(self) -> None:
        colour = self._theme.colours.likely_text
        self._icon.setPixmap(icon_pixmap("about", colour, 20, self.devicePixelRatioF()))
        self._close.setIcon(themed_icon("close", colour))
