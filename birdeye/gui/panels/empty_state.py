"""What the window shows before there are photos: an invitation, not a blank."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from birdeye.gui.layouts import STRETCH, in_column, in_row
from birdeye.gui.panels.lead_line import LeadLine
from birdeye.gui.wording import without_mnemonic

_RECENT_SHOWN = 4
_WIDTH, _BORDER = 632, 4
"""Of the zone, in device-independent pixels: what the narrowest window has room for."""


class EmptyState(QWidget):
    """A drop zone with the two ways to open; the actions are the window's own.

    ``recent_chosen(folder)`` when the user wants a folder that was opened lately.
    """

    recent_chosen = Signal(object)

    def __init__(self, icon: QIcon, open_photos: QAction, open_folder: QAction) -> None:
        super().__init__(objectName="emptyState")
        # A plain QWidget subclass does not paint a style sheet background without this.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._zone = QFrame(objectName="dropZone")
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._picture.setPixmap(icon.pixmap(112, 112))
        self._picture.setFixedHeight(112 + 26)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        title = QLabel(
            self.tr("Which birds are in your photos?"),
            objectName="emptyTitle",
            alignment=Qt.AlignmentFlag.AlignCenter,
        )
        text = QLabel(
            self.tr("Drop photos or folders here, or open them."),
            objectName="emptyText",
            alignment=Qt.AlignmentFlag.AlignCenter,
        )
        hint = QLabel(
            self.tr(
                "JPEG, PNG, HEIC, AVIF, WebP, TIFF and camera RAW. "
                "Everything stays on this computer; your photos are never changed unless you ask."
            ),
            objectName="emptyHint",
            alignment=Qt.AlignmentFlag.AlignCenter,
            wordWrap=True,
        )
        self._photos_button = _button_of(open_photos, primary=True)
        folder_button = _button_of(open_folder, primary=False)

        self._recent = QLabel(objectName="emptyRecent", alignment=Qt.AlignmentFlag.AlignCenter)
        self._recent.setTextFormat(Qt.TextFormat.RichText)
        self._recent.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._recent.linkActivated.connect(lambda link: self.recent_chosen.emit(Path(link)))
        self._recent.hide()

        self.lead = LeadLine()
        self.lead.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = in_row(STRETCH, self._photos_button, folder_button, STRETCH, spacing=12)
        in_column(
            *(self._picture, title, 8, text, 26, buttons),
            *(18, self._recent, 18, hint, 14, self.lead),
            spacing=0,
            margins=(48, 36, 48, 30),
            of=self._zone,
        )
        self._zone.setFixedWidth(_WIDTH)
        # The line of the lead may come and go later.
        self._fitting = QTimer(self, singleShot=True, interval=0, timeout=self._fit)
        self._zone.installEventFilter(self)

        centred = self._zone, Qt.AlignmentFlag.AlignHCenter
        in_column(STRETCH, centred, STRETCH, margins=(24, 12, 24, 12), of=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window has room for the words, and not for the picture as well."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room for words that came since, or take it away."""
        if event.type() == QEvent.Type.LayoutRequest:
            # Not within the event: a layout that is at work does not hear of other requests.
            self._fitting.start()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        layout = self._zone.layout()
        layout.activate()
        words = layout.totalHeightForWidth(_WIDTH) + _BORDER
        if not self._picture.isHidden():
            words -= self._picture.height()
        margins = self.layout().contentsMargins()
        room = self.height() - margins.top() - margins.bottom()
        has_room = words + self._picture.height() <= room
        self._picture.setVisible(has_room)
        self._zone.setFixedHeight(words + (self._picture.height() if has_room else 0))

    def set_dropping(self, dropping: bool) -> None:
        """Light the zone up while something that can be opened is held over the window."""
        self._zone.setProperty("dropping", dropping)
        self._zone.style().polish(self._zone)

    def show_recent(self, folders: Sequence[Path]) -> None:
        """Offer the folders that were opened lately."""
        links = [
            f'<a href="{escape(str(folder))}">{escape(folder.name or str(folder))}</a>'
            for folder in folders[:_RECENT_SHOWN]
        ]
        self._recent.setText(self.tr("Recent: {0}").format("  ·  ".join(links)))
        self._recent.setVisible(bool(links))
        self._fit()

    def take_focus(self) -> None:
        """Put the keyboard where most people begin."""
        self._photos_button.setFocus()


def _button_of(action: QAction, primary: bool) -> QPushButton:
    button = QPushButton(without_mnemonic(action.text()))
    button.setProperty("primary", primary)
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)
    return button
