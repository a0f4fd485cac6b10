"""Tells that the program made a mistake, with a report that can be copied."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QWidget,
)

from birdeye.gui.layouts import in_column


class CrashReportDialog(QDialog):
    """Shows ``report``; the program goes on when it is closed."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong in Birdeye"))
        self.resize(720, 460)
        text = QLabel(
            self.tr(
                "Something went wrong inside Birdeye. Your photos are unharmed, and you can go on "
                "working. The report below helps to fix it; it contains file names, but no photos."
            ),
            wordWrap=True,
        )
        self._report = QPlainTextEdit(report, readOnly=True)
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._report.setAccessibleName(self.tr("Report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._on_copy)
        buttons.rejected.connect(self.reject)
        in_column(text, (self._report, 1), buttons, spacing=14, margins=(20, 18, 20, 16), of=self)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
