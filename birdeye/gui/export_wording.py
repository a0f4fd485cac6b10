"""The words of exports: what a format is for, what would be written, what is left out and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from birdeye.domain.dates import FactDoubt
from birdeye.export.cautions import Caution
from birdeye.export.choice import LeftOut
from birdeye.gui import enumeration
from birdeye.gui.wording import count_of_birds, count_of_photos, counted

if TYPE_CHECKING:
    from birdeye.export.plan import Doubtful, ExportPlan
    from birdeye.export.registry import ExportFormat
    from birdeye.gui.tasks.exporting import ExportDone

_translate = QCoreApplication.translate
_look_up = QCoreApplication.translate
"""For texts that are written elsewhere, where lupdate finds them."""


def format_words(form: ExportFormat) -> tuple[str, str]:
    """The title of a format, and one line on what it is for."""
    return _look_up("Export", form.title), _look_up("Export", form.purpose)


def plan_title(plan: ExportPlan) -> str:
    """“12 birds in 10 photos”, or that there is nothing."""
    if plan.is_empty:
        return _translate("Export", "There is nothing to export")
    photos = count_of_photos(plan.photo_count)
    if not plan.bird_count:  # stars, or names that are withdrawn
        return photos
    return _translate("Export", "{0} in {1}").format(count_of_birds(plan.bird_count), photos)


def plan_files(plan: ExportPlan) -> str:
    """How many files would be written, and what becomes of those that are there."""
    if plan.is_empty:
        return ""
    if plan.format.changes_photos:
        return counted(
            len(plan.files),
            _translate("Export", "{0} photo will be changed."),
            _translate("Export", "{0} photos will be changed."),
        )
    facts = [
        counted(
            len(plan.files),
            _translate("Export", "{0} file will be written."),
            _translate("Export", "{0} files will be written."),
        )
    ]
    if plan.existing and plan.merges:
        facts.append(
            counted(
                plan.existing,
                _translate("Export", "{0} is there already: the keywords are added to it."),
                _translate("Export", "{0} are there already: the keywords are added to them."),
            )
        )
    elif plan.existing:
        facts.append(
            counted(
                plan.existing,
                _translate("Export", "{0} is there already and will be replaced."),
                _translate("Export", "{0} are there already and will be replaced."),
            )
        )
    return enumeration.in_a_row(facts)


def unconfirmed(plan: ExportPlan) -> str:
    """How many of the birds no person confirmed; nothing where all are."""
    if not plan.unconfirmed_count:
        return ""
    return counted(
        plan.unconfirmed_count,
        _translate("Export", "{0} bird is not confirmed, and marked as such."),
        _translate("Export", "{0} birds are not confirmed, and marked as such."),
    )


def left_out(reason: LeftOut, count: int) -> str:
    """“3 boxes are left out: they are not confirmed.”"""
    one, several = _left_out_words()[reason]
    return counted(count, one, several)


def _left_out_words() -> dict[LeftOut, tuple[str, str]]:
    return {
        LeftOut.WAITING: (
            _translate("Export", "{0} photo is left out: it is not identified yet."),
            _translate("Export", "{0} photos are left out: they are not identified yet."),
        ),
        LeftOut.UNREADABLE: (
            _translate(
                "Export", "{0} photo is left out: it could not be read when it was last identified."
            ),
            _translate(
                "Export",
                "{0} photos are left out: they could not be read when they were last identified.",
            ),
        ),
        LeftOut.NO_BIRD: (
            _translate("Export", "{0} photo is left out: it has no bird to write."),
            _translate("Export", "{0} photos are left out: they have no bird to write."),
        ),
        LeftOut.NO_DATE: (
            _translate("Export", "{0} photo is left out: it has no date."),
            _translate("Export", "{0} photos are left out: they have no date."),
        ),
        LeftOut.NO_PLACE: (
            _translate("Export", "{0} photo is left out: it has no place."),
            _translate("Export", "{0} photos are left out: they have no place."),
        ),
        LeftOut.NO_POSITION: (
            _translate("Export", "{0} photo is left out: it has no position."),
            _translate("Export", "{0} photos are left out: they have no position."),
        ),
        LeftOut.NO_SIZE: (
            _translate(
                "Export",
                "{0} photo is left out: its size is not known yet. Identify it first.",
            ),
            _translate(
                "Export",
                "{0} photos are left out: their sizes are not known yet. Identify them first.",
            ),
        ),
        LeftOut.MISSING: (
            _translate("Export", "{0} photo is left out: it is no longer where it was."),
            _translate("Export", "{0} photos are left out: they are no longer where they were."),
        ),
        LeftOut.CHANGED: (
            _translate(
                "Export",
                "{0} photo is left out: it has changed since it was identified. Open it "
                "again first.",
            ),
            _translate(
                "Export",
                "{0} photos are left out: they have changed since they were identified. Open them "
                "again first.",
            ),
        ),
        LeftOut.NOT_JPEG: (
            _translate("Export", "{0} photo is left out: keywords go only into JPEGs."),
            _translate("Export", "{0} photos are left out: keywords go only into JPEGs."),
        ),
        LeftOut.SAME_SHOT: (
            _translate("Export", "{0} photo is left out: it is of the same shot as another."),
            _translate("Export", "{0} photos are left out: they are of the same shots as others."),
        ),
        LeftOut.UNCONFIRMED: (
            _translate("Export", "{0} box is left out: it is not confirmed."),
            _translate("Export", "{0} boxes are left out: they are not confirmed."),
        ),
        LeftOut.NOT_A_BIRD: (
            _translate("Export", "{0} box is left out: you marked it as no bird."),
            _translate("Export", "{0} boxes are left out: you marked them as no bird."),
        ),
        LeftOut.UNNAMED: (
            _translate("Export", "{0} box is left out: its bird has no name."),
            _translate("Export", "{0} boxes are left out: their birds have no name."),
        ),
        LeftOut.ONLY_FAMILY: (
            _translate("Export", "{0} box is left out: its bird is named by family only."),
            _translate("Export", "{0} boxes are left out: their birds are named by family only."),
        ),
    }


def doubtful(doubt: FactDoubt, photos: Doubtful) -> str:
    """“3 photos are dated in the future: a.jpg, b.jpg, c.jpg”."""
    one, several = {
        FactDoubt.FUTURE: (
            _translate("Export", "{0} photo is dated in the future"),
            _translate("Export", "{0} photos are dated in the future"),
        ),
        FactDoubt.CLOCK_NOT_SET: (
            _translate("Export", "{0} photo is from a camera whose clock was never set"),
            _translate("Export", "{0} photos are from a camera whose clock was never set"),
        ),
        FactDoubt.EDIT_DATE: (
            _translate("Export", "{0} photo is dated only by its last edit"),
            _translate("Export", "{0} photos are dated only by their last edit"),
        ),
        FactDoubt.RECEIVED: (
            _translate("Export", "{0} photo is dated only by its file name"),
            _translate("Export", "{0} photos are dated only by their file names"),
        ),
        FactDoubt.HEMISPHERE: (
            _translate("Export", "{0} photo has a position without a hemisphere (N/S, E/W)"),
            _translate("Export", "{0} photos have positions without a hemisphere (N/S, E/W)"),
        ),
    }[doubt]
    return _translate("Export", "{0}: {1}").format(
        counted(photos.count, one, several), photos.in_words
    )


def caution(about: Caution, photos: Doubtful) -> str:
    """“Lightroom ignores the sidecars of 3 photos, which are JPEGs: a.jpg, b.jpg, c.jpg”."""
    one, several = {
        Caution.WITHDRAWN: (
            _translate("Export", "{0} photo loses the keywords of a name that you withdrew"),
            _translate("Export", "{0} photos lose the keywords of names that you withdrew"),
        ),
        Caution.OLD_NAMES: (
            _translate(
                "Export",
                "{0} photo has names from an earlier export that are not confirmed now. If you "
                "withdrew them, remove them in your photo program",
            ),
            _translate(
                "Export",
                "{0} photos have names from an earlier export that are not confirmed now. If you "
                "withdrew them, remove them in your photo program",
            ),
        ),
        Caution.OLD_RATING: (
            _translate(
                "Export",
                "{0} photo has stars or a flag from an earlier export that are no longer set in "
                "Birdeye. Change them in your photo program",
            ),
            _translate(
                "Export",
                "{0} photos have stars or flags from an earlier export that are no longer set in "
                "Birdeye. Change them in your photo program",
            ),
        ),
        Caution.WHOLE_PATH: (
            _translate("Export", "{0} photo is named by its whole path: it is in another folder"),
            _translate("Export", "{0} photos are named by whole paths: they are in other folders"),
        ),
        Caution.LIGHTROOM: (
            _translate("Export", "{0} photo is a JPEG, and Lightroom ignores sidecars of JPEGs"),
            _translate("Export", "{0} photos are JPEGs, and Lightroom ignores sidecars of JPEGs"),
        ),
        Caution.BROKEN_SIDECAR: (
            _translate("Export", "{0} photo has a broken sidecar, which stays as it is"),
            _translate("Export", "{0} photos have broken sidecars, which stay as they are"),
        ),
    }[about]
    told = _translate("Export", "{0}: {1}").format(
        counted(photos.count, one, several), photos.in_words
    )
    if about is Caution.LIGHTROOM:
        return f"{told} " + _translate(
            "Export", "(“Keywords in the photos” writes into the photos themselves.)"
        )
    return told


def done_sentence(done: ExportDone) -> str:
    """What was exported, for the notice at the end."""
    if done.plan.format.asks_for_place:
        return _translate("Export", "{0} exported to “{1}”.").format(
            count_of_photos(done.photo_count), done.destination.name
        )
    return _translate("Export", "Keywords of {0} written.").format(
        count_of_photos(done.photo_count)
    )


def problems_sentence(done: ExportDone) -> str:
    """That some photos could not be written."""
    return counted(
        done.problem_count,
        _translate("Export", "{0} photo could not be exported:"),
        _translate("Export", "{0} photos could not be exported:"),
    )


def progress_text(done: int, total: int) -> str:
    """“340 of 3,000 photos”."""
    locale = QLocale()
    return _translate("Export", "{0} of {1} photos").format(
        locale.toString(done), locale.toString(total)
    )


def folder_to_show(done: ExportDone) -> Path:
    """The folder in which the result is."""
    if not done.plan.format.asks_for_place:
        return done.plan.files[0].parent
    return done.destination if done.destination.is_dir() else done.destination.parent
