"""Says by which model a bird was named, where it is another one or was never calibrated."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.gui.models.naming_model import NamingModel


class ModelNote(QLabel):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__(objectName="outcomeText", wordWrap=True)
        self._naming = NamingModel(self)
        self.hide()

    def follow(self, naming: NamingModel) -> None:
        """Say what ``naming`` knows of models."""
        self._naming = naming

    def show_bird(self, record: PhotoRecord | None, bird: BirdRecord | None) -> None:
        """Say what there is to say of ``bird``, which is in the photo ``record``."""
        text = ""
        if record is not None and bird is not None and not bird.is_reviewed and not bird.drawn:
            text = self._naming.note((record.pack_id, record.pack_version))
        self.setText(text)
        self.setVisible(bool(text))
