"""Which photo is on screen, with all that is known of it.

Photo view, panel and review listen to it, so that they cannot disagree about what they show.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.gui.models.bird_selection import NO_BIRD, BirdSelection


class RecordOnScreen(QObject):
    """One `PhotoRecord`, or None.

    ``changed(record)`` when another photo comes on screen, and when more is known of the same one.
    The `BirdSelection` is reset after it: to the bird that was selected where it is still there,
    else to the first that nobody reviewed, else to the first.
    """

    changed = Signal(object)

    def __init__(self, selection: BirdSelection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self._record: PhotoRecord | None = None
        self._expected: int | None = None

    @property
    def record(self) -> PhotoRecord | None:
        """The photo on screen."""
        return self._record

    @property
    def birds(self) -> tuple[BirdRecord, ...]:
        """Its birds; the indices of the `BirdSelection` are indices into these."""
        return self._record.birds if self._record is not None else ()

    @property
    def bird(self) -> BirdRecord | None:
        """The selected bird."""
        return self.bird_at(self._selection.selected)

    def bird_at(self, index: int) -> BirdRecord | None:
        """The bird of that index, None where there is none."""
        return self.birds[index] if 0 <= index < len(self.birds) else None

    def select_when_there(self, bird_id: int) -> None:
        """Select this bird as soon as the photo on screen is shown with it."""
        self._expected = bird_id

    def show(self, record: PhotoRecord | None) -> None:
        """Another photo, or the same one with more known of it."""
        before, selected = self._record, self.bird
        same_photo = before is not None and record is not None and before.path == record.path
        deselected = same_photo and selected is None and bool(self.birds)
        self._record = record
        self.changed.emit(record)
        ids = [bird.bird_id for bird in self.birds]
        if same_photo and self._expected in ids:
            index = ids.index(self._expected)
        elif same_photo and selected is not None and selected.bird_id in ids:
            index = ids.index(selected.bird_id)
        elif deselected:
            index = NO_BIRD
        else:
            unreviewed = (i for i, bird in enumerate(self.birds) if not bird.is_reviewed)
            index = next(unreviewed, 0)
        if not same_photo or self._expected in ids:
            self._expected = None
        self._selection.reset(len(ids), index)
