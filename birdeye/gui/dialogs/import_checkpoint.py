"""Asks for an MXNet checkpoint and what is missing, and shows the import as it goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from birdeye.gui.controllers.importing import CheckpointImport, ImportWish, Triple

if TYPE_CHECKING:
    from birdeye.workflows.import_checkpoint import CheckpointPreview

_WIDTH = 560
_MARGIN = 72
_MOST_TEXT = 150
_SMALLEST, _LARGEST = 8, 4096


class ImportCheckpointDialog(QDialog):
    """The form, its explanation of the checkpoint, and the progress below it.

    What can be guessed is filled in as soon as a checkpoint is chosen, and can be changed.

    Signals:
        imported(title): a model was installed and chosen; the dialog has closed.
    """

    imported = Signal(str)

    def __init__(self, work: CheckpointImport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import an MXNet checkpoint"))
        self.setMinimumWidth(_WIDTH)
        self._work = work
        self._preview: CheckpointPreview | None = None
        self._importing = False
        self._build()
        work.previewed.connect(self._on_previewed)
        work.progressed.connect(self._on_progressed)
        work.imported.connect(self._on_imported)
        work.failed.connect(self._on_failed)
        work.stopped.connect(self._on_stopped)
        self._show_state()

    @property
    def wish(self) -> ImportWish:
        """What the form says now."""
        calibration = self.calibration.text().strip()
        labels = self.labels.text().strip()
        detector = self._preview is not None and self._preview.is_detector
        return ImportWish(
            prefix=Path(self.checkpoint.text().strip()),
            title=self.title.text().strip(),
            labels=Path(labels) if labels else None,
            input_size=(self.input_height.value(), self.input_width.value()),
            mean=self._changed(self.mean),
            scale=self._changed(self.scale),
            bird_class=self.bird_class.value() if detector else None,
            precision=self.precision.currentData(),
            calibration=Path(calibration) if calibration else None,
            verify=self.verify.isChecked(),
        )

    def _changed(self, field: QLineEdit) -> Triple | None:
        """What was typed; None for the guess, whose digits the form does not show in full."""
        return _numbers(field.text()) if field.isModified() else None

    @Slot()
    def choose_checkpoint(self) -> None:
        """Ask for one of the checkpoint's two files and look at it."""
        kind = self.tr("MXNet checkpoints (*-symbol.json *.params)")
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("MXNet checkpoint"), self.checkpoint.text(), kind
        )
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Look at the checkpoint that ``path`` belongs to, and fill the form."""
        self._preview = None
        self.checkpoint.setText(str(path))
        self._explain(self.tr("Looking at the checkpoint…"))
        self._work.preview(path)
        self._show_state()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing stops what is under way."""
        self._work.cancel()
        super().closeEvent(event)

    def reject(self) -> None:
        """Cancel stops an import that is under way, and closes the dialog otherwise."""
        self._work.cancel()
        if not self._importing:
            super().reject()

    # --- the form --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.checkpoint = QLineEdit(readOnly=True)
        self.labels = QLineEdit()
        self.calibration = QLineEdit()
        self.title = QLineEdit(maxLength=100)
        self.input_width, self.input_height = (
            QSpinBox(minimum=_SMALLEST, maximum=_LARGEST) for _ in range(2)
        )
        self.mean, self.scale = QLineEdit(), QLineEdit()
        self.bird_class = QSpinBox(minimum=0, maximum=9999)
        self.precision = QComboBox()
        for word, name in (
            ("fp32", self.tr("Exact (float32)")),
            ("fp16", self.tr("Half the size (float16 weights)")),
            ("int8", self.tr("Small and fast (int8)")),
        ):
            self.precision.addItem(name, word)
        self.verify = QCheckBox(self.tr("Compare the result with the checkpoint"), checked=True)
        self.explanation = QLabel(objectName="outcomeText", wordWrap=True)
        self.explanation.setText(
            self.tr("A checkpoint is two files, NAME-symbol.json and NAME-0000.params.")
        )
        self.progress = QProgressBar(textVisible=False)
        self.status = QLabel(objectName="outcomeText", wordWrap=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.import_button = self.buttons.addButton(
            self.tr("&Import"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.buttons.accepted.connect(self._on_import)
        self.buttons.rejected.connect(self.reject)
        for field in (self.labels, self.calibration, self.title, self.mean, self.scale):
            field.textChanged.connect(self._on_edited)
        self.precision.currentIndexChanged.connect(self._on_edited)
        self._lay_out()

    def _lay_out(self) -> None:
        form = self._form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._choose = _button(self.tr("Choose…"), self.choose_checkpoint)
        form.addRow(self.tr("&Checkpoint"), _beside(self.checkpoint, self._choose))
        form.addRow(self.tr("&Name of the model"), self.title)
        self._choose_labels = _button(self.tr("Choose…"), self._on_choose_labels)
        self._labels_row = _beside(self.labels, self._choose_labels)
        form.addRow(self.tr("&Labels"), self._labels_row)
        self.labels.setPlaceholderText(self.tr("A text file with one scientific name a line"))
        form.addRow(self.tr("Class of &birds"), self.bird_class)
        size = _beside(self.input_width, QLabel("×"), self.input_height)
        size.layout().addStretch(1)
        form.addRow(self.tr("&Photo goes in at"), size)
        form.addRow(self.tr("&Mean (R, G, B)"), self.mean)
        form.addRow(self.tr("&Scale (R, G, B)"), self.scale)
        form.addRow(self.tr("P&recision"), self.precision)
        self._choose_photos = _button(self.tr("Choose…"), self._on_choose_photos)
        self._photos_row = _beside(self.calibration, self._choose_photos)
        form.addRow(self.tr("Sample p&hotos"), self._photos_row)
        self.calibration.setPlaceholderText(self.tr("A folder, from which int8 learns its ranges"))
        form.addRow(self.verify)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 16)
        column.setSpacing(14)
        self._scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self._scroll.setWidget(self.explanation)
        self._explain(self.explanation.text())
        column.addLayout(form)
        form.insertRow(1, self._scroll)
        column.addWidget(self.progress)
        column.addWidget(self.status)
        column.addWidget(self.buttons)

    @Slot()
    def _show_state(self) -> None:
        """What can be filled in or pressed now."""
        preview = self._preview
        importing = self._importing
        usable = preview is not None and not preview.problem and not importing
        for field in (self.title, self.mean, self.scale, self.precision, self.verify):
            field.setEnabled(usable)
        for field in (self.input_width, self.input_height):
            field.setEnabled(usable)
        self.labels.setEnabled(usable)
        self._choose_labels.setEnabled(usable)
        self._choose.setEnabled(not importing)
        self.bird_class.setEnabled(usable)
        self._photos_row.setEnabled(usable)
        detector = preview is not None and preview.is_detector
        self._form.setRowVisible(self._labels_row, not detector)
        self._form.setRowVisible(self.bird_class, detector)
        self._form.setRowVisible(self._photos_row, self.precision.currentData() == "int8")
        self.progress.setVisible(importing)
        self.import_button.setEnabled(usable and not self._missing())

    def _missing(self) -> str:
        """What still has to be filled in, as a sentence; empty if nothing."""
        preview = self._preview
        if preview is not None and preview.needs_labels and not self.labels.text().strip():
            return self.tr("The names of the species are needed: choose a label file.")
        if self.precision.currentData() == "int8" and not self.calibration.text():
            return self.tr("int8 needs sample photos: choose a folder.")
        if None in (_numbers(self.mean.text()), _numbers(self.scale.text())):
            return self.tr("Mean and scale are three numbers each, such as 123, 117, 104.")
        return ""

    def _explain(self, text: str) -> None:
        """Show ``text`` as high as it is, and to be scrolled where it is long."""
        self.explanation.setText(text)
        height = self.explanation.heightForWidth(_WIDTH - _MARGIN)
        self._scroll.setFixedHeight(min(height + 4, _MOST_TEXT))

    @Slot()
    def _on_edited(self) -> None:
        problem = self._preview is None or self._preview.problem
        self.status.setText("" if problem else self._missing())
        self._show_state()

    @Slot()
    def _on_choose_labels(self) -> None:
        kind = self.tr("Labels (*.txt *.csv);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Labels"), self._folder(), kind)
        if name:
            self.labels.setText(name)

    @Slot()
    def _on_choose_photos(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Sample photos"), self._folder())
        if name:
            self.calibration.setText(name)

    def _folder(self) -> str:
        return str(Path(self.checkpoint.text()).parent)

    # --- what the work tells ---------------------------------------------------------------------

    @Slot(object)
    def _on_previewed(self, preview: CheckpointPreview) -> None:
        self._preview = preview
        classes = preview.class_count
        told = self.tr("{0}, {1} classes").format(preview.kind, classes) if classes else None
        lines = [preview.problem] if preview.problem else [told or str(preview.kind)]
        lines.extend(preview.suspicions)
        self._explain("\n\n".join(lines))
        self.title.setText(preview.name)
        if preview.input_size:
            self.input_height.setValue(preview.input_size[0])
            self.input_width.setValue(preview.input_size[1])
        self.mean.setText(_shown(preview.preprocessing.mean))
        self.scale.setText(_shown(preview.preprocessing.scale))
        self.bird_class.setValue(preview.usual_bird_class or 0)
        self._on_edited()
        self.adjustSize()

    @Slot()
    def _on_import(self) -> None:
        self.status.setText("")
        self.progress.setRange(0, 0)
        self._importing = True
        self._work.start(self.wish)
        self._show_state()

    @Slot(str, int, int)
    def _on_progressed(self, text: str, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.status.setText(f"{text}…")

    @Slot(str)
    def _on_imported(self, title: str) -> None:
        self.imported.emit(title)
        super().accept()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._importing = False
        if self._preview is None:
            self._explain(sentence)
        else:
            self.status.setText(sentence)
        self._show_state()

    @Slot()
    def _on_stopped(self) -> None:
        if not self._importing:
            return
        self._importing = False
        self.status.setText(self.tr("Stopped; nothing was installed."))
        self._show_state()


def _beside(*widgets: QWidget) -> QWidget:
    """Widgets in one row of a form, the first one growing."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    for index, widget in enumerate(widgets):
        layout.addWidget(widget, 0 if index or isinstance(widget, QSpinBox) else 1)
    return row


def _button(text: str, pressed: Callable[[], None]) -> QPushButton:
    button = QPushButton(text, autoDefault=False)
    button.clicked.connect(pressed)
    return button


def _numbers(text: str) -> Triple | None:
    """Three numbers, or one for all; None for anything else."""
    try:
        values = [float(part) for part in text.replace(";", ",").split(",")]
    except ValueError:
        return None
    values = values * 3 if len(values) == 1 else values
    return (values[0], values[1], values[2]) if len(values) == 3 else None


def _shown(values: Triple) -> str:
    """Three numbers as they are typed: a point for fractions, whatever the locale."""
    plain = QLocale.c()
    return ", ".join(plain.toString(float(value), "g", 6) for value in values)
