"""Asks what to export, shows what would be written while it is asked, and then the progress."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QWidget,
)

from birdeye.export.plan import ExportPlan
from birdeye.export.registry import FORMATS
from birdeye.gui import export_wording
from birdeye.gui.dialogs.dialog_parts import cancel_and
from birdeye.gui.dialogs.export_form import ExportForm, ExportScopes
from birdeye.gui.dialogs.export_preview import ExportPreview
from birdeye.gui.layouts import in_column, in_row
from birdeye.gui.panels.two_line_delegate import SECOND_LINE_ROLE, TwoLineDelegate
from birdeye.gui.tasks.exporting import ExportDone, Exporting
from birdeye.gui.theme import Theme

_SIZE = 1040, 640
_LIST_WIDTH = 410
_PREVIEW_DELAY_MS = 150


class ExportDialog(QDialog):
    """Formats on the left, their questions and the preview on the right, progress below.

    Signals:
        succeeded(ExportDone): everything was written, and the dialog closed.
        folder_used(folder), format_used(id): what to begin with next time.
    """

    succeeded = Signal(object)
    folder_used = Signal(str)
    format_used = Signal(str)

    def __init__(
        self,
        work: Exporting,
        theme: Theme,
        scopes: ExportScopes,
        *,
        language: str,
        folder: str,
        format_id: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self._work = work
        self._plan: ExportPlan | None = None
        self._stopping = False
        self.formats = QListWidget(objectName="formatList")
        self._delegate = TwoLineDelegate(theme)
        self.form = ExportForm(scopes, language, Path(folder))
        self.preview = ExportPreview()
        self.progress = QProgressBar(textVisible=False)
        self.status = QLabel(
            objectName="fieldHint", wordWrap=True, textFormat=Qt.TextFormat.PlainText
        )
        self.buttons, self.export_button = cancel_and(self, self.tr("&Export"), self._on_export)
        self.export_button.setDefault(True)
        self._look_soon = QTimer(self, singleShot=True, interval=_PREVIEW_DELAY_MS)
        self._fill_formats()
        self._lay_out()
        self._connect()
        ids = [known.id for known in FORMATS]
        self.formats.setCurrentRow(ids.index(format_id) if format_id in ids else 0)
        self.formats.setFocus()

    def reject(self) -> None:
        """Cancel stops an export that is under way, and closes the dialog otherwise."""
        self._work.cancel()
        if self._work.is_busy and not self._stopping:
            self._stopping = True
            self._say(self.tr("Stopping…"))
            return
        self._look_soon.stop()
        super().reject()

    # --- layout ----------------------------------------------------------------------------------

    def _fill_formats(self) -> None:
        self.formats.setItemDelegate(self._delegate)
        self.formats.setAccessibleName(self.tr("Format"))
        self.formats.setMouseTracking(True)
        self.formats.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.formats.setFixedWidth(_LIST_WIDTH)
        for known in FORMATS:
            title, purpose = export_wording.format_words(known)
            item = QListWidgetItem(title)
            item.setData(SECOND_LINE_ROLE, purpose)
            item.setToolTip(purpose)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, purpose)
            self.formats.addItem(item)

    def _lay_out(self) -> None:
        self.progress.setAccessibleName(self.tr("Progress of the export"))
        self.progress.hide()
        right = in_column(self.form, (self.preview, 1), spacing=18)
        in_column(
            (in_row(self.formats, (right, 1), spacing=22), 1),
            self.progress,
            in_row((self.status, 1), self.buttons, spacing=16),
            spacing=14,
            margins=(20, 20, 24, 16),
            of=self,
        )
        self.resize(*_SIZE)

    def _connect(self) -> None:
        self.formats.currentRowChanged.connect(self._on_format)
        self.form.changed.connect(self._on_edited)
        self._look_soon.timeout.connect(self._look)
        self._work.planned.connect(self._on_planned)
        self._work.sampled.connect(self.preview.show_rows)
        self._work.progressed.connect(self._on_progressed)
        self._work.exported.connect(self._on_exported)
        self._work.failed.connect(self._on_failed)
        self._work.stopped.connect(self._on_stopped)

    def _say(self, text: str) -> None:
        self.status.setText(text)

    def _set_exporting(self, exporting: bool) -> None:
        self.formats.setEnabled(not exporting)
        self.form.setEnabled(not exporting)
        self.progress.setVisible(exporting)
        self._stopping = False
        self._show_ready()

    def _show_ready(self) -> None:
        """Say what is missing, and continue only when nothing is."""
        exporting = self._work.is_busy
        missing = "" if exporting else self.form.missing()
        ready = self._plan is not None and not self._plan.is_empty and not missing
        self.export_button.setEnabled(ready and not exporting)
        self._say(missing)

    # --- what the user does --------------------------------------------------------------------

    def _on_format(self, row: int) -> None:
        self.form.show_format(FORMATS[row])
        self._on_edited()

    def _on_edited(self) -> None:
        if self._work.is_busy:
            return
        self._plan = None
        self._work.cancel_preview()
        self._look_soon.start()
        self._show_ready()

    def _look(self) -> None:
        chosen = self.form.chosen()
        if chosen is None:
            self.preview.show_sentence(self.form.missing())
            return
        self.preview.show_looking()
        self._work.preview(chosen)

    def _on_export(self) -> None:
        chosen = self.form.chosen()
        if chosen is None or self._plan is None or not self.export_button.isEnabled():
            return
        self.format_used.emit(chosen.format.id)
        if chosen.format.asks_for_place:
            self.folder_used.emit(str(chosen.destination.absolute().parent))
        self.progress.setRange(0, self._plan.record_count)
        self.progress.setValue(0)
        self._work.start(chosen, self._plan)
        self._set_exporting(True)

    # --- what the work tells ---------------------------------------------------------------------

    def _on_planned(self, plan: ExportPlan) -> None:
        self._plan = plan
        self.preview.show_plan(plan)
        self._show_ready()

    def _on_progressed(self, done: int, total: int) -> None:
        self.progress.setValue(done)
        if not self._stopping:
            self._say(export_wording.progress_text(done, total))

    def _on_exported(self, done: ExportDone) -> None:
        if done.problem_count:
            self.preview.show_done(done)
            self._finish()
            return
        self.accept()
        self.succeeded.emit(done)

    def _on_failed(self, sentence: str) -> None:
        self.preview.show_sentence(sentence)
        self._finish()

    def _on_stopped(self) -> None:
        self._finish()
        self._say(self.tr("Stopped. Files that were not complete yet are not there."))

    def _finish(self) -> None:
        """Back to the questions; earlier findings no longer apply."""
        self._plan = None
        self._set_exporting(False)
