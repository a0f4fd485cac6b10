"""What the user did, in a few words: for the menu entries that undo and redo it, and when done."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from birdeye.domain.changes import (
    AcceptClaims,
    AddBird,
    Change,
    Changed,
    DeleteBirds,
    MoveBox,
    ReviewBirds,
    SetDate,
    SetFlags,
    SetOffset,
    SetRegion,
    SetStars,
    ShiftClock,
    StateCount,
    Tally,
)
from birdeye.domain.rating import Flag
from birdeye.domain.review import Verdict
from birdeye.gui import country_names, enumeration, photo_wording, rating_wording, wording
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
                _translate("ChangeWording", "accept the name of a bird"),
                _translate("ChangeWording", "accept the names of {0} birds"),
            )
        case AddBird():
            return _translate("ChangeWording", "draw a box")
        case MoveBox():
            return _translate("ChangeWording", "move a box")
        case DeleteBirds(bird_ids):
            return wording.counted(
                len(bird_ids),
                _translate("ChangeWording", "delete a box"),
                _translate("ChangeWording", "delete {0} boxes"),
            )
        case SetDate() | ShiftClock() | SetOffset():
            return _translate("ChangeWording", "set the date")
        case StateCount():
            return _translate("ChangeWording", "set the count and details")
        case SetRegion():
            return _translate("ChangeWording", "set the region")
        case SetStars():
            return _translate("ChangeWording", "set the stars")
        case SetFlags():
            return _translate("ChangeWording", "set flags")
    return _translate("ChangeWording", "set the place")


def outcome(changed: Changed, names: SpeciesNames) -> str:
    """“Confirmed as House Sparrow.”, “4 birds in 2 photos marked unsure.”, and what became of the
    others."""
    done = _done(changed, names)
    followed = ""
    if changed.moves_statements:
        followed = _translate(
            "ChangeWording", "The count and details that you stated go with the new name."
        )
    others = _overruled(changed.tally), left_out(changed.tally)
    return enumeration.in_a_row((done, followed, *others))


def left_out(tally: Tally) -> str:
    """“3 you had decided before stay as they are.”; empty where no bird was left out."""
    texts = (
        (
            tally.left_decided,
            _translate("ChangeWording", "{0} you had decided before stays as it is."),
            _translate("ChangeWording", "{0} you had decided before stay as they are."),
        ),
        (
            tally.left_unlikely,
            _translate("ChangeWording", "{0} bird whose name is unlikely there is left to you."),
            _translate(
                "ChangeWording", "{0} birds whose names are unlikely there are left to you."
            ),
        ),
        (
            tally.left_unnamed,
            _translate("ChangeWording", "{0} bird without a name is left to you."),
            _translate("ChangeWording", "{0} birds without a name are left to you."),
        ),
    )
    said = [wording.counted(count, one, several) for count, one, several in texts if count]
    return enumeration.in_a_row(said)


def _overruled(tally: Tally) -> str:
    if not tally.overruled:
        return ""
    text = _translate("ChangeWording", "{0} of them you had decided otherwise before.")
    return text.format(wording.figure(tally.overruled))


def _done(changed: Changed, names: SpeciesNames) -> str:
    birds = wording.count_of_birds(len(changed.bird_ids))
    photos = wording.count_of_photos(changed.photo_count)
    match changed.change:
        case ReviewBirds(bird_ids, review):
            one, several = _outcomes(review.verdict)
            name = _name(changed.change, names)
            return (one if len(bird_ids) == 1 else several).format(birds, photos, name)
        case AcceptClaims():
            text = _translate("ChangeWording", "{0} in {1} confirmed with Birdeye’s names.")
            return text.format(birds, photos)
        case AddBird():
            return _translate("ChangeWording", "Box drawn.")
        case MoveBox():
            return _translate("ChangeWording", "Box moved.")
        case DeleteBirds():
            return _translate("ChangeWording", "Box deleted.")
        case SetDate() | ShiftClock() | SetOffset():
            return _translate("ChangeWording", "Date of {0} set.").format(photos)
        case StateCount():
            return _translate("ChangeWording", "Count and details set.")
        case SetRegion(_, region):
            text = _translate("ChangeWording", "Region of {0}: {1}.")
            return text.format(photos, country_names.region(region))
        case SetStars(_, stars) if stars:
            return f"{rating_wording.stars(stars)}  {photos}"
        case SetStars():
            return _translate("ChangeWording", "{0}: no stars.").format(photos)
        case SetFlags():
            return _flagged(changed.flag_counts)
    return _translate("ChangeWording", "Place of {0} set.").format(photos)


def _flagged(counts: Mapping[Flag, int]) -> str:
    """“3 picked, 7 rejected.”"""
    parts = [
        (Flag.PICK, _translate("ChangeWording", "{0} picked")),
        (Flag.REJECT, _translate("ChangeWording", "{0} rejected")),
        (Flag.NONE, _translate("ChangeWording", "{0} without a flag")),
    ]
    told = [text.format(wording.figure(counts[flag])) for flag, text in parts if flag in counts]
    return enumeration.sentence(enumeration.listed(told))


def _outcomes(verdict: Verdict) -> tuple[str, str]:
    """For one bird and for several: {0} birds in {1} photos, by the name {2}."""
    match verdict:
        case Verdict.CONFIRMED:
            return (
                _translate("ChangeWording", "Confirmed as {2}."),
                _translate("ChangeWording", "{0} in {1} confirmed as “{2}”."),
            )
        case Verdict.UNSURE:
            return (
                _translate("ChangeWording", "Marked unsure."),
                _translate("ChangeWording", "{0} in {1} marked unsure."),
            )
        case Verdict.NOT_A_BIRD:
            return (
                _translate("ChangeWording", "Marked as no bird."),
                _translate("ChangeWording", "{0} in {1} marked as no bird."),
            )
        case Verdict.UNREVIEWED:
            return (
                _translate("ChangeWording", "The decision was taken back."),
                _translate("ChangeWording", "The decisions about {0} in {1} were taken back."),
            )


def _name(change: ReviewBirds, names: SpeciesNames) -> str:
    review = change.review
    return photo_wording.taxon_name(review.rank, review.taxon, names) if review.taxon else ""


def _reviewed(count: int, verdict: Verdict, name: str) -> str:
    match verdict:
        case Verdict.CONFIRMED:
            texts = (
                _translate("ChangeWording", "name a bird {1}"),
                _translate("ChangeWording", "name {0} birds {1}"),
            )
        case Verdict.UNSURE:
            texts = (
                _translate("ChangeWording", "mark a bird unsure"),
                _translate("ChangeWording", "mark {0} birds unsure"),
            )
        case Verdict.NOT_A_BIRD:
            texts = (
                _translate("ChangeWording", "mark a box as no bird"),
                _translate("ChangeWording", "mark {0} boxes as no bird"),
            )
        case Verdict.UNREVIEWED:
            texts = (
                _translate("ChangeWording", "take back a decision"),
                _translate("ChangeWording", "take back {0} decisions"),
            )
    return texts[0 if count == 1 else 1].format(wording.figure(count), name)
