"""Reads the photos that a pack is calibrated on, with their species and sources."""

from __future__ import annotations

import csv
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from birdeye.domain.boxes import Box
from birdeye.domain.errors import BirdeyeError
from birdeye.domain.species import Species
from birdeye.taxonomy.folding import fold
from birdeye.taxonomy.label_resolver import LabelKind, LabelResolver
from birdeye.workflows.find_photos import find_photos

MOST_OF_A_SPECIES = 8
"""Figures are balanced by species, so more photos of one would only take time."""
_MOST_TABLE_BYTES = 64 * 1024 * 1024
_LONGEST_HEADING = 10_000
_SEPARATORS = (",", ";", "\t")
"""The most frequent in the heading separates the columns; a comma if there is none."""
_FILE = ("file", "path", "filename")
_NAME = ("scientific_name", "species", "name", "label")
_SOURCE = ("source", "set")
_NO_BIRD = frozenset(("none", "no bird", "no birds", "birdless", "background", "not a bird"))


@dataclass(frozen=True, slots=True)
class NamedBird:
    """One bird of known species in a photo, or for the species None a photo without any bird.

    ``box`` is where it is, in pixels of the upright photo; None for the detector's best. Photos of
    the same ``source`` resemble each other more than others.
    """

    path: Path
    species: Species | None
    source: str
    box: Box | None = None


@dataclass
class NamedBirds:
    """The birds, and how many photos each name had that is not a species of the table."""

    birds: list[NamedBird] = field(default_factory=list)
    unknown_names: Counter[str] = field(default_factory=Counter)


def read_named_birds(
    folder: Path, resolver: LabelResolver, left_out: Collection[str] = ()
) -> NamedBirds:
    """The named photos below ``folder``, without those of the sources ``left_out``.

    Names are in tables (CSV) at the top of the folder, with the columns ``file`` and
    ``scientific_name``, and optionally ``source`` and ``kind`` (none for a photo without a bird);
    without a table they are the names of the folders that contain the photos, and the folder above
    is the source. At most `MOST_OF_A_SPECIES` of a species are taken, drawn by checksum. Raises
    `BirdeyeError` if the folder or a table cannot be read, or names no photo.
    """
    tables = _tables(folder)
    rows = [row for table in tables for row in _from_table(folder, table)]
    if not tables:
        rows = list(_from_folders(folder))
    if not rows:
        raise BirdeyeError(
            f"No photo in “{folder}” has a name. Put the photos into folders named after their "
            "birds, or add a table (CSV) with the columns file and scientific_name."
        )
    found, meant = NamedBirds(), {}
    for path, name, source in rows:
        if source in left_out:
            continue
        if name not in meant:
            meant[name] = _meaning(name, resolver)
        if meant[name] is _UNKNOWN:
            found.unknown_names[name] += 1
        else:
            found.birds.append(NamedBird(path, meant[name], source))
    found.birds = at_most(found.birds, MOST_OF_A_SPECIES, folder)
    return found


def at_most(birds: Iterable[NamedBird], count: int, folder: Path | None = None) -> list[NamedBird]:
    """At most ``count`` birds of a species, drawn by checksum of their path below ``folder``."""

    def drawn(bird: NamedBird) -> int:
        path = bird.path.relative_to(folder) if folder else bird.path
        return zlib.crc32(path.as_posix().encode("utf-8", "surrogatepass"))

    taken: Counter[str] = Counter()
    kept = []
    for bird in sorted(birds, key=drawn):
        if bird.species is not None:
            taken[bird.species.scientific_name] += 1
            if taken[bird.species.scientific_name] > count:
                continue
        kept.append(bird)
    return kept


_UNKNOWN = Species("", "")


def _meaning(name: str, resolver: LabelResolver) -> Species | None:
    """The species, None for a photo without a bird, `_UNKNOWN` for what is neither."""
    if fold(name) in _NO_BIRD:
        return None
    if species := resolver.table.find(name):
        return species
    resolved = resolver.resolve(name)
    if resolved is not None and resolved.kind is LabelKind.NOT_A_BIRD:
        return None
    return _UNKNOWN if resolved is None or resolved.species is None else resolved.species


def _tables(folder: Path) -> list[list[dict[str, str]]]:
    try:
        files = sorted(each for each in folder.iterdir() if each.suffix.lower() == ".csv")
    except OSError as error:
        raise _cannot_read(folder, error) from None
    return [rows for file in files if (rows := _rows(file)) is not None]


def _rows(file: Path) -> list[dict[str, str]] | None:
    """The rows of a table that names files; None for one that does not."""
    try:
        if not file.is_file():  # opening a pipe would wait for ever
            return None
        if file.stat().st_size > _MOST_TABLE_BYTES:
            raise BirdeyeError(f"“{file.name}” is too large for a table of names.")
        with file.open(encoding="utf-8-sig", newline="") as lines:
            heading = lines.readline(_LONGEST_HEADING)
            separator = max(_SEPARATORS, key=heading.count)
            lines.seek(0)
            reader = csv.DictReader(lines, restval="", delimiter=separator)
            columns = reader.fieldnames or ()
            if any(each in columns for each in _FILE) and any(each in columns for each in _NAME):
                return list(reader)
    except OSError as error:
        raise _cannot_read(file, error) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise BirdeyeError(f"“{file.name}” is not a table in UTF-8: {error}. Correct it.") from None
    return None


def _cannot_read(path: Path, error: OSError) -> BirdeyeError:
    return BirdeyeError(f"The names in “{path}” cannot be read: {error.strerror or error}.")


def _from_table(folder: Path, rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[Path, str, str]]:
    top = folder.resolve()
    for row in rows:
        file, name, source = (
            next((row[c] for c in columns if row.get(c)), "") for columns in (_FILE, _NAME, _SOURCE)
        )
        if not file or "\0" in file:
            continue
        path = (top / file).resolve()
        if not path.is_relative_to(top):
            continue
        if row.get("kind") == "none" or row.get("has_bird") == "no":
            name = "none"
        if name:
            yield folder / path.relative_to(top), name, source


def _from_folders(folder: Path) -> Iterator[tuple[Path, str, str]]:
    for path in find_photos([folder]):
        inside = path.parent.relative_to(folder).parts
        if inside:
            yield path, inside[-1], "/".join(inside[:-1])
