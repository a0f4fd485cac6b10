"""The user's choices for an export, and what the layers above provide to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Protocol

from birdeye.domain.box_label import Label
from birdeye.domain.boxes import Box
from birdeye.domain.photos import GpsPosition
from birdeye.domain.records import PhotoRecord
from birdeye.domain.species import HigherTaxa, Species


class SidecarNaming(Enum):
    """The name of the sidecar of ``heron.jpg``; both are read, one is written."""

    ADOBE = "adobe"
    """``heron.xmp``, which Lightroom, Bridge and Capture One read."""

    FULL_NAME = "full-name"
    """``heron.jpg.xmp``, which digiKam and darktable read."""


class Licence(Enum):
    """The licences under which GBIF accepts data, by their SPDX identifiers."""

    CC0 = "CC0-1.0"
    BY = "CC-BY-4.0"
    BY_NC = "CC-BY-NC-4.0"

    @property
    def address(self) -> str:
        """The page with its text, by which GBIF identifies licences."""
        return _LICENCE_PAGES[self]


_LICENCE_PAGES = {
    Licence.CC0: "http://creativecommons.org/publicdomain/zero/1.0/legalcode",
    Licence.BY: "http://creativecommons.org/licenses/by/4.0/legalcode",
    Licence.BY_NC: "http://creativecommons.org/licenses/by-nc/4.0/legalcode",
}


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The choices of one export.

    ``only_confirmed`` leaves out what the user did not confirm; otherwise all is written, with its
    mark. ``with_position`` says whether coordinates may be written. ``language`` (ISO 639-1) is
    that of the common names. ``backup_folder`` is where the originals go before keywords are
    written into photos; None for beside each photo.

    ``by_folder`` says that photos come folder by folder: each is counted separately, so that an
    archive of any size only needs memory for its largest folder. For formats with these fields:
    ``observer`` is who saw the birds, ``rights_holder`` who owns the rights in the data and the
    photos, and ``licence`` how others may use them.
    """

    only_confirmed: bool = True
    with_position: bool = True
    language: str = "en"
    sidecar_naming: SidecarNaming = SidecarNaming.ADOBE
    observer: str = ""
    licence: Licence | None = None
    rights_holder: str = ""
    by_folder: bool = False
    backup_folder: Path | None = None


class CopiedFacts(Enum):
    """Which of a photo's metadata a crop gets."""

    NONE = "none"
    ALL_BUT_POSITION = "all but position"
    """Creator, copyright, date and camera."""

    ALL = "all"


@dataclass(frozen=True, slots=True)
class Cutout:
    """A crop of a photo as a JPEG; ``box`` in pixels of the upright photo.

    ``longest_side`` is the most pixels that a side may have; None for as many as the photo has.
    """

    box: Box
    longest_side: int | None = None
    facts: CopiedFacts = CopiedFacts.NONE


class Pictures(Protocol):
    """The interface of the layer that can decode photos. Each method raises `PhotoUnreadable` for a
    photo that cannot be read."""

    def cut_out(self, path: Path, cutouts: Sequence[Cutout]) -> list[bytes]:
        """Each of ``cutouts`` of the photo as a JPEG, with the metadata that it requests."""
        ...

    def write_annotated(
        self, path: Path, copy: Path, labels: Sequence[Label], *, with_position: bool
    ) -> None:
        """Write a copy of the photo with boxes and names drawn; raises `CannotWrite` too.

        Metadata is kept, except what could reveal the place if ``with_position`` is false.
        """
        ...

    def is_own(self, path: Path) -> bool:
        """Whether an earlier export wrote the picture at ``path``, which may be replaced."""
        ...


def _no_country(_position: GpsPosition) -> str:
    return ""


def _as_it_is(family: str, _language: str) -> str:
    return family


def _no_photo(_path: Path) -> bool:
    return False


def _as_ever(_record: PhotoRecord) -> bool:
    return True


def _nobody_to_tell(_content_hash: str, _new_hash: str) -> None:
    pass


@dataclass(frozen=True)
class ExportTools:
    """What an export needs to know and cannot find out itself.

    ``species_of`` resolves a scientific name; ``family_of_genus`` has the family of each genus;
    ``family_name`` what a family is called in a language (ISO 639-1);
    ``higher_taxa`` the scientific names of families with English names, and their orders;
    ``ebird_species`` are the scientific names under which eBird knows a species by its English
    name; ``country_of`` gives ISO 3166-1 alpha-2 of a position, or nothing. ``workers`` is how many
    photos may be decoded at once. ``note_rewritten`` is called with the hashes (SHA-256) of a
    photo's old and new content before keywords are written into it. ``is_photo`` says whether there
    is a photo at a path, where no picture of an export may go. ``is_unchanged`` says whether the
    file of a photo still shows what was identified: it may be edited, or another photo by now.
    """

    species_of: Callable[[str], Species] = Species
    family_of_genus: Mapping[str, str] = field(default_factory=dict)
    family_name: Callable[[str, str], str] = _as_it_is
    higher_taxa: Mapping[str, HigherTaxa] = field(default_factory=dict)
    ebird_species: Collection[str] = frozenset()
    country_of: Callable[[GpsPosition], str] = _no_country
    pictures: Pictures | None = None
    workers: int = 1
    note_rewritten: Callable[[str, str], None] = _nobody_to_tell
    is_photo: Callable[[Path], bool] = _no_photo
    is_unchanged: Callable[[PhotoRecord], bool] = _as_ever


@dataclass(frozen=True)
class Export:
    """One export: its file or folder, the user's choices, and what is provided to it.

    ``destination`` does not matter where it goes to the photos.
    """

    destination: Path
    options: ExportOptions
    tools: ExportTools
