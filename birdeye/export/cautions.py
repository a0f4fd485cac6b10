"""What a user should know about an export beforehand, although nothing is left out because of
it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from birdeye.export import photo_keywords, xmp_sidecars
from birdeye.export.choice import JPEG_SUFFIXES, Choice, LeftOut
from birdeye.export.options import ExportOptions, SidecarNaming
from birdeye.export.withdrawn import keeps_old_names, keeps_old_rating


class Caution(Enum):
    """The value is a clause in English, after a count of photos."""

    WITHDRAWN = (
        "with a name that you have withdrawn since an earlier export, which is removed from the "
        "keywords"
    )
    OLD_NAMES = (
        "with names that an earlier export wrote and that are not confirmed now; Birdeye cannot "
        "tell whether you withdrew them, so remove them in your photo program"
    )
    OLD_RATING = (
        "with stars or a flag that an earlier export wrote and that are no longer set in Birdeye; "
        "change them in your photo program"
    )
    WHOLE_PATH = (
        "not below the folder of the file, and named by whole paths, which programs on other "
        "computers will not find"
    )
    LIGHTROOM = (
        "in JPEG, whose sidecars Lightroom ignores; “keywords” writes into the photos themselves"
    )
    BROKEN_SIDECAR = "with a sidecar that is broken, and stays as it is"


def no_cautions(_choice: Choice, _destination: Path, _options: ExportOptions) -> Iterator[Caution]:
    """For formats without cautions."""
    return iter(())


def of_paths(choice: Choice, destination: Path, _options: ExportOptions) -> Iterator[Caution]:
    """For formats that name photos relative to the folder of ``destination``."""
    if not choice.is_written:
        return
    if not choice.record.path.absolute().is_relative_to(destination.absolute().parent):
        yield Caution.WHOLE_PATH


def of_sidecars(choice: Choice, _destination: Path, options: ExportOptions) -> Iterator[Caution]:
    """For sidecars, which are read to check whether they can be merged into."""
    path = choice.record.path
    yield from _of_earlier_exports(choice, xmp_sidecars.packet_of(path, options))
    if not choice.is_written:
        return
    if options.sidecar_naming is SidecarNaming.ADOBE and path.suffix.lower() in JPEG_SUFFIXES:
        yield Caution.LIGHTROOM
    if xmp_sidecars.is_broken(xmp_sidecars.sidecar_of(path, options.sidecar_naming)):
        yield Caution.BROKEN_SIDECAR


def of_photos(choice: Choice, _destination: Path, options: ExportOptions) -> Iterator[Caution]:
    """For keywords in the photos themselves."""
    path = choice.record.path
    # Without the check for a backup, each photo of a catalogue would be read.
    was_changed = photo_keywords.has_backup(path, options)
    packet = photo_keywords.packet_of(path, options) if was_changed else None
    yield from _of_earlier_exports(choice, packet)


def _of_earlier_exports(choice: Choice, packet: bytes | None) -> Iterator[Caution]:
    if LeftOut.CHANGED in choice.left_out:
        return  # what is there may be about the picture that is there now
    if choice.removes_names:
        yield Caution.WITHDRAWN
    if keeps_old_names(choice, packet):
        yield Caution.OLD_NAMES
    if keeps_old_rating(choice, packet):
        yield Caution.OLD_RATING
