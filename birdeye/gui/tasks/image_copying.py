"""Puts a photo with boxes and names on the clipboard, for a message or a document."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage

from birdeye.domain.box_label import Label
from birdeye.domain.identification import Rank
from birdeye.domain.records import PhotoRecord
from birdeye.gui import bird_wording
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.pixels import image_from_rgb
from birdeye.gui.services import Services
from birdeye.gui.tasks.background_work import BackgroundWork

LONGEST_SIDE = 2560
"""Pixels: enough to look at closely, little enough for a message."""


class ImageCopying(BackgroundWork):
    """Draws in a worker. ``copied()`` when the image is on the clipboard; ``failed(sentence)``."""

    copied = Signal()

    def __init__(
        self,
        services: Services,
        runner: JobRunner,
        names: SpeciesNames,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(services, runner, parent)
        self._names = names

    def copy(self, record: PhotoRecord | None) -> None:
        """Copy this photo."""
        if record is None:
            return
        labels = [
            Label(
                bird.bird.box,
                (bird_wording.short_name(bird, self._names),),
                confident=bird.rank is not Rank.NONE,
            )
            for bird in record.birds
            if not bird.is_rejected
        ]
        self._start(self._draw(record, labels), self._on_drawn)

    def _draw(self, record: PhotoRecord, labels: list[Label]) -> Generator[QImage, None, None]:
        yield image_from_rgb(self._services.annotated(record.path, labels, LONGEST_SIDE))

    def _on_drawn(self, image: QImage) -> None:
        QGuiApplication.clipboard().setImage(image)
        self.copied.emit()
