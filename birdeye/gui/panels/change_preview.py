"""A table of what a correction would do to each photo, before it is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from birdeye.gui.layouts import in_column

_MOST_ROWS = 500


class ChangePreview(QWidget):
    """Rows under ``headings``, the first of which is the name of the photo."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self.rows: list[tuple[str, ...]] = []
        """What is shown."""
        self.summary = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.table = QTreeWidget()
        self.table.setHeaderLabels(list(headings))
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAccessibleName(self.tr("Preview"))
        self.table.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        in_column(self.summary, (self.table, 1), spacing=8, of=self)

    def show_rows(self, rows: Iterable[Sequence[str]], summary: str) -> None:
        """Show these, as many as anyone reads."""
        self.summary.setText(summary)
        self.table.clear()
        self.rows = [tuple(row) for row in islice(rows, _MOST_ROWS + 1)]
        if len(self.rows) > _MOST_ROWS:
            self.rows[-1] = ("…",)
        self.table.addTopLevelItems([QTreeWidgetItem(list(row)) for row in self.rows])
