"""A small window that photos can be dragged out of: ``drag_source.py X PHOTO...``."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class DragSource(QLabel):
    """Starts a drag of ``paths`` when the mouse moves with a button down."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__("drag from here", alignment=Qt.AlignmentFlag.AlignCenter)
        self._urls = [QUrl.fromLocalFile(path) for path in paths]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Start the drag; Qt reports moves only while a button is down."""
        drag = QDrag(self)
        content = QMimeData()
        content.setUrls(self._urls)
        drag.setMimeData(content)
        drag.exec(Qt.DropAction.CopyAction)


application = QApplication(sys.argv[:1])
window = DragSource(sys.argv[2:])
window.setWindowTitle("drag-source")
window.setGeometry(int(sys.argv[1]), 0, 200, 200)
window.show()
application.exec()
