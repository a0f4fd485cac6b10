"""What is asked of the user who imports a checkpoint, filled in with what could be guessed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from birdeye.gui import error_wording, pack_wording
from birdeye.gui.dialogs import ask
from birdeye.gui.dialogs.bird_class_field import BirdClassField
from birdeye.gui.dialogs.hinted_field import HintedField
from birdeye.gui.dialogs.path_field import PathField
from birdeye.gui.dialogs.rgb_field import RgbField
from birdeye.gui.layouts import STRETCH, in_column, in_row
from birdeye.gui.panels.number_field import NumberField

if TYPE_CHECKING:
    from birdeye.workflows.convert_request import ConvertRequest
    from birdeye.workflows.import_checkpoint import CheckpointPreview, LabelsFound

_SMALLEST, _LARGEST = 8, 4096
_INT8 = "int8"


class ImportForm(QWidget):
    """The fields with their explanations.

    Signals:
        changed(): a field was edited; `missing` may say something else now.
        labels_asked(path): a label file was chosen; answer with `show_labels` or
            `refuse_labels`.
    """

    changed = Signal()
    labels_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._preview: CheckpointPreview | None = None
        self._labels_problem = ""
        self._labels_fit = False
        self.title = QLineEdit(maxLength=100)
        self.labels = PathField(self.tr("Label file"), "", self._ask_labels)
        self.detector = PathField(self.tr("A detector of your own"), "", self._ask_detector)
        self.detector.set_hint(self.tr("None; or choose another file"))
        self.bird_class = BirdClassField()
        self.companion = QComboBox()
        self.input_width, self.input_height = (
            NumberField(minimum=_SMALLEST, maximum=_LARGEST) for _ in range(2)
        )
        self.mean, self.scale = RgbField(), RgbField()
        self.precision = QComboBox()
        for word, name in (
            ("fp32", self.tr("Exact, as in the checkpoint (32 bit)")),
            ("fp16", self.tr("Half the size on disk (16 bit)")),
            (_INT8, self.tr("A quarter of the size, and faster (8 bit)")),
        ):
            self.precision.addItem(name, word)
        folder = self.tr("A folder of photos like those to be identified")
        self.photos = PathField(self.tr("Sample photos"), folder, self._ask_photos)
        self.verify = QCheckBox(
            self.tr("&Verify the result against a plain numpy evaluation"), checked=True
        )
        self.choose = QCheckBox(self.tr("&Use this model from now on"), checked=True)
        self._lay_out()
        self._connect()

    def show_preview(self, preview: CheckpointPreview, *, same_network: bool = False) -> None:
        """Fill in what is guessed for this checkpoint; what was typed for another network goes."""
        self._preview = preview
        if same_network:
            self._explain()
            return
        self._labels_fit, self._labels_problem = False, ""
        self.labels.clear()
        self.detector.clear()
        self.title.setText(preview.title)
        self.companion.clear()
        for pack in preview.companions:
            self.companion.addItem(pack_wording.title(pack), pack)
        height, width = preview.input_size or (_SMALLEST, _SMALLEST)
        self.input_height.setValue(height)
        self.input_width.setValue(width)
        self.mean.set_guess(preview.inspection.preprocessing.mean)
        self.scale.set_guess(preview.inspection.preprocessing.scale)
        self.bird_class.set_guess(preview)
        self._form.setRowVisible(self._detector_row, not preview.is_detector)
        names, lender = (
            (self.tr("Names of the &classes"), self.tr("Birds are &named by"))
            if preview.is_detector
            else (self.tr("Names of the spe&cies"), self.tr("Birds are &found by"))
        )
        for row, text in ((self._labels_row, names), (self._companion_row, lender)):
            label = self._form.labelForField(row)
            assert isinstance(label, QLabel)
            label.setText(text)
        self.labels.set_hint(
            self.tr("A text file with one class name a line")
            if preview.is_detector
            else self.tr("A text file with one scientific name a line")
        )
        self._explain()

    def show_labels(self, found: LabelsFound) -> None:
        """The label file fits."""
        self._labels_fit, self._labels_problem = True, ""
        if found.bird_class is not None:
            self.bird_class.setValue(found.bird_class)
            told = self.tr("Class {0} is called bird.").format(found.bird_class)
        else:
            told = self.tr("{0} names, as many as the network has outputs: {1}, …").format(
                QLocale().toString(found.count), found.first
            )
        self._labels_row.explain(told)
        self.changed.emit()

    def refuse_labels(self, sentence: str) -> None:
        """The label file does not fit."""
        self._labels_fit, self._labels_problem = False, sentence
        self._labels_row.explain(sentence, warns=True)
        self.changed.emit()

    def missing(self) -> str:
        """What still has to be filled in, as a sentence; empty if nothing."""
        preview = self._preview
        if preview is None:
            return self.tr("Choose a checkpoint.")
        if not self.title.text().strip():
            return self.tr("Give the model a name.")
        if self._labels_problem:
            return self.tr("The label file does not fit.")
        if preview.needs_labels and not self._labels_fit:
            return self.tr("Choose the file with the names of the species.")
        if not (self.mean.is_valid and self.scale.is_valid):
            return self.tr("Mean and scale are three numbers each, such as 123, 117, 104.")
        if self._is_int8() and self.photos.path is None:
            return self.tr("Choose a folder of sample photos: 8 bit needs them to set its ranges.")
        return ""

    def chosen(self, prefix: Path) -> ConvertRequest:
        """What the form says; nothing may be `missing`."""
        from birdeye.convert.precision import Precision
        from birdeye.workflows.convert_request import ConvertRequest
        from birdeye.workflows.converted_pack import PackDetails

        preview = self._preview
        assert preview is not None
        size = (self.input_height.value(), self.input_width.value())
        detector = None if preview.is_detector else self.detector.path
        return ConvertRequest(
            prefix=prefix,
            destination=prefix,
            epoch=preview.epoch,
            labels=self.labels.path if preview.needs_labels else None,
            input_size=None if size == preview.input_size else size,
            mean=self.mean.own,
            scale=self.scale.own,
            pack=PackDetails(
                self.companion.currentData() if detector is None else None,
                title=self.title.text().strip(),
                bird_class=self.bird_class.number if self._has_detector(preview) else None,
            ),
            detector=detector,
            precision=Precision(self.precision.currentData()),
            calibration=self.photos.path if self._is_int8() else None,
            verify=self.verify.isChecked(),
        )

    # --- layout ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        form = self._form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        form.addRow(self.tr("Na&me of the model"), self.title)
        self._labels_row = self._row(self.tr("Names of the spe&cies"), self.labels)
        self._companion_row = self._row(self.tr("Birds are &found by"), self.companion)
        self._detector_row = self._row(self.tr("Or by the &detector in"), self.detector)
        self._bird_row = self._row(self.tr("Class of &birds"), self.bird_class)
        size = QWidget()
        times, pixels = QLabel("×"), QLabel(self.tr("pixels"))
        in_row(self.input_width, times, self.input_height, pixels, STRETCH, spacing=8, of=size)
        size.setFocusProxy(self.input_width)
        self._size_row = self._row(self.tr("Input &size"), size)
        form.addRow(self.tr("M&ean (R, G, B)"), self.mean)
        self._scale_row = self._row(self.tr("&Scale (R, G, B)"), self.scale)
        form.addRow(self.tr("P&recision"), self.precision)
        self._photos_row = self._row(self.tr("Samp&le photos"), self.photos)
        form.addRow("", in_column(self.verify, self.choose, spacing=6))
        for box in (*self._spin_boxes(), self.companion, self.precision):
            box.setMinimumHeight(self.title.sizeHint().height())
        self.title.setAccessibleName(self.tr("Name of the model"))
        self.companion.setAccessibleName(self.tr("Model that provides the other network"))
        self.input_width.setAccessibleName(self.tr("Width of the photo in pixels"))
        self.input_height.setAccessibleName(self.tr("Height of the photo in pixels"))
        self.mean.setAccessibleName(self.tr("Mean of red, green and blue"))
        self.scale.setAccessibleName(self.tr("Scale of red, green and blue"))
        self.precision.setAccessibleName(self.tr("Precision"))

    def _row(self, name: str, field: QWidget) -> HintedField:
        row = HintedField(field)
        self._form.addRow(name, row)
        return row

    def _connect(self) -> None:
        self.labels.changed.connect(self._on_labels)
        for field in (self.photos, self.detector):
            field.changed.connect(self._on_edited)
        for line in (self.title, self.mean, self.scale):
            line.textChanged.connect(self._on_edited)
        for box in self._spin_boxes():
            box.valueChanged.connect(self._on_edited)
        for choice in (self.precision, self.companion):
            choice.currentIndexChanged.connect(self._on_edited)

    def _spin_boxes(self) -> tuple[NumberField, ...]:
        return self.input_width, self.input_height, self.bird_class

    def _on_edited(self, *_: object) -> None:
        if self._preview is not None:
            self._explain()
            self.changed.emit()

    def _on_labels(self, path: Path | None) -> None:
        self._labels_fit, self._labels_problem = False, ""
        self._labels_row.explain("" if path is None else self.tr("Reading the names…"))
        self._explain()
        self.changed.emit()
        if path is not None:
            self.labels_asked.emit(path)

    # --- explanations ----------------------------------------------------------------------------

    def _explain(self) -> None:
        """Say below the fields where their values come from."""
        preview = self._preview
        assert preview is not None
        self._form.setRowVisible(self._photos_row, self._is_int8())
        self._photos_row.explain(self.tr("8 bit needs them to set the range of each layer."))
        if self.labels.path is None:
            self._labels_row.explain(
                self.tr("Not needed; it says which class is the bird.")
                if preview.is_detector
                else self.tr("In the order of the outputs; the checkpoint does not contain them."),
            )
        self._form.setRowVisible(self._bird_row, self._has_detector(preview))
        self.companion.setEnabled(preview.is_detector or self.detector.path is None)
        self._companion_row.explain(self._lending(preview))
        self._size_row.explain(self._size_hint(preview))
        self._scale_row.explain(self._pixels_hint(preview))
        self._bird_row.explain(self.bird_class.hint(preview))

    def _size_hint(self, preview: CheckpointPreview) -> str:
        if preview.input_size is None:
            return self.tr("Could not be guessed.")
        height, width = preview.input_size
        if (self.input_height.value(), self.input_width.value()) == preview.input_size:
            return self.tr("Guessed from the layers of the network.")
        return self.tr("Your choice; {0} × {1} was guessed.").format(width, height)

    def _pixels_hint(self, preview: CheckpointPreview) -> str:
        guess = preview.inspection.preprocessing
        rule = self.tr("Each value becomes (pixel − mean) × scale.")
        if self.mean.own or self.scale.own:
            text = self.tr("Your choice; mean {0} and scale {1} were guessed.")
            return f"{rule} {text.format(self.mean.guess_text, self.scale.guess_text)}"
        reason = error_wording.in_words(guess.reason.rstrip("."))
        return f"{rule} " + self.tr("{0}.").format(reason[:1].upper() + reason[1:])

    def _lending(self, preview: CheckpointPreview) -> str:
        if preview.is_detector:
            return self.tr("The network of this model names what the imported one finds.")
        if self.detector.path is not None:
            return self.tr("Not needed: the model gets both networks from your files.")
        return self.tr("The network of this model finds what the imported one names.")

    def _has_detector(self, preview: CheckpointPreview) -> bool:
        """Whether one is imported, alone or with a classifier."""
        return preview.is_detector or self.detector.path is not None

    def _is_int8(self) -> bool:
        return self.precision.currentData() == _INT8

    def _ask_labels(self) -> Path | None:
        return ask.for_label_file(self, str(self.labels.path or ""))

    def _ask_detector(self) -> Path | None:
        return ask.for_checkpoint(self, str(self.detector.path or ""))

    def _ask_photos(self) -> Path | None:
        return ask.for_folder(self, str(self.photos.path or ""))
