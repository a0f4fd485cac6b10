"""What a user should know about an export beforehand, although nothing is left out because of
it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from birdeye.export.choice import JPEG_SUFFIXES, Choice
from birdeye.export.options import ExportOptions, SidecarNaming
from birdeye.export.xmp_sidecars import is_broken, sidecar_of


class Caution(Enum):
    """The value is a clause in English, after a count of photos."""

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
    if not choice.record.path.absolute().is_relative_to(destination.absolute().parent):
        yield Caution.WHOLE_PATH


def of_sidecars(choice: Choice, _destination: Path, options: ExportOptions) -> Iterator[Caution]:
    """For sidecars, which are read to check whether they can be merged into."""
    path = choice.record.path
    if options.sidecar_naming is SidecarNaming.ADOBE and path.suffix.lower() in JPEG_SUFFIXES:
        yield Caution.LIGHTROOM
    if is_broken(sidecar_of(path, options.sidecar_naming)):
        yield Caution.BROKEN_SIDECAR
