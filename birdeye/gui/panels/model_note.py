"""Says by which model a bird was named, where it is an older one or was never calibrated."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from birdeye.domain.records import BirdRecord, PackVersion, PhotoRecord


class ModelNote(QLabel):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomeText")
        self.setWordWrap(True)
        self._in_use: PackVersion | None = None
        self._calibrated = True
        self.hide()

    def use(self, in_use: PackVersion | None, *, calibrated: bool) -> None:
        """``in_use`` is the model that identifies photos now."""
        self._in_use, self._calibrated = in_use, calibrated

    def show_bird(self, record: PhotoRecord | None, bird: BirdRecord | None) -> None:
        """Say what there is to say of ``bird``, which is in the photo ``record``."""
        text = ""
        if record is not None and bird is not None and not bird.is_reviewed and not bird.drawn:
            text = self._text(record)
        self.setText(text)
        self.setVisible(bool(text))

    def _text(self, record: PhotoRecord) -> str:
        if self._in_use is None or not record.pack_id:
            return ""
        if (record.pack_id, record.pack_version) != (self._in_use.pack_id, self._in_use.version):
            return self.tr("Identified by an earlier model: {0} {1}.").format(
                record.pack_id, record.pack_version
            )
        if not self._calibrated:
            return self.tr(
                "This model has not been calibrated, so nothing it says counts as more than likely."
            )
        return ""
