"""The number of the class that is the bird, which a detector is imported with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from birdeye.gui.panels.number_field import NumberField

if TYPE_CHECKING:
    from birdeye.workflows.import_checkpoint import CheckpointPreview

_MOST_CLASSES = 9999
_AS_IN_FILE = -1
"""The least value where the file may tell."""


class BirdClassField(NumberField):
    """Counted from 0, without the background."""

    def __init__(self) -> None:
        super().__init__(minimum=0, maximum=_MOST_CLASSES)
        self.setAccessibleName(self.tr("Number of the class of birds, from 0"))

    @property
    def number(self) -> int | None:
        """What was chosen; None for what the file says."""
        return None if self.value() == _AS_IN_FILE else self.value()

    def set_guess(self, preview: CheckpointPreview) -> None:
        """Show what is guessed for this checkpoint."""
        if preview.is_detector:
            self.setSpecialValueText("")
            self.setRange(0, preview.class_count - 1 if preview.class_count else _MOST_CLASSES)
            self.setValue(preview.usual_bird_class or 0)
        else:
            # A detector that goes with a classifier is looked at only when both are imported.
            self.setSpecialValueText(self.tr("as the file says"))
            self.setRange(_AS_IN_FILE, _MOST_CLASSES)
            self.setValue(_AS_IN_FILE)

    def hint(self, preview: CheckpointPreview) -> str:
        """Where the number comes from, or what it counts."""
        if not preview.is_detector:
            return self.tr("Of the detector, counted from 0, without the background.")
        usual = preview.usual_bird_class
        if usual is None:
            return self.tr("Counted from 0, without the background. It could not be guessed.")
        if usual != self.value():
            return self.tr("Your choice; {0} was guessed.").format(usual)
        if preview.own_bird_class is not None:
            return self.tr("The file says so.")
        if preview.class_count == 1:
            return self.tr("The only class there is.")
        return self.tr("Guessed: bird among the {0} classes of {1}.").format(
            preview.class_count, "Pascal VOC" if preview.class_count == 20 else "COCO"
        )
