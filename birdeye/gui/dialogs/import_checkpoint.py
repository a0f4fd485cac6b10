"""Asks for a network's file and what is missing, and shows the import as it goes."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QProgressBar,
    QScrollArea,
    QWidget,
)

from birdeye.gui.dialogs import ask
from birdeye.gui.dialogs.checkpoint_summary import CheckpointSummary
from birdeye.gui.dialogs.dialog_parts import cancel_and
from birdeye.gui.dialogs.import_form import ImportForm
from birdeye.gui.dialogs.path_field import PathField
from birdeye.gui.layouts import STRETCH, in_column, in_row
from birdeye.gui.panels.plain_label import PlainLabel
from birdeye.gui.tasks.importing import CheckpointImport
from birdeye.gui.theme import Theme

if TYPE_CHECKING:
    from birdeye.workflows.import_checkpoint import CheckpointPreview

_WIDTH, _MARGIN = 680, 24
_LEAST_INSIDE, _TITLE_BAR = 120, 60


class _State(Enum):
    EMPTY = auto()
    LOOKING = auto()
    READY = auto()
    IMPORTING = auto()
    STOPPING = auto()
    DONE = auto()


class ImportCheckpointDialog(QDialog):
    """The checkpoint on top, what it is, the form, and the progress below; at the end the result.

    ``folder`` is where the question for a checkpoint begins. What was filled in stays when an
    import fails or is cancelled.

    Signals:
        folder_used(folder): a checkpoint of that folder was looked at.
    """

    folder_used = Signal(str)

    def __init__(
        self, work: CheckpointImport, theme: Theme, folder: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import a network"))
        self._work = work
        self._folder = folder
        self._state = _State.EMPTY
        self._preview: CheckpointPreview | None = None
        self._error = ""
        self._same_network = False
        self._inside_height = 0
        hint = self.tr("NAME.onnx, NAME.tflite or NAME-symbol.json")
        self.checkpoint = PathField(self.tr("Checkpoint"), hint, self._ask_checkpoint)
        self.epoch = QComboBox(accessibleName=self.tr("Epoch of the training"))
        self.summary = CheckpointSummary(theme)
        self.form = ImportForm()
        self.progress = QProgressBar(textVisible=False)
        self.progress.setAccessibleName(self.tr("Progress of the import"))
        self.status = PlainLabel(objectName="fieldHint")
        self.buttons, self.import_button = cancel_and(self, self.tr("&Import"), self._on_import)
        self.import_button.setDefault(True)
        self.cancel_button = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self._lay_out()
        self._connect()
        self._show_nothing()

    def reject(self) -> None:
        """Cancel stops an import that is under way, and closes the dialog otherwise.

        Where a step takes long to stop, cancelling again closes the dialog meanwhile.
        """
        if self._state is _State.IMPORTING:
            self._work.cancel()
            self._enter(_State.STOPPING)
            return
        self._work.cancel()
        super().reject()

    # --- layout ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        name = QLabel(self.tr("C&heckpoint"))
        name.setBuddy(self.checkpoint)
        self._epoch_name = QLabel(self.tr("Ep&och"))
        self._epoch_name.setBuddy(self.epoch)
        middle = QWidget()
        inside = (_MARGIN, 2, _MARGIN, 2)
        in_column(self.summary, self.form, STRETCH, spacing=18, margins=inside, of=middle)
        self._scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName(self.windowTitle())
        self._scroll.setObjectName("importScroll")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(middle)
        # The scroll bar of the middle is at the edge of the dialog.
        sides = (_MARGIN, 0, _MARGIN, 0)
        top = name, (self.checkpoint, 1), self._epoch_name, self.epoch
        in_column(
            in_row(*top, spacing=10, margins=sides),
            (self._scroll, 1),
            in_row(self.progress, margins=sides),
            in_row((self.status, 1), self.buttons, spacing=16, margins=sides),
            spacing=14,
            margins=(0, 20, 0, 16),
            of=self,
        )

    def _connect(self) -> None:
        self.checkpoint.changed.connect(self._on_checkpoint)
        self.epoch.activated.connect(self._on_epoch)
        self.form.changed.connect(self._on_edited)
        self.form.labels_asked.connect(self._on_labels_asked)
        self._work.previewed.connect(self._on_previewed)
        self._work.labels_found.connect(self.form.show_labels)
        self._work.labels_refused.connect(self.form.refuse_labels)
        self._work.progressed.connect(self._on_progressed)
        self._work.imported.connect(self._on_imported)
        self._work.failed.connect(self._on_failed)
        self._work.stopped.connect(self._on_stopped)

    def _enter(self, state: _State) -> None:
        """Show what can be filled in or pressed now."""
        self._state = state
        busy = state in (_State.IMPORTING, _State.STOPPING)
        done = state is _State.DONE
        usable = self._preview is not None and not self._preview.problem and not done
        self.checkpoint.setEnabled(not busy and not done)
        self.epoch.setEnabled(state is _State.READY)
        self.form.setVisible(usable)
        self.form.setEnabled(state is _State.READY)
        self.progress.setVisible(busy or state is _State.LOOKING)
        missing = self.form.missing() if usable else ""
        self.import_button.setEnabled(state is _State.READY and usable and not missing)
        self.cancel_button.setText(
            self.tr("Close") if state is _State.STOPPING or done else self.tr("Cancel")
        )
        self.import_button.setVisible(not done)
        if state is _State.STOPPING:
            self._say(self.tr("Stopping; nothing will be installed…"))
        elif state is _State.READY:
            self._say(self._error or missing, warns=bool(self._error))
        elif state in (_State.EMPTY, _State.DONE):
            self._say("")

    def _say(self, text: str, *, warns: bool = False) -> None:
        self.status.setText(text)
        self.status.setProperty("warns", warns)
        self.status.style().polish(self.status)

    def _fit(self) -> None:
        """As high as its content, as far as the screen allows; wider if the user wants."""
        self.ensurePolished()
        width = max(_WIDTH, self.width() if self.isVisible() else 0)
        content = self._scroll.widget().layout()
        inside = max(content.totalHeightForWidth(width), content.totalMinimumSize().height())
        if inside == self._inside_height:
            return
        self._inside_height = inside
        self._scroll.setMinimumHeight(min(inside, _LEAST_INSIDE))
        others = self.layout().totalMinimumSize().height() - self._scroll.minimumHeight()
        available = self.screen().availableGeometry()
        self.setMinimumWidth(_WIDTH)
        self.resize(width, min(inside + others, available.height() - _TITLE_BAR))
        # Growing is downwards, which may lead out of the screen.
        below = self.frameGeometry().bottom() - available.bottom()
        if self.isVisible() and below > 0:
            self.move(self.x(), max(available.top(), self.frameGeometry().top() - below))

    # --- what the user does --------------------------------------------------------------------

    def _ask_checkpoint(self) -> Path | None:
        return ask.for_checkpoint(self, self._folder)

    def _on_checkpoint(self, path: Path | None) -> None:
        self._work.cancel()
        if path is None:
            self._show_nothing()
            return
        self._folder = str(path.parent)
        self.folder_used.emit(self._folder)
        self._same_network = False
        self._look(path, None)

    def _on_epoch(self) -> None:
        path = self.checkpoint.path
        if path is not None:
            self._look(path, self.epoch.currentData())

    def _look(self, path: Path, epoch: int | None) -> None:
        self._preview, self._error = None, ""
        self.summary.show_line(self.tr("Looking at the checkpoint…"))
        self.progress.setRange(0, 0)
        self._work.preview(path, epoch)
        self._enter(_State.LOOKING)

    def _show_nothing(self) -> None:
        self._preview, self._error = None, ""
        self._show_epochs((), None)
        self.summary.show_line(
            self.tr(
                "An ONNX or TFLite model is one file. An MXNet checkpoint is two files "
                "in one folder, NAME-symbol.json and NAME-0000.params: choose either of "
                "them. Birdeye reads it and asks for what is missing."
            )
        )
        self._enter(_State.EMPTY)
        self._fit()

    def _on_edited(self) -> None:
        if self._state is _State.READY:
            self._error = ""
            self._enter(_State.READY)
            self._fit()

    def _on_labels_asked(self, path: Path) -> None:
        if self._preview is not None:
            self._work.check_labels(path, self._preview)

    def _on_import(self) -> None:
        path = self.checkpoint.path
        if path is None or not self.import_button.isEnabled():
            return
        self._error = ""
        self.progress.setRange(0, 0)
        self._work.start(self.form.chosen(path), choose=self.form.choose.isChecked())
        self._enter(_State.IMPORTING)

    # --- what the work tells ---------------------------------------------------------------------

    def _on_previewed(self, preview: CheckpointPreview) -> None:
        self._preview = preview
        self._show_epochs(preview.epochs, preview.epoch)
        self.summary.show_preview(preview)
        if not preview.problem:
            self.form.show_preview(preview, same_network=self._same_network)
            self._same_network = True
        self._enter(_State.READY)
        self._fit()

    def _show_epochs(self, epochs: tuple[int, ...], current: int | None) -> None:
        self.epoch.clear()
        for epoch in epochs:
            self.epoch.addItem(str(epoch), epoch)
        self.epoch.setCurrentIndex(self.epoch.findData(current))
        for widget in (self._epoch_name, self.epoch):
            widget.setVisible(len(epochs) > 1)

    def _on_progressed(self, text: str, done: int, total: int) -> None:
        if self._state in (_State.IMPORTING, _State.LOOKING):
            self.progress.setRange(0, total)
            self.progress.setValue(done)
            self._say(f"{text}…")

    def _on_imported(self, title: str, _chosen: bool, sentences: tuple[str, ...]) -> None:
        self.summary.show_result(title, sentences)
        self._enter(_State.DONE)
        self.cancel_button.setFocus()
        self._fit()

    def _on_failed(self, sentence: str) -> None:
        if self._preview is None:
            self.summary.show_problem(sentence)
            self._enter(_State.EMPTY)
            self._fit()
            return
        self._error = sentence
        self._enter(_State.READY)

    def _on_stopped(self) -> None:
        self._enter(_State.READY)
        self._say(self.tr("Stopped; nothing was installed."))
