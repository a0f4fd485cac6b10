"""What is known of the photos near the one on screen: what the catalogue told last, with whatever
the user did since. So a decision shows at once, and goes again where the catalogue refuses it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from functools import reduce

from birdeye.domain.changes import Change, DeleteBirds, MoveBox, applied
from birdeye.domain.records import PhotoRecord

RECORDS_KEPT = 64


class KnownRecords:
    """At most `RECORDS_KEPT` records by photo id; those that were told longest ago go first."""

    def __init__(self) -> None:
        self._told: OrderedDict[int, PhotoRecord] = OrderedDict()
        self._unanswered: list[Change] = []
        self._previewed: dict[int, MoveBox] = {}

    def __contains__(self, photo_id: int | None) -> bool:
        return photo_id in self._told

    def __iter__(self) -> Iterator[int]:
        return iter(self._told)

    def keep(self, record: PhotoRecord, current: int | None) -> int:
        """The catalogue told this, now or before what is not answered yet; the id of the photo.

        ``current`` is not let go of.
        """
        self._told[record.photo_id] = record
        self._told.move_to_end(record.photo_id)
        if current is not None and current in self._told:
            self._told.move_to_end(current)
        while len(self._told) > RECORDS_KEPT:
            self._told.popitem(last=False)
        return record.photo_id

    def shown(self, photo_id: int) -> PhotoRecord:
        """The photo as it is to be shown; raises `KeyError` where it is not kept."""
        changes = (*self._unanswered, *self._previewed.values())
        return reduce(applied, changes, self._told[photo_id])

    def preview(self, move: MoveBox) -> None:
        """Show a box where the mouse left it, until that is carried out."""
        self._previewed[move.bird_id] = move

    def begin(self, change: Change) -> set[int]:
        """The catalogue was asked to carry out ``change``; the photos that it concerns."""
        match change:
            case MoveBox(bird_id):
                self._previewed.pop(bird_id, None)
            case DeleteBirds(bird_ids):
                for bird_id in bird_ids:
                    self._previewed.pop(bird_id, None)
        shown = {photo_id: self.shown(photo_id) for photo_id in self._told}
        self._unanswered.append(change)
        return {one for one, record in shown.items() if applied(record, change) is not record}

    def end(self, change: Change, concerned: set[int], *, is_carried_out: bool) -> None:
        """The catalogue has answered."""
        self._unanswered.remove(change)
        for photo_id in concerned & set(self._told):
            if is_carried_out:
                self._told[photo_id] = applied(self._told[photo_id], change)
