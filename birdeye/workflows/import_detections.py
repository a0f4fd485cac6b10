"""Imports the detections of another program into the catalogue, for review like our own."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from birdeye import locations
from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.boxes import Box
from birdeye.domain.errors import PhotoUnreadable
from birdeye.domain.identification import NOT_SURE, Bird, Candidate, Claim, PhotoResult, Rank
from birdeye.domain.records import IMPORTED, UNKNOWN_PROGRAM, PackVersion
from birdeye.domain.species import Species
from birdeye.imaging.photo_file import open_photo
from birdeye.imaging.seen_file import look_at_file
from birdeye.taxonomy.label_resolver import LabelResolver, ResolvedLabel
from birdeye.taxonomy.species_table import SpeciesTable
from birdeye.workflows.detections_file import DetectedPhoto, DetectedThing, DetectionsFile

LEAST_SCORE = 0.2
"""What MegaDetector itself calls its typical threshold."""

LEAST_CLAIMED = 0.65
"""How probable a species must be to be claimed; AddaxAI draws the line there, too."""

_KEPT_CANDIDATES = 5
_MAY_BE_BIRDS = frozenset({"animal", "bird", "aves"})
_BIRD_CLASS = "aves"
_VIDEO_SUFFIXES = frozenset(
    {
        ".3gp",
        ".asf",
        ".avi",
        ".flv",
        ".m4v",
        ".mkv",
        ".mov",
        ".mp4",
        ".mpeg",
        ".mpg",
        ".mts",
        ".wmv",
    }
)


@dataclass(frozen=True, slots=True)
class Imported:
    """One photo of the file; ``problem`` is a sentence if it could not be imported."""

    file: str
    photo_id: int | None = None
    bird_count: int = 0
    problem: str = ""


def import_detections(
    detections: DetectionsFile,
    folder: Path,
    catalogue: Catalogue,
    table: SpeciesTable,
    least_score: float = LEAST_SCORE,
) -> Generator[Imported, None, None]:
    """Store the birds that ``detections`` has in photos of ``folder``, photo by photo.

    Animals count as birds unless they are classified as something else; species that ``table``
    knows by a name in any usual form are candidates; a former name that was split is claimed as a
    genus only. Photos outside ``folder``, even through links, are refused; a photo that cannot be
    read is reported and the others continue. Reviews in the catalogue stay.
    """
    names = _Names(LabelResolver(table, locations.names_folder()))
    pack = PackVersion(IMPORTED, detections.program or UNKNOWN_PROGRAM)
    folder = folder.absolute()
    for detected in detections.photos:
        problem = _why_not(detected)
        if problem:
            yield Imported(detected.file, problem=problem)
            continue
        path = _path_in(folder, detected.file)
        if path is None:
            problem = f"“{detected.file}” is not in the folder “{folder}”, and is left out."
            yield Imported(detected.file, problem=problem)
            continue
        try:
            photo = open_photo(path)
        except PhotoUnreadable as error:
            yield Imported(detected.file, problem=str(error))
            continue
        birds = _birds(detected, photo.width, photo.height, names, least_score)
        result = PhotoResult(path, photo.width, photo.height, birds, metadata=photo.metadata)
        photo_id = catalogue.remember(
            look_at_file(path, catalogue.seen_before(path)), result, pack, _KEPT_CANDIDATES
        )
        yield Imported(detected.file, photo_id, len(birds))


class _Names:
    """What the classes of a file mean, each looked up once."""

    def __init__(self, resolver: LabelResolver) -> None:
        self._resolver = resolver
        self._known: dict[tuple[str, str], ResolvedLabel | None] = {}

    def meant(self, name: str, taxonomy: str) -> ResolvedLabel | None:
        """By genus and epithet if the taxonomy has them, else by the name of the class."""
        key = (name, taxonomy)
        if key not in self._known:
            parts = taxonomy.split(";")
            found = None
            if len(parts) >= 6 and parts[4] and parts[5]:
                found = self._resolver.resolve(f"{parts[4]} {parts[5]}")
            if found is None or found.species is None:
                found = self._resolver.resolve(name)
            self._known[key] = found
        return self._known[key]


def _why_not(detected: DetectedPhoto) -> str:
    """Why there is nothing to import for a file, which does not mean that it shows no bird."""
    if PurePosixPath(detected.file).suffix.lower() in _VIDEO_SUFFIXES:
        return f"“{detected.file}” is a video, and Birdeye imports only photos."
    if detected.failure:
        return (
            f"“{detected.file}” was not processed by the program that made the file: "
            f"{detected.failure.rstrip('.')}."
        )
    return ""


def _path_in(folder: Path, file: str) -> Path | None:
    """Where ``file`` is or should be, None unless that is below ``folder``, following links.

    Files written on Windows separate folders with a backslash.
    """
    names = dict.fromkeys((file, file.replace("\\", "/")))
    inside = [folder / name for name in names if _is_inside(folder, folder / name)]
    return next((path for path in inside if path.is_file()), inside[0] if inside else None)


def _is_inside(folder: Path, path: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # an impossible name, or a loop of links
        return False


def _birds(
    detected: DetectedPhoto,
    width: int,
    height: int,
    names: _Names,
    least_score: float,
) -> tuple[Bird, ...]:
    birds = []
    for thing in detected.things:
        x, y, box_width, box_height = thing.box_fractions
        box = Box(x * width, y * height, (x + box_width) * width, (y + box_height) * height)
        box = box.clipped(width, height)
        is_seen = thing.score >= least_score and box.width >= 1 and box.height >= 1
        if is_seen and _may_be_bird(thing, names):
            birds.append(_bird(thing, box, names))
    return tuple(sorted(birds, key=lambda bird: -bird.score))


def _may_be_bird(thing: DetectedThing, names: _Names) -> bool:
    if thing.category.casefold() not in _MAY_BE_BIRDS:
        return False
    if not thing.classes:
        return True
    name, taxonomy, _ = thing.classes[0]
    if taxonomy.count(";") >= 5:
        return taxonomy.split(";")[1].casefold() in ("", _BIRD_CLASS)
    meant = names.meant(name, taxonomy)
    return name.casefold() in _MAY_BE_BIRDS or (meant is not None and meant.species is not None)


def _bird(thing: DetectedThing, box: Box, names: _Names) -> Bird:
    found: dict[Species, float] = {}
    doubtful: set[Species] = set()
    for name, taxonomy, probability in thing.classes:
        meant = names.meant(name, taxonomy)
        if meant is not None and meant.species is not None:
            found[meant.species] = max(probability, found.get(meant.species, 0.0))
            if meant.may_also_be and not _is_current(meant.species, name, taxonomy):
                doubtful.add(meant.species)
    likeliest = sorted(found.items(), key=lambda pair: -pair[1])[:_KEPT_CANDIDATES]
    candidates = tuple(Candidate(species, probability) for species, probability in likeliest)
    claim = NOT_SURE
    if candidates and candidates[0].probability >= LEAST_CLAIMED:
        best = candidates[0]
        claim = Claim(Rank.SPECIES, best.species.scientific_name, best.probability)
        if best.species in doubtful:
            claim = Claim(Rank.GENUS, best.species.genus, best.probability)
    return Bird(box, thing.score, claim, candidates)


def _is_current(species: Species, name: str, taxonomy: str) -> bool:
    """Whether the class has the current scientific name: that of the part that kept it in a
    split."""
    genus, epithet = species.scientific_name.casefold().split(" ")[:2]
    return f"{genus};{epithet}" in taxonomy.casefold() or f"{genus} {epithet}" in name.casefold()
