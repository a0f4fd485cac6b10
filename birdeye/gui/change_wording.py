"""What a person did, in a few words, for the menu entries that undo and redo it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from birdeye.domain.changes import (
    AcceptClaims,
    AddBird,
    Change,
    DeleteBirds,
    MoveBox,
    ReviewBirds,
    SetDate,
    SetOffset,
    ShiftClock,
    StateCount,
)
from birdeye.domain.review import Verdict
from birdeye.gui import photo_wording, wording
from birdeye.gui.models.species_names import SpeciesNames

_translate = QCoreApplication.translate


def sentence(change: Change, names: SpeciesNames) -> str:
    """“name a bird House Sparrow”, “delete 3 boxes”."""
    match change:
        case ReviewBirds(bird_ids, review):
            return _reviewed(len(bird_ids), review.verdict, _name(change, names))
        case AcceptClaims(bird_ids):
            return wording.counted(
                len(bird_ids),
                _translate("ChangeWording", "accept the name of {0} bird"),
                _translate("ChangeWording", "accept the names of {0} birds"),
            )
        case AddBird():
            return _translate("ChangeWording", "draw a box")
        case MoveBox():
            return _translate("ChangeWording", "move a box")
        case DeleteBirds(bird_ids):
            return wording.counted(
                len(bird_ids),
                _translate("ChangeWording", "delete {0} box"),
                _translate("ChangeWording", "delete {0} boxes"),
            )
        case SetDate() | ShiftClock() | SetOffset():
            return _translate("ChangeWording", "set the date")
        case StateCount():
            return _translate("ChangeWording", "set the count")
    return _translate("ChangeWording", "set the place")


def _name(change: ReviewBirds, names: SpeciesNames) -> str:
    review = change.review
    return photo_wording.taxon_name(review.rank, review.taxon, names) if review.taxon else ""


def _reviewed(count: int, verdict: Verdict, name: str) -> str:
    match verdict:
        case Verdict.CONFIRMED:
            texts = (
                _translate("ChangeWording", "name {0} bird {1}"),
                _translate("ChangeWording", "name {0} birds {1}"),
            )
        case Verdict.UNSURE:
            texts = (
                _translate("ChangeWording", "mark {0} bird as unsure"),
                _translate("ChangeWording", "mark {0} birds as unsure"),
            )
        case Verdict.NOT_A_BIRD:
            texts = (
                _translate("ChangeWording", "mark {0} box as no bird"),
                _translate("ChangeWording", "mark {0} boxes as no bird"),
            )
        case Verdict.UNREVIEWED:
            texts = (
                _translate("ChangeWording", "take back {0} decision"),
                _translate("ChangeWording", "take back {0} decisions"),
            )
    return texts[0 if count == 1 else 1].format(wording.figure(count), name)
