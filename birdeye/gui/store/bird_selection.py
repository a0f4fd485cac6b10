"""Which bird of the photo on screen is selected and which is under the mouse.

The one place that photo view and panel both write to and listen to, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from birdeye.domain.records import BirdRecord

NO_BIRD = -1
"""Stands for “none” in signals, which carry integers."""


class BirdSelection(QObject):
    """Indices into the birds of the photo on screen, or `NO_BIRD`. Tells changes only.

    ``selected_changed(index)`` when somebody picked a bird; not when another photo brings its own.
    """

    selected_changed = Signal(int)
    hovered_changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._selected = NO_BIRD
        self._hovered = NO_BIRD

    @property
    def count(self) -> int:
        """How many birds there are to select from."""
        return self._count

    @property
    def selected(self) -> int:
        """The selected bird."""
        return self._selected

    @property
    def hovered(self) -> int:
        """The bird under the mouse."""
        return self._hovered

    def settle(self, count: int, selected: int) -> bool:
        """There are ``count`` birds now, of which ``selected`` is selected; whether that is another
        index. Told by whoever brings the birds, once, so that nobody draws them twice."""
        before = self._selected
        self._count = count
        self._hovered = NO_BIRD
        self._selected = selected if 0 <= selected < count else NO_BIRD
        return self._selected != before

    def select(self, index: int) -> None:
        """Select a bird; anything out of range selects none."""
        index = index if 0 <= index < self._count else NO_BIRD
        if index != self._selected:
            self._selected = index
            self.selected_changed.emit(index)

    def hover(self, index: int) -> None:
        """Mark a bird as under the mouse; anything out of range marks none."""
        index = index if 0 <= index < self._count else NO_BIRD
        if index != self._hovered:
            self._hovered = index
            self.hovered_changed.emit(index)

    def step(self, by: int) -> bool:
        """Select the next (1) or previous (-1) bird; False, and no change, past either end."""
        if self._selected == NO_BIRD:
            target = 0 if by > 0 else self._count - 1
        else:
            target = self._selected + by
        if not 0 <= target < self._count:
            return False
        self.select(target)
        return True


def index_to_select(
    birds: Sequence[BirdRecord], wanted: Iterable[int | None], *, none_else: bool
) -> int:
    """The index of the first bird of ``wanted`` (ids) that is there; else none where ``none_else``,
    or the first bird that is still to review."""
    ids = [bird.bird_id for bird in birds]
    for bird_id in wanted:
        if bird_id in ids:
            return ids.index(bird_id)
    if none_else:
        return NO_BIRD
    return next((index for index, bird in enumerate(birds) if not bird.is_reviewed), 0)
