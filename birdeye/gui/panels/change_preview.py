"""A table of what a correction would do to each photo, before it is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

_MOST_ROWS = 500


class ChangePreview(QWidget):
    """Rows under ``headings``, the first of which is the name of the photo."""

    def __init__(self, headings: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = QLabel(wordWrap=True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.table = QTreeWidget()
        self.table.setHeaderLabels(list(headings))
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAccessibleName(self.tr("Preview"))
        self.table.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)

    def show_rows(self, rows: Iterable[Sequence[str]], summary: str) -> None:
        """Show these, as many as anyone reads."""
        self.summary.setText(summary)
        self.table.clear()
        items = []
        for number, row in enumerate(rows):
            if number == _MOST_ROWS:
                items.append(QTreeWidgetItem(["…"]))
                break
            items.append(QTreeWidgetItem(list(row)))
        self.table.addTopLevelItems(items)

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """What is on show."""
        items = (self.table.topLevelItem(n) for n in range(self.table.topLevelItemCount()))
        columns = range(self.table.columnCount())
        return [tuple(item.text(column) for column in columns) for item in items]
