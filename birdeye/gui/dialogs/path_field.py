"""A file or folder to be given: typed, chosen in a dialog, or dropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from birdeye.gui.layouts import in_row


class PathField(QWidget):
    """A line with the path and the button that asks for it.

    ``ask`` returns the path that was chosen, None for none. ``changed(path)`` comes with a whole
    path, not with every key: None when the line was emptied.
    """

    changed = Signal(object)

    def __init__(self, name: str, hint: str, ask: Callable[[], Path | None]) -> None:
        super().__init__()
        self._ask = ask
        self._told: Path | None = None
        self._line = QLineEdit(placeholderText=hint, accessibleName=name)
        self._button = QPushButton(self.tr("Choose…"), autoDefault=False)
        self._button.setProperty("small", True)
        self._button.setAccessibleName(self.tr("Choose: {0}").format(name))
        in_row((self._line, 1), self._button, spacing=8, of=self)
        self.setFocusProxy(self._line)
        self.setAcceptDrops(True)
        # The line would take the drop as text.
        self._line.setAcceptDrops(False)
        self._button.clicked.connect(self._on_choose)
        self._line.editingFinished.connect(self._tell)

    @property
    def path(self) -> Path | None:
        """What the line names."""
        text = self._line.text().strip()
        return Path(text) if text else None

    def set_hint(self, hint: str) -> None:
        """Say in the empty line what belongs there."""
        self._line.setPlaceholderText(hint)

    def set_path(self, path: Path | None) -> None:
        """Show ``path`` and signal it, unless it was signalled already."""
        self._line.setText("" if path is None else str(path))
        self._tell()

    def clear(self) -> None:
        """Empty the line without telling."""
        self._told = None
        self._line.clear()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one file or folder of this computer."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        event.acceptProposedAction()
        self.set_path(Path(event.mimeData().urls()[0].toLocalFile()))

    def _on_choose(self) -> None:
        path = self._ask()
        if path is not None:
            # The same file is looked at again, as it may have been repaired meanwhile.
            self._told = None
            self.set_path(path)

    def _tell(self) -> None:
        if self.path != self._told:
            self._told = self.path
            self.changed.emit(self.path)
