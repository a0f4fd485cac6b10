"""A field of a form with a line of explanation below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSpinBox, QWidget

from birdeye.gui.layouts import in_column


class HintedField(QWidget):
    """``field`` with its explanation, which takes no room while it is empty."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self._hint = QLabel(objectName="fieldHint", wordWrap=True)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.hide()
        # A spin box as wide as the form would look like a line of text.
        is_narrow = isinstance(field, QSpinBox)
        shown = (field, Qt.AlignmentFlag.AlignLeft) if is_narrow else field
        in_column(shown, self._hint, spacing=4, of=self)
        self.setFocusProxy(field)

    @property
    def hint(self) -> str:
        """The explanation."""
        return self._hint.text()

    def explain(self, text: str, *, warns: bool = False) -> None:
        """Show ``text`` below the field, in the colour of warnings if it is one."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
        if self._hint.property("warns") != warns:
            self._hint.setProperty("warns", warns)
            self._hint.style().polish(self._hint)
