"""Reads the archive that a run left: for exports, and for review in a catalogue."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from birdeye.catalogue.catalogue import Catalogue
from birdeye.cluster.storage import ResultFolder, is_remote
from birdeye.cluster.table import SCHEMA_VERSION, ArchivedPhoto, photo_of
from birdeye.domain.errors import ClusterFailed
from birdeye.domain.identification import PhotoResult, Rank
from birdeye.domain.records import BirdRecord, PackVersion, PhotoRecord
from birdeye.domain.species import Species
from birdeye.imaging.seen_file import look_at_file

_log = logging.getLogger(__name__)
_ROWS = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which photos of an archive are meant; by default all.

    ``species`` are scientific names that a photo has among its claims; ``only_unsure`` asks for
    photos with a bird that nothing was claimed for; ``below`` is an address that theirs begin with.
    """

    species: frozenset[str] = frozenset()
    only_unsure: bool = False
    below: str = ""

    def __contains__(self, photo: ArchivedPhoto) -> bool:
        claims = [bird.claim for bird in photo.result.birds]
        return (
            photo.address.startswith(self.below)
            and (not self.species or any(claim.taxon in self.species for claim in claims))
            and (not self.only_unsure or any(claim.rank is Rank.NONE for claim in claims))
        )


def photos_in(
    address: str, species_of: Callable[[str], Species], wanted: Wanted | None = None
) -> Iterator[ArchivedPhoto]:
    """The photos of the archive in ``address``, in the order of the run, some rows at a time.

    Raises `ClusterFailed` for a folder that is no archive, or one of a newer program.
    """
    folder = ResultFolder(address)
    parts = sorted(name for name in folder.names() if name.startswith("part-"))
    if not parts:
        raise ClusterFailed(
            f"“{address}” holds no results of “birdeye identify --cluster”. Give their folder."
        )
    for name in parts:
        try:
            with folder.open(name) as stream:
                file = pq.ParquetFile(stream)
                _check_version(file, folder, name)
                for batch in file.iter_batches(_ROWS):
                    for row in batch.to_pylist():
                        photo = photo_of(row, species_of)
                        if wanted is None or photo in wanted:
                            yield photo
        except (OSError, pa.ArrowException, KeyError, TypeError, ValueError) as error:
            raise ClusterFailed(
                f"“{name}” in “{address}” cannot be read: {str(error).rstrip('.')}. "
                "Delete it and run the command again that made it."
            ) from error


def _check_version(file: pq.ParquetFile, folder: ResultFolder, name: str) -> None:
    told = (file.schema_arrow.metadata or {}).get(b"birdeye_schema", b"0")
    if int(told) > SCHEMA_VERSION:
        raise ClusterFailed(
            f"“{name}” in “{folder.address}” was written by a newer Birdeye. Install that version."
        )


def record_of(photo: ArchivedPhoto, number: int) -> PhotoRecord:
    """A photo of an archive as exports know photos: nobody reviewed it."""
    result, made_by = photo.result, photo.provenance
    birds = tuple(
        BirdRecord(number * 1000 + place, bird) for place, bird in enumerate(result.birds, 1)
    )
    return PhotoRecord(
        number,
        result.path,
        photo.sha256,
        result.width,
        result.height,
        birds,
        result.error,
        result.metadata,
        pack_id=made_by.pack_id,
        pack_version=made_by.pack_version,
    )


def records_in(address: str, species_of: Callable[[str], Species]) -> Iterator[PhotoRecord]:
    """The photos of an archive, one after the other, as an export takes them."""
    for number, photo in enumerate(photos_in(address, species_of), 1):
        yield record_of(photo, number)


@dataclass(slots=True)
class Imported:
    """What an import came to: photos that the catalogue has now, those that are not here, and those
    that have ``changed`` since."""

    photo_count: int = 0
    elsewhere: int = 0
    changed: int = 0


def import_results(
    catalogue: Catalogue,
    address: str,
    species_of: Callable[[str], Species],
    wanted: Wanted,
    files_at: tuple[str, Path] | None = None,
) -> Imported:
    """Take the photos that are ``wanted`` into the catalogue.

    ``files_at`` says in which folder here the photos are whose addresses begin so. A photo whose
    file is not on this computer cannot be reviewed, and is only counted; so is one whose file has
    other content, and may show something else. One that could be read here does not become
    unreadable because the cluster could not.
    """
    imported = Imported()
    for photo in photos_in(address, species_of, wanted):
        path = _path_here(photo.address, files_at)
        if path is None or not path.is_file():
            imported.elsewhere += 1
            continue
        before = catalogue.seen_before(path)
        if photo.result.error is not None and before is not None:
            continue
        seen = look_at_file(path, before)
        if photo.sha256 and seen.content_hash != photo.sha256:
            imported.changed += 1
        else:
            made_by = photo.provenance
            result = PhotoResult(
                path,
                photo.result.width,
                photo.result.height,
                photo.result.birds,
                photo.result.error,
                photo.result.metadata,
            )
            top = max((len(bird.candidates) for bird in result.birds), default=1)
            pack = PackVersion(made_by.pack_id, made_by.pack_version, made_by.pack_fingerprint)
            catalogue.remember(seen, result, pack, top)
            imported.photo_count += 1
    return imported


def _path_here(address: str, files_at: tuple[str, Path] | None) -> Path | None:
    if files_at is not None and address.startswith(files_at[0]):
        below = address[len(files_at[0]) :].lstrip("/")
        folder = files_at[1].resolve()
        path = (folder / below).resolve()
        return path if path.is_relative_to(folder) else None
    return None if is_remote(address) else Path(address)
