"""Says in plain words what a checkpoint contains, and what is odd about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from birdeye.gui import error_wording
from birdeye.gui.icons import icon_pixmap
from birdeye.gui.layouts import in_column
from birdeye.gui.theme import Theme

if TYPE_CHECKING:
    from birdeye.workflows.import_checkpoint import CheckpointPreview

_SHORT_VERSION = 24


class CheckpointSummary(QFrame):
    """A title, a line of facts, and below them whatever the user should know before going on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(objectName="summary")
        self._theme = theme
        self._title = QLabel(objectName="summaryTitle", wordWrap=True)
        self._facts = QLabel(objectName="outcomeText", wordWrap=True)
        self._warnings = QGridLayout(horizontalSpacing=10, verticalSpacing=8)
        self._warnings.setColumnStretch(1, 1)
        parts = self._title, self._facts, 4, self._warnings
        in_column(*parts, spacing=5, margins=(16, 13, 16, 14), of=self)

    @property
    def text(self) -> str:
        """All text shown."""
        labels = [self._title, self._facts]
        labels += [self._warning(row) for row in range(self._warnings.rowCount())]
        return "\n".join(label.text() for label in labels if label is not None and label.text())

    def show_line(self, text: str) -> None:
        """Say one thing: what to choose, or that it is being looked at."""
        self._show("", text, (), "")

    def show_problem(self, sentence: str) -> None:
        """Say why it cannot be used."""
        self._show("", "", (sentence,), "warning")

    def show_preview(self, preview: CheckpointPreview) -> None:
        """Say what the checkpoint is."""
        if preview.problem:
            title = self.tr("This checkpoint cannot be imported")
            self._show(title, self._facts_of(preview), (preview.problem,), "warning")
        else:
            found = preview.inspection.suspicions
            self._show(self._title_of(preview), self._facts_of(preview), found, "about")

    def show_result(self, title: str, sentences: tuple[str, ...]) -> None:
        """Say that the model is there, and what was measured on the way."""
        self._show(self.tr("“{0}” is installed").format(title), "", sentences, "done")

    def _show(self, title: str, facts: str, sentences: tuple[str, ...], icon: str) -> None:
        for label, text in ((self._title, title), (self._facts, facts)):
            label.setText(text)
            label.setVisible(bool(text))
            label.setTextFormat(Qt.TextFormat.PlainText)
        while (item := self._warnings.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for row, sentence in enumerate(sentences):
            self._add_warning(row, sentence, icon)

    def _add_warning(self, row: int, sentence: str, icon: str) -> None:
        grave = icon == "warning"
        colours = self._theme.colours
        colour = colours.warning if grave else colours.accent
        mark = QLabel()
        mark.setPixmap(icon_pixmap(icon, colour, 18, self.devicePixelRatioF()))
        said = error_wording.in_words(sentence)
        words = QLabel(said, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._warnings.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
        self._warnings.addWidget(words, row, 1)
        # At once, so that the dialog can count with their height.
        mark.show()
        words.show()

    def _warning(self, row: int) -> QWidget | None:
        item = self._warnings.itemAtPosition(row, 1)
        return item.widget() if item is not None else None

    def _title_of(self, preview: CheckpointPreview) -> str:
        kind, count = str(preview.kind), preview.class_count
        if preview.needs_labels:
            text = self.tr("Classifier, {0} outputs: it names the bird in a picture")
        elif count is None:
            text = self.tr("{1}: it finds the birds in a photo")
        elif count == 1:
            text = self.tr("{1}, one class: it finds the birds in a photo")
        else:
            text = self.tr("{1}, {0} classes: it finds the birds in a photo")
        return text.format(QLocale().toString(count or 0), kind)

    def _facts_of(self, preview: CheckpointPreview) -> str:
        found, locale = preview.inspection, QLocale()
        if not found.saved_with:
            parts = [found.origin]
        elif found.saved_with[:1].isdigit():
            parts = [self.tr("Saved with MXNet {0}").format(found.saved_with[:_SHORT_VERSION])]
        else:
            parts = [self.tr("Saved with MXNet 0.8.0 or older")]
        if found.origin == "Gluon":
            parts.append(self.tr("exported from Gluon"))
        parts.append(self.tr("{0} parameters").format(locale.toString(found.parameters)))
        parts.append(locale.formattedDataSize(found.file_size, 1, _DATA_SIZE))
        return "  ·  ".join(parts)


_DATA_SIZE = QLocale.DataSizeFormat.DataSizeSIFormat
