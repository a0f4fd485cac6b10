"""A quiet sentence that leads to something better, with a link to it and one that declines."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

_FOLLOW, _DECLINE = "follow", "decline"


class LeadLine(QLabel):
    """Hidden while there is nothing to say. ``followed()`` and ``declined()`` are the links."""

    followed = Signal()
    declined = Signal()

    def __init__(self) -> None:
        super().__init__(objectName="outcomeText", wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(self._on_link)
        self.hide()

    def tell(self, sentence: str) -> None:
        """Show ``sentence`` and both links; an empty one hides the line."""
        words = {_FOLLOW: self.tr("Show it"), _DECLINE: self.tr("No, thanks")}
        links = [f'<a href="{link}">{escape(word)}</a>' for link, word in words.items()]
        self.setText(f"{escape(sentence)} {' &nbsp;·&nbsp; '.join(links)}" if sentence else "")
        self.setVisible(bool(sentence))

    def _on_link(self, link: str) -> None:
        (self.followed if link == _FOLLOW else self.declined).emit()
