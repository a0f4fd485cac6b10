"""Shows what an export would write, and what would be left out and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QTableWidget, QTableWidgetItem

from birdeye.export.plan import ExportPlan
from birdeye.gui import enumeration, export_wording
from birdeye.gui.layouts import STRETCH, in_column
from birdeye.gui.panels.plain_label import PlainLabel
from birdeye.gui.tasks.exporting import ExportDone

_LISTED_FILES, _LISTED_PROBLEMS = 3, 8
_WIDEST_CELL = 220


class ExportPreview(QFrame):
    """A title, the facts, the first files or rows, and why anything is left out."""

    def __init__(self) -> None:
        super().__init__(objectName="summary")
        self._title = PlainLabel(objectName="summaryTitle")
        self._facts = PlainLabel()
        self._files = PlainLabel(objectName="outcomeText", wordWrap=False)
        self._left_out = PlainLabel(objectName="outcomeText")
        self.rows = QTableWidget(objectName="exportRows")
        self.rows.setAccessibleName(self.tr("First rows of the table"))
        self.rows.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.rows.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.rows.horizontalHeader().hide()
        self.rows.verticalHeader().hide()
        parts = *self._labels, self.rows, STRETCH
        in_column(*parts, spacing=8, margins=(16, 13, 16, 14), of=self)
        self._show()

    @property
    def text(self) -> str:
        """All text shown."""
        return "\n".join(label.text() for label in self._labels if not label.isHidden())

    def show_looking(self) -> None:
        """Say that it is being found out."""
        self._show(self.tr("Checking what there is to export…"))

    def show_plan(self, plan: ExportPlan) -> None:
        """Say what would be written."""
        facts = (export_wording.plan_files(plan), export_wording.unconfirmed(plan))
        files = [str(path) for path in plan.files[:_LISTED_FILES]]
        if len(plan.files) > _LISTED_FILES:
            files.append("…")
        reasons = [export_wording.left_out(*item) for item in plan.left_out.items()]
        reasons += (export_wording.doubtful(*item) for item in plan.doubtful.items())
        reasons += (export_wording.caution(*item) for item in plan.cautions.items())
        self._show(
            export_wording.plan_title(plan),
            enumeration.in_a_row(facts),
            "\n".join(files),
            "\n".join(reasons),
        )

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show the first rows of the table that would be written."""
        self.rows.clear()
        self.rows.setRowCount(len(rows))
        self.rows.setColumnCount(max(map(len, rows), default=0))
        for number, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                self.rows.setItem(number, place, QTableWidgetItem(cell))
        self.rows.resizeColumnsToContents()
        for place in range(self.rows.columnCount()):
            self.rows.setColumnWidth(place, min(self.rows.columnWidth(place), _WIDEST_CELL))
        self.rows.resizeRowsToContents()
        lines = sum(self.rows.rowHeight(row) for row in range(len(rows)))
        bar = self.rows.horizontalScrollBar().sizeHint().height()
        self.rows.setFixedHeight(lines + bar + 2 * self.rows.frameWidth() + 2)
        self.rows.setVisible(bool(rows))

    def show_sentence(self, sentence: str) -> None:
        """Say why there is no preview, or no export."""
        self._show("", sentence)

    def show_done(self, done: ExportDone) -> None:
        """Say what was written, and what could not be."""
        problems = list(done.problems[:_LISTED_PROBLEMS])
        if done.problem_count > len(problems):
            problems.append("…")
        self._show(
            export_wording.done_sentence(done),
            export_wording.problems_sentence(done),
            "",
            "\n".join(problems),
        )

    @property
    def _labels(self) -> tuple[QLabel, ...]:
        return self._title, self._facts, self._files, self._left_out

    def _show(self, *texts: str) -> None:
        self.rows.hide()
        for label, text in zip(self._labels, (*texts, "", "", ""), strict=False):
            label.setText(text)
            label.setVisible(bool(text))
            label.setToolTip(text if label is self._files else "")
