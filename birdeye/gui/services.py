"""The functions of lower layers that the window calls, named in one place.

They import what is heavy (numpy, Pillow, onnxruntime) when they are first called, which happens in
a worker thread, so that the window is painted before. Tests hand in their own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from birdeye import locations
from birdeye.domain.box_label import Label
from birdeye.domain.boxes import Box
from birdeye.domain.identification import Bird
from birdeye.domain.photos import Exposure
from birdeye.domain.plausibility import PlaceSettings
from birdeye.domain.records import PhotoRecord
from birdeye.gui.store.catalogue_thread import CatalogueThread

if TYPE_CHECKING:
    import numpy as np

    from birdeye.catalogue.catalogue import Catalogue
    from birdeye.export.options import ExportTools
    from birdeye.geography.countries import Countries
    from birdeye.imaging.opened_last import OpenedLast
    from birdeye.imaging.photo_file import PhotoFile
    from birdeye.imaging.thumbnail_cache import ThumbnailCache
    from birdeye.packs.library import PackLibrary
    from birdeye.packs.pack import Pack
    from birdeye.taxonomy.name_search import NameSearch
    from birdeye.taxonomy.species_table import SpeciesTable
    from birdeye.vision.identifier import Identifier
    from birdeye.vision.weighing import Weigher
    from birdeye.workflows.plausibility import Plausibility


T = TypeVar("T")


def once(make: Callable[[], T]) -> Callable[[], T]:
    """``make`` is called for the first who asks; others wait for it alone, and for nothing else."""
    lock = threading.Lock()
    made: list[T] = []

    def get() -> T:
        with lock:
            if not made:
                made.append(make())
            return made[0]

    return get


def _find_photos(paths: Iterable[Path], left_out: MutableMapping[str, int]) -> Iterator[Path]:
    from birdeye.workflows.find_photos import find_photos

    return find_photos(paths, left_out)


def _open_identifier(pack: Pack) -> Identifier:
    from birdeye.vision.identifier import IdentifyOptions
    from birdeye.workflows.places import open_identifier

    options = IdentifyOptions(places=_read_places())
    return open_identifier(pack, options, _species_table(), _countries())


@once
def _opened_last() -> OpenedLast:
    from birdeye.imaging.opened_last import OpenedLast

    return OpenedLast()


def _open_photo(path: Path) -> PhotoFile:
    return _opened_last().open(path)


def _open_again(path: Path) -> PhotoFile:
    return _opened_last().open_again(path)


def _exposure_of(photo: PhotoFile) -> Exposure:
    from birdeye.imaging.exposure import exposure_of

    return exposure_of(photo)


def _open_library() -> PackLibrary:
    from birdeye.packs.library import PackLibrary

    return PackLibrary.of_this_computer()


@once
def _thumbnail_cache() -> ThumbnailCache:
    from birdeye.imaging.thumbnail_cache import ThumbnailCache

    return ThumbnailCache(locations.thumbnails_folder())


def _thumbnail(path: Path, side: int) -> np.ndarray:
    return _thumbnail_cache().thumbnail(path, side)


def _annotated(path: Path, labels: Sequence[Label], longest_side: int) -> np.ndarray:
    from birdeye.imaging.annotate import annotated_pixels

    return annotated_pixels(path, labels, longest_side)


@once
def _species_table() -> SpeciesTable:
    from birdeye.taxonomy.species_table import read_species_table

    return read_species_table(locations.names_folder())


@once
def _name_search() -> NameSearch:
    from birdeye.taxonomy.name_search import NameSearch

    return NameSearch(_species_table())


@once
def _countries() -> Countries:
    from birdeye.geography.countries import read_countries

    return read_countries(locations.countries_file())


def _open_plausibility(pack: Pack) -> Plausibility | None:
    from birdeye.workflows.places import plausibility_of

    return plausibility_of(pack, _countries(), _read_places())


def _open_weigher(pack: Pack) -> Weigher:
    from birdeye.workflows.places import open_weigher

    return open_weigher(pack, _read_places(), _species_table(), _countries())


def _read_places() -> PlaceSettings:
    from birdeye.workflows.places import read_place_settings

    return read_place_settings(locations.settings_file())


def _write_places(settings: PlaceSettings) -> None:
    from birdeye.workflows.places import write_place_settings

    write_place_settings(locations.settings_file(), settings)


def _name_box(record: PhotoRecord, box: Box, identifier: Identifier) -> Bird:
    from birdeye.workflows.remember_photos import name_box

    return name_box(record, box, identifier)


@dataclass(frozen=True)
class Services:
    """What the window asks of the layers below; each is called in a worker thread only.

    The tables of species and countries are read once, for the first who asks.
    """

    find_photos: Callable[[Iterable[Path], MutableMapping[str, int]], Iterator[Path]] = _find_photos
    open_identifier: Callable[[Pack], Identifier] = _open_identifier
    open_photo: Callable[[Path], PhotoFile] = _open_photo
    open_again: Callable[[Path], PhotoFile] = _open_again
    exposure_of: Callable[[PhotoFile], Exposure] = _exposure_of
    thumbnail: Callable[[Path, int], np.ndarray] = _thumbnail
    annotated: Callable[[Path, Sequence[Label], int], np.ndarray] = _annotated
    open_library: Callable[[], PackLibrary] = _open_library
    species_table: Callable[[], SpeciesTable] = _species_table
    name_search: Callable[[], NameSearch] = _name_search
    countries: Callable[[], Countries] = _countries
    open_plausibility: Callable[[Pack], Plausibility | None] = _open_plausibility
    open_weigher: Callable[[Pack], Weigher] = _open_weigher
    read_places: Callable[[], PlaceSettings] = _read_places
    write_places: Callable[[PlaceSettings], None] = _write_places
    name_box: Callable[[PhotoRecord, Box, Identifier], Bird] = _name_box
    catalogue: CatalogueThread = field(default_factory=lambda: CatalogueThread(_species_table))

    def open_catalogue(self) -> Catalogue:
        """A connection to the catalogue of this session."""
        return self.catalogue.open()

    def export_tools(self) -> ExportTools:
        """What an export is lent: names, countries and pictures."""
        from birdeye.workflows.export_tools import export_tools

        return export_tools(self.species_table(), self.countries())
